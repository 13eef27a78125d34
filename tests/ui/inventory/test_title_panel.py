"""One title in the panel: copies, marks, tags, edit and save, all undone from the status line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.catalog import marking
from app.catalog.marking import Mark
from app.catalog.models import CopyState
from app.catalog.title_detail import TitleDetail, title_detail
from app.shop.clock import Context
from ui.inventory.edit_form import EditForm
from ui.inventory.history_view import HistoryView
from ui.inventory.sale_form import SaleForm
from ui.inventory.screen import InventoryScreen
from ui.shell import MainWindow
from ui.widgets import TextInput

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def amelie(screen: InventoryScreen, stock: Any) -> int:
    """The list on Amélie, the panel too."""
    screen.state.show(stock.titles["Amélie"])
    screen.panel.show_current()
    found: int = stock.titles["Amélie"]
    return found


def detail_of(title_id: int, ctx: Context) -> TitleDetail:
    return title_detail(title_id, ctx.now())


def line(form: EditForm, key: str) -> TextInput:
    """The editor of a field of the form."""
    editor = form.fields[key].editor
    assert isinstance(editor, TextInput)
    return editor


def edit_form(screen: InventoryScreen) -> EditForm:
    """The open form with all its fields."""
    form = screen.panel.form
    assert isinstance(form, EditForm)
    form.build_all()
    return form


def form_of(screen: InventoryScreen) -> object:
    """What stands in the panel now."""
    return screen.panel.form


def said(screen: InventoryScreen) -> str:
    window = screen.window()
    assert isinstance(window, MainWindow)
    return window.status.message.text()


def press(screen: InventoryScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget() or screen, key, modifiers)


def undo(screen: InventoryScreen) -> None:
    screen.filters.search.edit.setFocus()
    press(screen, Qt.Key.Key_Z)


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if action.text() == words)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_the_panel_shows_editions_and_copies(screen: InventoryScreen, amelie: int) -> None:
    view = screen.panel.view
    assert view.detail is not None
    assert view.detail.name == "Amélie"
    model = view.copies.model()
    spoken = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert spoken[0].startswith("DVD")
    assert spoken[1].endswith("In, Foreign")
    assert view._counts.text() == "2 to rent"
    assert [chip.text() for chip in view.tags.chips] == ["Paris", "whimsy"]


def test_tab_enters_the_copies_and_enter_opens_one_history(
    screen: InventoryScreen, amelie: int
) -> None:
    screen.list_page.table.setFocus()
    press(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    copies = screen.panel.view.copies
    assert copies.hasFocus()
    first = copies.copy_id
    QTest.keyClick(copies, Qt.Key.Key_Down)
    assert copies.copy_id != first  # over the head of the next edition
    QTest.keyClick(copies, Qt.Key.Key_Return)
    form = screen.panel.form
    assert isinstance(form, HistoryView)
    assert form.lines == ["Sat 13 Dec Came into the stock"]
    press(screen, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert form_of(screen) is None


def test_what_came_in_by_a_slip_goes_out_again(
    screen: InventoryScreen, amelie: int, stock: Any, ctx: Context
) -> None:
    copy_id, barcode = stock.copies["Amélie"][0], stock.barcodes["Amélie"][0]
    screen.panel.view.copies.choose(copy_id)
    press(screen, Qt.Key.Key_M)
    choose(open_menu(), "Added by a slip: take out")
    assert said(screen) == f"Took {barcode}, Amélie out."
    assert [edition.format for edition in detail_of(amelie, ctx).editions] == ["DVD"]
    press(screen, Qt.Key.Key_Delete, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert said(screen) == "Deleted Amélie and its copy."
    undo(screen)
    undo(screen)
    assert len(detail_of(amelie, ctx).editions) == 2


def test_mark_missing_and_found_with_undo(
    screen: InventoryScreen, amelie: int, stock: Any, ctx: Context
) -> None:
    copy_id, barcode = stock.copies["Amélie"][0], stock.barcodes["Amélie"][0]
    screen.panel.view.copies.choose(copy_id)
    press(screen, Qt.Key.Key_M)
    choose(open_menu(), "Missing")
    assert said(screen) == f"Marked Amélie, {barcode} missing."
    states = {copy.id: copy.state for e in detail_of(amelie, ctx).editions for copy in e.copies}
    assert states[copy_id] is CopyState.MISSING
    press(screen, Qt.Key.Key_M)
    choose(open_menu(), "Found")
    assert said(screen) == f"Found Amélie, {barcode}: back on its shelf."
    undo(screen)
    states = {copy.id: copy.state for e in detail_of(amelie, ctx).editions for copy in e.copies}
    assert states[copy_id] is CopyState.MISSING
    assert said(screen).startswith("Undone: Found")


def test_mark_asks_which_copy_when_none_is_in_hand(screen: InventoryScreen, amelie: int) -> None:
    press(screen, Qt.Key.Key_M)
    menu = open_menu()
    assert len(menu.actions()) == 2
    menu.close()


def test_for_sale_asks_the_price_once(
    screen: InventoryScreen, amelie: int, stock: Any, ctx: Context
) -> None:
    copy_id = stock.copies["Amélie"][0]
    screen.panel.view.copies.choose(copy_id)
    press(screen, Qt.Key.Key_M)
    choose(open_menu(), "For sale")
    form = screen.panel.form
    assert isinstance(form, SaleForm)
    QTest.keyClicks(form.price, "6.00")
    press(screen, Qt.Key.Key_S)
    assert form_of(screen) is None
    prices = {
        copy.id: copy.sale_cents for e in detail_of(amelie, ctx).editions for copy in e.copies
    }
    assert prices[copy_id] == 600


def test_edit_save_and_undo_is_one_step(
    screen: InventoryScreen, amelie: int, stock: Any, ctx: Context
) -> None:
    press(screen, Qt.Key.Key_E)
    form = edit_form(screen)
    name = line(form, "name")
    assert name.hasFocus()
    name.selectAll()
    QTest.keyClicks(name, "Amelie Poulain")
    line(form, "genres").setText("Romance, Comedy, Romance")
    note = form._copies[stock.copies["Amélie"][0]]["note"].field.editor
    assert isinstance(note, TextInput)
    note.setText("ex library")
    press(screen, Qt.Key.Key_S)
    assert form_of(screen) is None
    assert said(screen) == "Saved Amelie Poulain."
    found = detail_of(amelie, ctx)
    assert found.name == "Amelie Poulain"
    assert [genre.name for genre in found.genres] == ["Comedy", "Romance"]
    assert "ex library" in [copy.note for e in found.editions for copy in e.copies]
    undo(screen)
    found = detail_of(amelie, ctx)
    assert found.name == "Amélie"
    assert found.genres == ()
    assert {copy.note for e in found.editions for copy in e.copies} == {""}


def test_what_cannot_be_stands_at_its_field_and_loses_nothing(
    screen: InventoryScreen, amelie: int
) -> None:
    press(screen, Qt.Key.Key_E)
    form = edit_form(screen)
    line(form, "year").setText("long ago")
    line(form, "tagline").setText("She'll change your life.")
    assert not form.save()
    assert form.fields["year"].error == "Write a whole number."
    line(form, "year").setText("1492")
    assert not form.save()
    assert form.fields["year"].error == "1492 is no year of a film (1870 to 2200)."
    assert line(form, "tagline").text() == "She'll change your life."
    line(form, "year").setText("2001")
    assert form.save()


def test_leaving_an_unsaved_form_asks_once_and_in_place(
    screen: InventoryScreen, amelie: int
) -> None:
    press(screen, Qt.Key.Key_E)
    form = edit_form(screen)
    line(form, "name").setText("Other")
    screen.state.move(1)
    assert form_of(screen) is form
    assert screen.panel.asking
    assert not screen.leave_ok()
    QTest.mouseClick(screen.panel.question.discard, Qt.MouseButton.LeftButton)
    assert form_of(screen) is None
    assert screen.panel.view.detail is not None
    assert screen.panel.view.detail.name == "Delicatessen"  # it followed the row
    assert screen.leave_ok()


def test_an_untouched_form_follows_the_row(screen: InventoryScreen, amelie: int) -> None:
    press(screen, Qt.Key.Key_E)
    screen.state.move(1)
    assert form_of(screen) is None
    assert not screen.panel.asking


def test_escape_chain_of_a_form(screen: InventoryScreen, amelie: int) -> None:
    none = Qt.KeyboardModifier.NoModifier
    press(screen, Qt.Key.Key_E)
    form = edit_form(screen)
    line(form, "name").setText("Other")
    press(screen, Qt.Key.Key_Escape, none)
    assert bool(screen.panel.asking)
    press(screen, Qt.Key.Key_Escape, none)
    assert not bool(screen.panel.asking)
    assert form_of(screen) is form
    line(form, "name").setText("Amélie")
    press(screen, Qt.Key.Key_Escape, none)
    assert form_of(screen) is None
    assert screen.filters.search.edit.hasFocus()


def test_tags_come_and_go(screen: InventoryScreen, amelie: int) -> None:
    tags = screen.panel.view.tags
    QTest.mouseClick(tags.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(tags.edit, "narrator")
    QTest.keyClick(tags.edit, Qt.Key.Key_Return)
    assert [chip.text() for chip in tags.chips] == ["narrator", "Paris", "whimsy"]
    assert said(screen) == "Tagged Amélie: narrator."
    QTest.keyClick(tags.edit, Qt.Key.Key_Escape)
    tags.chips[1].setFocus()
    QTest.keyClick(tags.chips[1], Qt.Key.Key_Delete)
    assert [chip.text() for chip in tags.chips] == ["narrator", "whimsy"]
    undo(screen)
    assert [chip.text() for chip in tags.chips] == ["narrator", "Paris", "whimsy"]


def test_a_press_on_a_tag_shows_its_films(screen: InventoryScreen, amelie: int) -> None:
    QTest.mouseClick(screen.panel.view.tags.chips[0], Qt.MouseButton.LeftButton, pos=QPoint(4, 8))
    assert len(screen.state.query.tags) == 1
    assert screen.state.found == 1


def test_add_copy_of_the_edition_in_hand(
    screen: InventoryScreen, amelie: int, stock: Any, ctx: Context
) -> None:
    screen.panel.view.copies.choose(stock.copies["Amélie"][1])
    press(screen, Qt.Key.Key_D)
    counts = {e.format: len(e.copies) for e in detail_of(amelie, ctx).editions}
    assert counts == {"DVD": 2, "Blu-ray": 1}
    assert said(screen).startswith("Added a copy of Amélie on DVD: ")
    undo(screen)
    assert sum(len(e.copies) for e in detail_of(amelie, ctx).editions) == 2


def test_add_copy_asks_which_edition(screen: InventoryScreen, amelie: int, ctx: Context) -> None:
    press(screen, Qt.Key.Key_D)
    choose(open_menu(), "Blu-ray")
    counts = {e.format: len(e.copies) for e in detail_of(amelie, ctx).editions}
    assert counts == {"DVD": 1, "Blu-ray": 2}


def test_shelf_card_of_the_selection(screen: InventoryScreen, amelie: int, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.print_cards_wanted) as caught:
        press(screen, Qt.Key.Key_P)
    assert caught.args == [(amelie,)]
    screen.state.select_all()
    with qtbot.waitSignal(screen.print_cards_wanted) as caught:
        press(screen, Qt.Key.Key_P)
    assert len(caught.args[0]) == 8


def test_a_picture_let_go_over_the_panel_becomes_the_cover(
    screen: InventoryScreen, amelie: int, ctx: Context, tmp_path: Path
) -> None:
    path = tmp_path / "cover.png"
    picture = QImage(50, 70, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    picture.save(str(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    head = screen.panel.view.head
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    head.dropEvent(event)
    assert detail_of(amelie, ctx).cover.endswith(".png")
    assert said(screen) == "Amélie has a new cover."
    screen.action_set["uncover"].trigger()
    assert detail_of(amelie, ctx).cover == ""
    (tmp_path / "no.png").write_text("not a picture")
    screen._titles.covers.set_from(tmp_path / "no.png")
    assert detail_of(amelie, ctx).cover == ""
    assert "no picture" in said(screen)


def test_a_title_that_was_sold_is_not_deleted(
    screen: InventoryScreen, amelie: int, stock: Any, ctx: Context
) -> None:
    [copy_id, _] = stock.copies["Amélie"]
    marking.mark(ctx, [copy_id], Mark.SALE, sale_cents=500)
    marking.mark(ctx, [copy_id], Mark.SOLD)
    screen.action_set["delete"].trigger()
    assert said(screen).startswith("Amélie has been rented or sold")
    assert screen.state.found == 8


def test_history_of_the_whole_title(screen: InventoryScreen, amelie: int) -> None:
    press(screen, Qt.Key.Key_Y)
    form = screen.panel.form
    assert isinstance(form, HistoryView)
    assert len(form.lines) == 2
    press(screen, Qt.Key.Key_Y)
    assert form_of(screen) is None
