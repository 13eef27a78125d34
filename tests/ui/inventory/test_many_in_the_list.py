"""Editing several titles from the list: the same bar, the same preview, the same keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalog.title_detail import title_detail
from app.shop.clock import Context
from tests.ui.inventory.conftest import Stock
from ui.inventory.add_title import AddTitleForm
from ui.inventory.covers_page import CoversPage
from ui.inventory.edit_form import EditForm
from ui.inventory.list_page import ListPage
from ui.inventory.row_painter import RowLook, RowPainter
from ui.inventory.screen import InventoryScreen
from ui.widgets import Button

Key, Mod = Qt.Key, Qt.KeyboardModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def write(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)


def asking(screen: InventoryScreen) -> bool:
    return screen.panel.asking


@pytest.fixture
def page(screen: InventoryScreen, qtbot: QtBot) -> ListPage:
    """The list with its first three titles selected by keys."""
    qtbot.waitUntil(screen.window().isActiveWindow)
    found = screen.list_page
    screen.focus_list()
    press(Key.Key_Home)
    press(Key.Key_Down, Mod.ShiftModifier)
    press(Key.Key_Down, Mod.ShiftModifier)
    qtbot.waitUntil(lambda: found.many.preview is not None)
    return found


def chosen_tag(page: ListPage, name: str) -> None:
    """Another tag for all of them."""
    page.many.set_value("tag_add", name)


def test_the_bar_comes_with_the_second_row_and_goes_with_escape(
    page: ListPage, qtbot: QtBot
) -> None:
    assert page.many.count == 3
    assert page.frame.bar.isVisible()
    assert page.table.hasFocus()
    press(Key.Key_F6)
    assert page.frame.bar.has_focus()
    press(Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.many.count == 3
    press(Key.Key_Escape)
    assert page.many.count == 1
    assert not page.frame.bar.isVisible()
    assert page.table.hasFocus()


def test_rows_show_what_they_would_become(
    page: ListPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen_tag(page, "winter window")
    qtbot.waitUntil(lambda: page.many.preview is not None)
    painted: dict[object, str] = {}
    paint = RowPainter.paint

    def spy(self: RowPainter, *args: object) -> None:
        row, look = args[2], args[4]
        assert isinstance(look, RowLook)
        painted[getattr(row, "name", None)] = look.change
        paint(self, *args)  # type: ignore[arg-type]  # passed through as they came

    monkeypatch.setattr(RowPainter, "paint", spy)
    page.table.grab()
    changed = [name for name, change in painted.items() if change]
    assert len(changed) == 3
    assert painted["Old Joy"] == ""
    assert all("winter window" in painted[name] for name in changed)


def test_list_changes_apply_and_undo_by_keys(
    page: ListPage, screen: InventoryScreen, ctx: Context, qtbot: QtBot
) -> None:
    ids = list(page.state.selected_ids())
    chosen_tag(page, "winter window")
    qtbot.waitUntil(lambda: page.many.can_apply)
    press(Key.Key_L, Mod.ControlModifier)
    assert page.frame.changes_shown
    assert page.frame.changes.back.text() == "Back to the list"
    press(Key.Key_Space)  # the first is left out
    qtbot.waitUntil(lambda: page.many.can_apply)
    press(Key.Key_Return)  # a scanner's Enter
    assert page.frame.changes_shown
    press(Key.Key_Return, Mod.ControlModifier)
    tagged = [
        "winter window" in {tag.name for tag in title_detail(id_, ctx.now()).tags} for id_ in ids
    ]
    assert sorted(tagged) == [False, True, True]
    press(Key.Key_Z, Mod.ControlModifier)
    for id_ in ids:
        assert "winter window" not in {tag.name for tag in title_detail(id_, ctx.now()).tags}


def test_the_selection_and_the_edit_go_along_to_the_covers(
    page: ListPage, screen: InventoryScreen, qtbot: QtBot
) -> None:
    chosen_tag(page, "winter window")
    press(Key.Key_G, Mod.ControlModifier)
    covers = screen.page
    assert isinstance(covers, CoversPage)
    assert covers.many is page.many
    assert covers.frame.bar.isVisible()
    assert covers.many.values == {"tag_add": "winter window"}
    pill = covers.frame.bar.pills["tag_add"]
    assert (pill.is_set, pill.value_text) == (True, "winter window")
    assert not page.frame.bar.isVisible()
    pill.clear()
    assert not page.frame.bar.pills["tag_add"].is_set


# -- an unsaved form beside it ----------------------------------------------------------------


def test_every_answer_to_an_unsaved_form_has_its_key(
    screen: InventoryScreen, stock: Stock, ctx: Context
) -> None:
    screen.state.show(stock.titles["Old Joy"])
    press(Key.Key_E, Mod.ControlModifier)
    form = screen.panel.form
    assert isinstance(form, EditForm)
    form.build_all()
    write("x")
    screen.state.show(stock.titles["The Master"])
    press(Key.Key_Return)  # alone it answers nothing
    assert asking(screen)
    press(Key.Key_Escape)
    assert screen.panel.form is form
    assert not asking(screen)
    screen.state.show(stock.titles["Tokyo Story"])
    press(Key.Key_Return, Mod.ControlModifier)
    assert screen.action_set["discard"].isEnabled() is asking(screen) is False
    assert title_detail(stock.titles["Old Joy"], ctx.now()).name == "Old Joy"


def test_saving_at_the_question_goes_on_to_what_was_asked_for(
    screen: InventoryScreen, stock: Stock, ctx: Context
) -> None:
    screen.state.show(stock.titles["Old Joy"])
    press(Key.Key_E, Mod.ControlModifier)
    form = screen.panel.form
    assert isinstance(form, EditForm)
    form.build_all()
    form.take_focus()
    press(Key.Key_End)
    write("s")
    press(Key.Key_N, Mod.ControlModifier)
    assert screen.panel.asking
    press(Key.Key_S, Mod.ControlModifier)
    assert title_detail(stock.titles["Old Joy"], ctx.now()).name == "Old Joys"
    assert isinstance(screen.panel.form, AddTitleForm)


def test_the_question_fits_the_smallest_panel(screen: InventoryScreen, qtbot: QtBot) -> None:
    screen.window().resize(1280, 720)
    press(Key.Key_N, Mod.ControlModifier)
    write("Juno")
    press(Key.Key_Escape)
    question, panel = screen.panel.question, screen.panel
    answers = (question.save, question.discard, question.stay)

    def whole() -> bool:
        """Every answer as wide as its words and its key, within the panel."""
        seen = (QRect(one.mapTo(panel, QPoint()), one.size()) for one in answers)
        wide = all(one.width() >= one.sizeHint().width() for one in answers)
        return wide and all(panel.rect().contains(rect) for rect in seen)

    qtbot.waitUntil(whole)
    assert [keys_shown(one) for one in answers] == ["Ctrl S", "Ctrl Enter", "Esc"]
    bottom = panel.mapTo(screen, panel.rect().bottomLeft()).y()
    assert bottom < screen.height()


def keys_shown(button: Button) -> str:
    return button._keys if button._show_keys else ""


# -- covers -----------------------------------------------------------------------------------


def test_no_cover_found_can_be_added_as_a_title(screen: InventoryScreen) -> None:
    press(Key.Key_G, Mod.ControlModifier)
    covers = screen.page
    assert isinstance(covers, CoversPage)
    QTest.keyClicks(screen.filters.search.edit, "jeunx")
    assert covers.empty_shown
    assert covers.nothing.add.text() == "Add “jeunx” as a title"
    covers.nothing.add.click()
    form = screen.panel.form
    assert isinstance(form, AddTitleForm)
    assert form.name.text() == "jeunx"
    assert screen.panel.isVisible()


def test_the_size_of_the_covers_is_remembered(screen: InventoryScreen, tmp_path: object) -> None:
    desk = screen.desk
    desk.preferences = QSettings(f"{tmp_path}/window.ini", QSettings.Format.IniFormat)
    first = CoversPage(desk, screen.state, screen.many)
    first._bigger()
    first._bigger()
    wanted = first.grid.tile_width
    second = CoversPage(desk, screen.state, screen.many)
    assert second.grid.tile_width == wanted
    for page in (first, second):
        page.deleteLater()
