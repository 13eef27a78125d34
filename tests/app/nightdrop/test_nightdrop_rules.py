"""The night-drop: windows, outcomes, trays, the pile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.nightdrop.rules import (
    Mark,
    MarkKind,
    Outcome,
    RepeatKind,
    ScanFacts,
    ScanRow,
    SinceKind,
    Tray,
    Verdict,
    classify,
    close_reason,
    count_scans,
    effective_return,
    next_mark,
    parse_mark,
    pile_sum,
    tray_of,
    window_start,
)
from app.rentals.rules import Back, Due, DueKind, Terms, late_fee
from app.shop.calendar import DayException, OpeningCalendar, Week
from app.shop.errors import RuleViolation

NEW_YORK = ZoneInfo("America/New_York")
DAY = ((660, 1320),)
WEEK: Week = (DAY, DAY, DAY, DAY, DAY, DAY, ())
CALENDAR = OpeningCalendar(
    NEW_YORK,
    WEEK,
    {date(2025, 12, day): DayException(True, "Christmas") for day in (25, 26)},
)
CLOSING = Terms("Catalogue", 300, period_nights=1, late_rate_cents=100)
NOON = replace(CLOSING, due_kind=DueKind.FIXED, due_minute=720)


def dec(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, 12, day, hour, minute, second, tzinfo=NEW_YORK).astimezone(UTC)


@pytest.mark.parametrize(
    ("previous", "scanned", "due", "rented", "terms", "effective", "days"),
    [
        pytest.param(
            dec(12, 22), dec(13, 10, 30), dec(12, 22), dec(11), CLOSING, dec(12, 22), 0,
            id="a normal night",
        ),
        pytest.param(
            dec(13, 22), dec(15, 14), dec(13, 22), dec(11), CLOSING, dec(13, 22), 0,
            id="over Sunday",
        ),
        pytest.param(
            dec(13, 11, 5), dec(15, 14), dec(13, 12), dec(11), NOON, dec(13, 11, 5), 0,
            id="over Sunday, noon due, box not emptied at close",
        ),
        pytest.param(
            dec(16, 11, 5), dec(16, 15), dec(15, 22), dec(11), CLOSING, dec(16, 11, 5), 1,
            id="second emptying on one day",
        ),
        pytest.param(
            None, dec(27, 10, 30), dec(24, 22), dec(20), CLOSING, dec(24, 22), 0,
            id="two holidays, none logged",
        ),
        pytest.param(
            dec(13, 11, 5), dec(13, 20), dec(16, 22), dec(13, 15), CLOSING, dec(13, 15), 0,
            id="rented after the window began",
        ),
    ],
)  # fmt: skip
def test_the_vectors(
    previous: datetime | None,
    scanned: datetime,
    due: datetime,
    rented: datetime,
    terms: Terms,
    effective: datetime,
    days: int,
) -> None:
    since = window_start(scanned, previous, CALENDAR)
    assert effective_return(since.at, rented, scanned) == effective
    dues = [Due(rented, CALENDAR.local_date(due), due)]
    fee = late_fee(dues, effective, terms, CALENDAR, back=Back.BOX, emptied_at=scanned)
    assert fee.late_days == days


@pytest.mark.parametrize("hour", [0, 6, 11, 14, 22, 23])
def test_over_sunday_is_on_time_at_any_scan_hour(hour: int) -> None:
    since = window_start(dec(15, hour), dec(13, 22), CALENDAR)
    dues = [Due(dec(11), date(2025, 12, 13), dec(13, 22))]
    assert late_fee(dues, since.at, CLOSING, CALENDAR).amount_cents == 0


@pytest.mark.parametrize(
    ("emptied", "previous", "locked", "at", "kind"),
    [
        (dec(13, 10, 30), dec(12, 22), False, dec(12, 22), SinceKind.EMPTIED),
        (dec(15, 11, 1), None, False, dec(13, 22), SinceKind.CLOSE),
        (dec(15, 11, 1), None, True, dec(13, 22), SinceKind.CLOSE),
        (dec(15, 14), dec(13, 11, 5), True, dec(13, 22), SinceKind.LOCKED),
        (dec(15, 14), dec(13, 11, 5), False, dec(13, 11, 5), SinceKind.EMPTIED),
        (dec(16, 15), dec(16, 11, 5), True, dec(16, 11, 5), SinceKind.EMPTIED),
        (dec(13, 10), dec(13, 11), False, dec(13, 10), SinceKind.EMPTIED),
    ],
)
def test_where_a_window_starts(
    emptied: datetime, previous: datetime | None, locked: bool, at: datetime, kind: SinceKind
) -> None:
    since = window_start(emptied, previous, CALENDAR, locked_while_open=locked)
    assert (since.at, since.kind) == (at, kind)


instants = st.datetimes(datetime(2025, 11, 1), datetime(2025, 12, 31), timezones=st.just(UTC))


@given(instants, st.none() | instants, st.booleans(), instants, instants)
def test_effective_lies_between_the_rental_and_the_scan(
    emptied: datetime, previous: datetime | None, locked: bool, one: datetime, other: datetime
) -> None:
    rented, scanned = sorted([one, other])
    since = window_start(emptied, previous, CALENDAR, locked_while_open=locked)
    assert since.at <= emptied
    effective = effective_return(since.at, rented, scanned)
    assert rented <= effective <= scanned
    assert effective_return(effective, rented, scanned) == effective


# -- outcomes ------------------------------------------------------------------------------

NOW = dec(15, 11, 5)
FACTS = ScanFacts(scanned_at=NOW, today=date(2025, 12, 15))
BEFORE = NOW - timedelta(seconds=30)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (
            replace(FACTS, state="out", rented=True),
            Verdict(Outcome.RETURNED, returns=True),
        ),
        (
            replace(FACTS, state="out", rented=True, late_days=1, fee_cents=100),
            Verdict(Outcome.LATE, returns=True),
        ),
        (
            replace(FACTS, state="out", rented=True, late_days=1, wanted=True),
            Verdict(Outcome.HELD, Tray.HELD, returns=True),
        ),
        (FACTS, Verdict(Outcome.NOT_OUT)),
        (
            replace(FACTS, last_back_on=date(2025, 12, 15)),
            Verdict(Outcome.NOT_OUT, repeat=RepeatKind.SAME_DAY),
        ),
        (replace(FACTS, last_back_on=date(2025, 12, 11)), Verdict(Outcome.NOT_OUT)),
        (replace(FACTS, state="held"), Verdict(Outcome.HELD, Tray.HELD)),
        (replace(FACTS, known=False), Verdict(Outcome.UNKNOWN, Tray.NOT_OURS)),
        (replace(FACTS, state="sold"), Verdict(Outcome.OWNER, Tray.OWNER)),
        (replace(FACTS, state="retired"), Verdict(Outcome.OWNER, Tray.OWNER)),
        (replace(FACTS, state="missing"), Verdict(Outcome.REINSTATED)),
        (
            replace(FACTS, state="missing", wanted=True),
            Verdict(Outcome.REINSTATED, Tray.HELD),
        ),
        (
            replace(FACTS, seen_in_session_at=BEFORE),
            Verdict(Outcome.REPEAT, repeat=RepeatKind.SAME_SESSION),
        ),
        (
            replace(FACTS, known=False, seen_in_session_at=BEFORE),
            Verdict(Outcome.REPEAT, repeat=RepeatKind.SAME_SESSION),
        ),
        (
            replace(FACTS, rented=True, seen_in_session_at=BEFORE, same_member=False),
            Verdict(Outcome.RETURNED, repeat=RepeatKind.ANOTHER_MEMBER, returns=True),
        ),
        (
            replace(FACTS, rented=True, seen_in_session_at=BEFORE),
            Verdict(Outcome.RETURNED, returns=True),
        ),
    ],
)
def test_outcomes(facts: ScanFacts, verdict: Verdict) -> None:
    assert classify(facts) == verdict


def test_a_found_copy_is_back_in_stock() -> None:
    verdict = classify(replace(FACTS, state="missing"))
    assert verdict is not None
    assert verdict.found
    assert not Verdict(Outcome.NOT_OUT).found


@pytest.mark.parametrize(("seconds", "dropped"), [(0, True), (3, True), (3.001, False)])
def test_a_repeat_within_three_seconds_leaves_no_trace(seconds: float, dropped: bool) -> None:
    seen = NOW - timedelta(seconds=seconds)
    verdict = classify(replace(FACTS, state="out", rented=True, seen_in_session_at=seen))
    assert (verdict is None) == dropped


# -- marks ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("empty", Mark(MarkKind.EMPTY)),
        (" Wrong ", Mark(MarkKind.WRONG)),
        ("damaged", Mark(MarkKind.DAMAGED)),
        ("missing", Mark(MarkKind.MISSING, 1)),
        ("missing:2", Mark(MarkKind.MISSING, 2)),
        ("missing:12", Mark(MarkKind.MISSING, 12)),
    ],
)
def test_marks_as_text(text: str, mark: Mark) -> None:
    assert parse_mark(text) == mark
    assert parse_mark(str(mark)) == mark


@pytest.mark.parametrize(
    "text",
    ["", "lost", "empty:1", "missing:", "missing:0", "missing:-1", "missing:x", "missing:100",
     "missing:２", "missing:1:2", "damaged:"],
)  # fmt: skip
def test_refuses_other_marks(text: str) -> None:
    with pytest.raises(RuleViolation, match=r"mark\.unknown"):
        parse_mark(text)


def test_the_same_key_takes_a_mark_off_and_counts_through_the_discs() -> None:
    assert next_mark(None, MarkKind.EMPTY) == Mark(MarkKind.EMPTY)
    assert next_mark(Mark(MarkKind.EMPTY), MarkKind.EMPTY) is None
    assert next_mark(Mark(MarkKind.EMPTY), MarkKind.WRONG) == Mark(MarkKind.WRONG)
    first = next_mark(None, MarkKind.MISSING, discs=2)
    assert first == Mark(MarkKind.MISSING, 1)
    second = next_mark(first, MarkKind.MISSING, discs=2)
    assert second == Mark(MarkKind.MISSING, 2)
    assert next_mark(second, MarkKind.MISSING, discs=2) is None


@pytest.mark.parametrize(
    ("verdict", "mark", "tray"),
    [
        (Verdict(Outcome.RETURNED), None, None),
        (Verdict(Outcome.RETURNED), Mark(MarkKind.EMPTY), Tray.EMPTY_OR_WRONG),
        (Verdict(Outcome.LATE), Mark(MarkKind.MISSING, 1), Tray.EMPTY_OR_WRONG),
        (Verdict(Outcome.NOT_OUT), Mark(MarkKind.DAMAGED), Tray.DAMAGED),
        (Verdict(Outcome.HELD, Tray.HELD), Mark(MarkKind.WRONG), Tray.EMPTY_OR_WRONG),
        (Verdict(Outcome.HELD, Tray.HELD), None, Tray.HELD),
        (Verdict(Outcome.UNKNOWN, Tray.NOT_OURS), Mark(MarkKind.EMPTY), Tray.NOT_OURS),
        (Verdict(Outcome.OWNER, Tray.OWNER), Mark(MarkKind.DAMAGED), Tray.OWNER),
        (Verdict(Outcome.REPEAT), Mark(MarkKind.DAMAGED), None),
    ],
)
def test_trays(verdict: Verdict, mark: Mark | None, tray: Tray | None) -> None:
    assert tray_of(verdict, mark) == tray


def test_trays_have_the_numbers_on_their_labels() -> None:
    assert [tray.value for tray in Tray] == [1, 2, 3, 4, 5]


# -- the pile ------------------------------------------------------------------------------


def test_the_sums_of_the_mock_up() -> None:
    """Scanned 20 = 11 on time + 3 late + 5 in trays + 1 was in; to the shelf 15."""
    rows = [
        *[ScanRow(Outcome.RETURNED)] * 11,
        ScanRow(Outcome.LATE, fee_cents=100),
        ScanRow(Outcome.LATE, fee_cents=300),
        ScanRow(Outcome.LATE, fee_cents=400),
        ScanRow(Outcome.HELD, Tray.HELD, fee_cents=50),
        ScanRow(Outcome.HELD, Tray.HELD),
        ScanRow(Outcome.RETURNED, Tray.EMPTY_OR_WRONG),
        ScanRow(Outcome.UNKNOWN, Tray.NOT_OURS),
        ScanRow(Outcome.OWNER, Tray.OWNER),
        ScanRow(Outcome.NOT_OUT),
        ScanRow(Outcome.REPEAT),
    ]
    counts = count_scans(rows)
    assert (counts.scanned, counts.on_time, counts.late) == (20, 11, 3)
    assert (counts.in_trays, counts.was_in, counts.to_shelf) == (5, 1, 15)
    assert (counts.late_fee_cents, counts.fee_cents) == (800, 850)
    assert counts.by_tray == (0, 2, 1, 0, 1, 1)
    pile = pile_sum(27, counts.scanned)
    assert (pile.to_scan, pile.surplus, pile.adds_up) == (7, 0, False)
    assert pile_sum(18, 20).surplus == 2
    assert pile_sum(20, 20).adds_up


@given(
    st.lists(
        st.builds(ScanRow, st.sampled_from(Outcome), st.none() | st.sampled_from(Tray)),
        max_size=40,
    )
)
def test_every_scan_is_counted_once(rows: list[ScanRow]) -> None:
    counts = count_scans(rows)
    parts = counts.on_time + counts.late + counts.in_trays + counts.was_in
    assert counts.scanned == parts == sum(row.outcome is not Outcome.REPEAT for row in rows)
    assert counts.to_shelf == counts.scanned - counts.in_trays
    assert sum(counts.by_tray) == counts.in_trays


def test_closing_asks_why_only_when_the_pile_does_not_add_up() -> None:
    assert close_reason(20, 20, "") == ""
    assert close_reason(None, 20, "") == ""
    assert close_reason(27, 20, " a customer took seven ") == "a customer took seven"
    with pytest.raises(RuleViolation, match=r"pile\.no_reason"):
        close_reason(27, 20, "  ")
    with pytest.raises(RuleViolation, match=r"pile\.negative"):
        close_reason(-1, 0, "")
