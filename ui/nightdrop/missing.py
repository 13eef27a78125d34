"""Who is expected tonight and not here; or, after a click on a tray, what lies in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.members.rules import display_name
from app.nightdrop.queries import Expected, ScanRow
from app.nightdrop.rules import Tray
from ui.nightdrop.looks import line_of
from ui.nightdrop.pictures import CENTER, RIGHT
from ui.nightdrop.words import clock, day, tr, tray_word
from ui.tables import ROW_ROLE, Column, RowsModel
from ui.theme import dp, font, mix, tokens
from ui.widgets import Card, Label, LinkButton, paint
from ui.widgets.line_list import LineList

Index = QModelIndex | QPersistentModelIndex
#: name, phone or code, cases, due day or time; the cells of a line, widest first
Cells = tuple[str, str, str, str]


class Line(Protocol):
    """A line of the list with what a screen reader says of it.

    Three thousand may be expected and a dozen are seen: words are made of those that are looked at.
    """

    @property
    def row_id(self) -> int:
        """The account's, or the scan's."""
        ...

    @property
    def cells(self) -> Cells:
        """What stands in it."""
        ...

    @property
    def cases(self) -> int:
        """How many cases it counts for."""
        ...

    @property
    def tooltip(self) -> str:
        """All of it, uncut."""
        ...


@dataclass(slots=True)  # a frozen one takes three times as long to make
class _ExpectedLine:
    """An account; ``here`` is the area code that need not be said."""

    row: Expected
    now: datetime
    here: str

    @property
    def row_id(self) -> int:
        return self.row.member_id

    @property
    def cells(self) -> Cells:
        row = self.row
        phone = row.phone.removeprefix(self.here)
        return display_name(row.name), phone, str(row.cases), day(row.due_at, self.now)

    @property
    def cases(self) -> int:
        return self.row.cases

    @property
    def tooltip(self) -> str:
        return f"{display_name(self.row.name)}, {self.row.number}, {self.row.phone}"


@dataclass(frozen=True, slots=True)
class _CaseLine:
    """A case in a tray."""

    row: ScanRow

    @property
    def row_id(self) -> int:
        return self.row.scan_id

    @property
    def cells(self) -> Cells:
        return self.row.title or self.row.barcode, "", "", clock(self.row.scanned_at)

    @property
    def cases(self) -> int:
        return 1

    @property
    def tooltip(self) -> str:
        return line_of(self.row)


def _row_id(row: Line) -> int:
    return row.row_id


def _spoken(row: Line) -> str:
    return ", ".join(filter(None, row.cells))


def _tooltip(row: Line) -> str:
    return row.tooltip


def _widths(cells: Cells, compact: bool) -> tuple[int, int, int]:
    """Phone, cases and due (or the time of a scan), from the right."""
    if not cells[1]:
        return (0, 0, dp(72))
    return (dp(76), 0 if compact else dp(52), dp(46))


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.compact = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        box = QRectF(option.rect)
        paint_cells(painter, box, row.cells, self.compact, head=False)
        hair = tokens().color(mix(tokens().line, tokens().surface, 0.75))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        painter.restore()


def paint_cells(painter: QPainter, box: QRectF, cells: Cells, compact: bool, *, head: bool) -> None:
    """A line of the list, or its head."""
    inset = dp(16 if compact else 20) - 1
    name, phone, cases, due = cells
    phone_wide, cases_wide, due_wide = _widths(cells, compact)
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
    x = right - _phone_width(phone, phone_wide)
    cell = QRectF(x, box.top(), right - x - dp(4), box.height())
    paint.text(painter, cell, phone, role="ink2", face=font(12 if head else 12.5))
    left = box.left() + inset
    room = QRectF(left, box.top(), x - dp(8) - left, box.height())
    role = "ink2" if head else "ink"
    paint.text(painter, room, name, role=role, face=small if head else font(12.5, 500))


def _phone_width(phone: str, usual: int) -> int:
    """As wide as the local numbers are; a number with its area code takes from the name."""
    if not phone:
        return 0
    wide = QFontMetrics(font(12.5)).horizontalAdvance(phone) + dp(6)
    return max(usual, min(wide, dp(112)))


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
        self._now: datetime | None = None
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
        self.view = LineList(dp(29), self)
        self._delegate = _Delegate(self.view)
        self.view.set_lines(self.model, self._delegate)
        self._dress_view()
        self._foot = Label("", role="ink2", size=12, parent=self)
        self._lay_out()

    def _dress_view(self) -> None:
        view = self.view
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
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
        self._box = self.column((1, 15, 1, 2), 0)
        self._box.addLayout(head)
        self._box.addSpacing(dp(9))
        self._box.addWidget(self._head)
        self._box.addWidget(self.view, 1)
        self._box.addWidget(self._foot)
        self._box.addStretch(0)
        self._foot.setFixedHeight(dp(30))
        self._inset()

    def set_compact(self, compact: bool) -> None:
        """Without the cases, for 1280 x 720."""
        self._delegate.compact = self._head.compact = compact
        self._box.setContentsMargins(1, dp(12 if compact else 15), 1, 2)
        self._inset()
        self.view.set_line_height(self._delegate_height())
        self._fit_rows()

    def show_expected(self, expected: tuple[Expected, ...], now: datetime) -> None:
        """Who is expected, oldest first; due days are said as of now."""
        self._expected, self._now = expected, now
        if self._tray is None:
            self._show()

    def show_tray(self, tray: Tray | None, cases: Sequence[ScanRow] = ()) -> None:
        """A tray's cases in place of the expected; None goes back."""
        self._tray, self._cases = tray, cases
        self._show()

    def _show(self) -> None:
        lines: Sequence[Line] = self._of_tray() if self._tray is not None else self._of_expected()
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
            if self._delegate.compact:
                words = self.tr("Tray {number}")
            self._heading.setText(words.format(number=int(self._tray), name=tray_word(self._tray)))
            self._head.cells = (self.tr("Case"), "", "", self.tr("Scanned"))
        self._number.setText(str(sum(line.cases for line in lines)))
        self.view.setAccessibleName(self._heading.text())
        self._head.update()
        self.model.set_rows(lines)
        self._tell_rest()

    def _of_expected(self) -> list[_ExpectedLine]:
        if self._now is None:
            return []
        here = local_code([row.phone for row in self._expected])
        return [_ExpectedLine(row, self._now, here) for row in self._expected]

    def _of_tray(self) -> list[_CaseLine]:
        return [_CaseLine(row) for row in self._cases]

    @Slot()
    def _tell_rest(self, *_range: Any) -> None:
        """`and 3 more members, 4 cases`: what is below the last line that is seen."""
        bottom = self.view.maximumHeight() // max(self._delegate_height(), 1)
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
        self._foot.setIndent(inset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Whole lines only: what does not fit is told below them."""
        high = self._delegate_height()
        room = self.height() - self._head.geometry().bottom() - self._foot.height() - 3
        self.view.setMaximumHeight(max(room // high, 1) * high)
        self._tell_rest()


def local_code(phones: Sequence[str]) -> str:
    """The area code that most numbers begin with, which a list need not repeat: `(206) `."""
    codes = [phone[:6] for phone in phones if phone[:1] == "(" and phone[4:6] == ") "]
    if not codes:
        return ""
    usual = max(set(codes), key=codes.count)
    return usual if codes.count(usual) * 2 > len(phones) else ""


def _rest_words(members: int, cases: int) -> str:
    who = tr("and 1 more member") if members == 1 else tr("and {n} more members").format(n=members)
    what = tr("1 case") if cases == 1 else tr("{n} cases").format(n=cases)
    return f"{who}, {what}"
