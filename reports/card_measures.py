"""The measures of shelf cards in points from a card's top left corner, and the few words they have.

Lengths of the drawing, as the designer gave them; change them here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.fitting import QuoteBox, TitleBox


@dataclass(frozen=True, slots=True)
class CardMeasures:
    """One size of card. `*_base` are baselines, `*_size` sizes of type, `scale` what small parts
    that have no measure of their own grow by; `small_thumb`: drawn without crease and button.
    """

    width: float
    height: float
    left: float
    right: float
    scale: float
    section_size: float
    section_base: float
    ribbon_top: float
    ribbon_height: float
    ribbon_base: float
    title_middle: float
    title_box: TitleBox
    facts_size: float
    facts_base: float
    quote_top: float
    quote_box: QuoteBox
    # A QR code is taller than bars and wants clear paper above it.
    quote_box_above_qr: QuoteBox
    cast_size: float
    cast_base: float
    cast_leading: float
    bars_top: float
    bars_bottom: float
    digits_base: float
    digits_size: float
    qr_bottom: float
    box: float
    box_gap: float
    thumb: float
    formats_size: float
    small_thumb: bool = True

    @property
    def room(self) -> float:
        """Between the left and the right edge of the text."""
        return self.right - self.left

    @property
    def boxes_left(self) -> float:
        """Where the first of the five boxes begins."""
        return self.right - 5 * self.box - 4 * self.box_gap


_QUOTE_SIZES = (9.6, 9.0, 8.4, 7.8, 7.4, 7.0)

#: 3.5 x 2 inches: 5371, L7414, or cut from plain paper.
SHELF = CardMeasures(
    width=252.0,
    height=144.0,
    left=14.0,
    right=238.0,
    scale=1.0,
    section_size=6.6,
    section_base=19.0,
    ribbon_top=9.0,
    ribbon_height=12.4,
    ribbon_base=17.5,
    title_middle=40.5,
    title_box=TitleBox(
        width=224.0,
        height=34.5,
        sizes=(38.5, 21.5, 13.2),
        leadings=(1.0, 0.9, 0.87),
        other=34 * 0.82 / 38.5,
        other_height=27.0,
    ),
    facts_size=7.6,
    facts_base=67.0,
    quote_top=74.5,
    quote_box=QuoteBox(width=224.0, depth=25.5, sizes=_QUOTE_SIZES),
    quote_box_above_qr=QuoteBox(width=224.0, depth=17.5, sizes=_QUOTE_SIZES),
    cast_size=7.8,
    cast_base=80.8,
    cast_leading=10.0,
    bars_top=107.0,
    bars_bottom=128.0,
    digits_base=136.0,
    digits_size=6.6,
    qr_bottom=140.5,
    box=17.0,
    box_gap=2.4,
    thumb=15.6,
    formats_size=6.8,
)

_LARGE_QUOTES = (12.4, 11.6, 10.8, 10.0, 9.2, 8.4, 7.6, 7.0)

#: 5 x 3 inches: 5388, or cut from plain paper.
INDEX = CardMeasures(
    width=360.0,
    height=216.0,
    left=22.0,
    right=338.0,
    scale=1.42,
    section_size=9.4,
    section_base=29.0,
    ribbon_top=17.0,
    ribbon_height=17.4,
    ribbon_base=28.9,
    title_middle=66.0,
    title_box=TitleBox(
        width=316.0,
        height=56.0,
        sizes=(74.0, 34.0, 21.0),
        leadings=(1.0, 0.9, 0.87),
        other=0.6,
        other_height=48.0,
    ),
    facts_size=10.6,
    facts_base=110.0,
    quote_top=119.0,
    quote_box=QuoteBox(width=316.0, depth=47.0, sizes=_LARGE_QUOTES),
    quote_box_above_qr=QuoteBox(width=316.0, depth=36.0, sizes=_LARGE_QUOTES),
    cast_size=10.6,
    cast_base=130.0,
    cast_leading=13.6,
    bars_top=173.0,
    bars_bottom=197.0,
    digits_base=206.0,
    digits_size=7.6,
    qr_bottom=209.0,
    box=24.0,
    box_gap=4.0,
    thumb=22.0,
    formats_size=8.6,
    small_thumb=False,
)

#: 8.5 x 2.5 inches, half of a tent card; it stands behind a row and is read from further away.
TENT = replace(
    INDEX,
    width=612.0,
    height=180.0,
    left=40.0,
    right=572.0,
    section_base=27.0,
    ribbon_top=15.0,
    ribbon_base=26.9,
    title_middle=58.0,
    title_box=TitleBox(
        width=532.0,
        height=48.0,
        sizes=(64.0, 34.0, 21.0),
        leadings=(1.0, 0.9, 0.87),
        other=0.66,
        other_height=44.0,
    ),
    facts_base=97.0,
    quote_top=103.0,
    quote_box=QuoteBox(width=532.0, depth=29.0, sizes=_LARGE_QUOTES),
    quote_box_above_qr=QuoteBox(width=532.0, depth=24.0, sizes=_LARGE_QUOTES),
    cast_base=116.0,
    bars_top=136.0,
    bars_bottom=160.0,
    digits_base=169.5,
    qr_bottom=174.0,
)

SECTION_TRACKING, RIBBON_TRACKING, DIGITS_TRACKING = 0.46, 0.31, 0.5
RIBBON_TAIL = 5.0
RIBBON_PAD_LEFT, RIBBON_PAD_RIGHT = RIBBON_TAIL + 3.7, 5.1
CERTIFICATE_WIDEST, CERTIFICATE_PAD = 60.0, 3.2
BOX_RADIUS, BOX_STROKE = 3.4, 0.85


@dataclass(frozen=True, slots=True)
class Words:
    """The few words a card has of its own, for shops that print in another language."""

    minutes: str = "{} min"
    cast: str = "With {}"
    pick: str = "{}\u2019s pick"
    thumbs: str = "{} of 5 thumbs up"
    open_quote: str = "\u201c"
    close_quote: str = "\u201d"
