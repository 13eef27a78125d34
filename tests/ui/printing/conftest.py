"""A shop of four films and the print screen over it, with printers that only write down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.catalog import lookups, titles
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from tests.conftest import NOON
from tests.ui.shop_window import ShopWindow
from ui.printing.documents import Subject
from ui.printing.screen import PrintScreen
from ui.printing.spooler import Feed, Job, Printer
from ui.tasks import Cancelled, Report
from ui.theme import Theme

FILMS = (("Her", 2013), ("Junebug", 2005), ("M", 1931), ("Elysium", 2013))
LASER = Printer("Laser", (Feed("Tray1", "tray 1"), Feed("Manual", "manual feed")), True)
INKJET = Printer("Wide_inkjet")


@dataclass
class Paper:
    """A print system that keeps what it is given. `down` are printers that take nothing."""

    found: tuple[Printer, ...] = (LASER, INKJET)
    down: dict[str, str] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)

    def printers(self) -> tuple[Printer, ...]:
        return self.found

    def send(self, job: Job, report: Report, cancelled: Cancelled) -> None:
        if job.printer in self.down:
            raise RuleViolation(self.down[job.printer], printer=job.printer)
        report(job.sheets, job.sheets)
        self.jobs.append(job)


class PrintShop(ShopWindow):
    """The print screen in front; `ids` are the films by name."""

    def __init__(self, theme: Theme, now: datetime, ids: dict[str, int]) -> None:
        super().__init__(theme, now)
        self.ids = ids
        self.paper = Paper()
        self.screen = PrintScreen(self.desk, spooler=self.paper)
        self.window.add_screen(self.screen)
        self.page = self.screen.page

    def cards(self, *names: str) -> None:
        """Shelf cards of films, in the tray and in hand."""
        self.add("shelf-cards", {"titles": [self.ids[name] for name in names or self.ids]})

    def add(self, key: str, subject: Subject) -> None:
        self.page.add(key, dict(subject))

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    @property
    def used(self) -> frozenset[int]:
        return self.page.room.used

    @property
    def tray_words(self) -> list[str]:
        """Every row of the tray as it is read out."""
        rows = self.page.tray.list.rows
        return [str(rows.data(rows.index(at, 0))) for at in range(rows.rowCount())]


@pytest.fixture
def films(shop: Path, ctx: Context) -> dict[str, int]:
    """Four films on DVD in the first section."""
    home, kind = lookups.sections()[0].id, lookups.formats()[0].id
    return {
        name: titles.add_title(ctx, name, year, kind, home, directors=["Somebody"]).title_id
        for name, year in FILMS
    }


@pytest.fixture
def printing(qtbot: QtBot, app_theme: Theme, films: dict[str, int]) -> Iterator[PrintShop]:
    """The print screen on the display."""
    made = PrintShop(app_theme, NOON, films)
    made.open_window(qtbot, "print")
    yield made
    made.close_window()
