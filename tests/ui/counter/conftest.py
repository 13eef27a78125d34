"""A counter in a real window, over the small shop of the renting tests, with a clock to set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.members.queries import Account
from app.rentals import checkout
from app.shop import undo
from app.store import database as store
from tests.app.conftest import stock
from tests.app.till import Stock, at, on
from ui import told
from ui.counter.block_panel import BlockPanel
from ui.counter.pay import Finished
from ui.counter.reasons import ReasonPicker
from ui.counter.screen import CounterScreen
from ui.counter.visit import Going, Look
from ui.counter.waive_panel import WaivePanel
from ui.desk import Desk
from ui.shell import MainWindow
from ui.tasks import ImmediateRunner
from ui.theme import Theme
from ui.widgets import CoverCache

__all__ = ["stock"]

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Counter:
    """What a clerk does and sees."""

    def __init__(self, theme: Theme, stock: Stock) -> None:
        self.now: datetime = at("2025-12-13 11:05")
        self.seconds = 0.0
        self.stock = stock
        self.window = MainWindow(theme)
        self.desk = Desk(
            self.window,
            self.window.bus.publish,
            ImmediateRunner(),
            CoverCache(Path()),
            clock=self._clock,
            staff="Ravi",
        )
        self.screen = CounterScreen(self.desk, ticks=self._ticks)
        self.window.add_screen(self.screen)
        self.window.scanned.connect(self._scanned)
        self.window.undo_requested.connect(self._undo)
        self.passed_on: list[str] = []
        self.window.resize(1440, 900)
        self.window.show_screen("counter")

    # -- what a clerk does ---------------------------------------------------------------------

    def scan(self, code: str, after: float = 2.0) -> None:
        """A wedge scanner types into whatever has the focus, then Enter."""
        self.seconds += after
        target = self.focus
        QTest.keyClicks(target, code)
        QTest.keyClick(target, Qt.Key.Key_Return)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    # -- what a clerk sees ---------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def at_scan_bar(self) -> bool:
        return self.window.scan_bar.edit.hasFocus()

    @property
    def said(self) -> str:
        return self.window.status.message.text()

    @property
    def found(self) -> str:
        return self.window.scan_bar.edit.note

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

    def ledger(self) -> list[tuple[str, int, str | None]]:
        """Kind, cents and method of every line, oldest first."""
        return store.rows("SELECT kind, amount_cents, method FROM ledger_line ORDER BY id")

    def out(self) -> list[str]:
        """The barcodes that are out."""
        found = store.rows("SELECT barcode FROM copy WHERE state = 'out' ORDER BY barcode")
        return [row[0] for row in found]

    def _clock(self) -> datetime:
        return self.now

    def _ticks(self) -> float:
        return self.seconds

    def _scanned(self, text: str) -> None:
        if not self.screen.scan(text):
            self.passed_on.append(text)

    def _undo(self) -> None:
        done = undo.undo(self.desk.context())
        self.desk.tell(done, quiet=True)
        self.desk.say(told.sentence(done), undo=undo.last_undoable() is not None)


@pytest.fixture
def counter(qtbot: QtBot, app_theme: Theme, stock: Stock) -> Iterator[Counter]:
    """An empty counter on Saturday 13 December 2025, 11:05, Ravi at the till."""
    made = Counter(app_theme, stock)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    made.window.scan_bar.take_focus()
    yield made
    made.desk.covers.close()
    made.window.close()
    made.window.deleteLater()
    QApplication.sendPostedEvents(made.window, QEvent.Type.DeferredDelete)
