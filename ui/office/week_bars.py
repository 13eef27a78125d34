"""The weekly hours as seven bars; the chosen day has ends that drag and move by keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.shop.calendar import DAY_MINUTES, Span, Week, check_spans
from app.shop.errors import RuleViolation
from app.shop.words import LONG_DAYS
from ui.office.words import tr
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.hours_words import spans_text

STEP = 15
"""Minutes that an end moves by."""

_FIRST, _LAST = 360, DAY_MINUTES
_USUAL: tuple[Span, ...] = ((660, 1320),)
_HEAD = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WeekBars(QWidget):
    """``changed`` after each change by a person, ``chosen`` when another day is meant.

    Up and Down choose a day, Left and Right move the end that is marked, Space marks the other
    end, Del closes the day and Enter opens it.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, first_day: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = [(first_day + step) % 7 for step in range(7)]
        self._week: list[tuple[Span, ...]] = [()] * 7
        self._kept: list[tuple[Span, ...]] = [_USUAL] * 7
        self._current = self._order[-1]
        self._end = (0, 1)  # which span, opening or closing
        self._held = False
        self._row, self._narrow = 30, False
        self._now: datetime | None = None
        self.setAccessibleName(tr("Weekly hours"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # -- what others use -------------------------------------------------------------------------

    @property
    def week(self) -> Week:
        """The hours, Monday first."""
        return tuple(self._week)

    @property
    def current(self) -> int:
        """The chosen weekday, Monday is 0."""
        return self._current

    @property
    def span(self) -> Span | None:
        """The chosen day's span whose ends are in hand; None while it is closed."""
        spans = self._week[self._current]
        return spans[min(self._end[0], len(spans) - 1)] if spans else None

    def show_week(self, week: Week) -> None:
        """Show other hours; says nothing."""
        self._week = list(week)
        for day, spans in enumerate(week):
            self._kept[day] = spans or self._kept[day]
        self._announce()
        self.update()

    def show_now(self, local: datetime) -> None:
        """Mark today and the time in it."""
        self._now = local
        self.update()

    def choose(self, weekday: int) -> None:
        """Another day is meant."""
        if weekday != self._current:
            self._current, self._end = weekday, (0, 1)
            self._announce()
            self.update()
            self.chosen.emit()

    def set_spans(self, weekday: int, spans: tuple[Span, ...]) -> None:
        """A person gave a day other hours; raises `hours.invalid`."""
        check_spans(spans, weekday=weekday)
        if spans == self._week[weekday]:
            return
        self._week[weekday] = spans
        self._kept[weekday] = spans or self._kept[weekday]
        self._announce()
        self.update()
        self.changed.emit()

    def set_span(self, span: Span) -> None:
        """The span in hand becomes another one; a closed day opens with it."""
        spans = list(self._week[self._current]) or [span]
        spans[min(self._end[0], len(spans) - 1)] = span
        self.set_spans(self._current, tuple(spans))

    def same_all_week(self) -> None:
        """The chosen day's hours for every day that is open."""
        wanted = self._week[self._current]
        if not wanted:
            return
        self._week = [wanted if spans else () for spans in self._week]
        self.update()
        self.changed.emit()

    def set_narrow(self, narrow: bool) -> None:
        """Rows of 24 without the sum."""
        self._narrow, self._row = narrow, 24 if narrow else 30
        self.updateGeometry()
        self.update()

    def end_at(self, weekday: int, end: int) -> QPointF:
        """Where an end of a day's first span is, for the mouse of a test."""
        box = self._track(weekday)
        return QPointF(self._x(self._week[weekday][0][end]), box.center().y())

    def sizeHint(self) -> QSize:
        return QSize(dp(640), dp(_HEAD) + 7 * dp(self._row))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(420), dp(_HEAD) + 7 * dp(self._row))

    # -- where things are ------------------------------------------------------------------------

    def _axis(self) -> tuple[int, int]:
        spans = [span for day in self._week for span in day]
        first = 0 if any(opens < _FIRST for opens, _ in spans) else _FIRST
        return first, max([_LAST, *(min(-(-b // 180) * 180, 2 * _LAST) for _, b in spans)])

    def _left(self) -> int:
        return dp(129 if self._narrow else 137)

    def _wide(self) -> float:
        return self.width() - self._left() - dp(128 if self._narrow else 185)

    def _x(self, minute: int) -> float:
        first, last = self._axis()
        return self._left() + self._wide() * (minute - first) / (last - first)

    def _minute(self, x: float) -> int:
        first, last = self._axis()
        exact = first + (x - self._left()) / max(self._wide(), 1) * (last - first)
        return min(max(round(exact / STEP) * STEP, first), last)

    def _line(self, weekday: int) -> QRectF:
        at = self._order.index(weekday)
        return QRectF(0, dp(_HEAD) + at * dp(self._row), self.width(), dp(self._row))

    def _track(self, weekday: int) -> QRectF:
        track = QRectF(self._left(), 0, self._wide(), dp(14))
        track.moveTop(self._line(weekday).center().y() - dp(14) / 2)
        return track

    # -- events ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if control or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in steps:
            at = self._order.index(self._current) + steps[key]
            self.choose(self._order[max(0, min(at, 6))])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._nudge(-STEP if key == Qt.Key.Key_Left else STEP)
        elif key == Qt.Key.Key_Space:
            self._next_end()
        elif key == Qt.Key.Key_Delete:
            self.set_spans(self._current, ())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._week[self._current]:
                self.set_spans(self._current, self._kept[self._current])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        day = self._day_at(event.position().y())
        if day is None:
            return
        self.choose(day)
        near = self._end_near(day, event.position().x())
        if near is not None:
            self._end, self._held = near, True
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._move_end(self._minute(event.position().x()))
            return
        day = self._day_at(event.position().y())
        near = None if day is None else self._end_near(day, event.position().x())
        shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A closed day opens; on an open one a second span begins where nothing is."""
        day = self._day_at(event.position().y())
        if day is None:
            return
        spans = self._week[day]
        if not spans:
            self.set_spans(day, self._kept[day])
            return
        minute = self._minute(event.position().x())
        if any(opens - 60 <= minute <= closes + 15 for opens, closes in spans):
            return
        wanted = tuple(sorted((*spans, (minute, min(minute + 120, 2 * _LAST)))))
        try:
            self.set_spans(day, wanted)
        except RuleViolation:
            return

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def _day_at(self, y: float) -> int | None:
        at = int((y - dp(_HEAD)) // dp(self._row))
        return self._order[at] if 0 <= at < 7 else None

    def _end_near(self, day: int, x: float) -> tuple[int, int] | None:
        ends = [
            (abs(self._x(minute) - x), at, end)
            for at, span in enumerate(self._week[day])
            for end, minute in enumerate(span)
        ]
        nearest = min(ends, default=None)
        return None if nearest is None or nearest[0] > dp(10) else nearest[1:]

    def _nudge(self, step: int) -> None:
        span = self.span
        if span is not None:
            self._move_end(span[self._end[1]] + step)

    def _move_end(self, minute: int) -> None:
        spans = [list(span) for span in self._week[self._current]]
        at = min(self._end[0], len(spans) - 1)
        spans[at][self._end[1]] = minute
        try:
            self.set_spans(self._current, tuple((a, b) for a, b in spans))
        except RuleViolation:
            return  # an end stops where the hours would make no sense

    def _next_end(self) -> None:
        ends = [(at, end) for at in range(len(self._week[self._current])) for end in (0, 1)]
        if ends:
            at = ends.index(self._end) if self._end in ends else -1
            self._end = ends[(at + 1) % len(ends)]
            self.update()
            self.chosen.emit()

    def _announce(self) -> None:
        day = LONG_DAYS[self._current]
        self.setAccessibleDescription(f"{day}: {spans_text(self._week[self._current])}")

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        for weekday in self._order:
            self._paint_day(painter, weekday)

    def _paint_axis(self, painter: QPainter) -> None:
        first, last = self._axis()
        for minute in range(first, last + 1, 180):
            box = QRectF(self._x(minute) - dp(40), 0, dp(80), dp(_HEAD))
            paint.text(
                painter,
                box,
                _axis_words(minute, minute == first),
                role="ink2",
                face=font(11),
                align=Qt.AlignmentFlag.AlignCenter,
                elide=False,
            )

    def _paint_day(self, painter: QPainter, weekday: int) -> None:
        t, line, track = tokens(), self._line(weekday), self._track(weekday)
        spans, on = self._week[weekday], weekday == self._current
        if on:
            painter.fillRect(line, t.color("sunk"))
            if self.hasFocus():
                painter.fillRect(QRectF(0, line.top(), dp(3), line.height()), t.color("focus"))
        name = QRectF(dp(16), line.top(), self._left() - dp(20), line.height())
        written = paint.text(painter, name, LONG_DAYS[weekday], face=font(13, 500))
        today = self._now is not None and self._now.weekday() == weekday
        if today:
            rest = name.adjusted(written + dp(6), 0, 0, 0)
            paint.text(painter, rest, tr("today"), role="ink2", face=font(11.5))
        ground = "surface" if on else "sunk"
        if spans:
            paint.rounded(painter, track, 3, ground)
            self._paint_marks(painter, track)
        else:
            paint.rounded(painter, track, 3, t.sunk)
            paint.hatch(painter, track, "ink3" if t.night else "line", dp(5))
        for at, span in enumerate(spans):
            self._paint_span(painter, track, at, span, on)
        if today and self._now is not None:
            x = self._x(self._now.hour * 60 + self._now.minute)
            painter.fillRect(QRectF(x - 3, track.top() - 2, 6, track.height() + 4), t.surface)
            painter.fillRect(QRectF(x - 1, track.top() - 2, 2, track.height() + 4), t.ink)
        self._paint_words(painter, line, spans)

    def _paint_marks(self, painter: QPainter, track: QRectF) -> None:
        first, last = self._axis()
        for minute in range(first + 180, last, 180):
            x = round(self._x(minute))
            painter.fillRect(QRectF(x, track.top(), 1, track.height()), tokens().color("line"))

    def _paint_span(self, painter: QPainter, track: QRectF, at: int, span: Span, on: bool) -> None:
        t = tokens()
        left, right = self._x(span[0]), self._x(span[1])
        bar = QRectF(left, track.top(), right - left, track.height())
        paint.rounded(painter, bar, 3, t.ink if on else t.ink2)
        if not on:
            return
        for end, x in enumerate((left, right)):
            knob = QRectF(x - dp(3), track.top() - dp(2), dp(6), track.height() + dp(4))
            marked = self.hasFocus() and (at, end) == self._end
            line = t.focus if marked else t.ink
            paint.rounded(painter, knob, dp(3), t.surface, line, 2.2 if marked else 1.3)

    def _paint_words(self, painter: QPainter, line: QRectF, spans: Sequence[Span]) -> None:
        right = dp(16 if self._narrow else 72)
        box = QRectF(self._left() + self._wide() + dp(4), line.top(), 0, line.height())
        box.setRight(self.width() - right)
        words = spans_text(tuple(spans))
        role = "ink" if spans else "ink2"
        if not spans:
            words = tr("Closed")
        size = 12.5 if len(spans) < 2 else 10.5
        face = font(size, tabular=True)
        paint.text(painter, box, words, role=role, face=face, align=_RIGHT)
        if not self._narrow:
            hours = f"{sum(b - a for a, b in spans) / 60:.2f}".rstrip("0").rstrip(".")
            box = QRectF(self.width() - dp(70), line.top(), dp(54), line.height())
            said = tr("{hours} h").format(hours=hours)
            paint.text(painter, box, said, role="ink2", face=font(12.5, tabular=True), align=_RIGHT)


def _axis_words(minute: int, first: bool) -> str:
    hour = minute // 60 % 24
    if hour == 0:
        return tr("midnight")
    if hour == 12:
        return tr("noon")
    words = str(hour % 12)
    return f"{words} am" if first else words
