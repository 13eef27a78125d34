"""Cover pictures: files beside the database, named by the SHA-256 of their content.

Two titles with the same picture share one file, and a file never changes; undo only needs the
name. Files of covers no title has any more stay: any step may yet be undone.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from app.catalog.models import Title
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done
from app.store import database as store
from app.store import shopfile
from app.store.errors import mapped

LARGEST = 30 * 1024 * 1024

_MAGIC = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
    (b"BM", ".bmp"),
)


def set_cover(ctx: Context, title_id: int, data: bytes) -> Done:
    """Keeps a picture and makes it the title's cover.

    Raises `title.gone`, `cover.empty`, `cover.too_large` (`size` and `most` in bytes),
    `cover.unknown` for what is no JPEG, PNG, GIF, BMP or WebP; `StorageProblem` for the disk.
    """
    name = keep(data)
    with operations.begin(ctx, "cover.set") as work:
        title = Title.get_or_none(Title.id == title_id)
        if title is None:
            raise NotFound("title.gone")
        work.update(Title, title_id, cover=name)
        work.facts(title=title.name)
    return work.done


def remove_cover(ctx: Context, title_id: int) -> Done:
    """Takes the cover off a title; the drawn case stands in. Raises `title.gone`."""
    with operations.begin(ctx, "cover.remove") as work:
        title = Title.get_or_none(Title.id == title_id)
        if title is None:
            raise NotFound("title.gone")
        work.update(Title, title_id, cover="")
        work.facts(title=title.name)
    return work.done


def keep(data: bytes) -> str:
    """Writes a picture whole or not at all; returns its name. Raises as `set_cover`."""
    name = name_of(data)
    path = _folder() / name
    with mapped(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size == len(data):
            return name
        part = path.with_name(f"{name}.{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    return name


def name_of(data: bytes) -> str:
    """The file name that a picture's content gives it; raises as `set_cover`."""
    if not data:
        raise RuleViolation("cover.empty", field="cover")
    if len(data) > LARGEST:
        raise RuleViolation("cover.too_large", field="cover", size=len(data), most=LARGEST)
    ending = next((ending for magic, ending in _MAGIC if data.startswith(magic)), "")
    if not ending and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        ending = ".webp"
    if not ending:
        raise RuleViolation("cover.unknown", field="cover")
    return hashlib.sha256(data).hexdigest() + ending


def _folder() -> Path:
    return shopfile.covers_folder(store.shop_path())
