"""What the planner, the command line and the counter read of fixtures and displays: frozen rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.displays import rules, standing
from app.displays.rules import Rating, State
from app.displays.standing import Case, Row
from app.shop.errors import NotFound
from app.store import database as store


@dataclass(frozen=True, slots=True)
class Fixture:
    """A fixture with its rows, the top one first; `ceiling` None carries any rating."""

    id: int
    name: str
    note: str
    position: int
    x_mm: int
    y_mm: int
    turn: int
    depth_mm: int
    curtained: bool
    ceiling: Rating | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """A display and what it is on the day that was asked for."""

    id: int
    name: str
    tagline: str
    fixture_id: int
    fixture: str
    from_on: date | None
    to_on: date | None
    owner: str
    note: str
    state: State
    cases: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A display as it stands: its fixture and every case, row by row from the left."""

    display: Display
    fixture: Fixture
    cases: tuple[Case, ...]

    def row_cases(self, row: Row) -> tuple[Case, ...]:
        """What stands in a row."""
        return standing.row_cases(self.cases, row.id)

    def left(self, row: Row) -> int:
        """What is left of a row in mm; less than 0 where it is overfull."""
        return rules.left_in((case.place for case in self.row_cases(row)), row.width_mm)

    def gaps(self, row: Row) -> tuple[tuple[int, int], ...]:
        """The empty spaces of a row, (left edge, width) in mm."""
        return rules.gaps((case.place for case in self.row_cases(row)), row.width_mm)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a title stands in a plan: the display, its fixture, row from 1, left edge in mm."""

    placement_id: int
    display_id: int
    display: str
    fixture: str
    row: int
    at: int
    state: State


_FIXTURES = """SELECT f.id, f.name, f.note, f.position, f.x_mm, f.y_mm, f.turn, f.depth_mm,
    f.curtained, k.code, k.system, k.minimum_age, k.position
    FROM fixture f LEFT JOIN certificate k ON k.id = f.ceiling_id"""
_DISPLAYS = """SELECT d.id, d.name, d.tagline, d.fixture_id, f.name, d.from_on, d.to_on, d.owner,
    d.note, d.stage, (SELECT count(*) FROM placement p WHERE p.display_id = d.id)
    FROM display d JOIN fixture f ON f.id = d.fixture_id"""
_STANDS = """SELECT p.id, d.id, d.name, f.name, r.position, p.at_mm, d.stage, d.from_on, d.to_on
    FROM placement p JOIN edition e ON e.id = p.edition_id JOIN display d ON d.id = p.display_id
    JOIN fixture f ON f.id = d.fixture_id JOIN fixture_row r ON r.id = p.row_id
    WHERE e.title_id = ? AND d.stage = 'prepared' ORDER BY d.from_on, d.id"""


def fixtures() -> tuple[Fixture, ...]:
    """The fixtures on the floor, in the order of the walk."""
    return _fixtures(store.rows(f"{_FIXTURES} WHERE f.retired = 0 ORDER BY f.position, f.id"))


def fixture(fixture_id: int) -> Fixture:
    """A fixture, also one that left the floor; raises `fixture.gone`."""
    found = _fixtures(store.rows(f"{_FIXTURES} WHERE f.id = ?", (fixture_id,)))
    if not found:
        raise NotFound("fixture.gone")
    return found[0]


def fixture_named(name: str) -> Fixture:
    """The fixture of a name in any case; raises `fixture.none`."""
    wanted = name.strip().casefold()
    found = next((one for one in fixtures() if one.name.casefold() == wanted), None)
    if found is None:
        raise NotFound("fixture.none", name=name[:60])
    return found


def displays(now: datetime) -> tuple[Display, ...]:
    """All displays, by fixture in the walk and by their first day; drafts without one last."""
    order = "ORDER BY f.position, f.id, d.from_on IS NULL, d.from_on, d.id"
    return _displays(store.rows(f"{_DISPLAYS} {order}"), standing.today(now))


def display_named(name: str, now: datetime) -> Display:
    """The display of a name in any case; the newest of several, one that is not over before
    others. Raises `display.none`.
    """
    wanted = name.strip()
    found = _displays(
        store.rows(f"{_DISPLAYS} WHERE d.name = ? ORDER BY d.id", (wanted,)), standing.today(now)
    )
    if not found:
        raise NotFound("display.none", name=name[:80])
    return max(found, key=_by_life)


def shelf(display_id: int, now: datetime) -> Shelf:
    """A display whole; raises `display.gone`."""
    found = _displays(store.rows(f"{_DISPLAYS} WHERE d.id = ?", (display_id,)), standing.today(now))
    if not found:
        raise NotFound("display.gone")
    return Shelf(found[0], fixture(found[0].fixture_id), standing.cases_of(display_id))


def stands_of(title_id: int, now: datetime) -> tuple[Stand, ...]:
    """Where a title stands now or soon: on running displays first, then on prepared ones."""
    day = standing.today(now)
    found = []
    for row in store.rows(_STANDS, (title_id,)):
        state = rules.state_on(row[6], _day(row[7]), _day(row[8]), day)
        if state is not State.OVER:
            found.append(Stand(*(*row[:6], state)))
    return tuple(sorted(found, key=_running_last, reverse=True))


def _running_last(stand: Stand) -> bool:
    return stand.state is State.RUNNING


def _by_life(display: Display) -> tuple[bool, int]:
    return display.state is not State.OVER, display.id


def _fixtures(rows: Iterable[tuple[Any, ...]]) -> tuple[Fixture, ...]:
    found = []
    for row in rows:
        ceiling = standing.rating_of(*row[9:13])
        found.append(Fixture(*(*row[:8], bool(row[8]), ceiling, standing.rows_of(int(row[0])))))
    return tuple(found)


def _displays(rows: Iterable[tuple[Any, ...]], day: date) -> tuple[Display, ...]:
    found = []
    for id_, name, tagline, fixture_id, on, first, last, owner, note, stage, cases in rows:
        state = rules.state_on(stage, _day(first), _day(last), day)
        dates = (_day(first), _day(last))
        found.append(Display(id_, name, tagline, fixture_id, on, *dates, owner, note, state, cases))
    return tuple(found)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
