"""Every document of the print room, by its name."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ui.printing.documents.base import (
    DesignChoice,
    Gathered,
    Offer,
    Options,
    Piece,
    PrintedDocument,
    Subject,
    Wanted,
    piece,
)

__all__ = [
    "DesignChoice",
    "Gathered",
    "Offer",
    "Options",
    "Piece",
    "PrintedDocument",
    "Subject",
    "Wanted",
    "document",
    "documents",
    "piece",
]

# A module each, with its `DOCUMENT`, in the order in which they are offered.
_MODULES = (
    "shelf_cards",
    "spine_strips",
    "rating_board",
    "window",
    "theme",
    "window_set",
    "labels",
    "member_cards",
    "calibration",
)


@cache
def documents() -> dict[str, PrintedDocument]:
    """All of them by key, in the order in which they are offered."""
    made: list[PrintedDocument] = []
    for name in _MODULES:
        module = import_module(f"ui.printing.documents.{name}")
        made += getattr(module, "DOCUMENTS", ()) or (module.DOCUMENT,)
    return {one.key: one for one in made}


def document(key: str) -> PrintedDocument:
    """A document by its name. Raises KeyError."""
    return documents()[key]
