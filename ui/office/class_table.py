"""The rental classes as a table; what the form holds unsaved wears a dot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.rentals.rules import CapKind, DueKind, LateMode, Terms
from app.shop.words import minute_words
from ui.amounts import money
from ui.office.words import grouped, tr
from ui.tables import ROW_ROLE, Column, RowsModel, configure_table
from ui.theme import dp, font, tokens
from ui.widgets import paint

NEW = 0
"""The id of a class that is not saved yet."""

_PAD = 16


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A row: the rule as the form or the file has it; `unsaved` names fields of the draft."""

    id: int
    terms: Terms
    copies: int = 0
    out: int = 0
    retired: bool = False
    unsaved: frozenset[str] = frozenset()


def _name(row: ClassLine) -> str:
    words = row.terms.class_name or tr("New class")
    return tr("{name}, retired").format(name=words) if row.retired else words


def _copies(row: ClassLine) -> str:
    return grouped(row.copies)


def _out(row: ClassLine) -> str:
    return grouped(row.out)


def _price(row: ClassLine) -> str:
    return money(row.terms.price_cents)


def period_text(terms: Terms) -> str:
    """``1 night``, ``24 hours``."""
    if terms.period_hours is not None:
        unit = tr("hour") if terms.period_hours == 1 else tr("hours")
        return f"{terms.period_hours} {unit}"
    nights = terms.period_nights or 0
    return f"{nights} {tr('night') if nights == 1 else tr('nights')}"


def _period(row: ClassLine) -> str:
    return period_text(row.terms)


def _due(row: ClassLine) -> str:
    terms = row.terms
    if terms.due_kind is DueKind.FIXED and terms.due_minute is not None:
        return minute_words(terms.due_minute)
    return {
        DueKind.END_OF_DAY: tr("end of day"),
        DueKind.TO_THE_HOUR: tr("to the hour"),
    }.get(terms.due_kind, tr("closing"))


def _mode(row: ClassLine) -> str:
    return tr("per day") if row.terms.late_mode is LateMode.PER_DAY else tr("re-rental")


def _rate(row: ClassLine) -> str:
    return money(row.terms.late_rate_cents)


def _closed(row: ClassLine) -> str:
    return tr("count") if row.terms.closed_days_count else tr("skipped")


def _grace(row: ClassLine) -> str:
    minutes = row.terms.grace_minutes
    if not minutes:
        return tr("none")
    if minutes % 60:
        return tr("{minutes} min").format(minutes=minutes)
    hours = minutes // 60
    return f"{hours} {tr('hour') if hours == 1 else tr('hours')}"


def _cap(row: ClassLine) -> str:
    terms = row.terms
    if terms.cap_kind is CapKind.AMOUNT:
        return money(terms.cap_cents or 0)
    return tr("replacement") if terms.cap_kind is CapKind.REPLACEMENT else tr("none")


def _deposit(row: ClassLine) -> str:
    return money(row.terms.deposit_cents) if row.terms.deposit_cents else tr("none")


#: Width of each column in a table of 1,312.
_WIDTHS = {
    "name": 154,
    "copies": 111,
    "out": 97,
    "price": 87,
    "period": 91,
    "due": 117,
    "mode": 113,
    "rate": 103,
    "closed": 106,
    "grace": 93,
    "cap": 134,
    "deposit": 98,
}
#: The fields of the draft that a column shows.
_SHOWS = {
    "name": {"name"},
    "price": {"price"},
    "period": {"period", "unit"},
    "due": {"due", "due_time"},
    "mode": {"mode"},
    "rate": {"rate"},
    "closed": {"closed_count"},
    "grace": {"grace"},
    "cap": {"cap", "cap_amount"},
    "deposit": {"deposit"},
}


def _columns() -> tuple[Column, ...]:
    made: tuple[tuple[str, str, Callable[[ClassLine], str], bool], ...] = (
        ("name", tr("Class"), _name, False),
        ("copies", tr("Copies"), _copies, True),
        ("out", tr("Out now"), _out, True),
        ("price", tr("Price"), _price, True),
        ("period", tr("Period"), _period, False),
        ("due", tr("Due at"), _due, False),
        ("mode", tr("Late mode"), _mode, False),
        ("rate", tr("Late rate"), _rate, True),
        ("closed", tr("Closed days"), _closed, False),
        ("grace", tr("Grace"), _grace, False),
        ("cap", tr("Cap"), _cap, True),
        ("deposit", tr("Deposit"), _deposit, True),
    )
    return tuple(
        Column(key, header, text, _WIDTHS[key], number=number) for key, header, text, number in made
    )


