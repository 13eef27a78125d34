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
        answers = QHBoxLayout()
        answers.setSpacing(dp(6))
        for button in self._buttons:
            answers.addWidget(button)
        answers.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(dp(12), dp(10), dp(12), dp(10))
        self._box.setSpacing(dp(8))
        self._box.addWidget(Banner(self.tr("Not saved yet."), icon="pencil", tone="need"), 1)
        self._box.addLayout(answers)

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return self.save, self.discard, self.stay

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words and answers on one line where there is room; where there is little the caps go:
        the keys stay, and F1 lists them.
        """
        super().resizeEvent(event)
        for button in self._buttons:
            button.set_keys_shown(True)
        wanted = sum(button.sizeHint().width() for button in self._buttons) + dp(6 * 2 + 12 * 2)
        for button in self._buttons:
            button.set_keys_shown(wanted <= self.width())
        way = QBoxLayout.Direction
        beside = wanted + dp(_WORDS) <= self.width()
        self._box.setDirection(way.LeftToRight if beside else way.TopToBottom)
