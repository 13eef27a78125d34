"""The rubber band over the covers: drawn from empty ground, it selects what it touches."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ui.inventory.cover_tile import TileGrid
from ui.inventory.stock_state import StockState
from ui.inventory.tile_choosing import TileChooser
from ui.theme import tokens
from ui.widgets import paint

_Flag = QItemSelectionModel.SelectionFlag
#: How often a band that is dragged beyond the edge scrolls.
_SCROLL_MS = 30


class RubberBand(QObject):
    """Its places are those of the whole list, so that it stays where it is while that scrolls.

    ``moved``: the view must be painted anew.
    """

    moved = Signal()

    def __init__(self, view: QAbstractItemView, state: StockState, chooser: TileChooser) -> None:
        super().__init__(view)
        self._view = view
        self._state = state
        self._chooser = chooser
        self._grid: TileGrid | None = None
        self._start: QPoint | None = None
        self._band: QRect | None = None
        self._kept = QItemSelection()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def armed(self) -> bool:
        """Whether the mouse went down where a band can begin."""
        return self._start is not None

    @property
    def drawn(self) -> bool:
        """Whether there is a band."""
        return self._band is not None

    def arm(self, point: QPoint, grid: TileGrid, *, keep: bool) -> None:
        """The mouse went down at a point of the viewport; ``keep`` what is selected."""
        self._start = point + self._scrolled()
        self._grid = grid
        self._kept = QItemSelection(self._state.selection.selection()) if keep else QItemSelection()

    def drag(self, point: QPoint) -> None:
        """The mouse moved with its button down; beyond the edge the list begins to scroll."""
        if self._start is None:
            return
        reached = point + self._scrolled()
        far = (reached - self._start).manhattanLength() >= QApplication.startDragDistance()
        if self._band is None and not far:
            return
        self._stretch(reached)
        outside = not 0 <= point.y() < self._view.viewport().height()
        if outside and not self._scrolling.isActive():
            self._scrolling.start()
        elif not outside:
            self._scrolling.stop()

    def let_go(self) -> None:
        """The mouse went up: what was touched stays selected."""
        self._scrolling.stop()
        self._start, self._band = None, None
        self.moved.emit()

    def paint(self, painter: QPainter) -> None:
        """Over the tiles, if there is one."""
        if self._band is None:
            return
        t = tokens()
        fill = QColor(t.accent)
        fill.setAlphaF(0.10)
        box = QRectF(self._band.translated(-self._scrolled()))
        paint.rounded(painter, box, 3, fill, t.accent_line)

    def _scrolled(self) -> QPoint:
        return QPoint(0, self._view.verticalScrollBar().value())

    def _stretch(self, reached: QPoint) -> None:
        assert self._start is not None
        assert self._grid is not None
        self._band = QRect(self._start, reached).normalized()
        chosen = QItemSelection(self._kept)
        for first, last in self._grid.runs_in(self._band):
            chosen.merge(self._chooser.span(first, last), _Flag.Select)
        self._state.selection.select(chosen, _Flag.ClearAndSelect)
        near = self._grid.at(reached.x(), reached.y())
        if near >= 0:
            self._chooser.anchor = near
            self._chooser.make_current(near)
        self.moved.emit()

    @Slot()
    def _scroll(self) -> None:
        port, bar = self._view.viewport(), self._view.verticalScrollBar()
        point = port.mapFromGlobal(self._view.cursor().pos())
        over = point.y() if point.y() < 0 else max(point.y() - port.height(), 0)
        bar.setValue(bar.value() + over // 2)
        if self._start is not None:
            self._stretch(point + self._scrolled())
