"""Covers: where tiles stand, and choosing them by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.catalog.stock_query import Column as Order
from app.catalog.stock_query import StockQuery
from ui.inventory.cover_grid import CoverGrid
from ui.inventory.cover_tile import TileGrid
from ui.inventory.covers_page import CoversPage
from ui.inventory.screen import InventoryScreen

Key, Mod, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def page(screen: InventoryScreen, qtbot: QtBot) -> CoversPage:
    """The covers in front of the list's window, with the keyboard."""
    qtbot.waitUntil(screen.window().isActiveWindow)
    QTest.keyClick(screen.filters.search.edit, Key.Key_G, Mod.ControlModifier)
    found = screen.page
    assert isinstance(found, CoversPage)
    found.take_focus()
    qtbot.waitUntil(found.grid.hasFocus)
    return found


def click(grid: CoverGrid, row: int, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    QTest.mouseClick(grid.viewport(), Left, modifiers, grid.tile_rect(row).center())


def chosen(page: CoversPage) -> list[int]:
    """Rows that are selected."""
    state = page.state
    return sorted(state.model.row_of(id_) for id_ in state.selected_ids())


# -- where tiles stand -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "wanted", "columns", "tile"),
    [(1328, 144, 9, 144), (1168, 128, 8, 142), (1328, 96, 13, 98), (90, 144, 1, 90)],
)
def test_columns_fill_the_width(width: int, wanted: int, columns: int, tile: int) -> None:
    grid = TileGrid(width, wanted, 1000)
    assert (grid.columns, grid.tile_width) == (columns, tile)
    last = grid.rect(columns - 1)
    assert last.right() + 1 == width
    assert grid.rect(0).left() == 0


def test_the_measures_of_the_picture(app_theme: object) -> None:
    grid = TileGrid(1328, 144, 20)
    assert (grid.cover.width(), grid.cover.height()) == (128, 179)
    assert (grid.tile_width, grid.tile_height) == (144, 236)


def test_every_point_of_a_tile_is_that_tile() -> None:
    grid = TileGrid(1171, 128, 150_000)
    for at in (0, 7, 8, 15, 149_999):
        box = grid.rect(at)
        for point in (box.topLeft(), box.bottomRight(), box.center()):
            assert grid.at(point.x(), point.y()) == at
    below = grid.rect(0).bottomLeft() + QPoint(3, 2)
    assert grid.at(below.x(), below.y()) == -1
    last = grid.rect(149_999)
    assert grid.at(last.left(), last.bottom() + 2) == -1


def test_a_band_takes_what_it_touches() -> None:
    grid = TileGrid(1328, 144, 20)
    band = QRect(grid.rect(1).center(), grid.rect(12).center())
    assert grid.runs_in(band) == [(1, 3), (10, 12)]
    rest = QRect(grid.rect(17).center(), grid.rect(19).center() + QPoint(900, 400))
    assert grid.runs_in(rest.normalized()) == [(16, 17)]


# -- choosing ----------------------------------------------------------------------------------


def test_a_click_chooses_one_and_ctrl_adds(page: CoversPage) -> None:
    grid = page.grid
    click(grid, 2)
    assert chosen(page) == [2]
    assert page.state.current_row() == 2
    click(grid, 5, Mod.ControlModifier)
    click(grid, 6, Mod.ControlModifier)
    click(grid, 5, Mod.ControlModifier)
    assert chosen(page) == [2, 6]
    click(grid, 1)
    assert chosen(page) == [1]


def test_shift_chooses_the_range_from_where_it_began(page: CoversPage) -> None:
    click(page.grid, 5)
    click(page.grid, 2, Mod.ShiftModifier)
    assert chosen(page) == [2, 3, 4, 5]
    click(page.grid, 7, Mod.ShiftModifier)
    assert chosen(page) == [5, 6, 7]


def test_arrows_space_and_shift(page: CoversPage) -> None:
    grid = page.grid
    click(grid, 0)
    QTest.keyClick(grid, Key.Key_Right)
    assert chosen(page) == [1]
    QTest.keyClick(grid, Key.Key_Right, Mod.ShiftModifier)
    QTest.keyClick(grid, Key.Key_Right, Mod.ShiftModifier)
    assert chosen(page) == [1, 2, 3]
    QTest.keyClick(grid, Key.Key_Right, Mod.ControlModifier)
    QTest.keyClick(grid, Key.Key_Right, Mod.ControlModifier)
    assert chosen(page) == [1, 2, 3]
    QTest.keyClick(grid, Key.Key_Space)
    assert chosen(page) == [1, 2, 3, 5]
    QTest.keyClick(grid, Key.Key_Space)
    assert chosen(page) == [1, 2, 3]
    QTest.keyClick(grid, Key.Key_End)
    assert chosen(page) == [7]
    QTest.keyClick(grid, Key.Key_Right)
    assert chosen(page) == [7]
    QTest.keyClick(grid, Key.Key_Home)
    assert chosen(page) == [0]


