"""The page of a shop without titles: its keys, its scan, its sheet, and how it gives way."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalog import stock_list
from app.catalog.stock_query import StockQuery
from app.importing.export import export
from app.importing.fields import FIELDS, Kind
from app.store import database as store
from ui.exporting import StockSheets, _told
from ui.inventory.add_title import AddTitleForm
from ui.inventory.receive_box import ReceiveBox
from ui.inventory.screen import InventoryScreen
from ui.router import ScanRouter
from ui.shell import MainWindow
from ui.tasks import Cancel

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def router(qtbot: QtBot, screen_of_empty: InventoryScreen) -> ScanRouter:
    """Scans go where they go in the shop."""
    window = screen_of_empty.shell()
    made = ScanRouter(window, screen_of_empty.desk, window)
    window.scanned.connect(made.scanned)
    made.wire(screen_of_empty)
    window.activateWindow()
    qtbot.waitActive(window)
    return made


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = _CTRL) -> None:
    QTest.keyClick(window, key, modifiers)
    QApplication.processEvents()


def scan(window: MainWindow, text: str) -> None:
    window.scan_bar.take_focus()
    QTest.keyClicks(window.scan_bar.edit, text)
    QTest.keyClick(window.scan_bar.edit, Qt.Key.Key_Return)


def is_empty(screen: InventoryScreen) -> bool:
    return screen.empty_shown


def form_of(screen: InventoryScreen) -> object:
    return screen.panel.form


def add_form(screen: InventoryScreen) -> AddTitleForm:
    form = screen.panel.form
    assert isinstance(form, AddTitleForm)
    return form


def test_the_page_stands_in_place_of_search_list_and_panel(
    screen_of_empty: InventoryScreen, router: ScanRouter
) -> None:
    screen, window = screen_of_empty, screen_of_empty.shell()
    assert is_empty(screen)
    assert not screen.filters.isVisible()
    assert not screen.list_page.isVisible()
    assert not screen.panel.isVisible()
    assert window.scan_bar.edit.hasFocus()
    assert window.scan_bar.edit.placeholderText() == "Scan your first case"


def test_a_scan_asks_the_title_and_the_page_gives_way_until_undo(
    screen_of_empty: InventoryScreen, router: ScanRouter
) -> None:
    screen, window = screen_of_empty, screen_of_empty.shell()
    scan(window, "10004711")
    form = add_form(screen)
    assert screen.panel.isVisible()
    assert is_empty(screen)
    assert form.barcode.text() == "10004711"
    assert form.name.hasFocus()
    QTest.keyClicks(form.name, "Old Joy")
    press(window, Qt.Key.Key_S)
    assert store.value("SELECT barcode FROM copy") == "10004711"
    assert not is_empty(screen)
    assert screen.list_page.isVisible()
    assert screen.filters.isVisible()
    assert screen.panel.isVisible()
    assert window.scan_bar.edit.placeholderText() != "Scan your first case"
    press(window, Qt.Key.Key_Z)
    assert is_empty(screen)
    assert not screen.panel.isVisible()
    assert not screen.filters.isVisible()


def test_the_number_that_the_page_promises_is_the_first_that_is_given(
    screen_of_empty: InventoryScreen, router: ScanRouter
) -> None:
    screen, window = screen_of_empty, screen_of_empty.shell()
    for _ in range(3):  # looking at the page takes no number
        window.show_screen("inventory")
        screen.empty.prepare()
    hints = [column._hint.text() for column in screen.empty.columns]
    assert "From 10000001, or your own range" in hints
    press(window, Qt.Key.Key_N)
    QTest.keyClicks(add_form(screen).name, "Old Joy")
    press(window, Qt.Key.Key_S)
    assert store.value("SELECT barcode FROM copy") == "10000001"


def test_a_makers_upc_goes_to_its_own_field_and_a_name_to_the_title(
    screen_of_empty: InventoryScreen, router: ScanRouter
) -> None:
    window = screen_of_empty.shell()
    scan(window, "043396628410")
    form = add_form(screen_of_empty)
    assert (form.upc.text(), form.barcode.text()) == ("043396628410", "")
    screen_of_empty.panel.discard()
    scan(window, "Old Joy")
    assert add_form(screen_of_empty).name.text() == "Old Joy"


def test_the_pink_case_and_the_keys_open_forms_beside_the_page(
    screen_of_empty: InventoryScreen, router: ScanRouter
) -> None:
    screen, window = screen_of_empty, screen_of_empty.shell()
    QTest.mouseClick(screen.empty.shelf.case, Qt.MouseButton.LeftButton)
    assert add_form(screen).name.hasFocus()
    QTest.keyClick(add_form(screen).name, Qt.Key.Key_Escape)
    assert form_of(screen) is None
    assert not screen.panel.isVisible()
    assert window.scan_bar.edit.hasFocus()
    press(window, Qt.Key.Key_B)
    assert isinstance(form_of(screen), ReceiveBox)
    assert screen.panel.isVisible()
    assert is_empty(screen)


def test_a_held_csv_lights_the_edge(screen_of_empty: InventoryScreen, router: ScanRouter) -> None:
    window = screen_of_empty.shell()
    window.csv_hovering.emit(True)
    assert screen_of_empty.empty.hovering
    window.csv_hovering.emit(False)
    assert not screen_of_empty.empty.hovering


def test_import_and_demo_are_asked_for(
    qtbot: QtBot, screen_of_empty: InventoryScreen, bare_window: object
) -> None:
    screen = screen_of_empty
    with qtbot.waitSignal(screen.import_wanted, timeout=1000):
        QTest.mouseClick(screen.empty.columns[0].button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.demo_wanted, timeout=1000):
        QTest.mouseClick(screen.empty.demo, Qt.MouseButton.LeftButton)


def sheets_of(router: ScanRouter) -> StockSheets:
    assert router.sheets is not None
    return router.sheets


def test_the_empty_sheet_is_saved_where_the_dialog_says(
    screen_of_empty: InventoryScreen, router: ScanRouter, tmp_path: Path
) -> None:
    press(screen_of_empty.shell(), Qt.Key.Key_E, _CTRL | _SHIFT)
    dialog = sheets_of(router).dialog
    assert dialog is not None
    assert dialog.isVisible()
    path = tmp_path / "sheet.csv"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == [field.name for field in FIELDS[Kind.COPIES]]
    assert len(lines) == 2


def test_sections_can_be_laid_out_before_the_first_title(
    screen_of_empty: InventoryScreen, router: ScanRouter
) -> None:
    screen = screen_of_empty
    pages = [page.key for page in screen.pages]
    for _ in range(pages.index("sections")):
        press(screen.shell(), Qt.Key.Key_G)
    assert screen.page.key == "sections"
    assert not is_empty(screen)
    press(screen.shell(), Qt.Key.Key_G)
    assert is_empty(screen)


def test_a_cancelled_export_leaves_no_file(screen: InventoryScreen, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    told = _told([1, 2, 3], _report, _stopped)
    with pytest.raises(Cancel):
        export(screen.desk.context(), Kind.TITLES, path, title_ids=told)
    assert list(tmp_path.glob("*.csv*")) == []


def _report(done: int, total: int) -> None:
    return None


def _stopped() -> bool:
    return True


@pytest.mark.parametrize("text", ["", "jeun"])
def test_what_is_found_is_exported_in_its_order(
    screen: InventoryScreen, tmp_path: Path, text: str
) -> None:
    assert not is_empty(screen)
    window = screen.shell()
    router = ScanRouter(window, screen.desk, window)
    router.wire(screen)
    screen.state.ask(StockQuery(text=text))
    press(window, Qt.Key.Key_E, _CTRL | _SHIFT)
    dialog = sheets_of(router).dialog
    assert dialog is not None
    dialog.selectNameFilter("One row an edition (*.csv)")
    path = tmp_path / "out.csv"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    said = window.status.message.text()
    assert said.startswith("Saved ")
    assert said.endswith(" rows to out.csv.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = list(dict.fromkeys(row["title"] for row in csv.DictReader(file)))
    ids = list(screen.state.model.ids)
    rows = {row.title_id: row.name for row in stock_list.rows(ids, screen.desk.now())}
    if text:
        assert names == [rows[id_] for id_ in ids]
        assert 0 < len(names) < 8
    else:
        assert len(names) == 8
