"""What the window needs to know of a screen."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.shop.changes import merged
from ui.actions import Action, ActionSet, KeyLine
from ui.changes import ChangeSet
from ui.widgets.containers import Ground

if TYPE_CHECKING:
    from ui.shell import MainWindow


class Screen(Ground):
    """Base of all screens. A subclass sets the class attributes and overrides what it needs.

    The window calls ``entered`` when the screen comes to the front, ``left`` when it goes, and
    ``apply_changes`` for what was written elsewhere: while hidden, changes are kept and handed over
    just before ``entered``.
    """

    #: Short key for settings and ``show_screen``; the words and icon in the rail.
    name: str = ""
    title: str = ""
    icon: str = "square"
    #: Place in the rail, from 1: Ctrl+1, Ctrl+2, ... are given in this order.
    order: int = 99
    #: Whether the scan bar gets the focus when the screen opens and after dialogs.
    scan_focus: bool = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: ActionSet | None = None
        self._waiting: list[ChangeSet] = []
        self.setAccessibleName(self.title)

    @property
    def action_set(self) -> ActionSet:
        """The screen's actions as ``QAction``s; built at first use from ``actions()``."""
        if self._actions is None:
            self._actions = ActionSet(self.actions_declared(), self)
        return self._actions

    def shell(self) -> "MainWindow":
        """The window around this screen, for ``say`` and ``progress``. Only once it is in one."""
        from ui.shell import MainWindow

        window = self.window()
        if not isinstance(window, MainWindow):
            raise RuntimeError(f"screen {self.name!r} is not in a main window")
        return window

    # --- for subclasses -------------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        """What can be done here. Asked once, after the subclass is built."""
        return []

    def entered(self) -> None:
        """The screen has come to the front: load what is stale, set the focus."""

    def left(self) -> None:
        """Another screen has come to the front."""

    def changed(self, changes: ChangeSet) -> None:
        """Something was written: reload it by id. Called only while visible, or on the way in."""

    def found(self, result: object) -> bool:
        """A scan was looked up (see the composition root). True if this screen dealt with it."""
        return False

    def scan(self, text: str) -> bool:
        """What was scanned or typed into the scan bar while this screen is in front.

        True if the screen dealt with it; else it is looked up and goes where it belongs.
        """
        return False

    def leave_ok(self) -> bool:
        """False while a form is unsaved: the screen then shows its own question and stays."""
        return True

    # --- for the window -------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        """No: one wrapped line anywhere inside would make the window's scroll area give a screen
        the height it likes best, and put its foot below the edge.
        """
        return False

    def apply_changes(self, changes: ChangeSet) -> None:
        """Hand over changes now, or keep them until the screen is seen."""
        if self.isVisible():
            self.changed(changes)
        else:
            self._waiting.append(changes)

    def come_to_front(self) -> None:
        """Hand over what waited, then ``entered``."""
        waiting, self._waiting = self._waiting, []
        if waiting:  # an evening of scans is read again once
            self.changed(merged(waiting))
        self.entered()
