"""Show mode: pages and boards in turn, the lamp, and what changes while it runs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.board import actions, boards, queries, reviews
from app.catalog import sections, titles
from app.store import database as store
from app.store.errors import StorageProblem, Trouble
from tests.app.board.wall import FRONT, hang
from tests.app.catalog.stockroom import CTX, NOON
from tests.ui.board.conftest import AtTheBoard
from ui.board import show_feed
from ui.board.motion import Motion
from ui.board.show_footer import Footer, Lamp
from ui.board.show_measures import Show
from ui.board.show_mode import ShowMode
from ui.board.show_row import ShowRow
from ui.board.show_window import LAMP_MS, ShowWindow
from ui.theme import Theme

RUNNING = Motion.State.Running


class Now:
    """The shop's clock."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def show(qtbot: QtBot, app_theme: Theme, films: Path, now: Now) -> Iterator[ShowWindow]:
    """Her and Gravity on a screen of 960 by 540."""
    made = ShowWindow(now)
    made.resize(960, 540)
    made.start()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def seen(show: ShowWindow) -> list[str]:
    """The films that are shown, from the top."""
    return [row.entry.name for row in show.rows if row.entry is not None]


def said(show: ShowWindow) -> str:
    return show.findChildren(Footer)[0].accessibleName()


def lamp(show: ShowWindow) -> Lamp:
    return show.findChildren(Lamp)[0]


def fill(board_id: int, *names: str) -> None:
    for name in names:
        actions.put_up(CTX, board_id, name=name)


def boards_shown(show: ShowWindow) -> tuple[str, ...]:
    """The names below, where there is something to take turns."""
    return show.findChildren(Footer)[0].boards


# -- pages, boards and the lamp --------------------------------------------------------------------


def test_rows_are_in_the_light_one_after_another(show: ShowWindow) -> None:
    assert seen(show) == ["Her", "Gravity"]
    assert show.lit == 0
    assert said(show) == "“The truest thing.”, Film teacher on Her, Drama, 1 copy in"
    first = lamp(show).y()
    show.step()
    assert show.lit == 1
    assert lamp(show).y() - first == pytest.approx(show.rows[1].y() - show.rows[0].y(), abs=1)
    assert said(show) == "2013, Alfonso Cuarón, Gravity, Drama, 1 copy in"
    show.step()
    assert show.lit == 0
    assert boards_shown(show) == ()  # one board of one page: no bars


def test_each_row_has_eight_seconds(show: ShowWindow) -> None:
    assert LAMP_MS == 8000
    show.step()
    assert 7000 < show.walk.remainingTime() < 8500  # a coarse timer


def test_five_rows_a_page_then_the_next_page_then_the_next_board(
    show: ShowWindow, qtbot: QtBot
) -> None:
    fill(FRONT, "C", "D", "E", "F", "G")
    club = boards.add_board(CTX, "Film club").board_id
    fill(club, "Stalker")
    hidden = boards.add_board(CTX, "Back room", shown=False).board_id
    fill(hidden, "Secret")
    show.refresh()
    assert boards_shown(show) == ("Front board", "Film club")
    turns = []
    for _ in range(9):
        turns.append((show.page.board_id, show.page.number, show.lit))
        show.step()
    assert turns == [
        *((FRONT, 0, lit) for lit in range(5)),
        *((FRONT, 1, lit) for lit in range(2)),
        (club, 0, 0),
        (FRONT, 0, 0),
    ]


def test_a_page_slides_by_row_and_is_there_within_half_a_second(
    show: ShowWindow, qtbot: QtBot
) -> None:
    fill(FRONT, "C", "D", "E", "F")
    show.refresh()
    qtbot.waitUntil(lambda: not any(row.moving for row in show.rows), timeout=3000)
    for _ in range(5):
        show.step()
    assert any(row.moving for row in show.rows)
    qtbot.waitUntil(lambda: not any(row.moving for row in show.rows), timeout=3000)
    assert seen(show) == ["F"]


