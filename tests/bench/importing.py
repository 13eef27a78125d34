"""Sakila's five files, and 36,273 titles, beside reading the same files with the csv module.

Skipped with a line where the files are not at hand (ATV_DATA, or ../shared/data).
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app import new_shop
from app.importing import files, running
from app.importing.fields import Kind
from app.shop.clock import Context, fixed
from app.store import shopfile
from tests.bench.measure import NOW, Figure, peak_megabytes

_SAKILA = (
    (Kind.TITLES, "films.csv"),
    (Kind.COPIES, "copies.csv"),
    (Kind.MEMBERS, "customers.csv"),
    (Kind.RENTALS, "rentals.csv"),
    (Kind.PAYMENTS, "payments.csv"),
)


def run() -> Iterator[Figure]:
    """Seconds, the better of two, each in a process of its own, for what else the machine does can
    only add; megabytes are the growth over the smallest import.
    """
    root = _data()
    if root is None:
        print("     no sample data: set ATV_DATA to a folder with sakila/ and titles/")
        return
    sakila = [root / "sakila" / name for _, name in _SAKILA]
    took, memory = _alone("sakila", root)
    yield Figure("import Sakila's five files", "s", took, 10, _read(sakila))
    took, larger = _alone("titles", root)
    yield Figure("import 36,273 titles", "s", took, 10, _read([root / "titles" / "films.csv"]))
    yield Figure("memory grows with 36,273 rows by", "MB", max(0.0, larger - memory), 60)


def _data() -> Path | None:
    given = os.environ.get("ATV_DATA")
    root = Path(given) if given else Path(__file__).resolve().parents[3] / "shared" / "data"
    return root if (root / "sakila").is_dir() else None


def _read(paths: list[Path]) -> float:
    start = time.perf_counter()
    for path in paths:
        with path.open(newline="", encoding="utf-8") as file:
            for _ in csv.reader(file):
                pass
    return time.perf_counter() - start


def _alone(what: str, root: Path) -> tuple[float, float]:
    (took, memory), again = _once(what, root), _once(what, root)
    return min(took, again[0]), max(memory, again[1])


def _once(what: str, root: Path) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.importing", what, str(root)],
        capture_output=True,
        text=True,
        check=True,
    )
    took, memory = done.stdout.split()
    return float(took), float(memory)


def _import(what: str, root: Path) -> float:
    ctx = Context(fixed(NOW), "Dana")
    with tempfile.TemporaryDirectory() as folder:
        new_shop.create(
            ctx,
            Path(folder) / "shop.db",
            name="Bench",
            time_zone="UTC",
            currency="USD",
            week=(((0, 1440),),) * 7,
        )
        start = time.perf_counter()
        wanted = (
            [(kind, root / "sakila" / name, "sakila") for kind, name in _SAKILA]
            if what == "sakila"
            else [(Kind.TITLES, root / "titles" / "films.csv", None)]
        )
        for kind, path, source in wanted:
            opened = files.guess(path, kind, source=source)
            running.run(ctx, opened.table, opened.file_map, back_up=False)
        took = time.perf_counter() - start
        shopfile.close_shop()
    return took


if __name__ == "__main__":
    seconds = _import(sys.argv[1], Path(sys.argv[2]))
    print(seconds, peak_megabytes())
