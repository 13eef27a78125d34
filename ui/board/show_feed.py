"""What show mode shows: pages of five rows, board by board, and what is said of each film.

Nothing here is about who rented what. Films behind the curtain are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.board import queries
from app.board.queries import Board, CardQuote, Entry
from app.shop import settings
from app.shop.words import clock_words, day_words, number_words
from ui.board import words
from ui.board.words import tr

ROWS = 5


@dataclass(frozen=True, slots=True)
class Page:
    """Up to five rows of a board; `number` of `pages` pages, from 0."""

    board_id: int
    rows: tuple[Entry, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Program:
    """All that show mode cycles through, and the quotes of its films by title."""

    shop: str
    corner: str
    boards: tuple[Board, ...]
    pages: tuple[Page, ...]
    quotes: dict[int, CardQuote]


def read(now: datetime) -> Program:
    """The program as the shop has it now; at least one page, which may have no row."""
    boards = tuple(one for one in queries.boards() if one.shown)
    pages: list[Page] = []
    titles: set[int] = set()
    for board in boards:
        rows = tuple(one for one in queries.rows(board.id) if not one.curtained)
        titles.update(one.title_id for one in rows if one.title_id is not None)
        pages.extend(paged(board.id, rows))
    filled = tuple(page for page in pages if page.rows) or tuple(pages[:1]) or (Page(0, (), 0, 1),)
    kept = settings.settings()
    return Program(kept.shop_name, _corner(boards, now), boards, filled, queries.card_quote(titles))


def paged(board_id: int, rows: Sequence[Entry]) -> list[Page]:
    """Pages of five; a board without rows has one empty page."""
    parts = [tuple(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)] or [()]
    return [Page(board_id, part, number, len(parts)) for number, part in enumerate(parts)]


def said_of(entry: Entry, quotes: dict[int, CardQuote]) -> tuple[str, str, str]:
    """Of a film: its quote or who made it, who said so, where it stands.

    A film only in theatres has no section and no copies.
    """
    quote = quotes.get(entry.title_id) if entry.title_id is not None else None
    if quote is None:
        said, by = words.made_by(entry), entry.name
    else:
        said = f"\u201c{quote.quote}\u201d"
        by = tr("{author} on {title}").format(author=quote.author, title=entry.name)
    return said, by, ", ".join(part for part in (entry.section, _copies(entry)) if part)


def _copies(entry: Entry) -> str:
    if not entry.copies:
        return ""
    if entry.copies_in == 0:
        return tr("all out")
    one = entry.copies_in == 1
    return tr("1 copy in") if one else tr("{n} copies in").format(n=entry.copies_in)


def _corner(boards: Sequence[Board], now: datetime) -> str:
    """ "Five of us, one thumb each"; while the shop is closed, when it opens."""
    calendar = settings.calendar()
    if not calendar.hours_known or calendar.open_until(now) is not None:
        return tr("{n} of us, one thumb each").format(n=number_words(5).capitalize())
    today = calendar.local_date(now)
    day = today if _opens_later(now) else calendar.next_open_day(today + timedelta(days=1))
    at = calendar.local(calendar.opening_at(day))
    when = clock_words(at) if day == today else f"{day_words(day)} {clock_words(at)}"
    return tr("We open at {when}").format(when=when)


def _opens_later(now: datetime) -> bool:
    calendar = settings.calendar()
    today = calendar.local_date(now)
    return calendar.is_open_day(today) and calendar.opening_at(today) > now
