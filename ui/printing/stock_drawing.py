"""The sheet of a stock to scale with its dimensions, as it is typed in.

Across the top the whole chain (margin, labels, spaces), the sheet's width above it, pitch and space
below; at the left the sheet's height and the first label's. What hangs over is red, to scale.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.printing.rules import Measures
from ui.printing.lengths import Unit, short
from ui.printing.stock_draft import sums
from ui.printing.stock_words import between_words, over_words, sheet_words
from ui.theme import dp, font, tokens
from ui.widgets import paint

_LEAST_RED = 3.0
_LEAST = 200
_MOST_DRAWN = 4000
_EDGE = 0.6  # of a label's edge: its dimensions are what is read
# Around the sheet: the height and the margins, the width and the labels, pitch and space.
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 20, 74, 32


class StockDrawing(QWidget):
    """Follows each key. `focus` is the field whose dimension stands in bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self._unit = Unit.INCH
        self._focus = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_stock(self, measures: Measures, unit: Unit, focus: str) -> None:
        """Other numbers, another unit, or another field in hand."""
        self._measures, self._unit, self._focus = measures, unit, focus
        self.setAccessibleName(sheet_words(measures, unit))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(400), dp(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(180), dp(120))

    # -- where things stand ----------------------------------------------------------------------

    @property
    def _bare(self) -> bool:
        """Too low for dimensions: the sheet alone, as large as it goes; the sums have the rest."""
        return self.height() < dp(_LEAST)

    def _margins(self) -> tuple[int, int, int, int]:
        if self._bare:
            return dp(10), dp(10), dp(10), dp(10)
        return dp(_LEFT), dp(_RIGHT), dp(_TOP), dp(_BOTTOM)

    def _scale(self, m: Measures) -> float:
        """Pixels to the point: all of the sheet, and what hangs over it."""
        across, down = sums(m)
        width = max(m.sheet_width, across.total, 1.0)
        height = max(m.sheet_height, down.total, 1.0)
        left, right, top, bottom = self._margins()
        room_x = self.width() - left - right
        room_y = self.height() - top - bottom
        return max(0.02, min(room_x / width, room_y / height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().color("sunk"))
        m = self._measures
        if m is None or m.sheet_width <= 0 or m.sheet_height <= 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(m)
        drawn = max(m.sheet_width, sums(m)[0].total) * scale
        before, after, top, _ = self._margins()
        left = before + max(0.0, (self.width() - before - after - drawn) / 2)
        page = QRectF(left, top, m.sheet_width * scale, m.sheet_height * scale)
        painter.fillRect(page, tokens().color("surface"))
        painter.setPen(QPen(tokens().color("ink3"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page)
        self._paint_labels(painter, m, page, scale)
        self._paint_over(painter, m, page, scale)
        if self._bare:
            return
        self._paint_across(painter, m, page, scale)
        self._paint_down(painter, m, page, scale)
        under = m.top + (m.rows - 1) * m.pitch_y + m.label_height
        if (m.sheet_height - under) * scale > dp(14):
            room = QRectF(page.left() + dp(6), page.bottom() - dp(17), dp(120), dp(16))
            paint.text(painter, room, m.sheet_name, role="ink2", face=font(11))

    def _paint_labels(self, painter: QPainter, m: Measures, page: QRectF, scale: float) -> None:
        t = tokens()
        if m.columns * m.rows > _MOST_DRAWN or m.label_width <= 0 or m.label_height <= 0:
            return
        radius = max(0.0, m.corner_radius) * scale
        last = m.columns * m.rows
        for row in range(m.rows):
            for column in range(m.columns):
                x = page.left() + (m.left + column * m.pitch_x) * scale
                y = page.top() + (m.top + row * m.pitch_y) * scale
                box = QRectF(x, y, m.label_width * scale, m.label_height * scale)
                out = box.right() > page.right() + 0.5 or box.bottom() > page.bottom() + 0.5
                fill, line = ("stop_soft", "stop") if out else ("paper", "ink3")
                edge = t.color(line)
                edge.setAlphaF(_EDGE)
                painter.setPen(QPen(edge, 1))
                painter.setBrush(t.color(fill))
                painter.drawRoundedRect(box, radius, radius)
                number = row * m.columns + column + 1
                if number in (1, 2, m.columns, m.columns + 1, last) and box.height() > dp(11):
                    face = font(11)
                    painter.setFont(face)
                    painter.setPen(t.color("ink2"))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_over(self, painter: QPainter, m: Measures, page: QRectF, scale: float) -> None:
        """What hangs over: a red bar at its true width, three pixels at least, with its number."""
        stop = tokens().color("stop")
        across, down = sums(m)
        if across.over > 0.15:
            bar = QRectF(
                page.right(), page.top(), max(_LEAST_RED, across.over * scale), page.height()
            )
            painter.fillRect(bar, stop)
            self._flag(painter, QPointF(page.right(), page.center().y()), across.over)
        if down.over > 0.15:
            bar = QRectF(
                page.left(), page.bottom(), page.width(), max(_LEAST_RED, down.over * scale)
            )
            painter.fillRect(bar, stop)
            self._flag(painter, QPointF(page.center().x(), page.bottom()), down.over)

    def _flag(self, painter: QPainter, at: QPointF, over: float) -> None:
        if self._bare:
            return
        words = over_words(over, self._unit)
        face = font(12, 700)
        width = paint.advance(words, face) + dp(16)
        box = QRectF(at.x() - width - dp(2), at.y() - dp(11), width, dp(22))
        box.moveLeft(max(float(dp(4)), box.left()))
        paint.rounded(painter, box, dp(5), tokens().color("stop"))
        painter.setFont(face)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    # -- dimensions ------------------------------------------------------------------------------

    def _paint_across(self, painter: QPainter, m: Measures, page: QRectF, scale: float) -> None:
        across = sums(m)[0]
        total_bad = across.over > 0.15
        self._span(painter, page.left(), page.right(), dp(18), m.sheet_width, "")
        if total_bad:
            end = page.left() + across.total * scale
            self._span(painter, page.left(), end, dp(38), across.total, "total", bad=True)
        y = dp(60)
        for column in range(min(m.columns, 6)):
            x = page.left() + (m.left + column * m.pitch_x) * scale
            width = m.label_width * scale
            if width > dp(34):
                self._span(painter, x, x + width, y, m.label_width, "label_width")
        self._paint_foot(painter, m, page, scale)
        if m.corner_radius > 0 and m.rows > 2:
            self._paint_radius(painter, m, page, scale)

    def _paint_foot(self, painter: QPainter, m: Measures, page: QRectF, scale: float) -> None:
        """Below the sheet: the pitch, and the space between the last two labels of a row."""
        if m.columns < 2:
            return
        y = page.bottom() + dp(18)
        x = page.left() + m.left * scale
        bad = not sums(m)[0].holds and self._focus == "pitch_x"
        self._span(painter, x, x + m.pitch_x * scale, y, m.pitch_x, "pitch_x", bad=bad)
        gap = m.pitch_x - m.label_width
        right = x + (m.columns - 1) * m.pitch_x * scale
        left = right - gap * scale
        words = between_words(gap, self._unit)
        width = paint.advance(words, font(11))
        room = QRectF(right + dp(6), y - dp(9), width + dp(4), dp(18))
        if room.right() > self.width() - dp(4):
            room.moveRight(min(left, right) - dp(6))
        if room.left() < x + m.pitch_x * scale + dp(8):
            return
        painter.setPen(QPen(tokens().color("ink2"), 1))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        for tick in (left, right):
            painter.drawLine(QPointF(tick, y - dp(4)), QPointF(tick, y + dp(4)))
        paint.text(painter, room, words, face=font(11), elide=False)

    def _paint_radius(self, painter: QPainter, m: Measures, page: QRectF, scale: float) -> None:
        """A leader from the corner of a label in the middle: `r 0.063`."""
        words = f"r {short(m.corner_radius, self._unit)}"
        width = paint.advance(words, self._face("corner_radius")) + dp(4)
        column, row = min(1, m.columns - 1), m.rows // 2
        box = QRectF(
            page.left() + (m.left + column * m.pitch_x) * scale,
            page.top() + (m.top + row * m.pitch_y) * scale,
            m.label_width * scale,
            m.label_height * scale,
        )
        if box.width() < width + dp(30) or box.height() < dp(14):
            return
        corner = box.topLeft() + QPointF(dp(1), dp(1))
        knee = QPointF(box.left() + dp(18), box.center().y() + dp(2))
        painter.setPen(QPen(tokens().color("ink2"), 1))
        painter.drawLine(corner, knee)
        room = QRectF(knee.x() + dp(3), knee.y() - dp(8), width, dp(16))
        self._number(painter, room, words, "corner_radius")

    def _paint_down(self, painter: QPainter, m: Measures, page: QRectF, scale: float) -> None:
        far, near = page.left() - dp(54), page.left() - dp(24)
        self._stand(painter, page.top(), page.bottom(), far, m.sheet_height, "")
        first = page.top() + m.top * scale
        height = m.label_height * scale
        self._stand(painter, first, first + height, near, m.label_height, "label_height")
        if m.top > 0:
            words = short(m.top, self._unit)
            room = QRectF(near - dp(24), page.top() - dp(17), dp(48), dp(14))
            self._number(painter, room, words, "top")
            painter.setPen(QPen(tokens().color("ink2"), 1))
            painter.drawLine(QPointF(near, page.top()), QPointF(near, first))
            painter.drawLine(QPointF(near - dp(4), page.top()), QPointF(near + dp(4), page.top()))
        low = first + max(2, m.rows // 2 - 1) * m.pitch_y * scale
        left_at = first + height + dp(26)
        step = m.pitch_y * scale
        if m.rows > 2 and step > dp(9) and low + step < page.bottom():
            low = max(low, first + height + dp(50))
            row = max(2, math.ceil((low - first) / step))
            if row + 1 <= m.rows:
                low = first + row * step
                self._stand(painter, low, low + step, near, m.pitch_y, "pitch_y")
        if m.left > 0:
            self._paint_left(painter, m, page, scale, left_at)

    def _paint_left(
        self, painter: QPainter, m: Measures, page: QRectF, scale: float, y: float
    ) -> None:
        """The left margin, with a leader to the middle of it."""
        words = short(m.left, self._unit)
        width = paint.advance(words, self._face("left")) + dp(4)
        room = QRectF(page.left() - dp(14) - width, y - dp(8), width, dp(16))
        painter.fillRect(room, tokens().color("sunk"))
        self._number(painter, room, words, "left")
        end = QPointF(page.left() + m.left * scale / 2, y - dp(14))
        painter.setPen(QPen(tokens().color("ink2"), 1))
        painter.drawLine(QPointF(room.right(), y - dp(2)), end)
        painter.setBrush(tokens().color("ink2"))
        painter.drawEllipse(end, 1.5, 1.5)

    def _span(
        self,
        painter: QPainter,
        first: float,
        last: float,
        y: float,
        length: float,
        field: str,
        *,
        bad: bool = False,
    ) -> None:
        """A dimension across: a line between two ticks with its number in the middle."""
        color = tokens().color("stop" if bad else "ink2")
        painter.setPen(QPen(color, 1))
        painter.drawLine(QPointF(first, y), QPointF(last, y))
        for x in (first, last):
            painter.drawLine(QPointF(x, y - dp(4)), QPointF(x, y + dp(4)))
        words = short(length, self._unit)
        width = paint.advance(words, self._face(field)) + dp(8)
        room = QRectF((first + last) / 2 - width / 2, y - dp(8), width, dp(16))
        if width > last - first - dp(10):
            room.moveBottom(y - dp(2))
        painter.fillRect(room, tokens().color("sunk"))
        self._number(painter, room, words, field, bad=bad)

    def _stand(
        self, painter: QPainter, first: float, last: float, x: float, length: float, field: str
    ) -> None:
        """A dimension down, its number turned to read upwards."""
        painter.setPen(QPen(tokens().color("ink2"), 1))
        painter.drawLine(QPointF(x, first), QPointF(x, last))
        for y in (first, last):
            painter.drawLine(QPointF(x - dp(4), y), QPointF(x + dp(4), y))
        words = short(length, self._unit)
        width = paint.advance(words, self._face(field)) + dp(8)
        painter.save()
        painter.translate(x, (first + last) / 2)
        painter.rotate(-90)
        room = QRectF(-width / 2, -dp(8), width, dp(16))
        painter.fillRect(room, tokens().color("sunk"))
        self._number(painter, room, words, field)
        painter.restore()

    def _face(self, field: str) -> QFont:
        return font(11, 700 if field and field == self._focus else 400)

    def _number(
        self, painter: QPainter, room: QRectF, words: str, field: str, *, bad: bool = False
    ) -> None:
        painter.setFont(self._face(field) if not bad else font(11, 700))
        painter.setPen(tokens().color("stop" if bad else "ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
