"""The whole board on paper: rows of magnet letters on steel, five boxes a row, thumbs in as many as
each film earned. White instead of steel for a black printer. More rows than a sheet holds go on
further sheets, as evenly as they divide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.cards import CardNote as Note
from reports.correction import Correction
from reports.document import Document
from reports.drawing import rounded_box
from reports.fonts import MEDIUM, SEMIBOLD
from reports.paper import Paper
from reports.signs import boxes, lettering, sheet, titles
from reports.signs.designs import (
    BLACK,
    GREY,
    NEON_HAND,
    POSTER,
    WHITE,
    Design,
    Paint,
    blend,
    paint,
    rgb,
)
from reports.signs.film import SEATS, BoardRow, Words
from reports.signs.sheet import Align, Sheet, SignPage
from reports.signs.strokes import hand
from reports.signs.wording import typographic
from reports.type import clean, missing_glyphs

__all__ = ["BoardRow", "Words", "build", "draw"]

_MARGIN = 27.0
_HEAD, _FOOT = 64.0, 34.0
# A row is at least this high: its letters are read across the shop.
_LOWEST_ROW = 56.0
_FEWEST_ROWS = 5
_RIM, _RADIUS = 6.0, 10.0
# The strip of steel over the boxes, for the names of the five.
_NAMES = 15.0
_TRACKING = 87.0
_TURNS = (3.0, -4.0, 1.5, 5.0, -2.0, 0.5, -3.0)
_STEEL = (rgb("#3A3E49"), rgb("#22252D"))


@dataclass(frozen=True, slots=True)
class _Colours:
    letters: str
    shades: tuple[tuple[str, float, float], ...]
    box: str
    groove: str
    thumb: Paint
    rim: str
    name: str
    ink: str
    quiet: str


def _colours(mono: bool) -> _Colours:
    """Shades as (colour, right, down) in thousandths of the letters' height."""
    thumbs = paint(Design.PLAIN, mono)
    if mono:
        shades = ((GREY, 45.0, 60.0),)
        return _Colours(BLACK, shades, BLACK, GREY, thumbs, WHITE, BLACK, BLACK, thumbs.quiet)
    return _Colours(
        letters=rgb("#FBF5E8"),
        shades=(
            (rgb("#15171D"), 62.0, 78.0),
            (rgb("#8C857B"), 14.0, 48.0),
            (rgb("#A79F93"), 8.0, 26.0),
        ),
        box=rgb("#646871"),
        groove=rgb("#1C1F26"),
        thumb=paint(Design.PLAIN),
        rim=rgb("#FFF3E2"),
        name=thumbs.accent,
        ink=thumbs.ink,
        quiet=thumbs.quiet,
    )


