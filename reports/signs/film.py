"""What a sign is told. Plain frozen values; what is empty is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.type import shown_titles

SEATS = 5


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the five boxes beside a film: whose it is, and whether a thumb is in it."""

    name: str
    gave: bool


@dataclass(frozen=True, slots=True)
class SignFilm:
    """One film on a sign.

    `seats` are the board's five, in its order; `quote` comes without marks; `formats` are those in
    stock; `rated_on` is the shop's date of the last thumb.
    """

    title: str
    original_title: str = ""
    year: int | None = None
    directors: tuple[str, ...] = ()
    certificate: str = ""
    runtime_minutes: int | None = None
    seats: tuple[Seat, ...] = ()
    quote: str = ""
    quote_author: str = ""
    section: str = ""
    formats: tuple[str, ...] = ()
    rated_on: date | None = None

    @property
    def thumbs(self) -> int:
        return sum(seat.gave for seat in self.seats)

    def titles(self) -> tuple[str, str]:
        """The title in large type and what leads the facts, as on the shelf card."""
        return shown_titles(self.title, self.original_title)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row of the board: a film's title and which of the five boxes hold a thumb."""

    title: str
    thumbs: tuple[bool, ...] = ()


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words a sign has of its own, for shops that print in another language."""

    kicker: str = "Our five have spoken"
    directed: str = "directed by {}"
    and_others: str = "{} and others"
    minutes: str = "{} min"
    minutes_long: str = "{} minutes"
    shelf: str = "On the shelf in {}"
    shelf_formats: str = "On the shelf in {}: {}"
    rated: str = "Rated {}"
    day_format: str = "{weekday} {day} {month} {year}"
    weekdays: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months: tuple[str, ...] = _MONTHS
    thumbs: str = "{} of 5 thumbs up"
    thumbs_by: str = "{} of 5 thumbs up: {}"
    board_line: str = "Five of us, one thumb each"
    sheet_of: str = "Sheet {} of {}"
    open_quote: str = "\u201c"
    close_quote: str = "\u201d"

    def day(self, day: date) -> str:
        """A date as the shop writes it: Sat 13 December 2025."""
        return self.day_format.format(
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )
