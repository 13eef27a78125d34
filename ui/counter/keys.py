"""The keys of the counter, declared once: F1 lists them, buttons show them."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from ui.actions import Action, KeyLine
from ui.counter.words import tr

#: Alt+1 to Alt+9 choose a renter.
ALT_KEYS = 9


class Keyed(Protocol):
    """What a screen answers to."""

    def leave_off(self) -> object: ...

    def ask_override(self) -> object: ...

    def waive(self) -> object: ...

    def confirm(self) -> object: ...

    def cash(self) -> object: ...

    def card(self) -> object: ...

    def finish(self) -> object: ...

    def off_ok(self) -> bool: ...

    def override_ok(self) -> bool: ...

    def waive_ok(self) -> bool: ...

    def confirm_ok(self) -> bool: ...

    def pay_ok(self) -> bool: ...

    def finish_ok(self) -> bool: ...

    def pick_nth(self, at: int) -> object: ...


def declared(screen: Keyed) -> list[Action | KeyLine]:
    """Every action of the counter."""
    visit, pay = tr("Visit"), tr("Payment")
    renters = [
        Action(
            f"renter{at}",
            tr("Renter {n}").format(n=at),
            "",
            f"Alt+{at}",
            partial(screen.pick_nth, at - 1),
            listed=False,
        )
        for at in range(1, ALT_KEYS + 1)
    ]
    return [
        KeyLine("Alt+1 ... Alt+9", tr("Renter, of the marked line or the visit"), visit),
        *renters,
        KeyLine("Up / Down", tr("Mark a line"), visit),
        Action("off", tr("Leave off"), "", "Delete", screen.leave_off, screen.off_ok, visit),
        Action(
            "override",
            tr("Override with a reason"),
            "lock",
            "Ctrl+O",
            screen.ask_override,
            screen.override_ok,
            visit,
        ),
        Action("waive", tr("Waive a fee"), "", "Alt+W", screen.waive, screen.waive_ok, visit),
        Action(
            "confirm",
            tr("Do what was asked, with its reason"),
            "",
            ("Ctrl+Return", "Ctrl+Enter"),
            screen.confirm,
            screen.confirm_ok,
            visit,
        ),
        KeyLine("Esc", tr("Fold, or close the visit"), visit),
        Action("cash", tr("Cash"), "banknote", "F5", screen.cash, screen.pay_ok, pay),
        Action("card", tr("Card"), "credit-card", "F6", screen.card, screen.pay_ok, pay),
        Action("finish", tr("Finish"), "check", "F12", screen.finish, screen.finish_ok, pay),
    ]
