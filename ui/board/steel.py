"""The board itself: brushed steel in its frame, row grooves, and the ledge with its lip.

Each part is painted once per size and device ratio, then kept as a pixmap.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPixmap

from ui.theme import tokens

_HAIRLINES = 1500


@dataclass(frozen=True, slots=True)
class SteelColors:
    """Three stops of the steel, of the frame, of the ledge and of its lip, and what is told by
    lines on them: grooves, boxes, the focus, letters that are not there, small words.
    """

    steel: tuple[str, str, str]
    frame: tuple[str, str, str]
    dark_line: tuple[str, float]
    light_line: tuple[str, float]
    box: tuple[str, float]
    ledge: tuple[str, str, str] = ("#8E959F", "#A5ACB6", "#B4BAC3")
    lip: tuple[str, str, str] = ("#F3F4F6", "#DADDE2", "#B7BCC5")
    focus: str = "#2F6FED"
    ghost: str = "#7D838D"
    words: str = "#2A2A35"


BRIGHT = SteelColors(
    ("#EFF0F2", "#DFE2E6", "#CFD3D9"),
    ("#EDEFF2", "#C3C8CF", "#A9AFB8"),
    ("#000000", 0.13),
    ("#FFFFFF", 0.70),
    ("#23232F", 0.42),
)
#: The same steel with the lights out: still bright enough for dark letters.
DIMMED = SteelColors(
    ("#C6C9D0", "#B5B9C1", "#A5A9B3"),
    ("#A4A9B2", "#7B818C", "#626872"),
    ("#000000", 0.16),
    ("#FFFFFF", 0.45),
    ("#23232F", 0.55),
    ("#767C86", "#878D97", "#969BA5"),
    ("#C2C6CD", "#A9AEB6", "#8A909A"),
    "#1846B8",
    "#5E646E",
    "#1B1B24",
)
DARK = SteelColors(
    ("#3A3E49", "#2E323B", "#22252D"),
    ("#565C69", "#3B404B", "#1A1C22"),
    ("#000000", 0.35),
    ("#FFFFFF", 0.05),
    ("#FFFFFF", 0.30),
)


def in_this_light() -> SteelColors:
    """The shop's steel by day and by night."""
    return DIMMED if tokens().night else BRIGHT


def toned(color: tuple[str, float]) -> QColor:
    """A colour with its opacity."""
    made = QColor(color[0])
    made.setAlphaF(color[1])
    return made


@lru_cache(maxsize=8)
def steel(width: int, height: int, ratio: float, colors: SteelColors = BRIGHT) -> QPixmap:
    """Brushed steel: a gradient at 172 degrees and fine lines of which no two are alike."""
    made = _canvas(width, height, ratio)
    painter = QPainter(made)
    rect = QRectF(0, 0, width, height)
    fall = QLinearGradient(QPointF(width * 0.45, 0), QPointF(width * 0.55, height))
    for stop, color in zip((0.0, 0.5, 1.0), colors.steel, strict=True):
        fall.setColorAt(stop, QColor(color))
    painter.fillRect(rect, fall)
    chance = random.Random(5)
    for _ in range(_HAIRLINES):
        line = QColor("#FFFFFF" if chance.random() < 0.5 else "#000000")
        line.setAlphaF(chance.uniform(0.01, 0.07) * (0.6 if colors is DARK else 1.0))
        long = width * chance.uniform(0.12, 0.60)
        left = chance.uniform(-long / 2, width - long / 2)
        painter.fillRect(QRectF(left, chance.randrange(height), long, 1), line)
    painter.end()
    return made


@lru_cache(maxsize=8)
def frame(
    width: int, height: int, border: int, radius: float, ratio: float, colors: SteelColors = BRIGHT
) -> QPixmap:
    """The frame around the steel, lit from above, with the inner edge in shade."""
    made = _canvas(width, height, ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0.5, 0.5, width - 1, height - 1)
    fall = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    for stop, color in zip((0.0, 0.35, 1.0), colors.frame, strict=True):
        fall.setColorAt(stop, QColor(color))
    painter.setBrush(fall)
    painter.setPen(QPen(QColor(colors.frame[2]).darker(112), 1))
    painter.drawRoundedRect(rect, radius, radius)
    inner = QRectF(border, border, width - 2 * border, height - 2 * border)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colors.frame[2]).darker(130), 1))
    painter.drawRoundedRect(inner.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
    painter.end()
    return made


def paint_groove(
    painter: QPainter, left: float, right: float, y: float, colors: SteelColors = BRIGHT
) -> None:
    """The line between two rows, pressed into the steel."""
    painter.fillRect(QRectF(left, y, right - left, 1), toned(colors.dark_line))
    painter.fillRect(QRectF(left, y + 1, right - left, 1), toned(colors.light_line))


def paint_ledge(painter: QPainter, rect: QRectF, colors: SteelColors = BRIGHT) -> None:
    """Where the thumbs lie: a shelf seen from above, in the shade of the board."""
    ground = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    for stop, color in zip((0.0, 0.06, 1.0), colors.ledge, strict=True):
        ground.setColorAt(stop, QColor(color))
    painter.fillRect(rect, ground)
    edge = QColor(colors.ledge[0]).darker(128)
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1.5), edge)
    painter.fillRect(QRectF(rect.left(), rect.top() + 1.5, rect.width(), 3), QColor(0, 0, 0, 26))


def paint_lip(painter: QPainter, rect: QRectF, colors: SteelColors = BRIGHT) -> None:
    """The front edge of the ledge, which hides the feet of the pile."""
    fall = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    for stop, color in zip((0.0, 0.3, 1.0), colors.lip, strict=True):
        fall.setColorAt(stop, QColor(color))
    painter.fillRect(rect, fall)
    edge = QColor(colors.lip[2]).darker(128)
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), edge)


def _canvas(width: int, height: int, ratio: float) -> QPixmap:
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made
