"""Saved filters: a query (text, facets, order) and a view under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.catalog.models import SavedFilter
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedFilterRow:
    """One saved filter; `query` is `StockQuery.to_json()`, and whatever else a screen keeps."""

    id: int
    name: str
    query: dict[str, Any]


def listed() -> tuple[SavedFilterRow, ...]:
    """In the owner's order."""
    rows = SavedFilter.select().order_by(SavedFilter.position, SavedFilter.id)
    return tuple(SavedFilterRow(row.id, row.name, row.query) for row in rows)


def save(ctx: Context, name: str, query: dict[str, Any]) -> Done:
    """Keeps a query under a name; one that stands there already is replaced.

    Raises `filter.no_name`, `filter.name_too_long`.
    """
    clean = _clean(name)
    with operations.begin(ctx, "filter.save") as work:
        found = _by_name(clean)
        if found is None:
            last = SavedFilter.select().count()
            work.insert(SavedFilter, name=clean, query=query, position=last + 1)
        else:
            work.update(SavedFilter, found.id, query=query)
        work.facts(name=clean, replaced=found is not None)
    return work.done


def rename(ctx: Context, filter_id: int, name: str) -> Done:
    """Raises `filter.gone`, `filter.name_taken` and what `save` raises."""
    clean = _clean(name)
    with operations.begin(ctx, "filter.rename") as work:
        before = _get(filter_id)
        taken = _by_name(clean)
        if taken is not None and taken.id != filter_id:
            raise RuleViolation("filter.name_taken", field="name", name=clean)
        work.update(SavedFilter, filter_id, name=clean)
        work.facts(name=clean, before=before.name)
    return work.done


def remove(ctx: Context, filter_id: int) -> Done:
    """Raises `filter.gone`."""
    with operations.begin(ctx, "filter.remove") as work:
        work.facts(name=_get(filter_id).name)
        work.delete(SavedFilter, filter_id)
    return work.done


def _by_name(name: str) -> SavedFilter | None:
    rows: list[SavedFilter] = list(SavedFilter.select())
    for found in rows:
        if str(found.name).casefold() == name.casefold():
            return found
    return None


def _get(filter_id: int) -> SavedFilter:
    found: SavedFilter | None = SavedFilter.get_or_none(SavedFilter.id == filter_id)
    if found is None:
        raise NotFound("filter.gone")
    return found


def _clean(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise RuleViolation("filter.no_name", field="name")
    if len(clean) > LONGEST_NAME:
        raise RuleViolation("filter.name_too_long", field="name", most=LONGEST_NAME)
    return clean
