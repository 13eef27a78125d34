"""The measures of a shelf card in points from its top left corner, and the few words it has of its
own. Lengths of the drawing, as the designer gave them; change them here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.fitting import QuoteBox, TitleBox

CARD_WIDTH, CARD_HEIGHT = 252.0, 144.0
LEFT, RIGHT = 14.0, 238.0
WIDTH = RIGHT - LEFT

SECTION_SIZE, SECTION_TRACKING, SECTION_BASE = 6.6, 0.46, 19.0
RIBBON_TOP, RIBBON_HEIGHT, RIBBON_TAIL = 9.0, 12.4, 5.0
RIBBON_SIZE, RIBBON_TRACKING, RIBBON_BASE = 6.2, 0.31, 17.5
RIBBON_WIDEST = CARD_WIDTH / 2
RIBBON_PAD_LEFT, RIBBON_PAD_RIGHT = RIBBON_TAIL + 3.7, 5.1

TITLE_MIDDLE = 40.5
TITLE_BOX = TitleBox(
    width=WIDTH,
    height=34.5,
    sizes=(38.5, 21.5, 13.2),
    leadings=(1.0, 0.9, 0.87),
    other=34 * 0.82 / 38.5,
    other_height=27.0,
)

FACTS_SIZE, FACTS_BASE = 7.6, 67.0
CERTIFICATE_SIZE, CERTIFICATE_PAD, CERTIFICATE_WIDEST = 6.8, 3.2, 60.0
QUOTE_TOP = 74.5
QUOTE_BOX = QuoteBox(width=WIDTH, depth=25.5, sizes=(9.6, 9.0, 8.4, 7.8, 7.4, 7.0))
# A QR code is taller than bars and wants clear paper above it.
QUOTE_BOX_ABOVE_QR = QuoteBox(width=WIDTH, depth=17.5, sizes=(9.6, 9.0, 8.4, 7.8, 7.4, 7.0))
CAST_SIZE, CAST_BASE, CAST_LEADING = 7.8, 80.8, 10.0

BARS_TOP, BARS_BOTTOM, DIGITS_BASE = 107.0, 128.0, 136.0
DIGITS_SIZE, DIGITS_TRACKING = 6.6, 0.5
QR_BOTTOM = 140.5
BOX, BOX_GAP, BOX_TOP, BOX_RADIUS, BOX_STROKE = 17.0, 2.4, 107.0, 3.4, 0.85
BOXES_LEFT = RIGHT - 5 * BOX - 4 * BOX_GAP
THUMB = 15.6
FORMATS_SIZE, FORMATS_BASE = 6.8, 136.0


@dataclass(frozen=True, slots=True)
class Words:
    """The few words a card has of its own, for shops that print in another language."""

    minutes: str = "{} min"
    cast: str = "With {}"
    pick: str = "{}\u2019s pick"
    thumbs: str = "{} of 5 thumbs up"
    open_quote: str = "\u201c"
    close_quote: str = "\u201d"
