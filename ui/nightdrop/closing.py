"""Closing a session, in the panel: the sums, why they differ, and the key that closes."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.nightdrop.rules import Counts, pile_sum
from ui.amounts import money
from ui.nightdrop.bursts import BurstInput
from ui.theme import dp
from ui.widgets import Button, Card, Field, KeyCap, Kind, Label, heading


class ClosePanel(Card):
    """Takes the place of *Mark this case*. ``scanned(str)`` is a code shot into its field, ``left``
    a person's Enter in it.
    """

    scanned = Signal(str)
    left = Signal()

    def __init__(self, close: QAction, back: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sum = Label("", wrap=True, parent=self)
        self._pile = Label("", weight=600, wrap=True, parent=self)
        self.why = BurstInput(parent=self)
        self.why.scanned.connect(self.scanned)
        self.why.done.connect(self.left)
        self._field = Field(self.tr("Why do they differ?"), self.why, parent=self)
        self.why.textEdited.connect(self._written)
        self.close_button = Button.for_action(close, kind=Kind.PRIMARY, parent=self)
        self._back = Button.for_action(back, kind=Kind.BARE, parent=self)
        self._back.set_keys_shown(False)
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Close the session")), 1)
        head.addWidget(KeyCap("Esc", self))
        foot = QHBoxLayout()
        foot.setSpacing(dp(8))
        foot.addWidget(self.close_button)
        foot.addWidget(self._back)
        foot.addStretch(1)
        box = self._box = self.column((20, 12, 20, 14), 8)
        box.addLayout(head)
        box.addWidget(self._sum)
        box.addWidget(self._pile)
        box.addWidget(self._field)
        box.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def reason(self) -> str:
        """What was written."""
        return self.why.text()

    @property
    def asks_why(self) -> bool:
        """Whether the pile does not add up."""
        return self._field.isVisibleTo(self)

    def set_compact(self, compact: bool) -> None:
        """For 1280 x 720: Esc on its cap is enough of a way back."""
        self._back.setVisible(not compact)
        inset = dp(16 if compact else 20)
        self._box.setContentsMargins(inset, dp(12), inset, dp(14))

    def start(self) -> None:
        """F12: an empty reason, no error."""
        self.why.clear()
        self._field.clear_error()

    def show_sums(self, counts: Counts, counted: int | None) -> None:
        """The sums as they stand; a reason is asked for only where they differ."""
        said = self.tr("{scanned} scanned: {shelf} to the shelf, {trays} in trays.").format(
            scanned=counts.scanned, shelf=counts.to_shelf, trays=counts.in_trays
        )
        if counts.fee_cents:
            said += " " + self.tr("Late fees {amount}.").format(amount=money(counts.fee_cents))
        self._sum.setText(said)
        words, role, differs = self._pile_words(counts, counted)
        self._pile.setText(words)
        self._pile.set_role(role)
        self._field.setVisible(differs)

    def refuse(self, words: str) -> None:
        """What keeps the session from closing, at its field."""
        self._field.setVisible(True)
        self._field.set_error(words)

    def _pile_words(self, counts: Counts, counted: int | None) -> tuple[str, str, bool]:
        if counted is None:
            return self.tr("The pile was not counted."), "ink2", False
        pile = pile_sum(counted, counts.scanned)
        if pile.adds_up:
            return self.tr("{n} counted: it adds up.").format(n=counted), "ok", False
        if pile.surplus:
            words = self.tr("{n} counted: {more} more scanned than counted.")
            return words.format(n=counted, more=pile.surplus), "stop", True
        words = self.tr("{n} counted: {left} not scanned.")
        return words.format(n=counted, left=pile.to_scan), "need", True

    @Slot()
    def _written(self) -> None:
        self._field.clear_error()
