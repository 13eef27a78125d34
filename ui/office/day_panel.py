"""The marked days at the right: closed, other hours or as usual, and what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rentals import storm_day
from app.rentals.storm_day import Effect, Exceptions, Preview
from app.shop import settings
from app.shop.calendar import DayException, Span
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from ui import icons, messages
from ui.actions import ActionSet
from ui.desk import Desk
from ui.office.effect_list import EffectList
from ui.office.foot import Ask, FootNote
from ui.office.words import days_text, money, short_day
from ui.tasks import Cancelled, Report
from ui.theme import dp, tokens
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    Field,
    KeyCap,
    Kind,
    Label,
    Line,
    LinkButton,
    Segmented,
    TextInput,
    heading,
    muted,
    paint,
)
from ui.widgets.hours_words import read_spans, spans_text

USUAL, CLOSED, OTHER = "usual", "closed", "other"
_WAIT_MS = 150


@dataclass(frozen=True, slots=True)
class DayDraft:
    """What the form holds of a day."""

    kind: str = USUAL
    reason: str = ""
    hours: str = ""


def draft_of(exception: DayException | None) -> DayDraft:
    """A day as the form shows it."""
    if exception is None:
        return DayDraft()
    hours = spans_text(exception.spans) if exception.spans else ""
    return DayDraft(CLOSED if exception.closed else OTHER, exception.reason, hours)


def exception_of(draft: DayDraft) -> DayException | None:
    """The day that the form describes; raises `hours.invalid`, `hours.no_reason`."""
    if draft.kind == USUAL:
        return None
    spans: tuple[Span, ...] = read_spans(draft.hours) if draft.hours.strip() else ()
    closed = draft.kind == CLOSED
    if closed and not draft.reason.strip():
        raise RuleViolation("hours.no_reason", field="reason")
    if not closed and not spans:
        raise RuleViolation("hours.invalid", field="hours")
    return DayException(closed, " ".join(draft.reason.split()), spans)


class DayPanel(Card):
    """``edited`` when a person changed the form; ``done`` when the days were written."""

    edited = Signal()
    done = Signal()

    effects: EffectList
    _foot: QHBoxLayout
    _key: KeyCap

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._days: tuple[date, ...] = ()
        self._stored = DayDraft()
        self._asked = self._all = self._busy = False
        self._turn = 0
        self.preview: Preview | None = None
        self._save: Button | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self._look)
        self._make()
        self._lay_out()

    # -- what others use -------------------------------------------------------------------------

    def show_days(self, days: tuple[date, ...]) -> None:
        """Show other days as they are; what was typed about the ones before is dropped."""
        self._days = days
        self._stored = draft_of(settings.calendar().exceptions.get(days[0]))
        self._asked = self._all = False
        self._fill_form(self._stored)
        self.day.setText(days_text(days))
        self._day_field.set_label(self.tr("Day") if len(days) == 1 else self.tr("Days"))
        self._forget()

    @property
    def days(self) -> tuple[date, ...]:
        """The days that the form is about."""
        return self._days

    def draft(self) -> DayDraft:
        """What stands in the form."""
        return DayDraft(self.kind.current, self.reason.text(), self.hours.text())

    def is_unsaved(self) -> bool:
        """Whether the form holds another day than the file."""
        draft = self.draft()
        if draft.kind == USUAL and self._stored.kind == USUAL:
            return False
        return draft != self._stored

    def begin(self, kind: str) -> None:
        """Start a closure or other hours; the reason gets the focus."""
        if self.kind.current != kind and (kind == CLOSED or self.kind.current == USUAL):
            self.kind.set_current(kind)
            self._touched()
        editor = self.hours if self.kind.current == OTHER and self.reason.text() else self.reason
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def may_leave(self) -> bool:
        """Asks once; a second time drops what was typed."""
        if not self.is_unsaved() or self._asked:
            return True
        self._asked = True
        days = days_text(self._days, year=False)
        question = self.tr("{days} is not saved. Save it, or go on again without.")
        self.ask.ask(question.format(days=days))
        self._note.hide()
        return False

    def finish(self, actions: ActionSet) -> None:
        """The foot, once the actions exist."""
        leave = Button.for_action(actions["day_leave"], text=self.tr("Leave it"))
        self._save = Button.for_action(
            actions["day_save"], kind=Kind.PRIMARY, text=self.tr("Save the day")
        )
        self._foot.addWidget(leave)
        self._foot.addWidget(self._save)
        self._dress()

    def save(self) -> None:
        """Ctrl+S: writes the day and the money that hangs on it, in one step with one undo."""
        wanted = self._wanted(complain=True)
        if wanted is not None:
            self._apply(wanted)

    def remove(self) -> None:
        """Del: the marked days have their usual hours again."""
        known = settings.calendar().exceptions
        wanted: Exceptions = {day: None for day in self._days if day in known}
        if wanted:
            self._apply(wanted)

    def discard(self) -> None:
        """Esc: the days as they are."""
        self.show_days(self._days)
        self.edited.emit()

    def set_narrow(self, narrow: bool) -> None:
        """In a low window fewer and lower rows."""
        self.effects.set_narrow(narrow)
        self._sentence_row.setVisible(not narrow and self._has_effects())
        self._narrow = narrow
        self._key.setVisible(not narrow)

    @property
    def sentence(self) -> str:
        """The fee sentence of the row that is looked at."""
        return self._sentence.text()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The figures of the strip, for tests."""
        return tuple(block.number for block in self._blocks)

    # -- building --------------------------------------------------------------------------------

    def _make(self) -> None:
        self._narrow = False
        self._tile = _Tile(self)
        self._title = heading()
        self._about = muted(size=12.5)
        self.day = TextInput(height=32)
        self.day.setReadOnly(True)
        self.day.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reason = TextInput(height=32)
        self.kind = Segmented(
            [
                (USUAL, self.tr("As usual")),
                (CLOSED, self.tr("Closed")),
                (OTHER, self.tr("Other hours")),
            ],
            name=self.tr("What kind of day"),
        )
        self.hours = TextInput(placeholder=self.tr("11 am – 5 pm"), height=32)
        self._day_field = Field(self.tr("Day"), self.day)
        self._reason_field = Field(
            self.tr("Reason, as it will stand in every sentence"), self.reason
        )
        self._kind_field = Field(self.tr("The day is"), self.kind)
        self._hours_field = Field(self.tr("Hours"), self.hours)
        self.reason.textEdited.connect(self._touched)
        self.hours.textEdited.connect(self._touched)
        self.kind.chosen.connect(self._touched)
        self._strip = Card(fill="sunk", line=None, radius=8, shadow=False)
        self._blocks = [_Block() for _ in range(3)]
        self.effects = EffectList(self)
        self.effects.picked.connect(self._picked)
        self._rest = muted(size=12)
        self._all_link = LinkButton("")
        self._all_link.clicked.connect(self._toggle_all)
        self._sentence = Label("", role="ink2", size=12.5, wrap=True)
        self._empty = muted(size=12.5)
        self._empty.setWordWrap(True)
        self._note = FootNote("rotate-ccw")
        self.ask = Ask()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addLayout(self._fields())
        strip = self._strip.row((12, 8, 12, 8), 12)
        for at, block in enumerate(self._blocks):
            if at:
                strip.addWidget(Line(vertical=True))
            strip.addWidget(block, 1)
        around = QVBoxLayout()
        around.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        around.addWidget(self._strip)
        around.addWidget(self._empty)
        box.addLayout(around)
        self._rule = Line()
        box.addWidget(self._rule)
        around = QVBoxLayout()
        around.setContentsMargins(1, 0, 1, 0)  # the card's own edge stays
        around.addWidget(self.effects)
        box.addLayout(around, 1)
        box.addWidget(self._legend())
        box.addWidget(self._sentence_line())
        self._filler = EmptyState("", icon="calendar-plus")
        box.addWidget(self._filler, 1)
        box.addWidget(Line())
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(dp(16), dp(11), dp(16), dp(12))
        self._foot.setSpacing(dp(8))
        self._foot.addWidget(self._note, 1)
        self._foot.addWidget(self.ask, 1)
        box.addLayout(self._foot)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(dp(12), dp(10), dp(16), dp(8))
        head.setSpacing(dp(8))
        head.addWidget(self._tile)
        head.addWidget(self._title)
        head.addWidget(self._about)
        head.addStretch(1)
        self._key = KeyCap("Ctrl+D")
        head.addWidget(self._key)
        return head

    def _fields(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        for line in (first, second):
            line.setSpacing(dp(12))
        self.day.setFixedWidth(dp(190))
        first.addWidget(self._day_field, 0, top)
        first.addWidget(self._reason_field, 1, top)
        second.addWidget(self._kind_field, 0, top)
        second.addWidget(self._hours_field, 1, top)
        column = QVBoxLayout()
        column.setContentsMargins(dp(16), 0, dp(16), 0)
        column.setSpacing(dp(8))
        column.addLayout(first)
        column.addLayout(second)
        return column

    def _legend(self) -> QWidget:
        self._legend_row = QWidget()
        line = QHBoxLayout(self._legend_row)
        line.setContentsMargins(dp(16), dp(9), dp(16), dp(9))
        line.setSpacing(dp(8))
        line.addWidget(self._rest, 1)
        line.addWidget(_Key())
        line.addStretch(1)
        line.addWidget(self._all_link)
        return self._legend_row

    def _sentence_line(self) -> QWidget:
        self._sentence_row = QWidget()
        column = QVBoxLayout(self._sentence_row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        line = QHBoxLayout()
        line.setContentsMargins(dp(16), dp(10), dp(16), dp(10))
        line.setSpacing(dp(9))
        line.addWidget(_Icon("receipt-text"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._sentence, 1)
        column.addLayout(line)
        self._sentence_row.setMinimumHeight(dp(50))
        return self._sentence_row

    # -- editing ---------------------------------------------------------------------------------

    def _fill_form(self, draft: DayDraft) -> None:
        self.kind.set_current(draft.kind)
        self.reason.setText(draft.reason)
        self.hours.setText(draft.hours)
        for field in (self._reason_field, self._hours_field):
            field.clear_error()

    @Slot()
    def _touched(self) -> None:
        if self.kind.current == USUAL:
            self.reason.clear()
            self.hours.clear()
        elif self.reason.text() and self.sender() is not self.kind and self._is_usual():
            self.kind.set_current(CLOSED)  # a reason says that the day is not as usual
        self._asked = False
        for field in (self._reason_field, self._hours_field):
            field.clear_error()
        self._forget(keep=True)
        self.edited.emit()

    def _is_usual(self) -> bool:
        return self.kind.current == USUAL

    def _forget(self, *, keep: bool = False) -> None:
        """The preview is no longer true; ask for a new one where there is something to see."""
        self._turn += 1
        self._dress()
        if self.is_unsaved():
            self._wait.start()
            if keep and self.preview is not None:
                return  # until the new one is there
        else:
            self._wait.stop()
        self.preview = None
        self._show_preview()

    def _wanted(self, *, complain: bool = False) -> Exceptions | None:
        try:
            exception = exception_of(self.draft())
        except RuleViolation as error:
            if complain:
                hours = error.field == "hours"
                field = self._hours_field if hours else self._reason_field
                field.set_error(messages.sentence(error))
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
            if error.code != "hours.no_reason":
                return None
            spans = read_spans(self.hours.text()) if self.hours.text().strip() else ()
            exception = DayException(True, "", spans)
        return dict.fromkeys(self._days, exception)

    @Slot()
    def _look(self) -> None:
        try:
            wanted = self._wanted()
        except RuleViolation:
            return  # hours that cannot be read yet
        if wanted is None:
            return
        self._desk.read(
            _Look(wanted, self._desk.context(), self._turn), done=self._looked, owner=self
        )

    def _looked(self, found: tuple[int, Preview]) -> None:
        turn, preview = found
        if turn == self._turn:
            self.preview = preview
            self._show_preview()

    def _apply(self, wanted: Exceptions) -> None:
        if self._busy:
            return
        self._busy = True
        self._desk.background(
            _Apply(wanted), done=self._applied, failed=self._failed, text="", owner=self
        )

    def _applied(self, result: object) -> None:
        self._busy = False
        self.show_days(self._days)
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        self._busy = False

    # -- what is shown ---------------------------------------------------------------------------

    def _dress(self) -> None:
        """Head, labels and foot for the kind of day that the form holds."""
        kind, days = self.kind.current, self._days
        today = settings.calendar().local_date(self._desk.now()) if days else None
        past = bool(days) and today is not None and days[0] <= today
        storm = kind == CLOSED and past
        texts = {
            USUAL: (self.tr("As usual"), self.tr("no closure and no special hours"), "calendar"),
            OTHER: (self.tr("Special hours"), self.tr("open, at other times"), "clock"),
            CLOSED: (self.tr("Closure"), self.tr("due dates move to the next open day"), "lock"),
        }
        title, about, icon = texts[kind]
        if storm:
            title, icon = self.tr("Storm day"), "snowflake"
            about = self.tr("a day nobody could come, taken out of the reckoning")
        self._title.setText(title)
        self._about.setText(about)
        self._tile.show_icon(icon)
        self._hours_field.set_label(
            self.tr("The door was open, if at all") if kind == CLOSED else self.tr("Hours")
        )
        self._hours_field.setEnabled(kind != USUAL)
        self._hours_field.setVisible(kind == OTHER or storm or bool(self.hours.text()))
        stored = self._stored.kind != USUAL
        self._note.set_text(
            self.tr("Take it off again and every fee and date is as it was.")
            if kind != USUAL or stored
            else ""
        )
        self.ask.hide()
        self._note.show()
        if self._save is not None:
            words = {
                USUAL: self.tr("Usual hours again"),
                OTHER: self.tr("Save the hours"),
                CLOSED: self.tr("Close the day") if len(days) == 1 else self.tr("Close the days"),
            }
            self._save.setText(self.tr("Make it a storm day") if storm else words[kind])

    def _has_effects(self) -> bool:
        return self.preview is not None and bool(self.preview.effects)

    def _show_preview(self) -> None:
        preview, some = self.preview, self._has_effects()
        for widget in (self._strip, self._rule, self.effects, self._legend_row):
            widget.setVisible(some)
        self._sentence_row.setVisible(some and not self._narrow)
        self._filler.setVisible(not some)
        self._empty.setVisible(preview is not None and not some)
        if preview is None or not some:
            self._empty.setText(self.tr("No due date moves and no fee changes."))
            self._invite(preview is None)
            if preview is not None:
                self.effects.show_effects((), (), settings.calendar(), self._desk.now())
            return
        self._show_numbers(preview)
        self._show_list(preview)

    def _invite(self, idle: bool) -> None:
        """What can be done with the marked days, while nothing is typed."""
        if not idle or not self._days:
            self._filler.set_text("")
            return
        if self.is_unsaved():
            self._filler.set_text(self.tr("Looking at what that changes …"))
            return
        if self.kind.current != USUAL:
            self._filler.set_text(self.tr("Del gives the day its usual hours again."))
            return
        words = self.tr("Nothing is special about {days}.")
        detail = self.tr(
            "N closes the marked days, Enter gives them other hours. What is due on a closed day "
            "moves to the next open one."
        )
        self._filler.set_text(words.format(days=days_text(self._days, year=False)), detail)

    def _show_numbers(self, preview: Preview) -> None:
        first = short_day(preview.days[0])
        moved = {effect.fee.due.on for effect in preview.effects if effect.due_moves}
        to = short_day(max(moved)) if moved else ""
        words = self.tr("from {first} to {to}").format(first=first, to=to) if moved else ""
        due = self.tr("due date moves") if preview.due_moves == 1 else self.tr("due dates move")
        self._blocks[0].set(str(preview.due_moves), due, words)
        fall = -sum(effect.change_cents for effect in preview.falling)
        self._blocks[1].set(
            str(len(preview.falling)),
            self.tr("fee falls,") if len(preview.falling) == 1 else self.tr("fees fall,"),
            self.tr("{amount} in all").format(amount=money(fall)),
        )
        self._blocks[2].set(str(len(preview.rising)), self.tr("fees"), self.tr("go up"))

    def _show_list(self, preview: Preview) -> None:
        changed = tuple(effect for effect in preview.effects if effect.change_cents)
        shown = preview.effects if self._all or not changed else changed
        wanted = self._wanted() or {}
        after = storm_day.with_exceptions(settings.calendar(), wanted)
        self.effects.show_effects(shown, preview.days, after, self._desk.now())
        rest = len(preview.effects) - len(changed)
        words = self.tr("{count} more had no fee and have none").format(count=rest)
        self._rest.setText(words if rest and changed else "")
        more = self.tr("List all {count}").format(count=len(preview.effects))
        self._all_link.setText(self.tr("Fees alone") if self._all else more)
        self._all_link.updateGeometry()
        self._all_link.setVisible(bool(rest and changed))

    @Slot()
    def _toggle_all(self) -> None:
        self._all = not self._all
        if self.preview is not None:
            self._show_list(self.preview)

    @Slot(object)
    def _picked(self, effect: Effect | None) -> None:
        self._sentence.setText("" if effect is None else f"“{effect.sentence}”")


class _Look:
    """The dry run, for the worker."""

    def __init__(self, wanted: Exceptions, ctx: Context, turn: int) -> None:
        self._wanted, self._ctx, self._turn = wanted, ctx, turn

    def __call__(self, report: Report, cancelled: Cancelled) -> tuple[int, Preview]:
        return self._turn, storm_day.preview(self._wanted, self._ctx.now())


class _Apply:
    """Writing it, for the worker."""

    def __init__(self, wanted: Exceptions) -> None:
        self._wanted = wanted

    def __call__(self, ctx: Context, report: Report, cancelled: Cancelled) -> object:
        return storm_day.apply(ctx, self._wanted)


class _Tile(QWidget):
    """The icon of the kind of day on a soft square."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = "calendar"
        self.setFixedSize(dp(32), dp(32))

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        loud = self._icon == "snowflake"
        t = tokens()
        paint.rounded(painter, box, dp(8), t.accent_soft if loud else t.sunk)
        icons.paint(painter, self._icon, "accent_text" if loud else "ink2", box, dp(18))


class _Icon(QWidget):
    """A small grey icon beside words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(dp(16), dp(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._icon, "ink2", QRectF(self.rect()), dp(14))


class _Block(QWidget):
    """A figure with two short lines beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._number = Label("", size=19, weight=700, tabular=True)
        self._upper = muted(size=12)
        self._lower = muted(size=12)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._upper)
        lines.addWidget(self._lower)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(8))
        box.addWidget(self._number)
        box.addLayout(lines, 1)

    @property
    def number(self) -> str:
        return self._number.text()

    def set(self, number: str, upper: str, lower: str) -> None:
        self._number.setText(number)
        self._upper.setText(upper)
        self._lower.setText(lower)


class _Key(QWidget):
    """What the marks of the list mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(dp(150), dp(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.fillRect(QRectF(0, middle - dp(5), 2.4, dp(10)), t.color("ink"))
        paint.text(painter, self._box(dp(9)), self.tr("due"), role="ink2")
        painter.fillRect(QRectF(dp(44), middle - dp(2.5), dp(14), dp(5)), t.color("stop"))
        paint.text(painter, self._box(dp(64)), self.tr("late"), role="ink2")
        painter.setBrush(t.color("surface"))
        painter.setPen(t.color("stop"))
        painter.drawEllipse(QRectF(dp(99), middle - dp(3), dp(6), dp(6)))
        paint.text(painter, self._box(dp(112)), self.tr("back"), role="ink2")

    def _box(self, x: float) -> QRectF:
        return QRectF(x, 0, dp(50), self.height())
