"""Rows: walked with the arrows, dragged by their grip, taken down; six of them are seen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.board.wall import hang, up
from tests.ui.board.conftest import AtTheBoard
from ui.board.row import BoardRow
from ui.board.row_drag import LandingMark, RowInHand

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
UP, DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


def more(board: AtTheBoard, *names: str) -> None:
    """More films hang."""
    for name in names:
        hang(name)
    board.screen.reload()


def names() -> list[str]:
    return [line.rsplit(" ", 1)[0] for line in up()]


def grip(board: AtTheBoard, row: int) -> QPoint:
    found = board.row(row)
    return board.place(found, QPointF(18, found.height() / 2))


def between(board: AtTheBoard, row: int) -> QPoint:
    """The edge above a row."""
    return board.place(board.row(row), QPointF(18, 1))


def wheel(widget: QWidget, angle: int) -> None:
    spot = QPointF(widget.rect().center())
    event = QWheelEvent(
        spot,
        QPointF(widget.mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


# -- the keys ------------------------------------------------------------------------------------


def test_down_in_the_scan_bar_goes_to_the_rows_and_up_comes_back(board: AtTheBoard) -> None:
    board.press(DOWN)
    assert board.row(0).hasFocus()
    board.press(DOWN)
    assert (board.row(1).hasFocus(), board.selected) == (True, "Gravity")
    board.press(DOWN)  # below the last one there is nothing
    assert board.row(1).hasFocus()
    board.press(UP)
    board.press(UP)
    assert board.at_scan_bar
    assert board.selected == "Her"


def test_f2_and_escape_return_to_the_scan_bar(board: AtTheBoard) -> None:
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Escape):
        board.press(Qt.Key.Key_F6)
        assert not board.at_scan_bar
        board.press(key)
        assert board.at_scan_bar


def test_alt_and_arrows_move_the_row(board: AtTheBoard) -> None:
    more(board, "Heat")
    board.press(DOWN, ALT)
    assert names() == ["Gravity", "Her", "Heat"]
    assert board.said == "Moved Her to row 2."
    board.press(DOWN, ALT)
    board.press(UP, ALT)
    assert names() == ["Gravity", "Her", "Heat"]
    board.press(UP, ALT)
    board.press(UP, ALT)  # it is the first already
    assert names() == ["Her", "Gravity", "Heat"]
    assert board.selected == "Her"


def test_the_keys_stay_with_the_row_that_moves(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_F6)
    board.press(DOWN, ALT)
    assert board.row(1).hasFocus()
    assert board.selected == "Her"


def test_del_in_the_rows_takes_down_and_the_keys_stay(board: AtTheBoard) -> None:
    more(board, "Heat")
    board.press(Qt.Key.Key_F6)
    board.press(Qt.Key.Key_Delete)
    assert names() == ["Gravity", "Heat"]
    assert (board.selected, board.row(0).hasFocus()) == ("Gravity", True)
    assert board.said == "Took Her down: 2 of 5 thumbs."
    board.press(Qt.Key.Key_Delete)
    board.press(Qt.Key.Key_Delete)
    assert names() == []
    assert board.at_scan_bar  # nothing is left to have them


def test_alt_del_takes_down_and_undo_brings_it_back(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_Delete, ALT)
    assert up() == ["Gravity ....."]
    assert board.selected == "Gravity"
    board.press(Qt.Key.Key_Z, CONTROL)
    assert up() == ["Her 12...", "Gravity ....."]


def test_delete_in_the_scan_bar_takes_nothing_down(board: AtTheBoard) -> None:
    board.write("gravity")
    board.press(Qt.Key.Key_Delete)
    board.press(Qt.Key.Key_Home)
    board.press(Qt.Key.Key_Delete)
    assert len(up()) == 2


# -- the pointer ---------------------------------------------------------------------------------


def test_a_click_selects(board: AtTheBoard) -> None:
    board.click(board.row(1), QPointF(200, 40))
    assert board.selected == "Gravity"
    assert board.at_scan_bar


def test_a_row_is_dragged_by_its_grip(board: AtTheBoard) -> None:
    more(board, "Heat", "Moon")
    board.drag(grip(board, 3), between(board, 1), let_go=False)
    hand = board.screen.wall.findChildren(RowInHand)[0]
    mark = board.screen.wall.findChildren(LandingMark)[0]
    assert hand.isVisible()
    assert mark.isVisible()
    assert abs(mark.geometry().center().y() - board.row(1).y()) <= 3  # where it would land
    assert board.row(3).away
    board.let_go(between(board, 1))
    assert names() == ["Her", "Moon", "Gravity", "Heat"]
    assert not hand.isVisible()
    assert not mark.isVisible()
    assert not any(board.row(n).away for n in range(6))
    board.drag(grip(board, 0), between(board, 4))
    assert names() == ["Moon", "Gravity", "Heat", "Her"]
    board.drag(grip(board, 0), between(board, 2))
    assert names() == ["Gravity", "Moon", "Heat", "Her"]


def test_a_row_that_is_put_where_it_was_does_not_move(board: AtTheBoard) -> None:
    said = board.said
    for place in (0, 1):
        board.drag(grip(board, 0), between(board, place))
    board.click(board.row(0), QPointF(18, 40))
    assert names() == ["Her", "Gravity"]
    assert board.said == said


def test_escape_leaves_the_row_where_it_hung(board: AtTheBoard) -> None:
    board.drag(grip(board, 0), between(board, 2), let_go=False)
    board.press(Qt.Key.Key_Escape)
    assert not board.row(0).away
    board.let_go(between(board, 2))
    assert names() == ["Her", "Gravity"]


def test_letters_are_no_grip(board: AtTheBoard) -> None:
    start = board.place(board.row(0), QPointF(200, 40))
    board.drag(start, between(board, 2))
    assert names() == ["Her", "Gravity"]


def test_a_row_is_pulled_beyond_the_rows_that_are_seen(board: AtTheBoard) -> None:
    more(board, "C", "D", "E", "F", "G", "H")
    ledge = board.pile
    board.drag(grip(board, 0), QPoint(grip(board, 0).x(), ledge.y()), let_go=False)
    for _ in range(5):
        board.screen.wall.scroll_on()  # the timer's work
    board.let_go(QPoint(grip(board, 0).x(), ledge.y()))
    assert names()[-1] == "Her"


def test_rows_beyond_the_sixth_scroll_whole(board: AtTheBoard) -> None:
    more(board, "C", "D", "E", "F", "G", "H")
    top = board.row(0).entry
    wheel(board.screen.wall, -120)
    assert board.row(0).entry is not None
    assert board.row(0).entry.name == "Gravity"  # type: ignore[union-attr]  # it is there
    for _ in range(9):
        wheel(board.screen.wall, -120)
    assert board.row(5).free  # one free row stays in sight
    for _ in range(9):
        wheel(board.screen.wall, 120)
    assert board.row(0).entry == top


def test_the_wheel_waits_while_a_thumb_is_carried(board: AtTheBoard) -> None:
    more(board, "C", "D", "E", "F", "G", "H")
    top = board.row(0).entry
    board.drag(board.pile, board.box(1, 1), let_go=False)
    wheel(board.screen.wall, -120)
    assert board.row(0).entry == top
    board.let_go(board.box(1, 1))


def test_what_a_screen_reader_says(board: AtTheBoard) -> None:
    assert board.row(0).accessibleName() == ("Row 1 of 6, Her, 2 of 5 thumbs: owner, film teacher.")
    assert board.row(1).accessibleName() == "Row 2 of 6, Gravity, no thumb yet."
    assert board.row(2).accessibleName() == "Row 3 of 6, free."
    assert [seat.accessibleName() for seat in board.row(0).seats] == [
        "Owner",
        "Film teacher",
        "Chaplain",
        "Painter",
        "Guest",
    ]


def test_the_row_with_the_keys_looks_different_from_one_that_is_only_selected(
    board: AtTheBoard,
) -> None:
    row: BoardRow = board.row(0)
    selected = row.grab().toImage()
    board.press(Qt.Key.Key_F6)
    assert row.grab().toImage() != selected
