"""The small pictures of theme headers: a robot that holds our thumb, a moon, a heart, a skull, a
reel of film. Each is a list of flat shapes, which the design paints: filled, bent from tubes, or
hatched in chalk.

Shapes are in points of the header's page, y downwards, standing on its foot line at 361.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, atan2, cos, pi, sin

from reports.drawing import Point, rounded_box
from reports.outlines import Box
from reports.signs.boxes import magnet
from reports.signs.designs import Design, blend
from reports.signs.strokes import circle, dark_tube, hand, hatching, tube
from reports.signs.window import Drawing
from reports.signs.window_hand import Hand

FOOT = 361.0
LEFT, RIGHT = 62.0, 290.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed path and what it is made of: `body`, `hole` (the ground shows) or `accent`."""

    made_of: str
    path: str


def shapes(drawing: Drawing) -> tuple[Shape, ...]:
    """What the picture consists of, from the back to the front; nothing for none."""
    return _MADE[drawing]() if drawing in _MADE else ()


def draw(picture: Hand, drawing: Drawing, lower: float = 0.0) -> None:
    """Paints it at the left of a header. `lower`: how far below its place on a taller page."""
    parts = shapes(drawing)
    if not parts:
        return
    height = picture.sheet.height
    drawn = " ".join(_painted(picture, shape, number) for number, shape in enumerate(parts))
    picture.sheet.paint(f"1 0 0 -1 0 {height - lower:.2f} cm {drawn}")
    if drawing is Drawing.ROBOT:
        picture.sheet.paint(_thumb(picture, lower))


def _thumb(picture: Hand, lower: float) -> str:
    """Our thumb, in the robot's hand."""
    middle = (230.5, picture.sheet.up(275.6 + lower))
    paint, colours = picture.paint, picture.colours
    if picture.design in (Design.MARQUEE, Design.PLAIN):
        shown = magnet(middle, 112, 0.0, picture.design, paint, edge=colours.head)
        accent, drawn = f"{paint.accent} rg", f"{colours.head_accent} rg"
        return shown.replace(accent, drawn)
    shown = magnet(
        middle, 112, 0.0, picture.design, paint, hand(picture.seed, "thumb"), edge=paint.ground
    )
    # The body behind it is rubbed out first.
    behind = magnet(middle, 112, 0.0, Design.PLAIN, paint, edge=paint.ground)
    return f"{behind.replace(f'{paint.accent} rg', f'{paint.ground} rg')} {shown}"


def _painted(picture: Hand, shape: Shape, number: int) -> str:
    paint, colours = picture.paint, picture.colours
    plain = picture.design is Design.PLAIN
    if picture.design in (Design.MARQUEE, Design.PLAIN):
        colour = {
            "body": paint.ink if plain else colours.on_head,
            "hole": colours.head,
            "accent": colours.head_accent,
        }[shape.made_of]
        return f"{colour} rg {shape.path} f"
    if picture.design is Design.NEON:
        colour = paint.accent if shape.made_of == "accent" else paint.line
        ground = f"{paint.ground} rg {shape.path} f"
        if not paint.lit:
            return f"{ground} {dark_tube(f'{shape.path} S', paint.ink, paint.ground, 4.2)}"
        return f"{ground} {tube(f'{shape.path} S', paint.ground, colour, paint.core, 3.0)}"
    return _chalked(picture, shape, number)


def _chalked(picture: Hand, shape: Shape, number: int) -> str:
    paint = picture.paint
    line = f"1 j 1.8 w {paint.ink} RG {shape.path} S"
    if shape.made_of == "hole":
        return f"{paint.ground} rg {shape.path} f {line}"
    colour = paint.accent if shape.made_of == "accent" else paint.ink
    faint = blend(paint.ground, colour, 0.55) if paint.lit else colour
    box = Box(LEFT, 100.0, RIGHT, FOOT)
    strokes = hatching(box, -50, 2.2, 6.5, hand(picture.seed, "picture", number))
    return (
        f"{paint.ground} rg {shape.path} f q {shape.path} W n {faint} RG {strokes} Q "
        f"1 j 1.8 w {colour} RG {shape.path} S"
    )


def _polygon(points: list[Point]) -> str:
    shown = [f"{x:.2f} {y:.2f}" for x, y in points]
    return f"{shown[0]} m {' l '.join(shown[1:])} l h"


def _arc(centre: Point, radius: float, start: float, end: float, steps: int = 48) -> list[Point]:
    return [
        (
            centre[0] + radius * cos(start + (end - start) * step / steps),
            centre[1] + radius * sin(start + (end - start) * step / steps),
        )
        for step in range(steps + 1)
    ]


