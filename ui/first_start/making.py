"""Work of the first start for the worker: making a shop, building the demo, restoring a backup.

No shop is open meanwhile: each job opens the new file on the worker's thread and closes it again,
so that the window's thread can open it. What is stopped or fails leaves no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app import new_shop
from app.shop.calendar import Week
from app.shop.clock import Context
from app.store import backups, shopfile
from ui.tasks import Cancel, Cancelled, Report


@dataclass(frozen=True)
class Wish:
    """What the owner typed for a new shop."""

    path: Path
    name: str
    time_zone: str
    currency: str
    week: Week


class MakeShop:
    """Makes a new shop and closes it again; returns its path."""

    def __init__(self, ctx: Context, wish: Wish) -> None:
        self._ctx = ctx
        self._wish = wish

    def __call__(self, report: Report, cancelled: Cancelled) -> Path:
        wish = self._wish
        try:
            new_shop.create(
                self._ctx,
                wish.path,
                name=wish.name,
                time_zone=wish.time_zone,
                currency=wish.currency,
                week=wish.week,
            )
        finally:
            shopfile.close_shop()
        return wish.path


class BuildDemo:
    """Builds a demo shop and closes it again; returns its path.

    ``stage`` says what is being made while it runs. ``anew`` removes the file that is there.
    """

    def __init__(self, ctx: Context, path: Path, size: str, *, anew: bool) -> None:
        self._ctx = ctx
        self._path = path
        self._size = size
        self._anew = anew
        self.stage = ""

    def __call__(self, report: Report, cancelled: Cancelled) -> Path:
        from app.demo import builder

        def told(stage: str, done: int, total: int) -> None:
            self.stage = stage
            report(done, total)

        if self._anew:
            builder.remove(self._path)
        try:
            builder.build(
                self._ctx,
                self._path,
                builder.DemoSize(self._size),
                report=told,
                cancelled=cancelled,
            )
            if cancelled():
                shopfile.close_shop()
                builder.remove(self._path)
                raise Cancel
        except builder.Stopped as stopped:
            raise Cancel from stopped
        finally:
            shopfile.close_shop()
        return self._path


@dataclass(frozen=True)
class Restored:
    """A shop file that was restored, and where the one before is kept (None: there was none)."""

    path: Path
    kept: Path | None


class RestoreBackup:
    """Puts a backup in the shop's place."""

    def __init__(self, backup: Path, shop: Path) -> None:
        self._backup = backup
        self._shop = shop

    def __call__(self, report: Report, cancelled: Cancelled) -> Restored:
        shopfile.close_shop()
        return Restored(self._shop, backups.restore(self._backup, self._shop))


def free_file(folder: Path, name: str) -> Path:
    """Where a new shop goes: ``shop.db``, or a name of its own where that is taken."""
    tidy = re.sub(r"[^\w -]+", "", name).strip()[:40] or "shop"
    for candidate in ("shop", tidy, *(f"{tidy} {number}" for number in range(2, 100))):
        path = folder / f"{candidate}.db"
        if not path.exists():
            return path
    return folder / f"{tidy}.db"
