"""Runs a command: opens the shop, does it, puts every refusal into a sentence and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

from app.shop.errors import RuleViolation
from app.store import backups, shopfile
from app.store.errors import StorageProblem
from ui.cli import keeping, night_drop, owner, paper, stock, trade
from ui.cli.desk import CommandDesk, WrongWords
from ui.cli.options import Options

_log = logging.getLogger(__name__)

DONE, REFUSED, WORDS, STORAGE = 0, 1, 2, 3

Command = Callable[[CommandDesk], int | None]

# Commands that open no shop, or make one.
_WITHOUT_SHOP: dict[str, Command] = {
    "new": owner.new,
    "demo": owner.demo,
    "restore": keeping.restore,
    "tour": keeping.tour,
}

_COMMANDS: dict[str, Command] = {
    "import": stock.bring_in,
    "export": stock.export,
    "find": stock.find,
    "show": stock.show,
    "rent": trade.rent,
    "return": trade.take_back,
    "undo": trade.undo,
    "pay": trade.pay,
    "waive": trade.waive,
    "balance": trade.balance,
    "overdue": trade.overdue,
    "nightdrop": night_drop.run,
    "class": owner.classes,
    "hours": owner.hours,
    "print": paper.run,
    "backup": keeping.backup,
    "check": keeping.check,
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
    alone = _WITHOUT_SHOP.get(command)
    try:
        if alone is not None:
            return alone(desk) or DONE
        if command == "print" and desk.options.list:
            return paper.run(desk) or DONE
        shopfile.open_shop(desk.path)
        return _COMMANDS[command](desk) or DONE
    finally:
        shopfile.close_shop()


def _sentence(error: Exception) -> str:
    from ui import sentences

    return sentences.of(error)
