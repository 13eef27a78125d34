"""The two doors: what is typed, what is made, what a broken file offers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import new_shop
from app.demo import builder
from app.shop import settings
from app.shop.clock import Context
from app.store import backups, shopfile
from app.store import database as store
from app.store.errors import StorageProblem, Trouble
from tests.logs import Expect
from ui.desk import Desk
from ui.first_start import FirstStartPage, places_words, troubles
from ui.first_start.making import free_file
from ui.shell import MainWindow
from ui.tasks import TaskRunner
from ui.theme import Light, Theme

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WEEK = ((((660, 1320),),) * 6) + ((),)


def show(qtbot: QtBot, window: MainWindow, page: FirstStartPage) -> None:
    window.resize(1440, 900)
    window.show_page(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def restoring(page: FirstStartPage) -> bool:
    return page.restore is not None


def a_shop(ctx: Context, path: Path) -> None:
    new_shop.create(ctx, path, name="Old Reels", time_zone="UTC", currency="EUR", week=WEEK)
    shopfile.close_shop()


def test_the_sign_spells_the_name_as_it_is_typed(page: FirstStartPage, window: MainWindow) -> None:
    assert page.own.name.hasFocus(), "focus starts in Name"
    page.own.name.selectAll()
    QTest.keyClicks(page.own.name, "Reels")
    assert page.sign.accessibleName() == "Reels"
    assert page.own.button.isEnabled()
    QTest.keyClick(page.own.name, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(page.own.name, Qt.Key.Key_Delete)
    assert page.sign.accessibleName() == "The sign is dark"
    assert not page.own.button.isEnabled()
    assert page.own._name.error == "The shop needs a name"


def test_ctrl_enter_makes_the_shop_and_opens_it(
    qtbot: QtBot, page: FirstStartPage, window: MainWindow, home: Path
) -> None:
    page.own.name.setText("  Riverside   Video ")
    page.own.zone.setText("tokyo")
    page.own.zone.editingFinished.emit()
    page.own.currency.set_value("JPY")
    with qtbot.waitSignal(page.shop_opened) as opened:
        QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert opened.args == [home / "shop.db"]
    made = settings.settings()
    assert (made.shop_name, made.time_zone, made.currency) == (
        "Riverside Video",
        "Asia/Tokyo",
        "JPY",
    )
    assert settings.calendar().weekly == WEEK
    assert page.wants_import, "a CSV comes next unless the shelves start empty"


def test_enter_alone_opens_nothing(page: FirstStartPage, home: Path) -> None:
    QTest.keyClick(page.own.name, Qt.Key.Key_Return)
    assert page.own.zone.hasFocus()
    assert not home.exists()


def test_empty_shelves_want_no_import(
    qtbot: QtBot, page: FirstStartPage, window: MainWindow
) -> None:
    QTest.mouseClick(page.own.empty, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.shop_opened):
        QTest.mouseClick(page.own.button, Qt.MouseButton.LeftButton)
    assert not page.wants_import


def test_a_second_shop_never_takes_the_place_of_the_first(home: Path) -> None:
    home.mkdir()
    assert free_file(home, "Riverside") == home / "shop.db"
    (home / "shop.db").touch()
    assert free_file(home, "Riverside: Video/2") == home / "Riverside Video2.db"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(
    page: FirstStartPage, window: MainWindow, tmp_path: Path, expected_log: Expect
) -> None:
    expected_log("ui.desk", "storage: unreadable")
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    page.own.set_folder(str(blocked))
    QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert page.own.wrong.isVisible()
    assert page.own.wrong.text()
    assert page.own.button.isEnabled(), "and can be tried again"
    assert store.path_or_none() is None


def test_the_doors_by_keys(page: FirstStartPage, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_1, ALT)
    assert page.demo.button.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    assert page.own.name.hasFocus()


def test_tab_goes_left_door_then_right_door_top_to_bottom(page: FirstStartPage) -> None:
    page.demo.button.setFocus()
    QTest.keyClick(page.demo.button, Qt.Key.Key_Tab)
    seen: list[QWidget] = []
    for _ in range(8):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    own = page.own
    assert seen[:4] == [own.name, own.zone, own.currency, own.bring]
    assert own.hours.rows[0].open in seen


def test_a_zone_is_found_by_its_city() -> None:
    assert places_words.zone_named("los angeles") == "America/Los_Angeles"
    assert places_words.zone_named("Paris, Europe") == "Europe/Paris"
    assert places_words.zone_named("Asia/Kolkata") == "Asia/Kolkata"
    assert places_words.zone_named("reykja") == "Atlantic/Reykjavik"
    assert places_words.zone_named("Nowhere") is None
    now = datetime(2025, 12, 13, 19, 5, tzinfo=UTC)
    assert places_words.time_there(now, "America/Los_Angeles") == "Sat 13 Dec, 11:05 am"


def test_a_city_that_is_none_leaves_the_zone_alone(page: FirstStartPage) -> None:
    page.own.zone.set_zone("Europe/Paris")
    page.own.zone.setText("Atlantis")
    page.own.zone.editingFinished.emit()
    assert page.own.zone.zone == "Europe/Paris"
    assert page.own.zone.text() == "Paris"


# -- the demo --------------------------------------------------------------------------------------


class _Small:
    """A demo that is built in an instant, in two steps."""

    def __init__(self, stop_at: int = 0) -> None:
        self.built: list[Path] = []

    def __call__(self, ctx: Context, path: Path, size: object, **ways: object) -> None:
        new_shop.create(ctx, path, name="Demo", time_zone="UTC", currency="USD", week=WEEK)
        report, cancelled = ways["report"], ways["cancelled"]
        assert callable(report)
        assert callable(cancelled)
        report("titles", 200, 430)
        if cancelled():
            shopfile.close_shop()
            builder.remove(path)
            raise builder.Stopped
        self.built.append(path)


def test_ctrl_d_builds_the_demo_once_and_then_opens_it(
    qtbot: QtBot,
    page: FirstStartPage,
    window: MainWindow,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = _Small()
    monkeypatch.setattr(builder, "build", small)
    with qtbot.waitSignal(page.shop_opened) as opened:
        QTest.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert opened.args == [home / "demo.db"]
    assert store.path_or_none() == home / "demo.db", "open on the window's thread"
    assert not page.wants_import
    shopfile.close_shop()
    assert page.demo.anew.isVisible()
    with qtbot.waitSignal(page.shop_named) as named:
        QTest.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert named.args == [home / "demo.db"]
    assert len(small.built) == 1
    with qtbot.waitSignal(page.shop_opened):
        QTest.mouseClick(page.demo.anew, Qt.MouseButton.LeftButton)
    assert len(small.built) == 2


def test_the_real_worker_builds_and_the_window_opens(
    qtbot: QtBot, window: MainWindow, desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "build", _Small())
    runner = TaskRunner(store.connect_if_open, store.disconnect)
    desk.runner = runner
    page = FirstStartPage(desk)
    show(qtbot, window, page)
    with qtbot.waitSignal(page.shop_opened):
        QTest.keyClick(window, Qt.Key.Key_D, CONTROL)
    names: list[object] = []

    def ask(report: object, cancelled: object) -> str:
        return settings.settings().shop_name

    task = desk.read(ask, done=names.append)
    with qtbot.waitSignal(task.finished):
        pass
    assert names == ["Demo"], "the worker has a connection to the shop that was opened after it"
    runner.close()


def test_cancel_leaves_nothing(
    qtbot: QtBot, window: MainWindow, desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = TaskRunner(store.connect_if_open, store.disconnect)
    desk.runner = runner
    page = FirstStartPage(desk)
    show(qtbot, window, page)

    def slow(ctx: Context, path: Path, size: object, **ways: object) -> None:
        cancelled = ways["cancelled"]
        assert callable(cancelled)
        while not cancelled():
            pass
        _Small()(ctx, path, size, **ways)

    monkeypatch.setattr(builder, "build", slow)
    QTest.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert page.demo.working
    QTest.mouseClick(page.demo.work.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.demo.working)
    assert not (home / "demo.db").exists()
    assert page.demo.button.isVisible()
    runner.close()


# -- trouble ---------------------------------------------------------------------------------------


def test_a_damaged_file_offers_its_backups_newest_first(
    qtbot: QtBot, window: MainWindow, desk: Desk, home: Path, ctx: Context
) -> None:
    path = home / "shop.db"
    a_shop(ctx, path)
    backups.back_up(path, "on closing", datetime(2025, 12, 12, 20, 0, tzinfo=UTC))
    backups.back_up(path, "half hour", datetime(2025, 12, 13, 20, 0, tzinfo=UTC))
    path.write_bytes(b"SQLite format 3\x00" + b"rubbish" * 200)
    page = FirstStartPage(desk, problem=StorageProblem(Trouble.DAMAGED, path))
    show(qtbot, window, page)
    card = page.restore
    assert card is not None
    assert card.banner.text() == (
        "shop.db is damaged and cannot be read whole. It was left as it is."
        " 2 backups of it are here, the newest first."
    )
    assert [c.text()[:15] for c in card.cards] == ["Sat 13 Dec 2025", "Fri 12 Dec 2025"]
    assert card.cards[0].isChecked()
    with qtbot.waitSignal(page.shop_named) as named:
        QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert named.args == [path]
    shopfile.open_shop(path)
    assert settings.settings().shop_name == "Old Reels"
    kept = [file.name for file in home.iterdir() if "damaged" in file.name]
    assert len(kept) == 1, "what was there is kept"
    assert kept[0] in window.status.message.text()


def test_a_backup_that_is_damaged_itself_is_refused(
    qtbot: QtBot, window: MainWindow, desk: Desk, home: Path, ctx: Context, expected_log: Expect
) -> None:
    expected_log("ui.desk", "storage: damaged")
    path = home / "shop.db"
    a_shop(ctx, path)
    made = backups.back_up(path, "on closing")
    content = bytearray(made.path.read_bytes())
    content[5000] ^= 0xFF
    made.path.write_bytes(bytes(content))
    before = path.read_bytes()
    page = FirstStartPage(desk, problem=StorageProblem(Trouble.MISSING, path))
    show(qtbot, window, page)
    QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert page.restore is not None
    assert "damaged" in page.restore.banner.text()
    assert page.restore.button.isEnabled()
    assert path.read_bytes() == before


def test_a_new_shop_instead(qtbot: QtBot, window: MainWindow, desk: Desk, home: Path) -> None:
    home.mkdir()
    (home / "shop.db").touch()
    page = FirstStartPage(desk, problem=StorageProblem(Trouble.EMPTY, home / "shop.db"))
    show(qtbot, window, page)
    assert page.restore is not None
    QTest.mouseClick(page.restore.new, Qt.MouseButton.LeftButton)
    assert page.own.isVisible()
    with qtbot.waitSignal(page.shop_opened) as opened:
        QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert opened.args == [home / "All Thumbs Video.db"]
    assert (home / "shop.db").stat().st_size == 0, "left as it was"


def test_ctrl_r_without_any_backup_says_so(page: FirstStartPage, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_R, CONTROL)
    assert page.restore is not None
    assert page.restore.banner.text().startswith("There is no backup in the usual place.")
    QTest.keyClick(page.restore, Qt.Key.Key_Escape)
    assert not restoring(page)
    assert page.own.isVisible()


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_its_sentence(trouble: Trouble) -> None:
    said = troubles.sentence(StorageProblem(trouble, Path("/somewhere/shop.db")), 3)
    assert "shop.db" in said
    assert "{" not in said


# -- looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
@pytest.mark.parametrize("light", [Light.DAY, Light.NIGHT])
def test_the_doors_fit(
    qtbot: QtBot,
    page: FirstStartPage,
    window: MainWindow,
    app_theme: Theme,
    size: tuple[int, int],
    light: Light,
) -> None:
    app_theme.set_light(light)
    window.resize(*size)

    def both_ways_in_are_seen() -> None:
        for button in (page.demo.button, page.own.button):
            assert button.mapTo(window, QPoint(0, button.height())).y() <= size[1]

    qtbot.waitUntil(both_ways_in_are_seen, timeout=1000)
    assert page.own.width() == 808
    assert page.demo.width() == 384


def test_f1_lists_the_page_s_own_keys(page: FirstStartPage, window: MainWindow) -> None:
    assert {action.text() for action in page.action_set} >= {"Open the demo shop", "Open the shop"}
