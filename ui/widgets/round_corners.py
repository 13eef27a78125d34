"""Keeps the corners of a card round where a table lies in it up to the edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import dp, tokens
from ui.widgets.containers import Card


class RoundCorners(QWidget):
    """Lies over a card and paints the ground outside its corners, and its hairline again."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.setGeometry(self._card.rect())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = dp(12)
        box = QRectF(self.rect())
        inner = QPainterPath()
        inner.addRoundedRect(box, radius, radius)
        outer = QPainterPath()
        outer.addRect(box)
        painter.fillPath(outer.subtracted(inner), tokens().color("paper"))
        painter.setPen(QPen(tokens().color("line"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)
