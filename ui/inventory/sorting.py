"""The order of the stock: by a click on a head or by Ctrl+Shift+1 to 8."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.catalog.stock_query import Column as Order
from ui.actions import Action, KeyLine
from ui.inventory.stock_state import StockState

_ORDERS = (
    Order.TITLE,
    Order.YEAR,
    Order.DIRECTOR,
    Order.FORMATS,
    Order.CERTIFICATE,
    Order.SECTION,
    Order.STATE,
    Order.IDLE,
)
#: What is first looked at largest or newest first.
_DOWN_FIRST = frozenset({Order.YEAR, Order.IDLE})


class Sorting(QObject):
    """Asks the shared state for another order of what it shows."""

    def __init__(self, state: StockState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state

    def declared(self, group: str) -> list[Action | KeyLine]:
        """A key for each column, in the order of the columns."""
        return [
            Action(
                f"sort{at}",
                self.tr("Sort by {column}").format(column=order.value),
                "",
                f"Ctrl+Shift+{at}",
                _Sort(self, order).go,
                group=group,
            )
            for at, order in enumerate(_ORDERS, start=1)
        ]

    @Slot(object)
    def by(self, order: Order) -> None:
        """A head was clicked: by that column, the other way round, then as it was."""
        query = self._state.query
        first = order in _DOWN_FIRST
        now = query.order
        if now is None and order is Order.TITLE and not query.asks:
            now = Order.TITLE
        if now is not order:
            wanted = replace(query, order=order, descending=first)
        elif query.descending == first:
            wanted = replace(query, order=order, descending=not first)
        else:
            wanted = replace(query, order=None, descending=False)
        self._state.ask(wanted, filter_name=self._state.filter_name)


class _Sort:
    """Sorts by one column: a callback that closes over nothing."""

    def __init__(self, sorting: Sorting, order: Order) -> None:
        self._sorting = sorting
        self._order = order

    def go(self) -> None:
        """Do it."""
        self._sorting.by(self._order)
