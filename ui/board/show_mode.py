"""F11: the board on the shop's own screen. Starts, ends, and keeps it fresh."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.store import database as store
from app.store.errors import StorageProblem
from ui.board.show_window import ShowWindow
from ui.board.words import tr
from ui.desk import Desk

_FRESH_MS = 700
_REMEMBERED = "board/show_on"


class ShowMode(QObject):
    """Owns the show's window. `beside` is the widget whose window stays where it is."""

    def __init__(self, desk: Desk, beside: QWidget) -> None:
        super().__init__(beside)
        self._desk, self._beside = desk, beside
        self.window: ShowWindow | None = None
        self._on = ""
        self._version: object = None
        self._fresh = QTimer(self)
        self._fresh.setInterval(_FRESH_MS)
        self._fresh.timeout.connect(self._look)

    @property
    def running(self) -> bool:
        """Whether the board is shown."""
        return self.window is not None

    def outputs(self) -> list[str]:
        """The names of the screens there are, the one that was used last first."""
        names = [screen.name() for screen in QGuiApplication.screens()]
        names.sort(key=lambda name: (name != self._remembered(), name == self._here()))
        return names

    @Slot()
    def toggle(self) -> None:
        """F11: starts on the other screen if there is one; again ends it."""
        if self.window is not None:
            self.window.close()
        else:
            names = self.outputs()
            self.start(names[0] if names else "")

    def start(self, output: str) -> None:
        """Shows the board on an output, which is remembered."""
        if self.window is not None:
            self.window.close()
        screen = self._screen(output)
        window = self.window = ShowWindow(self._desk.now)
        window.left.connect(self._left)
        window.start()
        if screen is not None:
            self._on = screen.name()
            window.setGeometry(screen.geometry())
            if self._desk.preferences is not None:
                self._desk.preferences.setValue(_REMEMBERED, self._on)
        window.showFullScreen()
        self._fresh.start()
        self._application().screenRemoved.connect(self._screen_gone)
        self._desk.say(tr("The board is on {screen}. F11 ends it.").format(screen=self._on))

    @Slot()
    def refresh(self) -> None:
        """Something was written here."""
        if self.window is not None:
            self.window.refresh()

    @Slot()
    def _look(self) -> None:
        """Another program may have written to the shop: a look costs microseconds."""
        if self.window is None or store.path_or_none() is None:
            return
        try:
            version = store.connection().execute("PRAGMA data_version").fetchone()[0]
        except StorageProblem:
            return
        minute = self._desk.now().replace(second=0, microsecond=0)
        if (version, minute) != self._version:
            self._version = (version, minute)
            self.window.refresh()

    @Slot()
    def _left(self) -> None:
        window, self.window = self.window, None
        self._fresh.stop()
        self._application().screenRemoved.disconnect(self._screen_gone)
        if window is not None:
            window.deleteLater()

    @Slot(QScreen)
    def _screen_gone(self, screen: QScreen) -> None:
        if self.window is not None and screen.name() == self._on:
            self.window.close()
            words = tr("{screen} is gone. Show mode stopped.").format(screen=self._on)
            self._desk.say(words, tone="need")

    def _screen(self, name: str) -> QScreen | None:
        screens = QGuiApplication.screens()
        wanted = [screen for screen in screens if screen.name() == name] or screens
        return wanted[0] if wanted else None

    def _remembered(self) -> str:
        kept = self._desk.preferences
        return "" if kept is None else str(kept.value(_REMEMBERED, ""))

    def _here(self) -> str:
        return self._beside.window().screen().name()

    @staticmethod
    def _application() -> QGuiApplication:
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        return application
