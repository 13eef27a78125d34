"""The scarecrow shop, built once and kept in build/bench; how long that took is kept with it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

from app.demo import builder
from app.shop.clock import Context, fixed
from app.store import shopfile
from tests.bench.measure import NOW, Figure

FOLDER = Path("build/bench")
SCARECROW = FOLDER / "scarecrow.db"
_TOOK = FOLDER / "scarecrow.json"


def build() -> Figure:
    """Builds it if it is not there; the figure is that of the build that made it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (SCARECROW.exists() and _TOOK.exists()):
        builder.remove(SCARECROW)
        floor = _raw_inserts()
        start = time.perf_counter()
        builder.build(Context(fixed(NOW), "Dana"), SCARECROW, builder.DemoSize.SCARECROW, seed=1)
        shopfile.close_shop()
        _TOOK.write_text(json.dumps({"took": time.perf_counter() - start, "floor": floor}))
    told = json.loads(_TOOK.read_text())
    return Figure("build the scarecrow shop", "s", told["took"], 300, told["floor"])


def _raw_inserts() -> float:
    """Five million bare rows of the rental table's width, one index: the least SQLite needs."""
    path = FOLDER / "floor.db"
    path.unlink(missing_ok=True)
    raw = sqlite3.connect(path)
    start = time.perf_counter()
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("CREATE TABLE rental (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i)")
    raw.executemany(
        "INSERT INTO rental VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (n, n % 200_000, n % 50_000, 1, n, "2025-12-13", n, n, n, "Dana")
            for n in range(5_000_000)
        ),
    )
    raw.execute("CREATE INDEX rental_a ON rental (a, d)")
    raw.commit()
    raw.close()
    took = time.perf_counter() - start
    path.unlink()
    return took


def copy_of_scarecrow() -> Path:
    """A copy for benchmarks that write."""
    path = FOLDER / "till.db"
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(SCARECROW, path)
    os.sync()  # a gigabyte on its way to the disk is no part of a rental
    return path
