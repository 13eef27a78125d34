"""The one window. It puts things together and passes things on; it decides nothing about a shop."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSettings, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.actions import ActionSet, key_groups
from ui.changes import ChangeBus, ChangeSet
from ui.scanning import takes_text
from ui.screen import Screen
from ui.shell import global_keys
from ui.shell.around import Around
from ui.shell.drops import dropped_table
from ui.shell.keys_panel import KeysPanel
from ui.shell.place import Jump, Place, by_order
from ui.shell.rail import Rail
from ui.shell.reading_order import go_on
from ui.shell.status_line import StatusLine
from ui.shell.top_bar import TopBar
from ui.shell.work import Work
from ui.tasks import Task
from ui.theme import Theme, dp
from ui.widgets import turns
from ui.widgets.focus import FocusHalo
from ui.widgets.inputs import ScanBar


class MainWindow(QMainWindow):
    """Rail, top bar, screens, status line.

    Signals: ``scanned(str)`` whatever was entered in the scan bar; ``undo_requested`` and
    ``redo_requested``; ``csv_dropped(object)`` a ``Path``; ``csv_hovering(bool)`` while one is held
    over the window; ``staff_clicked``; ``notice_clicked``; ``screen_changed(str)``; ``closing``
    when it really goes.
    """

    scanned = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()
    csv_dropped = Signal(object)
    csv_hovering = Signal(bool)
    staff_clicked = Signal()
    notice_clicked = Signal()
    screen_changed = Signal(str)
    closing = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        shop_name: str = "All Thumbs Video",
        settings: QSettings | None = None,
        now: Callable[[], str] | None = None,
        bus: ChangeBus | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._places: dict[str, Place] = {}
        self._current = ""
        self._undo_possible = False
        self.bus = bus or ChangeBus(self)
        self.bus.published.connect(self._pass_on)
        self.setAcceptDrops(True)
        self.setMinimumSize(1100, 640)
        self._build(shop_name, now)
        self._globals = ActionSet(global_keys.declared(self), self)
        self._globals.on(self)
        self._numbers = ActionSet([], self)
        self._jumps: dict[str, Jump] = {}
        self._screen_keys: ActionSet | None = None
        self.set_shop_name(shop_name)
        self._restore_geometry()

    # --- what others use ------------------------------------------------------------------------

    @property
    def scan_bar(self) -> ScanBar:
        """The scan bar."""
        return self.top_bar.scan_bar

    @property
    def current_screen(self) -> Screen | None:
        """The screen that is shown."""
        place = self._places.get(self._current)
        return place.screen if place else None

    def screen_named(self, name: str) -> Screen:
        """A screen by name, built if need be. KeyError for one that was never added."""
        return self._built(self._places[name])

    def unbuilt(self) -> dict[str, Callable[[], Screen]]:
        """The screens that were never shown, in the order of the rail, with what makes them."""
        places = sorted(self._places.values(), key=by_order)
        return {place.name: place.build for place in places if place.screen is None}

    def screen_room(self) -> QSize:
        """What there is for a screen between rail, top bar and status line."""
        return self._around.viewport().size()

    def add_screen(self, screen: Screen) -> None:
        """Give a screen its place in the rail."""
        self._add(Place(screen.name, screen.title, screen.icon, screen.order, type(screen), screen))
        self._screens.addWidget(screen)

    def add_lazy(self, kind: type[Screen], build: Callable[[], Screen]) -> None:
        """A place for a screen that is built when it is first shown: keeps the start short."""
        self._add(Place(kind.name, kind.title, kind.icon, kind.order, build))

    def add_place(
        self, name: str, title: str, icon: str, order: int, build: Callable[[], Screen]
    ) -> None:
        """As ``add_lazy`` for a screen whose module is not even imported yet."""
        self._add(Place(name, title, icon, order, build))

    def add_under(self, name: str, under: str, build: Callable[[], Screen]) -> None:
        """A screen without a place of its own in the rail: it belongs to the one it is under."""
        self._places[name] = Place(name, "", "", 0, build, under=under)

    def show_screen(self, name: str) -> bool:
        """Bring a screen to the front, unless the one in front has an unsaved form."""
        place = self._places[name]
        before = self.current_screen
        if before is not None and name == self._current:
            return True
        if before is not None and not before.leave_ok():
            return False
        if self._screen_keys is not None:
            self._screen_keys.off()
        screen = self._built(place)
        self._current = name
        self._screens.setCurrentWidget(screen)
        self.rail.set_current(place.under or name)
        self.rail.update()
        if before is not None:
            before.left()
        self._screen_keys = screen.action_set
        self._screen_keys.on(self)
        screen.come_to_front()
        if screen.scan_focus:
            self.scan_bar.take_focus()
        # Where it does not fit, in large text, it begins at its beginning.
        self._around.to_beginning()
        self.screen_changed.emit(name)
        return True

    def remove_screens(self) -> None:
        """Take all screens out: another shop is about to be opened."""
        if self._screen_keys is not None:
            self._screen_keys.off()
            self._screen_keys = None
        for place in self._places.values():
            if place.screen is not None:
                self._screens.removeWidget(place.screen)
                place.screen.deleteLater()
        self._places.clear()
        self._current = ""
        self.rail.clear()
        self._number_screens()

    def show_page(self, page: QWidget) -> None:
        """A page without rail and bars (first start). ``show_shop`` brings the screens back.

        Its keys are its own: an ``action_set`` that is on while the page is seen.
        """
        if self._screen_keys is not None:
            self._screen_keys.off()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._drop_pages(page)

    def show_shop(self) -> None:
        """Back from a page to the screens; the page is done with."""
        self._pages.setCurrentIndex(0)
        self._drop_pages(None)
        if self._screen_keys is not None:
            self._screen_keys.on(self)

    def _drop_pages(self, kept: QWidget | None) -> None:
        for page in [self._pages.widget(at) for at in range(1, self._pages.count())]:
            if page is not None and page is not kept:
                self._pages.removeWidget(page)
                page.deleteLater()

    def set_shop_name(self, name: str) -> None:
        """The name in the rail and the title."""
        self.rail.set_shop_name(name)
        self.setWindowTitle(name)

    def say(self, text: str, *, strong: str = "", tone: str = "", undo: bool = False) -> None:
        """Say what happened. ``strong`` is the part of the text in semi-bold (a title); ``tone`` is
        stop or need for what did not work; ``undo`` offers Undo (Ctrl+Z).
        """
        self._undo_possible = undo
        self.status.say(text, strong=strong, tone=tone, undo=undo)
        self._globals.refresh()

    def set_undo(self, possible: bool) -> None:
        """Whether there is something to undo."""
        self._undo_possible = possible
        self.status.set_undo(possible)
        self._globals.refresh()

    def show_work(self, text: str, task: Task, *, can_cancel: bool = True) -> None:
        """Show a task's progress in the status line, with Cancel, if it lasts."""
        self._work.show(text, task, can_cancel=can_cancel)

    # --- building -------------------------------------------------------------------------------

    def _build(self, shop_name: str, now: Callable[[], str] | None) -> None:
        self._pages = QStackedWidget(self)
        shop = QWidget()
        self.rail = Rail(shop_name, shop)
        self.rail.chosen.connect(self._chosen)
        self.top_bar = TopBar(self._theme, now, shop)
        self.top_bar.staff_clicked.connect(self.staff_clicked)
        self.top_bar.scan_bar.scanned.connect(self.scanned)
        self._around = Around(shop)
        self._screens = self._around.screens
        self.status = StatusLine(shop)
        self.status.undo_clicked.connect(self.undo)
        self.status.keys_clicked.connect(self.show_keys)
        self.status.notice_clicked.connect(self.notice_clicked)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._around, 1)
        column.addWidget(self.status)
        box = QHBoxLayout(shop)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.rail)
        box.addLayout(column, 1)
        self._pages.addWidget(shop)
        self.setCentralWidget(self._pages)
        self._keys_panel = KeysPanel(self)
        self._work = Work(self.status, self)
        self._work.ended.connect(self._work_ended)
        app = QApplication.instance()
        self._halo = FocusHalo(app) if isinstance(app, QApplication) else None

    def _add(self, place: Place) -> None:
        self._places[place.name] = place
        self._number_screens()
        keys = self._keys_of(place.name)
        self.rail.add(place.name, self.tr(place.title), place.icon, keys, place.order)

    def _number_screens(self) -> None:
        """Ctrl+1, Ctrl+2, ... in the order of the rail, over the screens that there are."""
        self._numbers.off()
        self._numbers.deleteLater()
        in_rail = sorted(
            (place for place in self._places.values() if not place.under), key=by_order
        )
        self._jumps = {place.name: Jump(self, place.name) for place in in_rail}
        numbers = global_keys.of_places(in_rail, self._jumps)
        self._numbers = ActionSet(numbers, self)
        self._numbers.on(self)

    def _keys_of(self, name: str) -> str:
        return self._numbers[name].shortcut().toString()

    def _built(self, place: Place) -> Screen:
        if place.screen is None:
            place.screen = place.build()
            self._screens.addWidget(place.screen)
        return place.screen

    # --- slots ----------------------------------------------------------------------------------

    def toggle_light(self) -> None:
        """Day or night."""
        self._theme.toggle()

    def larger_letters(self) -> None:
        """Ctrl and plus, from the next start."""
        self._tell_letters(self._theme.wish_text_scale(1))

    def smaller_letters(self) -> None:
        """Ctrl and minus."""
        self._tell_letters(self._theme.wish_text_scale(-1))

    def _tell_letters(self, scale: float) -> None:
        words = self.tr("Letters at {percent} % from the next start.")
        self.say(words.format(percent=round(scale * 100)), undo=self._undo_possible)

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self.show_screen(name)

    @Slot(object)
    def _pass_on(self, changes: ChangeSet) -> None:
        for place in self._places.values():
            if place.screen is not None:
                place.screen.apply_changes(changes)

    @Slot()
    def undo(self) -> None:
        """Ctrl+Z: whoever listens takes the last thing back."""
        if self._undo_possible:
            self.undo_requested.emit()

    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._undo_possible

    @Slot()
    def show_keys(self) -> None:
        """F1: the keys of what is in front; again, and they are gone."""
        if self._keys_panel.isVisible():
            self._keys_panel.close_panel()
            return
        page: ActionSet | None = getattr(self._pages.currentWidget(), "action_set", None)
        sets = [s for s in (page or self._screen_keys, self._globals, self._numbers) if s]
        for actions in sets:
            actions.refresh()
        screen = self.current_screen
        self._keys_panel.open(screen.title if screen else "", key_groups(sets))

    @Slot()
    def _work_ended(self) -> None:
        self.status.set_undo(self._undo_possible)

    # --- events ---------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab and Shift+Tab, in the order the window is read."""
        going = go_on(self._pages, self.focusWidget(), forward=forward)
        return going or super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with turns.painting():
            return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            screen = self.current_screen
            if screen is not None and screen.scan_focus and not takes_text(self.focusWidget()):
                self.scan_bar.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keys_panel.setGeometry(self.rect())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_table(event) is not None:
            event.acceptProposedAction()
            self.csv_hovering.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.csv_hovering.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_table(event)
        self.csv_hovering.emit(False)
        if path is not None:
            event.acceptProposedAction()
            self.csv_dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        screen = self.current_screen
        if screen is not None and not screen.leave_ok():
            event.ignore()
            return
        if self._settings is not None:
            self._settings.setValue("window/geometry", self.saveGeometry())
        self.closing.emit()
        event.accept()

    def _restore_geometry(self) -> None:
        kept = self._settings.value("window/geometry") if self._settings is not None else None
        if kept is None or not self.restoreGeometry(kept):
            self.resize(dp(1440), dp(900))
            screen = self.screen()
            if screen is not None:
                room = screen.availableGeometry().size()
                self.resize(self.size().boundedTo(room).expandedTo(self.minimumSize()))
