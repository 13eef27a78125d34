"""The screen in a small window, with large text, and at night: all is seen, nothing overflows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.board import boards, queries
from tests.app.board.wall import hang
from tests.app.catalog.stockroom import CTX
from tests.ui.board.conftest import AtTheBoard
from ui.board.measures import Wall
from ui.theme import Light, Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def large(qtbot: QtBot, app_theme: Theme, films: Path, tmp_path: Path) -> Iterator[AtTheBoard]:
    """Everything twice as large, at 1280 x 720."""
    app_theme.set_text_scale(2.0)
    made = AtTheBoard(app_theme, tmp_path)
    made.window.resize(1280, 720)
    made.open_window(qtbot, "board")
    made.window.scan_bar.take_focus()
    yield made
    made.close_window()


def overhang(board: AtTheBoard) -> tuple[int, int]:
    """How far the screen must be scrolled to be seen whole: sideways, down."""
    area = page_of(board)
    return area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()


def page_of(board: AtTheBoard) -> QScrollArea:
    widget: QWidget | None = board.screen.parentWidget()
    while widget is not None and not isinstance(widget, QScrollArea):
        widget = widget.parentWidget()
    assert isinstance(widget, QScrollArea)
    return widget


def sees(board: AtTheBoard, widget: QWidget) -> bool:
    """Whether all of it lies within the page that is seen."""
    port = page_of(board).viewport()
    corners = (widget.rect().topLeft(), widget.rect().bottomRight())
    return all(port.rect().contains(widget.mapTo(port, corner)) for corner in corners)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900), (1920, 1080)])
def test_it_fits_without_scroll_bars(
    board: AtTheBoard, qtbot: QtBot, size: tuple[int, int]
) -> None:
    board.window.resize(*size)
    qtbot.waitUntil(lambda: overhang(board) == (0, 0))
    board.press(Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: overhang(board) == (0, 0))


def test_many_boards_with_long_names_fit(board: AtTheBoard, qtbot: QtBot) -> None:
    for number in range(7):
        boards.add_board(CTX, f"{number} what the film club of the library saw")
    board.screen.reload()
    board.window.resize(1280, 720)
    qtbot.waitUntil(lambda: overhang(board) == (0, 0))
    board.press(Qt.Key.Key_G, CONTROL)
    assert board.screen.board == queries.boards()[1]


@pytest.mark.parametrize("page", [0, 1])
def test_large_text_is_never_scrolled_sideways(large: AtTheBoard, qtbot: QtBot, page: int) -> None:
    for _ in range(page):
        large.press(Qt.Key.Key_G, CONTROL)
    qtbot.waitUntil(lambda: overhang(large)[0] == 0)


def test_in_large_text_a_form_comes_in_the_place_of_the_board(
    large: AtTheBoard, qtbot: QtBot
) -> None:
    assert large.screen.wall.isVisible()
    large.press(Qt.Key.Key_R, CONTROL)
    assert not large.screen.wall.isVisible()
    form = large.screen.side.form
    assert form is not None
    qtbot.waitUntil(lambda: overhang(large) == (0, 0))
    assert sees(large, form.save_button)
    large.press(Qt.Key.Key_Escape)
    assert large.screen.wall.isVisible()


def test_in_large_text_the_row_that_is_typed_comes_into_sight(large: AtTheBoard) -> None:
    for name in ("Brazil", "Juno", "Moon"):
        hang(name)
    large.screen.reload()
    QApplication.processEvents()
    large.write("heat")
    assert sees(large, large.row(5))
    large.press(Qt.Key.Key_Escape)
    large.press(Qt.Key.Key_F6)
    assert sees(large, large.row(0))


@pytest.mark.parametrize("size", [(804, 524), (928, 704), (1400, 1000), (620, 400), (1900, 700)])
def test_everything_on_the_steel_has_its_room(size: tuple[int, int]) -> None:
    wall = Wall(*size)
    boxes = [wall.box(seat) for seat in range(5)]
    assert boxes[-1].right() < wall.width
    assert boxes[0].left() > wall.letters_left + wall.letters_width > wall.letters_left
    assert boxes[0].top() >= 0
    assert wall.rows_top + 6 * wall.row_height <= wall.ledge.top()
    assert wall.ledge.bottom() <= wall.height
    assert wall.ledge.height() > wall.lip


def test_the_mock_ups_measures() -> None:
    wall = Wall(928, 704)
    assert (wall.scale, wall.row_height, wall.rows_top, wall.thumb) == (1, 97, 8, 58)
    assert (wall.box(0).left(), wall.box(0).width(), wall.letters_left) == (548, 64, 44)
    assert wall.ledge.height() == 104
    small = Wall(804, 524)
    assert (small.row_height, round(small.box(0).width()), round(small.letters_left)) == (
        72,
        50,
        40,
    )


def test_the_steel_is_dimmer_at_night(board: AtTheBoard, app_theme: Theme) -> None:
    spot = board.screen.wall.rect().center()
    day = board.screen.wall.grab().toImage().pixelColor(spot).lightness()
    app_theme.set_light(Light.NIGHT)
    night = board.screen.wall.grab().toImage().pixelColor(spot).lightness()
    assert night < day - 20
    assert night > 120  # still steel under dark letters


def test_everything_that_can_be_reached_has_a_name(board: AtTheBoard) -> None:
    for widget in board.screen.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName(), widget


def test_the_keys_are_listed_in_their_order(board: AtTheBoard) -> None:
    listed = [getattr(line, "keys", "") for line in board.screen.action_set.lines()]
    flat = [key if isinstance(key, str) else key[0] for key in listed]
    assert flat == [
        *("letters", "Enter", "Tab", "Esc", "Ctrl+G", "F11", "Ctrl+Shift+P", "Ctrl+E", "Ctrl+N"),
        *("Ctrl+L", "Ctrl+S", "Alt+0–5", "Alt+Up", "Alt+Down", "Alt+Del", "Ctrl+P", "Ctrl+R"),
        *("F6", "Up / Down", "0–5", "Right", "Del"),
    ]


def test_paper_is_asked_for(board: AtTheBoard) -> None:
    wanted: list[tuple[str, object]] = []
    board.screen.print_wanted.connect(lambda key, subject: wanted.append((key, subject)))
    board.press(Qt.Key.Key_P, CONTROL)
    board.press(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    entry = board.entry(0)
    assert wanted == [
        ("rating-board", {"entry": entry.id}),
        ("whole-board", {"board": entry.board_id}),
    ]


def test_a_long_title_stands_whole_in_the_panel(board: AtTheBoard) -> None:
    head = board.screen.panel.head
    low = head.height()
    hang("Those Magnificent Men in Their Flying Machines, or How I Flew from London to Paris")
    board.screen.reload()
    board.scan("those magnificent men in their flying machines, or how i flew from london to paris")
    assert board.selected.startswith("Those")
    assert "".join(head.name_lines()[0]).replace(" ", "") == board.selected.replace(" ", "")
    assert head.height() > low
    board.press(Qt.Key.Key_F6)
    board.press(Qt.Key.Key_Home)
    assert (board.selected, head.height()) == ("Her", low)
