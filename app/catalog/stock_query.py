"""What the stock list is asked for, as one value: text, facets, order. And as SQL conditions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from app.catalog.folding import words
from app.catalog.models import TitleState
from app.catalog.shelf import DAY_MS, RANK_OF_STATE, format_bit


class Column(StrEnum):
    """What the list can be sorted by."""

    TITLE = "title"
    YEAR = "year"
    DIRECTOR = "director"
    FORMATS = "formats"
    CERTIFICATE = "certificate"
    SECTION = "section"
    STATE = "state"
    IDLE = "idle"
    ADDED = "added"


class Facet(StrEnum):
    """What the list can be narrowed by."""

    SECTION = "section"
    FORMAT = "format"
    GENRE = "genre"
    DECADE = "decade"
    CERTIFICATE = "certificate"
    TAG = "tag"
    STATE = "state"
    IDLE = "idle"


class StateFacet(StrEnum):
    """A title is found by the state of any of its copies; a late copy is out, too."""

    IN = "in"
    OUT = "out"
    LATE = "late"
    HELD = "held"
    DISPLAY = "display"
    REPAIR = "repair"
    DAMAGED = "damaged"
    MISSING = "missing"
    SALE = "sale"
    SOLD = "sold"
    RETIRED = "retired"


_FACET_FIELDS = {
    Facet.SECTION: "sections",
    Facet.FORMAT: "formats",
    Facet.GENRE: "genres",
    Facet.DECADE: "decades",
    Facet.CERTIFICATE: "certificates",
    Facet.TAG: "tags",
    Facet.STATE: "states",
}


@dataclass(frozen=True, slots=True)
class StockQuery:
    """Several values of one facet mean "or", facets among each other "and".

    Section, format and state hold together on one copy: "VHS" and "in" is a tape on its shelf.
    `decades` are first years (1990), 0 is an unknown year; in `certificates` 0 is none at all.
    `order` None is best match while there is text, else the title. `operation_id` is "from this
    import". A text without letters or digits asks for nothing.
    """

    text: str = ""
    sections: tuple[int, ...] = ()
    formats: tuple[int, ...] = ()
    genres: tuple[int, ...] = ()
    decades: tuple[int, ...] = ()
    certificates: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    states: tuple[StateFacet, ...] = ()
    idle_days: int | None = None
    order: Column | None = None
    descending: bool = False
    operation_id: int | None = None
    title_ids: tuple[int, ...] | None = None

    @property
    def asks(self) -> bool:
        """Whether there is a word to search for."""
        return bool(words(self.text[:200]))

    @property
    def filtered(self) -> bool:
        """Whether any facet is set."""
        return self.unfiltered() != self

    def unfiltered(self) -> StockQuery:
        """The same text and order with every facet open."""
        return StockQuery(text=self.text, order=self.order, descending=self.descending)

    def without(self, facet: Facet) -> StockQuery:
        """The same with one facet open."""
        if facet is Facet.IDLE:
            return replace(self, idle_days=None)
        open_facet: dict[str, Any] = {_FACET_FIELDS[facet]: ()}
        return replace(self, **open_facet)

    def to_json(self) -> dict[str, Any]:
        """For a saved filter: what differs from an empty query."""
        empty = StockQuery()
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(empty, field.name)
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> StockQuery:
        """A saved filter read back; what this program does not know is left out."""
        known: dict[str, Any] = {}
        for name in {field.name for field in fields(cls)} & stored.keys():
            value = stored[name]
            known[name] = tuple(value) if isinstance(value, list) else value
        known["states"] = tuple(
            StateFacet(state) for state in known.get("states", ()) if state in set(StateFacet)
        )
        if known.get("order") not in set(Column):
            known["order"] = None
        else:
            known["order"] = Column(known["order"])
        return cls(**known)


class Where:
    """Conditions on `title_card k`, to be joined by AND, with their values."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: list[Any] = []

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values.extend(values)

    @property
    def sql(self) -> str:
        """ "WHERE ..." or nothing."""
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""

    def and_(self) -> str:
        """ " AND ..." or nothing."""
        return "".join(f" AND {condition}" for condition in self.conditions)


def conditions(query: StockQuery, now_ms: int, *, each: bool = False) -> Where:
    """The facets of a query as conditions; its text is `search`'s.

    `each` words them for a look at few titles (does this one pass?) rather than at all of them.
    """
    where = Where()
    _copy_conditions(where, query, now_ms, each)
    if query.genres:
        where.add(_of_link("title_genre", "genre_id", each), _listed(query.genres))
    if query.tags:
        where.add(_of_link("title_tag", "tag_id", each), _listed(query.tags))
    if query.decades:
        where.add(*_decades(query.decades))
    if query.certificates:
        where.add(
            "coalesce(k.certificate_id, 0) IN (SELECT value FROM json_each(?))",
            _listed(query.certificates),
        )
    if query.idle_days is not None:
        where.add("k.idle_since <= ?", now_ms - query.idle_days * DAY_MS)
    if query.operation_id is not None:
        where.add(f"k.title_id IN ({_OF_OPERATION})", *(query.operation_id,) * 3)
    if query.title_ids is not None:
        where.add("k.title_id IN (SELECT value FROM json_each(?))", _listed(query.title_ids))
    return where


