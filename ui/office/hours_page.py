"""Hours: the usual week, the month with its exceptions, and the day that is being changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rentals import usage
from app.shop import settings
from app.shop.calendar import Span, Week
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.shop.words import LONG_DAYS, minute_words
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.office.day_draft import CLOSED, OTHER
from ui.office.day_panel import DayPanel
from ui.office.month_grid import MonthGrid, first_weekday
from ui.office.page import OwnerPage
from ui.office.times import read_minute
from ui.office.week_bars import WeekBars
from ui.office.words import LONG_MONTHS, counted
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import Button, Card, TextInput, heading, muted
from ui.widgets.hours_words import week_words

_SAVE_AFTER_MS = 800


class HoursPage(OwnerPage):
    """The tab of the opening hours. The week saves itself a moment after the last change."""

    key = "hours"
    text = "Hours"
    icon = "calendar-clock"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setMinimumWidth(dp(1100))  # at 200 % text it scrolls rather than being cut
        self._stale = True
        self.week = WeekBars(first_weekday(), self)
        self.month = MonthGrid(self)
        self.panel = DayPanel(desk, self)
        self._save_week = QTimer(self)
        self._save_week.setSingleShot(True)
        self._save_week.setInterval(_SAVE_AFTER_MS)
        self._save_week.timeout.connect(self.save_week)
        self._buttons: list[Button] = []
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(dp(16))
        self._week_card, self._month_card = Card(self), Card(self)
        column = self._week_card.column((0, 0, 0, 10), 0)
        column.addLayout(self._week_head())
        column.addWidget(self.week)
        column = self._month_card.column((16, 0, 16, 16), 0)
        column.addLayout(self._month_head())
        column.addWidget(self.month, 1)
        left.addWidget(self._week_card)
        left.addWidget(self._month_card, 1)
        box = self._halves = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(16))
        box.addLayout(left, 672)
        box.addWidget(self.panel, 624)
        for card in (self._week_card, self._month_card, self.panel):
            policy = card.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # the shares alone decide
            card.setSizePolicy(policy)

    def _week_head(self) -> QHBoxLayout:
        self._sum = muted(size=12.5)
        self._from_label = muted(size=12.5)
        self.opens, self.closes = TextInput(height=28), TextInput(height=28)
        self.opens.setAccessibleName(self.tr("Opens at"))
        self.closes.setAccessibleName(self.tr("Closes at"))
        for edit in (self.opens, self.closes):
            edit.setFixedWidth(dp(62))
            edit.editingFinished.connect(self._hours_typed)
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(8), dp(16), dp(4))
        head.setSpacing(dp(8))
        head.addWidget(heading(self.tr("Weekly hours")))
        head.addWidget(self._sum)
        head.addStretch(1)
        head.addWidget(self._from_label)
        head.addWidget(self.opens)
        head.addWidget(muted(self.tr("to"), size=12.5))
        head.addWidget(self.closes)
        self._week_row = head
        return head

    def _month_head(self) -> QHBoxLayout:
        self._month_name = heading()
        self._month_words = muted(size=12.5)
        earlier, later = (
            Button("", "chevron-left", height=28),
            Button("", "chevron-right", height=28),
        )
        self._today = Button(self.tr("Today"), keys="T", height=28)
        earlier.setAccessibleName(self.tr("The month before"))
        later.setAccessibleName(self.tr("The month after"))
        earlier.clicked.connect(self._earlier)
        later.clicked.connect(self._later)
        self._today.clicked.connect(self.month.go_today)
        head = QHBoxLayout()
        head.setContentsMargins(0, dp(8), 0, dp(6))
        head.setSpacing(dp(8))
        head.addWidget(self._month_name)
        head.addWidget(self._month_words, 1)
        head.addWidget(earlier)
        head.addWidget(self._today)
        head.addWidget(later)
        return head

    def _wire(self) -> None:
        self.week.changed.connect(self._week_changed)
        self.week.chosen.connect(self._show_ends)
        self.month.moved.connect(self._moved)
        self.month.edit_wanted.connect(self._edit_day)
        self.month.closure_wanted.connect(self.new_closure)
        self.month.removal_wanted.connect(self._remove)
        self.panel.edited.connect(self.refresh_wanted)
        self.panel.done.connect(self._written)

    # -- the tab ---------------------------------------------------------------------------------

    def declared(self) -> Sequence[Action | KeyLine]:
        group = self.tr("Hours")
        front, unsaved = self.is_front, self.only(self.panel.is_unsaved)
        return (
            Action(
                "day_close",
                self.tr("Closure or special hours"),
                "calendar-plus",
                "Ctrl+N",
                self.new_closure,
                when=front,
                group=group,
            ),
            Action(
                "day_storm",
                self.tr("Storm day"),
                "snowflake",
                "Ctrl+D",
                self.new_closure,
                when=front,
                group=group,
            ),
            Action(
                "day_save",
                self.tr("Save the day"),
                "",
                "Ctrl+S",
                self.panel.save,
                when=unsaved,
                group=group,
            ),
            Action(
                "day_leave",
                self.tr("Leave the day as it is"),
                "",
                "Esc",
                self._leave_day,
                when=unsaved,
                group=group,
            ),
            Action(
                "same_all_week",
                self.tr("Same all week"),
                "",
                "Alt+A",
                self.week.same_all_week,
                when=front,
                group=group,
            ),
            KeyLine("Arrows", self.tr("Another day; with Shift, more days"), group),
            KeyLine("Enter", self.tr("Edit the day"), group),
            KeyLine("N", self.tr("Close the marked days"), group),
            KeyLine("Del", self.tr("Usual hours again"), group),
            KeyLine("T", self.tr("Today"), group),
        )

    def actions_made(self, actions: ActionSet) -> None:
        self._buttons = [Button.for_action(actions["day_close"])]
        self._same = Button.for_action(actions["same_all_week"], height=28)
        self._week_row.addWidget(self._same)
        self.panel.finish(actions)

    def head_buttons(self) -> Sequence[QWidget]:
        return self._buttons

    def shown(self) -> None:
        if self._stale:
            self._load()
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes) -> None:
        if not (changes.settings or changes.rentals or changes.copies):
            return
        if self.front:
            self._load(keep=True)
        else:
            self._stale = True

    def leave_ok(self) -> bool:
        if self._save_week.isActive():
            self.save_week()
        return self.panel.may_leave()

    def set_narrow(self, narrow: bool) -> None:
        self.week.set_narrow(narrow)
        self.month.set_narrow(narrow)
        self.panel.set_narrow(narrow)
        self._halves.setStretch(0, 560 if narrow else 672)
        self._halves.setStretch(1, 576 if narrow else 624)
        self._sum.setVisible(not narrow)
        self._from_label.setVisible(not narrow)
        for button in self._buttons:
            button.set_keys_shown(not narrow)

    # -- what is shown ---------------------------------------------------------------------------

    def _load(self, *, keep: bool = False) -> None:
        """Reads the calendar anew; a day in hand keeps what was typed about it."""
        self._stale = False
        calendar, now = settings.calendar(), self.desk.now()
        if not self._save_week.isActive():
            self.week.show_week(calendar.weekly)
        self.week.show_now(calendar.local(now))
        fresh = not self.panel.days
        self.month.show_calendar(calendar, calendar.local_date(now))
        if fresh:
            self.week.choose(calendar.local_date(now).weekday())
        if fresh or not (keep and self.panel.is_unsaved()):
            self.panel.show_days(self.month.marked)
        self._show_ends()
        self._show_month()

    def _show_month(self) -> None:
        calendar, month = settings.calendar(), self.month.month
        following = (month + timedelta(days=31)).replace(day=1)
        days = [month + timedelta(days=step) for step in range((following - month).days)]
        opened = sum(calendar.is_open_day(day) for day in days)
        unusual = sum(day in calendar.exceptions for day in days)
        words = counted(opened, self.tr("open day"), self.tr("open days"))
        if unusual:
            words += self.tr(", {count} not as usual").format(count=unusual)
        self._month_name.setText(f"{LONG_MONTHS[month.month - 1]} {month.year}")
        self._month_words.setText(words)
        self.desk.read(_Due(*self.month.seen), done=self.month.show_due, owner=self)

    def _show_ends(self) -> None:
        span = self.week.span
        self.opens.setText(minute_words(span[0]) if span else "")
        self.closes.setText(minute_words(span[1]) if span else self.tr("closed"))
        day = LONG_DAYS[self.week.current]
        self._from_label.setText(self.tr("{day}s from").format(day=day))
        self._sum.setText(week_words(self.week.week))

    # -- the week --------------------------------------------------------------------------------

    @Slot()
    def _week_changed(self) -> None:
        self._show_ends()
        self._save_week.start()

    @Slot()
    def _hours_typed(self) -> None:
        """Both ends as typed; an empty or unreadable one leaves the day as it is."""
        opens, closes = read_minute(self.opens.text()), read_minute(self.closes.text())
        if opens is None or closes is None:
            if self.closes.text().strip().casefold() in ("", "closed") and self.week.span:
                self.week.set_spans(self.week.current, ())
            self._show_ends()
            return
        span: Span = (opens, closes if closes > opens else closes + 1440)
        if span == self.week.span:
            return
        try:
            self.week.set_span(span)
        except RuleViolation as error:
            self.desk.refuse(error)
        self._show_ends()

    @Slot()
    def save_week(self) -> None:
        """Writes the week as it stands, with one undo."""
        self._save_week.stop()
        week = self.week.week
        if week != settings.calendar().weekly:
            self.desk.perform(_SetWeek(week))

    # -- the month -------------------------------------------------------------------------------

    @Slot()
    def _moved(self) -> None:
        marked = self.month.marked
        if marked != self.panel.days and not self.panel.may_leave():
            days = self.panel.days
            self.month.mark(days[-1], days[0])
            self._show_month()
            return
        if marked != self.panel.days:
            self.panel.show_days(marked)
        self._show_month()
        self.refresh_wanted.emit()

    @Slot()
    def _earlier(self) -> None:
        self.month.go_month(-1)

    @Slot()
    def _later(self) -> None:
        self.month.go_month(1)

    def new_closure(self) -> None:
        """N or Ctrl+N: close the marked days; the reason comes first."""
        self.panel.begin(CLOSED)

    @Slot()
    def _edit_day(self) -> None:
        self.panel.begin(OTHER)

    @Slot()
    def _remove(self) -> None:
        self.panel.remove()

    def _leave_day(self) -> None:
        self.panel.discard()
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _written(self) -> None:
        self._load()
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh_wanted.emit()


class _SetWeek:
    """Writes the weekly hours."""

    def __init__(self, week: Week) -> None:
        self._week = week

    def __call__(self, ctx: Context) -> Done:
        return settings.set_week(ctx, self._week)


class _Due:
    """How many cases are due on each day, for the worker."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = first, last

    def __call__(self, report: Report, cancelled: Cancelled) -> dict[date, int]:
        return usage.due_by_day(self._first, self._last)
