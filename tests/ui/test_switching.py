"""Leaving the open shop: a backup put in its place, another shop opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.shop import settings
from app.shop.clock import Context, fixed
from app.store import backups
from app.store import database as store
from tests.app.till import at
from tests.logs import Expect
from ui import places
from ui.front import Front
from ui.shell import MainWindow
from ui.theme import Theme

NOW = at("2025-12-13 11:05")


@pytest.fixture
def front(
    qapp: QApplication, app_theme: Theme, shop: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Front]:
    window = MainWindow(app_theme)
    preferences = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Front(qapp, window, preferences, clock=fixed(NOW), staff="Dana")
    qtbot.addWidget(made.window)
    made.shop_is_open(shop)
    names: list[str] = []
    made.desk.read(_shop_name, done=names.append)  # the worker has its connection
    qtbot.waitUntil(lambda: bool(names))
    yield made
    made.window.hide()
    made.close()


def test_a_backup_is_put_back_and_what_was_here_is_kept(
    front: Front, shop: Path, qtbot: QtBot
) -> None:
    made = backups.back_up(shop, "by hand", NOW)
    settings.change(Context(fixed(NOW), "Dana"), shop_name="Renamed since")
    with qtbot.waitSignal(front.switch.restored):
        front.switch.restore(made.path)
    assert settings.settings().shop_name == "All Thumbs Video"
    assert store.path_or_none() == shop
    assert [backup.reason for backup in backups.listed(shop)].count("before a restore") == 1
    names: list[str] = []
    front.desk.read(_shop_name, done=names.append)
    qtbot.waitUntil(lambda: names == ["All Thumbs Video"])


def test_a_damaged_backup_leaves_the_shop_as_it_was(
    front: Front, shop: Path, qtbot: QtBot, expected_log: Expect
) -> None:
    expected_log("ui.desk", "storage: damaged")
    made = backups.back_up(shop, "by hand", NOW)
    raw = bytearray(made.path.read_bytes())
    raw[5000] ^= 0xFF
    made.path.write_bytes(raw)
    settings.change(Context(fixed(NOW), "Dana"), shop_name="Renamed since")
    with qtbot.waitSignal(front.switch.restored):
        front.switch.restore(made.path)
    assert settings.settings().shop_name == "Renamed since"


def test_another_shop_is_asked_for_at_the_doors(front: Front, qtbot: QtBot) -> None:
    with qtbot.waitSignal(front.switch.left):
        front.switch.leave(None)
    assert store.path_or_none() is None
    assert front.window.current_screen is None


def test_another_shop_opens_with_its_own_screens(
    front: Front, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.db"
    backups.back_up(shop, "by hand", NOW, other)
    with qtbot.waitSignal(front.switch.left):
        front.switch.leave(other)
    assert store.path_or_none() == other
    assert front.window.current_screen is not None
    names: list[str] = []
    front.desk.read(_shop_name, done=names.append)
    qtbot.waitUntil(lambda: names == ["All Thumbs Video"])


def _notice(front: Front) -> str:
    status = front.window.status
    words = (status._notice.text(), status._notice_link.accessibleName())
    return "" if status._notice.isHidden() else ", ".join(words)


def test_the_demo_says_so_and_leads_back_to_the_own_shop(
    front: Front, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    assert _notice(front) == ""
    demo = tmp_path / "demo.db"
    settings.change(Context(fixed(NOW), "Dana"), demo=True)
    backups.back_up(shop, "by hand", NOW, demo)
    settings.change(Context(fixed(NOW), "Dana"), demo=False)
    with qtbot.waitSignal(front.switch.left):
        front.switch.leave(demo)
    assert _notice(front) == "Demo shop, Your own shop"
    with qtbot.waitSignal(front.switch.left):
        front.window.status._notice_link.click()
    assert store.path_or_none() == shop
    assert _notice(front) == ""


def test_without_an_own_shop_the_demo_leads_to_the_doors(
    front: Front, shop: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.change(Context(fixed(NOW), "Dana"), demo=True)
    front._preferences.remove("shop/own")
    monkeypatch.setattr(places, "default_shop", Path("nowhere.db").resolve)
    front.shop_is_open(shop)
    with qtbot.waitSignal(front.switch.left):
        front.window.status._notice_link.click()
    assert store.path_or_none() is None
    assert front.window.current_screen is None


def _shop_name(report: object, cancelled: object) -> str:
    return str(store.value("SELECT content FROM setting WHERE name = 'shop_name'")).strip('"')
