"""Drives the real window through a working day, without a person, and takes its pictures.

Everything is done with keys and scans, as a clerk does it; what is drawn is what a clerk sees.
"""

from __future__ import annotations

import os
from pathlib import Path

from ui.opening import no_display


def run(folder: Path) -> int:
    """Takes the tour into `folder` (made if need be); offscreen where there is no display."""
    if no_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.tour.day import take

    folder.mkdir(parents=True, exist_ok=True)
    return take(folder)
