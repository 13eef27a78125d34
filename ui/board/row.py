"""One row of the board: a title in magnet letters and five boxes with their thumbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from PySide6.QtWidgets import QApplication, QWidget

from app.board.models import SEATS
from app.board.queries import Entry
from ui.board import letters
from ui.board.measures import Wall
from ui.board.motion import Motion
from ui.board.seat import SeatBox
from ui.board.steel import in_this_light, paint_groove
from ui.theme import dp, font
from ui.widgets import paint

_FAR = 10_000
# A scanner's characters come within a few milliseconds of each other; a person's do not.
_SCAN_GAP_MS = 50
_LANDING_MS = 120
_CARET_ROOM = 14.0
_GONE = "#5B606A"
_WALK = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -6,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What is being typed onto the board.

    `rest` completes it to the best match, "" where there is none or where it is spelt another way;
    `caption` is what is said below, `tab` that there is a next match; `missing` are the magnets
    of `text` that the set has run out of.
    """

    text: str
    rest: str = ""
    caption: str = ""
    tab: bool = False
    missing: frozenset[int] = frozenset()


class BoardRow(QWidget):
    """A row with a film, or a free one. Signals carry the row itself.

    `digit(row, 0..5)`, `removed(row)`, `walk(row, ±1)`, `to_box(row, seat)`, `typed_title(text)`
    and `scanned(text)` come from keys; `grip_pulled(row, global point)` starts a drag of the row,
    `grip_moved` and `grip_dropped` go on with it.
    """

    chosen = Signal(object)
    digit = Signal(object, int)
    walk = Signal(object, int)
    to_box = Signal(object, int)
    removed = Signal(object)
    typed_title = Signal(str)
    scanned = Signal(str)
    grip_pulled = Signal(object, object)
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
        self._away = False
        self._grip_at: QPointF | None = None
        self._pulled = False
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
        self.entry, self._missing = entry, missing
        for seat, name in zip(self.seats, seat_names, strict=True):
            thumb = entry.thumbs[seat.seat] if entry is not None else None
            seat.show_thumb(entry, thumb, name, drops=same)
        self.setFocusPolicy(
            Qt.FocusPolicy.TabFocus if entry is not None else Qt.FocusPolicy.NoFocus
        )
        self.update()

    def show_typing(self, typed: Typed | None) -> None:
        """What is typed goes up here, letter by letter."""
        before, self._typed = self._typed, typed
        if typed is not None and len(typed.text) > len(before.text if before else ""):
            self._motion.play()
        if typed != before:
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

    def set_away(self, away: bool) -> None:
        """The whole row is in somebody's hand: where it hung, outlines are left."""
        if away != self._away:
            self._away = away
            for seat in self.seats:
                seat.set_away(away)
            self.update()

    @property
    def missing(self) -> frozenset[int]:
        """The magnets of its title that the set has run out of."""
        return self._missing

    @property
    def away(self) -> bool:
        """Whether the row is in somebody's hand."""
        return self._away

    @property
    def typed(self) -> Typed | None:
        """What is being typed here."""
        return self._typed

    @property
    def landing(self) -> bool:
        """Whether the newest letter is still in the air."""
        return self._motion.state() == Motion.State.Running

    @property
    def free(self) -> bool:
        """Whether no film hangs here."""
        return self.entry is None

    def sizeHint(self) -> QSize:
        return QSize(round(self._wall.width), self._wall.row_height)

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _WALK and not self._with_command(event):
            self.walk.emit(self, _WALK[Qt.Key(key)])
        elif key == Qt.Key.Key_Right and not self._with_command(event):
            self.to_box.emit(self, 0)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(self)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_enter()
        elif not self.take_letter(event):
            super().keyPressEvent(event)

    def take_letter(self, event: QKeyEvent) -> bool:
        """A letter typed at the row or at one of its boxes; whether it was one."""
        letter = event.text()
        if not letter or not letter.isprintable() or self._with_command(event):
            return False
        self._pressed_keys += letter
        self._keys.start()
        return True

    def forget_typing(self) -> None:
        """What came so fast was a scan, and goes another way."""
        self._keys.stop()
        self._pressed_keys = ""

    @staticmethod
    def _with_command(event: QKeyEvent) -> bool:
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        return bool(event.modifiers() & command)

    def _take_enter(self) -> None:
        """Enter right behind letters ends a scan; by itself it does nothing."""
        code = self._pressed_keys
        self.forget_typing()
        if code:
            self.scanned.emit(code)

    @Slot()
    def _take_keys(self) -> None:
        """One digit by itself is a number of thumbs; anything else is a title being typed."""
        text, self._pressed_keys = self._pressed_keys, ""
        if len(text) == 1 and text in "012345":
            self.digit.emit(self, int(text))
        elif text == " ":
            self._press_box()
        elif text.strip():
            self.typed_title.emit(text)

    def _press_box(self) -> None:
        """Space on a box, once it is sure that no scanner sent it within a code."""
        box = next((seat for seat in self.seats if seat.hasFocus()), None)
        if box is not None and not self.free:
            box.pressed_once.emit(box)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

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
            self._grip_at = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.grip().contains(event.position().toPoint()) and not self.free
        shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
        at = event.globalPosition()
        if self._grip_at is not None:
            shape = Qt.CursorShape.ClosedHandCursor
            far = (at - self._grip_at).manhattanLength() >= QApplication.startDragDistance()
            if not self._pulled and far:
                self._pulled = True
                self.grip_pulled.emit(self, self._grip_at)
            if self._pulled:
                self.grip_moved.emit(self, at)
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pulled, self._pulled, self._grip_at = self._pulled, False, None
        if pulled:
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
            self._paint_selection(painter)
        elif self._typed is None:
            foot = self.height() - 2
            paint_groove(painter, 28 * scale, self.width() - 28 * scale, foot, in_this_light())
        if self._typed is not None and self.free:
            self._paint_typed(painter, self._typed)
        elif self.entry is not None and self._away:
            painter.translate(self._wall.letters_left, 0)
            self._paint_gone(painter)
        elif self.entry is not None:
            picture = self._lettered(self.devicePixelRatioF())
            painter.drawPixmap(QPointF(self._wall.letters_left - 4 * scale, 0), picture)
            if self._hovered or self.selected:
                self._paint_grip(painter)
        elif self._invites:
            self._paint_invitation(painter)

    def _paint_selection(self, painter: QPainter) -> None:
        """The wash and the outline; with the keys on the row, a soft ring around it as well."""
        scale = self._wall.scale
        inside = QRectF(self.rect()).adjusted(11 * scale, 3, -11 * scale, -3)
        focus = QColor(in_this_light().focus)
        if self.hasFocus():
            soft = QColor(focus)
            soft.setAlphaF(0.28)
            paint.rounded(painter, inside.adjusted(-3, -3, 3, 3), dp(12), None, soft, 3)
        paint.rounded(painter, inside, dp(10), QColor(255, 255, 255, 115), focus, 2)

    def _paint_gone(self, painter: QPainter) -> None:
        assert self.entry is not None
        lettering = self._setting(self.entry.name)
        painter.translate(0, (self.height() - lettering.height) / 2)
        letters.paint_outlines(painter, lettering.letters, QColor(in_this_light().ghost))

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
        letters.paint_outlines(painter, gone, QColor(_GONE), dashed=True)
        painter.end()
        self._picture = made
        return made

    def _setting(self, title: str) -> letters.Lettering:
        seed = str(self.entry.id) if self.entry is not None else "typed"
        return letters.set_title(title, self._wall.letters_width, self._wall.scale, seed)

    def _paint_typed(self, painter: QPainter, typed: Typed) -> None:
        """Solid letters so far, the caret, and the rest of the best match as outlines."""
        wall = self._wall
        lettering = self._setting(typed.text + typed.rest)
        up = sum(not letter.isspace() for letter in typed.text)
        solid = _first(lettering.letters, up)
        rest = lettering.letters[len(solid) :]
        last = solid[-1] if solid else None
        painter.save()
        above_words = self.height() - dp(17) - lettering.height - 3
        top = min(self.height() * 0.42 - lettering.height / 2, above_words)
        painter.translate(wall.letters_left, max(2.0, top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, letter in enumerate(solid):
            if number in typed.missing:
                letters.paint_outlines(painter, [letter], QColor(_GONE), dashed=True)
            elif letter is last:
                self._paint_landing(painter, letter)
            else:
                letters.paint_letter(painter, letter.path, letters.INK, wall.scale)
        line = last.line if last is not None else 0
        aside = _beside_caret(rest, line, _CARET_ROOM * wall.scale)
        letters.paint_outlines(painter, aside, QColor(in_this_light().ghost))
        at = (last.right if last is not None else 0.0) + _CARET_ROOM * 0.6 * wall.scale
        top = lettering.base[line] - lettering.cap if lettering.base else 0.0
        caret = QRectF(at, top - 2, max(2.0, 2.5 * wall.scale), lettering.cap + 4)
        painter.fillRect(caret, QColor(in_this_light().focus))
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
        """What is meant, below its letters; the key of the next match has its room kept."""
        wall = self._wall
        room = QRectF(wall.letters_left, self.height() - dp(17), 0, dp(17))
        room.setRight(wall.box(0).left() - dp(12))
        next_words = self.tr("next match")
        cap_width = paint.key_cap_width("Tab")
        taken = dp(10) + cap_width + dp(8) + paint.advance(next_words, font(12, 500)) + 1
        words = room.adjusted(0, 0, -taken, 0) if typed.tab else room
        width = write(painter, words, typed.caption)
        if typed.tab:
            cap = QRectF(room.left() + width + dp(10), room.top(), cap_width, room.height())
            paint.key_cap(painter, cap, "Tab")
            after = QRectF(cap.right() + dp(8), room.top(), taken, room.height())
            write(painter, after, next_words)

    def _paint_invitation(self, painter: QPainter) -> None:
        wall = self._wall
        room = QRectF(wall.letters_left, 0, wall.letters_width, self.height())
        write(painter, room, self.tr("Type a title"), 14)

    def _paint_grip(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(in_this_light().focus))
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
    painter.setPen(QColor(in_this_light().words))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)


def _beside_caret(rest: Sequence[letters.Letter], line: int, room: float) -> list[letters.Letter]:
    """The letters that follow make room for the caret, as far as they stand on its line."""
    return [
        replace(one, path=one.path.translated(room, 0)) if one.line == line else one for one in rest
    ]


def _first(all_letters: Sequence[letters.Letter], count: int) -> Sequence[letters.Letter]:
    """The magnets that carry the first `count` characters."""
    shown, carried = 0, 0
    while shown < len(all_letters) and carried < count:
        carried += len(all_letters[shown].text)
        shown += 1
    return all_letters[:shown]
