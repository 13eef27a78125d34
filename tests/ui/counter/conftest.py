"""A counter in a real window, over the small shop of the renting tests, with a clock to set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.members.queries import Account
from app.rentals import checkout
from app.store import database as store
from tests.app.conftest import stock
from tests.app.till import Stock, at, on
from tests.ui.shop_window import ALT, CONTROL, ShopWindow
from ui.counter.block_panel import BlockPanel
from ui.counter.pay import Finished
from ui.counter.reasons import ReasonPicker
from ui.counter.screen import CounterScreen
from ui.counter.visit import Going, Look
from ui.counter.waive_panel import WaivePanel
from ui.theme import Theme

__all__ = ["ALT", "CONTROL", "stock"]


class Counter(ShopWindow):
    """What a clerk does and sees."""

    def __init__(self, theme: Theme, stock: Stock) -> None:
        super().__init__(theme, at("2025-12-13 11:05"))
        self.seconds = 0.0
        self.stock = stock
        self.screen = CounterScreen(self.desk, ticks=self._ticks)
        self.window.add_screen(self.screen)

    def scan(self, code: str, after: float = 2.0) -> None:
        """A scan, some seconds after the last one."""
        self.seconds += after
        self.enter(code)

    @property
    def look(self) -> Look:
        found = self.screen.till.look
        assert found is not None
        return found

    @property
    def account(self) -> Account:
        found = self.look.account
        assert found is not None
        return found

    @property
    def renter(self) -> str:
        found = self.look.renter
        return found.name if found is not None else ""

    @property
    def finished(self) -> Finished:
        found = self.screen.till.finished
        assert found is not None
        return found

    @property
    def panel(self) -> BlockPanel:
        """The rules whose reasons are open, else those of the marked line."""
        item = self.screen.sheet.selected
        found = self.screen.sheet.open_panel or (item.panel if item is not None else None)
        assert isinstance(found, BlockPanel)
        return found

    @property
    def reasons(self) -> ReasonPicker:
        found = self.panel.picker
        assert found is not None
        return found

    @property
    def waiver(self) -> WaivePanel:
        item = self.screen.sheet.open_waiver
        assert item is not None
        assert item.panel is not None
        return item.panel

    def going_line(self, barcode: str) -> Going:
        found = self.look.going_of(barcode)
        assert found is not None
        return found

    @property
    def going(self) -> dict[str, bool]:
        """The draft: barcode, and whether it may go."""
        return {each.barcode: each.line.allowed for each in self.look.going}

    # -- the shop behind it --------------------------------------------------------------------

    def rented(self, barcode: str, when: str, renter: int | None = None) -> None:
        """Rented some time ago, not paid."""
        who = renter or self.stock.ruth
        checkout.check_out(on(when), self.stock.member_id, who, [barcode])

    def out(self) -> list[str]:
        """The barcodes that are out."""
        found = store.rows("SELECT barcode FROM copy WHERE state = 'out' ORDER BY barcode")
        return [row[0] for row in found]

    def _ticks(self) -> float:
        return self.seconds


@pytest.fixture
def counter(qtbot: QtBot, app_theme: Theme, stock: Stock) -> Iterator[Counter]:
    """An empty counter on Saturday 13 December 2025, 11:05, Ravi at the till."""
    made = Counter(app_theme, stock)
    made.open_window(qtbot, "counter")
    made.window.scan_bar.take_focus()
    yield made
    made.close_window()
