"""Runs a command: opens the shop, does it, puts every refusal into a sentence and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable

from app.shop.errors import RuleViolation
from app.store import backups, shopfile
from app.store.errors import StorageProblem
from ui.cli.desk import CommandDesk, Told, WrongWords
from ui.cli.options import Options

DONE, REFUSED, WORDS, STORAGE = 0, 1, 2, 3

# Where each command lives: a module of this package is loaded when its command is given, so that
# a return at the counter does not wait for the print room.
_WITHOUT_SHOP = {
    "new": "owner.new",
    "demo": "owner.demo",
    "restore": "keeping.restore",
    "check": "keeping.check",
    "tour": "keeping.tour",
}
_COMMANDS = {
    "import": "stock.bring_in",
    "export": "stock.export",
    "find": "stock.find",
    "show": "stock.show",
    "rent": "trade.rent",
    "return": "trade.take_back",
    "undo": "trade.undo",
    "pay": "trade.pay",
    "waive": "trade.waive",
    "balance": "trade.balance",
    "overdue": "trade.overdue",
    "nightdrop": "night_drop.run",
    "class": "owner.classes",
    "hours": "owner.hours",
    "board": "wall.board",
    "review": "wall.review",
    "fixture": "planner.fixture",
    "display": "planner.display",
    "print": "paper.run",
    "backup": "keeping.backup",
}


def run(options: Options) -> int:
    """Does what the options say; returns the exit code of cli.md."""
    desk = CommandDesk(options)
    try:
        return _run(desk, options.command)
    except WrongWords as wrong:
        desk.tell(str(wrong))
        return WORDS
    except RuleViolation as refused:
        desk.tell(_sentence(refused))
        return REFUSED
    except Told as told:
        for line in told.lines:
            desk.tell(line)
        return told.code
    except StorageProblem as problem:
        desk.tell(_sentence(problem))
        newest = next(iter(backups.listed(desk.path)), None)
        if newest is not None:
            desk.tell(f"The newest backup is {newest.path}")
        return STORAGE
    except BrokenPipeError:
        # Whoever reads has gone; what was done is done. Keep the interpreter's own exit quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(desk: CommandDesk, command: str) -> int:
    try:
        if command in _WITHOUT_SHOP:
            return _command(_WITHOUT_SHOP[command])(desk) or DONE
        does = _command(_COMMANDS[command])
        if not (command == "print" and desk.options.list):
            shopfile.open_shop(desk.path)
        return does(desk) or DONE
    finally:
        shopfile.close_shop()


def _command(place: str) -> Callable[[CommandDesk], int | None]:
    module, name = place.split(".")
    found: Callable[[CommandDesk], int | None] = getattr(
        importlib.import_module(f"ui.cli.{module}"), name
    )
    return found


def _sentence(error: Exception) -> str:
    from ui import sentences

    return sentences.of(error)
