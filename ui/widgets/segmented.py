"""The row of alternatives of which one is chosen: List, Covers, Sections."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import dp, font, mix, tokens
from ui.widgets import paint


class Segmented(QWidget):
    """Alternatives side by side, one of them chosen.

    ``options`` are ``(key, text)`` or ``(key, text, icon)``. Left and Right move while it has the
    focus. ``chosen(str)`` is emitted when a person changes it, never by ``set_current``.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, ...]],
        *,
        name: str,
        height: int = 32,
        stretch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = [(o[0], o[1], o[2] if len(o) > 2 else "") for o in options]
        self._current = 0
        self._hover = -1
        self._height = height
        self._stretch = stretch
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed,
        )
        self._announce()

    @property
    def current(self) -> str:
        """The key of the chosen alternative."""
        return self._options[self._current][0] if self._options else ""

    def set_current(self, key: str) -> None:
        """Show another alternative as chosen; emits nothing."""
        for index, option in enumerate(self._options):
            if option[0] == key:
                self._current = index
        self._announce()
        self.update()

    def cycle(self) -> None:
        """Go on to the next alternative, round and round (Ctrl+G), and say so."""
        self._choose((self._current + 1) % len(self._options))

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 6, max(dp(self._height), dp(28)))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if self._stretch:  # gives up its padding before its words
            hint.setWidth(hint.width() - len(self._options) * dp(14))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        paint.rounded(painter, QRectF(self.rect()), dp(8), t.sunk, t.line)
        for index, cell in enumerate(self._cells()):
            _, words, icon = self._options[index]
            on = index == self._current
            if on:
                fill = mix(t.ink, t.surface, 0.06) if t.night else t.surface
                paint.rounded(painter, cell, dp(6), fill, t.line)
            role = "ink" if on or index == self._hover else "ink2"
            self._paint_cell(painter, cell, words, icon, role)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event)
        if index >= 0:
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._index_at(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        wanted = self._current + step
        if not step:
            event.ignore()
        elif 0 <= wanted < len(self._options):
            self._choose(wanted)

    def _choose(self, index: int) -> None:
        if index == self._current:
            return
        self._current = index
        self._announce()
        self.update()
        self.chosen.emit(self.current)

    def _announce(self) -> None:
        if self._options:
            self.setAccessibleDescription(self._options[self._current][1])

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(font(13, 500))
        return [
            metrics.horizontalAdvance(words) + dp(20) + (dp(23) if icon else 0)
            for _, words, icon in self._options
        ]

    def _cells(self) -> list[QRectF]:
        widths = [float(width) for width in self._widths()]
        spare = self.width() - 6 - sum(widths)
        if self._stretch and widths:
            widths = [width + spare / len(widths) for width in widths]
        cells, x = [], 3.0
        for width in widths:
            cells.append(QRectF(x, 3, width, self.height() - 6))
            x += width
        return cells

    def _paint_cell(
        self, painter: QPainter, cell: QRectF, words: str, icon: str, role: str
    ) -> None:
        size = dp(16)
        face, full = font(13, 500), 0
        for points in (13, 12, 11.5):  # a tight row writes smaller before it cuts a word
            face = font(points, 500)
            full = QFontMetrics(face).horizontalAdvance(words) + (size + dp(7) if icon else 0)
            if full <= cell.width() - dp(6):
                break
        x = cell.left() + max((cell.width() - full) / 2, 0)
        if icon:
            icons.paint(painter, icon, role, QRectF(x, cell.top(), size, cell.height()), size)
            x += size + dp(7)
        paint.text(
            painter,
            QRectF(x, cell.top(), cell.right() - x, cell.height()),
            words,
            role=role,
            face=face,
        )

    def _index_at(self, event: QMouseEvent) -> int:
        for index, cell in enumerate(self._cells()):
            if cell.contains(event.position()):
                return index
        return -1
