"""The side column: what all would come to now, or a small form that takes its place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.members import actions as members
from app.rentals import ledger
from app.rentals.accounts import Detail, LedgerRow
from app.rentals.models import LineKind, PaymentMethod
from app.shop import settings
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.money import parse_amount
from app.shop.operations import Done
from ui.amounts import money
from ui.desk import Desk
from ui.members import words
from ui.members.asking import ReasonField
from ui.members.words import tr
from ui.side_form import SideForm
from ui.theme import dp, font, tokens
from ui.widgets import Label, Segmented, TextInput, paint

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WhatIf(QWidget):
    """If all came back now: the balance and the fees so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str]] = []
        self._sum = ""

    def show_detail(self, detail: Detail) -> None:
        """Another account."""
        owed = detail.balance_cents
        first = tr("owes today") if owed >= 0 else tr("credit today")
        self._rows = [(first, words.signed(owed))]
        for row in detail.out:
            if row.fee_cents:
                days = tr("1 late day") if row.late_days == 1 else tr("{n} late days")
                what = f"{row.title}, {days.format(n=row.late_days)}"
                self._rows.append((what, money(row.fee_cents)))
        self._sum = words.signed(detail.would_owe_cents)
        parts = [f"{what} {sum_}" for what, sum_ in self._rows]
        said = ", ".join((*parts, f"{tr('would owe')} {self._sum}"))
        self.setAccessibleName(f"{tr('If all came back now')}: {said}")
        self.setMinimumHeight(dp(64) + dp(18) * len(self._rows[:6]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face, bold = font(12, tabular=True), font(12, 600, tabular=True)
        line = QRectF(0, 0, self.width(), dp(20))
        paint.text(painter, line, tr("If all came back now"), face=font(14, 600))
        line = QRectF(0, dp(28), self.width(), dp(18))
        for what, amount in self._rows[:6]:
            width = paint.text(painter, line, amount, face=face, align=_RIGHT)
            room = line.adjusted(0, 0, -width - dp(8), 0)
            paint.text(painter, room, what, role="ink2", face=font(12))
            line.translate(0, dp(18))
        painter.fillRect(QRectF(0, line.top() + dp(2), self.width(), 1), tokens().color("line"))
        line.translate(0, dp(6))
        paint.text(painter, line, tr("would owe"), face=bold)
        paint.text(painter, line, self._sum, face=bold, align=_RIGHT)


class MemberForm(SideForm):
    """A form of a few fields under a small heading; its buttons stand below each other."""

    def _lay_out(self) -> None:
        self.heading.setFont(font(14, 600))
        self.body.setSpacing(dp(8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(8))
        box.addWidget(self.heading)
        box.addWidget(self._scrolled())
        box.addWidget(self.error)
        box.addWidget(self.save_button)
        box.addWidget(self.close_button)
        box.addStretch(1)

    def _scrolled(self) -> QScrollArea:
        """As high as its fields, so that the buttons stand right below them."""
        area = super()._scrolled()
        inner = area.widget()
        fields = inner.layout() if inner is not None else None
        if fields is not None:
            fields.setContentsMargins(0, 0, dp(10), dp(4))
        area.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        area.setMinimumHeight(dp(60))
        return area

    def line(self, key: str, label: str, editor: TextInput) -> TextInput:
        """A field on a line of its own."""
        self.add(key, label, editor)
        return editor

    def cents(self, key: str) -> int:
        """The amount in a field; raises as ``parse_amount`` does."""
        editor = self.fields[key].editor
        text = editor.text() if isinstance(editor, TextInput) else ""
        return parse_amount(text, settings.settings().money, field=key)


class PaymentForm(MemberForm):
    """Cash with its change, or card. Saves with Ctrl+S."""

    def __init__(self, desk: Desk, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(desk, tr("Take payment"), parent)
        self._member_id = detail.account.member_id
        self.method = Segmented(
            [("cash", tr("Cash"), "banknote"), ("card", tr("Card"), "credit-card")],
            name=tr("How it is paid"),
            stretch=True,
        )
        self.method.chosen.connect(self._changed)
        self.body.addWidget(self.method)
        owed = max(detail.balance_cents, 0)
        self.amount = self.line("amount", tr("Amount"), TextInput(money(owed) if owed else ""))
        self.given = self.line(
            "given", tr("Cash given"), TextInput(placeholder=tr("the exact sum"))
        )
        self.change = Label("", size=15, weight=600, tabular=True, parent=self)
        self.body.addWidget(self.change)
        self.amount.textChanged.connect(self._changed)
        self.given.textChanged.connect(self._changed)
        self._changed()
        self.begin()

    def act(self, ctx: Context) -> Done:
        amount = self.cents("amount")
        cash = self.method.current == "cash"
        if cash and self.given.text().strip() and self.cents("given") < amount:
            raise RuleViolation("cash.short", field="given")
        method = PaymentMethod.CASH if cash else PaymentMethod.CARD
        return ledger.pay(ctx, self._member_id, {method: amount})

    @Slot()
    def _changed(self) -> None:
        cash = self.method.current == "cash"
        self.fields["given"].setVisible(cash)
        self.change.setVisible(cash)
        try:
            amount = self.cents("amount")
        except RuleViolation:
            self.save_button.setText(tr("Take payment"))
            self.change.setText("")
            return
        self.save_button.setText(tr("Take {sum}").format(sum=money(amount)))
        try:
            back = self.cents("given") - amount if self.given.text().strip() else 0
        except RuleViolation:
            back = -1
        self.change.setText(tr("Change {sum}").format(sum=money(back)) if back > 0 else "")


class MendForm(MemberForm):
    """Waives or takes back one line of the ledger, always by an opposite line with a reason."""

    def __init__(
        self, desk: Desk, member_id: int, row: LedgerRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, tr("Waive or correct"), parent)
        self._member_id, self._row = member_id, row
        what = f"{words.kind_words(row)} {words.what_words(row)}, {words.signed(row.amount_cents)}"
        self.body.addWidget(Label(what, role="ink2", size=12, wrap=True, parent=self))
        self.how = Segmented(
            [("waive", tr("Waive")), ("correct", tr("Correct"))], name=tr("How"), stretch=True
        )
        self.how.chosen.connect(self._changed)
        self.body.addWidget(self.how)
        charge = row.amount_cents > 0 and row.kind is not LineKind.REFUND
        self.how.setVisible(charge)
        self.how.set_current("waive" if charge else "correct")
        left = row.open_cents or abs(row.amount_cents)
        self.amount = self.line("amount", tr("Amount"), TextInput(money(left)))
        self.why = ReasonField(words.WAIVER_REASONS, self)
        self.fields["reason"] = self.why.field
        self.body.addWidget(self.why)
        self.amount.textChanged.connect(self._changed)
        self._changed()
        self.begin()

    def act(self, ctx: Context) -> Done:
        amount = self.cents("amount")
        if self.how.current == "waive":
            line_id = self._row.line_id
            return ledger.waive(ctx, self._member_id, amount, self.why.reason, line_id)
        return ledger.correct(ctx, self._row.line_id, self.why.reason, amount)

    @Slot()
    def _changed(self) -> None:
        waive = self.how.current == "waive"
        self.why.set_reasons(words.WAIVER_REASONS if waive else words.CORRECTION_REASONS)
        try:
            amount = money(self.cents("amount"))
        except RuleViolation:
            amount = ""
        made = tr("Waive {sum}") if waive else tr("Take back {sum}")
        self.save_button.setText(made.format(sum=amount).strip())


class SuspendForm(MemberForm):
    """Stops an account from renting, for now or for good, with a reason that shows at the counter.

    What is out or owed stays with it, and it can be reinstated.
    """

    def __init__(self, desk: Desk, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, tr("Suspend or close"), parent)
        self._member_id = member_id
        self.how = Segmented(
            [("suspend", tr("For now")), ("close", tr("For good"))], name=tr("How"), stretch=True
        )
        self.how.chosen.connect(self._changed)
        self.body.addWidget(self.how)
        self.why = ReasonField(words.SUSPENSION_REASONS, self)
        self.fields["reason"] = self.why.field
        self.body.addWidget(self.why)
        self._changed()
        self.begin()

    def act(self, ctx: Context) -> Done:
        stop = members.suspend if self.how.current == "suspend" else members.close
        return stop(ctx, self._member_id, self.why.reason)

    @Slot()
    def _changed(self) -> None:
        now = self.how.current == "suspend"
        self.save_button.setText(tr("Suspend") if now else tr("Close the account"))
