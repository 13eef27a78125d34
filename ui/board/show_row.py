"""A row of the show: letters, boxes and thumbs as pictures; it moves by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.board.models import SEATS
from app.board.queries import Entry
from ui.board import letters
from ui.board.motion import Motion, reduced
from ui.board.seat import sits
from ui.board.show_measures import Show
from ui.board.steel import DARK, toned
from ui.widgets import paint
from ui.widgets.thumb import ON_DARK, magnet

_LETTER_MS, _DROP_MS, _SLIDE_MS = 60, 180, 240
# Letters twice as large as the shop's own are twice as thick.
_DEPTH = 1.8

#: How long a whole change of page takes: five rows, 40 ms apart.
SLIDE_STEP_MS = 40
SLIDE_ALL_MS = _SLIDE_MS + 4 * SLIDE_STEP_MS


def row_delay(number: int) -> int:
    """When a row's letters begin to slide."""
    return number * SLIDE_STEP_MS


class ShowRow(QWidget):
    """A row of the show: letters as one pixmap, boxes, thumbs. It moves by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._show = Show(1920, 1080)
        self._entry: Entry | None = None
        self._coming: Entry | None = None
        self._picture: QPixmap | None = None
        self._ready: tuple[int, QPixmap] | None = None
        self._boxes: tuple[object, QPixmap] | None = None
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
        self._picture = self._ready = self._boxes = None
        self._typing.stop()
        self._letters_up = None
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
            self._picture = self._blank()
            self._typing.start()

    # -- movements -----------------------------------------------------------------------------

    @Slot()
    def _next_letter(self) -> None:
        if self._entry is None or self._letters_up is None:
            self._typing.stop()
            return
        lettering = self._setting(self._entry)
        if self._picture is not None and self._letters_up < len(lettering.letters):
            up = lettering.letters[self._letters_up : self._letters_up + 1]
            self._paint_up(self._picture, lettering, up)
        self._letters_up += 1
        if self._letters_up >= len(lettering.letters):
            self._typing.stop()
            self._letters_up = None
        self.update(self._letters_rect())

    def _fall(self, share: float) -> None:
        self._height = 24 * self._show.scale * (1 - share)
        for seat in self._dropping:
            out = 30 * self._show.scale
            box = self._show.box(seat).adjusted(-out, -out, out, out)
            self.update(box.toAlignedRect())
        if share >= 1:
            self._dropping = frozenset()

    @Slot()
    def _slide_off(self) -> None:
        self._slide.play()

    def _go(self, share: float) -> None:
        """The first half of the way off to the left, the second half in again as the other film."""
        if share >= 0.5 and self._coming is not self._entry:
            self._take_coming()
            self.update()
        self._aside = 2 * share if share < 0.5 else 2 - 2 * share
        self.update(self._letters_rect())

    def _gone(self) -> None:
        if self._coming is not self._entry:
            self._take_coming()
        self._aside, self._coming = 0.0, None
        self.setAccessibleName(self._entry.name if self._entry is not None else "")
        self.update()

    def _take_coming(self) -> None:
        self._entry, self._picture = self._coming, None
        ready, self._ready = self._ready, None
        if ready is not None and self._coming is not None and ready[0] == self._coming.id:
            self._picture = ready[1]

    def prepare(self, entry: Entry | None) -> None:
        """Letters the film that comes next while nothing moves: a frame has no time for it."""
        if entry is not None and (self._ready is None or self._ready[0] != entry.id):
            self._ready = (entry.id, self._lettered(entry))

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if event.rect().intersects(self._boxes_rect()):
            painter.drawPixmap(self._boxes_rect().topLeft(), self._boxes_picture(ratio))
            for seat in self._dropping:
                self._paint_thumb(painter, seat, self._height)
        if self._entry is None:
            return
        if self._picture is None or self._picture.devicePixelRatioF() != ratio:
            self._picture = self._lettered(self._entry)
        painter.setOpacity(1 - self._aside)
        away = -self._aside * self.width() * 0.25
        painter.drawPixmap(QPointF(self._show.letters_left - self._pad + away, 0), self._picture)

    def _letters_rect(self) -> QRect:
        """The part of the row that letters slide through."""
        wide = self._show.letters_left + self._show.letters_width + 4 * self._pad
        return QRectF(0, 0, wide, self._show.line_height).toAlignedRect()

    def _boxes_rect(self) -> QRect:
        """The part of the row with boxes and thumbs; a thumb may begin to fall above."""
        out = 30 * self._show.scale
        boxes = self._show.box(0).united(self._show.box(SEATS - 1))
        return boxes.adjusted(-out, -out, out, out).toAlignedRect()

    @property
    def _pad(self) -> float:
        return 12 * self._show.scale

    def _top(self, lettering: letters.Lettering) -> float:
        return (self._show.line_height - lettering.height) / 2

    def _setting(self, entry: Entry) -> letters.Lettering:
        show = self._show
        width = show.letters_width
        return letters.set_title(entry.name, width, show.scale, str(entry.id), letters.DARK)

    def _blank(self) -> QPixmap:
        """A picture for a title, with nothing on it yet."""
        ratio = self.devicePixelRatioF()
        width = self._show.letters_width + 4 * self._pad
        made = QPixmap(round(width * ratio), round(self._show.line_height * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def _lettered(self, entry: Entry) -> QPixmap:
        made, lettering = self._blank(), self._setting(entry)
        self._paint_up(made, lettering, lettering.letters)
        return made

    def _paint_up(
        self, picture: QPixmap, lettering: letters.Lettering, up: Sequence[letters.Letter]
    ) -> None:
        painter = QPainter(picture)
        painter.translate(self._pad, self._top(lettering))
        letters.paint_letters(painter, up, letters.CREAM, _DEPTH * self._show.scale)
        painter.end()

    def _boxes_picture(self, ratio: float) -> QPixmap:
        """The boxes with the thumbs that lie still, as one picture."""
        entry = self._entry
        thumbs = () if entry is None else tuple(thumb is not None for thumb in entry.thumbs)
        key = (None if entry is None else entry.id, thumbs, self._dropping, ratio)
        if self._boxes is not None and self._boxes[0] == key:
            return self._boxes[1]
        rect = self._boxes_rect()
        made = QPixmap(rect.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.translate(-rect.topLeft())
        scale = self._show.scale
        for seat in range(SEATS):
            box = self._show.box(seat)
            paint.rounded(painter, box, 14 * scale, None, toned(DARK.box), 2.6 * scale)
            if seat not in self._dropping:
                self._paint_thumb(painter, seat, 0.0)
        painter.end()
        self._boxes = (key, made)
        return made

    def _paint_thumb(self, painter: QPainter, seat: int, height: float) -> None:
        """The thumb of a seat, so many pixels over its place."""
        if self._entry is None or self._entry.thumbs[seat] is None:
            return
        scale = self._show.scale
        turn, right, down = sits(self._entry.id, seat)
        picture = magnet(round(98 * scale), turn, self.devicePixelRatioF(), ON_DARK)
        size = picture.deviceIndependentSize()
        middle = self._show.box(seat).center() + QPointF(right, down) * scale - QPointF(0, height)
        painter.drawPixmap(middle - QPointF(size.width() / 2, size.height() / 2), picture)
