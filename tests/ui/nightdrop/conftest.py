"""A night-drop in a real window, over a small shop with a full box, with a clock to set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.catalog.models import Copy, Edition
from app.nightdrop import queries
from app.rentals.checkout import check_out
from app.rentals.models import RentalClass
from app.shop import operations, settings
from app.store import database as store
from app.store import shopfile
from tests.app.conftest import stock
from tests.app.till import Stock, at, on
from tests.ui.shop_window import CONTROL, NONE, ShopWindow
from ui.nightdrop.looks import FeedRow
from ui.nightdrop.screen import NightDropScreen
from ui.nightdrop.session_page import SessionPage
from ui.nightdrop.watch import DropWatch
from ui.screen import Screen
from ui.theme import Theme
from ui.widgets import CoverCache

__all__ = ["CONTROL", "stock"]

MONDAY = "2025-12-15 11:01"


class CounterStub(Screen):
    """Where F4 goes; what is scanned there is the counter's."""

    name = "counter"
    title = "Counter"
    icon = "scan-barcode"
    order = 1
    scan_focus = True


class Drop(ShopWindow):
    """What a clerk does and sees."""

    def __init__(self, theme: Theme, path: Path, covers: CoverCache) -> None:
        super().__init__(theme, at(MONDAY), covers)
        self.path = path
        self.window.add_screen(CounterStub())
        self.screen = NightDropScreen(self.desk)
        self.window.add_screen(self.screen)
        self.watch = DropWatch(self.window, self.desk)

    def scan(self, code: str, after: float = 13.0) -> None:
        """A scan, some seconds after the last one."""
        self.now += timedelta(seconds=after)
        self.enter(code)

    def click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, spot or widget.rect().center())

    def start(self) -> None:
        """Ctrl N: the box is emptied."""
        self.key(Qt.Key.Key_N, CONTROL)

    # -- what a clerk sees ---------------------------------------------------------------------

    @property
    def page(self) -> SessionPage:
        return self.screen.page

    @property
    def feed(self) -> list[FeedRow]:
        return list(self.page.feed.model.rows)

    @property
    def words(self) -> list[str]:
        """The outcome words of the feed, the newest first."""
        return [row.look.word for row in self.feed]

    @property
    def large(self) -> str:
        """The word of the large panel."""
        shown = self.page.last_scan.shown
        return shown.look.word if shown else ""

    # -- the shop behind it --------------------------------------------------------------------

    def saved(self) -> list[tuple[str, str]]:
        """Barcode and outcome of every saved scan, in their order."""
        return store.rows("SELECT barcode, outcome FROM drop_scan ORDER BY id")

    def fees(self) -> int:
        return int(
            store.value(
                "SELECT coalesce(sum(amount_cents), 0) FROM ledger_line"
                " WHERE kind IN ('late_fee', 'correction')"
            )
        )

    def is_open(self) -> bool:
        return bool(queries.open_sessions())


def _classes() -> dict[str, int]:
    """A class for each due moment: from Tuesday noon to Saturday, Friday or Wednesday 10 pm."""
    made = {}
    with operations.begin(on(MONDAY), "test.class", undoable=False) as work:
        for due, nights in (("sat", 4), ("fri", 3), ("wed", 1)):
            made[due] = work.insert(
                RentalClass,
                name=f"until {due}",
                price_cents=100,
                period_nights=nights,
                due_kind="fixed",
                due_minute=22 * 60,
                late_mode="per_day",
                late_rate_cents=100,
                closed_days_count=False,
                grace_minutes=0,
                cap_kind="none",
            )
    return made


ON_TIME = [f"2000000{n}" for n in range(1, 8)]
LATE_ONE, LATE_THREE = "20000011", "20000012"
HELD, SOLD, MISSING, IN = "20000021", "20000022", "20000023", "20000024"
TWO_DISCS = "20000031"
FOREIGN = "31183044172261"


@pytest.fixture
def full_box(stock: Stock) -> Stock:
    """Seven films due Saturday, one each due Friday and Wednesday, all out since Tuesday; a film
    on hold, a sold one, a missing one, one that is in; a film on two discs.
    """
    classes = _classes()
    settings.change(on(MONDAY), max_out=50, balance_limit_cents=100_000)
    for number, barcode in enumerate(ON_TIME, start=1):
        stock.add(barcode, f"Film {number}", rental_class_id=classes["sat"])
    stock.add(LATE_ONE, "The Fisher King", rental_class_id=classes["fri"])
    stock.add(LATE_THREE, "Three Kings", rental_class_id=classes["wed"])
    stock.add(TWO_DISCS, "Dekalog", rental_class_id=classes["sat"])
    stock.add(HELD, "Her", state="held", state_note="for Priya Raman")
    stock.add(SOLD, "Little Children", state="sold")
    stock.add(MISSING, "Elysium", state="missing")
    stock.add(IN, "Adaptation.")
    with operations.begin(on(MONDAY), "test.discs", undoable=False) as work:
        edition = Copy.get_by_id(stock.copies[TWO_DISCS]).edition_id
        work.update(Edition, edition, discs=2)
    out = [*ON_TIME, LATE_ONE, LATE_THREE, TWO_DISCS]
    check_out(on("2025-12-09 12:00"), stock.member_id, stock.ruth, out)
    return stock


@pytest.fixture
def drop(
    qtbot: QtBot, app_theme: Theme, full_box: Stock, shop: Path, tmp_path: Path
) -> Iterator[Drop]:
    """The night-drop on Monday 15 December 2025, 11:01, after a closed Sunday; nothing is open."""
    covers = CoverCache(tmp_path)
    made = Drop(app_theme, shop, covers)
    made.open_window(qtbot, "nightdrop")
    yield made
    covers.close()
    made.close_window()


@pytest.fixture
def emptying(drop: Drop) -> Drop:
    """The same with a session open."""
    drop.start()
    assert drop.is_open()
    return drop


def reopened(drop: Drop, theme: Theme, qtbot: QtBot) -> Drop:
    """The computer went down: nothing is asked, the file is opened again under a new window."""
    drop.close_window()
    shopfile.close_shop()
    shopfile.open_shop(drop.path)
    again = Drop(theme, drop.path, drop.desk.covers)
    again.now = drop.now
    again.open_window(qtbot, "nightdrop")
    return again
