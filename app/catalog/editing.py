"""What one form saves in one operation: a title with its editions and copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.catalog import copies, editions, titles
from app.shop import operations
from app.shop.clock import Context
from app.shop.operations import Done

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TitleEdit:
    """What changes: fields of `titles.edit_title`, `editions.edit_edition` by edition id and
    `copies.edit_copy` by copy id. What stays as it is is left out.
    """

    title: Fields = field(default_factory=dict)
    editions: Mapping[int, Fields] = field(default_factory=dict)
    copies: Mapping[int, Fields] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.title or any(self.editions.values()) or any(self.copies.values()))


@dataclass(frozen=True, slots=True)
class StockAdded:
    """A new edition and the barcodes of its first copies."""

    done: Done
    edition_id: int
    barcodes: tuple[str, ...]


def add_edition(
    ctx: Context,
    title_id: int,
    format_id: int,
    upc: str | None = None,
    *,
    section_id: int | None = None,
    count: int = 0,
    **fields: Any,
) -> StockAdded:
    """Adds an edition and `count` copies of it. Raises what `editions.add_edition` and
    `copies.add_copies` raise.
    """
    added: list[tuple[int, str]] = []
    with operations.begin(ctx, "edition.add") as work:
        name, case = editions.named(title_id, format_id)
        edition_id = editions.insert(work, title_id, format_id, upc, **fields)
        if count:
            wanted = copies.NewCopies(section_id=section_id)
            added = copies.insert(work, edition_id, count, (), wanted)
        first = added[0][1] if added else ""
        work.facts(title=name, format=case, count=len(added), barcode=first)
    return StockAdded(work.done, edition_id, tuple(code for _, code in added))


def save(ctx: Context, title_id: int, edit: TitleEdit) -> Done:
    """Writes all of it or nothing. Raises what the three actions raise."""
    with operations.begin(ctx, "title.edit") as work:
        name = titles.change(work, title_id, dict(edit.title))
        for edition_id, fields in edit.editions.items():
            editions.change(work, edition_id, dict(fields))
        for copy_id, fields in edit.copies.items():
            copies.change(work, copy_id, dict(fields))
        changed = {*edit.title, *(key for one in edit.editions.values() for key in one)}
        changed |= {key for one in edit.copies.values() for key in one}
        work.facts(title=name, fields=sorted(changed), copies=len(edit.copies))
    return work.done
