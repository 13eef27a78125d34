"""The shelf that waits for its first case: wood, ghosts of cases, and one that can be pressed.

Ghosts are painted, not widgets. All measures are those of a shelf 1240 wide; a narrower one is
drawn smaller, a wider one gets longer boards. Where the height is short it is cropped from above.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import dp, font, tokens
from ui.widgets import PaintedButton, paint

_WIDTH, _FLOOR, _HEIGHT = 1240, 229, 257
_GAP, _GROUP_GAP, _FIRST_X = 5, 18.6, 40.6
#: Width and height of a ghost: an upright case, a short one, a wide tall one, one face out.
_GHOSTS = {"n": (16, 151.5), "s": (16, 139), "w": (23, 165), "f": (111, 160)}
#: Groups from left to right; "c" is the place of the first case, which is a DVD face.
_GROUPS = ("nnnwssnn", "f", "nnsnsnnnns", "c", "snnsnnwss", "f", "nnssw")
_CASE = (124, 171)
_STANDARDS = (320, 920)
_GRAINS = ((60, 180, 5), (330, 260, 9), (700, 140, 4), (880, 220, 10), (1130, 70, 6))
#: The day's woods. At night the same ones have less light on them.
_WALL, _WOOD, _WOOD_LIGHT, _WOOD_DARK = "#F7F1E5", "#C4935A", "#DDB57F", "#9C6E3B"
_BACK, _BACK_LINE, _UNDER, _SHADOW = "#E6D3B1", "#DAC5A2", "#D1B78F", "#E5E0D6"
_GHOST_LINE, _GRAIN = "#C09C6B", "#A87B44"
_METAL, _METAL_DARK, _SLOT = "#D6D2C8", "#B9B4A8", "#8E8A7F"
#: How much of their light stays at night: boards and metal, and what is behind them.
_NIGHT_FRONT, _NIGHT_BACK = 0.55, 0.3
_FRONT = frozenset({_WOOD, _WOOD_LIGHT, _WOOD_DARK, _METAL, _METAL_DARK, _GHOST_LINE, _GRAIN})


class FirstCase(PaintedButton):
    """The pink case: press it to type the first title in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Scan it,\nor type it"), parent)
        self.setAccessibleName(self.tr("Your first title"))
        self.setToolTip("Ctrl+N")
        self.setProperty("haloRadius", 5)

    def sizeHint(self) -> QSize:
        return QSize(dp(_CASE[0]), dp(_CASE[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        scale = box.width() / _CASE[0]
        lit = t.accent_soft if self.underMouse() or self.isDown() else t.surface
        paint.rounded(painter, box, 4 * scale, QColor(lit), t.color("accent"), 2)
        head = QRectF(box.left(), box.top(), box.width(), 15 * scale)
        painter.fillRect(head.adjusted(2, 2, -2, 0), t.color("accent"))
        face = font(9 * scale / dp(1), 700)
        face.setLetterSpacing(face.SpacingType.AbsoluteSpacing, 1.2 * scale)
        words, middle = self.tr("YOUR FIRST"), Qt.AlignmentFlag.AlignCenter
        paint.text(painter, head, words, role="on_accent", face=face, align=middle, elide=False)
        self._plus(painter, box, scale)
        painter.setPen(t.color("ink"))
        painter.setFont(font(min(max(14 * scale / dp(1), 7), 13), 600))
        below = box.adjusted(4, 0, -4, -14 * scale)
        where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(below, int(where), self.text())

    def _plus(self, painter: QPainter, box: QRectF, scale: float) -> None:
        pen = QPen(tokens().color("accent"), 3 * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, arm = box.center().x(), box.top() + 82 * scale, 16 * scale
        painter.drawLine(int(x - arm), int(y), int(x + arm), int(y))
        painter.drawLine(int(x), int(y - arm), int(x), int(y + arm))


class GhostShelf(QWidget):
    """The drawn shelf; ``case`` is the button in it. 320 high, or 180 with its top cut off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.case = FirstCase(self)
        self._short = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        """180 high for windows of 720."""
        self._short = short
        self.setFixedHeight(dp(180 if short else 320))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _measures(self) -> tuple[float, float, float, float]:
        """Scale, left edge, top edge, and how long the boards are before scaling."""
        side = dp(20 if self._short else 36)
        room = max(self.width() - 2 * side, 1)
        scale = min(room / _WIDTH, dp(1))
        foot = dp(14 if self._short else 31)
        return scale, side, self.height() - foot - _HEIGHT * scale, room / scale

    def _place(self) -> None:
        scale, left, top, long = self._measures()
        x = left + ((long - _WIDTH) / 2 + _places()[1]) * scale
        wide, high = _CASE
        floor = top + _FLOOR * scale
        self.case.setGeometry(
            round(x), round(floor - high * scale), round(wide * scale), round(high * scale)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _color(_WALL))
        scale, left, top, long = self._measures()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(left, top)
        painter.scale(scale, scale)
        _paint_boards(painter, long)
        painter.translate((long - _WIDTH) / 2, 0)
        _paint_standards(painter)
        _paint_ghosts(painter)


def _paint_boards(painter: QPainter, long: float) -> None:
    painter.fillRect(QRectF(16, 14, long - 32, _FLOOR - 14), _color(_BACK))
    painter.fillRect(QRectF(16, 14, long - 32, 6), _color(_UNDER))
    bays = max(round((long - 32) / 100.7), 1)
    for bay in range(1, bays):
        x = 16 + bay * (long - 32) / bays
        painter.fillRect(QRectF(x, 20, 1, _FLOOR - 20), _color(_BACK_LINE))
    _paint_board(painter, QRectF(4, 0, long - 8, 14))
    painter.fillRect(QRectF(8, 252, long - 16, 5), _color(_SHADOW))
    _paint_board(painter, QRectF(0, _FLOOR, long, 22))
    painter.setPen(QPen(_color(_GRAIN), 1))
    for x, length, down in _GRAINS:
        painter.drawLine(x, _FLOOR + down, min(x + length, round(long) - 8), _FLOOR + down)


def _paint_board(painter: QPainter, box: QRectF) -> None:
    painter.fillRect(box, _color(_WOOD))
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), 3), _color(_WOOD_LIGHT))
    painter.fillRect(QRectF(box.left(), box.bottom() - 2, box.width(), 2), _color(_WOOD_DARK))


def _paint_standards(painter: QPainter) -> None:
    for x in _STANDARDS:
        painter.fillRect(QRectF(x, 14, 10, _FLOOR - 14), _color(_METAL_DARK))
        painter.fillRect(QRectF(x, 14, 3, _FLOOR - 14), _color(_METAL))
        for slot in range(22, _FLOOR - 6, 14):
            painter.fillRect(QRectF(x + 4, slot, 3, 8), _color(_SLOT))


def _paint_ghosts(painter: QPainter) -> None:
    fill = QColor("#FFFFFF")
    fill.setAlphaF(0.045 if tokens().night else 0.26)
    pen = QPen(_color(_GHOST_LINE), 1.2)
    pen.setDashPattern([3.5, 2.5])
    painter.setPen(pen)
    painter.setBrush(fill)
    for x, kind in _places()[0]:
        wide, high = _GHOSTS[kind]
        painter.drawRoundedRect(QRectF(x, _FLOOR - high, wide, high), 2, 2)


def _places() -> tuple[list[tuple[float, str]], float]:
    """Where each ghost stands, and where the first case does."""
    x, case = _FIRST_X, 0.0
    ghosts: list[tuple[float, str]] = []
    for group in _GROUPS:
        for kind in group:
            if kind == "c":
                case = x
                x += _CASE[0] + _GAP
                continue
            ghosts.append((x, kind))
            x += _GHOSTS[kind][0] + _GAP
        x += _GROUP_GAP - _GAP
    return ghosts, case


def _color(day: str) -> QColor:
    t = tokens()
    color = QColor(day)
    if not t.night:
        return color
    if day in (_WALL, _SHADOW):
        return t.color("sunk" if day == _WALL else "paper")
    light = _NIGHT_FRONT if day in _FRONT else _NIGHT_BACK
    return QColor.fromHsvF(color.hueF(), color.saturationF(), color.valueF() * light)
