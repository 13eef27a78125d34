"""Where everything stands in show mode: the numbers are those of a screen of 1920 x 1080.

Everything scales by the height; a wider screen gets a wider gap between letters and boxes. On an
upright screen the boxes stand under the letters, and everything scales by the width.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.board.models import SEATS
from ui.board.show_feed import ROWS


@dataclass(frozen=True, slots=True)
class Show:
    """The measures of an output of `width` by `height` pixels."""

    width: float
    height: float

    @property
    def upright(self) -> bool:
        """Whether the boxes stand under the letters."""
        return self.width < self.height

    @property
    def scale(self) -> float:
        """Pixels of the output to one of the mock-up."""
        return self.width / 1180 if self.upright else self.height / 1080

    @property
    def margin(self) -> float:
        """Around everything."""
        return 48 * self.scale

    @property
    def frame(self) -> QRectF:
        """The board with its frame."""
        unit = self.scale
        top = 128 * unit
        foot = self.height - (260 if self.upright else 162) * unit
        return QRectF(self.margin, top, self.width - 2 * self.margin, foot - top)

    @property
    def border(self) -> int:
        """How broad the frame is."""
        return max(2, round(10 * self.scale))

    @property
    def row_height(self) -> float:
        """A fifth of the steel."""
        return (self.frame.height() - 2 * self.border - 10 * self.scale) / ROWS

    @property
    def line_height(self) -> float:
        """The part of a row in which the letters stand."""
        return self.row_height / 2 if self.upright else self.row_height

    @property
    def letters_left(self) -> float:
        """Where titles begin, in a row."""
        return 72 * self.scale

    @property
    def letters_width(self) -> float:
        """The room of a title: 1,052 pixels of the mock-up."""
        inner = self.frame.width() - 2 * self.border
        if self.upright:
            return inner - 2 * self.letters_left
        return self.box(0).left() - self.letters_left - 32 * self.scale

    def box(self, seat: int) -> QRectF:
        """A seat's box, in a row."""
        unit = self.scale
        side, gap = 108 * unit, 14 * unit
        if self.upright:
            left = self.letters_left
            top = self.line_height + (self.row_height - self.line_height - side) / 2
        else:
            inner = self.frame.width() - 2 * self.border
            left = inner - 52 * unit - SEATS * side - (SEATS - 1) * gap
            top = (self.row_height - side) / 2
        return QRectF(left + seat * (side + gap), top, side, side)

    # -- the footer ----------------------------------------------------------------------------

    @property
    def footer(self) -> QRectF:
        """Below the board."""
        unit = self.scale
        top = self.frame.bottom() + 32 * unit
        return QRectF(64 * unit, top, self.width - 128 * unit, self.height - top - 16 * unit)

    @property
    def quote_width(self) -> float:
        """The room of two lines of a quote."""
        return self.footer.width() if self.upright else self.footer.width() * 0.588

    @property
    def by_left(self) -> float:
        """Where author and section begin."""
        return 0.0 if self.upright else self.footer.width() * 0.618

    @property
    def by_width(self) -> float:
        """Their room."""
        return self.boards_left - self.by_left - 20 * self.scale

    @property
    def boards_left(self) -> float:
        """Where the boards' names begin."""
        return self.footer.width() * (0.62 if self.upright else 0.797)

    @property
    def by_top(self) -> float:
        """How far down they stand; on an upright screen below the quote."""
        return (98 if self.upright else 13) * self.scale

    def board_step(self, boards: int) -> float:
        """From one board's bar to the next, where so many take turns."""
        return (self.footer.width() - self.boards_left + 28 * self.scale) / max(2, boards)
