"""The full-text index of the stock: SQLite's FTS5, and all that is only SQLite's.

One row per title under its rank, so that finds come out in shelf order. The index holds its own
folded text (no external content): a row can be taken out by its rowid alone, and nothing drifts.
Tokens are split at spaces and nothing else; `folding.search_words` has made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.catalog.folding import fold, search_words, sortable
from app.store import database as store

__all__ = [
    "CODE_MARK",
    "TITLE_MARK",
    "create",
    "documents",
    "fill",
    "is_current",
    "refresh",
    "remove",
    "sortable",
]

CODE_MARK = "\N{PILCROW SIGN}"
"""Stands before UPCs and barcodes: "1000" in a name must not wade through a shop's 10001234s."""

TITLE_MARK = "\N{SECTION SIGN}"
"""Stands before a title's own code, which is found whole and by no prefix."""

TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(names, people, tags, codes, tokenize = 'ascii',"
    " prefix = '1 2 3 4', detail = 'column', columnsize = 0)"
)

_TITLES = "SELECT t.id, t.code, t.name, t.sort_name, t.original_name, t.series FROM title t"
_PEOPLE = "SELECT d.title_id, p.name FROM credit d JOIN person p ON p.id = d.person_id"
_TAGS = "SELECT x.title_id, g.name FROM title_tag x JOIN tag g ON g.id = x.tag_id"
_UPCS = "SELECT e.title_id, e.upc FROM edition e"
_BARCODES = "SELECT c.title_id, c.barcode FROM copy c"

_INSERT = "INSERT INTO search (rowid, names, people, tags, codes) VALUES (?, ?, ?, ?, ?)"

Document = tuple[str, str, str, str]


def is_current() -> bool:
    """Whether the index exists in this program's make."""
    stored = store.value("SELECT sql FROM sqlite_master WHERE name = 'search'")
    return bool(stored == TABLE)


def create() -> None:
    """Makes an empty index; drops what was there."""
    raw = store.connection()
    raw.execute("DROP TABLE IF EXISTS search")
    raw.execute(TABLE)


def fill() -> None:
    """Indexes every title that has a card, from nothing."""
    create()
    rank_of = dict(store.rows("SELECT title_id, rank FROM title_card"))
    store.connection().executemany(
        _INSERT,
        # In rowid order each term's list is written once, front to back.
        sorted((rank_of[title_id], *document) for title_id, document in _all_documents()),
    )
    _words_of.cache_clear()


def remove(row_ids: Iterable[int]) -> None:
    """Takes rows out by their ranks."""
    store.connection().executemany(
        "DELETE FROM search WHERE rowid = ?", ((row_id,) for row_id in row_ids)
    )


def documents(title_ids: Sequence[int]) -> dict[int, Document]:
    """The words of titles as the index takes them; those that are gone are left out."""
    return dict(_documents(", ".join("?" * len(title_ids)), title_ids))


def refresh(documents: Mapping[int, Document]) -> None:
    """Rewrites the rows of titles whose words differ from what is indexed; adds missing ones."""
    title_ids = tuple(documents)
    marks = ", ".join("?" * len(title_ids))
    raw = store.connection()
    stored = raw.execute(
        "SELECT c.title_id, c.rank, s.names, s.people, s.tags, s.codes"
        " FROM title_card c LEFT JOIN search s ON s.rowid = c.rank"
        f" WHERE c.title_id IN ({marks})",
        title_ids,
    ).fetchall()
    differing = sorted(
        (rank, old[0] is not None, documents[title_id])
        for title_id, rank, *old in stored
        if tuple(old) != documents[title_id]
    )
    remove(rank for rank, indexed, _ in differing if indexed)
    # In rowid order: at each step back FTS5 writes out all that it has gathered.
    raw.executemany(_INSERT, ((rank, *document) for rank, _, document in differing))


