"""Shapes and colours that the shop's pages share, as page operators. Points, y upwards.

Operators are plain strings, so that a page can be put together, cached and compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import atan2, cos, hypot, pi, radians, sin, sqrt, tan
from xml.etree import ElementTree

import resources

# How far a Bezier's handles stand out to look like a quarter circle.
_ROUND = 0.5523
_SVG = "{http://www.w3.org/2000/svg}"

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


def _rgb(code: str) -> str:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3g} {green:.3g} {blue:.3g}"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a page as "r g b" between 0 and 1."""

    ink: str
    accent: str
    on_accent: str
    quiet: str

    def fill(self, colour: str) -> str:
        return f"{colour} rg"

    def stroke(self, colour: str) -> str:
        return f"{colour} RG"


COLOUR = Palette(_rgb("#1B1B26"), _rgb("#D42A60"), "1 1 1", _rgb("#55555F"))
# Nothing is told by colour alone, so for a black-and-white printer the accent just becomes black.
MONO = Palette("0 0 0", "0 0 0", "1 1 1", _rgb("#55555F"))


def palette(mono: bool) -> Palette:
    return MONO if mono else COLOUR


def rounded_box(x: float, y: float, width: float, height: float, radius: float) -> str:
    """A closed path; add a painting operator (`f`, `S`)."""
    right, top, handle = x + width, y + height, radius * (1 - _ROUND)
    return (
        f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l "
        f"{right - handle:.2f} {y:.2f} {right:.2f} {y + handle:.2f} {right:.2f} {y + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - handle:.2f} {right - handle:.2f} {top:.2f} "
        f"{right - radius:.2f} {top:.2f} c {x + radius:.2f} {top:.2f} l "
        f"{x + handle:.2f} {top:.2f} {x:.2f} {top - handle:.2f} {x:.2f} {top - radius:.2f} c "
        f"{x:.2f} {y + radius:.2f} l "
        f"{x:.2f} {y + handle:.2f} {x + handle:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h"
    )


def ribbon(x: float, y: float, width: float, height: float, tail: float) -> str:
    """A band with a swallow tail cut into its left end, as a closed path."""
    right, top, middle = x + width, y + height, y + height / 2
    return (
        f"{x:.2f} {y:.2f} m {right:.2f} {y:.2f} l {right:.2f} {top:.2f} l "
        f"{x:.2f} {top:.2f} l {x + tail:.2f} {middle:.2f} l h"
    )


