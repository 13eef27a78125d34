"""When a rental is due, under the calendar of the moment somebody asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rentals.rules import (
    Due,
    DueKind,
    Terms,
    due_at,
    due_in_force,
    due_moment,
    due_words,
    effective_instant,
    first_due,
    moved_words,
    when_words,
)
from app.shop.calendar import DayException, OpeningCalendar, Week
from app.shop.errors import RuleViolation

NEW_YORK = ZoneInfo("America/New_York")
DAY = ((660, 1320),)
WEEK: Week = (DAY, DAY, DAY, DAY, DAY, DAY, ())
USUAL = OpeningCalendar(NEW_YORK, WEEK)
CLOSING = Terms("Catalogue", 300, period_nights=5)
FIXED = replace(CLOSING, due_kind=DueKind.FIXED, due_minute=12 * 60)
END_OF_DAY = replace(CLOSING, due_kind=DueKind.END_OF_DAY)
HOURLY = Terms("Player", 1500, period_hours=24, due_kind=DueKind.TO_THE_HOUR)


def dec(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, 12, day, hour, minute, second, tzinfo=NEW_YORK).astimezone(UTC)


def closed(*days: int, reason: str = "Christmas") -> OpeningCalendar:
    return OpeningCalendar(
        NEW_YORK, WEEK, {date(2025, 12, day): DayException(True, reason) for day in days}
    )


@pytest.mark.parametrize(
    ("terms", "started", "due"),
    [
        (CLOSING, dec(13, 11, 5), dec(18, 22)),
        (replace(CLOSING, period_nights=1), dec(13, 11, 5), dec(15, 22)),
        (replace(CLOSING, period_nights=1), dec(12, 23, 30), dec(13, 22)),
        (replace(CLOSING, period_nights=0), dec(12, 12), dec(12, 22)),
        (replace(CLOSING, period_nights=0), dec(12, 22), dec(13, 22)),
        (FIXED, dec(13, 11, 5), dec(18, 12)),
        (END_OF_DAY, dec(13, 11, 5), dec(18, 23, 59, 59)),
        (END_OF_DAY, dec(9, 11, 5), dec(15, 23, 59, 59)),
        (HOURLY, dec(12, 11, 5), dec(13, 11, 5)),
        (HOURLY, dec(13, 11, 5), dec(15, 11, 5)),
    ],
)
def test_due(terms: Terms, started: datetime, due: datetime) -> None:
    assert due_at(terms, started, USUAL) == due


def test_other_hours_are_the_due_time_of_their_day() -> None:
    eve = DayException(False, "Christmas Eve", ((660, 1080),))
    calendar = OpeningCalendar(NEW_YORK, WEEK, {date(2025, 12, 24): eve})
    assert due_at(CLOSING, dec(19, 12), calendar) == dec(24, 18)
    assert due_at(FIXED, dec(19, 12), calendar) == dec(24, 12)


def test_a_closure_moves_a_promise_and_taking_it_off_moves_it_back() -> None:
    due = first_due(CLOSING, dec(3, 12), USUAL)
    assert due == Due(dec(3, 12), date(2025, 12, 8), dec(8, 22))
    moved = due_moment(due, CLOSING, closed(8))
    assert (moved.on, moved.at, moved.moved) == (date(2025, 12, 9), dec(9, 22), True)
    back = due_moment(due, CLOSING, USUAL)
    assert (back.on, back.at, back.moved) == (date(2025, 12, 8), dec(8, 22), False)


def test_lifting_a_closure_that_stood_at_the_rental_takes_no_time_away() -> None:
    due = first_due(CLOSING, dec(20, 12), closed(25, 26))
    assert due.due_at == dec(27, 22)
    assert due_moment(due, CLOSING, USUAL).at == dec(27, 22)


def test_an_hourly_due_moves_to_the_same_time_of_the_next_open_day() -> None:
    due = first_due(HOURLY, dec(7, 15, 20), USUAL)
    assert due_moment(due, HOURLY, USUAL).at == dec(8, 15, 20)
    assert due_moment(due, HOURLY, closed(8)).at == dec(9, 15, 20)


def test_an_hourly_due_is_exact_where_clocks_go_back() -> None:
    """24 hours from 1:30 on the day before are 24 hours, not the later of two half past ones."""
    week: Week = (DAY,) * 7
    los_angeles = OpeningCalendar(ZoneInfo("America/Los_Angeles"), week)
    started = datetime(2025, 11, 1, 8, 30, tzinfo=UTC)
    due = first_due(HOURLY, started, los_angeles)
    assert due_moment(due, HOURLY, los_angeles).at == started + timedelta(hours=24)


def test_the_promise_in_force_is_the_last_one_made_by_then() -> None:
    first = Due(dec(1), date(2025, 12, 5), dec(5, 22))
    renewed = Due(dec(5, 12), date(2025, 12, 10), dec(10, 22))
    assert due_in_force([first], dec(20)) is first
    assert due_in_force([first], dec(1) - timedelta(1)) is first
    for dues in ([first, renewed], [renewed, first]):
        assert due_in_force(dues, dec(5, 11, 59)) is first
        assert due_in_force(dues, dec(5, 12)) is renewed
        assert due_in_force(dues, dec(20)) is renewed
        assert due_in_force(dues, dec(1) - timedelta(1)) is first


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (dec(13, 22), "back by 10 pm tonight"),
        (dec(13, 12), "back by noon today"),
        (dec(14), "back by midnight tonight"),
        (dec(13, 23, 59, 59), "back by midnight tonight"),
        (dec(15, 22), "back by 10 pm Monday"),
        (dec(18, 22), "back by 10 pm Thursday"),
        (dec(19, 11, 5), "back by 11:05 Friday"),
        (dec(20, 22), "back by 10 pm Sat 20 Dec"),
        (dec(23, 22), "back by 10 pm Tue 23 Dec"),
        (dec(23, 22) + timedelta(days=365), "back by 10 pm Wed 23 Dec 2026"),
        (dec(11, 22), "was due 10 pm Thu 11 Dec"),
        (dec(13, 10), "was due 10 am today"),
    ],
)
def test_due_in_words(due: datetime, words: str) -> None:
    assert due_words(due, dec(13, 11, 5), USUAL) == words
    assert words.endswith(when_words(due, dec(13, 11, 5), USUAL))


def test_a_moved_day_in_words() -> None:
    assert moved_words(date(2025, 12, 8), date(2025, 12, 9)) == "Mon 8 Dec, moved to Tue 9"
    assert moved_words(date(2025, 12, 31), date(2026, 1, 2)) == "Wed 31 Dec, moved to Fri 2 Jan"


def test_effective_is_clamped_between_the_rental_and_now() -> None:
    started, now = dec(10), dec(12)
    assert effective_instant(dec(11), started, now) == dec(11)
    assert effective_instant(dec(9), started, now) == started
    assert effective_instant(dec(13), started, now) == now
    with pytest.raises(RuleViolation, match=r"return\.before_rental"):
        effective_instant(dec(11), dec(13), now)


def test_the_end_of_the_calendar_is_a_refusal() -> None:
    late = datetime(9999, 12, 30, tzinfo=UTC)
    for terms in (CLOSING, replace(HOURLY, period_hours=48)):
        with pytest.raises(RuleViolation, match=r"shop\.date_out_of_range"):
            first_due(terms, late, OpeningCalendar(ZoneInfo("UTC"), WEEK))


ZONES = ["America/Los_Angeles", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe"]
instants = st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))
open_weeks = st.tuples(*[st.sampled_from([(), DAY, ((600, 1500),)])] * 7).filter(any)
closures = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2026, 3, 1)), st.just(DayException(True, "Snow")), max_size=30
)
kinds = st.sampled_from([CLOSING, FIXED, END_OF_DAY, HOURLY])


@given(st.sampled_from(ZONES), open_weeks, closures, kinds, instants, st.integers(0, 14))
def test_due_never_lands_on_a_closed_day_nor_before_the_rental(
    name: str,
    week: Week,
    exceptions: dict[date, DayException],
    terms: Terms,
    started: datetime,
    nights: int,
) -> None:
    calendar = OpeningCalendar(ZoneInfo(name), week, exceptions)
    if terms.period_nights is not None:
        terms = replace(terms, period_nights=nights)
    due = first_due(terms, started, calendar)
    assert calendar.is_open_day(due.due_on)
    assert due.due_at > started
    moment = due_moment(due, terms, calendar)
    assert (moment.at, moment.moved) == (due.due_at, False)


@given(st.sampled_from(ZONES), open_weeks, closures, kinds, instants)
def test_a_closure_only_ever_gives_more_time(
    name: str,
    week: Week,
    exceptions: dict[date, DayException],
    terms: Terms,
    started: datetime,
) -> None:
    before = OpeningCalendar(ZoneInfo(name), week)
    after = OpeningCalendar(ZoneInfo(name), week, exceptions)
    due = first_due(terms, started, before)
    moved = due_moment(due, terms, after)
    assert after.is_open_day(moved.on)
    assert moved.at >= due.due_at or week[moved.on.weekday()] != week[due.due_on.weekday()]
