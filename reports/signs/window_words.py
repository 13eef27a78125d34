"""The words that window signs have of their own, and dates, hours and days as a sign says them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from reports.signs.window import Span

_NOON = 12 * 60
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class WindowWords:
    """For shops that print in another language: give other words."""

    new_release: str = "New release of the week"
    from_day: str = "From {}"
    here_now: str = "Here now"
    minutes: str = "{} minutes"
    and_others: str = "{} and others"
    on_formats: str = "on {} formats"
    night: str = "1 night"
    nights: str = "{} nights"
    open: str = "Open"
    closed: str = "Closed"
    every_day: str = "Every day"
    to: str = "to"
    and_: str = "and"
    am: str = "am"
    pm: str = "pm"
    after_hours: str = "Bringing one back after hours?"
    slot: str = "The night-drop slot never closes."
    back: str = "Back on {day} at {time}."
    theme: str = "Theme of the week"
    more: str = "and {} more"
    sale: str = "Sale"
    each: str = "each"
    from_price: str = "from"
    until: str = "until {}"
    from_date: str = "from {}"
    now_showing: str = "Now showing"
    of_five: str = "{} of 5 thumbs up"
    weekdays: tuple[str, ...] = (
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    )
    short_weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )

    def day_month(self, day: date, this_year: int | None = None) -> str:
        """16 December; with its year where that is another one."""
        year = f" {day.year}" if this_year is not None and day.year != this_year else ""
        return f"{day.day} {self.months[day.month - 1]}{year}"

    def weekday(self, day: date, *, short: bool = False) -> str:
        return (self.short_weekdays if short else self.weekdays)[day.weekday()]

    def days(self, days: Sequence[date], this_year: int | None = None) -> str:
        """Thursday 25 December; Thursday 25 and Friday 26 December; a longer row is "to"; days
        that are no row, each by its name.
        """
        days = sorted(set(days))
        if len(days) > 2 and all(b - a == timedelta(1) for a, b in pairwise(days)):
            return self._joined([days[0], days[-1]], f" {self.to} ", this_year, short=False)
        if len(days) < 3:
            return self._joined(days, f" {self.and_} ", this_year, short=False)
        first = self._joined(days[:-1], ", ", this_year, short=False, before=days[-1])
        last = self._joined(days[-1:], "", this_year, short=False)
        return f"{first} {self.and_} {last}"

    def between(self, first: date, last: date, this_year: int | None = None) -> str:
        """Sat 13 to Sat 20 December."""
        if first == last:
            return self._joined([first], "", this_year, short=True)
        return self._joined([first, last], f" {self.to} ", this_year, short=True)

    def _joined(
        self,
        days: Sequence[date],
        word: str,
        this_year: int | None,
        *,
        short: bool,
        before: date | None = None,
    ) -> str:
        """Days with the month once where it is the same, the year where it is another."""
        shown = []
        for day, after in zip(days, [*days[1:], before], strict=True):
            text = f"{self.weekday(day, short=short)} {day.day}"
            if after is None or (after.year, after.month) != (day.year, day.month):
                text += f" {self.months[day.month - 1]}"
            years = {one.year for one in days} | ({this_year} if this_year is not None else set())
            if len(years) > 1 and (after is None or after.year != day.year):
                text += f" {day.year}"
            shown.append(text)
        return word.join(shown)

    def back_day(self, days: Sequence[date], back: date) -> str:
        """Saturday; after a long time, or a week later and more, with its date."""
        day = self.weekday(back)
        if len(days) > 6 or (days and (back - max(days)).days > 6):
            day += f" {self.day_month(back)}"
        return day

    def back_line(self, days: Sequence[date], back: date, minute: int, full: bool) -> str:
        """Back on Saturday at 11 am."""
        return self.back.format(day=self.back_day(days, back), time=self.clock(minute, full))

    def clock(self, minute: int, twenty_four: bool) -> str:
        """11 am, 11:30 am; 11:00 in countries that count to 24."""
        part = hour_parts(minute, twenty_four, self)
        if twenty_four:
            return f"{part.hour}:{part.minutes or '00'}"
        figure = f"{part.hour}:{part.minutes}" if part.minutes else part.hour
        # The words stay with their figure at the end of a line.
        return f"{figure}\u00a0{part.half}"


@dataclass(frozen=True, slots=True)
class HourParts:
    """An hour as a sign sets it: figure, raised minutes (empty for a full hour), am or pm."""

    hour: str
    minutes: str
    half: str


def hour_parts(minute: int, twenty_four: bool, words: WindowWords) -> HourParts:
    """Midnight at the end of a day is 24 where the country counts to it, else 12 am."""
    past = minute % 60
    raised = f"{past:02d}" if past else ""
    if twenty_four:
        hour = minute // 60 if minute <= _DAY else (minute - _DAY) // 60
        return HourParts(str(hour), raised, "")
    within = minute % _DAY
    hour = within // 60 % 12 or 12
    return HourParts(str(hour), raised, words.am if within < _NOON else words.pm)


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Days of the week with the same hours: 0 is Monday."""

    days: tuple[int, ...]
    spans: tuple[Span, ...]

    def name(self, words: WindowWords) -> str:
        """Monday to Saturday; Saturday and Sunday; Monday, Wednesday and Friday; Every day."""
        names = [words.weekdays[day] for day in self.days]
        if len(names) == 7:
            return words.every_day
        if len(names) > 2 and self.days[-1] - self.days[0] == len(names) - 1:
            return f"{names[0]} {words.to} {names[-1]}"
        if len(names) < 2:
            return names[0]
        return f"{', '.join(names[:-1])} {words.and_} {names[-1]}"


def day_groups(week: Sequence[tuple[Span, ...]]) -> tuple[DayGroup, ...]:
    """Neighbouring days with the same hours, in week order: Monday and Wednesday alike with
    another Tuesday between stay three groups, for a sign that jumps about misleads.
    """
    found: list[DayGroup] = []
    for day, spans in enumerate(week):
        if found and found[-1].spans == spans:
            found[-1] = DayGroup((*found[-1].days, day), spans)
        else:
            found.append(DayGroup((day,), spans))
    return tuple(found)
