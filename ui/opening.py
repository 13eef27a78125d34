"""Opening the window: the shop that was open last, or the two doors of a first start."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from ui.front import Front
    from ui.shell import MainWindow


def open_window(*, shop: Path | None = None, now: str | None = None, staff: str = "") -> int:
    """Opens the window and stays until it is closed; returns the exit code.

    `shop` names a file instead of the last one, `now` is an ISO instant where the clock stands
    still (`--now`). The bare window is painted first; the shop and all that it needs come after,
    so that whoever starts the program sees it at once.
    """
    if no_display():
        sys.stderr.write(
            "There is no display here. `all-thumbs tour FOLDER` shows the window without one.\n"
        )
        return 1
    app = make_application()
    from PySide6.QtCore import QTimer

    from ui import places
    from ui.shell import MainWindow
    from ui.theme import Theme

    preferences = places.preferences()
    path = shop or places.last_shop(preferences)
    theme = Theme(preferences)
    theme.install(app)
    window = MainWindow(theme, settings=preferences, shop_name=places.last_name(preferences))
    opening = _Opening(app, window, preferences, path, now, staff)
    window.show()
    # The first turn of the event loop paints; the second opens the shop.
    QTimer.singleShot(0, opening.after_first_paint)
    return app.exec()


class _Opening:
    """What follows the first paint: the shop, its first screen, the faces for other scripts."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        preferences: QSettings,
        path: Path | None,
        now: str | None,
        staff: str,
    ) -> None:
        self._app = app
        self._window = window
        self._preferences = preferences
        self._path = path
        self._now = now
        self._staff = staff
        self._front: Front
        self._kept: list[object] = []

    def after_first_paint(self) -> None:
        """Opens the shop, unless another window has it open already."""
        _tell_benchmark("first paint")
        from PySide6.QtCore import QTimer

        from app.shop.clock import fixed, system_now
        from ui import crash, places
        from ui.front import Front
        from ui.single import FirstWindow
        from ui.theme import load_fallback_fonts

        only = FirstWindow(self._path or places.default_shop(), self._app)
        if not only.claim():
            self._window.close()
            return
        report = crash.CrashReport(crash.log_to(places.log_file()), self._app)
        report.install()
        report.over(self._window)
        clock = fixed(instant(self._now)) if self._now else system_now
        front = Front(self._app, self._window, self._preferences, clock=clock, staff=self._staff)
        front.desk.bug.connect(report.show)
        only.called.connect(front.come_forward)
        self._front = front
        self._kept = [only, report]
        open_or_ask(front, self._path)
        QTimer.singleShot(0, load_fallback_fonts)  # 5 MB each
        QTimer.singleShot(0, self._first_rows)

    def _first_rows(self) -> None:
        _tell_benchmark("first rows")
        from ui.readying import Readying

        ready = Readying(self._app, self._window, self._front.runner, self._front)
        ready.start()


def _tell_benchmark(moment: str) -> None:
    """The start's benchmark reads these from standard output."""
    if os.environ.get("ALL_THUMBS_TELL_START"):
        sys.stdout.write(f"{moment}\t{time.time()}\n")
        sys.stdout.flush()


def instant(text: str) -> datetime:
    """An ISO instant; without an offset it is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def open_or_ask(front: Front, path: Path | None) -> None:
    """Opens the shop at `path`; the doors where there is none, and where it cannot be opened."""
    if path is None:
        front.show_doors()
    else:
        front.open_or_ask(path)


def no_display() -> bool:
    """Whether a window could not open here at all."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """The one QApplication, named; made here so that window, tour and tests agree."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    # The worker gives way to the window after a millisecond; the usual five are a third of a frame.
    sys.setswitchinterval(0.001)
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(sys.argv[:1])
    app.setApplicationName("All Thumbs Video")
    app.setDesktopFileName("all-thumbs-video")
    QGuiApplication.setQuitOnLastWindowClosed(True)
    return app
