"""Why: a row of common reasons and a line for one's own words. Enter chooses and confirms nothing.

The arrows reach it from the scan bar, so the focus can stay there and a scan meanwhile is a scan.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.aloud import say_aloud
from ui.counter.words import tr
from ui.theme import dp, font, mix, tokens
from ui.widgets import PaintedButton, TextInput, paint


class Pill(PaintedButton):
    """One of the reasons."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setProperty("haloRadius", 14)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(font(12, 500)).horizontalAdvance(self.text()) + dp(22), dp(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        on = self.isChecked()
        over = t.sunk if self.underMouse() else t.surface
        fill, line = (t.accent_soft, t.accent_line) if on else (over, t.line)
        paint.rounded(painter, QRectF(self.rect()), self.height() / 2, fill, line)
        role = "accent_text" if on else "ink"
        face = font(12, 500)
        center = Qt.AlignmentFlag.AlignCenter
        paint.text(
            painter,
            QRectF(self.rect()),
            self.text(),
            role=role,
            face=face,
            align=center,
            elide=False,
        )


class _Rows(QWidget):
    """Pills one after the other, on as many rows as the width asks for."""

    def __init__(self, pills: Sequence[Pill], parent: QWidget) -> None:
        super().__init__(parent)
        self._pills = tuple(pills)
        for pill in self._pills:
            pill.setParent(self)
        self.setFixedHeight(dp(27))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(pill.sizeHint().width() for pill in self._pills), dp(27))

    def resizeEvent(self, event: QResizeEvent) -> None:
        x = y = 0
        gap, height = dp(6), self._pills[0].sizeHint().height()
        for pill in self._pills:
            size = pill.sizeHint()
            if x and x + size.width() > self.width():
                x, y = 0, y + height + gap
            pill.setGeometry(x, y, size.width(), height)
            x += size.width() + gap
        self.setFixedHeight(y + height)


class ReasonPicker(QWidget):
    """``changed`` when another reason is chosen or written; ``reason`` is empty until one is.

    ``code_typed(str)`` is what was entered in the line of own words: a scanner may have sent it.
    """

    changed = Signal()
    code_typed = Signal(str)

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = -1
        self._pills = [Pill(tr(reason), self) for reason in (*reasons, tr("Other words"))]
        self.own = TextInput(placeholder=tr("In your own words"), enter_moves=False, parent=self)
        self.own.setAccessibleName(tr("Reason in your own words"))
        self.own.hide()
        self.own.textChanged.connect(self._written)
        self.own.entered.connect(self._entered)
        for pill in self._pills:
            pill.clicked.connect(self._clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(8))
        box.addWidget(_Rows(self._pills, self))
        box.addWidget(self.own)

    @property
    def reason(self) -> str:
        """The reason as it will stand in the journal; empty while none is chosen."""
        if self._chosen < 0:
            return ""
        if self._chosen == len(self._pills) - 1:
            return " ".join(self.own.text().split())
        return self._pills[self._chosen].text()

    def move_choice(self, step: int) -> None:
        """The arrows: the next or the previous reason, round and round."""
        start = self._chosen if self._chosen >= 0 else (-1 if step > 0 else 0)
        self._choose((start + step) % len(self._pills))

    def _choose(self, index: int) -> None:
        self._chosen = index
        for at, pill in enumerate(self._pills):
            pill.setChecked(at == index)
        own = index == len(self._pills) - 1
        self.own.setVisible(own)
        if own:
            self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            say_aloud(self, self._pills[index].text())
        self.changed.emit()

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        self._choose(next(at for at, pill in enumerate(self._pills) if pill is sender))

    @Slot()
    def _written(self) -> None:
        self.changed.emit()

    @Slot()
    def _entered(self) -> None:
        self.code_typed.emit(self.own.text())


class Framed(QWidget):
    """The white sheet with a coloured edge that a question stands on."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        edge = mix(getattr(t, self._role), t.surface, 0.3)
        paint.rounded(QPainter(self), QRectF(self.rect()), dp(10), t.surface, edge)