def test_with_reduced_motion_it_cuts(show: ShowWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.board.motion.reduced", lambda: True)
    monkeypatch.setattr("ui.board.show_row.reduced", lambda: True)
    fill(FRONT, "C", "D", "E", "F")
    show.refresh()
    assert not any(row.moving for row in show.rows)
    for _ in range(5):
        show.step()
    assert seen(show) == ["F"]
    assert not any(row.moving for row in show.rows)


# -- live ------------------------------------------------------------------------------------------


def test_a_thumb_drops_in_and_nothing_else_moves(show: ShowWindow, qtbot: QtBot) -> None:
    left = show.walk.remainingTime()
    actions.give_thumb(CTX, queries.rows(FRONT)[1].id, 2)
    show.refresh()
    assert [row.moving for row in show.rows] == [False, True, False, False, False]
    assert show.rows[1].dropping == {2}
    qtbot.waitUntil(lambda: not show.rows[1].moving, timeout=2000)
    assert show.rows[1].entry == queries.rows(FRONT)[1]
    assert show.walk.remainingTime() > left + 2000  # the page stays longer
    assert show.lit == 0
    actions.give_thumb(CTX, queries.rows(FRONT)[0].id, 4)
    show.refresh()
    assert show.rows[0].dropping == {4}  # the two that were there stay


def test_a_new_title_goes_up_letter_by_letter(show: ShowWindow, qtbot: QtBot) -> None:
    hang("Heat")
    show.refresh()
    assert show.rows[2].letters_up == 0
    qtbot.waitUntil(lambda: show.rows[2].letters_up is None, timeout=3000)
    assert seen(show) == ["Her", "Gravity", "Heat"]


def test_what_is_the_same_moves_nothing(show: ShowWindow) -> None:
    show.refresh()
    assert not any(row.moving for row in show.rows)


def test_what_another_title_is_called_does_not_move_the_page(show: ShowWindow) -> None:
    title_id = queries.rows(FRONT)[1].title_id
    assert title_id is not None
    titles.edit_title(CTX, title_id, name="Gravity, Again")
    show.refresh()
    assert seen(show)[1] == "Gravity, Again"
    assert show.rows[0].letters_up is None


def test_a_page_that_went_away_leads_to_the_first(show: ShowWindow) -> None:
    fill(FRONT, "C", "D", "E", "F")
    show.refresh()
    for _ in range(5):
        show.step()
    assert show.page.number == 1
    actions.take_down(CTX, queries.rows(FRONT)[0].id)
    show.refresh()
    assert (show.page.number, show.lit) == (0, 0)
    assert seen(show)[0] == "Gravity"


def test_another_connection_is_seen_within_a_second(board: AtTheBoard, films: Path) -> None:
    board.screen.show_on_screens()
    window = board.screen.show_mode.window
    assert window is not None
    board.screen.show_mode.look()
    with sqlite3.connect(films) as other:  # another process would write like this
        other.execute("UPDATE rated_film SET name = 'Gravitas' WHERE name = 'Gravity'")
    other.close()
    board.screen.show_mode.look()
    assert seen(window) == ["Her", "Gravitas"]
    assert board.screen.show_mode.every_ms < 1000


def test_another_process_is_seen(board: AtTheBoard, films: Path, qtbot: QtBot) -> None:
    board.screen.show_on_screens()
    window = board.screen.show_mode.window
    assert window is not None
    entry = queries.rows(FRONT)[1].id
    sql = f"INSERT INTO thumb (entry_id, seat, who, at) VALUES ({entry}, 4, 'Guest', 1)"
    script = f"import sqlite3; c = sqlite3.connect({str(films)!r}); c.execute({sql!r}); c.commit()"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
    qtbot.waitUntil(lambda: window.rows[1].dropping == {4}, timeout=2000)


def test_what_another_screen_of_this_window_writes_is_seen(board: AtTheBoard) -> None:
    board.screen.show_on_screens()
    window = board.screen.show_mode.window
    assert window is not None
    board.screen.hide()  # the counter is in front: changes wait until the board is seen again
    actions.give_thumb(board.desk.context(), queries.rows(FRONT)[1].id, 0)
    board.screen.show_mode.look()
    assert window.rows[1].dropping == {0}


def test_the_board_itself_tells_at_once(board: AtTheBoard) -> None:
    board.screen.show_on_screens()
    window = board.screen.show_mode.window
    assert window is not None
    board.screen.deeds.set_thumbs(board.entry(1).id, 1)
    assert window.rows[1].dropping == {0}


# -- what is never shown, and what is missing ------------------------------------------------------


def test_films_behind_the_curtain_are_never_shown(show: ShowWindow) -> None:
    adult = sections.add_section(CTX, "Adult", curtained=True).section_id
    title_id = queries.rows(FRONT)[0].title_id
    store.connection().execute(
        "UPDATE copy SET section_id = ? WHERE title_id = ?", (adult, title_id)
    )
    store.connection().execute(
        "UPDATE title_card SET section_id = ? WHERE title_id = ?", (adult, title_id)
    )
    show.refresh()
    assert seen(show) == ["Gravity"]
    program = show_feed.read(NOON)
    assert title_id not in program.quotes
    assert [len(page.rows) for page in program.pages] == [1]


def test_an_empty_board_says_so(show: ShowWindow) -> None:
    for entry in queries.rows(FRONT):
        actions.take_down(CTX, entry.id)
    before = show.grab().toImage()
    show.refresh()
    assert seen(show) == []
    assert said(show) == ""
    assert not lamp(show).isVisible()
    assert show.empty_words == "Nothing up yet. Ask us what we saw."
    assert show.grab().toImage() != before
    hang("Heat")
    show.refresh()
    assert seen(show) == ["Heat"]
    assert lamp(show).isVisible()


def test_no_board_is_switched_on(show: ShowWindow) -> None:
    boards.show_board(CTX, FRONT, False)
    show.refresh()
    assert seen(show) == []
    show.step()  # and nothing breaks


def test_while_the_shop_is_closed_it_says_when_it_opens(show: ShowWindow, now: Now) -> None:
    assert show.corner == "Five of us, one thumb each"
    now.at = datetime(2025, 12, 14, 20, 0, tzinfo=UTC)  # a Sunday
    show.refresh()
    assert show.corner == "We open at Mon 11 am"
    now.at += timedelta(hours=22)  # Monday morning, ten o'clock
    show.refresh()
    assert show.corner == "We open at 11 am"


def test_without_the_shop_the_last_page_stays(
    board: AtTheBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object) -> object:
        raise StorageProblem(Trouble.UNREADABLE, "shop.db")

    board.screen.show_on_screens()
    window = board.screen.show_mode.window
    assert window is not None
    monkeypatch.setattr(store, "rows", gone)
    monkeypatch.setattr(store, "value", gone)
    board.screen.show_mode.look()
    window.refresh()
    assert seen(window) == ["Her", "Gravity"]
    for _ in range(3):
        window.step()
    assert seen(window) == ["Her", "Gravity"]


def test_a_quote_that_is_too_long_is_cut_at_a_sentence(show: ShowWindow) -> None:
    film = queries.rows(FRONT)[0].film_id
    long = "It begins well and goes on like that for quite a while. " * 6
    reviews.add_review(CTX, "Owner", long.strip(), film_id=film, on_card=True)
    show.refresh()
    shown = show.findChildren(Footer)[0].quote_shown
    assert shown.endswith(".…”"), shown
    assert len(shown) < len(long)


# -- shapes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size", [(1920, 1080), (3840, 2160), (2560, 1080), (1080, 1920), (1280, 720)]
)
def test_everything_has_its_room(size: tuple[int, int]) -> None:
    show = Show(*size)
    upright = size[0] < size[1]
    assert show.upright is upright
    inner = show.frame.width() - 2 * show.border
    boxes = [show.box(seat) for seat in range(5)]
    assert boxes[-1].right() <= inner
    assert all(left.right() < right.left() for left, right in pairwise(boxes))
    assert boxes[0].bottom() <= show.row_height
    assert show.footer.bottom() <= size[1]
    assert show.frame.bottom() < show.footer.top()
    for count in (1, 2, 5):
        last = show.boards_left + count * show.board_step(count)
        assert last <= show.footer.width() + 28 * show.scale + 1
    assert show.by_left + show.by_width <= show.boards_left
    if upright:
        assert show.by_top >= 2 * 40 * show.scale  # below two lines of the quote
        assert boxes[0].top() >= show.line_height
    else:
        assert show.letters_left + show.letters_width < boxes[0].left()


