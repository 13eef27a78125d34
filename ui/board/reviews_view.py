"""What was said of a film: quotes below each other, one of them on its shelf card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.board.queries import Review
from app.shop import settings
from ui.board import words
from ui.board.words import tr
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.labels import chip_width, paint_chip
from ui.widgets.overlay_bar import OverlayBar

_LEADING = 20
_SAID = 32


class ReviewButton(QAbstractButton):
    """One quote. A click opens it; a click on its chip puts it on the shelf card."""

    def __init__(
        self, review: Review, said_by: str, shorter: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.review = review
        self._said_by, self._shorter = said_by, shorter
        self._quote = f"\u201c{review.quote}\u201d"
        self._over = False
        self._released_at: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        on_card = tr("On shelf card") if review.on_card else ""
        parts = (self._quote, said_by, on_card)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self._height_for(self.width()))

    def sizeHint(self) -> QSize:
        return QSize(dp(280), self._height_for(dp(280)))

    def _height_for(self, width: int) -> int:
        return self._laid(width).lineCount() * dp(_LEADING) + dp(_SAID)

    def _laid(self, width: int) -> QTextLayout:
        """The quote in lines for a width."""
        laid = QTextLayout(self._quote, font(14))
        laid.beginLayout()
        line, top = laid.createLine(), 0
        while line.isValid():
            line.setLineWidth(max(40, width - 2 * dp(16)))
            line.setPosition(QPointF(0, top + (dp(_LEADING) - line.height()) / 2))
            line, top = laid.createLine(), top + dp(_LEADING)
        laid.endLayout()
        return laid

    @property
    def chip(self) -> str:
        """The words of its chip: where it stands, or what a click there does."""
        if self.review.on_card:
            return tr("On shelf card")
        return tr("Put on card") if self._over or self.hasFocus() else ""

    def chip_rect(self) -> QRectF:
        """Where the chip stands."""
        width = chip_width(self.chip) if self.chip else 0
        return QRectF(self.width() - dp(16) - width, self.height() - dp(28), width, dp(20))

    @property
    def at_chip(self) -> bool:
        """Whether the click that just came was one on the chip."""
        at = self._released_at
        return at is not None and self.chip_rect().contains(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._released_at = event.position()
        super().mouseReleaseEvent(event)
        self._released_at = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        if self._over:
            painter.fillRect(self.rect(), t.color("sunk"))
        painter.setPen(t.color("ink"))
        self._laid(self.width()).draw(painter, QPointF(dp(16), 0))
        chip = self.chip_rect()
        line = QRectF(dp(16), chip.top(), chip.left() - dp(24), chip.height())
        fits = paint.advance(self._said_by, font(12)) <= line.width()
        said = self._said_by if fits else self._shorter
        paint.text(painter, line, said, role="ink2", face=font(12))
        if self.chip:
            paint_chip(painter, chip, self.chip, "" if self.review.on_card else "accent")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()


class ReviewsView(QScrollArea):
    """Quotes, the one on the card first. `card_wanted(review_id)`, `opened(review_id)`."""

    card_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Reviews"))
        self._shown: tuple[tuple[Review, str, str], ...] = ()
        self._foot: QWidget | None = None
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, dp(8))
        self._column.setSpacing(dp(6))
        self._column.addStretch(1)
        self._inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(self._inside)
        OverlayBar(self)

    def show_reviews(self, reviews: Sequence[Review], now: datetime) -> None:
        """Other quotes; the same ones are left as they are."""
        today = settings.calendar().local_date(now)
        wanted = tuple(
            (one, words.said_by(one, today), words.said_by(one, today, short=True))
            for one in reviews
        )
        if wanted == self._shown:
            return
        self._shown = wanted
        for button in self._inside.findChildren(ReviewButton):
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        for place, (review, said_by, shorter) in enumerate(wanted):
            button = ReviewButton(review, said_by, shorter)
            button.clicked.connect(self._clicked)
            self._column.insertWidget(place, button)

    def set_foot(self, foot: QWidget | None) -> None:
        """Something below the last quote that scrolls with them; None lets it go again."""
        if self._foot is not None:
            self._column.removeWidget(self._foot)
        self._foot = foot
        if foot is not None:
            self._column.addWidget(foot)
            foot.show()

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, ReviewButton):
            return
        if button.at_chip and not button.review.on_card:
            self.card_wanted.emit(button.review.id)
        else:
            self.opened.emit(button.review.id)
