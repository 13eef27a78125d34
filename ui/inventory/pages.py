"""What the inventory screen needs to know of its pages: List, Covers, Sections."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.shop.changes import Changes
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.many_frame import ManyFrame
from ui.inventory.nothing_found import NothingFound
from ui.inventory.stock_state import StockState

#: Widths of the window that only large letters reach, in the mock-up's pixels. From the first one
#: down words of the head and all facets fold; from the second, page and panel take turns.
CRAMPED, TINY = 1000, 900


class StockPage(QWidget):
    """Base of a page; all share the screen's ``StockState`` and ``EditMany``.

    ``panel_wanted(bool)`` shows or hides the detail panel beside a page that does not use it by
    itself. ``show_in_list(object)`` carries a ``StockQuery`` to be shown in the list.
    ``add_wanted(str)``, ``clear_wanted`` and ``import_wanted`` come from where nothing is found.
    """

    key = ""
    text = ""
    icon = ""
    #: Search and facets stand above it.
    uses_filters = True
    #: The detail panel stands beside it.
    uses_panel = True
    #: It reaches 8 px into the margins, so that what is on its tiles aligns with the head.
    hangs_out = False

    panel_wanted = Signal(bool)
    show_in_list = Signal(object)
    add_wanted = Signal(str)
    clear_wanted = Signal()
    import_wanted = Signal()

    def __init__(
        self, desk: Desk, state: StockState, many: EditMany, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.state = state
        self.many = many
        self.in_front = False

    def offer(self, nothing: NothingFound) -> None:
        """Pass on what is chosen where nothing is found."""
        nothing.add_wanted.connect(self.add_wanted)
        nothing.clear_wanted.connect(self.clear_wanted)
        nothing.import_wanted.connect(self.import_wanted)

    def actions_declared(self) -> list[Action | KeyLine]:
        """Added to the screen's; ``when`` should ask ``self.in_front``."""
        return []

    def head_buttons(self) -> list[QWidget] | None:
        """Buttons at the head instead of Add title, Receive a box, Import; None keeps those."""
        return None

    def right_of_filters(self) -> QWidget | None:
        """What stands at the end of the filters instead of Saved filters; None keeps that."""
        return None

    def entered(self) -> None:
        """It has come to the front."""

    def left(self) -> None:
        """Another page has."""

    def many_frame(self) -> ManyFrame | None:
        """What is around its titles, where several can be edited at once."""
        return None

    def take_focus(self) -> None:
        """The keyboard belongs to its list now."""
        self.setFocus()

    def escape(self) -> bool:
        """Esc was pressed; True where the page had something to leave."""
        return False

    def changed(self, changes: Changes) -> None:
        """Something was written (``state`` reloads the list itself)."""

    def scan(self, text: str) -> bool:
        """Something was scanned; True where the page dealt with it."""
        return False

    def found(self, result: object) -> bool:
        """A scan was looked up; True where the page dealt with it."""
        return False

    def leave_ok(self) -> bool:
        """False while something is unsaved; the page then asks."""
        return True
