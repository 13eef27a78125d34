"""One account on its card: head, note, people, the strip of days, the ledger, a side column."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.rentals import accounts
from app.rentals.accounts import Detail
from ui.actions import ActionSet
from ui.desk import Desk
from ui.members import words
from ui.members.asking import Question
from ui.members.form import AccountForm
from ui.members.head import DrawnCard, Name, Note, People
from ui.members.ledger_head import WHAT_IF
from ui.members.ledger_view import LedgerView
from ui.members.privacy import for_renter
from ui.members.side import WhatIf
from ui.members.strip import OutStrip
from ui.members.words import tr
from ui.side_form import SideForm
from ui.theme import dp
from ui.widgets import Button, Card, EmptyState, Kind, Line

_SIDE = 248


class AccountCard(Card):
    """``title_wanted(object)`` carries a title's id; ``line_chosen``, ``mend_wanted`` as the
    ledger's; ``new_wanted`` from the empty page.
    """

    title_wanted = Signal(object)
    line_chosen = Signal()
    mend_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.detail: Detail | None = None
        self._now: datetime | None = None
        self.renter_id: int | None = None
        self.form: AccountForm | None = None
        self.side_form: SideForm | None = None
        self.narrow = False
        self.question = Question(self)
        self.card, self.name, self.note = DrawnCard(self), Name(self), Note(self)
        self.people = People(self)
        self.strip = OutStrip(desk.covers, self)
        self.strip.title_wanted.connect(self.title_wanted)
        self.what_if = WhatIf()
        self.ledger = LedgerView(self)
        self.ledger.line_chosen.connect(self.line_chosen)
        self.ledger.mend_wanted.connect(self.mend_wanted)
        self.ledger.what_if_wanted.connect(self.what_if.setVisible)
        self.ledger.head.day_chosen.connect(self._show_ledger)
        self._buttons: list[Button] = []
        self._tools = QHBoxLayout()
        self._stack = QStackedWidget(self)
        self._page = QWidget()
        self._nobody = self._empty_page()
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._page)
        self._lay_out()

    # -- what is shown -------------------------------------------------------------------------

    def show_detail(self, detail: Detail, now: datetime, renter_id: int | None) -> None:
        """An account, or the same anew."""
        before = self.detail.account.member_id if self.detail is not None else None
        self.detail, self.renter_id, self._now = detail, renter_id, now
        today = words.local(now).date()
        self.card.show_number(detail.account.card or detail.account.number)
        self.name.show_account(detail.account, today)
        self.note.show_note(detail.account, today)
        self.people.show_detail(detail, renter_id)
        self.strip.show_detail(detail, now)
        if before != detail.account.member_id:
            self.ledger.head.leave_day()
        self._show_ledger()
        self.what_if.show_detail(detail)
        if self.form is None:
            self._stack.setCurrentWidget(self._page)

    def show_nobody(self) -> None:
        """No account: the list is empty."""
        self.detail = None
        if self.form is None:
            self._stack.setCurrentWidget(self._nobody)
        self.line_chosen.emit()

    def say_nobody(self, sentence: str, detail: str) -> None:
        """What the empty page says."""
        self._nobody.set_text(sentence, detail)

    @Slot()
    def _show_ledger(self) -> None:
        """The lines as they are now, or as they stood at the end of a day."""
        if self.detail is None or self._now is None:
            return
        detail, day = self.detail, self.ledger.head.as_of
        if day is not None:
            lines = accounts.ledger_on(detail.account.member_id, day)
            detail = for_renter(replace(detail, lines=lines), self.renter_id)
        self.ledger.show_detail(detail, self._now, self._ledger_note(detail))

    def _ledger_note(self, detail: Detail) -> str:
        day = self.ledger.head.as_of
        if day is not None:
            stood = detail.lines[0].balance_cents if detail.lines else 0
            said = tr("as it stood on {day}: {balance}")
            return said.format(day=words.day_words(day), balance=words.balance_words(stood))
        made = tr("newest first")
        if self.narrow and detail.so_far_cents:
            would = tr("would owe {sum} if all came back now")
            made += ", " + would.format(sum=words.signed(detail.would_owe_cents))
        return made

    # -- forms ---------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether an open form has something unsaved."""
        form = self.form or self.side_form
        return form is not None and form.dirty

    def open_form(self, form: AccountForm) -> None:
        """In place of the account."""
        self.form = form
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        form.take_focus()

    def open_side(self, form: SideForm) -> None:
        """In the side column."""
        self.side_form = form
        self._side_box.insertWidget(0, form, 100)
        self.what_if.setVisible(self._what_if_shown())
        self._fit_side()
        form.take_focus()

    def close_forms(self) -> None:
        """Puts away what is open, with what was typed."""
        self.question.hide()
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        if self.side_form is not None:
            self._side_box.removeWidget(self.side_form)
            self.side_form.hide()
            self.side_form.deleteLater()
            self.side_form = None
        self.what_if.setVisible(self._what_if_shown())
        self._fit_side()
        self._stack.setCurrentWidget(self._page if self.detail is not None else self._nobody)

    # -- building ------------------------------------------------------------------------------

    def add_tools(self, actions: ActionSet) -> None:
        """The buttons of the head, made once the screen has its actions."""
        for key, kind in (("edit", Kind.PLAIN), ("pay", Kind.PRIMARY)):
            button = Button.for_action(actions[key], kind=kind, parent=self._page)
            if key == "pay":
                button.set_icon_name("")
            self._buttons.append(button)
            self._tools.addWidget(button)

    def order_tabs(self, first: QWidget) -> None:
        """Tab goes from the list to the account's buttons, the strip and the ledger."""
        last = first
        for widget in (*self._buttons, self.strip.lines, self.ledger.view):
            QWidget.setTabOrder(last, widget)
            last = widget

    def set_narrow(self, narrow: bool) -> None:
        """A narrow window: fewer words, no side column while nothing stands in it."""
        self.narrow = narrow
        self.people.narrow = narrow
        self.strip.set_narrow(narrow)
        self.ledger.set_narrow(narrow)
        # What all would come to is a tab of the ledger in a narrow window.
        if narrow:
            self.ledger.instead.addWidget(self.what_if)
        else:
            self._side_box.insertWidget(0, self.what_if)
        self.what_if.setVisible(self._what_if_shown())
        for button in self._buttons:
            button.set_keys_shown(not narrow)
        self._fit_side()
        if self.detail is not None:
            self.people.show_detail(self.detail, self.renter_id)

    def _what_if_shown(self) -> bool:
        if self.narrow:
            return self.ledger.head.tabs.current == WHAT_IF
        return self.side_form is None

    def _fit_side(self) -> None:
        """In a narrow window the column comes with its form, and the strip makes room for it."""
        shown = not self.narrow or self.side_form is not None
        self._side.setVisible(shown)
        self._edge.setVisible(shown)
        self._strip_part.setVisible(not self.narrow or self.side_form is None)

    def _empty_page(self) -> EmptyState:
        new = Button(tr("New account"), "user-plus", kind=Kind.PRIMARY, keys="Ctrl+N")
        new.clicked.connect(self.new_wanted)
        return EmptyState(tr("No accounts yet."), [new], icon="users")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(14))
        head.addWidget(self.card)
        head.addWidget(self.name, 1)
        self._tools.setSpacing(dp(10))
        head.addLayout(self._tools)
        self._side = QWidget()
        self._edge = Line(vertical=True)
        self._side.setFixedWidth(dp(_SIDE))
        self._side_box = QVBoxLayout(self._side)
        self._side_box.setContentsMargins(dp(16), dp(10), 0, dp(8))
        self._side_box.addWidget(self.what_if)
        self._side_box.addStretch(1)
        low = QHBoxLayout()
        low.setSpacing(0)
        low.addWidget(self.ledger, 1)
        low.addWidget(self._edge)
        low.addWidget(self._side)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(dp(16), dp(14), dp(16), 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addSpacing(dp(11))
        page.addWidget(self.note)
        page.addSpacing(dp(11))
        page.addWidget(self.people)
        page.addWidget(Line())
        self._strip_part = QWidget()
        part = QVBoxLayout(self._strip_part)
        part.setContentsMargins(0, dp(6), 0, 0)
        part.setSpacing(dp(8))
        part.addWidget(self.strip)
        part.addWidget(Line())
        page.addWidget(self._strip_part)
        page.addLayout(low, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.question)
        box.addWidget(self._stack, 1)
