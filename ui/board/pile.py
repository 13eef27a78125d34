"""The heap of thumbs on the ledge: fifteen magnets, clipped by the lip in front of them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from ui.widgets.thumb import MARGIN, magnet

# Left of the heap's box, up from its foot (thumbs' heights) and degrees, from the back to the top.
_HEAP = (
    (0.00, 0.10, -62), (1.00, 0.05, 74), (0.20, 0.02, 18), (0.80, 0.16, -24), (0.34, 0.22, 96),
    (0.66, 0.10, -8), (0.07, 0.30, 40), (0.50, 0.08, 148), (0.91, 0.26, 8), (0.28, 0.38, -18),
    (0.62, 0.36, 62), (0.40, 0.52, -78), (0.74, 0.46, -46), (0.44, 0.78, 150), (0.56, 0.62, 20),
)  # fmt: skip
MOST = len(_HEAP)


def top_thumb(room: QRectF, side: float) -> QRectF:
    """Where the thumb on top of the heap lies, which is the one that is lifted."""
    x, up, _ = _HEAP[-1]
    center = _place(room, side, x, up)
    return QRectF(center.x() - side / 2, center.y() - side / 2, side, side)


@lru_cache(maxsize=8)
def heap(width: int, height: int, side: int, count: int, ratio: float) -> QPixmap:
    """The heap with `count` thumbs, at most fifteen, as a picture of a room of this size."""
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    room = QRectF(0, 0, width, height)
    out = side * (0.5 + MARGIN)
    for x, up, angle in _HEAP[: max(0, min(count, MOST))]:
        center = _place(room, side, x, up)
        painter.drawPixmap(center - QPointF(out, out), magnet(side, angle, ratio))
    painter.end()
    return made


def _place(room: QRectF, side: float, x: float, up: float) -> QPointF:
    inner = room.width() - side
    return QPointF(
        room.left() + side / 2 + x * inner, room.bottom() - side * 0.28 - up * side * 0.62
    )
