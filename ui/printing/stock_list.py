"""The two lists of the page: the stocks there are, and the printers of this computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint

_ROLE = Qt.ItemDataRole.UserRole + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class StockRow:
    """A line: `kind` is head, hint, stock or printer; `key` and `feed` name it; `note` stands at
    the right; `grid` are a stock's columns and rows, for its small picture.
    """

    kind: str
    text: str
    note: str = ""
    key: str = ""
    feed: str = ""
    bad: bool = False
    grid: tuple[int, int] = (1, 1)


class StockRowsModel(QAbstractListModel):
    """Some dozens of lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[StockRow, ...] = ()

    @property
    def rows(self) -> tuple[StockRow, ...]:
        """As they stand."""
        return self._rows

    def set_rows(self, rows: Sequence[StockRow]) -> None:
        """Other lines; where only notes changed the selection stays."""
        fresh = tuple(rows)
        same = [(one.kind, one.key, one.feed) for one in fresh] == [
            (one.kind, one.key, one.feed) for one in self._rows
        ]
        if same:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == _ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.text, row.note) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()].kind in ("head", "hint"):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Heads of 24 pixels, lines of 28. `sizes` off leaves out what stands at the right of a stock,
    but never the cross of one that is wrong.
    """

    sizes = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(_ROLE)
        return QSize(dp(120), dp(24 if row.kind == "head" else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: StockRow = index.data(_ROLE)
        t = tokens()
        rect = QRectF(option.rect)
        inner = rect.adjusted(dp(16), 0, -dp(12), 0)
        note = row.note if self.sizes or row.kind == "printer" else ""
        if row.kind == "head":
            painter.fillRect(rect, t.color("sunk"))
            used = paint.text(painter, inner, note, role="ink2", face=font(12), align=_RIGHT)
            room = inner.adjusted(0, 0, -used - dp(6), 0)
            paint.text(painter, room, row.text, face=font(12, 600))
            return
        if row.kind == "hint":
            paint.text(painter, inner, row.text, role="ink2", face=font(12))
            return
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        if on:
            painter.fillRect(rect, t.color("accent_soft"))
            bar = QRectF(rect.left(), rect.top(), dp(3), rect.height())
            painter.fillRect(bar, t.color("accent"))
        if row.kind == "printer":
            place = QRectF(inner.left(), rect.top(), dp(16), rect.height())
            icons.paint(painter, "printer", "ink2", place, dp(14))
        else:
            paint_sheet(painter, QPointF(inner.left() + dp(8), rect.center().y()), row.grid)
        words = inner.adjusted(dp(22), 0, 0, 0)
        role = "stop" if row.bad else "ink2"
        used = paint.text(painter, words, note, role=role, face=font(12), align=_RIGHT)
        if row.bad:
            cross = QRectF(words.right() - used - dp(18), rect.top(), dp(14), rect.height())
            icons.paint(painter, "x", "stop", cross, dp(14))
            used += dp(18)
        room = words.adjusted(0, 0, -used - dp(8), 0)
        paint.text(painter, room, row.text, face=font(12.5, 600 if on else 500))


_MOST_LINES = (4, 7)


def paint_sheet(painter: QPainter, middle: QPointF, grid: tuple[int, int]) -> None:
    """A small sheet with its labels; where there are many the lines only say so."""
    t = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    width, height = dp(12), dp(15)
    page = QRect(round(middle.x() - width / 2), round(middle.y() - height / 2), width, height)
    painter.fillRect(page, t.color("surface"))
    painter.setPen(t.color("line"))
    columns, rows = (
        max(1, min(most, count)) for most, count in zip(_MOST_LINES, grid, strict=True)
    )
    for number in range(1, columns):
        x = page.left() + round(width * number / columns)
        painter.drawLine(x, page.top(), x, page.bottom())
    for number in range(1, rows):
        y = page.top() + round(height * number / rows)
        painter.drawLine(page.left(), y, page.right(), y)
    painter.setPen(t.color("ink2"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(page)
    painter.restore()


class StockListView(QListView):
    """``chosen(row)``: another line was chosen, by click or arrow."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = StockRowsModel(self)
        self.setModel(self._model)
        self._painter = _Delegate(self)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setMouseTracking(False)
        self.selectionModel().currentChanged.connect(self._current)
        self._quiet = False

    def show_rows(self, rows: Sequence[StockRow], chosen: tuple[str, str, str]) -> None:
        """The lines, and the one in hand: (kind, key, feed)."""
        self._quiet = True
        self._model.set_rows(rows)
        for at, row in enumerate(self._model.rows):
            if (row.kind, row.key, row.feed) == chosen:
                self.setCurrentIndex(self._model.index(at))
                self.scrollTo(self._model.index(at))
        self._quiet = False

    def set_sizes_shown(self, shown: bool) -> None:
        """A narrow list leaves out the sizes of labels."""
        self._painter.sizes = shown
        self.viewport().update()

    def wanted_height(self) -> int:
        """All its lines."""
        return sum(self.sizeHintForRow(at) for at in range(len(self.rows)))

    @property
    def rows(self) -> tuple[StockRow, ...]:
        """As they stand."""
        return self._model.rows

    @Slot()
    def _current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.data(_ROLE))
