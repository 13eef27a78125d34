"""A shop of an older program is brought up to date on the worker, and the window says so meanwhile.

A backup of a gigabyte, its check and the migration take a minute in which the window must not look
dead. The window's thread has no connection until it is done.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.store import database as store
from app.store import shopfile
from app.store.errors import StorageProblem
from ui.desk import Desk
from ui.shell import MainWindow
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import EmptyState, Ground


class ShopUpdate(QObject):
    """``updated(object)`` carries the file, open on this thread as well; ``failed(object)`` the
    ``StorageProblem``, or None for one that is our own fault and was told already.
    """

    updated = Signal(object)
    failed = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._path = Path()

    def start(self, path: Path) -> None:
        """Brings up a page that says what goes on, and hands the file to the worker."""
        self._path = path
        self._window.show_page(_Page())
        self._desk.runner.run(_Update(path), done=self._done, failed=self._not_done, owner=self)

    def _done(self, _: object) -> None:
        try:
            store.connect()
        except StorageProblem as problem:
            self.failed.emit(problem)
            return
        self.updated.emit(self._path)

    def _not_done(self, error: Exception) -> None:
        if isinstance(error, StorageProblem):
            self.failed.emit(error)
            return
        self._desk.refuse(error)
        self.failed.emit(None)


class _Page(Ground):
    """What is seen while the file is being updated."""

    def __init__(self) -> None:
        super().__init__()
        words = EmptyState(
            self.tr("Bringing the shop up to date …"),
            detail=self.tr("A backup is made first. A large shop takes a minute."),
            icon="database",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(20), dp(20), dp(20), dp(20))
        box.addWidget(words)


class _Update:
    """Opens the file, which updates it; the worker keeps its connection."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, report: Report, cancelled: Cancelled) -> None:
        shopfile.open_shop(self._path)
