"""The board and what stands beside it, for every size of window and of text."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.board.side import BoardSide
from ui.board.wall import BoardWall
from ui.theme import dp

_WIDE, _NARROW = 344, 308
_UNLIMITED = 16_777_215


class WallPage(QWidget):
    """Beside each other; where there is no room for that (large text), below each other, and a
    form alone.
    """

    def __init__(self, wall: BoardWall, side: BoardSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wall, self._side = wall, side
        self._tiny = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(dp(16))
        self._row.addWidget(wall, 1)
        self._row.addWidget(side)
        side.setFixedWidth(dp(_WIDE))
        side.opened.connect(self._take_turns)
        side.closed.connect(self._take_turns)

    def fit(self, *, narrow: bool, low: bool, tiny: bool) -> None:
        """The window has another size."""
        self._tiny = tiny
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if tiny else across)
        width = dp(_NARROW if narrow else _WIDE)
        self._side.setMinimumWidth(0 if tiny else width)
        self._side.setMaximumWidth(_UNLIMITED if tiny else width)
        self._side.panel.set_narrow(narrow)
        self._side.panel.set_low(low and not tiny)
        self._take_turns()

    @Slot()
    def _take_turns(self) -> None:
        self._wall.setHidden(self._tiny and self._side.form is not None)
