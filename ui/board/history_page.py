"""The board's history: closed verdicts, the last taken down first; any of them can hang again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.board import actions, queries
from app.board.queries import Entry
from ui.board import words
from ui.board.words import tr
from ui.desk import Desk
from ui.tables import ROW_ROLE, Column, RowsModel, configure_table
from ui.theme import dp
from ui.widgets import Button, Card, EmptyState, Label
from ui.widgets.thumb import paint_thumbs

_PAGE = 200
_MADE, _THUMBS, _WHO, _BOARD = 1, 2, 3, 4


class _ThumbsDelegate(QStyledItemDelegate):
    """Five small boxes with the thumbs a film got."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = index.data(ROW_ROLE)
        super().paint(painter, option, index)
        if isinstance(entry, Entry):
            box = QRectF(option.rect)
            paint_thumbs(painter, box.left() + dp(8), box.center().y(), entry.count, dp(17), dp(3))


class HistoryPage(Card):
    """A list of what hung; Enter or the button puts the chosen film up again."""

    put_back = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._boards: dict[int, str] = {}
        self._whole = False
        self.model = RowsModel(self._columns(), row_id=_id)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        configure_table(self.view, self.model.columns, name=tr("History"), row_height=40)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setItemDelegateForColumn(_THUMBS, _ThumbsDelegate(self.view))
        self.view.activated.connect(self._activated)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.again = Button(tr("Put up again"), "archive-restore", keys="Enter")
        self.again.clicked.connect(self.put_chosen_back)
        self._count = Label("", role="ink2", size=12)
        self._lay_out()

    def _columns(self) -> list[Column]:
        return [
            Column("film", tr("Film"), _film),
            Column("made", tr("Year"), _made, 220),
            Column("thumbs", tr("Thumbs"), _nothing, 150),
            Column("who", tr("Given by"), _who, 300),
            Column("board", tr("Board"), self._board, 130),
            Column("up", tr("Up"), self._up, 190),
        ]

    def _lay_out(self) -> None:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), dp(8), dp(12), dp(10))
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(self.again)
        column.addLayout(foot)
        empty = EmptyState(
            tr("Nothing was taken down yet."),
            [],
            detail=tr("A film that is taken down closes its verdict and stands here from then on."),
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(listed)

    def set_room(self, width: int) -> None:
        """The least of a verdict is its film, its thumbs and when; the rest needs room."""
        self.view.setColumnHidden(_MADE, width < dp(1000))
        self.view.setColumnHidden(_WHO, width < dp(1150))
        self.view.setColumnHidden(_BOARD, width < dp(800))

    @Slot()
    def reload(self) -> None:
        """Reads the first page anew; the chosen row stays chosen."""
        chosen = self.chosen
        self._boards = {one.id: one.name for one in queries.boards()}
        rows = queries.history(_PAGE)
        self._whole = len(rows) < _PAGE
        self.model.set_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._tell()
        if rows:
            ids = [one.id for one in rows]
            at = ids.index(chosen.id) if chosen is not None and chosen.id in ids else 0
            self.view.selectRow(at)

    @property
    def chosen(self) -> Entry | None:
        """The film of the current row."""
        row = self.view.currentIndex()
        found = row.data(ROW_ROLE) if row.isValid() else None
        return found if isinstance(found, Entry) else None

    @Slot()
    def put_chosen_back(self) -> None:
        """Hangs it again, with its thumbs."""
        entry = self.chosen
        if entry is not None:
            self._desk.perform(lambda ctx: actions.put_back(ctx, entry.id))

    @Slot(object)
    def _activated(self, index: QModelIndex) -> None:
        self.put_chosen_back()

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        """The next page, a little before its turn."""
        bar = self.view.verticalScrollBar()
        rows = self.model.rows
        if self._whole or not rows or value < bar.maximum() - bar.pageStep():
            return
        more = queries.history(_PAGE, rows[-1])
        self._whole = len(more) < _PAGE
        for entry in more:
            self.model.append(entry)
        self._tell()

    def _tell(self) -> None:
        count = len(self.model.rows)
        said = tr("{n} verdicts") if self._whole else tr("The last {n} verdicts")
        self._count.setText(said.format(n=f"{count:,}"))

    def _board(self, entry: Entry) -> str:
        return self._boards.get(entry.board_id, "")

    def _up(self, entry: Entry) -> str:
        now = self._desk.now()
        first = words.when(entry.up_since, now)
        return (
            first if entry.down_at is None else f"{first} \u2013 {words.when(entry.down_at, now)}"
        )


def _id(entry: Entry) -> int:
    return entry.id


def _film(entry: Entry) -> str:
    return entry.name


def _made(entry: Entry) -> str:
    return words.made_by(entry)


def _nothing(entry: Entry) -> str:
    return ""


def _who(entry: Entry) -> str:
    return ", ".join(thumb.who for thumb in entry.thumbs if thumb is not None)