def _robot() -> tuple[Shape, ...]:
    gear = []
    for tooth in range(8):
        turn = tooth * pi / 4 + 0.2
        for radius, far in ((15.4, -0.26), (20.0, -0.17), (20.0, 0.17), (15.4, 0.26)):
            gear.append((132 + radius * cos(turn + far), 323 + radius * sin(turn + far)))
    # Round shoulders, square at the foot.
    body = (
        f"92 {FOOT} m 92 307 l 92 291.5 104.5 279 120 279 c 168 279 l "
        f"183.5 279 196 291.5 196 307 c 196 {FOOT} l h"
    )
    bars = [Shape("body", rounded_box(x, 229.3, 3.0, 15.7, 0.1)) for x in (126, 138, 150, 162)]
    return (
        Shape("body", body),
        Shape("body", rounded_box(128, 263.2, 32, 12.3, 0.5)),
        Shape("body", rounded_box(141, 138, 6.4, 18, 0.5)),
        Shape("accent", circle(144, 129.4, 10)),
        Shape("body", rounded_box(88, 155.2, 112.4, 104.2, 22)),
        Shape("body", rounded_box(74.4, 191.2, 11.8, 36.4, 4)),
        Shape("body", rounded_box(202.2, 191.2, 11.8, 36.4, 4)),
        Shape("hole", circle(120, 197.4, 17)),
        Shape("hole", circle(168, 197.4, 17)),
        Shape("body", circle(125, 192.3, 5.4)),
        Shape("body", circle(173, 192.3, 5.4)),
        Shape("hole", rounded_box(112, 229.3, 64, 15.7, 7.8)),
        *bars,
        Shape("hole", _polygon(gear)),
        Shape("body", circle(132, 323, 7)),
        Shape("hole", circle(168, 305, 4)),
        Shape("hole", circle(168, 319, 4)),
        Shape("hole", circle(168, 333, 4)),
    )


def _star(x: float, y: float, size: float) -> str:
    points = []
    for step in range(8):
        radius = size if step % 2 == 0 else size * 0.36
        turn = step * pi / 4 - pi / 2
        points.append((x + radius * cos(turn), y + radius * sin(turn)))
    return _polygon(points)


def _moon() -> tuple[Shape, ...]:
    centre, radius = (172.0, 236.0), 104.0
    other, less = (218.0, 208.0), 88.0
    dx, dy = other[0] - centre[0], other[1] - centre[1]
    apart = (dx * dx + dy * dy) ** 0.5
    along = (apart**2 + radius**2 - less**2) / (2 * apart)
    half = asin((radius**2 - along**2) ** 0.5 / radius)
    half = half if along > 0 else pi - half
    axis = atan2(dy, dx)
    outer = _arc(centre, radius, axis + half, axis + 2 * pi - half, 90)
    start = atan2(outer[-1][1] - other[1], outer[-1][0] - other[0])
    end = atan2(outer[0][1] - other[1], outer[0][0] - other[0])
    while end > start:
        end -= 2 * pi
    inner = _arc(other, less, start, end, 90)
    return (
        Shape("body", _polygon([*outer, *inner])),
        Shape("accent", _star(232, 172, 20)),
        Shape("accent", _star(206, 228, 11)),
        Shape("accent", _star(258, 226, 13)),
    )


def _heart() -> tuple[Shape, ...]:
    heart = (
        "176 338 m 120 296 76 252 76 204 c 76 168 102 144 132 144 c "
        "152 144 168 155 176 172 c 184 155 200 144 220 144 c "
        "250 144 276 168 276 204 c 276 252 232 296 176 338 c h"
    )
    shine = "104 206 m 100 186 112 168 130 164 c 135 163 137 170 132 172 c "
    shine += "118 178 111 190 113 205 c 114 211 105 212 104 206 c h"
    return (Shape("accent", heart), Shape("body", shine))


def _skull() -> tuple[Shape, ...]:
    head = (
        "176 118 m 232 118 268 154 268 204 c 268 236 252 256 236 268 c 232 271 230 276 230 282 c "
        "230 306 l 230 314 224 320 216 320 c 136 320 l 128 320 122 314 122 306 c 122 282 l "
        "122 276 120 271 116 268 c 100 256 84 236 84 204 c 84 154 120 118 176 118 c h"
    )
    nose = "176 238 m 186 252 190 262 186 268 c 182 271 178 268 176 262 c "
    nose += "174 268 170 271 166 268 c 162 262 166 252 176 238 c h"
    teeth = [Shape("hole", rounded_box(x, 288, 4.4, 33, 2)) for x in (147, 174, 201)]
    return (
        Shape("body", head),
        Shape("hole", circle(140, 212, 25)),
        Shape("hole", circle(212, 212, 25)),
        Shape("accent", circle(146, 208, 7)),
        Shape("accent", circle(218, 208, 7)),
        Shape("hole", nose),
        *teeth,
    )


def _reel() -> tuple[Shape, ...]:
    x, y = 170.0, 222.0
    holes = [
        Shape("hole", circle(x + 56 * cos(turn), y + 56 * sin(turn), 24))
        for turn in (-pi / 2 + step * 2 * pi / 5 for step in range(5))
    ]
    # The film runs off the reel to the right, along the foot.
    film = (
        f"{x} 320 m 214 320 238 300 262 300 c 290 300 l 290 340 l 266 340 l "
        f"236 340 214 356 {x} 356 c h"
    )
    perforations = [
        Shape("hole", rounded_box(at, top, 7, 6, 1.2))
        for at in (252, 266, 280)
        for top in (305, 329)
    ]
    return (
        Shape("accent", film),
        *perforations,
        Shape("body", circle(x, y, 102)),
        *holes,
        Shape("hole", circle(x, y, 12)),
        Shape("accent", circle(x, y, 6)),
    )


_MADE: dict[Drawing, Callable[[], tuple[Shape, ...]]] = {
    Drawing.ROBOT: _robot,
    Drawing.MOON: _moon,
    Drawing.HEART: _heart,
    Drawing.SKULL: _skull,
    Drawing.REEL: _reel,
}
