"""The marked days at the right: closed, other hours or as usual, and what that changes."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.rentals import storm_day
from app.rentals.storm_day import Exceptions, Preview
from app.shop import settings
from app.shop.calendar import DayException
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from ui import messages
from ui.actions import ActionSet
from ui.desk import Desk
from ui.office.day_draft import CLOSED, OTHER, USUAL, DayDraft, draft_of, exception_of
from ui.office.day_preview import DayPreview
from ui.office.foot import Ask, FootNote
from ui.office.tile import IconTile
from ui.office.words import days_text
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    Field,
    KeyCap,
    Kind,
    Line,
    Segmented,
    TextInput,
    heading,
    muted,
)
from ui.widgets.hours_words import read_spans

_WAIT_MS = 150


class DayPanel(Card):
    """``edited`` when a person changed the form; ``done`` when the days were written."""

    edited = Signal()
    done = Signal()

    _foot: QHBoxLayout
    _key: KeyCap

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._days: tuple[date, ...] = ()
        self._stored = DayDraft()
        self._asked = self._busy = False
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
        known = settings.calendar().exceptions
        alike = all(known.get(day) == known.get(days[0]) for day in days)
        self._stored = draft_of(known.get(days[0])) if alike else DayDraft()
        self._asked = False
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
        self.looks.set_narrow(narrow)
        self._key.setVisible(not narrow)

    # -- building --------------------------------------------------------------------------------

    def _make(self) -> None:
        self._tile = IconTile(self)
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
        self.reason.textEdited.connect(self._reason_typed)
        self.hours.textEdited.connect(self._touched)
        self.kind.chosen.connect(self._kind_chosen)
        self.looks = DayPreview()
        self._note = FootNote("rotate-ccw")
        self.ask = Ask()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addLayout(self._fields())
        box.addWidget(self.looks, 1)
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

    # -- editing ---------------------------------------------------------------------------------

    def _fill_form(self, draft: DayDraft) -> None:
        self.kind.set_current(draft.kind)
        self.reason.setText(draft.reason)
        self.hours.setText(draft.hours)
        for field in (self._reason_field, self._hours_field):
            field.clear_error()

    @Slot()
    def _reason_typed(self) -> None:
        """A reason says that the day is not as usual."""
        if self.kind.current == USUAL and self.reason.text().strip():
            self.kind.set_current(CLOSED)
        self._touched()

    @Slot()
    def _kind_chosen(self) -> None:
        if self.kind.current == USUAL:
            self.reason.clear()
            self.hours.clear()
        self._touched()

    @Slot()
    def _touched(self) -> None:
        self._asked = False
        for field in (self._reason_field, self._hours_field):
            field.clear_error()
        self._forget(keep=True)
        self.edited.emit()

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
        self._invite()

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
            after = storm_day.with_exceptions(settings.calendar(), self._wanted() or {})
            self.looks.show_preview(preview, after, self._desk.now())

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

    def _invite(self) -> None:
        """What can be done with the marked days, while nothing is typed."""
        if not self._days:
            return
        if self.is_unsaved():
            self.looks.invite(self.tr("Looking at what that changes …"))
        elif self.kind.current != USUAL:
            self.looks.invite(self.tr("Del gives the day its usual hours again."))
        else:
            words = self.tr("Nothing is special about {days}.")
            detail = self.tr(
                "N closes the marked days, Enter gives them other hours. What is due on a closed "
                "day moves to the next open one."
            )
            days = days_text(self._days, year=False)
            self.looks.invite(words.format(days=days), detail)


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
