"""What a shelf card is told, and what building it tells back. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShelfCard:
    """One film on its card. Empty strings and None are simply left out.

    `barcode` is the title's code as text; `thumbs` is 0 to 5, or None when nobody has judged the
    film yet (five empty boxes would mean that nobody liked it); `quote` comes without marks;
    `pick` is the name of the one whose pick it is ("Owner"); `formats` are those in stock;
    `cast` in order of billing.
    """

    title: str
    original_title: str = ""
    year: int | None = None
    directors: tuple[str, ...] = ()
    runtime_minutes: int | None = None
    certificate: str = ""
    section: str = ""
    formats: tuple[str, ...] = ()
    barcode: str = ""
    thumbs: int | None = None
    quote: str = ""
    quote_author: str = ""
    cast: tuple[str, ...] = ()
    tagline: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True)
class CardNote:
    """Something to say about one card before it prints. `index` is its place in the list given.

    `field` is the ShelfCard's field, `detail` what remains of it, what is missing or the sum that
    fails, `code` the kind: `shortened`, `missing`, `CodeTooWide`, `CodeUnprintable`.
    """

    index: int
    title: str
    field: str
    detail: str
    code: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built: sheets and cards, texts that end in an ellipsis, cards kept back."""

    pages: int
    printed: int = 0
    shortened: tuple[CardNote, ...] = ()
    missing: tuple[CardNote, ...] = ()
    refused: tuple[CardNote, ...] = ()
