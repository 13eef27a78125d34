"""A sale for the window: the word from edge to edge, what is sold, at what price, until when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.correction import Correction
from reports.document import Document
from reports.fonts import MEDIUM, SEMIBOLD
from reports.outlines import capital_height, capitals
from reports.paper import Paper
from reports.signs import window_build
from reports.signs.designs import NEON_HAND, POSTER, SLAB, Design
from reports.signs.sheet import Align, SignPage
from reports.signs.titles import TitleRoom
from reports.signs.titles import fit as fit_title
from reports.signs.window import Sale
from reports.signs.window_hand import EDGES, Hand, sheet_for
from reports.signs.window_price import draw_price, measured
from reports.signs.window_words import WindowWords
from reports.signs.wording import quote, typographic
from reports.type import clean

__all__ = ["build", "draw"]

WIDTH, HEIGHT = 612.0, 792.0
_MIDDLE = WIDTH / 2


def build(
    signs: Sequence[Sale],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    title: str = "Sale",
    language: str = "en",
    words: WindowWords | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per sale; one with a character no face has is kept back under `missing`. The
    same sale gives the same bytes. Raises ValueError for paper that the sign does not fit.
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


def name_of(sale: Sale) -> str:
    return sale.what


def draw(
    document: Document,
    sale: Sale,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    words: WindowWords | None = None,
    index: int = 0,
) -> SignPage:
    """The page, its faces noted in the document."""
    words = words or WindowWords()
    sheet = sheet_for(document, paper, WIDTH, HEIGHT, index=index, about=sale.what)
    hand = Hand(sheet, design, mono, sale.what or words.sale)
    hand.lit(sheet.height - 27, right=WIDTH - 27, small=True)
    left, right = EDGES[design]
    top = shop_name(hand, sale.shop)
    word = hand.wide(
        capitals(clean(words.sale)),
        (left, right - (9 if design is Design.CHALK else 0)),
        top + (132 if hand.glows else 148),
        92.0 if hand.glows else 128.0,
        hand.colours.accent,
        style=hand.shout,
    )
    y = word.top + 26
    hand.pair(left, right, y)
    foot = sheet.height - 27 - (44 if design is Design.PLAIN else 66)
    foot = _small_print(hand, sale, foot)
    foot = _when(hand, sale, foot, words)
    hand.pair(left, right, foot - 10, up=True)
    _goods(hand, sale, (y + 10, foot - 10), words)
    return sheet.page()


def shop_name(hand: Hand, shop: str) -> float:
    """The shop's name at the head; returns where the rest begins."""
    if not clean(shop):
        return 78.0
    left, right = EDGES[hand.design]
    size = 28 * capital_height(NEON_HAND.first) / capital_height(SLAB.first)
    hand.big(
        clean(shop),
        size,
        (_MIDDLE, 100),
        hand.colours.accent if hand.design is not Design.NEON else hand.paint.line,
        style=NEON_HAND,
        align=Align.CENTRE,
        width=right - left,
    )
    return 112.0 + (12 if hand.glows else 0)


def _small_print(hand: Hand, sale: Sale, foot: float) -> float:
    """The note at the foot on up to two lines; returns the line above it."""
    note = typographic(clean(sale.note))
    if not note:
        return foot
    left, right = EDGES[hand.design]
    said = quote(
        note, MEDIUM, width=right - left, depth=20.0, largest=14, smallest=9, leading=1.35, most=2
    )
    if said.shortened:
        hand.sheet.note("note", said.lines[-1].text)
    for number, line in enumerate(said.lines):
        y = foot - said.depth + number * said.leading
        hand.sheet.line(line, said.size, (_MIDDLE, y), hand.paint.ink, align=Align.CENTRE)
    return foot - said.depth - 32


def _when(hand: Hand, sale: Sale, foot: float, words: WindowWords) -> float:
    """When it is, in the accent; returns the line above it."""
    if sale.first and sale.last:
        when = words.between(sale.first, sale.last, sale.this_year)
    elif sale.last:
        when = words.until.format(words.day_month(sale.last, sale.this_year))
    elif sale.first:
        when = words.from_date.format(words.day_month(sale.first, sale.this_year))
    else:
        return foot
    left, right = EDGES[hand.design]
    when = when[0].upper() + when[1:]
    hand.big(when, 42, (_MIDDLE, foot), hand.paint.ink, align=Align.CENTRE, width=right - left - 10)
    return foot - 60


def _goods(hand: Hand, sale: Sale, zone: tuple[float, float], words: WindowWords) -> None:
    """What is sold, over its price."""
    price = sale.price
    share = 0.4 if price else 1.0
    middle = zone[0] + (zone[1] - zone[0]) * share
    _what(hand, typographic(clean(sale.what)), (zone[0], middle))
    if price is None:
        return
    left, right = EDGES[hand.design]
    top = middle if clean(sale.what) else zone[0]
    high = zone[1] - top
    size = min(240.0, high * (0.6 if hand.glows else 0.72) / capital_height(SLAB.first) * 1000)
    if len(price.whole) > 2:
        size *= 0.8
    tag = measured(hand, price, words.each, size=size)
    wide = right - left - (70 if sale.upwards else 10)
    if tag.width > wide:
        tag = measured(hand, price, words.each, size=size * wide / tag.width)
    cap = capital_height(SLAB.first) * tag.size / 1000
    base = top + (high + cap) / 2 - high * 0.03
    x = _MIDDLE - tag.width / 2 + (28 if sale.upwards else 0)
    if sale.upwards:
        hand.sheet.words(
            words.from_price,
            SEMIBOLD,
            tag.note_size,
            (x - 14, base),
            hand.paint.ink,
            align=Align.RIGHT,
            width=x - 14 - left,
        )
    draw_price(hand, tag, x, base)


def _what(hand: Hand, what: str, zone: tuple[float, float]) -> None:
    """What is sold, in capitals, in the middle of its zone."""
    if not what:
        return
    left, right = EDGES[hand.design]
    high = (zone[1] - zone[0]) * 0.72
    caps = (high * 0.62, high * 0.4, high * 0.28, high * 0.2)
    found = fit_title(what, POSTER, TitleRoom(right - left - 8, caps, high, 1.26, (18.0, 6.0)))
    if found.shortened:
        hand.sheet.note("what", found.lines[-1].text)
    start = zone[0] + (zone[1] - zone[0] - found.height) / 2 + 4
    lines = []
    for number, line in enumerate(found.lines):
        x = (left + right - found.width(line)) / 2
        lines.append((line, x, found.base(start + found.cap + found.pitch * number)))
    drawn = hand.drawn(lines, found.size, hand.paint.ink, tracking=found.tracking, flat=hand.glows)
    hand.sheet.display(lines, found.size, drawn, tracking=found.tracking, role="P", spoken=what)
