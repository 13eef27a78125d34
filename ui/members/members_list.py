"""The list of accounts: 50,000 of them, one delegate, rows read as they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.rentals import accounts
from app.rentals.accounts import ListRow
from ui.amounts import money
from ui.members import words
from ui.members.words import tr
from ui.tables import REMOVED, ROW_ROLE, Column, PagedIdModel
from ui.theme import dp, font, tokens
from ui.widgets import paint, paint_mark
from ui.widgets.line_list import LineList
from ui.widgets.overlay_bar import OverlayBar

ROW = 56
#: What is in sight is read, and little beside it.
_PAGE_ROWS, _PAGES_KEPT = 8, 256
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Loader:
    """Reads a page of rows as of now."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def __call__(self, ids: Sequence[int]) -> Mapping[int, ListRow]:
        return {row.member_id: row for row in accounts.rows(ids, self._now())}


def spoken(row: ListRow) -> str:
    """What a screen reader says of a row."""
    _mark, _role, standing = words.standing(row)
    return f"{row.name}, {words.row_detail(row)}, {money(row.balance_cents)}, {standing}"


def members_model(now: Callable[[], datetime], parent: QWidget) -> PagedIdModel:
    """The list's model: give it ids with ``set_ids``."""
    columns = (Column("account", tr("Account"), spoken),)
    return PagedIdModel(
        columns,
        _Loader(now),
        removed_text=tr("no longer there"),
        page_rows=_PAGE_ROWS,
        pages_kept=_PAGES_KEPT,
        parent=parent,
    )


class _RowPainter(QStyledItemDelegate):
    """Name and balance; number, renters and the worst thing below."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: QStyle.StateFlag = option.state
        box = QRectF(option.rect)
        painter.save()
        self._ground(painter, box, state)
        row = index.data(ROW_ROLE)
        inner = box.adjusted(dp(16), 0, -dp(16), 0)
        if row is REMOVED or row is None:
            paint.text(painter, inner, tr("no longer there"), role="ink2")
        else:
            _paint_row(painter, inner, row)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        t = tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, t.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, t.color("sunk"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), t.color("line"))
        focus = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
        if state & focus == focus:
            ring = QRectF(box.left(), box.top() - 1, box.width(), box.height())
            for inset in (0.0, 1.0):
                painter.setPen(t.color("focus"))
                painter.drawRect(ring.adjusted(inset, inset, -inset - 1, -inset - 1))


def _paint_row(painter: QPainter, box: QRectF, row: ListRow) -> None:
    top = QRectF(box.left(), box.top() + dp(9), box.width(), dp(20))
    face = font(13, 600, tabular=True)
    owed = words.signed(row.balance_cents)
    width = paint.text(painter, top, owed, face=face, align=_RIGHT)
    paint.text(painter, top.adjusted(0, 0, -width - dp(10), 0), row.name, face=font(13, 500))
    low = QRectF(box.left(), box.top() + dp(28), box.width(), dp(18))
    mark, role, standing = words.standing(row)
    face = font(12, tabular=True)
    width = paint.text(painter, low, standing, role=role, face=face, align=_RIGHT)
    if mark is not None:
        spot = QPointF(low.right() - width - dp(11), low.center().y())
        paint_mark(painter, mark, spot, dp(8))
        width += dp(18)
    left = low.adjusted(0, 0, -width - dp(10), 0)
    paint.text(painter, left, words.row_detail(row), role="ink2", face=face)


class MembersList(LineList):
    """The accounts found; its current row is the account shown."""

    def __init__(self, model: PagedIdModel, parent: QWidget | None = None) -> None:
        super().__init__(dp(ROW), parent)
        self.setAccessibleName(tr("Accounts"))
        self.set_lines(model, _RowPainter(self))
        self.setMouseTracking(True)
        self._bar = OverlayBar(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
