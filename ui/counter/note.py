"""What stands over the visit: the account's note, and a question that waits for an answer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.members.queries import Account
from app.shop import settings
from ui import icons
from ui.aloud import say_aloud
from ui.counter.reasons import Framed
from ui.counter.words import short_date, tr
from ui.theme import dp, font, tokens
from ui.widgets import Button, Label, Spoken, paint


class NoteBanner(Spoken):
    """The note of an account on one line; the whole note is its tooltip. Grey on purpose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._text, self._who = "", ""
        self.setFixedHeight(dp(36))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_note(self, account: Account | None, today: date) -> None:
        """Shows an account's note; without one it takes no room."""
        before, self._text = self._text, " ".join(account.note.split()) if account else ""
        self.setVisible(bool(self._text))
        if account is None or not self._text:
            return
        parts = [account.note_by] if account.note_by else []
        if account.note_at is not None:
            parts.append(short_date(settings.calendar().local_date(account.note_at), today))
        self._who = ", ".join(parts)
        self.setToolTip(account.note)
        self.say(tr("Note: {text}").format(text=self._text), self._who)
        if self._text != before:
            say_aloud(self, self.accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter, box = tokens(), QPainter(self), QRectF(self.rect())
        paint.rounded(painter, box, dp(9), t.sunk)
        size = dp(16)
        spot = QRectF(dp(20), 0, size, box.height())
        icons.paint(painter, "sticky-note", "ink2", spot, size)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        right = box.adjusted(0, 0, -dp(20), 0)
        face = font(12, tabular=True)
        width = paint.text(painter, right, self._who, role="ink2", face=face, align=align)
        words = box.adjusted(dp(48), 0, -dp(32) - width, 0)
        paint.text(painter, words, self._text, face=font(13))


class Question(Framed):
    """One question with two answers; Esc stays, only Ctrl+Enter goes."""

    stayed = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("need", parent)
        self._words = Label("", size=13, weight=500, wrap=True, parent=self)
        self._stay = Button("", keys="Esc", parent=self)
        self._go = Button("", keys="Ctrl+Return", parent=self)
        self._stay.clicked.connect(self.stayed)
        self._go.clicked.connect(self.accepted)
        line = QHBoxLayout(self)
        line.setContentsMargins(dp(16), dp(10), dp(10), dp(10))
        line.setSpacing(dp(8))
        line.addWidget(self._words, 1)
        line.addWidget(self._stay)
        line.addWidget(self._go)
        self.hide()

    def ask(self, words: str, stay: str, go: str) -> None:
        """Shows it."""
        self._words.setText(words)
        self._stay.setText(stay)
        self._go.setText(go)
        self.setAccessibleName(words)
        self.show()
        choices = tr("Esc: {stay}. Ctrl+Enter: {go}.").format(stay=stay, go=go)
        say_aloud(self, f"{words} {choices}")
