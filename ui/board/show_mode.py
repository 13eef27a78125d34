"""F11: the board on the shop's own screen. Starts, ends, and keeps it fresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.store import database as store
from app.store.errors import StorageProblem
from ui.board.show_window import ShowWindow
from ui.board.words import tr
from ui.desk import Desk

_FRESH_MS = 700
_REMEMBERED = "board/show_on"


class Output(Protocol):
    """What show mode needs to know of a screen of the shop."""

    def name(self) -> str: ...

    def geometry(self) -> QRect: ...


class ShowMode(QObject):
    """Owns the show's window. `beside` is the widget whose window stays where it is."""

    def __init__(self, desk: Desk, beside: QWidget) -> None:
        super().__init__(beside)
        self._desk, self._beside = desk, beside
        self._connected: Callable[[], Sequence[Output]] = QGuiApplication.screens
        self.window: ShowWindow | None = None
        self._on = ""
        self._seen: object = None
        self._fresh = QTimer(self)
        self._fresh.setInterval(_FRESH_MS)
        self._fresh.timeout.connect(self.look)

    def set_outputs(self, outputs: Callable[[], Sequence[Output]]) -> None:
        """Where the outputs there are come from."""
        self._connected = outputs

    @property
    def every_ms(self) -> int:
        """How often it looks whether somebody wrote."""
        return self._fresh.interval()

    @property
    def running(self) -> bool:
        """Whether the board is shown."""
        return self.window is not None

    @property
    def on(self) -> str:
        """The output that is used, or was used last."""
        return self._on if self.running else self._remembered()

    def outputs(self) -> list[str]:
        """The names of all outputs; the shop's own ones first, the one of this window last."""
        here = self.here
        return sorted((one.name() for one in self._connected()), key=lambda name: name == here)

    def meant(self) -> str | None:
        """Where F11 shows the board without asking: where it was the last time, or the only other
        output, or the only one. None where a person has to say.
        """
        names = self.outputs()
        remembered = self._remembered()
        if remembered and remembered in names:
            return remembered
        others = [name for name in names if name != self.here] or names
        return others[0] if len(others) == 1 else None

    @Slot()
    def stop(self) -> None:
        """Ends it."""
        if self.window is not None:
            self.window.close()

    def start(self, output: str) -> None:
        """Shows the board on an output, which is remembered."""
        self.stop()
        screen = next((one for one in self._connected() if one.name() == output), None)
        window = self.window = ShowWindow(self._desk.now)
        window.setAttribute(
            Qt.WidgetAttribute.WA_QuitOnClose, False
        )  # the counter's window ends it
        window.left.connect(self._left)
        window.start()
        self._on = output
        if screen is not None:
            window.setGeometry(screen.geometry())
            if self._desk.preferences is not None:
                self._desk.preferences.setValue(_REMEMBERED, output)
        elsewhere = output != self.here
        # On a screen of its own it takes no keys: the next scan belongs to the counter.
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, elsewhere)
        window.showFullScreen()
        if elsewhere:
            self._beside.window().activateWindow()
        self._seen = self._stamp()
        self._fresh.start()
        self._application().screenRemoved.connect(self._screen_removed)
        words = (
            tr("The board is on {screen}. F11 ends it.") if output else tr("F11 ends show mode.")
        )
        self._desk.say(words.format(screen=output))

    @Slot()
    def refresh(self) -> None:
        """Something was written here."""
        if self.window is not None:
            self.window.refresh()

    @Slot()
    def look(self) -> None:
        """Somebody may have written to the shop, here or elsewhere: a look costs microseconds.

        Where the shop cannot be read, the last page stays.
        """
        if self.window is None:
            return
        stamp = self._stamp()
        if stamp is not None and stamp != self._seen:
            self._seen = stamp
            self.window.refresh()

    def _stamp(self) -> object:
        """Another one once anybody wrote, or a minute went by; None where it cannot be read."""
        if store.path_or_none() is None:
            return None
        try:
            others = store.value("PRAGMA data_version")
            own = store.connection().total_changes
        except StorageProblem:
            return None
        minute = self._desk.now().replace(second=0, microsecond=0)
        return store.path_or_none(), others, own, minute

    @Slot()
    def _left(self) -> None:
        window, self.window = self.window, None
        self._fresh.stop()
        self._application().screenRemoved.disconnect(self._screen_removed)
        if window is not None:
            window.deleteLater()
            self._beside.window().activateWindow()

    @Slot(QScreen)
    def _screen_removed(self, screen: QScreen) -> None:
        self.output_gone(screen.name())

    def output_gone(self, name: str) -> None:
        """An output was unplugged; where it is the one that is used, show mode ends."""
        if self.window is not None and name == self._on:
            self.window.close()
            words = tr("{screen} is gone. Show mode stopped.").format(screen=name)
            self._desk.say(words, tone="need")

    def _remembered(self) -> str:
        kept = self._desk.preferences
        return "" if kept is None else str(kept.value(_REMEMBERED, ""))

    @property
    def here(self) -> str:
        """The output of the counter's window."""
        return self._beside.window().screen().name()

    @staticmethod
    def _application() -> QGuiApplication:
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        return application
