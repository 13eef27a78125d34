"""The tray as a list: documents under the paper and the feed that they are printed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.printing.lines import Line
from ui.printing.marks import paint_sign, paint_tiny_sheet
from ui.theme import dp, font, mix, tokens
from ui.widgets import paint

HEAD, ROW = 28, 56
_THUMB = (34, 40)
_TIGHT = 290  # narrower than this, a row gives up its margins
ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -9999, Qt.Key.Key_End: 9999}


@dataclass(frozen=True, slots=True)
class Head:
    """A paper in a feed; `trouble` says in red why nothing goes there."""

    line: Line
    name: str
    feed: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document; `sign` and `tone` belong to the second line, `count` are its pieces."""

    line: Line
    name: str
    words: str
    sign: str
    tone: str
    count: int
    thumb: QImage | None = None
    first: bool = True

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        return f"{self.name}, {self.count}, {self.words}"


class TrayModel(QAbstractListModel):
    """Heads and entries, in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Head | Entry] = []

    def set_rows(self, rows: list[Head | Entry]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Entry):
                return row.spoken
            return f"{row.name}, {row.trouble or row.feed}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Entry):
            return f"{row.name}\n{row.words}"
        return None

    def entries(self) -> list[int]:
        """The numbers of the rows that can be chosen."""
        return [at for at, row in enumerate(self.rows) if isinstance(row, Entry)]


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROLE)
        return QSize(dp(200), dp(HEAD if isinstance(row, Head) else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, box = index.data(ROLE), QRectF(option.rect)
        painter.save()
        if isinstance(row, Head):
            self._head(painter, box, row)
        elif isinstance(row, Entry):
            view = self.parent()
            chosen = isinstance(view, TrayList) and view.currentIndex() == index
            self._entry(painter, box, row, chosen)
        painter.restore()

    def _head(self, painter: QPainter, box: QRectF, row: Head) -> None:
        t = tokens()
        painter.fillRect(box, t.color("sunk"))
        sheet = QRectF(box.left() + dp(16), box.top(), dp(14), box.height())
        paint_tiny_sheet(painter, row.line.sheet, sheet.adjusted(0, dp(6), 0, -dp(6)))
        tight = box.width() < dp(_TIGHT)
        left, right = box.left() + dp(36), box.right() - dp(12 if tight else 16)
        words = row.trouble or row.feed
        face = font(12 if tight else 12.5)
        wide = min(QFontMetrics(face).horizontalAdvance(words) + 2, (right - left) * 0.6)
        place = QRectF(right - wide, box.top(), wide, box.height())
        role = "stop" if row.trouble else "ink2"
        paint.text(painter, place, words, role=role, face=face, align=_RIGHT)
        if row.trouble:
            sign = QRectF(place.left() - dp(20), box.top(), dp(14), box.height())
            paint_sign(painter, "cross", sign)
            wide += dp(22)
        name = QRectF(left, box.top(), right - wide - dp(8) - left, box.height())
        paint.text(painter, name, row.name, face=font(12.5 if tight else 13, 600))

    def _entry(self, painter: QPainter, box: QRectF, row: Entry, chosen: bool) -> None:
        t = tokens()
        view = self.parent()
        if chosen:
            painter.fillRect(box, t.color("accent_soft"))
            painter.fillRect(QRectF(box.left(), box.top(), dp(3), box.height()), t.color("accent"))
            if isinstance(view, QWidget) and view.hasFocus():
                painter.setPen(t.color("focus"))
                painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))
        elif not row.first:
            painter.setPen(t.color("line"))
            painter.drawLine(box.topLeft() + QPointF(dp(16), 0), box.topRight())
        tight = dp(8) if box.width() < dp(_TIGHT) else 0
        paper = QRectF(box.left() + dp(20), box.top() + dp(8), dp(_THUMB[0]), dp(_THUMB[1]))
        self._thumb(painter, paper.translated(-tight, 0), row)
        left, right = box.left() + dp(68) - 1.5 * tight, box.right() - dp(16) + tight / 2
        count = f"{row.count:,}" if row.count else ""
        face = font(13, 600)
        wide = QFontMetrics(face).horizontalAdvance(count) + dp(10)
        first = QRectF(left, box.top() + dp(9), right - left, dp(19))
        paint.text(painter, first, count, face=face, align=_RIGHT)
        paint.text(painter, first.adjusted(0, 0, -wide, 0), row.name, face=face)
        second = first.translated(0, dp(19))
        paint_sign(painter, row.sign, QRectF(left, second.top(), dp(10), second.height()), 12)
        words = second.adjusted(dp(15), 0, dp(8), 0)
        paint.text(painter, words, row.words, role=row.tone, face=font(12))

    def _thumb(self, painter: QPainter, box: QRectF, row: Entry) -> None:
        t = tokens()
        sheet = row.line.sheet
        width, height = (sheet.width, sheet.height) if sheet is not None else (612.0, 792.0)
        scale = min(box.width() / width, box.height() / height)
        page = QRectF(0, 0, width * scale, height * scale)
        page.moveCenter(box.center())
        edge = page.adjusted(-0.5, -0.5, 0.5, 0.5)
        paint.rounded(painter, edge, 2, "#FFFFFF", mix(t.ink3, t.line, 0.5))
        if row.thumb is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, row.thumb)
        else:
            # paper is white by night as well, so what stands on it is the day's grey
            icons.paint(painter, row.line.document.icon, "#55555F", page, dp(16))


class TrayList(QListView):
    """``chosen(object)`` carries the id of the document that a person took in hand."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TrayModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setProperty("noHalo", True)
        self.setAccessibleName(self.tr("Waiting to be printed"))
        self.clicked.connect(self._clicked)

    def set_rows(self, rows: list[Head | Entry], current: int | None) -> None:
        """Other rows; the document in hand stays so."""
        at = self.verticalScrollBar().value()
        self.rows.set_rows(rows)
        self.verticalScrollBar().setValue(at)
        self.show_current(current)

    def show_current(self, item_id: int | None) -> None:
        """Marks the document in hand; emits nothing."""
        for row, entry in enumerate(self.rows.rows):
            if isinstance(entry, Entry) and entry.line.item.id == item_id:
                self.setCurrentIndex(self.rows.index(row, 0))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        there = self.rows.entries()
        if not there:
            return
        row = self.currentIndex().row()
        at = there.index(row) if row in there else 0
        self._take(there[min(max(at + step, 0), len(there) - 1)])

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(ROLE), Entry):
            self._take(index.row())

    def _take(self, row: int) -> None:
        entry = self.rows.rows[row]
        if isinstance(entry, Entry):
            self.setCurrentIndex(self.rows.index(row, 0))
            self.viewport().update()
            self.chosen.emit(entry.line.item.id)
