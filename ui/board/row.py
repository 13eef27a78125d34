"""One row of the board: a title in magnet letters and five boxes with their thumbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from app.board.models import SEATS
from app.board.queries import Entry
from ui.board import letters
from ui.board.measures import Wall
from ui.board.motion import Motion
from ui.board.seat import SeatBox
from ui.board.steel import BRIGHT, paint_groove
from ui.theme import dp, font, tokens
from ui.widgets import paint

# A scanner's characters come within a few milliseconds of each other; a person's do not.
_SCAN_GAP_MS = 50
_LANDING_MS = 120


@dataclass(frozen=True, slots=True)
class Typed:
    """What is being typed onto the board.

    `rest` completes it to the best match, "" where there is none or where it is spelt another way;
    `caption` is what is said below.
    """

    text: str
    rest: str = ""
    caption: str = ""
    tab: bool = False


class BoardRow(QWidget):
    """A row with a film, or a free one. Signals carry the row itself.

    `digit(row, 0..5)`, `moved(row, ±1)`, `removed(row)`, `walk(row, ±1)`, `typed(text)` and
    `scanned(text)` come from keys; `grip_pressed(row, global point)` starts a drag of the row.
    """

    chosen = Signal(object)
    digit = Signal(object, int)
    walk = Signal(object, int)
    removed = Signal(object)
    typed = Signal(str)
    scanned = Signal(str)
    grip_pressed = Signal(object, object)
    grip_moved = Signal(object, object)
    grip_dropped = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self.selected = False
        self._wall = Wall(928, 704)
        self._typed: Typed | None = None
        self._invites = False
        self._missing: frozenset[int] = frozenset()
        self._picture: QPixmap | None = None
        self._hovered = False
        self._grip_held = False
        self._pressed_keys = ""
        self._landing = 1.0
        self._motion = Motion(_LANDING_MS, self._land, parent=self)
        self._keys = QTimer(self)
        self._keys.setSingleShot(True)
        self._keys.setInterval(_SCAN_GAP_MS)
        self._keys.timeout.connect(self._take_keys)
        self.seats = tuple(SeatBox(seat, self) for seat in range(SEATS))
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setMouseTracking(True)

    # -- what it shows -------------------------------------------------------------------------

    def set_wall(self, wall: Wall) -> None:
        """The board has another size."""
        self._wall = wall
        self._picture = None
        for seat in self.seats:
            seat.set_box(wall.box(seat.seat), wall)
        self.update()

    def show_entry(
        self, entry: Entry | None, seat_names: Sequence[str], missing: frozenset[int]
    ) -> None:
        """Hangs a film here, or nothing; `missing` are magnets that the set has run out of."""
        before = self.entry
        same = before is not None and entry is not None and before.id == entry.id
        if not same or missing != self._missing or before.name != entry.name:  # type: ignore[union-attr]  # both are there where they are the same
            self._picture = None
        self.entry, self._missing, self._typed = entry, missing, None
        for seat, name in zip(self.seats, seat_names, strict=True):
            thumb = entry.thumbs[seat.seat] if entry is not None else None
            seat.show_thumb(entry, thumb, name, drops=same)
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if entry is not None else Qt.FocusPolicy.NoFocus
        )
        self.update()

    def show_typing(self, typed: Typed | None) -> None:
        """What is typed goes up here, letter by letter."""
        before = self._typed
        self._typed = typed
        longer = typed is not None and len(typed.text) > len(before.text if before else "")
        if longer:
            self._landing = 0.0
            self._motion.play()
        self.update()

    def set_invites(self, invites: bool) -> None:
        """The first free row says what can be done here."""
        if invites != self._invites:
            self._invites = invites
            self.update()

    def set_selected(self, selected: bool) -> None:
        """The selected row has an outline."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    @property
    def free(self) -> bool:
        """Whether no film hangs here."""
        return self.entry is None

    def sizeHint(self) -> QSize:
        return QSize(round(self._wall.width), self._wall.row_height)

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walk.emit(self, 1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(self)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pressed_keys:
            self._keys.stop()
            code, self._pressed_keys = self._pressed_keys, ""
            self.scanned.emit(code)
        elif event.text().isprintable() and event.text() and not self._with_command(event):
            self._pressed_keys += event.text()
            self._keys.start()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _with_command(event: QKeyEvent) -> bool:
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        return bool(event.modifiers() & command)

    @Slot()
    def _take_keys(self) -> None:
        """One digit by itself is a number of thumbs; anything else is a title being typed."""
        text, self._pressed_keys = self._pressed_keys, ""
        if len(text) == 1 and text in "012345":
            self.digit.emit(self, int(text))
        else:
            self.typed.emit(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self)

    # -- the pointer ---------------------------------------------------------------------------

    def grip(self) -> QRect:
        """Where the row is taken to be moved."""
        height = self.height()
        return QRect(0, 0, round(self._wall.letters_left), height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.free:
            event.ignore()
            return
        self.chosen.emit(self)
        if self.grip().contains(event.position().toPoint()):
            self._grip_held = True
            self.grip_pressed.emit(self, event.globalPosition())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.grip().contains(event.position().toPoint()) and not self.free
        shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
        if self._grip_held:
            shape = Qt.CursorShape.ClosedHandCursor
            self.grip_moved.emit(self, event.globalPosition())
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip_held:
            self._grip_held = False
            self.grip_dropped.emit(self, event.globalPosition())

    def enterEvent(self, event: object) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = self._wall.scale
        if self.selected and not self.free:
            inside = QRectF(self.rect()).adjusted(11 * scale, 2, -11 * scale, -2)
            wash = QColor(255, 255, 255, 115)
            paint.rounded(painter, inside, dp(10), wash, tokens().color("focus"), 2)
        else:
            foot = self.height() - 2
            paint_groove(painter, 28 * scale, self.width() - 28 * scale, foot, BRIGHT)
        if self._typed is not None:
            self._paint_typed(painter, self._typed)
        elif self.entry is not None:
            picture = self._lettered(self.devicePixelRatioF())
            painter.drawPixmap(QPointF(self._wall.letters_left - 4 * scale, 0), picture)
            if self._hovered or self.selected:
                self._paint_grip(painter)
        elif self._invites:
            self._paint_invitation(painter)

    def _lettered(self, ratio: float) -> QPixmap:
        """The title's letters as a picture, made once."""
        if self._picture is not None and self._picture.devicePixelRatioF() == ratio:
            return self._picture
        assert self.entry is not None
        scale, pad = self._wall.scale, 4 * self._wall.scale
        width = self._wall.letters_width + 3 * pad
        made = QPixmap(round(width * ratio), round(self.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        lettering = self._setting(self.entry.name)
        painter = QPainter(made)
        painter.translate(pad, (self.height() - lettering.height) / 2)
        there = [one for n, one in enumerate(lettering.letters) if n not in self._missing]
        gone = [one for n, one in enumerate(lettering.letters) if n in self._missing]
        letters.paint_letters(painter, there, letters.INK, scale)
        letters.paint_outlines(painter, gone, QColor("#5B606A"), dashed=True)
        painter.end()
        self._picture = made
        return made

    def _setting(self, title: str) -> letters.Lettering:
        seed = str(self.entry.id) if self.entry is not None else "typed"
        return letters.set_title(title, self._wall.letters_width, self._wall.scale, seed)

    def _paint_typed(self, painter: QPainter, typed: Typed) -> None:
        """Solid letters so far, the rest of the best match as outlines, the caret between."""
        wall = self._wall
        lettering = self._setting(typed.text + typed.rest)
        up = sum(not letter.isspace() for letter in typed.text)
        solid = _first(lettering.letters, up)
        painter.save()
        painter.translate(wall.letters_left, max(4.0, self.height() * 0.36 - lettering.height / 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for letter in solid[:-1]:
            letters.paint_letter(painter, letter.path, letters.INK, wall.scale)
        if solid:
            self._paint_landing(painter, solid[-1])
        letters.paint_outlines(painter, lettering.letters[len(solid) :], QColor("#7D838D"))
        at = solid[-1].right + 5 * wall.scale if solid else 0.0
        line = solid[-1].line if solid else 0
        top = lettering.base[line] - lettering.cap if lettering.base else 0.0
        focus = tokens().color("focus")
        painter.fillRect(QRectF(at, top - 2, 2.5, lettering.cap + 4), focus)
        painter.restore()
        self._paint_caption(painter, typed)

    def _paint_landing(self, painter: QPainter, letter: letters.Letter) -> None:
        """The newest letter comes down from the hand: turned, and with a long shadow."""
        left = 1 - self._landing
        middle = letter.path.boundingRect().center()
        fall = (
            QTransform()
            .translate(middle.x(), middle.y() - 6 * left * self._wall.scale)
            .rotate(7 * left)
            .translate(-middle.x(), -middle.y())
        )
        path = fall.map(letter.path)
        letters.paint_letter(painter, path, letters.INK, self._wall.scale, 1 + 2.5 * left)

    def _paint_caption(self, painter: QPainter, typed: Typed) -> None:
        wall = self._wall
        room = QRectF(wall.letters_left, self.height() - dp(24), 0, dp(20))
        room.setRight(wall.box(3).left())
        width = write(painter, room, typed.caption)
        if typed.tab:
            x = room.left() + width + dp(10)
            cap = QRectF(x, room.top(), paint.key_cap_width("Tab"), room.height())
            paint.key_cap(painter, cap, "Tab")
            after = QRectF(cap.right() + dp(8), room.top(), dp(160), room.height())
            write(painter, after, self.tr("next match"))

    def _paint_invitation(self, painter: QPainter) -> None:
        wall = self._wall
        room = QRectF(wall.letters_left, 0, wall.letters_width, self.height())
        write(painter, room, self.tr("Type a title"), 14)

    def _paint_grip(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("focus"))
        middle = QPointF(24 * self._wall.scale, self.height() / 2)
        for column in (-2.5, 2.5):
            for line in (-5.0, 0.0, 5.0):
                painter.drawEllipse(middle + QPointF(column, line), 1.3, 1.3)

    def _land(self, share: float) -> None:
        self._landing = share
        self.update(QRect(0, 0, round(self._wall.box(0).left()), self.height()))


def write(painter: QPainter, room: QRectF, words: str, size: int = 12) -> float:
    """Small words on the steel, which is bright in both lights; returns their width."""
    face = font(size, 500)
    metrics = QFontMetricsF(face)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(face)
    painter.setPen(QColor("#2A2A35"))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)


def _first(all_letters: Sequence[letters.Letter], count: int) -> Sequence[letters.Letter]:
    """The magnets that carry the first `count` characters."""
    shown, carried = 0, 0
    while shown < len(all_letters) and carried < count:
        carried += len(all_letters[shown].text)
        shown += 1
    return all_letters[:shown]
