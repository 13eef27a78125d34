"""The two sums of a stock, always both: across and down, with what would fit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.printing.lengths import Unit, shown
from ui.printing.stock_draft import Sum
from ui.printing.stock_words import holds, length, tr, verdict
from ui.theme import dp, font, tokens
from ui.widgets import Button, paint

_CENTER = Qt.AlignmentFlag.AlignCenter


class SumView(QWidget):
    """One sum. ``better_wanted(field, points)``: its proposal is taken."""

    better_wanted = Signal(str, float)

    def __init__(self, field: str, *, across: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._across = field, across
        self._sum: Sum | None = None
        self._unit, self._sheet = Unit.INCH, ""
        self._button = Button("", height=28)
        self._button.clicked.connect(self._take)
        self._button.hide()
        self._equal = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(388), dp(26), dp(12), dp(8))
        row.addWidget(self._button)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(dp(64))

    def show_sum(self, one: Sum, unit: Unit, sheet: str) -> None:
        """Other numbers."""
        self._sum, self._unit, self._sheet = one, unit, sheet
        good = holds(one)
        offered = not good and one.better is not None
        self._button.setVisible(offered)
        if offered and one.better is not None:
            self._button.setText(tr("Use pitch {n}").format(n=shown(one.better, unit)))
        words = verdict(one, unit, sheet, across=self._across)
        total = length(one.total, unit)
        name = tr("Across") if self._across else tr("Down")
        self.setAccessibleName(f"{name}: {total}. {words}")
        self.update()

    @Slot()
    def _take(self) -> None:
        if self._sum is not None and self._sum.better is not None:
            self.better_wanted.emit(self._field, self._sum.better)

    def paintEvent(self, event: QPaintEvent) -> None:
        one = self._sum
        if one is None:
            return
        painter = QPainter(self)
        t = tokens()
        good = holds(one)
        painter.fillRect(self.rect(), t.color("surface" if good else "stop_soft"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), t.color("line"))
        mark, role = ("check", "ok") if good else ("x", "stop")
        middle = QRectF(dp(14), dp(18), dp(16), dp(20))
        icons.paint(painter, mark, role, middle, dp(15))
        name = tr("Across") if self._across else tr("Down")
        paint.text(painter, QRectF(dp(36), dp(18), dp(60), dp(20)), name, face=font(13, 600))
        self._paint_parts(painter, one, good)
        words = verdict(one, self._unit, self._sheet, across=self._across)
        x = self._verdict_left()
        room = QRectF(x, dp(8) if not good else dp(18), self.width() - x - dp(10), dp(20))
        paint.text(
            painter,
            room,
            words,
            role="ink" if good else "stop",
            face=font(12.5, 500 if good else 700),
        )
        if self._button.isVisible():
            after = self._button.geometry()
            left = after.right() + dp(10)
            if self.width() - left > dp(90):
                beside = QRectF(left, after.top(), self.width() - left, after.height())
                paint.text(painter, beside, tr("equal margins"), role="ink2", face=font(12))

    def _verdict_left(self) -> float:
        return float(dp(388) if self.width() > dp(560) else dp(330))

    def resizeEvent(self, event: object) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(round(self._verdict_left()), dp(28), dp(12), dp(6))

    def _paint_parts(self, painter: QPainter, one: Sum, good: bool) -> None:
        """Margin + labels + spaces = total, each with its name below."""
        unit = self._unit
        gap = f"{max(0, one.count - 1)} \u00d7 {shown(one.gap, unit)}"
        parts = (
            (shown(one.margin, unit), tr("left") if self._across else tr("top"), "+"),
            (f"{one.count} \u00d7 {shown(one.label, unit)}", tr("labels"), "+"),
            (gap, tr("between"), "="),
            (length(one.total, unit), tr("in all"), ""),
        )
        widths = (46, 78, 78, 72)
        x = float(dp(88))
        for (number, name, sign), wide in zip(parts, widths, strict=True):
            cell = QRectF(x, dp(10), dp(wide), dp(20))
            last = not sign
            role = "stop" if last and not good else "ink"
            paint.text(painter, cell, number, role=role, face=font(12.5, 600), align=_CENTER)
            below = cell.translated(0, dp(20))
            paint.text(painter, below, name, role="ink2", face=font(11.5), align=_CENTER)
            x += dp(wide)
            if sign:
                room = QRectF(x - dp(7), dp(10), dp(14), dp(20))
                paint.text(painter, room, sign, role="ink2", face=font(12), align=_CENTER)
