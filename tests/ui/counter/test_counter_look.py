"""How the counter looks in every state: names for all that takes the focus, room at every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.rentals.rules import BlockCode
from tests.ui.counter.conftest import ALT, CONTROL, Counter
from ui.counter import words
from ui.counter.who import out_lines
from ui.theme import Light, Theme

CARD = "10001"


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
