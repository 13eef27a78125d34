"""How a page is drawn for a printer that does not print true: moved, and a little larger."""

from __future__ import annotations

from dataclasses import dataclass

#: The first cross of the calibration sheet, from the left and the top edge: 25 mm.
CROSS = 25 * 72 / 25.4


@dataclass(frozen=True, slots=True)
class Correction:
    """`right` and `down` in points; `wider` and `higher` as factors about the first cross."""

    right: float = 0.0
    down: float = 0.0
    wider: float = 1.0
    higher: float = 1.0

    def operators(self, page_height: float) -> str:
        """The transformation for the beginning of a page: what was at the first cross is moved by
        `right` and `down`, everything else is stretched away from it.
        """
        x = CROSS * (1 - self.wider) + self.right
        y = (page_height - CROSS) * (1 - self.higher) - self.down
        return f"{self.wider:.6f} 0 0 {self.higher:.6f} {x:.4f} {y:.4f} cm"
