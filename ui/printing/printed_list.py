"""The last prints: what, when, and an arrow that prints one again as it was."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.printing.queries import Printed
from ui import icons
from ui.printing import words
from ui.theme import dp, font, tokens
from ui.widgets import Label, paint

_ROW = 28
_FLAGS = Qt.AlignmentFlag


class PrintedList(QWidget):
    """``again(object)`` carries the ``Printed`` to print once more; ``typed(str)`` a letter that
    belongs to the scan bar.
    """

    again = Signal(object)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Label(self.tr("Printed"), weight=600)
        self._note = Label("", role="ink2")
        self._rows = _Rows(self)
        self._rows.again.connect(self.again)
        self._rows.typed.connect(self.typed)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._rows)
        self._scroll = scroll
        head = _Head(self._head, self._note, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(scroll)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._folded = False

    @property
    def rows(self) -> QWidget:
        """The part that takes the focus and the R key."""
        return self._rows

    def set_folded(self, folded: bool) -> None:
        """In a low window only the heading stays."""
        self._folded = folded
        self._fit()

    def set_prints(self, prints: tuple[Printed, ...], now: datetime, changed: bool) -> None:
        """The prints, newest first."""
        self._note.setText(
            self.tr("nothing yet") if not prints
            else "" if changed else self.tr("nothing changed since")
        )  # fmt: skip
        self._rows.set_prints(prints, now)
        self._fit()

    def _fit(self) -> None:
        shown = 0 if self._folded else min(self._rows.count, 4)
        self._scroll.setVisible(bool(shown))
        self._scroll.setFixedHeight(max(dp(_ROW) * shown, 1))
        self.setFixedHeight(dp(34) + dp(_ROW) * shown + dp(8 if shown else 0))


class _Head(QWidget):
    def __init__(self, head: Label, note: Label, parent: QWidget) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(16), dp(8), dp(16), dp(4))
        box.setSpacing(dp(10))
        box.addWidget(head)
        box.addWidget(note)
        box.addStretch(1)
        self.setFixedHeight(dp(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, tokens().color("line"))


class _Rows(QWidget):
    again = Signal(object)
    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._prints: tuple[Printed, ...] = ()
        self._times: list[str] = []
        self._current = 0
        self._hover = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Printed: R prints one again as it was"))

    @property
    def count(self) -> int:
        return len(self._prints)

    def set_prints(self, prints: tuple[Printed, ...], now: datetime) -> None:
        self._prints = prints
        self._times = [words.moment(one.at, now) for one in prints]
        self._current = min(self._current, max(len(prints) - 1, 0))
        self.setFixedHeight(dp(_ROW) * len(prints))
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(_ROW) * len(self._prints))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if step and self._prints:
            self._current = min(max(self._current + step, 0), len(self._prints) - 1)
            self._tell()
            self.update()
        elif key == Qt.Key.Key_R and self._prints:
            self.again.emit(self._prints[self._current])
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = int(event.position().y() // dp(_ROW))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // dp(_ROW))
        if not 0 <= row < len(self._prints):
            return
        self._current = row
        self.update()
        if event.position().x() > self.width() - dp(44):
            self.again.emit(self._prints[row])

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        for at, one in enumerate(self._prints):
            box = QRectF(0, at * dp(_ROW), self.width(), dp(_ROW))
            if at == self._hover:
                painter.fillRect(box, t.color("sunk"))
            if self.hasFocus() and at == self._current:
                painter.setPen(t.color("focus"))
                painter.drawRect(box.adjusted(0.5, 0.5, -1.5, -1.5))
            right = box.right() - dp(16)
            arrow = QRectF(right - dp(15), box.top(), dp(15), box.height())
            icons.paint(painter, "rotate-ccw", "ink2", arrow, dp(14))
            face = font(12.5)
            wide = QFontMetrics(face).horizontalAdvance(self._times[at])
            time = QRectF(arrow.left() - dp(8) - wide, box.top(), wide + 1, box.height())
            paint.text(painter, time, self._times[at], role="ink2", face=face)
            name = QRectF(dp(16), box.top(), time.left() - dp(26), box.height())
            paint.text(painter, name, one.name, face=face)

    def _tell(self) -> None:
        if self._prints:
            at = self._current
            self.setAccessibleDescription(f"{self._prints[at].name}, {self._times[at]}")
