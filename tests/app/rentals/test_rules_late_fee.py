"""The late fee: amounts, sentences, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rentals.rules import (
    Back,
    CapKind,
    Due,
    DueKind,
    FeePartKind,
    LateFee,
    LateMode,
    Terms,
    due_moment,
    first_due,
    late_fee,
)
from app.shop.calendar import DayException, OpeningCalendar, Week
from app.shop.money import currency

NEW_YORK = ZoneInfo("America/New_York")
DAY = ((660, 1320),)
WEEK: Week = (DAY, DAY, DAY, DAY, DAY, DAY, ())
USUAL = OpeningCalendar(NEW_YORK, WEEK)
TERMS = Terms("Catalogue", 300, period_nights=5, late_rate_cents=100)
NOON = replace(TERMS, due_kind=DueKind.FIXED, due_minute=720)
NEW_RELEASE = replace(
    TERMS,
    class_name="New Release",
    period_nights=1,
    late_rate_cents=150,
    grace_minutes=30,
    cap_kind=CapKind.AMOUNT,
    cap_cents=1200,
)
VHS = replace(TERMS, period_nights=7, due_kind=DueKind.END_OF_DAY, late_mode=LateMode.RE_RENTAL)
PLAYER = Terms(
    "Player hire",
    1500,
    period_hours=24,
    due_kind=DueKind.TO_THE_HOUR,
    late_mode=LateMode.RE_RENTAL,
    late_rate_cents=1500,
    closed_days_count=True,
    grace_minutes=60,
)
STORM = DayException(True, "Snow, closed from 5 pm", ((660, 1020),))


def dec(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, 12, day, hour, minute, second, tzinfo=NEW_YORK).astimezone(UTC)


def due(day: int, hour: int = 22) -> list[Due]:
    """A promise for a December day, made on the first."""
    return [Due(dec(1, 12), date(2025, 12, day), dec(day, hour))]


def with_days(days: dict[int, DayException]) -> OpeningCalendar:
    return OpeningCalendar(NEW_YORK, WEEK, {date(2025, 12, d): e for d, e in days.items()})


CHRISTMAS = with_days({25: DayException(True, "Christmas"), 26: DayException(True, "Staff day")})


def at_counter(fee_due: list[Due], back: datetime, terms: Terms = TERMS) -> LateFee:
    return late_fee(fee_due, back, terms, USUAL)


# -- amounts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_on", "terms", "back", "days"),
    [
        (12, TERMS, dec(12, 22), 0),
        (12, TERMS, dec(12, 22, 0, 1), 1),
        (12, TERMS, dec(13, 22), 1),
        (12, TERMS, dec(13, 22, 0, 1), 2),
        (13, TERMS, dec(13, 22), 0),
        (13, TERMS, dec(15, 14), 1),
        (13, TERMS, dec(15, 22, 0, 1), 2),
        (13, replace(TERMS, closed_days_count=True), dec(15, 14), 2),
        (13, NOON, dec(13, 11, 5), 0),
        (13, NOON, dec(13, 12, 0, 1), 1),
        (15, TERMS, dec(16, 11, 5), 1),
        (10, TERMS, dec(13, 22), 3),
        (15, TERMS, dec(22, 18), 6),
        (15, replace(TERMS, closed_days_count=True), dec(22, 18), 7),
        (12, replace(TERMS, due_kind=DueKind.END_OF_DAY), dec(12, 23, 59, 59), 0),
        (12, replace(TERMS, due_kind=DueKind.END_OF_DAY), dec(13), 1),
        (12, replace(TERMS, due_kind=DueKind.END_OF_DAY), dec(13, 23, 59, 59), 1),
    ],
)
def test_late_days(due_on: int, terms: Terms, back: datetime, days: int) -> None:
    fee = at_counter(due(due_on), back, terms)
    assert (fee.late_days, fee.units, fee.amount_cents) == (days, days, days * 100)


def test_ten_years_late_is_counted_like_ten_days() -> None:
    back = datetime(2035, 12, 12, 12, tzinfo=NEW_YORK)
    fee = at_counter(due(12), back, replace(TERMS, closed_days_count=True))
    assert fee.late_days == (date(2035, 12, 12) - date(2025, 12, 12)).days


def test_grace_is_a_cliff() -> None:
    edge = dec(12, 22, 30)
    inside, outside = (
        at_counter(due(12), edge, NEW_RELEASE),
        at_counter(due(12), edge + timedelta(seconds=1), NEW_RELEASE),
    )
    assert (inside.amount_cents, inside.in_grace) == (0, True)
    assert (outside.amount_cents, outside.in_grace) == (150, False)
    assert not at_counter(due(12), dec(12, 22), NEW_RELEASE).in_grace


def test_grace_of_two_days_swallows_two_late_days_until_it_is_over() -> None:
    slow = replace(TERMS, grace_minutes=2 * 1440)
    assert at_counter(due(9), dec(11, 22), slow).late_days == 0
    assert at_counter(due(9), dec(11, 22, 0, 1), slow).late_days == 3


def test_the_cap_holds_the_fee() -> None:
    assert at_counter(due(2), dec(10, 23), NEW_RELEASE).amount_cents == 1200
    assert at_counter(due(2), dec(10, 23), NEW_RELEASE).late_days == 8
    assert not at_counter(due(2), dec(10, 23), NEW_RELEASE).capped
    assert at_counter(due(2), dec(20), NEW_RELEASE).amount_cents == 1200
    assert at_counter(due(2), dec(20), NEW_RELEASE).capped
    priced = replace(NEW_RELEASE, cap_kind=CapKind.REPLACEMENT, replacement_cents=700)
    assert at_counter(due(2), dec(20), priced).amount_cents == 700


@pytest.mark.parametrize(
    ("terms", "back", "periods"),
    [
        (VHS, dec(1, 23, 59, 59), 0),
        (VHS, dec(2), 1),
        (VHS, dec(9, 12), 1),
        (VHS, dec(10, 12), 2),
        (replace(VHS, closed_days_count=True), dec(8, 12), 1),
        (replace(VHS, closed_days_count=True), dec(9, 12), 2),
        (replace(VHS, period_nights=1), dec(3, 12), 2),
    ],
)
def test_each_period_begun_late_costs_one_more(terms: Terms, back: datetime, periods: int) -> None:
    assert at_counter(due(1), back, terms).units == periods


@pytest.mark.parametrize(
    ("terms", "back", "periods"),
    [
        (PLAYER, dec(13, 12, 5), 0),
        (PLAYER, dec(13, 12, 5, 1), 1),
        (PLAYER, dec(14, 11, 5), 1),
        (PLAYER, dec(14, 11, 5, 1), 2),
        (PLAYER, dec(15, 11, 6), 3),
        # Periods begin on Sat, Sun and Mon at 11:05; Sunday's is free where closed days are.
        (replace(PLAYER, closed_days_count=False), dec(14, 12), 1),
        (replace(PLAYER, closed_days_count=False), dec(15, 11, 6), 2),
        (replace(PLAYER, period_hours=1, closed_days_count=False), dec(14, 12, 30), 13),
        (replace(PLAYER, period_hours=1, closed_days_count=False), dec(15, 0, 6), 14),
    ],
)
def test_periods_of_hours(terms: Terms, back: datetime, periods: int) -> None:
    hired = [Due(dec(12, 11, 5), date(2025, 12, 13), dec(13, 11, 5))]
    assert late_fee(hired, back, terms, USUAL).units == periods


def test_a_renewal_keeps_the_earlier_due_moments() -> None:
    dues = [*due(5), Due(dec(5, 12), date(2025, 12, 10), dec(10, 22))]
    assert late_fee(dues, dec(9, 12), TERMS, USUAL).amount_cents == 0
    assert late_fee(dues, dec(11, 12), TERMS, USUAL).amount_cents == 100
    # A box emptied on the 6th whose window began before the renewal: the first promise decides.
    assert late_fee(dues, dec(5, 11), TERMS, USUAL).due.promised_on == date(2025, 12, 5)


def test_a_storm_day_makes_fees_fall() -> None:
    """The storm-day preview of the owner's screen, line by line."""
    storm = with_days({8: STORM})
    lines = [
        (8, dec(9, 14, 10), 100, 0),
        (6, dec(11, 11, 30), 400, 300),
        (8, dec(10, 11, 40), 200, 100),
        (6, dec(9, 18, 32), 200, 100),
    ]
    for day, back, now, then in lines:
        assert late_fee(due(day), back, TERMS, USUAL).amount_cents == now
        assert late_fee(due(day), back, TERMS, storm).amount_cents == then
    still_out = late_fee(due(8), dec(13, 11, 5), TERMS, storm, back=Back.NOT_YET)
    assert still_out.amount_cents == 400


