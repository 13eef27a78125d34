"""The four hands that make the signs of the window: surface, frame, letters, rules.

A window sign is laid out once; its hand says what each part looks like. Large figures and words
are Alfa Slab, in neon Tilt Neon tubes, in chalk hatched by hand; capitals are Bebas. Sizes given
are those of Alfa Slab: a hand with other letters makes its capitals as high.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from reports.document import Document
from reports.drawing import rounded_box
from reports.fonts import Style
from reports.outlines import Box, DisplayLine, capital_height, display
from reports.paper import Paper
from reports.signs import frames, lettering, titles
from reports.signs.designs import (
    BLACK,
    GREY,
    NEON_HAND,
    POSTER,
    SLAB,
    SLAB_CAPITALS,
    WHITE,
    Design,
    Paint,
    blend,
    paint,
    rgb,
)
from reports.signs.sheet import Align, Sheet
from reports.signs.strokes import circle, dark_tube, hand, tube, wavering_box
from reports.signs.titles import SetTitle, TitleRoom

MARGIN = 27.0
# A sign may be printed as small as a Letter's is on half of it.
_SMALLEST = 0.6
# Edges of the words on a Letter in each design's lighted frame.
EDGES = {
    Design.MARQUEE: (85.0, 527.0),
    Design.NEON: (72.0, 540.0),
    Design.CHALK: (66.0, 546.0),
    Design.PLAIN: (40.0, 572.0),
}
# Chalk with lower capitals is a filled letter: there is no room for strokes in it.
_LOWEST_HATCHED = 34.0
_LOWEST_TUBE = 30.0


@dataclass(frozen=True, slots=True)
class Colours:
    """What a window sign has beside the design's paint, as "r g b". `head` is a block of ground
    with words in `on_head`, the shop's name in `name`; `plate` a film's plate; `picture` what a
    drawing is made of.
    """

    paint: Paint
    band: str
    head: str
    on_head: str
    name: str
    plate: str
    on_plate: str
    quiet: str
    accent: str
    head_accent: str


def colours(design: Design, mono: bool) -> Colours:
    """The colours of a design in the window."""
    base = paint(design, mono)
    if design is Design.MARQUEE:
        if mono:
            return Colours(base, BLACK, BLACK, WHITE, WHITE, WHITE, BLACK, base.quiet, BLACK, WHITE)
        ink, cream = base.ink, base.ground
        return Colours(
            base,
            base.accent,
            ink,
            cream,
            rgb("#FF8FB0"),
            cream,
            ink,
            base.quiet,
            base.accent,
            rgb("#FF7AA0"),
        )
    return Colours(
        base,
        base.frame,
        base.ground,
        base.ink,
        base.accent,
        base.ground,
        base.ink,
        base.quiet,
        base.accent,
        base.accent,
    )


class Piece(NamedTuple):
    """Large letters ready for a tag: what draws them, their words unseen, their ink (y downwards:
    top < bottom).
    """

    drawn: str
    words: str
    ink: Box


class Hand:
    """Draws on one sheet in one design. y downwards, as the sheet's words."""

    def __init__(self, sheet: Sheet, design: Design, mono: bool, seed: str) -> None:
        self.sheet = sheet
        self.design = design
        self.colours = colours(design, mono)
        self.paint = self.colours.paint
        self.seed = seed
        neon = design is Design.NEON
        self.figure: Style = NEON_HAND if neon else SLAB
        """Large figures and words as written."""
        self.shout: Style = NEON_HAND if neon else SLAB_CAPITALS
        """Large words in capitals, where the hand has them."""

    @property
    def glows(self) -> bool:
        """Whether letters have light around them, which asks for room."""
        return self.design is Design.NEON and self.paint.lit

    # Surfaces

    def lit(self, bottom: float, *, right: float, small: bool = False) -> None:
        """The lighted frame: a panel to write on, 54 points inside its edge; `small`, for a Letter,
        36 points.
        """
        box = (MARGIN, MARGIN, right, bottom)
        if self.design is not Design.MARQUEE:
            self._ground(box)
        elif small:
            frames.marquee(self.sheet, box, self.paint, frame=self.colours.band, inner_line=4.5)
        else:
            frames.marquee(
                self.sheet,
                box,
                self.paint,
                radius=18,
                band=54,
                bulb=10.5,
                pitch=41,
                panel_radius=6,
                frame=self.colours.band,
                inner_line=6,
            )

    def card(self, bottom: float, *, right: float, radius: float = 14.0) -> None:
        """White paper in a line of 3 points."""
        box = (MARGIN, MARGIN, right, bottom)
        if self.design is Design.MARQUEE:
            shape = rounded_box(
                MARGIN + 1.5,
                self.sheet.up(bottom - 1.5),
                right - MARGIN - 3,
                bottom - MARGIN - 3,
                radius,
            )
            self.sheet.paint(f"3 w {self.paint.line} RG {shape} S")
        else:
            self._ground(box)

    def head(self, foot: float, *, right: float, radius: float = 14.0) -> None:
        """The block at the head of a card, down to `foot`; other designs part it by a rule."""
        if self.design is not Design.MARQUEE:
            return
        up = self.sheet.up
        shape = rounded_box(MARGIN, up(foot + 40), right - MARGIN, foot + 40 - MARGIN, radius + 1.5)
        clip = f"{MARGIN - 1:.2f} {up(foot):.2f} {right - MARGIN + 2:.2f} {foot:.2f} re W n"
        self.sheet.paint(f"{clip} {self.colours.head} rg {shape} f")

    def board(self, bottom: float, *, right: float) -> None:
        """A dark board with a light line in it and a screw in each corner."""
        box = (MARGIN, MARGIN, right, bottom)
        if self.design is not Design.MARQUEE:
            self._ground(box)
            return
        up, width, height = self.sheet.up, right - MARGIN, bottom - MARGIN
        shape = rounded_box(MARGIN, up(bottom), width, height, 16)
        inset = 6.75
        line = rounded_box(
            MARGIN + inset, up(bottom - inset), width - 2 * inset, height - 2 * inset, 10
        )
        self.sheet.paint(
            f"{self.colours.head} rg {shape} f 1.5 w {self.colours.on_head} RG {line} S"
        )
        self._screws(right, bottom)

    def _screws(self, right: float, bottom: float) -> None:
        inset = 19.5
        parts = []
        for number, (x, y) in enumerate(
            (x, y)
            for y in (MARGIN + inset, bottom - inset)
            for x in (MARGIN + inset, right - inset)
        ):
            centre = (x, self.sheet.up(y))
            lean = (3.1, 3.1) if number % 3 else (2.7, 3.5)
            parts.append(
                f"{self.colours.on_head} rg {circle(*centre, 4.9)} f "
                f"1.5 w 0 J {self.colours.head} RG "
                f"{centre[0] - lean[0]:.2f} {centre[1] - lean[1]:.2f} m "
                f"{centre[0] + lean[0]:.2f} {centre[1] + lean[1]:.2f} l S"
            )
        self.sheet.paint(" ".join(parts))

    def _ground(self, box: tuple[float, float, float, float]) -> None:
        if self.design is Design.NEON:
            frames.neon(self.sheet, box, self.paint)
        elif self.design is Design.CHALK:
            frames.chalk(self.sheet, box, self.paint, self.seed)

    # Rules

    def pair(
        self, left: float, right: float, y: float, colour: str = "", *, up: bool = False
    ) -> None:
        """The double rule with its upper edge at y, 10 points high, in this hand: a tube and a
        wavering line stand in its middle.
        """
        sheet, paint_ = self.sheet, self.paint
        colour = colour or paint_.line
        if self.design is Design.NEON:
            straight = f"{left:.2f} {sheet.up(y + 5):.2f} m {right:.2f} {sheet.up(y + 5):.2f} l S"
            if paint_.lit:
                sheet.paint(f"1 J {tube(straight, paint_.ground, colour, paint_.core, 3.6)}")
            else:
                sheet.paint(dark_tube(straight, paint_.ink, paint_.ground, 4.2))
        elif self.design is Design.CHALK:
            for offset, thick in ((2.5, 2.6), (8.5, 1.2)):
                frames.rule(
                    sheet,
                    left,
                    right,
                    y + (10 - offset if up else offset),
                    colour,
                    thick=thick,
                    design=Design.CHALK,
                    seed=self.seed,
                )
        else:
            frames.pair(sheet, left, right, y, colour, up=up)

    # Letters

    def drawn(
        self,
        lines: list[lettering.Placed],
        size: float,
        colour: str,
        *,
        tracking: float = 0.0,
        shaded: bool = False,
        flat: bool = False,
    ) -> str:
        """Operators of lines (line, x of the ink, baseline) in this hand's letters. `shaded`: with
        the marquee's shade; `flat`: no light around them, for lesser words among tubes.
        """
        up = [(line, x, self.sheet.up(y)) for line, x, y in lines]
        cap = max(line.cap for line, _, _ in lines) * size / 1000
        if self.design is Design.CHALK and cap >= _LOWEST_HATCHED:
            chalked = replace(self.paint, ink=colour)
            return lettering.chalk(up, size, cap, chalked, self.seed, tracking)
        if self.design is Design.NEON and cap >= _LOWEST_TUBE and not flat:
            tubes = self.paint if self.paint.lit else replace(self.paint, ink=colour)
            return lettering.neon(up, size, tubes, self.sheet.stamp, colour, tracking)
        if shaded and self.design is Design.MARQUEE:
            return lettering.shaded(up, size, colour, self.paint.shade, (8.0, 8.0), tracking)
        return lettering.plain(up, size, colour, tracking)

    def slab_size(self, text: str, style: Style, size: float) -> float:
        """The size at which this hand's letters are as high as Alfa Slab of `size`."""
        line = display(text, style)
        # Accents do not count: figures and words of one row stand on one height.
        cap = capital_height(style.first) if line.base == 0 else line.cap
        return size * capital_height(SLAB.first) / cap

    def piece(
        self,
        text: str,
        size: float,
        at: tuple[float, float],
        colour: str,
        *,
        style: Style | None = None,
        align: Align = Align.LEFT,
        width: float = 10_000.0,
        tracking: float = 0.0,
    ) -> Piece:
        """A large word or figure, its ink beginning (or ending) at x, no wider than `width`; its
        capitals are those of Alfa Slab at `size`.
        """
        style = style or self.figure
        line = display(text, style)
        if not line.letters:
            return Piece("", "", Box(at[0], at[1], at[0], at[1]))
        size = min(self.slab_size(text, style, size), line.size_for(width, 1e6, tracking))
        return self._set(line, size, at, colour, align, tracking)

    def cap(self, text: str, size: float, width: float) -> float:
        """How high the capitals of a `piece` come out, in points."""
        line = display(text, self.figure)
        size = min(self.slab_size(text, self.figure, size), line.size_for(width, 1e6))
        return capital_height(self.figure.first) * size / 1000

    def big(
        self,
        text: str,
        size: float,
        at: tuple[float, float],
        colour: str,
        *,
        style: Style | None = None,
        align: Align = Align.LEFT,
        width: float = 10_000.0,
        tracking: float = 0.0,
        role: str = "P",
        spoken: str = "",
    ) -> Box:
        """A `piece` on the page, told as `role`."""
        found = self.piece(
            text, size, at, colour, style=style, align=align, width=width, tracking=tracking
        )
        if found.drawn:
            self.sheet.tag(role, f"{found.drawn} {found.words}", spoken or text)
        return found.ink

    def wide(
        self,
        text: str,
        span: tuple[float, float],
        base: float,
        cap: float,
        colour: str,
        *,
        style: Style,
        tracking: float = 0.0,
        role: str = "H1",
        spoken: str = "",
        align: Align = Align.CENTRE,
    ) -> Box:
        """A line ink to ink between two x, its capitals no higher than `cap`."""
        line = display(text, style)
        if not line.letters:
            return Box(span[0], base, span[0], base)
        size = int(line.size_for(span[1] - span[0], cap, tracking) * 100) / 100
        x = span[0] + align.value * (span[1] - span[0])
        found = self._set(line, size, (x, base), colour, align, tracking)
        self.sheet.tag(role, f"{found.drawn} {found.words}", spoken or text)
        return found.ink

    def _set(
        self,
        line: DisplayLine,
        size: float,
        at: tuple[float, float],
        colour: str,
        align: Align,
        tracking: float,
    ) -> Piece:
        width = line.width(size, tracking)
        x = at[0] - align.value * width
        drawn = self.drawn([(line, x, at[1])], size, colour, tracking=tracking)
        self.sheet.document.use(line.line)
        words = line.words(x, self.sheet.up(at[1]), size, tracking)
        unit = size / 1000
        box = Box(x, at[1] - line.box.top * unit, x + width, at[1] - line.box.bottom * unit)
        return Piece(f"q {drawn} Q", words, box)

    def title(
        self,
        title: SetTitle,
        span: tuple[float, float],
        top: float,
        colour: str,
        spoken: str,
        *,
        shaded: bool = False,
    ) -> None:
        """A set title with its first line's height beginning at `top`: in the middle of its span,
        in plain at its left (or right, where it reads from there).
        """
        lines = []
        for number, line in enumerate(title.lines):
            spare = span[1] - span[0] - title.width(line)
            x = span[0] + spare * self._where(line)
            lines.append((line, x, title.base(top + title.cap + title.pitch * number)))
        drawn = self.drawn(lines, title.size, colour, tracking=title.tracking, shaded=shaded)
        self.sheet.display(
            lines, title.size, drawn, tracking=title.tracking, role="H1", spoken=spoken
        )

    def _where(self, line: DisplayLine) -> float:
        if self.design is not Design.PLAIN:
            return 0.5
        return 1.0 if any(run.turned for run in line.line.runs[:1]) else 0.0

    # Boxes

    def rounded(self, left: float, top: float, right: float, bottom: float, radius: float) -> str:
        """The path of a box with round corners, by its edges from the top left."""
        return rounded_box(left, self.sheet.up(bottom), right - left, bottom - top, radius)

    def box(
        self, left: float, top: float, right: float, bottom: float, radius: float, about: object
    ) -> str:
        """An outlined box in this hand."""
        up, ink = self.sheet.up, self.paint.ink
        if self.design is Design.CHALK:
            ring = wavering_box(
                Box(left, up(bottom), right, up(top)), hand(self.seed, "box", about), 0.8
            )
            return f"1 j 1.8 w {ink} RG {ring} S"
        shape = rounded_box(left, up(bottom), right - left, bottom - top, radius)
        if self.design is Design.NEON and self.paint.lit:
            line = blend(self.paint.ground, self.paint.line, 0.75)
            return f"1.8 w {line} RG {shape} S"
        return f"2.4 w {ink} RG {shape} S"


