"""Tables of the print room: own stocks, printer profiles, the tray, begun sheets, what was printed.

Lengths of stocks are points, as the makers publish them; a profile's numbers are millimetres, as
they are read off the calibration sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import peewee

from app.store.database import Table
from app.store.fields import InstantField, JsonField


class _OfThePrintRoom(Table):
    """What every table here means to a screen: something to print may look otherwise now."""

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "printing", int(row["id"])


class PaperStock(_OfThePrintRoom):
    """A stock of the owner's own; the constraints of its table are the sums of `rules.misfit`."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    copied_from = peewee.TextField(default="")
    sheet_name = peewee.TextField()
    sheet_width = peewee.FloatField()
    sheet_height = peewee.FloatField()
    label_width = peewee.FloatField()
    label_height = peewee.FloatField()
    column_count = peewee.IntegerField()
    row_count = peewee.IntegerField()
    margin_left = peewee.FloatField()
    margin_top = peewee.FloatField()
    pitch_x = peewee.FloatField()
    pitch_y = peewee.FloatField()
    corner_radius = peewee.FloatField(default=0.0)
    bleed = peewee.FloatField(default=0.0)
    crop_marks = peewee.BooleanField(default=False)


class PrinterProfile(_OfThePrintRoom):
    """Four numbers off a calibration sheet, for one feed of one printer (`rules.correction`)."""

    id = peewee.AutoField()
    printer = peewee.TextField()
    feed = peewee.TextField(default="")
    paper = peewee.TextField()
    left_mm = peewee.FloatField()
    top_mm = peewee.FloatField()
    right_mm = peewee.FloatField()
    bottom_mm = peewee.FloatField()
    measured_at = InstantField()


class BegunSheet(_OfThePrintRoom):
    """Which labels of the sheet that lies in a feed are used up; a whole sheet has no row."""

    id = peewee.AutoField()
    stock = peewee.TextField()
    printer = peewee.TextField(default="")
    feed = peewee.TextField(default="")
    used = JsonField(default=list)


class TrayItem(_OfThePrintRoom):
    """One document to print, or printed and watched for changes.

    `subject` says what it is of (title ids, a sign's entry); `choices` what a person decided about
    single pieces; `printed_parts` the hash of each piece's frozen data as it was last printed.
    """

    id = peewee.AutoField()
    document = peewee.TextField()
    subject = JsonField(default=dict)
    name = peewee.TextField()
    stock = peewee.TextField()
    printer = peewee.TextField(default="")
    feed = peewee.TextField(default="")
    design = peewee.TextField(default="")
    ink = peewee.TextField(default="colour")
    copies = peewee.IntegerField(default=1)
    position = peewee.IntegerField(default=0)
    waiting = peewee.BooleanField(default=True)
    again = peewee.BooleanField(default=False)
    choices = JsonField(default=dict)
    printed_parts = JsonField(default=dict)
    printed_at = InstantField(null=True)
    added_at = InstantField()


class PrintedPage(_OfThePrintRoom):
    """A print that was made, to print again as it was: its file is found by `digest`."""

    id = peewee.AutoField()
    document = peewee.TextField()
    name = peewee.TextField()
    stock = peewee.TextField()
    printer = peewee.TextField(default="")
    feed = peewee.TextField(default="")
    copies = peewee.IntegerField(default=1)
    sheets = peewee.IntegerField()
    pieces = peewee.IntegerField()
    digest = peewee.TextField()
    at = InstantField()
