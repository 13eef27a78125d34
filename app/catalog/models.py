"""Tables of the stock: titles, editions, copies, people, sections and what describes them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import peewee

from app.store.database import Table, rows
from app.store.fields import InstantField, JsonField


class TitleKind(StrEnum):
    """A film, or one season of a series."""

    FILM = "film"
    SEASON = "season"


class CreditRole(StrEnum):
    """What a person did for a title."""

    DIRECTOR = "director"
    CAST = "cast"


class Purpose(StrEnum):
    """What a copy is for."""

    RENTAL = "rental"
    SALE = "sale"
    DISPLAY = "display"


class CopyState(StrEnum):
    """Where a copy is. `OUT` is set and cleared by rentals alone, with `due_at`.

    `HELD` is put aside behind the counter for somebody, `note` says for whom.
    """

    IN = "in"
    OUT = "out"
    HELD = "held"
    REPAIR = "repair"
    DAMAGED = "damaged"
    MISSING = "missing"
    SOLD = "sold"
    RETIRED = "retired"


class TitleState(StrEnum):
    """What a list says of a whole title: can I have it? See `shelf.state_of`."""

    IN = "in"
    DISPLAY = "display"
    HELD = "held"
    OUT = "out"
    LATE = "late"
    REPAIR = "repair"
    DAMAGED = "damaged"
    MISSING = "missing"
    SALE = "sale"
    SOLD = "sold"
    RETIRED = "retired"
    NONE = "none"


class _Named(Table):
    """A short list that the owner edits; any change of it concerns every screen."""

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "settings", int(row["id"])


class Certificate(_Named):
    """A rating with the age it asks for, a number that the owner can change."""

    id = peewee.AutoField()
    code = peewee.TextField(unique=True)
    system = peewee.TextField(default="MPAA")
    minimum_age = peewee.IntegerField(default=0)
    position = peewee.IntegerField(default=0)


class Format(_Named):
    """What a film is sold on, with its case in millimetres."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    short = peewee.TextField()
    color = peewee.TextField(default="#5B6472")
    face_mm = peewee.IntegerField()
    spine_mm = peewee.IntegerField()
    height_mm = peewee.IntegerField()
    position = peewee.IntegerField(default=0)


class Condition(_Named):
    """How worn a copy is."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    position = peewee.IntegerField(default=0)


class Section(Table):
    """A named home on the shop floor; `position` is the walking order from the door."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    short_name = peewee.TextField(default="")
    position = peewee.IntegerField()
    curtained = peewee.BooleanField(default=False)
    minimum_age = peewee.IntegerField(default=18)
    shelved_by = peewee.TextField(default="sort_title")
    rental_class_id = peewee.IntegerField(null=True)
    note = peewee.TextField(default="")

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "sections", int(row["id"])


class Title(Table):
    """A film or a season, whatever it is sold on.

    `sort_name` decides the order ("Master, The"); `sort_key` and `original_key` are the
    folded forms of `folding.fold` (accents and case gone) that SQL sorts and searches by.
    """

    id = peewee.AutoField()
    code = peewee.TextField(unique=True)
    name = peewee.TextField()
    original_name = peewee.TextField(default="")
    sort_name = peewee.TextField()
    sort_key = peewee.TextField()
    kind = peewee.TextField(default=TitleKind.FILM)
    series = peewee.TextField(default="")
    season = peewee.IntegerField(null=True)
    year = peewee.IntegerField(null=True)
    countries = peewee.TextField(default="")
    language = peewee.TextField(default="")
    runtime_minutes = peewee.IntegerField(null=True)
    certificate = peewee.ForeignKeyField(Certificate, null=True, on_delete="RESTRICT")
    synopsis = peewee.TextField(default="")
    tagline = peewee.TextField(default="")
    staff_pick = peewee.TextField(default="")
    note = peewee.TextField(default="")
    cover = peewee.TextField(default="")
    added_at = InstantField()
    certificate_id: int | None

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "titles", int(row["id"])


