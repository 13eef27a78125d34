"""What a shelf card says of each title, for thousands at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.catalog import lookups
from app.store import database as store

CAST = 4


@dataclass(frozen=True, slots=True)
class CardFacts:
    """One card. `formats` are those with a copy on its shelf or out (not missing, sold, retired).

    `section` is the one with most copies; `cast` the first few.
    """

    title_id: int
    code: str
    title: str
    original: str
    year: int | None
    runtime_minutes: int | None
    certificate: str
    tagline: str
    staff_pick: str
    section: str
    directors: tuple[str, ...]
    cast: tuple[str, ...]
    formats: tuple[str, ...]


_TITLES = """SELECT t.id, t.code, t.name, t.original_name, t.year, t.runtime_minutes,
    coalesce(r.code, ''), t.tagline, t.staff_pick, k.section_id
    FROM title t JOIN title_card k ON k.title_id = t.id
    LEFT JOIN certificate r ON r.id = t.certificate_id
    WHERE t.id IN (SELECT value FROM json_each(?))"""
_PEOPLE = """SELECT d.title_id, p.name FROM credit d JOIN person p ON p.id = d.person_id
    WHERE d.title_id IN (SELECT value FROM json_each(?)) AND d.role = ?
    ORDER BY d.title_id, d.position, d.id"""
_FORMATS = """SELECT DISTINCT c.title_id, e.format_id FROM copy c
    JOIN edition e ON e.id = c.edition_id
    WHERE c.title_id IN (SELECT value FROM json_each(?))
    AND c.state NOT IN ('missing', 'sold', 'retired')"""
_PART = 1000


def card_facts(title_ids: Sequence[int]) -> list[CardFacts]:
    """Facts in the order given; a title that is gone is left out."""
    found: list[CardFacts] = []
    for start in range(0, len(title_ids), _PART):
        found.extend(_part(list(title_ids[start : start + _PART])))
    return found


def _part(title_ids: list[int]) -> list[CardFacts]:
    wanted = json.dumps(title_ids)
    titles = {row[0]: row for row in store.rows(_TITLES, (wanted,))}
    directors = _grouped(store.rows(_PEOPLE, (wanted, "director")))
    cast = _grouped(store.rows(_PEOPLE, (wanted, "cast")))
    formats = _grouped(store.rows(_FORMATS, (wanted,)))
    sections = {row.id: row.name for row in lookups.sections()}
    all_formats = lookups.formats()
    cards = []
    for id_ in title_ids:
        if id_ not in titles:
            continue
        owned = formats.get(id_, ())
        whole = (
            *titles[id_][:9],
            sections.get(titles[id_][9], ""),
            tuple(directors.get(id_, ())),
            tuple(cast.get(id_, ())[:CAST]),
            tuple(row.name for row in all_formats if row.id in owned),
        )
        cards.append(CardFacts(*whole))
    return cards


def _grouped(pairs: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for title_id, value in pairs:
        found.setdefault(title_id, []).append(value)
    return found
