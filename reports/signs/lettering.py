"""How each design draws large letters: magnets on rails, chalk, tubes, plain ink.

Each function returns page operators for lines given as (line, x of its ink, baseline); positions
are PDF's, y upwards. The words themselves are added by `Sheet.display`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.outlines import Box, DisplayLine, Letter, path_of, turned
from reports.signs.designs import GREY, Paint, blend
from reports.signs.strokes import by_hand, glow, hand, hatching

Placed = tuple[DisplayLine, float, float]

# A person puts magnets up nearly straight: degrees anticlockwise, and how far each drops, in
# thousandths of the size. Repeats over the letters of a line.
TURNS = (1.6, -1.1, 0.8, -1.4, 1.2, -0.7, 0.5, -1.0, 1.4, -0.5)
DROPS = (-1.0, 5.0, -4.0, 2.0, -2.0, 4.0, -3.0)


def plain(lines: Sequence[Placed], size: float, colour: str, tracking: float = 0.0) -> str:
    """Ink, nothing else."""
    paths = " ".join(line.path(x, y, size, tracking) for line, x, y in lines)
    return f"{colour} rg {paths} f"


def shaded(
    lines: Sequence[Placed],
    size: float,
    colour: str,
    shade: str,
    offset: tuple[float, float],
    tracking: float = 0.0,
) -> str:
    """Upright letters with a hard shade, `offset` to the right and down."""
    under = [(line, x + offset[0], y - offset[1]) for line, x, y in lines]
    return f"{plain(under, size, shade, tracking)} {plain(lines, size, colour, tracking)}"


def magnets(
    lines: Sequence[Placed],
    size: float,
    colour: str,
    shades: Sequence[tuple[str, float, float]],
    tracking: float,
    first: int = 0,
) -> str:
    """Letters put up one by one, each a little turned; a joined word is one magnet, an upright one.

    `shades` are drawn under them, the lowest first: (colour, right, down) in points.
    """
    placed = [
        (letter, pen, y, number)
        for at, (line, x, y) in enumerate(lines)
        for number, (letter, pen) in enumerate(line.pens(x, size, tracking), first + at * 3)
    ]
    drawn = []
    for shade, right, down in (*shades, (colour, 0.0, 0.0)):
        paths = " ".join(
            _magnet(letter, pen + right, y - down, size, number)
            for letter, pen, y, number in placed
        )
        drawn.append(f"{shade} rg {paths} f")
    return " ".join(drawn)


def _magnet(letter: Letter, pen: float, y: float, size: float, number: int) -> str:
    unit = size / 1000
    # A word is as wide as many magnets: turned as far as one it would leave its rail.
    turn = TURNS[number % len(TURNS)] / max(1.0, letter.box.width / 700)
    drop = DROPS[number % len(DROPS)]
    middle = ((letter.box.left + letter.box.right) / 2, (letter.box.bottom + letter.box.top) / 2)
    to = (pen + middle[0] * unit, y + (middle[1] - drop) * unit)
    return letter.path(turned(unit, turn, middle, to))


# Chalk is laid on in strokes of these widths for capitals of this height; smaller letters get
# finer chalk, though never so fine that a printer loses it.
_CHALK_CAP = 152.0
_FILLED_CAP = 64.0


def chalk(
    lines: Sequence[Placed],
    size: float,
    cap: float,
    paint: Paint,
    seed: str,
    tracking: float = 0.0,
) -> str:
    """Letters outlined and hatched by hand, with a hatched drop shade behind a gap of board."""
    fine = max(0.34, min(1.0, cap / _CHALK_CAP))
    shape = _by_hand(lines, size, tracking, seed, 0.9 * fine)
    box = _around(lines, size, tracking)
    shade_x, shade_y = 11 * fine, -12 * fine
    random = hand(seed, "hatch")
    under = Box(box.left + shade_x, box.bottom + shade_y, box.right + shade_x, box.top + shade_y)
    faint = GREY if paint.ground == "1 1 1" else blend(paint.ground, paint.ink, 0.5)
    # Small letters are filled before they are hatched: gaps would eat them up.
    filling = blend(paint.ground, paint.ink, 0.82) if paint.lit else paint.ink
    under_hatch = f"{filling} rg {shape} f" if cap < _FILLED_CAP else ""
    body = blend(paint.ground, paint.ink, 0.95) if paint.lit else paint.ink
    return " ".join(
        [
            f"q {_by_hand(lines, size, tracking, seed, 0.9 * fine, (shade_x, shade_y))} W n",
            f"{paint.shade} RG",
            hatching(under, -45, 2.1 * fine + 0.2, 5 * fine, random, 0.3),
            "Q",
            f"1 j {paint.ground} RG {7 * fine:.2f} w {paint.ground} rg {shape} B",
            f"q {shape} W n {under_hatch} {faint} RG",
            hatching(box, 40, 2.2 * fine, 9 * fine, random),
            f"{body} RG",
            hatching(box, 58, 3.0 * fine, 3.9 * fine, random, 0.6),
            "Q",
            f"{paint.ink} RG 1 j 1 J {max(0.9, 2.4 * fine):.2f} w {shape} S",
        ]
    )


def _by_hand(
    lines: Sequence[Placed],
    size: float,
    tracking: float,
    seed: str,
    most: float,
    moved: tuple[float, float] = (0.0, 0.0),
) -> str:
    """The lines' outlines drawn by one hand, then moved."""
    unit = size / 1000
    random = hand(seed, "letters")
    segments = [
        segment
        for line, x, y in lines
        for letter, pen in line.pens(x, size, tracking)
        for segment in letter.contours((unit, 0.0, 0.0, unit, pen, y))
    ]
    drawn = by_hand(segments, random, most)
    if any(moved):
        drawn = [
            (operator, tuple(value + moved[at % 2] for at, value in enumerate(points)))
            for operator, points in drawn
        ]
    return path_of(drawn)


