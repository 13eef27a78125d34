"""Who hears that something was written.

An action of ``app`` returns a frozen result with ``changes``; the view that called it publishes
them here, and every screen reloads by id what it shows.
"""

from PySide6.QtCore import QObject, Signal

from app.shop.changes import Changes as ChangeSet

__all__ = ["ChangeBus", "ChangeSet"]


class ChangeBus(QObject):
    """One per window. ``published`` carries a ``ChangeSet``; ``everything`` means reload all."""

    published = Signal(object)

    def publish(self, changes: ChangeSet) -> None:
        """Tell everybody, at once, on the GUI thread."""
        self.published.emit(changes)
