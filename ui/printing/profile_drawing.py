"""The calibration sheet with its four readings, and where print falls with and without them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.printing.rules import PAPERS_MM, Effect, Reading
from ui.printing.stock_words import tr
from ui.theme import dp, font, tokens
from ui.widgets import paint

_TIMES = 10.0
_CROSS = 25.0
_LOUPE = 9.0  # pixels to the millimetre


class CalibrationView(QWidget):
    """The sheet to scale; each cross is drawn ten times as far off as it was printed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = Reading("letter", 25.0, 25.0, 25.0, 25.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_reading(self, reading: Reading) -> None:
        """Other numbers."""
        self._reading = reading
        self.setAccessibleName(
            tr(
                "Calibration sheet: left {left}, top {top}, right {right}, bottom {bottom} mm"
            ).format(left=reading.left, top=reading.top, right=reading.right, bottom=reading.bottom)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(176), dp(224))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(120), dp(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        width, height = PAPERS_MM[self._reading.paper]
        scale = min((self.width() - 2) / width, (self.height() - 2) / height)
        page = QRectF(1, 1, width * scale, height * scale)
        paint.rounded(painter, page, 2, t.surface, t.ink3)
        r = self._reading
        first = QPointF((r.left - _CROSS) * _TIMES * scale, (r.top - _CROSS) * _TIMES * scale)
        last = QPointF((_CROSS - r.right) * _TIMES * scale, (_CROSS - r.bottom) * _TIMES * scale)
        near = QPointF(page.left() + _CROSS * scale, page.top() + _CROSS * scale)
        far = QPointF(page.right() - _CROSS * scale, page.bottom() - _CROSS * scale)
        for place, off in (
            (near, first),
            (QPointF(far.x(), near.y()), QPointF(last.x(), first.y())),
            (QPointF(near.x(), far.y()), QPointF(first.x(), last.y())),
            (far, last),
        ):
            self._cross(painter, place, t.color("ink3"), dotted=True)
            self._cross(painter, place + off, t.color("accent"), dotted=False)
        self._marks(painter, page, near, far)
        words = tr("shift drawn \u00d7 10")
        room = QRectF(page.left(), page.center().y() - dp(9), page.width(), dp(18))
        painter.setFont(font(11))
        painter.setPen(t.color("ink2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _cross(self, painter: QPainter, at: QPointF, color: QColor, *, dotted: bool) -> None:
        pen = QPen(color, 1.0 if dotted else 1.4)
        if dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        arm = dp(8)
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
        painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))
        painter.drawEllipse(at, dp(4), dp(4))

    def _marks(self, painter: QPainter, page: QRectF, near: QPointF, far: QPointF) -> None:
        """The four rulers' numbers, white in black discs."""
        places = (
            QPointF(page.left() + dp(9), near.y() + dp(16)),
            QPointF(near.x() + dp(20), page.top() + dp(10)),
            QPointF(page.right() - dp(9), far.y() - dp(16)),
            QPointF(far.x() - dp(20), page.bottom() - dp(10)),
        )
        for number, place in enumerate(places, 1):
            disc(painter, place, number)


def disc(painter: QPainter, middle: QPointF, number: int) -> None:
    """The number of a reading."""
    t = tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(t.color("ink"))
    painter.drawEllipse(middle, dp(8), dp(8))
    painter.setFont(font(11, 700))
    painter.setPen(t.color("surface"))
    room = QRectF(middle.x() - dp(8), middle.y() - dp(8), dp(16), dp(16))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))


class LoupeView(QWidget):
    """The corner of the first or the last label, nine pixels to the millimetre, as it comes and
    with the profile.
    """

    def __init__(self, *, last: bool, corrected: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last, self._corrected = last, corrected
        self._right = self._down = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_effect(self, effect: Effect, paper: str) -> None:
        """Where print falls there, in millimetres right and down of where it belongs."""
        self._right, self._down = -effect.right, -effect.down
        if self._last:
            width, height = PAPERS_MM[paper]
            # What the profile makes wider was printed too narrow.
            self._right += (width - 2 * _CROSS) * (1 / effect.wider - 1)
            self._down += (height - 2 * _CROSS) * (1 / effect.higher - 1)
        if self._corrected:
            self._right = self._down = 0.0
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        """`0.7 right, 0.8 low`, or `on the spot`."""
        return off_words(self._right, self._down)

    def sizeHint(self) -> QSize:
        return QSize(dp(160), dp(118))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(90), dp(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        frame = QRectF(self.rect())
        paint.rounded(painter, frame, dp(8), t.sunk)
        painter.setClipRect(frame)
        unit = _LOUPE
        corner = QPointF(dp(28), dp(26))
        size = QPointF(self.width() * 1.2, self.height() * 1.2)
        label = QRectF(corner, corner + size)
        off = QPointF(self._right * unit, self._down * unit)
        if self._last:
            label.moveBottomRight(QPointF(self.width() - dp(28), self.height() - dp(26)))
        paint.rounded(painter, label, dp(7), t.surface, t.ink3)
        on_spot = abs(self._right) < 0.05 and abs(self._down) < 0.05
        color = t.color("ok" if on_spot else "accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.color("ink3"), 1, Qt.PenStyle.DotLine))
        inner = label.adjusted(dp(8), dp(8), -dp(8), -dp(8))
        painter.drawRect(inner)
        painter.setPen(QPen(color, 1.6))
        painter.drawRect(inner.translated(off))
        painter.setClipping(False)
        role = "ok" if on_spot else "accent_text"
        room = QRectF(dp(8), dp(4), self.width() - dp(16), dp(18))
        if self._last:
            room.moveBottom(self.height() - dp(4))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        paint.text(painter, room, self.words(), role=role, face=font(12, 600), align=align)


def off_words(right: float, down: float) -> str:
    """How far print falls from where it belongs, in millimetres."""
    parts = []
    if abs(right) >= 0.05:
        name = tr("{n} right") if right > 0 else tr("{n} left")
        parts.append(name.format(n=f"{abs(right):.1f}"))
    if abs(down) >= 0.05:
        name = tr("{n} low") if down > 0 else tr("{n} high")
        parts.append(name.format(n=f"{abs(down):.1f}"))
    return ", ".join(parts) if parts else tr("on the spot")
