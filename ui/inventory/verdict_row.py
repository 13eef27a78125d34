"""The board's verdict in the panel: a thumb, and what it got."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.board.queries import Verdict
from ui.board.verdicts import standing_words, thumbs_words, verdict_words
from ui.theme import dp, font, tokens
from ui.widgets.paint import text
from ui.widgets.thumb import paint_thumb

_SIDE = 18


class VerdictRow(QWidget):
    """`4 of 5 thumbs  average 4.5 over 2 verdicts`; no verdict, no row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict: Verdict | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Another title's, or the same one's anew."""
        self.verdict = verdict
        words = verdict_words(verdict) if verdict is not None else ""
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(verdict is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        verdict = self.verdict
        if verdict is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect())
        side = float(dp(_SIDE))
        thumb = QRectF(0, box.center().y() - side / 2, side, side)
        paint_thumb(painter, thumb, tokens().color("accent"))
        box.setLeft(side + dp(7))
        used = text(painter, box, thumbs_words(verdict), face=font(13, 600))
        box.setLeft(box.left() + used + dp(9))
        text(painter, box, standing_words(verdict), role="ink2", face=font(12))
