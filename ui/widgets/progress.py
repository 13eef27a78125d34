"""Work that takes a while: a bar with counts and a way out."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import dp, tokens
from ui.widgets import paint
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import Label


class Bar(QWidget):
    """A plain bar, 0 to 1; None while nobody knows how much there is."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "accent") -> None:
        super().__init__(parent)
        self._share: float | None = 0.0
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None) -> None:
        """How much is done."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(120), dp(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        box.setHeight(min(box.height(), dp(6)))
        box.moveCenter(QRectF(self.rect()).center())
        radius = box.height() / 2
        paint.rounded(painter, box, radius, tokens().line)
        if self._share is None:
            paint.hatch(painter, box, self._tone, 6)
            return
        width = box.width() * min(max(self._share, 0.0), 1.0)
        if width > 0:
            done = QRectF(box.left(), box.top(), max(width, box.height()), box.height())
            paint.rounded(painter, done, radius, getattr(tokens(), self._tone))


class ProgressLine(QWidget):
    """Words, a bar, counts and Cancel on one line. ``cancelled`` when a person asks.

    Feed it with ``set_progress(done, total)``; total 0 shows that nobody knows.
    """

    cancelled = Signal()

    def __init__(
        self, text: str = "", *, can_cancel: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = Label(text, size=12, weight=500, parent=self)
        self._bar = Bar(self)
        self._bar.setMinimumWidth(dp(90))
        self._counts = Label("", role="ink2", size=12, tabular=True, parent=self)
        self._cancel = LinkButton(self.tr("Cancel"), parent=self)
        self._cancel.setVisible(can_cancel)
        self._cancel.clicked.connect(self._asked)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(10))
        box.addWidget(self._words)
        box.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._counts)
        box.addWidget(self._cancel)
        self.setAccessibleName(text)

    def start(self, text: str, *, can_cancel: bool = True) -> None:
        """New work: other words, the bar empty."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setVisible(can_cancel)
        self.set_progress(0, 0)

    @Slot(object, object)
    def set_progress(self, done: int, total: int) -> None:
        """``done`` of ``total``."""
        self._bar.set_share(done / total if total else None)
        counts = self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        self._counts.setText(counts if total else (f"{done:,}" if done else ""))

    @Slot()
    def _asked(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Stopping"))
        self.cancelled.emit()


class Ticks(QWidget):
    """Short bars for "3 out, 3 more with this visit, of 8 allowed"; what is over stands in red."""

    def __init__(self, parent: QWidget | None = None, *, height: int = 6) -> None:
        super().__init__(parent)
        self._counts = (0, 0, 0)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, now: int, more: int, allowed: int) -> None:
        """Out now, about to go out, and the limit."""
        self._counts = (now, more, allowed)
        self.setAccessibleName(
            self.tr("{now} out, {more} more, {allowed} allowed").format(
                now=now, more=more, allowed=allowed
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(120), dp(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        now, more, allowed = self._counts
        slots = max(allowed, now + more, 1)
        gap = dp(4) if slots <= 20 else 1
        width = (self.width() - gap * (slots - 1)) / slots
        painter = QPainter(self)
        for at in range(slots):
            used = at < now + more
            color = t.ink2 if at < now else t.accent if used else t.line
            if used and at >= allowed:
                color = t.stop
            box = QRectF(at * (width + gap), 0, width, self.height())
            paint.rounded(painter, box, self.height() / 2, color)
