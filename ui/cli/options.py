"""The words of the command line. Common options may stand before or after the command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

Options = argparse.Namespace

_KINDS = ("titles", "copies", "members", "rentals", "payments")


def parse(arguments: Sequence[str]) -> Options:
    """The options; `command` is None where the window is wanted. Exits with 2 on wrong words."""
    parser = _parser()
    options, rest = parser.parse_known_args(list(arguments))
    if rest and options.command == "print" and not any(word.startswith("-") for word in rest):
        options.codes += rest  # codes may follow the options, which argparse takes for strangers
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return options


def _common(*, top: bool) -> argparse.ArgumentParser:
    """Options that every command takes; below the top they must not hide what was said before."""
    common = argparse.ArgumentParser(add_help=False)
    unset = None if top else argparse.SUPPRESS
    common.add_argument("--shop", type=Path, metavar="FILE", default=unset, help="the shop's file")
    common.add_argument(
        "--now", metavar="INSTANT", default=unset, help="act as if it were then (ISO)"
    )
    common.add_argument(
        "--staff", metavar="NAME", default="" if top else argparse.SUPPRESS, help="who acts"
    )
    common.add_argument(
        "--json",
        action="store_true",
        default=False if top else argparse.SUPPRESS,
        help="one JSON document",
    )
    return common


class _Commands:
    """Adds commands that all take the common options."""

    def __init__(self, parent: argparse.ArgumentParser, name: str, *, required: bool) -> None:
        self._group = parent.add_subparsers(dest=name, metavar=name.upper(), required=required)
        self._common = _common(top=False)

    def add(self, name: str, text: str) -> argparse.ArgumentParser:
        """A command with its line of help."""
        return self._group.add_parser(name, help=text, description=text, parents=[self._common])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="all-thumbs",
        description="All Thumbs Video. Without a command it opens the window.",
        parents=[_common(top=True)],
    )
    commands = _Commands(parser, "command", required=False)
    _shop(commands)
    _stock(commands)
    _trade(commands)
    _night_drop(commands)
    _owner(commands)
    _board(commands)
    _planner(commands)
    _keeping(commands)
    return parser


def _shop(commands: _Commands) -> None:
    new = commands.add("new", "an empty shop")
    new.add_argument("--name", required=True)
    new.add_argument("--time-zone", required=True, metavar="TZ")
    new.add_argument("--currency", required=True, metavar="CUR")
    new.add_argument("--hours", type=Path, metavar="FILE.toml")
    demo = commands.add("demo", "a lived-in demo shop")
    demo.add_argument("--size", choices=("small", "large", "scarecrow"), default="small")
    demo.add_argument("--seed", type=int, default=1)


def _stock(commands: _Commands) -> None:
    bring = commands.add("import", "bring in a CSV file")
    bring.add_argument("kind", choices=_KINDS)
    bring.add_argument("file", type=Path)
    bring.add_argument("--map", metavar="NAME|FILE.toml")
    bring.add_argument(
        "--dry-run", action="store_true", help="say what would happen, write nothing"
    )
    bring.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE")
    bring.add_argument(
        "--put",
        action="append",
        default=[],
        metavar="FIELD:NAME=KNOWN",
        help="what the file calls NAME is KNOWN here (section, format, condition, ...)",
    )
    bring.add_argument(
        "--make",
        action="append",
        default=[],
        metavar="FIELD[:NAME]",
        help="make what the shop does not have of it: that one, or all",
    )
    export = commands.add("export", "write a CSV file")
    export.add_argument("kind", choices=_KINDS)
    export.add_argument("file", type=Path)
    export.add_argument("--where", metavar="TEXT")
    find = commands.add("find", "what the scan bar finds, best first")
    find.add_argument("text")
    find.add_argument("--kind", choices=("title", "copy", "member"))
    find.add_argument("--limit", type=int, default=20)
    show = commands.add("show", "one thing whole")
    show.add_argument("kind", choices=("copy", "member", "title"))
    show.add_argument("code")


def _trade(commands: _Commands) -> None:
    rent = commands.add("rent", "check out")
    rent.add_argument("member")
    rent.add_argument("barcodes", nargs="+", metavar="BARCODE")
    rent.add_argument("--override", action="append", default=[], metavar="CODE")
    rent.add_argument("--reason", default="")
    back = commands.add("return", "take back at the counter")
    back.add_argument("barcodes", nargs="+", metavar="BARCODE")
    back.add_argument("--effective", metavar="INSTANT")
    undo = commands.add("undo", "the last thing, or that one")
    undo.add_argument("operation", nargs="?", type=int)
    pay = commands.add("pay", "take a payment")
    pay.add_argument("member")
    pay.add_argument("amount")
    pay.add_argument("--method", choices=("cash", "card", "credit"), required=True)
    waive = commands.add("waive", "forgive a charge")
    waive.add_argument("member")
    waive.add_argument("amount")
    waive.add_argument("--reason", required=True)
    balance = commands.add("balance", "balances from the ledger as it stood then")
    balance.add_argument("member", nargs="?")
    balance.add_argument("--at", metavar="INSTANT")
    overdue = commands.add("overdue", "what is out and late, with the fee so far")
    overdue.add_argument("--at", metavar="INSTANT")


def _night_drop(commands: _Commands) -> None:
    drop = _Commands(commands.add("nightdrop", "the night-drop"), "action", required=True)
    opened = drop.add("open", "open a session: the box is being emptied")
    opened.add_argument("--box", metavar="NAME")
    opened.add_argument("--since", metavar="INSTANT")
    drop.add("scan", "read barcodes from standard input, a line each")
    mark = drop.add("mark", "mark the last case")
    mark.add_argument("mark", metavar="empty|wrong|missing:N|damaged")
    close = drop.add("close", "close the session")
    close.add_argument("--counted", type=int, metavar="N")
    close.add_argument("--why", default="", metavar="R")
    redate = drop.add("redate", "the window was another")
    redate.add_argument("session", type=int)
    redate.add_argument("--since", required=True, metavar="INSTANT")
    redate.add_argument("--dry-run", action="store_true")
    show = drop.add("show", "a session")
    show.add_argument("session", nargs="?", type=int)


def _owner(commands: _Commands) -> None:
    classes = _Commands(commands.add("class", "rental classes"), "action", required=True)
    classes.add("list", "all of them")
    change = classes.add("set", "make or change one")
    change.add_argument("name")
    change.add_argument("--price", metavar="AMOUNT")
    period = change.add_mutually_exclusive_group()
    period.add_argument("--nights", type=int)
    period.add_argument("--hours", type=int)
    change.add_argument("--due", metavar="closing|end_of_day|HH:MM")
    change.add_argument("--late", metavar="AMOUNT", help="a late day, or a period begun")
    change.add_argument("--mode", choices=("per_day", "re_rental"))
    change.add_argument("--grace", type=int, metavar="MINUTES")
    change.add_argument("--cap", metavar="AMOUNT|replacement|none")
    change.add_argument("--deposit", metavar="AMOUNT")
    change.add_argument("--closed-days", choices=("count", "skip"))
    change.add_argument("--retire", action="store_true")
    hours = _Commands(commands.add("hours", "opening hours"), "action", required=True)
    hours.add("list", "the week and the days that differ")
    week = hours.add("set", "a weekday's hours")
    week.add_argument("day", metavar="DAY", help="monday ... sunday, or all")
    week.add_argument("spans", metavar="11:00-22:00[,...]|closed")
    close = hours.add("close", "close a day")
    close.add_argument("date")
    close.add_argument("--reason", default="")
    opened = hours.add("open", "open a closed day, or give it other hours")
    opened.add_argument("date")
    opened.add_argument("--hours", metavar="11:00-18:00[,...]")
    opened.add_argument("--reason", default="")


def _board(commands: _Commands) -> None:
    board = _Commands(commands.add("board", "the ratings board"), "action", required=True)
    put = board.add("put", "put a film up")
    put.add_argument("--anyway", action="store_true", help="also what the catalogue does not have")
    thumb = board.add("thumb", "give it so many thumbs")
    thumb.add_argument("--by", metavar="SEAT", help="whose thumb comes or goes first")
    down = board.add("down", "take it down, which closes its verdict")
    for command in (put, thumb, down):
        command.add_argument("title", metavar="TITLE", help="a code, or a name: Her, Her (2013)")
    thumb.add_argument("count", type=int, metavar="N", help="0 to 5")
    for command in (put, thumb, down, board.add("list", "what is up")):
        command.add_argument("--board", default="", metavar="NAME", help="the first one if unsaid")
    review = _Commands(commands.add("review", "what was said of a film"), "action", required=True)
    add = review.add("add", "write one down")
    add.add_argument("title", metavar="TITLE")
    add.add_argument("--by", required=True, metavar="WHO")
    add.add_argument("--quote", required=True, metavar="TEXT")
    add.add_argument("--source", default="", metavar="S")


def _planner(commands: _Commands) -> None:
    family = _Commands(commands.add("fixture", "shelves, in millimetres"), "action", required=True)
    new = family.add("new", "build one")
    show, change = family.add("show", "one whole"), family.add("set", "change one")
    family.add("list", "all of them, in the order of the walk")
    for command in (new, show, change):
        command.add_argument("name", metavar="NAME")
    rows = "width x height in mm, the top row first: 900x240,900x240"
    new.add_argument("--rows", required=True, metavar="WxH,...", help=rows)
    new.add_argument("--curtained", action="store_true", help="it stands behind the curtain")
    change.add_argument("--rows", metavar="WxH,...", help=rows)
    change.add_argument("--rename", metavar="NAME")
    curtain = change.add_mutually_exclusive_group()
    curtain.add_argument("--curtained", action="store_true", default=None)
    curtain.add_argument("--open", dest="curtained", action="store_false", default=None)
    for command in (new, change):
        command.add_argument("--up-to", metavar="CERTIFICATE", help="the rating of its sign")
    _displays(_Commands(commands.add("display", "themed displays"), "action", required=True))


def _displays(family: _Commands) -> None:
    new, change = family.add("new", "plan one"), family.add("set", "change one")
    place, move = family.add("place", "stand a case on it"), family.add("move", "move a case")
    remove = family.add("remove", "take a case off it")
    shown = tuple(
        family.add(name, text)
        for name, text in (
            ("show", "how it stands"),
            ("check", "what is wrong, what needs somebody, what is fine"),
            ("audit", "the shelf as scanned (barcodes on standard input) against the plan"),
            ("end", "end it today"),
        )
    )
    fill = family.add("fill", "what would fit the space that is left, and why")
    refill = family.add("refill", "what is out or sold, and what could stand there")
    fill.add_argument("--take", action="store_true", help="place all that is proposed")
    for command in (fill, refill):
        command.add_argument("--words", default="", metavar="TEXT", help="beside the theme's own")
        command.add_argument("--director", default="", metavar="NAME")
    family.add("list", "all of them")
    for command in (new, change, place, move, remove, fill, refill, *shown):
        command.add_argument("name", metavar="DISPLAY")
    new.add_argument("--fixture", required=True, metavar="F")
    change.add_argument("--rename", metavar="NAME")
    for command in (new, change):
        unset = "" if command is new else None
        command.add_argument("--from", dest="since", metavar="DATE", help="it runs from this day")
        command.add_argument("--to", dest="until", metavar="DATE", help="its last day")
        command.add_argument("--tagline", default=unset, metavar="TEXT")
        command.add_argument("--owner", default=unset, metavar="WHO", help="whose shelf it is")
    for command in (place, move, remove):
        command.add_argument("code", metavar="CODE", help="a barcode, a title's code or its name")
    for command in (place, move):
        command.add_argument("--row", type=int, metavar="N", help="1 is the top row")
        command.add_argument("--at", type=int, metavar="MM", help="its left edge in the row")
        way = command.add_mutually_exclusive_group()
        way.add_argument("--face", dest="facing", action="store_const", const="face")
        way.add_argument("--spine", dest="facing", action="store_const", const="spine")
    place.add_argument("--wanted", type=int, default=1, metavar="COPIES")


def _keeping(commands: _Commands) -> None:
    paper = commands.add("print", "a document of the print room")
    paper.add_argument("document", nargs="?")
    paper.add_argument("--list", action="store_true", help="the documents there are")
    paper.add_argument("--out", type=Path, metavar="FILE.pdf")
    paper.add_argument("--stock", metavar="NAME", help="labels or paper; the shop's own by default")
    paper.add_argument("--design", metavar="NAME", help="marquee, neon, chalk or plain")
    paper.add_argument("--name", metavar="TEXT", help="of a theme; what is in a sale")
    paper.add_argument("--tagline", metavar="TEXT", help="the line below; a sale's small print")
    paper.add_argument("--from", dest="since", metavar="DATE", help="a sign's first day")
    paper.add_argument("--to", dest="until", metavar="DATE", help="a sign's last day")
    paper.add_argument("--price", metavar="AMOUNT", help="on a new release or a sale")
    paper.add_argument(
        "--drawing",
        choices=("robot", "moon", "heart", "skull", "reel", "none"),
        help="the picture of a theme header",
    )
    paper.add_argument("--start", type=int, default=1, metavar="N")
    paper.add_argument("--mono", action="store_true", help="black and white")
    which = paper.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true")
    which.add_argument("--where", metavar="TEXT")
    paper.add_argument("codes", nargs="*", metavar="CODE")
    backup = commands.add("backup", "make a backup")
    backup.add_argument("file", nargs="?", type=Path)
    restore = commands.add("restore", "put a backup in the shop's place")
    restore.add_argument("file", type=Path)
    commands.add("check", "is the file whole, and does it keep its promises?")
    tour = commands.add("tour", "drive the window through a working day and take its pictures")
    tour.add_argument("folder", type=Path)
