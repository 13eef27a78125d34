"""A seat's box on the board: empty, or with a thumb magnet that sits a little crooked."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from app.board.queries import Entry, Thumb
from ui.board.measures import Wall
from ui.board.motion import Motion
from ui.board.steel import in_this_light, toned
from ui.widgets import paint
from ui.widgets.thumb import MARGIN, magnet

_MOST_TURN, _MOST_OFF = 7.0, 2.0
_DROP_MS = 140


def sits(entry_id: int, seat: int) -> tuple[float, float, float]:
    """How a thumb sits in its box: degrees, pixels right and down; the same each time."""
    digest = hashlib.blake2b(f"{entry_id}/{seat}".encode(), digest_size=3).digest()
    turn, right, down = (byte / 127.5 - 1 for byte in digest)
    return round(turn * _MOST_TURN), right * _MOST_OFF, down * _MOST_OFF


class SeatBox(QCheckBox):
    """One box of a row, a check box named by its seat.

    A click emits `pressed_once(seat box)`; a thumb that is pulled out emits `lifted`, `carried` and
    `dropped` with the box and the pointer's place on the screen. The arrows of a row reach it
    (`go(box, -1..5)`: another seat, or the row itself), Space is a click.
    """

    pressed_once = Signal(object)
    lifted = Signal(object, object)
    carried = Signal(object, object)
    dropped = Signal(object, object)
    go = Signal(object, int)

    def __init__(self, seat: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.seat = seat
        self.entry_id: int | None = None
        self.thumb: Thumb | None = None
        self._wall = Wall(928, 704)
        self._press: QPointF | None = None
        self._away = False
        self._target = False
        self._height = 0.0
        self._fall = Motion(_DROP_MS, self._come_down, parent=self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # thirty stops of Tab would be too many
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.clicked.connect(self._clicked)

    def set_box(self, box: QRectF, wall: Wall) -> None:
        """Its place in the row; the widget is larger by the magnet's edge and shadow."""
        self._wall = wall
        out = box.width() * MARGIN
        self.setGeometry(box.adjusted(-out, -out, out, out).toAlignedRect())
        self.update()

    def box(self) -> QRectF:
        """The box itself within the widget."""
        side = self._wall.box(0).width()
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def show_thumb(
        self, entry: Entry | None, thumb: Thumb | None, name: str, *, drops: bool
    ) -> None:
        """The thumb of this seat, or none. With `drops` a new one comes down from the hand."""
        new = thumb is not None and self.thumb is None and drops
        self.entry_id = None if entry is None else entry.id
        self.thumb = thumb
        self._away = False
        self.setChecked(thumb is not None)
        said = name if thumb is None or thumb.who == name else f"{name}: {thumb.who}"
        self.setAccessibleName(said)
        self.setToolTip(said if entry is not None else "")
        if new:
            self._fall.play()
        self.update()

    def set_away(self, away: bool) -> None:
        """Its thumb is in somebody's hand."""
        self._away = away
        self.update()

    @property
    def away(self) -> bool:
        """Whether its thumb is in somebody's hand."""
        return self._away

    @property
    def is_target(self) -> bool:
        """Whether a thumb in the hand would land here."""
        return self._target

    def set_target(self, target: bool) -> None:
        """A thumb in the hand would land here."""
        if target != self._target:
            self._target = target
            self.update()

    def nextCheckState(self) -> None:
        """The board says what is checked, not the click."""

    @Slot()
    def _clicked(self) -> None:
        """A screen reader presses it."""
        if self.entry_id is not None:
            self.pressed_once.emit(self)

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not event.modifiers() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go.emit(self, self.seat + (1 if key == Qt.Key.Key_Right else -1))
        elif (row := self.parentWidget()) is not None:
            QApplication.sendEvent(row, event)  # letters and Space may be a scan

    def forget_typing(self) -> None:
        """What came so fast was a scan: the row has kept its letters."""
        row = self.parentWidget()
        forget = getattr(row, "forget_typing", None)
        if forget is not None:
            forget()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- the pointer ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.entry_id is not None:
            self._press = event.position()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or self.thumb is None:
            return
        if self._away:
            self.carried.emit(self, event.globalPosition())
            return
        far = (event.position() - self._press).manhattanLength()
        if far >= QApplication.startDragDistance():
            self.lifted.emit(self, event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._press = self._press, None
        if pressed is None:
            return
        if self._away:
            self.dropped.emit(self, event.globalPosition())
        elif self.rect().contains(event.position().toPoint()):
            self.pressed_once.emit(self)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, scale = self.box(), self._wall.scale
        radius = 9 * scale
        steel = in_this_light()
        marked = self._target or self.hasFocus()
        line = QColor(steel.focus) if marked else toned(steel.box)
        paint.rounded(painter, box, radius, None, line, 2.4 if marked else 1.6)
        if self.thumb is not None and not self._away:
            self._paint_thumb(painter, box)

    def _paint_thumb(self, painter: QPainter, box: QRectF) -> None:
        turn, right, down = sits(self.entry_id or 0, self.seat)
        picture = magnet(self._wall.thumb, turn, self.devicePixelRatioF(), lifted=self._height > 4)
        size = picture.deviceIndependentSize()
        at = box.center() - QPointF(size.width() / 2, size.height() / 2)
        painter.drawPixmap(at + QPointF(right, down - self._height), picture)

    def _come_down(self, share: float) -> None:
        self._height = 12 * self._wall.scale * (1 - share)
        self.update()
