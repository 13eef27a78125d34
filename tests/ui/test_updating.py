"""A shop of an older program: the window lives while it is brought up to date."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import new_shop
from app.board import queries
from app.shop.clock import Context, fixed
from app.store import backups, shopfile
from app.store import database as store
from app.store.errors import StorageProblem, Trouble
from tests.app.till import at
from ui.first_start import FirstStartPage
from ui.front import Front
from ui.shell import MainWindow
from ui.theme import Theme

NOW = at("2025-12-13 11:05")
_FIRST = "0001_open_the_shop.py"


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop file from before the board."""
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    shutil.copy(shopfile.MIGRATIONS / _FIRST, migrations)
    path = tmp_path / "old.db"
    with monkeypatch.context() as then:
        then.setattr(shopfile, "MIGRATIONS", migrations)
        week = (((660, 1320),),) * 7
        ctx = Context(fixed(NOW), "Dana")
        new_shop.create(ctx, path, name="Old", time_zone="UTC", currency="USD", week=week)
        shopfile.close_shop()
    return path


@pytest.fixture
def front(qapp: QApplication, app_theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Front]:
    preferences = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Front(qapp, MainWindow(app_theme), preferences, clock=fixed(NOW), staff="Dana")
    qtbot.addWidget(made.window)
    yield made
    made.window.hide()
    made.close()


def test_an_older_shop_is_brought_up_to_date_on_the_worker(
    front: Front, older: Path, qtbot: QtBot
) -> None:
    assert shopfile.is_older(older)
    with qtbot.waitSignal(front.update.updated, timeout=20_000):
        front.open_or_ask(older)
        meanwhile = front.window.current_screen
    assert meanwhile is None, "the window goes on without the shop"
    assert store.path_or_none() == older
    assert [board.name for board in queries.boards()] == ["Front board"]
    assert [one.reason for one in backups.listed(older)] == ["before an update"]
    screen = front.window.current_screen
    assert screen is not None
    assert screen.name == "inventory"
    assert not shopfile.is_older(older)


def test_what_cannot_be_brought_up_to_date_leads_to_the_doors(
    front: Front, older: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *rest: object) -> None:
        raise StorageProblem(Trouble.FULL, path)

    monkeypatch.setattr(backups, "back_up", full)
    with qtbot.waitSignal(front.update.failed, timeout=20_000):
        front.open_or_ask(older)
    assert front.window.findChildren(FirstStartPage)
    assert store.path_or_none() is None
    assert shopfile.is_older(older), "it is as it was"


def test_a_shop_of_today_and_what_is_no_shop_are_not_older(shop: Path, tmp_path: Path) -> None:
    assert not shopfile.is_older(shop)
    assert not shopfile.is_older(tmp_path / "nothing.db")
    page = tmp_path / "page.db"
    page.write_text("a page of words", encoding="utf-8")
    assert not shopfile.is_older(page)