def test_try_it_of_the_class_form() -> None:
    """New Release rented Sat 13 Dec 11:05, back each day at 6 pm; closed days come by the box."""
    calendar = CHRISTMAS
    promise = [first_due(NEW_RELEASE, dec(13, 11, 5), calendar)]
    expected = {16: 150, 17: 300, 18: 450, 19: 600, 20: 750, 22: 900, 23: 1050, 24: 1200, 27: 1200}
    for day, cents in expected.items():
        assert late_fee(promise, dec(day, 18), NEW_RELEASE, calendar).amount_cents == cents
    box_on_sunday = late_fee(
        promise, dec(20, 22), NEW_RELEASE, calendar, back=Back.BOX, emptied_at=dec(22, 11)
    )
    assert box_on_sunday.amount_cents == 750
    for day in (13, 15):
        assert late_fee(promise, dec(day, 18), NEW_RELEASE, calendar).amount_cents == 0


# -- the sentence --------------------------------------------------------------------------


def box(day: int, effective: datetime, emptied: datetime, terms: Terms = TERMS) -> str:
    return late_fee(due(day), effective, terms, USUAL, back=Back.BOX, emptied_at=emptied).sentence


def test_the_canonical_sentence() -> None:
    assert box(12, dec(12, 22), dec(13, 11, 5)) == (
        "Due Fri 10 pm. Box emptied Sat 11:05, counted as Fri close. No fee."
    )


