"""The sign over a themed display: its name from edge to edge, a line about it, a plate for each of
its films. Half a Tabloid, cut from one sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.correction import Correction
from reports.document import Document
from reports.fonts import MEDIUM
from reports.outlines import capitals
from reports.paper import Paper
from reports.signs import theme_drawings, titles, window_build
from reports.signs.designs import NEON_HAND, POSTER, Design
from reports.signs.sheet import Align, SignPage
from reports.signs.strokes import circle
from reports.signs.titles import SetTitle, TitleRoom
from reports.signs.window import Drawing, Plate, ThemeHeader
from reports.signs.window_hand import Hand, fitted, sheet_for
from reports.signs.window_words import WindowWords
from reports.signs.wording import typographic
from reports.type import clean

__all__ = ["build", "draw"]

WIDTH, HEIGHT = 1224.0, 396.0
_RIGHT = 1162.0
_WITH_PICTURE, _WITHOUT = 316.0, 62.0
_KICKER, _TITLE, _FOOT = 92.0, 112.0, 343.0
_TAGLINE, _PLATES = 40.0, 64.0
_TWO_LINES = 95.2
# What a header without a tagline gives to its name.
_NO_TAGLINE = 28.0
MOST_PLATES = 9
_GAP = 10.0


def build(
    signs: Sequence[ThemeHeader],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    title: str = "Theme header",
    language: str = "en",
    words: WindowWords | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per theme; one with a character no face has is kept back under `missing`. The
    same theme gives the same bytes. Raises ValueError for paper that the sign does not fit.
    """
    return window_build.build(
        signs,
        out,
        draw,
        name_of,
        paper=paper,
        design=design,
        mono=mono,
        title=title,
        language=language,
        words=words,
        correction=correction,
    )


def name_of(theme: ThemeHeader) -> str:
    return theme.name


@dataclass(frozen=True, slots=True)
class _Page:
    """A header being drawn: where its words begin, how far a taller page moves them down."""

    hand: Hand
    theme: ThemeHeader
    words: WindowWords
    left: float
    down: float

    @property
    def title_colour(self) -> str:
        if self.hand.design is Design.NEON:
            return self.hand.colours.accent
        return self.hand.colours.on_head


def draw(
    document: Document,
    theme: ThemeHeader,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    words: WindowWords | None = None,
    index: int = 0,
) -> SignPage:
    """One theme's page, its faces noted in the document."""
    sheet = sheet_for(document, paper, WIDTH, HEIGHT, index=index, about=theme.name)
    hand = Hand(sheet, design, mono, theme.name)
    hand.board(sheet.height - 27, right=WIDTH - 27)
    extra = sheet.height - HEIGHT
    left = _WITH_PICTURE
    if theme.drawing is Drawing.NONE:
        left = _WITHOUT + (16 if design is Design.NEON else 0)
    page = _Page(hand, theme, words or WindowWords(), left, extra / 2)
    # The picture stands on the board's foot, inside its line.
    lift = {Design.MARQUEE: 0.0, Design.CHALK: 14.0}.get(design, 19.0)
    theme_drawings.draw(hand, theme.drawing, extra - lift)
    _head(page)
    base = _name(page)
    tagline = typographic(clean(theme.tagline))
    sheet.words(
        tagline,
        MEDIUM,
        21.5,
        (left, base + _TAGLINE),
        hand.colours.on_head,
        width=_RIGHT - left,
        field="tagline",
    )
    _plates(page, base + (_PLATES if tagline else _PLATES - _NO_TAGLINE))
    return sheet.page()


def _head(page: _Page) -> None:
    """What it is at the left, when at the right."""
    hand, theme, words = page.hand, page.theme, page.words
    lit = hand.design in (Design.NEON, Design.CHALK)
    colour = hand.paint.kicker if lit else hand.colours.head_accent
    base = _KICKER + page.down
    when = ""
    if theme.first and theme.last:
        when = words.between(theme.first, theme.last, theme.this_year)
    elif theme.last:
        when = words.until.format(words.day_month(theme.last, theme.this_year))
    elif theme.first:
        when = words.from_date.format(words.day_month(theme.first, theme.this_year))
    used = hand.sheet.words(
        capitals(when),
        POSTER,
        27,
        (_RIGHT, base),
        colour,
        align=Align.RIGHT,
        width=560,
        tracking=3.0,
    )
    hand.sheet.words(
        capitals(clean(words.theme)),
        POSTER,
        27,
        (page.left, base),
        colour,
        width=_RIGHT - page.left - used - 30,
        tracking=3.0,
    )


