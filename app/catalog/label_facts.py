"""What a copy's barcode label says, for a whole box at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.store import database as store


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """One copy: its code, its title, the short names of its format and of its section."""

    copy_id: int
    barcode: str
    title: str
    format: str
    section: str


_LABELS = """SELECT c.id, c.barcode, t.name, f.short, s.short_name FROM copy c
    JOIN title t ON t.id = c.title_id JOIN edition e ON e.id = c.edition_id
    JOIN format f ON f.id = e.format_id JOIN section s ON s.id = c.section_id
    LEFT JOIN title_card k ON k.title_id = t.id
    WHERE c.id IN (SELECT value FROM json_each(?))
    ORDER BY s.position, k.rank, c.barcode"""
_KEPT = "state NOT IN ('sold', 'retired')"


def label_facts(copy_ids: Sequence[int]) -> list[LabelFacts]:
    """Labels in shelf order; a copy that is gone is left out."""
    return [LabelFacts(*row) for row in store.rows(_LABELS, (json.dumps(list(copy_ids)),))]


def copies_of(title_ids: Sequence[int]) -> list[int]:
    """The copies of titles that the shop still has."""
    found = store.rows(
        "SELECT id FROM copy WHERE title_id IN (SELECT value FROM json_each(?))"
        f" AND {_KEPT} ORDER BY id",
        (json.dumps(list(title_ids)),),
    )
    return [int(row[0]) for row in found]


def unlabelled() -> list[int]:
    """The copies that wait for their first label."""
    found = store.rows(f"SELECT id FROM copy WHERE labelled = 0 AND {_KEPT} ORDER BY id")
    return [int(row[0]) for row in found]
