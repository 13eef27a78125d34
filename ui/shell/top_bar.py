"""The top bar: scan bar, the time, who is at the counter, day or night."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme, dp, tokens
from ui.widgets.buttons import Button, Kind
from ui.widgets.inputs import ScanBar
from ui.widgets.labels import Label

_TICK_MS = 5_000


class TopBar(QWidget):
    """56 px at the top. ``staff_clicked`` and ``light_clicked`` are for the window to answer."""

    staff_clicked = Signal()

    def __init__(
        self, theme: Theme, now: Callable[[], str] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        self.scan_bar = ScanBar()
        self._time = Label("", role="ink2", tabular=True, parent=self)
        self._staff = Button(self.tr("Clerk on duty"), "user", parent=self)
        self._staff.clicked.connect(self.staff_clicked)
        self._light = Button("", "moon", kind=Kind.BARE, parent=self)
        self._light.clicked.connect(self._toggle)
        theme.changed.connect(self._dress)
        self.setFixedHeight(dp(56))
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(20), 0, dp(11), 1)
        box.setSpacing(dp(14))
        box.addWidget(self.scan_bar, 1)
        box.addStretch(1)
        box.addWidget(self._time)
        box.addWidget(self._staff)
        box.addWidget(self._light)
        box.setStretch(0, 3)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tell_time)
        self.set_now(now)
        self._dress()

    def set_now(self, now: Callable[[], str] | None) -> None:
        """Where the words of the clock come from ("Sat 13 Dec, 11:05", in the shop's zone)."""
        self._now = now
        self._time.setVisible(now is not None)
        if now is not None:
            self._timer.start()
            self.tell_time()

    def below_staff(self) -> QPoint:
        """Where a menu of names opens, on the screen."""
        return self._staff.mapToGlobal(self._staff.rect().bottomLeft())

    def set_staff(self, name: str) -> None:
        """Who is signed in."""
        self._staff.setText(name)
        self._staff.setAccessibleName(name)

    @Slot()
    def tell_time(self) -> None:
        """Ask for the time again."""
        if self._now is not None and self._time.text() != (words := self._now()):
            self._time.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), t.color("surface"))
        box = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(box, t.color("line"))

    @Slot()
    def _toggle(self) -> None:
        self._theme.toggle()

    @Slot()
    def _dress(self) -> None:
        night = tokens().night
        self._light.set_icon_name("sun" if night else "moon")
        words = self.tr("Day") if night else self.tr("Night")
        self._light.setAccessibleName(words)
        self._light.setToolTip(words)
