"""Reviews, boards, the set of letters: forms beside the board; and what hung before."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.board import actions, boards, queries
from app.shop import undo
from app.shop.settings import settings
from tests.app.board.wall import FRONT, hang
from tests.app.catalog.stockroom import CTX
from tests.ui.board.conftest import AtTheBoard
from ui.board.board_form import BoardForm, LettersForm
from ui.board.review_form import ReviewForm
from ui.board.reviews_view import ReviewButton
from ui.side_form import SideForm, TextLines
from ui.widgets import CheckBox, Combo, TextInput

CONTROL = Qt.KeyboardModifier.ControlModifier


def ctrl(board: AtTheBoard, letter: str) -> None:
    board.press(Qt.Key(ord(letter)), CONTROL)


def form(board: AtTheBoard) -> SideForm:
    found = board.screen.side.form
    assert found is not None
    return found


def fill(board: AtTheBoard, key: str, text: str) -> None:
    """Writes over what stands in a field."""
    editor = form(board).fields[key].editor
    assert isinstance(editor, TextInput | TextLines)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)


def said(board: AtTheBoard) -> list[tuple[str, str, bool]]:
    """Who said what of Her, and which is on the card."""
    film = board.entry(0).film_id
    return [(one.author, one.quote, one.on_card) for one in queries.reviews(film)]


def quotes(board: AtTheBoard) -> list[ReviewButton]:
    """The quotes in the panel, from the top."""
    QApplication.processEvents()  # new ones are laid out
    found = [one for one in board.screen.panel.findChildren(ReviewButton) if one.isVisible()]
    return sorted(found, key=lambda one: one.y())


# -- reviews -------------------------------------------------------------------------------------


def test_ctrl_r_writes_what_was_said(board: AtTheBoard) -> None:
    ctrl(board, "R")
    assert isinstance(form(board), ReviewForm)
    assert form(board).fields["author"].editor.hasFocus()
    board.type("Chaplain")
    board.press(Qt.Key.Key_Return)  # on to the next field
    board.type("I sat with it.")
    fill(board, "source", "the shop")
    fill(board, "on_date", "2025-12-01")
    thumbs = form(board).fields["thumbs"].editor
    assert isinstance(thumbs, Combo)
    thumbs.set_value("5")
    ctrl(board, "S")
    assert board.screen.side.form is None
    assert board.said == "Added what Chaplain said of Her."
    assert board.at_scan_bar
    new = next(one for one in queries.reviews(board.entry(0).film_id) if one.author == "Chaplain")
    assert (new.quote, new.source, new.thumbs) == ("I sat with it.", "the shop", 5)
    assert (new.on_date, new.on_card) == (date(2025, 12, 1), False)
    assert [one.review.author for one in quotes(board)] == ["Film teacher", "Painter", "Chaplain"]


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(board: AtTheBoard) -> None:
    ctrl(board, "R")
    board.type("Chaplain")
    ctrl(board, "S")
    assert form(board).fields["quote"].error == "What did they say?"
    fill(board, "quote", "Yes.")
    fill(board, "on_date", "last Friday")
    ctrl(board, "S")
    assert form(board).fields["on_date"].error.startswith("The day as year, month, day")
    author = form(board).fields["author"].editor
    assert isinstance(author, TextInput)
    assert author.text() == "Chaplain"


def test_a_quote_is_opened_mended_and_put_on_the_card(board: AtTheBoard) -> None:
    board.click(quotes(board)[1], QPointF(60, 10))
    fill(board, "quote", "Heart in the right place.")
    card = form(board).fields["on_card"].editor
    assert isinstance(card, CheckBox)
    card.click()
    ctrl(board, "S")
    assert said(board) == [
        ("Painter", "Heart in the right place.", True),
        ("Film teacher", "The truest thing.", False),
    ]
    undo.undo(CTX)
    assert said(board)[0] == ("Film teacher", "The truest thing.", True)


def test_a_click_on_its_chip_puts_it_on_the_card(board: AtTheBoard) -> None:
    other = quotes(board)[1]
    board.move(board.place(other))
    other.enterEvent(None)  # type: ignore[arg-type]  # offscreen has no pointer that enters
    board.click(other, other.chip_rect().center())
    assert board.screen.side.form is None
    assert [(who, on) for who, _, on in said(board)] == [("Painter", True), ("Film teacher", False)]
    assert quotes(board)[0].chip == "On shelf card"


def test_the_place_of_the_click_counts_and_not_where_the_pointer_is_now(board: AtTheBoard) -> None:
    other = quotes(board)[1]
    other.enterEvent(None)  # type: ignore[arg-type]  # as above
    spot = other.chip_rect().center()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert said(board)[0][0] == "Painter"
    opened = quotes(board)[1]
    opened.setFocus()
    QTest.keyClick(opened, Qt.Key.Key_Space)
    assert board.screen.side.form is not None  # the keys open it


def test_a_review_is_removed_and_the_next_one_is_on_the_card(board: AtTheBoard) -> None:
    board.click(quotes(board)[0], QPointF(60, 10))
    found = form(board)
    assert isinstance(found, ReviewForm)
    board.click(found.remove_button)
    assert said(board) == [("Painter", "Trousers too high.", True)]
    assert board.screen.side.form is None
    undo.undo(CTX)
    assert len(said(board)) == 2


def test_a_form_opens_in_the_window_and_not_beside_it(board: AtTheBoard) -> None:
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    board.click(quotes(board)[0], QPointF(60, 10))
    ctrl(board, "E")
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == shown
    assert QApplication.activeWindow() is board.window


# -- what is unsaved -----------------------------------------------------------------------------


def test_escape_asks_once_for_what_is_typed(board: AtTheBoard) -> None:
    ctrl(board, "R")
    board.type("Chap")
    board.press(Qt.Key.Key_Escape)
    assert board.screen.side.asks
    assert form(board).dirty
    board.press(Qt.Key.Key_Escape)
    assert not board.screen.has_form
    assert len(said(board)) == 2


def test_leaving_the_screen_asks_for_what_is_typed(board: AtTheBoard) -> None:
    assert board.screen.leave_ok()
    ctrl(board, "R")
    assert board.screen.leave_ok()
    board.type("Chap")
    assert not board.screen.leave_ok()
    assert board.screen.side.asks


def test_another_form_does_not_push_a_typed_one_away(board: AtTheBoard) -> None:
    ctrl(board, "R")
    board.type("Chap")
    ctrl(board, "N")
    assert isinstance(form(board), ReviewForm)
    assert board.screen.side.asks


def test_tab_goes_to_the_next_field_whatever_stands_in_the_scan_bar(board: AtTheBoard) -> None:
    board.write("before")
    ctrl(board, "R")
    board.press(Qt.Key.Key_Tab)
    assert form(board).fields["quote"].editor.hasFocus()
    assert board.row(2).typed is not None


def test_a_form_with_nothing_typed_closes_at_once(board: AtTheBoard) -> None:
    ctrl(board, "E")
    board.press(Qt.Key.Key_Escape)
    assert board.screen.side.form is None
    assert board.at_scan_bar


# -- boards --------------------------------------------------------------------------------------


def test_ctrl_n_hangs_another_board(board: AtTheBoard) -> None:
    ctrl(board, "N")
    assert isinstance(form(board), BoardForm)
    board.type("Film club")
    fill(board, "seat-2", "Projectionist")
    ctrl(board, "S")
    assert [one.name for one in queries.boards()] == ["Front board", "Film club"]
    assert queries.boards()[1].seats[1] == "Projectionist"
    assert board.screen.board is not None
    assert board.screen.board.name == "Film club"  # the new one is in front
    board.scan("heat")
    assert [row.name for row in queries.rows(queries.boards()[1].id)] == ["Heat"]
    board.screen.next_board()
    board.screen.next_board()
    assert board.screen.board.name == "Front board"
    assert board.selected == "Her"


def test_the_board_is_named_and_seated_in_one_step(board: AtTheBoard) -> None:
    ctrl(board, "E")
    fill(board, "name", "Window")
    fill(board, "seats", "Maria")
    shown = form(board).fields["shown"].editor
    assert isinstance(shown, CheckBox)
    shown.click()
    ctrl(board, "S")
    [changed] = queries.boards()
    assert (changed.name, changed.seats[0], changed.shown) == ("Window", "Maria", False)
    assert board.seat(1, 0).accessibleName() == "Maria"
    assert board.seat(0, 0).accessibleName() == "Maria: Owner"  # who gave it, gave it
    undo.undo(CTX)
    assert queries.boards()[0].name == "Front board"


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("name", " ", "Give the board a name."),
        ("seats", "Guest", "Two seats are called Guest."),
    ],
)
def test_no_such_board(board: AtTheBoard, field: str, text: str, error: str) -> None:
    ctrl(board, "E")
    fill(board, field, text)
    ctrl(board, "S")
    assert form(board).fields[field].error == error


def test_an_empty_board_comes_off_the_wall(board: AtTheBoard) -> None:
    club = boards.add_board(CTX, "Film club").board_id
    hung = actions.put_up(CTX, club, name="Stalker").entry_id
    board.screen.reload()
    board.screen.next_board()
    ctrl(board, "E")
    found = form(board)
    assert isinstance(found, BoardForm)
    board.click(found.remove_button)
    assert board.said == "Film club still has 1 film up. Take it down first."
    actions.take_down(CTX, hung)
    board.click(found.remove_button)
    assert [one.name for one in queries.boards()] == ["Front board"]
    assert board.screen.side.form is None
    assert board.screen.board is not None
    assert board.screen.board.id == FRONT


# -- letters -------------------------------------------------------------------------------------


def test_the_set_of_letters_is_counted(board: AtTheBoard) -> None:
    ctrl(board, "L")
    assert isinstance(form(board), LettersForm)
    board.type("h 1, E 12; r=4")
    fill(board, "thumbs", "9")
    ctrl(board, "S")
    assert settings().board_letters == {"H": 1, "E": 12, "R": 4}
    assert settings().board_thumbs == 9
    hang("Huh")
    board.screen.reload()
    assert board.screen.wall.told == "No H left: the only one is up."
    assert board.row(2).missing == {0, 2}
    ctrl(board, "L")
    fill(board, "letters", "")
    QTest.keyClick(form(board).fields["letters"].editor, Qt.Key.Key_Delete)
    ctrl(board, "S")
    assert settings().board_letters == {}
    assert board.screen.wall.told == ""


@pytest.mark.parametrize("text", ["HER 3", "E", "E twelve"])
def test_what_is_no_count(board: AtTheBoard, text: str) -> None:
    ctrl(board, "L")
    board.type(text)
    ctrl(board, "S")
    assert form(board).fields["letters"].error.endswith("is not one letter.")
    assert settings().board_letters == {}


# -- history -------------------------------------------------------------------------------------


def test_a_closed_verdict_is_put_up_again(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    ctrl(board, "G")
    assert board.screen.history.isVisible()
    assert board.screen.history.chosen == queries.history(1)[0]
    assert not board.screen.action_set["print"].isEnabled()
    assert not board.screen.action_set["down"].isEnabled()
    board.press(Qt.Key.Key_Down)  # from the scan bar into the list
    assert board.screen.history.view.hasFocus()
    board.press(Qt.Key.Key_Return)
    assert board.hangs == ["Gravity .....", "Her 12..."]
    assert board.said == "Her is up on Front board again."
    assert board.screen.history.model.rowCount() == 0
    ctrl(board, "G")
    assert board.row(1).isVisible()
    assert board.row(1).entry == board.entry(1)
    assert board.screen.action_set["print"].isEnabled()


def test_what_hangs_already_is_not_put_up_twice(board: AtTheBoard) -> None:
    first = board.entry(0)
    actions.take_down(CTX, first.id)
    actions.put_up(CTX, FRONT, title_id=first.title_id)
    ctrl(board, "G")
    board.click(board.screen.history.again)
    assert board.said == "Her is up on Front board already."


def test_every_field_of_a_form_has_a_name(board: AtTheBoard) -> None:
    for keys in "RENL":
        ctrl(board, keys)
        for editor in (field.editor for field in form(board).fields.values()):
            spoken = editor.accessibleName() or getattr(editor, "text", str)()
            assert isinstance(editor, QWidget)
            assert spoken, keys
        board.press(Qt.Key.Key_Escape)
