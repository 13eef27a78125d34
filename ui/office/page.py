"""What the tabs of Owner have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.shop.changes import Changes
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk


class OwnerPage(QWidget):
    """A tab. ``refresh_wanted`` when what can be done has changed.

    Its actions join those of the screen and can be done while the tab is in front.
    """

    key = ""
    text = ""
    icon = "square"

    refresh_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.front = False

    # -- for subclasses --------------------------------------------------------------------------

    def declared(self) -> Sequence[Action | KeyLine]:
        """What can be done on this tab; wrap what ``when`` says in ``self.when``."""
        return ()

    def actions_made(self, actions: ActionSet) -> None:
        """The actions exist: buttons can be made of them."""

    def head_buttons(self) -> Sequence[QWidget]:
        """What stands at the right of the screen's head."""
        return ()

    def shown(self) -> None:
        """The tab has come to the front: load what is stale, set the focus."""

    def changed(self, changes: Changes) -> None:
        """Something was written while the screen is seen."""

    def leave_ok(self) -> bool:
        """False while something is unsaved: the tab then asks, and stays."""
        return True

    def set_narrow(self, narrow: bool) -> None:
        """The window is 1280 wide or less."""

    def scan(self, text: str) -> bool:
        """What was scanned while the tab is in front; True if it was meant for it."""
        return False

    # -- for subclasses to use -------------------------------------------------------------------

    def is_front(self) -> bool:
        """Whether the tab is in front: its keys work then."""
        return self.front

    def only(self, more: Callable[[], bool]) -> Callable[[], bool]:
        """A condition that also asks whether the tab is in front."""
        return _Both(self, more)


class _Both:
    def __init__(self, page: OwnerPage, more: Callable[[], bool]) -> None:
        self._page, self._more = page, more

    def __call__(self) -> bool:
        return self._page.front and self._more()
