"""The stocks there are: own ones, then Letter, then A4; then the printers of this computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
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
    """A line: `kind` is head, stock or printer; `key` and `feed` name it; `note` stands right."""

    kind: str
    text: str
    note: str = ""
    key: str = ""
    feed: str = ""
    bad: bool = False


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
        head = index.isValid() and self._rows[index.row()].kind == "head"
        if head:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Heads of 24 pixels, lines of 28."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(_ROLE)
        return QSize(dp(120), dp(24 if row.kind == "head" else 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: StockRow = index.data(_ROLE)
        t = tokens()
        rect = QRectF(option.rect)
        inner = rect.adjusted(dp(16), 0, -dp(16), 0)
        if row.kind == "head":
            painter.fillRect(rect, t.color("sunk"))
            used = paint.text(painter, inner, row.note, role="ink2", face=font(12), align=_RIGHT)
            room = inner.adjusted(0, 0, -used - dp(6), 0)
            paint.text(painter, room, row.text, face=font(12, 600))
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, t.color("accent_soft"))
            painter.fillRect(
                QRectF(rect.left(), rect.top(), dp(3), rect.height()), t.color("accent")
            )
        icon = "printer" if row.kind == "printer" else "layout-grid"
        icons.paint(
            painter, icon, "ink2", QRectF(inner.left(), rect.top(), dp(16), rect.height()), dp(14)
        )
        words = inner.adjusted(dp(22), 0, 0, 0)
        role = "stop" if row.bad else "ink2"
        note = f"\u00d7 {row.note}" if row.bad else row.note
        used = paint.text(painter, words, note, role=role, face=font(12), align=_RIGHT)
        room = words.adjusted(0, 0, -used - dp(8), 0)
        weight = 600 if option.state & QStyle.StateFlag.State_Selected else 500
        paint.text(painter, room, row.text, face=font(12.5, weight))


class StockListView(QListView):
    """``chosen(row)``: another line was chosen, by click or arrow."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = StockRowsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Stocks and printers"))
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

    @property
    def rows(self) -> tuple[StockRow, ...]:
        """As they stand."""
        return self._model.rows

    @Slot()
    def _current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.data(_ROLE))
