"""How much of a turn of the event loop a paint may take.

A page of rows that was never painted takes longer than a frame: its words are shaped, its cases
drawn. While the window paints by itself a long list paints what fits into the turn and leaves the
rest, whose old pixels stay, to the next one. Whoever asks for a paint now (a picture, a printer, a
test) gets all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QObject, QRect, QTimer, Slot
from PySide6.QtWidgets import QWidget

#: A third of a frame: the rest belongs to what brought the paint about, and to other widgets.
_PAINT_S = 0.005


class _Turn:
    """When the window began to paint by itself, 0 while it does not; and when what it is to paint
    was begun to be worked out, in the same turn.
    """

    began = 0.0
    worked = 0.0


@contextmanager
def painting() -> Iterator[None]:
    """The window paints by itself."""
    _Turn.began, _Turn.worked = _Turn.worked or perf_counter(), 0.0
    try:
        yield
    finally:
        _Turn.began = 0.0


@contextmanager
def working() -> Iterator[None]:
    """What is worked out here is painted in the same turn, and takes from the time for it."""
    start = perf_counter()
    try:
        yield
    finally:
        _Turn.worked = start


def is_late() -> bool:
    """Whether the rest of a long list should wait for the next turn."""
    return bool(_Turn.began) and perf_counter() - _Turn.began > _PAINT_S


class Rest(QObject):
    """What a view left unpainted, asked for again in the next turn."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._left = QRect()
        self._owed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._again)

    def leave(self, left: QRect) -> None:
        """This much of the view is painted later."""
        self._left = self._left.united(left)
        self._timer.start()

    def takes_turn(self) -> bool:
        """Whether this paint is the one that was put off: it paints something, late or not."""
        owed, self._owed = self._owed, False
        return owed

    @Slot()
    def _again(self) -> None:
        self._owed = True
        left, self._left = self._left, QRect()
        self._view.update(left)