def _name(page: _Page) -> float:
    """The theme's name in its room; returns the base of its last line."""
    hand, theme = page.hand, page.theme
    left, neon = page.left, hand.design is Design.NEON
    name = typographic(clean(theme.name))
    width = _RIGHT - left
    style = NEON_HAND if neon else POSTER
    bare = not theme.plates
    high = (84.0 if neon else 130.0) if bare else 66.0 if neon else 86.0
    more = 0.0 if bare or clean(theme.tagline) else _NO_TAGLINE
    two = (60.0 if neon else 74.0) if bare else 36.0 if neon else 42.0
    gaps = (26.0, 8.0)
    caps = (high + more, two + more / 2.3, two * 0.64)
    room = TitleRoom(width, caps, two * 2.3 + more, 1.24, gaps)
    found = fitted(name, style, room, two * 1.15)
    if found.shortened:
        hand.sheet.note("name", found.lines[-1].text)
    top = _TITLE + page.down + (8 if neon else 0)
    # Two lines have a room of their own, 24 points deeper than the mock-up's one.
    deep = _TWO_LINES + more if len(found.lines) > 1 and not bare else found.height
    top += max(0.0, deep - found.height) / 2
    colour = page.title_colour
    lines = [
        (line, left, found.base(top + found.cap + found.pitch * number))
        for number, line in enumerate(found.lines)
    ]
    if any(line.joined for line in found.lines):  # reads from the right
        lines = [(line, _RIGHT - found.width(line), y) for line, _, y in lines]
    drawn = hand.drawn(lines, found.size, colour, tracking=found.tracking)
    hand.sheet.display(
        lines, found.size, drawn, tracking=found.tracking, role="H1", spoken=clean(theme.name)
    )
    tail = found.fall if found.fall > 0.06 * found.cap and bare else 0.0
    return top + found.height + tail + max(0.0, deep - found.height) / 2


def _plates(page: _Page, top: float) -> None:
    """A plate for each film in shelf order; of more than nine, eight and how many more."""
    hand, plates = page.hand, page.theme.plates
    if not plates:
        return
    more = 0
    if len(plates) > MOST_PLATES:
        plates, more = plates[: MOST_PLATES - 1], len(plates) - MOST_PLATES + 1
    count = max(3, len(plates) + bool(more))
    width = (_RIGHT - page.left - _GAP * (count - 1)) / count
    bottom = _FOOT + page.down * 2
    ground = "".join(
        _plate(hand, (page.left + number * (width + _GAP), top, width, bottom - top), number)
        for number in range(len(plates) + bool(more))
    )
    hand.sheet.paint(ground)
    for number, plate in enumerate(plates):
        box = (page.left + number * (width + _GAP), top, width, bottom - top)
        _on_plate(hand, plate, box)
    if more:
        text = page.words.more.format(more)
        box = (page.left + len(plates) * (width + _GAP), top, width, bottom - top)
        _on_plate(hand, Plate(text), box)


_Box = tuple[float, float, float, float]


def _plate(hand: Hand, box: _Box, number: int) -> str:
    """A tin plate with a rivet in each corner, or what the design has for one."""
    left, top, width, height = box
    if hand.design is not Design.MARQUEE:
        return hand.box(left + 1, top, left + width - 1, top + height, 5, number) + " "
    up, colours = hand.sheet.up, hand.colours
    from_edge, rivet = 7.3, 2.0
    shape = hand.rounded(left, top, left + width, top + height, 5)
    rivets = " ".join(
        circle(x, up(y), rivet)
        for x in (left + from_edge, left + width - from_edge)
        for y in (top + from_edge, top + height - from_edge)
    )
    return f"{colours.plate} rg {shape} f {colours.on_plate} rg {rivets} f "


def _on_plate(hand: Hand, plate: Plate, box: _Box) -> None:
    """A film's title on one line or two, its year below."""
    left, top, width, height = box
    # The year has the foot of the plate to itself.
    foot = 23.0 if plate.year else 8.0
    title = titles_fit(plate.title, width, height - foot - (20 if plate.year else 10))
    if title.shortened:
        hand.sheet.note("plates", title.lines[-1].text)
    first = top + (8 + height - foot - title.height) / 2
    lines = []
    for number, line in enumerate(title.lines):
        x = left + (width - title.width(line)) / 2
        lines.append((line, x, title.base(first + title.cap + title.pitch * number)))
    up = [(line, x, hand.sheet.up(y)) for line, x, y in lines]
    drawn = f"{hand.colours.on_plate} rg " + " ".join(
        line.path(x, y, title.size, title.tracking) for line, x, y in up
    )
    spoken = f"{clean(plate.title)}, {plate.year}" if plate.year else clean(plate.title)
    hand.sheet.display(
        lines, title.size, f"{drawn} f", tracking=title.tracking, role="P", spoken=spoken
    )
    if plate.year:
        hand.sheet.words(
            str(plate.year),
            MEDIUM,
            11.5,
            (left + width / 2, top + height - 12),
            hand.colours.quiet,
            align=Align.CENTRE,
            width=width - 30,
        )


def titles_fit(title: str, width: float, height: float) -> SetTitle:
    """A plate's title: Bebas up to 34 points on one line, 30 on two, then smaller on more. A long
    word may come nearer to the edge before it is broken.
    """
    text = typographic(clean(title))
    caps = (34 * 0.7, 30 * 0.7, 22 * 0.7, 18 * 0.7)
    room = TitleRoom(width - 16, caps, min(height, 62.0), 1.26)
    one = titles.fit(text, POSTER, replace(room, caps=caps[:1]))
    if len(one.lines) == 1 and one.cap >= 20:
        return one
    found = titles.fit(text, POSTER, room)
    whole = set(capitals(text).replace("-", "- ").split())
    if any(
        part not in whole for line in found.lines for part in line.text.replace("-", "- ").split()
    ):
        return titles.fit(text, POSTER, replace(room, width=width - 8))
    return found


def _words(text: str) -> set[str]:
    return set(text.replace("-", "- ").split())
