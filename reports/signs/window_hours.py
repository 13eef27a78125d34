"""Hours of a day as a sign sets them: large figures, am and pm and minutes raised to the cap line,
a dash that slips under them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.drawing import rounded_box
from reports.fonts import SEMIBOLD
from reports.outlines import capital_height, display
from reports.signs.designs import SLAB, Design
from reports.signs.sheet import Align
from reports.signs.window import Span
from reports.signs.window_hand import Hand, Piece
from reports.signs.window_price import underline
from reports.signs.window_words import HourParts, WindowWords, hour_parts
from reports.type import set_line

BIG = 138.0
# am, pm and minutes are raised to the cap line; the dash lies this high over the baseline.
_HALF = 25 / BIG
_DASH_LONG, _DASH_THICK, _DASH_HIGH = 62 / BIG, 14.4 / BIG, 47 / BIG


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Where a line of hours goes: its middle or end, its baseline, how wide it may be."""

    x: float
    base: float
    room: float
    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True)
class _Bit:
    """A part of an hours line: what it is (`figure`, `minutes`, `half`, `dash`) and its left."""

    kind: str
    text: str
    x: float
    width: float


def _bits(hand: Hand, span: Span, size: float, full: bool, words: WindowWords) -> list[_Bit]:
    """11 am - 10 pm, from x 0 on."""
    found: list[_Bit] = []
    x = 0.0
    k = size / BIG
    glow = 12.0 * k if hand.glows else 0.0
    glow = glow or (7.0 * k if hand.design is Design.CHALK else 0.0)
    for end, minute in enumerate(span):
        part = hour_parts(minute, full, words)
        if end:
            raised = found[-1].kind == "half"
            # The dash slips under what is raised, as it does on a hand-set sign.
            x = found[0].x + found[0].width + 17 * k if raised and len(found) == 2 else x + 16 * k
            x += glow
            found.append(_Bit("dash", "", x, _DASH_LONG * size))
            x += _DASH_LONG * size + 20 * k
            if raised:
                x = max(x, found[-2].x + found[-2].width + 18 * k)
        x = _hour(hand, part, x, size, glow, found)
    return found


def _hour(
    hand: Hand, part: HourParts, x: float, size: float, glow: float, found: list[_Bit]
) -> float:
    """Adds an hour's bits and returns where they end."""
    k = size / BIG
    width = _wide(hand, part.hour, size)
    found.append(_Bit("figure", part.hour, x, width))
    x += width
    if part.minutes:
        x += 9 * k + glow
        found.append(_Bit("minutes", part.minutes, x, _wide(hand, part.minutes, size * 78 / 176)))
        x += found[-1].width
    if part.half:
        x += 8 * k + glow / 2
        width = set_line(part.half, SEMIBOLD).length(_half(size))
        found.append(_Bit("half", part.half, x, width))
        x += width
    return x


def _wide(hand: Hand, text: str, size: float) -> float:
    return display(text, hand.figure).width(hand.slab_size(text, hand.figure, size))


def draw_hours(
    hand: Hand, span: Span, line: HoursLine, size: float, full: bool, words: WindowWords
) -> float:
    """One line of hours, smaller where the room asks for it. Returns its width."""
    bits = _bits(hand, span, size, full, words)
    whole = bits[-1].x + bits[-1].width
    if whole > line.room:
        size *= line.room / whole
        bits = _bits(hand, span, size, full, words)
        whole = bits[-1].x + bits[-1].width
    left, base = line.x - line.align.value * whole, line.base
    cap = capital_height(SLAB.first) * size / 1000
    colour, up = hand.colours.accent, hand.sheet.up
    small = size * 78 / 176
    raised = base - cap + capital_height(SLAB.first) * small / 1000
    parts = []
    for bit in bits:
        if bit.kind == "figure":
            parts.append(_whole(hand.piece(bit.text, size, (left + bit.x, base), colour)))
        elif bit.kind == "minutes":
            parts.append(_whole(hand.piece(bit.text, small, (left + bit.x, raised), colour)))
        elif bit.kind == "dash":
            parts.append(_dash(hand, left + bit.x, up(base), size, colour))
    hand.sheet.tag("P", " ".join(parts), _spoken(span, full, words))
    for bit in bits:
        if bit.kind == "minutes":
            end = left + bit.x + bit.width
            underline(hand, left + bit.x, end, raised, size / 176, colour)
    # am and pm hang from the cap line; the listener has heard them already.
    for bit in bits:
        if bit.kind == "half":
            high = _half(size)
            text = hand.sheet.document.use(set_line(bit.text, SEMIBOLD))
            y = up(base - cap + high * 0.744)
            hand.sheet.paint(f"{colour} rg {text.operators(left + bit.x, y, high)}")
    return whole


def _half(size: float) -> float:
    """am and pm are never smaller than can be read from the pavement."""
    return max(11.0, _HALF * size)


def _whole(part: Piece) -> str:
    return f"{part.drawn} {part.words}"


def _dash(hand: Hand, left: float, up: float, size: float, colour: str) -> str:
    thick, length = _DASH_THICK * size, _DASH_LONG * size
    if hand.design is Design.NEON:
        thick *= 0.8
    bottom = up + _DASH_HIGH * size
    return f"{colour} rg {rounded_box(left, bottom, length, thick, min(2.5, thick / 3))} f"


def _spoken(span: Span, full: bool, words: WindowWords) -> str:
    return f"{words.clock(span[0], full)} {words.to} {words.clock(span[1], full)}"


def hours_size(
    hand: Hand, spans: tuple[Span, ...], size: float, room: float, full: bool, words: WindowWords
) -> float:
    """The size at which each of the spans is no wider than the room."""
    for span in spans:
        last = _bits(hand, span, size, full, words)[-1]
        size *= min(1.0, room / (last.x + last.width))
    return size
