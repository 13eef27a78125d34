"""The list: facets, orders and rows, against the same asked of every title in turn."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.catalog import copies, editions, facets, sections, stock_list, titles
from app.catalog.folding import sort_key, sort_name
from app.catalog.models import Copy, CopyState, Purpose, TitleState
from app.catalog.stock_list import StockRow
from app.catalog.stock_query import Column, Facet, StateFacet, StockQuery
from app.catalog.title_detail import CopyDetail, TitleDetail, title_detail
from app.shop import operations
from app.store import database as store
from app.store import shopfile
from tests.app.catalog.stockroom import CTX, NOON, add

_STATES = [*CopyState, CopyState.IN, CopyState.IN, *(CopyState.OUT,) * 4]
_NAMES = [
    "The Master",
    "Le Brio",
    "Her",
    "Amélie",
    "2001",
    "Juno",
    "Brazil",
    "M",
    "Zodiac",
    "Élite",
]


@dataclass(frozen=True)
class Shop:
    """A small shop with a bit of everything, and each of its titles whole."""

    titles: dict[int, TitleDetail]


@pytest.fixture(scope="module")
def varied_file(template_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("varied") / "shop.db"
    shutil.copyfile(template_shop, path)
    shopfile.open_shop(path)
    _fill()
    shopfile.close_shop()
    return path


@pytest.fixture
def varied(varied_file: Path) -> Iterator[Shop]:
    """The shop, open; the tests only read it."""
    shopfile.open_shop(varied_file)
    ids = [row[0] for row in store.rows("SELECT id FROM title")]
    yield Shop({id_: title_detail(id_, NOON) for id_ in ids})
    shopfile.close_shop()


def _fill() -> None:
    for name in ("Comedy", "Foreign"):
        sections.add_section(CTX, name)
    dice = random.Random(7)
    for number in range(40):
        name = f"{_NAMES[number % 10]} {number // 10 or ''}".strip()
        added = titles.add_title(
            CTX,
            name,
            dice.choice([None, 1985, 1994, 1999, 2001, 2013]),
            certificate_id=dice.choice([None, 1, 4, 5]),
            directors=dice.sample(
                ["Ann Hui", "Bo Widerberg", "Céline Sciamma"], dice.randint(0, 2)
            ),
            genres=dice.sample(["Drama", "Comedy", "War"], dice.randint(0, 2)),
            tags=dice.sample(["paris", "robot", "winter"], dice.randint(0, 2)),
        )
        for _ in range(dice.randint(0, 3)):
            _add_copy(dice, added.title_id)


def _add_copy(dice: random.Random, title_id: int) -> None:
    edition = editions.add_edition(CTX, title_id, dice.randint(1, 4)).edition_id
    [copy_id] = copies.add_copies(CTX, edition, dice.randint(1, 3)).copy_ids
    state = dice.choice(_STATES)
    values: dict[str, Any] = {"state": state, "purpose": dice.choice(list(Purpose))}
    if state is CopyState.OUT:
        values |= {"purpose": Purpose.RENTAL, "due_at": NOON + timedelta(days=dice.randint(-4, 4))}
    if dice.random() < 0.7:
        values["last_rented_at"] = NOON - timedelta(days=dice.randint(1, 400))
    with operations.begin(CTX, "test.copy") as work:
        work.update(Copy, copy_id, **values)


def copies_of(title: TitleDetail) -> list[tuple[int, CopyDetail]]:
    """Format id and copy of each copy."""
    return [(edition.format_id, copy) for edition in title.editions for copy in edition.copies]


def copy_is(copy: CopyDetail, state: StateFacet) -> bool:
    if state is StateFacet.LATE:
        return copy.late
    purposes = {StateFacet.IN: "rental", StateFacet.DISPLAY: "display", StateFacet.SALE: "sale"}
    if state in purposes:
        return copy.state == "in" and copy.purpose == purposes[state]
    return copy.state.value == state.value


def passes(title: TitleDetail, row: StockRow, query: StockQuery) -> bool:
    """Whether a title passes the facets, by their own words."""

    def one_copy(format_id: int, copy: CopyDetail) -> bool:
        kept = copy.state not in ("sold", "retired")
        return (
            (not query.sections or copy.section_id in query.sections)
            and (not query.formats or format_id in query.formats)
            and (any(copy_is(copy, s) for s in query.states) if query.states else kept)
        )

    return (
        (
            not (query.sections or query.formats or query.states)
            or any(one_copy(*pair) for pair in copies_of(title))
        )
        and (not query.genres or bool({g.id for g in title.genres} & set(query.genres)))
        and (not query.tags or bool({g.id for g in title.tags} & set(query.tags)))
        and (not query.decades or (title.year or 0) // 10 * 10 in query.decades)
        and (not query.certificates or (title.certificate_id or 0) in query.certificates)
        and (query.idle_days is None or (row.idle_days or -1) >= query.idle_days)
    )


def queries() -> list[StockQuery]:
    dice = random.Random(3)
    choices: dict[str, list[Any]] = {
        "sections": [(1,), (2, 3)],
        "formats": [(1,), (2, 4)],
        "states": [*((state,) for state in StateFacet), (StateFacet.IN, StateFacet.LATE)],
        "genres": [(1,), (2, 3)],
        "tags": [(1,), (2, 3)],
        "decades": [(1990,), (0, 2010)],
        "certificates": [(4,), (0, 1)],
        "idle_days": [30, 300],
    }
    singles = [
        replace(StockQuery(), **{name: value})
        for name, values in choices.items()
        for value in values
    ]
    mixed = [
        replace(
            StockQuery(),
            **{name: dice.choice(choices[name]) for name in dice.sample(list(choices), 3)},
        )
        for _ in range(60)
    ]
    return [StockQuery(), *singles, *mixed]


def in_shelf_order(ids: list[int], shop: Shop) -> list[int]:
    def key(id_: int) -> tuple[str, int, int]:
        title = shop.titles[id_]
        return sort_key(sort_name(title.name)), title.year or 0, id_

    return sorted(ids, key=key)


def test_every_facet_finds_what_passes_it(varied: Shop) -> None:
    rows = {row.title_id: row for row in stock_list.rows(list(varied.titles), NOON)}
    found_any = 0
    for query in queries():
        wanted = [id_ for id_, title in varied.titles.items() if passes(title, rows[id_], query)]
        found = list(stock_list.ids(query, NOON))
        assert found == in_shelf_order(wanted, varied), query
        assert stock_list.count(query, NOON) == len(wanted)
        found_any += bool(wanted)
        searched = replace(query, text="m")
        part = stock_list.first(searched, NOON)
        every = list(stock_list.ids(searched, NOON))
        assert list(part.ids) == every
        assert set(every) <= set(wanted)
        assert stock_list.count(searched, NOON) == len(every)
        bare = stock_list.count(StockQuery(text="m"), NOON)
        assert stock_list.hidden(searched, NOON) == bare - len(every)
    assert found_any > 40


@pytest.mark.parametrize("facet", list(Facet))
def test_facet_counts_are_what_choosing_would_find(varied: Shop, facet: Facet) -> None:
    for query in (
        StockQuery(),
        StockQuery(text="m"),
        StockQuery(sections=(1, 2)),
        StockQuery(formats=(1, 2), states=(StateFacet.IN,), genres=(1,)),
    ):
        for counted in facets.facet_counts(query, facet, NOON):
            chosen = {
                Facet.IDLE: {"idle_days": counted.value},
                Facet.SECTION: {"sections": (counted.value,)},
                Facet.FORMAT: {"formats": (counted.value,)},
                Facet.GENRE: {"genres": (counted.value,)},
                Facet.DECADE: {"decades": (counted.value,)},
                Facet.CERTIFICATE: {"certificates": (counted.value,)},
                Facet.TAG: {"tags": (counted.value,)},
                Facet.STATE: {"states": (counted.value,)},
            }[facet]
            asked: StockQuery = replace(query, **chosen)
            assert counted.count == stock_list.count(asked, NOON), (query, counted)


_ORDERS: dict[Column, Callable[[StockRow], Any]] = {
    Column.TITLE: lambda row: 0,
    Column.YEAR: lambda row: row.year,
    Column.DIRECTOR: lambda row: (
        row.directors[0].lower().replace("é", "e") if row.directors else None
    ),
    Column.IDLE: lambda row: row.idle_days,
    Column.FORMATS: lambda row: row.formats,
    Column.CERTIFICATE: lambda row: {"G": 1, "R": 4, "NC-17": 5}.get(row.certificate),
    Column.SECTION: lambda row: row.section_id,
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", list(_ORDERS))
@pytest.mark.parametrize("query", [StockQuery(), StockQuery(text="m"), StockQuery(sections=(2,))])
def test_sorted_by_a_column_then_by_title(
    varied: Shop, order: Column, descending: bool, query: StockQuery
) -> None:
    """Where the column is empty, the title comes last whichever way."""
    asked = replace(query, order=order, descending=descending)
    found = list(stock_list.ids(asked, NOON))
    plain = in_shelf_order(found, varied)
    rows = {row.title_id: row for row in stock_list.rows(found, NOON)}
    keys = {id_: _ORDERS[order](rows[id_]) for id_ in found}
    known = sorted((id_ for id_ in plain if keys[id_] is not None), key=keys.__getitem__)
    if descending:
        groups = sorted({keys[id_] for id_ in known}, reverse=True)
        known = [id_ for group in groups for id_ in plain if keys[id_] == group]
    if order is Column.TITLE and descending:
        known = plain[::-1]
    if order is Column.IDLE:  # instants are finer than days; rented later the same day is first
        assert [keys[id_] for id_ in found] == [
            *(keys[id_] for id_ in known),
            *(None for id_ in found if keys[id_] is None),
        ]
        return
    assert found == known + [id_ for id_ in plain if keys[id_] is None]


def test_late_titles_stand_before_those_that_are_out(varied: Shop) -> None:
    found = stock_list.ids(StockQuery(order=Column.STATE), NOON)
    states = [row.state for row in stock_list.rows(found, NOON)]
    out = {TitleState.LATE, TitleState.OUT}
    order = [state for state in TitleState if state not in out]
    order[3:3] = [TitleState.LATE, TitleState.OUT]
    assert states == sorted(states, key=order.index)
    assert TitleState.LATE in states
    assert TitleState.OUT in states


def test_rows_come_in_the_order_asked_and_leave_the_gone_out(varied: Shop) -> None:
    ids = list(varied.titles)[::-3]
    assert [row.title_id for row in stock_list.rows([*ids, 99_999], NOON)] == ids
    assert stock_list.rows([], NOON) == []


def test_why_a_title_was_found(shop: object) -> None:
    her = add(
        "Her",
        2013,
        tags=["lonely phone"],
        cast=["Amy Adams"],
        upc="883929322541",
        series="OS films",
    )

    def match(text: str) -> tuple[str, str] | None:
        [row] = stock_list.rows([her.title_id], NOON, text)
        return (row.match.kind, row.match.text) if row.match else None

    assert match("her") is None
    assert match("phone") == ("tag", "lonely phone")
    assert match("her phone") == ("tag", "lonely phone")
    assert match("adams") == ("cast", "Amy Adams")
    assert match("88392") == ("upc", "883929322541")
    assert match(str(her.barcode)) == ("barcode", str(her.barcode))
    assert match("os fi") == ("series", "OS films")


def test_saved_queries_come_back(shop: object) -> None:
    query = StockQuery(
        text="jeun", sections=(1, 2), states=(StateFacet.LATE,), order=Column.IDLE, descending=True
    )
    assert StockQuery.from_json(query.to_json()) == query
    assert StockQuery.from_json({"states": ["lost"], "order": "shoe size", "x": 1}) == StockQuery()


def test_totals(varied: Shop) -> None:
    totals = stock_list.totals()
    kept = [
        copy
        for title in varied.titles.values()
        for _, copy in copies_of(title)
        if copy.state not in ("sold", "retired")
    ]
    assert (totals.titles, totals.copies) == (40, len(kept))
