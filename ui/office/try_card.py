"""Try it: what a rule would cost, with the till's own functions; nothing is rented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rentals import tried
from app.rentals.rules import Terms, when_words
from app.rentals.tried import CopyToTry, RenterToTry
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from app.shop.errors import NotFound, RuleViolation
from ui import messages
from ui.amounts import money
from ui.desk import Desk
from ui.office.fee_chart import FeeChart
from ui.office.pick_field import PickField
from ui.office.trial import DAYS, Trial, trial
from ui.office.try_parts import FeeSentence, Hatch, due_reason, hours
from ui.office.try_verdict import Verdict
from ui.office.words import clock_text, short_day, tr
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    Combo,
    Field,
    KeyCap,
    Label,
    Line,
    heading,
    muted,
    row,
)

_NOW = -1
_AHEAD = 14
_MOST_PAGES = 60


class TryCard(Card):
    """Shows the rule that ``show_terms`` was last given."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._terms: Terms | None = None
        self._first = 0
        self._shown: Trial | None = None
        self._make_fields()
        self._make_answers()
        self.chart = FeeChart(self)
        self.chart.picked.connect(self._picked)
        self.chart.paged.connect(self._page)
        self._sentence = FeeSentence(self)
        self._lay_out()

    # -- what others use -------------------------------------------------------------------------

    def show_terms(self, terms: Terms) -> None:
        """Try another rule; the chosen day stays."""
        self._terms = terms
        self._reckon()

    def begin(self) -> None:
        """Ctrl+T: the days get the focus."""
        self.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh_days(self) -> None:
        """The days to rent on, from today."""
        today = self._calendar().local_date(self._desk.now())
        options: list[tuple[object, str]] = []
        for step in range(_AHEAD):
            day = today + timedelta(days=step)
            options.append((day, self.tr("Today") if not step else short_day(day)))
        self.day.set_options(options)
        if self.day.value is None:
            self.day.set_value(today)
        now = clock_text(self._calendar().local(self._desk.now()))
        times: list[tuple[object, str]] = [(_NOW, now)]
        self.time.set_options([*times, *hours()])

    @property
    def sentence(self) -> str:
        """The fee sentence of the chosen day."""
        return self._sentence.text

    @property
    def due_words(self) -> str:
        """When it would be due: ``10 pm Monday``."""
        return self._due.text()

    @property
    def shown(self) -> Trial | None:
        """What is shown, for tests."""
        return self._shown

    def set_narrow(self, narrow: bool) -> None:
        """In a low window the days come closer."""
        self._key.setVisible(not narrow)
        self._back_field.setVisible(not narrow)
        self._due_more.setVisible(not narrow)
        self._inner.setSpacing(dp(6 if narrow else 9))
        for part in (self.who, self.what, self.day, self.time, self.back):
            part.setFixedHeight(dp(28 if narrow else 32))

    # -- building --------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.who = PickField(
            self._people, name=self.tr("Member"), placeholder=self.tr("Name or card")
        )
        self.what = PickField(
            _copies, name=self.tr("Title and copy"), placeholder=self.tr("Title or barcode")
        )
        for field in (self.who, self.what):
            field.picked.connect(self._asked)
        self.day = Combo((), name=self.tr("Rented on"), height=32)
        self.time = Combo((), name=self.tr("Rented at"), height=32)
        self.back = Combo(hours(), name=self.tr("Back, each day at"), height=32)
        self.back.set_value(18 * 60)
        for combo in (self.day, self.time, self.back):
            combo.activated.connect(self._changed)
        self.refresh_days()

    def _make_answers(self) -> None:
        self._price = Label("", size=19, weight=700)
        self._due = Label("", size=19, weight=700)
        self._due_more = muted(size=12)
        self._deposit = Label("", size=19, weight=700)
        self._deposit_head = muted(self.tr("Deposit"), size=12)
        self.verdict = Verdict(self)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        inner = self._inner = QVBoxLayout()
        inner.setContentsMargins(dp(16), dp(11), dp(16), dp(10))
        inner.setSpacing(dp(9))
        inner.addLayout(self._head())
        line = QHBoxLayout()
        line.setSpacing(dp(12))
        self._back_field = Field(self.tr("Back, each day at"), self.back)
        when = row(self.day, self.time, spacing=6, stretch=(1, 1))
        line.addWidget(Field(self.tr("Member"), self.who), 150)
        line.addWidget(Field(self.tr("Title and copy"), self.what), 230)
        line.addWidget(Field(self.tr("Rented"), when), 210)
        line.addWidget(self._back_field, 110)
        inner.addLayout(line)
        inner.addLayout(self._answers())
        inner.addWidget(Line())
        inner.addLayout(self._chart_head())
        inner.addWidget(self.chart, 1)
        box.addLayout(inner, 1)
        box.addWidget(Line())
        box.addWidget(self._sentence)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(heading(self.tr("Try it")))
        words = self.tr("with the rule as it stands at the left, saved or not; nothing is rented")
        note = muted(words, size=12.5)
        note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(note, 1)
        self._key = KeyCap("Ctrl+T", self)
        head.addWidget(self._key)
        return head

    def _answers(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(dp(40))
        blocks: tuple[tuple[QWidget, ...], ...] = (
            (muted(self.tr("Price"), size=12), self._price),
            (muted(self.tr("Due"), size=12), self._due, self._due_more),
            (self._deposit_head, self._deposit),
        )
        for block in blocks:
            column = QVBoxLayout()
            column.setSpacing(dp(2))
            for widget in block:
                column.addWidget(widget)
            column.addStretch(1)
            line.addLayout(column)
        line.addStretch(1)
        line.addWidget(self.verdict, 9, Qt.AlignmentFlag.AlignTop)
        return line

    def _chart_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(muted(self.tr("The late fee, if it came back on"), size=12))
        head.addStretch(1)
        head.addWidget(Hatch(self))
        head.addWidget(muted(self.tr("closed, from the box, counted as the last close"), size=12))
        head.addSpacing(dp(8))
        self.earlier = Button("", "arrow-left", height=24)
        self.later = Button("", "arrow-right", height=24)
        self.earlier.setAccessibleName(self.tr("Earlier days"))
        self.later.setAccessibleName(self.tr("Later days"))
        self.earlier.clicked.connect(self._earlier)
        self.later.clicked.connect(self._later)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        return head

    # -- reckoning -------------------------------------------------------------------------------

    def _calendar(self) -> OpeningCalendar:
        return settings.calendar()

    def _started_at(self) -> datetime:
        calendar, now = self._calendar(), self._desk.now()
        day = self.day.value if isinstance(self.day.value, date) else calendar.local_date(now)
        minute = self.time.value
        if isinstance(minute, int) and minute != _NOW:
            return calendar.instant(day, minute * 60)
        local = calendar.local(now)
        return calendar.instant(day, local.hour * 3600 + local.minute * 60)

    def _people(self, text: str) -> list[tuple[object, str]]:
        today = self._calendar().local_date(self._desk.now())
        return [
            (each, each.name if each.age is None else f"{each.name}, {each.age}")
            for each in tried.renters_to_try(text, today)
        ]

    def _judge(self, terms: Terms) -> Terms:
        """Says whether this person may have this copy; the rule with what the copy itself costs."""
        who, what = self.who.value, self.what.value
        self.verdict.forget()
        if not isinstance(what, CopyToTry):
            return terms
        at = self._started_at()
        if not isinstance(who, RenterToTry):
            return tried.with_copy(terms, what.barcode, at)
        try:
            found = tried.tried(terms, what.barcode, who.member_id, who.renter_id, at)
        except NotFound:
            self.who.pick(None)
            return terms
        self.verdict.show_tried(who, found, self._calendar().local_date(at))
        return found.terms

    def _reckon(self, *, keep_day: bool = True) -> None:
        if self._terms is None:
            return
        terms = self._judge(self._terms)
        calendar = self._calendar()
        money_of = settings.settings().money
        back = self.back.value if isinstance(self.back.value, int) else 18 * 60
        try:
            found = trial(terms, self._started_at(), back, calendar, money_of, first=self._first)
        except RuleViolation as error:
            self._sentence.set_text(messages.sentence(error))
            return
        chosen = self.chart.chosen if self._shown is not None and keep_day else _first_late(found)
        self._shown = found
        self._show(found, chosen, calendar)

    def _show(self, found: Trial, chosen: int, calendar: OpeningCalendar) -> None:
        local = calendar.local(found.due_at)
        started_on = calendar.local_date(found.started_at)
        when = when_words(found.due_at, found.started_at, calendar)
        self._price.setText(money(found.terms.price_cents))
        self._due.setText(when[:1].upper() + when[1:])
        self._due_more.setText(due_reason(found, started_on, calendar))
        deposit = found.terms.deposit_cents
        self._deposit.setText(money(deposit))
        for label in (self._deposit, self._deposit_head):
            label.setVisible(bool(deposit))
        due_words = tr("due {day}, {time}").format(
            day=short_day(found.due_on), time=clock_text(local)
        )
        self.chart.show_trial(found, chosen, due_words, started_on)
        self.earlier.setEnabled(self._first > 0)
        self._sentence.set_text(found.days[self.chart.chosen].fee.sentence)

    @Slot(int)
    def _picked(self, index: int) -> None:
        if self._shown is not None:
            self._sentence.set_text(self._shown.days[index].fee.sentence)

    @Slot(object)
    def _asked(self, _value: object) -> None:
        self._reckon()

    @Slot()
    def _changed(self) -> None:
        self._first = 0
        self._reckon()

    @Slot()
    def _earlier(self) -> None:
        self._page(-1)

    @Slot()
    def _later(self) -> None:
        self._page(1)

    @Slot(int)
    def _page(self, step: int) -> None:
        wanted = self._first + step * DAYS
        if 0 <= wanted <= _MOST_PAGES * DAYS:
            self._first = wanted
            self._reckon()


def _copies(text: str) -> list[tuple[object, str]]:
    """Copies as the field offers them: ``Freakier Friday, Blu-ray 10040118``."""
    return [
        (each, f"{each.title}, {each.format} {each.barcode}") for each in tried.copies_to_try(text)
    ]


def _first_late(found: Trial) -> int:
    """The day to look at first: some way into being late, as a question at the counter is."""
    late = [index for index, day in enumerate(found.days) if day.fee.amount_cents]
    return late[min(len(late) - 1, 2)] if late else 0
