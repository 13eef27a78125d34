"""Who is at long work in this shop: one program at a time, and none once it was killed.

The lock is an exclusive transaction on a small file beside the shop's (`<name>.working`). The
system lets it go when its holder ends, however it ends, so that work which a crash cut off can be
told from work which goes on in another program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.store.database import path_or_none
from app.store.errors import mapped


def lock_path(shop: Path) -> Path:
    """The file whose lock says that somebody is at work."""
    return shop.with_name(f"{shop.name}.working")


@contextmanager
def held() -> Iterator[bool]:
    """Holds the lock of the open shop for a block; False where somebody else has it.

    Never waits. Without an open shop there is nobody to keep out. Raises StorageProblem where the
    file cannot be made.
    """
    shop = path_or_none()
    if shop is None:
        yield True
        return
    path = lock_path(shop)
    with mapped(path):
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        with mapped(path):
            mine = _taken(connection)
        yield mine
    finally:
        connection.close()


def _taken(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return False
        raise
    return True
