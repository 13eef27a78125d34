"""Moments and windows of the night-drop in the shop's own words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from app.nightdrop.queries import SessionRow
from app.nightdrop.rules import Mark, MarkKind, SinceKind, Tray, WindowStart
from app.shop import settings
from app.shop.words import SHORT_MONTHS, clock_words, day_of, day_words, moment_words

_PLAIN_FOR = timedelta(days=6)


def tr(text: str) -> str:
    """Translated, for what is no widget."""
    return QCoreApplication.translate("nightdrop", text)


def moment(at: datetime, now: datetime) -> str:
    """`Sat 10 pm`; with its date where it is longer ago than the days of a week have names."""
    local = settings.calendar().local(at)
    return moment_words(local, dated=now - at > _PLAIN_FOR or at > now)


def day(at: datetime, now: datetime) -> str:
    """`Wed`, or `3 Dec` where that is longer ago: one narrow column."""
    on = day_of(settings.calendar().local(at))
    return f"{on.day} {SHORT_MONTHS[on.month - 1]}" if now - at > _PLAIN_FOR else day_words(on)


def clock(at: datetime) -> str:
    """`11:05:02`, by the shop's clock."""
    return f"{settings.calendar().local(at):%H:%M:%S}"


def window_words(since: datetime, now: datetime) -> str:
    """`Since Sat 10 pm close`; without "close" where the shop did not close then."""
    words = tr("Since {moment}").format(moment=moment(since, now))
    if settings.calendar().closed_day_of(since) is None:
        return words
    return tr("{since} close").format(since=words)


def counts_as(since: datetime, now: datetime) -> str:
    """What a window means for what lies in the box."""
    return tr("All of it counts as back {moment}.").format(moment=moment(since, now))


def why_since(window: WindowStart) -> str:
    """Where the start of a window comes from."""
    return {
        SinceKind.EMPTIED: tr("The box was last emptied then."),
        SinceKind.CLOSE: tr("No emptying is logged, so the close of the last open day counts."),
        SinceKind.LOCKED: tr("The slot is locked while the shop is open, so its close counts."),
        SinceKind.BY_HAND: tr("Set by hand."),
    }[window.kind]


def span_words(session: SessionRow) -> str:
    """`Fri 12 Dec 10 pm to Sat 13 Dec 11:05`."""
    local = settings.calendar().local
    return tr("{since} to {emptied}").format(
        since=moment_words(local(session.since_at), dated=True),
        emptied=moment_words(local(session.opened_at), dated=True),
    )


def date_and_time(at: datetime) -> tuple[date, str]:
    """A moment for the two fields in which it is edited: its day, and `10 pm`."""
    local = settings.calendar().local(at)
    if clock_words(local) == "midnight":
        return local.date(), "0:00"
    return local.date(), clock_words(local)


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|a|p)?\.?")


def parse_clock(text: str) -> int | None:
    """Minutes after midnight of `22:00`, `10 pm`, `10:30 pm`, `noon`, `midnight`; None else."""
    plain = text.strip().casefold()
    named = {"noon": 720, "midnight": 0}.get(plain)
    if named is not None:
        return named
    found = _CLOCK.fullmatch(plain)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def instant(on: date, minutes: int) -> datetime:
    """The instant of a day and a time of day in the shop."""
    return settings.calendar().instant(on, minutes * 60)


# -- marks and trays ---------------------------------------------------------------------------


def late_word(days: int) -> str:
    """`Late 1 day`, `Late 3 days`."""
    if days == 1:
        return tr("Late 1 day")
    return tr("Late {days} days").format(days=days)


def mark_word(mark: Mark) -> str:
    """`Empty case`, `Disc 2 missing`."""
    if mark.kind is MarkKind.MISSING:
        return tr("Disc {disc} missing").format(disc=mark.disc or 1)
    return tr(_MARK_WORDS[mark.kind])


def tray_word(tray: Tray) -> str:
    """What belongs in a tray."""
    return tr(_TRAYS[tray])


_MARK_WORDS = {
    MarkKind.EMPTY: "Empty case",
    MarkKind.WRONG: "Wrong disc",
    MarkKind.DAMAGED: "Damaged",
}
_TRAYS = {
    Tray.HELD: "Held",
    Tray.EMPTY_OR_WRONG: "Empty or wrong disc",
    Tray.DAMAGED: "Damaged",
    Tray.NOT_OURS: "Not ours",
    Tray.OWNER: "Owner decides",
}