def _of_link(table: str, column: str, each: bool) -> str:
    if each:
        return (
            f"EXISTS (SELECT 1 FROM {table} x WHERE x.title_id = k.title_id"
            f" AND +x.{column} IN (SELECT value FROM json_each(?)))"
        )
    return (
        f"k.title_id IN (SELECT title_id FROM {table}"
        f" WHERE {column} IN (SELECT value FROM json_each(?)))"
    )


def _decades(decades: Sequence[int]) -> tuple[Any, ...]:
    spans = " OR ".join("k.year BETWEEN ? AND ?" for _ in decades)
    bounds = [bound for decade in decades for bound in (decade, decade + 9 if decade else 0)]
    return (f"({spans})", *bounds)


_OF_OPERATION = """
    SELECT t.id FROM operation_row r JOIN title t
        ON t.id BETWEEN r.row_id AND coalesce(r.last_id, r.row_id)
        WHERE r.operation_id = ? AND r.table_name = 'title'
    UNION SELECT e.title_id FROM operation_row r JOIN edition e
        ON e.id BETWEEN r.row_id AND coalesce(r.last_id, r.row_id)
        WHERE r.operation_id = ? AND r.table_name = 'edition'
    UNION SELECT c.title_id FROM operation_row r JOIN copy c
        ON c.id BETWEEN r.row_id AND coalesce(r.last_id, r.row_id)
        WHERE r.operation_id = ? AND r.table_name = 'copy'"""


def _copy_conditions(where: Where, query: StockQuery, now_ms: int, each: bool) -> None:
    asked = [bool(query.sections), bool(query.formats), bool(query.states)]
    if not any(asked):
        return
    if asked == [False, True, False]:
        where.add("k.formats & ?", _bits(map(format_bit, query.formats)))
        return
    if asked == [False, False, True]:
        _card_states(where, query.states, now_ms)
        return
    tests, values = copy_tests(query, now_ms)
    joined = " JOIN edition e ON e.id = c.edition_id" if query.formats else ""
    if each:
        tests = ["c.title_id = k.title_id", *(f"+{test}" for test in tests)]
        sql = f"EXISTS (SELECT 1 FROM copy c{joined} WHERE {' AND '.join(tests)})"
    else:
        sql = f"k.title_id IN (SELECT c.title_id FROM copy c{joined} WHERE {' AND '.join(tests)})"
    where.add(sql, *values)


def copy_tests(query: StockQuery, now_ms: int) -> tuple[list[str], list[Any]]:
    """What one copy (`c`, with its edition `e` where a format is asked for) must be."""
    tests: list[str] = []
    values: list[Any] = []
    if query.sections:
        tests.append("c.section_id IN (SELECT value FROM json_each(?))")
        values.append(_listed(query.sections))
    if query.formats:
        tests.append("e.format_id IN (SELECT value FROM json_each(?))")
        values.append(_listed(query.formats))
    if query.states:
        each = [_copy_state(state, now_ms) for state in query.states]
        tests.append(f"({' OR '.join(test for test, _ in each)})")
        values.extend(value for _, found in each for value in found)
    else:
        tests.append("c.state NOT IN ('sold', 'retired')")
    return tests, values


def _copy_state(state: StateFacet, now_ms: int) -> tuple[str, tuple[Any, ...]]:
    purpose = {StateFacet.IN: "rental", StateFacet.DISPLAY: "display", StateFacet.SALE: "sale"}
    if state in purpose:
        return "c.state = 'in' AND c.purpose = ?", (purpose[state],)
    if state is StateFacet.LATE:
        return "c.due_at < ?", (now_ms,)
    return "c.state = ?", (str(state),)


def _card_states(where: Where, states: Iterable[StateFacet], now_ms: int) -> None:
    tests: list[str] = []
    values: list[Any] = []
    plain = [state for state in states if state is not StateFacet.LATE]
    if plain:
        tests.append("k.states & ?")
        values.append(_bits(1 << RANK_OF_STATE[TitleState(state)] for state in plain))
    if StateFacet.LATE in states:
        tests.append("k.due_first < ?")
        values.append(now_ms)
    where.add(f"({' OR '.join(tests)})", *values)


def _bits(bits: Iterable[int]) -> int:
    mask = 0
    for bit in bits:
        mask |= bit
    return mask


def _listed(values: Iterable[int]) -> str:
    return json.dumps(list(values))
