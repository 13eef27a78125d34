"""The lines of a visit: a film that came back, a film that is to go out. Painted on one grid."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.board.queries import Verdict, verdicts
from app.shop.words import lower_first
from ui import icons
from ui.amounts import money
from ui.board.verdicts import shorter_words, thumbs_words
from ui.counter import spoken, words
from ui.counter.grid import COVER, Grid, terms_words
from ui.counter.visit import Back, Going
from ui.counter.words import tr
from ui.theme import dp, font, tokens
from ui.widgets import (
    CoverCache,
    CoverSpec,
    Day,
    Spoken,
    certificate_width,
    chip_width,
    paint,
    paint_certificate,
    paint_chip,
    paint_day_strip,
)
from ui.widgets.thumb import paint_thumb

#: How long a line that was scanned once more stays lit.
FLASH_MS = 900

_WRAP = Qt.TextFlag.TextWordWrap


class Line(Spoken):
    """A painted row. ``pressed(str)`` carries its barcode when it is clicked."""

    pressed = Signal(str)

    def __init__(self, barcode: str, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.barcode = barcode
        self._covers = covers
        self._verdict: Verdict | None = None
        self._grid = Grid(dp(712))
        self._lit = False
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self._faded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        covers.arrived.connect(self._cover_arrived)

    @property
    def lit(self) -> bool:
        """Whether it is flashing."""
        return self._lit

    def set_grid(self, grid: Grid) -> None:
        """Other columns."""
        self._grid = grid
        self.setFixedHeight(self._wanted_height())
        self.update()

    def flash(self) -> None:
        """It was scanned once more: light up for a moment."""
        self._lit = True
        self._flash.start()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(320), self._wanted_height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self.barcode)

    @Slot()
    def _faded(self) -> None:
        self._lit = False
        self.update()

    @Slot(str)
    def _cover_arrived(self, _digest: str) -> None:
        self.update()

    # -- painting ------------------------------------------------------------------------------

    def _wanted_height(self) -> int:
        raise NotImplementedError

    def _paint_ground(self, painter: QPainter) -> None:
        if self._lit:
            painter.fillRect(self.rect().adjusted(1, 0, -1, -1), tokens().color("accent_soft"))

    def _paint_film(
        self,
        painter: QPainter,
        *,
        cover: CoverSpec,
        year: int | None,
        format_name: str,
        certificate: str,
        stop: bool,
        third: tuple[str, str, str],
    ) -> None:
        """Cover, title, details and the third line (icon, words, colour) where there is one."""
        grid, middle = self._grid, (self.height() - 1) / 2
        size = QSize(dp(COVER[0]), dp(COVER[1]))
        picture = self._covers.pixmap(cover, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(grid.cover, round(middle - size.height() / 2)), picture)
        step = dp(19)
        top = middle - (step if third[1] else step / 2)
        room = QRectF(grid.title, top - step / 2, grid.title_width, step)
        paint.text(painter, room, cover.title, face=font(15, 600))
        room.translate(0, step)
        self._paint_details(painter, room, year, format_name, certificate, stop)
        if third[1]:
            icon, text, role = third
            room.translate(0, step)
            size_icon = dp(13)
            spot = QRectF(room.left(), room.top(), size_icon, step)
            icons.paint(painter, icon, role, spot, size_icon)
            paint.text(painter, room.adjusted(dp(18), 0, 0, 0), text, role=role, face=font(12))

    def _paint_details(
        self,
        painter: QPainter,
        room: QRectF,
        year: int | None,
        format_name: str,
        certificate: str,
        stop: bool,
    ) -> None:
        face = font(12, tabular=True)
        before = ", ".join(part for part in (str(year or ""), format_name) if part)
        x = room.left() + paint.text(painter, room, before, role="ink2", face=face) + dp(7)
        if certificate:
            spot = QRectF(x, room.top(), certificate_width(certificate), room.height())
            paint_certificate(painter, spot, certificate, "stop" if stop else "soft")
            x += spot.width() + dp(7)
        rest = QRectF(x, room.top(), max(room.right() - x, 0), room.height())
        x += paint.text(painter, rest, self.barcode, role="ink2", face=face) + dp(10)
        if self._verdict is not None:
            self._paint_verdict(painter, QRectF(x, room.top(), room.right() - x, room.height()))

    def _paint_verdict(self, painter: QPainter, room: QRectF) -> None:
        """A thumb and how many the film got, in as many words as the row has room for."""
        if self._verdict is None:
            return
        face, side = font(12, tabular=True), float(dp(14))
        metrics, left = QFontMetrics(face), room.width() - side - dp(5)
        fitting = (
            said for said in shorter_words(self._verdict) if metrics.horizontalAdvance(said) <= left
        )
        said = next(fitting, "")
        if said:
            spot = QRectF(room.left(), room.center().y() - side / 2, side, side)
            paint_thumb(painter, spot, tokens().color("accent"))
            paint.text(painter, room.adjusted(side + dp(5), 0, 0, 0), said, role="ink2", face=face)

    def _paint_price(self, painter: QPainter, price: str, *, counted: bool, middle: float) -> None:
        box = QRectF(self._grid.right - dp(90), middle - dp(12), dp(90), dp(24))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        face = font(15, 600 if counted else 400, tabular=True)
        role = "ink" if counted else "ink2"
        paint.text(painter, box, price, role=role, face=face, align=align, elide=False)


class BackLine(Line):
    """A film that came back, with its fee sentence whole."""

    def __init__(
        self, back: Back, covers: CoverCache, *, theirs: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(back.back.barcode, covers, parent)
        self.back = back
        taken = back.back
        self._price = money(back.owed_cents) if taken.fee_cents or back.owed_cents else ""
        waived = back.fee.waived_cents
        self._third = ("user", theirs, "ink2")
        if waived:
            self._third = "badge-check", tr("Waived {sum}").format(sum=money(waived)), "ok"
        self.say(*spoken.back_line(back, theirs))

    @property
    def chip_bottom(self) -> int:
        """Where the chip ends: a button beside it is centred on the chip."""
        return self._top() + dp(22)

    @property
    def chip_middle(self) -> int:
        """The height of the chip's middle."""
        return self._top() + dp(11)

    @property
    def due_right(self) -> int:
        """The right edge of the column that holds sentence and button."""
        return self._grid.due + self._grid.due_width

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        taken = self.back.back
        cover = CoverSpec(taken.cover, taken.title, taken.format)
        self._paint_film(
            painter,
            cover=cover,
            year=taken.year,
            format_name=taken.format,
            certificate=self.back.fee.certificate,
            stop=False,
            third=self._third,
        )
        self._paint_chip(painter)
        box = QRectF(self._grid.strip, self.chip_bottom + dp(1), self._sentence_width(), 1000)
        painter.setFont(font(12, tabular=True))
        painter.setPen(tokens().color("ink2"))
        painter.drawText(box, int(_WRAP), taken.sentence)
        middle = (self.height() - 1) / 2
        self._paint_price(painter, self._price, counted=True, middle=middle)

    def _paint_chip(self, painter: QPainter) -> None:
        days = self.back.back.late_days
        tone, icon = ("stop", "clock-alert") if days else ("ok", "circle-check")
        text = words.late_words(days) if days else tr("On time")
        box = QRectF(self._grid.strip, self._top(), chip_width(text, icon), dp(22))
        paint_chip(painter, box, text, tone, icon)

    def _sentence_width(self) -> int:
        return self.due_right - self._grid.strip

    def _sentence_height(self) -> int:
        return _wrapped_height(self._said(), self._sentence_width(), font(12, tabular=True))

    def _said(self) -> str:
        return self.back.back.sentence

    def _top(self) -> int:
        return (self._wanted_height() - self._block_height()) // 2

    def _block_height(self) -> int:
        return dp(22) + dp(1) + self._sentence_height()

    def _wanted_height(self) -> int:
        least = self._grid.high_row if self._third[1] else self._grid.row
        return max(least, self._block_height() + dp(24))


