"""Asked in the foot of a form before what is typed in it would be lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.theme import dp
from ui.widgets import Banner, Button, Kind


class FootQuestion(Banner):
    """A question that stands in the place of a form's foot: a small window has room for one."""

    _foot: QWidget | None = None

    def stand_for(self, foot: QWidget) -> None:
        """While it is shown the foot is not."""
        self._foot = foot

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if self._foot is not None:
            self._foot.setVisible(not visible)


class Unsaved(FootQuestion):
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
        self.setMinimumHeight(dp(48))
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
