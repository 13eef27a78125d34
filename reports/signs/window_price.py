"""Prices and hours as a sign sets them: a large figure, what goes with it small and raised."""

from __future__ import annotations

from dataclasses import dataclass

from reports.fonts import SEMIBOLD
from reports.outlines import capital_height, display
from reports.signs.designs import SLAB, Design
from reports.signs.window import Amount
from reports.signs.window_hand import Hand, Piece
from reports.type import clean, set_line

SIZE, THREE_FIGURES = 176.0, 140.0
_RAISED = 78 / 176
_GAP = 12.0
_RULE, _RULE_BELOW = 5.0, 9.7


@dataclass(frozen=True, slots=True)
class PriceTag:
    """A price measured: where its parts stand from its left end. `size` is the large figure's."""

    amount: Amount
    size: float
    symbol: str
    figure_x: float
    column: float
    after_x: float
    width: float
    note: str
    note_size: float


def measured(
    hand: Hand, amount: Amount, note: str = "", *, size: float = 0.0, larger: float = 1.0
) -> PriceTag:
    """How wide a price is at `size` (by itself: 176, three figures 140, more still smaller; all
    `larger` by that factor).
    """
    figures = len(amount.whole)
    if not size:
        size = SIZE if figures < 3 else THREE_FIGURES if figures == 3 else 420.0 / figures
        size *= larger
    small = size * _RAISED
    symbol = clean(amount.symbol)
    share = size / SIZE
    # Tubes ask for room for their light, chalk for its shade.
    more = (20.0 if hand.glows else 9.0 if hand.design is Design.CHALK else 0.0) * share
    wide = _width(hand, symbol, small)
    figure_x = 0.0
    if symbol and not amount.after:
        # A 4 leaves room under the currency.
        figure_x = wide + (4.5 if amount.whole[0] == "4" else 9.0) * share + more
    end = figure_x + _width(hand, amount.whole, size)
    column = end + _GAP * share + more
    cents = _width(hand, amount.cents, small) if amount.cents else 0.0
    after_x = column + (cents + 10 * share + more if cents else 0.0)
    raised = after_x + wide if amount.after else column + cents
    note_size = max(12.0, 24 * share)
    told = set_line(note, SEMIBOLD).length(note_size) if note else 0.0
    width = max(raised, column + told)
    if width == column:
        width = end
    return PriceTag(amount, size, symbol, figure_x, column, after_x, width, note, note_size)


def _width(hand: Hand, text: str, size: float) -> float:
    if not text:
        return 0.0
    return display(text, hand.figure).width(hand.slab_size(text, hand.figure, size))


def draw_price(hand: Hand, tag: PriceTag, left: float, base: float, colour: str = "") -> None:
    """The price with its left end and its baseline there."""
    colour = colour or hand.colours.accent
    amount, size = tag.amount, tag.size
    small = size * _RAISED
    share = size / SIZE
    raised = base - capital_height(SLAB.first) * (size - small) / 1000
    parts = [
        hand.piece(text, set_, (left + x, y), colour)
        for text, set_, x, y in (
            ("" if amount.after else tag.symbol, small, 0.0, raised),
            (amount.whole, size, tag.figure_x, base),
            (amount.cents, small, tag.column, raised),
            (tag.symbol if amount.after else "", small, tag.after_x, raised),
        )
        if text
    ]
    # The large figure first: its light must not fall on the small ones.
    drawn = [part.drawn for part in sorted(parts, key=_by_height)]
    hand.sheet.tag("P", " ".join([*drawn, *(part.words for part in parts)]), _spoken(tag))
    if amount.cents:
        cents = _width(hand, amount.cents, small)
        underline(hand, left + tag.column, left + tag.column + cents, raised, share, colour)
    if tag.note:
        hand.sheet.words(
            tag.note, SEMIBOLD, tag.note_size, (left + tag.column, base), hand.paint.ink
        )


def _by_height(part: Piece) -> float:
    return part.ink.bottom - part.ink.top


def underline(
    hand: Hand, left: float, right: float, base: float, share: float, colour: str
) -> None:
    """The line under raised figures whose baseline is at `base`."""
    top = base + _RULE_BELOW * share
    up = hand.sheet.up
    thick = max(1.6, _RULE * share)
    hand.sheet.paint(
        f"{colour} rg {left:.2f} {up(top + thick):.2f} {right - left:.2f} {thick:.2f} re f"
    )


def _spoken(tag: PriceTag) -> str:
    amount = tag.amount
    figure = f"{amount.whole}.{amount.cents}" if amount.cents else amount.whole
    if amount.after:
        return f"{figure.replace('.', ',')} {tag.symbol}"
    gap = " " if tag.symbol[-1:].isalpha() else ""
    return f"{tag.symbol}{gap}{figure}"
