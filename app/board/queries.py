"""What the board's screen, show mode, the signs and the shelf cards read: frozen rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.board import rules
from app.board.models import SEATS
from app.shop import settings
from app.shop.errors import NotFound
from app.store import database as store
from app.store.fields import from_ms, to_ms

_PART = 1000


@dataclass(frozen=True, slots=True)
class Board:
    """A board on the wall; `shown` in show mode. `seats` are five names, from the left."""

    id: int
    name: str
    position: int
    shown: bool
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thumb:
    """A thumb of one seat, 0 to 4: who gave it and when."""

    seat: int
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A film on a board. `thumbs` has five places, None where a seat gave none.

    `position` counts from 1, None once it is down. `title_id` is None for a film only in theatres,
    which has no code, cover, section or copies either. `copies` are the shop's to rent, `copies_in`
    of them on the shelf now. A film that went behind the curtain since (`curtained`) is for staff
    alone: no show mode, no window, no sign.
    """

    id: int
    board_id: int
    film_id: int
    title_id: int | None
    name: str
    original_name: str
    year: int | None
    directors: tuple[str, ...]
    certificate: str
    runtime_minutes: int | None
    position: int | None
    up_since: datetime
    down_at: datetime | None
    code: str
    cover: str
    section: str
    curtained: bool
    copies: int
    copies_in: int
    thumbs: tuple[Thumb | None, ...]

    @property
    def count(self) -> int:
        """How many thumbs it has."""
        return sum(thumb is not None for thumb in self.thumbs)


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody said of a film; `on_card` marks the one on its shelf card."""

    id: int
    film_id: int
    author: str
    source: str
    quote: str
    on_date: date
    thumbs: int | None
    on_card: bool


@dataclass(frozen=True, slots=True)
class Film:
    """A rated film by its name; `title_id` where the catalogue has it."""

    id: int
    title_id: int | None
    name: str
    year: int | None
    directors: tuple[str, ...]


# -- boards and their rows -----------------------------------------------------------------------


def boards() -> tuple[Board, ...]:
    """The boards on the wall, in the owner's order."""
    rows = store.rows(
        "SELECT id, name, position, shown, seat_1, seat_2, seat_3, seat_4, seat_5 FROM board"
        " WHERE retired = 0 ORDER BY position, id"
    )
    return tuple(Board(*(*row[:3], bool(row[3]), tuple(row[4:]))) for row in rows)


def board(board_id: int) -> Board:
    """One board; raises `board.gone`."""
    found = next((one for one in boards() if one.id == board_id), None)
    if found is None:
        raise NotFound("board.gone")
    return found


def board_named(name: str) -> Board:
    """The board of a name in any case, the first one where it is empty; raises `board.none`."""
    wanted = name.strip().casefold()
    found = next((one for one in boards() if wanted in ("", one.name.casefold())), None)
    if found is None:
        raise NotFound("board.none", name=name[:40])
    return found


_COPIES = """SELECT count(*) FROM copy c WHERE c.title_id = {title} AND c.purpose = 'rental'
        AND c.state IN ('in', 'out', 'held', 'repair', 'damaged')"""
_ENTRY = f"""SELECT n.id, n.board_id, n.film_id, f.title_id, f.name,
    coalesce(t.original_name, ''), f.year, f.directors, coalesce(r.code, ''), t.runtime_minutes,
    n.position, n.up_at, n.down_at, coalesce(t.code, ''), coalesce(t.cover, ''),
    coalesce(s.name, ''), coalesce(s.curtained, 0),
    ({_COPIES.format(title="t.id")}),
    (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.purpose = 'rental'
        AND c.state = 'in')
    FROM board_entry n JOIN rated_film f ON f.id = n.film_id
    LEFT JOIN title t ON t.id = f.title_id LEFT JOIN certificate r ON r.id = t.certificate_id
    LEFT JOIN title_card k ON k.title_id = t.id LEFT JOIN section s ON s.id = k.section_id"""
_THUMBS = """SELECT entry_id, seat, who, at FROM thumb
    WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY entry_id, seat"""


def rows(board_id: int) -> tuple[Entry, ...]:
    """What is up on a board, from the top."""
    return _entries(
        store.rows(
            f"{_ENTRY} WHERE n.board_id = ? AND n.down_at IS NULL ORDER BY n.position, n.id",
            (board_id,),
        )
    )


def entry(entry_id: int) -> Entry:
    """One hanging, up or down; raises `board.entry_gone`."""
    found = _entries(store.rows(f"{_ENTRY} WHERE n.id = ?", (entry_id,)))
    if not found:
        raise NotFound("board.entry_gone")
    return found[0]


def up_of_film(film_id: int) -> tuple[Entry, ...]:
    """Where a film hangs now, in the order of the boards."""
    sql = f"{_ENTRY} JOIN board b ON b.id = n.board_id WHERE n.film_id = ? AND n.down_at IS NULL"
    return _entries(store.rows(f"{sql} ORDER BY b.position, b.id", (film_id,)))


def history(
    limit: int = 50, before: Entry | None = None, board_id: int | None = None
) -> tuple[Entry, ...]:
    """Closed verdicts, the last taken down first; `before` is the last one of the page before."""
    sql, wanted = f"{_ENTRY} WHERE n.down_at IS NOT NULL", []
    if before is not None and before.down_at is not None:
        sql += " AND (n.down_at, n.id) < (?, ?)"
        wanted += [to_ms(before.down_at), before.id]
    if board_id is not None:
        sql += " AND n.board_id = ?"
        wanted.append(board_id)
    return _entries(
        store.rows(f"{sql} ORDER BY n.down_at DESC, n.id DESC LIMIT ?", (*wanted, limit))
    )


