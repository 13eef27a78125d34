"""The grid of covers: an item view of its own over the shared list of ids.

Qt's icon mode lays every item out, which takes seconds for 150,000; here a tile's place is
arithmetic (``cover_tile.TileGrid``) and a page of tiles is painted in one go. Mouse and keys are
handled here as well, since Qt's selects by rectangles of a layout that we do not have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.catalog.stock_list import StockRow
from ui.desk import Desk
from ui.inventory import covers_of
from ui.inventory.cover_keys import target
from ui.inventory.cover_tile import LARGEST, SMALLEST, STEP, TileGrid, TileLook, TilePainter
from ui.inventory.rubber_band import RubberBand
from ui.inventory.stock_state import StockState
from ui.inventory.tile_choosing import CTRL, SHIFT, TileChooser
from ui.theme import dp, theme, tokens
from ui.widgets import CoverSpec, turns

_Index = QModelIndex | QPersistentModelIndex
#: The width of a tile until somebody chooses: eight or nine columns in the usual windows.
_USUAL, _USUAL_NARROW, _NARROW = 144, 128, 1240


class CoverGrid(QAbstractItemView):
    """``opened`` on Enter or a double click; ``tile_width_changed(int)`` in mock-up pixels.

    ``changes_of`` says what stands on the second line of tiles that an edit would change: called
    with the ids about to be painted, it returns the words by id.
    """

    opened = Signal()
    tile_width_changed = Signal(int)

    def __init__(self, desk: Desk, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.tiles = TilePainter(desk.covers, desk.now)
        self.changes_of: Callable[[Sequence[int]], dict[int, str]] | None = None
        self._wanted: int | None = None
        self._chooser = TileChooser(state)
        self._band = RubberBand(self, state, self._chooser)
        self._band.moved.connect(self.viewport().update)
        self._hover = -1
        self._rest = turns.Rest(self.viewport())
        self._pressed_tile = -1
        self.setAccessibleName(self.tr("Covers"))
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setModel(state.model)
        self.setSelectionModel(state.selection)
        state.selection.currentRowChanged.connect(self._follow)
        state.model.rowsInserted.connect(self._recount)
        state.model.modelReset.connect(self._recount)
        state.query_changed.connect(self._query_changed)
        desk.covers.arrived.connect(self._cover_arrived)
        desk.covers.drawn.connect(self._cases_drawn)
        theme().changed.connect(self._recount)
        self._query_changed()

    # -- geometry --------------------------------------------------------------------------------

    @property
    def grid(self) -> TileGrid:
        """Where everything stands now."""
        return TileGrid(self.viewport().width(), dp(self.tile_width), self._state.model.rowCount())

    @property
    def tile_width(self) -> int:
        """The width that tiles are wanted to have at least, in mock-up pixels."""
        if self._wanted is not None:
            return self._wanted
        return _USUAL if self.viewport().width() >= dp(_NARROW) else _USUAL_NARROW

    def set_tile_width(self, wanted: int) -> None:
        """Another size; the current title stays in sight."""
        wanted = min(max(wanted, SMALLEST), LARGEST - (LARGEST - SMALLEST) % STEP)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._recount()
        self._reveal_current()
        self.tile_width_changed.emit(wanted)

    def tile_rect(self, row: int) -> QRect:
        """A tile in the viewport's coordinates."""
        return self.grid.rect(row).translated(0, -self.verticalOffset())

    def page_rows(self) -> int:
        """How many whole rows of tiles are seen, at least one."""
        return max(self.viewport().height() // self.grid.pitch, 1)

    def visualRect(self, index: _Index) -> QRect:
        return self.tile_rect(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        at = self.grid.at(point.x(), point.y() + self.verticalOffset())
        return self._state.model.index(at, 0) if at >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll as little as needed to see a tile whole."""
        if not index.isValid():
            return
        grid, bar = self.grid, self.verticalScrollBar()
        tile = grid.rect(index.row())
        top, bottom = tile.top() - grid.top, tile.bottom() + 1 + grid.top
        if top < bar.value() or bottom - top > self.viewport().height():
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return index.column() != 0

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        return self.currentIndex()  # keys are handled in keyPressEvent

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Qt's own way of selecting, which is not used: see ``mousePressEvent``."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The tiles in sight that are in it."""
        region = QRegion()
        for at in self._in_sight():
            if selection.contains(self._state.model.index(at, 0)):
                region += self.tile_rect(at)
        return region

    def _in_sight(self) -> list[int]:
        """The numbers of the tiles that are seen, wholly or in part."""
        grid, offset = self.grid, self.verticalOffset()
        lines = grid.rows_between(offset, offset + self.viewport().height())
        return list(range(lines.start * grid.columns, min(lines.stop * grid.columns, grid.count)))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._fit_bar()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()
        self._reveal_current()

    def _fit_bar(self) -> None:
        grid, bar = self.grid, self.verticalScrollBar()
        seen = self.viewport().height()
        bar.setRange(0, max(grid.height - seen, 0))
        bar.setPageStep(seen)
        bar.setSingleStep(max(grid.pitch // 4, 1))

    @Slot()
    def _recount(self) -> None:
        self._fit_bar()
        self.viewport().update()

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line of tiles after the other, each on its own ground."""
        painter = QPainter(self.viewport())
        seen = event.rect()
        ground = tokens().color("paper")
        grid, offset = self.grid, self.verticalOffset()
        reach = seen.adjusted(-4, -4, 4, 4)
        rows = [at for at in self._in_sight() if self.tile_rect(at).intersects(reach)]
        looks = self._looks(rows)
        line = -1
        for at in rows:
            if at // grid.columns != line:
                first, line = line < 0, at // grid.columns
                # a focus ring is as wide as the gap: what is below it belongs to the line above
                top = seen.top() if first else grid.rect(at).top() - 1 - offset
                if not first and turns.is_late():
                    self._rest.leave(QRect(QPoint(seen.left(), top), seen.bottomRight()))
                    return
                ends = line == rows[-1] // grid.columns
                bottom = seen.bottom() if ends else grid.rect(at).top() - offset + grid.pitch - 2
                painter.fillRect(QRect(seen.left(), top, seen.width(), bottom - top + 1), ground)
            box = QRectF(grid.rect(at).translated(0, -offset))
            row, removed = self._state.model.row_at(at), self.tr("removed")
            self.tiles.paint(painter, box, grid.cover, row, looks[at], removed)
        if not rows:
            painter.fillRect(seen, ground)
        self._band.paint(painter)

    def _looks(self, rows: Sequence[int]) -> dict[int, TileLook]:
        selection, root, model = self.selectionModel(), self.rootIndex(), self._state.model
        current = selection.currentIndex().row() if self.hasFocus() else -1
        looks = {
            at: TileLook(selection.isRowSelected(at, root), at == self._hover, at == current)
            for at in rows
        }
        if self.changes_of is not None:
            ids = {id_: at for at in rows if looks[at].selected and (id_ := model.id_at(at))}
            for id_, words in self.changes_of(list(ids)).items():
                if id_ in ids:
                    looks[ids[id_]].change = words
        return looks

    # -- the mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position().toPoint()
        at = self.indexAt(point).row()
        if at >= 0 and self._on_tile(at, point):
            self.choose(at, event.modifiers())
            return
        self._pressed_tile = at
        self._band.arm(point, self.grid, keep=bool(event.modifiers() & (CTRL | SHIFT)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._band.armed and event.buttons() & Qt.MouseButton.LeftButton:
            self._band.drag(point)
        else:
            self._set_hover(self.indexAt(point).row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._band.armed:
            return
        if not self._band.drawn:
            if self._pressed_tile >= 0:
                self.choose(self._pressed_tile, event.modifiers())
            elif not event.modifiers() & (CTRL | SHIFT):
                self._state.clear_selection()
        self._band.let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid() and not event.modifiers():
            self.opened.emit()

    def _on_tile(self, at: int, point: QPoint) -> bool:
        """Whether a point is on cover or words: from the padding a rubber band can be drawn."""
        return self.tile_rect(at).adjusted(dp(6), dp(6), -dp(6), -dp(6)).contains(point)

    def choose(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        """As a click does: alone, with Ctrl added or taken away, with Shift the range."""
        self._chooser.choose(row, modifiers)

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        row = target(
            key,
            self.currentIndex().row(),
            self._state.model.rowCount() - 1,
            columns=self.grid.columns,
            page_rows=self.page_rows(),
        )
        ctrl = bool(modifiers & CTRL)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ctrl:
            self.opened.emit()
        elif key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._chooser.toggle(self.currentIndex().row())
        elif key == Qt.Key.Key_A and ctrl and not modifiers & SHIFT:
            self._state.select_all()
        elif row is not None and self._state.model.rowCount():
            self._chooser.go(row, modifiers)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""

    # -- following -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._set_hover(-1)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._set_hover(self.indexAt(event.position().toPoint()).row())

    def _set_hover(self, row: int) -> None:
        before, self._hover = self._hover, row
        if before != row:
            for at in (before, row):
                if at >= 0:
                    self.viewport().update(self.tile_rect(at))

    def _reveal_current(self) -> None:
        self.scrollTo(self.currentIndex())

    @Slot(QModelIndex, QModelIndex)
    def _follow(self, index: QModelIndex, before: QModelIndex) -> None:
        if not self.hasFocus() and index.isValid():
            self._chooser.anchor = index.row()
        if not self.isVisible():
            return  # nothing of it is seen: reading its row would only hold the list up
        if not self._band.drawn:
            self.scrollTo(index)
        self._tell_current()
        for one in (before, index):
            if one.isValid():
                self.viewport().update(self.tile_rect(one.row()).adjusted(-4, -4, 4, 4))

    def _tell_current(self) -> None:
        """The current tile in words, for a screen reader."""
        index = self.currentIndex()
        row = self._state.model.row_at(index.row()) if index.isValid() else None
        words = ""
        if isinstance(row, StockRow) and self.isVisible():
            told = self.changes_of([row.title_id]) if self.changes_of is not None else {}
            words = self.tiles.spoken(row, told.get(row.title_id, ""))
        self.setAccessibleDescription(words)

    @Slot()
    def _query_changed(self) -> None:
        self.tiles.order = self._state.query.order
        self.viewport().update()

    @Slot(str)
    def _cover_arrived(self, digest: str) -> None:
        def shows_it(spec: CoverSpec) -> bool:
            return spec.digest == digest

        self._repaint(shows_it)

    @Slot(object)
    def _cases_drawn(self, specs: frozenset[CoverSpec]) -> None:
        self._repaint(specs.__contains__)

    def _repaint(self, changed: Callable[[CoverSpec], bool]) -> None:
        """The tiles in sight whose cover is another one now."""
        if not self.isVisible():
            return
        for at in self._in_sight():
            row = self._state.model.row_at(at)
            if isinstance(row, StockRow) and changed(covers_of.spec(row)):
                self.viewport().update(self.tile_rect(at))
