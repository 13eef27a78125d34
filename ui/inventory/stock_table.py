"""The table of the list, and its head with the order written in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.catalog.stock_query import Column as Order
from app.catalog.stock_query import StockQuery
from ui import icons
from ui.desk import Desk
from ui.inventory.row_painter import Place, RowLook, RowPainter
from ui.inventory.stock_state import StockState
from ui.tables import configure_table
from ui.theme import dp, font, theme, tokens
from ui.widgets import paint, turns


class StockHeader(QHeaderView):
    """Column heads; the one that the list is sorted by says so with an arrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._query = StockQuery()
        self._hover = -1
        self.setMouseTracking(True)

    def show_query(self, query: StockQuery) -> None:
        """Which order to write."""
        self._query = query
        self.viewport().update()

    def sort_words(self) -> str:
        """What stands beside the sorted column's name, for no arrow alone says "best match"."""
        best = self._query.order is None and self._query.asks
        return self.tr("best match first") if best else ""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t = tokens()
        painter.save()
        box = QRectF(rect)
        column = self.model().columns[section]  # type: ignore[attr-defined]
        order = self._query.order or Order.TITLE
        on = column.sort == order
        hover = section == self._hover and column.sort
        role = "ink" if hover or (on and self._query.order is not None) else "ink2"
        place = box.adjusted(0, 0, -dp(16) if column.number else 0, -1)
        arrow = dp(12)
        if column.number:
            width = QFontMetrics(font(12, 500)).horizontalAdvance(column.header)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            paint.text(painter, place, column.header, role=role, face=font(12, 500), align=align)
            if on:
                left = place.right() - width - arrow - dp(2)
                self._arrow(painter, QRectF(left, place.top(), arrow, place.height()), role)
        else:
            used = paint.text(
                painter, place, column.header, role=role, face=font(12, 500), elide=False
            )
            words = self.sort_words() if on else ""
            x = place.left() + used
            if words:
                x += dp(7)
                rest = QRectF(x, place.top(), place.right() - x - arrow, place.height())
                x += paint.text(painter, rest, words, role="ink2", face=font(12))
            if on:
                self._arrow(painter, QRectF(x + dp(4), place.top(), arrow, place.height()), role)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), t.color("line"))
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self.logicalIndexAt(event.position().toPoint())
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.viewport().update()
        super().leaveEvent(event)

    def _arrow(self, painter: QPainter, place: QRectF, role: str) -> None:
        up = not self._query.descending and not self.sort_words()
        icons.paint(painter, "arrow-up" if up else "arrow-down", role, place, dp(12))


