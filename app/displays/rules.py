"""The planner's rules over plain values: what a case takes, what fits, what may stand where.

Everything is in whole millimetres; a row is counted from its left edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.displays.models import Facing, Stage

#: Certificates of films for adults alone: the old X, the trade's XXX, the BBFC's R18.
ADULT = frozenset({"X", "XXX", "R18"})
UNRATED = "Unrated"
LEAST_GAP_MM = 60
"""A space narrower than this is no gap: nobody sees it between two cases."""


class State(StrEnum):
    """What a display is on a day."""

    DRAFT = "draft"
    PREPARED = "prepared"
    RUNNING = "running"
    OVER = "over"


def state_on(stage: str, from_on: date | None, to_on: date | None, today: date) -> State:
    """What a display is on a day of the shop: running comes by date alone, and goes by it."""
    if stage == Stage.DRAFT or from_on is None:
        return State.DRAFT
    if stage == Stage.OVER or (to_on is not None and to_on < today):
        return State.OVER
    return State.RUNNING if from_on <= today else State.PREPARED


# -- sizes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaseSize:
    """A format's case in mm: how wide face-out and spine-out, how high."""

    face_mm: int
    spine_mm: int
    height_mm: int


def width_of(size: CaseSize, facing: str, wanted: int = 1) -> int:
    """What `wanted` copies take: behind each other face-out, side by side spine-out."""
    return size.face_mm if facing == Facing.FACE else size.spine_mm * wanted


@dataclass(frozen=True, slots=True)
class Place:
    """Something that stands in a row: who (`key`), its left edge and its width."""

    key: int
    at: int
    width: int

    @property
    def end(self) -> int:
        return self.at + self.width


def left_in(places: Iterable[Place], row_mm: int) -> int:
    """What is left of a row beside all that stands in it; less than 0 where it is overfull."""
    return row_mm - sum(place.width for place in places)


def gaps(places: Iterable[Place], row_mm: int) -> tuple[tuple[int, int], ...]:
    """The empty spaces of a row as (left edge, width), from the left, none of them 0 wide."""
    found, edge = [], 0
    for place in sorted(places, key=_by_edge):
        if min(place.at, row_mm) > edge:
            found.append((edge, min(place.at, row_mm) - edge))
        edge = max(edge, place.end)
    if row_mm > edge:
        found.append((edge, row_mm - edge))
    return tuple(found)


def no_longer_fit(places: Iterable[Place], row_mm: int) -> tuple[Place, ...]:
    """What stands past the right edge of a row that was made narrower: it waits in the plan."""
    return tuple(place for place in sorted(places, key=_by_edge) if place.end > row_mm)


def first_space(places: Iterable[Place], row_mm: int, width: int) -> int | None:
    """The left edge of the first gap that holds `width`; None where no gap does."""
    return next((at for at, wide in gaps(places, row_mm) if wide >= width), None)


def fit_in(
    places: Sequence[Place], row_mm: int, new: Place, *, exactly: bool = True
) -> tuple[Place, ...] | None:
    """The row with one more case in it: its neighbours make room, no further than they must.

    The case goes before the first whose middle lies right of its left edge. What stands right of it
    moves right, and where the row ends everything moves left again. None where the row does not
    hold it all. Not `exactly`: the first gap that holds it, else at the end of all.
    """
    if left_in(places, row_mm) < new.width:
        return None
    others = sorted(places, key=_by_edge)
    at = new.at
    if not exactly:
        gap = first_space(others, row_mm, new.width)
        at = gap if gap is not None else row_mm
    index = sum(2 * place.at + place.width <= 2 * at for place in others)
    order = [*others[:index], replace(new, at=at), *others[index:]]
    pushed, edge = [], 0
    for place in order:
        edge = max(edge, place.at)
        pushed.append(replace(place, at=edge))
        edge += place.width
    back, edge = [], row_mm
    for place in reversed(pushed):
        edge = min(edge, place.end) - place.width
        back.append(replace(place, at=edge))
    return tuple(reversed(back))


def _by_edge(place: Place) -> tuple[int, int]:
    return place.at, place.key


# -- what may stand where --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rating:
    """A certificate: its code, its list (MPAA, BBFC), the age that it asks for, its place there."""

    code: str
    system: str
    age: int
    position: int


def is_adult(certificate: str, *, curtained_home: bool) -> bool:
    """Whether a title may stand behind the curtain only: rated X, or at home there."""
    return curtained_home or certificate.upper() in ADULT


def is_rated(rating: Rating | None) -> bool:
    """Whether anybody said for whom it is; what is not rated breaks no ceiling, but is told."""
    return rating is not None and rating.code != UNRATED


def above(rating: Rating | None, ceiling: Rating | None) -> bool:
    """Whether a title's rating is above what a fixture's sign promises.

    The age decides; of the same age and list the one further up the ladder (PG above G).
    """
    if ceiling is None or rating is None or not is_rated(rating):
        return False
    if rating.age != ceiling.age:
        return rating.age > ceiling.age
    return rating.system == ceiling.system and rating.position > ceiling.position
