"""Which screens there are. The rail shows only those that work.

A screen's module is imported when the screen is first shown: a start imports one of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QCoreApplication

from ui.desk import Desk
from ui.screen import Screen
from ui.shell import MainWindow

COUNTER, NIGHT_DROP, INVENTORY, MEMBERS, BOARD, PRINT, OWNER = (
    "counter",
    "nightdrop",
    "inventory",
    "members",
    "board",
    "print",
    "owner",
)
IMPORT = "import"
FIRST = INVENTORY

# Name, title in the rail, icon, place in the rail, package, class.
_SCREENS = (
    (COUNTER, "Counter", "scan-barcode", 1, "counter", "CounterScreen"),
    (NIGHT_DROP, "Night drop", "moon", 2, "nightdrop", "NightDropScreen"),
    (INVENTORY, "Inventory", "library", 3, "inventory", "InventoryScreen"),
    (MEMBERS, "Members", "users", 4, "members", "MembersScreen"),
    (BOARD, "Board", "thumbs-up", 6, "board", "BoardScreen"),
    (PRINT, "Print", "printer", 7, "printing", "PrintScreen"),
    (OWNER, "Owner", "chart-no-axes-column", 8, "office", "OwnerScreen"),
)


def add_all(window: MainWindow, desk: Desk, built: Callable[[Screen], None]) -> None:
    """Gives each screen its place; `built` is called with a screen once it is made, to wire it."""
    for name, title, icon, order, package, kind in _SCREENS:
        if find_spec(f"ui.{package}") is None:
            continue
        words = QCoreApplication.translate("screens", title)
        window.add_place(name, words, icon, order, Build(package, kind, desk, built))
    window.add_under(IMPORT, INVENTORY, Build("importing", "ImportScreen", desk, built))


class Build:
    """Makes a screen when it is first shown."""

    def __init__(
        self, package: str, kind: str, desk: Desk, built: Callable[[Screen], None]
    ) -> None:
        self._module = f"ui.{package}.screen"
        self._kind = kind
        self._desk = desk
        self._built = built

    @property
    def loaded(self) -> bool:
        """Whether its modules are loaded."""
        return self._module in sys.modules

    def load(self) -> None:
        """Loads its modules; on the window's thread only, for they make classes of Qt."""
        import_module(self._module)

    def __call__(self) -> Screen:
        screen: Screen = getattr(import_module(self._module), self._kind)(self._desk)
        self._built(screen)
        return screen
