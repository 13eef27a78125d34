"""The one question that a form asks before it goes: save, discard, or go on editing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme import dp
from ui.widgets import Banner, Button, Kind

#: Answers "discard": no scanner sends it, and no hand presses it by mistake.
DISCARD_KEYS = "Ctrl+Return"


#: What the words need beside the answers.
_WORDS = 150


class UnsavedQuestion(QWidget):
    """In the foot of the panel; every answer shows its key. Enter alone answers nothing."""

    saved = Signal()
    discarded = Signal()
    stayed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save = Button(self.tr("Save"), kind=Kind.PRIMARY, keys="Ctrl+S", height=28)
        self.discard = Button(self.tr("Discard"), keys=DISCARD_KEYS, height=28)
        self.stay = Button(self.tr("Go on"), keys="Esc", height=28)
        self.stay.setAccessibleName(self.tr("Go on editing"))
        self.stay.setToolTip(self.tr("Go on editing"))
        self.save.clicked.connect(self.saved)
        self.discard.clicked.connect(self.discarded)
        self.stay.clicked.connect(self.stayed)
        self._words = QHBoxLayout()
        self._words.setSpacing(dp(8))
        self._words.addWidget(Banner(self.tr("Not saved yet."), icon="pencil", tone="need"), 1)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(dp(6))
        for button in (self.save, self.discard, self.stay):
            self._answers.addWidget(button)
        self._answers.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(dp(12), dp(10), dp(12), dp(10))
        self._box.setSpacing(dp(8))
        self._box.addLayout(self._words, 1)
        self._box.addLayout(self._answers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words and answers on one line, or on two; in a narrow panel "Go on" is beside the words,
        so that each answer keeps its key.
        """
        super().resizeEvent(event)
        answers = (self.save, self.discard, self.stay)
        wanted = sum(button.sizeHint().width() for button in answers) + dp(6 * 2 + 12 * 2)
        one_line, two_lines = wanted + dp(_WORDS) <= self.width(), wanted <= self.width()
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if one_line else way.TopToBottom)
        if two_lines:
            self._answers.insertWidget(2, self.stay)
        else:
            self._words.addWidget(self.stay)
