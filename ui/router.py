"""Where a scan goes: the screen in front first, else the screen whose business it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.catalog import finding
from ui.desk import Desk
from ui.shell import MainWindow


class ScanRouter(QObject):
    """Looks up what was scanned or typed and does the obvious thing."""

    def __init__(self, window: MainWindow, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk

    @Slot(str)
    def scanned(self, text: str) -> None:
        """The scan bar was entered, or a scanner sent a code."""
        screen = self._window.current_screen
        if screen is not None and screen.scan(text):
            return
        found = finding.find(text, limit=1)
        if not found:
            self._window.scan_bar.show_found(self.tr("Nothing here is called that."))
            return
        self._window.scan_bar.show_found(f"{found[0].text}, {found[0].detail}")
        if self._window.show_screen("inventory"):
            self._window.screen_named("inventory").found(found[0])

    @Slot(object)
    def csv_dropped(self, path: Path) -> None:
        """A file was dropped on the window."""
