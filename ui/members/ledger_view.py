"""The ledger of an account, newest first; the fee's sentence on a second line, as everywhere."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
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
from ui.members.words import tr
from ui.tables import ROW_ROLE, Column, RowsModel
from ui.theme import dp, font, tokens
from ui.widgets import KeyCap, Label, LinkButton, paint
from ui.widgets.overlay_bar import OverlayBar

_PLAIN, _TALL = 26, 42
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


class _LinePainter(QStyledItemDelegate):
    """One line of the ledger, one or two rows high."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.today = date.min

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: LedgerRow = index.data(ROW_ROLE)
        return QSize(dp(200), dp(_TALL if words.sentence_of(row) else _PLAIN))

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
        sentence = words.sentence_of(row)
        if sentence:
            under = at.under.translated(0, dp(17))
            paint.text(painter, under, sentence, role="ink2", face=figures)


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
    """``line_chosen`` when another line is marked; ``mend_wanted`` for the link (Ctrl+R)."""

    line_chosen = Signal()
    mend_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (Column("line", tr("Line"), _spoken, tooltip=words.sentence_of),)
        self._model = RowsModel(columns, row_id=_line_id, parent=self)
        self._painter = _LinePainter(self)
        self.view = QListView(self)
        self.view.setAccessibleName(tr("Ledger"))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._painter)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = OverlayBar(self.view)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self._note = Label("", role="ink2", size=12, tabular=True, parent=self)
        self._link = LinkButton(tr("Waive or correct a line"), underline="line")
        self._link.clicked.connect(self.mend_wanted)
        self._cap = KeyCap("Ctrl+R", self)
        self._empty = Label(tr("No charges yet"), role="ink2", parent=self)
        self._head = _Head(self)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, dp(_GAP), 0)
        line.setSpacing(dp(9))
        line.addWidget(Label(tr("Ledger"), size=14, weight=600, parent=self))
        line.addWidget(self._note, 1)
        line.addWidget(self._link)
        line.addWidget(self._cap)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, dp(7), 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        box.addWidget(self._head)
        box.addWidget(self._empty)
        box.addWidget(self.view, 1)
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
        self._note.setText(note)
        some = bool(detail.lines)
        self._empty.setVisible(not some)
        self._head.setVisible(some)
        self.view.setVisible(some)
        self._link.setVisible(some)
        self._cap.setVisible(some)
        if before is not None and (at := self._model.row_of(before.line_id)) >= 0:
            self.mark(at)
        self.line_chosen.emit()

    @Slot(QItemSelection, QItemSelection)
    def _chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.line_chosen.emit()
