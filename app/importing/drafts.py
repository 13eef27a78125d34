"""Rows that an import is about to write: under the ids they will have, chunk by chunk.

A row that belongs to another (a copy to its edition) needs that one's id before either is written.
Inside the write transaction the next ids are known for sure; in a dry run they are made up, far
above any real one, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.catalog.models import (
    Condition,
    Copy,
    Credit,
    Edition,
    Format,
    Genre,
    Person,
    Section,
    Tag,
    Title,
    TitleGenre,
    TitleTag,
)
from app.members.models import Member, Renter
from app.rentals.models import LedgerLine, Rental, RentalClass
from app.shop.operations import Work
from app.shop.rows import next_id
from app.store.database import Table

MADE_UP = 1 << 40
"""Ids from here on are a dry run's own."""

# Parents before children.
_ORDER: tuple[type[Table], ...] = (
    RentalClass, Format, Condition, Section, Genre, Tag, Person, Title, Credit, TitleGenre,
    TitleTag, Edition, Copy, Member, Renter, Rental, LedgerLine,
)  # fmt: skip

Change = Callable[[Work], object]


class Drafts:
    """What one chunk will insert and change."""

    def __init__(self, *, dry: bool) -> None:
        self._dry = dry
        self._next: dict[type[Table], int] = {}
        self._rows: dict[type[Table], list[dict[str, Any]]] = {}
        self._before: list[Change] = []
        self._after: list[Change] = []

    def begin(self) -> None:
        """A new chunk; in a real run inside its transaction."""
        self._rows.clear()
        self._before.clear()
        self._after.clear()
        if not self._dry:
            self._next.clear()

    def add(self, model: type[Table], values: dict[str, Any]) -> int:
        """Drafts a row; returns the id that it will have. All rows of a table name all fields."""
        if model not in self._next:
            self._next[model] = MADE_UP if self._dry else next_id(model)
        row_id = self._next[model]
        self._next[model] = row_id + 1
        if not self._dry:
            self._rows.setdefault(model, []).append(values)
        return row_id

    def add_all(self, model: type[Table], rows: list[dict[str, Any]]) -> None:
        """Drafts rows whose ids nobody needs."""
        if self._dry or not rows:
            return
        if model not in self._next:
            self._next[model] = next_id(model)
        self._next[model] += len(rows)
        self._rows.setdefault(model, []).extend(rows)

    def change(
        self, model: type[Table], row_id: int, values: dict[str, Any], *, makes_room: bool = False
    ) -> None:
        """Drafts a change of a row; one that this chunk made is changed in its draft.

        A change that makes room for a new row (a rental that ends) is written before new rows,
        others after them, for they may name one.
        """
        if self._dry:
            return
        first = self._next.get(model, 0) - len(self._rows.get(model, ()))
        if model in self._rows and row_id >= first:
            self._rows[model][row_id - first].update(values)
            return
        changes = self._before if makes_room else self._after
        changes.append(lambda work: work.update(model, row_id, **values))

    def remove(self, model: type[Table], row_id: int) -> None:
        """Drafts the removal of a row that was there before."""
        if not self._dry:
            self._before.append(lambda work: work.delete(model, row_id))

    def write(self, work: Work) -> None:
        """Writes the chunk: what makes room, then new rows, then changes."""
        for change in self._before:
            change(work)
        for model in _ORDER:
            rows = self._rows.get(model)
            if rows:
                work.insert_many(model, rows, as_stored=True)
        for change in self._after:
            change(work)
        self.begin()
