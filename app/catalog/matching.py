"""Why a title was found, where nothing that the list shows says so: "tag: jeunesse"."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.catalog.folding import asked_words, fold, search_words
from app.store import database as store

if TYPE_CHECKING:
    from app.catalog.stock_list import StockRow


@dataclass(frozen=True, slots=True)
class Match:
    """What was found beside the names in sight. Kinds: cast, tag, upc, barcode, code, series."""

    kind: str
    text: str


_SOURCES = """
    SELECT title_id, kind, text FROM (
    SELECT t.id AS title_id, 1 AS place, 'series' AS kind, t.series AS text FROM title t
        WHERE t.id IN (SELECT value FROM json_each(?1)) AND t.series <> ''
    UNION ALL SELECT d.title_id, 2, 'cast', p.name FROM credit d JOIN person p ON p.id = d.person_id
        WHERE d.title_id IN (SELECT value FROM json_each(?1))
    UNION ALL SELECT x.title_id, 3, 'tag', g.name FROM title_tag x JOIN tag g ON g.id = x.tag_id
        WHERE x.title_id IN (SELECT value FROM json_each(?1))
    UNION ALL SELECT e.title_id, 4, 'upc', e.upc FROM edition e
        WHERE e.title_id IN (SELECT value FROM json_each(?1)) AND e.upc IS NOT NULL
    UNION ALL SELECT c.title_id, 5, 'barcode', c.barcode FROM copy c
        WHERE c.title_id IN (SELECT value FROM json_each(?1))
    UNION ALL SELECT t.id, 6, 'code', t.code FROM title t
        WHERE t.id IN (SELECT value FROM json_each(?1))
    ) ORDER BY title_id, place"""


def marked(
    found: Sequence[StockRow], directors: Mapping[int, list[str]], text: str
) -> list[StockRow]:
    """The rows, each with its match where the names in sight do not hold every word."""
    asked = asked_words(text[:200])
    joined = fold(text[:200]).replace(" ", "")
    missing: dict[int, list[str]] = {}
    for row in found:
        seen = _words((row.name, row.original_name, *directors.get(row.title_id, ())[:2]))
        lacking = [word for word in asked if not _begins(word, seen)]
        if lacking and not _begins(joined, seen):
            missing[row.title_id] = lacking
    if not missing:
        return list(found)
    reasons = _reasons(missing)
    return [
        replace(row, match=reasons[row.title_id]) if row.title_id in reasons else row
        for row in found
    ]


def _reasons(missing: Mapping[int, list[str]]) -> dict[int, Match]:
    reasons: dict[int, Match] = {}
    for title_id, kind, text in store.rows(_SOURCES, (json.dumps(list(missing)),)):
        if title_id in reasons:
            continue
        words = _words((text,)) | {fold(text).replace(" ", "")}
        if any(_begins(word, words) for word in missing[title_id]):
            reasons[title_id] = Match(kind, text)
    return reasons


def _words(texts: Sequence[str]) -> set[str]:
    return {word for text in texts if text for word in search_words(text)}


def _begins(word: str, words: set[str]) -> bool:
    return any(found.startswith(word) for found in words)
