"""Opening the window: the shop that was open last, or the two doors of a first start."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.shop.clock import fixed, system_now
from app.store.errors import StorageProblem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.front import Front


def open_window(*, shop: Path | None = None, now: datetime | None = None, staff: str = "") -> int:
    """Opens the window and stays until it is closed; returns the exit code.

    `shop` names a file instead of the last one, `now` makes the clock stand still there (`--now`).
    """
    if no_display():
        sys.stderr.write(
            "There is no display here. `all-thumbs tour FOLDER` shows the window without one.\n"
        )
        return 1
    clock = fixed(now) if now is not None else system_now
    app = make_application()
    from PySide6.QtCore import QTimer

    from ui import crash, places
    from ui.front import Front
    from ui.single import FirstWindow
    from ui.theme import Theme, load_fallback_fonts

    report = crash.CrashReport(crash.log_to(places.log_file()), app)
    report.install()
    preferences = places.preferences()
    path = shop or places.last_shop(preferences)
    only = FirstWindow(path or places.default_shop(), app)
    if not only.claim():
        return 0
    theme = Theme(preferences)
    theme.install(app)
    front = Front(app, theme, preferences, clock=clock, staff=staff)
    report.over(front.window)
    front.desk.bug.connect(report.show)
    only.called.connect(front.come_forward)
    open_or_ask(front, path)
    front.window.show()
    QTimer.singleShot(0, load_fallback_fonts)  # 5 MB each: after the first paint
    return app.exec()


def open_or_ask(front: Front, path: Path | None) -> None:
    """Opens the shop at `path`; the doors where there is none, and where it cannot be opened."""
    if path is None:
        front.show_doors()
        return
    try:
        front.open_shop(path)
    except StorageProblem as problem:
        front.show_doors(problem)


def no_display() -> bool:
    """Whether a window could not open here at all."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """The one QApplication, named; made here so that window, tour and tests agree."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(sys.argv[:1])
    app.setApplicationName("All Thumbs Video")
    app.setDesktopFileName("all-thumbs-video")
    QGuiApplication.setQuitOnLastWindowClosed(True)
    return app
