"""The check list of a display: what is wrong, what needs somebody, what is fine.

Lines are codes and facts; `ui` owns their sentences. Always looked up anew, never stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.displays import queries, rules, standing
from app.displays.queries import Shelf
from app.displays.rules import State
from app.displays.standing import Case
from app.store import database as store
from app.store.fields import from_ms


class Level(StrEnum):
    """How loud a line is."""

    STOP = "stop"
    NEED = "need"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, one reason; `key` is the placement that it is about, `row` the row, if any.

    Rules: curtain, rating, too_tall (stop); overfull, deleted, sold, out, held, away, short,
    elsewhere, same_days, unrated, gap, empty (need); ratings, stock, room (fine).
    """

    level: Level
    rule: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    key: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class FoundOpen:
    """A copy that belongs behind the curtain and was scanned on an open fixture."""

    title: str
    barcode: str
    found_at: datetime


def lines(shelf: Shelf, beside: Beside) -> tuple[Line, ...]:
    """The check list of a shelf, the loudest first; pure."""
    found = [*_stops(shelf, beside.found), *_needs(shelf, beside)]
    return (*found, *_fine(shelf, {line.rule for line in found}))


@dataclass(frozen=True, slots=True)
class Beside:
    """What the shelf alone does not tell: finds by scan, displays of the same days.

    `elsewhere` names, by placement, the display that wants the same copies; `same_days` those that
    stand on the same fixture.
    """

    found: Sequence[FoundOpen] = ()
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    same_days: Sequence[str] = ()


def _stops(shelf: Shelf, found: Sequence[FoundOpen]) -> Iterator[Line]:
    fixture = shelf.fixture
    for case in shelf.cases if not fixture.curtained else ():
        if case.adult:
            yield _of(Level.STOP, "curtain", case, rating=_code(case))
    for one in found:
        facts = {"title": one.title, "barcode": one.barcode, "found_at": one.found_at}
        yield Line(Level.STOP, "curtain", facts)
    for case in shelf.cases:
        if rules.above(case.rating, fixture.ceiling) and (fixture.curtained or not case.adult):
            ceiling = fixture.ceiling.code if fixture.ceiling else ""
            yield _of(Level.STOP, "rating", case, rating=_code(case), ceiling=ceiling)
    for row in fixture.rows:
        for case in shelf.row_cases(row):
            by = case.size.height_mm - row.height_mm
            if by > 0:
                yield _of(Level.STOP, "too_tall", case, by=by)


def _needs(shelf: Shelf, beside: Beside) -> Iterator[Line]:
    for row in shelf.fixture.rows:
        places = [case.place for case in shelf.row_cases(row)]
        waiting = rules.no_longer_fit(places, row.width_mm)
        by = max(-shelf.left(row), max((one.end - row.width_mm for one in waiting), default=0))
        if by > 0:
            facts = {"by": by, "cases": len(waiting)}
            yield Line(Level.NEED, "overfull", facts, row=row.position)
    for case in shelf.cases:
        yield from _copies(case)
        if case.key in beside.elsewhere:
            yield _of(Level.NEED, "elsewhere", case, display=beside.elsewhere[case.key])
        if shelf.fixture.ceiling is not None and not rules.is_rated(case.rating):
            ceiling = shelf.fixture.ceiling.code
            yield _of(Level.NEED, "unrated", case, ceiling=ceiling)
    for name in beside.same_days:
        yield Line(Level.NEED, "same_days", {"display": name, "fixture": shelf.fixture.name})
    if not shelf.cases:
        yield Line(Level.NEED, "empty")
        return
    for row in shelf.fixture.rows:
        for at, width in shelf.gaps(row):
            if width >= rules.LEAST_GAP_MM:
                yield Line(Level.NEED, "gap", {"at": at, "width": width}, row=row.position)


def _copies(case: Case) -> Iterator[Line]:
    """Whether what is planned can be taken off a shelf now, and if not, where it is."""
    if case.edition_id is None:
        yield _of(Level.NEED, "deleted", case)
    elif not case.copies:
        yield _of(Level.NEED, "sold", case, state=case.gone)
    elif case.copies_in:
        if case.copies_in < case.wanted:
            facts = {"copies_in": case.copies_in, "wanted": case.wanted}
            yield _of(Level.NEED, "short", case, **facts)
    elif case.copies_out:
        yield _of(Level.NEED, "out", case, copies=case.copies, back_at=case.back_at)
    else:
        yield _of(Level.NEED, "held" if case.copies_held else "away", case, copies=case.copies)


