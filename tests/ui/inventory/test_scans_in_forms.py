"""A scanner without a prefix, while a form of the inventory is being typed into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.catalog import finding
from tests.ui.inventory.conftest import Stock
from ui.inventory.add_title import AddTitleForm
from ui.inventory.edit_form import EditForm
from ui.inventory.receive_box import ReceiveBox
from ui.inventory.screen import InventoryScreen
from ui.router import ScanRouter
from ui.scanning import ScanFilter
from ui.shell import MainWindow

AMELIE_UPC = "043396628410"
NEW_UPC = "786936192575"
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Till:
    """The keyboard and the scanner before the window, wired as the front of house wires them."""

    def __init__(self, screen: InventoryScreen, app: QApplication) -> None:
        window = screen.window()
        assert isinstance(window, MainWindow)
        self.window = window
        self.now = 1_000
        self.router = ScanRouter(window, screen.desk, window)
        self.filter = ScanFilter(app, stamp=self._stamp)
        window.scanned.connect(self.router.scanned)
        self.filter.scanned.connect(window.scan_bar.take_scan)
        self.filter.typed.connect(window.scan_bar.take_typing)

    def _stamp(self, _event: QKeyEvent) -> int:
        return self.now

    def press(self, key: int, modifiers: Qt.KeyboardModifier = NONE, after: int = 120) -> None:
        """One key by hand."""
        self.now += after
        QTest.keyClick(self.window.windowHandle(), key, modifiers)

    def write(self, text: str, after: int = 120) -> None:
        """Letters by hand."""
        for letter in text:
            self.press(ord(letter), after=after)

    def scan(self, code: str) -> None:
        """A code and Enter in one go."""
        self.now += 300
        self.write(code, after=6)
        self.press(Qt.Key.Key_Return, after=6)


@pytest.fixture
def till(screen: InventoryScreen, qapp: QApplication) -> Iterator[Till]:
    made = Till(screen, qapp)
    yield made
    made.filter.close()
    made.filter.deleteLater()


def test_a_box_goes_on_while_a_title_is_typed(till: Till, screen: InventoryScreen) -> None:
    till.press(Qt.Key.Key_B, CTRL)
    form = screen.panel.form
    assert isinstance(form, ReceiveBox)
    till.scan(NEW_UPC)
    till.write("June")
    till.scan(AMELIE_UPC)
    till.scan(AMELIE_UPC)
    assert form.waiting == 2
    till.write("bug")
    assert form._ask.name.text().casefold() == "junebug"
    till.press(Qt.Key.Key_S, CTRL)
    assert [line.title for line in form.received][1:] == ["Amélie", "Amélie"]
    assert form.waiting == 0


def test_a_scan_into_the_title_is_the_upc(till: Till, screen: InventoryScreen) -> None:
    till.press(Qt.Key.Key_N, CTRL)
    form = screen.panel.form
    assert isinstance(form, AddTitleForm)
    till.write("Juno")
    till.scan(NEW_UPC)
    till.scan("AT10042")
    assert form.name.text().casefold() == "juno"
    assert form.name.hasFocus()
    assert form.upc.text() == NEW_UPC
    assert form.barcode.text().upper() == "AT10042"
    form.upc.setFocus()
    till.scan("00000017")  # whoever scans into a code field means that field
    assert form.upc.text() == "00000017"


def test_a_copy_scanned_into_the_search_is_shown_and_the_text_kept(
    till: Till, screen: InventoryScreen, stock: Stock
) -> None:
    till.press(Qt.Key.Key_F, CTRL)
    till.write("je")
    barcode = stock.barcodes["Jeune femme"][0]
    assert len(barcode) >= 6
    till.scan(barcode)
    assert screen.filters.search.text().casefold() == "je"
    assert screen.state.current_id == stock.titles["Jeune femme"]
    found = finding.copy_by_barcode(barcode)
    assert found is not None
    assert screen.panel.view.copies.chosen_copy_id == found.copy_id


def test_an_edit_asks_before_a_scan_takes_it_away(
    till: Till, screen: InventoryScreen, stock: Stock
) -> None:
    screen.state.show(stock.titles["Old Joy"])
    till.press(Qt.Key.Key_E, CTRL)
    form = screen.panel.form
    assert isinstance(form, EditForm)
    form.build_all()
    form.take_focus()
    till.write("x")
    till.scan(stock.barcodes["The Master"][0])
    assert screen.panel.form is form
    assert screen.panel.asking
    assert form.dirty
    screen.panel.discard()
    assert screen.state.current_id == stock.titles["The Master"]


def test_a_scan_sends_no_section_to_another_place(
    till: Till, screen: InventoryScreen, stock: Stock
) -> None:
    page = screen.pages[-1]
    screen.head.switch.set_current(page.key)
    screen._page_chosen(page.key)
    till.window.activateWindow()
    before = [row.id for row in page.walk.rows]  # type: ignore[attr-defined]  # Sections' own
    till.scan(stock.barcodes["Amélie"][0])
    assert [row.id for row in page.walk.rows] == before  # type: ignore[attr-defined]  # the same
    assert not page.walk.run_waits  # type: ignore[attr-defined]  # the same
