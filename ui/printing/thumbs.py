"""Small pictures of the tray's documents, made one at a time while the worker has nothing else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from ui.desk import Desk
from ui.printing import preview
from ui.printing.lines import Line, Tray
from ui.printing.preview import Order

_HEIGHT = 80  # dots: the tray's 40 pixels on a fine screen
_FIRST_PIECES = 40  # all that a first page may show


class Thumbs(QObject):
    """``arrived``: the picture of some document is there."""

    arrived = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[int, tuple[object, QImage | None]] = {}
        self._tray = Tray()
        self._current: int | None = None
        self._busy = False

    def of(self, line: Line) -> QImage | None:
        """The picture of a document, once there is one; an old one until then."""
        known = self._known.get(line.item.id)
        return known[1] if known is not None else None

    def keep(self, line: Line, page: QImage) -> None:
        """The page in hand serves as its document's small picture too."""
        small = page.scaledToHeight(_HEIGHT, Qt.TransformationMode.SmoothTransformation)
        self._known[line.item.id] = (_look_of(line), small)
        self.arrived.emit()

    def go_through(self, tray: Tray, current: int | None) -> None:
        """Makes what is missing; the document in hand makes its own."""
        self._tray, self._current = tray, current
        if not self._busy:
            self._next()

    def _next(self) -> None:
        for line in self._tray.lines:
            known = self._known.get(line.item.id)
            stale = known is None or known[0] != _look_of(line)
            if stale and line.sheet is not None and line.item.id != self._current:
                used = self._tray.used_at(line.place)
                order = Order(line, used, _HEIGHT / line.sheet.height)
                self._busy = True
                work = partial(preview.thumb, order)
                self._desk.read(work, done=_Made(self, line), owner=self)
                return

    def made(self, line: Line, image: QImage | None) -> None:
        """The worker brought a picture, or could not make one."""
        self._busy = False
        self._known[line.item.id] = (_look_of(line), image)
        self.arrived.emit()
        self._next()


class _Made:
    """Takes a picture back."""

    def __init__(self, thumbs: Thumbs, line: Line) -> None:
        self._thumbs, self._line = thumbs, line

    def __call__(self, image: QImage | None) -> None:
        self._thumbs.made(self._line, image)


def _look_of(line: Line) -> object:
    """What a document's first page depends on."""
    marks = tuple(one.mark for one in line.gathered.pieces[:_FIRST_PIECES])
    return line.item.set_up, line.keys[:_FIRST_PIECES], marks
