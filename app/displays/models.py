"""Tables of the displays: fixtures and their rows, displays, placements, audits by scan."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import peewee

from app.catalog.models import Certificate, Edition, Format
from app.store.database import Table, rows
from app.store.fields import InstantField

_ON_FIXTURE = "SELECT id FROM display WHERE fixture_id = ?"
_OF_AUDIT = "SELECT display_id FROM shelf_audit WHERE id = ?"


class Facing(StrEnum):
    """How a case stands: its cover or its spine to the room."""

    FACE = "face"
    SPINE = "spine"


class Stage(StrEnum):
    """How far a display is made; `PREPARED` goes live on its first day, `OVER` was ended by hand.

    What it is on a day is `rules.state_on`.
    """

    DRAFT = "draft"
    PREPARED = "prepared"
    OVER = "over"


class Fixture(Table):
    """A piece of furniture with rows. `ceiling` is the rating that its sign promises, None for any.

    `position` is its place in the walk; `x_mm`, `y_mm` the centre of its back edge on the floor,
    counted from the inner back left corner; `turn` clockwise in degrees.
    """

    id = peewee.AutoField()
    name = peewee.TextField()
    note = peewee.TextField(default="")
    position = peewee.IntegerField()
    x_mm = peewee.IntegerField(default=0)
    y_mm = peewee.IntegerField(default=0)
    turn = peewee.IntegerField(default=0)
    depth_mm = peewee.IntegerField(default=300)
    curtained = peewee.BooleanField(default=False)
    ceiling = peewee.ForeignKeyField(Certificate, null=True, on_delete="RESTRICT")
    retired = peewee.BooleanField(default=False)
    ceiling_id: int | None

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "fixtures", int(row["id"])
        yield from (("displays", int(found[0])) for found in rows(_ON_FIXTURE, (row["id"],)))


class FixtureRow(Table):
    """A row of a fixture, 1 the top one: how wide it is, and how high between its boards."""

    id = peewee.AutoField()
    fixture = peewee.ForeignKeyField(Fixture, backref="rows", on_delete="RESTRICT")
    position = peewee.IntegerField()
    width_mm = peewee.IntegerField()
    height_mm = peewee.IntegerField()
    retired = peewee.BooleanField(default=False)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "fixtures", int(row["fixture_id"])
        found = rows(_ON_FIXTURE, (row["fixture_id"],))
        yield from (("displays", int(one[0])) for one in found)


class Display(Table):
    """A theme on a fixture, from its first day to its last; no last day stands until it is ended.

    `owner` is the person whose shelf it is ("Staff Favorites: Nora").
    """

    id = peewee.AutoField()
    fixture = peewee.ForeignKeyField(Fixture, backref="displays", on_delete="RESTRICT")
    name = peewee.TextField()
    tagline = peewee.TextField(default="")
    from_on = peewee.DateField(null=True)
    to_on = peewee.DateField(null=True)
    owner = peewee.TextField(default="")
    note = peewee.TextField(default="")
    stage = peewee.TextField(default=Stage.DRAFT)
    made_at = InstantField()
    fixture_id: int

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "displays", int(row["id"])


class Placement(Table):
    """An edition at a place of a display: its left edge in mm from the row's own.

    `wanted` copies stand side by side spine-out, behind each other face-out. `edition` is None once
    it was deleted; `name` and `format` are what then still stands in the plan.
    """

    id = peewee.AutoField()
    display = peewee.ForeignKeyField(Display, backref="placements", on_delete="RESTRICT")
    row = peewee.ForeignKeyField(FixtureRow, on_delete="RESTRICT")
    edition = peewee.ForeignKeyField(Edition, null=True, on_delete="RESTRICT")
    name = peewee.TextField()
    format = peewee.ForeignKeyField(Format, on_delete="RESTRICT")
    at_mm = peewee.IntegerField()
    facing = peewee.TextField()
    wanted = peewee.IntegerField(default=1)
    note = peewee.TextField(default="")
    display_id: int
    row_id: int
    edition_id: int | None
    format_id: int

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "displays", int(row["display_id"])


class ShelfAudit(Table):
    """One audit of a display by scan; `to_put_right` is how many cases stood otherwise."""

    id = peewee.AutoField()
    display = peewee.ForeignKeyField(Display, backref="audits", on_delete="RESTRICT")
    at = InstantField()
    staff = peewee.TextField()
    scanned = peewee.IntegerField()
    to_put_right = peewee.IntegerField()

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "displays", int(row["display_id"])


class ShelfScan(Table):
    """A barcode as it was scanned off the shelf, in the order of the scans."""

    id = peewee.AutoField()
    audit = peewee.ForeignKeyField(ShelfAudit, backref="scans", on_delete="CASCADE")
    barcode = peewee.TextField()

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield from (("displays", int(one[0])) for one in rows(_OF_AUDIT, (row["audit_id"],)))
