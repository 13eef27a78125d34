"""The list of the stock, with what stands there when nothing is found."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.many_frame import ManyFrame
from ui.inventory.nothing_found import NothingFound
from ui.inventory.overlay_bar import OverlayBar
from ui.inventory.pages import StockPage
from ui.inventory.round_corners import RoundCorners
from ui.inventory.stacking import bring_to_front
from ui.inventory.stock_state import StockState
from ui.inventory.stock_table import StockTable
from ui.widgets import Card


class ListPage(StockPage):
    """One row a title; from the second selected one on, the edit bar below them."""

    key = "list"
    text = "List"
    icon = "list"

    escaped = Signal()

    def __init__(
        self, desk: Desk, state: StockState, many: EditMany, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, state, many, parent)
        self.table = StockTable(desk, state, self)
        self.table.changes_of = many.tile_words
        self._bar = OverlayBar(self.table)
        self.nothing = NothingFound(state, self)
        card = Card(self)
        self._corners = RoundCorners(card)
        self._stack = QStackedWidget(card)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        bring_to_front(self._stack, self.table)
        card.column((1, 1, 1, 1), 0).addWidget(self._stack)
        card.setFocusProxy(self.table)
        self._corners.raise_()
        self.frame = ManyFrame(
            many,
            state,
            card,
            back_words=self.tr("Back to the list"),
            back_icon="list",
            parent=self,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.frame)
        state.counted.connect(self._counted)
        many.changed.connect(self.table.viewport().update)
        many.lines_changed.connect(self.table.viewport().update)
        self.table.escaped.connect(self._escaped)
        self.offer(self.nothing)

    def many_frame(self) -> ManyFrame:
        return self.frame

    def take_focus(self) -> None:
        self.frame.take_focus()

    def set_narrow(self, narrow: bool) -> None:
        """Fewer columns at 1280."""
        self.table.set_narrow(narrow)

    def entered(self) -> None:
        self.frame.follow()
        index = self.state.selection.currentIndex()
        if index.isValid():
            self.table.reveal(index)

    def escape(self) -> bool:
        """Out of the bar, then out of the list of changes, then the selection."""
        return self.frame.escape()

    @property
    def empty_shown(self) -> bool:
        """Whether the words for an empty list stand in its place."""
        return self._stack.currentWidget() is self.nothing

    @Slot()
    def _escaped(self) -> None:
        if not self.escape():
            self.escaped.emit()

    @Slot()
    def _counted(self) -> None:
        nothing = self.state.found == 0
        if nothing:
            self.nothing.tell()
        bring_to_front(self._stack, self.nothing if nothing else self.table)
