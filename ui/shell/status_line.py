"""The status line: the OPEN sign, the open drop session, what was done last, long work."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.aloud import say_aloud
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.buttons import KeyCap, LinkButton
from ui.widgets.labels import Chip, Label
from ui.widgets.progress import ProgressLine
from ui.widgets.sign import OpenSign


class MessageLine(QWidget):
    """One line of what happened, part of it semi-bold, cut with an ellipsis where it is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._strong = ""
        self._tone = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def text(self) -> str:
        """The words."""
        return self._text

    def set(self, text: str, strong: str = "", tone: str = "") -> None:
        """Other words; ``strong`` is the part written semi-bold; ``tone`` stop, need, ok or ""."""
        self._text, self._strong, self._tone = text, strong, tone
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(QFontMetrics(face).horizontalAdvance(part) for part, face in self._parts())
        return QSize(width + 4 + (dp(22) if self._tone else 0), dp(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0.0
        if self._tone:
            icon = {"stop": "circle-x", "need": "triangle-alert"}.get(self._tone, "circle-check")
            icons.paint(painter, icon, self._tone, QRectF(0, 0, dp(15), self.height()), dp(15))
            x = dp(22)
        for part, face in self._parts():
            room = QRectF(x, 0, self.width() - x, self.height())
            if room.width() <= 4:
                return
            x += paint.text(painter, room, part, role=self._tone or "ink2", face=face)

    def _parts(self) -> list[tuple[str, QFont]]:
        at = self._text.find(self._strong) if self._strong else -1
        if at < 0:
            return [(self._text, font(12))]
        end = at + len(self._strong)
        return [
            (self._text[:at], font(12)),
            (self._strong, font(12, 600)),
            (self._text[end:], font(12)),
        ]


class StatusLine(QWidget):
    """34 px at the bottom. Signals: ``undo_clicked``, ``keys_clicked``, ``session_clicked``,
    ``notice_clicked``, ``cancelled`` (of the work shown).
    """

    undo_clicked = Signal()
    keys_clicked = Signal()
    notice_clicked = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(dp(34))
        self._sign = OpenSign(self)
        self._until = Label("", role="ink2", size=12, parent=self)
        self._session = Chip("", "accent", parent=self)
        self._session.hide()
        self._notice = Chip("", "need", parent=self)
        self._notice.hide()
        self._notice_link = LinkButton("", parent=self)
        self._notice_link.clicked.connect(self.notice_clicked)
        self._notice_link.hide()
        self.message = MessageLine(self)
        self._undo = LinkButton(self.tr("Undo"), underline="ink2", parent=self)
        self._undo.clicked.connect(self.undo_clicked)
        self._undo_key = KeyCap("Ctrl+Z", self)
        self.progress = ProgressLine(parent=self)
        self.progress.setMaximumWidth(dp(560))
        self.progress.cancelled.connect(self.cancelled)
        self.progress.hide()
        self._keys = LinkButton(self.tr("keys"), underline="", parent=self)
        self._keys.setAccessibleName(self.tr("List of keys"))
        self._keys.clicked.connect(self.keys_clicked)
        self._lay_out()
        self.set_undo(False)

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(16), 1, dp(20), 0)
        box.setSpacing(dp(16))
        for widget in (self._sign, self._until, self._notice, self._notice_link, self._session):
            box.addWidget(widget)
        said = QHBoxLayout()
        said.setSpacing(dp(5))
        said.addWidget(self.message)
        said.addWidget(self._undo)
        said.addWidget(self._undo_key)
        box.addLayout(said)
        box.addWidget(self.progress, 1)
        box.addStretch(1)
        keys = QHBoxLayout()
        keys.setSpacing(dp(16))
        keys.addWidget(KeyCap("F1", self))
        keys.addWidget(self._keys)
        box.addLayout(keys)

    def set_open(self, is_open: bool, until: str) -> None:
        """The sign and the words beside it: "until 10 pm", "opens Mon 11 am"."""
        self._sign.set_open(is_open)
        self._until.setText(until)

    def set_session(self, text: str) -> None:
        """The chip of an open drop session; empty hides it."""
        self._session.set(text, "accent")
        self._session.setVisible(bool(text))

    def set_notice(self, text: str, link: str = "") -> None:
        """Something that holds all day: "Demo shop" with a link "Your own shop"."""
        self._notice.set(text, "need")
        self._notice.setVisible(bool(text))
        self._notice_link.setText(link)
        self._notice_link.setAccessibleName(link)
        self._notice_link.setVisible(bool(link))
        self._notice_link.updateGeometry()

    def say(self, text: str, *, strong: str = "", tone: str = "", undo: bool = False) -> None:
        """Say what happened, aloud too where a screen reader listens."""
        self.message.set(text, strong, tone)
        self.set_undo(undo)
        say_aloud(self, text)

    def set_undo(self, possible: bool) -> None:
        """Offer Undo, or not."""
        self._undo.setVisible(possible)
        self._undo_key.setVisible(possible)

    def start_work(self, text: str, *, can_cancel: bool) -> None:
        """Long work takes the place of the message."""
        self.message.hide()
        self._undo.hide()
        self._undo_key.hide()
        self.progress.start(text, can_cancel=can_cancel)
        self.progress.show()

    def end_work(self) -> None:
        """The message is back."""
        self.progress.hide()
        self.message.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().color("surface"))
        painter.fillRect(0, 0, self.width(), 1, tokens().color("line"))
