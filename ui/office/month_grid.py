"""A month of opening days: what is due, what is not as usual, and the marked days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shop.calendar import DAY_MINUTES, DayException, OpeningCalendar
from app.shop.words import SHORT_DAYS, SHORT_MONTHS, minute_words
from ui import icons
from ui.office.words import day_text, tr
from ui.theme import dp, font, tokens
from ui.widgets import paint

_HEAD = 28
_ONE_DAY = timedelta(days=1)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def first_weekday() -> int:
    """The first day of a week as the computer's locale says, Monday is 0."""
    return int(QLocale().firstDayOfWeek().value) - 1


class MonthGrid(QWidget):
    """``moved`` when other days are marked or another month is seen; the rest is for the page.

    Arrows move the day, with Shift they mark more; Page Up and Down go by a month, T to today;
    Enter edits, N makes a new closure, Del takes off what makes a day unusual.
    """

    moved = Signal()
    edit_wanted = Signal()
    closure_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = self._day = self._anchor = date(2000, 1, 1)
        self._month = self._day.replace(day=1)
        self._calendar: OpeningCalendar | None = None
        self._due: Mapping[date, int] = {}
        self._first_weekday = first_weekday()
        self._narrow = False
        self._dragging = False
        self.setAccessibleName(tr("Month"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- what others use -------------------------------------------------------------------------

    @property
    def day(self) -> date:
        """The day that the keys move."""
        return self._day

    @property
    def marked(self) -> tuple[date, ...]:
        """The marked days in order, one at least."""
        first, last = sorted((self._day, self._anchor))
        return tuple(first + step * _ONE_DAY for step in range((last - first).days + 1))

    @property
    def month(self) -> date:
        """The first of the month that is seen."""
        return self._month

    @property
    def seen(self) -> tuple[date, date]:
        """The first and last day that is drawn."""
        first = self._start()
        return first, first + timedelta(days=7 * self._rows() - 1)

    def show_calendar(self, calendar: OpeningCalendar, today: date) -> None:
        """Show these hours; the first time, today is marked."""
        fresh = self._calendar is None
        self._calendar, self._today = calendar, today
        if fresh:
            self.mark(today)
        self.update()

    def show_due(self, due: Mapping[date, int]) -> None:
        """How many cases are due on each day."""
        self._due = due
        self.update()

    def mark(self, day: date, anchor: date | None = None) -> None:
        """Mark a day, or all from an anchor to it; says nothing."""
        self._day, self._anchor = day, anchor or day
        self._month = day.replace(day=1)
        self.setAccessibleDescription(f"{day_text(day)}, {self._spoken(day)}")
        self.updateGeometry()
        self.update()

    def go(self, day: date, *, more: bool = False) -> None:
        """A person goes to a day, marking more on the way where asked to."""
        before = self._month
        self.mark(day, self._anchor if more else day)
        if self._month != before or not more or self._day != self._anchor:
            self.moved.emit()

    def go_month(self, step: int) -> None:
        """The same day another month."""
        month = self._month.year * 12 + self._month.month - 1 + step
        first = date(month // 12, month % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - _ONE_DAY
        self.go(first.replace(day=min(self._day.day, last.day)))

    def go_today(self) -> None:
        """Today."""
        self.go(self._today)

    def set_narrow(self, narrow: bool) -> None:
        """Lower cells with fewer words."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def cell(self, day: date) -> QRectF:
        """Where a day is drawn."""
        at = (day - self._start()).days
        grid = self._grid()
        wide, high = grid.width() / 7, grid.height() / self._rows()
        return QRectF(grid.left() + at % 7 * wide, grid.top() + at // 7 * high, wide, high)

    def sizeHint(self) -> QSize:
        return QSize(dp(640), dp(_HEAD) + self._rows() * dp(41 if self._narrow else 69))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(420), dp(_HEAD) + self._rows() * dp(34))

    # -- days ------------------------------------------------------------------------------------

    def _start(self) -> date:
        first = self._month
        return first - timedelta(days=(first.weekday() - self._first_weekday) % 7)

    def _rows(self) -> int:
        following = (self._month + timedelta(days=31)).replace(day=1)
        return -(-(following - self._start()).days // 7)

    def _grid(self) -> QRectF:
        return QRectF(0, dp(_HEAD), self.width(), self.height() - dp(_HEAD)).adjusted(
            0.5, 0.5, -0.5, -0.5
        )

    def _exception(self, day: date) -> DayException | None:
        return self._calendar.exceptions.get(day) if self._calendar else None

    def _hours_words(self, day: date) -> str:
        """``Closed``, ``till 6 pm``, ``3 pm to 9 pm``: how a day differs."""
        assert self._calendar is not None
        exception = self._calendar.exceptions.get(day)
        spans = self._calendar.spans_on(day)
        if not spans or (exception and exception.closed and day > self._today):
            return tr("Closed")
        usual = self._calendar.weekly[day.weekday()]
        close = minute_words(spans[-1][1])
        if exception and exception.closed:
            return tr("till {time}").format(time=close)
        if usual and spans[0][0] == usual[0][0]:
            return tr("till {time}").format(time=close)
        if usual and spans[-1][1] == usual[-1][1]:
            return tr("from {time}").format(time=minute_words(spans[0][0]))
        opens = minute_words(spans[0][0])
        return tr("{first} to {last}").format(first=opens, last=close)

    def _spoken(self, day: date) -> str:
        if self._calendar is None:
            return ""
        exception = self._exception(day)
        state = tr("open") if self._calendar.is_open_day(day) else tr("closed")
        return f"{state}, {exception.reason}" if exception and exception.reason else state

    # -- events ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, flags = Qt.Key(event.key()), event.modifiers()
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        calls = {
            Qt.Key.Key_T: self.go_today,
            Qt.Key.Key_Return: self.edit_wanted.emit,
            Qt.Key.Key_Enter: self.edit_wanted.emit,
            Qt.Key.Key_N: self.closure_wanted.emit,
            Qt.Key.Key_Delete: self.removal_wanted.emit,
        }
        if flags & others:
            super().keyPressEvent(event)
        elif key in steps:
            more = bool(flags & Qt.KeyboardModifier.ShiftModifier)
            self.go(self._day + timedelta(days=steps[key]), more=more)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_month(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in calls:
            calls[key]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        day = self._day_at(event)
        if day is not None:
            self._dragging = True
            self.go(day, more=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event)
        if (
            self._dragging
            and day is not None
            and day != self._day
            and day.month == self._month.month
        ):
            self.go(day, more=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_wanted.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def _day_at(self, event: QMouseEvent) -> date | None:
        first, last = self.seen
        for step in range((last - first).days + 1):
            day = first + timedelta(days=step)
            if self.cell(day).contains(event.position()):
                return day
        return None

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._calendar is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = self.seen
        grid, t = self._grid(), tokens()
        for at in range(7):
            cell = self.cell(first + timedelta(days=at))
            words = SHORT_DAYS[(self._first_weekday + at) % 7]
            box = QRectF(cell.left() + dp(8), 0, cell.width(), dp(_HEAD - 4))
            paint.text(painter, box, words, role="ink2", face=font(12))
        painter.save()
        around = QPainterPath()
        around.addRoundedRect(grid, dp(8), dp(8))
        painter.setClipPath(around)
        day = first
        while day <= last:
            self._paint_day(painter, day)
            day += _ONE_DAY
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawRoundedRect(grid, dp(8), dp(8))
        self._frame(painter, (self._today,), "ink")
        self._frame(painter, self.marked, "accent")
        if self.hasFocus():
            paint.halo(painter, self.cell(self._day).adjusted(4, 4, -4, -4), dp(4))

    def _frame(self, painter: QPainter, days: tuple[date, ...], role: str) -> None:
        first, last = self.seen
        for day in days:
            if first <= day <= last:
                painter.setPen(QPen(tokens().color(role), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.cell(day).adjusted(1, 1, -1, -1), 2, 2)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        assert self._calendar is not None
        t, cell = tokens(), self.cell(day)
        open_day, exception = self._calendar.is_open_day(day), self._exception(day)
        if day in self.marked:
            painter.fillRect(cell, t.color("accent_soft"))
        if not self._calendar.spans_on(day) or (not open_day and day > self._today):
            paint.hatch(painter, cell, "line", dp(6))
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawLine(cell.topRight(), cell.bottomRight())
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        inner = cell.adjusted(dp(8), dp(4), -dp(8), 0)
        line = QRectF(inner.left(), inner.top(), inner.width(), dp(18))
        other = day.month != self._month.month
        number = f"{day.day} {SHORT_MONTHS[day.month - 1]}" if other else str(day.day)
        role = "ink2" if other else "ink"
        paint.text(painter, line, number, role=role, face=font(12.5, 400 if other else 600))
        due = self._due.get(day, 0) if day >= self._today else 0
        if due and not self._narrow:
            words = tr("{count} due").format(count=due)
            paint.text(painter, line, words, role="ink2", face=font(11), align=_RIGHT)
        if exception is not None:
            self._paint_exception(painter, day, exception, line)
        named = self._narrow and exception is not None and bool(exception.reason)
        if not named and self._calendar.spans_on(day) and (open_day or day <= self._today):
            self._paint_bar(painter, day, cell, exception is not None)

    def _paint_exception(
        self, painter: QPainter, day: date, exception: DayException, line: QRectF
    ) -> None:
        name = line.translated(0, dp(18)).adjusted(0, 0, dp(6), 0)
        storm = exception.closed and bool(exception.spans)
        if storm:
            size = dp(12)
            box = QRectF(name.left(), name.top(), size, name.height())
            icons.paint(painter, "snowflake", "ink", box, size)
            name.adjust(dp(16), 0, 0, 0)
        reason = exception.reason.split(",")[0] if storm else exception.reason
        words = reason or self._hours_words(day)
        paint.text(painter, name, words, face=font(11, 500))
        if exception.reason and not self._narrow:
            hours = line.translated(0, dp(34))
            paint.text(painter, hours, self._hours_words(day), role="ink2", face=font(11))

    def _paint_bar(self, painter: QPainter, day: date, cell: QRectF, unusual: bool) -> None:
        assert self._calendar is not None
        t = tokens()
        track = QRectF(cell.left() + dp(8), cell.bottom() - dp(10), cell.width() - dp(16), dp(4))
        paint.rounded(painter, track, dp(2), t.surface if day in self.marked else t.sunk)
        first, last = 360, DAY_MINUTES
        for opens, closes in self._calendar.spans_on(day):
            left = max(opens - first, 0) / (last - first) * track.width()
            right = min(closes - first, last - first) / (last - first) * track.width()
            bar = QRectF(track.left() + left, track.top(), max(right - left, 2), track.height())
            color = t.color("ink" if unusual else "ink3")
            if not unusual:
                color.setAlphaF(0.7)
            paint.rounded(painter, bar, dp(2), color)
