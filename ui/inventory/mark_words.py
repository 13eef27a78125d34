"""The marks of a copy as a menu has them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from app.catalog.marking import Mark
from ui import icons

_ICONS = {
    "missing": "x",
    "found": "check",
    "damaged": "triangle-alert",
    "repaired": "rotate-ccw",
    "repair": "wrench",
    "hold": "bookmark",
    "release": "bookmark-check",
    "sale": "tag",
    "rent": "repeat",
    "display": "layout-panel-top",
    "sold": "coins",
    "retire": "archive-restore",
    "reinstate": "undo-2",
}


def mark_text(mark: Mark) -> str:
    """What the menu says."""
    words = {
        "missing": _tr("Missing"),
        "found": _tr("Found"),
        "damaged": _tr("Damaged"),
        "repaired": _tr("Repaired, back on the shelf"),
        "repair": _tr("In repair"),
        "hold": _tr("Put aside"),
        "release": _tr("Back on the shelf"),
        "sale": _tr("For sale"),
        "rent": _tr("To rent again"),
        "display": _tr("On display"),
        "sold": _tr("Sold"),
        "retire": _tr("Retired"),
        "reinstate": _tr("Back in the stock"),
    }
    return words.get(mark.value, mark.value)


def mark_icon(mark: Mark) -> QIcon:
    """Its icon."""
    return icons.icon(_ICONS.get(mark.value, "wrench"), "ink2")


def _tr(text: str) -> str:
    return QCoreApplication.translate("mark_words", text)