def test_an_upright_screen_is_painted(show: ShowWindow) -> None:
    show.resize(405, 720)
    picture = show.grab().toImage()
    box = show.rows[0].box_of(1)
    shown = picture.pixelColor(show.rows[0].mapTo(show, box.center().toPoint()))
    assert shown.red() > 200 > shown.green()  # the second thumb of Her, below its letters
    assert show.height() >= show.rows[4].geometry().bottom()


def test_what_was_painted_is_not_painted_again(show: ShowWindow, qtbot: QtBot) -> None:
    """Only the lamp and the bar repaint while nothing happens."""
    painted: list[ShowRow] = []
    qtbot.waitUntil(lambda: not any(row.moving for row in show.rows), timeout=2000)
    original: Callable[..., None] = ShowRow.paintEvent

    def counted(row: ShowRow, event: object) -> None:
        painted.append(row)
        original(row, event)

    QApplication.processEvents()
    ShowRow.paintEvent = counted  # type: ignore[method-assign,assignment]  # counted, then put back
    try:
        show.tell_share()
        QApplication.processEvents()
    finally:
        ShowRow.paintEvent = original  # type: ignore[method-assign]
    assert painted == []


# -- beginning and end -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_f11_starts_it_and_a_key_ends_it(board: AtTheBoard, key: Qt.Key) -> None:
    board.press(Qt.Key.Key_F11)
    mode = board.screen.show_mode
    assert mode.window is not None
    assert mode.window.isVisible()
    assert "F11 ends" in board.said
    QTest.keyClick(mode.window, key)
    assert not mode.running
    assert board.screen.isVisible()  # the counter's screen stays where it was