def crop_marks(
    x: float, y: float, width: float, height: float, gaps: tuple[float, float, float, float]
) -> str:
    """Hairlines outside the corners of a card, to cut along; never on this card or the next.

    `gaps`: room at the left, right, top and bottom, up to the next card or the paper's edge.
    """
    offset = 2.0
    left, right, top, bottom = (max(0.0, min(12.0, gap - 2 * offset)) for gap in gaps)
    lines = []
    for at in (x, x + width):
        for foot, length in ((y - offset - bottom, bottom), (y + height + offset, top)):
            lines.append(f"{at:.2f} {foot:.2f} m {at:.2f} {foot + length:.2f} l")
    for at in (y, y + height):
        for foot, length in ((x - offset - left, left), (x + width + offset, right)):
            lines.append(f"{foot:.2f} {at:.2f} m {foot + length:.2f} {at:.2f} l")
    return f"0.25 w 0 0 0 RG {' '.join(lines)} S"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A one-colour drawing in a box of `size` by `size`, y upwards, painted in the current fill."""

    operators: str
    size: float


#: A step of an outline: "m" and "l" with a point, "c" with three, "h" closes.
Step = tuple[str, tuple[Point, ...]]


@cache
def thumb(small: bool = False) -> Drawing:
    """The thumb magnet. `small` is for sizes under 20 points: no crease, no button."""
    steps, size = thumb_outline(small)
    parts = []
    for operator, points in steps:
        places = [f"{x:.3f} {size - y:.3f}" for x, y in points]
        parts.append(" ".join((*places, operator)))
    return Drawing(f"{' '.join(parts)} f*", size)


@cache
def thumb_outline(small: bool = False) -> tuple[tuple[Step, ...], float]:
    """The thumb as steps in a square from the top left, y downwards, and the square's side.

    For whoever draws it elsewhere than on paper; it is filled by the even-odd rule.
    """
    tree = ElementTree.fromstring(resources.read_bytes("thumb-small.svg" if small else "thumb.svg"))
    size = float(tree.attrib["viewBox"].split()[2])
    group = tree.find(f"{_SVG}g")
    assert group is not None, "the thumb is drawn in one group"
    turn = [float(number) for number in re.findall(r"-?[\d.]+", group.attrib["transform"])]
    matrix = _rotation(*turn)
    outlines = (_outline(node.attrib["d"], matrix) for node in group.iter(f"{_SVG}path"))
    return tuple(step for outline in outlines for step in outline), size


def _rotation(angle: float, x: float, y: float) -> Matrix:
    c, s = cos(radians(angle)), sin(radians(angle))
    return (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)


def _apply(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def _outline(data: str, matrix: Matrix) -> Iterator[Step]:
    """SVG path data (absolute M L H V C A Z, which is what our drawings use) as steps."""
    here: Point = (0.0, 0.0)
    for command, numbers in _commands(data):
        if command == "Z":
            yield "h", ()
        elif command == "C":
            curve = list(zip(numbers[0::2], numbers[1::2], strict=True))
            yield "c", tuple(_apply(matrix, point) for point in curve)
            here = curve[-1]
        elif command == "A":
            end = (numbers[5], numbers[6])
            for curve in _arc(here, numbers[0], bool(numbers[3]), bool(numbers[4]), end):
                yield "c", tuple(_apply(matrix, point) for point in curve)
            here = end
        else:
            x = numbers[0] if command in "MLH" else here[0]
            y = numbers[-1] if command in "MLV" else here[1]
            here = (x, y)
            yield ("m" if command == "M" else "l"), (_apply(matrix, here),)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    takes = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7}
    for command, text in re.findall(r"([MLHVCAZ])([^MLHVCAZ]*)", data):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", text)]
        if command == "Z":
            yield command, []
            continue
        step = takes[command]
        for at in range(0, len(numbers), step):
            yield command, numbers[at : at + step]


def _arc(
    start: Point, radius: float, large: bool, sweep: bool, end: Point
) -> Iterator[list[Point]]:
    """A circular arc as Bezier curves of at most a quarter turn (SVG 1.1, appendix F.6)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = hypot(dx, dy)
    radius = max(radius, chord / 2)
    rise = sqrt(max(0.0, radius * radius - chord * chord / 4)) / chord
    side = 1 if large != sweep else -1
    centre = (
        (start[0] + end[0]) / 2 - side * rise * dy,
        (start[1] + end[1]) / 2 + side * rise * dx,
    )
    first = _angle(centre, start)
    turn = _angle(centre, end) - first
    if sweep and turn < 0:
        turn += 2 * pi
    elif not sweep and turn > 0:
        turn -= 2 * pi
    steps = max(1, int(abs(turn) / (pi / 2) + 0.999))
    step = turn / steps
    handle = 4 / 3 * tan(step / 4) * radius
    for index in range(steps):
        a, b = first + index * step, first + (index + 1) * step
        p0 = (centre[0] + radius * cos(a), centre[1] + radius * sin(a))
        p3 = (centre[0] + radius * cos(b), centre[1] + radius * sin(b))
        yield [
            (p0[0] - handle * sin(a), p0[1] + handle * cos(a)),
            (p3[0] + handle * sin(b), p3[1] - handle * cos(b)),
            p3,
        ]


def _angle(centre: Point, point: Point) -> float:
    return atan2(point[1] - centre[1], point[0] - centre[0])
