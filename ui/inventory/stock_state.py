"""What List, Covers and Sections share: one query, one list of ids, one current title.

A keystroke asks for the first finds at once, on the window's thread, and for the whole list on the
worker. Answers that come late are dropped; whatever is selected stays selected by id.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Signal,
    Slot,
)

from app.catalog import stock_list
from app.catalog.stock_list import StockRow, Totals
from app.catalog.stock_query import StockQuery
from app.shop import undo
from app.shop.changes import Changes
from app.store.errors import StorageProblem
from ui.desk import Desk
from ui.inventory.columns import columns
from ui.tables import PagedIdModel
from ui.tasks import Cancelled, Report
from ui.widgets import turns

#: As many finds are shown while the worker looks for the rest.
FIRST_FINDS = 200
#: Rows read at a time: what is in sight is read and little beside it, whatever row it begins with.
_PAGE_ROWS, _PAGES_KEPT = 8, 256

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the worker found for one asking."""

    asking: int
    ids: array[int]
    places: dict[int, int]
    hidden: int
    unfiltered: int
    totals: Totals


class StockState(QObject):
    """One per inventory screen.

    ``listed``: the ids are other ones, or more. ``counted``: ``found``, ``hidden`` or ``totals``
    are known anew. ``query_changed``: text, facets or order. ``current_changed(object)``: another
    title id, or None. ``current_refreshed``: the current title was changed by somebody.
    ``selection_changed``: other titles are selected.
    """

    listed = Signal()
    counted = Signal()
    query_changed = Signal()
    current_changed = Signal(object)
    current_refreshed = Signal()
    selection_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.query = StockQuery()
        #: The name of the saved filter that the query is, or "".
        self.filter_name = ""
        self.model = PagedIdModel(
            columns(desk.now),
            self._load,
            removed_text=self.tr("removed"),
            page_rows=_PAGE_ROWS,
            pages_kept=_PAGES_KEPT,
            parent=self,
        )
        self.selection = QItemSelectionModel(self.model, self)
        self.selection.currentRowChanged.connect(self._current_row_changed)
        self.selection.selectionChanged.connect(self._selection_changed)
        self.found: int | None = None
        self.hidden = 0
        #: What the same text finds with all facets open.
        self.unfiltered = 0
        self.totals: Totals | None = None
        self._current: int | None = None
        self._wanted: int | None = None
        self._asking = 0
        self._answered = -1
        self._running = False
        self._recount = True
        self._moving = False
        self._loaded = False
        self._shown_text = ""
        self._from_top = False

    # -- asking ----------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether the whole list is still being looked for."""
        return self._answered != self._asking

    def ask(self, query: StockQuery, *, filter_name: str = "") -> None:
        """Another text, other facets, another order. The first finds are there on return."""
        if query == self.query and self._loaded:
            return
        # a new text starts at its best find; other facets or another order keep the title
        self._from_top = query.text != self.query.text
        self.query = query
        self.filter_name = filter_name
        self._loaded = True
        self._asking += 1
        with turns.working():
            self.query_changed.emit()
            self._ask_first()
            self._ask_all()

    def load(self) -> None:
        """The first time: the list as it is asked for now."""
        if not self._loaded:
            self.ask(self.query)

    def reload(self) -> None:
        """Look again: something was written that may belong in the list, or no longer."""
        self._asking += 1
        self._recount = True
        self._ask_all()

    def refresh(self, changes: Changes) -> None:
        """Something was written: read the rows concerned again, then look again."""
        if changes.everything or changes.settings or changes.sections:
            self.model.invalidate()
        elif changes.titles or changes.copies:
            self.model.invalidate(changes.titles)
        else:
            return
        if self.query.operation_id is None or undo.stands(self.query.operation_id):
            self.reload()
        else:  # "from this import" goes with the import; rows of its ids may be others by now
            self._recount = True
            self.ask(replace(self.query, operation_id=None))
        if self._current is not None and (
            changes.everything or changes.settings or self._current in changes.titles
        ):
            self.current_refreshed.emit()

    # -- the current title -----------------------------------------------------------------------

    @property
    def current_id(self) -> int | None:
        """The title in the panel; it may be one that the list does not show."""
        return self._current

    def current_row(self) -> int:
        """Where the current title stands in the list, or -1."""
        return -1 if self._current is None else self.model.row_of(self._current)

    def row_of_current(self) -> StockRow | None:
        """The list's row of the current title, where it is shown."""
        at = self.current_row()
        row = self.model.row_at(at) if at >= 0 else None
        return row if isinstance(row, StockRow) else None

    def go_to(self, row: int) -> None:
        """Make the title of a row the current and only selected one; beyond the ends: the end."""
        last = self.model.rowCount() - 1
        if last >= 0:
            index = self.model.index(min(max(row, 0), last), 0)
            self.selection.setCurrentIndex(index, _SELECT)

    def move(self, rows: int) -> None:
        """Up or down from the current row."""
        at = self.selection.currentIndex().row()
        self.go_to(at + rows if at >= 0 else 0)

    def show(self, title_id: int, *, unhide: bool = True) -> None:
        """Bring a title up; where text or filters hide it, they are taken away (`unhide`)."""
        at = self.model.row_of(title_id)
        if at >= 0:
            self.go_to(at)
            return
        self._wanted = title_id
        self._set_current(title_id)
        if unhide and (self.query.text or self.query.filtered):
            self.ask(StockQuery(order=self.query.order, descending=self.query.descending))
        else:
            self.reload()

    # -- the selection ---------------------------------------------------------------------------

    @property
    def selected_count(self) -> int:
        """How many titles are selected, counted by ranges."""
        return sum(span.bottom() - span.top() + 1 for span in self.selection.selection().toList())

    def selected_ids(self) -> array[int]:
        """The selected titles in the order of the list, out of its ranges."""
        found = array("q")
        ids = self.model.ids
        spans = ((span.top(), span.bottom()) for span in self.selection.selection().toList())
        for first, last in sorted(spans):
            found.extend(ids[first : last + 1])
        return found

    def select_all(self) -> None:
        """Everything that is found, as one range."""
        last = self.model.rowCount() - 1
        if last >= 0:
            self._select([(0, last)])

    def clear_selection(self) -> None:
        """Only the current title, if there is one."""
        at = self.selection.currentIndex().row()
        if at >= 0:
            self.go_to(at)
        else:
            self.selection.clearSelection()

    # -- inside ----------------------------------------------------------------------------------

    def _load(self, ids: Sequence[int]) -> Mapping[int, StockRow]:
        rows = stock_list.rows(ids, self._desk.now(), self.query.text)
        return {row.title_id: row for row in rows}

    def _ask_first(self) -> None:
        query = self.query
        if query.order is not None or (query.filtered and not query.asks):
            return  # the database has to sort or to sift everything: that is the worker's
        try:
            first = stock_list.first(query, self._desk.now(), FIRST_FINDS)
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return
        if not first.ids and not first.complete:
            return
        self.found = len(first.ids) if first.complete else None
        if not query.filtered:
            self.hidden = 0
        self._put(first.ids, None)
        self.counted.emit()

    def _ask_all(self) -> None:
        """One question at a time: while one runs, the newest waits and all between are dropped."""
        if self._running:
            return
        self._running = True
        asking, query, now = self._asking, self.query, self._desk.now()
        # another text or order changes no totals; only what was written does
        known, self._recount = None if self._recount else self.totals, False

        def look(report: Report, stop: Cancelled) -> _Answer:
            return _look(asking, query, now, known)

        self._desk.runner.run(look, done=self._answer, failed=self._failed, owner=self)

    def _answer(self, answer: _Answer) -> None:
        self._running = False
        if answer.asking != self._asking:
            self._ask_all()
            return
        self._answered = answer.asking
        self.totals = answer.totals
        self.found = len(answer.ids)
        self.hidden = answer.hidden
        self.unfiltered = answer.unfiltered
        self._put(answer.ids, answer.places)
        self.counted.emit()

    def _failed(self, error: Exception) -> None:
        self._running = False
        self._answered = self._asking
        self._desk.refuse(error)

    def _put(self, ids: array[int], places: dict[int, int] | None) -> None:
        shown = self.model.ids
        if isinstance(shown, array) and shown == ids:
            if self._shown_text != self.query.text:
                self.model.invalidate()  # the same titles with other marks
            if self._from_top and ids and self._wanted is None:
                self.go_to(0)
            self._from_top = False
        elif 0 < len(shown) <= FIRST_FINDS < len(ids) and ids[: len(shown)] == shown:
            self.model.grow(ids, places)
        else:
            self._replace(ids, places)
        self._shown_text = self.query.text
        self.listed.emit()

    def _replace(self, ids: array[int], places: dict[int, int] | None) -> None:
        kept = self.selected_ids() if self.selected_count > 1 else array("q")
        self._moving = True
        self.model.set_ids(ids, places)
        rows = sorted(row for id_ in kept if (row := self.model.row_of(id_)) >= 0)
        self._moving = False
        kept_id = self._wanted or (None if self._from_top else self._current)
        at = self.model.row_of(kept_id) if kept_id is not None else -1
        self._from_top = False
        if self._wanted is not None and at >= 0:
            self._wanted = None
        if at < 0 and ids and self._wanted is None:
            at = 0
        if at >= 0:
            self.go_to(at)
        elif self._wanted is None:
            self._set_current(None)
        if len(rows) > 1:
            self._select(_runs(rows))
        self.selection_changed.emit()

    def _select(self, runs: Sequence[tuple[int, int]]) -> None:
        chosen = QItemSelection()
        right = self.model.columnCount() - 1
        for first, last in runs:
            chosen.select(self.model.index(first, 0), self.model.index(last, right))
        self.selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot(QModelIndex, QModelIndex)
    def _current_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._moving or not index.isValid():
            return
        self._wanted = None
        self._set_current(self.model.id_at(index.row()))

    @Slot()
    def _selection_changed(self) -> None:
        if not self._moving:
            self.selection_changed.emit()

    def _set_current(self, title_id: int | None) -> None:
        if title_id != self._current:
            self._current = title_id
            self.current_changed.emit(title_id)


def _look(asking: int, query: StockQuery, now: datetime, known: Totals | None) -> _Answer:
    ids = stock_list.ids(query, now)
    unfiltered = stock_list.count(query.unfiltered(), now) if query.filtered else len(ids)
    places = {id_: at for at, id_ in enumerate(ids)}
    totals = known or stock_list.totals()
    return _Answer(asking, ids, places, unfiltered - len(ids), unfiltered, totals)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive rows as (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
