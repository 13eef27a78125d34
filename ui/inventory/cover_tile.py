"""A tile of the covers page: where it stands, which is arithmetic, and how it is painted.

Nothing is laid out and nothing is remembered per title: with 150,000 of them a tile's place comes
out of its number, and only the tiles that are seen are painted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from app.catalog import lookups
from app.catalog.models import TitleState
from app.catalog.stock_list import StockRow
from app.catalog.stock_query import Column as Order
from app.shop import settings
from ui import icons
from ui.inventory import covers_of, row_words
from ui.theme import dp, font, tokens
from ui.widgets import CoverCache, paint, paint_mark

#: The widths that the slider knows, in mock-up pixels.
SMALLEST, LARGEST, STEP = 96, 220, 16

_GAP, _PAD, _RADIUS = 4, 8, 8
#: From the cover down: room for two lines of 16 and the padding.
_WORDS = 41
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Where tiles stand in content coordinates: `columns` share the width, rows are alike.

    `width` is what there is and `wanted` the least width of a tile, both in device-independent
    pixels; `count` is how many tiles there are.
    """

    width: int
    wanted: int
    count: int

    @property
    def gap(self) -> int:
        """Between tiles, both ways."""
        return dp(_GAP)

    @property
    def columns(self) -> int:
        """As many as fit at the wanted width; at least one."""
        return max((self.width + self.gap) // (self.wanted + self.gap), 1)

    @property
    def tile_width(self) -> int:
        """What each tile has of the width."""
        return max((self.width - self.gap * (self.columns - 1)) // self.columns, dp(48))

    @property
    def cover(self) -> QSize:
        """The size of every cover: the tile without its padding, 5 to 7."""
        width = self.tile_width - 2 * dp(_PAD)
        return QSize(width, width * 7 // 5)

    @property
    def tile_height(self) -> int:
        """Padding, cover, two lines, padding."""
        return dp(_PAD) + self.cover.height() + dp(_WORDS) + dp(_PAD)

    @property
    def pitch(self) -> int:
        """From one row of tiles to the next."""
        return self.tile_height + self.gap

    @property
    def top(self) -> int:
        """Room above the first row and below the last, for the focus ring."""
        return dp(_GAP)

    @property
    def rows(self) -> int:
        """Rows of tiles."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        """Of everything."""
        return 2 * self.top + self.rows * self.pitch - (self.gap if self.rows else 0)

    def left(self, column: int) -> int:
        """Where a column begins; what the division leaves over is spread between them."""
        if self.columns == 1:
            return 0
        return column * (self.width - self.tile_width) // (self.columns - 1)

    def rect(self, at: int) -> QRect:
        """The tile of a number."""
        row, column = divmod(at, self.columns)
        return QRect(
            self.left(column), self.top + row * self.pitch, self.tile_width, self.tile_height
        )

    def at(self, x: int, y: int) -> int:
        """The number of the tile at a point, or -1 between tiles and beyond them."""
        if not 0 <= x < self.width or y < self.top:
            return -1
        row = (y - self.top) // self.pitch
        column = min(x * self.columns // max(self.width, 1), self.columns - 1)
        for near in (column, column - 1, column + 1):
            at = row * self.columns + near
            if 0 <= near < self.columns and at < self.count and self.rect(at).contains(x, y):
                return at
        return -1

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows of tiles that touch a band of the content."""
        first = max((top - self.top) // self.pitch, 0)
        last = min((bottom - self.top) // self.pitch, self.rows - 1)
        return range(first, last + 1)

    def runs_in(self, band: QRect) -> list[tuple[int, int]]:
        """The tiles that a rectangle touches, as (first, last) of each row of tiles."""
        columns = [
            column
            for column in range(self.columns)
            if self.left(column) <= band.right()
            and self.left(column) + self.tile_width > band.left()
        ]
        runs = []
        for row in self.rows_between(band.top(), band.bottom()):
            touched = self.rect(row * self.columns)
            if not columns or touched.bottom() < band.top() or touched.top() > band.bottom():
                continue
            first = row * self.columns + columns[0]
            last = min(row * self.columns + columns[-1], self.count - 1)
            if first <= last:
                runs.append((first, last))
        return runs


@dataclass(slots=True)
class TileLook:
    """How a tile is seen; `change` is its second line where an edit would change it."""

    selected: bool = False
    hover: bool = False
    focused: bool = False
    change: str = ""


class TilePainter:
    """`order` is what the list is sorted by: its value stands at the right of the second line."""

    def __init__(self, covers: CoverCache, now: Callable[[], datetime]) -> None:
        self._covers = covers
        self._now = now
        self.order: Order | None = None

    def paint(
        self,
        painter: QPainter,
        box: QRectF,
        cover: QSize,
        row: object,
        look: TileLook,
        removed_text: str = "",
    ) -> None:
        """Paint a tile into `box`; anything but a `StockRow` is one that is gone."""
        self._ground(painter, box, look)
        inner = box.adjusted(dp(_PAD), dp(_PAD), -dp(_PAD), -dp(_PAD))
        first = QRectF(inner.left(), inner.top() + cover.height() + dp(8), inner.width(), dp(17))
        if isinstance(row, StockRow):
            ratio = painter.device().devicePixelRatio()
            picture = self._covers.pixmap(covers_of.spec(row), cover, ratio, spread=True)
            painter.drawPixmap(inner.topLeft(), picture)
            paint.text(painter, first, row.name, face=font(13, 500))
            second = first.translated(0, dp(16))
            if look.change:
                self._change(painter, second, look.change)
            else:
                self._second(painter, second, row)
        else:
            paint.text(painter, first, removed_text, role="ink2", face=font(13))
        if look.selected:
            self._check(
                painter, QPointF(inner.left() + cover.width() - dp(17), inner.top() + dp(17))
            )
        if look.focused:
            paint.halo(painter, box, dp(_RADIUS))

    def spoken(self, row: StockRow, change: str = "") -> str:
        """A tile in words, for who cannot see it."""
        state = row_words.state_words(row, self._now(), settings.calendar())
        parts = [row.name, str(row.year or ""), state.spoken, self.sort_words(row), change]
        return ", ".join(part for part in parts if part)

    def sort_words(self, row: StockRow) -> str:
        """What the list is sorted by, where the tile does not say it anyway."""
        order = self.order
        if order is Order.IDLE:
            return row_words.idle_words(row)
        if order is Order.DIRECTOR:
            return row.directors[0] if row.directors else ""
        if order is Order.FORMATS:
            return ", ".join(f.short for f in lookups.formats() if row.formats & f.bit)
        if order is Order.CERTIFICATE:
            return row_words.short_certificate(row.certificate)
        if order is Order.SECTION:
            return row.section
        if order is Order.STATE:
            return row_words.state_words(row, self._now(), settings.calendar()).word
        return ""

    def _ground(self, painter: QPainter, box: QRectF, look: TileLook) -> None:
        t = tokens()
        if look.selected:
            paint.rounded(painter, box, dp(_RADIUS), t.accent_soft, t.accent_line, 1.5)
        elif look.hover:
            paint.rounded(painter, box, dp(_RADIUS), t.sunk)

    def _second(self, painter: QPainter, box: QRectF, row: StockRow) -> None:
        left = box.left()
        if row.state is not TitleState.IN:
            state = row_words.state_words(row, self._now(), settings.calendar())
            paint_mark(painter, state.mark, QPointF(left + dp(5), box.center().y()), dp(9))
            left += dp(15)
        face = font(12, tabular=True)
        place = QRectF(left, box.top(), box.right() - left, box.height())
        used = paint.text(painter, place, str(row.year or ""), role="ink2", face=face)
        words = self.sort_words(row)
        if words:
            place.setLeft(left + used + dp(8))
            paint.text(painter, place, words, role="ink2", face=face, align=_RIGHT)

    def _change(self, painter: QPainter, box: QRectF, change: str) -> None:
        size = dp(12)
        sign, _, words = change.partition(" ")
        if sign == "→":
            icons.paint(
                painter,
                "arrow-right",
                "ink",
                QRectF(box.left(), box.top(), size, box.height()),
                size,
            )
            box = box.adjusted(dp(16), 0, 0, 0)
        else:
            words = change
        paint.text(painter, box, words, face=font(12, 600))

    def _check(self, painter: QPainter, center: QPointF) -> None:
        t = tokens()
        outer, inner = dp(13), dp(11)
        ring = QRectF(center.x() - outer, center.y() - outer, 2 * outer, 2 * outer)
        disc = QRectF(center.x() - inner, center.y() - inner, 2 * inner, 2 * inner)
        paint.rounded(painter, ring, outer, t.surface)
        paint.rounded(painter, disc, inner, t.accent)
        icons.paint(painter, "check", "on_accent", disc, dp(14))
