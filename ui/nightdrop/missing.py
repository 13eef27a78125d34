"""Who is expected tonight and not here; or, after a click on a tray, what lies in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.members.rules import display_name
from app.nightdrop.queries import Expected, ScanRow
from app.nightdrop.rules import Tray
from ui.nightdrop.looks import line_of, tray_word
from ui.nightdrop.pictures import CENTER, RIGHT
from ui.nightdrop.words import tr
from ui.tables import ROW_ROLE, Column, RowsModel
from ui.theme import dp, font, mix, tokens
from ui.widgets import Card, Label, LinkButton, paint

Index = QModelIndex | QPersistentModelIndex
#: name, phone or code, cases, due day or time; the cells of a line, widest first
Cells = tuple[str, str, str, str]


class Line:
    """A line of the list with what a screen reader says of it."""

    def __init__(self, row_id: int, cells: Cells, cases: int, tooltip: str) -> None:
        self.row_id = row_id
        self.cells = cells
        self.cases = cases
        self.tooltip = tooltip

    @property
    def spoken(self) -> str:
        """All cells."""
        return ", ".join(filter(None, self.cells))


def _row_id(row: Line) -> int:
    return row.row_id


def _spoken(row: Line) -> str:
    return row.spoken


def _tooltip(row: Line) -> str:
    return row.tooltip


def _widths(compact: bool) -> tuple[int, int, int]:
    """Phone, cases and due, from the right."""
    return (dp(104), 0 if compact else dp(52), dp(58 if not compact else 46))


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, dp(28 if self.compact else 29))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Line):
            return
        painter.save()
        box = QRectF(option.rect)
        paint_cells(painter, box, row.cells, self.compact, head=False)
        hair = tokens().color(mix(tokens().line, tokens().surface, 0.75))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        painter.restore()


def paint_cells(painter: QPainter, box: QRectF, cells: Cells, compact: bool, *, head: bool) -> None:
    """A line of the list, or its head."""
    inset = dp(16 if compact else 20)
    name, phone, cases, due = cells
    phone_wide, cases_wide, due_wide = _widths(compact)
    small = font(12) if head else font(12.5, tabular=True)
    right = box.right() - inset
    paint.text(
        painter,
        QRectF(right - due_wide, box.top(), due_wide, box.height()),
        due,
        role="ink2",
        face=small,
        align=RIGHT,
    )
    right -= due_wide
    if cases_wide:
        cell = QRectF(right - cases_wide, box.top(), cases_wide, box.height())
        paint.text(painter, cell, cases, role="ink2", face=small, align=CENTER)
        right -= cases_wide
    if phone:
        phone_wide = min(phone_wide, QFontMetrics(small).horizontalAdvance(phone) + dp(6))
        phone_wide = max(phone_wide, dp(72))
    else:
        phone_wide = 0
    x = right - max(phone_wide, _widths(compact)[0] if phone else 0)
    cell = QRectF(x, box.top(), right - x, box.height())
    paint.text(painter, cell, phone, role="ink2", face=small)
    left = box.left() + inset
    room = QRectF(left, box.top(), x - dp(8) - left, box.height())
    role = "ink2" if head else "ink"
    paint.text(painter, room, name, role=role, face=small if head else font(12.5, 500))


class _Head(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: Cells = ("", "", "", "")
        self.compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(25))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, 0, self.width(), self.height() - 1)
        paint_cells(painter, box, self.cells, self.compact, head=True)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens().color("line"))


class Missing(Card):
    """The card at the lower right. ``back`` when a person leaves a tray's list."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._expected: tuple[Expected, ...] = ()
        self._due_words: tuple[str, ...] = ()
        self._tray: Tray | None = None
        self._cases: Sequence[ScanRow] = ()
        self._heading = Label("", size=14, weight=600, parent=self)
        self._number = Label("", size=15, weight=700, parent=self)
        self._back = LinkButton(self.tr("Back"), parent=self)
        self._back.clicked.connect(self.back)
        self._head = _Head(self)
        self.model = RowsModel(
            [Column("line", tr("Lines"), _spoken, tooltip=_tooltip)], row_id=_row_id, parent=self
        )
        self.view = QListView(self)
        self.view.setModel(self.model)
        self._delegate = _Delegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self._dress_view()
        self._foot = Label("", role="ink2", size=12, parent=self)
        self._lay_out()

    def _dress_view(self) -> None:
        view = self.view
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.setMinimumHeight(dp(29))
        view.verticalScrollBar().valueChanged.connect(self._tell_rest)
        view.verticalScrollBar().rangeChanged.connect(self._tell_rest)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(self._heading)
        head.addWidget(self._back)
        head.addStretch(1)
        head.addWidget(self._number)
        self._top = head
        self._box = self.column((1, 13, 1, 2), 0)
        self._box.addLayout(head)
        self._box.addSpacing(dp(5))
        self._box.addWidget(self._head)
        self._box.addWidget(self.view, 1)
        self._box.addWidget(self._foot)
        self._foot.setFixedHeight(dp(30))
        self._inset()

    def set_compact(self, compact: bool) -> None:
        """Without the cases, for 1280 x 720."""
        self._delegate.compact = self._head.compact = compact
        self._box.setContentsMargins(1, dp(10 if compact else 13), 1, 2)
        self._inset()
        self.view.doItemsLayout()

    def show_expected(self, expected: tuple[Expected, ...], due_words: tuple[str, ...]) -> None:
        """Who is expected, oldest first, with the words of each due day."""
        self._expected, self._due_words = expected, due_words
        if self._tray is None:
            self._show()

    def show_tray(self, tray: Tray | None, cases: Sequence[ScanRow] = ()) -> None:
        """A tray's cases in place of the expected; None goes back."""
        self._tray, self._cases = tray, cases
        self._show()

    def _show(self) -> None:
        lines = self._of_tray() if self._tray is not None else self._of_expected()
        self._back.setVisible(self._tray is not None)
        if self._tray is None:
            self._heading.setText(self.tr("Expected, not here"))
            self._head.cells = (
                self.tr("Member"),
                self.tr("Phone"),
                self.tr("Cases"),
                self.tr("Due"),
            )
        else:
            words = self.tr("Tray {number}: {name}")
            self._heading.setText(words.format(number=int(self._tray), name=tray_word(self._tray)))
            self._head.cells = (self.tr("Case"), "", "", self.tr("Scanned"))
        self._number.setText(str(sum(line.cases for line in lines)))
        self.view.setAccessibleName(self._heading.text())
        self._head.update()
        self.model.set_rows(lines)
        self._tell_rest()

    def _of_expected(self) -> list[Line]:
        pairs = zip(self._expected, self._due_words, strict=True)
        return [
            Line(
                row.member_id,
                (display_name(row.name), row.phone, str(row.cases), due),
                row.cases,
                f"{display_name(row.name)}, {row.number}",
            )
            for row, due in pairs
        ]

    def _of_tray(self) -> list[Line]:
        return [
            Line(row.scan_id, (row.title or row.barcode, "", "", due), 1, line_of(row))
            for row, due in zip(self._cases, self._times(), strict=True)
        ]

    def _times(self) -> list[str]:
        from ui.nightdrop.words import clock

        return [clock(row.scanned_at) for row in self._cases]

    @Slot()
    def _tell_rest(self, *_range: Any) -> None:
        """`and 3 more members, 4 cases`: what is below the last line that is seen."""
        bottom = self.view.viewport().height() // max(self._delegate_height(), 1)
        first = self.view.verticalScrollBar().value()
        rest = self.model.rows[first + bottom :]
        if self._tray is not None:
            words = self.tr("and {n} more").format(n=len(rest)) if rest else ""
        elif not self._expected:
            words = self.tr("Nobody: all that was due is here.")
        elif rest:
            cases = sum(line.cases for line in rest)
            words = _rest_words(len(rest), cases)
        else:
            words = ""
        self._foot.setText(words)

    def _delegate_height(self) -> int:
        return dp(28 if self._delegate.compact else 29)

    def _inset(self) -> None:
        inset = dp(16 if self._delegate.compact else 20) - 1
        self._top.setContentsMargins(inset, 0, inset, 0)
        self._foot.setContentsMargins(inset, 0, inset, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()


def _rest_words(members: int, cases: int) -> str:
    who = tr("and 1 more member") if members == 1 else tr("and {n} more members").format(n=members)
    what = tr("1 case") if cases == 1 else tr("{n} cases").format(n=cases)
    return f"{who}, {what}"
