"""The shop's opening calendar: weekly hours, dated exceptions, and local time to UTC and back.

Instants are aware UTC datetimes; days and hours are in the shop's own zone. A *day* here is the
day the shop calls it: a Friday that closes at 1 am closes on Friday, at minute 1500 of Friday.
Offsets count wall-clock minutes (or seconds) from that day's midnight and may pass 24 hours.

Decisions:

* **Clocks that jump.** A wall time that happens twice (clocks back) is the first one where a span
  opens and the later one where something closes or falls due; a wall time that never happens
  (clocks forward) is as long after the jump as it would have been after it (2:30 becomes 3:30).
  Both ways a member never has less time than the clock on the wall promised.
* **No hours at all.** A calendar whose week has no span is a shop that has not set its hours yet:
  every day without an exception counts as open around the clock and closes at midnight.
* **Shut for good.** Searches look at most `SEARCH_DAYS` days away and then raise
  `hours.never_open`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.shop.errors import RuleViolation

Span = tuple[int, int]
"""Opens and closes, in minutes after the day's local midnight; closing may exceed 1440."""

Week = tuple[tuple[Span, ...], ...]
"""Seven days of spans, Monday first."""

SEARCH_DAYS = 400
"""How far a search for an open day goes: more than a year, so a missing season is no error."""

DAY_MINUTES = 1440
_LATEST_CLOSE = 2 * DAY_MINUTES
_CACHE_LIMIT = 20_000
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayException:
    """One dated day that is not as usual, with the reason as every sentence will say it.

    `closed` decides whether the day counts as open, as a whole. A storm day is closed *and* may
    keep the hours the shop really was open in `spans`: these only say when the door was open. An
    exception that is not closed and has no spans keeps the weekly ones.
    """

    closed: bool
    reason: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class OpeningCalendar:
    """When the shop is open. Immutable; build a new one to ask "what if".

    Raises `hours.invalid` for spans that are empty, overlap, are out of order or run past the end
    of the following day.
    """

    tz: ZoneInfo
    weekly: Week
    exceptions: Mapping[date, DayException] = field(default_factory=dict)
    _instants: dict[tuple[date, int], datetime] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise RuleViolation("hours.invalid", field="weekly")
        for weekday, spans in enumerate(self.weekly):
            check_spans(spans, weekday=weekday)
        for day, exception in self.exceptions.items():
            check_spans(exception.spans, day=day)
        object.__setattr__(self, "exceptions", MappingProxyType(dict(self.exceptions)))

    # Days

    @cached_property
    def hours_known(self) -> bool:
        """False while no weekday has hours; see the module's second decision."""
        return any(self.weekly)

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """When the door is open on `day`: the exception's hours, else the week's; empty if shut."""
        exception = self.exceptions.get(day)
        if exception and (exception.closed or exception.spans):
            return exception.spans
        return self._usual_spans(day)

    def is_open_day(self, day: date) -> bool:
        """Whether `day` counts as open, as a whole; due moments only ever land on such days."""
        exception = self.exceptions.get(day) if self.exceptions else None
        if exception is None:
            return self._open_weekdays[day.weekday()]
        return not exception.closed and bool(exception.spans or self._usual_spans(day))

    def reason_on(self, day: date) -> str:
        """Why `day` is not as usual; empty for a usual day."""
        exception = self.exceptions.get(day)
        return exception.reason if exception else ""

    def next_open_day(self, day: date) -> date:
        """`day` itself if open, else the first open day after it."""
        if self.is_open_day(day):
            return day
        for step in range(1, SEARCH_DAYS):
            found = _days_from(day, step)
            if self.is_open_day(found):
                return found
        raise RuleViolation("hours.never_open", day=day)

    def open_days_between(self, first: date, last: date) -> int:
        """How many open days lie in `first`..`last`, both counted; 0 if `last` is before `first`.

        Whole weeks by arithmetic, so that a case ten years late costs what one a day late does.
        """
        days = (last - first).days + 1
        if days <= 0:
            return 0
        weeks, rest = divmod(days, 7)
        usual = self._open_weekdays
        start = first.weekday()
        count = weeks * sum(usual) + sum((usual + usual)[start : start + rest])
        for day in self.exceptions_between(first, last):
            count += self.is_open_day(day) - usual[day.weekday()]
        return count

    def exceptions_between(self, first: date, last: date) -> tuple[date, ...]:
        """The days with an exception in `first`..`last`, in order."""
        days = self._exception_days
        return days[bisect_left(days, first) : bisect_right(days, last)]

    # Instants

    def instant(self, day: date, seconds: int, *, later: bool = True) -> datetime:
        """UTC of a wall time, `seconds` of wall clock after `day`'s midnight.

        `later` picks the second of two equal wall times (the right one for closing and due
        moments). Raises `shop.date_out_of_range` at the ends of the calendar.
        """
        key = (day, seconds if later else ~seconds)
        found = self._instants.get(key)
        if found is None:
            if len(self._instants) >= _CACHE_LIMIT:
                self._instants.clear()
            found = self._instants[key] = to_utc(_wall(day, seconds), self.tz, later=later)
        return found

    def opening_at(self, day: date) -> datetime:
        """When `day`'s first span opens, in UTC. Raises `hours.closed_day` if it stays shut."""
        return self.instant(day, self._spans_or_refuse(day)[0][0] * 60, later=False)

    def closing_at(self, day: date) -> datetime:
        """When `day`'s last span closes, in UTC. Raises `hours.closed_day` if it stays shut."""
        return self.instant(day, self.closing_minute(day) * 60)

    def closing_minute(self, day: date) -> int:
        """Closing time of `day`, in minutes. Raises `hours.closed_day` if it stays shut."""
        return self._spans_or_refuse(day)[-1][1]

    def previous_close(self, before: datetime) -> datetime:
        """The close of the last open day that closed at or before the instant `before`.

        A storm day is no open day here either: the day before it closed last.
        """
        return self.closing_at(self._last_closed_day(before))

    def closed_day_of(self, at: datetime) -> date | None:
        """The open day whose closing moment is exactly `at`; None if `at` is no close."""
        local = self.local_date(at)
        for day in (local, local - _ONE_DAY):
            if self.is_open_day(day) and self.closing_at(day) == at:
                return day
        return None

    def open_until(self, at: datetime) -> datetime | None:
        """When the span that `at` falls into closes (opening is open); None while shut."""
        today = self.local_date(at)
        for day in (today - _ONE_DAY, today):
            for opens, closes in self.spans_on(day):
                until = self.instant(day, closes * 60)
                if self.instant(day, opens * 60, later=False) <= at < until:
                    return until
        return None

    def local(self, at: datetime) -> datetime:
        """`at` in the shop's zone. A naive datetime is our own bug and raises ValueError."""
        if at.tzinfo is None:
            raise ValueError("an instant must carry its zone")
        return at.astimezone(self.tz)

    def local_date(self, at: datetime) -> date:
        """The shop's date at an instant."""
        return self.local(at).date()

    # Inner works

    @cached_property
    def _open_weekdays(self) -> tuple[bool, ...]:
        return tuple(bool(spans) or not self.hours_known for spans in self.weekly)

    @cached_property
    def _exception_days(self) -> tuple[date, ...]:
        return tuple(sorted(self.exceptions))

    def _usual_spans(self, day: date) -> tuple[Span, ...]:
        return self.weekly[day.weekday()] if self.hours_known else ((0, DAY_MINUTES),)

    def _spans_or_refuse(self, day: date) -> tuple[Span, ...]:
        spans = self.spans_on(day)
        if not spans:
            raise RuleViolation("hours.closed_day", day=day)
        return spans

    def _last_closed_day(self, before: datetime) -> date:
        today = self.local_date(before)
        for step in range(SEARCH_DAYS):
            day = _days_from(today, -step)
            if self.is_open_day(day) and self.closing_at(day) <= before:
                return day
        raise RuleViolation("hours.never_open", day=today)