def _fine(shelf: Shelf, wrong: set[str]) -> Iterator[Line]:
    if not shelf.cases:
        return
    if not wrong & {"curtain", "rating", "unrated"}:
        ceiling = shelf.fixture.ceiling.code if shelf.fixture.ceiling else ""
        yield Line(Level.FINE, "ratings", {"ceiling": ceiling})
    if not wrong & {"deleted", "sold", "out", "held", "away", "short", "elsewhere"}:
        yield Line(Level.FINE, "stock", {"cases": len(shelf.cases)})
    if not wrong & {"overfull", "too_tall"}:
        left = sum(shelf.left(row) for row in shelf.fixture.rows)
        yield Line(Level.FINE, "room", {"left": left})


def _of(level: Level, rule: str, case: Case, **facts: Any) -> Line:
    return Line(level, rule, {"title": case.title, **facts}, case.key, case.row)


def _code(case: Case) -> str:
    return case.rating.code if case.rating else ""


# -- looked up -----------------------------------------------------------------------------------

_ELSEWHERE = """SELECT p.id, max(d.name) FROM placement p
    JOIN placement o ON o.edition_id = p.edition_id AND o.display_id <> p.display_id
    JOIN display d ON d.id = o.display_id
    WHERE p.display_id = :display AND d.stage = 'prepared'
    AND d.from_on <= :last AND coalesce(d.to_on, '9999') >= :first
    GROUP BY p.id, p.wanted, p.edition_id HAVING p.wanted + sum(o.wanted) > (
        SELECT count(*) FROM copy c WHERE c.edition_id = p.edition_id
        AND c.state IN ('in', 'out', 'held', 'repair', 'damaged'))"""
_SAME_DAYS = """SELECT name FROM display WHERE fixture_id = ? AND id <> ? AND stage = 'prepared'
    AND from_on <= ? AND coalesce(to_on, '9999') >= ? ORDER BY from_on, id"""
_FOUND = f"""SELECT t.name, s.barcode, a.at, coalesce(k.code, ''),
    {standing.CURTAINED_HOME.format(title="t.id")}
    FROM shelf_audit a JOIN shelf_scan s ON s.audit_id = a.id JOIN copy c ON c.barcode = s.barcode
    JOIN title t ON t.id = c.title_id LEFT JOIN certificate k ON k.id = t.certificate_id
    WHERE a.display_id = ? AND c.state = 'in' AND c.state_since <= a.at
    AND a.id = (SELECT max(n.audit_id) FROM shelf_scan n WHERE n.barcode = s.barcode)
    ORDER BY a.at DESC, s.id"""


def of(display_id: int, now: datetime) -> tuple[Line, ...]:
    """The check list of a display as it stands; raises `display.gone`."""
    shelf = queries.shelf(display_id, now)
    return lines(shelf, beside(shelf))


def beside(shelf: Shelf) -> Beside:
    """What other displays and audits say of a shelf.

    A copy stays found on an open fixture until it is scanned behind the curtain, goes out, or is
    marked otherwise.
    """
    display = shelf.display
    found: list[FoundOpen] = []
    if not shelf.fixture.curtained:
        for title, barcode, at, code, home in store.rows(_FOUND, (display.id,)):
            if rules.is_adult(code, curtained_home=bool(home)):
                found.append(FoundOpen(title, barcode, from_ms(at)))
    if display.from_on is None or display.state is State.OVER:
        return Beside(found)
    first, last = display.from_on.isoformat(), "9999"
    if display.to_on is not None:
        last = display.to_on.isoformat()
    wanted = {"display": display.id, "first": first, "last": last}
    elsewhere = {int(key): str(name) for key, name in store.rows(_ELSEWHERE, wanted)}
    same = store.rows(_SAME_DAYS, (shelf.fixture.id, display.id, last, first))
    return Beside(found, elsewhere, [str(name) for (name,) in same])
