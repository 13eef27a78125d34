"""A board's own form: its name, its five seats, whether show mode has it; the shop's letters."""

from __future__ import annotations

import re

from app.board import boards
from app.board.queries import Board
from app.shop import settings
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from ui.board.words import tr
from ui.desk import Desk
from ui.side_form import SideForm, TextLines
from ui.widgets import Button, CheckBox, TextInput

_COUNT = re.compile(r"(?P<letter>\S)\s*[ =:x]?\s*(?P<count>\d{1,4})")


class BoardForm(SideForm):
    """A board that hangs (`board`), or a new one."""

    def __init__(self, desk: Desk, board: Board | None) -> None:
        super().__init__(desk, tr("New board") if board is None else tr("This board"))
        self._board = board
        #: The new board, once it hangs.
        self.added_id: int | None = None
        self._name = TextInput(board.name if board else "", placeholder=tr("Film club"))
        self.add("name", tr("Name"), self._name)
        seats = board.seats if board else boards.STANDARD_SEATS
        self._seats = [TextInput(seat) for seat in seats]
        for number, editor in enumerate(self._seats):
            key = "seats" if number == 0 else f"seat-{number + 1}"
            self.add(key, tr("Seat {n}").format(n=number + 1), editor)
        self._shown = CheckBox(tr("In show mode"))
        self._shown.setChecked(board.shown if board else True)
        self.add("shown", "", self._shown)
        self.remove_button = Button(tr("Take this board off the wall"), "trash-2")
        self.remove_button.clicked.connect(self._remove)
        self.body.addWidget(self.remove_button)
        self.remove_button.setVisible(board is not None)
        self.begin()

    def act(self, ctx: Context) -> Done:
        names = [editor.text() for editor in self._seats]
        board = self._board
        if board is None:
            new = boards.add_board(ctx, self._name.text(), names, shown=self._shown.isChecked())
            self.added_id = new.board_id
            return new.done
        return boards.change_board(
            ctx, board.id, name=self._name.text(), seats=names, shown=self._shown.isChecked()
        )

    def _remove(self) -> None:
        board = self._board
        if board is not None:
            done = self.desk.perform(lambda ctx: boards.remove_board(ctx, board.id))
            if done is not None:
                self.begin()
                self.saved.emit()


class LettersForm(SideForm):
    """How many letters and thumbs the set has; empty where nobody counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Letters and thumbs"))
        counted = settings.settings()
        letters = ", ".join(f"{one} {n}" for one, n in sorted(counted.board_letters.items()))
        self._letters = TextLines(letters, 6)
        self._thumbs = TextInput(str(counted.board_thumbs or ""))
        hint = tr("Each letter and how many there are: A 9, E 12. Empty: they never run out.")
        self.add("letters", tr("Letters"), self._letters, hint=hint)
        self.add("thumbs", tr("Thumbs"), self._thumbs, hint=tr("Empty: they never run out."))
        self.begin()

    def act(self, ctx: Context) -> Done:
        return boards.set_counts(ctx, self._counts(), self._thumb_count())

    def _counts(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in re.split(r"[,;\n]+", self._letters.toPlainText()):
            if not part.strip():
                continue
            match = _COUNT.fullmatch(part.strip())
            if match is None:
                raise RuleViolation("letters.one", field="letters", given=part.strip()[:20])
            found[match["letter"].upper()] = int(match["count"])
        return found

    def _thumb_count(self) -> int:
        text = self._thumbs.text().strip()
        if not text:
            return 0
        if not text.isascii() or not text.isdigit() or len(text) > 4:
            raise RuleViolation("letters.count", field="thumbs", given=text[:20])
        return int(text)
