"""The list of the stock, with what stands there when nothing is found."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.desk import Desk
from ui.inventory.overlay_bar import OverlayBar
from ui.inventory.pages import StockPage
from ui.inventory.round_corners import RoundCorners
from ui.inventory.stock_state import StockState
from ui.inventory.stock_table import StockTable
from ui.widgets import Button, Card, EmptyState


class ListPage(StockPage):
    """One row a title. ``add_wanted(str)``: "Add 'jeunx' as a title" was pressed."""

    key = "list"
    text = "List"
    icon = "list"

    add_wanted = Signal(str)
    clear_wanted = Signal()
    import_wanted = Signal()
    escaped = Signal()

    def __init__(self, desk: Desk, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(desk, state, parent)
        self.table = StockTable(desk, state, self)
        self._bar = OverlayBar(self.table)
        self._clear = Button(self.tr("Clear filters"), parent=self)
        self._clear.clicked.connect(self.clear_wanted)
        self._add = Button(self.tr("Add title"), "plus", parent=self)
        self._add.clicked.connect(self._add_clicked)
        self._import = Button(self.tr("Import"), "file-input", parent=self)
        self._import.clicked.connect(self.import_wanted)
        self._empty = EmptyState("", [self._clear, self._add, self._import], icon="search")
        card = Card(self)
        self._corners = RoundCorners(card)
        self._stack = QStackedWidget(card)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        card.column((1, 1, 1, 1), 0).addWidget(self._stack)
        self._corners.raise_()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        state.counted.connect(self._counted)
        self.table.escaped.connect(self.escaped)

    def take_focus(self) -> None:
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Fewer columns at 1280."""
        self.table.set_narrow(narrow)

    def entered(self) -> None:
        index = self.state.selection.currentIndex()
        if index.isValid():
            self.table.reveal(index)

    @property
    def empty_shown(self) -> bool:
        """Whether the words for an empty list stand in its place."""
        return self._stack.currentIndex() == 1

    @Slot()
    def _counted(self) -> None:
        nothing = self.state.found == 0
        if nothing:
            self._say_empty()
        self._stack.setCurrentIndex(1 if nothing else 0)

    def _say_empty(self) -> None:
        query = self.state.query
        text = query.text.strip()
        without = self.state.unfiltered
        detail = ""
        if query.filtered and not self.state.busy:
            detail = self.tr("Without filters: {n}.").format(n=f"{without:,}")
        if text:
            sentence = self.tr("No film has “{text}”.").format(text=_short(text))
        elif query.filtered:
            sentence = self.tr("No film is all of this.")
        else:
            sentence = self.tr("Nothing on the shelves yet.")
            detail = self.tr("Type a film in, receive a box, or bring in a list.")
        self._empty.set_text(sentence, detail)
        self._clear.setVisible(query.filtered)
        self._add.setVisible(bool(text) or not query.filtered)
        self._import.setVisible(not text and not query.filtered)
        words = self.tr("Add “{text}” as a title").format(text=_short(text))
        self._add.setText(words if text else self.tr("Add title"))
        self._add.setAccessibleName(self._add.text())

    @Slot()
    def _add_clicked(self) -> None:
        self.add_wanted.emit(self.state.query.text.strip())


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
