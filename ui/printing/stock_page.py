"""Stock and printers: the sheets that labels come on, and what each printer does to a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.printing import queries
from app.shop.changes import Changes
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.printing.profile_hand import ProfileHand
from ui.printing.room import PrintRoom
from ui.printing.sending import Sender
from ui.printing.stock_editor import StockEditor
from ui.printing.stock_hand import StockHand
from ui.printing.stock_list import StockListView, StockRow
from ui.printing.stock_rows import printer_rows, stock_rows
from ui.printing.stock_words import tr
from ui.theme import dp
from ui.widgets import Button, Card
from ui.widgets.round_corners import RoundCorners

_LONGEST_COPY = 8
_MOST_PRINTERS = 6


class StockPage(QWidget):
    """A `SecondPage` of the print screen. ``put_in(item_id)``: a document is in the tray now."""

    put_in = Signal(object)

    def __init__(
        self, desk: Desk, room: PrintRoom, sender: Sender, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._room = room
        self.front = False
        self._tiny = self._on_printer = False
        self._actions: ActionSet | None = None
        self.list = StockListView(tr("Stocks"))
        self.list.chosen.connect(self._stock_chosen)
        self.printers = StockListView(tr("Printers"))
        self.printers.chosen.connect(self._printer_chosen)
        self.editor = StockEditor(self)
        self.stock = StockHand(desk, self.editor, self._is_front, self)
        self.stock.moved.connect(self._fill)
        self.hand = ProfileHand(desk, room, self._is_front, self)
        self.hand.moved.connect(self._fill)
        self.hand.put_in.connect(self.put_in)
        self.profile = self.hand.panel
        self._head: list[Button] = []
        room.printers_changed.connect(self.hand.refresh)
        room.tray_changed.connect(self.hand.refresh)

    # -- a SecondPage ----------------------------------------------------------------------------

    def widget(self) -> QWidget:
        return self

    def declared(self) -> list[Action | KeyLine]:
        steps = KeyLine("Up / Down", tr("Steps a number; with Shift by more"), _group())
        return [*self.stock.declared(), *self.hand.declared(), steps]

    def actions_made(self, actions: ActionSet) -> None:
        self._actions = actions
        self.stock.actions_made(actions)
        self.hand.actions_made(actions)
        self._head = [
            Button.for_action(actions["stock-copy"]),
            Button.for_action(actions["stock-new"]),
        ]
        self._lists = Card()
        column = self._lists.column((1, 1, 1, 1), 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.printers)
        self._corners = RoundCorners(self._lists)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(12))
        row.addWidget(self._lists)
        row.addWidget(self.editor, 1)
        row.addWidget(self.profile)
        self.set_narrow(False)

    def head_buttons(self) -> Sequence[QWidget]:
        return self._head

    def head_words(self) -> str:
        return tr("A stock whose numbers do not fit its sheet is not saved.")

    def shown(self) -> None:
        self._room.find_printers()
        self.stock.refresh()
        self.hand.refresh()

    def show_printer(self, printer: str, feed: str) -> None:
        self._on_printer = True
        self.hand.choose(printer, feed)
        self._take_turns()

    def changed(self, changes: Changes) -> None:
        if self.stock.key:
            self.stock.refresh()
            self.hand.refresh()

    def set_narrow(self, narrow: bool, *, tiny: bool = False) -> None:
        """In a window of 1280 the list leaves out sizes and keys go to F1; in large letters stock
        and profile take turns.
        """
        self._lists.setFixedWidth(dp(180 if tiny else 216 if narrow else 264))
        self.list.set_sizes_shown(not narrow)
        self.stock.set_narrow(narrow)
        self.hand.set_narrow(narrow)
        for button in self._head:
            button.set_keys_shown(not narrow)
        self._tiny = tiny
        if tiny:
            self.profile.setMinimumWidth(dp(300))
            self.profile.setMaximumWidth(dp(440))
        else:
            self.profile.setFixedWidth(dp(320 if narrow else 400))
        self._take_turns()

    def leave_ok(self) -> bool:
        return self.stock.leave_ok() and self.hand.leave_ok()

    # -- lists -----------------------------------------------------------------------------------

    def _is_front(self) -> bool:
        return self.front

    def _take_turns(self) -> None:
        """In large letters the profile stands where the stock was once a printer is chosen."""
        self.editor.setVisible(not self._tiny or not self._on_printer)
        self.profile.setVisible(not self._tiny or self._on_printer)

    @Slot(object)
    def _stock_chosen(self, row: StockRow) -> None:
        self._on_printer = False
        self.stock.choose(row.key)
        self._take_turns()

    @Slot(object)
    def _printer_chosen(self, row: StockRow) -> None:
        self._on_printer = True
        self.hand.choose(row.key, row.feed)
        self._take_turns()

    @Slot()
    def _fill(self) -> None:
        """The lists and the head anew."""
        rows = stock_rows(queries.own_stocks(), self.stock.unsaved)
        self.list.show_rows(rows, ("stock", self.stock.key, ""))
        printers = printer_rows(self._room.printers, queries.profiles(), self.hand.since)
        self.printers.show_rows(printers, ("printer", *self.hand.feed))
        least = min(self.printers.wanted_height(), dp(24 + 28 * _MOST_PRINTERS))
        self.printers.setFixedHeight(least)
        if self._head:
            name = self.stock.name
            short = name if len(name) <= _LONGEST_COPY else ""
            self._head[0].setText(tr("Copy {stock}").format(stock=short).strip())
            self._head[0].setAccessibleName(tr("Copy {stock}").format(stock=name))
        if self._actions is not None:
            self._actions.refresh()


def _group() -> str:
    return tr("Stock and printers")
