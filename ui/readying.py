"""Screens are made ready while nobody touches the window, so that the first look is as quick.

One step at a time, in the pauses of a person: a screen's modules are loaded, then its widgets made,
then dressed. All of it on the window's thread: classes of Qt that another thread loads crash it.
"""

from __future__ import annotations

import gc
import time

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ui.screens import Build
from ui.shell import MainWindow
from ui.tasks import TaskRunner

#: A person who has not touched the window for so long is reading.
_PAUSE_S = 0.6
_LOOK_EVERY_MS = 300
#: So much of a turn of the event loop goes into dressing.
_SLICE_S = 0.006
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Readying(QObject):
    """Begins with ``start``, rests when every screen is there, and begins again in another shop."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._window = window
        self._runner = runner
        self._touched = time.monotonic()
        self._undressed: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._dressing = QTimer(self)
        self._dressing.setInterval(0)
        self._dressing.timeout.connect(self._dress)
        window.screen_changed.connect(self.start)
        window.closing.connect(self._close)

    @property
    def ready(self) -> bool:
        """Whether every screen is there."""
        return not self._window.unbuilt() and not self._undressed

    @Slot()
    def start(self) -> None:
        """Looks for a pause, if there is anything to do."""
        if not self._timer.isActive() and self._window.unbuilt():
            # of the application, and only until all is ready: a scan never reaches the window
            self._app.installEventFilter(self)
            self._timer.start()

    @Slot()
    def _close(self) -> None:
        self._rest()
        self._dressing.stop()

    def _rest(self) -> None:
        self._timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWindow) and event.type() in _TOUCHES:
            self._touched = time.monotonic()
        return False

    @Slot()
    def _look(self) -> None:
        if self._runner.busy or time.monotonic() - self._touched < _PAUSE_S:
            return
        unbuilt = self._window.unbuilt()
        if not unbuilt:
            self._rest()
            return
        name = next(iter(unbuilt))
        build = unbuilt[name]
        if isinstance(build, Build) and not build.loaded:
            build.load()
        else:
            self._make(name)

    def _make(self, name: str) -> None:
        screen = self._window.screen_named(name)
        screen.resize(self._window.screen_room())
        self._undressed = [screen, *screen.findChildren(QWidget)]
        self._dressing.start()

    @Slot()
    def _dress(self) -> None:
        """The style sheet's rules for each widget, which Qt would look for when it is shown."""
        until = time.perf_counter() + _SLICE_S
        while self._undressed and time.perf_counter() < until:
            widget = self._undressed.pop()
            if shiboken6.isValid(widget):
                widget.ensurePolished()
        if not self._undressed:
            self._dressing.stop()
            if self.ready:
                _set_aside()


def _set_aside() -> None:
    """What is made by now stays: Python's collector need not look at it again.

    It stops everything while it looks, for a twentieth of a second once all screens are there. What
    was set aside for another shop is looked at this once.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
