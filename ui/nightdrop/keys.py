"""What can be done with the night-drop, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.nightdrop.rules import MarkKind
from app.shop import settings
from ui.actions import Action, KeyLine
from ui.nightdrop.words import tr

if TYPE_CHECKING:
    from ui.nightdrop.screen import NightDropScreen


def declared(screen: NightDropScreen) -> list[Action | KeyLine]:
    """All of it, in the order of the list of keys."""
    case, drop = tr("The case in hand"), tr("The session")
    marks = (
        (MarkKind.EMPTY, tr("Empty case"), "package-open", "F5", screen.mark_empty),
        (MarkKind.WRONG, tr("Wrong disc"), "disc", "F6", screen.mark_wrong),
        (MarkKind.MISSING, tr("Disc 1 missing"), "disc", "F7", screen.mark_missing),
        (MarkKind.DAMAGED, tr("Damaged"), "triangle-alert", "F8", screen.mark_damaged),
    )
    return [
        Action("open", tr("Start emptying"), "package-open", "Ctrl+N", screen.open,
               screen.can_open, drop),
        Action("counter", tr("Customer: to the counter"), "scan-barcode", "F4",
               screen.to_the_counter, group=drop),
        Action("count", tr("Count the pile"), "list-checks", "F9", screen.count,
               screen.is_open, drop),
        Action("close", tr("Close session…"), "", "F12", screen.start_closing,
               screen.is_open, drop),
        Action("confirm", tr("Close session"), "check", ("Ctrl+Return", "Ctrl+Enter"),
               screen.confirm, screen.can_confirm, drop),
        Action("back", tr("Back"), "", "Esc", screen.back, screen.can_go_back, drop),
        Action("demo", tr("Hand me the next"), "package-open", "Ctrl+Space", screen.next,
               screen.has_next, drop, listed=settings.settings().demo),
        Action("sheet", tr("Sheet and walk"), "clipboard-list", "Ctrl+O", screen.sheet,
               screen.can_open_sheet, drop),
        Action("redate", tr("Change the window…"), "pencil", "Ctrl+E", screen.redate_sheet,
               screen.has_sheet, drop),
        *(
            Action(f"mark_{kind}", words, icon, keys, act, screen.can_mark, case)
            for kind, words, icon, keys, act in marks
        ),
        Action("undo_scan", tr("Undo this scan"), "undo-2", "", screen.undo,
               screen.has_scan, case, listed=False),
        Action("sounds", tr("Sounds"), "volume-2", "F10", screen.toggle_sounds,
               group=tr("The screen")),
    ]  # fmt: skip
