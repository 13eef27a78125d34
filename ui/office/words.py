"""The owner's own words: amounts, days, sizes. Rules and fees are put into words by app."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication

from app.shop import words
from app.shop.words import SHORT_MONTHS

LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def tr(text: str) -> str:
    """Translates a sentence of the office."""
    return QCoreApplication.translate("office", text)


def grouped(number: int) -> str:
    """``164,210``."""
    return f"{number:,}"


def day_text(day: date) -> str:
    """``Mon 8 Dec 2025``."""
    return words.day_words(day, dated=True, year=True)


def short_day(day: date) -> str:
    """``Fri 26 Dec``."""
    return words.day_words(day, dated=True)


def days_text(days: tuple[date, ...], *, year: bool = True) -> str:
    """``Mon 8 Dec 2025``, or ``Mon 8 to Wed 10 Dec 2025``, as short as it can be said."""
    first, last = days[0], days[-1]
    end = day_text(last) if year else short_day(last)
    if first == last:
        return end
    same = (first.year, first.month) == (last.year, last.month)
    start = f"{words.day_words(first)} {first.day}"
    if not same:
        start += f" {SHORT_MONTHS[first.month - 1]}"
    if year and first.year != last.year:
        start += f" {first.year}"
    return tr("{first} to {last}").format(first=start, last=end)


def clock_text(at: datetime | time) -> str:
    """``11:05 am``, ``6 pm``: with its half where it stands alone."""
    said = words.clock_words(at)
    return f"{said} am" if said[-1].isdigit() else said


def moment_text(local: datetime) -> str:
    """``Sat 13 Dec, 11:05 am``."""
    return f"{short_day(words.day_of(local))}, {clock_text(local)}"


def size_text(size: int) -> str:
    """``4.1 MB``."""
    amount = float(size)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"


def counted(number: int, one: str, many: str) -> str:
    """``1 fee``, ``7 fees``; both words are translated already."""
    return f"{grouped(number)} {one if number == 1 else many}"
