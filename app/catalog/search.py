"""Search as you type: which titles a text finds, best first.

All words must be found, in any order, each as the beginning of a word of the title, the original
title, a person, a tag, or of a UPC or barcode (those from five characters on, shorter ones whole).
A title's sort name and series are names, too. Order: the title starts with the text, the original
title starts with it, all words in the names, then with people, with tags, with codes; inside each
by sort title.

Everything streams in rank order, so that the first 200 finds of one letter among 150,000 titles
cost well under a millisecond. Any text is safe: it reaches SQLite as folded words only.
"""

from __future__ import annotations

import heapq
import re
import sqlite3
from array import array
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from itertools import islice
from operator import itemgetter

from app.catalog import search_index
from app.catalog.folding import asked_words, compounds, fold
from app.catalog.search_index import CODE_MARK, TITLE_MARK
from app.store import check as store_check
from app.store import database as store
from app.store.check import Finding
from app.store.errors import StorageProblem, Trouble, mapped

LONGEST = 200  # characters of a text that are looked at
MOST_WORDS = 12
CODE_PREFIX = 5
TITLE_DIGITS = 8
_LAST = "\U0010ffff"
_FEW = 250

_TIERS = ("names", "names people", "names people tags", None)

_MATCHING = (
    "SELECT k.title_id FROM search s CROSS JOIN title_card k ON k.rank = s.rowid"
    " WHERE search MATCH ? ORDER BY s.rowid"
)
Reading = Callable[..., Iterator[tuple[int, int]]]
_STARTING = "sort_key >= ? AND sort_key < ? ORDER BY sort_key, year, title_id"


def expression(text: str, columns: str | None = None) -> str:
    """The text as an FTS5 query; "" where it has no word. `columns` None means all."""
    text = text[:LONGEST]
    asked = [_word(word, columns) for word in asked_words(text)[:MOST_WORDS]]
    if not asked:
        return ""
    whole = " AND ".join(asked)
    joined = [word for word in compounds(text) if word == fold(text).replace(" ", "")]
    if joined:  # "spider-man" is found as Spiderman, too
        return f"({whole}) OR {_word(joined[0], columns)}"
    return whole


def _word(word: str, columns: str | None) -> str:
    if columns is not None:
        return f'({{{columns}}} : "{word}" *)'
    code = f'"{CODE_MARK}{word}"'
    if len(word) >= CODE_PREFIX:
        code += " *"
    if len(word) == TITLE_DIGITS:
        code = f'{code} OR "{TITLE_MARK}{word}"'
    return f'("{word}" * OR {code})'


def stream(text: str) -> Generator[int, None, None]:
    """Title ids that a text finds, best first, each once.

    Close it (`contextlib.closing`) when it is not read to its end: an open cursor holds the
    file's old state.
    """
    seen: set[int] = set()
    with mapped(store.path_or_none()):
        for source in (*_starting(text), _rest(text, seen)):
            with closing(source):
                for title_id in source:
                    if title_id not in seen:
                        seen.add(title_id)
                        yield title_id


def _starting(text: str) -> Iterator[Generator[int, None, None]]:
    """The titles that start with the text, then those whose original title does."""
    key = fold(text[:LONGEST])
    if key:
        yield _titles_starting(key)
        yield _originals_starting(key)


def _rest(text: str, seen: set[int]) -> Generator[int, None, None]:
    """What has the words in its names; then with people, tags, codes, if anything is left.

    A rare beginning of a word is mostly one of titles: one look at everything it finds spares the
    looks at people, tags and codes.
    """
    names, *others = (expression(text, columns) for columns in _TIERS)
    if not names:
        return
    yield from _matching(names)
    every = store.connection().execute(f"{_MATCHING} LIMIT {_FEW}", (others[-1],)).fetchall()
    if len(every) < _FEW:
        if all(title_id in seen for (title_id,) in every):
            return
        others[-1] = ""
    for asked in others:
        if asked:
            yield from _matching(asked)
    yield from map(itemgetter(0), every)


def first(text: str, limit: int = 200) -> list[int]:
    """The best finds without any filter."""
    with closing(stream(text)) as found:
        return list(islice(found, limit))


def all_ids(text: str, allowed: frozenset[int] | set[int] | None = None) -> array[int]:
    """Every find, best first; only those allowed, where a filter is set. For the worker."""
    total = count(text)
    found: dict[int, None] = {}  # in the order of coming, each once
    with mapped(store.path_or_none()):
        for source in (*_starting(text), *_by_words(text)):
            with closing(source):
                if len(found) < total:
                    found.update(dict.fromkeys(source))
    if allowed is None:
        return array("q", found)
    return array("q", (title_id for title_id in found if title_id in allowed))


