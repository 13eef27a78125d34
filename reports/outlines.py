"""Display lines as outlines: large type whose letters can be turned, hatched, lit and fitted ink to
ink. HarfBuzz places the letters (kerned, joined, right to left) and gives their shapes; the words
themselves go on the page as invisible text over the drawing, so that it can be searched and read.

Inside a line everything is in thousandths of the type size, y upwards, the baseline at 0. A face
that helps out for another script is drawn at 0.82 of the size, because its letters look larger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians, sin
from typing import Any, NamedTuple

import uharfbuzz as hb

from reports.fonts import Face, Style
from reports.type import Line, Run, set_line

OTHER_FACES = 0.82

Matrix = tuple[float, float, float, float, float, float]
# What one contour step is: `m` or `l` with one point, `c` with three, `h` with none.
Segment = tuple[str, tuple[float, ...]]

# Scripts whose letters hang together: the word is one piece and is never turned letter by letter.
_JOINED = re.compile("[\u0600-\u07bf\u0840-\u0dff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_TONOS = "\u0301"


class Box(NamedTuple):
    """A rectangle of ink, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Letter:
    """What hangs together in a line: a letter with its marks, or a whole joined word.

    `x` is where its pen stands in the line, `place` how many pieces stand before it (so many times
    is it moved by tracking), `box` its ink about its own pen. Spaces are no letters.
    """

    text: str
    x: float
    place: int
    advance: float
    box: Box
    glyphs: tuple[tuple[Face, int, float, float], ...]
    factor: float

    def contours(self, matrix: Matrix) -> Iterator[Segment]:
        """The outline through a matrix from thousandths of the size (pen at 0, 0) to the page."""
        a, b, c, d, e, f = matrix
        for face, number, x, y in self.glyphs:
            scale = face.scale * self.factor
            for operator, points in _segments(face, number):
                moved: list[float] = []
                for px, py in zip(points[0::2], points[1::2], strict=True):
                    gx, gy = px * scale + x, py * scale + y
                    moved += (a * gx + c * gy + e, b * gx + d * gy + f)
                yield operator, tuple(moved)

    def path(self, matrix: Matrix) -> str:
        """Page operators of the outline, closed and unpainted."""
        return path_of(self.contours(matrix))


class DisplayLine:
    """A line of large type, measured once.

    `letters` stand in page order, left to right. `box` is the ink without tracking. `cap` is the
    height that counts when a line is placed: the capitals' for plain capitals and figures (a comma
    below or the curve of an O do not count), else the ink's; `base` is where that height begins.
    `advance` is the width with the white at both ends, `places` how many pieces and spaces it has.
    """

    __slots__ = ("advance", "base", "box", "cap", "joined", "letters", "line", "places", "text")

    def __init__(
        self, text: str, line: Line, letters: tuple[Letter, ...], places: int, advance: float
    ) -> None:
        self.text = text
        self.line = line
        self.letters = letters
        self.places = places
        self.advance = advance
        self.box = _around(letters)
        self.joined = any(_JOINED.search(letter.text) for letter in letters)
        native = all(letter.factor == 1.0 for letter in letters)
        self.base, self.cap = 0.0, capital_height(line.runs[0].face) if line.runs else 700.0
        if letters and not (native and line.text.isascii()):
            self.base = 0.0 if native else self.box.bottom
            self.cap = max(self.cap if native else 0.0, self.box.top - self.base)

    def width(self, size: float, tracking: float = 0.0) -> float:
        """Ink to ink in points; `tracking` is in thousandths of the size."""
        if not self.letters:
            return 0.0
        places = self.letters[-1].place - self.letters[0].place
        return (self.box.width + places * tracking) * size / 1000

    def size_for(self, width: float, cap: float, tracking: float = 0.0) -> float:
        """The largest size at which the ink is no wider than `width` and the letters no taller than
        `cap`, both in points.
        """
        units = self.width(1000.0, tracking)
        by_height = cap / self.cap * 1000
        return min(by_height, width / units * 1000) if units else by_height

    def path(self, x: float, y: float, size: float, tracking: float = 0.0) -> str:
        """The outline of the line, its ink beginning at x, its baseline at y (page, y upwards)."""
        unit = size / 1000
        return " ".join(
            letter.path((unit, 0.0, 0.0, unit, pen, y))
            for letter, pen in self.pens(x, size, tracking)
        )

    def pens(self, x: float, size: float, tracking: float = 0.0) -> Iterator[tuple[Letter, float]]:
        """Each letter with its pen's x when the line's ink begins at x. Points."""
        unit = size / 1000
        start = x - (self.box.left + self._first_place() * tracking) * unit
        for letter in self.letters:
            yield letter, start + (letter.x + letter.place * tracking) * unit

    def _first_place(self) -> int:
        return self.letters[0].place if self.letters else 0

    def words(self, x: float, y: float, size: float, tracking: float = 0.0) -> str:
        """The same words as invisible text where the outlines stand; tell the document of `line`.

        One set in a helping face alone has that face's smaller size.
        """
        if not self.line.runs:
            return ""
        factor = min((letter.factor for letter in self.letters), default=1.0)
        start = x - (self.box.left + self._first_place() * tracking) * size / 1000
        shown = self.line.operators(start, y, size * factor, tracking * size / 1000)
        return f"3 Tr {shown} 0 Tr"


