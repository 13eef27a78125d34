"""Thumbs by keys and by hand: into boxes, out of them, from box to box; a sixth is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.board import actions, boards
from app.shop import undo
from tests.app.catalog.stockroom import CTX
from tests.ui.board.conftest import AtTheBoard
from ui.board.carrying import ThumbInHand

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
BARE = QPoint(300, 300)  # steel without a box, in the third row


def hand(board: AtTheBoard) -> ThumbInHand:
    """The thumb under the pointer."""
    return board.screen.wall.findChildren(ThumbInHand)[0]


# -- keys ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(6))
def test_alt_and_a_digit_while_the_scan_bar_has_the_keys(board: AtTheBoard, count: int) -> None:
    board.press(Qt.Key(Qt.Key.Key_0 + count), ALT)
    assert board.hangs[0] == "Her " + "12345"[:count].ljust(5, ".")
    assert board.at_scan_bar


@pytest.mark.parametrize("count", range(6))
def test_a_plain_digit_in_the_rows(board: AtTheBoard, qtbot: QtBot, count: int) -> None:
    board.press(Qt.Key.Key_F6)
    board.press(Qt.Key.Key_Down)
    board.type(str(count))
    wanted = "Gravity " + "12345"[:count].ljust(5, ".")
    qtbot.waitUntil(lambda: board.hangs[1] == wanted, timeout=2000)
    assert board.row(1).hasFocus()


def test_other_digits_are_the_beginning_of_a_title(board: AtTheBoard, qtbot: QtBot) -> None:
    before = board.hangs
    board.press(Qt.Key.Key_F6)
    board.type("9")
    qtbot.waitUntil(lambda: board.at_scan_bar, timeout=2000)
    assert board.window.scan_bar.edit.text() == "9"
    assert board.hangs == before


def test_arrows_reach_a_box_and_space_gives_or_takes(board: AtTheBoard, qtbot: QtBot) -> None:
    board.press(Qt.Key.Key_F6)
    for _ in range(4):
        board.press(Qt.Key.Key_Right)
    assert board.seat(0, 3).hasFocus()
    board.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: board.hangs[0] == "Her 12.4.", timeout=2000)
    assert board.said == "Painter gave Her a thumb."
    assert board.seat(0, 3).hasFocus()
    board.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: board.hangs[0] == "Her 12...", timeout=2000)
    board.press(Qt.Key.Key_Right)
    board.press(Qt.Key.Key_Right)  # there is no sixth
    assert board.seat(0, 4).hasFocus()
    for _ in range(5):
        board.press(Qt.Key.Key_Left)
    assert board.row(0).hasFocus()


def test_a_code_with_a_space_at_a_box_presses_nothing(board: AtTheBoard, qtbot: QtBot) -> None:
    before = board.hangs
    board.press(Qt.Key.Key_F6)
    board.press(Qt.Key.Key_Right)
    board.enter("2000 0003 77")
    assert board.hangs == before
    with qtbot.waitSignal(board.seat(0, 0).pressed_once, timeout=150, raising=False) as late:
        pass
    assert not late.signal_triggered


def test_a_screen_reader_presses_a_box(board: AtTheBoard) -> None:
    box = board.seat(1, 2)
    assert box.accessibleName() == "Chaplain"
    box.click()
    assert board.hangs[1] == "Gravity ..3.."
    assert board.seat(1, 2).isChecked()


# -- the pointer ---------------------------------------------------------------------------------


def test_a_click_on_a_seat_gives_and_takes(board: AtTheBoard) -> None:
    board.click(board.seat(1, 3))
    assert board.hangs[1] == "Gravity ...4."
    assert board.selected == "Gravity"
    assert board.at_scan_bar  # a click takes no keys away
    board.click(board.seat(1, 3))
    assert board.hangs[1] == "Gravity ....."


def test_a_thumb_of_the_pile_into_a_box(board: AtTheBoard) -> None:
    board.drag(board.pile, board.box(1, 2), let_go=False)
    assert hand(board).isVisible()
    assert board.seat(1, 2).is_target
    assert board.hangs[1] == "Gravity ....."
    board.let_go(board.box(1, 2))
    assert board.hangs[1] == "Gravity ..3.."
    assert not hand(board).isVisible()
    assert not board.seat(1, 2).is_target
    assert board.said == "Chaplain gave Gravity a thumb."
    undo.undo(CTX)
    assert board.hangs[1] == "Gravity ....."


def test_onto_a_box_that_has_one_it_takes_the_next(board: AtTheBoard) -> None:
    board.drag(board.pile, board.box(0, 0))
    assert board.hangs[0] == "Her 123.."


def test_out_of_a_box_onto_the_ledge(board: AtTheBoard) -> None:
    board.drag(board.box(0, 1), board.pile)
    assert board.hangs[0] == "Her 1...."
    assert board.said == "Film teacher took the thumb off Her."


def test_from_box_to_box(board: AtTheBoard) -> None:
    board.drag(board.box(0, 1), board.box(0, 4))
    assert board.hangs[0] == "Her 1...5"
    board.drag(board.box(0, 0), board.box(1, 0))
    assert board.hangs == ["Her ....5", "Gravity 1...."]
    for _ in range(2):
        undo.undo(CTX)
    assert board.hangs == ["Her 12...", "Gravity ....."]


@pytest.mark.parametrize("seat", [None, 1])
def test_outside_a_box_it_falls_back(board: AtTheBoard, qtbot: QtBot, seat: int | None) -> None:
    before = board.hangs
    start = board.pile if seat is None else board.box(0, seat)
    board.drag(start, BARE)
    assert hand(board).isVisible()  # on its way
    qtbot.waitUntil(lambda: not hand(board).isVisible(), timeout=2000)
    assert board.hangs == before
    assert not board.seat(0, 1).away


def test_onto_a_box_that_is_taken_it_falls_back(board: AtTheBoard) -> None:
    before = board.hangs
    board.drag(board.box(0, 0), board.box(0, 1))
    assert board.hangs == before


def test_a_free_row_has_boxes_for_nobody(board: AtTheBoard) -> None:
    before = board.hangs
    board.drag(board.pile, board.box(4, 0))
    assert board.hangs == before


def test_escape_lets_the_thumb_fall_back(board: AtTheBoard) -> None:
    board.drag(board.box(0, 1), board.box(1, 1), let_go=False)
    board.press(Qt.Key.Key_Escape)
    assert not board.seat(1, 1).is_target
    board.let_go(board.box(1, 1))
    assert board.hangs == ["Her 12...", "Gravity ....."]


def test_a_sixth_is_refused(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_5, ALT)
    board.drag(board.pile, board.box(0, 2), let_go=False)
    assert not board.seat(0, 2).is_target  # the board offers no box for it
    board.let_go(board.box(0, 2))
    assert board.hangs[0] == "Her 12345"
    assert board.said == "Her has five boxes. There is no sixth thumb."


def test_a_click_is_no_drag(board: AtTheBoard) -> None:
    start = board.box(0, 1)
    board.down(start)
    board.move(start + QPoint(QApplication.startDragDistance() - 3, 0))
    assert not hand(board).isVisible()
    board.let_go(start)
    assert board.hangs[0] == "Her 1...."


def test_an_empty_pile_gives_nothing(board: AtTheBoard) -> None:
    boards.set_counts(CTX, {}, 2)  # both are up
    board.screen.reload()
    board.drag(board.pile, board.box(1, 0))
    assert board.hangs[1] == "Gravity ....."


def test_each_step_is_one_undo(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_5, ALT)
    assert board.hangs[0] == "Her 12345"
    board.press(Qt.Key.Key_Z, CONTROL)
    assert board.hangs[0] == "Her 12..."
    assert board.row(0).entry is not None
    assert board.row(0).entry.count == 2  # type: ignore[union-attr]  # it is there, as just said
    board.press(Qt.Key.Key_Z, CONTROL)
    assert board.hangs == ["Her 12...", "Gravity ....."]  # the review went, not the thumbs


def test_thumbs_that_came_from_elsewhere_are_seen(board: AtTheBoard) -> None:
    done = actions.set_thumbs(board.desk.context(), board.entry(1).id, 3)
    board.desk.publish(done.changes)
    assert [seat.isChecked() for seat in board.row(1).seats] == [True, True, True, False, False]