def build(
    rows: Sequence[BoardRow],
    out: Path | BinaryIO,
    *,
    shop: str,
    board: str,
    paper: Paper,
    seats: Sequence[str] = (),
    day: str = "",
    mono: bool = False,
    title: str = "Rating board",
    language: str = "en",
    words: Words | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes the board, rows from the top down, as many sheets as it takes.

    `seats` are the five people's names, over their column; `day` is a date as the shop writes it.
    A row with a character no face has is kept back and the rest close up; an empty board writes
    nothing. `paper.turned()` lays the board across. The same rows give the same bytes.
    """
    missing = [
        Note(index, row.title, "title", "".join(sorted(signs)), "missing")
        for index, row in enumerate(rows)
        if (signs := missing_glyphs(row.title))
    ]
    lacking = {note.index for note in missing}
    kept = [(index, row) for index, row in enumerate(rows) if index not in lacking]
    document = Document(title=title, language=language, correction=correction)
    notes: list[Note] = []
    for page in draw(
        document,
        kept,
        shop=shop,
        board=board,
        paper=paper,
        seats=seats,
        day=day,
        mono=mono,
        words=words,
    ):
        sheet.add(document, page)
        notes.extend(page.notes)
    if document.pages:
        document.write(out)
    return BuildReport(
        pages=document.pages,
        printed=len(kept),
        shortened=tuple(notes),
        missing=tuple(missing),
    )


def draw(
    document: Document,
    rows: Sequence[tuple[int, BoardRow]],
    *,
    shop: str,
    board: str,
    paper: Paper,
    seats: Sequence[str] = (),
    day: str = "",
    mono: bool = False,
    words: Words | None = None,
) -> list[SignPage]:
    """The board's pages; `rows` with their places in the list given to `build`."""
    if not rows:
        return []
    side = min(paper.width, paper.height)
    scale = 1.0 if abs(side - 612) < 20 else side / 612
    steel = paper.height / scale - 2 * _MARGIN - _HEAD - _FOOT - 2 * _RIM
    count = ceil(len(rows) / max(1, int(steel / _LOWEST_ROW)))
    share = ceil(len(rows) / count)
    pages = []
    for number in range(count):
        page = Sheet(document, paper, scale=scale, about=board)
        slots = max(share, _FEWEST_ROWS)
        hand_ = _Page(page, _colours(mono), words or Words(), slots, mono, named=any(seats))
        hand_.around(shop, board, day, (number + 1, count))
        hand_.names(seats)
        for at, (index, row) in enumerate(rows[number * share : (number + 1) * share]):
            hand_.row(at, index, row)
        pages.append(page.page())
    return pages


class _Page:
    """One sheet of the board and its measures, in points of a Letter sheet."""

    def __init__(
        self, page: Sheet, colours: _Colours, words: Words, rows: int, mono: bool, *, named: bool
    ) -> None:
        self.page, self.colours, self.words = page, colours, words
        self.rows, self.mono = rows, mono
        self.left, self.right = _MARGIN, page.width - _MARGIN
        self.top, self.bottom = _MARGIN + _HEAD, page.height - _MARGIN - _FOOT
        self.head = _NAMES if named else 0.0
        self.pitch = (self.bottom - self.top - 2 * _RIM - self.head) / rows
        side = min(self.pitch * 0.68, (self.right - self.left) * 0.072)
        gap = side * 0.13
        first = self.right - _RIM - 16 - SEATS * side - (SEATS - 1) * gap
        self.boxes = boxes.BoxRow(
            first, side, gap, side * 1.06, stroke=max(0.9, side / 45), radius=side * 0.12
        )
        self.text = self.left + _RIM + 18
        cap = min(self.pitch * 0.62, 74.0)
        self.room = titles.TitleRoom(
            width=first - 22 - self.text,
            caps=(cap, self.pitch * 0.35, self.pitch * 0.24),
            height=self.pitch * 0.8,
            leading=1.22,
            trackings=(_TRACKING, 55.0, 25.0),
            enough=self.pitch * 0.3,
            usual=2,
        )

    def around(self, shop: str, board: str, day: str, sheet_of: tuple[int, int]) -> None:
        """Name and board over the steel, the shop's line below it."""
        page, colours = self.page, self.colours
        page.words(
            clean(shop),
            NEON_HAND,
            34,
            (self.left, 66),
            colours.name,
            width=(self.right - self.left) * 0.55,
            role="P",
        )
        page.words(
            clean(board),
            POSTER,
            30,
            (self.right, 65),
            colours.ink,
            align=Align.RIGHT,
            width=(self.right - self.left) * 0.4,
            tracking=1.5,
            field="board",
            role="H1",
            spoken=clean(board),
        )
        self._steel()
        base = self.bottom + 25
        page.words(self.words.board_line, MEDIUM, 12, (self.left, base), colours.ink)
        number, count = sheet_of
        told = [clean(day)] if day else []
        if count > 1:
            told.append(self.words.sheet_of.format(number, count))
        end = " \u00b7 ".join(told)
        page.words(end, SEMIBOLD, 11, (self.right, base), colours.quiet, align=Align.RIGHT)

    def _steel(self) -> None:
        """A brushed plate in a rim; a white one in mono. Grooves part the rows."""
        page = self.page
        width, height = self.right - self.left, self.bottom - self.top
        low = page.up(self.bottom)
        outer = rounded_box(self.left, low, width, height, _RADIUS)
        inner = rounded_box(
            self.left + _RIM,
            low + _RIM,
            width - 2 * _RIM,
            height - 2 * _RIM,
            _RADIUS - _RIM / 2,
        )
        if self.mono:
            drawn = [f"{BLACK} rg {outer} f {WHITE} rg {inner} f"]
        else:
            drawn = [f"{rgb('#6C7080')} rg {outer} f q {inner} W n {self._brushed()} Q"]
            drawn.append(f"0.8 w {rgb('#15171D')} RG {inner} S")
        for row in range(1, self.rows):
            y = page.up(self.top + _RIM + self.head + row * self.pitch)
            drawn.append(
                f"0.9 w {self.colours.groove} RG {self.text - 8:.2f} {y:.2f} m "
                f"{self.right - _RIM - 10:.2f} {y:.2f} l S"
            )
        page.paint(" ".join(drawn))

    def _brushed(self) -> str:
        """Bands from light to dark, then fine lines of the brush. The same lines on every sheet."""
        left, right = self.left + _RIM, self.right - _RIM
        low, high = self.page.up(self.bottom) + _RIM, self.page.up(self.top) - _RIM
        bands = 36
        step = (high - low) / bands
        shown = []
        for band in range(bands):
            colour = blend(*_STEEL, band / (bands - 1))
            y = high - (band + 1) * step
            shown.append(f"{colour} rg {left:.2f} {y:.2f} {right - left:.2f} {step + 0.4:.2f} re f")
        random = hand("steel")
        for _ in range(260):
            y = random.uniform(low, high)
            start = random.uniform(left - 120, right)
            under = blend(*_STEEL, (high - y) / (high - low))
            colour = blend(under, random.choice((WHITE, BLACK)), random.uniform(0.02, 0.075))
            end = start + random.uniform(60, 420)
            shown.append(f"0.5 w {colour} RG {start:.1f} {y:.2f} m {end:.1f} {y:.2f} l S")
        return " ".join(shown)

    def names(self, seats: Sequence[str]) -> None:
        """Whose column it is, over the boxes, small."""
        colour = self.colours.quiet if self.mono else rgb("#B9B9C6")
        base = self.top + _RIM + 13
        for seat, left in zip(seats, self.boxes.lefts(), strict=False):
            self.page.words(
                clean(seat),
                SEMIBOLD,
                8.5,
                (left + self.boxes.side / 2, base),
                colour,
                align=Align.CENTRE,
                width=self.boxes.side + self.boxes.gap * 0.7,
                field="seats",
            )

    def row(self, at: int, index: int, row: BoardRow) -> None:
        page, colours = self.page, self.colours
        text = typographic(clean(row.title))
        top = self.top + _RIM + self.head + at * self.pitch
        if text:
            self._letters(text, index, top)
        shown = []
        centre = page.up(top + self.pitch / 2)
        given = (*row.thumbs, *(False,) * SEATS)[:SEATS]
        half = self.boxes.side / 2
        for seat, (left, thumb) in enumerate(zip(self.boxes.lefts(), given, strict=True)):
            shape = rounded_box(left, centre - half, 2 * half, 2 * half, self.boxes.radius)
            shown.append(f"{self.boxes.stroke:.2f} w {colours.box} RG {shape} S")
            if thumb:
                turn = _TURNS[(index * 3 + seat * 2) % len(_TURNS)]
                shown.append(
                    boxes.magnet(
                        (left + half, centre),
                        self.boxes.thumb,
                        turn,
                        Design.PLAIN,
                        colours.thumb,
                        edge=colours.rim,
                    )
                )
        page.tag("Figure", " ".join(shown), self.words.thumbs.format(sum(given)))

    def _letters(self, text: str, index: int, top: float) -> None:
        page, colours = self.page, self.colours
        title = titles.fit(text, POSTER, self.room)
        if title.shortened:
            page.note("title", title.lines[-1].text)
        foot = top + (self.pitch + title.height) / 2 - (len(title.lines) - 1) * title.pitch
        lines = [
            (line, self.text, title.base(foot + number * title.pitch))
            for number, line in enumerate(title.lines)
        ]
        unit = title.cap / 1000
        shades = [(colour, right * unit, down * unit) for colour, right, down in colours.shades]
        drawn = lettering.magnets(
            [(line, x, page.up(base)) for line, x, base in lines],
            title.size,
            colours.letters,
            shades,
            title.tracking,
            first=index * 3,
        )
        page.display(lines, title.size, drawn, tracking=title.tracking, role="H2", spoken=text)
