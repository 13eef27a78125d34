"""Errors of the world (a full disk, a damaged file), told apart from our own bugs.

`mapped()` is the one place where SQLite's codes become a `StorageProblem`; `ui/messages.py`
owns the sentences.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import peewee


class Trouble(StrEnum):
    """What is wrong with the file or the disk."""

    MISSING = "missing"  # no such file
    EMPTY = "empty"  # zero bytes: an interrupted copy, not a shop
    FOREIGN = "foreign"  # a database, but not a shop's; or no database at all
    NEWER = "newer"  # written by a newer program
    DAMAGED = "damaged"
    READ_ONLY = "read_only"
    FULL = "full"
    LOCKED = "locked"
    EXISTS = "exists"  # would overwrite
    UNREADABLE = "unreadable"  # permissions, a broken disk, a folder


class StorageProblem(Exception):
    """Storage said no. Whatever was being written is rolled back.

    `trouble` says what is wrong, `path` which file, `detail` the technical half for the log.
    """

    def __init__(self, trouble: Trouble, path: Path | str | None = None, detail: str = "") -> None:
        super().__init__(f"{trouble}: {path or ''} {detail}".strip())
        self.trouble = trouble
        self.path = Path(path) if path is not None else None
        self.detail = detail


# SQLite's primary result codes (the low byte of the extended code).
_BY_CODE = {
    5: Trouble.LOCKED,  # SQLITE_BUSY
    6: Trouble.LOCKED,  # SQLITE_LOCKED
    8: Trouble.READ_ONLY,  # SQLITE_READONLY
    10: Trouble.UNREADABLE,  # SQLITE_IOERR
    11: Trouble.DAMAGED,  # SQLITE_CORRUPT
    13: Trouble.FULL,  # SQLITE_FULL
    14: Trouble.UNREADABLE,  # SQLITE_CANTOPEN
    23: Trouble.READ_ONLY,  # SQLITE_AUTH
    26: Trouble.FOREIGN,  # SQLITE_NOTADB
}


def problem_of(error: BaseException, path: Path | str | None = None) -> StorageProblem | None:
    """The storage problem behind a database error, or None where it is our own bug.

    The whole chain is asked: SQLite rolls a full disk's transaction back by itself, and then it
    is the vain ROLLBACK that arrives here.
    """
    link: BaseException | None = error
    while link is not None:
        code = getattr(link, "sqlite_errorcode", None)
        trouble = _BY_CODE.get(code & 0xFF) if code is not None else None
        if trouble is not None:
            return StorageProblem(trouble, path, str(link))
        link = link.__cause__ or link.__context__
    return None


@contextmanager
def mapped(path: Path | str | None = None) -> Iterator[None]:
    """Turns errors of SQLite and of the file system into `StorageProblem`."""
    try:
        yield
    except (sqlite3.Error, peewee.PeeweeException) as error:
        problem = problem_of(error, path)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        trouble = Trouble.FULL if error.errno == 28 else Trouble.UNREADABLE
        if isinstance(error, PermissionError) or error.errno == 30:
            trouble = Trouble.READ_ONLY
        raise StorageProblem(trouble, error.filename or path, str(error)) from error
