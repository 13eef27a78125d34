"""The head of the board's screen: which board, the history, and printing it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.board.queries import Board
from ui.actions import ActionSet
from ui.board.words import tr
from ui.theme import dp
from ui.widgets import Button, Kind, Segmented
from ui.widgets.labels import title

HISTORY = "history"
#: So many letters of all boards' names have room at the head; each keeps some at least.
_LETTERS, _SHORTEST = 64, 6


class BoardsBar(QWidget):
    """``chosen(key)``: a board's id as text, or HISTORY. ``more_wanted``: the menu of boards."""

    chosen = Signal(str)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._choice: Segmented | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(dp(16))
        self._row.addWidget(title(tr("Ratings board")))
        self._row.addStretch(1)

    def lay_out(self, actions: ActionSet) -> None:
        """Puts the screen's actions at the right; once, when the screen has them."""
        right = QHBoxLayout()
        right.setSpacing(dp(8))
        self.more = Button(tr("Boards"), "settings", kind=Kind.BARE, menu=True)
        self.more.clicked.connect(self.more_wanted)
        right.addWidget(self.more)
        self._print = Button.for_action(actions["print"])
        right.addWidget(self._print)
        self._row.addLayout(right)

    def set_tiny(self, tiny: bool) -> None:
        """Where there is little room, icons alone."""
        for button in (self.more, self._print):
            button.setText("" if tiny else button.accessibleName())
            button.setToolTip(button.accessibleName() if tiny else "")
            button.set_keys_shown(not tiny)

    def show_boards(self, boards: Sequence[Board], current: Board | None) -> None:
        """The boards on the wall; the choice is made anew only when one came, went or was named."""
        most = max(_SHORTEST, _LETTERS // max(1, len(boards)))
        names = ((str(one.id), shortened(one.name, most)) for one in boards)
        wanted = (*names, (HISTORY, tr("History")))
        if wanted != self._shown:
            self._make(wanted)
        if self._choice is not None and current is not None and not self.on_history:
            self._choice.set_current(str(current.id))

    @property
    def on_history(self) -> bool:
        """Whether the history is in front."""
        return self._choice is not None and self._choice.current == HISTORY

    def cycle(self) -> None:
        """The next board; after the last one the history, then the first again."""
        if self._choice is not None:
            self._choice.cycle()

    def show_board(self, board_id: int) -> None:
        """Turns to a board without a click."""
        if self._choice is not None:
            self._choice.set_current(str(board_id))

    def _make(self, options: tuple[tuple[str, str], ...]) -> None:
        current = self._choice.current if self._choice is not None else ""
        if self._choice is not None:
            self._row.removeWidget(self._choice)
            self._choice.hide()
            self._choice.deleteLater()
        self._choice = Segmented(list(options), name=tr("Boards"))
        self._choice.chosen.connect(self.chosen)
        self._row.insertWidget(1, self._choice)
        self._shown = options
        if current in dict(options):
            self._choice.set_current(current)


def shortened(name: str, most: int) -> str:
    """A board's name in so many letters."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}\u2026"
