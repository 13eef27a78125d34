"""What may be dropped on the window: a table of films, nothing else."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

_TABLE_FILES = frozenset({".csv", ".tsv", ".txt"})


def dropped_table(event: QDropEvent) -> Path | None:
    """The first file of a drag or drop that may be a table, by its name; None for all else."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.casefold() in _TABLE_FILES:
            return path
    return None
