"""Below the show: what is said of the film in the light, which board runs; and the lamp itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.board.show_measures import Show
from ui.theme.fonts import make_font
from ui.widgets import paint

PINK = "#FF7AA0"
_GLOW = 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Lamp(QWidget):
    """The lit bar at the left that walks down the rows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inner = QRectF(self.rect()).adjusted(_GLOW, _GLOW, -_GLOW, -_GLOW)
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
        self._words: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_show(self, show: Show) -> None:
        """Another size."""
        self._show = show
        self._change()

    def _change(self) -> None:
        self._words = None
        self.update()

    def show_film(self, said: str, by: str, where: str) -> None:
        """The film in the light."""
        if (said, by, where) != self._said:
            self._said = (said, by, where)
            self.setAccessibleName(", ".join(part for part in self._said if part))
            self._change()

    def show_boards(self, names: Sequence[str], current: int) -> None:
        """The boards with their bars; none where there is one board with one page."""
        if (tuple(names), current) != (self._boards, self._current):
            self._boards, self._current = tuple(names), current
            self._change()

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
        ratio = self.devicePixelRatioF()
        if self._words is None or self._words.devicePixelRatioF() != ratio:
            self._words = self._written(ratio)
        painter.drawPixmap(0, 0, self._words)
        if self._boards:
            bar = self._bar(self._current)
            bar.setWidth(max(bar.height(), bar.width() * self._share))
            paint.rounded(painter, bar, bar.height() / 2, QColor(PINK))

    def _written(self, ratio: float) -> QPixmap:
        """All but the bar that fills, as a picture: words are set once."""
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        unit = self._show.scale
        said, by, where = self._said
        room = QRectF(0, 6 * unit, self._show.quote_width, self.height())
        words, face = _set_quote(room, said, unit)
        painter.setFont(face)
        painter.setPen(QColor("#F4F1EA"))
        painter.drawText(room, _WRAP, words)
        beside = QRectF(self._show.by_left, self._show.by_top, self._show.by_width, 34 * unit)
        _write(painter, beside, by, _face(24, unit, 600), "#F4F1EA")
        _write(painter, beside.translated(0, 34 * unit), where, _face(24, unit), "#B9BAC6")
        for number, name in enumerate(self._boards):
            bar = self._bar(number)
            on = number == self._current
            words_at = QRectF(bar.left(), self._show.by_top, bar.width() + 16 * unit, 34 * unit)
            face = _face(24, unit, 600 if on else 500)
            _write(painter, words_at, name, face, "#F4F1EA" if on else "#8A8B9A")
            paint.rounded(painter, bar, bar.height() / 2, QColor("#2A2C38"))
        painter.end()
        return made

    def _bar(self, number: int) -> QRectF:
        unit = self._show.scale
        step = self._show.board_step(len(self._boards))
        left = self._show.boards_left + number * step
        return QRectF(left, self._show.by_top + 48 * unit, step - 28 * unit, 6 * unit)


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
        face = _face(pixels, unit, 500)
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


def lamp_rect(show: Show, row: QRect) -> QRect:
    """Where the lamp stands beside a row."""
    unit = show.scale
    height = round(88 * unit) + 2 * _GLOW
    left = round(row.left() + 28 * unit) - _GLOW
    top = row.top() + (round(show.line_height) - height) // 2
    return QRect(left, top, round(8 * unit) + 2 * _GLOW, height)
