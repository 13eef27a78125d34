"""The last rentals of a title and a year of them as bars; never who rented."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.catalog import lookups
from app.catalog.title_detail import TitleDetail
from app.shop import settings
from app.shop.words import day_words
from ui.inventory.row_words import rental_words
from ui.theme import dp, font, tokens
from ui.widgets import paint_mark, word_role
from ui.widgets.paint import rounded, text

_SHOWN = 4
_PITCH = 20


class LastRentals(QWidget):
    """Heading, twelve bars, up to four lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: TitleDetail | None = None
        self._now: datetime | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_detail(self, detail: TitleDetail, now: datetime) -> None:
        """Another title, or the same anew."""
        self._detail, self._now = detail, now
        said = [self._head_words(detail), *(", ".join(line) for line in self._lines())]
        self.setAccessibleName(". ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = min(len(self._detail.last_rentals), _SHOWN) if self._detail else 0
        return QSize(dp(200), dp(24) + lines * dp(_PITCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        detail = self._detail
        if detail is None:
            return
        painter = QPainter(self)
        head = QRectF(0, 0, self.width(), dp(24))
        used = text(painter, head, self.tr("Last rentals"), face=font(14, 600))
        words = self._head_words(detail)
        text(painter, head.adjusted(used + dp(9), 0, 0, 0), words, role="ink2", face=font(12))
        self._paint_bars(painter, head, detail.rentals_by_month)
        for at, (day, what, state) in enumerate(self._lines()):
            self._paint_line(painter, dp(24) + at * dp(_PITCH), day, what, state, at)

    def _narrow(self) -> bool:
        return self.width() < dp(330)

    def _head_words(self, detail: TitleDetail) -> str:
        if not detail.last_rentals:
            return self.tr("never rented")
        return self.tr("{n} in 12 months").format(n=detail.rentals_12_months)

    def _lines(self) -> list[tuple[str, str, str]]:
        detail, now = self._detail, self._now
        if detail is None or now is None:
            return []
        calendar = settings.calendar()
        names = {row.short: row.name for row in lookups.formats()} if not self._narrow() else {}
        found = []
        for rental in detail.last_rentals[:_SHOWN]:
            day = day_words(calendar.local(rental.started_at).date(), dated=True)
            _, said = rental_words(rental, now, calendar)
            found.append((day, f"{names.get(rental.format, rental.format)} {rental.barcode}", said))
        return found

    def _paint_line(
        self, painter: QPainter, y: float, day: str, what: str, state: str, at: int
    ) -> None:
        assert self._detail is not None
        assert self._now is not None
        mark, _ = rental_words(self._detail.last_rentals[at], self._now, settings.calendar())
        face = font(12)
        text(painter, QRectF(0, y, dp(80), dp(_PITCH)), day, role="ink2", face=face)
        middle, right = (dp(74), dp(168)) if self._narrow() else (dp(84), dp(216))
        place = QRectF(middle, y, right - middle - dp(6), dp(_PITCH))
        text(painter, place, what, face=font(12, tabular=True))
        room = QRectF(right, y, self.width() - right, dp(_PITCH))
        role = "ink"
        if mark is not None:
            paint_mark(painter, mark, QPointF(right + dp(5), room.center().y()), dp(9))
            room = room.adjusted(dp(16), 0, 0, 0)
            role = word_role(mark)
        text(painter, room, state, role=role, face=face)

    def _paint_bars(self, painter: QPainter, head: QRectF, months: tuple[int, ...]) -> None:
        highest = max(months, default=0)
        if not highest:
            return
        t = tokens()
        width, pitch = dp(7), dp(10)
        left = head.right() - pitch * len(months) + (pitch - width)
        base = head.bottom() - dp(1)
        for at, count in enumerate(months):
            share = count / highest
            tall = max(dp(18) * share, 2 if count else 1)
            last = at == len(months) - 1
            color = QColor(t.ink2 if last else t.ink3)
            color.setAlphaF(1.0 if last else 0.6)
            box = QRectF(left + at * pitch, base - tall, width, tall)
            rounded(painter, box, 1.5, color)
