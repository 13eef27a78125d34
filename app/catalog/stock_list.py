"""The stock list: ids in the order asked for, and rows for the page that is in sight."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from app.catalog import lookups, matching, search
from app.catalog.matching import Match
from app.catalog.models import TitleState
from app.catalog.shelf import COPY_FACTS_SQL, DAY_MS, CopyFacts, Shelf, sum_up
from app.catalog.stock_query import Column, StockQuery, Where, conditions
from app.store import database as store
from app.store.errors import mapped
from app.store.fields import from_ms, to_ms

__all__ = [
    "First",
    "Match",
    "StockRow",
    "Totals",
    "count",
    "first",
    "hidden",
    "ids",
    "rows",
    "totals",
]

_LOOKED_AT = 750  # finds that `first` tries against the facets before it leaves them to `ids`


@dataclass(frozen=True, slots=True)
class First:
    """The first finds; `complete` is False where more may come, or none was reached yet."""

    ids: array[int]
    complete: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """How many titles, and how many copies that are not sold or retired."""

    titles: int
    copies: int


@dataclass(frozen=True, slots=True)
class StockRow:
    """One line of the list.

    `directors` are the first two of `director_count`. `formats` is a mask of `FormatRow.bit`.
    `due` is the moment that passed for a late title, else the next one of a copy that is out.
    `rent_count` copies are the shop's to rent, `in_count` of them on the shelf now. `section` has
    most of the copies, which stand in `section_count` sections. `idle_days` None is a dash.
    `format` and `color` are the first format's, for the drawn case of a film without a cover.
    """

    title_id: int
    code: str
    name: str
    original_name: str
    year: int | None
    directors: tuple[str, ...]
    director_count: int
    formats: int
    format: str
    color: str
    certificate: str
    section: str
    section_id: int | None
    section_count: int
    state: TitleState
    in_count: int
    out_count: int
    rent_count: int
    copy_count: int
    due: datetime | None
    since: datetime | None
    note: str
    idle_days: int | None
    cover: str
    match: Match | None = None


# -- which titles ------------------------------------------------------------------------------


def first(query: StockQuery, now: datetime, limit: int = 200) -> First:
    """The first finds within a keystroke's time; for the window's own thread.

    With facets set it looks at the best few thousand finds; `ids` on the worker knows them all.
    """
    if not query.asks or query.order is not None:
        found = _sorted(query, to_ms(now), limit + 1)
        return First(found[:limit], len(found) <= limit)
    if not query.filtered:
        found = array("q", search.first(query.text, limit + 1))
        return First(found[:limit], len(found) <= limit)
    return _first_filtered(query, to_ms(now), limit)


def _first_filtered(query: StockQuery, now_ms: int, limit: int) -> First:
    where = conditions(query, now_ms, each=True)
    kept: list[int] = []
    looked_at = 0
    with closing(search.stream(query.text)) as stream:
        while len(kept) <= limit and looked_at < _LOOKED_AT:
            part = list(islice(stream, 250))
            if not part:
                return First(array("q", kept), True)
            kept.extend(_allowed(part, where))
            looked_at += len(part)
    return First(array("q", kept[:limit]), False)


def _allowed(title_ids: list[int], where: Where) -> list[int]:
    """Those that the facets let through, in the order given."""
    sql = (
        "SELECT k.title_id FROM title_card k"
        " WHERE k.title_id IN (SELECT value FROM json_each(?))" + where.and_()
    )
    passed = {row[0] for row in store.rows(sql, (json.dumps(title_ids), *where.values))}
    return [title_id for title_id in title_ids if title_id in passed]


def ids(query: StockQuery, now: datetime) -> array[int]:
    """Every title that the query finds, in its order; for the worker where there is text."""
    now_ms = to_ms(now)
    if not query.asks or query.order is not None:
        return _sorted(query, now_ms)
    if not query.filtered:
        return search.all_ids(query.text)
    where = conditions(query, now_ms)
    passed = {
        row[0]
        for row in store.rows(
            f"SELECT k.title_id FROM title_card k {where.sql}", tuple(where.values)
        )
    }
    return search.all_ids(query.text, passed)


def whole_where(query: StockQuery, now_ms: int) -> Where:
    """Facets and text as conditions."""
    where = conditions(query, now_ms)
    asked = search.expression(query.text)
    if asked:
        # "+": without it SQLite may pair each find with each title that a facet lets through.
        where.add("+k.rank IN (SELECT rowid FROM search WHERE search MATCH ?)", asked)
    return where


def count(query: StockQuery, now: datetime) -> int:
    """How many titles the query finds."""
    if not query.filtered and query.asks:
        return search.count(query.text)
    where = whole_where(query, to_ms(now))
    sql = f"SELECT count(*) FROM title_card k {where.sql}"
    return int(store.value(sql, tuple(where.values)))


def hidden(query: StockQuery, now: datetime) -> int:
    """How many more the same text finds with every facet open."""
    if not query.filtered:
        return 0
    return count(query.unfiltered(), now) - count(query, now)


_ORDERS = {
    Column.TITLE: "k.rank",
    Column.YEAR: "k.year",
    Column.DIRECTOR: "k.director_key",
    Column.FORMATS: "k.formats",
    Column.STATE: "k.state, k.due_last",
    Column.IDLE: "k.idle_since",
    Column.ADDED: "k.added_at",
}
# Titles that say nothing in the column come last whichever way.
_SAYS = {
    Column.YEAR: ("k.year > 0", "k.year = 0"),
    Column.DIRECTOR: ("k.director_key > ''", "k.director_key = ''"),
    Column.IDLE: ("k.idle_since IS NOT NULL", "k.idle_since IS NULL"),
}
_GROUPED = {Column.SECTION: "section_id", Column.CERTIFICATE: "certificate_id"}


def _sorted(query: StockQuery, now_ms: int, limit: int = -1) -> array[int]:
    where = whole_where(query, now_ms)
    order = query.order or Column.TITLE
    if order in _GROUPED:
        return _in_groups(order, query.descending, where)[: None if limit < 0 else limit]
    # The least idle was rented last: more days idle is an earlier instant.
    descending = query.descending != (order is Column.IDLE)
    if order not in _SAYS:
        return _by_key(where, _ORDERS[order], descending, limit, whole=not where.conditions)
    says, silent = (_also(where, condition) for condition in _SAYS[order])
    found = _by_key(says, _ORDERS[order], descending, limit, whole=not where.conditions)
    if limit < 0 or len(found) < limit:
        found.extend(_read(silent, "k.rank", limit if limit < 0 else limit - len(found)))
    return found


def _also(where: Where, condition: str) -> Where:
    found = Where()
    found.conditions, found.values = [*where.conditions, condition], where.values
    return found


def _by_key(where: Where, key: str, descending: bool, limit: int, *, whole: bool) -> array[int]:
    """Ordered by a column, titles of equal value by rank; `whole` where no facet is set."""
    if key == "k.rank":
        if whole:
            key = "k.sort_key, k.year, k.title_id"  # the same order, in a narrow index
        return _read(where, key.replace(",", " DESC,") + " DESC" if descending else key, limit)
    terms = ", ".join(f"{term}{' DESC' if descending else ''}" for term in key.split(", "))
    # "+": sorting what is left beats looking every row up in an index's order.
    return _read(where, f"{'' if whole else '+'}{terms}, k.rank", limit)


def _read(where: Where, order: str, limit: int) -> array[int]:
    """The ids in an order. SQLite hands them over in one piece: a step for each of 150,000 rows
    takes longer than finding them, and fights the window's thread for the interpreter.
    """
    # A LIMIT, even of none, makes SQLite keep what it sorts in a tree, at thrice the time.
    most = f" LIMIT {limit}" if limit >= 0 else ""
    (ids,) = _packed(
        "SELECT json_group_array(title_id)",
        f"SELECT k.title_id FROM title_card k {where.sql} ORDER BY {order}{most}",
        where,
    )
    return ids


def _in_groups(order: Column, descending: bool, where: Where) -> array[int]:
    """By section or certificate in the shop's own order of these; titles without one last."""
    column = f"k.{_GROUPED[order]}"
    plus = "+" if where.conditions else ""
    ids, keys = _packed(
        "SELECT json_group_array(title_id), json_group_array(key)",
        f"SELECT coalesce({column}, 0) AS key, k.title_id FROM title_card k {where.sql}"
        f" ORDER BY {plus}{column}, k.rank",
        where,
    )
    listed = lookups.sections() if order is Column.SECTION else lookups.certificates()
    wanted = [row.id for row in listed]
    found = array("q")
    for key in [*(reversed(wanted) if descending else wanted), 0]:
        found.extend(ids[bisect_left(keys, key) : bisect_right(keys, key)])
    return found


