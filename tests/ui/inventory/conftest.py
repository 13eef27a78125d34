"""A small shop of eight films, and the inventory screen over it in a real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalog import copies, lookups, sections, titles
from app.catalog.titles import TitleAdded
from app.shop import undo
from app.shop.clock import Context
from app.store import shopfile
from ui import told
from ui.desk import Desk
from ui.inventory.screen import InventoryScreen
from ui.shell import MainWindow
from ui.tasks import ImmediateRunner
from ui.theme import Theme
from ui.widgets import CoverCache

#: Name, year, original title, director, formats, section, tags, certificate.
FILMS = (
    ("Amélie", 2001, "Le fabuleux destin d'Amélie Poulain", "Jean-Pierre Jeunet",
     ("Blu-ray", "DVD"), "Foreign", ("Paris", "whimsy"), "R"),
    ("Delicatessen", 1991, "", "Marc Caro", ("DVD",), "Foreign", (), "R"),
    ("Young & Beautiful", 2013, "Jeune & jolie", "François Ozon", ("DVD",), "Drama", (), "Unrated"),
    ("Jeune femme", 2017, "", "Léonor Serraille", ("DVD", "Blu-ray"), "Foreign", (), "Unrated"),
    ("The Master", 2012, "", "Paul Thomas Anderson", ("Blu-ray",), "Drama", ("cult",), "R"),
    ("Tokyo Story", 1953, "東京物語", "Yasujirō Ozu", ("VHS",), "Foreign", (), "Unrated"),
    ("Old Joy", 2006, "", "Kelly Reichardt", ("DVD",), "Drama", (), "Unrated"),
    ("Fill the Void", 2012, "למלא את החלל", "Rama Burshtein", ("DVD",), "Foreign",
     ("jeunesse",), "PG"),
)  # fmt: skip


@dataclass
class Stock:
    """Ids by name."""

    titles: dict[str, int]
    copies: dict[str, list[int]]
    barcodes: dict[str, list[str]]


@pytest.fixture
def stock(shop: Path, ctx: Context) -> Stock:
    """Eight films through the shop's own actions."""
    sections.add_section(ctx, "Foreign")
    homes = {row.name: row.id for row in lookups.sections()}
    formats = {row.name: row.id for row in lookups.formats()}
    ages = {row.code: row.id for row in lookups.certificates()}
    made = Stock({}, {}, {})
    for at, (name, year, original, by, kinds, home, tags, code) in enumerate(FILMS):
        upc = "043396628410" if name == "Amélie" else None
        added = titles.add_title(
            ctx,
            name,
            year,
            formats[kinds[0]],
            homes[home],
            upc=upc,
            original_name=original,
            directors=[by] + (["Jean-Pierre Jeunet"] if name == "Delicatessen" else []),
            tags=list(tags),
            certificate_id=ages[code],
            runtime_minutes=90 + at,
            countries="France" if home == "Foreign" else "USA",
        )
        _keep(made, name, added)
        for kind in kinds[1:]:
            _add_edition(ctx, made, name, formats[kind], homes[home])
    return made


def _keep(made: Stock, name: str, added: TitleAdded) -> None:
    assert added.copy_id is not None
    assert added.barcode is not None
    made.titles[name] = added.title_id
    made.copies[name] = [added.copy_id]
    made.barcodes[name] = [added.barcode]


def _add_edition(ctx: Context, made: Stock, name: str, format_id: int, section_id: int) -> None:
    from app.catalog import editions

    edition = editions.add_edition(ctx, made.titles[name], format_id)
    result = copies.add_copies(ctx, edition.edition_id, section_id)
    made.copies[name] += result.copy_ids
    made.barcodes[name] += result.barcodes


class Undoer(QObject):
    """What the composition root does with Ctrl+Z."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._desk = desk
        window.undo_requested.connect(self.undo)

    @Slot()
    def undo(self) -> None:
        """Take the last thing back and say so."""
        done = undo.undo(self._desk.context())
        self._desk.tell(done, quiet=True)
        self._desk.say(told.sentence(done), undo=undo.last_undoable() is not None)


@pytest.fixture
def bare_window(
    qtbot: QtBot, app_theme: Theme, shop: Path, ctx: Context
) -> Iterator[tuple[MainWindow, Desk]]:
    """A window and a desk over the open shop; the worker works at once."""
    window = MainWindow(app_theme)
    covers = CoverCache(shopfile.covers_folder(shop))
    desk = Desk(
        window, window.bus.publish, ImmediateRunner(), covers, clock=ctx.clock, staff=ctx.staff
    )
    Undoer(window, desk)
    yield window, desk
    window.hide()
    covers.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.fixture
def screen(qtbot: QtBot, stock: Stock, bare_window: tuple[MainWindow, Desk]) -> InventoryScreen:
    """The inventory in front, 1440 by 900."""
    window, desk = bare_window
    made = InventoryScreen(desk)
    window.add_screen(made)
    window.resize(1440, 900)
    window.show()
    window.show_screen("inventory")
    window.activateWindow()
    qtbot.waitActive(window)
    return made


@pytest.fixture
def screen_of_empty(qtbot: QtBot, bare_window: tuple[MainWindow, Desk]) -> InventoryScreen:
    """The inventory of a shop that has nothing yet."""
    window, desk = bare_window
    made = InventoryScreen(desk)
    window.add_screen(made)
    window.resize(1440, 900)
    window.show()
    window.show_screen("inventory")
    return made
