"""The next days on which the shop is shut though it usually is open, and what that does to due
dates. All of it comes from the opening calendar; nothing is typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from app.shop.calendar import OpeningCalendar
from reports.signs.window_words import WindowWords

AHEAD = timedelta(days=92)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """Days shut in a row, the open day after them, and the minute at which it opens."""

    days: tuple[date, ...]
    back_on: date
    opens: int


def next_closing(calendar: OpeningCalendar, today: date) -> Closing | None:
    """The first closing from today on, within three months: whole, with what has passed of it.

    A weekly closed day counts where it lies between two that are not usual; none at the ends, for
    everybody knows those. Raises `hours.never_open` for a shop that stays shut.
    """
    found = [
        day for day in calendar.exceptions_between(today, today + AHEAD) if _unusual(calendar, day)
    ]
    if not found:
        return None
    first = found[0]
    day = first
    while not calendar.is_open_day(day - _DAY):
        day -= _DAY
        if _unusual(calendar, day):
            first = day
    return closing_of(calendar, first)


def closing_of(calendar: OpeningCalendar, first: date) -> Closing:
    """The closing that a shut day begins. Raises `hours.never_open`."""
    back = calendar.next_open_day(first)
    last = back - _DAY
    while last > first and not _unusual(calendar, last):
        last -= _DAY
    days = tuple(first + _DAY * step for step in range((last - first).days + 1))
    return Closing(days, back, calendar.spans_on(back)[0][0])


def due_sentence(
    calendar: OpeningCalendar, days: Sequence[date], words: WindowWords, *, slot: bool
) -> str:
    """What was due on these days is due on the next open one, as the rule of due dates has it."""
    back = {calendar.next_open_day(day) for day in days}
    if len(back) != 1:
        return ""
    day = words.back_day(days, back.pop())
    if len(days) == 1:
        said = _tr("Anything due that day is due on {day}")
    else:
        said = _tr("Anything due while we are away is due on {day}")
    if slot:
        said += _tr(", and the night-drop slot never closes")
    return said.format(day=day) + "."


def _unusual(calendar: OpeningCalendar, day: date) -> bool:
    """Shut, though its weekday is not."""
    usual = bool(calendar.weekly[day.weekday()]) or not calendar.hours_known
    return usual and not calendar.is_open_day(day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("documents", text)
