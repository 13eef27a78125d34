"""Strokes of a hand and of a glass blower, as page operators: wavering lines, hatching, tubes.

Everything irregular comes from a seed made of the sign's title: the same bytes each time, another
hand for another film. Points, y upwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from math import ceil, cos, hypot, pi, radians, sin
from random import Random

from reports.drawing import Point
from reports.outlines import Box, Segment
from reports.signs.designs import blend

STEP = 6.0
WAVER = 1.2


def hand(*about: object) -> Random:
    """A source of small irregularities that is the same for the same words."""
    digest = sha256("\0".join(map(str, about)).encode("utf-8", "replace")).digest()
    return Random(int.from_bytes(digest[:8], "big"))


class Waver:
    """Three summed sines along a line: how far a drawn point strays, up to `most` points."""

    def __init__(self, random: Random, most: float = WAVER) -> None:
        self._waves = [
            (most * share, 2 * pi / length, random.uniform(0, 2 * pi))
            for share, length in (
                (0.5, random.uniform(90, 140)),
                (0.3, random.uniform(34, 52)),
                (0.2, random.uniform(15, 22)),
            )
        ]

    def at(self, along: float) -> float:
        return sum(height * sin(pace * along + phase) for height, pace, phase in self._waves)


def wavering(start: Point, end: Point, waver: Waver, along: float = 0.0) -> str:
    """An open line from start to end that strays sideways; stroke it with round ends."""
    points = [f"{x:.2f} {y:.2f}" for x, y in _strayed(start, end, waver, along)]
    return f"{points[0]} m {' l '.join(points[1:])} l"


def _strayed(start: Point, end: Point, waver: Waver, along: float) -> Iterator[Point]:
    length = hypot(end[0] - start[0], end[1] - start[1])
    dx, dy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    steps = max(2, round(length / STEP))
    for step in range(steps + 1):
        far = length * step / steps
        off = waver.at(along + far)
        yield start[0] + dx * far - dy * off, start[1] + dy * far + dx * off


def wavering_box(box: Box, random: Random, most: float = WAVER) -> str:
    """A rectangle drawn in one go by hand: its sides stray, its corners nearly meet."""
    corners = [
        (box.left, box.bottom),
        (box.right, box.bottom),
        (box.right, box.top),
        (box.left, box.top),
    ]
    points: list[str] = []
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        side = list(_strayed(start, end, Waver(random, most), random.uniform(0, 100)))
        points += [f"{x:.2f} {y:.2f}" for x, y in side]
    return f"{points[0]} m {' l '.join(points[1:])} h"


def by_hand(segments: Iterable[Segment], random: Random, most: float) -> list[Segment]:
    """A letter's contours as if drawn by hand: every point strays with its neighbours. Straight
    sides are given points of their own to stray by.
    """
    across, along = Waver(random, most), Waver(random, most)

    def strayed(x: float, y: float) -> tuple[float, float]:
        return x + across.at(y + 0.35 * x), y + along.at(x - 0.35 * y)

    drawn: list[Segment] = []
    here = first = (0.0, 0.0)
    for operator, points in segments:
        if operator == "c":
            curve = [strayed(*points[at : at + 2]) for at in (0, 2, 4)]
            drawn.append(("c", tuple(value for point in curve for value in point)))
            here = (points[4], points[5])
            continue
        if operator == "m":
            here = first = (points[0], points[1])
            drawn.append(("m", strayed(*here)))
            continue
        to = first if operator == "h" else (points[0], points[1])
        steps = ceil(hypot(to[0] - here[0], to[1] - here[1]) / STEP)
        for step in range(1, steps + 1):
            share = step / steps
            x, y = here[0] + (to[0] - here[0]) * share, here[1] + (to[1] - here[1]) * share
            drawn.append(("l", strayed(x, y)))
        if operator == "h":
            drawn.append(("h", ()))
        here = to
    return drawn


def hatching(
    box: Box, degrees: float, width: float, pitch: float, random: Random, loose: float = 0.45
) -> str:
    """Parallel strokes over a box, for painting inside a clip: their distance and length vary by
    `loose`. Sets the line width and strokes; the colour is the caller's.
    """
    turn = radians(degrees)
    dx, dy = cos(turn), sin(turn)
    middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    reach = hypot(box.width, box.height) / 2 + pitch
    lines: list[str] = []
    far = -reach
    while far < reach:
        lean = random.uniform(-0.6, 0.6) * loose * pitch
        x, y = middle[0] - dy * far, middle[1] + dx * far
        lines.append(
            f"{x - dx * reach - dy * lean:.2f} {y - dy * reach + dx * lean:.2f} m "
            f"{x + dx * reach + dy * lean:.2f} {y + dy * reach - dx * lean:.2f} l"
        )
        far += pitch * random.uniform(1 - loose, 1 + loose)
    return f"{width:.2f} w 0 J {' '.join(lines)} S"


def glow(stroke: str, ground: str, colour: str, scale: float = 1.0, *, steps: int = 0) -> str:
    """Light around a path, given as the operators that stroke it; `scale` for tubes thicker or
    thinner than 6 points. Strokes one upon the other, each an opaque blend, so that nothing is
    blurred or see-through. A wide glow has more `steps`, lest they be seen.
    """
    count = steps or (14 if scale > 1.2 else 9 if scale > 0.7 else 6)
    shown: list[str] = ["1 j 1 J"]
    under = ground
    for step in range(count):
        width = 27.0 - 21.0 * step / (count - 1)
        under = blend(under, colour, 0.42 * (step + 3) / (count * (count + 5) / 2))
        shown.append(f"{under} RG {width * scale:.2f} w {stroke}")
    return " ".join(shown)


def tube(
    stroke: str, ground: str, colour: str, core: str, thick: float, *, shine: float = 1.0
) -> str:
    """A bent glass tube along a path (given as the operators that stroke it): its glow, the tube, a
    light line in it.
    """
    return (
        f"{glow(stroke, ground, colour, shine * thick / 6)} "
        f"{colour} RG {thick:.2f} w {stroke} {core} RG {thick * 0.28:.2f} w {stroke}"
    )


def dark_tube(stroke: str, ink: str, paper: str, thick: float) -> str:
    """The same tube in black on white: two lines side by side."""
    return f"1 j 1 J {ink} RG {thick:.2f} w {stroke} {paper} RG {thick * 0.42:.2f} w {stroke}"


def circle(x: float, y: float, radius: float) -> str:
    """A closed circle, unpainted."""
    k = radius * 0.5523
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c h"
    )


def polyline(points: Sequence[Point]) -> str:
    """An open line through points."""
    shown = [f"{x:.2f} {y:.2f}" for x, y in points]
    return f"{shown[0]} m {' l '.join(shown[1:])} l"
