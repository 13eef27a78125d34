"""The new release of the week: a Tabloid on its side in the lighted frame, the title from edge to
edge, the day and the price below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.correction import Correction
from reports.document import Document
from reports.fonts import BOLD, SEMIBOLD
from reports.outlines import capitals
from reports.paper import Paper
from reports.signs import window_build
from reports.signs.designs import NEON_HAND, POSTER, SLAB_CAPITALS, Design
from reports.signs.sheet import Align, SignPage
from reports.signs.titles import SetTitle, TitleRoom
from reports.signs.window import NewRelease
from reports.signs.window_hand import Hand, fitted, sheet_for
from reports.signs.window_price import PriceTag, draw_price, measured
from reports.signs.window_words import WindowWords
from reports.signs.wording import typographic
from reports.type import clean, set_line, shown_titles

__all__ = ["build", "draw", "title_of"]

WIDTH, HEIGHT = 1224.0, 792.0


@dataclass(frozen=True, slots=True)
class _Places:
    """Points of one design: `left` and `right` of all words, baseline of the kicker, the title's
    cap line and the height of its room, how far the last line stands above the page's foot.
    """

    left: float
    right: float
    kicker: float
    title: float
    room: float
    foot: float


_PLACES = {
    Design.MARQUEE: _Places(121.0, 1103.0, 142.0, 172.0, 260.0, 114.5),
    Design.NEON: _Places(104.0, 1120.0, 122.0, 186.0, 266.0, 96.0),
    Design.CHALK: _Places(92.0, 1132.0, 120.0, 150.0, 280.0, 92.0),
    Design.PLAIN: _Places(54.0, 1170.0, 88.0, 118.0, 316.0, 78.0),
}
# Title's base to the facts; facts to the rules; rules to the line everything below ends at.
_FACTS, _RULES, _BELOW = 46.0, 18.0, 182.0
_SHADE = {Design.MARQUEE: 8.0, Design.CHALK: 11.0}
# The gap between letters, in thousandths of the size.
_GAPS = (35.0, 12.0)
_ONE_LINE = 170.0


def build(
    films: Sequence[NewRelease],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    title: str = "New release of the week",
    language: str = "en",
    words: WindowWords | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per film; one with a character no face has is kept back under `missing`. The
    same films give the same bytes. Raises ValueError for paper that the sign does not fit.
    """
    return window_build.build(
        films,
        out,
        draw,
        title_of,
        paper=paper,
        design=design,
        mono=mono,
        title=title,
        language=language,
        words=words,
        correction=correction,
    )


def title_of(film: NewRelease) -> str:
    return film.title


def draw(
    document: Document,
    film: NewRelease,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    words: WindowWords | None = None,
    index: int = 0,
) -> SignPage:
    """One film's page, its faces noted in the document."""
    words = words or WindowWords()
    sheet = sheet_for(document, paper, WIDTH, HEIGHT, index=index, about=film.title)
    hand = Hand(sheet, design, mono, film.title)
    at = _PLACES[design]
    extra = sheet.height - HEIGHT
    hand.lit(sheet.height - 27, right=WIDTH - 27)
    _kicker(hand, at, words)
    shown, lead = titles(film)
    room = at.room + extra
    set_ = set_title(shown, design, at.right - at.left, room)
    if set_.shortened:
        sheet.note("title", set_.lines[-1].text)
    # What a lower title leaves free goes above it, below the facts, and below the price.
    # The curve of an S below the line is no tail, a comma and a g are.
    tail = set_.fall if set_.fall > 0.05 * set_.cap else 0.0
    spare = max(0.0, room - set_.height - tail)
    larger = 1.0 if design is Design.MARQUEE else min(1.4, 1 + spare / 2 / _BELOW)
    top = at.title + (spare / 3 if larger == 1 else spare / 4)
    span = (at.left, at.right - _SHADE.get(design, 0.0))
    colour = hand.colours.accent if design is Design.NEON else hand.paint.ink
    hand.title(set_, span, top, colour, clean(film.title), shaded=True)
    base = top + set_.height + tail
    _facts(hand, film, lead, at, base + _FACTS, words)
    hand.pair(at.left, at.right, base + _FACTS + _RULES)
    foot = sheet.height - at.foot
    foot -= max(0.0, foot - base - _FACTS - _RULES - _BELOW * larger) / 2
    _when_and_how_much(hand, film, at, foot, words, larger)
    return sheet.page()


def titles(film: NewRelease) -> tuple[str, str]:
    """The title in large type and what leads the facts, as on the board's sign."""
    large, lead = shown_titles(film.title, film.original_title)
    return typographic(large), typographic(lead)


def set_title(title: str, design: Design, width: float, height: float) -> SetTitle:
    """The title in its room: one line down to capitals of 170 points, then two of up to 120, three
    of 78, and more where it must be.
    """
    if design is Design.NEON:
        room = TitleRoom(width, (height * 0.74, 92.0, 62.0, 47.0, 36.0), height, 1.42)
        return fitted(title, NEON_HAND, room, 140.0)
    width -= _SHADE.get(design, 0.0)
    k = height / 260
    caps = (height, 120 * k, 78 * k, 56 * k, 43 * k, 34 * k)
    room = TitleRoom(width, caps, height, 1.2, _GAPS)
    if design is Design.CHALK:
        slab = TitleRoom(width, (height - 40, 110.0, 70.0), height - 12, 1.26, (30.0, 12.0))
        found = fitted(title, SLAB_CAPITALS, slab, 96.0)
        if found.cap >= 64 and not found.shortened:
            return found
    return fitted(title, POSTER, room, _ONE_LINE)