def turned(
    unit: float, degrees: float, centre: tuple[float, float], to: tuple[float, float]
) -> Matrix:
    """A matrix that scales by `unit` and turns by `degrees` (anticlockwise) about `centre` (in
    thousandths), which comes to lie at `to` on the page.
    """
    a, b = unit * cos(radians(degrees)), unit * sin(radians(degrees))
    cx, cy = centre
    return (a, b, -b, a, to[0] - a * cx + b * cy, to[1] - b * cx - a * cy)


def path_of(segments: Iterable[Segment]) -> str:
    """Page operators of contours; add a painting operator (`f`, `S`, `W n`)."""
    parts: list[str] = []
    for operator, points in segments:
        parts += [f"{value:.2f}" for value in points]
        parts.append(operator)
    return " ".join(parts)


def capitals(text: str) -> str:
    """Capitals where a script has them on signs: Latin, Greek (which drops the accent then),
    Cyrillic, Armenian; Georgian stays as it is.
    """
    if text.isascii():
        return text.upper()
    shown: list[str] = []
    for character in text:
        if "\u10a0" <= character <= "\u10ff":
            shown.append(character)
            continue
        upper = character.upper()
        if "\u0370" <= character <= "\u03ff" or "\u1f00" <= character <= "\u1fff":
            bare = unicodedata.normalize("NFD", upper).replace(_TONOS, "")
            upper = unicodedata.normalize("NFC", bare)
        shown.append(upper)
    return "".join(shown)


@cache
def capital_height(face: Face) -> float:
    """Height of an H in thousandths; 700 for a face without one."""
    number = face.codes["H"] if "H" in face.coverage else 0
    box = _glyph_box(face, number) if number else None
    return box.top if box else 700.0


@lru_cache(maxsize=4096)
def display(text: str, style: Style) -> DisplayLine:
    """A cleaned line of large type in a style, in capitals if the style says so."""
    shown = capitals(text) if style.upper else text
    line = set_line(shown, style)
    letters: list[Letter] = []
    pen = 0.0
    place = 0
    for run in line.runs:
        factor = 1.0 if run.face is style.first else OTHER_FACES
        parts = _plain_letters(run) if run.glyphs is None else _shaped_letters(run)
        for part, advance, glyphs in parts:
            box = _glyphs_box(glyphs, factor)
            if box is not None:
                placed = tuple(
                    glyphs
                    if factor == 1.0
                    else [(face, number, x * factor, y * factor) for face, number, x, y in glyphs]
                )
                letters.append(Letter(part, pen, place, advance * factor, box, placed, factor))
            pen += advance * factor
            place += 1
    return DisplayLine(shown, line, tuple(letters), place, pen)


_Piece = tuple[str, float, list[tuple[Face, int, float, float]]]