def test_down_goes_a_row_of_tiles_and_ends_in_the_short_one(page: CoversPage, qtbot: QtBot) -> None:
    page.grid.set_tile_width(208)
    columns = page.grid.grid.columns
    assert columns == 6
    click(page.grid, 1)
    QTest.keyClick(page.grid, Key.Key_Down)
    assert chosen(page) == [7]
    QTest.keyClick(page.grid, Key.Key_Up)
    assert chosen(page) == [1]
    click(page.grid, 4)
    QTest.keyClick(page.grid, Key.Key_Down)
    assert chosen(page) == [7]


def test_all_is_one_range_and_esc_leaves_one(page: CoversPage) -> None:
    click(page.grid, 3)
    QTest.keyClick(page.grid, Key.Key_A, Mod.ControlModifier)
    assert page.state.selected_count == 8
    assert len(page.state.selection.selection().toList()) == 1
    QTest.keyClick(page.grid, Key.Key_Escape)
    assert page.state.selected_count == 1


def test_a_rubber_band_from_empty_ground(page: CoversPage) -> None:
    grid = page.grid
    click(grid, 7)
    view = grid.viewport()
    start = grid.tile_rect(2).topLeft() + QPoint(1, 1)
    middle = grid.tile_rect(3).center()
    end = grid.tile_rect(4).center()
    QTest.mousePress(view, Left, Mod.NoModifier, start)
    QTest.mouseMove(view, middle)
    QTest.mouseMove(view, end)
    assert chosen(page) == [2, 3, 4]
    QTest.mouseMove(view, middle)
    QTest.mouseRelease(view, Left, Mod.NoModifier, middle)
    assert chosen(page) == [2, 3]


def test_dragging_on_a_cover_draws_no_band(page: CoversPage) -> None:
    grid = page.grid
    QTest.mousePress(grid.viewport(), Left, Mod.NoModifier, grid.tile_rect(2).center())
    QTest.mouseMove(grid.viewport(), grid.tile_rect(4).center())
    QTest.mouseRelease(grid.viewport(), Left, Mod.NoModifier, grid.tile_rect(4).center())
    assert chosen(page) == [2]


def test_the_list_and_the_covers_share_row_and_selection(
    page: CoversPage, screen: InventoryScreen
) -> None:
    click(page.grid, 2)
    click(page.grid, 4, Mod.ControlModifier)
    QTest.keyClick(page.grid, Key.Key_G, Mod.ControlModifier)
    while screen.page is not page:
        QTest.keyClick(screen.head.switch, Key.Key_G, Mod.ControlModifier)
    assert screen.page is page
    assert chosen(page) == [2, 4]
    assert page.state.current_row() == 4


# -- size, order, panel ------------------------------------------------------------------------


def test_ctrl_plus_and_minus_step_the_size_between_its_ends(
    page: CoversPage, screen: InventoryScreen
) -> None:
    window = page.grid
    assert page.grid.tile_width == 144
    QTest.keyClick(window, Key.Key_Minus, Mod.ControlModifier)
    assert page.grid.tile_width == 128
    assert page.end.slider.value() == 2
    for _ in range(12):
        QTest.keyClick(window, Key.Key_Plus, Mod.ControlModifier)
    assert page.grid.tile_width == 208
    for _ in range(12):
        QTest.keyClick(window, Key.Key_Minus, Mod.ControlModifier)
    assert page.grid.tile_width == 96


def test_the_slider_sets_the_size(page: CoversPage) -> None:
    slider = page.end.slider
    QTest.mouseClick(slider, Left, pos=QPoint(slider.width() - 4, slider.height() // 2))
    assert page.grid.tile_width == 208


def test_enter_opens_the_panel_and_esc_closes_it(
    page: CoversPage, screen: InventoryScreen, qtbot: QtBot
) -> None:
    assert not screen.panel.isVisible()
    click(page.grid, 1)
    QTest.keyClick(page.grid, Key.Key_Return)
    assert screen.panel.isVisible()
    qtbot.waitUntil(page.grid.isVisible)
    QTest.keyClick(page.grid, Key.Key_Escape)
    assert not screen.panel.isVisible()


def test_sorted_by_idle_the_days_stand_at_the_right(page: CoversPage) -> None:
    row = page.state.model.row_at(0)
    assert page.grid.tiles.sort_words(row) == ""
    page.state.ask(StockQuery(order=Order.SECTION))
    row = page.state.model.row_at(0)
    assert page.grid.tiles.sort_words(row) == row.section
    page.state.ask(StockQuery(order=Order.IDLE, descending=True))
    row = page.state.model.row_at(0)
    assert page.grid.tiles.sort_words(row).endswith((" d", "–"))
    assert page.end.order.text() == "Longest idle"


def test_nothing_found_says_so(page: CoversPage) -> None:
    page.state.ask(StockQuery(text="zzzz"))
    assert not page.grid.isVisible()
    page.state.ask(StockQuery())
    assert page.grid.isVisible()


def test_selected_tiles_are_tinted(page: CoversPage, app_theme: object) -> None:
    click(page.grid, 0)
    picture = page.grid.viewport().grab().toImage()
    assert isinstance(picture, QImage)
    on, off = page.grid.tile_rect(0), page.grid.tile_rect(1)
    tint = picture.pixelColor(on.left() + 20, on.bottom() - 4)
    paper = picture.pixelColor(off.left() + 20, off.bottom() - 4)
    assert tint != paper
