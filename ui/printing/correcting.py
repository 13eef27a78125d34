"""From a printer's four numbers to what the page is drawn with."""

from __future__ import annotations

from typing import Any

from app.printing.rules import Reading, effect


def correction(reading: Reading) -> Any:
    """The correction of a profile for a page; None where the printer prints true, or where the
    print room cannot correct yet.
    """
    try:
        from reports.document import Correction  # type: ignore[attr-defined]
    except ImportError:
        return None
    found = effect(reading)
    if found.nothing:
        return None
    return Correction(found.right, found.down, found.wider, found.higher)
