"""Fill for me: which films fit the space that is left, each with its reasons; pure.

Whatever is proposed may stand there: it is in, fits its gap, and breaks neither curtain nor sign.
What was found and is not proposed says why not, the nearest miss first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.displays import rules
from app.displays.models import Facing
from app.displays.rules import CaseSize, Rating

MOST_SUBSTITUTES = 3
MOST_MISSES = 60

# How much a reason weighs; a film with two of them comes before one with either.
WEIGHTS = {
    "director": 60,
    "tag": 30,
    "title": 25,
    "person": 15,
    "synopsis": 12,
    "genre": 8,
    "like": 6,
    "together": 5,
}
_MOST_COUNTED = 6
IDLE_DAYS = 14
"""A film that was rented within this many days has been seen lately."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a film was found: a kind of `WEIGHTS` or `idle`, with the facts of its words."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Space:
    """An empty stretch of a row in mm, `height` between its boards."""

    row: int
    at: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition that was found. `idle_days` since anybody rented the film, None while it is out;
    `elsewhere` names the display that its last free copy stands on in the same days.
    """

    edition_id: int
    title_id: int
    title: str
    code: str
    format: str
    size: CaseSize
    rating: Rating | None
    adult: bool
    copies: int
    copies_in: int
    copies_out: int
    elsewhere: str
    idle_days: int | None
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The weight of its reasons, and a little for not having been seen lately."""
        weight = sum(
            WEIGHTS[one.kind] * min(_MOST_COUNTED, int(one.facts.get("count", 1)))
            for one in self.reasons
            if one.kind in WEIGHTS
        )
        return weight + min(self.idle_days or 0, 365) // 30


@dataclass(frozen=True, slots=True)
class Proposal:
    """A film at a place of its own, which nothing else stands on."""

    candidate: Candidate
    row: int
    at: int
    width: int
    facing: Facing


@dataclass(frozen=True, slots=True)
class Miss:
    """What was found and does not fit. Rules: too_wide, too_tall (`by` mm), curtain, rating, out,
    away, elsewhere.
    """

    candidate: Candidate
    rule: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """The proposals in shelf order, and what did not fit."""

    proposals: tuple[Proposal, ...]
    misses: tuple[Miss, ...]


def fill(
    spaces: Sequence[Space],
    candidates: Iterable[Candidate],
    *,
    curtained: bool,
    ceiling: Rating | None,
) -> Filled:
    """The best films for the spaces, spine-out, each title once, the best first from the left."""
    left = {place: (space.at, space.width) for place, space in enumerate(spaces)}
    proposals: list[Proposal] = []
    misses: list[Miss] = []
    taken: set[int] = set()
    for one in sorted(candidates, key=_best):
        if one.title_id in taken:
            continue
        miss = refusal(one, curtained=curtained, ceiling=ceiling)
        if miss is None:
            place = _first(spaces, left, one.size)
            if place is not None:
                at, wide = left[place]
                width = one.size.spine_mm
                proposals.append(Proposal(one, spaces[place].row, at, width, Facing.SPINE))
                left[place] = (at + width, wide - width)
                taken.add(one.title_id)
                continue
            miss = _no_room(spaces, left, one)
        misses.append(miss)
    kept = [miss for miss in misses if miss.candidate.title_id not in taken]
    told = tuple(sorted(kept, key=_near)[:MOST_MISSES])
    return Filled(tuple(sorted(proposals, key=_in_shelf_order)), told)


def substitutes(
    space: Space,
    candidates: Iterable[Candidate],
    *,
    curtained: bool,
    ceiling: Rating | None,
) -> tuple[Candidate, ...]:
    """The best few films that could stand in a place that is empty for now."""
    fitting = [
        one
        for one in sorted(candidates, key=_best)
        if one.size.spine_mm <= space.width
        and one.size.height_mm <= space.height
        and refusal(one, curtained=curtained, ceiling=ceiling) is None
    ]
    return tuple(fitting[:MOST_SUBSTITUTES])


def refusal(one: Candidate, *, curtained: bool, ceiling: Rating | None) -> Miss | None:
    """Why a film may not stand on a fixture now, whatever room there is; None where it may."""
    if one.adult and not curtained:
        return Miss(one, "curtain")
    if rules.above(one.rating, ceiling):
        return Miss(one, "rating", {"rating": one.rating.code if one.rating else ""})
    if not one.copies_in:
        return Miss(one, "out" if one.copies_out else "away")
    if one.elsewhere:
        return Miss(one, "elsewhere", {"display": one.elsewhere})
    return None


def _first(
    spaces: Sequence[Space], left: Mapping[int, tuple[int, int]], size: CaseSize
) -> int | None:
    return next(
        (
            place
            for place, space in enumerate(spaces)
            if space.height >= size.height_mm and left[place][1] >= size.spine_mm
        ),
        None,
    )


def _no_room(spaces: Sequence[Space], left: Mapping[int, tuple[int, int]], one: Candidate) -> Miss:
    high = [place for place, space in enumerate(spaces) if space.height >= one.size.height_mm]
    if spaces and not high:
        by = one.size.height_mm - max(space.height for space in spaces)
        return Miss(one, "too_tall", {"by": by})
    widest = max((left[place][1] for place in high), default=0)
    return Miss(one, "too_wide", {"by": one.size.spine_mm - widest})


def _best(one: Candidate) -> tuple[int, int, int, int]:
    return -one.score, -(one.idle_days or 0), -one.copies_in, one.edition_id


def _in_shelf_order(one: Proposal) -> tuple[int, int]:
    return one.row, one.at


def _near(miss: Miss) -> tuple[bool, int, int]:
    by = miss.facts.get("by")
    return by is None, int(by or 0), -miss.candidate.score
