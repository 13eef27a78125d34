"""The foot of an owner's card: a small note with its icon, and the question asked once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.theme import dp
from ui.widgets import Label, LinkButton


class FootNote(QWidget):
    """Two grey lines beside an icon: what stays as it was."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._words = Label("", role="ink2", size=12, wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(20), 0, 0, 0)
        box.addWidget(self._words)

    def set_text(self, text: str) -> None:
        """Other words; the icon goes with them."""
        self._words.setText(text)
        self.update()

    def text(self) -> str:
        """The words."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._words.text():
            return
        size, words = dp(14), self._words
        tall = words.fontMetrics().boundingRect(
            words.rect(), int(Qt.TextFlag.TextWordWrap), words.text()
        )
        line = words.fontMetrics().height()
        box = QRectF(0, (self.height() - tall.height()) / 2, size, line)
        icons.paint(QPainter(self), self._icon, "ink2", box, size)


class Ask(QWidget):
    """A question in place of the note: amber words and one small answer. Hidden until asked."""

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", role="need", size=12.5, weight=500, wrap=True)
        self._answer = LinkButton("", role="ink", underline="ink2")
        self._answer.clicked.connect(self.answered)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(8))
        box.addWidget(self._words, 1)
        box.addWidget(self._answer, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def ask(self, question: str, answer: str = "") -> None:
        """Show the question, with one answer at its end where there is one."""
        self._words.setText(question)
        self._answer.setText(answer)
        self._answer.setVisible(bool(answer))
        self.show()

    def text(self) -> str:
        """The question, empty while nothing is asked."""
        return "" if self.isHidden() else self._words.text()
