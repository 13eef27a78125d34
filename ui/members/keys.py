"""What can be done on the members screen, with its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.actions import Action, KeyLine
from ui.members.words import tr

if TYPE_CHECKING:
    from ui.members.screen import MembersScreen


def declared(screen: MembersScreen) -> list[Action | KeyLine]:
    """All of it, in the order of the list of keys."""
    group, forms = tr("Members"), screen.forms
    return [
        Action("find", tr("Search"), "search", "Ctrl+F", screen.to_search, group=group),
        Action("new", tr("New account"), "user-plus", "Ctrl+N", screen.new, group=group),
        Action("edit", tr("Edit"), "pencil", "Ctrl+E", forms.edit, forms.free, group),
        Action("pay", tr("Take payment"), "banknote", "Ctrl+T", forms.pay, forms.free, group),
        Action(
            "mend",
            tr("Waive or correct a line"),
            "undo-2",
            "Ctrl+R",
            forms.mend,
            forms.mend_ok,
            group,
        ),
        Action(
            "as_of",
            tr("Ledger as it stood on a day"),
            "calendar",
            "Ctrl+Y",
            screen.ask_day,
            forms.free,
            group,
        ),
        Action("suspend", tr("Suspend or close"), "user-x", "", forms.suspend, forms.active, group),
        Action(
            "reinstate", tr("Reinstate"), "user-check", "", forms.reinstate, forms.stopped, group
        ),
        Action(
            "card", tr("Member card"), "printer", "Ctrl+P", screen.print_card, forms.free, group
        ),
        Action("import", tr("Import"), "file-input", "Ctrl+I", screen.bring_in, group=group),
        Action("save", tr("Save"), "save", "Ctrl+S", forms.save, forms.open, group),
        Action(
            "discard",
            tr("Discard what was typed"),
            "",
            "Ctrl+Return",
            forms.discard,
            forms.asking,
            group,
        ),
        KeyLine("Enter", tr("On a film that is out: shows it in Inventory"), group),
        KeyLine("Esc", tr("Closes the form, or empties the search"), group),
    ]
