"""From a printer's four numbers to what the page is drawn with."""

from __future__ import annotations

from app.printing.rules import POINTS_PER_MM, Reading, effect
from reports.correction import Correction


def correction(reading: Reading) -> Correction | None:
    """The correction of a profile for a page; None where the printer prints true.

    The printer will scale the shift along with everything else, so it is stretched beforehand.
    """
    found = effect(reading)
    if found.nothing:
        return None
    return Correction(
        right=found.right * POINTS_PER_MM * found.wider,
        down=found.down * POINTS_PER_MM * found.higher,
        wider=found.wider,
        higher=found.higher,
    )
