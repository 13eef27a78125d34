"""Keeps an eye on the box from every screen: the open session's chip, the rail's badge, F4.

The composition root makes one; the screen, which is built when it is first shown, is given it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from app.nightdrop import queries
from app.nightdrop.queries import Expected, SessionRow
from app.shop.changes import Changes
from ui.actions import Action, ActionSet
from ui.desk import Desk
from ui.shell import MainWindow
from ui.tasks import Cancelled, Report

SCREEN = "nightdrop"
COUNTER = "counter"


class DropWatch(QObject):
    """``expected_changed(object)`` carries who is expected and not here, oldest first."""

    expected_changed = Signal(object)

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent or window)
        self._window = window
        self._desk = desk
        self._session: SessionRow | None = None
        self._expected: tuple[Expected, ...] = ()
        self._asking = False
        self._ask_again = False
        self._keys = ActionSet(
            [
                Action(
                    "counter",
                    self.tr("Customer: to the counter"),
                    "scan-barcode",
                    "F4",
                    self.to_the_counter_and_back,
                    when=self._can_go,
                )
            ],
            self,
        )
        self._keys.on(window)
        window.bus.published.connect(self._published)
        window.screen_changed.connect(self._screen_changed)
        self.refresh()

    @property
    def session(self) -> SessionRow | None:
        """The newest open session: after a crash this is where the scanning goes on."""
        return self._session

    @property
    def expected(self) -> tuple[Expected, ...]:
        """Who is expected, as it was read last."""
        return self._expected

    @property
    def counter_action(self) -> QAction:
        """F4."""
        return self._keys["counter"]

    def refresh(self) -> None:
        """Looks which session is open, and has the expected read anew."""
        found = queries.open_sessions()
        self._session = found[0] if found else None
        chip = self.tr("Drop session open") if found else ""
        self._window.status.set_session(chip)
        self._keys.refresh()
        self.read_expected()

    def read_expected(self) -> None:
        """Who is expected: read on the worker, never twice at a time."""
        if self._asking:
            self._ask_again = True
            return
        self._asking = True
        now = self._desk.now()

        def read(report: Report, cancelled: Cancelled) -> tuple[Expected, ...]:
            return queries.expected(now)

        self._desk.read(read, done=self._arrived, owner=self)

    def to_the_counter_and_back(self) -> None:
        """F4: the session stays open meanwhile."""
        screen = self._window.current_screen
        away = screen is not None and screen.name == SCREEN
        try:
            self._window.show_screen(COUNTER if away else SCREEN)
        except KeyError:
            self._desk.say(self.tr("There is no counter here yet."))

    # -- inside ----------------------------------------------------------------------------------

    @Slot(object)
    def _arrived(self, expected: tuple[Expected, ...]) -> None:
        self._asking = False
        self._expected = expected
        cases = sum(row.cases for row in expected) if self._session is not None else 0
        self._window.rail.set_badge(SCREEN, cases)
        self.expected_changed.emit(expected)
        if self._ask_again:
            self._ask_again = False
            self.read_expected()

    @Slot(object)
    def _published(self, changes: Changes) -> None:
        if changes.everything or changes.sessions:
            self.refresh()
        elif changes.rentals or changes.members or changes.settings:
            self.read_expected()

    @Slot(str)
    def _screen_changed(self, name: str) -> None:
        self._keys.refresh()

    def _can_go(self) -> bool:
        screen = self._window.current_screen
        here = screen.name if screen is not None else ""
        return self._session is not None and here in (SCREEN, COUNTER)
