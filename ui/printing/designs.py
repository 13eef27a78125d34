"""The four designs side by side, each as a small picture of itself; Alt+1 to 4."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.printing.documents import DesignChoice
from ui.theme import dp, font, tokens
from ui.widgets import paint

_CENTRE = Qt.AlignmentFlag.AlignCenter
# Ground, letters, magnets, frame of each design's small picture; and a plain one for others.
_LOOKS = {
    "plain": ("#FFFFFF", "#1B1B26", "#D42A60", ""),
    "marquee": ("#F6E3B4", "#2A1D12", "#C62828", "#2A1D12"),
    "neon": ("#15151F", "#FF5C8A", "#F0AE4B", "#43B9FF"),
    "chalk": ("#24302C", "#ECEAF2", "#F2A7BE", "#8F9A94"),
}
_CELL, _PICTURE, _GAP = 66, 40, 8


class DesignPicker(QWidget):
    """``chosen(str)`` carries the key of the design that a person chose."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._designs: tuple[DesignChoice, ...] = ()
        self._current = ""
        self._mono = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("haloRadius", 8)
        self.setAccessibleName(self.tr("Design"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_designs(
        self, designs: tuple[DesignChoice, ...], current: str, *, mono: bool = False
    ) -> None:
        """The designs there are and the one chosen; the first where none is."""
        self._designs, self._mono = designs, mono
        keys = [one.key for one in designs]
        self._current = current if current in keys else (keys[0] if keys else "")
        self.setVisible(bool(designs))
        names = [one.text for one in designs if one.key == self._current]
        self.setAccessibleDescription(names[0] if names else "")
        self.update()

    def choose(self, at: int) -> None:
        """The design at a place, from 0 (Alt+1 and so on)."""
        if 0 <= at < len(self._designs) and self._designs[at].key != self._current:
            self._current = self._designs[at].key
            self.update()
            self.chosen.emit(self._current)

    def sizeHint(self) -> QSize:
        return QSize(4 * dp(_CELL) + 3 * dp(_GAP), dp(_PICTURE + 24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            keys = [one.key for one in self._designs]
            self.choose(keys.index(self._current) + step if self._current in keys else 0)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at in range(len(self._designs)):
            if self._cell(at).contains(event.position()):
                self.choose(at)

    def _cell(self, at: int) -> QRectF:
        wide = (self.width() - 3 * dp(_GAP)) / 4
        return QRectF(at * (wide + dp(_GAP)), 0, wide, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        for at, design in enumerate(self._designs):
            cell = self._cell(at)
            picture = QRectF(cell.left() + 2, 2, cell.width() - 4, dp(_PICTURE) - 4)
            chosen = design.key == self._current
            self._picture(painter, picture, design.key)
            line, width = (t.accent, 2.0) if chosen else (t.line, 1.0)
            grow = 2 if chosen else 0.5
            paint.rounded(
                painter, picture.adjusted(-grow, -grow, grow, grow), dp(5), None, line, width
            )
            words = QRectF(cell.left(), dp(_PICTURE) + 2, cell.width(), dp(18))
            face = font(12, 700 if chosen else 400)
            role = "ink" if chosen else "ink2"
            paint.text(painter, words, design.text, role=role, face=face, align=_CENTRE)

    def _picture(self, painter: QPainter, box: QRectF, key: str) -> None:
        """Three letters and five boxes in the colours of the design; greys where ink is mono."""
        looks = _LOOKS.get(key, _LOOKS["plain"])
        ground, letters, magnets, frame = (_grey(one) if self._mono else one for one in looks)
        paint.rounded(painter, box, dp(4), ground)
        if frame:
            painter.setPen(QPen(QColor(frame), 1.4, Qt.PenStyle.DotLine if key == "marquee"
                                else Qt.PenStyle.SolidLine))  # fmt: skip
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 3, 3)
        face = QFont("Tilt Neon" if key == "neon" else "Inter")
        face.setPixelSize(dp(16))
        face.setWeight(QFont.Weight.Normal if key == "neon" else QFont.Weight.Bold)
        painter.setFont(face)
        painter.setPen(QColor(letters))
        upper = box.adjusted(0, 2, 0, -box.height() * 0.36)
        painter.drawText(upper, int(_CENTRE), "Her" if key == "neon" else "HER")
        side, gap = dp(5), dp(2)
        x = box.center().x() - (5 * side + 4 * gap) / 2
        y = box.bottom() - side - dp(6)
        for number in range(5):
            spot = QRectF(QPointF(x + number * (side + gap), y), QPointF())
            spot.setSize(QRectF(0, 0, side, side).size())
            empty = number == 4
            paint.rounded(painter, spot, 1.5, None if empty else magnets, magnets, 1)


def _grey(color: str) -> str:
    """A colour as a black-and-white printer has it."""
    if not color:
        return ""
    light = QColor(color).lightness()
    return QColor(light, light, light).name()
