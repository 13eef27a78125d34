"""What happened to one copy, newest first. Who rented it is never told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.store import database as store
from app.store.fields import from_ms


@dataclass(frozen=True, slots=True)
class Change:
    """One field of the copy (a column's name) and its values as stored; names for ids."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line. Kinds: added, changed, rented, returned; `late_days` of a return, if rated."""

    at: datetime
    kind: str
    staff: str
    changes: tuple[Change, ...] = ()
    late_days: int | None = None


# What a rental writes of a copy is told by the rental itself.
_RENTALS_OWN = frozenset({"due_at", "last_rented_at", "state_since", "state_note", "labelled"})
_NAMES = {
    "section_id": "section",
    "condition_id": "condition",
    "rental_class_id": "rental_class",
}
_WRITES = """SELECT o.at, o.staff, o.intent, r.before, r.after, r.last_id IS NOT NULL,
    EXISTS (SELECT 1 FROM operation_row x WHERE x.operation_id = o.id AND x.table_name = 'rental')
    FROM operation_row r JOIN operation o ON o.id = r.operation_id
    WHERE r.table_name = 'copy' AND o.state = 'done'
    AND (r.row_id = ?1 OR (r.row_id <= ?1 AND r.last_id >= ?1))"""
_RENTALS = """SELECT started_at, rented_by, returned_at, taken_back_by, late_days
    FROM rental WHERE copy_id = ?"""


def copy_history(copy_id: int, limit: int = 200) -> list[HistoryLine]:
    """The lines of a copy, newest first: coming and going, and what was changed on it."""
    lines = [line for row in store.rows(_WRITES, (copy_id,)) if (line := _written(row))]
    for started, rented_by, returned, taken_by, late_days in store.rows(_RENTALS, (copy_id,)):
        lines.append(HistoryLine(from_ms(started), "rented", rented_by))
        if returned is not None:
            lines.append(HistoryLine(from_ms(returned), "returned", taken_by, late_days=late_days))
    added = store.value("SELECT added_at FROM copy WHERE id = ?", (copy_id,))
    if added is not None and not any(line.kind == "added" for line in lines):
        lines.append(HistoryLine(from_ms(int(added)), "added", ""))
    return sorted(lines, key=_when, reverse=True)[:limit]


def _when(line: HistoryLine) -> datetime:
    return line.at


def _written(row: tuple[Any, ...]) -> HistoryLine | None:
    at, staff, intent, before, after, in_range, of_rental = row
    if in_range or before is None:
        # An undo that put a removed copy back is no new copy.
        return None if intent == "undo" else HistoryLine(from_ms(at), "added", staff)
    if after is None or of_rental:
        return None
    old, new = json.loads(before), json.loads(after)
    changes = tuple(
        Change(_NAMES.get(column, column), _named(column, old.get(column)), _named(column, value))
        for column, value in new.items()
        if column not in _RENTALS_OWN or (column == "state_note" and value)
    )
    return HistoryLine(from_ms(at), "changed", staff, changes) if changes else None


def _named(column: str, value: Any) -> Any:
    if column not in _NAMES or value is None:
        return value
    return store.value(f"SELECT name FROM {_NAMES[column]} WHERE id = ?", (value,)) or ""
