"""Cover pictures as files beside the database, named by what is in them.

A picture's name is the SHA-256 of its bytes with its kind as ending, so the same cover is kept
once and a name never means two pictures. Files are written whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from app.shop.errors import RuleViolation
from app.store import database as store
from app.store import shopfile
from app.store.errors import mapped

MAX_BYTES = 30_000_000

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", 0, ".png"),
    (b"\xff\xd8\xff", 0, ".jpg"),
    (b"WEBP", 8, ".webp"),
    (b"GIF8", 0, ".gif"),
    (b"BM", 0, ".bmp"),
)


def store_picture(data: bytes) -> str:
    """Keeps a picture in the open shop's folder; returns its name.

    Raises `RuleViolation("cover.too_large")`, `RuleViolation("cover.no_picture")`, and
    `StorageProblem`.
    """
    name = name_of(data)
    path = path_of(name)
    if path.exists():
        return name
    with mapped(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            part.write_bytes(data)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    return name


def name_of(data: bytes) -> str:
    """The name these bytes are kept under; refuses what is no picture, and what is too large."""
    if len(data) > MAX_BYTES:
        raise RuleViolation("cover.too_large", field="cover", most_megabytes=MAX_BYTES // 1_000_000)
    for magic, at, ending in _KINDS:
        if data[at : at + len(magic)] == magic:
            return hashlib.sha256(data).hexdigest() + ending
    raise RuleViolation("cover.no_picture", field="cover")


def path_of(name: str) -> Path:
    """Where a picture of the open shop lies."""
    return shopfile.covers_folder(store.shop_path()) / name
