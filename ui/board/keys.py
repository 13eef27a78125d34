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
    wall = _Is(screen, "on_wall")
    board, row, film = tr("The board"), tr("The selected row"), tr("The film")
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
    return [
        KeyLine(tr("letters"), tr("A title goes up in the first free row"), board),
        KeyLine("Enter", tr("Puts it up"), board),
        Action(
            "next", tr("Next match"), "", "Tab", screen.next_match, _Is(screen, "is_typing"), board
        ),
        KeyLine("Esc", tr("Takes the typed letters down"), board),
        Action("change", tr("This board"), "settings", "Ctrl+E", screen.change_board, wall, board),
        Action("add", tr("New board"), "plus", "Ctrl+N", screen.add_board, wall, board),
        Action(
            "letters", tr("Letters and thumbs"), "", "Ctrl+L", screen.count_letters, wall, board
        ),
        Action("save", tr("Save"), "", "Ctrl+S", screen.save_form, _Is(screen, "has_form"), board),
        Action("rows", tr("Go to the rows"), "", "F6", screen.wall_focus, rows, board),
        Action(
            "print", tr("Print board"), "printer", "Ctrl+Shift+P", screen.print_board, rows, board
        ),
        *thumbs,
        KeyLine("Alt+0\u20135", tr("So many thumbs"), row),
        Action("up", tr("Move up"), "", "Alt+Up", partial(screen.move_selected, -1), selected, row),
        Action(
            "lower",
            tr("Move down"),
            "",
            "Alt+Down",
            partial(screen.move_selected, 1),
            selected,
            row,
        ),
        Action(
            "down", tr("Take down"), "archive", "Alt+Del", screen.take_selected_down, selected, row
        ),
        Action("show", tr("Show mode"), "monitor-play", "F11", screen.show_on_screens, wall, board),
        Action("review", tr("Add"), "plus", "Ctrl+R", screen.add_review, selected, film),
        KeyLine("0\u20135", tr("So many thumbs, in the rows"), row),
        KeyLine("Del", tr("Takes it down, in the rows"), row),
        Action("sign", tr("Print sign"), "printer", "Ctrl+P", screen.print_sign, selected, film),
    ]


class _Is:
    """Asks a screen one of its yes-or-no properties."""

    def __init__(self, screen: BoardScreen, name: str) -> None:
        self._screen, self._name = screen, name

    def __call__(self) -> bool:
        return bool(getattr(self._screen, self._name))
