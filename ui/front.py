"""The front of house: one window over one open shop, wired.

Screens are told about each other only here. The window wires nothing, the screens know a desk.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app import wings as _wings  # noqa: F401  for an undo, whatever wing it is of
from app.shop import long_work, settings, undo, words
from app.shop.changes import Changes
from app.shop.clock import system_now
from app.store import backups, shopfile
from app.store import database as store
from app.store.errors import StorageProblem
from ui import messages, places, screens, told
from ui.desk import Desk
from ui.duty import Duty
from ui.nightdrop.watch import DropWatch
from ui.router import ScanRouter
from ui.scanning import ScanFilter
from ui.screen import Screen
from ui.shell import MainWindow
from ui.switching import ShopSwitch, TakeUp
from ui.tasks import Cancelled, Report, TaskRunner
from ui.updating import ShopUpdate
from ui.widgets import CoverCache
from ui.widgets.hours_words import week_sentence

_log = logging.getLogger(__name__)

_BACKUP_EVERY = timedelta(minutes=30)
_NO_BACKUP = "shop/closed_without_backup"
_TICK_MS = 20_000
# The print room takes a third of a second to load: by then the window has long been painted.
_WARM_UP_MS = 4_000


class Front(QObject):
    """Owns the worker and wires the window. ``open_shop`` may be called again for another shop.

    The window comes ready made: it is painted before all that this module needs is loaded.
    """

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        preferences: QSettings,
        *,
        clock: Callable[[], datetime] = system_now,
        staff: str = "",
    ) -> None:
        super().__init__()
        self._app = app
        self._preferences = preferences
        self._clock = clock
        self.window = window
        window.top_bar.set_now(self.time_words)
        self.covers = CoverCache(Path())
        self.runner = TaskRunner(store.connect_if_open, store.disconnect, self)
        self.desk = Desk(
            self.window,
            self.window.bus.publish,
            self.runner,
            self.covers,
            clock=clock,
            staff=staff,
            preferences=preferences,
            parent=self,
        )
        self.router = ScanRouter(self.window, self.desk, self)
        self.switch = ShopSwitch(self.window, self.desk, self)
        self.update = ShopUpdate(self.window, self.desk, self)
        self.duty = Duty(self.window, self.desk, preferences, self)
        self._worker_let_go = False
        self._filter: ScanFilter | None = None
        self._drop: DropWatch | None = None
        self._wire()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._warm_up = QTimer(self)
        self._warm_up.setSingleShot(True)
        self._warm_up.setInterval(_WARM_UP_MS)
        self._warm_up.timeout.connect(self._load_print_room)
        self._backup = QTimer(self)
        self._backup.setInterval(int(_BACKUP_EVERY.total_seconds() * 1000))
        self._backup.timeout.connect(self._back_up)

    # -- opening -------------------------------------------------------------------------------

    def open_shop(self, path: Path) -> None:
        """Opens the shop and brings its first screen up. Raises `StorageProblem`."""
        shopfile.open_shop(path)
        self.shop_is_open(path)

    @Slot(object)
    def open_or_ask(self, path: Path) -> None:
        """The same, with the doors where it cannot be opened. A shop of an older program is
        brought up to date first, on the worker.
        """
        if shopfile.is_older(path):
            self.update.start(path)
            return
        try:
            self.open_shop(path)
        except StorageProblem as problem:
            self.show_doors(problem)

    @Slot(object)
    def shop_is_open(self, path: Path) -> None:
        """The shop has just been opened (or made): everything that follows it."""
        now_set = settings.settings()
        places.remember_shop(self._preferences, path, now_set.shop_name, demo=now_set.demo)
        cut_off = long_work.roll_back_unfinished(self.desk.context())
        self.covers.set_folder(shopfile.covers_folder(path))
        self.window.set_shop_name(settings.settings().shop_name)
        self._settings_changed()
        if self._worker_let_go:
            self._worker_let_go = False
            self.runner.run(TakeUp(), done=_nothing, failed=self.desk.refuse)
        screens.add_all(self.window, self.desk, self._screen_made)
        self._drop = DropWatch(self.window, self.desk, self)
        self.window.show_shop()
        self.window.show_screen(screens.FIRST)
        if self._app.focusWidget() is None:  # the doors that had it are gone
            self.window.scan_bar.take_focus()
        self._tell_time()
        self._tick.start()
        self._backup.start()
        self._warm_up.start()
        no_backup = self._preferences.value(_NO_BACKUP)
        self._preferences.remove(_NO_BACKUP)
        if cut_off:
            self.desk.say(
                self.tr("Work that was cut off last time was taken back. Nothing is half done.")
            )
        elif no_backup:
            why = messages.words(f"storage.{no_backup}").split(".")[0]
            said = self.tr("The program closed without a backup last time: {why}.")
            self.desk.say(said.format(why=why[:1].lower() + why[1:]), tone="need")
        else:
            self._offer_undo()

    @Slot(object)
    def show_doors(self, problem: StorageProblem | None = None) -> None:
        """The first start's two doors; with the reason, where a shop could not be opened."""
        from ui.first_start import FirstStartPage

        self._worker_let_go = True
        page = FirstStartPage(self.desk, problem=problem)
        page.shop_opened.connect(self._first_shop)
        page.shop_named.connect(self.open_or_ask)
        self.window.show_page(page)

    @Slot(object)
    def _first_shop(self, path: Path) -> None:
        """A shop was just made: its shelves, or the list of what is on them, if it has one."""
        self.shop_is_open(path)
        if getattr(self.sender(), "wants_import", False):
            self.router.import_file()
        else:
            self._say_opened()

    def _say_opened(self) -> None:
        """``Opened All Thumbs Video, empty. Hours Mon to Sat, 11 am to 10 pm.``"""
        now_set = settings.settings()
        if not now_set.demo:
            made = self.tr("Opened *{name}*, empty. {hours}.")
            hours = week_sentence(settings.calendar().weekly)
            self.desk.say(made.format(name=now_set.shop_name, hours=hours))

    @Slot()
    def come_forward(self) -> None:
        """A second start of the same shop: this window is the one."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _offer_undo(self) -> None:
        """What was done last, so that it can be undone after a restart as well."""
        last = undo.last_undoable()
        if last is not None and told.known(last.intent):
            self.desk.say(told.words(last.intent, last.facts), undo=True)

    # -- another shop, or this one as it was -----------------------------------------------------

    @Slot()
    def _shop_closes(self) -> None:
        self._tick.stop()
        self._warm_up.stop()
        self._backup.stop()
        self._worker_let_go = True

    @Slot(object)
    def _shop_restored(self, kept: Path | None) -> None:
        """The same file, with a backup in it: every screen reads anew."""
        self._worker_let_go = False
        self.runner.run(TakeUp(), done=_nothing, failed=self.desk.refuse)
        long_work.roll_back_unfinished(self.desk.context())
        self._settings_changed()
        self._tell_time()
        self._tick.start()
        self._backup.start()
        self.window.show_shop()
        self.window.bus.publish(Changes(everything=True))
        if kept is not None:
            words = self.tr("The backup is in place. What was here before is kept as a backup.")
            self.desk.say(words)

    @Slot(object, object)
    def _shop_failed(self, path: Path, problem: StorageProblem) -> None:
        self._forget_screens()
        self.show_doors(problem)

    @Slot(object)
    def _shop_left(self, wanted: Path | None) -> None:
        """No shop is open: the one that is wanted, or the doors."""
        self._forget_screens()
        if wanted is None:
            self.show_doors()
        else:
            self.open_or_ask(wanted)

    def _forget_screens(self) -> None:
        if self._drop is not None:
            self._drop.deleteLater()
            self._drop = None
        self.window.remove_screens()

    @Slot()
    def _other_shop(self) -> None:
        self.switch.leave(None)

    @Slot()
    def _demo_shop(self) -> None:
        demo = places.demo_shop()
        self.switch.leave(demo if demo.exists() else None)

    @Slot()
    def _own_shop(self) -> None:
        """From the demo to the owner's shop; where there is none yet, to the doors."""
        screen = self.window.current_screen
        if screen is None or screen.leave_ok():
            self.switch.leave(places.own_shop(self._preferences))

    # -- wiring --------------------------------------------------------------------------------

    def _wire(self) -> None:
        window = self.window
        window.scanned.connect(self.router.scanned)
        window.undo_requested.connect(self.undo)
        window.redo_requested.connect(self.redo)
        window.csv_dropped.connect(self.router.csv_dropped)
        window.notice_clicked.connect(self._own_shop)
        window.closing.connect(self.close)
        window.bus.published.connect(self._changed)
        self.update.updated.connect(self.shop_is_open)
        self.update.failed.connect(self.show_doors)
        self.switch.closing.connect(self._shop_closes)
        self.switch.restored.connect(self._shop_restored)
        self.switch.failed.connect(self._shop_failed)
        self.switch.left.connect(self._shop_left)
        self._filter = ScanFilter(self._app)
        self._filter.scanned.connect(window.scan_bar.take_scan)
        self._filter.typed.connect(window.scan_bar.take_typing)

    def _screen_made(self, screen: Screen) -> None:
        """A screen was built: what it asks of others, and of the house."""
        self.router.wire(screen)
        wanted = {
            "restore_wanted": self.switch.restore,
            "open_wanted": self._other_shop,
            "demo_wanted": self._demo_shop,
        }
        for name, slot in wanted.items():
            signal = getattr(screen, name, None)
            if signal is not None:
                signal.connect(slot)

    @Slot()
    def undo(self) -> None:
        """Ctrl+Z: takes back the last thing; where that must stay, the next Ctrl+Z goes on."""
        done = self.desk.perform(undo.undo, quiet=True)
        if done is not None:
            self.desk.say(told.sentence(done))
        self.window.set_undo(undo.last_undoable() is not None)

    @Slot()
    def redo(self) -> None:
        """Ctrl+Shift+Z: what was undone last is done again, if nothing was done since."""
        self.desk.perform(undo.redo)
        self.window.set_undo(undo.last_undoable() is not None)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.settings:
            self._settings_changed()
            self._tell_time()

    def _settings_changed(self) -> None:
        now_set = settings.settings()
        self.window.set_shop_name(now_set.shop_name)
        demo = (self.tr("Demo shop"), self.tr("Your own shop")) if now_set.demo else ("", "")
        self.window.status.set_notice(*demo)
        if self._filter is not None:
            self._filter.set_prefix(now_set.scanner_prefix)
        self.duty.refresh()

    # -- time ----------------------------------------------------------------------------------

    def time_words(self) -> str:
        """The shop's day and time for the top bar: "Sat 13 Dec, 11:05"."""
        if store.path_or_none() is None:
            return ""
        local = settings.calendar().local(self._clock())
        return f"{words.day_words(local.date(), dated=True)}, {local:%H:%M}"

    @Slot()
    def _on_tick(self) -> None:
        self._tell_time()

    def _tell_time(self) -> None:
        calendar, now = settings.calendar(), self._clock()
        until = calendar.open_until(now)
        self.window.top_bar.tell_time()
        if until is not None:
            closing = words.clock_words(calendar.local(until))
            self.window.status.set_open(True, self.tr("until {time}").format(time=closing))
        else:
            self.window.status.set_open(False, "")

    # -- backups -------------------------------------------------------------------------------

    @Slot()
    def _back_up(self) -> None:
        path = store.path_or_none()
        if path is None:
            return
        self.runner.run(_BackUp(path, "half hour"), done=_nothing, failed=self.desk.refuse)

    @Slot()
    def _load_print_room(self) -> None:
        self.runner.run(_LoadPrintRoom(), done=_nothing, failed=self.desk.refuse)

    @Slot()
    def close(self) -> None:
        """The window goes: the worker ends, what changed is backed up, the file is closed."""
        self._tick.stop()
        self._warm_up.stop()
        self._backup.stop()
        if self._filter is not None:
            self._filter.close()
        self.runner.close()
        self.covers.close()
        path = store.path_or_none()
        if path is None:
            return
        try:
            backups.automatic(path, "on closing")
        except StorageProblem as problem:
            _log.warning("no backup on closing: %s", problem)
            self._preferences.setValue(_NO_BACKUP, str(problem.trouble))
        shopfile.close_shop()


class _BackUp:
    """The half-hourly backup, for the worker."""

    def __init__(self, path: Path, reason: str) -> None:
        self._path = path
        self._reason = reason

    def __call__(self, report: Report, cancelled: Cancelled) -> object:
        return backups.automatic(self._path, self._reason)


class _LoadPrintRoom:
    """Loads what draws pages, on the worker, so that the first Ctrl+P need not wait for it."""

    def __call__(self, report: Report, cancelled: Cancelled) -> object:
        from ui.printing.documents import documents

        return len(documents())


def _nothing(result: object) -> None:
    return None
