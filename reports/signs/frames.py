"""What stands around a sign: the lighted band, the chalk line, the tube, and rules in each hand."""

from __future__ import annotations

from reports.drawing import rounded_box
from reports.outlines import Box
from reports.signs.designs import Design, Paint, blend
from reports.signs.sheet import Sheet
from reports.signs.strokes import (
    Waver,
    circle,
    dark_tube,
    hand,
    tube,
    wavering,
    wavering_box,
)


def bulbs(
    left: float, top: float, right: float, bottom: float, pitch: float
) -> list[tuple[float, float]]:
    """Centres of bulbs around a rectangle: one in each corner, the rest at the whole division of
    each side that comes nearest to `pitch`.
    """
    across = max(1, round((right - left) / pitch))
    down = max(1, round((bottom - top) / pitch))
    step_x, step_y = (right - left) / across, (bottom - top) / down
    rows = [(left + step_x * at, y) for y in (top, bottom) for at in range(across + 1)]
    sides = [(x, top + step_y * at) for x in (left, right) for at in range(1, down)]
    return rows + sides


def marquee(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    paint: Paint,
    *,
    radius: float = 14.0,
    band: float = 36.0,
    bulb: float = 8.0,
    pitch: float = 31.0,
    panel_radius: float = 4.0,
    frame: str = "",
    inner_line: float = 0.0,
) -> None:
    """The lighted frame, `box` as (left, top, right, bottom): a band with bulbs on its middle line,
    the panel inside. `frame`: another colour of the band; `inner_line`: a light line that far in.
    """
    left, top, right, bottom = box
    up = sheet.up
    shape = rounded_box(left, up(bottom), right - left, bottom - top, radius)
    inside = rounded_box(
        left + band,
        up(bottom - band),
        right - left - 2 * band,
        bottom - top - 2 * band,
        panel_radius,
    )
    parts = [f"{frame or paint.frame} rg {shape} f"]
    if inner_line:
        inset = inner_line
        line = rounded_box(
            left + inset,
            up(bottom - inset),
            right - left - 2 * inset,
            bottom - top - 2 * inset,
            radius - inset,
        )
        parts.append(f"2 w {paint.core} RG {line} S")
    parts.append(f"{paint.ground} rg {inside} f")
    half = band / 2
    centres = bulbs(left + half, top + half, right - half, bottom - half, pitch)
    parts.append(f"{paint.bulb} rg {' '.join(circle(x, up(y), bulb) for x, y in centres)} f")
    if paint.core != paint.bulb:
        cores = " ".join(circle(x, up(y), bulb * 0.53) for x, y in centres)
        parts.append(f"{paint.core} rg {cores} f")
    sheet.paint(" ".join(parts))


def chalk(sheet: Sheet, box: tuple[float, float, float, float], paint: Paint, seed: str) -> None:
    """A board with two lines of chalk around it, 14 and 20 points inside its edge."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    board = rounded_box(left, sheet.up(bottom), width, height, 12)
    parts = [f"{paint.ground} rg {board} f"]
    if not paint.lit:
        edge = rounded_box(left + 1.2, sheet.up(bottom) + 1.2, width - 2.4, height - 2.4, 10.8)
        parts.append(f"2.4 w {paint.ink} RG {edge} S")
    random = hand(seed, "frame")
    for inset, thick, strength in ((14.0, 2.0, 0.9), (20.0, 0.9, 0.6)):
        line = wavering_box(
            Box(left + inset, sheet.up(bottom - inset), right - inset, sheet.up(top + inset)),
            random,
        )
        colour = blend(paint.ground, paint.ink, strength) if paint.lit else paint.ink
        parts.append(f"1 j {thick} w {colour} RG {line} S")
    sheet.paint(" ".join(parts))


def neon(sheet: Sheet, box: tuple[float, float, float, float], paint: Paint) -> None:
    """A dark board with a glass tube bent around it."""
    left, top, right, bottom = box
    board = rounded_box(left, sheet.up(bottom), right - left, bottom - top, 14)
    inset = 17.0
    bend = rounded_box(
        left + inset,
        sheet.up(bottom - inset),
        right - left - 2 * inset,
        bottom - top - 2 * inset,
        16,
    )
    if paint.lit:
        lit = tube(f"{bend} S", paint.ground, paint.line, paint.core, 3.6)
        sheet.paint(f"{paint.ground} rg {board} f {lit}")
    else:
        edge = rounded_box(left + 1, sheet.up(bottom) + 1, right - left - 2, bottom - top - 2, 13)
        sheet.paint(
            f"2 w {paint.ink} RG {edge} S {dark_tube(f'{bend} S', paint.ink, paint.ground, 4.2)}"
        )


def rule(
    sheet: Sheet,
    left: float,
    right: float,
    y: float,
    colour: str,
    *,
    thick: float = 1.0,
    design: Design = Design.PLAIN,
    seed: str = "",
    ground: str = "",
) -> None:
    """A straight line; in chalk a wavering one; in neon, on a dark `ground`, a tube."""
    if right - left < 2:
        return
    start, end = (left, sheet.up(y)), (right, sheet.up(y))
    straight = f"{start[0]:.2f} {start[1]:.2f} m {end[0]:.2f} {end[1]:.2f} l"
    if design is Design.CHALK:
        line = wavering(start, end, Waver(hand(seed, left, y), 0.9))
        sheet.paint(f"1 J 1 j {thick:.2f} w {colour} RG {line} S")
    elif design is Design.NEON and ground:
        sheet.paint(
            tube(f"{straight} S", ground, colour, blend(colour, "1 1 1", 0.7), thick, shine=0.7)
        )
    else:
        sheet.paint(f"{thick:.2f} w {colour} RG {straight} S")


def pair(
    sheet: Sheet, left: float, right: float, y: float, colour: str, *, up: bool = False
) -> None:
    """The shop's double rule: 5 points and 1.5, with 3.5 between; y is its upper edge. `up`: the
    thin line stands above.
    """
    thick, thin = (y + 7.5, y + 0.75) if up else (y + 2.5, y + 9.25)
    rule(sheet, left, right, thick, colour, thick=5)
    rule(sheet, left, right, thin, colour, thick=1.5)
