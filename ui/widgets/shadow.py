"""The soft shadow of a card by day: drawn once, then laid side by side from pieces of it."""

import math
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

#: The shadow of a card: a blur of this sigma, this far down, this dark.
_BLUR, _DROP, _DARKNESS = 6.0, 3, 0.055
#: No stroke of it is further from the card; along an edge none is further from there than `_DEEP`.
_REACH, _DEEP = 16, 24
#: So much of an edge is kept as a picture.
_TILE = 64


def paint_shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The shadow around a card: nothing is painted under the card.

    Corners and edges come from one small picture, for the strokes take longer than a frame. Where a
    pixel of the layout is no whole number of the screen's they are drawn each time.
    """
    ratio = painter.device().devicePixelRatioF()
    if ratio != int(ratio):
        _draw_shadow(painter, rect, radius)
        return
    # each stroke's curve ends where the card's does, but for the drop and the stroke's width
    corner = math.ceil(_REACH + max(radius, 1) + _DROP + 2)
    around = rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).toAlignedRect()
    if around.width() < 2 * corner or around.height() < 2 * corner:
        _draw_shadow(painter, rect, radius)
        return
    corners, edges = _shadow_pictures(radius, corner, ratio)
    right, bottom = around.right() + 1, around.bottom() + 1
    for picture, x, y in zip(
        corners,
        (around.left(), right - corner) * 2,
        (around.top(), around.top(), bottom - corner, bottom - corner),
        strict=True,
    ):
        painter.drawPixmap(x, y, picture)
    wide, high = around.width() - 2 * corner, around.height() - 2 * corner
    left, top = around.left() + corner, around.top() + corner
    above, below, before, behind = edges
    painter.drawTiledPixmap(left, around.top(), wide, _DEEP, above)
    painter.drawTiledPixmap(left, bottom - _DEEP, wide, _DEEP, below)
    painter.drawTiledPixmap(around.left(), top, _DEEP, high, before)
    painter.drawTiledPixmap(right - _DEEP, top, _DEEP, high, behind)


_Pictures = tuple[QPixmap, QPixmap, QPixmap, QPixmap]


@lru_cache(16)
def _shadow_pictures(radius: float, corner: int, ratio: float) -> tuple[_Pictures, _Pictures]:
    """Of a shadow: the corners, left before right and top before bottom; and of the edges above,
    below, left and right as much as is laid side by side.
    """
    side = 2 * corner + _TILE
    whole = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    whole.setDevicePixelRatio(ratio)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    box = QRectF(0, 0, side, side).adjusted(_REACH, _REACH, -_REACH, -_REACH)
    _draw_shadow(painter, box, radius)
    painter.end()
    far = side - corner

    def cut(x: int, y: int, width: int, height: int) -> QPixmap:
        size = QSize(width, height) * ratio
        return whole.copy(QRect(QPoint(x, y) * ratio, size))

    corners = (
        cut(0, 0, corner, corner),
        cut(far, 0, corner, corner),
        cut(0, far, corner, corner),
        cut(far, far, corner, corner),
    )
    edges = (
        cut(corner, 0, _TILE, _DEEP),
        cut(corner, side - _DEEP, _TILE, _DEEP),
        cut(0, corner, _DEEP, _TILE),
        cut(side - _DEEP, corner, _DEEP, _TILE),
    )
    return corners, edges


def _draw_shadow(painter: QPainter, rect: QRectF, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shade = QColor("#1B1B26")
    for step in range(-_DROP, 11):
        shade.setAlphaF(_DARKNESS * 0.5 * math.erfc(step / (_BLUR * math.sqrt(2))))
        painter.setPen(QPen(shade, 1))
        grown = rect.translated(0, _DROP).adjusted(-step, -step, step, step)
        around = max(radius + step, 1)
        painter.drawRoundedRect(grown.adjusted(-0.5, -0.5, 0.5, 0.5), around, around)
    painter.restore()