def test_on_another_screen_it_leaves_the_counter_its_keys(
    board: AtTheBoard, outputs: list[Tv]
) -> None:
    board.screen.show_mode.start("TV 1")
    QApplication.processEvents()
    assert QApplication.activeWindow() is board.window
    board.write("heat")
    board.press(Qt.Key.Key_Return)
    assert board.hangs[-1] == "Heat ....."
    board.press(Qt.Key.Key_F11)
    assert not board.screen.show_mode.running


def test_f11_at_the_counter_ends_it(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_F11)
    board.window.activateWindow()
    board.screen.show_on_screens()
    assert not board.screen.show_mode.running


def test_the_program_does_not_wait_for_it(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_F11)
    window = board.screen.show_mode.window
    assert window is not None
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_it_ends_with_the_program(board: AtTheBoard) -> None:
    board.press(Qt.Key.Key_F11)
    assert board.screen.show_mode.running
    board.window.close()
    assert board.screen.show_mode.window is None


def test_the_pointer_is_gone_after_a_while(show: ShowWindow, qtbot: QtBot) -> None:
    show.hide_pointer()
    assert show.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(show.windowHandle(), show.rect().center())
    qtbot.waitUntil(lambda: show.cursor().shape() != Qt.CursorShape.BlankCursor, timeout=1000)


# -- several outputs -------------------------------------------------------------------------------


class Tv:
    """A screen of the shop."""

    def __init__(self, name: str) -> None:
        self._name = name

    def name(self) -> str:
        return self._name

    def geometry(self) -> QRect:
        return QRect(0, 0, 640, 360)


@pytest.fixture
def outputs(board: AtTheBoard, monkeypatch: pytest.MonkeyPatch) -> list[Tv]:
    """This window's screen, and two televisions."""
    here = board.window.screen().name()
    connected = [Tv(here), Tv("TV 1"), Tv("TV 2")]
    board.screen.show_mode.set_outputs(lambda: connected)
    return connected


def test_with_one_other_screen_it_is_meant(board: AtTheBoard, outputs: list[Tv]) -> None:
    del outputs[2]
    board.press(Qt.Key.Key_F11)
    assert board.screen.show_mode.on == "TV 1"


def test_with_several_it_asks_once(board: AtTheBoard, outputs: list[Tv]) -> None:
    board.press(Qt.Key.Key_F11)
    menu = board.screen.menu
    assert menu is not None
    here = outputs[0].name()
    names = [one.text() for one in menu.actions() if not one.isSeparator()]
    assert names == ["TV 1", "TV 2", f"{here} (this one)"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    mode = board.screen.show_mode
    assert (mode.running, mode.on) == (True, "TV 2")
    assert board.said == "The board is on TV 2. F11 ends it."
    mode.stop()
    board.screen.show_on_screens()  # remembered: it does not ask again
    assert (mode.running, mode.on) == (True, "TV 2")


def test_one_that_is_not_there_any_more_is_not_meant(board: AtTheBoard, outputs: list[Tv]) -> None:
    mode: ShowMode = board.screen.show_mode
    mode.start("TV 2")
    mode.stop()
    del outputs[2]
    assert mode.meant() == "TV 1"


def test_the_menu_of_boards_has_the_outputs_too(board: AtTheBoard, outputs: list[Tv]) -> None:
    board.click(board.screen.bar.more)
    menu = board.screen.menu
    assert menu is not None
    names = [one.text() for one in menu.actions() if not one.isSeparator()]
    assert names[:3] == ["This board", "New board", "Letters and thumbs"]
    assert names[3:5] == ["TV 1", "TV 2"]
    menu.close()


def test_an_output_that_is_unplugged_ends_it(board: AtTheBoard, outputs: list[Tv]) -> None:
    mode = board.screen.show_mode
    mode.start("TV 2")
    window = mode.window
    assert window is not None
    mode.output_gone("TV 1")
    assert window.isVisible()
    mode.output_gone("TV 2")
    assert not mode.running
    assert board.said == "TV 2 is gone. Show mode stopped."
