"""A row in the hand: lifted off by its grip, carried over the others, put down between two."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.board.row import BoardRow
from ui.board.steel import in_this_light
from ui.theme import dp
from ui.widgets import paint

_MARK = 10


class RowInHand(QWidget):
    """A picture of the lifted row under the pointer; it takes no clicks of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lift(self, row: BoardRow) -> None:
        """Takes the row's picture and hangs it over everything."""
        ratio = row.devicePixelRatioF()
        made = QPixmap(round(row.width() * ratio), round(row.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        row.render(made, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        self._picture = made
        self.setGeometry(row.geometry())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plate = QRectF(self.rect()).adjusted(14, 3, -14, -3)
        paint.rounded(painter, plate.translated(0, 2), dp(10), QColor(10, 10, 20, 60))
        painter.setOpacity(0.92)
        paint.rounded(painter, plate, dp(10), QColor(in_this_light().steel[0]))
        painter.drawPixmap(0, 0, self._picture)


class LandingMark(QWidget):
    """The line between two rows where the one in the hand would hang."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int, width: int) -> None:
        """Across the board at this height."""
        self.setGeometry(0, y - _MARK // 2, width, _MARK)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        focus = QColor(in_this_light().focus)
        paint.rounded(painter, QRectF(24, middle - 1.5, self.width() - 48, 3), 1.5, focus)
        for x in (24.0, self.width() - 24.0):
            paint.rounded(painter, QRectF(x - 4, middle - 4, 8, 8), 4, focus)


class RowDrag(QObject):
    """One drag of a row at a time, known by its entry: rows may scroll away under it.

    `moved(entry_id, position)` counts rows from 1. The board says where its rows are.
    """

    moved = Signal(object, int)

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self._hand = RowInHand(board)
        self._mark = LandingMark(board)
        self._entry: int | None = None
        self._index = 0
        self._target: int | None = None
        self._grip = 0.0

    @property
    def entry_id(self) -> int | None:
        """Whose row is in the hand."""
        return self._entry

    @property
    def target(self) -> int | None:
        """How many rows would be above it, itself not moved away yet."""
        return self._target

    def lift(self, row: BoardRow, index: int, at: QPointF) -> None:
        """Takes the row at `index` up at a point of the board."""
        if row.entry is None:
            return
        self._entry, self._index, self._target = row.entry.id, index, None
        self._grip = at.y() - row.y()
        self._hand.lift(row)

    def carry(self, at: QPointF, target: int, line_y: int, width: int) -> None:
        """Over the board; `target` rows would be above it, where the line at `line_y` is."""
        self._hand.move(self._hand.x(), round(at.y() - self._grip))
        self._target = target
        self._mark.show_at(line_y, width)

    def drop(self) -> None:
        """Lets go: the row moves, or stays where it was."""
        entry, target = self._entry, self._target
        self.cancel()
        if entry is None or target is None:
            return
        position = target if target > self._index else target + 1
        if position != self._index + 1:
            self.moved.emit(entry, position)

    def cancel(self) -> None:
        """Escape: it hangs where it hung."""
        self._entry = self._target = None
        self._hand.hide()
        self._mark.hide()
