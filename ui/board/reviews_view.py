"""What was said of a film: quotes below each other, one of them on its shelf card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
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

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ReviewButton(QAbstractButton):
    """One quote. A click opens it; a click on its chip puts it on the shelf card."""

    def __init__(self, review: Review, said_by: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.review = review
        self._said_by = said_by
        self._quote = f"\u201c{review.quote}\u201d"
        self._over = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        on_card = tr("On shelf card") if review.on_card else ""
        parts = (self._quote, said_by, on_card)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self._quote_height(self.width()) + dp(34))

    def sizeHint(self) -> QSize:
        return QSize(dp(280), self._quote_height(dp(280)) + dp(34))

    def _quote_height(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - 2 * dp(16)), 10_000)
        return QFontMetrics(font(14)).boundingRect(room, int(_WRAP), self._quote).height()

    @property
    def chip(self) -> str:
        """The words of its chip: where it stands, or what a click there does."""
        if self.review.on_card:
            return tr("On shelf card")
        return tr("Put on card") if self._over or self.hasFocus() else ""

    def chip_rect(self) -> QRectF:
        """Where the chip stands."""
        width = chip_width(self.chip) if self.chip else 0
        return QRectF(self.width() - dp(16) - width, self.height() - dp(26), width, dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        if self._over:
            painter.fillRect(self.rect(), t.color("sunk"))
        room = self.rect().adjusted(dp(16), dp(4), -dp(16), 0)
        painter.setFont(font(14))
        painter.setPen(t.color("ink"))
        painter.drawText(room, int(_WRAP), self._quote)
        chip = self.chip_rect()
        line = QRectF(dp(16), chip.top(), chip.left() - dp(24), chip.height())
        paint.text(painter, line, self._said_by, role="ink2", face=font(12))
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
        self._shown: tuple[tuple[Review, str], ...] = ()
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, dp(8))
        self._column.setSpacing(dp(6))
        self._column.addStretch(1)
        self._inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(self._inside)

    def show_reviews(self, reviews: Sequence[Review], now: datetime) -> None:
        """Other quotes; the same ones are left as they are."""
        today = settings.calendar().local_date(now)
        wanted = tuple((one, words.said_by(one, today)) for one in reviews)
        if wanted == self._shown:
            return
        self._shown = wanted
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (review, said_by) in enumerate(wanted):
            button = ReviewButton(review, said_by)
            button.clicked.connect(self._clicked)
            self._column.insertWidget(place, button)

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, ReviewButton):
            return
        at = button.mapFromGlobal(button.cursor().pos())
        if button.chip_rect().contains(at) and not button.review.on_card:
            self.card_wanted.emit(button.review.id)
        else:
            self.opened.emit(button.review.id)
