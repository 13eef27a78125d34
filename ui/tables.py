"""Tables: declared columns, a model for short lists, and a paged model for 150,000 rows.

Nothing here sorts or filters through a proxy: over a large table that takes eleven seconds. The
database sorts and hands over ids; only the rows that are seen are read.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme import dp

_log = logging.getLogger(__name__)

#: The row itself (a frozen dataclass), for delegates.
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
#: The row's id.
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2
#: What Ctrl+C copies.
COPY_ROLE = int(Qt.ItemDataRole.UserRole) + 3

PAGE_ROWS = 128
PAGES_KEPT = 64

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Removed:
    """Stands for a row that is no longer in the database."""

    def __repr__(self) -> str:
        return "<removed>"


REMOVED = Removed()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``text(row)`` makes the words shown, spoken and copied.

    ``width`` is in mock-up pixels; 0 takes what is left. ``sort`` is the key that the query
    understands, empty for a column that cannot be sorted by. ``number`` aligns right, and a
    delegate may use tabular figures there.
    """

    key: str
    header: str
    text: Callable[[Any], str]
    width: int = 0
    sort: str = ""
    number: bool = False
    tooltip: Callable[[Any], str] | None = None


class _ColumnModel(QAbstractTableModel):
    """What both models share: roles by column, and safety from a row that raises."""

    def __init__(self, columns: Sequence[Column], removed_text: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._removed_text = removed_text
        self._told = False

    def row_at(self, row: int) -> Any:
        """The row's value, or ``REMOVED``."""
        raise NotImplementedError

    def id_at(self, row: int) -> int | None:
        """The row's id."""
        raise NotImplementedError

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return column.header
        if role == _ALIGN:
            return _RIGHT if column.number else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == _ALIGN:
            return _RIGHT if self.columns[index.column()].number else _LEFT
        if role == ID_ROLE:
            return self.id_at(index.row())
        if role not in (_DISPLAY, _ACCESSIBLE, COPY_ROLE, ROW_ROLE, _TOOLTIP):
            return None
        try:
            return self._value(index.row(), self.columns[index.column()], role)
        except Exception:
            # Qt asks for every cell and role: one broken row must not fill the log.
            if not self._told:
                self._told = True
                _log.exception("row %d of %s cannot be shown", index.row(), type(self).__name__)
            return "?" if role in (_DISPLAY, _ACCESSIBLE) else None

    def _value(self, row: int, column: Column, role: int) -> Any:
        value = self.row_at(row)
        if role == ROW_ROLE:
            return value
        if value is REMOVED:
            first = column is self.columns[0] or (not column.number and column.width == 0)
            return self._removed_text if first and role != _TOOLTIP else ""
        if role == _TOOLTIP:
            return column.tooltip(value) if column.tooltip else None
        return column.text(value)


class RowsModel(_ColumnModel):
    """A short list (up to some thousand rows): the view pushes the rows themselves.

    Rows are frozen values; ``row_id`` takes the id out of one (attribute ``id`` by default).
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Any] = (),
        *,
        row_id: Callable[[Any], int] | None = None,
        parent: Any = None,
    ) -> None:
        super().__init__(columns, "", parent)
        self._row_id = row_id or _attribute_id
        self._rows = list(rows)

    @property
    def rows(self) -> list[Any]:
        """The rows as they are shown; do not change the list."""
        return self._rows

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show other rows. Where ids and order are the same, the selection stays."""
        fresh = list(rows)
        same = len(fresh) == len(self._rows)
        if same and list(map(self._row_id, fresh)) == list(map(self._row_id, self._rows)):
            self._rows = fresh
            if fresh:
                last = self.index(len(fresh) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last, [])
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def append(self, row: Any) -> None:
        """Add one row at the end."""
        self.insert(len(self._rows), row)

    def insert(self, at: int, row: Any) -> None:
        """Put one row in at a place."""
        self.beginInsertRows(_ROOT, at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def remove(self, at: int) -> None:
        """Take one row out."""
        self.beginRemoveRows(_ROOT, at, at)
        del self._rows[at]
        self.endRemoveRows()

    def replace(self, at: int, row: Any) -> None:
        """Show one row anew."""
        self._rows[at] = row
        last = self.index(at, len(self.columns) - 1)
        self.dataChanged.emit(self.index(at, 0), last, [])

    def row_of(self, row_id: int) -> int:
        """Where an id is shown, or -1."""
        for at, row in enumerate(self._rows):
            if self._row_id(row) == row_id:
                return at
        return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def row_at(self, row: int) -> Any:
        return self._rows[row]

    def id_at(self, row: int) -> int | None:
        return self._row_id(self._rows[row])


class PagedIdModel(_ColumnModel):
    """A long list: all ids in order, and the rows of the pages that are being looked at.

    ``load(ids)`` returns a mapping from id to row for those that exist; it is called with up to
    ``page_rows`` ids at a time and must take less than a frame. A missing row is shown as removed.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        load: Callable[[Sequence[int]], Mapping[int, Any]],
        *,
        removed_text: str = "removed",
        page_rows: int = PAGE_ROWS,
        pages_kept: int = PAGES_KEPT,
        parent: Any = None,
    ) -> None:
        super().__init__(columns, removed_text, parent)
        self._load = load
        self._page_rows = page_rows
        self._pages_kept = pages_kept
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._places: dict[int, int] | None = None

    @property
    def ids(self) -> Sequence[int]:
        """All ids in the order shown."""
        return self._ids

    def set_ids(self, ids: Sequence[int], places: dict[int, int] | None = None) -> None:
        """Show other rows, or another order. Keep an ``array('q')`` or list; it is not copied.

        ``places`` is the row of every id, where a worker has found that out already.
        """
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._places = places
        self.endResetModel()

    def grow(self, ids: Sequence[int], places: dict[int, int] | None = None) -> None:
        """Show more: ``ids`` begin with those shown, whose selection and scroll stay."""
        shown = len(self._ids)
        if len(ids) <= shown:
            return
        self.beginInsertRows(_ROOT, shown, len(ids) - 1)
        self._ids = ids
        self._pages.pop(shown // self._page_rows, None)  # it may not have been full
        self._places = places
        self.endInsertRows()

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Read some rows again (all pages for None) without touching selection or scroll."""
        if ids is None:
            self._pages.clear()
            if self._ids:
                self._emit(0, len(self._ids) - 1)
            return
        for row in sorted(place for i in ids if (place := self.row_of(i)) >= 0):
            self._pages.pop(row // self._page_rows, None)
            self._emit(row, row)

    def row_of(self, row_id: int) -> int:
        """Where an id is shown, or -1. The first call after ``set_ids`` builds the index."""
        if self._places is None:
            self._places = {value: at for at, value in enumerate(self._ids)}
        return self._places.get(row_id, -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def id_at(self, row: int) -> int | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_at(self, row: int) -> Any:
        number = row // self._page_rows
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        else:
            self._pages.move_to_end(number)
        return page[row % self._page_rows]

    def _read(self, number: int) -> list[Any]:
        ids = self._ids[number * self._page_rows : (number + 1) * self._page_rows]
        try:
            rows = self._load(ids)
        except Exception:
            if not self._told:
                self._told = True
                _log.exception("page %d cannot be read", number)
            rows = {}
        page = [rows.get(row_id, REMOVED) for row_id in ids]
        self._pages[number] = page
        while len(self._pages) > self._pages_kept:
            self._pages.popitem(last=False)
        return page

    def _emit(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), [])


def configure_table(
    view: QTableView,
    columns: Sequence[Column],
    *,
    name: str,
    row_height: int = 40,
    header_height: int = 32,
    state: QByteArray | None = None,
) -> None:
    """Set a table up the way ours are: fixed rows, whole-row selection, no editing, no grid.

    ``name`` is what a screen reader says. Columns of width 0 share what is left. Call it after
    ``setModel``. ``state`` is a header state kept from the last time.
    """
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setShowGrid(False)
    view.setCornerButtonEnabled(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    rows = view.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(1)
    rows.setDefaultSectionSize(dp(row_height))
    rows.hide()
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setMinimumSectionSize(dp(24))
    head.setFixedHeight(dp(header_height))
    head.setSectionsClickable(True)
    head.setStretchLastSection(False)
    for at, column in enumerate(columns):
        if column.width:
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(at, dp(column.width))
        else:
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
    if state is not None and not state.isEmpty():
        head.restoreState(state)


def _attribute_id(row: Any) -> int:
    return int(row.id)
