"""A disk that is full or cannot be written, seen from the window: a sentence, nothing lost.

The disk is a real one of six megabytes; where the computer lets no test mount one, those of
SQLite's own refusals remain (here, and of a full disk in the night drop's tests).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.shop.clock import fixed
from app.store import backups, shopfile
from app.store import database as store
from tests.app.conftest import stock
from tests.app.till import at
from tests.logs import Expect
from tests.ui import small_disk
from tests.ui.counter.conftest import Counter, counter
from tests.ui.members.conftest import Members, members
from tests.ui.shop_window import CONTROL
from tests.ui.small_disk import SmallDisk
from ui.first_start import FirstStartPage
from ui.front import Front
from ui.opening import open_or_ask
from ui.shell import MainWindow
from ui.theme import Theme
from ui.widgets import TextInput

__all__ = ["counter", "members", "stock"]

FULL = (
    "The disk is full. Nothing of this step was written; all before it is safe. "
    "Make room, then try again."
)
READ_ONLY = "The shop file cannot be written: it or its folder is read-only. Nothing was changed."
CARD = "10001"
NOW = at("2025-12-13 11:05")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    made = small_disk.put_in(tmp_path / "disk")
    yield made
    made.take_away()


@pytest.fixture
def shop(template_shop: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A shop of this test's own, open; on the small disk where the test asks for one."""
    wanted = "disk" in request.fixturenames
    folder = request.getfixturevalue("disk").path if wanted else tmp_path
    path = Path(shutil.copyfile(template_shop, folder / "shop.db"))
    shopfile.open_shop(path)
    yield path
    shopfile.close_shop()


# -- full ------------------------------------------------------------------------------------------


def test_a_full_disk_at_the_counter(
    disk: SmallDisk, counter: Counter, expected_log: Expect
) -> None:
    expected_log("ui.desk", "storage: full")
    counter.rented("104", "2025-12-09 12:00")
    counter.scan(CARD)
    counter.scan("100")
    before = counter.ledger()
    disk.fill()
    counter.scan("104")
    assert counter.said == FULL
    assert counter.look.back == ()
    assert counter.out() == ["104"]
    counter.key(Qt.Key.Key_F12)
    assert counter.said == FULL
    assert counter.going == {"100": True}
    assert counter.screen.till.finished is None
    assert counter.ledger() == before
    assert counter.at_scan_bar
    disk.make_room()
    counter.scan("104")
    assert counter.out() == []
    counter.key(Qt.Key.Key_F12)
    assert counter.out() == ["100"]
    assert store.value("PRAGMA integrity_check") == "ok"


def test_a_full_disk_keeps_what_was_typed(
    disk: SmallDisk, members: Members, expected_log: Expect
) -> None:
    expected_log("ui.desk", "storage: full")
    members.scan(CARD)
    members.key(Qt.Key.Key_E, CONTROL)
    members.fill(members.form.fields["phone"].editor, "(206) 555-0100")
    disk.fill()
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.said == FULL
    phone = members.form.fields["phone"].editor
    assert isinstance(phone, TextInput)
    assert phone.text() == "(206) 555-0100"
    assert members.screen.account.dirty
    disk.make_room()
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.screen.account.form is None
    assert members.detail.account.phone == "(206) 555-0100"


# -- read-only -------------------------------------------------------------------------------------


def test_a_shop_that_turned_read_only_while_it_was_open(
    counter: Counter, expected_log: Expect
) -> None:
    expected_log("ui.desk", "storage: read_only")
    counter.scan(CARD)
    counter.scan("100")
    store.connection().execute("PRAGMA query_only = 1")
    counter.key(Qt.Key.Key_F12)
    assert counter.said == READ_ONLY
    assert counter.going == {"100": True}
    store.connection().execute("PRAGMA query_only = 0")
    counter.key(Qt.Key.Key_F12)
    assert counter.out() == ["100"]


@pytest.fixture
def fronts(
    qapp: QApplication, app_theme: Theme, tmp_path: Path, qtbot: QtBot
) -> Iterator[Callable[[], Front]]:
    """The program, as often as it is started."""
    started: list[Front] = []

    def start() -> Front:
        window = MainWindow(app_theme)
        preferences = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        started.append(Front(qapp, window, preferences, clock=fixed(NOW), staff="Dana"))
        qtbot.addWidget(window)
        return started[-1]

    yield start
    for front in started:
        front.window.hide()
        front.close()


@pytest.fixture
def front(fronts: Callable[[], Front]) -> Front:
    return fronts()


def test_a_shop_on_a_read_only_disk_says_so_at_the_doors(
    disk: SmallDisk, template_shop: Path, front: Front
) -> None:
    path = Path(shutil.copyfile(template_shop, disk.path / "shop.db"))
    before = hashlib.sha256(path.read_bytes()).digest()
    disk.set_read_only(True)
    open_or_ask(front, path)
    assert store.path_or_none() is None
    page = front.window.findChild(FirstStartPage)
    assert page is not None
    assert page.restore is not None
    said = page.restore.banner.text()
    assert said.startswith("shop.db cannot be written: it or its folder is read-only.")
    assert said.endswith("It was left as it is.")
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert sorted(each.name for each in disk.path.iterdir()) == ["shop.db"]
    disk.set_read_only(False)
    page.restore.again.click()
    assert store.path_or_none() == path


def test_a_backup_that_finds_no_room_leaves_no_half_one(
    disk: SmallDisk, shop: Path, front: Front, expected_log: Expect, qtbot: QtBot
) -> None:
    expected_log("ui.desk", "storage: full")
    front.shop_is_open(shop)
    disk.fill()
    front._back_up()
    status = front.window.status.message
    qtbot.waitUntil(lambda: status.text() == FULL)
    assert backups.listed(shop) == []
    assert not [each for each in shop.parent.rglob("*") if each.suffix in {".part", ".tmp"}]
    disk.make_room()


def test_closing_without_a_backup_is_told_the_next_morning(
    disk: SmallDisk, shop: Path, fronts: Callable[[], Front], expected_log: Expect
) -> None:
    expected_log("ui.front", "no backup on closing")
    evening = fronts()
    evening.shop_is_open(shop)
    disk.fill()
    evening.close()
    disk.make_room()
    morning = fronts()
    morning.open_shop(shop)
    said = morning.window.status.message.text()
    assert said == "The program closed without a backup last time: the disk is full."
    morning.close()
    noon = fronts()
    noon.open_shop(shop)
    assert noon.window.status.message.text() != said