def _around(lines: Sequence[Placed], size: float, tracking: float) -> Box:
    unit = size / 1000
    return Box(
        min(x for _, x, _ in lines),
        min(y + line.box.bottom * unit for line, _, y in lines),
        max(x + line.width(size, tracking) for line, x, _ in lines),
        max(y + line.box.top * unit for line, _, y in lines),
    )


# How thick a tube of Tilt Neon is, as a share of the size.
_TUBE = 0.09


def neon(
    lines: Sequence[Placed],
    size: float,
    paint: Paint,
    stamp: Callable[[str], str],
    colour: str = "",
    tracking: float = 0.0,
) -> str:
    """Tubes: on a dark ground a glow and a round bright glass; in black on white its outline, with
    the shade that makes it round, or just black where the letters are small. `stamp` is the
    sheet's, for outlines that are stroked over and over.
    """
    colour = colour or paint.accent
    path = " ".join(line.path(x, y, size, tracking) for line, x, y in lines)
    thick = size * _TUBE
    if not paint.lit:
        if thick < 5:
            return f"{paint.ink} rg {path} f"
        return (
            f"1 j 1 J {paint.ground} rg {path} f q {path} W n {GREY} RG {thick * 0.42:.2f} w "
            f"{path} S Q {paint.ink} RG {max(1.0, min(3.0, thick / 8)):.2f} w {path} S"
        )
    stroke = stamp(f"{path} S")
    shown = [glow(stroke, paint.ground, colour, min(thick / 6, 2.4))]
    if thick < 5:
        light = blend(colour, paint.core, 0.7)
        shown.append(f"{colour} rg {path} f {light} RG 0.5 w {stroke}")
        return " ".join(shown)
    # Round glass: bright in the middle, its colour towards the edges. Each stroke along the outline
    # is narrower than the one before and clipped to the letter.
    shown.append(f"{paint.core} rg {path} f q {path} W n 1 j")
    for share, strength in ((0.8, 0.3), (0.66, 0.62), (0.52, 0.9), (0.4, 1.0)):
        shown.append(f"{blend(paint.core, colour, strength)} RG {thick * share:.2f} w {stroke}")
    shown.append(f"{blend(colour, paint.ground, 0.28)} RG {thick * 0.1:.2f} w {stroke} Q")
    return " ".join(shown)
