"""Keeps an eye on the box from every screen: the open session's chip, the rail's badge, F4 back.

The composition root makes one per window. The screen itself is built when it is first shown; while
it is in front it is told who is expected.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Slot

from app.nightdrop import queries
from app.nightdrop.queries import Expected, SessionRow
from app.shop.changes import Changes
from ui.actions import Action, ActionSet
from ui.desk import Desk
from ui.shell import MainWindow
from ui.tasks import Cancelled, Report

SCREEN = "nightdrop"
COUNTER = "counter"


@runtime_checkable
class Expecting(Protocol):
    """The screen, as far as it is told anything from here."""

    def show_expected(self, expected: tuple[Expected, ...]) -> None:
        """Who is expected and not here, oldest first."""


class DropWatch(QObject):
    """Made once the shop is open; from then on it follows what is written."""

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
                    "back",
                    self.tr("Back to the night drop"),
                    "moon",
                    "F4",
                    self.back_to_the_box,
                    when=self._can_go_back,
                )
            ],
            self,
        )
        self._keys.on(window)
        window.bus.published.connect(self._published)
        window.screen_changed.connect(self._screen_changed)
        self.refresh()

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

    def back_to_the_box(self) -> None:
        """F4 at the counter: the session stayed open meanwhile."""
        self._window.show_screen(SCREEN)

    # -- inside ----------------------------------------------------------------------------------

    @Slot(object)
    def _arrived(self, expected: tuple[Expected, ...]) -> None:
        self._asking = False
        self._expected = expected
        cases = sum(row.cases for row in expected) if self._session is not None else 0
        self._window.rail.set_badge(SCREEN, cases)
        self._tell_screen()
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
        if name == SCREEN:
            self._tell_screen()

    def _tell_screen(self) -> None:
        screen: object = self._window.current_screen
        if isinstance(screen, Expecting):
            screen.show_expected(self._expected)

    def _can_go_back(self) -> bool:
        screen = self._window.current_screen
        return self._session is not None and screen is not None and screen.name == COUNTER
