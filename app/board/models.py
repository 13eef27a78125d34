"""Tables of the ratings board: boards, rated films, what hung when, thumbs, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import peewee

from app.catalog.models import Title
from app.store.database import Table, rows
from app.store.fields import InstantField, JsonField

SEATS = 5

_TITLE_OF = "SELECT title_id FROM rated_film WHERE id = ? AND title_id IS NOT NULL"
_UP_ON = "SELECT DISTINCT board_id FROM board_entry WHERE film_id = ? AND down_at IS NULL"
_OF_ENTRY = "SELECT board_id, film_id FROM board_entry WHERE id = ?"


class Board(Table):
    """A board on the wall; `shown` in show mode. Its five seats are named by who sits in them.

    `retired` boards hang no more; what hung on them stays in the history.
    """

    id = peewee.AutoField()
    name = peewee.TextField()
    position = peewee.IntegerField()
    shown = peewee.BooleanField(default=True)
    retired = peewee.BooleanField(default=False)
    seat_1 = peewee.TextField()
    seat_2 = peewee.TextField()
    seat_3 = peewee.TextField()
    seat_4 = peewee.TextField()
    seat_5 = peewee.TextField()

    @property
    def seats(self) -> tuple[str, ...]:
        """The names of the five seats, from the left."""
        return (self.seat_1, self.seat_2, self.seat_3, self.seat_4, self.seat_5)

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "boards", int(row["id"])


class RatedFilm(Table):
    """A film that somebody rated: a title of the catalogue, or one that is only in theatres.

    `name`, `year` and `directors` follow the title's (`joining` sees to it), so that the film keeps
    them when the title is deleted.
    """

    id = peewee.AutoField()
    title = peewee.ForeignKeyField(Title, null=True, unique=True, on_delete="SET NULL")
    name = peewee.TextField()
    year = peewee.IntegerField(null=True)
    directors = JsonField(default=list)
    title_id: int | None

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        if row.get("title_id") is not None:
            yield "titles", int(row["title_id"])
        yield from (("boards", int(found[0])) for found in rows(_UP_ON, (row["id"],)))


class BoardEntry(Table):
    """One hanging of a film on a board, from `up_at` to `down_at`.

    `position` counts the rows of a board from 1 while it is up. Its thumbs are the verdict, closed
    once it is taken down.
    """

    id = peewee.AutoField()
    board = peewee.ForeignKeyField(Board, backref="entries", on_delete="RESTRICT")
    film = peewee.ForeignKeyField(RatedFilm, backref="entries", on_delete="RESTRICT")
    position = peewee.IntegerField(null=True)
    up_at = InstantField()
    down_at = InstantField(null=True)
    board_id: int
    film_id: int

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield "boards", int(row["board_id"])
        yield from (("titles", int(found[0])) for found in rows(_TITLE_OF, (row["film_id"],)))


class Thumb(Table):
    """A thumb up from one seat; `who` sat there then."""

    id = peewee.AutoField()
    entry = peewee.ForeignKeyField(BoardEntry, backref="thumbs", on_delete="RESTRICT")
    seat = peewee.IntegerField()
    who = peewee.TextField()
    at = InstantField()

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        for board_id, film_id in rows(_OF_ENTRY, (row["entry_id"],)):
            yield "boards", int(board_id)
            yield from (("titles", int(found[0])) for found in rows(_TITLE_OF, (film_id,)))


class Review(Table):
    """What somebody said of a film, where (`source`) and on which day of the shop.

    `thumbs` is what they gave of five, where they said so; `on_card` the one quote for shelf cards
    and signs.
    """

    id = peewee.AutoField()
    film = peewee.ForeignKeyField(RatedFilm, backref="reviews", on_delete="RESTRICT")
    author = peewee.TextField()
    source = peewee.TextField(default="")
    quote = peewee.TextField()
    on_date = peewee.DateField()
    thumbs = peewee.IntegerField(null=True)
    on_card = peewee.BooleanField(default=False)
    film_id: int

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        yield from (("titles", int(found[0])) for found in rows(_TITLE_OF, (row["film_id"],)))
        yield from (("boards", int(found[0])) for found in rows(_UP_ON, (row["film_id"],)))