def history_of(film_id: int) -> tuple[Entry, ...]:
    """The closed verdicts of one film, the newest first."""
    sql = f"{_ENTRY} WHERE n.film_id = ? AND n.down_at IS NOT NULL"
    return _entries(store.rows(f"{sql} ORDER BY n.down_at DESC, n.id DESC", (film_id,)))


def _entries(found: Sequence[tuple[Any, ...]]) -> tuple[Entry, ...]:
    given = store.rows(_THUMBS, (json.dumps([row[0] for row in found]),)) if found else []
    thumbs = {
        entry_id: {seat: Thumb(seat, who, from_ms(at)) for _, seat, who, at in group}
        for entry_id, group in groupby(given, key=itemgetter(0))
    }
    return tuple(_entry(row, thumbs.get(row[0], {})) for row in found)


def _entry(row: tuple[Any, ...], thumbs: dict[int, Thumb]) -> Entry:
    *names, directors, certificate, runtime, position, up, down = row[:13]
    code, cover, section, curtained, copies, copies_in = row[13:]
    whole = (
        *(*names, tuple(json.loads(directors)), certificate, runtime, position, from_ms(up)),
        *(None if down is None else from_ms(down), code, cover, section, bool(curtained)),
        *(copies, copies_in, tuple(thumbs.get(seat) for seat in range(SEATS))),
    )
    return Entry(*whole)


# -- films and reviews ---------------------------------------------------------------------------


def film(film_id: int) -> Film:
    """One film; raises `film.gone`."""
    sql = "SELECT id, title_id, name, year, directors FROM rated_film WHERE id = ?"
    found = store.rows(sql, (film_id,))
    if not found:
        raise NotFound("film.gone")
    *facts, directors = found[0]
    return Film(*(*facts, tuple(json.loads(directors))))


def film_of_title(title_id: int) -> int | None:
    """The film of a title, None where nobody rated it yet."""
    found = store.value("SELECT id FROM rated_film WHERE title_id = ?", (title_id,))
    return None if found is None else int(found)


def films_in_theatres() -> tuple[Film, ...]:
    """The films that the catalogue does not have, by name."""
    sql = "SELECT id, title_id, name, year, directors FROM rated_film WHERE title_id IS NULL"
    return tuple(
        Film(*(*facts, tuple(json.loads(directors))))
        for *facts, directors in store.rows(f"{sql} ORDER BY name COLLATE NOCASE, id")
    )


def copies_of(title_id: int) -> int:
    """How many copies of a title the shop has to rent, wherever they are now."""
    return int(store.value(_COPIES.format(title="?"), (title_id,)))


def reviews(film_id: int) -> tuple[Review, ...]:
    """What was said of a film: the one on the card first, then the newest."""
    sql = "SELECT id, film_id, author, source, quote, on_date, thumbs, on_card FROM review"
    found = store.rows(
        f"{sql} WHERE film_id = ? ORDER BY on_card DESC, on_date DESC, id DESC", (film_id,)
    )
    return tuple(
        Review(*(*row[:5], date.fromisoformat(row[5]), row[6], bool(row[7]))) for row in found
    )


# -- what other screens and the shelf cards say of titles ------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the board says of a film: `latest` of five thumbs, and the average of all verdicts.

    `latest_on` is the shop's day on which the last thumb of the latest came, `up` whether it hangs
    now.
    """

    latest: int
    latest_on: date
    average: float
    count: int
    up: bool


@dataclass(frozen=True, slots=True)
class CardQuote:
    """The quote on a shelf card."""

    quote: str
    author: str


_JUDGED = """SELECT {of}, count(h.id), n.down_at IS NULL, coalesce(max(h.at), 0)
    FROM rated_film f JOIN board_entry n ON n.film_id = f.id LEFT JOIN thumb h ON h.entry_id = n.id
    WHERE {of} IN (SELECT value FROM json_each(?)) GROUP BY n.id ORDER BY {of}"""
_QUOTES = """SELECT f.title_id, v.quote, v.author FROM review v JOIN rated_film f
    ON f.id = v.film_id WHERE v.on_card = 1
    AND f.title_id IN (SELECT value FROM json_each(?))"""


def verdicts(title_ids: Iterable[int]) -> dict[int, Verdict]:
    """The verdicts of titles by id; a title that nobody judged is left out (`rules.verdict_of`)."""
    return _verdicts("f.title_id", title_ids)


def verdicts_of_films(film_ids: Iterable[int]) -> dict[int, Verdict]:
    """As `verdicts`, by film: also of those only in theatres."""
    return _verdicts("f.id", film_ids)


def _verdicts(of: str, ids: Iterable[int]) -> dict[int, Verdict]:
    calendar = settings.calendar()
    found = {}
    for part in _parts(ids):
        judged = store.rows(_JUDGED.format(of=of), (json.dumps(part),))
        for id_, group in groupby(judged, key=itemgetter(0)):
            hangings = (rules.Judged(thumbs, bool(up), last) for _, thumbs, up, last in group)
            verdict = rules.verdict_of(hangings)
            if verdict is not None:
                on = calendar.local_date(from_ms(verdict.latest_ms))
                found[int(id_)] = Verdict(
                    verdict.latest, on, verdict.average, verdict.count, verdict.up
                )
    return found


def card_quote(title_ids: Iterable[int]) -> dict[int, CardQuote]:
    """The quote that stands on each title's shelf card; titles without one are left out."""
    return {
        int(title_id): CardQuote(quote, author)
        for part in _parts(title_ids)
        for title_id, quote, author in store.rows(_QUOTES, (json.dumps(part),))
    }


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    wanted = list(ids)
    for start in range(0, len(wanted), _PART):
        yield wanted[start : start + _PART]
