"""A screen's place in the rail, and the way there by Ctrl and a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.screen import Screen

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


@dataclass(slots=True)
class Place:
    """A screen in the rail, or ``under`` one of them; built when it is first shown."""

    name: str
    title: str
    icon: str
    order: int
    build: Callable[[], Screen]
    screen: Screen | None = None
    under: str = ""


class Jump:
    """Shows one screen: a callback that closes over nothing."""

    def __init__(self, window: MainWindow, name: str) -> None:
        self._window = window
        self._name = name

    def go(self) -> None:
        """Show it."""
        self._window.show_screen(self._name)


def by_order(place: Place) -> int:
    """Places from the top of the rail down."""
    return place.order
