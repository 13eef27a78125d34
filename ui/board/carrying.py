"""A thumb in the hand: lifted off the pile or out of a box, carried, put down or falling back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.board.motion import Motion
from ui.board.seat import SeatBox
from ui.widgets.thumb import magnet

_BACK_MS = 160


@dataclass(frozen=True, slots=True)
class Hold:
    """Where the thumb in the hand came from: a box, or the pile (None), and that point."""

    box: SeatBox | None
    at: QPointF


class ThumbInHand(QWidget):
    """The lifted thumb under the pointer; it takes no clicks of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = 58
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lift(self, side: int, at: QPointF) -> None:
        """Into the hand."""
        self._side = side
        whole = round(side * 1.5)
        self.resize(whole, whole)
        self.carry(at)
        self.raise_()
        self.show()

    def carry(self, at: QPointF) -> None:
        """To another place on the board: its middle stays under the pointer."""
        self.move(round(at.x() - self.width() / 2), round(at.y() - self.height() / 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = magnet(self._side, -4.0, self.devicePixelRatioF(), lifted=True)
        size = picture.deviceIndependentSize()
        at = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
        painter.drawPixmap(at, picture)


class Carrying(QObject):
    """One drag of a thumb at a time.

    `put(entry_id, seat)` a new thumb, `taken(entry_id, seat)` one off the board,
    `changed(entry_id, seat, entry_id, seat)` one from box to box, `refused(entry_id)` a sixth.
    The board's widget says which box and which row lie under a point.
    """

    put = Signal(object, int)
    taken = Signal(object, int)
    changed = Signal(object, int, object, int)
    refused = Signal(object)

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self._hand = ThumbInHand(board)
        self._hold: Hold | None = None
        self._target: SeatBox | None = None
        self._from = QPointF()
        self._falling = Hold(None, QPointF())
        self._back = Motion(_BACK_MS, self._fall, self._fallen, parent=self)

    @property
    def hold(self) -> Hold | None:
        """What is in the hand."""
        return self._hold

    def lift(self, box: SeatBox | None, home: QPointF, at: QPointF, side: int) -> None:
        """Takes a thumb up at a point of the board; `home` is where it falls back to."""
        self._back.stop()
        self._hold = Hold(box, home)
        if box is not None:
            box.set_away(True)
        self._hand.lift(side, at)

    def carry(self, at: QPointF, box: SeatBox | None, full: bool) -> None:
        """Over a box, or none; a row that is `full` offers none to a new thumb."""
        self._hand.carry(at)
        hold = self._hold
        free = box is not None and hold is not None and box is not hold.box
        new = hold is not None and hold.box is None
        if box is not None and new and full:
            free = False
        self._aim(box if free else None)

    def drop(self, box: SeatBox | None, on_ledge: bool, full: bool) -> None:
        """Lets go. Over nothing it falls back."""
        hold, self._hold = self._hold, None
        self._aim(None)
        if hold is None:
            return
        if hold.box is None and box is not None and box.entry_id is not None:
            self._hand.hide()
            if full:
                self.refused.emit(box.entry_id)
            else:
                self.put.emit(box.entry_id, box.seat)
        elif hold.box is not None and on_ledge:
            self._hand.hide()
            self.taken.emit(hold.box.entry_id, hold.box.seat)
        elif self._may_change(hold.box, box) and hold.box is not None and box is not None:
            self._hand.hide()
            hold.box.set_away(False)
            self.changed.emit(hold.box.entry_id, hold.box.seat, box.entry_id, box.seat)
        else:
            self._fall_back(hold)

    def cancel(self) -> None:
        """Escape: the thumb goes back to where it was."""
        hold, self._hold = self._hold, None
        self._aim(None)
        if hold is not None:
            self._fall_back(hold)

    @staticmethod
    def _may_change(source: SeatBox | None, box: SeatBox | None) -> bool:
        """From box to box: another one that is empty, of a row with a film."""
        if source is None or box is None or box is source:
            return False
        return box.thumb is None and box.entry_id is not None

    def _aim(self, box: SeatBox | None) -> None:
        if box is not self._target:
            if self._target is not None:
                self._target.set_target(False)
            self._target = box
            if box is not None:
                box.set_target(True)

    def _fall_back(self, hold: Hold) -> None:
        self._falling = hold
        half = QPoint(self._hand.width() // 2, self._hand.height() // 2)
        self._from = QPointF(self._hand.pos() + half)
        self._back.play()

    def _fall(self, share: float) -> None:
        self._hand.carry(self._from + (self._falling.at - self._from) * share)

    def _fallen(self) -> None:
        self._hand.hide()
        if self._falling.box is not None:
            self._falling.box.set_away(False)
