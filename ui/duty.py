"""Who is at the till: chosen from a menu under the name, remembered for the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.shop import settings
from ui.desk import Desk
from ui.shell import MainWindow

_KEPT = "shop/staff"


class Duty(QObject):
    """Keeps the name in the top bar and the desk's the same."""

    def __init__(
        self, window: MainWindow, desk: Desk, preferences: QSettings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._desk, self._preferences = window, desk, preferences
        window.staff_clicked.connect(self.choose)
        desk.staff_changed.connect(self._changed)

    def refresh(self) -> None:
        """The people may be others now: whoever was on duty stays, else the last one, the first."""
        names = [name for name, _ in settings.staff_names()]
        kept = str(self._preferences.value(_KEPT) or "")
        if not self._desk.staff or self._desk.staff not in names:
            self._desk.set_staff(kept if kept in names else (names[0] if names else ""))
        self._window.top_bar.set_staff(self._desk.staff or self.tr("Nobody on duty"))

    @Slot()
    def choose(self) -> None:
        """Opens the menu."""
        menu = QMenu(self._window)
        for name, _ in settings.staff_names():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name == self._desk.staff)
        menu.triggered.connect(self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._window.top_bar.below_staff())

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._desk.set_staff(action.text())

    @Slot(str)
    def _changed(self, name: str) -> None:
        self._window.top_bar.set_staff(name)
        self._preferences.setValue(_KEPT, name)
