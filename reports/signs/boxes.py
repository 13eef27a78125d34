"""Five boxes, and a thumbs-up magnet in as many as the film earned, in each design's hand.

A thumb and an empty box differ by shape alone. Who gave a thumb stands under their box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from random import Random

from reports.drawing import rounded_box, thumb
from reports.fitting import Paragraph
from reports.fonts import Style
from reports.outlines import Box, capitals
from reports.signs.designs import GREY, Design, Paint, blend
from reports.signs.film import SEATS, Seat, Words
from reports.signs.sheet import Align, Sheet
from reports.signs.strokes import dark_tube, glow, hand, hatching, wavering_box
from reports.type import clean, set_line

# Magnets are pressed on by hand: degrees anticlockwise, seat by seat.
_TURNS = (4.0, 3.0, -5.0, 1.0, -2.5)
_DRAWN = 96.0


@dataclass(frozen=True, slots=True)
class BoxRow:
    """Measures of the five boxes in points: side and gap from line to line, the magnet's size, how
    thick their lines and how round their corners are.
    """

    left: float
    side: float
    gap: float
    thumb: float
    stroke: float = 2.0
    radius: float = 10.0

    def lefts(self) -> list[float]:
        return [self.left + seat * (self.side + self.gap) for seat in range(SEATS)]


def five(seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """Always five: a board with fewer people has boxes left over."""
    return (*seats, *(Seat("", False) for _ in range(SEATS)))[:SEATS]


def draw(
    sheet: Sheet,
    seats: Sequence[Seat],
    row: BoxRow,
    top: float,
    design: Design,
    paint: Paint,
    words: Words,
    seed: str,
) -> None:
    """The row with its boxes' upper edge at `top`, told as one figure."""
    shown: list[str] = []
    bottom = sheet.up(top + row.side)
    for number, (seat, left) in enumerate(zip(five(seats), row.lefts(), strict=True)):
        box = Box(left, bottom, left + row.side, bottom + row.side)
        frame = _box(box, row, design, paint, hand(seed, "box", number), lit=seat.gave)
        if design is not Design.NEON:
            shown.append(frame)
        if seat.gave:
            middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
            turn = 0.0 if design is Design.PLAIN else _TURNS[number]
            random = hand(seed, "thumb", number)
            shown.append(magnet(middle, row.thumb, turn, design, paint, random))
        if design is Design.NEON:  # over the thumb's glow
            shown.append(frame)
    sheet.tag("Figure", " ".join(shown), _spoken(seats, words))


def _spoken(seats: Sequence[Seat], words: Words) -> str:
    names = [clean(seat.name) for seat in seats if seat.gave and clean(seat.name)]
    count = sum(seat.gave for seat in seats)
    if not names:
        return words.thumbs.format(count)
    return words.thumbs_by.format(count, ", ".join(names))


def names(
    sheet: Sheet,
    seats: Sequence[Seat],
    row: BoxRow,
    base: float,
    style: Style,
    size: float,
    colour: str,
    *,
    align: Align = Align.CENTRE,
    tracking: float = 0.0,
    upper: bool = False,
) -> None:
    """Who gave a thumb, under each box; an empty box has no name."""
    width = row.side + row.gap * 0.6
    for seat, left in zip(five(seats), row.lefts(), strict=True):
        name = clean(seat.name)
        if not (seat.gave and name):
            continue
        text = capitals(name) if upper else name
        x = left + (align.value * row.side or -row.stroke / 2)
        lines, smaller = _name_lines(text, style, size, width, tracking)
        for number, line in enumerate(lines):
            sheet.words(
                line,
                style,
                smaller,
                (x, base + number * smaller * 1.16),
                colour,
                align=align,
                width=width,
                tracking=tracking,
                field="seats",
            )


def _name_lines(
    text: str, style: Style, size: float, width: float, tracking: float
) -> tuple[list[str], float]:
    """A name on one line, or, where that would make it small, on two."""
    paragraph = Paragraph(text, style)
    if set_line(text, style).length(size * 0.85, tracking) <= width or len(paragraph.pieces) < 2:
        return [text], size
    breaks = paragraph.balanced(2)
    widest = max(paragraph.span(*line) for line in breaks)
    smaller = min(size * 0.9, max(6.0, width / widest * 1000 * 0.97))
    return [paragraph.text(*line) for line in breaks], smaller


def _box(box: Box, row: BoxRow, design: Design, paint: Paint, random: Random, *, lit: bool) -> str:
    if design is Design.CHALK:
        line = wavering_box(box, random, 1.0)
        return f"1 j {row.stroke:.2f} w {paint.ink} RG {line} S"
    shape = rounded_box(box.left, box.bottom, box.width, box.height, row.radius)
    if design is Design.NEON:
        if not paint.lit:
            return f"{row.stroke * 0.6:.2f} w {paint.ink} RG {shape} S"
        colour = blend(paint.ground, paint.line, 0.75 if lit else 0.38)
        return f"{row.stroke * 0.7:.2f} w {colour} RG {shape} S"
    return f"{row.stroke:.2f} w {paint.box} rg {paint.ink} RG {shape} B"


def magnet(
    middle: tuple[float, float],
    size: float,
    turn: float,
    design: Design,
    paint: Paint,
    random: Random | None = None,
    *,
    edge: str = "",
) -> str:
    """A thumb with its middle at a point of the page (y upwards). `edge`: the colour of a die-cut
    rim, as real magnets have.
    """
    path = thumb().operators.removesuffix(" f*")
    scale = size / _DRAWN
    a, b = scale * cos(radians(turn)), scale * sin(radians(turn))
    half = _DRAWN / 2
    x, y = middle[0] - a * half + b * half, middle[1] - b * half - a * half
    place = f"{a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x:.2f} {y:.2f} cm"
    if design is Design.CHALK:
        return f"q {place} {_chalked(path, size, paint, random or hand('thumb'))} Q"
    if design is Design.NEON:
        return f"q {place} {_lit(path, scale, paint)} Q"
    rim = f"1 j {edge} RG {edge} rg 9 w {path} B " if edge else ""
    return f"q {place} {rim}{paint.accent} rg {path} f* Q"


def _chalked(path: str, size: float, paint: Paint, random: Random) -> str:
    """Laid on with the side of the chalk, then hatched."""
    base = blend(paint.ground, paint.accent, 0.5) if paint.lit else GREY
    unit = _DRAWN / size
    box = Box(0.0, 0.0, _DRAWN, _DRAWN)
    strokes = hatching(box, 58, 3.0 * unit, 3.5 * unit, random)
    return f"{base} rg {path} f* {path} W* n {paint.accent} RG {strokes}"


def _lit(path: str, scale: float, paint: Paint) -> str:
    thick = 2.6 / scale
    if not paint.lit:
        return dark_tube(f"{path} S", paint.ink, paint.ground, thick * 1.5)
    shine = glow(f"{path} S", paint.ground, paint.accent, 0.5 / scale, steps=6)
    core = blend(paint.accent, paint.core, 0.7)
    return (
        f"{shine} {paint.accent} RG {thick:.2f} w {path} S {core} RG {thick * 0.3:.2f} w {path} S"
    )
