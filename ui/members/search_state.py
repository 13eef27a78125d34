"""What is searched for, and the accounts found: at once for a text, whole from the worker."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.members import queries
from app.rentals import accounts
from app.rentals.accounts import Facet
from ui.desk import Desk
from ui.tasks import Cancelled, Report

#: So many are found on the spot; the rest comes from the worker.
_AT_ONCE = 300


class SearchState(QObject):
    """``found(object, bool)``: ids, and whether they only go on from those shown already.

    ``counted(object, int)``: how many each switch would show, and how many accounts there are.
    """

    found = Signal(object, bool)
    counted = Signal(object, int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.text = ""
        self.facets: frozenset[Facet] = frozenset()
        self._number = 0

    def search(self, text: str, facets: frozenset[Facet]) -> None:
        """Another text or other switches."""
        self.text, self.facets = text, facets
        self._number += 1
        number, now = self._number, self._desk.now()
        at_once = not facets
        if at_once:
            first = accounts.search(text, facets, now, _AT_ONCE)
            self.found.emit(first, False)
            if len(first) < _AT_ONCE:
                return
        self._ask_all(number, text, facets, now, at_once)

    def _ask_all(
        self, number: int, text: str, facets: frozenset[Facet], now: datetime, more: bool
    ) -> None:
        def ask(report: Report, stop: Cancelled) -> tuple[int, ...]:
            return accounts.search(text, facets, now) if number == self._number else ()

        def arrived(ids: tuple[int, ...]) -> None:
            if number == self._number:
                self.found.emit(ids, more)

        self._desk.read(ask, done=arrived, owner=self)

    def count(self) -> None:
        """Counts again, on the worker."""
        now = self._desk.now()

        def ask(report: Report, stop: Cancelled) -> tuple[dict[Facet, int], int]:
            return accounts.facet_counts(now), queries.count()

        self._desk.read(ask, done=self._counted, owner=self)

    def _counted(self, answer: tuple[dict[Facet, int], int]) -> None:
        self.counted.emit(*answer)
