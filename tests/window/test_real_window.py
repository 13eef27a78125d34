"""What only a real window shows: a pointer that drags, a second start, the start from a command.

Run under Xvfb by `make test`; needs xdotool for the pointer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.board import queries
from app.catalog import section_list, sections, titles
from app.catalog.lookups import formats
from app.catalog.lookups import sections as homes
from app.shop.clock import Context
from app.store import shopfile
from ui.board.carrying import ThumbInHand
from ui.board.row import BoardRow
from ui.board.screen import BoardScreen
from ui.front import Front
from ui.inventory.screen import InventoryScreen
from ui.inventory.sections_page import SectionsPage
from ui.opening import make_application
from ui.shell import MainWindow
from ui.theme import Theme

pytestmark = pytest.mark.window

_PATIENCE = 20.0


def _until(happened: Callable[[], object]) -> None:
    """Runs the window until something is true."""
    end = time.monotonic() + _PATIENCE
    while not happened():
        assert time.monotonic() < end, "it never happened"
        QEventLoop().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


@pytest.fixture
def front(template_shop: Path, tmp_path: Path, ctx: Context) -> Iterator[Front]:
    """The whole program over a small shop, in a real window."""
    path = Path(shutil.copyfile(template_shop, tmp_path / "shop.db"))
    shopfile.open_shop(path)
    for name in ("Foreign", "Horror"):
        sections.add_section(ctx, name)
    titles.add_title(ctx, "Her", 2013, formats()[0].id, homes()[0].id, barcode="10000001")
    shopfile.close_shop()
    app = make_application()
    preferences = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    theme = Theme(preferences)
    theme.install(app)
    window = MainWindow(theme, settings=preferences)
    made = Front(app, window, preferences, clock=ctx.clock, staff="Dana")
    made.open_shop(path)
    window.resize(1280, 800)
    window.move(0, 0)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    yield made
    window.close()


def _pointer(*words: object) -> None:
    subprocess.run(["xdotool", *map(str, words)], check=True, timeout=20)


def test_a_section_is_dragged_with_a_real_pointer(front: Front) -> None:
    screen = front.window.screen_named("inventory")
    assert isinstance(screen, InventoryScreen)
    for _ in screen.pages:
        if screen.page.key != "sections":
            screen.head.switch.cycle()
    page = screen.page
    assert isinstance(page, SectionsPage)
    _until(lambda: len(page.walk.rows) == 3)
    port = page.walk.viewport()
    start = port.mapToGlobal(QPoint(200, int(page.walk._top_of(2)) + 12))
    target = port.mapToGlobal(QPoint(200, int(page.walk._top_of(0)) + 6))
    _pointer("mousemove", start.x(), start.y(), "mousedown", 1)
    _until(lambda: page.walk.current_id == page.walk.rows[2].id)
    for step in range(1, 9):
        y = start.y() + (target.y() - start.y()) * step // 8
        _pointer("mousemove", start.x() + step, y)
        QApplication.processEvents()
    _until(lambda: page.walk._drag is not None and page.walk._drag.to == 0)
    _pointer("mouseup", 1)
    _until(lambda: section_list.sections_list()[0].name == "Horror")


def test_a_thumb_is_dragged_with_a_real_pointer(front: Front) -> None:
    front.window.show_screen("board")
    screen = front.window.screen_named("board")
    assert isinstance(screen, BoardScreen)
    front.window.scan_bar.take_scan("10000001")  # Her goes up
    _until(lambda: screen.has_rows)
    wall = screen.wall
    _until(wall.isVisible)
    box = wall.findChildren(BoardRow)[0].seats[2]
    start = wall.mapToGlobal(wall.pile_top().center().toPoint())
    target = box.mapToGlobal(box.rect().center())
    _pointer("mousemove", start.x(), start.y(), "mousedown", 1)
    hand = wall.findChildren(ThumbInHand)[0]
    _until(hand.isVisible)
    for step in range(1, 9):
        at = start + (target - start) * step / 8
        _pointer("mousemove", at.x(), at.y())
        QApplication.processEvents()
    _until(lambda: box.is_target)
    _pointer("mouseup", 1)
    _until(lambda: queries.rows(1)[0].count == 1)
    assert queries.rows(1)[0].thumbs[2] is not None
    assert not hand.isVisible()


def test_typed_keys_find_a_film(front: Front) -> None:
    screen = front.window.screen_named("inventory")
    assert isinstance(screen, InventoryScreen)
    _until(lambda: screen.state.found == 1)
    QTest.keyClick(front.window, Qt.Key.Key_F2)
    QTest.keyClicks(front.window.scan_bar.edit, "10000001")
    QTest.keyClick(front.window.scan_bar.edit, Qt.Key.Key_Return)
    _until(lambda: screen.state.row_of_current() is not None)
    row = screen.state.row_of_current()
    assert row is not None
    assert row.name == "Her"


def test_a_second_start_brings_the_first_window_forward(
    template_shop: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copyfile(template_shop, tmp_path / "shop.db"))
    home = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **home, "ALL_THUMBS_TELL_START": "1"}
    command = [sys.executable, "-m", "ui", "--shop", str(path)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as first:
        try:
            assert first.stdout is not None
            told = [first.stdout.readline().split("\t")[0] for _ in range(2)]
            assert told == ["first paint", "first rows"]
            second = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=60, check=False
            )
            assert second.returncode == 0
            assert "first rows" not in second.stdout
            assert first.poll() is None
        finally:
            first.terminate()
            first.wait(timeout=20)


def test_qt_does_not_eat_references_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one with most void calls and aborts after hours."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 500
