"""Every single change of an edit of many titles, with a tick to leave one out (Ctrl+L)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.catalog.bulk import MOST_LINES, Line
from ui import icons
from ui.inventory import sentences_bulk as words
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.round_corners import RoundCorners
from ui.tables import ROW_ROLE, Column, RowsModel, configure_table
from ui.theme import dp, font, tokens
from ui.widgets import Button, Card, Label, paint

_Index = QModelIndex | QPersistentModelIndex
_TICK, _TITLE, _FIELD, _BEFORE, _AFTER = range(5)
#: From this width on the columns have theirs and the title the rest.
_WIDE = 820


class ChangesList(Card):
    """In the place of the titles. ``back`` is its button; Esc and Ctrl+L lead back as well."""

    def __init__(
        self, many: EditMany, back_words: str, back_icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._many = many
        self.table = _ChangesTable(many, self)
        self._head = Label("", size=13, weight=600, parent=self)
        self._hint = Label(
            self.tr("Space leaves a change out, or takes it in again."),
            role="ink2",
            size=12,
            parent=self,
        )
        self.back = Button(back_words, back_icon, keys="Ctrl+L", parent=self)
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(10), dp(12), dp(8))
        head.setSpacing(dp(12))
        head.addWidget(self._head)
        head.addWidget(self._hint, 1)
        head.addWidget(self.back)
        box = self.column((1, 1, 1, 1), 0)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        RoundCorners(self).raise_()
        many.lines_changed.connect(self.show_lines)
        many.changed.connect(self.table.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow: no hint, no key cap, and the columns share what there is."""
        super().resizeEvent(event)
        wide = self.width() >= dp(_WIDE)
        self._hint.setVisible(wide)
        self.back.set_keys_shown(wide)
        self.table.set_wide(wide)

    @Slot()
    def show_lines(self) -> None:
        """The changes as they are now."""
        count = len(self._many.lines)
        self.table.show_lines()
        said = self.tr("1 change") if count == 1 else self.tr("{n} changes").format(n=f"{count:,}")
        if count == MOST_LINES:
            said = self.tr("The first {n} changes").format(n=f"{count:,}")
        self._head.setText(said)


class _ChangesTable(QTableView):
    """Title, field, before, after, and a tick for each change that will be made."""

    def __init__(self, many: EditMany, parent: QWidget) -> None:
        super().__init__(parent)
        self._many = many
        columns = (
            Column("tick", "", _nothing, 44),
            Column("title", self.tr("Title"), _title),
            Column("field", self.tr("Field"), _field, 150),
            Column("before", self.tr("Before"), _before, 230),
            Column("after", self.tr("After"), _after, 250),
        )
        self._rows = RowsModel(columns, row_id=_line_id, parent=self)
        self.setModel(self._rows)
        configure_table(self, columns, name=self.tr("Changes"), row_height=36)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_LineDelegate(many, self))
        self.setMinimumHeight(dp(32 + 2 * 36))  # two changes are seen, however large the letters
        self._widths = {at: column.width for at, column in enumerate(columns) if column.width}

    def set_wide(self, wide: bool) -> None:
        """Fixed columns beside the title, or all alike where there is little room."""
        head, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        for at, width in self._widths.items():
            fixed = wide or at == _TICK
            head.setSectionResizeMode(at, mode.Fixed if fixed else mode.Stretch)
            if fixed:
                head.resizeSection(at, dp(width))

    def show_lines(self) -> None:
        """The changes as they are now."""
        self._rows.set_rows(self._many.lines)
        if self._many.lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Space:
            self._flip(self.currentIndex())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.column() == _TICK:
            self._flip(index)

    def _flip(self, index: QModelIndex) -> None:
        line: Line | None = index.data(ROW_ROLE) if index.isValid() else None
        if line is not None:
            out = (line.title_id, line.field) in self._many.leave_out
            self._many.set_left_out(line, not out)


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, many: EditMany, parent: QWidget) -> None:
        super().__init__(parent)
        self._many = many

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(ROW_ROLE)
        box = QRectF(option.rect)
        t = tokens()
        selected = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(box, t.color("accent_soft" if selected else "surface"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), t.color("line"))
        kept = (line.title_id, line.field) not in self._many.leave_out
        column = index.column()
        if column == _TICK:
            self._tick(painter, box, kept)
            return
        place = box.adjusted(dp(10), 0, -dp(4), 0)
        role = "ink" if kept and column in (_TITLE, _AFTER) else "ink2"
        weight = {_TITLE: 500, _AFTER: 600}.get(column, 400) if kept else 400
        if column == _AFTER and kept:
            icons.paint(
                painter,
                "arrow-right",
                "ink2",
                place.adjusted(0, 0, dp(14) - place.width(), 0),
                dp(13),
            )
        if column == _AFTER:
            place.adjust(dp(20), 0, 0, 0)
        paint.text(painter, place, str(index.data()), role=role, face=font(13, weight))

    def _tick(self, painter: QPainter, box: QRectF, kept: bool) -> None:
        size = dp(16)
        tick = QRectF(box.left() + dp(16), box.center().y() - size / 2, size, size)
        if kept:
            paint.rounded(painter, tick, dp(4), tokens().accent)
            icons.paint(painter, "check", "on_accent", tick, dp(12))
        else:
            paint.rounded(painter, tick, dp(4), tokens().surface, tokens().ink3, 1.2)


def _line_id(line: Line) -> int:
    return hash((line.title_id, line.field))


def _nothing(_line: Line) -> str:
    return ""


def _title(line: Line) -> str:
    return line.title


def _field(line: Line) -> str:
    return words.field_words(line.field)


def _before(line: Line) -> str:
    return words.value_words(line.field, line.before) or "–"


def _after(line: Line) -> str:
    return words.value_words(line.field, line.after) or "–"
