"""Choosing tiles: one, one more, a range; by their numbers, wherever they stand."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

from ui.inventory.stock_state import StockState

_Flag = QItemSelectionModel.SelectionFlag
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class TileChooser:
    """Writes into the shared selection. ``anchor`` is where a range begins, -1 for nowhere."""

    def __init__(self, state: StockState) -> None:
        self._state = state
        self.anchor = -1

    def choose(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        """As a click does: alone, with Ctrl added or taken away, with Shift the range."""
        if modifiers & SHIFT:
            self._extend(row, keep=bool(modifiers & CTRL))
        elif modifiers & CTRL:
            self.toggle(row)
        else:
            self.anchor = row
            self._state.go_to(row)

    def go(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        """As an arrow does: alone, with Shift the range, with Ctrl the current tile only."""
        if modifiers & SHIFT:
            if self.anchor < 0:
                self.anchor = max(self._state.selection.currentIndex().row(), 0)
            self._extend(row)
        elif modifiers & CTRL:
            self.make_current(row)
        else:
            self.anchor = row
            self._state.go_to(row)

    def toggle(self, row: int) -> None:
        """Into the selection, or out of it."""
        self.anchor = row
        self.make_current(row)
        self._state.selection.select(self.span(row, row), _Flag.Toggle)

    def make_current(self, row: int) -> None:
        """The current tile is another one; the selection stays."""
        index = self._state.model.index(row, 0)
        self._state.selection.setCurrentIndex(index, _Flag.NoUpdate)

    def span(self, first: int, last: int) -> QItemSelection:
        """Rows from the first to the last, as one range."""
        model = self._state.model
        right = model.columnCount() - 1
        return QItemSelection(model.index(first, 0), model.index(last, right))

    def _extend(self, row: int, *, keep: bool = False) -> None:
        anchor = self.anchor if 0 <= self.anchor < self._state.model.rowCount() else row
        self.anchor = anchor
        self.make_current(row)
        chosen = self.span(min(anchor, row), max(anchor, row))
        self._state.selection.select(chosen, _Flag.Select if keep else _Flag.ClearAndSelect)
