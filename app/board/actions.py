"""What a person does at the board: put a film up, give thumbs, move it, take it down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.board import films, order, rules
from app.board.models import SEATS, Board, BoardEntry, RatedFilm, Thumb
from app.catalog import naming
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

LONGEST_WHO = 60


@dataclass(frozen=True, slots=True)
class PutUp:
    """A film that hangs now."""

    done: Done
    entry_id: int
    film_id: int


def put_up(
    ctx: Context,
    board_id: int,
    *,
    title_id: int | None = None,
    name: str = "",
    year: int | None = None,
    directors: Sequence[str] = (),
) -> PutUp:
    """Puts a film up below the others: a title of the catalogue, or any film by its name.

    A name that the catalogue has is that title. Raises `board.gone`, `title.gone`, `film.no_name`,
    `title.year`, `board.already_up` (`title`, `board`, `entry_id`), `board.behind_curtain`.
    """
    with operations.begin(ctx, "board.put") as work:
        board = _board(board_id)
        if title_id is not None:
            film_id = films.of_title(work, title_id)
        else:
            film_id = films.of_name(work, name, year, directors)
        film = films.get(film_id)
        _check_free(board, film)
        entry_id = work.insert(
            BoardEntry,
            board=board_id,
            film=film_id,
            position=len(order.of(board_id)) + 1,
            up_at=work.now,
        )
        work.facts(title=film.name, board=board.name)
    return PutUp(work.done, entry_id, film_id)


def take_down(ctx: Context, entry_id: int) -> Done:
    """Takes a film down, which closes its verdict. Raises `board.not_up`."""
    with operations.begin(ctx, "board.down") as work:
        entry = _up(entry_id)
        thumbs = len(_taken(entry_id))
        work.update(BoardEntry, entry_id, position=None, down_at=work.now)
        work.facts(title=entry.film.name, board=entry.board.name, thumbs=thumbs)
    return work.done


def put_back(ctx: Context, entry_id: int) -> Done:
    """Hangs what was taken down again, with its thumbs, below the others.

    Raises `board.entry_gone`, `board.is_up`, `board.gone`, `board.already_up`,
    `board.behind_curtain`.
    """
    with operations.begin(ctx, "board.put_back") as work:
        entry = _entry(entry_id)
        if entry.down_at is None:
            raise RuleViolation("board.is_up", title=entry.film.name)
        board = _board(entry.board_id)
        _check_free(board, entry.film)
        place = len(order.of(board.id)) + 1
        work.update(BoardEntry, entry_id, position=place, down_at=None)
        work.facts(title=entry.film.name, board=board.name)
    return work.done


def move(ctx: Context, entry_id: int, position: int) -> Done:
    """Moves a row to a place, 1 the top; further than an end is the end. Raises `board.not_up`."""
    with operations.begin(ctx, "board.move") as work:
        entry = _up(entry_id)
        rows = rules.moved(order.of(entry.board_id), entry_id, position)
        order.put(work, rows)
        work.facts(title=entry.film.name, position=rows.index(entry_id) + 1)
    return work.done


# -- thumbs ------------------------------------------------------------------------------------


def give_thumb(ctx: Context, entry_id: int, seat: int | None = None, who: str = "") -> Done:
    """Gives a film the thumb of a seat, 0 to 4; None is the next seat without one.

    `who` sat there, where it was not the one whom the seat is named after. Raises `board.not_up`,
    `board.full` (a sixth thumb), `board.no_seat`, `thumb.there` (`who`).
    """
    with operations.begin(ctx, "thumb.give") as work:
        entry = _up(entry_id)
        taken = _taken(entry_id)
        if len(taken) == SEATS:
            raise RuleViolation("board.full", title=entry.film.name)
        place = rules.next_seat(taken) if seat is None else seat
        if place is None or place not in range(SEATS):
            raise NotFound("board.no_seat", field="seat")
        if place in taken:
            raise RuleViolation("thumb.there", field="seat", who=_who(entry_id, place))
        named = _give(work, entry, place, who)
        work.facts(title=entry.film.name, who=named, thumbs=len(taken) + 1)
    return work.done


def take_thumb(ctx: Context, entry_id: int, seat: int | None = None) -> Done:
    """Takes the thumb of a seat away; None is the last one from the left.

    Raises `board.not_up`, `thumb.none`.
    """
    with operations.begin(ctx, "thumb.take") as work:
        entry = _up(entry_id)
        taken = _taken(entry_id)
        place = max(taken, default=None) if seat is None else seat
        if place is None or place not in taken:
            raise NotFound("thumb.none", title=entry.film.name)
        who = _who(entry_id, place)
        work.delete(Thumb, taken[place])
        work.facts(title=entry.film.name, who=who, thumbs=len(taken) - 1)
    return work.done


def move_thumb(ctx: Context, entry_id: int, seat: int, to_entry_id: int, to_seat: int) -> Done:
    """Moves a thumb from one box to an empty one, on the same row or on another.

    In the same seat's box it stays whose it was; in another seat's it is that seat's from now on.
    Raises `board.not_up`, `thumb.none`, `thumb.there` (`who`), `board.no_seat`.
    """
    with operations.begin(ctx, "thumb.move") as work:
        source, target = _up(entry_id), _up(to_entry_id)
        if to_seat not in range(SEATS):
            raise NotFound("board.no_seat", field="seat")
        taken = _taken(entry_id)
        if seat not in taken:
            raise NotFound("thumb.none", title=source.film.name)
        if to_seat in _taken(to_entry_id):
            raise RuleViolation("thumb.there", field="seat", who=_who(to_entry_id, to_seat))
        who = _who(entry_id, seat)
        work.delete(Thumb, taken[seat])
        named = _give(work, target, to_seat, who if to_seat == seat else "")
        work.facts(title=target.film.name, who=named, before=source.film.name)
    return work.done


def set_thumbs(ctx: Context, entry_id: int, count: int, seat: int | None = None) -> Done:
    """Gives a film so many thumbs, 0 to 5: new ones to the next seats, surplus ones from the right.

    A `seat` is the first to give, or to take back (see `rules.seats_for`). Raises `board.not_up`,
    `board.full` above five, `thumbs.range` below none, `board.no_seat`.
    """
    with operations.begin(ctx, "thumb.set") as work:
        entry = _up(entry_id)
        if count > SEATS:
            raise RuleViolation("board.full", title=entry.film.name)
        if count < 0:
            raise RuleViolation("thumbs.range", field="count", count=count)
        if seat is not None and seat not in range(SEATS):
            raise NotFound("board.no_seat", field="seat")
        taken = _taken(entry_id)
        wanted = rules.seats_for(taken, count, seat)
        took = [_who(entry_id, place) for place in sorted(taken.keys() - wanted)]
        for place in sorted(taken.keys() - wanted):
            work.delete(Thumb, taken[place])
        gave = [_give(work, entry, place) for place in sorted(wanted - taken.keys())]
        work.facts(title=entry.film.name, thumbs=count, gave=gave, took=took)
    return work.done


def _give(work: Work, entry: BoardEntry, seat: int, who: str = "") -> str:
    clean = naming.line(who, LONGEST_WHO, field="who") or str(entry.board.seats[seat])
    work.insert(Thumb, entry=entry.id, seat=seat, who=clean, at=work.now)
    return clean


def _taken(entry_id: int) -> dict[int, int]:
    """Seats with a thumb and the thumb's id, from the left."""
    sql = "SELECT seat, id FROM thumb WHERE entry_id = ? ORDER BY seat"
    return {int(seat): int(id_) for seat, id_ in store.rows(sql, (entry_id,))}