def _packed(aggregates: str, ordered: str, where: Where) -> list[array[int]]:
    """Columns of numbers in the order of a subquery, which SQLite keeps for such aggregates."""
    with mapped(store.path_or_none()):
        sql = f"{aggregates} FROM ({ordered})"
        row = store.connection().execute(sql, where.values).fetchone()
    return [array("q", json.loads(column)) for column in row]


def totals() -> Totals:
    """The numbers in the head."""
    row = store.rows(
        "SELECT (SELECT count(*) FROM title), (SELECT count(*) FROM copy)"
        " - (SELECT count(*) FROM copy WHERE state IN ('sold', 'retired'))"
    )[0]
    return Totals(int(row[0]), int(row[1]))


# -- their rows --------------------------------------------------------------------------------

_TITLES = """SELECT t.id, t.code, t.name, t.original_name, t.year, t.cover,
    coalesce(r.code, ''), k.formats
    FROM title t JOIN title_card k ON k.title_id = t.id
    LEFT JOIN certificate r ON r.id = t.certificate_id
    WHERE t.id IN (SELECT value FROM json_each(?))"""
_DIRECTORS = """SELECT d.title_id, p.name FROM credit d JOIN person p ON p.id = d.person_id
    WHERE d.title_id IN (SELECT value FROM json_each(?)) AND d.role = 'director'
    ORDER BY d.title_id, d.position, d.id"""
