"""What changed, said to a screen reader where one listens."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def say_aloud(source: QObject, words: str) -> None:
    """Reads ``words`` out, after what is being read now; without a screen reader it costs nothing.

    For what changes while the focus stays in the scan bar: nothing else would tell of it.
    """
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))
