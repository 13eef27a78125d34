"""Removing a stock that documents print on: on which one do they print from then on?"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.printing.stock_words import tr
from ui.printing.stocks import sheets
from ui.printing.unsaved import FootQuestion
from ui.theme import dp
from ui.widgets import Button, Combo


class InsteadQuestion(FootQuestion):
    """``answered(str)``: the key of the stock that takes the removed one's place."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", icon="trash-2", tone="need", parent=parent)
        self.choice = Combo([], name=tr("Stock to print on instead"), height=28)
        self.choice.setMinimumWidth(dp(150))
        self.remove = Button(tr("Remove"), height=28)
        self.cancel = Button(tr("Keep it"), keys="Esc", height=28)
        self.remove.clicked.connect(self._take)
        self.cancel.clicked.connect(self.hide)
        for part in (self.choice, self.remove, self.cancel):
            self.add(part)
        self.setMinimumHeight(dp(48))
        self.hide()

    def ask(self, key: str, using: int, proposed: str) -> None:
        """``using`` documents print on the stock ``key``."""
        one = tr("One document prints on it. Instead:")
        many = tr("{n} documents print on it. Instead:")
        words = one if using == 1 else many
        self.set(words.format(n=using), icon="trash-2", tone="need")
        labels = [sheet for sheet in sheets().values() if sheet.labels is not None]
        self.choice.set_options(
            [(sheet.key, sheet.group_words()) for sheet in labels if sheet.key != key]
        )
        self.choice.set_value(proposed)
        self.show()
        self.choice.setFocus()

    @Slot()
    def _take(self) -> None:
        self.hide()
        self.answered.emit(str(self.choice.value))