class Person(Table):
    """A director or a member of a cast."""

    kept_while_used = True

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    key = peewee.TextField(index=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        sql = "SELECT DISTINCT title_id FROM credit WHERE person_id = ?"
        yield from (("titles", int(found[0])) for found in rows(sql, (row["id"],)))


class Genre(Table):
    """A kind of film."""

    kept_while_used = True

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "lists", int(row["id"])


class Tag(Table):
    """A word on titles; all that carry it are found by it."""

    kept_while_used = True

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        sql = "SELECT title_id FROM title_tag WHERE tag_id = ?"
        yield "lists", int(row["id"])
        yield from (("titles", int(found[0])) for found in rows(sql, (row["id"],)))


class _OfTitle(Table):
    """A row that says something of a title."""

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        if row.get("title_id") is not None:
            yield "titles", int(row["title_id"])


class Credit(_OfTitle):
    """A person's part in a title, in the order of the credits."""

    id = peewee.AutoField()
    title = peewee.ForeignKeyField(Title, backref="credits", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="credits", on_delete="RESTRICT")
    role = peewee.TextField()
    position = peewee.IntegerField(default=0)


class TitleGenre(_OfTitle):
    id = peewee.AutoField()
    title = peewee.ForeignKeyField(Title, on_delete="CASCADE")
    genre = peewee.ForeignKeyField(Genre, on_delete="RESTRICT")


class TitleTag(_OfTitle):
    id = peewee.AutoField()
    title = peewee.ForeignKeyField(Title, on_delete="CASCADE")
    tag = peewee.ForeignKeyField(Tag, on_delete="RESTRICT")


class Edition(_OfTitle):
    """One release of a title in one format, with its own UPC.

    `rental_class_id` and `replacement_cents` are what a new copy of it starts with; NULL leaves
    the class to the section and the price unknown.
    """

    id = peewee.AutoField()
    title = peewee.ForeignKeyField(Title, backref="editions", on_delete="RESTRICT")
    format = peewee.ForeignKeyField(Format, on_delete="RESTRICT")
    upc = peewee.TextField(null=True)
    label = peewee.TextField(default="")
    discs = peewee.IntegerField(default=1)
    released_on = peewee.DateField(null=True)
    note = peewee.TextField(default="")
    rental_class_id = peewee.IntegerField(null=True)
    replacement_cents = peewee.IntegerField(null=True)
    title_id: int
    format_id: int


class Copy(_OfTitle):
    """One physical case with the shop's own barcode.

    `title` repeats the edition's title (the database keeps the pair true) so that lists and
    facets need no join. `rental_class_id` names a row of the rentals wing; `due_at` (the moment in
    force, see `rentals.due_kept`) and `last_rented_at` are written by rentals so that a list of
    150,000 titles reads one table.
    """

    derived = frozenset({"due_at"})

    id = peewee.AutoField()
    title = peewee.ForeignKeyField(Title, backref="copies", on_delete="RESTRICT")
    edition = peewee.ForeignKeyField(Edition, backref="copies", on_delete="RESTRICT")
    barcode = peewee.TextField(unique=True)
    section = peewee.ForeignKeyField(Section, on_delete="RESTRICT")
    condition = peewee.ForeignKeyField(Condition, null=True, on_delete="RESTRICT")
    purpose = peewee.TextField(default=Purpose.RENTAL)
    state = peewee.TextField(default=CopyState.IN)
    state_since = InstantField()
    state_note = peewee.TextField(default="")
    rental_class_id = peewee.IntegerField(null=True)
    replacement_cents = peewee.IntegerField(default=0)
    sale_cents = peewee.IntegerField(null=True)
    cost_cents = peewee.IntegerField(null=True)
    due_at = InstantField(null=True)
    last_rented_at = InstantField(null=True)
    added_at = InstantField()
    labelled = peewee.BooleanField(default=False)
    note = peewee.TextField(default="")
    title_id: int
    edition_id: int
    section_id: int
    condition_id: int | None

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "copies", int(row["id"])
        yield from super().touched(row)


class SavedFilter(_Named):
    """A search with its facets, order and view under a name."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    query = JsonField()
    position = peewee.IntegerField(default=0)


class ImportMap(_Named):
    """A column mapping that the owner saved, as the text of a TOML map."""

    id = peewee.AutoField()
    name = peewee.TextField(unique=True)
    toml = peewee.TextField()