def _plain_letters(run: Run) -> Iterator[_Piece]:
    """Letter by letter, the kerning before the next one counted to this one's advance."""
    face, text = run.face, run.text
    for here, following in zip(text, [*text[1:], ""], strict=True):
        advance = face.advances[here]
        if following:
            advance += face.steps[here][following] - face.advances[following]
        yield here, advance, [(face, face.codes[here], 0.0, 0.0)]


def _shaped_letters(run: Run) -> Iterator[_Piece]:
    """Clusters of a shaped run, or its words where the letters hang together."""
    face = run.face
    joined = _JOINED.search(run.text) is not None
    text, pen = "", 0.0
    glyphs: list[tuple[Face, int, float, float]] = []
    for glyph in run.glyphs or ():
        blank = bool(glyph.text) and not glyph.text.strip()
        if glyphs and (blank or text.isspace() or (glyph.text and not joined)):
            yield text, pen, glyphs
            text, pen, glyphs = "", 0.0, []
        text += glyph.text
        glyphs.append((face, glyph.number, pen + glyph.x, glyph.y))
        pen += glyph.advance
    if glyphs:
        yield text, pen, glyphs


@lru_cache(maxsize=8192)
def _glyph_box(face: Face, number: int) -> Box | None:
    """Ink of one glyph in thousandths of its face's size; None for a space."""
    found = face.hb_font.get_glyph_extents(number)
    if not found or not (found.width and found.height):
        return None
    scale = face.scale
    left, top = found.x_bearing * scale, found.y_bearing * scale
    return Box(left, top + found.height * scale, left + found.width * scale, top)


def _glyphs_box(glyphs: list[tuple[Face, int, float, float]], factor: float) -> Box | None:
    if len(glyphs) == 1 and factor == 1.0 and not (glyphs[0][2] or glyphs[0][3]):
        return _glyph_box(glyphs[0][0], glyphs[0][1])
    boxes = [
        Box(box.left + x, box.bottom + y, box.right + x, box.top + y)
        for face, number, x, y in glyphs
        if (box := _glyph_box(face, number)) is not None
    ]
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes) * factor,
        min(box.bottom for box in boxes) * factor,
        max(box.right for box in boxes) * factor,
        max(box.top for box in boxes) * factor,
    )


def _around(letters: tuple[Letter, ...]) -> Box:
    if not letters:
        return Box(0.0, 0.0, 0.0, 0.0)
    return Box(
        min([letter.x + letter.box.left for letter in letters]),
        min([letter.box.bottom for letter in letters]),
        max([letter.x + letter.box.right for letter in letters]),
        max([letter.box.top for letter in letters]),
    )


class _Pen:
    """Collects what HarfBuzz draws; quadratic curves become cubic ones, which PDF has."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.here = (0.0, 0.0)


def _move(x: float, y: float, pen: _Pen) -> None:
    pen.segments.append(("m", (x, y)))
    pen.here = (x, y)


def _line(x: float, y: float, pen: _Pen) -> None:
    pen.segments.append(("l", (x, y)))
    pen.here = (x, y)


def _quadratic(cx: float, cy: float, x: float, y: float, pen: _Pen) -> None:
    hx, hy = pen.here
    first = (hx + (cx - hx) * 2 / 3, hy + (cy - hy) * 2 / 3)
    second = (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3)
    pen.segments.append(("c", (*first, *second, x, y)))
    pen.here = (x, y)


def _cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, pen: _Pen) -> None:
    pen.segments.append(("c", (ax, ay, bx, by, x, y)))
    pen.here = (x, y)


def _close(pen: _Pen) -> None:
    pen.segments.append(("h", ()))


@cache
def _functions() -> Any:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(_move)
    functions.set_line_to_func(_line)
    functions.set_quadratic_to_func(_quadratic)
    functions.set_cubic_to_func(_cubic)
    functions.set_close_path_func(_close)
    return functions


@lru_cache(maxsize=4096)
def _segments(face: Face, number: int) -> tuple[Segment, ...]:
    """The contours of a glyph in font units."""
    pen = _Pen()
    face.hb_font.draw_glyph(number, _functions(), pen)
    return tuple(pen.segments)
