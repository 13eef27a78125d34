"""The one open shop file: connections, transactions, and what is remembered of it.

Each thread that touches the database opens its own connection (`connect()`); WAL lets the
worker read while the till writes. `write()` is the only way to write.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import peewee

from app.store.errors import mapped

APPLICATION_ID = 0x41545631  # "ATV1" in the file's header: says that it is a shop
BUSY_SECONDS = 5

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",  # a till: a commit is on the disk before anybody hears "done"
    "foreign_keys": 1,
    "secure_delete": 1,  # an erased member's name is overwritten, not left in free pages
    "temp_store": "memory",
    "cache_size": -16384,  # KiB a connection
    "mmap_size": 0,
    # Pages of the log before they are written home, on somebody's commit. A rental writes forty:
    # at SQLite's 1,000 every twelfth customer would wait for it, here one in fifty.
    "wal_autocheckpoint": 4000,
}

database = peewee.SqliteDatabase(None, autoconnect=False, pragmas=_PRAGMAS, timeout=BUSY_SECONDS)

T = TypeVar("T")


class Table(peewee.Model):
    """Base of every table; saves only what changed.

    `kept_while_used` marks names that rows share (people, genres): an undo of what brought them
    leaves those that something else names by now. `derived` names columns that follow from other
    rows and are kept fresh before each commit: an undo does not ask whether they are as it left
    them.
    """

    kept_while_used = False
    derived: frozenset[str] = frozenset()

    class Meta:
        database = database
        legacy_table_names = False
        only_save_dirty = True

    @classmethod
    def touched(cls, row: dict[str, Any]) -> Iterator[tuple[str, int]]:
        """What a change of this row means to a screen: (kind, id) pairs.

        `row` holds the row's columns by column name. Kinds are the fields of `Changes`.
        """
        return iter(())


class AppendOnly(Table):
    """Base of ledger and journal; triggers of the database refuse UPDATE and DELETE."""

    class Meta:
        legacy_table_names = False


def connect() -> None:
    """Opens this thread's connection, if it has none."""
    if database.is_closed():
        with mapped(path_or_none()):
            database.connect()


def connect_if_open() -> None:
    """This thread's connection to the shop that is open; nothing while none is (first start)."""
    if path_or_none() is not None:
        connect()


def disconnect() -> None:
    """Closes this thread's connection, if it has one."""
    if not database.is_closed():
        database.close()


def path_or_none() -> Path | None:
    """The open shop's file, or None before one is opened."""
    return _path(str(database.database)) if database.database else None


@lru_cache(maxsize=8)
def _path(name: str) -> Path:
    return Path(name)  # asked for by every read, for the sentence of an error


def shop_path() -> Path:
    """The open shop's file; raises LookupError where none is open."""
    path = path_or_none()
    if path is None:
        raise LookupError("no shop is open")
    return path


@contextmanager
def write() -> Iterator[None]:
    """The one way to write: an IMMEDIATE transaction, storage errors mapped.

    IMMEDIATE takes the write lock at once, so that a check made inside still holds at commit.
    Nested calls join the outer transaction.
    """
    with mapped(path_or_none()):
        if database.in_transaction():
            yield
            return
        with database.atomic("IMMEDIATE"):
            _remembered.unwritten = connection().total_changes
            try:
                yield
            finally:
                _remembered.unwritten = -1


def connection() -> sqlite3.Connection:
    """This thread's raw connection, for bulk work and for SQL that Peewee has no words for."""
    raw: sqlite3.Connection = database.connection()  # type: ignore[no-untyped-call]
    return raw


def rows(sql: str, parameters: tuple[Any, ...] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a read; storage errors mapped."""
    with mapped(path_or_none()):
        return connection().execute(sql, parameters).fetchall()


def value(sql: str, parameters: tuple[Any, ...] = ()) -> Any:
    """The first column of the first row, or None."""
    with mapped(path_or_none()):
        row = connection().execute(sql, parameters).fetchone()
    return row[0] if row else None


class _Remembered(threading.local):
    """Settings and the calendar, read once and kept until somebody may have changed them."""

    def __init__(self) -> None:
        self.stamp: tuple[Any, ...] = ()
        self.values: dict[str, Any] = {}
        self.unwritten = -1  # `total_changes` of the connection when its transaction began


_remembered = _Remembered()


def forget() -> None:
    """Drops what `remembered()` kept; called when this connection writes what it is read from."""
    _remembered.stamp = ()
    _remembered.values = {}


def remembered(key: str, load: Callable[[], T]) -> T:
    """`load()`'s value, kept until this connection says `forget()` or another one commits.

    For small things that nearly every action needs (settings, the calendar): a look costs
    microseconds. Another connection's commit shows in PRAGMA data_version; this one's own commits
    do not, for a till that read its calendar again after each rental would be twice as slow:
    operations say `forget()` whenever they write more than copies, rentals, ledger and scans, so
    keep nothing here that is read from those. Once a transaction has written, nothing new is kept,
    for it may yet be rolled back.
    """
    stamp = _current_stamp()
    if database.in_transaction() and connection().total_changes != _remembered.unwritten:
        if _remembered.stamp == stamp and key in _remembered.values:
            return _remembered.values[key]  # type: ignore[no-any-return]  # typed by its loader
        return load()
    if stamp != _remembered.stamp:
        _remembered.stamp = stamp
        _remembered.values = {}
    if key not in _remembered.values:
        _remembered.values[key] = load()
    return _remembered.values[key]  # type: ignore[no-any-return]  # typed by its loader


def version() -> int:
    """Another number whenever another connection has committed; this one's own do not count."""
    return int(connection().execute("PRAGMA data_version").fetchone()[0])


def _current_stamp() -> tuple[Any, ...]:
    return (str(database.database), version())
