"""Small words of the board's screen: when a thumb came, what a film is, what its verdicts say."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from app.board.queries import Entry, Review, Verdict
from app.board.rules import average_words
from app.shop import settings
from app.shop.words import clock_words, day_words, listed


def tr(text: str) -> str:
    """Words of the board's screen."""
    return QCoreApplication.translate("board", text)


def when(at: datetime, now: datetime) -> str:
    """`Today, 11:02`, `Sat 6 Dec`, `Sat 6 Dec 2024`, in the shop's zone."""
    calendar = settings.calendar()
    local, today = calendar.local(at), calendar.local_date(now)
    if local.date() == today:
        return tr("Today, {time}").format(time=clock_words(local))
    return day(local.date(), today)


def since(at: datetime, now: datetime) -> str:
    """`Up since Sat 6 Dec`, `Up since today, 11:05`."""
    words = when(at, now)
    if settings.calendar().local_date(at) == settings.calendar().local_date(now):
        words = words[:1].lower() + words[1:]
    return tr("Up since {day}").format(day=words)


def day(on: date, today: date) -> str:
    """`Sat 6 Dec`, with the year where it is another one."""
    return day_words(on, dated=True, year=on.year != today.year)


def made_by(entry: Entry) -> str:
    """`2013, Spike Jonze`."""
    directors = listed(list(entry.directors))
    year = "" if entry.year is None else str(entry.year)
    return ", ".join(part for part in (year, directors) if part)


def facts(entry: Entry) -> str:
    """`R, 126 min`; where the shop has no copy, that it is only in theatres."""
    if entry.title_id is None:
        return tr("Not in the catalogue")
    minutes = "" if entry.runtime_minutes is None else tr("{n} min").format(n=entry.runtime_minutes)
    return ", ".join(part for part in (entry.certificate, minutes) if part)


def copies(entry: Entry) -> tuple[str, str]:
    """What is on the shelf and its tone: `2 of 3 in`."""
    if not entry.copies:
        return "", ""
    words = tr("{n} of {all} in").format(n=entry.copies_in, all=entry.copies)
    return words, "ok" if entry.copies_in else "need"


def thumbs(entry: Entry) -> str:
    """`4 of 5 thumbs`."""
    if not entry.count:
        return tr("No thumb yet")
    return tr("{n} of 5 thumbs").format(n=entry.count)


def average(verdict: Verdict | None, *, short: bool = False) -> str:
    """`Average 4.5 over 2 verdicts`, in `short` without the count; nothing while there is only
    the one that hangs.
    """
    if verdict is None or verdict.count < 2:
        return ""
    words = tr("Average {average}") if short else tr("Average {average} over {n} verdicts")
    return words.format(average=average_words(verdict.average), n=verdict.count)


def said_by(review: Review, today: date, *, short: bool = False) -> str:
    """`Film teacher, film club, Thu 11 Dec`; in `short` without the place."""
    on = tr("today") if review.on_date == today else day(review.on_date, today)
    return ", ".join(part for part in (review.author, "" if short else review.source, on) if part)
