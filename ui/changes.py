"""Who hears that something was written.

An action of ``app`` returns a frozen result with ``changes``; the view that called it publishes
them here, and every screen reloads by id what it shows.
"""

from typing import Protocol

from PySide6.QtCore import QObject, Signal


class ChangeSet(Protocol):
    """What was touched, by id; ``all`` means reload everything (import, restore, undo of much)."""

    @property
    def titles(self) -> frozenset[int]: ...
    @property
    def copies(self) -> frozenset[int]: ...
    @property
    def members(self) -> frozenset[int]: ...
    @property
    def rentals(self) -> frozenset[int]: ...
    @property
    def sections(self) -> frozenset[int]: ...
    @property
    def sessions(self) -> frozenset[int]: ...
    @property
    def settings(self) -> bool: ...
    @property
    def all(self) -> bool: ...


class ChangeBus(QObject):
    """One per window. ``published`` carries a ``ChangeSet``."""

    published = Signal(object)

    def publish(self, changes: ChangeSet) -> None:
        """Tell everybody, at once, on the GUI thread."""
        self.published.emit(changes)
