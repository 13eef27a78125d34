"""Our own bugs: logged, told once, with details to copy. Nothing of a member is in them."""

from __future__ import annotations

import logging
import platform
import sqlite3
import sys
import threading
import traceback
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

_log = logging.getLogger(__name__)
_LINES = 50


class LastLines(logging.Handler):
    """Keeps the last lines of the log for the details."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def log_to(path: Path) -> LastLines:
    """Sends the log to a file that starts anew at a megabyte; returns the last lines' keeper."""
    keeper = LastLines()
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handlers: list[logging.Handler] = [keeper]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, delay=True))
    except OSError:
        pass  # a log that cannot be written must not keep the shop closed
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for handler in handlers:
        handler.setFormatter(form)
        root.addHandler(handler)
    return keeper


class CrashReport(QObject):
    """Catches what nobody caught, on any thread, and tells it once at a time."""

    _caught = Signal(object)

    def __init__(self, keeper: LastLines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._box: QMessageBox | None = None
        self._over: QWidget | None = None
        self._details = ""
        self._caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on every uncaught exception comes here."""
        sys.excepthook = self._on_main
        threading.excepthook = self._on_thread

    def over(self, window: QWidget) -> None:
        """The window that the report stands over."""
        self._over = window

    def _on_main(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("a bug", exc_info=(kind, error, trace))
        self._caught.emit(error)

    def _on_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            _log.error("a bug in %s", told.thread, exc_info=told.exc_value)
            self._caught.emit(told.exc_value)

    @Slot(object)
    def show(self, error: BaseException) -> None:
        """Shows the report, unless one is open."""
        if self._box is not None:
            return
        self._details = self.details(error)
        box = QMessageBox(self._over)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Something went wrong in the program"))
        box.setText(self.tr("Something went wrong in the program, and that is our fault."))
        box.setInformativeText(
            self.tr("What you were doing was not saved; everything before it is. You can go on.")
        )
        copy = QPushButton(self.tr("Copy the details"))
        box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # the box would close; here it only copies
        copy.clicked.connect(self._copy)
        go_on = box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        go_on.setAutoDefault(False)
        go_on.setDefault(False)
        box.finished.connect(self._closed)
        self._box = box
        box.open()

    def details(self, error: BaseException) -> str:
        """Versions, the trace and the last lines of the log."""
        trace = "".join(traceback.format_exception(error))
        versions = (
            f"Python {platform.python_version()}, Qt {qVersion()}, "
            f"SQLite {sqlite3.sqlite_version}, {platform.platform()}"
        )
        return "\n".join([versions, "", trace, *self._keeper.lines])

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    @Slot()
    def _closed(self) -> None:
        self._box = None