class StockTable(QTableView):
    """Rows of the stock with everything painted by one delegate.

    ``changes_of`` says what an edit would make of titles, by id, as ``CoverGrid`` has it.
    ``opened`` on Enter or a double click; ``sort_wanted(object)`` carries the order of a head that
    was clicked; ``escaped`` on Esc.
    """

    opened = Signal()
    sort_wanted = Signal(object)
    escaped = Signal()

    def __init__(self, desk: Desk, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._covers = desk.covers
        self.head = StockHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(state.model)
        self.setSelectionModel(state.selection)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        configure_table(self, state.model.columns, name=self.tr("Titles"))
        self.head.sectionClicked.connect(self._head_clicked)
        self.rows = RowPainter(desk.covers, desk.now)
        self.changes_of: Callable[[Sequence[int]], dict[int, str]] | None = None
        self._rest = turns.Rest(self.viewport())
        self._hover_row = -1
        self._narrow = False
        # what lies below is not asked to paint: a paint fills all that it was asked for
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(dp(40))
        self.setAutoScroll(False)
        desk.covers.arrived.connect(self._cover_arrived)
        desk.covers.drawn.connect(self._cover_arrived)
        state.query_changed.connect(self._query_changed)
        state.selection.currentRowChanged.connect(self._follow)
        self.doubleClicked.connect(self._open)
        theme().changed.connect(self._scale_changed)
        self._query_changed()
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """1280 wide: no section column, no LaserDisc slot, a narrower director."""
        self._narrow = narrow
        for at, column in enumerate(self._state.model.columns):
            width = _NARROW.get(column.key, column.width) if narrow else column.width
            if width:
                self.head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                self.head.resizeSection(at, dp(width))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Large letters in a small window: columns go before the title has no room."""
        columns = self._state.model.columns
        widths = {
            column.key: dp(_NARROW.get(column.key, column.width) if self._narrow else column.width)
            for column in columns
        }
        hidden = {"section"} if self._narrow else set()
        room = self.viewport().width() - dp(_LEAST_TITLE)
        for key in _GO_FIRST:
            if sum(width for name, width in widths.items() if name not in hidden) <= room:
                break
            hidden.add(key)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, column.key in hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def page_rows(self) -> int:
        """How many whole rows are seen."""
        return max(self.viewport().height() // max(self.rowHeight(0), dp(40)) - 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows by themselves; see ``row_painter`` for why no delegate is asked."""
        painter = QPainter(self.viewport())
        seen = event.rect()
        first, last = self.rowAt(seen.top()), self.rowAt(seen.bottom())
        model = self._state.model
        ground = tokens().color("surface")
        if last < 0:  # below the last row, or without any
            painter.fillRect(seen, ground)
        if first < 0:
            return
        last = model.rowCount() - 1 if last < 0 else last
        places = [
            (key, left, wide)
            for key, left, wide in self._places()
            if left <= seen.right() and left + wide >= seen.left()
        ]
        self.rows.begin(painter)
        selection = self.selectionModel()
        current = selection.currentIndex().row() if self.hasFocus() else -1
        width = float(self.viewport().width())
        root = self.rootIndex()
        chosen = {row for row in range(first, last + 1) if selection.isRowSelected(row, root)}
        changes = self._changes(chosen)
        owed = self._rest.takes_turn()
        for row in range(first, last + 1):
            box = QRectF(0, self.rowViewportPosition(row), width, self.rowHeight(row))
            if turns.is_late() and (row > first or not owed):
                self._rest.leave(seen.intersected(box.toRect().adjusted(0, 0, 0, seen.height())))
                break
            painter.fillRect(box, ground)
            look = RowLook(
                row in chosen, row == self._hover_row, row == current, changes.get(row, "")
            )
            self.rows.paint(painter, box, model.row_at(row), places, look, self.tr("removed"))

    def _changes(self, rows: set[int]) -> dict[int, str]:
        """What selected rows would become by an edit that is being put together."""
        if self.changes_of is None or len(rows) == 0:
            return {}
        ids = {id_: row for row in rows if (id_ := self._state.model.id_at(row))}
        return {ids[id_]: words for id_, words in self.changes_of(list(ids)).items() if id_ in ids}

    def _places(self) -> list[Place]:
        return [
            (column.key, float(self.columnViewportPosition(at)), float(self.columnWidth(at)))
            for at, column in enumerate(self._state.model.columns)
            if not self.isColumnHidden(at)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._state.go_to(0 if key == Qt.Key.Key_Home else self._state.model.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar; walking 150,000 rows for one would freeze the window."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._hover_row:
            before, self._hover_row = self._hover_row, row
            for one in (before, row):
                if one >= 0:
                    top = self.rowViewportPosition(one)
                    self.viewport().update(0, top, self.viewport().width(), self.rowHeight(one))

    @Slot(int)
    def _head_clicked(self, section: int) -> None:
        order = self._state.model.columns[section].sort
        if order:
            self.sort_wanted.emit(Order(order))

    @Slot()
    def _query_changed(self) -> None:
        self.rows.search = self._state.query.text
        self.head.show_query(self._state.query)

    @Slot(QModelIndex, QModelIndex)
    def _follow(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and self.isVisible():
            self.reveal(index)

    def reveal(self, index: QModelIndex) -> None:
        """Scroll as little as needed to see a row."""
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    @Slot()
    def _open(self) -> None:
        self.opened.emit()

    @Slot(object)
    def _cover_arrived(self, _which: object) -> None:
        self.viewport().update(0, 0, self.columnWidth(0), self.viewport().height())

    @Slot()
    def _scale_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(dp(40))
        self.head.setFixedHeight(dp(32))
        self.set_narrow(self._narrow)


_NARROW = {"director": 138, "formats": 98, "state": 130}
#: Where there is no room these are left out, in this order; the panel has them all.
_GO_FIRST = ("section", "idle", "certificate", "formats", "year", "director")
_LEAST_TITLE = 150
