"""The thumb magnet on the screen: the die-cut magnet of the board, and the small flat thumb.

Painted once per size, colour and device ratio, then kept as a pixmap.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
    QTransform,
)

from reports.drawing import thumb_outline
from ui.theme import tokens
from ui.widgets import paint

#: Under this the crease and the button would fill: eight millimetres on a usual screen.
SMALL = 30
#: How far shadow and edge stand out of the thumb's square, as a share of its side.
MARGIN = 0.2
_EDGE = 9.0


@dataclass(frozen=True, slots=True)
class MagnetColors:
    """Face, die-cut edge and side of a magnet."""

    face: str
    edge: str
    side: str


#: On the steel of the shop, and on the dark board of show mode.
ON_STEEL = MagnetColors("#D42A60", "#FFF6EA", "#8E8A84")
ON_DARK = MagnetColors("#F0447A", "#FFF3E2", "#8C857B")


@cache
def thumb_path(small: bool = False) -> QPainterPath:
    """The thumb in a square of `reports.drawing.thumb_outline`'s side, filled by even and odd."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for operator, points in thumb_outline(small)[0]:
        at = [QPointF(x, y) for x, y in points]
        if operator == "m":
            path.moveTo(at[0])
        elif operator == "l":
            path.lineTo(at[0])
        elif operator == "c":
            path.cubicTo(at[0], at[1], at[2])
        else:
            path.closeSubpath()
    return path


@lru_cache(maxsize=256)
def magnet(
    size: int, angle: float, ratio: float, colors: MagnetColors = ON_STEEL, lifted: bool = False
) -> QPixmap:
    """A magnet whose thumb is `size` pixels high, turned by `angle` degrees about its middle.

    The pixmap is larger by MARGIN on each side, for edge and shadow. A `lifted` one, in the hand,
    throws its shadow twice as far.
    """
    side = round(size * (1 + 2 * MARGIN))
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    _paint_magnet(painter, size, angle, colors, 2.0 if lifted else 1.0)
    painter.end()
    return made


def _paint_magnet(
    painter: QPainter, size: float, angle: float, colors: MagnetColors, height: float
) -> None:
    """Two shadows, the side, the die-cut edge, the face; light comes from the top left."""
    whole = thumb_outline()[1]
    unit = size / whole
    turn = QTransform().rotate(angle).scale(unit, unit).translate(-whole / 2, -whole / 2)
    face = turn.map(thumb_path(size < SMALL))
    face.setFillRule(Qt.FillRule.OddEvenFill)
    pen = QPen(QColor(colors.edge), _EDGE * unit)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    for dx, dy, alpha in ((2.2, 3.4, 0.16), (1.0, 1.8, 0.22)):
        _stamp(painter, face, pen, _dark(alpha), QPointF(dx, dy) * (unit * 2 * height))
    _stamp(painter, face, pen, QColor(colors.side), QPointF(0, 1.6 * unit * 1.5))
    _stamp(painter, face, pen, QColor(colors.edge), QPointF())
    painter.fillPath(face, QColor(colors.face))


def _stamp(painter: QPainter, face: QPainterPath, pen: QPen, color: QColor, by: QPointF) -> None:
    """The die-cut outline in one colour, without holes, moved by some pixels."""
    outline = QPainterPath(face)
    outline.setFillRule(Qt.FillRule.WindingFill)
    stroke = QPen(pen)
    stroke.setColor(color)
    painter.save()
    painter.translate(by)
    if color.alphaF() < 1:
        # Fill and stroke overlap: as one shape, or the shadow would be darker in between.
        painter.fillPath(_die_cut(outline, pen.widthF()), color)
    else:
        painter.setPen(stroke)
        painter.setBrush(color)
        painter.drawPath(outline)
    painter.restore()


def _die_cut(outline: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(outline).united(outline.simplified())


def _dark(alpha: float) -> QColor:
    color = QColor("#14141C")
    color.setAlphaF(alpha)
    return color


def paint_thumb(painter: QPainter, rect: QRectF, color: QColor, *, small: bool = True) -> None:
    """The flat thumb, one colour, filling a square."""
    unit = rect.width() / thumb_outline()[1]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(unit, unit)
    painter.fillPath(thumb_path(small), color)
    painter.restore()


def paint_thumbs(
    painter: QPainter, left: float, middle: float, count: int, side: float, gap: float
) -> float:
    """Five small boxes in a row with `count` thumbs; returns the x after the last one."""
    color = tokens().color("accent")
    for seat in range(5):
        box = QRectF(left + seat * (side + gap), middle - side / 2, side, side)
        paint.rounded(painter, box, side * 0.2, None, "ink3", 1.0)
        if seat < count:
            inset = side * 0.12
            paint_thumb(painter, box.adjusted(inset, inset, -inset, -inset), color)
    return left + 5 * side + 4 * gap
