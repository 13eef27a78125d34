"""Paints a row of the list: cover, two lines, format slots at fixed places, state, idle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.catalog import lookups
from app.catalog.stock_list import StockRow
from app.shop import settings
from ui.inventory import covers_of, row_words
from ui.inventory.marked_text import paint_marked
from ui.tables import ROW_ROLE
from ui.theme import dp, font, tokens
from ui.widgets import CoverCache, paint_mark, word_role
from ui.widgets.paint import halo, text

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SLOT_GAP = 6
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """One for all columns. ``search`` is the text whose finds are marked, ``hover_row`` the row
    under the mouse.
    """

    def __init__(self, covers: CoverCache, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._covers = covers
        self._now = now
        self._view = parent
        self.search = ""
        self.hover_row = -1
        self._painters: dict[str, Callable[[QPainter, QRectF, StockRow, bool], None]] = {
            "cover": self._cover,
            "title": self._title,
            "year": self._year,
            "director": self._director,
            "formats": self._formats,
            "certificate": self._certificate,
            "section": self._section,
            "state": self._state,
            "idle": self._idle,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(dp(40), dp(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = tokens()
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, t.color("accent_soft"))
        elif index.row() == self.hover_row:
            painter.fillRect(box, t.color("sunk"))
        hair = QColor(t.line)
        hair.setAlphaF(0.6)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        if selected and index.column() == 0:
            painter.fillRect(QRectF(box.left(), box.top(), dp(3), box.height()), t.color("accent"))
        row = index.data(ROW_ROLE)
        key = index.model().columns[index.column()].key  # type: ignore[attr-defined]
        if isinstance(row, StockRow):
            self._painters[key](painter, box, row, selected)
        elif key == "title":
            text(painter, box, str(index.data() or ""), role="ink2", face=font(13))
        self._paint_focus(painter, box, index, selected)
        painter.restore()

    def _paint_focus(self, painter: QPainter, box: QRectF, index: _Index, selected: bool) -> None:
        """The ring of the current row, drawn once, by its last column, clipped to the row."""
        view = self._view
        if not view.hasFocus() or view.currentIndex().row() != index.row():  # type: ignore[attr-defined]
            return
        inner = QRectF(4, box.top() + 4, view.viewport().width() - 8, box.height() - 9)  # type: ignore[attr-defined]
        painter.setClipRect(box)
        halo(painter, inner, dp(6))

    # -- columns -------------------------------------------------------------------------------

    def _cover(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        size = QSize(dp(25), dp(35))
        ratio = painter.device().devicePixelRatio()
        made = self._covers.pixmap(covers_of.spec(row), size, ratio)
        top = box.top() + round((box.height() - 1 - size.height()) / 2)
        painter.drawPixmap(QPointF(box.left() + dp(13), top), made)

    def _title(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        fill = "surface" if selected else "accent_soft"
        second = row_words.second_line(row)
        lines = self._lines(box.adjusted(0, 0, -dp(12), 0), bool(second))
        paint_marked(painter, lines[0], row.name, self.search, face=font(13, 500), mark_fill=fill)
        if second:
            paint_marked(
                painter,
                lines[1],
                second,
                self.search,
                face=font(12),
                role="ink2",
                mark_fill=fill,
            )

    def _year(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        if row.year:
            face = font(13, tabular=True)
            text(painter, _row(box), str(row.year), role="ink2", face=face, elide=False)

    def _director(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        fill = "surface" if selected else "accent_soft"
        first, second = row_words.director_lines(row)
        lines = self._lines(box.adjusted(0, 0, -dp(10), 0), bool(second))
        paint_marked(painter, lines[0], first, self.search, face=font(13), mark_fill=fill)
        if second:
            paint_marked(
                painter,
                lines[1],
                second,
                self.search,
                face=font(12),
                role="ink2",
                mark_fill=fill,
            )

    def _formats(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        face = font(11, 500)
        room = box.width() - dp(2)
        hidden = 0
        for name, bit, left, width in slots():
            if not row.formats & bit:
                continue
            if left + width > room:
                hidden += 1
                continue
            place = QRectF(box.left() + left, box.top(), width + 2, box.height() - 1)
            text(painter, place, name, role="ink2", face=face, elide=False)
        if hidden:
            text(
                painter,
                _row(box).adjusted(0, 0, -dp(4), 0),
                f"+{hidden}",
                role="ink2",
                face=font(11),
                align=_RIGHT,
            )

    def _certificate(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        place = _row(box).adjusted(0, 0, -dp(3), 0)
        words = row_words.short_certificate(row.certificate)
        face = font(12)
        if QFontMetrics(face).horizontalAdvance(words) > place.width():
            face = font(10)
        text(painter, place, words, role="ink2", face=face)

    def _section(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        face = font(12)
        words = row.section if row.section_count <= 1 else f"{row.section} +{row.section_count - 1}"
        place = box.adjusted(0, 0, -dp(6), 0)
        first, second = two_lines(words, QFontMetrics(face), int(place.width()))
        for line, said in zip(self._lines(place, bool(second)), (first, second), strict=False):
            text(painter, line, said, role="ink2", face=face)

    def _state(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        said = row_words.state_words(row, self._now(), settings.calendar())
        words = box.adjusted(dp(16), 0, -dp(4), 0)
        lines = self._lines(words, bool(said.second))
        paint_mark(painter, said.mark, QPointF(box.left() + dp(5), lines[0].center().y()), dp(9))
        text(painter, lines[0], said.word, role=word_role(said.mark), face=font(13, 500))
        if said.second:
            text(painter, lines[1], said.second, role="ink2", face=font(12))

    def _idle(self, painter: QPainter, box: QRectF, row: StockRow, selected: bool) -> None:
        place = _row(box).adjusted(0, 0, -dp(16), 0)
        words = row_words.idle_words(row)
        face = font(13, tabular=True)
        text(painter, place, words, role="ink2", face=face, align=_RIGHT, elide=False)

    def _lines(self, box: QRectF, two: bool) -> tuple[QRectF, ...]:
        """The boxes of one centred line, or of two."""
        if not two:
            return (_row(box),)
        middle = box.top() + (box.height() - 1) / 2
        high = dp(16)
        return (
            QRectF(box.left(), middle - high, box.width(), high),
            QRectF(box.left(), middle, box.width(), high),
        )


def _row(box: QRectF) -> QRectF:
    """A cell without its hairline."""
    return box.adjusted(0, 0, 0, -1)


def slots() -> list[tuple[str, int, float, float]]:
    """Short name, bit, left edge and width of each format's fixed place."""
    metrics = QFontMetrics(font(11, 500))
    left = 0.0
    found: list[tuple[str, int, float, float]] = []
    for row in lookups.formats():
        width = float(metrics.horizontalAdvance(row.short))
        found.append((row.short, row.bit, left, width))
        left += width + dp(_SLOT_GAP)
    return found


def two_lines(words: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """A name on one line, or broken at its last space that lets the first part fit."""
    if metrics.horizontalAdvance(words) <= width or " " not in words:
        return words, ""
    at = len(words)
    while (at := words.rfind(" ", 0, at)) > 0:
        if metrics.horizontalAdvance(words[:at]) <= width:
            return words[:at], words[at + 1 :]
    return words, ""
