"""The ledger of an account, newest first; the fee's sentence on a second line, as everywhere."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.rentals.accounts import Detail, LedgerRow
from ui.amounts import money
from ui.members import words
from ui.members.ledger_head import LEDGER, WHAT_IF, LedgerHead
from ui.members.words import tr
from ui.tables import ROW_ROLE, Column, RowsModel
from ui.theme import dp, font, tokens
from ui.widgets import Label, Paragraph, paint
from ui.widgets.overlay_bar import OverlayBar

_PLAIN, _STEP = 26, 16
#: Room at the right of the figures, for the scroll bar.
_GAP = 16
_WHEN, _FIGURE = 128, 60
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _line_id(row: LedgerRow) -> int:
    return row.line_id


def _spoken(row: LedgerRow) -> str:
    day, clock = words.when_words(row, words.local(row.at).date())
    said = f"{day} {clock}, {words.kind_words(row)} {words.what_words(row)}"
    figures = f"{words.signed(row.amount_cents)}, {words.signed(row.balance_cents)}"
    return f"{said}, {figures}. {words.sentence_of(row)}".strip()


class _Columns:
    """Where a line's parts stand, from the right edge."""

    def __init__(self, box: QRectF) -> None:
        width = dp(_FIGURE)
        self.when = QRectF(box.left(), box.top(), dp(_WHEN - 6), box.height())
        self.balance = QRectF(box.right() - width, box.top(), width, box.height())
        self.open = self.balance.translated(-dp(58), 0)
        self.amount = self.open.translated(-dp(50), 0)
        left = box.left() + dp(_WHEN)
        room = self.amount.left() - left
        self.what = QRectF(left, box.top(), room, box.height())
        self.under = QRectF(left, box.top(), box.right() - left, box.height())


def _sentence(row: LedgerRow, room: float) -> Paragraph:
    """A fee's sentence; it may run under the figures, and wraps at the edge of the list."""
    face = font(12, tabular=True)
    return Paragraph(words.sentence_of(row), face, max(room, dp(100)), dp(_STEP))


