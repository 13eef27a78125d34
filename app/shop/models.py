"""Tables of the shop itself: settings, staff, opening hours, journal, operations."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import peewee

from app.store.database import AppendOnly, Table
from app.store.fields import InstantField, JsonField


class Role(StrEnum):
    """What a staff member may do; the reach of each is a later issue's table."""

    CLERK = "clerk"
    OWNER = "owner"


class Setting(Table):
    """One setting as JSON; names and defaults are in `settings`."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    content = JsonField()

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "settings", int(row["id"])


class Staff(Table):
    """A person who works here; PINs come with sign-in."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    role = peewee.TextField(default=Role.CLERK)
    active = peewee.BooleanField(default=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "settings", int(row["id"])


class OpeningSpan(Table):
    """One span of a weekday's opening hours, in minutes after local midnight; Monday is 0.

    A close past midnight has more than 1,440 minutes.
    """

    id = peewee.AutoField()
    weekday = peewee.IntegerField()
    opens_minute = peewee.IntegerField()
    closes_minute = peewee.IntegerField()

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "settings", int(row["id"])


class CalendarException(Table):
    """A dated day that is closed or has other hours; `spans` is [[opens, closes], ...]."""

    id = peewee.AutoField()
    on_date = peewee.DateField(unique=True)
    closed = peewee.BooleanField()
    reason = peewee.TextField(default="")
    spans = JsonField(default=list)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "settings", int(row["id"])


class OperationState(StrEnum):
    """Where an operation stands; a `running` one found at start was cut off and is rolled back."""

    RUNNING = "running"
    DONE = "done"
    UNDONE = "undone"


class Operation(Table):
    """One thing that a person did and may undo; `facts` fill the sentence that says so."""

    id = peewee.AutoField()
    at = InstantField()
    staff = peewee.TextField()
    intent = peewee.TextField()
    facts = JsonField(default=dict)
    state = peewee.TextField(default=OperationState.DONE)
    undoes = peewee.ForeignKeyField("self", null=True, backref="undone_by")


class OperationRow(Table):
    """One row as it was before and after; a range of inserted rows has `last_id`."""

    id = peewee.AutoField()
    operation = peewee.ForeignKeyField(Operation, backref="rows", on_delete="CASCADE")
    table_name = peewee.TextField()
    row_id = peewee.IntegerField()
    last_id = peewee.IntegerField(null=True)
    before = JsonField(null=True)
    after = JsonField(null=True)


class JournalEntry(AppendOnly):
    """Who did what, when and why; append-only by trigger."""

    id = peewee.AutoField()
    at = InstantField()
    staff = peewee.TextField()
    intent = peewee.TextField()
    facts = JsonField(default=dict)
    reason = peewee.TextField(null=True)
    operation = peewee.ForeignKeyField(Operation, null=True, on_delete="SET NULL")