def differing() -> int:
    """How many titles are indexed under other words than they have, or not, or in vain."""
    stored = {
        int(row[0]): tuple(row[1:])
        for row in store.connection().execute(
            "SELECT c.title_id, s.names, s.people, s.tags, s.codes"
            " FROM search s LEFT JOIN title_card c ON c.rank = s.rowid"
        )
        if row[0] is not None
    }
    rows = int(store.value("SELECT count(*) FROM search"))
    wrong = rows - len(stored)
    for title_id, document in _all_documents():
        wrong += stored.pop(title_id, None) != document
    return wrong + len(stored)


def _documents(marks: str, title_ids: Sequence[int]) -> Iterator[tuple[int, Document]]:
    raw = store.connection()
    people = _grouped(raw.execute(f"{_PEOPLE} WHERE d.title_id IN ({marks})", title_ids))
    tags = _grouped(raw.execute(f"{_TAGS} WHERE x.title_id IN ({marks})", title_ids))
    codes = _grouped(
        raw.execute(
            f"{_UPCS} WHERE e.title_id IN ({marks}) AND e.upc IS NOT NULL"
            f" UNION ALL {_BARCODES} WHERE c.title_id IN ({marks})",
            (*title_ids, *title_ids),
        )
    )
    for row in raw.execute(f"{_TITLES} WHERE t.id IN ({marks})", title_ids):
        yield int(row[0]), _document(row, people, tags, codes)


def _all_documents() -> Iterator[tuple[int, Document]]:
    """Every title's document, walking the tables side by side so that memory stays flat."""
    people = _Walk(f"{_PEOPLE} ORDER BY d.title_id")
    tags = _Walk(f"{_TAGS} ORDER BY x.title_id")
    upcs = _Walk(f"{_UPCS} WHERE e.upc IS NOT NULL ORDER BY e.title_id")
    barcodes = _Walk(f"{_BARCODES} ORDER BY c.title_id")
    for row in store.connection().execute(f"{_TITLES} ORDER BY t.id"):
        id_ = int(row[0])
        yield (
            id_,
            _document(
                row,
                {id_: people.of(id_)},
                {id_: tags.of(id_)},
                {id_: [*upcs.of(id_), *barcodes.of(id_)]},
            ),
        )


class _Walk:
    """Values by title, read in title order beside another reader in the same order."""

    def __init__(self, sql: str) -> None:
        self._groups = groupby(store.connection().execute(sql), key=itemgetter(0))
        self._waiting: tuple[int, list[str]] | None = None
        self._step()

    def _step(self) -> None:
        found = next(self._groups, None)
        self._waiting = None if found is None else (found[0], [row[1] for row in found[1]])

    def of(self, title_id: int) -> list[str]:
        while self._waiting is not None and self._waiting[0] < title_id:
            self._step()
        if self._waiting is None or self._waiting[0] != title_id:
            return []
        return self._waiting[1]


def _document(
    row: tuple[Any, ...],
    people: dict[int, list[str]],
    tags: dict[int, list[str]],
    codes: dict[int, list[str]],
) -> Document:
    id_, code, *names = row
    return (
        _tokens(dict.fromkeys(names), search_words),
        _tokens(people.get(id_, ())),
        _tokens(tags.get(id_, ())),
        f"{_code_tokens(codes.get(id_, ()))} {TITLE_MARK}{fold(code)}".strip(),
    )


# The same people and tags come back all through a shop while it is indexed whole.
_words_of = lru_cache(maxsize=30_000)(search_words)


def _tokens(texts: Iterable[str], words_of: Callable[[str], tuple[str, ...]] = _words_of) -> str:
    """The words of these texts, each once and sorted: equal documents are equal text."""
    found: set[str] = set()
    for text in texts:
        if text:
            found.update(words_of(text))
    return " ".join(sorted(found))


def _code_tokens(codes: Iterable[str]) -> str:
    """Codes whole and without their separators, so that "ATV-0001" is found as atv0001 too."""
    found: set[str] = set()
    for code in codes:
        parts = fold(code).split()
        found.update((*parts, "".join(parts)))
    return " ".join(sorted(f"{CODE_MARK}{word}" for word in found if word))


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for title_id, text in rows:
        found.setdefault(int(title_id), []).append(text)
    return found
