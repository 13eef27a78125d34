"""What a change of the calendar does, rental by rental: now above, then below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from app.rentals.storm_day import Effect
from app.shop.calendar import OpeningCalendar
from app.shop.words import SHORT_DAYS
from ui import icons
from ui.amounts import money
from ui.office.words import clock_text, tr
from ui.theme import dp, font, mix, tokens
from ui.widgets import paint

DAYS = 9
_DAY = 24
_BEFORE = 3
_HEAD = 34
_FEE = 108
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter


class EffectList(QAbstractScrollArea):
    """``picked(object)`` carries the effect whose sentence is wanted."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._effects: tuple[Effect, ...] = ()
        self._days: tuple[date, ...] = ()
        self._calendar: OpeningCalendar | None = None
        self._now: datetime | None = None
        self._current = 0
        self._row = 52
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("What changes"))
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, dp(_HEAD), 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._head = _Head(self)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_effects(
        self,
        effects: Sequence[Effect],
        days: tuple[date, ...],
        calendar: OpeningCalendar,
        now: datetime,
    ) -> None:
        """Show these, around the days that change; `calendar` is the one after the change."""
        self._effects, self._days = tuple(effects), days
        self._calendar, self._now = calendar, now
        self._current = 0
        self._fit()
        self._tell()

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What is listed."""
        return self._effects

    @property
    def current(self) -> Effect | None:
        """The effect whose sentence is shown."""
        return self._effects[self._current] if self._effects else None

    def set_narrow(self, narrow: bool) -> None:
        """Rows of 40 without the note under a fee."""
        self._row = 40 if narrow else 52
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(dp(600), dp(_HEAD) + dp(self._row) * 7)

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(420), dp(_HEAD) + dp(self._row) * 2)

    # -- where things are ------------------------------------------------------------------------

    def strip_left(self) -> float:
        """Where the days begin."""
        return self.width() - dp(_FEE) - dp(16) - DAYS * dp(_DAY) - dp(12)

    def seen_days(self) -> tuple[date, ...]:
        """The days of the strip."""
        if not self._days:
            return ()
        first = self._days[0] - timedelta(days=_BEFORE)
        return tuple(first + timedelta(days=step) for step in range(DAYS))

    def _x(self, at: datetime) -> float:
        assert self._calendar is not None
        local = self._calendar.local(at)
        days = (local.date() - self.seen_days()[0]).days + (local.hour * 60 + local.minute) / 1440
        return self.strip_left() + min(max(days, 0), DAYS) * dp(_DAY)

    def _fit(self) -> None:
        tall = len(self._effects) * dp(self._row)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(tall - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(dp(self._row))
        self._head.setGeometry(0, 0, self.width(), dp(_HEAD))
        self._head.update()
        self.viewport().update()

    # -- events ----------------------------------------------------------------------------------

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self._effects:
            super().keyPressEvent(event)
            return
        self._pick(max(0, min(self._current + step, len(self._effects) - 1)))
        top = self._current * dp(self._row)
        bar = self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), top + dp(self._row) - self.viewport().height()), top))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() + self.verticalScrollBar().value()) // dp(self._row))
        if 0 <= at < len(self._effects):
            self._pick(at)

    def _pick(self, index: int) -> None:
        if index != self._current:
            self._current = index
            self.viewport().update()
            self._tell()

    def _tell(self) -> None:
        effect = self.current
        words = "" if effect is None else f"{effect.member_name}: {effect.sentence}"
        self.setAccessibleDescription(words)
        self.picked.emit(effect)

    @Slot()
    def _scrolled(self) -> None:
        self.viewport().update()

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._calendar is None or not self._days:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, QRectF(self.viewport().rect()))
        row, offset = dp(self._row), self.verticalScrollBar().value()
        for at, effect in enumerate(self._effects):
            box = QRectF(0, at * row - offset, self.width(), row)
            if box.bottom() >= 0 and box.top() <= self.viewport().height():
                self._paint_row(painter, box, effect, at == self._current)

    def paint_ground(self, painter: QPainter, box: QRectF) -> None:
        """The days that change in pink, closed days hatched, down the whole list."""
        assert self._calendar is not None
        tall = min(box.height(), len(self._effects) * dp(self._row))
        for at, day in enumerate(self.seen_days()):
            column = QRectF(self.strip_left() + at * dp(_DAY), box.top(), dp(_DAY), tall)
            if day in self._days:
                painter.fillRect(column, tokens().color("accent_soft"))
            elif not self._calendar.is_open_day(day):
                paint.hatch(painter, column, "line", dp(5))

    def _paint_row(self, painter: QPainter, box: QRectF, effect: Effect, current: bool) -> None:
        t = tokens()
        hair = t.color("line")
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        if current and self.hasFocus():
            painter.fillRect(QRectF(0, box.top(), dp(3), box.height()), t.color("focus"))
        words = QRectF(dp(16), 0, self.strip_left() - dp(24), dp(18))
        middle = box.center().y()
        words.moveTop(middle - dp(17))
        paint.text(painter, words, effect.member_name or "–", face=font(13, 500))
        words.moveTop(middle)
        paint.text(painter, words, self._second_line(effect), role="ink2", face=font(12))
        self._paint_ways(painter, middle, effect)
        self._paint_fee(painter, box, effect)

    def _second_line(self, effect: Effect) -> str:
        assert self._calendar is not None
        if effect.back_at is None:
            return tr("{title}, still out").format(title=effect.title)
        local = self._calendar.local(effect.back_at)
        day = f"{SHORT_DAYS[local.weekday()]} {local.day}"
        return tr("{title}, back {day}, {time}").format(
            title=effect.title, day=day, time=clock_text(local)
        )

    def _paint_ways(self, painter: QPainter, middle: float, effect: Effect) -> None:
        t, up, low = tokens(), middle - dp(8), middle + dp(8)
        soft, full = mix(t.stop, t.surface, 0.45), t.stop
        assert self._now is not None
        back = effect.back_at or self._now
        self._paint_way(painter, up, effect.due_before, effect.fee_cents_before, effect, soft)
        if effect.fee_cents_after or effect.due_after < back:
            self._paint_way(painter, low, effect.due_after, effect.fee_cents_after, effect, full)
            return
        x = self._x(effect.due_after)
        painter.fillRect(QRectF(x - 1, low - dp(5), 2.4, dp(10)), t.color("ink"))
        size = dp(12)
        box = QRectF(x - size - dp(6), low - size / 2, size, size)
        icons.paint(painter, "check", "ok", box, size)

    def _paint_way(
        self, painter: QPainter, y: float, due: datetime, cents: int, effect: Effect, color: str
    ) -> None:
        assert self._now is not None
        left, right = self._x(due), self._x(effect.back_at or self._now)
        if cents or due < (effect.back_at or self._now):
            bar = QRectF(left, y - dp(2.5), max(right - left, 2), dp(5))
            painter.fillRect(bar, tokens().color(color))
            if effect.back_at is not None:
                painter.setBrush(tokens().color("surface"))
                painter.setPen(QPen(tokens().color(color), 1.8))
                painter.drawEllipse(QPointF(right, y), dp(3), dp(3))
        painter.fillRect(QRectF(left - 1, y - dp(5), 2.4, dp(10)), tokens().color("ink"))

    def _paint_fee(self, painter: QPainter, box: QRectF, effect: Effect) -> None:
        if not effect.change_cents and not effect.fee_cents_before:
            return
        narrow = self._row < 50
        right = self.width() - dp(16)
        line = QRectF(right - dp(_FEE), 0, dp(_FEE), dp(18))
        line.moveTop(box.center().y() - (dp(9) if narrow else dp(17)))
        after = money(effect.fee_cents_after)
        bold = font(13, 600, tabular=True)
        wide = paint.text(painter, line, after, face=bold, align=_RIGHT)
        if effect.change_cents:
            arrow = QRectF(line.right() - wide - dp(22), line.top(), dp(14), line.height())
            icons.paint(painter, "arrow-right", "ink2", arrow, dp(11))
            struck = QFont(font(13, tabular=True))
            struck.setStrikeOut(True)
            old = QRectF(line.left(), line.top(), arrow.left() - line.left() - dp(6), line.height())
            before = money(effect.fee_cents_before)
            paint.text(painter, old, before, role="ink2", face=struck, align=_RIGHT)
        note = self._note(effect)
        if note and not narrow:
            line.moveTop(box.center().y())
            paint.text(painter, line, note, role="ink2", face=font(11.5), align=_RIGHT)

    def _note(self, effect: Effect) -> str:
        if effect.back_at is None:
            return tr("so far")
        if effect.waived_cents:
            return tr("{amount} already waived").format(amount=money(effect.waived_cents))
        return ""


class _Head(QWidget):
    """The words and the days over the list."""

    def __init__(self, listing: EffectList) -> None:
        super().__init__(listing)
        self._list = listing

    def paintEvent(self, event: QPaintEvent) -> None:
        listing, t = self._list, tokens()
        days = listing.seen_days()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), t.color("line"))
        if not days or not listing.effects:
            return
        upper = QRectF(dp(16), dp(1), dp(260), dp(16))
        paint.text(painter, upper, tr("What changes"), role="ink2", face=font(11.5))
        lower = upper.translated(0, dp(15))
        paint.text(painter, lower, tr("now above, then below"), role="ink2", face=font(11.5))
        assert listing._calendar is not None
        assert listing._now is not None
        today = listing._calendar.local_date(listing._now)
        for at, day in enumerate(days):
            cell = QRectF(listing.strip_left() + at * dp(_DAY), 0, dp(_DAY), self.height() - 1)
            dark, pink = day == today, day in listing._days
            if dark:
                paint.rounded(painter, cell.adjusted(0, 2, 0, -2), dp(4), t.dark)
            elif pink:
                painter.fillRect(cell, t.color("accent_soft"))
            role = "on_dark" if dark else "accent_text" if pink else "ink2"
            strong = "on_dark" if dark else "accent_text" if pink else "ink"
            top = QRectF(cell.left() - 4, dp(2), cell.width() + 8, dp(15))
            word = SHORT_DAYS[day.weekday()]
            face = font(10.5)
            paint.text(painter, top, word, role=role, face=face, align=_CENTER, elide=False)
            number = str(day.day)
            top.moveTop(dp(16))
            paint.text(painter, top, number, role=strong, face=font(10.5, 600), align=_CENTER)
        fee = QRectF(self.width() - dp(_FEE) - dp(16), 0, dp(_FEE), self.height())
        paint.text(painter, fee, tr("Fee"), role="ink2", face=font(12), align=_RIGHT)
