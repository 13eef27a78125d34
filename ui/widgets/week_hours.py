"""The weekly hours as seven bars: a tick a day, ends that drag, a line to type into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.shop.calendar import DAY_MINUTES, Span, Week, check_spans
from app.shop.errors import RuleViolation
from app.shop.words import LONG_DAYS
from ui.theme import dp, font, mix, theme, tokens
from ui.widgets import paint
from ui.widgets.choices import CheckBox
from ui.widgets.fields import leave_to_screen
from ui.widgets.hours_words import read_spans, spans_text

STEP = 15
"""Minutes that an end moves by."""

USUAL: tuple[Span, ...] = ((660, 1320),)
"""What a day gets that opens for the first time."""

_FIRST, _LAST = 360, DAY_MINUTES
_QUARTER = 360
_AXIS_WORDS = {
    0: "12",
    360: "6 am",
    720: "noon",
    1080: "6 pm",
    1440: "12",
    1800: "6 am",
    2160: "noon",
}
_BAR_LEFT, _BAR_WIDTH = 112, 159


class WeekHours(QWidget):
    """Seven days with their hours. ``changed`` after each change by a person.

    Space switches a day; Left and Right move its opening, with Shift its closing, by 15 minutes;
    Ctrl+Shift+Down copies it to all days below. ``week`` is Monday first whatever the order shown.
    """

    changed = Signal()

    def __init__(
        self,
        week: Week = ((),) * 7,
        *,
        first_day: int = 6,
        row_height: int = 30,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Weekly hours"))
        self._range = (_FIRST, _LAST)
        order = [(first_day + step) % 7 for step in range(7)]
        self.rows = [DayRow(weekday, self) for weekday in order]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, dp(25), 0, 0)
        box.setSpacing(0)
        for row in self.rows:
            row.changed.connect(self._row_changed)
            row.copy_down.connect(self._copy_down)
            box.addWidget(row)
        self.set_row_height(row_height)
        self.set_week(week)

    @property
    def week(self) -> Week:
        """The hours, Monday first."""
        by_day = {row.weekday: row.spans for row in self.rows}
        return tuple(by_day[day] for day in range(7))

    @property
    def axis(self) -> tuple[int, int]:
        """The first and last minute that the bars show."""
        return self._range

    @property
    def valid(self) -> bool:
        """Whether every line that was typed could be read."""
        return not any(row.wrong for row in self.rows)

    def set_week(self, week: Week) -> None:
        """Show other hours; emits nothing."""
        for row in self.rows:
            row.set_spans(week[row.weekday])
        self._fit_axis()

    def set_row_height(self, height: int) -> None:
        """Rows of 30, or 24 in a low window."""
        for row in self.rows:
            row.setFixedHeight(dp(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = self.rows[0].bar
        left = bar.mapTo(self, QPointF(0, 0).toPoint()).x()
        first, last = self._range
        for minute in range(first, last + 1, _QUARTER):
            x = left + bar.width() * (minute - first) / (last - first)
            box = QRectF(x - dp(30), 0, dp(60), dp(25))
            paint.text(
                painter,
                box,
                _AXIS_WORDS[minute],
                role="ink2",
                face=font(11),
                align=Qt.AlignmentFlag.AlignCenter,
                elide=False,
            )

    @Slot()
    def _row_changed(self) -> None:
        self._fit_axis()
        self.changed.emit()

    @Slot(object)
    def _copy_down(self, source: object) -> None:
        if not isinstance(source, DayRow):
            return
        for row in self.rows[self.rows.index(source) + 1 :]:
            row.set_spans(source.spans)
        self._row_changed()

    def _fit_axis(self) -> None:
        """From 6 am to midnight, wider where somebody opens earlier or closes later."""
        spans = [span for row in self.rows for span in row.spans]
        first = 0 if any(opens < _FIRST for opens, _ in spans) else _FIRST
        latest = max((closes for _, closes in spans), default=_LAST)
        last = _LAST
        while last < latest:
            last += _QUARTER
        self._range = (first, last)
        for row in self.rows:
            row.bar.set_axis(first, last)
        self.update()


class DayRow(QWidget):
    """One day: its tick, its bar, its hours in words."""

    changed = Signal()
    copy_down = Signal(object)

    def __init__(self, weekday: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weekday = weekday
        self.spans: tuple[Span, ...] = ()
        self._kept: tuple[Span, ...] = USUAL
        self.wrong = False
        name = LONG_DAYS[weekday]
        self.open = _DayTick(name, self)
        self.open.setFont(font(13, 500))
        self.open.setFixedWidth(dp(_BAR_LEFT))
        self.open.toggled.connect(self._switched)
        self.bar = SpanBar(self)
        self.bar.setAccessibleName(self.tr("Hours of {day}").format(day=name))
        self.bar.moved.connect(self._moved)
        self.line = HoursLine(self)
        self.line.setAccessibleName(self.tr("Hours of {day}, in words").format(day=name))
        self.line.editingFinished.connect(self._typed)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.open)
        box.addWidget(self.bar)
        box.addSpacing(dp(8))
        box.addWidget(self.line, 1)

    def set_spans(self, spans: tuple[Span, ...]) -> None:
        """Show other hours; emits nothing."""
        self.spans = spans
        self._kept = spans or self._kept
        self.wrong = False
        self.open.blockSignals(True)
        self.open.setChecked(bool(spans))
        self.open.blockSignals(False)
        self.open.set_quiet(not spans)
        self.bar.set_spans(spans)
        self.line.show_text(spans_text(spans), quiet=not spans)
        self.line.setToolTip("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Down and event.modifiers() & both == both:
            self.copy_down.emit(self)
            return
        super().keyPressEvent(event)

    @Slot(bool)
    def _switched(self, on: bool) -> None:
        self.set_spans(self._kept if on else ())
        self.changed.emit()

    @Slot(object)
    def _moved(self, spans: tuple[Span, ...]) -> None:
        self.set_spans(spans)
        self.changed.emit()

    @Slot()
    def _typed(self) -> None:
        """Reads the line; what cannot be read stays, in red, and the hours stay as they were."""
        if self.line.text() == spans_text(self.spans) and not self.wrong:
            return
        try:
            spans = read_spans(self.line.text())
        except RuleViolation:
            self.wrong = True
            self.line.show_text(self.line.text(), wrong=True)
            self.line.setToolTip(self.tr("Write 11-22, 11am-10pm or 11-14, 16-22."))
            return
        self.set_spans(spans)
        self.changed.emit()


class _DayTick(CheckBox):
    """The day's tick; a closed day's name is grey."""

    _quiet = False

    def set_quiet(self, quiet: bool) -> None:
        self._quiet = quiet
        self.update()

    def word_role(self) -> str:
        return "ink2" if self._quiet else super().word_role()


class SpanBar(QWidget):
    """The hours of a day as a bar whose ends drag in steps of 15 minutes."""

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: tuple[Span, ...] = ()
        self._axis = (_FIRST, _LAST)
        self._held: tuple[int, int] | None = None
        self.setFixedWidth(dp(_BAR_WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("haloRadius", 5)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(dp(_BAR_WIDTH), dp(16))

    def set_spans(self, spans: tuple[Span, ...]) -> None:
        """Show other hours."""
        self._spans = spans
        self.setAccessibleDescription(spans_text(spans))
        self.update()

    def set_axis(self, first: int, last: int) -> None:
        """The minutes at its two ends."""
        self._axis = (first, last)
        self.update()

    def end_at(self, span: int, end: int) -> float:
        """The x of an end (0 opening, 1 closing) of a span."""
        return self._x(self._spans[span][end])

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        track = QRectF(0, (self.height() - dp(11)) / 2, self.width(), dp(11))
        if not self._spans:
            paint.rounded(painter, track, 3, t.sunk)
            paint.hatch(painter, track, mix(t.ink3, t.sunk, 0.4), 5)
            return
        paint.rounded(painter, track, 3, t.sunk)
        first, last = self._axis
        for minute in range(first + _QUARTER, last, _QUARTER):
            painter.fillRect(
                QRectF(round(self._x(minute)), track.top(), 1, track.height()),
                tokens().color("line"),
            )
        grip = "surface" if not t.night else "paper"
        for opens, closes in self._spans:
            left, right = self._x(opens), self._x(closes)
            paint.rounded(
                painter, QRectF(left, track.top(), right - left, track.height()), 3, t.ink2
            )
            for x in (left + 3, right - 4):
                painter.fillRect(QRectF(x, track.center().y() - 3, 1.4, 6), t.color(grip))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = self._end_near(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            near = self._end_near(event.position().x())
            self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)
            return
        self._move_to(*self._held, self._minute(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}.get(Qt.Key(event.key()))
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space:
            parent = self.parentWidget()
            if isinstance(parent, DayRow):
                parent.open.toggle()
        elif step is not None and self._spans and not control:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                last = len(self._spans) - 1
                self._move_to(last, 1, self._spans[last][1] + step)
            else:
                self._move_to(0, 0, self._spans[0][0] + step)
        else:
            super().keyPressEvent(event)

    def _x(self, minute: int) -> float:
        first, last = self._axis
        return self.width() * (minute - first) / (last - first)

    def _minute(self, x: float) -> int:
        first, last = self._axis
        exact = first + (last - first) * x / max(self.width(), 1)
        return min(max(round(exact / STEP) * STEP, first), last)

    def _end_near(self, x: float) -> tuple[int, int] | None:
        ends = [
            (abs(self._x(minute) - x), at, end)
            for at, span in enumerate(self._spans)
            for end, minute in enumerate(span)
        ]
        nearest = min(ends, default=None)
        return None if nearest is None or nearest[0] > dp(12) else nearest[1:]

    def _move_to(self, at: int, end: int, minute: int) -> None:
        """Moves one end, if the hours still make sense then."""
        spans = [list(span) for span in self._spans]
        if spans[at][end] == minute:
            return
        spans[at][end] = minute
        wanted = tuple((opens, closes) for opens, closes in spans)
        try:
            check_spans(wanted)
        except RuleViolation:
            return
        self.moved.emit(wanted)


class HoursLine(QLineEdit):
    """The hours in words, plain until somebody types in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = self._wrong = False
        self.setProperty("bare", True)
        self.setProperty("haloRadius", 5)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(font(12, tabular=True))
        theme().changed.connect(self._dress)

    def show_text(self, text: str, *, quiet: bool = False, wrong: bool = False) -> None:
        """Show these words, grey for a closed day, red for what cannot be read."""
        self._quiet, self._wrong = quiet, wrong
        if self.text() != text:
            self.setText(text)
        self._dress()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and leave_to_screen(event, undo=False)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.focusNextChild()
            return
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Down and event.modifiers() & both == both:
            event.ignore()
            return
        super().keyPressEvent(event)

    @Slot()
    def _dress(self) -> None:
        role = "stop" if self._wrong else "ink2" if self._quiet else "ink"
        wanted = f"color: {getattr(tokens(), role)};"
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)  # the application's sheet is stronger than a palette
        self.setFont(font(12, tabular=True))
