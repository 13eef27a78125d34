"""What a title's copies say of it."""

from __future__ import annotations

import pytest

from app.catalog.models import TitleState
from app.catalog.shelf import DAY_MS, CopyFacts, card_keys, idle_since, sum_up

NOW = 1_000 * DAY_MS


def copy(
    state: str = "in",
    purpose: str = "rental",
    *,
    section: int = 1,
    due: int | None = None,
    rented: int | None = None,
    since: int = 0,
    note: str = "",
    format_id: int = 1,
) -> CopyFacts:
    """A copy; `due` and the like in days from now."""
    return CopyFacts(
        state,
        purpose,
        section,
        format_id,
        None if due is None else NOW + due * DAY_MS,
        None if rented is None else NOW + rented * DAY_MS,
        NOW - 500 * DAY_MS,
        NOW + since * DAY_MS,
        note,
    )


@pytest.mark.parametrize(
    ("copies", "state"),
    [
        ([], TitleState.NONE),
        ([copy()], TitleState.IN),
        ([copy("missing"), copy("out", due=2), copy()], TitleState.IN),
        ([copy("in", "display"), copy("held")], TitleState.DISPLAY),
        ([copy("held"), copy("out", due=2)], TitleState.HELD),
        ([copy("out", due=2), copy("out", due=-2)], TitleState.OUT),
        ([copy("out", due=-2), copy("repair")], TitleState.LATE),
        ([copy("repair"), copy("missing")], TitleState.REPAIR),
        ([copy("damaged"), copy("missing")], TitleState.DAMAGED),
        ([copy("missing"), copy("in", "sale")], TitleState.MISSING),
        ([copy("in", "sale"), copy("sold")], TitleState.SALE),
        ([copy("sold"), copy("retired")], TitleState.SOLD),
        ([copy("retired")], TitleState.RETIRED),
    ],
)
def test_the_best_copy_decides(copies: list[CopyFacts], state: TitleState) -> None:
    assert sum_up(copies, NOW).state is state


def test_two_of_five_next_tuesday() -> None:
    shelf = sum_up(
        [
            copy(),
            copy("out", due=3),
            copy(),
            copy("out", due=-3),
            copy("repair"),
            copy("in", "sale"),
            copy("missing"),
        ],
        NOW,
    )
    assert (shelf.in_count, shelf.rent_count, shelf.out_count, shelf.copy_count) == (2, 5, 2, 7)
    assert shelf.due_ms == NOW + 3 * DAY_MS


def test_a_late_title_says_what_passed_longest_ago() -> None:
    shelf = sum_up([copy("out", due=-1), copy("out", due=-4)], NOW)
    assert shelf.due_ms == NOW - 4 * DAY_MS


def test_since_and_note_are_of_the_state_shown() -> None:
    shelf = sum_up(
        [copy("missing", since=-9, note="stolen"), copy("repair", since=-4, note="case")], NOW
    )
    assert (shelf.since_ms, shelf.note) == (NOW - 4 * DAY_MS, "case")


@pytest.mark.parametrize(
    ("copies", "days"),
    [
        ([copy(rented=-84)], 84),
        ([copy(rented=-84), copy(rented=-2)], 2),
        ([copy()], 500),
        ([copy("out", due=1, rented=-2)], None),
        ([copy("out", due=1, rented=-2), copy("held", rented=-9)], None),
        ([copy("out", due=1, rented=-2), copy(rented=-9)], 2),
        ([copy("missing", rented=-61)], 61),
        ([copy("sold", rented=-61)], None),
        ([], None),
    ],
)
def test_idle(copies: list[CopyFacts], days: int | None) -> None:
    assert idle_since(copies) == (None if days is None else NOW - days * DAY_MS)


def test_home_is_where_most_copies_are() -> None:
    shelf = sum_up([copy(section=3), copy(section=2), copy(section=3)], NOW)
    assert (shelf.section_id, shelf.section_count) == (3, 2)
    assert sum_up([copy(section=3), copy(section=2)], NOW).section_id == 2
    gone_do_not_count = [copy("sold", section=2), copy("sold", section=2), copy(section=3)]
    assert sum_up(gone_do_not_count, NOW).section_id == 3


def test_keys_know_no_time_of_day() -> None:
    keys = card_keys([copy("out", due=-2, format_id=3), copy("sold", format_id=1), copy("held")])
    assert keys.formats == 0b101
    assert keys.state == tuple(TitleState).index(TitleState.HELD)
    assert (keys.due_first, keys.due_last) == (NOW - 2 * DAY_MS, NOW - 2 * DAY_MS)
