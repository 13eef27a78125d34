"""The two sums of a stock, always both: across and down, with what would fit."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.printing.lengths import Unit, short
from ui.printing.stock_draft import Sum
from ui.printing.stock_words import figure, length, proposal_words, tr, verdict
from ui.theme import dp, font, tokens
from ui.widgets import Button, paint

_CENTER = Qt.AlignmentFlag.AlignCenter
_NARROW, _TINY = 610, 520
_GOOD_HEIGHT, _BAD_HEIGHT = 48, 64


class SumView(QWidget):
    """One sum. ``better_wanted(field, value)``: its proposal is taken."""

    better_wanted = Signal(str, float)

    def __init__(self, *, across: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = across
        self._sum: Sum | None = None
        self._unit, self._sheet = Unit.INCH, ""
        self._verdict = ""
        self._beside = ""
        self.button = Button("", height=28, parent=self)
        self.button.clicked.connect(self._take)
        self.button.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(dp(_GOOD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(300), dp(_GOOD_HEIGHT))

    def show_sum(self, one: Sum, unit: Unit, sheet: str) -> None:
        """Other numbers."""
        self._sum, self._unit, self._sheet = one, unit, sheet
        self.button.setVisible(one.better is not None)
        if one.better is not None:
            words, self._beside = proposal_words(one.better, unit)
            self.button.setText(words)
            self.button.setAccessibleName(f"{words}, {self._beside}")
        self.setFixedHeight(dp(_GOOD_HEIGHT if one.better is None else _BAD_HEIGHT))
        self._verdict = verdict(one, unit, sheet, across=self._across)
        self.setAccessibleName(f"{self._name()}: {length(one.total, unit)}. {self._verdict}")
        self._place()
        self.update()

    def words(self) -> str:
        """The sentence."""
        return self._verdict

    def _name(self) -> str:
        return tr("Across") if self._across else tr("Down")

    @Slot()
    def _take(self) -> None:
        if self._sum is not None and self._sum.better is not None:
            better = self._sum.better
            self.better_wanted.emit(better.field, better.value)

    # -- drawing ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.button.sizeHint()
        self.button.setGeometry(
            round(self._verdict_left()), dp(30), size.width(), min(size.height(), dp(30))
        )

    def _tight(self) -> bool:
        return self.width() < dp(_NARROW)

    @property
    def _alone(self) -> bool:
        """In large letters the total stands alone."""
        return self.width() < dp(_TINY)

    def _verdict_left(self) -> float:
        if self._alone:
            return float(dp(158))
        return float(dp(352 if self._tight() else 388))

    def paintEvent(self, event: QPaintEvent) -> None:
        one = self._sum
        if one is None:
            return
        painter = QPainter(self)
        t = tokens()
        good = one.holds
        painter.fillRect(self.rect(), t.color("surface" if good else "stop_soft"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), t.color("line"))
        mark, role = ("check", "ok") if good else ("x", "stop")
        middle = self.height() / 2
        icons.paint(painter, mark, role, QRectF(dp(14), middle - dp(10), dp(16), dp(20)), dp(15))
        room = QRectF(dp(35), middle - dp(10), dp(52), dp(20))
        paint.text(painter, room, self._name(), face=font(13, 600))
        self._paint_parts(painter, one, middle)
        x = self._verdict_left()
        top = dp(5) if one.better is not None else middle - dp(10)
        room = QRectF(x, top, self.width() - x - dp(8), dp(22))
        face = font(12 if self._tight() else 12.5, 500 if good else 700)
        paint.text(painter, room, self._verdict, role="ink" if good else "stop", face=face)
        if self.button.isVisible():
            left = self.button.geometry().right() + dp(10)
            beside = QRectF(left, dp(30), self.width() - left - dp(6), dp(30))
            paint.text(painter, beside, self._beside, role="ink2", face=font(12))

    def _paint_parts(self, painter: QPainter, one: Sum, middle: float) -> None:
        """Margin + labels + spaces = total, each with its name below."""
        unit = self._unit
        times = "\u00d7"
        parts = (
            (figure(one.margin, unit), tr("left") if self._across else tr("top"), "+"),
            (f"{one.count} {times} {figure(one.label, unit)}", tr("labels"), "+"),
            (
                f"{max(0, one.count - 1)} {times} {figure(one.gap, unit)}",
                tr("between"),
                "=",
            ),
            (f"{short(one.total, unit)} {unit.value}", tr("in all"), ""),
        )
        face = font(12 if self._tight() else 12.5, 600)
        told = parts[-1:] if self._alone else parts
        spans = [paint.advance(number, face) for number, _, _ in told]
        x = float(dp(84))
        room = self._verdict_left() - dp(8) - x
        gap = max(float(dp(12)), (room - sum(spans)) / len(told))
        for (number, name, sign), span in zip(told, spans, strict=True):
            cell = QRectF(x, middle - dp(20), span, dp(20))
            role = "ink" if sign or one.holds else "stop"
            paint.text(painter, cell, number, role=role, face=face, align=_CENTER, elide=False)
            below = cell.translated(0, dp(19)).adjusted(-dp(16), 0, dp(16), 0)
            paint.text(painter, below, name, role="ink2", face=font(11.5), align=_CENTER)
            x += span + gap
            if sign:
                between = QRectF(x - gap, middle - dp(20), gap, dp(20))
                paint.text(
                    painter, between, sign, role="ink2", face=font(12), align=_CENTER, elide=False
                )
