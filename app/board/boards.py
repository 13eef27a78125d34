"""What a person does with the boards themselves: add, name, seat, order, show, take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.board import rules
from app.board.models import SEATS, Board, BoardEntry
from app.catalog import naming
from app.shop import operations, settings
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

LONGEST_NAME = 40
LONGEST_SEAT = 40
MOST_MAGNETS = 100_000
STANDARD_SEATS = ("Owner", "Film teacher", "Chaplain", "Painter", "Guest")


@dataclass(frozen=True, slots=True)
class BoardAdded:
    """A new board."""

    done: Done
    board_id: int


def add_board(
    ctx: Context, name: str, seats: Sequence[str] = STANDARD_SEATS, *, shown: bool = True
) -> BoardAdded:
    """Hangs a new board behind the others.

    Raises `board.no_name`, `board.name_taken`, `board.seats` (not five), `board.seat_no_name`,
    `board.seat_twice` (`name`), `text.too_long`.
    """
    with operations.begin(ctx, "board.add") as work:
        clean = _free_name(name, None)
        board_id = work.insert(
            Board, name=clean, position=len(_order()) + 1, shown=shown, **_seats(seats)
        )
        work.facts(board=clean)
    return BoardAdded(work.done, board_id)


def rename_board(ctx: Context, board_id: int, name: str) -> Done:
    """Gives a board another name. Raises `board.gone`, `board.no_name`, `board.name_taken`."""
    with operations.begin(ctx, "board.rename") as work:
        board = _get(board_id)
        clean = _free_name(name, board_id)
        work.update(Board, board_id, name=clean)
        work.facts(board=clean, before=board.name)
    return work.done


def set_seats(ctx: Context, board_id: int, seats: Sequence[str]) -> Done:
    """Names the five seats, from the left; thumbs that were given keep who gave them.

    Raises `board.gone`, `board.seats`, `board.seat_no_name`, `board.seat_twice`.
    """
    with operations.begin(ctx, "board.seats") as work:
        board = _get(board_id)
        work.update(Board, board_id, **_seats(seats))
        work.facts(board=board.name)
    return work.done


def show_board(ctx: Context, board_id: int, shown: bool) -> Done:
    """Takes a board into show mode, or out of it. Raises `board.gone`."""
    with operations.begin(ctx, "board.show") as work:
        board = _get(board_id)
        work.update(Board, board_id, shown=shown)
        work.facts(board=board.name, shown=shown)
    return work.done


def change_board(
    ctx: Context, board_id: int, *, name: str, seats: Sequence[str], shown: bool
) -> Done:
    """All of a board's form in one step. Raises what renaming it and naming its seats raise."""
    with operations.begin(ctx, "board.change") as work:
        board = _get(board_id)
        clean = _free_name(name, board_id)
        work.update(Board, board_id, name=clean, shown=shown, **_seats(seats))
        work.facts(board=clean, before=board.name)
    return work.done


def move_board(ctx: Context, board_id: int, position: int) -> Done:
    """Moves a board to a place among the boards, 1 the first. Raises `board.gone`."""
    with operations.begin(ctx, "board.order") as work:
        board = _get(board_id)
        boards = rules.moved(_order(), board_id, position)
        _put_in_order(work, boards)
        work.facts(board=board.name, position=boards.index(board_id) + 1)
    return work.done


def remove_board(ctx: Context, board_id: int) -> Done:
    """Takes an empty board off the wall; what hung on it stays in the history.

    Raises `board.gone`, `board.not_empty` (`films`), `board.last`.
    """
    with operations.begin(ctx, "board.remove") as work:
        board = _get(board_id)
        entries = BoardEntry.select().where(BoardEntry.board == board_id)
        up = entries.where(BoardEntry.down_at.is_null()).count()
        if up:
            kind = "one" if up == 1 else "several"
            raise RuleViolation("board.not_empty", board=board.name, films=up, kind=kind)
        if len(_order()) == 1:
            raise RuleViolation("board.last", board=board.name)
        if entries.exists():
            work.update(Board, board_id, retired=True)
        else:
            work.delete(Board, board_id)
        _put_in_order(work, _order())
        work.facts(board=board.name)
    return work.done


def set_counts(ctx: Context, letters: Mapping[str, int], thumbs: int = 0) -> Done:
    """Says how many magnets there are: of each letter, and of thumbs. None of it: not counted.

    Raises `letters.one` (`given`: not one letter), `letters.count` (`given`).
    """
    counts = {}
    for given, count in letters.items():
        spelt = [letter for _, letter in rules.magnets(given)]
        if len(spelt) != 1:
            raise RuleViolation("letters.one", field="letters", given=given[:20])
        counts[spelt[0]] = count
    for count in (*counts.values(), thumbs):
        if not 0 <= count <= MOST_MAGNETS:
            raise RuleViolation("letters.count", field="letters", given=count)
    with operations.begin(ctx, "board.letters") as work:
        settings.put(work, "board_letters", counts)
        settings.put(work, "board_thumbs", thumbs)
        work.facts(letters=sum(counts.values()), counted=bool(counts))
    return work.done


def _order() -> list[int]:
    sql = "SELECT id FROM board WHERE retired = 0 ORDER BY position, id"
    return [int(row[0]) for row in store.rows(sql)]


def _put_in_order(work: Work, boards: Sequence[int]) -> None:
    for position, board_id in enumerate(boards, 1):
        work.update(Board, board_id, position=position)


def _seats(names: Sequence[str]) -> dict[str, str]:
    clean = [naming.line(name, LONGEST_SEAT, field="seats") for name in names]
    if len(clean) != SEATS:
        raise RuleViolation("board.seats", field="seats", count=len(clean))
    if not all(clean):
        raise RuleViolation("board.seat_no_name", field="seats")
    folded = [name.casefold() for name in clean]
    for name in clean:
        if folded.count(name.casefold()) > 1:
            raise RuleViolation("board.seat_twice", field="seats", name=name)
    return {f"seat_{place}": name for place, name in enumerate(clean, 1)}


def _free_name(text: str, board_id: int | None) -> str:
    name = naming.line(text, LONGEST_NAME, field="name")
    if not name:
        raise RuleViolation("board.no_name", field="name")
    taken = store.value("SELECT id FROM board WHERE name = ? AND retired = 0", (name,))
    if taken is not None and taken != board_id:
        raise RuleViolation("board.name_taken", field="name", name=name)
    return name


def _get(board_id: int) -> Board:
    found: Board | None = Board.get_or_none((Board.id == board_id) & ~Board.retired)
    if found is None:
        raise NotFound("board.gone")
    return found
