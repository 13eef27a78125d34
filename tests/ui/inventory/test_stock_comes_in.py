"""New stock: a title in four fields, and a box by scanning."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.catalog import finding, lookups
from app.catalog.title_detail import title_detail
from app.shop.clock import Context
from ui.desk import Desk
from ui.inventory.add_edition import AddEditionForm
from ui.inventory.add_title import AddTitleForm
from ui.inventory.receive_box import ReceiveBox
from ui.inventory.screen import InventoryScreen
from ui.shell import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
AMELIE_UPC = "043396628410"


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def write(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def said(screen: InventoryScreen) -> str:
    window = screen.window()
    assert isinstance(window, MainWindow)
    return window.status.message.text()


def box_of(screen: InventoryScreen) -> ReceiveBox:
    form = screen.panel.form
    assert isinstance(form, ReceiveBox)
    return form


def test_a_title_in_four_fields_by_keyboard_alone(screen: InventoryScreen, ctx: Context) -> None:
    press(Qt.Key.Key_N)
    form = screen.panel.form
    assert isinstance(form, AddTitleForm)
    write("Ghost World")
    press(Qt.Key.Key_Return, NONE)  # on to the year
    write("2001")
    press(Qt.Key.Key_S)
    assert screen.panel.form is None
    assert said(screen) == "Added Ghost World (2001)."
    assert screen.state.found == 9
    title_id = screen.state.current_id
    assert title_id is not None
    found = title_detail(title_id, ctx.now())
    assert (found.name, found.year) == ("Ghost World", 2001)
    [edition] = found.editions
    assert edition.format == lookups.formats()[0].name
    assert edition.copies[0].section == lookups.sections()[0].name
    press(Qt.Key.Key_Z)
    assert screen.state.found == 8


def test_enter_of_a_scanner_adds_nothing(screen: InventoryScreen) -> None:
    press(Qt.Key.Key_N)
    write("Juno")
    for _ in range(8):
        press(Qt.Key.Key_Return, NONE)
    assert isinstance(screen.panel.form, AddTitleForm)
    assert screen.state.totals is not None
    assert screen.state.totals.titles == 8


def test_no_title_no_film(screen: InventoryScreen) -> None:
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_S)
    form = screen.panel.form
    assert isinstance(form, AddTitleForm)
    assert form.fields["name"].error == "Give it a title."


def test_a_film_that_is_here_is_said_to_be(screen: InventoryScreen, stock: Any) -> None:
    press(Qt.Key.Key_N)
    write("amelie")
    press(Qt.Key.Key_Return, NONE)
    form = screen.panel.form
    assert isinstance(form, AddTitleForm)
    assert form._same.text() == "Amélie (2001) is here already."
    form._show_same.click()
    assert screen.panel.form is None
    assert screen.state.current_id == stock.titles["Amélie"]


def test_nothing_found_offers_to_add_it(screen: InventoryScreen) -> None:
    QTest.keyClicks(screen.filters.search.edit, "jeunx")
    QTest.mouseClick(screen.list_page.nothing.add, Qt.MouseButton.LeftButton)
    form = screen.panel.form
    assert isinstance(form, AddTitleForm)
    assert form.name.text() == "jeunx"


def test_a_known_upc_is_a_copy_at_once(screen: InventoryScreen, ctx: Context, stock: Any) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    for _ in range(3):
        write(AMELIE_UPC)
        press(Qt.Key.Key_Return, NONE)
    assert len(form.received) == 3
    assert form.count.text() == "3 copies"
    barcodes = [line.barcode for line in form.received]
    assert len(set(barcodes)) == 3
    assert all(finding.copy_by_barcode(code) is not None for code in barcodes)
    assert screen.state.current_id == stock.titles["Amélie"]
    # each line has an undo of its own
    gone = form.rows[1].line.barcode
    form.rows[1]._undo()
    assert finding.copy_by_barcode(gone) is None
    assert form.count.text() == "2 copies"
    QTest.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert screen.panel.form is None
    assert said(screen) == "2 copies received, labels wait."


def test_an_unknown_upc_asks_for_its_title_once(screen: InventoryScreen, ctx: Context) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    write("786936192575")
    press(Qt.Key.Key_Return, NONE)
    assert form._said.text() == "786936192575 is new here. What is it?"
    assert form._ask.name.hasFocus()
    write("Junebug")
    press(Qt.Key.Key_S)
    assert [line.title for line in form.received] == ["Junebug"]
    assert form.code.hasFocus()
    write("786936192575")
    press(Qt.Key.Key_Return, NONE)
    assert len(form.received) == 2
    assert screen.state.totals is not None
    assert screen.state.totals.titles == 9


def test_what_is_scanned_while_a_title_is_typed_waits_and_goes_on(
    screen: InventoryScreen, stock: Any
) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    form.scan("786936192575")
    write("June")
    for code in (AMELIE_UPC, "786936192575", AMELIE_UPC):
        form.scan(code)
    assert form.received == []
    assert form.waiting == 3
    assert form._said.text() == "786936192575 is new here. What is it? 3 scans waiting."
    # nothing typed is touched, and the hand is still in the same field
    assert form._ask.name.text() == "June"
    assert form._ask.name.hasFocus()
    write("bug")
    press(Qt.Key.Key_S)
    # its second case is known by now
    assert [line.title for line in form.received] == ["Junebug", "Amélie", "Junebug", "Amélie"]
    assert form.waiting == 0
    assert form.code.hasFocus()


def test_waiting_scans_stop_at_the_next_that_nobody_knows(screen: InventoryScreen) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    form.scan("786936192575")
    for code in (AMELIE_UPC, "025192396427", AMELIE_UPC):
        form.scan(code)
    press(Qt.Key.Key_Escape, NONE)  # the first is skipped
    assert [line.title for line in form.received] == ["Amélie"]
    assert form._said.text() == "025192396427 is new here. What is it? 1 scan waiting."
    assert form._ask.name.hasFocus()
    # closing asks: a scan would be lost
    assert form.dirty
    press(Qt.Key.Key_Escape, NONE)
    assert len(form.received) == 2
    assert not form.dirty


def test_an_unknown_upc_of_a_film_that_is_here(
    screen: InventoryScreen, ctx: Context, stock: Any
) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    form.scan("786936192575")
    write("delicat")
    assert [offer.title_id for offer in form._ask.offers] == [stock.titles["Delicatessen"]]
    form._ask.offers[0].click()
    assert [line.title for line in form.received] == ["Delicatessen"]
    found = title_detail(stock.titles["Delicatessen"], ctx.now())
    assert len(found.editions) == 2


def test_escape_skips_the_question_then_leaves(screen: InventoryScreen) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    form.scan("786936192575")
    press(Qt.Key.Key_Escape, NONE)
    assert screen.panel.form is form
    assert form.code.hasFocus()
    press(Qt.Key.Key_Escape, NONE)
    assert screen.panel.form is None


def test_what_is_no_upc_is_said_and_nothing_is_lost(screen: InventoryScreen, stock: Any) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    form.scan("9" * 200)
    assert "64" in form._said.text()
    form.scan(stock.barcodes["Old Joy"][0])
    assert form._said.text().endswith("is on the shelves already.")
    assert form.received == []


def test_a_box_stays_while_the_list_moves(screen: InventoryScreen) -> None:
    press(Qt.Key.Key_B)
    form = box_of(screen)
    screen.state.move(2)
    assert screen.panel.form is form


def test_an_empty_shop_says_so(
    screen_of_empty: InventoryScreen, bare_window: tuple[MainWindow, Desk]
) -> None:
    assert screen_of_empty.empty_shown
    assert screen_of_empty.empty.columns[0].button.isVisible()
    assert screen_of_empty.head.totals.text() == "nothing on the shelves yet"


def test_a_scan_brings_the_copy_up(screen: InventoryScreen, stock: Any) -> None:
    screen.filters.search.set_text("delicat")
    [found] = finding.find(stock.barcodes["Amélie"][1], limit=1)
    assert screen.found(found)
    assert screen.state.current_id == stock.titles["Amélie"]
    assert screen.panel.view.copies.chosen_copy_id == stock.copies["Amélie"][1]
    assert screen.state.query.text == ""


def test_a_new_edition_with_its_copies_is_one_step(
    screen: InventoryScreen, ctx: Context, stock: Any
) -> None:
    screen.state.show(stock.titles["Old Joy"])
    screen.panel.show_current()
    press(Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    form = screen.panel.form
    assert isinstance(form, AddEditionForm)
    form.format.set_value(lookups.formats()[3].id)
    form.copies.setText("2")
    assert form.save()
    assert said(screen).startswith("Added Old Joy on VHS, 2 copies from ")
    found = title_detail(stock.titles["Old Joy"], ctx.now())
    assert [len(edition.copies) for edition in found.editions] == [1, 2]
    screen.filters.search.edit.setFocus()
    press(Qt.Key.Key_Z)
    assert len(title_detail(stock.titles["Old Joy"], ctx.now()).editions) == 1