def _kicker(hand: Hand, at: _Places, words: WindowWords) -> None:
    """Between two double rules; in plain at the left over a hairline."""
    sheet, middle = hand.sheet, (at.left + at.right) / 2
    text = capitals(clean(words.new_release))
    plain = hand.design is Design.PLAIN
    width = sheet.words(
        text,
        POSTER,
        40,
        (at.left if plain else middle, at.kicker),
        hand.paint.kicker,
        align=Align.LEFT if plain else Align.CENTRE,
        width=(at.right - at.left) * 0.8,
        tracking=5,
    )
    y = at.kicker - 19.5
    colour = hand.paint.line if hand.paint.lit else hand.colours.accent
    if plain:
        hand.pair(at.left + width + 26, at.right, y, colour)
        return
    hand.pair(at.left, middle - width / 2 - 26, y, colour)
    hand.pair(middle + width / 2 + 26, at.right, y, colour)


def _facts(
    hand: Hand, film: NewRelease, lead: str, at: _Places, base: float, words: WindowWords
) -> None:
    """Director and year at the left, certificate and length at the right."""
    length = words.minutes.format(film.runtime_minutes) if film.runtime_minutes else ""
    end = ", ".join(filter(None, [clean(film.certificate), length]))
    used = hand.sheet.words(
        end, SEMIBOLD, 19, (at.right, base), hand.paint.ink, align=Align.RIGHT, width=340
    )
    room = at.right - at.left - used - 40
    names = [clean(name) for name in film.directors if clean(name)]
    year = str(film.year) if film.year else ""
    choices = [", ".join(filter(None, [lead, *names, year]))]
    if len(names) > 1:
        choices.append(", ".join(filter(None, [lead, words.and_others.format(names[0]), year])))
    shown = choices[0]
    if len(choices) > 1 and set_line(shown, SEMIBOLD).length(19 * 0.8) > room:
        shown = choices[1]
        hand.sheet.note("directors", shown)
    hand.sheet.words(
        shown, SEMIBOLD, 19, (at.left, base), hand.paint.ink, width=room, field="directors"
    )


def _when_and_how_much(
    hand: Hand, film: NewRelease, at: _Places, foot: float, words: WindowWords, larger: float
) -> None:
    """The day over the formats at the left, the price at the right; without a price the day takes
    both columns. `larger`: how much larger than Tabloid's measures all of it may be.
    """
    right, ink = at.right, hand.paint.ink
    if film.price is not None:
        tag = _price_tag(hand, film, words, larger)
        if larger > 1 and tag.width > (right - at.left) * 0.42:
            larger = max(1.0, larger * (right - at.left) * 0.42 / tag.width)
            tag = _price_tag(hand, film, words, larger)
        draw_price(hand, tag, right - tag.width, foot)
        right -= tag.width + 44
    both = film.price is None
    line = _Line(at.left, right, foot, larger)
    base = foot if both else foot - 60 * larger
    room = right - at.left
    if film.out_on is None:
        hand.big(
            words.here_now, 130.0 if both else 100.0 * larger, (at.left, base), ink, width=room
        )
        _formats(hand, film, line, words, beside=both)
        return
    size = 124.0 if both else 74.0 * larger
    date = words.day_month(film.out_on, film.this_year)
    high = hand.cap(date, size, room)
    weekday = words.from_day.format(words.weekday(film.out_on))
    y = base - high - 17 * max(larger, size / 74) - (5 if hand.design is Design.NEON else 0)
    hand.sheet.words(weekday, SEMIBOLD, 25 * larger, (at.left, y), ink, width=room)
    hand.big(date, size, (at.left, base), ink, width=room)
    _formats(hand, film, line, words, beside=both)


def _price_tag(hand: Hand, film: NewRelease, words: WindowWords, larger: float) -> PriceTag:
    assert film.price is not None
    note = ""
    if film.nights:
        note = words.night if film.nights == 1 else words.nights.format(film.nights)
    return measured(hand, film.price, note, larger=larger)


@dataclass(frozen=True, slots=True)
class _Line:
    """Where the formats may stand."""

    left: float
    right: float
    foot: float
    larger: float


def _formats(
    hand: Hand, film: NewRelease, line: _Line, words: WindowWords, *, beside: bool
) -> None:
    """Outlined boxes at the foot, or at the right on the weekday's line. More than four, or more
    than there is room for, are counted.
    """
    names = [clean(name) for name in film.formats if clean(name)]
    if not names:
        return
    k = line.larger
    size, room = 20 * k, line.right - line.left
    widths = [set_line(name, BOLD).length(size) + 32 * k for name in names]
    whole = sum(widths) + 10 * k * (len(names) - 1)
    bottom = line.foot - 114 * k if beside else line.foot + 1
    if beside and film.out_on is not None:
        room *= 0.55
    base, ink = bottom - 13 * k, hand.paint.ink
    if len(names) > 4 or whole > room:
        hand.sheet.words(
            words.on_formats.format(len(names)) if len(names) > 1 else names[0],
            BOLD,
            size,
            (line.right if beside else line.left, base),
            ink,
            align=Align.RIGHT if beside else Align.LEFT,
            width=room,
            field="formats",
        )
        return
    left = first = line.right - whole if beside else line.left
    drawn = []
    for name, width in zip(names, widths, strict=True):
        edges = (left + 1.2, bottom - 39.3 * k, left + width - 1.2, bottom - 1.3 * k)
        drawn.append(hand.box(*edges, 8 * k, name))
        left += width + 10 * k
    hand.sheet.paint(" ".join(drawn))
    left = first
    for name, width in zip(names, widths, strict=True):
        hand.sheet.words(name, BOLD, size, (left + width / 2, base), ink, align=Align.CENTRE)
        left += width + 10 * k
