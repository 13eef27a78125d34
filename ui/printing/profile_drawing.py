"""The calibration sheet with its four readings, and where print falls with and without them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.printing.rules import PAPERS_MM, Effect, Reading
from ui.board.letters import FAMILY, load_letters
from ui.printing.stock_words import tr
from ui.theme import dp, font, tokens
from ui.widgets import paint

_TIMES = 10.0
_CROSS = 25.0
_LOUPE = 9.0  # pixels to the millimetre
_LEAST_WORDS = 150
_TITLE = "HER"
# Bars and spaces from the right, as wide as they stand on a card under the loupe.
_BARS = (3, 2, 2, 5, 3, 3, 2, 2, 5, 3, 2, 5, 3, 2, 2, 3, 5, 2, 2, 3, 3, 5, 2)


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
        return QSize(dp(176), dp(228))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(110), dp(150))

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
        self._rulers(painter, page, near, far)
        self._marks(painter, page, near, far)
        if page.width() < dp(_LEAST_WORDS):
            return
        words = tr("shift drawn \u00d7 10")
        room = QRectF(page.left(), page.bottom() - page.height() * 0.19, page.width(), dp(18))
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

    def _rulers(self, painter: QPainter, page: QRectF, near: QPointF, far: QPointF) -> None:
        """A ruler from each cross to the paper's edge; in the middle what creeps."""
        ink = tokens().color("ink")
        painter.setPen(QPen(ink, 1))
        half = dp(11)
        _ruler(painter, QPointF(page.left(), near.y() + half), QPointF(near.x(), near.y() + half))
        _ruler(painter, QPointF(near.x() + half, page.top()), QPointF(near.x() + half, near.y()))
        _ruler(painter, QPointF(far.x(), far.y() - half), QPointF(page.right(), far.y() - half))
        _ruler(painter, QPointF(far.x() - half, far.y()), QPointF(far.x() - half, page.bottom()))
        painter.setPen(QPen(tokens().color("ink3"), 1))
        middle = page.center()
        across, down = page.width() * 0.36, page.height() * 0.27
        _ruler(painter, middle - QPointF(across, 0), middle + QPointF(across, 0))
        _ruler(painter, middle - QPointF(0, down), middle + QPointF(0, down))

    def _marks(self, painter: QPainter, page: QRectF, near: QPointF, far: QPointF) -> None:
        """The four rulers' numbers, white in black discs."""
        places = (
            QPointF(page.left() + dp(10), near.y() + dp(26)),
            QPointF(near.x() + dp(28), page.top() + dp(11)),
            QPointF(page.right() - dp(10), far.y() - dp(26)),
            QPointF(far.x() - dp(28), page.bottom() - dp(11)),
        )
        for number, place in enumerate(places, 1):
            disc(painter, place, number)


def _ruler(painter: QPainter, first: QPointF, last: QPointF) -> None:
    """A line with ticks on one side, every fifth of them longer."""
    painter.drawLine(first, last)
    way = last - first
    flat = abs(way.x()) > abs(way.y())
    count = max(4, int((abs(way.x()) + abs(way.y())) / dp(3)))
    for number in range(count + 1):
        at = first + way * (number / count)
        long = float(dp(5 if number % 5 == 0 else 3))
        painter.drawLine(at, at + (QPointF(0, -long) if flat else QPointF(long, 0)))


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
        self._title = _TITLE
        load_letters()
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

    def show_words(self, title: str) -> None:
        """What stands on the shop's last document: a film's name."""
        self._title = (title or _TITLE).upper()
        self.update()

    def words(self) -> str:
        """`0.7 right, 0.8 low`, or `on the spot`."""
        return off_words(self._right, self._down)

    def sizeHint(self) -> QSize:
        return QSize(dp(160), dp(118))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(90), dp(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        frame = QRectF(self.rect())
        paint.rounded(painter, frame, dp(8), t.sunk)
        edge = QPainterPath()
        edge.addRoundedRect(frame, dp(8), dp(8))
        painter.setClipPath(edge)
        unit = float(dp(_LOUPE))
        corner = QPointF(dp(28), dp(24))
        label = QRectF(corner, corner + QPointF(self.width() * 1.2, self.height() * 1.2))
        off = QPointF(self._right * unit, self._down * unit)
        if self._last:
            label.moveBottomRight(QPointF(self.width() - dp(28), self.height() - dp(24)))
        paint.rounded(painter, label, dp(12), t.surface, t.ink3)
        on_spot = self.words() == off_words(0, 0)
        inner = label.adjusted(dp(18), dp(14), -dp(18), -dp(14))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not on_spot:
            painter.setPen(QPen(t.color("ink3"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(inner)
        painter.setPen(QPen(t.color("ok" if on_spot else "accent"), dp(2)))
        fallen = inner.translated(off)
        painter.drawRect(fallen)
        if self._last:
            self._paint_bars(painter, fallen)
        else:
            self._paint_title(painter, fallen)
        painter.setClipping(False)
        role = "ok" if on_spot else "accent_text"
        room = QRectF(dp(8), dp(3), self.width() - dp(16), dp(18))
        align = Qt.AlignmentFlag.AlignVCenter
        if self._last:
            room.moveBottom(self.height() - dp(3))
            align |= Qt.AlignmentFlag.AlignLeft
        else:
            align |= Qt.AlignmentFlag.AlignRight
        paint.text(painter, room, self.words(), role=role, face=font(12, 600), align=align)

    def _paint_title(self, painter: QPainter, inner: QRectF) -> None:
        """The beginning of a title in magnet letters."""
        size = min(float(dp(60)), max(float(dp(24)), self.height() - dp(50)))
        face = QFont(FAMILY)
        face.setPixelSize(round(size))
        painter.setFont(face)
        painter.setPen(tokens().color("ink"))
        at = QPointF(inner.left() + dp(14), inner.top() + dp(6) + size * 0.86)
        painter.drawText(at, self._title)

    def _paint_bars(self, painter: QPainter, inner: QRectF) -> None:
        """The end of a barcode."""
        high = float(dp(44))
        x, y = inner.right() - dp(16), inner.bottom() - dp(16) - high
        for number, width in enumerate(_BARS):
            x -= dp(width)
            if number % 2 == 0:
                painter.fillRect(QRectF(x, y, dp(width), high), tokens().color("ink"))


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
