"""The menus of the board's screen: the boards themselves, and where show mode shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import ActionSet
from ui.board.show_mode import ShowMode
from ui.board.words import tr

_OWN = ("change", "add", "letters")


class BoardMenus(QObject):
    """Makes them when they are wanted; each goes with its last use."""

    def __init__(self, actions: ActionSet, show_mode: ShowMode, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions, self._show_mode, self._parent = actions, show_mode, parent

    def more(self, at: QPoint) -> QMenu:
        """What can be done with boards; with several outputs also where they are shown."""
        menu = self._actions.menu(_OWN, self._parent)
        if len(self._show_mode.outputs()) > 1:
            menu.addSection(tr("Show mode on"))
            self._add_outputs(menu)
        return self._pop_up(menu, at)

    def outputs(self, at: QPoint) -> QMenu:
        """Which of several screens the board goes to."""
        menu = QMenu(self._parent)
        menu.addSection(tr("Show mode on"))
        self._add_outputs(menu)
        return self._pop_up(menu, at)

    def _add_outputs(self, menu: QMenu) -> None:
        here = self._show_mode.here
        for name in self._show_mode.outputs():
            words = tr("{screen} (this one)").format(screen=name) if name == here else name
            action = menu.addAction(words)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == self._show_mode.on)
        menu.triggered.connect(self._chosen)

    @Slot(object)
    def _chosen(self, action: QAction) -> None:
        output = action.data()
        if isinstance(output, str):
            self._show_mode.start(output)

    @staticmethod
    def _pop_up(menu: QMenu, at: QPoint) -> QMenu:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        first = next(
            (one for one in menu.actions() if one.isEnabled() and not one.isSeparator()), None
        )
        if first is not None:
            menu.setActiveAction(first)
        return menu
