"""The first start in a real window, with no shop open and a data folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.shop.clock import Context
from app.store import shopfile
from ui import places
from ui.desk import Desk
from ui.first_start import FirstStartPage
from ui.shell import MainWindow
from ui.tasks import ImmediateRunner
from ui.theme import Theme
from ui.widgets import CoverCache


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where shops lie on this computer."""
    folder = tmp_path / "All Thumbs Video"
    monkeypatch.setattr(places, "data_folder", lambda: folder)
    return folder


@pytest.fixture
def desk(window: MainWindow, ctx: Context) -> Iterator[Desk]:
    covers = CoverCache(Path())
    yield Desk(window, window.bus.publish, ImmediateRunner(), covers, clock=ctx.clock)
    covers.close()


@pytest.fixture
def window(qtbot: QtBot, app_theme: Theme) -> Iterator[MainWindow]:
    made = MainWindow(app_theme)
    qtbot.addWidget(made)
    yield made
    shopfile.close_shop()


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, desk: Desk, home: Path) -> FirstStartPage:
    made = FirstStartPage(desk)
    show(qtbot, window, made)
    return made


def show(qtbot: QtBot, window: MainWindow, page: FirstStartPage) -> None:
    """The page in front, the window active."""
    window.resize(1440, 900)
    window.show_page(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
