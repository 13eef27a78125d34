"""Opening and creating a shop file: what is refused, what is migrated, what is checked.

shop.db                 the database
shop.db.backups/        backups with their manifest (see `backups`)
shop.db.covers/         cover pictures by content hash
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from playhouse.migrations import Migration, Runner

from app.store import backups, database
from app.store.database import APPLICATION_ID
from app.store.errors import StorageProblem, Trouble, mapped

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

_HEADER = b"SQLite format 3\x00"

# Derived tables (search, the stock list's cards) that a migration may drop; rebuilt after each.
_after_migration: list[Callable[[], None]] = []


def after_migration(build: Callable[[], None]) -> None:
    """Registers what makes a wing's derived tables when they are absent."""
    if build not in _after_migration:
        _after_migration.append(build)


def covers_folder(path: Path) -> Path:
    """Where the cover pictures of this shop file lie."""
    return path.with_name(path.name + ".covers")


def create(path: Path) -> None:
    """Makes an empty shop file and opens it; refuses to overwrite anything (`EXISTS`)."""
    if path.exists():
        raise StorageProblem(Trouble.EXISTS, path)
    with mapped(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = sqlite3.connect(path)
        try:
            raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            raw.execute("PRAGMA auto_vacuum = 0")
            raw.execute("CREATE TABLE IF NOT EXISTS shop_file (made_by TEXT NOT NULL) STRICT")
            raw.commit()
        finally:
            raw.close()
    open_shop(path)


def open_shop(path: Path) -> None:
    """Opens a shop file: refuses what is no shop, backs up and migrates what is older.

    Raises `StorageProblem`; the file is then as it was.
    """
    inspect(path)
    database.disconnect()
    database.database.init(str(path))
    try:
        database.connect()
        with mapped(path):
            _migrate(path)
            for build in _after_migration:
                build()
    except Exception:
        close_shop()
        raise


def close_shop() -> None:
    """Closes this thread's connection and forgets the file."""
    database.disconnect()
    database.forget()
    database.database.init(None)


def is_older(path: Path) -> bool:
    """Whether opening the file would update it, which takes a minute for a large shop.

    False for what is no shop at all: opening it says what is wrong.
    """
    try:
        raw = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return False
    try:
        known = {migration.name for migration in Migration.load_directory(str(MIGRATIONS))}
        applied = {str(row[0]) for row in _applied(raw)}
    except sqlite3.Error:
        return False
    finally:
        raw.close()
    return bool(applied) and applied < known


def inspect(path: Path) -> None:
    """Refuses what is not a readable, writable shop of this program's age, without changing it."""
    with mapped(path):
        if not path.exists():
            raise StorageProblem(Trouble.MISSING, path)
        if path.is_dir():
            raise StorageProblem(Trouble.UNREADABLE, path, "a folder")
        with path.open("rb") as file:
            header = file.read(100)
    if not header:
        raise StorageProblem(Trouble.EMPTY, path)
    if header[:16] != _HEADER or len(header) < 100:
        raise StorageProblem(Trouble.FOREIGN, path, "not a database")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StorageProblem(Trouble.FOREIGN, path, "another program's database")
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StorageProblem(Trouble.READ_ONLY, path)
    with mapped(path):
        _refuse_newer_or_damaged(path)


def _refuse_newer_or_damaged(path: Path) -> None:
    raw = sqlite3.connect(path, timeout=database.BUSY_SECONDS)
    try:
        known = {migration.name for migration in Migration.load_directory(str(MIGRATIONS))}
        applied = {str(row[0]) for row in _applied(raw)}
        if applied - known:
            raise StorageProblem(Trouble.NEWER, path, ", ".join(sorted(applied - known)))
        # The schema and every root page are read here; a full check of a large shop takes
        # seconds and is made before migrations, by backups and by `check`.
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if known - applied and raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageProblem(Trouble.DAMAGED, path)
    finally:
        raw.close()


def _applied(raw: sqlite3.Connection) -> list[tuple[object, ...]]:
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'schema_migration'").fetchone():
        return []
    return raw.execute("SELECT name FROM schema_migration").fetchall()


def _migrate(path: Path) -> None:
    runner = Runner(database.database, str(MIGRATIONS))
    pending = [migration for migration in runner.status() if not migration.applied]
    if not pending:
        return
    if any(migration.applied for migration in runner.status()):
        backups.back_up(path, "before an update")
    runner.up()
    broken = database.rows("PRAGMA foreign_key_check")
    if broken:
        raise StorageProblem(Trouble.DAMAGED, path, f"{len(broken)} broken references")
