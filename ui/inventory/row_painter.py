"""Paints a row of the list: cover, two lines, format slots at fixed places, state, idle.

A whole row at a time, straight onto the viewport: Qt's way by cells and delegates asks Python some
thousand questions for one page, and a page must be there within a frame. Widths are remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.catalog import lookups
from app.catalog.stock_list import StockRow
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from ui.inventory import covers_of, row_words
from ui.inventory.marked_text import paint_finds
from ui.theme import dp, font, tokens
from ui.widgets import CoverCache, paint, paint_mark, word_role
from ui.widgets.paint import exact_advance, halo

_SLOT_GAP = 6
_ELIDE = Qt.TextElideMode.ElideRight

#: Where a column stands: its key, left edge and width.
Place = tuple[str, float, float]


@dataclass(slots=True)
class RowLook:
    """How a row is seen: selected, under the mouse, current while the list has the keyboard;
    ``change`` is what an edit would make of it.
    """

    selected: bool = False
    hover: bool = False
    focused: bool = False
    change: str = ""


class RowPainter:
    """``search`` is the text whose finds are marked."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime]) -> None:
        self._covers = covers
        self._now = now
        self.search = ""
        self._fill = "accent_soft"
        self._change = ""
        self._ratio = 1.0
        self._moment: datetime
        self._calendar: OpeningCalendar
        self._slots: Sequence[tuple[str, int, float, float]]
        self._cells: dict[str, Callable[[QPainter, QRectF, StockRow], None]] = {
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

    def begin(self, painter: QPainter) -> None:
        """What all rows of one paint share is asked for once; `paint` comes after it."""
        self._ratio = painter.device().devicePixelRatio()
        self._moment, self._calendar = self._now(), settings.calendar()
        self._slots = slots()

    def paint(
        self,
        painter: QPainter,
        box: QRectF,
        row: object,
        places: Sequence[Place],
        look: RowLook,
        removed_text: str = "",
    ) -> None:
        """Paint a row into `box`; anything but a `StockRow` is one that is gone."""
        t = tokens()
        if look.selected:
            painter.fillRect(box, t.color("accent_soft"))
        elif look.hover:
            painter.fillRect(box, t.color("sunk"))
        hair = QColor(t.line)
        hair.setAlphaF(0.6)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        if look.selected:
            painter.fillRect(QRectF(box.left(), box.top(), dp(3), box.height()), t.color("accent"))
        self._fill = "surface" if look.selected else "accent_soft"
        self._change = look.change
        for key, left, width in places:
            cell = QRectF(left, box.top(), width, box.height() - 1)
            if isinstance(row, StockRow):
                self._cells[key](painter, cell, row)
            elif key == "title":
                _write(painter, cell, removed_text, 13, role="ink2")
        if look.focused:
            painter.save()
            painter.setClipRect(box)
            halo(painter, box.adjusted(3, 2, -3, -3), dp(6))
            painter.restore()

    # -- columns -------------------------------------------------------------------------------

    def _cover(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        size = QSize(dp(25), dp(35))
        made = self._covers.pixmap(covers_of.spec(row), size, self._ratio, spread=True)
        top = box.top() + round((box.height() - size.height()) / 2)
        painter.drawPixmap(QPointF(box.left() + dp(13), top), made)

    def _title(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        place = box.adjusted(0, 0, -dp(12), 0)
        if self._change:
            name, change = _lines(place, True)
            self._marked(painter, name, row.name, 13, 500, "ink")
            _write(painter, change, self._change, 12, 600)
            return
        self._two(painter, place, row.name, row_words.second_line(row), weight=500)

    def _year(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        if row.year:
            _write(painter, box, str(row.year), 13, role="ink2", tabular=True)

    def _director(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        first, second = row_words.director_lines(row)
        self._two(painter, box.adjusted(0, 0, -dp(10), 0), first, second)

    def _formats(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        room = box.width() - dp(2)
        for name, bit, left, width in self._slots:
            if not row.formats & bit or left + width > room:
                continue  # a narrow window has no slot for the last; the panel names it
            place = QRectF(box.left() + left, box.top(), width + 2, box.height())
            _write(painter, place, name, 11, 500, role="ink2")

    def _certificate(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        words = row_words.short_certificate(row.certificate)
        room = box.width() - dp(3)
        size = 12 if exact_advance(words, font(12)) <= room else 10
        _write(painter, box.adjusted(0, 0, -dp(3), 0), words, size, role="ink2")

    def _section(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        words = row.section if row.section_count <= 1 else f"{row.section} +{row.section_count - 1}"
        place = box.adjusted(0, 0, -dp(6), 0)
        first, second = two_lines(words, place.width(), dp(12))
        for line, said in zip(_lines(place, bool(second)), (first, second), strict=False):
            _write(painter, line, said, 12, role="ink2")

    def _state(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        said = row_words.state_words(row, self._moment, self._calendar)
        words = box.adjusted(dp(16), 0, -dp(4), 0)
        lines = _lines(words, bool(said.second))
        paint_mark(painter, said.mark, QPointF(box.left() + dp(5), lines[0].center().y()), dp(9))
        _write(painter, lines[0], said.word, 13, 500, role=word_role(said.mark))
        if said.second:
            _write(painter, lines[1], said.second, 12, role="ink2")

    def _idle(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        words = row_words.idle_words(row)
        width = exact_advance(words, font(13, tabular=True))
        place = QRectF(box.right() - dp(16) - width, box.top(), width + 1, box.height())
        _write(painter, place, words, 13, role="ink2", tabular=True)

    def _two(
        self, painter: QPainter, box: QRectF, first: str, second: str, weight: int = 400
    ) -> None:
        """One centred line or two, with the finds marked."""
        lines = _lines(box, bool(second))
        self._marked(painter, lines[0], first, 13, weight, "ink")
        if second:
            self._marked(painter, lines[1], second, 12, 400, "ink2")

    def _marked(
        self, painter: QPainter, box: QRectF, words: str, size: int, weight: int, role: str
    ) -> None:
        if self.search:
            face = font(size, weight)
            fill = self._fill
            if paint_finds(painter, box, words, self.search, face=face, role=role, mark_fill=fill):
                return
        _write(painter, box, words, size, weight, role=role)


def _lines(box: QRectF, two: bool) -> tuple[QRectF, ...]:
    """The boxes of one centred line, or of two."""
    if not two:
        return (box,)
    middle = box.top() + box.height() / 2
    high = dp(16)
    return (
        QRectF(box.left(), middle - high, box.width(), high),
        QRectF(box.left(), middle, box.width(), high),
    )


def _write(
    painter: QPainter,
    box: QRectF,
    words: str,
    size: int,
    weight: int = 400,
    *,
    role: str = "ink",
    tabular: bool = False,
) -> None:
    """A line, cut where it is too long, centred on the height of its box."""
    face = font(size, weight, tabular=tabular)
    painter.setFont(face)
    painter.setPen(tokens().color(role))
    paint.line(painter, box, _cut(words, face, box.width()), face)


@lru_cache(4096)
def _cut(words: str, face: QFont, room: float) -> str:
    if exact_advance(words, face) <= room + 0.5:
        return words
    return QFontMetricsF(face).elidedText(words, _ELIDE, room)


def slots() -> Sequence[tuple[str, int, float, float]]:
    """Short name, bit, left edge and width of each format's fixed place."""
    return _slots(tuple((row.short, row.bit) for row in lookups.formats()), dp(_SLOT_GAP))


@lru_cache(8)
def _slots(
    formats: tuple[tuple[str, int], ...], gap: int
) -> tuple[tuple[str, int, float, float], ...]:
    left = 0.0
    found: list[tuple[str, int, float, float]] = []
    for short, bit in formats:
        width = QFontMetricsF(font(11, 500)).horizontalAdvance(short)
        found.append((short, bit, left, width))
        left += width + gap
    return tuple(found)


@lru_cache(1024)
def two_lines(words: str, width: float, pixels: int) -> tuple[str, str]:
    """A name on one line of 12, or broken at its last space that lets the first part fit."""
    if " " not in words or exact_advance(words, font(12)) <= width:
        return words, ""
    at = len(words)
    while (at := words.rfind(" ", 0, at)) > 0:
        if exact_advance(words[:at], font(12)) <= width:
            return words[:at], words[at + 1 :]
    return words, ""
