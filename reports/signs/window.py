"""What the signs of the window are told. Plain frozen values; what is empty is left out.

Days are the shop's own dates, hours minutes after a day's midnight (past 1440 for a shop that
closes after it), money whole minor units. Nothing here asks a calendar or a clock: a sentence that
follows from them is given ready made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Span = tuple[int, int]

__all__ = [
    "Amount",
    "ClosedDays",
    "Drawing",
    "NewRelease",
    "NowShowing",
    "OpeningHours",
    "Plate",
    "Sale",
    "ShowingRow",
    "Span",
    "ThemeHeader",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as a price tag says it: `minor` units (450 is 4.50 where `digits` is 2), the currency's
    `symbol`, and whether it stands after the figure, as most of Europe writes.
    """

    minor: int
    symbol: str
    digits: int = 2
    after: bool = False

    @property
    def whole(self) -> str:
        """The large figure."""
        return str(abs(self.minor) // 10**self.digits)

    @property
    def cents(self) -> str:
        """The raised figure; empty where the price is a round one."""
        rest = abs(self.minor) % 10**self.digits
        return f"{rest:0{self.digits}d}" if rest else ""


@dataclass(frozen=True, slots=True)
class NewRelease:
    """The film of the week. `out_on`: the day it can be had, None for one that is here now;
    `formats` are those in stock; `nights` of a rental at `price`.
    """

    title: str
    original_title: str = ""
    year: int | None = None
    directors: tuple[str, ...] = ()
    certificate: str = ""
    runtime_minutes: int | None = None
    formats: tuple[str, ...] = ()
    out_on: date | None = None
    price: Amount | None = None
    nights: int | None = None
    this_year: int | None = None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The week, Monday first; a day without spans is closed. `twenty_four`: the country counts the
    hours to 24; `slot`: there is a night-drop, which never closes.
    """

    shop: str
    week: tuple[tuple[Span, ...], ...]
    twenty_four: bool = False
    slot: bool = False


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which the shop is shut, in order; then `back_on` at `opens` (minutes). `due` says
    what that does to due dates and comes from the rule that moves them. `this_year` leaves the year
    out of days that lie in it.
    """

    days: tuple[date, ...]
    back_on: date
    opens: int
    due: str = ""
    twenty_four: bool = False
    this_year: int | None = None


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale: what is sold, at what price each (`upwards`: and more), when. `note` is small."""

    what: str
    price: Amount | None = None
    upwards: bool = False
    first: date | None = None
    last: date | None = None
    note: str = ""
    shop: str = ""
    this_year: int | None = None


@dataclass(frozen=True, slots=True)
class ShowingRow:
    """A film that is up on the board: who made it, and how many of the five gave it a thumb."""

    title: str
    year: int | None = None
    directors: tuple[str, ...] = ()
    thumbs: int = 0


@dataclass(frozen=True, slots=True)
class NowShowing:
    """What is up on a board, from its top."""

    shop: str
    board: str
    rows: tuple[ShowingRow, ...]


class Drawing(StrEnum):
    """The small picture at the left of a theme header."""

    ROBOT = "robot"
    MOON = "moon"
    HEART = "heart"
    SKULL = "skull"
    REEL = "reel"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Plate:
    """One film of a theme, on its own little plate."""

    title: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ThemeHeader:
    """The sign over a themed display: its films in shelf order."""

    name: str
    tagline: str = ""
    plates: tuple[Plate, ...] = ()
    first: date | None = None
    last: date | None = None
    drawing: Drawing = Drawing.NONE
    this_year: int | None = None
