"""The ratings board: type a title and the letters go up, drag thumbs into boxes, print the sign."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.board import actions, queries
from app.board.queries import Board, Entry
from app.shop.changes import Changes
from app.shop.clock import Context
from ui.actions import Action, KeyLine
from ui.board import keys
from ui.board.board_form import BoardForm, LettersForm
from ui.board.boards_bar import HISTORY, BoardsBar
from ui.board.deeds import BoardDeeds
from ui.board.history_page import HistoryPage
from ui.board.letter_stock import LetterStock
from ui.board.menus import BoardMenus
from ui.board.panel import BoardPanel
from ui.board.review_form import ReviewForm
from ui.board.show_mode import ShowMode
from ui.board.side import BoardSide
from ui.board.title_typing import Meant, TitleTyping
from ui.board.wall import BoardWall
from ui.board.wall_page import WallPage
from ui.board.words import tr
from ui.desk import Desk
from ui.screen import Screen
from ui.theme import dp

_NARROW, _LOW, _TINY = 1312, 800, 900
SIGN, WHOLE_BOARD = "rating-board", "whole-board"


class BoardScreen(Screen):
    """``print_wanted(document, subject)``: a sign, or the whole board, goes to the print room."""

    name = "board"
    title = "Board"
    icon = "thumbs-up"
    order = 6
    scan_focus = True

    print_wanted = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._board: Board | None = None
        self._entries: tuple[Entry, ...] = ()
        self._typing = TitleTyping()
        self._asked = ""
        self.show_mode = ShowMode(desk, self)
        self.wall = BoardWall(self)
        self.panel = BoardPanel(desk, self)
        self.side = BoardSide(self.panel, self)
        self.history = HistoryPage(desk, self)
        self.bar = BoardsBar(self)
        self.panel.lay_out(self.action_set)
        self.bar.lay_out(self.action_set)
        self._menus = BoardMenus(self.action_set, self.show_mode, self)
        self.menu: QMenu | None = None
        self.deeds = BoardDeeds(desk, self._entry_of, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.page = WallPage(self.wall, self.side, self)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.page)
        self._pages.addWidget(self.history)
        page = QVBoxLayout(self)
        page.setContentsMargins(dp(20), dp(18), dp(20), dp(18))
        page.setSpacing(dp(14))
        page.addWidget(self.bar)
        page.addLayout(self._pages, 1)

    def _connect(self) -> None:
        wall = self.wall
        self.deeds.listen(wall)
        wall.chosen.connect(self._show_panel)
        wall.typed.connect(self._type)
        wall.scanned.connect(self._scanned)
        wall.left_upwards.connect(self._to_scan_bar)
        self.bar.chosen.connect(self._choose_board)
        self.bar.more_wanted.connect(self._show_more)
        self.panel.card_review.connect(self.deeds.put_on_card)
        self.panel.review_opened.connect(self._open_review)
        self.side.opened.connect(self.action_set.refresh)
        self.side.closed.connect(self._form_closed)

    # -- for the window ------------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        return keys.declared(self)

    def entered(self) -> None:
        edit = self.shell().scan_bar.edit
        self._asked = edit.placeholderText()
        self._ask()
        closing = self.shell().closing
        closing.connect(self.show_mode.stop, Qt.ConnectionType.UniqueConnection)
        edit.textChanged.connect(self._show_typing)
        edit.escaped.connect(self.escape)
        edit.arrow.connect(self._arrow)
        self.reload()

    def _ask(self) -> None:
        """The scan bar says what typing does here; at the history it is a search as anywhere."""
        words = self._asked if self.on_history else tr("Scan, or type a title: its letters go up")
        self.shell().scan_bar.edit.setPlaceholderText(words)

    def left(self) -> None:
        edit = self.shell().scan_bar.edit
        edit.setPlaceholderText(self._asked)
        edit.textChanged.disconnect(self._show_typing)
        edit.escaped.disconnect(self.escape)
        edit.arrow.disconnect(self._arrow)
        self.wall.cancel_drag()
        self._show_typing("")

    def changed(self, changes: Changes) -> None:
        shown = changes.boards or changes.titles or changes.copies or changes.settings
        if changes.everything or shown:
            self.reload()
            self.show_mode.refresh()

    def scan(self, text: str) -> bool:
        """Enter in the scan bar: a film goes up, or its row is selected where it hangs already.

        A code of no film is somebody else's (a card), and what is refused stays to be mended.
        """
        if self._board is None or self.on_history:
            return False
        if self._typing.text != " ".join(text.split()):
            self._typing.set_text(text)
        meant = self._typing.meant()
        if meant is None:
            return False
        hangs = next((one for one in self._entries if _is(one, meant)), None)
        if hangs is not None:
            self._finish_typing()
            self._choose(hangs.id)
            return True
        board_id, title_id, name = self._board.id, meant.title_id, meant.name

        def put(ctx: Context) -> actions.PutUp:
            return actions.put_up(ctx, board_id, title_id=title_id, name=name)

        self._typing.set_text("")  # the free row has moved on before the letters come down
        done = self._desk.perform(put)
        if done is None:
            self._show_typing(text)
            return True
        self._finish_typing()
        self._choose(done.entry_id)
        return True

    # -- what is shown -------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Reads the boards and the rows of the one in front."""
        boards = queries.boards()
        kept = self._board.id if self._board is not None else None
        self._board = next((one for one in boards if one.id == kept), boards[0] if boards else None)
        self.bar.show_boards(boards, self._board)
        self._entries = queries.rows(self._board.id) if self._board is not None else ()
        stock = self._stock()
        seats = self._board.seats if self._board is not None else ("",) * 5
        self.wall.show_board(self._entries, seats, stock.missing, stock.told, stock.spare)
        if self._typing.text:
            self._show_letters()
        if self.selected is None and self._entries:
            self.wall.select(self._entries[0].id)
        if self.on_history:
            self.history.reload()
        self._show_panel(None)

    @property
    def board(self) -> Board | None:
        """The board in front, or the one that was before the history."""
        return self._board

    @property
    def selected(self) -> Entry | None:
        """The film of the selected row."""
        wanted = self.wall.selected
        return None if wanted is None else self._entry_of(wanted)

    @property
    def has_selected(self) -> bool:
        """Whether a row is selected, and in sight."""
        return self.selected is not None and not self.on_history

    @property
    def has_rows(self) -> bool:
        """Whether anything hangs, and is in sight."""
        return bool(self._entries) and not self.on_history

    @property
    def can_go_down(self) -> bool:
        """Whether there is a row, or a closed verdict, for the keys to go to."""
        return self.on_history or self.has_rows

    @property
    def is_typing(self) -> bool:
        """Whether another match can be asked for; in a form Tab goes to the next field."""
        return self._typing.several and not self.has_form

    @Slot(object)
    def _show_panel(self, entry_id: object) -> None:
        entry = self.selected
        said: tuple[queries.Review, ...] = ()
        verdict = None
        if entry is not None:
            said = queries.reviews(entry.film_id)
            verdict = queries.verdicts_of_films([entry.film_id]).get(entry.film_id)
        seats = self._board.seats if self._board is not None else ()
        self.panel.show_entry(entry, seats, verdict, said, self._desk.now())
        self.action_set.refresh()

    def _choose(self, entry_id: int) -> None:
        self.wall.select(entry_id)
        self._show_panel(entry_id)

    @Slot(str)
    def _choose_board(self, key: str) -> None:
        self._pages.setCurrentIndex(1 if key == HISTORY else 0)
        self._ask()
        if key != HISTORY:
            self._board = queries.board(int(key))
        self.reload()

    @property
    def on_history(self) -> bool:
        """Whether the closed verdicts are in front."""
        return self.bar.on_history

    @Slot()
    def next_board(self) -> None:
        """Ctrl+G: the next board, then the history."""
        self.bar.cycle()

    @Slot()
    def _show_more(self) -> None:
        button = self.bar.more
        self.menu = self._menus.more(button.mapToGlobal(button.rect().bottomLeft()))

    # -- forms ---------------------------------------------------------------------------------

    @Slot()
    def add_review(self) -> None:
        """Ctrl+R: what somebody said of the film."""
        entry = self.selected
        if entry is not None:
            self.side.show_form(ReviewForm(self._desk, entry.film_id, entry.name))

    @Slot(object)
    def _open_review(self, review_id: int) -> None:
        entry = self.selected
        said = queries.reviews(entry.film_id) if entry is not None else ()
        review = next((one for one in said if one.id == review_id), None)
        if entry is not None and review is not None:
            self.side.show_form(ReviewForm(self._desk, entry.film_id, entry.name, review))

    @Slot()
    def change_board(self) -> None:
        """Ctrl+E: the board's name and seats."""
        if self._board is not None:
            self.side.show_form(BoardForm(self._desk, self._board))

    @Slot()
    def add_board(self) -> None:
        """Ctrl+N: another board on the wall."""
        form = BoardForm(self._desk, None)
        form.saved.connect(self._board_added)
        self.side.show_form(form)

    @Slot()
    def _board_added(self) -> None:
        """A new board comes to the front."""
        form = self.sender()
        if isinstance(form, BoardForm) and form.added_id is not None:
            self._board = queries.board(form.added_id)
            self.reload()

    @Slot()
    def count_letters(self) -> None:
        """How many letters and thumbs the set has."""
        self.side.show_form(LettersForm(self._desk))

    @property
    def has_form(self) -> bool:
        """Whether a form is open."""
        return self.side.form is not None

    @property
    def on_wall(self) -> bool:
        """Whether a board is in front."""
        return not self.on_history

    @Slot()
    def save_form(self) -> None:
        """Ctrl+S."""
        self.side.save()

    @Slot()
    def _form_closed(self) -> None:
        self.action_set.refresh()
        self.shell().scan_bar.take_focus()

    def leave_ok(self) -> bool:
        return self.side.leave_ok()

    # -- typing --------------------------------------------------------------------------------

    def _stock(self) -> LetterStock:
        return LetterStock.of(self._entries, self._typing.text)

    @Slot(str)
    def _show_typing(self, text: str) -> None:
        self._typing.set_text("" if self.on_history else text)
        self._show_letters()

    def _show_letters(self) -> None:
        """What is typed stands in the first free row, and the ledge tells what has run out."""
        typed, stock = self._typing.typed(), self._stock()
        if typed is not None and stock.typed:
            typed = replace(typed, missing=stock.typed, caption=f"{stock.told} {typed.caption}")
        self.wall.tell(stock.told)
        self.wall.show_typing(typed)
        note = tr("Enter puts it on the board") if typed is not None else ""
        self.shell().scan_bar.edit.set_note(note)
        self.action_set.refresh()

    @Slot()
    def next_match(self) -> None:
        """Tab: the next film that begins or sounds like this."""
        self._typing.next()
        self._show_letters()

    def _finish_typing(self) -> None:
        self._typing.set_text("")
        self.shell().scan_bar.clear()
        self._show_letters()

    @Slot()
    def escape(self) -> None:
        """Esc: what is in the hand falls back, a form closes, else typed letters come down."""
        if self.wall.cancel_drag():
            return
        if self.has_form:
            self.side.escape()
        else:
            self._finish_typing()
            self._to_scan_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _type(self, text: str) -> None:
        """Letters typed at the rows belong in the scan bar."""
        self.shell().scan_bar.take_typing(text)

    @Slot(str)
    def _scanned(self, code: str) -> None:
        self.shell().scan_bar.take_scan(code)

    @Slot(object)
    def _arrow(self, key: object) -> None:
        if key == Qt.Key.Key_Down:
            self.wall_focus()

    @Slot()
    def wall_focus(self) -> None:
        """F6: the keys go to the rows, or to the list of closed verdicts."""
        if self.on_history:
            self.history.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.wall.focus_rows()

    @Slot()
    def _to_scan_bar(self) -> None:
        self.shell().scan_bar.take_focus()

    # -- the selected row ----------------------------------------------------------------------

    def _entry_of(self, entry_id: int) -> Entry | None:
        return next((one for one in self._entries if one.id == entry_id), None)

    def set_selected_thumbs(self, count: int) -> None:
        """Alt 0 to 5."""
        entry = self.selected
        if entry is not None:
            self.deeds.set_thumbs(entry.id, count)

    @Slot()
    def take_selected_down(self) -> None:
        """Alt+Del."""
        entry = self.selected
        if entry is not None:
            self.deeds.take_down(entry.id)

    def move_selected(self, by: int) -> None:
        """Alt+Up and Alt+Down; at an end nothing happens."""
        entry = self.selected
        if entry is not None and 1 <= (entry.position or 0) + by <= len(self._entries):
            self.deeds.move(entry.id, (entry.position or 0) + by)

    @Slot()
    def show_on_screens(self) -> None:
        """F11: the board full-screen on the shop's own screen; again ends it.

        With several screens it asks once which one is meant.
        """
        meant = self.show_mode.meant()
        if self.show_mode.running:
            self.show_mode.stop()
        elif meant is not None:
            self.show_mode.start(meant)
        else:
            self.menu = self._menus.outputs(self.panel.mapToGlobal(self.panel.rect().center()))

    # -- paper ---------------------------------------------------------------------------------

    @Slot()
    def print_sign(self) -> None:
        """Ctrl+P: the sign of the selected film."""
        entry = self.selected
        if entry is not None:
            self.print_wanted.emit(SIGN, {"entry": entry.id})

    @Slot()
    def print_board(self) -> None:
        """Ctrl+Shift+P: the whole board."""
        if self._board is not None:
            self.print_wanted.emit(WHOLE_BOARD, {"board": self._board.id})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        tiny = width < dp(_TINY)
        self.page.fit(narrow=width < dp(_NARROW), low=self.height() < dp(_LOW), tiny=tiny)
        self.bar.set_tiny(tiny)
        self.history.set_room(width)


def _is(entry: Entry, meant: Meant) -> bool:
    """Whether a row is the film that was typed."""
    if meant.title_id is not None:
        return entry.title_id == meant.title_id
    return entry.title_id is None and entry.name.casefold() == meant.name.casefold()
