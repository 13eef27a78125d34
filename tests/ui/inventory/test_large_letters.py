"""Text at 200 %: nothing has to be scrolled sideways, and page and panel take turns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from app.catalog import lookups
from app.catalog.stock_query import Facet
from ui.desk import Desk
from ui.inventory.screen import InventoryScreen
from ui.shell import MainWindow
from ui.theme import Theme

Key, Mod = Qt.Key, Qt.KeyboardModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


@pytest.fixture
def large(
    qtbot: QtBot, app_theme: Theme, stock: object, bare_window: tuple[MainWindow, Desk]
) -> InventoryScreen:
    """The inventory at 1280x720 with everything twice as large."""
    app_theme.set_text_scale(2.0)
    window, desk = bare_window
    made = InventoryScreen(desk)
    window.add_screen(made)
    window.resize(1280, 720)
    window.show()
    window.show_screen("inventory")
    window.activateWindow()
    qtbot.waitActive(window)
    return made


def overhang(screen: InventoryScreen) -> tuple[int, int]:
    """How far the screen must be scrolled to be seen whole: sideways, down."""
    area = next(
        one
        for one in screen.window().findChildren(QScrollArea)
        if one.isAncestorOf(screen) and not screen.isAncestorOf(one)
    )
    return area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()


@pytest.mark.parametrize("page", [0, 1, 2])
def test_no_page_is_scrolled_sideways(large: InventoryScreen, qtbot: QtBot, page: int) -> None:
    for _ in range(page):
        press(Key.Key_G, Mod.ControlModifier)
    qtbot.waitUntil(lambda: overhang(large)[0] == 0)


def test_facets_that_are_set_have_a_row_of_their_own(large: InventoryScreen, qtbot: QtBot) -> None:
    filters = large.filters
    low = filters.height()
    sections = {row.name: row.id for row in lookups.sections()}
    formats = {row.name: row.id for row in lookups.formats()}
    filters.pills[Facet.SECTION].choose(frozenset({sections["Foreign"]}))
    filters.pills[Facet.FORMAT].choose(frozenset({formats["DVD"]}))
    qtbot.waitUntil(lambda: filters.height() > low)
    section, search = filters.pills[Facet.SECTION], filters.search
    assert section.isVisible()
    assert section.y() >= search.geometry().bottom()
    assert overhang(large)[0] == 0
    filters.clear()
    qtbot.waitUntil(lambda: filters.height() == low)


def test_the_panel_comes_in_the_place_of_the_list_and_goes(large: InventoryScreen) -> None:
    assert large.list_page.isVisible()
    assert not large.panel.isVisible()
    large.focus_list()
    press(Key.Key_Return)
    assert large.panel.isVisible()
    assert not large.list_page.isVisible()
    assert large.panel.view.detail is not None
    press(Key.Key_Escape)
    assert large.list_page.isVisible()
    assert not large.panel.isVisible()


def test_a_form_and_its_question_are_seen_whole(large: InventoryScreen, qtbot: QtBot) -> None:
    press(Key.Key_N, Mod.ControlModifier)
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, "Juno")
    press(Key.Key_Escape)
    assert large.panel.asking
    qtbot.waitUntil(lambda: overhang(large) == (0, 0))
    for button in (large.panel.question.save, large.panel.question.stay):
        spot = button.mapTo(large, button.rect().bottomRight())
        assert large.rect().contains(spot)
    press(Key.Key_Return, Mod.ControlModifier)
    assert large.list_page.isVisible()


def test_what_is_folded_is_in_the_menu(large: InventoryScreen) -> None:
    head = large.head
    shown = [button for button in head._adding if button.isVisible()]
    assert [button.accessibleName() for button in shown] == ["Add title"]
    assert all(not button.text() for button in shown)
