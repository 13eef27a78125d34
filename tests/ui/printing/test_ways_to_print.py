"""Ctrl+P from other screens, and documents of many sheets: page 1 first, the rest when wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.board import actions as board
from app.board import queries as boards
from tests.conftest import NOON
from tests.ui.printing.conftest import PrintShop
from tests.ui.shop_window import CONTROL
from ui.router import ScanRouter
from ui.screen import Screen
from ui.tasks import Task
from ui.theme import Theme


class _Elsewhere(Screen):
    name, title, order = "elsewhere", "Elsewhere", 1


@pytest.fixture
def house(
    qtbot: QtBot, app_theme: Theme, films: dict[str, int]
) -> Iterator[tuple[PrintShop, ScanRouter]]:
    """Another screen in front, and the router that leads from it to the print room."""
    made = PrintShop(app_theme, NOON, films)
    made.window.add_screen(_Elsewhere())
    router = ScanRouter(made.window, made.desk, made.window)
    made.open_window(qtbot, "elsewhere")
    yield made, router
    made.close_window()


def test_ctrl_p_twice_prints_a_selection(house: tuple[PrintShop, ScanRouter]) -> None:
    shop, router = house
    router.print_cards((shop.ids["Her"], shop.ids["M"]))
    assert shop.window.current_screen is shop.screen
    shop.key(Qt.Key.Key_P, CONTROL)
    assert shop.said.startswith("Printed 2 shelf cards.")
    assert len(shop.paper.jobs) == 1


def test_the_board_prints_a_films_sign(house: tuple[PrintShop, ScanRouter]) -> None:
    shop, router = house
    ctx = shop.desk.context()
    entry = board.put_up(ctx, boards.boards()[0].id, title_id=shop.ids["Her"]).entry_id
    board.set_thumbs(ctx, entry, 4)
    router.print_document("rating-board", {"entry": entry})
    assert shop.tray_words[1] == "Board sign, Her, 1, not printed yet"
    assert shop.page.panel.designs.isVisible()
    shop.key(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    line = shop.page.room.line
    assert line is not None
    assert line.item.set_up.design == "chalk"
    shop.key(Qt.Key.Key_P, CONTROL)
    assert shop.said.startswith("Printed Board sign, Her.")


def test_a_sign_whose_film_has_no_verdict_says_why(house: tuple[PrintShop, ScanRouter]) -> None:
    shop, router = house
    ctx = shop.desk.context()
    entry = board.put_up(ctx, boards.boards()[0].id, title_id=shop.ids["Her"]).entry_id
    router.print_document("rating-board", {"entry": entry})
    assert not shop.page.panel.print.isEnabled()
    (row,) = shop.page.panel.notes.rows
    assert "has no verdict yet" in row.accessibleName()


def test_many_sheets_show_their_first_page_first(printing: PrintShop, qtbot: QtBot) -> None:
    room = printing.page.room
    printing.add("shelf-cards", {"titles": list(printing.ids.values())})
    room.set_up(copies=999)
    made = room.preview
    assert made is not None
    assert made.report.printed == 4 * 999


def test_a_large_document_is_saved_whole(
    printing: PrintShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("ui.printing.preview.Order.makes_many", _yes)
    monkeypatch.setattr("ui.printing.room._LARGE", 0)
    monkeypatch.setattr("ui.printing.room._SETTLE_MS", 60_000)
    printing.cards()
    printing.page.room.set_up(stock="plain-letter")
    made = printing.page.room.preview
    assert made is not None
    assert not made.whole
    out = tmp_path / "cards.pdf"
    printing.page.save_to(str(out))
    qtbot.waitUntil(out.exists)
    document = pypdfium2.PdfDocument(str(out))
    assert "JUNEBUG" in document[0].get_textpage().get_text_range().upper()
    document.close()
    printing.key(Qt.Key.Key_P, CONTROL)
    assert len(printing.paper.jobs) == 1
    assert printing.paper.jobs[0].pdf == out.read_bytes()


def _yes(order: object) -> bool:
    return True


def test_in_large_letters_tray_and_panel_take_turns(
    qtbot: QtBot, app_theme: Theme, films: dict[str, int]
) -> None:
    app_theme.set_text_scale(2.0)
    shop = PrintShop(app_theme, NOON, films)
    shop.open_window(qtbot, "print")
    shop.cards()
    page = shop.page
    assert (page.tray.isVisible(), page.panel.isVisible()) == (True, False)

    def fits() -> bool:
        return page.width() <= shop.window.screen_room().width()

    qtbot.waitUntil(fits)
    turns = page.turns()
    assert turns.isVisible()
    turns.setFocus()
    shop.key(Qt.Key.Key_Right)
    assert (page.tray.isVisible(), page.panel.isVisible()) == (False, True)
    shop.close_window()


class _Queue:
    """A runner that lets work wait: `go` does what was asked for."""

    def __init__(self, shop: PrintShop) -> None:
        self._real = shop.desk.runner
        self._waits: list[tuple[Any, dict[str, Any]]] = []

    def run(self, op: Any, **how: Any) -> Task:
        self._waits.append((op, how))
        return Task()

    def go(self) -> None:
        while self._waits:
            op, how = self._waits.pop(0)
            self._real.run(op, **how)


def test_a_second_press_prints_nothing_twice(
    printing: PrintShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing.cards("Her", "M")
    queue = _Queue(printing)
    monkeypatch.setattr(printing.desk, "runner", queue)
    for _ in range(3):
        printing.key(Qt.Key.Key_P, CONTROL)
    queue.go()
    assert len(printing.paper.jobs) == 1
    printing.key(Qt.Key.Key_Z, CONTROL)
    queue.go()
    printing.key(Qt.Key.Key_P, CONTROL)
    queue.go()
    assert len(printing.paper.jobs) == 2  # put back, it goes again


def test_what_a_printer_did_not_take_can_go_again(printing: PrintShop) -> None:
    printing.cards("Her")
    printing.paper.down["Laser"] = "print.printer_gone"
    printing.key(Qt.Key.Key_P, CONTROL)
    assert printing.said == "Laser is gone. Nothing was printed; the tray is as it was."
    printing.paper.down.clear()
    printing.key(Qt.Key.Key_P, CONTROL)
    assert len(printing.paper.jobs) == 1


def test_a_printer_that_went_is_not_offered_any_more(printing: PrintShop) -> None:
    printing.cards("Her")
    printing.paper.found = printing.paper.found[1:]
    printing.paper.down["Laser"] = "print.printer_gone"
    printing.key(Qt.Key.Key_P, CONTROL)
    assert [one.name for one in printing.page.room.printers] == ["Wide_inkjet"]


def test_what_is_being_printed_is_not_taken_out(
    printing: PrintShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing.cards("Her", "M")
    queue = _Queue(printing)
    monkeypatch.setattr(printing.desk, "runner", queue)
    printing.key(Qt.Key.Key_P, CONTROL)
    printing.key(Qt.Key.Key_Delete)
    assert "is on its way to the printer" in printing.said
    queue.go()
    assert printing.said.startswith("Printed 2 shelf cards.")
    assert len(printing.paper.jobs) == 1
