"""What a scan sounds like, with the one sound every computer has.

The Qt that we ship (Essentials) plays no sound files, so the system's own bell stands for the three
outcomes: nothing for a case that goes to the shelf, once for one that needs a tray, twice for stop.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

_AGAIN_MS = 220


class Sounds(QObject):
    """``on`` says whether anything is heard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = True
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._beep)

    def tray(self) -> None:
        """The case needs a tray."""
        self._beep()

    def stop(self) -> None:
        """The case was not taken."""
        self._beep()
        if self.on:
            self._again.start()

    @Slot()
    def _beep(self) -> None:
        if self.on:
            QApplication.beep()
