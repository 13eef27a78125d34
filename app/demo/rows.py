"""Rows in bulk: a million of them in seconds, for a file that nobody else has open.

Demo building is the one place that writes past `operations`: there is nothing to undo, and
what it writes is checked at the end by the same `check` as any shop.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.store import database as store

_FLUSH = 20_000


class Rows:
    """Collects rows of tables by column order and writes them in large batches."""

    def __init__(self, **columns: str) -> None:
        self._sql = {
            table: f"INSERT INTO {table} ({names}) VALUES ({_marks(names)})"
            for table, names in columns.items()
        }
        self._waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in columns}

    def add(self, table: str, *row: Any) -> None:
        """One row, its cells in the order of the table's columns as named."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= _FLUSH:
            self.flush()

    def flush(self) -> None:
        """Writes what waits, parents before children (the order the tables were named in)."""
        raw = store.connection()
        for table, waiting in self._waiting.items():
            if waiting:
                raw.executemany(self._sql[table], waiting)
                waiting.clear()


def _marks(names: str) -> str:
    return ", ".join("?" * len(names.split(",")))


@contextmanager
def fast_writing(*tables: str) -> Iterator[None]:
    """No durability, indexes or triggers on `tables` while it lasts.

    For a file that is thrown away on failure. Indexes and triggers come back as the migration
    made them, from the file's own schema; what the triggers keep up the caller writes itself.
    """
    raw = store.connection()
    marks = ", ".join("?" * len(tables))
    helpers = raw.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
        f" AND sql IS NOT NULL AND tbl_name IN ({marks})",
        tables,
    ).fetchall()
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA cache_size = -262144")
    for kind, name, _ in helpers:
        raw.execute(f"DROP {kind} {name}")
    try:
        yield
        for _, _, sql in helpers:
            raw.execute(sql)
    finally:
        raw.execute("PRAGMA cache_size = -16384")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")
