"""A title typed in the scan bar goes up letter by letter; a code puts its film up at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.board import boards
from app.catalog import copies, sections, titles
from app.members import actions as members
from app.store import database as store
from tests.app.board.wall import hang
from tests.app.catalog.stockroom import CTX, add
from tests.ui.board.conftest import HER, AtTheBoard
from ui.board.row import Typed
from ui.scanning import ScanFilter

ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def typed(board: AtTheBoard, row: int = 2) -> Typed:
    """What stands letter by letter in a row."""
    found = board.row(row).typed
    assert found is not None
    return found


def test_letters_go_up_in_the_first_free_row(board: AtTheBoard) -> None:
    board.write("before m")
    assert typed(board).text == "before m"
    assert typed(board).rest == "idnight"
    assert typed(board).caption == "Before Midnight, 2013, Richard Linklater. 1 in stock."
    assert board.found == "Enter puts it on the board"
    assert len(board.hangs) == 2  # nothing is written yet
    board.press(ENTER)
    assert board.hangs[2:] == ["Before Midnight ....."]
    assert board.selected == "Before Midnight"
    assert board.said == "Put Before Midnight up on Front board."
    assert board.window.scan_bar.edit.text() == ""
    assert board.at_scan_bar
    assert board.row(2).typed is None


def test_all_copies_to_rent_are_in_stock(board: AtTheBoard) -> None:
    sunrise = store.value("SELECT id FROM edition WHERE title_id = 4")
    copies.add_copies(CTX, int(sunrise))
    board.write("before s")
    assert typed(board).caption == "Before Sunrise, 1995, Richard Linklater. 2 in stock."


def test_tab_is_the_next_match(board: AtTheBoard) -> None:
    board.write("before")
    first = typed(board)
    assert first.tab
    board.press(TAB)
    second = typed(board)
    assert {first.rest, second.rest} == {" Midnight", " Sunrise"}
    board.press(TAB)
    assert typed(board) == first
    board.press(TAB)
    board.press(ENTER)
    assert board.hangs[-1] == f"Before{second.rest} ....."


def test_tab_goes_on_where_nothing_is_typed(board: AtTheBoard) -> None:
    board.press(TAB)
    assert not board.at_scan_bar


def test_escape_takes_the_letters_down(board: AtTheBoard) -> None:
    board.write("before")
    board.press(ESCAPE)
    assert board.row(2).typed is None
    assert board.window.scan_bar.edit.text() == ""
    assert board.found == ""
    assert len(board.hangs) == 2


def test_a_film_that_the_shop_has_not(board: AtTheBoard) -> None:
    board.write("Hamnet")
    assert typed(board).caption == "Not in the catalogue. Enter puts it up anyway."
    board.press(ENTER)
    entry = board.entry(2)
    assert (entry.name, entry.title_id) == ("Hamnet", None)


def test_a_film_that_hangs_is_selected(board: AtTheBoard) -> None:
    board.write("gravity")
    board.press(ENTER)
    assert board.selected == "Gravity"
    assert len(board.hangs) == 2


@pytest.mark.parametrize("code", ["20000003", HER])
def test_a_code_puts_up_or_selects(board: AtTheBoard, code: str) -> None:
    board.write("gravity")
    board.press(ENTER)
    board.scan(code)
    if code == HER:
        assert (board.selected, len(board.hangs)) == ("Her", 2)
    else:
        assert board.hangs[2:] == ["Before Midnight ....."]
    assert board.passed_on == []


def test_a_code_of_no_film_is_somebody_elses(board: AtTheBoard) -> None:
    members.new_account(CTX, name="Okonkwo, Adaeze", card="C-50012")
    board.write("C-50012")
    assert board.row(2).typed is None  # no letters go up for a card
    board.press(ENTER)
    board.scan("99999999")
    assert board.passed_on == ["C-50012", "99999999"]
    assert len(board.hangs) == 2


@pytest.mark.parametrize("title", ["1984", "2001: A Space Odyssey", "THX 1138", "20000 Leagues"])
def test_numbers_that_are_titles(board: AtTheBoard, title: str) -> None:
    board.scan(title)
    assert board.hangs[-1] == f"{title} ....."


def test_what_is_refused_stays_to_be_mended(board: AtTheBoard) -> None:
    adult = sections.add_section(CTX, "Adult", curtained=True).section_id
    titles.add_title(CTX, "Behind It", 1980, 1, adult)
    board.write("behind it")
    board.press(ENTER)
    assert "stands behind the curtain" in board.said
    assert board.window.scan_bar.edit.text() == "behind it"
    assert typed(board).text == "behind it"
    assert len(board.hangs) == 2


def test_six_films_are_seen_after_the_sixth_went_up(board: AtTheBoard) -> None:
    for name in ("Brazil", "Juno", "Moon"):
        hang(name)
    board.screen.reload()
    board.scan("heat")
    assert [board.row(n).entry is not None for n in range(6)] == [True] * 6
    assert board.row(0).entry == board.entry(0)


def test_letters_typed_in_the_rows_belong_in_the_scan_bar(board: AtTheBoard, qtbot: QtBot) -> None:
    board.press(Qt.Key.Key_F6)
    assert board.row(0).hasFocus()
    board.type("b")
    qtbot.waitUntil(lambda: board.at_scan_bar, timeout=2000)
    assert typed(board).text == "b"
    board.type("efore m")
    assert typed(board).rest == "idnight"


def test_a_scanners_burst_in_the_rows_gives_no_thumbs(board: AtTheBoard, qtbot: QtBot) -> None:
    before = board.hangs
    board.press(Qt.Key.Key_F6)
    board.enter("20000003")  # as fast as a scanner, all of it digits
    assert board.hangs == [*before, "Before Midnight ....."]
    with qtbot.waitSignal(board.row(0)._keys.timeout, timeout=200, raising=False) as late:
        pass
    assert not late.signal_triggered  # nothing of it is left to be typed


def test_the_filter_takes_a_burst_back_out_of_the_rows(board: AtTheBoard, qtbot: QtBot) -> None:
    now = [1000]

    def stamp(_event: QKeyEvent) -> int:
        now[0] += 8
        return now[0]

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    scans = ScanFilter(app, stamp=stamp)
    scans.scanned.connect(board.window.scan_bar.take_scan)
    port = board.window.windowHandle()
    board.press(Qt.Key.Key_F6)
    try:
        for letter in "20000003":
            QTest.keyClick(port, ord(letter))
        QTest.keyClick(port, ENTER)
    finally:
        app.removeEventFilter(scans)
        scans.deleteLater()
    assert board.hangs[2:] == ["Before Midnight ....."]
    with qtbot.waitSignal(board.row(0).typed_title, timeout=150, raising=False) as late:
        pass
    assert not late.signal_triggered
    assert board.window.scan_bar.edit.text() == ""


def test_a_letter_that_ran_out_is_told_while_it_is_typed(board: AtTheBoard) -> None:
    boards.set_counts(CTX, {"E": 2})  # HER has one
    board.screen.reload()
    board.write("heel")
    assert typed(board).missing == {2}
    assert typed(board).caption.startswith("No E left: 2 of 2 are up. ")
    assert board.screen.wall.told == "No E left: 2 of 2 are up."
    board.press(ESCAPE)
    assert board.screen.wall.told == ""


def test_letters_are_not_counted_until_somebody_counts_them(board: AtTheBoard) -> None:
    board.write("eeeeeeeeeeeeeeeeeee")
    assert typed(board).missing == frozenset()
    assert board.screen.wall.told == ""


def test_the_newest_letter_lands_once(board: AtTheBoard) -> None:
    board.write("be")
    assert board.row(2).landing
    board.row(2)._motion.setCurrentTime(1000)
    board.screen.reload()
    board.press(TAB)
    assert not board.row(2).landing  # another match and another reading move no letter
    board.press(Qt.Key.Key_Backspace)
    assert not board.row(2).landing


def test_the_scan_bar_says_that_titles_can_be_typed(board: AtTheBoard) -> None:
    edit = board.window.scan_bar.edit
    assert edit.placeholderText() == "Scan, or type a title: its letters go up"
    board.screen.next_board()
    assert board.screen.on_history
    assert edit.placeholderText() == "Scan or type anything"
    board.screen.next_board()
    assert edit.placeholderText() == "Scan, or type a title: its letters go up"
    board.screen.left()
    assert edit.placeholderText() == "Scan or type anything"
    board.screen.entered()


def test_at_the_history_typing_is_a_search_as_anywhere(board: AtTheBoard) -> None:
    board.screen.next_board()
    board.scan("before midnight")
    assert board.passed_on == ["before midnight"]
    assert len(board.hangs) == 2


def test_a_title_with_an_article_is_left_to_the_caption(board: AtTheBoard) -> None:
    add("The Apartment", 1960, directors=["Billy Wilder"])
    board.write("apart")
    assert typed(board).rest == ""
    assert typed(board).caption.startswith("The Apartment, 1960, Billy Wilder.")