class ClassTable(QTableView):
    """``wanted(object)`` carries the id of the class that a person went to; the page decides."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowsModel(_columns(), parent=self)
        self._quiet = False
        head = _Head(self)
        self.setHorizontalHeader(head)
        self.setModel(self._model)
        configure_table(self, self._model.columns, name=tr("Rental classes"), row_height=34)
        self.setItemDelegate(_Cells(self))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for at in range(len(self._model.columns)):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    @property
    def lines(self) -> Sequence[ClassLine]:
        """The rows as shown."""
        return self._model.rows

    def show_lines(self, lines: Sequence[ClassLine], current: int | None) -> None:
        """Show rows with one of them chosen; says nothing to anybody."""
        self._quiet = True
        self._model.set_rows(lines)
        at = next((at for at, line in enumerate(lines) if line.id == current), -1)
        if at >= 0:
            self.selectRow(at)
            self.scrollTo(self._model.index(at, 0))
        else:
            self.clearSelection()
        self._quiet = False

    def cell_text(self, row: int, key: str) -> str:
        """What stands in a cell."""
        column = next(column for column in self._model.columns if column.key == key)
        return column.text(self._model.rows[row])

    def set_row_height(self, height: int) -> None:
        """Rows of 34, or 26 in a low window."""
        self.verticalHeader().setDefaultSectionSize(dp(height))

    def height_for(self, rows: int) -> int:
        """How high the table is with so many rows."""
        return self.horizontalHeader().height() + rows * self.verticalHeader().defaultSectionSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, left = self.viewport().width(), 0
        total, spent = sum(_WIDTHS.values()), 0
        for at, column in enumerate(self._model.columns):
            spent += column.width
            right = round(width * spent / total)
            self.setColumnWidth(at, right - left)
            left = right

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._quiet and now.isValid():
            self.wanted.emit(self._model.id_at(now.row()))


class _Head(QHeaderView):
    """Words over the columns, aligned with what stands below them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        box = QRectF(rect)
        model = self.model()
        words = str(model.headerData(index, Qt.Orientation.Horizontal) or "")
        assert isinstance(model, RowsModel)
        number = model.columns[index].number
        painter.save()
        painter.fillRect(box, tokens().color("surface"))
        painter.fillRect(
            QRectF(box.left(), box.bottom() - 1, box.width(), 1), tokens().color("line")
        )
        paint.text(
            painter,
            _inner(box, number),
            words,
            role="ink2",
            face=font(12, 500),
            align=_align(number),
            elide=False,
        )
        painter.restore()


class _Cells(QStyledItemDelegate):
    """A cell: words in ink, what is as nearly everywhere in grey, a dot for unsaved."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(ROW_ROLE)
        model = index.model()
        assert isinstance(model, RowsModel)
        assert isinstance(line, ClassLine)
        column = model.columns[index.column()]
        t, box = tokens(), QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, t.color("accent_soft"))
            if index.column() == 0:
                painter.fillRect(
                    QRectF(box.left(), box.top(), dp(3), box.height()), t.color("accent")
                )
        hair = QColor(t.line)
        hair.setAlphaF(0.7)
        if index.row() < model.rowCount() - 1:
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        words = column.text(line)
        grey = line.retired or words in _quiet_words()
        face = font(13, 600) if index.column() == 0 else font(13, tabular=column.number)
        inner = _inner(box, column.number)
        written = paint.text(
            painter,
            inner,
            words,
            role="ink2" if grey else "ink",
            face=face,
            align=_align(column.number),
        )
        if line.unsaved & _SHOWS.get(column.key, set()):
            x = inner.right() + dp(9) if column.number else inner.left() + written + dp(9)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.color("need"))
            painter.drawEllipse(QPointF(x, inner.center().y()), 3, 3)
        painter.restore()


def _quiet_words() -> frozenset[str]:
    return frozenset({tr("closing"), tr("per day"), tr("skipped"), tr("none")})


def _inner(box: QRectF, number: bool) -> QRectF:
    """Words may run up to the next column, whose own words keep the distance."""
    left, right = (0, dp(_PAD)) if number else (dp(_PAD), dp(2))
    return box.adjusted(left, 0, -right, -1)


def _align(number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
