"""The late fee by the day of coming back, as bars over days; nothing here knows a rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shop.words import SHORT_DAYS
from ui.amounts import money
from ui.office.trial import Trial, TrialDay
from ui.office.words import short_day, tr
from ui.theme import dp, font, mix, tokens
from ui.widgets import paint

_CENTER = Qt.AlignmentFlag.AlignCenter
_HEAD, _GAP, _BELOW = 33, 5, 24
_LABEL = 17


class FeeChart(QWidget):
    """Sixteen days. ``picked(int)`` when a person goes to a day; ``paged(int)`` beyond the ends.

    Left and Right go by a day, Home and End to the ends.
    """

    picked = Signal(int)
    paged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trial: Trial | None = None
        self._chosen = 0
        self._cap: int | None = None
        self._today: date | None = None
        self._due_words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("haloRadius", 8)
        self.setAccessibleName(tr("The late fee by the day it came back"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_trial(self, trial: Trial, chosen: int, due_words: str, started_on: date) -> None:
        """Show other bars, one of them chosen."""
        self._trial, self._due_words, self._today = trial, due_words, started_on
        self._cap = trial.terms.most_cents
        self._chosen = max(0, min(chosen, len(trial.days) - 1))
        self._announce()
        self.update()

    @property
    def chosen(self) -> int:
        """The index of the chosen day."""
        return self._chosen

    def day_box(self, index: int) -> QRectF:
        """Where a day's column is."""
        width = self.width() / max(len(self._days), 1)
        return QRectF(index * width, 0, width, self.height())

    def sizeHint(self) -> QSize:
        return QSize(dp(736), dp(176))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(480), dp(118))

    # -- events ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._days) - 1
        steps = {
            Qt.Key.Key_Left: self._chosen - 1,
            Qt.Key.Key_Right: self._chosen + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif 0 <= wanted <= last:
            self._pick(wanted)
        else:
            self.paged.emit(-1 if wanted < 0 else 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index in range(len(self._days)):
            if self.day_box(index).contains(event.position()):
                self._pick(index)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def _pick(self, index: int) -> None:
        if index == self._chosen:
            return
        self._chosen = index
        self._announce()
        self.update()
        self.picked.emit(index)

    def _announce(self) -> None:
        if self._days:
            day = self._days[self._chosen]
            self.setAccessibleDescription(f"{short_day(day.day)}: {money(day.fee.amount_cents)}")

    # -- painting --------------------------------------------------------------------------------

    @property
    def _days(self) -> Sequence[TrialDay]:
        return self._trial.days if self._trial is not None else ()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._trial is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, base = dp(_HEAD + _GAP), self.height() - dp(_BELOW)
        for index, day in enumerate(self._days):
            self._paint_ground(painter, self.day_box(index), index, day, top)
        painter.fillRect(QRectF(0, base, self.width(), 1), tokens().color("line"))
        room = base - top - dp(_LABEL) - dp(4)
        highest = max(self._trial.most_cents, self._cap or 0, 1)
        self._paint_cap(painter, base, room, highest)
        for index, day in enumerate(self._days):
            self._paint_bar(painter, index, day, base, room / highest)
        self._paint_way(painter, base)

    def _paint_ground(
        self, painter: QPainter, cell: QRectF, index: int, day: TrialDay, top: float
    ) -> None:
        t = tokens()
        chosen = index == self._chosen
        plot = QRectF(cell.left(), top, cell.width(), cell.height() - top)
        if chosen:
            paint.rounded(painter, plot, dp(5), t.accent_soft)
        if day.closed:
            paint.hatch(painter, plot.adjusted(0, 0, -1, 0), "line", dp(5))
        started = day.day == self._today
        if started:
            tab = QRectF(0, 0, dp(34), dp(_HEAD))
            tab.moveCenter(QPointF(cell.center().x(), dp(_HEAD) / 2))
            paint.rounded(painter, tab, dp(6), t.dark)
        weak = "on_dark" if started else "accent_text" if chosen else "ink2"
        strong = "on_dark" if started else "accent_text" if chosen else "ink"
        letters = SHORT_DAYS[day.day.weekday()][:2]
        upper = QRectF(cell.left(), dp(2), cell.width(), dp(15))
        lower = QRectF(cell.left(), dp(16), cell.width(), dp(15))
        face = font(11.5, 600 if chosen else 400)
        paint.text(painter, upper, letters, role=weak, face=face, align=_CENTER)
        number = str(day.day.day)
        paint.text(painter, lower, number, role=strong, face=font(11.5, 600), align=_CENTER)

    def _paint_cap(self, painter: QPainter, base: float, room: float, highest: int) -> None:
        if self._cap is None or not self._trial or not self._trial.terms.late_rate_cents:
            return
        y = round(base - room * self._cap / highest) + 0.5
        painter.setPen(QPen(tokens().color("ink2"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        words = tr("cap {amount}").format(amount=money(self._cap))
        box = QRectF(0, y - dp(17), dp(90), dp(16))
        paint.text(painter, box, words, role="ink2", face=font(12), elide=False)

    def _paint_bar(
        self, painter: QPainter, index: int, day: TrialDay, base: float, scale: float
    ) -> None:
        cell, cents = self.day_box(index), day.fee.amount_cents
        height = cents * scale
        size = 12 if cell.width() >= dp(43) else 11
        face = font(size, 600 if cents else 400, tabular=True)
        words = money(cents) if cents else "0"
        label = QRectF(cell.left(), base - height - dp(_LABEL) - 1, cell.width(), dp(_LABEL))
        if cents:
            t = tokens()
            share = 1.0 if index == self._chosen else 0.22 if day.closed else 0.45
            width = min(dp(28), cell.width() * 0.62)
            bar = QRectF(cell.center().x() - width / 2, base - height, width, height)
            painter.save()
            painter.setClipRect(bar)
            fill = QColor(mix(t.stop, t.surface, share))
            paint.rounded(painter, bar.adjusted(0, 0, 0, dp(4)), dp(4), fill)
            painter.restore()
            self._clear_behind(painter, label, words, face, index)
        role = "ink" if cents else "ink2"
        paint.text(painter, label, words, role=role, face=face, align=_CENTER, elide=False)

    def _clear_behind(
        self, painter: QPainter, label: QRectF, words: str, face: QFont, index: int
    ) -> None:
        """The cap's line does not run through an amount."""
        painter.setFont(face)
        box = painter.fontMetrics().boundingRect(words)
        plate = QRectF(0, 0, box.width() + dp(4), dp(12))
        plate.moveCenter(label.center())
        t = tokens()
        fill = t.accent_soft if index == self._chosen else t.surface
        painter.fillRect(plate, QColor(fill))

    def _paint_way(self, painter: QPainter, base: float) -> None:
        """From the day of renting to the day it is due."""
        assert self._trial is not None
        days = [day.day for day in self._days]
        due_on, start = self._trial.due_on, self._today
        if not days or start is None or days[0] > due_on:
            return
        t, y = tokens(), base + dp(_BELOW) / 2
        last = days.index(due_on) if due_on in days else len(days) - 1
        first = days.index(start) if start in days else 0
        left = QPointF(self.day_box(first).center().x(), y)
        right = QPointF(self.day_box(last).center().x(), y)
        painter.setPen(QPen(t.color("ink"), 2))
        painter.drawLine(left, right)
        if start in days:
            painter.setBrush(t.color("surface"))
            painter.setPen(QPen(t.color("ink"), 1.8))
            painter.drawEllipse(left, dp(4), dp(4))
        if due_on in days:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.color("ink"))
            painter.drawEllipse(right, dp(5), dp(5))
        x = right.x() + dp(14)
        wide = painter.fontMetrics().horizontalAdvance(self._due_words) + dp(8)
        if x + wide > self.width():
            return
        box = QRectF(x, y - dp(9), wide + dp(20), dp(18))
        plate = QRectF(x - dp(3), y - dp(8), wide - dp(2), dp(16))
        painter.fillRect(plate, t.color("surface"))
        paint.text(painter, box, self._due_words, face=font(12), elide=False)