@lru_cache(512)
def _wrapped_height(words: str, width: int, face: QFont) -> int:
    """How high words are in so much room; asked for some dozen times while lines are laid out."""
    return QFontMetrics(face).boundingRect(0, 0, width, 1000, int(_WRAP), words).height()


class GoingLine(Line):
    """A film that is to go out: when it comes back and what it costs; dashed while blocked."""

    def __init__(
        self,
        going: Going,
        days: tuple[Day, ...],
        today: date,
        covers: CoverCache,
        *,
        counted: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(going.barcode, covers, parent)
        self.going = going
        self._days, self._today = days, today
        self._counted = counted
        line = going.line
        self._price = money(line.price_cents)
        self._verdict = verdicts([line.title_id]).get(line.title_id)
        said, detail = spoken.going_line(going, today)
        if self._verdict is not None:
            detail += f", {thumbs_words(self._verdict)}"
        self.say(said, detail)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        line, grid, middle = self.going.line, self._grid, (self.height() - 1) / 2
        self._paint_film(
            painter,
            cover=CoverSpec(line.cover, line.title or line.barcode, line.format),
            year=line.year,
            format_name=line.format,
            certificate=line.certificate,
            stop=bool(self.going.rules),
            third=self._third(),
        )
        if line.problem:
            return
        if not grid.narrow and line.due_on is not None:
            strip = QRectF(grid.strip, 0, grid.strip_width, self.height() - 1)
            due = (line.due_on - self._today).days
            stays = bool(self.going.renter) and not line.allowed
            paint_day_strip(painter, strip, self._days, due, blocked=stays)
        step = dp(18)
        box = QRectF(grid.due, middle - step, grid.due_width, step)
        paint.text(painter, box, line.due_words, face=font(13, 500, tabular=True))
        box.translate(0, step)
        paint.text(painter, box, terms_words(line), role="ink2", face=font(12, tabular=True))
        self._paint_price(painter, self._price, counted=self._counted, middle=middle)

    def _third(self) -> tuple[str, str, str]:
        if self.going.line.problem:
            return "circle-x", tr("This copy cannot be rented as it stands"), "stop"
        if self.going.reason and not self.going.rules:
            return (
                "lock-open",
                tr("Allowed: {why}").format(why=lower_first(self.going.reason)),
                "ink2",
            )
        return "", "", ""

    def _wanted_height(self) -> int:
        return self._grid.high_row if self._third()[1] else self._grid.row
