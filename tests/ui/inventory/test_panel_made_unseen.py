"""The panel of a screen that is filled before anybody looks: nothing lies over anything."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalog import titles
from app.shop.clock import Context
from ui.front import Front
from ui.inventory.screen import InventoryScreen
from ui.shell import MainWindow
from ui.theme import Theme


@pytest.fixture
def front(
    qapp: QApplication, app_theme: Theme, shop: Path, ctx: Context, tmp_path: Path, stock: Any
) -> Iterator[Front]:
    """The program at 1280 by 720 over a shop whose first film breaks in two in a narrow place."""
    first = stock.titles["Amélie"]
    titles.edit_title(ctx, first, name="3:10 to Yuma", original_name="")
    for tag in ("fathers and sons", "outlaws", "remake", "trains"):
        titles.add_tag(ctx, first, tag)
    window = MainWindow(app_theme)
    window.resize(1280, 720)
    preferences = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Front(qapp, window, preferences, clock=ctx.clock, staff="Dana")
    window.show()
    made.shop_is_open(shop)
    yield made
    window.hide()
    made.close()
    window.deleteLater()


def test_what_was_measured_unseen_is_measured_again_when_it_is_seen(
    front: Front, qtbot: QtBot
) -> None:
    front.window.show_screen("counter")
    qtbot.waitUntil(lambda: not front.runner.busy, timeout=10_000)
    front.window.show_screen("inventory")
    screen = front.window.screen_named("inventory")
    assert isinstance(screen, InventoryScreen)
    view = screen.panel.view
    qtbot.waitUntil(lambda: view.isVisible() and view.detail is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not front.runner.busy, timeout=10_000)
    QApplication.processEvents()
    assert view.detail is not None
    assert view.detail.name == "3:10 to Yuma"
    parts = [view.head, view.cast, view.tags, view.copies, view.rentals]
    shown = [part for part in parts if part.isVisible()]
    assert [part.height() for part in shown] == [part.sizeHint().height() for part in shown]
    for upper, lower in itertools.pairwise(shown):
        assert upper.geometry().bottom() < lower.geometry().top()
