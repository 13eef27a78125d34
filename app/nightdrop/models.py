"""Tables of the night-drop: boxes, sessions, scans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import peewee

from app.catalog.models import Copy
from app.rentals.models import Rental
from app.store.database import Table
from app.store.fields import InstantField, JsonField


class DropBox(Table):
    """A slot that members return through; some are locked while the shop is open."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    locked_while_open = peewee.BooleanField(default=False)
    position = peewee.IntegerField(default=0)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "settings", int(row["id"])


class DropSession(Table):
    """One emptying of one box. `since_at` is the window's start, the effective return of all in it.

    `since_kind` says where the start comes from: emptied, close, locked or by_hand.
    """

    id = peewee.AutoField()
    box = peewee.ForeignKeyField(DropBox, backref="sessions", on_delete="RESTRICT")
    since_at = InstantField()
    since_kind = peewee.TextField()
    opened_at = InstantField()
    opened_by = peewee.TextField(default="")
    closed_at = InstantField(null=True)
    closed_by = peewee.TextField(default="")
    counted = peewee.IntegerField(null=True)
    why = peewee.TextField(default="")

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "sessions", int(row["id"])


class DropScan(Table):
    """One scan of a session, saved before it is answered; `facts` fill its line of words."""

    id = peewee.AutoField()
    session = peewee.ForeignKeyField(DropSession, backref="scans", on_delete="RESTRICT")
    barcode = peewee.TextField()
    scanned_at = InstantField()
    outcome = peewee.TextField()
    mark = peewee.TextField(null=True)
    disc = peewee.IntegerField(null=True)
    tray = peewee.IntegerField(null=True)
    copy = peewee.ForeignKeyField(Copy, null=True, on_delete="RESTRICT")
    rental = peewee.ForeignKeyField(Rental, null=True, on_delete="RESTRICT")
    effective_at = InstantField(null=True)
    late_days = peewee.IntegerField(default=0)
    fee_cents = peewee.IntegerField(default=0)
    sentence = peewee.TextField(default="")
    facts = JsonField(default=dict)
    taken_back = peewee.BooleanField(default=False)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "sessions", int(row["session_id"])