def test_sentences_of_the_box() -> None:
    assert box(12, dec(13, 22), dec(15, 11, 1)) == (
        "Due Fri 10 pm. Box emptied Mon 11:01, counted as Sat close. 1 day late at 1.00. Fee 1.00."
    )
    assert box(15, dec(13, 22), dec(15, 11, 1)) == (
        "Due Mon 10 pm. Box emptied Mon 11:01, counted as Sat close. No fee."
    )
    assert box(15, dec(16, 11, 5), dec(16, 15)) == (
        "Due Mon 10 pm. Box emptied Tue 3 pm, counted as Tue 11:05. 1 day late at 1.00. Fee 1.00."
    )


@pytest.mark.parametrize(
    ("day", "terms", "back", "sentence"),
    [
        (
            11,
            TERMS,
            dec(13, 11, 2),
            "Due Thu 10 pm. Came back Sat 11:02. 2 days late at 1.00. Fee 2.00.",
        ),
        (
            6,
            TERMS,
            dec(9, 18, 32),
            (
                "Due Sat 10 pm. Came back Tue 6:32 pm. 2 days late at 1.00, Sunday not counted. "
                "Fee 2.00."
            ),
        ),
        (
            15,
            NEW_RELEASE,
            dec(22, 18),
            (
                "Due Mon 15 Dec 10 pm. Came back Mon 22 Dec 6 pm. 6 days late at 1.50, "
                "Sunday not counted. Fee 9.00."
            ),
        ),
        (
            2,
            NEW_RELEASE,
            dec(20, 12),
            (
                "Due Tue 2 Dec 10 pm. Came back Sat 20 Dec noon. 16 days late at 1.50, "
                "at most 12.00, 2 Sundays not counted. Fee 12.00."
            ),
        ),
        (
            12,
            NEW_RELEASE,
            dec(12, 22, 20),
            "Due Fri 10 pm. Came back Fri 10:20 pm, within half an hour of grace. No fee.",
        ),
        (
            2,
            replace(TERMS, cap_kind=CapKind.REPLACEMENT, replacement_cents=150),
            dec(5, 12),
            (
                "Due Tue 10 pm. Came back Fri noon. 3 days late at 1.00, "
                "at most the copy’s price, 1.50. Fee 1.50."
            ),
        ),
        (
            11,
            replace(TERMS, late_rate_cents=0),
            dec(13, 11, 2),
            "Due Thu 10 pm. Came back Sat 11:02. 2 days late. No fee.",
        ),
        (
            1,
            VHS,
            dec(10, 12),
            (
                "Due Mon 1 Dec midnight. Came back Wed 10 Dec noon. 8 days late, "
                "2 more periods of seven nights at 1.00. Fee 2.00."
            ),
        ),
        (
            1,
            VHS,
            dec(2, 12),
            (
                "Due Mon midnight. Came back Tue noon. 1 day late, "
                "1 more period of seven nights at 1.00. Fee 1.00."
            ),
        ),
    ],
)
def test_sentences_of_the_counter(day: int, terms: Terms, back: datetime, sentence: str) -> None:
    assert at_counter(due(day), back, terms).sentence == sentence


