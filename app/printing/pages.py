"""The files of what was printed, beside the shop's: `shop.db.printed/<sha256>.pdf`.

The last twenty prints can be made again as they were, whatever has changed since. A file is found
by the hash of its bytes, so that the same print twice is kept once; one that is damaged or gone is
told and the rest stays usable.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from app.printing.models import PrintedPage
from app.shop.errors import NotFound
from app.store import database as store
from app.store.errors import mapped

KEPT = 20


def folder() -> Path:
    """Where the files lie."""
    shop = store.shop_path()
    return shop.with_name(shop.name + ".printed")


def keep(pdf: bytes) -> str:
    """Keeps a print's bytes and returns their digest. Raises `StorageProblem`."""
    digest = hashlib.sha256(pdf).hexdigest()
    target = folder() / f"{digest}.pdf"
    with mapped(target):
        if target.exists():
            return digest
        target.parent.mkdir(exist_ok=True)
        part = target.with_suffix(".part")
        part.write_bytes(pdf)
        os.replace(part, target)
    return digest


def read(digest: str) -> bytes:
    """The bytes of a print; raises `NotFound("print.not_kept")` where they are gone or damaged."""
    try:
        pdf = (folder() / f"{digest}.pdf").read_bytes()
    except OSError as error:
        raise NotFound("print.not_kept") from error
    if hashlib.sha256(pdf).hexdigest() != digest:
        raise NotFound("print.not_kept")
    return pdf


def surplus() -> list[int]:
    """Ids of prints beyond the last twenty."""
    return [
        int(row[0])
        for row in store.rows(
            "SELECT id FROM printed_page ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?", (KEPT,)
        )
    ]


def sweep() -> int:
    """Removes files that no print in the list needs; how many went.

    A print that an undo may yet bring back keeps its file: operations name it.
    """
    named = {str(row[0]) for row in store.rows("SELECT digest FROM printed_page")}
    undone = store.rows(
        "SELECT coalesce(before, after) FROM operation_row WHERE table_name = ?",
        (str(PrintedPage._meta.table_name),),
    )
    texts = [str(row[0]) for row in undone[-10 * KEPT :]]
    gone = 0
    for path in sorted(folder().glob("*.pdf")):
        if path.stem in named or any(path.stem in text for text in texts):
            continue
        with mapped(path):
            path.unlink(missing_ok=True)
        gone += 1
    return gone
