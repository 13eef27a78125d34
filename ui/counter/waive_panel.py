"""Waiving a late fee, part or all of it, with its reason; only Ctrl+Enter confirms."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.shop import settings
from app.shop.errors import RuleViolation
from app.shop.money import parse_amount
from ui import messages
from ui.amounts import money
from ui.counter import words
from ui.counter.reasons import Framed, ReasonPicker
from ui.counter.visit import Back
from ui.counter.words import tr
from ui.theme import dp
from ui.widgets import Button, ElidedLabel, Kind, Label, TextInput


class WaivePanel(Framed):
    """``confirmed`` when amount and reason stand; ``folded`` when it is put away."""

    confirmed = Signal()
    folded = Signal()
    code_typed = Signal(str)

    def __init__(self, back: Back, parent: QWidget | None = None) -> None:
        super().__init__("need", parent)
        self.back = back
        self.amount = TextInput(money(back.owed_cents), height=30, enter_moves=False, parent=self)
        self.amount.setAccessibleName(tr("Amount to waive"))
        self.amount.setFixedWidth(dp(86))
        self.amount.textChanged.connect(self._changed)
        self.amount.entered.connect(self._amount_entered)
        self.picker = ReasonPicker(words.WAIVER_REASONS, self)
        self.picker.changed.connect(self._changed)
        self.picker.code_typed.connect(self.code_typed)
        self._wrong = Label("", role="stop", size=12, wrap=True, parent=self)
        self._confirm = Button("", "badge-check", kind=Kind.DARK, keys="Ctrl+Return", parent=self)
        self._confirm.clicked.connect(self._confirmed)
        fold = Button(tr("Fold"), keys="Esc", parent=self)
        fold.clicked.connect(self.folded)
        self._lay_out(fold)
        self._changed()

    @property
    def cents(self) -> int:
        """What is to be forgiven; 0 where the text is no such amount."""
        try:
            found = parse_amount(self.amount.text(), settings.settings().money, field="amount")
        except RuleViolation:
            return 0
        return found if found <= self.back.owed_cents else 0

    @property
    def reason(self) -> str:
        """Why, empty while nothing is chosen."""
        return self.picker.reason

    @property
    def ready(self) -> bool:
        """Whether Ctrl+Enter does it."""
        return self.cents > 0 and bool(self.reason)

    def _lay_out(self, fold: Button) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(15), dp(12), dp(15), dp(12))
        box.setSpacing(dp(9))
        line = QHBoxLayout()
        line.setSpacing(dp(9))
        line.addWidget(Label(tr("Waive"), size=13, weight=600, parent=self))
        line.addWidget(self.amount)
        owed = tr("of the fee of {fee}").format(fee=money(self.back.owed_cents))
        line.addWidget(Label(owed, role="ink2", tabular=True, parent=self))
        line.addWidget(self._wrong, 1)
        box.addLayout(line)
        box.addWidget(self.picker)
        foot = QHBoxLayout()
        foot.setSpacing(dp(8))
        note = tr("Up, Down choose. In the ledger.")
        foot.addWidget(ElidedLabel(note, role="ink2", size=12, parent=self), 1)
        foot.addWidget(fold)
        foot.addWidget(self._confirm)
        box.addLayout(foot)

    @Slot()
    def _changed(self) -> None:
        self._wrong.setText("" if self.cents else self._problem())
        self._confirm.setText(tr("Waive {sum}").format(sum=money(self.cents or 0)))
        self._confirm.setEnabled(self.ready)

    def _problem(self) -> str:
        try:
            found = parse_amount(self.amount.text(), settings.settings().money, field="amount")
        except RuleViolation as error:
            return messages.sentence(error)
        if found > self.back.owed_cents:
            return tr("That is more than is owed.")
        return tr("An amount above zero.")

    @Slot()
    def _amount_entered(self) -> None:
        self.code_typed.emit(self.amount.text())

    @Slot()
    def _confirmed(self) -> None:
        if self.ready:
            self.confirmed.emit()
