"""Cases are placed, moved, turned and taken out; each step is one undo, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app import wings
from app.catalog import copies, sections, titles
from app.displays import actions, fixtures, placing, queries, rules
from app.displays.models import Facing
from app.displays.placing import Spot
from app.displays.rules import State
from app.shop import undo
from app.shop.clock import Context, fixed
from app.shop.errors import RuleViolation
from app.store import check
from app.store import database as store
from tests.app.catalog.stockroom import CTX, NOON, shop_of_its_own
from tests.app.displays.shelf import (
    BLU_RAY,
    DVD,
    LASERDISC,
    TODAY,
    VHS,
    R,
    X,
    display,
    edition,
    place,
    stands,
    state,
)

assert wings.LOADED


def refusal(call: Callable[..., Any], *args: Any, **fields: Any) -> RuleViolation:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **fields)
    return caught.value


@pytest.mark.usefixtures("shop")
def test_cases_stand_where_they_are_put_and_neighbours_make_room() -> None:
    robots = display((300, 212), (900, 212))
    her = place(robots, "Her", at=100)
    before = state()
    place(robots, "WALL-E", BLU_RAY, at=0, facing=Facing.FACE)
    assert stands(robots) == ["1 WALL-E 0+135", "1 Her 135+14"]
    place(robots, "2001", BLU_RAY, facing=Facing.FACE)  # 135 of 151: the first space that holds it
    place(robots, "Ex Machina", facing=Facing.FACE)
    assert stands(robots)[2:] == ["1 2001 149+135", "2 Ex Machina 0+135"]
    moved = placing.move(CTX, her, row=2, at=20)
    assert (moved.row, moved.at, moved.left) == (2, 20, 900 - 135 - 14)
    turned = placing.move(CTX, her, facing=Facing.FACE)
    assert (turned.at, turned.width, turned.left) == (20, 135, 630)
    assert stands(robots)[2:] == ["2 Her 20+135", "2 Ex Machina 155+135"]
    wider = placing.move(CTX, her, facing=Facing.SPINE, wanted=3)
    assert (wider.width, wider.left) == (42, 900 - 42 - 135)
    placing.remove(CTX, [her])
    assert stands(robots)[2:] == ["2 Ex Machina 155+135"]
    for _ in range(10):  # of which three brought the titles in
        undo.undo(CTX)
    assert state() == before
    assert check.run() == []


@pytest.mark.usefixtures("shop")
def test_a_full_row_and_a_low_row_say_by_how_much() -> None:
    robots = display((150, 180), (100, 200))
    place(robots, "WALL-E", BLU_RAY, facing=Facing.FACE)
    full = refusal(place, robots, "Moon", BLU_RAY, row=1, facing=Facing.FACE)
    assert (full.code, full.facts["by"], full.facts["row"]) == ("place.too_wide", 120, 1)
    tall = refusal(place, robots, "Her", row=1)
    assert (tall.code, tall.facts["by"]) == ("place.too_tall", 10)
    nowhere = refusal(place, robots, "Akira", LASERDISC)
    assert (nowhere.code, nowhere.facts["by"], nowhere.facts["row"]) == ("place.too_tall", 115, 2)
    nearest = refusal(place, robots, "Robot Jox", facing=Facing.FACE)
    assert (nearest.code, nearest.facts["by"], nearest.facts["row"]) == ("place.too_wide", 35, 2)
    assert refusal(place, robots, "Tron", row=3).code == "place.no_row"
    assert refusal(place, robots, "Saturn 3", row=2, at=101).code == "place.at"
    assert refusal(place, robots, "Metropolis", row=2, at=-1).code == "place.at"
    assert stands(robots) == ["1 WALL-E 0+135"]
    her = edition("Sleeper")
    placing.place(CTX, robots, her)
    assert refusal(placing.place, CTX, robots, her).code == "place.already"
    assert refusal(placing.place, CTX, robots, 999).code == "edition.gone"
    assert refusal(placing.place, CTX, 99, her).code == "display.gone"


@pytest.mark.usefixtures("shop")
def test_the_curtain_and_the_sign() -> None:
    open_shelf = display(name="Open", ceiling_id=3)
    aisle = display(name="Aisle", curtained=True)
    flesh = edition("Flesh Gordon", certificate_id=X)
    refused = refusal(placing.place, CTX, open_shelf, flesh)
    assert (refused.code, refused.facts["title"]) == ("place.behind_curtain", "Flesh Gordon")
    her = edition("Her", certificate_id=R)
    above = refusal(placing.place, CTX, open_shelf, her)
    assert (above.code, above.facts["rating"], above.facts["ceiling"]) == (
        "place.above_rating", "R", "PG-13",
    )  # fmt: skip
    placing.place(CTX, aisle, flesh)
    # At home behind the curtain is enough, whatever its rating says.
    home = sections.add_section(CTX, "Curtained aisle", curtained=True)
    quiet = edition("A Quiet One")
    copy = store.value("SELECT id FROM copy WHERE edition_id = ?", (quiet,))
    copies.edit_copy(CTX, int(copy), section_id=home.section_id)
    assert refusal(placing.place, CTX, open_shelf, quiet).code == "place.behind_curtain"
    fixture_id = queries.shelf(aisle, NOON).fixture.id
    opened = refusal(fixtures.change_fixture, CTX, fixture_id, curtained=False)
    assert (opened.code, opened.facts["title"]) == ("fixture.needs_curtain", "Flesh Gordon")


@pytest.mark.usefixtures("shop")
def test_many_at_once_and_what_found_no_place() -> None:
    robots = display((60, 212))
    flesh = edition("Flesh Gordon", certificate_id=X)
    wanted = [flesh, *(edition(f"Robot {n}") for n in range(6))]
    before = state()
    done = placing.place_many(CTX, robots, wanted)
    assert len(done.placement_ids) == 4
    codes = [violation.code for _, violation in done.refused]
    assert codes == ["place.behind_curtain", "place.too_wide", "place.too_wide"]
    assert stands(robots)[-1] == "1 Robot 3 42+14"
    undo.undo(CTX)
    assert state() == before
    assert refusal(placing.place_many, CTX, robots, [flesh]).code == "place.none_fits"


@pytest.mark.usefixtures("shop")
def test_a_fixture_made_narrower_loses_nothing() -> None:
    robots = display((300, 212), (300, 212))
    place(robots, "Her", at=0)
    last = place(robots, "WALL-E", at=286)
    below = place(robots, "Moon", row=2)
    shelf = queries.shelf(robots, NOON)
    before = stands(robots)
    fixtures.change_fixture(CTX, shelf.fixture.id, rows=((200, 212), (300, 150)))
    assert stands(robots) == before
    narrow = queries.shelf(robots, NOON)
    row = narrow.fixture.rows[0]
    waiting = rules.no_longer_fit([case.place for case in narrow.row_cases(row)], row.width_mm)
    assert [one.key for one in waiting] == [last]
    assert placing.move(CTX, last, facing=Facing.FACE).at == 65
    in_use = refusal(fixtures.change_fixture, CTX, shelf.fixture.id, rows=((300, 212),))
    assert (in_use.code, in_use.facts["row"], in_use.facts["cases"]) == ("fixture.row_in_use", 2, 1)
    placing.remove(CTX, [below])
    fixtures.change_fixture(CTX, shelf.fixture.id, rows=((300, 212),))
    assert len(queries.fixture(shelf.fixture.id).rows) == 1


@pytest.mark.usefixtures("shop")
def test_a_deleted_edition_keeps_its_place_and_comes_back() -> None:
    robots = display()
    place(robots, "Her", BLU_RAY)
    before = state()
    title_id = int(store.value("SELECT id FROM title WHERE name = 'Her'"))
    titles.delete_title(CTX, title_id)
    [case] = queries.shelf(robots, NOON).cases
    assert (case.title, case.edition_id, case.width, case.copies) == ("Her", None, 13, 0)
    assert check.run() == []
    undo.undo(CTX)
    assert state() == before


@pytest.mark.usefixtures("shop")
def test_a_display_over_stays_as_it_stood() -> None:
    robots = display()
    her = place(robots, "Her")
    later = Context(fixed(NOON + timedelta(days=9)), "Dana")
    assert refusal(actions.change_display, CTX, robots, from_on=None).code == "display.runs"
    actions.change_display(CTX, robots, to_on=TODAY + timedelta(days=7))
    assert queries.shelf(robots, later.now()).display.state is State.OVER
    assert refusal(placing.remove, later, [her]).code == "display.over"
    assert refusal(placing.move, later, her, at=5).code == "display.over"
    again = actions.duplicate(later, robots, "Robots again")
    assert stands(again.display_id) == stands(robots)
    assert queries.display_named("robots AGAIN", later.now()).state is State.DRAFT
    place(again.display_id, "Moon")
    with pytest.raises(RuleViolation) as ran:
        actions.remove_display(later, robots)
    assert ran.value.code == "display.ran"
    actions.remove_display(later, again.display_id)
    assert len(queries.displays(later.now())) == 1
    # Written down after the fact: it never stood in these books, so it is filled in.
    on = queries.shelf(robots, NOON).fixture.id
    past = actions.add_display(CTX, "Noirvember", on, from_on=TODAY.replace(month=11),
                               to_on=TODAY.replace(month=11, day=29))  # fmt: skip
    place(past.display_id, "Laura")
    assert queries.shelf(past.display_id, NOON).display.state is State.OVER


_FORMATS = (DVD, BLU_RAY, VHS)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("place", "move", "turn", "remove")),
        st.integers(0, 5),
        st.integers(1, 2),
        st.none() | st.integers(0, 160),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(_STEPS)
def test_moves_and_undo_are_inverse(
    template_shop: Path, steps: list[tuple[str, int, int, int | None]]
) -> None:
    with shop_of_its_own(template_shop):
        robots = display((160, 212), (120, 212))
        editions = [edition(f"Robot {n}", _FORMATS[n % 3]) for n in range(6)]
        seen = [state()]
        for what, number, row, at in steps:
            try:
                _step(robots, editions, what, number, row, at)
            except RuleViolation:
                assert state() == seen[-1]
                continue
            if state() != seen[-1]:  # else it stood so already, which is no step
                seen.append(state())
                _nothing_sticks_out(robots)
        for before in reversed(seen[:-1]):
            undo.undo(CTX)
            assert state() == before


def _step(
    robots: int, editions: list[int], what: str, number: int, row: int, at: int | None
) -> None:
    cases = queries.shelf(robots, NOON).cases
    if what == "place":
        facing = Facing.FACE if number % 2 else Facing.SPINE
        placing.place(CTX, robots, editions[number], Spot(row, at, facing))
    elif number < len(cases):
        case = cases[number]
        if what == "move":
            placing.move(CTX, case.key, row=row, at=at)
        elif what == "turn":
            turned = Facing.SPINE if case.facing == Facing.FACE else Facing.FACE
            placing.move(CTX, case.key, facing=turned)
        else:
            placing.remove(CTX, [case.key])


def _nothing_sticks_out(robots: int) -> None:
    shelf = queries.shelf(robots, NOON)
    for row in shelf.fixture.rows:
        cases = shelf.row_cases(row)
        assert sum(case.width for case in cases) <= row.width_mm
        assert all(one.end <= other.at for one, other in pairwise(cases))
        assert not cases or cases[-1].end <= row.width_mm