def test_what_is_still_out() -> None:
    def so_far(now: datetime) -> str:
        return late_fee(due(12), now, TERMS, USUAL, back=Back.NOT_YET).sentence

    assert so_far(dec(12, 12)) == "Due Fri 10 pm. Still out Fri noon. No fee so far."
    assert so_far(dec(13, 11, 5)) == (
        "Due Fri 10 pm. Still out Sat 11:05. 1 day late at 1.00. Fee so far 1.00."
    )


def test_a_moved_day_says_why() -> None:
    storm = with_days({8: STORM})
    assert late_fee(due(8), dec(9, 14, 10), TERMS, storm).sentence == (
        "Due Mon 8 Dec, moved to Tue 9: snow, closed from 5 pm. Came back Tue 2:10 pm. No fee."
    )
    assert late_fee(due(6), dec(9, 18, 32), TERMS, storm).sentence == (
        "Due Sat 10 pm. Came back Tue 6:32 pm. 1 day late at 1.00, Sunday and Monday not counted. "
        "Fee 1.00."
    )
    no_reason = with_days({8: DayException(True)})
    assert late_fee(due(8), dec(9, 14, 10), TERMS, no_reason).sentence.startswith(
        "Due Mon 8 Dec, moved to Tue 9: closed that day. "
    )


def test_many_closed_days_are_counted_not_listed() -> None:
    fee = late_fee(due(13), dec(27, 22, 30), TERMS, CHRISTMAS)
    assert fee.sentence.endswith("11 days late at 1.00, 4 closed days not counted. Fee 11.00.")


def test_years_are_said_when_they_differ_that_much() -> None:
    back = datetime(2027, 1, 4, 12, tzinfo=NEW_YORK).astimezone(UTC)
    assert at_counter(due(12), back, NEW_RELEASE).sentence.startswith(
        "Due Fri 12 Dec 2025 10 pm. Came back Mon 4 Jan 2027 noon. "
    )


def test_a_close_past_midnight_is_the_close_of_its_evening() -> None:
    week: Week = (DAY, DAY, DAY, DAY, ((660, 1500),), DAY, ())
    calendar = OpeningCalendar(NEW_YORK, week)
    promise = [first_due(NEW_RELEASE, dec(11, 12), calendar)]
    fee = late_fee(
        promise, dec(13, 1), NEW_RELEASE, calendar, back=Back.BOX, emptied_at=dec(13, 11, 5)
    )
    assert fee.sentence == "Due Sat 1 am. Box emptied Sat 11:05, counted as Fri close. No fee."
    late = late_fee(promise, dec(13, 22), NEW_RELEASE, calendar)
    assert late.late_days == 1


def test_the_sentence_has_the_digits_of_the_currency() -> None:
    fee = late_fee(due(11), dec(13, 11, 2), TERMS, USUAL, currency=currency("JPY"))
    assert fee.sentence.endswith("2 days late at 100. Fee 200.")


def test_parts_carry_facts_and_no_words() -> None:
    fee = at_counter(due(6), dec(9, 18, 32))
    assert [part.kind for part in fee.parts] == [
        FeePartKind.DUE,
        FeePartKind.CAME_BACK,
        FeePartKind.LATE,
        FeePartKind.FEE,
    ]
    late = fee.parts[2].facts
    assert (late["days"], late["rate_cents"], late["skipped"]) == (2, 100, 1)
    assert late["skipped_days"] == (date(2025, 12, 7),)


# -- what always holds ---------------------------------------------------------------------

