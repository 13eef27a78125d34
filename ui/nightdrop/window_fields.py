"""A window's start by hand: a day, a time of day, and what that means."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.shop import settings
from app.shop.words import day_words
from ui import messages
from ui.nightdrop.bursts import BurstInput
from ui.nightdrop.words import counts_as, date_and_time, instant, parse_clock
from ui.theme import dp
from ui.widgets import Combo, Field, Label

_DAYS_BACK = 21


class WindowFields(QWidget):
    """``changed(object)`` carries the instant, None while what stands there is none."""

    changed = Signal(object)
    scanned = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest: datetime | None = None
        self.day = Combo(name=self.tr("Day"), parent=self)
        self.day.activated.connect(self._edited)
        self.time = BurstInput(parent=self)
        self.time.textEdited.connect(self._edited)
        self.time.scanned.connect(self.scanned)
        self.time.done.connect(self.left)
        self._time_field = Field(self.tr("Time"), self.time, parent=self)
        self._words = Label("", role="ink2", size=12, wrap=True, parent=self)
        line = QHBoxLayout()
        line.setSpacing(dp(10))
        line.addWidget(Field(self.tr("Day"), self.day, parent=self), 3)
        line.addWidget(self._time_field, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(6))
        box.addLayout(line)
        box.addWidget(self._words)

    def start(self, since: datetime, latest: datetime) -> None:
        """Begins with a window's start; ``latest`` is the emptying, which it cannot pass."""
        self._latest = latest
        on, time = date_and_time(since)
        today = settings.calendar().local_date(latest)
        days = [today - timedelta(days=back) for back in range(_DAYS_BACK)]
        if on not in days:
            days.append(on)
        self.day.set_options([(day, day_words(day, dated=True)) for day in days])
        self.day.set_value(on)
        self.time.setText(time)
        self._tell()

    @property
    def latest(self) -> datetime | None:
        """The emptying, which a window cannot pass."""
        return self._latest

    @property
    def value(self) -> datetime | None:
        """The instant that stands there."""
        minutes = parse_clock(self.time.text())
        on = self.day.value
        if minutes is None or not isinstance(on, date):
            return None
        found = instant(on, minutes)
        return found if self._latest is None or found <= self._latest else None

    @Slot()
    def _edited(self, *_how: object) -> None:
        self._tell()
        self.changed.emit(self.value)

    def _tell(self) -> None:
        value = self.value
        self._time_field.clear_error()
        if value is not None and self._latest is not None:
            self._words.setText(counts_as(value, self._latest))
            return
        self._words.setText("")
        if parse_clock(self.time.text()) is None:
            self._time_field.set_error(self.tr("A time of day, such as 10 pm or 22:00."))
        else:
            self._time_field.set_error(messages.words("drop.since_in_future"))
