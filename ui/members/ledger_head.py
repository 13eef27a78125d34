"""Over the ledger: its name (or tabs, in a narrow window), a note, the day it is looked at."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.members.words import day_words, read_day, tr
from ui.theme import dp
from ui.widgets import KeyCap, Label, LinkButton, Segmented, TextInput

LEDGER, WHAT_IF = "ledger", "what_if"


class LedgerHead(QWidget):
    """``tab_chosen(str)``, ``mend_wanted``; ``day_chosen(object)``: a ``date``, None for now."""

    tab_chosen = Signal(str)
    mend_wanted = Signal()
    day_chosen = Signal(object)

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._day: date | None = None
        self._heading = Label(tr("Ledger"), size=14, weight=600, parent=self)
        self.tabs = Segmented(
            [(LEDGER, tr("Ledger")), (WHAT_IF, tr("What if"))],
            name=tr("Ledger, or what all would come to"),
            height=26,
            parent=self,
        )
        self.tabs.chosen.connect(self.tab_chosen)
        self.tabs.hide()
        self._note = Label("", role="ink2", size=12, tabular=True, parent=self)
        self.day = _DayField(self)
        self.day.entered.connect(self._day_entered)
        self.day.given_up.connect(self.leave_day)
        self.day.hide()
        self._link = LinkButton(tr("Waive or correct a line"), underline="line", parent=self)
        self._link.clicked.connect(self.mend_wanted)
        self._cap = KeyCap("Ctrl+R", self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, gap, 0)
        line.setSpacing(dp(9))
        line.addWidget(self._heading)
        line.addWidget(self.tabs)
        line.addWidget(self._note, 1)
        line.addWidget(self.day)
        line.addWidget(self._link)
        line.addWidget(self._cap)

    @property
    def as_of(self) -> date | None:
        """The day whose evening is shown; None for now."""
        return self._day

    def show_note(self, note: str, today: date, *, some: bool) -> None:
        """What stands behind the name; ``some``: whether there are lines to mend."""
        self._today = today
        self._note.setText(note)
        mend = some and self._day is None and self.tabs.current == LEDGER
        self._link.setVisible(mend)
        self._cap.setVisible(mend)

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the side column is a tab here."""
        self._heading.setVisible(not narrow)
        self.tabs.setVisible(narrow)
        if not narrow:
            self.tabs.set_current(LEDGER)

    def ask_day(self) -> None:
        """Ctrl+Y: the field for the day."""
        self.day.setText(day_words(self._day or self._today))
        self.day.show()
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.day.selectAll()

    @Slot()
    def leave_day(self) -> None:
        """Back to now."""
        self.day.hide()
        self.day.set_invalid(False)
        self._set_day(None)

    @Slot()
    def _day_entered(self) -> None:
        try:
            day = read_day(self.day.text(), self._today)
        except ValueError:
            self.day.set_invalid(True)
            return
        self.day.set_invalid(False)
        if day is None or day >= self._today:
            self.leave_day()
        else:
            self._set_day(day)

    def _set_day(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self.day_chosen.emit(day)


class _DayField(TextInput):
    """``given_up`` for Esc."""

    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(placeholder=tr("4 Mar 2025"), height=26, enter_moves=False, parent=parent)
        self.setAccessibleName(tr("Ledger as it stood on this day"))
        self.setFixedWidth(dp(118))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
