"""Stock and printers: the other page of the print screen, shown as soon as its module is there."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.shop.changes import Changes
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.printing.room import PrintRoom
from ui.printing.sending import Sender

MODULE = "ui.printing.stock_page"


class SecondPage(Protocol):
    """What ``StockPage(desk, room, sender, parent)`` of that module is to the screen (a QWidget).

    Its actions may use the tray's keys (Ctrl+P, Ctrl+N): each has a ``when`` that is true only
    while ``front`` is. The screen sets ``front``. ``put_in(item_id)``: it has put a document in
    the tray, which is to be shown there.
    """

    front: bool
    put_in: SignalInstance

    def widget(self) -> QWidget:
        """Itself, as a widget."""
        ...

    def declared(self) -> list[Action | KeyLine]:
        """Its actions, asked for before it is laid out."""
        ...

    def actions_made(self, actions: ActionSet) -> None:
        """The actions are made: lay out, with buttons for them."""
        ...

    def head_buttons(self) -> Sequence[QWidget]:
        """Buttons for the screen's head while it is in front."""
        ...

    def head_words(self) -> str:
        """The grey line of the screen's head."""
        ...

    def shown(self) -> None:
        """It came to the front: read again."""
        ...

    def show_printer(self, printer: str, feed: str) -> None:
        """The profile of a feed was asked for in the tray's panel."""
        ...

    def changed(self, changes: Changes) -> None:
        """Something was written."""
        ...

    def set_narrow(self, narrow: bool, *, tiny: bool = False) -> None:
        """The window is 1280 wide or less; so narrow, which only large letters are, that parts of
        the page take turns.
        """
        ...

    def leave_ok(self) -> bool:
        """False while something is unsaved; it then asks itself."""
        ...


def second_page(desk: Desk, room: PrintRoom, sender: Sender, parent: QWidget) -> SecondPage | None:
    """The page, or None while its module is not there."""
    if find_spec(MODULE) is None:
        return None
    return cast("SecondPage", import_module(MODULE).StockPage(desk, room, sender, parent))
