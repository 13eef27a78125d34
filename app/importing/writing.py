"""CSV files written whole or not at all: beside their place first, then moved there."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from app.store.errors import mapped


def write_rows(path: Path, rows: Iterable[Sequence[str]], delimiter: str = ",") -> int:
    """Writes rows as UTF-8 CSV in one piece; returns how many.

    Raises `StorageProblem` for a full disk, a folder that is not there or may not be written; what
    was at `path` before is then as it was.
    """
    count = 0
    with _whole(path) as file:
        writer = csv.writer(file, delimiter=delimiter)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    part = path.with_name(f".{path.name}.part")
    with mapped(path):
        try:
            with part.open("w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
