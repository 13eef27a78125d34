"""Where everything stands on the steel, from its size: one scale for the whole board.

The numbers are the mock-up's at 1440 x 900, where the steel is 928 x 704 and the scale 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.board.models import SEATS

ROWS = 6
BORDER = 12
_TOP, _ROW, _BELOW = 8.0, 97.0, 10.0
_HEIGHT = 704.0
_NARROWEST = 800.0
_SMALLEST = 0.45


@dataclass(frozen=True, slots=True)
class Wall:
    """The steel's measures in pixels of the screen, for a steel of `width` by `height`."""

    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels of the screen to one of the mock-up."""
        return max(_SMALLEST, min(self.height / _HEIGHT, self.width / _NARROWEST))

    @property
    def box_scale(self) -> float:
        """The same for boxes and thumbs: on a small board they shrink less than letters do, since
        a pointer has to hit them.
        """
        return max(self.scale, math.pow(self.scale, 0.83))

    @property
    def row_height(self) -> int:
        """The height of a row in whole pixels."""
        return int(_ROW * self.scale)

    @property
    def rows_top(self) -> int:
        """Where the first row begins."""
        return round(_TOP * self.scale)

    @property
    def ledge(self) -> QRectF:
        """The ledge at the foot of the steel, its lip included."""
        top = self.rows_top + ROWS * self.row_height + _BELOW * self.scale
        return QRectF(0, top, self.width, self.height - top)

    @property
    def lip(self) -> float:
        """The height of the ledge's front edge."""
        return 22 * self.scale

    @property
    def letters_left(self) -> float:
        """Where titles begin."""
        return 44 * max(self.scale, math.pow(self.scale, 0.3))

    @property
    def letters_width(self) -> float:
        """The room of a title."""
        return self.box(0).left() - self.letters_left - 20 * self.scale

    @property
    def thumb(self) -> int:
        """The side of a thumb in its box."""
        return round(58 * self.box_scale)

    def box(self, seat: int) -> QRectF:
        """A seat's box, from the top left of its row."""
        side, gap = 64 * self.box_scale, 8 * self.box_scale
        left = self.width - 28 * self.scale - SEATS * side - (SEATS - 1) * gap
        top = (self.row_height - side) / 2
        return QRectF(left + seat * (side + gap), top, side, side)
