"""Small parts of "Try it": hours to choose from, why a due day moved, the sentence at the foot."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rentals.rules import DueKind
from app.shop.calendar import OpeningCalendar, each_day
from app.shop.words import LONG_DAYS, SHORT_MONTHS, listed
from ui import icons
from ui.office.trial import Trial
from ui.office.words import tr
from ui.theme import dp
from ui.widgets import Label, paint

_HOURS = range(6, 25)


def hours() -> list[tuple[object, str]]:
    """The full hours of a day with their words, as a list offers them."""
    made: list[tuple[object, str]] = []
    for hour in _HOURS:
        if hour == 24:
            words = tr("midnight")
        elif hour == 12:
            words = tr("noon")
        else:
            words = f"{hour} am" if hour < 12 else f"{hour - 12} pm"
        made.append((hour * 60, words))
    return made


def due_reason(found: Trial, started_on: date, calendar: OpeningCalendar) -> str:
    """``15 Dec; Sunday we are closed``: the date, and the closed days it moved over."""
    on = found.due_on
    words = f"{on.day} {SHORT_MONTHS[on.month - 1]}"
    if found.terms.due_kind is DueKind.TO_THE_HOUR or found.terms.period_nights is None:
        return words
    promised = started_on + timedelta(days=found.terms.period_nights)
    skipped = [day for day in each_day(promised, on) if day < on and not calendar.is_open_day(day)]
    if not skipped or len(skipped) > 3:
        return words
    names = list(dict.fromkeys(LONG_DAYS[day.weekday()] for day in skipped))
    return tr("{date}; {days} we are closed").format(date=words, days=listed(names))


class Hatch(QWidget):
    """The sample of the hatch in the key of the chart."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(dp(16), dp(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.hatch(QPainter(self), QRectF(self.rect()), "ink3", dp(5))


class FeeSentence(QWidget):
    """The foot: the sentence as it would stand on the receipt, up to two lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Label("", size=13, wrap=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(42), dp(6), dp(16), dp(6))
        box.addWidget(self._label)
        self.setFixedHeight(dp(44))

    @property
    def text(self) -> str:
        return self._label.text()

    def set_text(self, text: str) -> None:
        self._label.setText(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(400), dp(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = dp(16)
        box = QRectF(dp(16), 0, size, self.height())
        icons.paint(QPainter(self), "receipt-text", "ink2", box, size)
