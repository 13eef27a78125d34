"""Leaving the open shop: for another one, or to put a backup in its place.

Two threads hold the file, the window's and the worker's; both let go before anything happens to
it. Meanwhile the window shows a page that asks the file nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from app.store import backups, shopfile
from app.store import database as store
from app.store.errors import StorageProblem
from ui.desk import Desk
from ui.shell import MainWindow
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import EmptyState, Ground


class ShopSwitch(QObject):
    """``closing`` before the shop is closed: timers rest. Then one of these:

    ``restored(object)`` the same file with a backup in it, open again; carries where what stood
    there before is kept, or None. ``failed(object, object)`` the file and its ``StorageProblem``.
    ``left(object)`` no shop is open; carries the file of the one that is wanted, or None.
    """

    closing = Signal()
    restored = Signal(object)
    failed = Signal(object, object)
    left = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._busy = False
        self._shop = self._backup = Path()
        self._wanted: Path | None = None

    @Slot(object)
    def restore(self, backup: Path) -> None:
        """Puts a backup in the open shop's place. What stood there becomes a backup itself."""
        if self._begin(self.tr("Putting the shop back")):
            self._backup = backup
            self._let_worker_go(_LetGo(), self._restore_now)

    def leave(self, wanted: Path | None) -> None:
        """Backs the shop up and closes it, for the one at `wanted` or whichever is chosen."""
        if self._begin(self.tr("Closing the shop")):
            self._wanted = wanted
            self._let_worker_go(_LetGo(self._shop), self._leave_now)

    def _begin(self, words: str) -> bool:
        shop = store.path_or_none()
        if shop is None or self._busy:
            return False
        self._busy, self._shop = True, shop
        self.closing.emit()
        self._window.show_page(_Page(words))
        return True

    def _let_worker_go(self, work: _LetGo, done: Callable[[object], None]) -> None:
        """The worker's connection first: the file cannot be forgotten while it has one."""
        self._desk.runner.run(work, done=done, failed=_Failed(self._desk, done), owner=self)

    def _restore_now(self, _: object) -> None:
        shopfile.close_shop()
        self._desk.runner.run(
            _Restore(self._backup, self._shop),
            done=self._put_back,
            failed=self._not_put_back,
            owner=self,
        )

    def _put_back(self, kept: Path | None) -> None:
        self._busy = False
        try:
            shopfile.open_shop(self._shop)
        except StorageProblem as problem:
            self.failed.emit(self._shop, problem)
            return
        self.restored.emit(kept)

    def _not_put_back(self, error: Exception) -> None:
        """The backup was no good: the shop is as it was."""
        self._put_back(None)
        self._desk.refuse(error)

    def _leave_now(self, _: object) -> None:
        self._busy = False
        shopfile.close_shop()
        self.left.emit(self._wanted)


class _Failed:
    """What went wrong is told, and the way goes on: the file itself is whole."""

    def __init__(self, desk: Desk, then: Callable[[object], None]) -> None:
        self._desk, self._then = desk, then

    def __call__(self, error: Exception) -> None:
        self._desk.refuse(error)
        self._then(None)


class _Page(Ground):
    """What is seen while no file is open."""

    def __init__(self, words: str) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(20), dp(20), dp(20), dp(20))
        box.addWidget(EmptyState(words + " …", icon="database"))


class _LetGo:
    """The worker's own connection goes; before that a last backup, of a shop that is left."""

    def __init__(self, shop: Path | None = None) -> None:
        self._shop = shop

    def __call__(self, report: Report, cancelled: Cancelled) -> None:
        store.disconnect()
        if self._shop is not None:
            backups.automatic(self._shop, "on closing")


class _Restore:
    """Restoring, on the worker: a shop can be a gigabyte."""

    def __init__(self, backup: Path, shop: Path) -> None:
        self._backup, self._shop = backup, shop

    def __call__(self, report: Report, cancelled: Cancelled) -> Path | None:
        return backups.restore(self._backup, self._shop)


class TakeUp:
    """The worker holds the file that is open now."""

    def __call__(self, report: Report, cancelled: Cancelled) -> None:
        store.connect_if_open()
