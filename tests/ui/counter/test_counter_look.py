"""How the counter looks in every state: names for all that takes the focus, room at every size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.rentals.rules import BlockCode
from tests.app.till import Stock
from tests.ui.counter.conftest import ALT, CONTROL, Counter
from ui.counter import words
from ui.counter.who import out_lines
from ui.theme import Light, Theme

CARD = "10001"


@pytest.fixture
def large(app_theme: Theme, stock: Stock, qtbot: QtBot) -> Iterator[Counter]:
    """Started with letters twice as large."""
    app_theme.set_text_scale(2.0)
    made = Counter(app_theme, stock)
    made.open_window(qtbot, "counter")
    made.window.scan_bar.take_focus()
    yield made
    made.close_window()


def _a_full_visit(counter: Counter) -> None:
    counter.rented("104", "2025-12-09 12:00")
    counter.rented("102", "2025-12-12 12:00")
    counter.scan(CARD)
    counter.key(Qt.Key.Key_2, ALT)
    for code in ("104", "100", "103"):
        counter.scan(code)


def test_all_that_takes_the_focus_has_a_name(counter: Counter) -> None:
    _a_full_visit(counter)
    counter.key(Qt.Key.Key_O, CONTROL)
    nameless = [
        widget
        for widget in counter.screen.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
    ]
    assert nameless == []


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1920, 1080)])
def test_nothing_runs_out_at_the_side(counter: Counter, size: tuple[int, int]) -> None:
    _a_full_visit(counter)
    counter.key(Qt.Key.Key_O, CONTROL)
    counter.window.resize(*size)
    counter.window.grab()
    sheet = counter.screen.sheet
    assert sheet._body.width() <= sheet._scroll.viewport().width()
    for item in sheet.items:
        panel = item.panel
        if panel is not None:
            assert panel.minimumSizeHint().width() <= panel.width()
    screen = counter.screen
    assert screen.pay.geometry().right() < screen.width()
    assert screen.minimumSizeHint().width() <= 1192


def test_the_line_in_hand_is_in_view_in_a_low_window(counter: Counter, qtbot: QtBot) -> None:
    counter.window.resize(1280, 720)
    _a_full_visit(counter)
    counter.key(Qt.Key.Key_O, CONTROL)
    sheet = counter.screen.sheet
    item = sheet.selected
    assert item is not None

    def in_view() -> bool:
        bottom = item.mapTo(sheet._scroll.viewport(), item.rect().bottomLeft()).y()
        return bottom <= sheet._scroll.viewport().height() + 1

    qtbot.waitUntil(in_view)


@pytest.mark.parametrize("light", [Light.DAY, Light.NIGHT])
def test_it_draws_in_both_lights(counter: Counter, app_theme: Theme, light: Light) -> None:
    app_theme.set_light(light)
    counter.window.grab()
    _a_full_visit(counter)
    counter.key(Qt.Key.Key_W, ALT)
    assert not counter.window.grab().isNull()


def test_the_others_films_are_counted_not_named(counter: Counter) -> None:
    counter.rented("102", "2025-12-12 12:00")
    counter.rented("101", "2025-12-05 12:00", counter.stock.mia)
    counter.scan(CARD)
    lines = out_lines(counter.look)
    assert lines[0][:3] == ("Ruth", "The Fisher King", "back by 10 pm Wednesday")
    assert lines[1] == ("Mia", "1 film", "late since Wed 10 pm", 300, True)


def test_an_account_with_nothing_to_pay_offers_to_close(counter: Counter) -> None:
    counter.scan(CARD)
    assert counter.screen.pay._close.isVisible()
    assert not counter.screen.pay.finish.isVisible()


def test_every_rule_has_words() -> None:
    assert set(words._RULES) == set(BlockCode)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
def test_in_large_text_the_visit_comes_first_and_nothing_runs_out_at_the_side(
    large: Counter, qtbot: QtBot, width: int, height: int
) -> None:
    _a_full_visit(large)
    large.window.resize(width, height)
    large.window.grab()
    screen = large.screen
    assert screen.minimumSizeHint().width() <= large.window.screen_room().width()
    assert screen.sheet.geometry().right() <= screen.width()
    visit = screen.sheet.parentWidget()
    assert visit is not None
    assert screen.pay.y() > visit.geometry().bottom()
    assert screen.who.y() == screen.pay.y()
    body, room = screen.sheet._body, screen.sheet._scroll.viewport()
    qtbot.waitUntil(lambda: body.width() <= room.width())


def test_in_large_text_what_takes_the_focus_is_scrolled_to(large: Counter, qtbot: QtBot) -> None:
    _a_full_visit(large)
    large.window.grab()
    large.key(Qt.Key.Key_F5)
    given = large.screen.pay.given
    assert given.hasFocus()
    around = large.window._around

    def seen() -> bool:
        spot = given.mapTo(around.viewport(), given.rect().center())
        return around.viewport().rect().contains(spot)

    qtbot.waitUntil(seen)
