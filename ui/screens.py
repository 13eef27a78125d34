"""Which screens there are. The rail shows only those that work."""

from __future__ import annotations

from ui.desk import Desk
from ui.shell import MainWindow

FIRST = "inventory"


def add_all(window: MainWindow, desk: Desk) -> None:
    """Gives each screen its place; a screen is built when it is first shown."""
    from ui.inventory.screen import InventoryScreen

    window.add_lazy(InventoryScreen, lambda: InventoryScreen(desk))