class _LinePainter(QStyledItemDelegate):
    """One line of the ledger, one or two rows high."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.today = date.min

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: LedgerRow = index.data(ROW_ROLE)
        if not words.sentence_of(row):
            return QSize(dp(200), dp(_PLAIN))
        room = self._view.viewport().width() - dp(_WHEN) - dp(_GAP)
        return QSize(dp(200), dp(_PLAIN) + round(_sentence(row, room).height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect)
        row: LedgerRow = index.data(ROW_ROLE)
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            held = state & QStyle.StateFlag.State_HasFocus
            marked = box.adjusted(0, 0, -dp(_GAP), 0)
            painter.fillRect(marked, t.color("accent_soft" if held else "sunk"))
        rule = QRectF(box.left(), box.bottom() - 1, box.width() - dp(_GAP), 1)
        painter.fillRect(rule, t.color("line"))
        self._paint_line(painter, box, row)
        painter.restore()

    def _paint_line(self, painter: QPainter, box: QRectF, row: LedgerRow) -> None:
        at = _Columns(QRectF(box.left(), box.top(), box.width() - dp(_GAP), dp(_PLAIN) - 1))
        figures = font(12, tabular=True)
        day, clock = words.when_words(row, self.today)
        width = paint.text(painter, at.when, day, face=figures)
        rest = at.when.adjusted(width + dp(4), 0, 0, 0)
        paint.text(painter, rest, clock, role="ink2", face=figures)
        width = paint.text(painter, at.what, words.kind_words(row), face=font(12, 600))
        rest = at.what.adjusted(width + dp(5), 0, 0, 0)
        paint.text(painter, rest, words.what_words(row), face=font(12))
        bold = font(12, 600, tabular=True)
        paint.text(painter, at.amount, words.signed(row.amount_cents), face=bold, align=_RIGHT)
        if row.open_cents:
            left = money(row.open_cents)
            paint.text(painter, at.open, left, role="need", face=bold, align=_RIGHT)
        balance = words.signed(row.balance_cents)
        paint.text(painter, at.balance, balance, role="ink2", face=figures, align=_RIGHT)
        if words.sentence_of(row):
            under = _sentence(row, at.under.width())
            under.draw(painter, at.under.topLeft() + QPointF(0, dp(_PLAIN - 5)), "ink2")


class _Head(QWidget):
    """The names of the columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(dp(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, face = QPainter(self), font(12)
        at = _Columns(QRectF(self.rect()).adjusted(0, 0, -dp(_GAP), 0))
        paint.text(painter, at.when, tr("When"), role="ink2", face=face)
        paint.text(painter, at.what, tr("What, and why"), role="ink2", face=face)
        for box, name in (
            (at.amount, tr("Amount")),
            (at.open, tr("Open")),
            (at.balance, tr("Balance")),
        ):
            paint.text(painter, box, name, role="ink2", face=face, align=_RIGHT)
        rule = QRectF(0, self.height() - 1, self.width() - dp(_GAP), 1)
        painter.fillRect(rule, tokens().color("line"))


class LedgerView(QWidget):
    """``line_chosen`` when another line is marked; ``mend_wanted`` for the link (Ctrl+R).

    ``what_if_wanted(bool)``: in a narrow window the sum of all that is out takes the lines' place.
    """

    line_chosen = Signal()
    mend_wanted = Signal()
    what_if_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (Column("line", tr("Line"), _spoken, tooltip=words.sentence_of),)
        self._model = RowsModel(columns, row_id=_line_id, parent=self)
        self._note = ""
        self.view = QListView(self)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self._painter = _LinePainter(self.view)
        self.view.setAccessibleName(tr("Ledger"))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._painter)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(self.view)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self.head = LedgerHead(dp(_GAP), self)
        self.head.mend_wanted.connect(self.mend_wanted)
        self.head.tab_chosen.connect(self._tab_chosen)
        self._empty = Label(tr("No charges yet"), role="ink2", parent=self)
        self._columns = _Head(self)
        self._lay_out()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, dp(7), 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self._columns)
        box.addWidget(self._empty)
        box.addWidget(self.view, 1)
        self.instead = QVBoxLayout()
        self.instead.setContentsMargins(0, dp(10), dp(_GAP), 0)
        box.addLayout(self.instead)
        box.addStretch(0)
        box.setAlignment(self._empty, Qt.AlignmentFlag.AlignTop)

    @property
    def rows(self) -> list[LedgerRow]:
        """The lines as they are shown."""
        return self._model.rows

    @property
    def marked(self) -> LedgerRow | None:
        """The marked line."""
        index = self.view.currentIndex()
        chosen = index.isValid() and self.view.selectionModel().isSelected(index)
        return self._model.rows[index.row()] if chosen else None

    def mark(self, row: int) -> None:
        """Marks a line."""
        self.view.setCurrentIndex(self._model.index(row, 0))

    def show_detail(self, detail: Detail, now: datetime, note: str) -> None:
        """Another account; a line that is still there stays marked."""
        before = self.marked
        self._painter.today = words.local(now).date()
        self._model.set_rows(detail.lines)
        self._note = note
        self._dress()
        if before is not None and (at := self._model.row_of(before.line_id)) >= 0:
            self.mark(at)
        self.line_chosen.emit()

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window the side column is a tab of the ledger."""
        self.head.set_narrow(narrow)
        self._dress()

    def _dress(self) -> None:
        some = bool(self._model.rows)
        lines = self.head.tabs.current == LEDGER
        self._empty.setVisible(lines and not some)
        self._columns.setVisible(lines and some)
        self.view.setVisible(lines and some)
        self.head.show_note(self._note if lines else "", self._painter.today, some=some)

    @Slot(str)
    def _tab_chosen(self, tab: str) -> None:
        self._dress()
        self.what_if_wanted.emit(tab == WHAT_IF)

    @Slot(QItemSelection, QItemSelection)
    def _chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.line_chosen.emit()
