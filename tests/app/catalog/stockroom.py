"""Helpers of the stock's tests: a shop inside a generated test, and the whole state of one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.catalog import cards, search, titles
from app.catalog.titles import TitleAdded
from app.shop.clock import Context, fixed
from app.store import database as store
from app.store import shopfile
from app.store.check import Finding

NOON = datetime(2025, 12, 13, 20, 0, tzinfo=UTC)
CTX = Context(fixed(NOON), "Dana")

_TABLES = (
    "title", "edition", "copy", "credit", "title_tag", "title_genre", "section", "certificate",
    "format", "condition",
)  # fmt: skip


@contextmanager
def shop_of_its_own(template: Path) -> Iterator[Path]:
    """A copy of the template shop, open; for tests that Hypothesis runs many times."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        shutil.copyfile(template, path)
        shopfile.open_shop(path)
        try:
            yield path
        finally:
            shopfile.close_shop()


def add(name: str, year: int | None = None, **fields: Any) -> TitleAdded:
    """A title with a DVD in Drama."""
    return titles.add_title(CTX, name, year, 1, 1, **fields)


def state() -> dict[str, Any]:
    """Every row of the stock, the cards by what they say, and the index by title."""
    found: dict[str, Any] = {
        table: store.rows(f"SELECT * FROM {table} ORDER BY id") for table in _TABLES
    }
    cards = store.rows("SELECT * FROM title_card ORDER BY rank")
    found["cards"] = [row[1:] for row in cards]
    found["search"] = store.rows(
        "SELECT k.title_id, s.names, s.people, s.tags, s.codes FROM search s"
        " JOIN title_card k ON k.rank = s.rowid ORDER BY k.title_id"
    )
    return found


def drift() -> list[Finding]:
    """What the derived tables say otherwise than the stock; empty when all is well."""
    return [*cards.verify(), *search.verify()]
