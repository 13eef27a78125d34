"""The small signs of the print room: cross, diamond, note, plus; a tiny sheet with its labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui import icons
from ui.printing.stocks import Sheet
from ui.theme import dp, mix, tokens

_ICONS = {"plus": ("plus", "ink2"), "note": ("info", "ink2")}


def paint_sign(painter: QPainter, kind: str, box: QRectF, size: float = 13) -> None:
    """Cross, diamond, note or plus in the middle of a box."""
    if kind == "diamond":
        half = dp(size) * 0.4
        middle = box.center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("need"))
        corners = ((0, -half), (half, 0), (0, half), (-half, 0))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
        return
    if kind == "cross":
        half, middle = dp(size) * 0.3, box.center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().color("stop"), dp(2), c=Qt.PenCapStyle.RoundCap))
        for x in (-half, half):
            painter.drawLine(middle + QPointF(x, -half), middle + QPointF(-x, half))
        return
    name, role = _ICONS.get(kind, ("", ""))
    if name:
        icons.paint(painter, name, role, box, dp(size))


def paint_tiny_sheet(painter: QPainter, sheet: Sheet | None, box: QRectF) -> None:
    """A sheet of 12 by 15 or so with its labels as lines: paper is told from paper at a glance."""
    t = tokens()
    width, height = (sheet.width, sheet.height) if sheet is not None else (612.0, 792.0)
    scale = min(box.width() / width, box.height() / height)
    around = QRectF(0, 0, round(width * scale), round(height * scale))
    around.moveCenter(box.center())
    around.moveTo(round(around.x()) + 0.5, round(around.y()) + 0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(t.color("ink2"), 1))
    painter.setBrush(t.color("surface"))
    painter.drawRoundedRect(around, 1.5, 1.5)
    inner = around.adjusted(2, 2, -2, -2)
    painter.setPen(QPen(QColor(mix(t.ink2, t.surface, 0.45)), 1))
    labels = sheet.labels if sheet is not None else None
    rows = min(labels.rows, 6) if labels is not None else 1
    columns = min(labels.columns, 3) if labels is not None else 1
    for row in range(1, rows):
        y = inner.top() + inner.height() * row / rows
        painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y))
    for column in range(1, columns):
        x = inner.left() + inner.width() * column / columns
        painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom()))
    if rows == columns == 1:
        painter.fillRect(inner, t.color("sunk"))
