"""How much room the window has: a screen that is too wide scrolls, and cannot tell by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.inventory.pages import CRAMPED, TINY
from ui.theme import dp

#: From this width down the narrow layout holds, in the mock-up's pixels.
_NARROW = 1340


class WindowRoom(QObject):
    """``resized``: the window is of another size; ``changed``: something is to be folded for it,
    or unfolded (``narrow``, ``cramped``, ``tiny``: each goes further than the one before).
    """

    resized = Signal()
    changed = Signal()

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._known: tuple[bool, ...] = ()
        self.narrow = self.cramped = self.tiny = False

    def follow(self) -> None:
        """The screen is shown: its window is known by now."""
        self._screen.window().installEventFilter(self)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._screen.window():
            self._measure()
        return False

    def _measure(self) -> None:
        self.resized.emit()
        wide = self._screen.window().width()
        known = tuple(wide < dp(width) for width in (_NARROW, CRAMPED, TINY))
        if known != self._known:
            self._known = known
            self.narrow, self.cramped, self.tiny = known
            self.changed.emit()
