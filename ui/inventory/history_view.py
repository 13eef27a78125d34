"""What happened to a copy, or to all copies of a title: newest first, and never who rented it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

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
from ui.theme import dp
from ui.widgets import ElidedLabel, Label

_SHOWN = 120


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
        at = 0
        for year, lines in groupby(found, key=_Year(calendar)):
            if at or year != calendar.local(self.desk.now()).year:
                self.body.insertWidget(at, Label(str(year), role="ink2", size=12, weight=600))
                at += 1
            for told in lines:
                self.body.insertWidget(at, self._row(told, calendar))
                at += 1

    def _row(self, told: _Told, calendar: OpeningCalendar) -> QWidget:
        day = day_words(calendar.local(told.line.at).date(), dated=True)
        what = history_words(told.line, calendar)
        said = what if self._one else f"{told.copy.barcode}: {what}"
        self.lines.append(f"{day} {said}")
        row = QWidget()
        row.setAccessibleName(f"{day}, {said}, {told.line.staff}")
        row.setFixedHeight(dp(24))
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(10))
        when = Label(day, role="ink2", size=12)
        when.setFixedWidth(dp(74))
        who = Label(told.line.staff, role="ink2", size=12)
        who.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(when)
        box.addWidget(ElidedLabel(said, size=12), 1)
        box.addWidget(who)
        return row


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