def sheet_for(
    document: Document,
    paper: Paper,
    width: float,
    height: float,
    *,
    index: int = 0,
    about: str = "",
) -> Sheet:
    """A page of a sign designed `width` x `height`: paper lies as the sign does; about as wide a
    sheet keeps the size, a larger one scales it; a taller page is the sheet's `height`.

    Raises ValueError for paper that is smaller or of another shape.
    """
    if (paper.width > paper.height) != (width > height) and paper.height:
        paper = paper.turned()
    scale = 1.0 if abs(paper.width - width) < 20 else round(paper.width / width, 5)
    if paper.rolls or paper.height / scale < height - 1 or scale < _SMALLEST:
        raise ValueError(f"this sign does not fit {paper.key}")
    if paper.height / scale > height * 1.25:
        raise ValueError(f"this sign does not fit {paper.key}")
    return Sheet(document, paper, width=width, scale=scale, index=index, about=about)


def fitted(text: str, style: Style, room: TitleRoom, one_line: float) -> SetTitle:
    """A title on one line while its capitals reach `one_line`; then on more lines, if they fill the
    room better.
    """
    single = titles.fit(text, style, replace(room, caps=room.caps[:1]))
    whole = len(single.lines) == 1
    if " " not in text and "-" not in text:
        one_line *= 0.4  # Chinese and Japanese may be parted anywhere, and had better not be
    if whole and single.cap >= one_line:
        return single
    # A first line that counts for nothing: more lines win wherever the title can be broken.
    found = titles.fit(text, style, replace(room, caps=(0.5, *room.caps[1:])))
    if len(found.lines) == 1 or not whole:
        return single
    return found if found.height > single.cap * 1.15 and found.cap > single.cap * 0.5 else single


__all__ = ["GREY", "MARGIN", "POSTER", "Colours", "Hand", "colours", "fitted", "sheet_for"]
