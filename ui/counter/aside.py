"""Visits that are not in front: put aside for later, or just finished and perhaps undone."""

from __future__ import annotations

from copy import deepcopy

from app.members.rules import display_name
from app.rentals import at_counter
from app.rentals.checkout import account_head
from ui.counter.visit import Visit


class Aside:
    """By account: what was scanned for it and not paid. Nothing is forgotten until it is taken."""

    def __init__(self) -> None:
        self._visits: dict[int, Visit] = {}
        self._names: dict[int, str] = {}
        self._done: tuple[Visit, frozenset[int]] | None = None

    def rows(self) -> list[tuple[int, str, int]]:
        """Account, name, films."""
        return [(id_, self._names[id_], len(visit.draft)) for id_, visit in self._visits.items()]

    def put(self, visit: Visit) -> None:
        """Keeps a visit for when its card is scanned again."""
        if visit.member_id is not None:
            self._visits[visit.member_id] = visit
            self._names[visit.member_id] = name_of(visit.member_id)

    def take(self, member_id: int) -> Visit:
        """The kept visit of an account, or a new one."""
        return self._visits.pop(member_id, None) or Visit(member_id)

    @property
    def done_rentals(self) -> frozenset[int]:
        """The rentals of the check-out done last."""
        return self._done[1] if self._done is not None else frozenset()

    def finished(self, visit: Visit, rental_ids: frozenset[int]) -> None:
        """A check-out is done; the draft it came from is kept in case it is undone."""
        if rental_ids:
            self._done = deepcopy(visit), rental_ids

    def undone(self) -> Visit | None:
        """The draft of the last check-out, once, if that was undone."""
        if self._done is None or at_counter.standing_rentals(sorted(self._done[1])):
            return None
        visit, _ = self._done
        self._done = None
        return visit


def name_of(member_id: int) -> str:
    """An account's name as it is said."""
    return display_name(account_head(member_id).name)
