"""A title whole, as importing compares and exporting writes it: columns, lists, editions."""

from __future__ import annotations

import marshal
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.importing.run import rows_in

TITLE_COLUMNS = (
    "name", "original_name", "sort_name", "kind", "series", "season", "year", "countries",
    "language", "runtime_minutes", "synopsis", "tagline", "staff_pick", "note", "added_at",
    "certificate_id",
)  # fmt: skip
LISTS = ("directors", "cast", "genres", "tags")
EDITION_COLUMNS = (
    "id", "title_id", "format_id", "upc", "label", "discs", "released_on", "note",
    "rental_class_id", "replacement_cents",
)  # fmt: skip
_EDITION_SQL = (
    f"SELECT {', '.join(EDITION_COLUMNS)} FROM edition WHERE title_id IN ({{}}) ORDER BY id"
)
_CREDIT_SQL = (
    "SELECT c.title_id, p.name FROM credit c JOIN person p ON p.id = c.person_id"
    " WHERE c.role = '{}' AND c.title_id IN ({{}}) ORDER BY c.title_id, c.position, c.id"
)
_WORD_SQL = (
    "SELECT l.title_id, w.name FROM title_{0} l JOIN {0} w ON w.id = l.{0}_id"
    " WHERE l.title_id IN ({{}}) ORDER BY l.id"
)
_LIST_SQL = (
    (_CREDIT_SQL.format("director"), "directors"),
    (_CREDIT_SQL.format("cast"), "cast"),
    (_WORD_SQL.format("genre"), "genres"),
    (_WORD_SQL.format("tag"), "tags"),
)


@dataclass(slots=True)
class TitleFacts:
    """A title as it stands, or as this run has drafted it."""

    id: int
    columns: dict[str, Any]
    lists: dict[str, tuple[str, ...]]
    editions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.columns["name"])


def load_facts(ids: Sequence[int]) -> dict[int, TitleFacts]:
    """The titles of these ids, by id; those that are gone are left out."""
    sql = f"SELECT id, {', '.join(TITLE_COLUMNS)} FROM title WHERE id IN ({{}})"
    found = {
        row[0]: TitleFacts(
            row[0], dict(zip(TITLE_COLUMNS, row[1:], strict=True)), dict.fromkeys(LISTS, ())
        )
        for row in rows_in(sql, ids)
    }
    for sql, name in _LIST_SQL:
        for title_id, text in rows_in(sql, ids):
            lists = found[title_id].lists
            lists[name] = (*lists[name], text)
    for row in rows_in(_EDITION_SQL, ids):
        found[row[1]].editions.append(dict(zip(EDITION_COLUMNS, row, strict=True)))
    return found


def packed(facts: TitleFacts) -> bytes:
    """A title as a few bytes, for a dry run to remember it by."""
    columns = tuple(facts.columns[column] for column in TITLE_COLUMNS)
    lists = tuple(facts.lists[name] for name in LISTS)
    editions = tuple(tuple(edition[c] for c in EDITION_COLUMNS) for edition in facts.editions)
    return marshal.dumps((columns, lists, editions))


def unpacked(id_: int, packed: bytes) -> TitleFacts:
    """What `packed` was made of."""
    columns, lists, editions = marshal.loads(packed)
    return TitleFacts(
        id_,
        dict(zip(TITLE_COLUMNS, columns, strict=True)),
        dict(zip(LISTS, lists, strict=True)),
        [dict(zip(EDITION_COLUMNS, edition, strict=True)) for edition in editions],
    )
