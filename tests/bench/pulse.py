"""How long the window's thread is busy at a stretch, and what that costs a window of plain paint.

A timer of one millisecond beats on the window's thread. Between two beats lies everything that the
thread did meanwhile, whatever its event loop calls a turn: a key, the queries that it asks, the
layout, the paint. A beat that is late by 20 ms is 20 ms in which no key was heard.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, QPointF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

#: A step is watched for so long at least: the panel follows the row after 80 ms.
WATCHED_MS = 130
#: The worker has so long to answer.
_PATIENCE_S = 20.0


class Pulse(QObject):
    """Beats while it is watched; ``longest`` is the longest stretch without a beat, in ms.

    ``busiest`` is the most that the thread itself worked in a stretch: what is left of ``longest``
    without it, it waited, for the disk, the worker or another program.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last = self._last_worked = 0.0
        self.longest = self.busiest = 0.0
        self._until = 0.0
        self._give_up = 0.0
        self._resting: Callable[[], bool] = _always
        self._loop = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def watch(
        self,
        step: Callable[[], object],
        resting: Callable[[], bool],
        milliseconds: int = WATCHED_MS,
    ) -> float:
        """Takes a step and runs the window until it has come to rest; the longest stretch."""
        self._timer.start()
        self.longest = self.busiest = 0.0
        self._resting = resting
        self._last, self._last_worked = time.perf_counter(), time.thread_time()
        step()
        now = time.perf_counter()
        self._until, self._give_up = now + milliseconds / 1000, now + _PATIENCE_S
        self._loop.exec()
        self._timer.stop()
        return self.longest

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - 1)
        worked = time.thread_time()
        self.busiest = max(self.busiest, (worked - self._last_worked) * 1000)
        self._last, self._last_worked = now, worked
        if now > self._until and (self._resting() or now > self._give_up):
            self._loop.quit()


class Plain(QWidget):
    """As many words as a page of the list has, painted one after the other: the floor."""

    ROWS, CELLS = 19, 11

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.resize(size)
        self._face = QFont("Inter")
        self._face.setPixelSize(13)
        self._ink, self._paper = QColor("#1B1B26"), QColor("#FAF7F0")
        self._turn = 0

    def again(self) -> None:
        """Other words, and a repaint."""
        self._turn += 1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._paper)
        painter.setFont(self._face)
        painter.setPen(self._ink)
        width, height = self.width() / self.CELLS, self.height() / self.ROWS
        for row in range(self.ROWS):
            for cell in range(self.CELLS):
                place = QPointF(cell * width, (row + 0.6) * height)
                painter.drawText(place, f"Word {row * cell + self._turn}")


def _always() -> bool:
    return True
