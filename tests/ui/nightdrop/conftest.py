"""A night-drop in a real window, over a small shop with a full box, with a clock to set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.catalog.models import Copy, Edition
from app.nightdrop import queries
from app.rentals.checkout import check_out
from app.rentals.models import RentalClass
from app.shop import operations, settings, undo
from app.store import database as store
from app.store import shopfile
from tests.app.conftest import stock
from tests.app.till import Stock, at, on
from ui import told
from ui.desk import Desk
from ui.nightdrop.looks import FeedRow
from ui.nightdrop.screen import NightDropScreen
from ui.nightdrop.session_page import SessionPage
from ui.nightdrop.watch import DropWatch
from ui.screen import Screen
from ui.shell import MainWindow
from ui.tasks import ImmediateRunner
from ui.theme import Theme
from ui.widgets import CoverCache

__all__ = ["stock"]

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
MONDAY = "2025-12-15 11:01"


class CounterStub(Screen):
    """Where F4 goes; what is scanned there is the counter's."""

    name = "counter"
    title = "Counter"
    icon = "scan-barcode"
    order = 1
    scan_focus = True


class Drop:
    """What a clerk does and sees."""

    def __init__(self, theme: Theme, path: Path, covers: CoverCache) -> None:
        self.path = path
        self.closed = False
        self.now: datetime = at(MONDAY)
        self.window = MainWindow(theme)
        self.desk = Desk(
            self.window,
            self.window.bus.publish,
            ImmediateRunner(),
            covers,
            clock=self._clock,
            staff="Ravi",
        )
        self.window.add_screen(CounterStub())
        self.screen = NightDropScreen(self.desk)
        self.window.add_screen(self.screen)
        self.watch = DropWatch(self.window, self.desk)
        self.window.scanned.connect(self._scanned)
        self.window.undo_requested.connect(self._undo)
        self.window.redo_requested.connect(self._redo)
        self.passed_on: list[str] = []
        self.window.resize(1440, 900)

    def open_window(self, qtbot: QtBot) -> None:
        """On the display, with the night-drop in front."""
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.window.show_screen("nightdrop")

    def close_window(self) -> None:
        """Once; a test that crashes the program has closed it already."""
        if self.closed:
            return
        self.closed = True
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)

    # -- what a clerk does ---------------------------------------------------------------------

    def scan(self, code: str, after: float = 13.0) -> None:
        """A wedge scanner types into whatever has the focus, then Enter."""
        self.now += timedelta(seconds=after)
        target = self.focus
        QTest.keyClicks(target, code)
        QTest.keyClick(target, Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, spot or widget.rect().center())

    def start(self) -> None:
        """Ctrl N: the box is emptied."""
        self.key(Qt.Key.Key_N, CONTROL)

    # -- what a clerk sees ---------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def at_scan_bar(self) -> bool:
        return self.window.scan_bar.edit.hasFocus()

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

    @property
    def said(self) -> str:
        return self.window.status.message.text()

    @property
    def found(self) -> str:
        return self.window.scan_bar.edit.note

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

    def _clock(self) -> datetime:
        return self.now

    def _scanned(self, text: str) -> None:
        screen = self.window.current_screen
        if screen is None or not screen.scan(text):
            self.passed_on.append(text)

    def _undo(self) -> None:
        done = undo.undo(self.desk.context())
        self.desk.tell(done, quiet=True)
        self.desk.say(told.sentence(done), undo=undo.last_undoable() is not None)

    def _redo(self) -> None:
        self.desk.perform(undo.redo)


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
    made.open_window(qtbot)
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
    again.open_window(qtbot)
    return again
