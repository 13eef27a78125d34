"""A shop from before the board gets one when it is opened, and loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import new_shop
from app.board import actions, queries
from app.catalog import titles
from app.store import backups, check, shopfile
from app.store import database as store
from tests.app.catalog.stockroom import CTX

_BEFORE = "0001_open_the_shop.py"


def test_it_gets_the_front_board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "migrations"
    older.mkdir()
    shutil.copy(shopfile.MIGRATIONS / _BEFORE, older)
    path = tmp_path / "shop.db"
    with monkeypatch.context() as then:
        then.setattr(shopfile, "MIGRATIONS", older)
        week = (((660, 1320),),) * 6 + ((),)
        new_shop.create(
            CTX, path, name="Old", time_zone="America/Los_Angeles", currency="USD", week=week
        )
        kept = store.rows("SELECT * FROM section")
        shopfile.close_shop()
    shopfile.open_shop(path)
    try:
        assert [board.name for board in queries.boards()] == ["Front board"]
        assert store.rows("SELECT * FROM section") == kept
        assert [one.reason for one in backups.listed(path)] == ["before an update"]
        her = titles.add_title(CTX, "Her", 2013)
        actions.put_up(CTX, 1, title_id=her.title_id)
        assert check.run() == []
    finally:
        shopfile.close_shop()
