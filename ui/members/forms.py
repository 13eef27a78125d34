"""The forms of an account: which is open, and that nothing typed is lost without a question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.members import actions as members
from app.members.models import MemberStatus
from app.rentals.accounts import Detail
from app.rentals.models import LineKind
from ui.desk import Desk
from ui.members.account import AccountCard
from ui.members.form import AccountForm
from ui.members.side import MendForm, PaymentForm, SuspendForm
from ui.members.words import tr
from ui.side_form import SideForm


class Forms(QObject):
    """``account_saved(object)`` carries the account's id, ``side_saved`` a payment or the like.

    ``put_away`` when a form was closed without saving; ``changed`` when other keys may hold now.
    """

    account_saved = Signal(object)
    side_saved = Signal()
    put_away = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, card: AccountCard, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._then: Callable[[], object] | None = None
        card.question.stayed.connect(self.stay)
        card.question.accepted.connect(self.discard)
        card.mend_wanted.connect(self.mend)

    # -- opening -------------------------------------------------------------------------------

    def new(self, name: str) -> None:
        """Ctrl+N; ``name`` is what was searched in vain."""
        self.guarded(partial(self._open_form, name))

    def edit(self) -> None:
        """Ctrl+E."""
        if self._detail is not None:
            self.guarded(self._open_form)

    def _open_form(self, name: str | None = None) -> None:
        account = self._detail.account if name is None and self._detail is not None else None
        form = AccountForm(self._desk, account, name or "")
        form.saved.connect(self.account_saved)
        form.closed.connect(self.escape)
        self._card.open_form(form)
        self.changed.emit()

    def pay(self) -> None:
        """Ctrl+T."""
        self.guarded(self._open_payment)

    def _open_payment(self) -> None:
        if self._detail is not None:
            self._open_side(PaymentForm(self._desk, self._detail))

    @Slot()
    def mend(self) -> None:
        """Ctrl+R: the marked line, else the newest that can still be waived."""
        self.guarded(self._open_mend)

    def _open_mend(self) -> None:
        ledger = self._card.ledger
        row = ledger.marked or next((row for row in ledger.rows if row.open_cents), None)
        if self._detail is not None and row is not None and row.kind is not LineKind.CORRECTION:
            ledger.mark(ledger.rows.index(row))
            self._open_side(MendForm(self._desk, self._detail.account.member_id, row))

    def suspend(self) -> None:
        """Asks for the reason."""
        self.guarded(self._open_suspension)

    def _open_suspension(self) -> None:
        if self._detail is not None:
            self._open_side(SuspendForm(self._desk, self._detail.account.member_id))

    def _open_side(self, form: SideForm) -> None:
        form.saved.connect(self.side_saved)
        form.closed.connect(self.escape)
        self._card.open_side(form)
        self.changed.emit()

    def reinstate(self) -> None:
        """Lets the account rent again; that needs no form."""
        if self._detail is not None:
            member_id = self._detail.account.member_id
            self._desk.perform(partial(members.reinstate, member_id=member_id))

    # -- saving and leaving --------------------------------------------------------------------

    def save(self) -> None:
        """Ctrl+S."""
        form = self._card.form or self._card.side_form
        if form is not None:
            form.save()
            self.changed.emit()

    def guarded(self, then: Callable[[], object]) -> None:
        """Does it, once nothing unsaved is open."""
        if self._card.dirty:
            self.ask(then)
            return
        self._card.close_forms()
        then()
        self.changed.emit()

    def ask(self, then: Callable[[], object] | None) -> None:
        """Asks about what was typed; ``then`` is done once that may go."""
        self._then = then
        self._card.question.ask(tr("What you typed is not saved yet."))
        self.changed.emit()

    def leave_ok(self) -> bool:
        """Whether the screen may be left; asks where something is unsaved."""
        if self._card.dirty:
            self.ask(None)
            return False
        self._card.close_forms()
        return True

    @Slot()
    def discard(self) -> None:
        """Ctrl+Enter on the question: what was typed goes."""
        then, self._then = self._then, None
        self._card.close_forms()
        if then is not None:
            then()
        self.changed.emit()

    @Slot()
    def stay(self) -> None:
        """Esc on the question: nothing happens."""
        self._then = None
        self._card.question.hide()
        form = self._card.form or self._card.side_form
        if form is not None:
            form.take_focus()
        self.changed.emit()

    @Slot()
    def escape(self) -> None:
        """Esc: the question, then the form."""
        if self.asking():
            self.stay()
        elif self._card.dirty:
            self.ask(None)
        elif self.open():
            self._card.close_forms()
            self.put_away.emit()
        self.changed.emit()

    # -- whether -------------------------------------------------------------------------------

    @property
    def _detail(self) -> Detail | None:
        return self._card.detail

    def free(self) -> bool:
        """Whether there is an account, and no form over it."""
        return self._detail is not None and self._card.form is None

    def open(self) -> bool:
        """Whether Ctrl+S has something to save."""
        return (self._card.form or self._card.side_form) is not None

    def asking(self) -> bool:
        """Whether the question about what was typed is shown."""
        return not self._card.question.isHidden()

    def mend_ok(self) -> bool:
        """Whether a line can be waived or corrected: not in a ledger of another day."""
        ledger = self._card.ledger
        if not self.free() or ledger.head.as_of is not None:
            return False
        if ledger.marked is not None:
            return ledger.marked.kind is not LineKind.CORRECTION
        return any(row.open_cents for row in ledger.rows)

    def active(self) -> bool:
        """Whether the account may rent."""
        detail = self._detail
        return self.free() and detail is not None and detail.account.status is MemberStatus.ACTIVE

    def stopped(self) -> bool:
        """Whether the account may not rent."""
        return self.free() and not self.active()
