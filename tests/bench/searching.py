"""A keystroke to found rows, over prefixes of one to five letters of the words in titles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial

from app.catalog import stock_list
from app.catalog.folding import words
from app.catalog.stock_query import StockQuery
from app.store import database as store
from app.store import shopfile
from tests.bench.measure import NOW, Figure, each, percentile
from tests.bench.shops import SCARECROW

_MOST = 4000


def run() -> Iterator[Figure]:
    """p95 of the query, beside a bare B-tree "starts with" on the same file."""
    shopfile.open_shop(SCARECROW)
    try:
        prefixes = _prefixes()
        raw = store.connection()
        stock_list.first(StockQuery(text="warm"), NOW)
        found = each(partial(stock_list.first, StockQuery(text=text), NOW) for text in prefixes)
        floor = each(partial(_starts_with, raw, text) for text in prefixes)
        yield Figure(
            "keystroke to found rows, p95",
            "ms",
            percentile(found, 0.95),
            3.0,
            percentile(floor, 0.95),
        )
        pages = each(partial(_page, text) for text in prefixes[:200])
        yield Figure("a page of 128 found rows, p95", "ms", percentile(pages, 0.95), 8.0)
    finally:
        shopfile.close_shop()


def _prefixes() -> list[str]:
    found: set[str] = set()
    for (name,) in store.rows("SELECT name FROM title"):
        for word in words(name):
            found.update(word[:length] for length in range(1, 6) if len(word) >= length)
    ordered = sorted(found)
    step = max(1, len(ordered) // _MOST)
    # Every one- and two-letter prefix, and an even share of the longer ones.
    return [text for at, text in enumerate(ordered) if len(text) <= 2 or at % step == 0]


def _starts_with(raw: sqlite3.Connection, text: str) -> object:
    return raw.execute(
        "SELECT id FROM title WHERE sort_key >= ? AND sort_key < ? ORDER BY sort_key LIMIT 200",
        (text, text + "\U0010ffff"),
    ).fetchall()


def _page(text: str) -> object:
    first = stock_list.first(StockQuery(text=text), NOW)
    return stock_list.rows(first.ids[:128], NOW, text)
