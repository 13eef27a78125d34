"""The check list and the audit by scan."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.catalog import marking, titles
from app.catalog.rules import Mark
from app.displays import actions, audits, checklist, fixtures, placing, queries
from app.displays.audits import Findings, Planned, Scanned
from app.displays.checklist import Level
from app.displays.models import Facing
from app.shop import undo
from app.shop.clock import Context, fixed
from app.store import check
from app.store import database as store
from tests.app.catalog.stockroom import CTX, NOON
from tests.app.displays.shelf import TODAY, R, X, display, edition, place, state
from ui.planner import check_words

PG = 2


def told(display_id: int, *levels: Level) -> list[tuple[str, str]]:
    """The rules and their words."""
    found = checklist.of(display_id, NOON)
    wanted = levels or (Level.STOP, Level.NEED)
    return [(line.rule, check_words.sentence(line)) for line in found if line.level in wanted]


def copy_of(edition_id: int) -> tuple[int, str]:
    row = store.rows("SELECT id, barcode FROM copy WHERE edition_id = ?", (edition_id,))[0]
    return int(row[0]), str(row[1])


@pytest.mark.usefixtures("shop")
def test_what_is_wrong_comes_first_and_what_is_fine_last() -> None:
    robots = display((300, 212), ceiling_id=R)
    assert told(robots) == [("empty", "Nothing stands here yet.")]
    her = edition("Her", certificate_id=R)
    key = placing.place(CTX, robots, her).placement_id
    placing.place(CTX, robots, edition("Moon", certificate_id=PG))
    assert told(robots) == [("gap", "Gap of 272 mm in row 1.")]
    assert told(robots, Level.FINE) == [
        ("ratings", "Ratings are within R."),
        ("stock", "Nothing is out, held or sold."),
        ("room", "Everything fits; 272 mm left."),
    ]
    fixture = queries.shelf(robots, NOON).fixture
    fixtures.change_fixture(CTX, fixture.id, rows=((20, 180),), ceiling_id=PG)
    assert told(robots) == [
        ("rating", "Her is rated R; the sign promises films up to PG."),
        ("too_tall", "Her is 10 mm too tall for row 1."),
        ("too_tall", "Moon is 10 mm too tall for row 1."),
        ("overfull", "Row 1 is overfull by 8 mm."),
    ]
    titles.edit_title(CTX, int(queries.shelf(robots, NOON).cases[0].title_id or 0),
                      certificate_id=X)  # fmt: skip
    assert told(robots, Level.STOP)[0] == (
        "curtain", "Her is rated X. It stands in row 1 and belongs behind the curtain.",
    )  # fmt: skip
    assert {line.key for line in checklist.of(robots, NOON) if line.rule == "curtain"} == {key}


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("mark", "rule", "said"),
    [
        (Mark.HOLD, "held", "Her is held for a member."),
        (Mark.REPAIR, "away", "Her is damaged or in repair."),
        (Mark.MISSING, "sold", "Her is missing: the shop has no copy to show."),
        (Mark.RETIRE, "sold", "Her was withdrawn: the shop has no copy to show."),
    ],
)
def test_where_what_is_planned_went(mark: Mark, rule: str, said: str) -> None:
    robots = display((30, 212))
    her = edition("Her")
    placing.place(CTX, robots, her, wanted=2)
    assert told(robots) == [("short", "Her: 1 of 2 copies are in.")]
    marking.mark(CTX, [copy_of(her)[0]], mark)
    assert told(robots) == [(rule, said)]


@pytest.mark.usefixtures("shop")
def test_two_displays_want_the_same_copy_or_the_same_shelf() -> None:
    robots, nora = display((28, 212)), display((28, 212), name="Nora")
    her = edition("Her")
    for one in (robots, nora):
        placing.place(CTX, one, her)
    assert told(robots) == [("elsewhere", "Her stands on Nora as well, in the same days.")]
    actions.change_display(CTX, nora, to_on=TODAY)
    actions.end_display(CTX, nora)
    assert told(robots) == []
    island = queries.shelf(robots, NOON).fixture.id
    actions.add_display(CTX, "Later", island, from_on=TODAY + timedelta(days=400))
    assert told(robots) == [("same_days", "Later stands on Island Robots in the same days.")]


# -- audits --------------------------------------------------------------------------------------

PLAN = tuple(Planned(n, 1, (f"c{n}",)) for n in range(5))


def scan(number: int, *, out: bool = False, copy: str = "c") -> Scanned:
    return Scanned(f"{copy}{number}", number, out)


@pytest.mark.parametrize(
    ("scans", "lists"),
    [
        ([scan(n) for n in range(5)], ((), (), (), ())),
        ([], (("c0", "c1", "c2", "c3", "c4"), (), (), ())),
        ([scan(0), scan(2), scan(3), scan(4)], (("c1",), (), (), ())),
        ([scan(0), scan(9), *map(scan, range(1, 5))], ((), ("c9",), (), ())),
        ([scan(1), scan(2), scan(3), scan(0), scan(4)], ((), (), ("c0",), ())),
        ([scan(0), scan(1, out=True), *map(scan, range(2, 5))], ((), (), (), ("c1",))),
        # A second copy where one is wanted; one that is out and planned nowhere.
        ([*map(scan, range(5)), scan(4, copy="d")], ((), ("d4",), (), ())),
        ([*map(scan, range(5)), scan(9, out=True)], ((), (), (), ("c9",))),
    ],
)
def test_the_four_lists(scans: list[Scanned], lists: tuple[tuple[str, ...], ...]) -> None:
    assert audits.compare(PLAN, scans) == Findings(*lists)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(st.integers(0, 7), unique=True))
def test_a_copy_is_told_once_and_the_rest_stands_in_order(order: list[int]) -> None:
    found = audits.compare(PLAN, [scan(number) for number in order])
    wrong = {int(code[1:]) for code in found.wrong_place}
    kept = [number for number in order if number < 5 and number not in wrong]
    assert kept == sorted(kept)
    told_once = [*found.missing, *found.not_planned, *found.wrong_place, *found.should_be_out]
    assert len(told_once) == len(set(told_once))
    assert {*kept, *wrong} | {int(code[1:]) for code in found.missing} == set(range(5))


@pytest.mark.usefixtures("shop")
def test_covert_restocking_is_found_and_stays_told_until_it_stands_behind_the_curtain() -> None:
    robots, aisle = display((30, 212)), display(name="Aisle", curtained=True)
    place(robots, "Her", facing=Facing.SPINE)
    her = queries.shelf(robots, NOON).cases[0].edition_id
    flesh_id, flesh = copy_of(edition("Flesh Gordon", certificate_id=X))
    before = state()
    later = Context(fixed(NOON + timedelta(hours=1)), "Ravi")
    found = audits.audit(later, robots, [copy_of(her or 0)[1], f" {flesh}\n", "", "rub\x00bish"])
    assert (found.scanned, found.findings.not_planned, found.unknown) == (
        2, (flesh,), ("rub\x00bish",),
    )  # fmt: skip
    [(rule, said)] = told(robots, Level.STOP)
    assert rule == "curtain"
    assert said.startswith("Flesh Gordon belongs behind the curtain. Found here by scan Sat 13 Dec")
    undo.undo(CTX)
    assert state() == before
    audits.audit(later, robots, [flesh])
    audits.audit(later, robots, [])  # not seen again is not yet behind the curtain
    assert told(robots, Level.STOP) != []
    audits.audit(later, aisle, [flesh])
    assert told(robots, Level.STOP) == []
    audits.audit(later, robots, [flesh])
    marking.mark(Context(fixed(NOON + timedelta(hours=2))), [flesh_id], Mark.MISSING)
    assert told(robots, Level.STOP) == []
    assert check.run() == []
