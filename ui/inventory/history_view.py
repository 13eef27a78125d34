"""What happened to a copy, or to all copies of a title: newest first, and never who rented it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.catalog import copy_history
from app.catalog.copy_history import Change, HistoryLine
from app.catalog.models import CopyState, Purpose
from app.catalog.title_detail import CopyDetail, TitleDetail
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from app.shop.words import SHORT_MONTHS, day_words
from ui.desk import Desk
from ui.inventory.form_base import FormPage, money_text
from ui.tasks import Cancelled, Report
from ui.theme import dp, font
from ui.widgets import Label
from ui.widgets.paint import text

_SHOWN = 300
_PITCH = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

#: Day, what, by whom.
Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    copy: CopyDetail
    line: HistoryLine


class HistoryView(FormPage):
    """Reads on the worker; a line is day, what, and by whom of the staff."""

    def __init__(
        self,
        desk: Desk,
        detail: TitleDetail,
        copies: Sequence[CopyDetail],
        *,
        one: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        name = detail.name
        if one and copies:
            name = self.tr("{barcode}, {title}").format(
                barcode=copies[0].barcode, title=detail.name
            )
        super().__init__(desk, self.tr("History of {what}").format(what=name), parent=parent)
        self._one = one
        self.save_button.hide()
        self.body.setSpacing(0)
        self.lines: list[str] = []
        self._wait = Label(self.tr("Looking…"), role="ink2", size=12)
        self.body.addWidget(self._wait)
        self._lines = HistoryLines()
        self.body.addWidget(self._lines)
        self.body.addStretch(1)
        wanted = list(copies)

        def read(report: Report, stop: Cancelled) -> list[_Told]:
            found = [
                _Told(copy, line) for copy in wanted for line in copy_history.copy_history(copy.id)
            ]
            return sorted(found, key=_when, reverse=True)[:_SHOWN]

        desk.read(read, done=self._show, owner=self)

    def take_focus(self) -> None:
        self.cancel.setFocus()

    def save(self) -> bool:
        self.closed.emit()
        return True

    def _show(self, found: list[_Told]) -> None:
        self._wait.setVisible(not found)
        self._wait.setText(self.tr("Nothing has happened to it yet."))
        calendar = settings.calendar()
        lines: list[Line] = []
        this_year = calendar.local(self.desk.now()).year
        for year, group in groupby(found, key=_Year(calendar)):
            if lines or year != this_year:
                lines.append((str(year), "", ""))
            lines += [self._line(told, calendar) for told in group]
        self._lines.set_lines(lines)

    def _line(self, told: _Told, calendar: OpeningCalendar) -> Line:
        day = day_words(calendar.local(told.line.at).date(), dated=True)
        what = history_words(told.line, calendar)
        said = what if self._one else f"{told.copy.barcode}: {what}"
        self.lines.append(f"{day} {said}")
        return day, said, told.line.staff


class HistoryLines(QWidget):
    """Painted: a day, what happened, who did it; a line with a year alone is a heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: list[Line]) -> None:
        """Other lines."""
        self._lines = lines
        self.setAccessibleName(". ".join(" ".join(line).strip() for line in lines[:40]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(200), len(self._lines) * dp(_PITCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        first = event.rect().top() // dp(_PITCH)
        last = event.rect().bottom() // dp(_PITCH)
        for at, (day, said, who) in enumerate(self._lines[first : last + 1], start=first):
            box = QRectF(0, at * dp(_PITCH), self.width(), dp(_PITCH))
            weight = 400 if said else 600
            text(painter, box, day, role="ink2", face=font(12, weight))
            used = text(painter, box, who, role="ink2", face=font(12), align=_RIGHT)
            place = box.adjusted(dp(84), 0, -used - dp(8), 0)
            text(painter, place, said, face=font(12))


def history_words(line: HistoryLine, calendar: OpeningCalendar) -> str:
    """`Rented`, `Back, 2 days late`, `In repair`, `Moved from Drama to Foreign`."""
    if line.kind == "added":
        return _tr("Came into the stock")
    if line.kind == "rented":
        return _tr("Rented")
    if line.kind == "returned":
        late = line.late_days or 0
        if not late:
            return _tr("Back, on time")
        return _tr("Back, 1 day late") if late == 1 else _tr("Back, {n} days late").format(n=late)
    return ", ".join(change_words(change, calendar) for change in line.changes)


def change_words(change: Change, calendar: OpeningCalendar) -> str:
    """One field that was changed."""
    before, after = change.before, change.after
    if change.field == "state":
        return _STATES.get(str(after), str(after))
    if change.field == "section":
        return _tr("Moved from {a} to {b}").format(a=before or "–", b=after or "–")
    if change.field == "purpose":
        return _PURPOSES.get(str(after), str(after))
    if change.field in ("sale_cents", "replacement_cents", "cost_cents"):
        name = _FIELDS[change.field]
        return f"{name} {_money(before)} → {_money(after)}"
    name = _FIELDS.get(change.field, change.field.replace("_", " "))
    return f"{name} {_shown(before, calendar)} → {_shown(after, calendar)}"


_STATES = {
    CopyState.IN.value: "On the shelf",
    CopyState.OUT.value: "Out",
    CopyState.HELD.value: "Put aside",
    CopyState.REPAIR.value: "In repair",
    CopyState.DAMAGED.value: "Damaged",
    CopyState.MISSING.value: "Missing",
    CopyState.SOLD.value: "Sold",
    CopyState.RETIRED.value: "Retired",
}
_PURPOSES = {
    Purpose.RENTAL.value: "To rent",
    Purpose.SALE.value: "For sale",
    Purpose.DISPLAY.value: "On display",
}
_FIELDS = {
    "sale_cents": "Price",
    "replacement_cents": "If lost",
    "cost_cents": "Cost",
    "condition": "Condition",
    "rental_class": "Rents under",
    "barcode": "Barcode",
    "note": "Note",
    "state_note": "Note",
}


def _money(cents: Any) -> str:
    return money_text(cents) if isinstance(cents, int) else "–"


def _shown(value: Any, calendar: OpeningCalendar) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, datetime):
        return day_words(calendar.local(value).date(), dated=True)
    if isinstance(value, date):
        return f"{value.day} {SHORT_MONTHS[value.month - 1]} {value.year}"
    return str(value)


class _Year:
    """The shop's year of a line."""

    def __init__(self, calendar: OpeningCalendar) -> None:
        self._calendar = calendar

    def __call__(self, told: _Told) -> int:
        return self._calendar.local(told.line.at).year


def _when(told: _Told) -> datetime:
    return told.line.at


def _tr(text: str) -> str:
    return QCoreApplication.translate("history", text)