ZONES = ["America/Los_Angeles", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe"]
open_weeks = st.tuples(*[st.sampled_from([(), DAY, ((600, 1500),), ((0, 1440),)])] * 7).filter(any)
closures = st.dictionaries(
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.sampled_from([DayException(True, "Snow"), DayException(False, "Fair", ((600, 900),))]),
    max_size=25,
)
starts = st.datetimes(datetime(2025, 1, 1), datetime(2025, 11, 30), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(0), timedelta(days=60))
nightly = st.builds(
    Terms,
    st.just("Any"),
    st.just(300),
    period_nights=st.integers(0, 10),
    due_kind=st.sampled_from([DueKind.CLOSING, DueKind.FIXED, DueKind.END_OF_DAY]),
    due_minute=st.integers(0, 1439),
    late_mode=st.sampled_from(LateMode),
    late_rate_cents=st.integers(0, 500),
    closed_days_count=st.booleans(),
    grace_minutes=st.sampled_from([0, 1, 30, 120, 3000]),
    cap_kind=st.sampled_from(CapKind),
    cap_cents=st.integers(0, 2000),
    replacement_cents=st.integers(0, 4000),
)
hourly = st.builds(
    replace,
    nightly,
    period_nights=st.none(),
    period_hours=st.integers(1, 72),
    due_kind=st.just(DueKind.TO_THE_HOUR),
)
any_terms = st.one_of(nightly, hourly)
zones = st.sampled_from(ZONES)


@given(zones, open_weeks, closures, any_terms, starts, lengths, lengths)
def test_a_fee_never_falls_as_time_goes_on_and_never_passes_its_cap(
    name: str,
    week: Week,
    exceptions: dict[date, DayException],
    terms: Terms,
    started: datetime,
    one: timedelta,
    other: timedelta,
) -> None:
    calendar = OpeningCalendar(ZoneInfo(name), week, exceptions)
    dues = [first_due(terms, started, calendar)]
    early, late = sorted([started + one, started + other])
    first, second = (late_fee(dues, at, terms, calendar) for at in (early, late))
    assert 0 <= first.amount_cents <= second.amount_cents
    assert first.late_days <= second.late_days
    assert first.units <= second.units
    if terms.most_cents is not None:
        assert second.amount_cents <= terms.most_cents
    assert second.amount_cents <= second.units * terms.late_rate_cents
    assert second.sentence.endswith(".")
    assert second.sentence == late_fee(dues, late, terms, calendar).sentence


@given(zones, open_weeks, closures, nightly, starts, lengths)
def test_late_days_are_the_due_moments_passed(
    name: str,
    week: Week,
    exceptions: dict[date, DayException],
    terms: Terms,
    started: datetime,
    out: timedelta,
) -> None:
    """The arithmetic against the rule as it is written: walk the days, count the moments."""
    calendar = OpeningCalendar(ZoneInfo(name), week, exceptions)
    dues = [first_due(terms, started, calendar)]
    back = started + out
    moment = due_moment(dues[0], terms, calendar)
    walked = 0
    if back > moment.at + timedelta(minutes=terms.grace_minutes):
        day = moment.on
        while calendar.instant(day, moment.seconds) < back:
            if day == moment.on or terms.closed_days_count or calendar.is_open_day(day):
                walked += 1
            day += timedelta(days=1)
    fee = late_fee(dues, back, terms, calendar)
    assert fee.late_days == walked
    if terms.late_mode is LateMode.PER_DAY:
        assert fee.units == walked


@given(zones, open_weeks, closures, any_terms, starts)
def test_nothing_is_owed_up_to_due_and_grace_and_everything_after(
    name: str,
    week: Week,
    exceptions: dict[date, DayException],
    terms: Terms,
    started: datetime,
) -> None:
    calendar = OpeningCalendar(ZoneInfo(name), week, exceptions)
    dues = [first_due(terms, started, calendar)]
    edge = dues[0].due_at + timedelta(minutes=terms.grace_minutes)
    assert late_fee(dues, edge, terms, calendar).amount_cents == 0
    after = late_fee(dues, edge + timedelta(seconds=1), terms, calendar)
    assert after.late_days >= 1
    assert after.units >= 1


@given(zones, open_weeks, closures, any_terms, starts, lengths)
def test_a_closure_added_then_removed_changes_nothing_and_never_raises_a_fee(
    name: str,
    week: Week,
    exceptions: dict[date, DayException],
    terms: Terms,
    started: datetime,
    out: timedelta,
) -> None:
    closed = {day: DayException(True, "Snow") for day in exceptions}
    tz = ZoneInfo(name)
    before, during = OpeningCalendar(tz, week), OpeningCalendar(tz, week, closed)
    dues = [first_due(terms, started, before)]
    back = started + out
    first = late_fee(dues, back, terms, before)
    stormy = late_fee(dues, back, terms, during)
    again = late_fee(dues, back, terms, OpeningCalendar(tz, week))
    assert (first, first.sentence) == (again, again.sentence)
    if len(set(filter(None, week))) == 1:  # hours that differ can make the moved due time earlier
        assert stormy.amount_cents <= first.amount_cents
