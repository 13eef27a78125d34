"""Hands and a camera: keys and scans into the window, pictures out of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.front import Front
from ui.opening import make_application
from ui.shell import MainWindow
from ui.theme import Light, Theme, load_fallback_fonts

LARGE, SMALL = QSize(1440, 900), QSize(1280, 720)
_PATIENCE = 120.0


class TourStuck(RuntimeError):
    """Something did not happen that the day needs."""


class Clock:
    """The day's own clock: it moves when the tour says so."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        """So much time goes by."""
        self.now += timedelta(**span)


class Driver:
    """The window with a folder for its pictures, which are numbered in the order they are taken."""

    def __init__(self, folder: Path, scratch: Path, now: datetime, *, taken: int = 0) -> None:
        self.app: QApplication = make_application()
        self.folder = folder
        self.clock = Clock(now)
        preferences = QSettings(str(scratch / "window.ini"), QSettings.Format.IniFormat)
        self.theme = Theme(preferences)
        self.theme.install(self.app)
        load_fallback_fonts()
        self.theme.set_light(Light.DAY)
        self.window = MainWindow(self.theme, settings=preferences)
        self.front = Front(self.app, self.window, preferences, clock=self.clock, staff="Dana")
        self.taken = taken
        self.window.resize(LARGE)
        self.window.show()
        self._to_the_front()

    def _to_the_front(self) -> None:
        """Keys reach shortcuts only in a window that is active."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    # -- hands ---------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Presses key combinations as a person does: "Ctrl+E", "Down"."""
        for combination in keys:
            if QApplication.activeWindow() is None:
                self._to_the_front()
            # Indexing works; only PySide's stubs do not know of it.
            sequence = QKeySequence(combination)[0]  # type: ignore[index]
            QTest.keyClick(self._target(), sequence.key(), sequence.keyboardModifiers())
            self.turn()

    def type(self, text: str) -> None:
        """Types letters where the focus is."""
        for letter in text:
            QTest.keyClicks(self._target(), letter)
            self.turn()

    def scan(self, code: str) -> None:
        """A scan: the scan bar, the code, Enter."""
        self.press("F2")
        self.type(code)
        self.press("Return")
        self.clock.later(seconds=7)
        self.settle()

    def _target(self) -> QWidget:
        active = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        focus = QApplication.focusWidget()
        if focus is not None and (active is None or active.isAncestorOf(focus)):
            return focus
        return active or self.window

    # -- waiting -------------------------------------------------------------------------------

    def turn(self) -> None:
        """Lets the window answer what has just been done."""
        QEventLoop().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self) -> None:
        """Waits until the worker is idle and the window has drawn what it brought."""
        self.until(self._idle)
        for _ in range(4):
            self.turn()
        self.until(self._idle)

    def _idle(self) -> bool:
        return not self.front.runner.busy

    def until(self, happened: Callable[[], object], what: str = "the work") -> None:
        """Runs the window until something is true; raises `TourStuck` when it never is."""
        end = time.monotonic() + _PATIENCE
        loop = QEventLoop()
        while not happened():
            if time.monotonic() > end:
                raise TourStuck(what)
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        loop.processEvents()

    # -- camera --------------------------------------------------------------------------------

    def picture(self, name: str, of: QWidget | None = None) -> Path:
        """Takes a picture of the window (or of a dialog) once it has come to rest."""
        self.settle()
        quiet = time.monotonic() + 0.35  # timers of panels that follow the row, covers that arrive
        self.until(lambda: time.monotonic() > quiet)
        self.settle()
        self.window.top_bar.tell_time()
        self.taken += 1
        path = self.folder / f"{self.taken:02d}-{name}.png"
        (of or self.window).grab().save(str(path))
        return path

    def in_both_sizes(self, name: str) -> None:
        """A picture at 1440x900, then one at 1280x720."""
        self.picture(name)
        self.window.resize(SMALL)
        self.turn()
        self.picture(f"{name}-1280")
        self.window.resize(LARGE)
        self.turn()

    def at_night(self, name: str) -> None:
        """A picture with the lights out."""
        self.theme.set_light(Light.NIGHT)
        self.turn()
        self.picture(f"{name}-night")
        self.theme.set_light(Light.DAY)
        self.turn()

    def dialog(self, kind: str) -> QWidget:
        """The open dialog of a class by its name."""
        for widget in QApplication.topLevelWidgets():
            if type(widget).__name__ == kind and widget.isVisible():
                return widget
        raise TourStuck(f"no {kind}")

    def close(self) -> None:
        """Closes the window as a person does."""
        self.window.close()
        self.turn()
