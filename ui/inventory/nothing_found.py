"""What stands in the place of the titles while none is found, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.inventory.stock_state import StockState
from ui.widgets import Button, EmptyState

#: Longer texts are cut where they are quoted.
_LONGEST = 40


class NothingFound(EmptyState):
    """Says what was looked for. ``add_wanted(str)``: as a title of this name; ``clear_wanted``:
    without the facets; ``import_wanted``.
    """

    add_wanted = Signal(str)
    clear_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, state: StockState, parent: QWidget | None = None) -> None:
        self.clear = Button("", parent=parent)
        self.add = Button("", "plus", parent=parent)
        self.bring = Button("", "file-input", parent=parent)
        super().__init__("", [self.clear, self.add, self.bring], icon="search")
        self._state = state
        self.clear.setText(self.tr("Clear filters"))
        self.bring.setText(self.tr("Import"))
        for button in (self.clear, self.bring):
            button.setAccessibleName(button.text())
        self.clear.clicked.connect(self.clear_wanted)
        self.add.clicked.connect(self._add_clicked)
        self.bring.clicked.connect(self.import_wanted)

    def tell(self) -> None:
        """The words and buttons for what is asked now."""
        query = self._state.query
        text = query.text.strip()
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        detail = ""
        if query.filtered and not self._state.busy:
            detail = self.tr("Without filters: {n}.").format(n=f"{self._state.unfiltered:,}")
        if text:
            sentence = self.tr("No film has “{text}”.").format(text=short)
        elif query.filtered:
            sentence = self.tr("No film is all of this.")
        else:
            sentence = self.tr("Nothing on the shelves yet.")
            detail = self.tr("Type a film in, receive a box, or bring in a list.")
        self.set_text(sentence, detail)
        self.clear.setVisible(query.filtered)
        self.add.setVisible(bool(text) or not query.filtered)
        self.bring.setVisible(not text and not query.filtered)
        words = self.tr("Add “{text}” as a title").format(text=short)
        self.add.setText(words if text else self.tr("Add title"))
        self.add.setAccessibleName(self.add.text())

    @Slot()
    def _add_clicked(self) -> None:
        self.add_wanted.emit(self._state.query.text.strip())
