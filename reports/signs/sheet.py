"""The page a sign is drawn on: words, outlines and decoration in the sign's own measures.

A sign is laid out once, in points of the paper it was designed for, from that page's top left
corner, y downwards. `Sheet` turns that into a page of another size (same proportions larger, the
drawing centred, a taller page below) and into tagged operators, which a poster may cut up again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from reports.cards import CardNote as Note
from reports.document import Document, Tag
from reports.drawing import Drawing
from reports.fitting import fit_line
from reports.fonts import Style
from reports.outlines import DisplayLine
from reports.paper import Paper
from reports.type import Line


class Align(Enum):
    """Which end of a line, or its middle, stands at the given x."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class SignPage:
    """A finished page: its size in points, its parts in reading order, what had to be said."""

    width: float
    height: float
    parts: tuple[Tag | str, ...]
    notes: tuple[Note, ...] = ()


def inside(part: Tag | str, before: str) -> Tag | str:
    """The same part under a transformation or a clip, undone after it."""
    if isinstance(part, str):
        return f"q {before} {part} Q"
    return part._replace(operators=f"q {before} {part.operators} Q")


class Sheet:
    """Draws one page. `height` is that of the page in the sign's measures."""

    def __init__(
        self,
        document: Document,
        paper: Paper,
        *,
        width: float | None = None,
        scale: float = 1.0,
        index: int = 0,
        about: str = "",
    ) -> None:
        """`width`: of the design; on wider or narrower paper it is centred. `scale`: points of the
        page per point of the design. `index` and `about`: which film or page the notes name.
        """
        self.document = document
        self.paper = paper
        self.scale = scale
        self.width = paper.width / scale if width is None else width
        self.height = paper.height / scale
        self._left = (paper.width - self.width * scale) / 2
        self._index, self._about = index, about
        self._parts: list[Tag | str] = []
        self._notes: list[Note] = []

    def up(self, y: float) -> float:
        """A height below the top edge as PDF counts it, above the bottom edge."""
        return self.height - y

    def paint(self, operators: str) -> None:
        """Decoration: what a reader of the page need not be told."""
        if operators:
            self._parts.append(f"q {operators} Q")

    def stamp(self, operators: str) -> str:
        """The same operators as a drawing stored once in the file: what is stroked many times, in
        ever other colours and widths, need not be written many times.
        """
        name = f"S{sha256(operators.encode('ascii')).hexdigest()[:12]}"
        self.document.form(name, Drawing(operators, max(self.width, self.height)))
        return f"/{name} Do"

    def tag(self, role: str, operators: str, spoken: str = "") -> None:
        """What the page says: `H1`, `P`, `Figure`; `spoken` the words as written."""
        self._parts.append(Tag(role, f"q {operators} Q", spoken))

    def note(self, field: str, detail: str, code: str = "shortened") -> None:
        self._notes.append(Note(self._index, self._about, field, detail, code))

    def words(
        self,
        text: str,
        style: Style,
        size: float,
        at: tuple[float, float],
        colour: str,
        *,
        align: Align = Align.LEFT,
        width: float = 10_000.0,
        tracking: float = 0.0,
        field: str = "",
        role: str = "P",
        spoken: str = "",
    ) -> float:
        """One line of text with its baseline at `at`, its ink beginning (or ending) there; smaller
        where `width` asks for it, at last shortened and noted under `field`. Returns its width.
        """
        if not text:
            return 0.0
        fitted = fit_line(text, style, width, size, tracking)
        if fitted.shortened:
            self.note(field or role, fitted.lines[0].text)
        tracking *= fitted.size / size
        return self.line(
            fitted.lines[0],
            fitted.size,
            at,
            colour,
            align=align,
            tracking=tracking,
            role=role,
            spoken=spoken,
        )

    def line(
        self,
        line: Line,
        size: float,
        at: tuple[float, float],
        colour: str,
        *,
        align: Align = Align.LEFT,
        tracking: float = 0.0,
        role: str = "P",
        spoken: str = "",
    ) -> float:
        """A set line, as `words`."""
        before, after = side_bearings(line)
        length = line.length(size, tracking) - (before + after) * size / 1000
        x = at[0] - align.value * length - before * size / 1000
        self.document.use(line)
        self.tag(role, f"{colour} rg {line.operators(x, self.up(at[1]), size, tracking)}", spoken)
        return length

    def display(
        self,
        lines: Sequence[tuple[DisplayLine, float, float]],
        size: float,
        drawn: str,
        *,
        tracking: float = 0.0,
        role: str = "H1",
        spoken: str = "",
    ) -> None:
        """Large type: operators that draw it, and its words, unseen, on top. `lines` are (line, x
        of the ink, baseline).
        """
        shown = []
        for line, x, base in lines:
            self.document.use(line.line)
            shown.append(line.words(x, self.up(base), size, tracking))
        self.tag(role, f"{drawn} {' '.join(shown)}", spoken)

    def page(self) -> SignPage:
        """Everything drawn so far, in points of the paper."""
        place = f"{self.scale:.6g} 0 0 {self.scale:.6g} {self._left:.4f} 0 cm"
        plain = self.scale == 1.0 and abs(self._left) < 1e-6
        parts = tuple(self._parts if plain else (inside(part, place) for part in self._parts))
        return SignPage(self.paper.width, self.paper.height, parts, tuple(self._notes))


def side_bearings(line: Line) -> tuple[float, float]:
    """White before the first letter and after the last, in thousandths; 0 where shaped."""
    if not line.runs:
        return 0.0, 0.0
    last = line.runs[-1]
    if last.glyphs is not None or not last.text:
        return line.bearing(), 0.0
    sign = last.text[-1]
    found = last.face.hb_font.get_glyph_extents(last.face.codes[sign])
    if not found:
        return line.bearing(), 0.0
    after = last.face.advances[sign] - (found.x_bearing + found.width) * last.face.scale
    return line.bearing(), float(after)


def add(document: Document, page: SignPage) -> None:
    """Puts a finished page into the document."""
    document.add_page(page.width, page.height, page.parts)
