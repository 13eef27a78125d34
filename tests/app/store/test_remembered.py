"""What nearly every action asks for is read once, and never as it stood before a change."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app.shop import operations, settings
from app.shop.clock import Context
from app.store import database as store


class _Loader:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_a_transaction_keeps_what_it_read_before_it_wrote(shop: Path) -> None:
    load = _Loader()
    for _ in range(3):
        with store.write():
            assert store.remembered("test", load) == 1
    assert store.remembered("test", load) == 1


def test_what_a_transaction_read_after_it_wrote_goes_with_it(shop: Path, ctx: Context) -> None:
    name = settings.settings().shop_name
    with pytest.raises(KeyboardInterrupt), operations.begin(ctx, "test") as work:
        settings.put(work, "shop_name", "Other Thumbs")
        assert settings.settings().shop_name == "Other Thumbs"
        raise KeyboardInterrupt
    assert settings.settings().shop_name == name


def test_a_read_outside_a_transaction_is_kept_into_the_next(shop: Path) -> None:
    load = _Loader()
    assert store.remembered("test", load) == 1
    with store.write():
        assert store.remembered("test", load) == 1


def test_another_connections_commit_is_seen_inside_a_transaction(shop: Path) -> None:
    load = _Loader()
    assert store.remembered("test", load) == 1
    _commit_elsewhere(shop)
    with store.write():
        assert store.remembered("test", load) == 2


def _commit_elsewhere(shop: Path) -> None:
    raw = sqlite3.connect(shop)
    raw.execute("INSERT INTO tag (name) VALUES ('elsewhere')")
    raw.commit()
    raw.close()
