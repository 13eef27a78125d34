"""The ratings board: what hangs on the wall, and what was said of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.board import actions, queries, reviews
from app.board.queries import Board, Entry
from app.catalog import finding, titles
from app.catalog.folding import fold
from app.shop.errors import NotFound, RuleViolation
from ui import sentences
from ui.cli.desk import CommandDesk, iso

_WITH_YEAR = re.compile(r"(?P<name>.+?)\s*\((?P<year>\d{4})\)\s*")


def board(desk: CommandDesk) -> None:
    """`board put|thumb|down|list`."""
    _BOARD[desk.options.action](desk, queries.board_named(desk.options.board))


def _put(desk: CommandDesk, on: Board) -> None:
    """`board put TITLE [--anyway]`."""
    text = desk.options.title
    title_id = _title_of(text)
    if title_id is not None:
        done = actions.put_up(desk.context(), on.id, title_id=title_id)
    elif desk.options.anyway:
        name, year = _named(text)
        done = actions.put_up(desk.context(), on.id, name=name, year=year)
    else:
        raise NotFound("film.none", name=text[:60])
    _tell(desk, on, queries.entry(done.entry_id), sentences.of_done(done.done))


def _thumb(desk: CommandDesk, on: Board) -> None:
    """`board thumb TITLE N [--by SEAT]`: N thumbs in all, SEAT's first to come or to go."""
    entry = _up(desk.options.title, on)
    seat = _seat(desk.options.by, on) if desk.options.by else None
    done = actions.set_thumbs(desk.context(), entry.id, desk.options.count, seat)
    _tell(desk, on, queries.entry(entry.id), sentences.of_done(done))


def _down(desk: CommandDesk, on: Board) -> None:
    """`board down TITLE`: into the history."""
    entry = _up(desk.options.title, on)
    done = actions.take_down(desk.context(), entry.id)
    _tell(desk, on, queries.entry(entry.id), sentences.of_done(done))


def _list(desk: CommandDesk, on: Board) -> None:
    """`board list [--board NAME]`: what is up, of all boards where none is named."""
    wanted = (on,) if desk.options.board else queries.boards()
    found = [(one, entry) for one in wanted for entry in queries.rows(one.id)]
    lines = []
    for one in wanted:
        lines += [one.name] * (len(wanted) > 1)
        lines += [_line(entry) for at, entry in found if at is one] or ["Nothing is up."]
    desk.answer([_document(one, entry) for one, entry in found], lines)


_BOARD: dict[str, Callable[[CommandDesk, Board], None]] = {
    "put": _put,
    "thumb": _thumb,
    "down": _down,
    "list": _list,
}


def review(desk: CommandDesk) -> None:
    """`review add TITLE --by WHO --quote TEXT [--source S]`."""
    options = desk.options
    title_id = _title_of(options.title)
    film_id = None if title_id is not None else _film_in_theatres(options.title)
    if title_id is None and film_id is None:
        raise NotFound("film.none", name=options.title[:60])
    added = reviews.add_review(
        desk.context(),
        options.by,
        options.quote,
        film_id=film_id,
        title_id=title_id,
        source=options.source,
    )
    whole = next(one for one in queries.reviews(added.film_id) if one.id == added.review_id)
    document = {
        "title": queries.film(added.film_id).name,
        "by": whole.author,
        "source": whole.source,
        "quote": whole.quote,
        "on": whole.on_date.isoformat(),
        "on_card": whole.on_card,
    }
    desk.answer(document, [sentences.of_done(added.done)])


# -- which film is meant ---------------------------------------------------------------------------


def _title_of(text: str) -> int | None:
    """The title of a code, a barcode, a UPC or a name; None where the catalogue has none.

    Raises `film.unclear` where several have the name.
    """
    title_id = finding.title_by_code(text)
    if title_id is not None:
        return title_id
    ref = finding.copy_by_barcode(text) or finding.edition_by_upc(text)
    if ref is not None:
        return ref.title_id
    found = titles.alike(text.strip()) or titles.alike(*_named(text))
    if len(found) > 1:
        raise RuleViolation("film.unclear", name=text[:60])
    return found[0] if found else None


def _named(text: str) -> tuple[str, int | None]:
    """`Her (2013)` as its name and year."""
    match = _WITH_YEAR.fullmatch(text.strip())
    return (match["name"], int(match["year"])) if match else (text.strip(), None)


def _film_in_theatres(text: str) -> int | None:
    name, year = _named(text)
    return next(
        (
            film.id
            for film in queries.films_in_theatres()
            if fold(film.name) == fold(name) and year in (None, film.year)
        ),
        None,
    )


def _up(text: str, on: Board) -> Entry:
    """What hangs on the board under this name or code; raises `board.not_up`, `film.unclear`."""
    up = queries.rows(on.id)
    name, year = _named(text)
    named = [
        one
        for one in up
        if fold(one.name) == fold(text) or (fold(one.name) == fold(name) and one.year == year)
    ]
    if len(named) > 1:
        raise RuleViolation("film.unclear", name=text[:60])
    if named:
        return named[0]
    title_id = _title_of(text)
    found = next((one for one in up if title_id is not None and one.title_id == title_id), None)
    if found is None:
        raise NotFound("board.not_up", kind="film", title=text[:60], board=on.name)
    return found


def _seat(name: str, on: Board) -> int:
    wanted = name.strip().casefold()
    for seat, sits in enumerate(on.seats):
        if sits.casefold() == wanted:
            return seat
    raise NotFound("board.no_seat", kind="named", name=name[:40], board=on.name)


# -- telling ---------------------------------------------------------------------------------------


def _tell(desk: CommandDesk, on: Board, entry: Entry, said: str) -> None:
    desk.answer(_document(on, entry), [said])


def _line(entry: Entry) -> str:
    by = ", ".join(thumb.who for thumb in entry.thumbs if thumb is not None)
    year = f" ({entry.year})" if entry.year else ""
    return f"{entry.position}. {entry.name}{year}, {entry.count} of 5{': ' + by if by else ''}"


def _document(on: Board, entry: Entry) -> dict[str, object]:
    return {
        "board": on.name,
        "position": entry.position,
        "title": entry.name,
        "year": entry.year,
        "code": entry.code or None,
        "thumbs": entry.count,
        "by": [thumb.who for thumb in entry.thumbs if thumb is not None],
        "up_since": iso(entry.up_since),
        "down": iso(entry.down_at),
    }
