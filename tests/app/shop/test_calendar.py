"""The opening calendar: days, hours, and clocks that jump."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shop.calendar import (
    DayException,
    OpeningCalendar,
    Span,
    Week,
    check_spans,
    each_day,
    to_utc,
    zone,
)
from app.shop.errors import RuleViolation

NEW_YORK = ZoneInfo("America/New_York")
DAY: tuple[Span, ...] = ((660, 1320),)
WEEK: Week = (DAY, DAY, DAY, DAY, DAY, DAY, ())
NO_HOURS: Week = ((), (), (), (), (), (), ())
CLOSED = DayException(True, "Christmas")
ZONES = [
    "America/Los_Angeles",
    "Europe/London",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
]


def dec(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2025, 12, day, hour, minute, tzinfo=NEW_YORK).astimezone(UTC)


def usual(**exceptions: DayException) -> OpeningCalendar:
    days = {date(2025, 12, int(name[1:])): value for name, value in exceptions.items()}
    return OpeningCalendar(NEW_YORK, WEEK, days)


def test_days_of_the_week_and_exceptions() -> None:
    quiz = DayException(False, "Film quiz", ((660, 1440),))
    calendar = usual(d25=CLOSED, d19=quiz)
    assert calendar.is_open_day(date(2025, 12, 24))
    assert not calendar.is_open_day(date(2025, 12, 25))
    assert not calendar.is_open_day(date(2025, 12, 14))
    assert calendar.spans_on(date(2025, 12, 19)) == ((660, 1440),)
    assert calendar.spans_on(date(2025, 12, 25)) == ()
    assert calendar.reason_on(date(2025, 12, 25)) == "Christmas"
    assert calendar.reason_on(date(2025, 12, 24)) == ""
    assert calendar.closing_at(date(2025, 12, 19)) == dec(20)
    assert calendar.opening_at(date(2025, 12, 19)) == dec(19, 11)


def test_an_exception_can_open_a_closed_weekday() -> None:
    calendar = usual(d14=DayException(False, "Fair", ((600, 900),)))
    assert calendar.is_open_day(date(2025, 12, 14))
    assert calendar.closing_at(date(2025, 12, 14)) == dec(14, 15)


def test_an_exception_without_hours_keeps_the_weekly_ones() -> None:
    calendar = usual(d12=DayException(False, "Signing"), d14=DayException(False, "Nothing"))
    assert calendar.spans_on(date(2025, 12, 12)) == DAY
    assert not calendar.is_open_day(date(2025, 12, 14))


def test_a_storm_day_counts_as_closed_though_the_door_was_open() -> None:
    calendar = usual(d8=DayException(True, "Snow", ((660, 1020),)))
    assert not calendar.is_open_day(date(2025, 12, 8))
    assert calendar.open_until(dec(8, 12)) == dec(8, 17)
    assert calendar.open_until(dec(8, 17)) is None
    assert calendar.next_open_day(date(2025, 12, 8)) == date(2025, 12, 9)


def test_closing_of_a_closed_day_is_refused() -> None:
    with pytest.raises(RuleViolation, match=r"hours\.closed_day"):
        usual().closing_at(date(2025, 12, 14))


def test_next_open_day_counts_the_day_itself() -> None:
    calendar = usual(d25=CLOSED, d26=CLOSED)
    assert calendar.next_open_day(date(2025, 12, 13)) == date(2025, 12, 13)
    assert calendar.next_open_day(date(2025, 12, 14)) == date(2025, 12, 15)
    assert calendar.next_open_day(date(2025, 12, 25)) == date(2025, 12, 27)


@pytest.mark.parametrize(
    ("before", "close"),
    [
        (dec(13, 10, 30), dec(12, 22)),
        (dec(15, 14), dec(13, 22)),
        (dec(13, 22), dec(13, 22)),
        (dec(13, 21, 59), dec(12, 22)),
        (dec(27, 10, 30), dec(24, 22)),
    ],
)
def test_previous_close(before: datetime, close: datetime) -> None:
    assert usual(d25=CLOSED, d26=CLOSED).previous_close(before) == close


def test_closing_after_midnight_belongs_to_the_evening() -> None:
    late: Week = (DAY, DAY, DAY, DAY, ((660, 1500),), DAY, ())
    calendar = OpeningCalendar(NEW_YORK, late)
    assert calendar.closing_at(date(2025, 12, 12)) == dec(13, 1)
    assert calendar.previous_close(dec(13, 0, 30)) == dec(11, 22)
    assert calendar.previous_close(dec(13, 1)) == dec(13, 1)
    assert calendar.open_until(dec(13, 0, 30)) == dec(13, 1)
    assert calendar.open_until(dec(13, 1)) is None
    assert calendar.closed_day_of(dec(13, 1)) == date(2025, 12, 12)
    assert calendar.closed_day_of(dec(13, 22)) == date(2025, 12, 13)
    assert calendar.closed_day_of(dec(13, 21)) is None


def test_two_spans_a_day() -> None:
    lunch: tuple[Span, ...] = ((600, 780), (840, 1200))
    calendar = OpeningCalendar(NEW_YORK, (lunch,) * 7)
    assert calendar.open_until(dec(10, 10)) == dec(10, 13)
    assert calendar.open_until(dec(10, 13, 30)) is None
    assert calendar.open_until(dec(10, 14)) == dec(10, 20)
    assert calendar.closing_at(date(2025, 12, 10)) == dec(10, 20)
    assert calendar.opening_at(date(2025, 12, 10)) == dec(10, 10)


def test_a_shop_without_hours_is_open_every_day_until_midnight() -> None:
    calendar = OpeningCalendar(NEW_YORK, NO_HOURS, {date(2025, 12, 25): CLOSED})
    assert not calendar.hours_known
    assert calendar.next_open_day(date(2025, 12, 14)) == date(2025, 12, 14)
    assert calendar.closing_at(date(2025, 12, 14)) == dec(15)
    assert calendar.next_open_day(date(2025, 12, 25)) == date(2025, 12, 26)
    assert calendar.open_days_between(date(2025, 12, 22), date(2025, 12, 28)) == 6


def test_a_shop_shut_for_good_does_not_search_for_ever() -> None:
    first = date(2025, 1, 1)
    shut = {first + timedelta(days=step): CLOSED for step in range(1000)}
    calendar = OpeningCalendar(NEW_YORK, WEEK, shut)
    with pytest.raises(RuleViolation, match=r"hours\.never_open"):
        calendar.next_open_day(date(2025, 2, 1))
    with pytest.raises(RuleViolation, match=r"hours\.never_open"):
        calendar.previous_close(datetime(2027, 1, 1, tzinfo=UTC))
    with pytest.raises(RuleViolation, match=r"shop\.date_out_of_range"):
        OpeningCalendar(NEW_YORK, WEEK, {date.max: CLOSED}).next_open_day(date.max)


@pytest.mark.parametrize(
    "spans",
    [
        ((600, 600),),
        ((600, 500),),
        ((-1, 500),),
        ((1440, 1500),),
        ((600, 2881),),
        ((600, 800), (700, 900)),
        ((700, 900), (600, 650)),
    ],
)
def test_refuses_hours_that_cannot_be(spans: tuple[Span, ...]) -> None:
    with pytest.raises(RuleViolation, match=r"hours\.invalid"):
        check_spans(spans)
    with pytest.raises(RuleViolation, match=r"hours\.invalid"):
        OpeningCalendar(NEW_YORK, (spans, (), (), (), (), (), ()))


def test_refuses_a_week_of_six_days_and_an_unknown_zone() -> None:
    with pytest.raises(RuleViolation, match=r"hours\.invalid"):
        OpeningCalendar(NEW_YORK, WEEK[:6])
    for name in ("Mars/Olympus", "", "../etc/passwd"):
        with pytest.raises(RuleViolation, match=r"shop\.unknown_time_zone"):
            zone(name)


def test_a_naive_instant_is_our_own_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        usual().local_date(datetime(2025, 12, 13))


def test_changing_the_mapping_given_changes_no_calendar() -> None:
    days = {date(2025, 12, 25): CLOSED}
    calendar = OpeningCalendar(NEW_YORK, WEEK, days)
    days.clear()
    assert not calendar.is_open_day(date(2025, 12, 25))


@pytest.mark.parametrize(
    ("name", "wall", "utc"),
    [
        # Clocks forward: 2:30 never happens and becomes 3:30 daylight time.
        ("America/Los_Angeles", datetime(2025, 3, 9, 2, 30), datetime(2025, 3, 9, 10, 30)),
        # Clocks back: 1:30 happens twice; the later one counts.
        ("America/Los_Angeles", datetime(2025, 11, 2, 1, 30), datetime(2025, 11, 2, 9, 30)),
        ("Europe/London", datetime(2025, 3, 30, 1, 30), datetime(2025, 3, 30, 1, 30)),
        ("Europe/London", datetime(2025, 10, 26, 1, 30), datetime(2025, 10, 26, 1, 30)),
        ("Asia/Kolkata", datetime(2025, 10, 26, 1, 30), datetime(2025, 10, 25, 20, 0)),
        # Half an hour of daylight time: 1:45 happens twice on 6 April 2025.
        ("Australia/Lord_Howe", datetime(2025, 4, 6, 1, 45), datetime(2025, 4, 5, 15, 15)),
        ("Australia/Lord_Howe", datetime(2025, 10, 5, 2, 15), datetime(2025, 10, 4, 15, 45)),
    ],
)
def test_clocks_that_jump(name: str, wall: datetime, utc: datetime) -> None:
    assert to_utc(wall, ZoneInfo(name)) == utc.replace(tzinfo=UTC)


def test_opening_takes_the_first_of_two_equal_wall_times() -> None:
    early = to_utc(datetime(2025, 11, 2, 1, 30), ZoneInfo("America/Los_Angeles"), later=False)
    assert early == datetime(2025, 11, 2, 8, 30, tzinfo=UTC)


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1)),
)
def test_wall_times_come_back_or_lie_after_the_jump(name: str, wall: datetime) -> None:
    tz = ZoneInfo(name)
    back = to_utc(wall, tz).astimezone(tz).replace(tzinfo=None)
    assert back >= wall
    assert back == wall or back - wall <= timedelta(days=1)


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
weeks = st.tuples(*[st.sampled_from([(), DAY])] * 7)
closures = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2024, 4, 1)),
    st.sampled_from([CLOSED, DayException(False, "Fair", ((600, 900),))]),
    max_size=20,
)


@given(weeks, closures, st.dates(date(2023, 12, 1), date(2024, 5, 1)), st.integers(-3, 120))
def test_counting_open_days_is_looking_at_each(
    week: Week, exceptions: dict[date, DayException], first: date, length: int
) -> None:
    calendar = OpeningCalendar(NEW_YORK, week, exceptions)
    last = first + timedelta(days=length)
    looked = sum(calendar.is_open_day(day) for day in each_day(first, last))
    assert calendar.open_days_between(first, last) == looked


@given(
    weeks,
    closures,
    st.datetimes(datetime(2024, 1, 1), datetime(2024, 5, 1), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
)
def test_the_previous_close_is_the_last_one(
    week: Week, exceptions: dict[date, DayException], before: datetime, name: str
) -> None:
    calendar = OpeningCalendar(ZoneInfo(name), week, exceptions)
    close = calendar.previous_close(before)
    assert close <= before
    day = calendar.closed_day_of(close)
    assert day is not None
    for later in each_day(day + timedelta(days=1), calendar.local_date(before)):
        assert not calendar.is_open_day(later) or calendar.closing_at(later) > before


@given(weeks, closures, days)
def test_the_next_open_day_is_open_and_the_first(
    week: Week, exceptions: dict[date, DayException], day: date
) -> None:
    calendar = OpeningCalendar(NEW_YORK, week, exceptions)
    found = calendar.next_open_day(day)
    assert calendar.is_open_day(found)
    assert not any(calendar.is_open_day(d) for d in each_day(day, found - timedelta(days=1)))
