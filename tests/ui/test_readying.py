"""Screens are made ready in a pause, and seen by nobody until they are asked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.shop.changes import Changes
from app.shop.clock import fixed
from tests.app.till import at
from ui.front import Front
from ui.readying import Readying
from ui.screen import Screen
from ui.shell import MainWindow
from ui.theme import Theme

NOW = at("2025-12-13 11:05")


class _Windows(QObject):
    """Notes what appears as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def front(
    qapp: QApplication, app_theme: Theme, shop: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Front]:
    window = MainWindow(app_theme)
    preferences = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Front(qapp, window, preferences, clock=fixed(NOW), staff="Dana")
    qtbot.addWidget(made.window)
    made.shop_is_open(shop)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    gc.unfreeze()
    made.window.hide()
    made.close()


def test_every_screen_is_made_in_a_pause_and_no_window_flashes_up(
    front: Front, qapp: QApplication, qtbot: QtBot
) -> None:
    windows = _Windows()
    qapp.installEventFilter(windows)
    ready = Readying(qapp, front.window, front.runner, front)
    ready.start()
    assert not ready.ready
    qtbot.waitUntil(lambda: ready.ready, timeout=20_000)
    qapp.removeEventFilter(windows)
    assert windows.shown == []
    assert gc.get_freeze_count() > 10_000, "the collector leaves them alone"
    assert front.window.unbuilt() == {}
    assert front.window.current_screen is front.window.screen_named("inventory")
    hidden = front.window.screen_named("members")
    assert not hidden.isVisible()


def test_nothing_is_made_while_somebody_types(
    front: Front, qapp: QApplication, qtbot: QtBot
) -> None:
    ready = Readying(qapp, front.window, front.runner, front)
    ready.start()
    left = len(front.window.unbuilt())
    for _ in range(5):
        with qtbot.waitSignal(ready._timer.timeout, timeout=2000):
            QTest.keyClick(front.window.windowHandle(), Qt.Key.Key_F2)
            QTest.keyClick(front.window.windowHandle(), Qt.Key.Key_A)
    assert len(front.window.unbuilt()) == left


class _Reader(Screen):
    """Counts how often it is told of changes."""

    name = "reader"

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Changes] = []

    def changed(self, changes: Changes) -> None:
        self.told.append(changes)


def test_a_hidden_screen_hears_of_an_evening_once(app_theme: Theme, qtbot: QtBot) -> None:
    screen = _Reader()
    qtbot.addWidget(screen)
    for id_ in (3, 4, 5):
        screen.apply_changes(Changes(frozenset({("rentals", id_)})))
    assert screen.told == []
    screen.come_to_front()
    assert [changes.rentals for changes in screen.told] == [{3, 4, 5}]
