"""Words on as many lines as they need, painted: a fee's sentence is never cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QTextLayout,
    QTextOption,
)

from ui.widgets import paint


class Paragraph:
    """Words wrapped to a width in lines of a fixed step, drawn whole or, with `most`, cut short."""

    def __init__(
        self, words: str, face: QFont, width: float, step: float, most: int | None = None
    ) -> None:
        self._face, self._step, self._width = face, step, width
        self._lines = _wrapped(words, face, width, most) if words else []

    @property
    def height(self) -> float:
        """Of all lines together."""
        return len(self._lines) * self._step

    @property
    def lines(self) -> list[str]:
        """The words line by line."""
        return self._lines

    def draw(
        self,
        painter: QPainter,
        spot: QPointF,
        role: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        """Below `spot`, its top left."""
        for at, line in enumerate(self._lines):
            box = QRectF(spot.x(), spot.y() + at * self._step, self._width, self._step)
            paint.text(painter, box, line, role=role, face=self._face, align=align, elide=False)


def _wrapped(words: str, face: QFont, width: float, most: int | None) -> list[str]:
    layout = QTextLayout(words, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(width, 1))
        start = line.textStart()
        if most is not None and len(found) == most - 1:
            metrics = QFontMetrics(face)
            found.append(metrics.elidedText(words[start:], Qt.TextElideMode.ElideRight, int(width)))
            break
        found.append(words[start : start + line.textLength()].strip())
        line = layout.createLine()
    layout.endLayout()
    return found
