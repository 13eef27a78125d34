"""The keys of the board's screen. Those with Alt work while the scan bar has the focus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.actions import Action, KeyLine
from ui.board.words import tr

if TYPE_CHECKING:
    from ui.board.screen import BoardScreen


def declared(screen: BoardScreen) -> list[Action | KeyLine]:
    """All actions of the screen, in the order of the list of keys."""
    selected, rows = _Is(screen, "has_selected"), _Is(screen, "has_rows")
    wall, form = _Is(screen, "on_wall"), _Is(screen, "has_form")
    typing, below = _Is(screen, "is_typing"), _Is(screen, "can_go_down")
    board, at_rows = tr("The board"), tr("In the rows")
    row, film = tr("The selected row"), tr("The film")
    thumbs = [
        Action(
            f"thumbs-{count}",
            tr("{n} thumbs").format(n=count),
            "",
            f"Alt+{count}",
            partial(screen.set_selected_thumbs, count),
            when=selected,
            group=row,
            listed=False,
        )
        for count in range(6)
    ]
    up, lower = partial(screen.move_selected, -1), partial(screen.move_selected, 1)
    return [
        KeyLine(tr("letters"), tr("A title goes up in the first free row"), board),
        KeyLine("Enter", tr("Puts it up; a code puts its film up at once"), board),
        Action("next", tr("Next match"), "", "Tab", screen.next_match, typing, board),
        KeyLine("Esc", tr("Takes the typed letters down, closes a form"), board),
        Action("boards", tr("Next board, history"), "", "Ctrl+G", screen.next_board, group=board),
        Action("show", tr("Show mode"), "monitor-play", "F11", screen.show_on_screens, wall, board),
        Action(
            "print", tr("Print board"), "printer", "Ctrl+Shift+P", screen.print_board, rows, board
        ),
        Action("change", tr("This board"), "settings", "Ctrl+E", screen.change_board, wall, board),
        Action("add", tr("New board"), "plus", "Ctrl+N", screen.add_board, wall, board),
        Action(
            "letters",
            tr("Letters and thumbs"),
            "",
            "Ctrl+L",
            screen.count_letters,
            wall,
            board,
        ),
        Action("save", tr("Save the form"), "", "Ctrl+S", screen.save_form, form, board),
        *thumbs,
        KeyLine("Alt+0\u20135", tr("So many thumbs"), row),
        Action("up", tr("Move up"), "", "Alt+Up", up, selected, row),
        Action("lower", tr("Move down"), "", "Alt+Down", lower, selected, row),
        Action(
            "down", tr("Take down"), "archive", "Alt+Del", screen.take_selected_down, selected, row
        ),
        Action("sign", tr("Print sign"), "printer", "Ctrl+P", screen.print_sign, selected, film),
        Action("review", tr("Add a review"), "plus", "Ctrl+R", screen.add_review, selected, film),
        Action("rows", tr("Go to the rows"), "", "F6", screen.wall_focus, below, at_rows),
        KeyLine("Up / Down", tr("Another film; above the first the scan bar"), at_rows),
        KeyLine("0\u20135", tr("So many thumbs"), at_rows),
        KeyLine("Right", tr("To the boxes; Space gives or takes a thumb"), at_rows),
        KeyLine("Del", tr("Takes it down"), at_rows),
    ]


class _Is:
    """Asks a screen one of its yes-or-no properties."""

    def __init__(self, screen: BoardScreen, name: str) -> None:
        self._screen, self._name = screen, name

    def __call__(self) -> bool:
        return bool(getattr(self._screen, self._name))
