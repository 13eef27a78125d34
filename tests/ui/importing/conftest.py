"""The import page in a real window over an empty shop, and files to drop on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.shop.clock import Context
from ui.desk import Desk
from ui.importing.screen import ImportScreen
from ui.screen import Screen
from ui.shell import MainWindow
from ui.tasks import ImmediateRunner
from ui.theme import Theme
from ui.widgets import CoverCache

STOCK = (
    "Item No;Film;Yr;Dir.;Media;UPC;Shelf;Paid\n"
    "104471;Amélie;2001;Jeunet, Jean-Pierre;BR;;DRAMA;4.00\n"
    "104472;Brazil;1985;Gilliam, Terry;DVD;715515006125;DRAMA;3.50\n"
    "104473;My Neighbor Totoro;1988;Miyazaki, Hayao;BR;;KIDS;4.00\n"
    "104474;Kiki's Delivery Service;1989;Miyazaki, Hayao;DVD;;KIDS;4.00\n"
    "104475;Naked Lunch;1991;Cronenberg, David;V;086162118063;DRAMA;1.00\n"
    "104476;;1971;Altman, Robert;DVD;;DRAMA;1.00\n"
)


class Shelf(Screen):
    """Stands for Inventory."""

    name, title, icon, order = "inventory", "Inventory", "library", 3


@pytest.fixture
def window(qtbot: QtBot, app_theme: Theme, shop: Path) -> MainWindow:
    made = MainWindow(app_theme)
    qtbot.addWidget(made)
    made.add_screen(Shelf())
    return made


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, ctx: Context) -> Iterator[ImportScreen]:
    covers = CoverCache(Path())
    desk = Desk(
        window, window.bus.publish, ImmediateRunner(), covers, clock=ctx.clock, staff="Dana"
    )
    window.add_under("import", "inventory", lambda: ImportScreen(desk))
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_screen("import")
    screen = window.screen_named("import")
    assert isinstance(screen, ImportScreen)
    yield screen
    covers.close()


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file and says where it is."""

    def write(content: str | bytes = STOCK, name: str = "riverside.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
