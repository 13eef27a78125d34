"""The walking list: the shop's sections in walking order, with what stands in each.

A page (or more) to carry along the aisles. Points from the sheet's top left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.document import Document, Tag
from reports.drawing import Palette, palette
from reports.fitting import fit_line
from reports.fonts import BOLD, MEDIUM, REGULAR, SEMIBOLD, TITLE, Style
from reports.stock import LETTER
from reports.type import clean, missing_glyphs

MARGIN, HEADING_BASE, NOTE_BASE = 54.0, 84.0, 102.0
TABLE_TOP, ROW = 126.0, 21.0
HEADING_SIZE, NOTE_SIZE, TEXT_SIZE = 34.0, 10.0, 10.5
NUMBER_RIGHT, NAME_LEFT, COLUMN = 72.0, 84.0, 66.0


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section. Counts are copies but `titles`; `curtained` ones are told by a word."""

    name: str
    titles: int
    copies: int
    copies_in: int
    curtained: bool = False


@dataclass(frozen=True, slots=True)
class WalkingListReport:
    """Sheets built, and characters that no face has (they print as nothing)."""

    pages: int
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The list's own words, for shops that print in another language."""

    curtained: str = "curtained"
    columns: tuple[str, str, str] = ("Titles", "Copies", "In")
    total: str = "Total"
    page: str = "Page {} of {}"


def build(
    sections: Sequence[SectionRow],
    out: Path | BinaryIO,
    *,
    title: str = "Sections in walking order",
    note: str = "",
    sheet: tuple[str, float, float] = LETTER,
    mono: bool = False,
    language: str = "en",
    words: Words | None = None,
) -> WalkingListReport:
    """Writes the list as a PDF. `note` stands below the heading (a date, a shop). The same data
    gives the same bytes. Characters that no face has are left out and reported.
    """
    pen = _Pen(Document(title=title, language=language), palette(mono), sheet, words or Words())
    per_page = int((sheet[2] - TABLE_TOP - MARGIN - 2 * ROW) // ROW)
    chunks = [sections[at : at + per_page] for at in range(0, len(sections), per_page)] or [[]]
    for number, chunk in enumerate(chunks):
        parts = [Tag("H1", pen.heading(title, note), title)] if number == 0 else []
        first = number * per_page
        parts.append(Tag("P", pen.head_row()))
        parts.extend(
            Tag("P", pen.row(place, first + place + 1, row)) for place, row in enumerate(chunk)
        )
        if number == len(chunks) - 1:
            parts.append(Tag("P", pen.total(len(chunk), sections)))
        footer = [pen.footer(number + 1, len(chunks))] if len(chunks) > 1 else []
        pen.document.add_page(sheet[1], sheet[2], [*parts, *footer])
    pen.document.write(out)
    return WalkingListReport(len(chunks), "".join(sorted(pen.missing)))


class _Pen:
    """Draws rows; collects what no face has."""

    def __init__(
        self, document: Document, colours: Palette, sheet: tuple[str, float, float], words: Words
    ) -> None:
        self.document = document
        self.missing: set[str] = set()
        self._colours = colours
        self._width, self._height = sheet[1], sheet[2]
        self._words = words

    def _text(
        self, text: str, style: Style, x: float, base: float, size: float, *, width: float = 0.0
    ) -> str:
        """Text from x rightwards within `width`, or ending at x when no width is given."""
        text = clean(text)
        lacking = missing_glyphs(text, style)
        self.missing |= lacking
        text = clean("".join(sign for sign in text if sign not in lacking))
        fitted = fit_line(text, style, width or self._width, size)
        line = self.document.use(fitted.lines[0])
        left = x if width else x - line.length(fitted.size)
        return line.operators(left, self._height - base, fitted.size)

    def _columns(self) -> list[float]:
        right = self._width - MARGIN
        return [right - 2 * COLUMN, right - COLUMN, right]

    def _counts(self, counts: Iterable[int | str], style: Style, base: float, size: float) -> str:
        pairs = zip(counts, self._columns(), strict=True)
        return " ".join(self._text(str(count), style, x, base, size) for count, x in pairs)

    def _rule(self, base: float, weight: float) -> str:
        y = self._height - base
        return f"{weight} w {self._colours.ink} RG {MARGIN} {y} m {self._width - MARGIN} {y} l S"

    def heading(self, title: str, note: str) -> str:
        room = self._width - 2 * MARGIN
        big = self._text(title, TITLE, MARGIN, HEADING_BASE, HEADING_SIZE, width=room)
        small = self._text(note, MEDIUM, MARGIN, NOTE_BASE, NOTE_SIZE, width=room)
        return f"{self._colours.ink} rg {big} {self._colours.quiet} rg {small}"

    def head_row(self) -> str:
        shown = self._counts(self._words.columns, SEMIBOLD, TABLE_TOP - 6, 8.5)
        return f"{self._colours.quiet} rg {shown} {self._rule(TABLE_TOP, 0.8)}"

    def row(self, place: int, number: int, row: SectionRow) -> str:
        base = TABLE_TOP + place * ROW + 14.5
        room = self._columns()[0] - COLUMN - NAME_LEFT
        count = self._text(str(number), MEDIUM, NUMBER_RIGHT, base, TEXT_SIZE)
        name = f"{row.name} ({self._words.curtained})" if row.curtained else row.name
        shown = self._text(name, SEMIBOLD, NAME_LEFT, base, TEXT_SIZE, width=room)
        counts = self._counts((row.titles, row.copies, row.copies_in), REGULAR, base, TEXT_SIZE)
        colours = self._colours
        rule = self._rule(TABLE_TOP + (place + 1) * ROW, 0.25)
        return f"{colours.quiet} rg {count} {colours.ink} rg {shown} {counts} {rule}"

    def total(self, place: int, rows: Sequence[SectionRow]) -> str:
        base = TABLE_TOP + place * ROW + 16.5
        sums = (
            sum(row.titles for row in rows),
            sum(row.copies for row in rows),
            sum(row.copies_in for row in rows),
        )
        word = self._text(self._words.total, BOLD, NAME_LEFT, base, TEXT_SIZE, width=200)
        return f"{self._colours.ink} rg {word} {self._counts(sums, BOLD, base, TEXT_SIZE)}"

    def footer(self, number: int, count: int) -> str:
        text = self._words.page.format(number, count)
        right = self._width - MARGIN
        shown = self._text(text, MEDIUM, right, self._height - MARGIN + 18, 8.5)
        return f"{self._colours.quiet} rg {shown}"