_COPIES = f"""SELECT c.title_id, {COPY_FACTS_SQL} FROM copy c JOIN edition e ON e.id = c.edition_id
    WHERE c.title_id IN (SELECT value FROM json_each(?)) ORDER BY c.title_id"""


def rows(title_ids: Sequence[int], now: datetime, text: str = "") -> list[StockRow]:
    """The rows of these titles in the same order; a title that is gone is left out."""
    wanted = json.dumps(list(title_ids))
    now_ms = to_ms(now)
    titles = {row[0]: row for row in store.rows(_TITLES, (wanted,))}
    directors = _grouped(store.rows(_DIRECTORS, (wanted,)))
    copies = {
        title_id: [CopyFacts._make(row[1:]) for row in group]
        for title_id, group in groupby(store.rows(_COPIES, (wanted,)), key=itemgetter(0))
    }
    shown = _Shown()
    found = [
        shown.row(titles[id_], directors.get(id_, []), sum_up(copies.get(id_, []), now_ms), now_ms)
        for id_ in title_ids
        if id_ in titles
    ]
    return matching.marked(found, directors, text) if text else found


class _Shown:
    """Makes rows; looks the short lists up once for all of them."""

    def __init__(self) -> None:
        self._sections = {row.id: row.name for row in lookups.sections()}
        self._formats = lookups.formats()

    def row(
        self, title: tuple[Any, ...], directors: list[str], shelf: Shelf, now_ms: int
    ) -> StockRow:
        id_, code, name, original, year, cover, certificate, formats = title
        first_format = next((f for f in self._formats if f.bit & formats), None)
        return StockRow(
            title_id=id_,
            code=code,
            name=name,
            original_name=original,
            year=year,
            directors=tuple(directors[:2]),
            director_count=len(directors),
            formats=formats,
            format=first_format.name if first_format else "",
            color=first_format.color if first_format else "",
            certificate=certificate,
            section=self._sections.get(shelf.section_id or 0, ""),
            section_id=shelf.section_id,
            section_count=shelf.section_count,
            state=shelf.state,
            in_count=shelf.in_count,
            out_count=shelf.out_count,
            rent_count=shelf.rent_count,
            copy_count=shelf.copy_count,
            due=_instant(shelf.due_ms),
            since=_instant(shelf.since_ms),
            note=shelf.note,
            idle_days=idle_days(shelf.idle_since_ms, now_ms),
            cover=cover,
        )


def idle_days(since_ms: int | None, now_ms: int) -> int | None:
    """Whole days since then; a dash (None) while every copy is with somebody."""
    return None if since_ms is None else max(0, (now_ms - since_ms) // DAY_MS)


def _instant(value: int | None) -> datetime | None:
    return None if value is None else from_ms(value)


def _grouped(pairs: Iterable[tuple[Any, ...]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for title_id, text in pairs:
        found.setdefault(title_id, []).append(text)
    return found
