"""When a rental is due, and how the shop says it.

What is kept of a promise is the *day* (`Due.due_on`), an open day when it was promised. The due
moment in force is derived from it, the rental's own rule and the calendar of the moment somebody
asks: an exception that closes the day moves it forward to the next open day, taking the exception
away moves it back, and other hours on the day move the closing time. Nothing derived is ever
written back, which is why a closure added and removed leaves every fee as it was. A closure that
stood when the promise was made stays in the promise: lifting it later takes no time from the
member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.rentals.terms import DueKind, Terms
from app.shop.calendar import OpeningCalendar
from app.shop.errors import RuleViolation
from app.shop.words import LONG_DAYS, SHORT_MONTHS, clock_words, day_of, day_words

END_OF_DAY_SECONDS = 24 * 3600 - 1
"""The end of the day is 23:59:59 local."""

_WEEK = 7
_EVENING_HOUR = 17
_FAR_DAYS = 300


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as it was promised, at the rental or at a renewal.

    `from_at` is the instant of the promise (rental start or renewal), `due_on` the shop's day it
    is due, `due_at` the moment as it was then (UTC). All three are stored with the rental.
    """

    from_at: datetime
    due_on: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DueMoment:
    """The due moment in force under one calendar.

    `on` is the day it falls on, `seconds` the wall-clock offset after that day's midnight (past 24
    hours for a shop that closes after midnight), `at` the instant; `promised_on` differs from `on`
    when the calendar has moved it.
    """

    promised_on: date
    on: date
    seconds: int
    at: datetime

    @property
    def moved(self) -> bool:
        """Whether a closure since the promise has moved it."""
        return self.on != self.promised_on


def first_due(terms: Terms, started_at: datetime, calendar: OpeningCalendar) -> Due:
    """The promise made when a rental starts (or is renewed) at `started_at`.

    Local date + nights (or the instant + hours), at the due time, moved forward over closed days.
    Raises `shop.date_out_of_range` and `hours.never_open`.
    """
    if terms.due_kind is DueKind.TO_THE_HOUR:
        return _due_to_the_hour(terms, started_at, calendar)
    try:
        day = calendar.local_date(started_at) + timedelta(days=terms.period_nights or 0)
    except OverflowError as error:
        raise RuleViolation("shop.date_out_of_range", day=started_at.date()) from error
    on, at = _open_moment(day, terms, calendar)
    if at <= started_at:  # no night at all, and today's due time is over
        on, at = _open_moment(day + timedelta(days=1), terms, calendar)
    return Due(started_at, on, at)


def due_at(terms: Terms, started_at: datetime, calendar: OpeningCalendar) -> datetime:
    """The instant (UTC) a rental that starts at `started_at` is due."""
    return first_due(terms, started_at, calendar).due_at


def due_moment(due: Due, terms: Terms, calendar: OpeningCalendar) -> DueMoment:
    """The moment `due` stands for under `calendar` as it is now; see the module's text."""
    on = calendar.next_open_day(due.due_on)
    if terms.due_kind is DueKind.TO_THE_HOUR:
        local = calendar.local(due.due_at)
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        # The promised instant itself is exact; only a moved one is rebuilt from the clock on the
        # wall.
        at = due.due_at if on == due.due_on else calendar.instant(on, seconds)
        return DueMoment(due.due_on, on, seconds, at)
    seconds = _seconds(terms, on, calendar)
    return DueMoment(due.due_on, on, seconds, calendar.instant(on, seconds))


def due_in_force(dues: Sequence[Due], at: datetime) -> Due:
    """The promise that counted at the instant `at`: the last one made by then, else the first.

    `dues` holds the rental's own promise and one for each renewal, in any order, never none.
    """
    if len(dues) == 1:
        return dues[0]
    made = [due for due in dues if due.from_at <= at]
    return max(made, key=_made_at) if made else min(dues, key=_made_at)


def effective_instant(wished: datetime, started_at: datetime, now: datetime) -> datetime:
    """The instant the rules use for a return: `wished`, never before the rental nor in the future.

    Raises `return.before_rental` when the rental itself has not begun yet at `now`.
    """
    if now < started_at:
        raise RuleViolation("return.before_rental", started_at=started_at, now=now)
    return min(max(wished, started_at), now)


def due_words(due_at: datetime, now: datetime, calendar: OpeningCalendar) -> str:
    """`back by 10 pm tonight`, `back by 10 pm Thursday`, `back by 10 pm Tue 23 Dec`.

    The weekday alone within the coming six days; the date from a week on, and for what is already
    past ("was due 10 pm Thu 4 Dec"); the year too when it is most of a year away.
    """
    lead = "was due" if due_at < now else "back by"
    return f"{lead} {when_words(due_at, now, calendar)}"


def when_words(at: datetime, now: datetime, calendar: OpeningCalendar) -> str:
    """`10 pm tonight`, `10 pm Thursday`, `10 pm Tue 23 Dec`: the moment in `due_words` alone."""
    local = calendar.local(at)
    return f"{clock_words(local)} {_day(day_of(local), calendar.local_date(now), local)}"


def _day(day: date, today: date, local: datetime) -> str:
    away = (day - today).days
    if away == 0:
        evening = local.hour >= _EVENING_HOUR or local.date() != day
        return "tonight" if evening else "today"
    if 0 < away < _WEEK:
        return LONG_DAYS[day.weekday()]
    return day_words(day, dated=True, year=abs(away) > _FAR_DAYS)


def moved_words(promised_on: date, on: date) -> str:
    """`Mon 8 Dec, moved to Tue 9`; the month again only when it is another one."""
    words = f"{day_words(promised_on, dated=True)}, moved to {day_words(on)} {on.day}"
    same = (promised_on.year, promised_on.month) == (on.year, on.month)
    return words if same else f"{words} {SHORT_MONTHS[on.month - 1]}"


def _due_to_the_hour(terms: Terms, started_at: datetime, calendar: OpeningCalendar) -> Due:
    try:
        at = started_at + timedelta(hours=terms.period_hours or 0)
    except OverflowError as error:
        raise RuleViolation("shop.date_out_of_range", day=started_at.date()) from error
    local = calendar.local(at)
    on = calendar.next_open_day(local.date())
    if on != local.date():
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        at = calendar.instant(on, seconds)
    return Due(started_at, on, at)


def _open_moment(day: date, terms: Terms, calendar: OpeningCalendar) -> tuple[date, datetime]:
    on = calendar.next_open_day(day)
    return on, calendar.instant(on, _seconds(terms, on, calendar))


def _seconds(terms: Terms, on: date, calendar: OpeningCalendar) -> int:
    """The wall-clock offset of the due time on the open day `on`."""
    if terms.due_kind is DueKind.CLOSING:
        return calendar.closing_minute(on) * 60
    if terms.due_kind is DueKind.FIXED and terms.due_minute is not None:
        return terms.due_minute * 60
    return END_OF_DAY_SECONDS


def _made_at(due: Due) -> datetime:
    return due.from_at
