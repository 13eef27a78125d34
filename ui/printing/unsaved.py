"""Asked below a form before what is typed in it would be lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.theme import dp
from ui.widgets import Banner, Button, Kind


class Unsaved(Banner):
    """Keep it or let it go. `ask(then)` shows it; once it is answered `then` is done."""

    def __init__(
        self, words: str, keep: QAction, discard: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(words, icon="pencil", tone="need", parent=parent)
        self._then: Callable[[], object] | None = None
        self.keep = Button.for_action(keep, kind=Kind.PRIMARY, height=28)
        self.discard = Button.for_action(discard, height=28)
        self.add(self.keep)
        self.add(self.discard)
        self.hide()

    def ask(self, then: Callable[[], object] | None = None) -> None:
        """Shows itself; ``then`` waits for the answer."""
        self._then = then
        self.show()

    def answered(self) -> None:
        """Nothing is unsaved any more: what was asked for is done now."""
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then()

    def drop(self) -> None:
        """Typing goes on: nothing is asked."""
        self._then = None
        self.hide()

    def set_narrow(self, narrow: bool) -> None:
        """The keys of the answers need room."""
        for button in (self.keep, self.discard):
            button.set_keys_shown(not narrow)
        self.setMinimumHeight(dp(44))
