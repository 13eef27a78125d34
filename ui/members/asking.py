"""What the small forms share: an inline question, and a reason with common ones to click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.members.words import tr
from ui.theme import dp, mix, tokens
from ui.widgets import Button, Field, Label, LinkButton, TextInput, paint


class Question(QWidget):
    """One question with two answers; Esc stays, only Ctrl+Enter goes."""

    stayed = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = Label("", size=13, weight=500, wrap=True, parent=self)
        stay = Button(tr("Keep editing"), keys="Esc", parent=self)
        go = Button(tr("Discard"), keys="Ctrl+Return", parent=self)
        stay.clicked.connect(self.stayed)
        go.clicked.connect(self.accepted)
        line = QHBoxLayout(self)
        line.setContentsMargins(dp(16), dp(10), dp(10), dp(10))
        line.setSpacing(dp(8))
        line.addWidget(self._words, 1)
        line.addWidget(stay)
        line.addWidget(go)
        self.hide()

    def ask(self, text: str) -> None:
        """Shows it."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        edge = mix(t.need, t.surface, 0.3)
        paint.rounded(QPainter(self), QRectF(self.rect()), dp(10), t.surface, edge)


class ReasonField(QWidget):
    """A reason in own words, with common ones to click."""

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = TextInput(parent=self)
        self.field = Field(tr("Reason"), self.edit, parent=self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(dp(4))
        self._box.addWidget(self.field)
        self._links: list[LinkButton] = []
        self.set_reasons(reasons)

    @property
    def reason(self) -> str:
        """What stands there."""
        return " ".join(self.edit.text().split())

    def set_reasons(self, reasons: Sequence[str]) -> None:
        """Other common ones."""
        for link in self._links:
            self._box.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = [LinkButton(tr(reason)) for reason in reasons]
        for link in self._links:
            link.clicked.connect(self._clicked)
            self._box.addWidget(link)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        for link in self._links:
            if link is sender:
                self.edit.setText(link.text())
