"""The parts of the show: a row, the lamp, the footer. Each repaints only itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.board.models import SEATS
from app.board.queries import Entry
from ui.board import letters
from ui.board.motion import Motion, reduced
from ui.board.seat import sits
from ui.board.show_measures import Show
from ui.board.steel import DARK, toned
from ui.theme.fonts import make_font
from ui.widgets import paint
from ui.widgets.thumb import ON_DARK, magnet

PINK = "#FF7AA0"
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LETTER_MS, _DROP_MS, _SLIDE_MS = 60, 180, 240


class ShowRow(QWidget):
    """A row of the show: letters as one pixmap, boxes, thumbs. It moves by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._show = Show(1920, 1080)
        self._entry: Entry | None = None
        self._coming: Entry | None = None
        self._picture: QPixmap | None = None
        self._letters_up: int | None = None
        self._dropping: frozenset[int] = frozenset()
        self._height = 0.0
        self._aside = 0.0
        self._typing = QTimer(self)
        self._typing.setInterval(_LETTER_MS)
        self._typing.timeout.connect(self._next_letter)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._slide_off)
        self._drop = Motion(_DROP_MS, self._fall, parent=self)
        self._slide = Motion(_SLIDE_MS, self._go, self._gone, parent=self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def entry(self) -> Entry | None:
        """The film that is shown, or on its way."""
        return self._coming if self._wait.isActive() or self._aside else self._entry

    @property
    def moving(self) -> bool:
        """Whether anything in it moves now."""
        running = Motion.State.Running
        moves = self._drop.state() == running or self._slide.state() == running
        return moves or self._typing.isActive() or self._wait.isActive()

    @property
    def dropping(self) -> frozenset[int]:
        """The seats whose thumbs are in the air."""
        return self._dropping

    @property
    def letters_up(self) -> int | None:
        """How many letters of a new title are up; None once it stands."""
        return self._letters_up

    def box_of(self, seat: int) -> QRectF:
        """Where a seat's box stands in the row."""
        return self._show.box(seat)

    def set_show(self, show: Show) -> None:
        """Another size."""
        self._show = show
        self._picture = None
        self.update()

    def show_entry(self, entry: Entry | None) -> None:
        """At once, without a movement."""
        self._wait.stop()
        self._typing.stop()
        self._slide.stop()
        self._entry, self._coming = entry, None
        self._picture, self._letters_up, self._aside = None, None, 0.0
        self.setAccessibleName(entry.name if entry is not None else "")
        self.update()

    def slide_to(self, entry: Entry | None, delay: int) -> None:
        """Another page: what is there slides off, the other film slides in."""
        if reduced():
            self.show_entry(entry)
            return
        self._coming = entry
        self._wait.start(delay)

    def change_to(self, entry: Entry | None) -> None:
        """The same page, changed: thumbs drop in, another title goes up letter by letter."""
        before = self._entry
        if entry is not None and before is not None and entry.id == before.id:
            new = {seat for seat in range(SEATS) if entry.thumbs[seat] and not before.thumbs[seat]}
            renamed = entry.name != before.name
            self._entry = entry
            if renamed:
                self._picture = None
            if new:
                self._dropping = frozenset(new)
                self._drop.play()
            self.update()
            return
        self.show_entry(entry)
        if entry is not None and not reduced():
            self._letters_up = 0
            self._typing.start()

    # -- movements -----------------------------------------------------------------------------

    @Slot()
    def _next_letter(self) -> None:
        if self._entry is None or self._letters_up is None:
            self._typing.stop()
            return
        self._letters_up += 1
        if self._letters_up >= len(self._setting(self._entry).letters):
            self._typing.stop()
            self._letters_up = None
        self.update()

    def _fall(self, share: float) -> None:
        self._height = 24 * self._show.scale * (1 - share)
        if share >= 1:
            self._dropping = frozenset()
        self.update()

    @Slot()
    def _slide_off(self) -> None:
        self._slide.play()

    def _go(self, share: float) -> None:
        """The first half of the way off to the left, the second half in again as the other film."""
        if share >= 0.5 and self._coming is not self._entry:
            self._entry, self._picture = self._coming, None
        self._aside = 2 * share if share < 0.5 else 2 - 2 * share
        self.update()

    def _gone(self) -> None:
        if self._coming is not self._entry:
            self._entry, self._picture = self._coming, None
        self._aside, self._coming = 0.0, None
        self.setAccessibleName(self._entry.name if self._entry is not None else "")
        self.update()

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_boxes(painter)
        if self._entry is None:
            return
        painter.setOpacity(1 - self._aside)
        away = -self._aside * self.width() * 0.25
        if self._letters_up is None:
            picture = self._lettered(self._entry)
            painter.drawPixmap(QPointF(self._show.letters_left - self._pad + away, 0), picture)
        else:
            lettering = self._setting(self._entry)
            painter.translate(self._show.letters_left, self._top(lettering))
            up = lettering.letters[: self._letters_up]
            letters.paint_letters(painter, up, letters.CREAM, self._show.scale)

    @property
    def _pad(self) -> float:
        return 6 * self._show.scale

    def _top(self, lettering: letters.Lettering) -> float:
        return (self._show.line_height - lettering.height) / 2

    def _setting(self, entry: Entry) -> letters.Lettering:
        show = self._show
        width = show.letters_width
        return letters.set_title(entry.name, width, show.scale, str(entry.id), letters.DARK)

    def _lettered(self, entry: Entry) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatioF() != ratio:
            width = self._show.letters_width + 4 * self._pad
            made = QPixmap(round(width * ratio), round(self._show.line_height * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            lettering = self._setting(entry)
            painter = QPainter(made)
            painter.translate(self._pad, self._top(lettering))
            letters.paint_letters(painter, lettering.letters, letters.CREAM, self._show.scale)
            painter.end()
            self._picture = made
        return self._picture

    def _paint_boxes(self, painter: QPainter) -> None:
        scale = self._show.scale
        side = round(98 * scale)
        for seat in range(SEATS):
            box = self._show.box(seat)
            paint.rounded(painter, box, 14 * scale, None, toned(DARK.box), 2 * scale)
            if self._entry is not None and self._entry.thumbs[seat] is not None:
                turn, right, down = sits(self._entry.id, seat)
                picture = magnet(side, turn, self.devicePixelRatioF(), ON_DARK)
                size = picture.deviceIndependentSize()
                middle = box.center() + QPointF(right, down) * scale
                if seat in self._dropping:
                    middle.setY(middle.y() - self._height)
                painter.drawPixmap(middle - QPointF(size.width() / 2, size.height() / 2), picture)


class Lamp(QWidget):
    """The lit bar at the left that walks down the rows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inner = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        for out, alpha in ((6.0, 0.10), (3.0, 0.22)):
            glow = QColor(PINK)
            glow.setAlphaF(alpha)
            box = inner.adjusted(-out, -out, out, out)
            paint.rounded(painter, box, box.width() / 2, glow)
        paint.rounded(painter, inner, inner.width() / 2, QColor(PINK))


class Footer(QWidget):
    """What is said of the film in the light; which board runs, and how far its turn is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._show = Show(1920, 1080)
        self._said = ("", "", "")
        self._boards: tuple[str, ...] = ()
        self._current = 0
        self._share = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_show(self, show: Show) -> None:
        """Another size."""
        self._show = show
        self.update()

    def show_film(self, said: str, by: str, where: str) -> None:
        """The film in the light."""
        if (said, by, where) != self._said:
            self._said = (said, by, where)
            self.setAccessibleName(", ".join(part for part in self._said if part))
            self.update()

    def show_boards(self, names: Sequence[str], current: int) -> None:
        """The boards with their bars; none where there is one board with one page."""
        if (tuple(names), current) != (self._boards, self._current):
            self._boards, self._current = tuple(names), current
            self.update()

    @property
    def boards(self) -> tuple[str, ...]:
        """The boards that take turns."""
        return self._boards

    @property
    def quote_shown(self) -> str:
        """As much of what is said as its two lines hold."""
        room = QRectF(0, 0, self._show.quote_width, self.height())
        return _set_quote(room, self._said[0], self._show.scale)[0]

    def set_share(self, share: float) -> None:
        """How far the board's turn is, 0 to 1."""
        self._share = share
        if self._boards:
            self.update(self._bar(self._current).toAlignedRect().adjusted(-2, -2, 2, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        unit = self._show.scale
        said, by, where = self._said
        room = QRectF(0, 0, self._show.quote_width, self.height())
        words, face = _set_quote(room, said, unit)
        painter.setFont(face)
        painter.setPen(QColor("#F4F1EA"))
        painter.drawText(room, _WRAP, words)
        beside = QRectF(self._show.by_left, 10 * unit, self._show.by_width, 34 * unit)
        _write(painter, beside, by, _face(24, unit, 600), "#F4F1EA")
        _write(painter, beside.translated(0, 34 * unit), where, _face(24, unit), "#B9BAC6")
        for number, name in enumerate(self._boards):
            bar = self._bar(number)
            on = number == self._current
            words_at = QRectF(bar.left(), 10 * unit, bar.width() + 30 * unit, 34 * unit)
            face = _face(24, unit, 600 if on else 500)
            _write(painter, words_at, name, face, "#F4F1EA" if on else "#8A8B9A")
            paint.rounded(painter, bar, bar.height() / 2, QColor("#2A2C38"))
            if on:
                done = QRectF(bar)
                done.setWidth(max(bar.height(), bar.width() * self._share))
                paint.rounded(painter, done, bar.height() / 2, QColor(PINK))

    def _bar(self, number: int) -> QRectF:
        unit = self._show.scale
        left = self._show.boards_left + number * self._show.board_step
        return QRectF(left, 56 * unit, self._show.board_step - 28 * unit, 6 * unit)


def _face(pixels: float, unit: float, weight: int = 400) -> QFont:
    return make_font(round(pixels * unit), QFont.Weight(weight))


def _write(painter: QPainter, room: QRectF, words: str, face: QFont, color: str) -> None:
    painter.setFont(face)
    painter.setPen(QColor(color))
    shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _set_quote(room: QRectF, said: str, unit: float) -> tuple[str, QFont]:
    """Two lines of 32, then of 28, then cut at a sentence or a word with an ellipsis."""
    for pixels in (32, 28):
        face = _face(pixels, unit)
        if _fits(QFontMetricsF(face), room, said):
            return said, face
    return _cut(QFontMetricsF(face), room, said), face


def _fits(metrics: QFontMetricsF, room: QRectF, said: str) -> bool:
    tall = QRectF(0, 0, room.width(), 10_000)
    return metrics.boundingRect(tall, _WRAP, said).height() <= 2 * metrics.lineSpacing() + 1


def _cut(metrics: QFontMetricsF, room: QRectF, said: str) -> str:
    """The longest beginning that fits: whole sentences if there is one, else whole words."""
    end = "\u2026\u201d" if said.endswith("\u201d") else "\u2026"
    words = said.rstrip("\u201d").split()
    for count in range(len(words) - 1, 0, -1):
        tried = " ".join(words[:count])
        if _fits(metrics, room, f"{tried} {end}"):
            sentence = max(tried.rfind(mark) for mark in (". ", "! ", "? ")) + 1
            at = sentence if sentence > len(tried) / 2 else len(tried)
            return f"{tried[:at].rstrip(' ,;:')}{end}"
    return end


#: How long a whole change of page takes: five rows, 40 ms apart.
SLIDE_STEP_MS = 40
SLIDE_ALL_MS = _SLIDE_MS + 4 * SLIDE_STEP_MS


def row_delay(number: int) -> int:
    """When a row's letters begin to slide."""
    return number * SLIDE_STEP_MS


def lamp_rect(show: Show, row: QRect) -> QRect:
    """Where the lamp stands beside a row."""
    unit = show.scale
    height = round(88 * unit)
    left = round(row.left() + 26 * unit)
    return QRect(
        left, row.top() + (round(show.line_height) - height) // 2, round(20 * unit), height
    )