def count(text: str) -> int:
    """How many titles a text finds."""
    asked = expression(text)
    if not asked:
        return 0
    return int(store.value("SELECT count(*) FROM search WHERE search MATCH ?", (asked,)))


# -- titles that start with the text -----------------------------------------------------------


def _titles_starting(key: str) -> Generator[int, None, None]:
    """Titles whose name starts with the text, with or without its article, by rank."""
    cursors: list[sqlite3.Cursor] = []

    def reading(condition: str, *values: object) -> Iterator[tuple[int, int]]:
        cursor = store.connection().execute(
            f"SELECT rank, title_id FROM title_card WHERE {condition}", values
        )
        cursors.append(cursor)
        return cursor

    try:
        sources = [_chained(reading, "", (), key)]
        words = key.split()
        for at in range(1, min(len(words), MOST_WORDS)):
            article, rest = " ".join(words[:at]), " ".join(words[at:])
            with_it = "article = ? AND article <> '' AND "
            sources.append(_chained(reading, with_it, (article,), rest))
        for article in _articles_starting(key):
            sources.append(
                reading("article = ? AND article <> '' ORDER BY sort_key, year, title_id", article)
            )
        sources.append(
            reading(
                "odd_key >= ? AND odd_key < ? AND odd_key <> '' ORDER BY rank", key, key + _LAST
            )
        )
        yield from map(itemgetter(1), heapq.merge(*sources) if len(sources) > 1 else sources[0])
    finally:
        for cursor in cursors:
            cursor.close()


def _chained(
    reading: Reading, condition: str, values: tuple[object, ...], key: str
) -> Iterator[tuple[int, int]]:
    for low, high in sort_ranges(key):
        yield from reading(condition + _STARTING, *values, low, high)


def sort_ranges(key: str) -> list[tuple[str, str]]:
    """The ranges of sort keys that begin with a folded text, in order.

    A number at the text's end may be the beginning of a longer one: "20" begins 20, 200 and 2001,
    which sort keys write as 220, 3200 and 42001.
    """
    number = re.search(r"[0-9]+$", key)
    if number is None:
        low = search_index.sortable(key)
        return [(low, low + _LAST)]
    head, digits = search_index.sortable(key[: number.start()]), number[0]
    lows = [f"{head}{length}{digits}" for length in range(min(len(digits), 9), 10)]
    return [(low, low + _LAST) for low in lows]


def _articles_starting(key: str) -> list[str]:
    """The articles in use that begin with the text (it may be one), by leaps through the index."""
    found: list[str] = []
    low = key
    while True:
        row = store.value(
            "SELECT article FROM title_card WHERE article >= ? AND article < ? AND article <> ''"
            " ORDER BY article LIMIT 1",
            (low, key + _LAST),
        )
        if row is None:
            return found
        found.append(str(row))
        low = f"{row}\x01"


def _originals_starting(key: str) -> Generator[int, None, None]:
    rows = store.connection().execute(
        "SELECT rank, title_id FROM title_card"
        " WHERE original_key >= ?1 AND original_key < ?2 AND original_key <> ''"
        " UNION SELECT rank, title_id FROM title_card"
        " WHERE original_bare >= ?1 AND original_bare < ?2 AND original_bare <> '' ORDER BY rank",
        (key, key + _LAST),
    )
    with closing(rows):
        yield from map(itemgetter(1), rows)


def _by_words(text: str) -> Iterator[Generator[int, None, None]]:
    for columns in _TIERS:
        asked = expression(text, columns)
        if asked:
            yield _matching(asked)


def _matching(asked: str) -> Generator[int, None, None]:
    with closing(store.connection().execute(_MATCHING, (asked,))) as rows:
        yield from map(itemgetter(0), rows)


# -- the index's health ------------------------------------------------------------------------

_INTEGRITY = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"


def rebuild() -> None:
    """Makes the index anew from the titles: "Rebuild search"."""
    with store.write():
        search_index.fill()


def verify() -> list[Finding]:
    """The index's own check, then its words against what the titles say (`check`)."""
    try:
        with store.write():
            store.connection().execute(_INTEGRITY)
    except StorageProblem as problem:
        if problem.trouble is not Trouble.DAMAGED:
            raise
        return [Finding("search", 1, problem.detail)]
    differing = search_index.differing()
    if differing:
        return [Finding("search", differing, "titles are not found by what they say")]
    return []


store_check.add(verify)
