"""Keys that work everywhere: scan bar, undo, light, letters, a number for each screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.actions import Action
from ui.shell.place import Jump, Place

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


def tr(text: str) -> str:
    """Translates a word of the window."""
    return QCoreApplication.translate("MainWindow", text)


def declared(window: MainWindow) -> list[Action]:
    """What works on every screen."""
    group = tr("Everywhere")
    return [
        Action("scan", tr("Scan bar"), "", "F2", window.scan_bar.take_focus, group=group),
        Action("keys", tr("These keys"), "", "F1", window.show_keys, group=group),
        Action(
            "undo",
            tr("Undo the last thing"),
            "undo-2",
            "Ctrl+Z",
            window.undo,
            when=window.can_undo,
            group=group,
        ),
        Action(
            "redo",
            tr("Do it again"),
            "repeat",
            "Ctrl+Shift+Z",
            window.redo_requested.emit,
            group=group,
        ),
        Action(
            "light",
            tr("Day or night"),
            "moon",
            "Ctrl+Shift+L",
            window.toggle_light,
            group=group,
        ),
        Action(
            "larger",
            tr("Larger letters"),
            "",
            ("Ctrl++", "Ctrl+="),
            window.larger_letters,
            group=group,
        ),
        Action("smaller", tr("Smaller letters"), "", "Ctrl+-", window.smaller_letters, group=group),
    ]


def of_places(in_rail: Sequence[Place], jumps: Mapping[str, Jump]) -> list[Action]:
    """Ctrl+1, Ctrl+2, ... in the order of the rail."""
    group = tr("Screens")
    return [
        Action(
            place.name,
            tr(place.title),
            "",
            f"Ctrl+{at}" if at < 10 else "",
            jumps[place.name].go,
            group=group,
        )
        for at, place in enumerate(in_rail, start=1)
    ]
