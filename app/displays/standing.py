"""What stands on a display now, read whole: rows, cases with their sizes, ratings and copies.

Actions, the check list, filling and the audit all look at the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.displays import rules
from app.displays.models import Display
from app.displays.rules import CaseSize, Place, Rating, State
from app.shop import settings
from app.store import database as store
from app.store.fields import from_ms

__all__ = ["Case", "Row", "State", "cases_of", "row_cases", "rows_of", "state_of", "today"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a fixture, 1 the top one."""

    id: int
    position: int
    width_mm: int
    height_mm: int


@dataclass(frozen=True, slots=True)
class Case:
    """A placement with what is known of its edition now; `key` is its own id.

    `title_id`, `edition_id` are None and `copies` 0 once it was deleted. `copies` are the shop's to
    show (not sold, retired or missing), `copies_in` of them on a shelf, `copies_out` out until
    `back_at` at the first, `copies_held` put aside. `gone` is the state ("sold", ...) of the copies
    that left where none is left. `adult` belongs behind the curtain (`rules.is_adult`).
    """

    key: int
    display_id: int
    row_id: int
    row: int
    at: int
    facing: str
    wanted: int
    note: str
    title: str
    year: int | None
    code: str
    title_id: int | None
    edition_id: int | None
    format: str
    color: str
    size: CaseSize
    rating: Rating | None
    adult: bool
    cover: str
    copies: int
    copies_in: int
    copies_out: int
    copies_held: int
    back_at: datetime | None
    gone: str

    @property
    def width(self) -> int:
        return rules.width_of(self.size, self.facing, self.wanted)

    @property
    def end(self) -> int:
        return self.at + self.width

    @property
    def place(self) -> Place:
        return Place(self.key, self.at, self.width)


CURTAINED_HOME = """EXISTS (SELECT 1 FROM copy h JOIN section s ON s.id = h.section_id
    WHERE h.title_id = {title} AND s.curtained = 1 AND h.state NOT IN ('sold', 'retired'))"""
_COPIES = """SELECT edition_id, count(*) FILTER (WHERE state IN ('in', 'out', 'held', 'repair',
        'damaged')) AS own, count(*) FILTER (WHERE state = 'in') AS here,
    count(*) FILTER (WHERE state = 'out') AS away, count(*) FILTER (WHERE state = 'held') AS held,
    min(due_at) AS due, max(CASE WHEN state IN ('sold', 'retired', 'missing') THEN state END) AS was
    FROM copy WHERE edition_id IN (SELECT edition_id FROM placement WHERE display_id = :display)
    GROUP BY edition_id"""
_CASES = f"""SELECT p.id, p.display_id, p.row_id, r.position, p.at_mm, p.facing, p.wanted, p.note,
    coalesce(t.name, p.name), t.year, coalesce(t.code, ''), t.id, e.id,
    f.name, f.color, f.face_mm, f.spine_mm, f.height_mm,
    k.code, k.system, k.minimum_age, k.position, coalesce({CURTAINED_HOME.format(title="t.id")}, 0),
    coalesce(t.cover, ''), coalesce(c.own, 0), coalesce(c.here, 0), coalesce(c.away, 0),
    coalesce(c.held, 0), c.due, coalesce(c.was, '')
    FROM placement p JOIN fixture_row r ON r.id = p.row_id
    LEFT JOIN edition e ON e.id = p.edition_id LEFT JOIN title t ON t.id = e.title_id
    JOIN format f ON f.id = coalesce(e.format_id, p.format_id)
    LEFT JOIN certificate k ON k.id = t.certificate_id
    LEFT JOIN ({_COPIES}) c ON c.edition_id = e.id
    WHERE p.display_id = :display ORDER BY r.position, p.at_mm, p.id"""


def rows_of(fixture_id: int) -> tuple[Row, ...]:
    """The rows of a fixture, the top one first."""
    found = store.rows(
        "SELECT id, position, width_mm, height_mm FROM fixture_row"
        " WHERE fixture_id = ? AND retired = 0 ORDER BY position, id",
        (fixture_id,),
    )
    return tuple(Row(*row) for row in found)


def cases_of(display_id: int) -> tuple[Case, ...]:
    """What stands on a display, row by row from the left."""
    return tuple(_case(row) for row in store.rows(_CASES, {"display": display_id}))


def row_cases(cases: Iterable[Case], row_id: int) -> tuple[Case, ...]:
    """Those of one row."""
    return tuple(case for case in cases if case.row_id == row_id)


def today(now: datetime) -> date:
    """The day of the shop."""
    return settings.calendar().local_date(now)


def state_of(display: Display, day: date) -> State:
    """What a display is on a day of the shop."""
    return rules.state_on(display.stage, display.from_on, display.to_on, day)


def _case(row: tuple[Any, ...]) -> Case:
    rating = rating_of(*row[18:22])
    adult = rules.is_adult(row[18] or "", curtained_home=bool(row[22]))
    own, here, away, held, due, gone = row[24:]
    back_at = None if due is None else from_ms(due)
    size = CaseSize(*row[15:18])
    counts = (own, here, away, held, back_at, "" if own else gone)
    return Case(*(*row[:15], size, rating, adult, row[23], *counts))


def rating_of(
    code: str | None, system: str | None, age: int | None, position: int | None
) -> Rating | None:
    """A certificate's columns as a rating; None where a title has none."""
    if code is None or system is None or age is None or position is None:
        return None
    return Rating(code, system, age, position)
