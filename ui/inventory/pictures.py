"""Pictures that a person drops or chooses for a cover."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
#: Larger files are no cover.
LARGEST = 20 * 1024 * 1024


def dropped_picture(data: QMimeData) -> Path | None:
    """The first picture among the files of a drop."""
    for url in data.urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.casefold() in SUFFIXES:
            return path
    return None


def read_picture(path: Path) -> bytes:
    """Its bytes; raises OSError, or ValueError where it is too large to be a cover."""
    if path.stat().st_size > LARGEST:
        raise ValueError("too large")
    return path.read_bytes()