def _who(entry_id: int, seat: int) -> str:
    sql = "SELECT who FROM thumb WHERE entry_id = ? AND seat = ?"
    return str(store.value(sql, (entry_id, seat)))


# -- what must be there --------------------------------------------------------------------------


def _board(board_id: int) -> Board:
    found: Board | None = Board.get_or_none((Board.id == board_id) & ~Board.retired)
    if found is None:
        raise NotFound("board.gone")
    return found


def _entry(entry_id: int) -> BoardEntry:
    found: BoardEntry | None = BoardEntry.get_or_none(BoardEntry.id == entry_id)
    if found is None:
        raise NotFound("board.entry_gone")
    return found


def _up(entry_id: int) -> BoardEntry:
    entry = BoardEntry.get_or_none(BoardEntry.id == entry_id)
    if entry is None or entry.down_at is not None:
        raise NotFound("board.not_up")
    found: BoardEntry = entry
    return found


def _check_free(board: Board, film: RatedFilm) -> None:
    """A film hangs once on a board, and none that stands behind the curtain."""
    up = store.value(
        "SELECT id FROM board_entry WHERE board_id = ? AND film_id = ? AND down_at IS NULL",
        (board.id, film.id),
    )
    if up is not None:
        raise RuleViolation("board.already_up", title=film.name, board=board.name, entry_id=int(up))
    if films.behind_curtain(film.title_id):
        raise RuleViolation("board.behind_curtain", title=film.name)
