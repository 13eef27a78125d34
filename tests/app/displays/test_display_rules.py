"""The planner's rules as tables and over generated shelves."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.displays import rules
from app.displays.models import Facing, Stage
from app.displays.rules import CaseSize, Place, Rating, State

DAY = date(2025, 12, 13)
DVD = CaseSize(135, 14, 190)
G, PG = Rating("G", "MPAA", 0, 0), Rating("PG", "MPAA", 0, 1)
R, X = Rating("R", "MPAA", 17, 3), Rating("X", "MPAA", 18, 5)
UNRATED = Rating("Unrated", "MPAA", 0, 6)
FIFTEEN = Rating("15", "BBFC", 15, 10)


@pytest.mark.parametrize(
    ("stage", "first", "last", "state"),
    [
        (Stage.DRAFT, None, None, State.DRAFT),
        (Stage.DRAFT, 1, 30, State.DRAFT),
        (Stage.PREPARED, 14, 20, State.PREPARED),
        (Stage.PREPARED, 13, 20, State.RUNNING),
        (Stage.PREPARED, 1, 13, State.RUNNING),
        (Stage.PREPARED, 1, None, State.RUNNING),
        (Stage.PREPARED, 1, 12, State.OVER),
        (Stage.OVER, 1, 30, State.OVER),
    ],
)
def test_running_comes_and_goes_by_date(
    stage: Stage, first: int | None, last: int | None, state: State
) -> None:
    first_on = None if first is None else date(2025, 12, first)
    last_on = None if last is None else date(2025, 12, last)
    assert rules.state_on(stage, first_on, last_on, DAY) is state


@pytest.mark.parametrize(
    ("facing", "wanted", "width"),
    [(Facing.FACE, 1, 135), (Facing.FACE, 3, 135), (Facing.SPINE, 1, 14), (Facing.SPINE, 3, 42)],
)
def test_copies_stand_beside_or_behind_each_other(facing: Facing, wanted: int, width: int) -> None:
    assert rules.width_of(DVD, facing, wanted) == width


@pytest.mark.parametrize(
    ("rating", "ceiling", "above"),
    [
        (R, None, False),
        (R, R, False),
        (X, R, True),
        (PG, G, True),
        (G, PG, False),
        (R, PG, True),
        (FIFTEEN, PG, True),
        (FIFTEEN, R, False),
        (UNRATED, G, False),  # nobody said: told by the check list, not refused
        (None, G, False),
    ],
)
def test_what_the_sign_promises(rating: Rating | None, ceiling: Rating | None, above: bool) -> None:
    assert rules.above(rating, ceiling) is above


@pytest.mark.parametrize(
    ("code", "home", "adult"),
    [("X", False, True), ("r18", False, True), ("NC-17", False, False), ("", True, True)],
)
def test_what_belongs_behind_the_curtain(code: str, home: bool, adult: bool) -> None:
    assert rules.is_adult(code, curtained_home=home) is adult


def shelf(*spans: tuple[int, int]) -> list[Place]:
    return [Place(key, at, width) for key, (at, width) in enumerate(spans, 1)]


@pytest.mark.parametrize(
    ("spans", "gaps"),
    [
        ((), ((0, 100),)),
        (((0, 100),), ()),
        (((10, 20), (40, 20)), ((0, 10), (30, 10), (60, 40))),
        (((0, 60), (50, 20)), ((70, 30),)),  # the owner's sizes grew: they overlap
        (((90, 20),), ((0, 90),)),  # made narrower: it waits past the edge
        (((120, 20),), ((0, 100),)),
    ],
)
def test_gaps(spans: tuple[tuple[int, int], ...], gaps: tuple[tuple[int, int], ...]) -> None:
    assert rules.gaps(shelf(*spans), 100) == gaps


@pytest.mark.parametrize(
    ("spans", "at", "width", "after"),
    [
        ((), 30, 14, ((30, 14),)),
        ((), 95, 14, ((86, 14),)),  # the row's end pushes it back
        (((0, 20),), 0, 14, ((0, 14), (14, 20))),
        (((0, 20),), 9, 14, ((9, 14), (23, 20))),
        (((0, 20),), 10, 14, ((0, 20), (20, 14))),  # past its middle: behind it
        (((0, 20), (80, 20)), 75, 14, ((0, 20), (66, 14), (80, 20))),
        (((0, 40), (40, 40)), 40, 20, ((0, 40), (40, 20), (60, 40))),
        (((0, 40), (40, 40)), 40, 21, None),
    ],
)
def test_neighbours_make_room(
    spans: tuple[tuple[int, int], ...],
    at: int,
    width: int,
    after: tuple[tuple[int, int], ...] | None,
) -> None:
    fitted = rules.fit_in(shelf(*spans), 100, Place(0, at, width))
    found = None if fitted is None else tuple((one.at, one.width) for one in fitted)
    assert found == after


_SHELVES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 60)), max_size=8)


@settings(max_examples=150, deadline=None)
@given(_SHELVES, st.integers(0, 400), st.integers(1, 200), st.booleans())
def test_a_row_never_holds_more_than_it_is_wide(
    steps: list[tuple[int, int]], at: int, width: int, exactly: bool
) -> None:
    edge, spans = 0, []
    for gap, wide in steps:
        spans.append((edge + gap, wide))
        edge += gap + wide
    there, row_mm = shelf(*spans), 400
    before = [one for one in there if one.end <= row_mm]
    fitted = rules.fit_in(before, row_mm, Place(0, at, width), exactly=exactly)
    assert (fitted is None) == (rules.left_in(before, row_mm) < width)
    if fitted is None:
        return
    assert fitted[0].at >= 0
    assert fitted[-1].end <= row_mm
    assert all(one.end <= other.at for one, other in pairwise(fitted))
    assert [one.key for one in fitted if one.key] == [one.key for one in before]
    if not exactly and rules.first_space(before, row_mm, width) is not None:
        assert [one for one in fitted if one.key] == before  # nobody had to move
