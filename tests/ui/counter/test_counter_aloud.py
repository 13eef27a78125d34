"""The counter for ears: every line is a text with all it shows, every change is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QWidget

from app.rentals.visit import VisitLine
from tests.ui.counter.conftest import ALT, CONTROL, Counter
from ui.counter import grid
from ui.counter.pay import Sum
from ui.counter.who_parts import Fact, OutLine, RenterButton
from ui.theme import Theme, dp, font

CARD = "10001"


def _role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def _a_full_visit(counter: Counter) -> None:
    counter.rented("104", "2025-12-09 12:00")
    counter.rented("102", "2025-12-12 12:00")
    counter.scan(CARD)
    counter.key(Qt.Key.Key_2, ALT)
    for code in ("104", "100", "103"):
        counter.scan(code)


def test_each_line_is_a_text_with_all_that_it_shows(counter: Counter) -> None:
    _a_full_visit(counter)
    back, going, blocked = (item.line for item in counter.screen.sheet.items)
    assert _role(back) == _role(going) == QAccessible.Role.StaticText
    title = counter.look.back[0].back.title
    sentence = counter.look.back[0].back.sentence
    assert back.accessibleName() == f"{title} is back, late 3 days. {sentence}"
    first = counter.going_line("100").line
    assert going.accessibleName() == f"{first.title}, {first.due_words}, 3.00"
    assert going.accessibleDescription().endswith("DVD, PG, Catalogue, five nights, 100")
    said = blocked.accessibleName()
    assert "Not for Mia yet: two rules say no." in said
    assert "Certificate. R is from 17 and Mia is 15" in said


def test_sums_facts_and_films_that_are_out_are_texts(counter: Counter) -> None:
    _a_full_visit(counter)
    screen = counter.screen
    for kind in (Sum, Fact, OutLine):
        found = screen.findChildren(kind)
        assert found, kind
        assert all(_role(each) == QAccessible.Role.StaticText for each in found)
        assert all(each.accessibleName() for each in found)
    assert screen.pay.amount_words.startswith("To pay: ")
    counter.key(Qt.Key.Key_F5)
    counter.type("20")
    assert screen.pay._change.accessibleName() == f"Change: {screen.pay._change.text()}"


def test_who_rents_is_a_checked_one_of_the_column(counter: Counter) -> None:
    counter.scan(CARD)
    counter.key(Qt.Key.Key_2, ALT)
    who = counter.screen.who
    assert who.accessibleName().endswith("renting: Mia")
    checked = {each.renter.name: each.isChecked() for each in who.findChildren(RenterButton)}
    assert checked == {"Ruth": False, "Mia": True}
    assert QAccessible.queryAccessibleInterface(who.findChildren(RenterButton)[1]).state().checked


def test_the_renter_that_was_chosen_with_the_keyboard_keeps_the_focus(counter: Counter) -> None:
    counter.scan(CARD)
    mia = counter.screen.who.findChildren(RenterButton)[1]
    mia.setFocus(Qt.FocusReason.TabFocusReason)
    counter.key(Qt.Key.Key_Space)
    assert counter.renter == "Mia"
    focus = counter.focus
    assert isinstance(focus, RenterButton)
    assert focus.renter.name == "Mia"


def test_every_scan_is_said_with_what_it_comes_to(counter: Counter, heard: list[str]) -> None:
    counter.scan(CARD)
    assert "To pay 0.00" in heard[-1]
    counter.scan("100")
    assert heard[-1].endswith("for Ruth. To pay 3.00")
    counter.key(Qt.Key.Key_2, ALT)
    counter.scan("103")
    assert "Not for Mia yet: two rules say no." in heard[-1]
    assert heard[-1].endswith("To pay 3.00")


def test_the_marked_line_and_the_chosen_reason_are_said(counter: Counter, heard: list[str]) -> None:
    counter.scan(CARD)
    counter.key(Qt.Key.Key_2, ALT)
    counter.scan("103")
    counter.key(Qt.Key.Key_Escape)
    counter.key(Qt.Key.Key_Down)
    assert heard[-1].startswith(counter.going_line("103").line.title)
    counter.key(Qt.Key.Key_O, CONTROL)
    counter.key(Qt.Key.Key_Down)
    assert heard[-1] == counter.reasons.reason


def test_change_to_give_is_said(counter: Counter, heard: list[str]) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.key(Qt.Key.Key_F5)
    counter.type("20")
    counter.key(Qt.Key.Key_F12)
    assert "Change to give: 17.00" in heard


@pytest.mark.parametrize(("width", "narrow"), [(712, False), (654, True)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_due_words_with_a_date_are_whole(
    app_theme: Theme, width: int, narrow: bool, scale: float
) -> None:
    app_theme.set_text_scale(scale)
    line = VisitLine("100", due_words="back by 10:30 pm Wed 24 Dec", class_name="Box Set")
    columns = grid.Grid(dp(width), narrow, grid.due_room([line]))
    wanted = QFontMetrics(font(13, 500, tabular=True)).horizontalAdvance(line.due_words)
    assert wanted <= columns.due_width
    assert columns.title_width >= dp(100)
