"""The four designs a sign can have, and their colours on a colour printer and on a black one.

Nothing is told by colour alone: black on white, in which bulbs are holes and chalk is ink, is drawn
by the same hands. One grey (17 %) is left for the shade under a letter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from reports.fonts import TITLE, Style

_HELPERS = (
    "Inter-Bold",
    "NotoSansHebrew-Bold",
    "NotoKufiArabic-Bold",
    "NotoSansArabic-Bold",
    "NotoSansThai-Bold",
    "NotoSansDevanagari-Bold",
    "NotoSansGeorgian-Bold",
    "NotoSansArmenian-Bold",
    "NotoSansJP-Bold",
    "NotoSansKR-Bold",
    "DroidSansFallbackFull",
)
POSTER = TITLE
"""Bebas capitals: magnets, posters, kickers."""
SLAB = Style("slab", "AlfaSlabOne-Regular", *_HELPERS)
"""Alfa Slab as written: OPEN, 16 December, prices."""
SLAB_CAPITALS = Style("slab capitals", "AlfaSlabOne-Regular", *_HELPERS, upper=True)
NEON_HAND = Style("neon", "TiltNeon-Regular", *_HELPERS)
"""Tilt Neon as written: the shop's name, and titles in tubes."""


class Design(StrEnum):
    """How a sign is made."""

    MARQUEE = "marquee"
    NEON = "neon"
    CHALK = "chalk"
    PLAIN = "plain"


def rgb(code: str) -> str:
    """ "#RRGGBB" as "r g b" between 0 and 1."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3g} {green:.3g} {blue:.3g}"


def blend(under: str, over: str, share: float) -> str:
    """The opaque colour that looks like `over` at a share of 0 to 1 on `under`: glows and half
    tones without transparency, which some printers turn into a slow picture.
    """
    pairs = zip(under.split(), over.split(), strict=True)
    return " ".join(f"{float(a) + (float(b) - float(a)) * share:.3g}" for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours of one design as "r g b".

    `ground` is the board or panel that words stand on, `frame` the band around it, `box` the inside
    of an empty box, `ink` words and letters, `accent` the thumbs and the shop's name, `kicker` and
    `quiet` lesser words, `shade` what lies under large letters, `line` rules and frames, `bulb` and
    `core` a bulb and its middle. `lit` says that the design shines on a dark ground.
    """

    ground: str
    frame: str
    box: str
    ink: str
    accent: str
    kicker: str
    quiet: str
    shade: str
    line: str
    bulb: str
    core: str
    lit: bool = False


WHITE, BLACK = "1 1 1", "0 0 0"
GREY = "0.83 0.83 0.83"
_INK, _PINK = rgb("#1B1B26"), rgb("#D42A60")
_QUIET, _QUIET_MONO = rgb("#55555F"), rgb("#4A4A4A")

_COLOUR = {
    Design.MARQUEE: Paint(
        ground=rgb("#FFF6E4"),
        frame=_INK,
        box=WHITE,
        ink=_INK,
        accent=_PINK,
        kicker=_INK,
        quiet=_QUIET,
        shade=rgb("#E9D9B6"),
        line=_INK,
        bulb=rgb("#F2B437"),
        core=rgb("#FFF1C9"),
    ),
    Design.NEON: Paint(
        ground=rgb("#0B0C14"),
        frame=rgb("#22252D"),
        box=rgb("#0B0C14"),
        ink=rgb("#FBF5E8"),
        accent=rgb("#FF7AA0"),
        kicker=rgb("#8FDDF2"),
        quiet=rgb("#B9B9C6"),
        shade=rgb("#0B0C14"),
        line=rgb("#8FDDF2"),
        bulb=rgb("#FF7AA0"),
        core=rgb("#FFE3EA"),
        lit=True,
    ),
    Design.CHALK: Paint(
        ground=rgb("#23292B"),
        frame=rgb("#23292B"),
        box=rgb("#23292B"),
        ink=rgb("#F5F3EA"),
        accent=rgb("#FF9DB9"),
        kicker=rgb("#F6DE9B"),
        quiet=rgb("#F6DE9B"),
        shade=rgb("#F397B2"),
        line=rgb("#F5F3EA"),
        bulb=rgb("#F6DE9B"),
        core=rgb("#F6DE9B"),
        lit=True,
    ),
    Design.PLAIN: Paint(
        ground=WHITE,
        frame=_INK,
        box=WHITE,
        ink=_INK,
        accent=_PINK,
        kicker=_INK,
        quiet=_QUIET,
        shade=rgb("#E9D9B6"),
        line=_INK,
        bulb=_PINK,
        core=WHITE,
    ),
}


def _black(shade: str) -> Paint:
    return Paint(
        ground=WHITE,
        frame=BLACK,
        box=WHITE,
        ink=BLACK,
        accent=BLACK,
        kicker=BLACK,
        quiet=_QUIET_MONO,
        shade=shade,
        line=BLACK,
        bulb=WHITE,
        core=WHITE,
    )


_MONO = {
    Design.MARQUEE: _black(GREY),
    Design.NEON: _black(GREY),
    Design.CHALK: replace(_black(BLACK), quiet=BLACK),
    Design.PLAIN: _black(GREY),
}
# Chalk and neon on a black printer that may spend the toner.
_BLACK_BOARD = Paint(
    ground=BLACK,
    frame=BLACK,
    box=BLACK,
    ink=WHITE,
    accent=WHITE,
    kicker=WHITE,
    quiet=GREY,
    shade=WHITE,
    line=WHITE,
    bulb=WHITE,
    core=WHITE,
    lit=True,
)


def paint(design: Design, mono: bool = False, *, black_board: bool = False) -> Paint:
    """The colours of a design. `black_board`: chalk and neon keep their dark ground in mono."""
    if not mono:
        return _COLOUR[design]
    if black_board and design in (Design.CHALK, Design.NEON):
        return _BLACK_BOARD
    return _MONO[design]
