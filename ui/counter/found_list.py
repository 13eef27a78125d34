"""Accounts that a typed name finds, under the scan bar. It never takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.aloud import say_aloud
from ui.counter.who_parts import paint_avatar
from ui.shell import MainWindow
from ui.theme import dp, font, tokens
from ui.widgets import Spoken, paint

_ROW, _PAD = 44, 6
#: So long after the last letter names are looked for.
_PAUSE_MS = 90


@dataclass(frozen=True, slots=True)
class Choice:
    """A row: an account (``member_id``), or a copy by its ``barcode``."""

    text: str
    detail: str
    member_id: int = 0
    renter_id: int | None = None
    barcode: str = ""


class FoundList(Spoken):
    """``picked(object)`` carries a ``Choice``."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._choices: tuple[Choice, ...] = ()
        self._at = 0
        self.asked = ""
        self.setMouseTracking(True)
        self.hide()

    @property
    def current(self) -> Choice | None:
        """The row that Enter takes."""
        return self._choices[self._at] if self._choices else None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All rows."""
        return self._choices

    def open_under(self, bar: QWidget, text: str, choices: Sequence[Choice]) -> None:
        """Shows rows under the scan bar; none hides it."""
        self._choices, self._at, self.asked = tuple(choices), 0, text
        if not choices:
            self.hide()
            return
        parent = self.parentWidget()
        if parent is not None:
            spot = bar.mapTo(parent, QPoint(0, bar.height() + dp(4)))
            height = dp(_ROW) * len(choices) + dp(_PAD) * 2
            self.setGeometry(spot.x(), spot.y(), bar.width(), height)
        self._tell()
        self.show()
        self.raise_()
        self.update()

    def step(self, by: int) -> None:
        """Up and Down."""
        self._at = min(max(self._at + by, 0), len(self._choices) - 1)
        self._tell()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event)
        if at is not None:
            self._at = at
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event)
        if at is not None:
            self.picked.emit(self._choices[at])

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        paint.rounded(painter, QRectF(self.rect()), dp(10), t.surface, t.line)
        for at, choice in enumerate(self._choices):
            row = QRectF(dp(_PAD), dp(_PAD) + at * dp(_ROW), self.width() - 2 * dp(_PAD), dp(_ROW))
            self._paint_row(painter, row, choice, at == self._at)

    def _paint_row(self, painter: QPainter, row: QRectF, choice: Choice, on: bool) -> None:
        if on:
            paint.rounded(painter, row, dp(7), tokens().sunk)
        middle = row.center().y()
        disc = QRectF(row.left() + dp(8), middle - dp(12), dp(24), dp(24))
        if choice.barcode:
            icons.paint(painter, "disc", "ink2", disc, dp(18))
        else:
            paint_avatar(painter, disc, choice.text, False, 11)
        room = QRectF(disc.right() + dp(10), middle - dp(17), row.width() - dp(110), dp(18))
        paint.text(painter, room, choice.text, face=font(13, 600))
        room.translate(0, dp(16.5))
        paint.text(painter, room, choice.detail, role="ink2", face=font(12, tabular=True))
        if on:
            width = paint.key_cap_width("Enter")
            cap = QRectF(row.right() - dp(10) - width, row.top(), width, row.height())
            paint.key_cap(painter, cap, "Enter")

    def _row_at(self, event: QMouseEvent) -> int | None:
        at = int((event.position().y() - dp(_PAD)) // dp(_ROW))
        return at if 0 <= at < len(self._choices) else None

    def _tell(self) -> None:
        current = self.current
        words = f"{current.text}, {current.detail}" if current else ""
        self.say(words, f"{self._at + 1}/{len(self._choices)}" if current else "")
        say_aloud(self, words)


class Names(QObject):
    """When the list opens and closes: while a name is typed, and where a text means several.

    ``picked(object)`` carries the ``Choice`` of a click; Enter asks ``chosen_by_enter``.
    """

    picked = Signal(object)

    def __init__(self, find: Callable[[str], list[Choice]], parent: QObject) -> None:
        super().__init__(parent)
        self._find = find
        self._list: FoundList | None = None
        self._window: MainWindow | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self._look)

    @property
    def is_open(self) -> bool:
        """Whether the list is to be seen."""
        return self._list is not None and self._list.isVisible()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered."""
        return self._list.choices if self._list is not None and self.is_open else ()

    def typed(self, window: MainWindow, text: str) -> None:
        """The scan bar's text is another one: after a pause, who is called that."""
        self._window = window
        if len(text.strip()) >= 2 and text.strip()[0].isalpha():
            self._typing.start()
        else:
            self.close()

    def open(self, window: MainWindow, text: str, choices: Sequence[Choice]) -> None:
        """Shows what a text may mean; nothing to choose from closes it."""
        if self._list is None:
            self._list = FoundList(window)
            self._list.picked.connect(self._clicked)
        self._list.open_under(window.scan_bar, text, choices)

    def close(self) -> None:
        """Puts it away."""
        self._typing.stop()
        if self._list is not None:
            self._list.hide()

    def step(self, by: int) -> None:
        """Up and Down."""
        if self._list is not None:
            self._list.step(by)

    def chosen_by_enter(self, text: str) -> Choice | None:
        """The row that Enter takes: the list is about this text, nothing was typed since."""
        shown = self._list
        if shown is None or not shown.isVisible() or shown.asked != text:
            return None
        return shown.current

    @Slot()
    def _look(self) -> None:
        window = self._window
        if window is not None and window.scan_bar.edit.hasFocus() and not window.scan_bar.edit.note:
            text = window.scan_bar.text().strip()
            self.open(window, text, self._find(text))

    @Slot(object)
    def _clicked(self, choice: Choice) -> None:
        self.close()
        self.picked.emit(choice)
