"""The panel of the last scan: colour, icon, word, tray in large type, the sentence whole."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.aloud import say_aloud
from ui.nightdrop.looks import Large
from ui.nightdrop.pictures import CENTER, RIGHT, fitting, foreign_case, ratio_of, tooltip
from ui.theme import dp, font, mix, tokens
from ui.widgets import Button, CoverCache, Kind, Paragraph, paint

_WORD_SIZES = (44, 40, 36, 32, 28, 24)
_LINE_STEP = 19


@dataclass(frozen=True, slots=True)
class _Measures:
    """Offsets from the panel's top left, in mock-up pixels."""

    padding: int
    word: int
    time: int
    picture: int
    cover: tuple[int, int]
    numeral: int
    beside: bool


_LARGE = _Measures(24, 44, 34, 83, (128, 176), 208, False)
_SMALL = _Measures(18, 37, 28, 62, (64, 88), 116, True)
_TINY = _Measures(18, 34, 26, 56, (40, 55), 72, True)
#: Without cover and figure: what was not saved, or not taken.
_WORDS = _Measures(24, 44, 34, 76, (0, 0), 0, False)
_WORDS_SMALL = _Measures(18, 37, 28, 58, (0, 0), 0, False)


class LastScan(QWidget):
    """What the last scan was. It changes at once; nothing in it moves.

    ``again`` asks to save what the disk did not take.
    """

    again = Signal()

    def __init__(self, covers: CoverCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._shown: Large | None = None
        self._compact = False
        self._hint = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.again_button = Button(self.tr("Try again"), "rotate-ccw", kind=Kind.DARK, parent=self)
        self.again_button.clicked.connect(self.again)
        self.again_button.hide()
        covers.arrived.connect(self._arrived)

    @property
    def shown(self) -> Large | None:
        """What it says."""
        return self._shown

    def show_scan(self, shown: Large | None, *, aloud: bool = False) -> None:
        """Another scan; None before the first one. ``aloud`` reads it to a screen reader."""
        self._shown = shown
        self.again_button.setVisible(shown is not None and shown.again)
        spoken = shown.spoken if shown else self._hint
        self.setAccessibleName(spoken)
        self.setToolTip(tooltip(shown.title) if shown else "")
        if aloud:
            say_aloud(self, spoken)
        self._place_button()
        self.update()

    def set_hint(self, words: str) -> None:
        """What stands here before the first scan."""
        self._hint = words
        self.update()

    def set_compact(self, compact: bool) -> None:
        """The smaller measures, for 1280 x 720."""
        self._compact = compact
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(288), dp(328 if self._compact else 440))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(240), dp(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_button()

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        shown = self._shown
        if shown is None:
            self._paint_waiting(painter, box)
            return
        tint = tokens().soft(shown.look.panel) if shown.look.panel else tokens().sunk
        paint.rounded(painter, box, dp(12), tint)
        at = self._measures(shown)
        left, right = dp(at.padding), self.width() - dp(at.padding)
        time_below = self._paint_word(painter, shown, at, left, right)
        y = self._paint_picture(painter, shown, at, left, right)
        self._paint_words(painter, shown, left, right, y, tint, time_below)

    def _paint_waiting(self, painter: QPainter, box: QRectF) -> None:
        paint.rounded(painter, box, dp(12), tokens().sunk)
        icons.paint(painter, "scan-barcode", "ink2", box.adjusted(0, 0, 0, -dp(90)), dp(44))
        words = Paragraph(self._hint, font(15, 600), self.width() - dp(72), dp(22))
        spot = QPointF(dp(36), box.center().y() - dp(4))
        words.draw(painter, spot, "ink", CENTER)

    def _paint_word(
        self, painter: QPainter, shown: Large, at: _Measures, left: int, right: int
    ) -> bool:
        """Icon, word and time; True where the time finds no room beside the word."""
        middle, icon = dp(at.word), dp(36)
        place = QRectF(left, middle - icon / 2, icon, icon)
        icons.paint(painter, shown.look.icon, shown.look.role, place, icon)
        x = place.right() + dp(13)
        time_wide = QFontMetrics(font(13)).horizontalAdvance(shown.time)
        full = QFontMetrics(font(44, 700)).horizontalAdvance(shown.look.word)
        below = full > right - x - time_wide - dp(12)
        face = fitting(shown.look.word, _WORD_SIZES, 700, right - x)
        line = QRectF(x, middle - dp(30), right - x, dp(60))
        paint.text(painter, line, shown.look.word, role=shown.look.role, face=face)
        if not below:
            spot = QRectF(right - dp(90), dp(at.time) - dp(10), dp(90), dp(20))
            paint.text(painter, spot, shown.time, role="ink2", align=RIGHT, face=font(13))
        return below

    def _paint_picture(
        self, painter: QPainter, shown: Large, at: _Measures, left: int, right: int
    ) -> float:
        """Cover and numeral; the y below them."""
        top = dp(at.picture)
        wide, high = dp(at.cover[0]), dp(at.cover[1])
        cover = QRectF(left, top, wide, high)
        if shown.cover is not None:
            ratio = ratio_of(painter)
            picture = self._covers.pixmap(shown.cover, QSize(wide, high), ratio)
            painter.drawPixmap(cover.topLeft().toPoint(), picture)
            if tokens().night:
                paint.rounded(painter, cover, dp(4), None, "line")
        elif high:
            foreign_case(painter, cover)
        if shown.figure:
            room = QRectF(cover.right() + dp(16), top, right - cover.right() - dp(16), high)
            if at.beside:
                self._paint_figure_beside(painter, shown, at, room)
            else:
                self._paint_figure(painter, shown, at, room)
        return cover.bottom()

    def _paint_figure(self, painter: QPainter, shown: Large, at: _Measures, room: QRectF) -> None:
        """The label with the numeral (or fee, or section) below it, in the middle."""
        label = QRectF(room.left(), room.top(), room.width(), dp(26))
        role = _figure_role(shown)
        paint.text(painter, label, shown.label, role=role, face=font(20, 600), align=CENTER)
        if shown.numeral:
            face = font(at.numeral, 700)
            metrics = QFontMetrics(face)
            painter.setFont(face)
            painter.setPen(tokens().color(role))
            x = room.center().x() - metrics.horizontalAdvance(shown.figure) / 2
            painter.drawText(QPointF(x, room.bottom() + dp(2)), shown.figure)
            return
        below = QRectF(room.left(), label.bottom(), room.width(), room.height() - label.height())
        self._paint_words_in(painter, shown, role, below, (60, 52, 44), CENTER)

    def _paint_figure_beside(
        self, painter: QPainter, shown: Large, at: _Measures, room: QRectF
    ) -> None:
        """The numeral at the right with its label before it, on one base line."""
        role = _figure_role(shown)
        if not shown.numeral:
            label = QRectF(room.left(), room.top(), room.width(), dp(24))
            face = font(20 if self._compact else 17, 600)
            paint.text(painter, label, shown.label, role=role, face=face, align=RIGHT)
            below = QRectF(room.left(), label.bottom(), room.width(), room.height() - dp(24))
            self._paint_words_in(painter, shown, role, below, (44, 36, 30), RIGHT)
            return
        face, small = font(at.numeral, 700), font(20, 600)
        painter.setPen(tokens().color(role))
        painter.setFont(face)
        base = room.bottom() - dp(2)
        x = room.right() - QFontMetrics(face).horizontalAdvance(shown.figure)
        painter.drawText(QPointF(x, base), shown.figure)
        painter.setFont(small)
        x -= QFontMetrics(small).horizontalAdvance(shown.label) + dp(10)
        painter.drawText(QPointF(x, base - dp(6)), shown.label)

    def _paint_words_in(
        self,
        painter: QPainter,
        shown: Large,
        role: str,
        room: QRectF,
        sizes: tuple[int, ...],
        align: Qt.AlignmentFlag,
    ) -> None:
        """A fee in one line as large as it fits, a section's name wrapped."""
        if " " not in shown.figure and shown.label != self.tr("Shelf"):
            face = fitting(shown.figure, sizes, 700, room.width())
            paint.text(painter, room, shown.figure, role=role, face=face, align=align)
            return
        size = 26 if room.height() > dp(80) else 18
        words = Paragraph(shown.figure, font(size, 700), room.width(), dp(size * 1.2), 3)
        spot = QPointF(room.left(), room.center().y() - words.height / 2)
        words.draw(painter, spot, role, align | Qt.AlignmentFlag.AlignVCenter)

    def _paint_words(
        self,
        painter: QPainter,
        shown: Large,
        left: int,
        right: int,
        y: float,
        tint: str,
        time_below: bool,
    ) -> None:
        tight = self._compact or dp(100) < y < dp(200)
        y += dp(3) if tight and shown.cover is not None else dp(17)
        title = self._title(shown, right - left)
        title.draw(painter, QPointF(left, y), "ink")
        y += title.height
        line = QRectF(left, y, right - left, dp(20))
        if time_below:
            paint.text(painter, line, shown.time, role="ink2", face=font(13), align=RIGHT)
            line.setRight(right - dp(70))
        paint.text(painter, line, shown.detail, role="ink2", face=font(13))
        y = line.bottom() + dp(8 if tight else 11)
        rule = mix(getattr(tokens(), _rule_role(shown)), tint, 0.3)
        painter.fillRect(QRectF(left, round(y), right - left, 1), tokens().color(rule))
        y += dp(9 if tight else 13)
        lead, rest = self._paragraphs(shown, right - left)
        lead.draw(painter, QPointF(left, y), "ink")
        y += lead.height + (dp(6) if lead.lines else 0)
        rest.draw(painter, QPointF(left, y), "ink2")

    # -- measures ------------------------------------------------------------------------------

    def _title(self, shown: Large, width: float) -> Paragraph:
        return Paragraph(shown.title, font(20, 600), width, dp(25), 2)

    def _paragraphs(self, shown: Large, width: float) -> tuple[Paragraph, Paragraph]:
        step = dp(_LINE_STEP)
        lead = Paragraph(shown.lead, font(13, 600), width, step)
        return lead, Paragraph(shown.rest, font(13), width, step)

    def _measures(self, shown: Large) -> _Measures:
        """The largest measures in which the sentence stands whole."""
        if shown.cover is None and not shown.figure:
            return _WORDS_SMALL if self._compact else _WORDS
        for at in (_SMALL,) if self._compact else (_LARGE, _SMALL):
            if self._needed(shown, at) <= self.height():
                return at
        return _TINY

    def _needed(self, shown: Large, at: _Measures) -> float:
        width = self.width() - 2 * dp(at.padding)
        lead, rest = self._paragraphs(shown, width)
        words = self._title(shown, width).height + lead.height + rest.height + dp(60)
        return dp(at.picture) + dp(at.cover[1]) + words + dp(14)

    def _place_button(self) -> None:
        size = self.again_button.sizeHint()
        inset = dp(18 if self._compact else 24)
        self.again_button.setGeometry(
            inset, self.height() - size.height() - inset, size.width(), size.height()
        )

    @Slot(str)
    def _arrived(self, digest: str) -> None:
        if self._shown and self._shown.cover and self._shown.cover.digest == digest:
            self.update()


def _figure_role(shown: Large) -> str:
    return shown.look.role if shown.look.role != "ink2" else "ink"


def _rule_role(shown: Large) -> str:
    return shown.look.panel or "ink3"
