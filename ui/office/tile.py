"""An icon on a soft square, at the head of a card."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.theme import dp, tokens
from ui.widgets import paint


class IconTile(QWidget):
    """The icon of the kind of day; the snowflake wears the accent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = "calendar"
        self.setFixedSize(dp(32), dp(32))

    def show_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        loud = self._icon == "snowflake"
        t = tokens()
        paint.rounded(painter, box, dp(8), t.accent_soft if loud else t.sunk)
        icons.paint(painter, self._icon, "accent_text" if loud else "ink2", box, dp(18))
