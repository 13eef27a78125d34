"""What a rental under a rule would cost by the day it came back: the same functions as the till."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.rentals.rules import Back, Due, LateFee, Terms, due_moment, first_due, late_fee
from app.shop.calendar import OpeningCalendar
from app.shop.errors import RuleViolation
from app.shop.money import Currency

DAYS = 16
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TrialDay:
    """Coming back on one day. A day we are closed means the box, counted as the last close."""

    day: date
    closed: bool
    fee: LateFee


@dataclass(frozen=True, slots=True)
class Trial:
    """A rental tried out: when it would be due, and its late fee for some days on end."""

    terms: Terms
    started_at: datetime
    due: Due
    due_on: date
    due_at: datetime
    days: tuple[TrialDay, ...]

    @property
    def most_cents(self) -> int:
        """The highest fee of the days shown."""
        return max((day.fee.amount_cents for day in self.days), default=0)


def trial(
    terms: Terms,
    started_at: datetime,
    back_minute: int,
    calendar: OpeningCalendar,
    currency: Currency,
    *,
    first: int = 0,
    count: int = DAYS,
) -> Trial:
    """Tries the rule from `started_at` on, coming back on each day at `back_minute`.

    `first` is how many days after the rental the first of `count` days lies. Raises what
    `first_due` raises.
    """
    due = first_due(terms, started_at, calendar)
    moment = due_moment(due, terms, calendar)
    start = calendar.local_date(started_at) + first * _ONE_DAY
    days = tuple(
        _day(start + step * _ONE_DAY, due, terms, back_minute, calendar, currency)
        for step in range(count)
    )
    return Trial(terms, started_at, due, moment.on, moment.at, days)


def _day(
    day: date,
    due: Due,
    terms: Terms,
    back_minute: int,
    calendar: OpeningCalendar,
    currency: Currency,
) -> TrialDay:
    at = max(calendar.instant(day, back_minute * 60), due.from_at)
    if calendar.is_open_day(day):
        fee = late_fee([due], at, terms, calendar, currency=currency)
        return TrialDay(day, False, fee)
    effective = max(calendar.previous_close(at), due.from_at)
    emptied_at = _next_opening(day, calendar)
    fee = late_fee(
        [due],
        effective,
        terms,
        calendar,
        back=Back.BOX,
        emptied_at=emptied_at,
        currency=currency,
    )
    return TrialDay(day, True, fee)


def _next_opening(day: date, calendar: OpeningCalendar) -> datetime:
    """When the box would be emptied: as the door opens next."""
    try:
        return calendar.opening_at(calendar.next_open_day(day))
    except RuleViolation:
        return calendar.instant(day + _ONE_DAY, 0)
