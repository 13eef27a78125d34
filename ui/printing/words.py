"""What the print screen says of documents, printers and profiles."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.printing.queries import Profile
from app.printing.rules import effect
from app.shop import settings, words
from ui.printing.lines import Line, Place, Tray
from ui.printing.spooler import Printer

_NOTHING = 0.05  # of a millimetre: less than a printer's own play


def state(line: Line, now: datetime) -> tuple[str, str, str]:
    """(mark, tone, words) of a document in the tray: why it waits."""
    if line.problem:
        return "cross", "stop", line.problem
    item, count, total = line.item, len(line.keys), len(line.gathered.pieces)
    if item.printed_at is None:
        return "plus", "ink2", _tr("not printed yet")
    since = day(item.printed_at, now)
    if item.again or count == total == 0:
        return "plus", "ink2", _tr("printed {since}, once more").format(since=since)
    if count == 0:
        return "plus", "ink2", _tr("nothing changed since {since}").format(since=since)
    if not any(key in item.printed_parts for key in line.keys):
        return "plus", "ink2", _tr("{count:,} new since {since}").format(count=count, since=since)
    if total == 1:
        return "diamond", "need", _tr("changed since {since}").format(since=since)
    changed = _tr("{count:,} of {total:,} changed since {since}")
    return "diamond", "need", changed.format(count=count, total=total, since=since)


def day(at: datetime, now: datetime) -> str:
    """ "Sat 6 Dec"; of today the time, "today 11:02"."""
    calendar = settings.calendar()
    local, today = calendar.local(at), calendar.local(now).date()
    if local.date() == today:
        return _tr("today {time}").format(time=words.clock_words(local))
    far = abs((today - local.date()).days) > 300
    return words.day_words(local.date(), dated=True, year=far)


def moment(at: datetime, now: datetime) -> str:
    """When something was printed: "today 11:01", "Fri 10:09 pm", "Sat 6 Dec"."""
    calendar = settings.calendar()
    local, today = calendar.local(at), calendar.local(now)
    if local.date() == today.date():
        return day(at, now)
    if (today.date() - local.date()).days < 7:
        return words.moment_words(local)
    return day(at, now)


def waiting(tray: Tray) -> str:
    """ "6 documents, 7 sheets" in the head of the tray."""
    documents = len(tray.lines)
    if not documents:
        return _tr("nothing")
    what = _tr("one document") if documents == 1 else _tr("{n} documents").format(n=documents)
    return f"{what}, {sheets(sum(_sheets_of(line, tray) for line in tray.lines))}"


def _sheets_of(line: Line, tray: Tray) -> int:
    """How many sheets a document takes, the begun one counted."""
    per_sheet = line.sheet.per_sheet if line.sheet is not None else 1
    copies = line.item.set_up.copies
    pieces = len(line.keys) * copies
    if line.sheet is None or line.sheet.labels is None:
        return -(-len(line.keys) // line.document.per_page) * line.document.pages_each * copies
    gone = len(tray.used_at(line.place)) if per_sheet > 1 else 0
    return -(-(pieces + gone) // per_sheet) if pieces else 0


def feed(printer: Printer | None, place: Place) -> str:
    """ "Laser, manual feed"."""
    name = spoken(printer.name if printer is not None else place[1])
    if not name:
        return _tr("no printer")
    text = printer.feed(place[2]).text if printer is not None else place[2]
    return f"{name}, {text}" if text else name


def spoken(printer: str) -> str:
    """A printer's name as a person reads it: print systems write spaces as underscores."""
    return printer.replace("_", " ")


def trouble(printer: Printer | None, place: Place, known: bool) -> str:
    """ "Wide inkjet is off", "Laser is gone", or nothing while all is well."""
    if not known:
        return ""
    if printer is None:
        return (
            _tr("{name} is gone").format(name=spoken(place[1])) if place[1] else _tr("no printer")
        )
    return _tr("{name} is off").format(name=spoken(printer.name)) if printer.off else ""


def profile(found: Profile | None) -> str:
    """ "0.7 left, 0.8 down, creep 0.6 mm"."""
    if found is None:
        return _tr("not measured, prints as it comes")
    shown = effect(found.reading)
    parts = []
    for value, more, less in (
        (shown.right, _tr("right"), _tr("left")),
        (shown.down, _tr("down"), _tr("up")),
    ):
        if abs(value) >= _NOTHING:
            parts.append(f"{abs(value):.1f} {more if value > 0 else less}")
    if abs(shown.creep_mm) >= _NOTHING:
        parts.append(_tr("creep {mm:.1f}").format(mm=abs(shown.creep_mm)))
    return f"{', '.join(parts)} mm" if parts else _tr("prints true")


def sheets(count: int) -> str:
    """ "one sheet", "2 sheets"."""
    return _tr("one sheet") if count == 1 else _tr("{n:,} sheets").format(n=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
