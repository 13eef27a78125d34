"""The banner of an open session: its window in words first, and to scale."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.nightdrop.queries import SessionRow
from app.shop import settings
from app.shop.calendar import each_day
from ui import icons
from ui.nightdrop.words import counts_as, moment, window_words
from ui.theme import dp, font, tokens
from ui.widgets import Button, ElidedLabel, Label, PaintedButton, paint


class WindowStrip(QWidget):
    """The window to scale: full dot = the effective return, hatch = closed days, ring = emptied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closed: list[tuple[float, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_window(self, since: datetime, emptied: datetime) -> None:
        """The window of a session."""
        self._closed = closed_shares(since, emptied)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(143), dp(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        y = self.height() / 2
        left, right = dp(6), self.width() - dp(6)
        for start, end in self._closed:
            x = left + (right - left) * start
            box = QRectF(x, 1, (right - left) * (end - start), self.height() - 2)
            paint.hatch(painter, box, "accent_line", dp(5))
        painter.setPen(QPen(t.color("accent"), 2.5))
        painter.drawLine(QPointF(left, y), QPointF(right - dp(5), y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.color("accent"))
        painter.drawEllipse(QPointF(left, y), dp(6), dp(6))
        painter.setPen(QPen(t.color("accent"), 2))
        painter.setBrush(t.color("surface"))
        painter.drawEllipse(QPointF(right, y), dp(4), dp(4))


def closed_shares(since: datetime, emptied: datetime) -> list[tuple[float, float]]:
    """Where in a window the shop's closed days lie, as shares of it from 0 to 1.

    A window of more than 60 days (a box nobody emptied) is not hatched.
    """
    length = (emptied - since).total_seconds()
    if length <= 0 or emptied - since > timedelta(days=60):
        return []
    calendar = settings.calendar()
    found = []
    for day in each_day(calendar.local_date(since), calendar.local_date(emptied)):
        if calendar.is_open_day(day):
            continue
        start = (calendar.instant(day, 0) - since).total_seconds() / length
        end = (calendar.instant(day + timedelta(days=1), 0) - since).total_seconds() / length
        if max(start, 0.0) < min(end, 1.0):
            found.append((max(start, 0.0), min(end, 1.0)))
    return found


class _WindowWords(PaintedButton):
    """The window in words; a button while it may still be changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._changeable = False

    def set_words(self, words: str, *, changeable: bool) -> None:
        self.setText(words)
        self._changeable = changeable
        self.setEnabled(changeable)
        name = self.tr("{window}. Change the window").format(window=words)
        self.setAccessibleName(name if changeable else words)
        self.setToolTip(self.tr("Change the window") if changeable else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        from PySide6.QtGui import QFontMetrics

        wide = QFontMetrics(font(15, 600)).horizontalAdvance(self.text())
        return QSize(wide + (dp(24) if self._changeable else 2), dp(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        wide = paint.text(painter, box, self.text(), face=font(15, 600), elide=False)
        if not self._changeable:
            return
        icon = QRectF(wide + dp(7), 0, dp(15), box.height())
        icons.paint(painter, "pencil", "accent_text" if self.underMouse() else "ink2", icon, dp(15))


class SessionBanner(QWidget):
    """Stands on top all the time a session is open. ``change_asked`` before the first scan."""

    change_asked = Signal()

    def __init__(self, counter: QAction, close: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self._words = _WindowWords(self)
        self._words.clicked.connect(self.change_asked)
        self._detail = ElidedLabel("", role="ink2", size=12.5, parent=self)
        self._since = Label("", role="ink2", size=12, parent=self)
        self._strip = WindowStrip(self)
        self._emptied = Label("", role="ink2", size=12, parent=self)
        self.buttons = [
            Button.for_action(counter, height=36, parent=self),
            Button.for_action(close, height=36, parent=self),
        ]
        self._full = tuple(button.text() for button in self.buttons)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(dp(52), 0, dp(10), 0)
        self._box.setSpacing(dp(12))
        self._box.addWidget(self._words)
        self._box.addStretch()
        self._box.addWidget(self._detail, 1)
        for widget in (self._since, self._strip, self._emptied):
            self._box.addWidget(widget)
        self._box.addSpacing(dp(12))
        for button in self.buttons:
            self._box.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_compact(False)

    def show_session(self, session: SessionRow, now: datetime, *, changeable: bool) -> None:
        """The window of a session; ``changeable`` until the first case is scanned."""
        words = window_words(session.since_at, now)
        self._words.set_words(words, changeable=changeable)
        said = self.tr("{box}. {counts}").format(
            box=session.box, counts=counts_as(session.since_at, now)
        )
        self._detail.setText(said)
        self.setToolTip(said if self._detail.isHidden() else "")
        since, emptied = moment(session.since_at, now), moment(session.opened_at, now)
        self._since.setText(since)
        self._emptied.setText(self.tr("emptied {moment}").format(moment=emptied))
        self._strip.set_window(session.since_at, session.opened_at)
        self._strip.setAccessibleName(f"{since}, {self._emptied.text()}")
        self.setAccessibleName(f"{words}. {said}")

    def set_compact(self, compact: bool) -> None:
        """Without the strip, for 1280 x 720."""
        self._compact = compact
        for widget in (self._since, self._strip, self._emptied):
            widget.setVisible(not compact)
        self.setFixedHeight(dp(48 if compact else 56))

    def set_short(self, short: bool) -> None:
        """Large text: the window and two words; the rest is a tool tip, the keys are in F1."""
        self._detail.setVisible(not short)
        words = (self.tr("Counter"), self.tr("Close…")) if short else self._full
        for button, text in zip(self.buttons, words, strict=True):
            button.set_keys_shown(not short)
            button.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, dp(12), "accent_soft")
        size = dp(20)
        place = QRectF(dp(20), 0, size, box.height())
        icons.paint(painter, "moon-star", "accent", place, size)