def check_spans(spans: tuple[Span, ...], **facts: object) -> None:
    """Refuse hours that are empty, out of order, overlap, or last past the following midnight."""
    for opens, closes in spans:
        if not (0 <= opens < DAY_MINUTES and opens < closes <= _LATEST_CLOSE):
            raise RuleViolation("hours.invalid", field="hours", opens=opens, closes=closes, **facts)
    for (_, closes), (opens, _) in pairwise(spans):
        if opens < closes:
            raise RuleViolation("hours.invalid", field="hours", opens=opens, closes=closes, **facts)


def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises `shop.unknown_time_zone`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RuleViolation("shop.unknown_time_zone", field="time_zone", name=name[:60]) from error


def to_utc(wall: datetime, tz: ZoneInfo, *, later: bool = True) -> datetime:
    """UTC of a naive wall time in `tz`; see the module's first decision for jumps of the clock."""
    try:
        first = wall.replace(tzinfo=tz).astimezone(UTC)
        if not later:
            return first
        return max(first, wall.replace(tzinfo=tz, fold=1).astimezone(UTC))
    except OverflowError as error:
        raise RuleViolation("shop.date_out_of_range", day=wall.date()) from error


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both given."""
    for step in range((last - first).days + 1):
        yield first + timedelta(days=step)


def _wall(day: date, seconds: int) -> datetime:
    try:
        return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
    except OverflowError as error:
        raise RuleViolation("shop.date_out_of_range", day=day) from error


def _days_from(day: date, step: int) -> date:
    try:
        return day + timedelta(days=step)
    except OverflowError as error:
        raise RuleViolation("shop.date_out_of_range", day=day) from error
