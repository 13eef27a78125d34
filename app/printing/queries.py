"""What the print screen reads: the tray, what was printed, own stocks, profiles, begun sheets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.printing.rules import Ink, Measures, Reading
from app.printing.stocks import key_of
from app.printing.tray import SetUp
from app.store import database as store
from app.store.fields import from_ms


@dataclass(frozen=True, slots=True)
class Item:
    """A document in the tray, or one that was printed and is watched for changes.

    `waiting` says that it is to be printed whether it changed or not; `again` that all of it is,
    not only what changed; `printed_parts` has the hash of each piece as it was printed.
    """

    id: int
    document: str
    subject: dict[str, Any]
    name: str
    set_up: SetUp
    position: int
    waiting: bool
    again: bool
    choices: dict[str, dict[str, str]]
    printed_parts: dict[str, str]
    printed_at: datetime | None
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Printed:
    """One of the last prints; its file is `pages.read(digest)`."""

    id: int
    document: str
    name: str
    stock: str
    printer: str
    feed: str
    copies: int
    sheets: int
    pieces: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnStock:
    """A stock of the owner's own."""

    id: int
    key: str
    name: str
    copied_from: str
    measures: Measures


@dataclass(frozen=True, slots=True)
class Profile:
    """A printer feed's four numbers and when they were read."""

    printer: str
    feed: str
    reading: Reading
    measured_at: datetime


_ITEM = """SELECT id, document, subject, name, stock, printer, feed, design, ink, copies, position,
    waiting, again, choices, printed_parts, printed_at, added_at FROM tray_item"""
_PRINTED = """SELECT id, document, name, stock, printer, feed, copies, sheets, pieces, digest, at
    FROM printed_page"""


def items() -> tuple[Item, ...]:
    """Everything that is in the tray or watched, in the order of the tray."""
    return tuple(_item(row) for row in store.rows(f"{_ITEM} ORDER BY position, id"))


def item(item_id: int) -> Item | None:
    """One document; None where it was taken out."""
    found = store.rows(f"{_ITEM} WHERE id = ?", (item_id,))
    return _item(found[0]) if found else None


def _item(row: tuple[Any, ...]) -> Item:
    return Item(
        id=row[0],
        document=row[1],
        subject=json.loads(row[2]),
        name=row[3],
        set_up=SetUp(row[4], row[5], row[6], row[7], Ink(row[8]), row[9]),
        position=row[10],
        waiting=bool(row[11]),
        again=bool(row[12]),
        choices=json.loads(row[13]),
        printed_parts=json.loads(row[14]),
        printed_at=None if row[15] is None else from_ms(row[15]),
        added_at=from_ms(row[16]),
    )


def printed(limit: int = 20) -> tuple[Printed, ...]:
    """The last prints, newest first."""
    found = store.rows(f"{_PRINTED} ORDER BY at DESC, id DESC LIMIT ?", (limit,))
    whole = [(*row[:-1], from_ms(row[-1])) for row in found]
    return tuple(Printed(*row) for row in whole)


def last_set_up(document: str) -> SetUp | None:
    """How this document was set up last; None where it never was."""
    found = store.rows(f"{_ITEM} WHERE document = ? ORDER BY id DESC LIMIT 1", (document,))
    return _item(found[0]).set_up if found else None


def last_printer() -> tuple[str, str]:
    """The printer and feed that were used last, or two empty strings."""
    found = store.rows("SELECT printer, feed FROM printed_page ORDER BY at DESC, id DESC LIMIT 1")
    return (str(found[0][0]), str(found[0][1])) if found else ("", "")


def used_labels(stock: str, printer: str, feed: str) -> frozenset[int]:
    """The labels of the begun sheet in a feed that are gone, counted from 1."""
    text = store.value(
        "SELECT used FROM begun_sheet WHERE stock = ? AND printer = ? AND feed = ?",
        (stock, printer, feed),
    )
    return frozenset(json.loads(text)) if text else frozenset()


def own_stocks() -> tuple[OwnStock, ...]:
    """The owner's own stocks by name."""
    found = store.rows(
        "SELECT id, name, copied_from, sheet_name, sheet_width, sheet_height, label_width,"
        " label_height, column_count, row_count, margin_left, margin_top, pitch_x, pitch_y,"
        " corner_radius, bleed, crop_marks FROM paper_stock ORDER BY name"
    )
    measures = [(*row[3:-1], bool(row[-1])) for row in found]
    return tuple(
        OwnStock(row[0], key_of(row[0]), row[1], row[2], Measures(*numbers))
        for row, numbers in zip(found, measures, strict=True)
    )


def profiles() -> tuple[Profile, ...]:
    """Every printer feed that was measured."""
    found = store.rows(
        "SELECT printer, feed, paper, left_mm, top_mm, right_mm, bottom_mm, measured_at"
        " FROM printer_profile ORDER BY printer, feed"
    )
    return tuple(Profile(row[0], row[1], Reading(*row[2:7]), from_ms(row[7])) for row in found)


def profile(printer: str, feed: str) -> Profile | None:
    """The profile of one feed; None where it was never measured."""
    return next((one for one in profiles() if (one.printer, one.feed) == (printer, feed)), None)
