"""Tables of renting: classes, the terms written on each rental, rentals, the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import peewee

from app.catalog.models import Copy
from app.members.models import Member, Renter
from app.store.database import AppendOnly, Table
from app.store.fields import InstantField


class ReturnedBy(StrEnum):
    """How a copy came back."""

    COUNTER = "counter"
    BOX = "box"
    IMPORT = "import"


class LineKind(StrEnum):
    """What a ledger line is for; charges are positive, the rest negative (a correction either)."""

    RENTAL = "rental"
    LATE_FEE = "late_fee"
    DAMAGE = "damage"
    REPLACEMENT = "replacement"
    DEPOSIT = "deposit"
    SALE = "sale"
    MEMBERSHIP = "membership"
    PAYMENT = "payment"
    WAIVER = "waiver"
    REFUND = "refund"
    CORRECTION = "correction"
    OPENING = "opening"


class PaymentMethod(StrEnum):
    CASH = "cash"
    CARD = "card"
    CREDIT = "credit"
    PUNCH_CARD = "punch_card"


class _Rule(Table):
    """The numbers of a rule, the same on a class and on the terms of a rental (see `rules.Terms`).

    Money in cents. `due_minute` is minutes after local midnight, for `due_kind` fixed.
    """

    price_cents = peewee.IntegerField()
    period_nights = peewee.IntegerField(null=True)
    period_hours = peewee.IntegerField(null=True)
    due_kind = peewee.TextField()
    due_minute = peewee.IntegerField(null=True)
    late_mode = peewee.TextField()
    late_rate_cents = peewee.IntegerField()
    closed_days_count = peewee.BooleanField()
    grace_minutes = peewee.IntegerField()
    cap_kind = peewee.TextField()
    cap_cents = peewee.IntegerField(null=True)
    deposit_cents = peewee.IntegerField(default=0)


class RentalClass(_Rule):
    """The price rule that a copy rents under; retired rather than removed while copies use it."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    retired = peewee.BooleanField(default=False)
    position = peewee.IntegerField(default=0)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "settings", int(row["id"])


class RentalTerms(_Rule):
    """The whole rule as a rental left with it.

    One row per distinct rule (its class's name and the copy's replacement price included), never
    changed (triggers refuse it): a million rentals share a few, and each still carries its own.
    """

    id = peewee.AutoField()
    class_name = peewee.TextField()
    replacement_cents = peewee.IntegerField(default=0)


class Rental(Table):
    """One copy out to one renter of one account.

    `due_on` is the day promised when it was written, an open day of the calendar as it stood
    then (`rules.Due`); `due_at` the due instant of that calendar (lists sort by it; fees derive it
    anew from `due_on`).
    `returned_at` is the effective instant, `scanned_at` when the scanner beeped. `waived_cents` is
    how much of its late fee a person forgave. `member` and `renter` are NULL once privacy has let
    them go.
    """

    id = peewee.AutoField()
    copy = peewee.ForeignKeyField(Copy, backref="rentals", on_delete="RESTRICT")
    member = peewee.ForeignKeyField(Member, null=True, backref="rentals", on_delete="RESTRICT")
    renter = peewee.ForeignKeyField(Renter, null=True, on_delete="RESTRICT")
    terms = peewee.ForeignKeyField(RentalTerms, on_delete="RESTRICT")
    started_at = InstantField()
    due_on = peewee.DateField()
    due_at = InstantField()
    returned_at = InstantField(null=True)
    scanned_at = InstantField(null=True)
    returned_by = peewee.TextField(null=True)
    drop_session_id = peewee.IntegerField(null=True)
    late_days = peewee.IntegerField(null=True)
    fee_cents = peewee.IntegerField(null=True)
    waived_cents = peewee.IntegerField(default=0)
    rented_by = peewee.TextField(default="")
    taken_back_by = peewee.TextField(default="")
    source_id = peewee.TextField(null=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "rentals", int(row["id"])
        if row.get("member_id") is not None:
            yield "members", int(row["member_id"])


class LedgerLine(AppendOnly):
    """One charge or credit of an account; positive: the member owes. Never changed, never removed.

    `text` is what it is for (the fee sentence, a reason). `reverses` is the line that this one
    takes back. `rental_id` is no foreign key: lines of a rental that was undone keep naming it.
    """

    id = peewee.AutoField()
    member = peewee.ForeignKeyField(Member, backref="lines", on_delete="RESTRICT")
    at = InstantField()
    kind = peewee.TextField()
    amount_cents = peewee.IntegerField()
    rental_id = peewee.IntegerField(null=True)
    method = peewee.TextField(null=True)
    text = peewee.TextField(default="")
    staff = peewee.TextField(default="")
    reverses = peewee.ForeignKeyField("self", null=True, on_delete="RESTRICT")
    source_id = peewee.TextField(null=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "members", int(row["member_id"])
