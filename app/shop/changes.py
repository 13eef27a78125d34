"""What an action changed, so that screens refresh by id and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Touched = tuple[str, int]


@dataclass(frozen=True)
class Changes:
    """(kind, id) pairs that changed; `everything` after an import, a restore or a merge.

    Kinds: titles, copies, members, rentals, sections, sessions, boards, fixtures,
    displays, lists, settings.
    """

    touched: frozenset[Touched] = frozenset()
    everything: bool = False

    def ids(self, kind: str) -> frozenset[int]:
        """The ids of one kind."""
        return frozenset(id_ for found, id_ in self.touched if found == kind)

    @property
    def titles(self) -> frozenset[int]:
        return self.ids("titles")

    @property
    def copies(self) -> frozenset[int]:
        return self.ids("copies")

    @property
    def members(self) -> frozenset[int]:
        return self.ids("members")

    @property
    def rentals(self) -> frozenset[int]:
        return self.ids("rentals")

    @property
    def sections(self) -> frozenset[int]:
        return self.ids("sections")

    @property
    def sessions(self) -> frozenset[int]:
        return self.ids("sessions")

    @property
    def boards(self) -> frozenset[int]:
        return self.ids("boards")

    @property
    def fixtures(self) -> frozenset[int]:
        return self.ids("fixtures")

    @property
    def displays(self) -> frozenset[int]:
        return self.ids("displays")

    @property
    def lists(self) -> frozenset[int]:
        """Genres and tags."""
        return self.ids("lists")

    @property
    def settings(self) -> bool:
        """Whether settings, hours, classes, certificates or the like changed."""
        return self.everything or bool(self.ids("settings"))

    @property
    def empty(self) -> bool:
        return not self.touched and not self.everything


def merged(changes: Iterable[Changes]) -> Changes:
    """One change set out of several."""
    all_changes = list(changes)
    touched = frozenset().union(*(change.touched for change in all_changes))
    return Changes(touched, any(change.everything for change in all_changes))
