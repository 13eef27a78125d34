"""Tables of the members: the account that owes and pays, and the people on it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import peewee

from app.catalog.models import Certificate
from app.store.database import Table
from app.store.fields import InstantField


class MemberStatus(StrEnum):
    """Whether an account may rent."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Member(Table):
    """An account. `name` is as lists show it ("Marchetti, Ruth"), `key` its folded form.

    `limit_cents` is how much it may owe, `max_out` how many it may have; NULL means the shop's
    setting.
    """

    id = peewee.AutoField()
    number = peewee.TextField(unique=True)
    card = peewee.TextField(unique=True, null=True)
    name = peewee.TextField()
    key = peewee.TextField(index=True)
    phone = peewee.TextField(default="")
    phone_digits = peewee.TextField(default="", index=True)
    email = peewee.TextField(default="")
    address = peewee.TextField(default="")
    joined_on = peewee.DateField(null=True)
    expires_on = peewee.DateField(null=True)
    status = peewee.TextField(default=MemberStatus.ACTIVE)
    status_reason = peewee.TextField(default="")
    limit_cents = peewee.IntegerField(null=True)
    max_out = peewee.IntegerField(null=True)
    note = peewee.TextField(default="")
    note_by = peewee.TextField(default="")
    note_at = InstantField(null=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "members", int(row["id"])


class Renter(Table):
    """A named person on an account, with a birth date and a rating ceiling of their own."""

    member_id: int  # peewee's own, of the foreign key
    ceiling_id: int | None

    id = peewee.AutoField()
    member = peewee.ForeignKeyField(Member, backref="renters", on_delete="RESTRICT")
    name = peewee.TextField()
    key = peewee.TextField(index=True)
    born_on = peewee.DateField(null=True)
    ceiling = peewee.ForeignKeyField(Certificate, null=True, on_delete="RESTRICT")
    ceiling_by = peewee.TextField(default="")
    ceiling_on = peewee.DateField(null=True)
    pays = peewee.BooleanField(default=False)
    keeps_history = peewee.BooleanField(default=False)
    card = peewee.TextField(unique=True, null=True)
    position = peewee.IntegerField(default=0)
    active = peewee.BooleanField(default=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        if row.get("member_id") is not None:
            yield "members", int(row["member_id"])
