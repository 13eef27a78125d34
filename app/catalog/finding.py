"""What the scan bar finds in the stock: a copy, an edition, a title; best first."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from app.catalog import search
from app.catalog.barcodes import canonical_upc, normalise
from app.catalog.folding import fold
from app.shop.errors import RuleViolation
from app.store import database as store

KINDS = ("copy", "edition", "title")
_PREFIX = 5


@dataclass(frozen=True, slots=True)
class Found:
    """One find. Kinds: copy (`code` its barcode), edition (its UPC), title (its own code).

    `text` is the title's name, `detail` what tells it apart: year and director, or format and
    section. `title_id` is the title of any kind.
    """

    kind: str
    id: int
    code: str
    text: str
    detail: str
    title_id: int


@dataclass(frozen=True, slots=True)
class CopyRef:
    """A copy by its barcode."""

    copy_id: int
    title_id: int
    edition_id: int
    barcode: str


@dataclass(frozen=True, slots=True)
class EditionRef:
    """An edition by its UPC."""

    edition_id: int
    title_id: int
    upc: str


_COPY = """SELECT c.id, c.barcode, t.name, f.name || ', ' || s.name, c.title_id FROM copy c
    JOIN title t ON t.id = c.title_id JOIN edition e ON e.id = c.edition_id
    JOIN format f ON f.id = e.format_id JOIN section s ON s.id = c.section_id"""
_EDITION = """SELECT e.id, e.upc, t.name, f.name, e.title_id FROM edition e
    JOIN title t ON t.id = e.title_id JOIN format f ON f.id = e.format_id"""
_TITLE = """SELECT t.id, t.code, t.name, t.year, coalesce((SELECT p.name FROM credit d
    JOIN person p ON p.id = d.person_id WHERE d.title_id = t.id AND d.role = 'director'
    ORDER BY d.position, d.id LIMIT 1), '') FROM title t"""


def find(text: str, limit: int = 20, kinds: Collection[str] = KINDS) -> list[Found]:
    """What a scanned or typed text finds: codes exactly, titles by words, codes by their start.

    Any text is safe; one that is no code and has no word finds nothing.
    """
    found: dict[tuple[str, int], Found] = {}
    code = code_of(text)
    for one in (*_exact(code), *_titles(text, limit), *_beginning(code, limit)):
        if one.kind in kinds:
            found.setdefault((one.kind, one.id), one)
    return list(found.values())[:limit]


def code_of(text: str) -> str:
    """The text as a code would be stored, or "" where it can be none."""
    try:
        return normalise(text)
    except RuleViolation:
        return ""


def copy_by_barcode(text: str) -> CopyRef | None:
    """The copy that carries this barcode."""
    rows = store.rows(
        "SELECT id, title_id, edition_id, barcode FROM copy WHERE barcode = ?", (code_of(text),)
    )
    return CopyRef(*rows[0]) if rows else None


def edition_by_upc(text: str) -> EditionRef | None:
    """The edition that carries this UPC or EAN."""
    rows = store.rows(
        "SELECT id, title_id, upc FROM edition WHERE upc = ?", (canonical_upc(code_of(text)),)
    )
    return EditionRef(*rows[0]) if rows else None


def title_by_code(text: str) -> int | None:
    """The title whose shelf card carries this code."""
    found = store.value("SELECT id FROM title WHERE code = ?", (code_of(text),))
    return None if found is None else int(found)


def _exact(code: str) -> list[Found]:
    if not code:
        return []
    found = [_of("copy", row) for row in store.rows(f"{_COPY} WHERE c.barcode = ?", (code,))]
    found += [
        _of("edition", row)
        for row in store.rows(f"{_EDITION} WHERE e.upc = ?", (canonical_upc(code),))
    ]
    return found + [_title(row) for row in store.rows(f"{_TITLE} WHERE t.code = ?", (code,))]


def _beginning(code: str, limit: int) -> list[Found]:
    if len(code) < _PREFIX:
        return []
    span = (code, code + "\U0010ffff", limit)
    copies = store.rows(
        f"{_COPY} WHERE c.barcode >= ? AND c.barcode < ? ORDER BY c.barcode LIMIT ?", span
    )
    editions = store.rows(f"{_EDITION} WHERE e.upc >= ? AND e.upc < ? ORDER BY e.upc LIMIT ?", span)
    return [_of("copy", row) for row in copies] + [_of("edition", row) for row in editions]


def _titles(text: str, limit: int) -> list[Found]:
    """Titles by words, the names that are exactly the text first."""
    title_ids = search.first(text, limit)
    if not title_ids:
        return []
    rows = {
        row[0]: row
        for row in store.rows(
            f"{_TITLE} WHERE t.id IN (SELECT value FROM json_each(?))", (json.dumps(title_ids),)
        )
    }
    key = fold(text)
    ordered = [rows[id_] for id_ in title_ids if id_ in rows]
    whole = [row for row in ordered if fold(row[2]) == key]
    return [_title(row) for row in (*whole, *(row for row in ordered if row not in whole))]


def _of(kind: str, row: tuple[Any, ...]) -> Found:
    return Found(kind, *row)


def _title(row: tuple[Any, ...]) -> Found:
    id_, code, name, year, director = row
    detail = ", ".join(part for part in (str(year or ""), director) if part)
    return Found("title", id_, code, name, detail, id_)
