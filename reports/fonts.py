"""The shipped faces: which letters each has, how wide they are, and how HarfBuzz shapes them.

Most text on a card is Latin, and Latin needs nothing but glyphs and kerning pairs; those are looked
up in dictionaries that HarfBuzz fills once. Everything else is shaped run by run. A face is opened
when its first letter is needed, from a memory map, and never again.

Widths, kerning and offsets are in thousandths of the type size, as PDF counts them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from operator import getitem
from typing import Any

import uharfbuzz as hb

import resources

# Letters that stand side by side unchanged: no joining, no reordering, no marks to place.
_SIMPLE_RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x02AF),
    (0x0370, 0x0482),
    (0x048A, 0x0556),
    (0x0561, 0x0587),
    (0x10A0, 0x10FF),
    (0x1C90, 0x1CBF),
    (0x1E00, 0x1FFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x20A0, 0x20C0),
    (0x2100, 0x2BFF),
    (0x3000, 0x3029),
    (0x3030, 0x3098),
    (0x309B, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFF01, 0xFFE6),
)
_PLAIN = {"liga": False, "clig": False, "calt": False}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a shaped run: its number, its advance, and how far it stands off the pen."""

    number: int
    advance: float
    x: float
    y: float
    text: str


class _Codes(dict[str, int]):
    """Character -> glyph number, found once. A character the face lacks is a KeyError."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> int:
        number: int | None = self._face.hb_font.get_nominal_glyph(ord(character))
        if not number:
            raise KeyError(character)
        self[character] = number
        return number


# What must not stand bare inside a literal string of a PDF.
_ESCAPES = {ord(sign): f"\\{ord(sign):03o}" for sign in "()\\\r\n"}


class _Signs(dict[str, str]):
    """Character -> the two bytes by which a page names its glyph, as characters of Latin-1."""

    def __init__(self, codes: _Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, character: str) -> str:
        number = self._codes[character]
        self[character] = sign = (chr(number >> 8) + chr(number & 255)).translate(_ESCAPES)
        return sign


class _Advances(dict[str, float]):
    """Character -> advance of its glyph."""

    def __init__(self, face: Face, codes: _Codes) -> None:
        super().__init__()
        self._face, self._codes = face, codes

    def __missing__(self, character: str) -> float:
        found = self[character] = self._face.advance(self._codes[character])
        return found


class _Steps(dict[str, float]):
    """After one character: the next character -> its advance with the kerning between them."""

    def __init__(self, face: Face, before: str) -> None:
        super().__init__()
        self._face, self._before = face, before

    def __missing__(self, character: str) -> float:
        self[character] = step = self._face.step(self._before, character)
        return step


class _Strokes(dict[str, str]):
    """After one character: the next character -> what draws it, inside `[(...)]TJ`."""

    def __init__(self, face: Face, before: str) -> None:
        super().__init__()
        self._face, self._before = face, before

    def __missing__(self, character: str) -> str:
        face = self._face
        sign = face.signs[character]
        kern = face.steps[self._before][character] - face.advances[character]
        self[character] = stroke = f"){-kern:.1f}({sign}" if abs(kern) > 0.05 else sign
        return stroke


class _StepsAfter(dict[str, _Steps]):
    """Character -> steps after it. Nested, because looking up one character twice is quicker than
    making a string of two.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> _Steps:
        self[character] = after = _Steps(self._face, character)
        return after


class _StrokesAfter(dict[str, _Strokes]):
    """Character -> strokes after it."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> _Strokes:
        self[character] = after = _Strokes(self._face, character)
        return after


class _Extents(dict[int, tuple[float, float]]):
    """Glyph number -> lowest and highest point of its ink; (0, 0) for a space."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, number: int) -> tuple[float, float]:
        box = self._face.hb_font.get_glyph_extents(number)
        scale = self._face.scale
        top = (box.y_bearing * scale) if box else 0.0
        low = ((box.y_bearing + box.height) * scale) if box else 0.0
        self[number] = found = (low, top)
        return found


class _Words(dict[str, float]):
    """Word -> its width. Titles and quotations are made of the same words over and over."""

    _MOST = 20_000

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, word: str) -> float:
        if len(self) > self._MOST:
            self.clear()
        self[word] = found = self._face.width(word)
        return found


class _Bearings(dict[str, float]):
    """Character -> how far its ink stands right of the pen."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        face = self._face
        box = face.hb_font.get_glyph_extents(face.codes[character])
        self[character] = found = float(box.x_bearing * face.scale) if box else 0.0
        return found


class Face:
    """One font file of `resources/fonts`. `tag` is its name on the page, the same in every PDF."""

    def __init__(self, tag: str, name: str) -> None:
        self.tag = tag
        self.name = name
        self.codes = _Codes(self)
        self.signs = _Signs(self.codes)
        self.advances = _Advances(self, self.codes)
        self.steps = _StepsAfter(self)
        self.strokes = _StrokesAfter(self)
        self.extents = _Extents(self)
        self.bearings = _Bearings(self)
        self.words = _Words(self)

    def __repr__(self) -> str:
        return f"Face({self.name})"

    @cached_property
    def hb_face(self) -> Any:
        path = resources.path("fonts", f"{self.name}.ttf")
        return hb.Face(hb.Blob.from_file_path(str(path)))

    @cached_property
    def hb_font(self) -> Any:
        return hb.Font(self.hb_face)

    @cached_property
    def scale(self) -> float:
        """Thousandths of the type size per font unit."""
        return 1000.0 / float(self.hb_face.upem)

    @cached_property
    def coverage(self) -> frozenset[str]:
        """Every character the face has a glyph for."""
        return frozenset(map(chr, self.hb_face.unicodes))

    @cached_property
    def simple(self) -> frozenset[str]:
        """Characters of the face that need no shaping beyond kerning."""
        points = sorted(self.hb_face.unicodes)
        return frozenset(
            chr(point)
            for first, last in _SIMPLE_RANGES
            for point in points[bisect_left(points, first) : bisect_right(points, last)]
        )

    def advance(self, number: int) -> float:
        return round(float(self.hb_font.get_glyph_h_advance(number)) * self.scale, 3)

    def step(self, before: str, character: str) -> float:
        """Advance of the second of two simple characters after the first, kerned by HarfBuzz."""
        if before >= "\u2e80" or character >= "\u2e80":
            return self.advances[character]  # Chinese, Japanese and Korean stand on a grid
        buffer = hb.Buffer()
        buffer.add_str(before + character)
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer, _PLAIN)
        both = sum([position.x_advance for position in buffer.glyph_positions])
        return round(float(both) * self.scale - self.advances[before], 3)

    def width(self, text: str) -> float:
        """Kerned width of simple text."""
        if not text:
            return 0.0
        after = map(self.steps.__getitem__, text)
        return self.advances[text[0]] + sum(map(getitem, after, text[1:]))

    def operators(self, text: str) -> str:
        """What shows simple, kerned text that is not empty, the font being set."""
        after = map(self.strokes.__getitem__, text)
        return f"[({self.signs[text[0]]}{''.join(map(getitem, after, text[1:]))})]TJ"

    def shape(self, text: str, *, right_to_left: bool) -> list[Glyph]:
        """Glyphs of a run in the order in which they stand on the page, left to right."""
        return _shape(self, text, "rtl" if right_to_left else "ltr")

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font file with only these glyphs, their numbers kept. The same bytes each time."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(glyphs)
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        # A composite font finds glyphs by number: no need for the tables that lead to them.
        dropped = ("GSUB", "GPOS", "GDEF", "DSIG", "STAT", "cmap", "name")
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
        data: bytes = hb.subset(self.hb_face, wanted).blob.data
        return data


def _shape(face: Face, text: str, direction: str) -> list[Glyph]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = direction
    hb.shape(face.hb_font, buffer)
    scale = face.scale
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    glyphs = []
    told: set[int] = set()
    for info, position in zip(infos, positions, strict=True):
        # The first glyph of a cluster speaks for its letters, so that text copied out is whole.
        letters = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
        told.add(info.cluster)
        glyphs.append(
            Glyph(
                info.codepoint,
                position.x_advance * scale,
                position.x_offset * scale,
                position.y_offset * scale,
                letters,
            )
        )
    return glyphs


_NAMES = (
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "Inter-Bold",
    "Inter-Italic",
    "Inter-SemiBoldItalic",
    "BebasNeue-Regular",
    "AlfaSlabOne-Regular",
    "TiltNeon-Regular",
    "NotoKufiArabic-Bold",
    "NotoSansArabic-Regular",
    "NotoSansArabic-Bold",
    "NotoSansHebrew-Regular",
    "NotoSansHebrew-Bold",
    "NotoSansThai-Regular",
    "NotoSansThai-Bold",
    "NotoSansDevanagari-Regular",
    "NotoSansDevanagari-Bold",
    "NotoSansGeorgian-Regular",
    "NotoSansGeorgian-Bold",
    "NotoSansArmenian-Regular",
    "NotoSansArmenian-Bold",
    "NotoSansJP-Regular",
    "NotoSansJP-Bold",
    "NotoSansKR-Bold",
    "DroidSansFallbackFull",
)
_TAGS = {name: f"F{number}" for number, name in enumerate(_NAMES)}


@cache
def face(name: str) -> Face:
    """A shipped face by the name of its file without ending. Raises KeyError for others."""
    return Face(_TAGS[name], name)


_FALLBACK_REGULAR = (
    "NotoSansHebrew-Regular",
    "NotoSansArabic-Regular",
    "NotoSansThai-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansJP-Regular",
    "NotoSansKR-Bold",
    "DroidSansFallbackFull",
)
_FALLBACK_BOLD = (
    "NotoSansHebrew-Bold",
    "NotoSansArabic-Bold",
    "NotoSansThai-Bold",
    "NotoSansDevanagari-Bold",
    "NotoSansGeorgian-Bold",
    "NotoSansArmenian-Bold",
    "NotoSansJP-Bold",
    "NotoSansKR-Bold",
    "DroidSansFallbackFull",
)


class Style:
    """A voice: the face to use, then those that help out, in order. `upper` sets capitals.

    Italic scripts are Latin, Greek and Cyrillic only; others stand upright in a quotation.
    """

    def __init__(self, name: str, *faces: str, upper: bool = False) -> None:
        self.name = name
        self.upper = upper
        self._names = faces

    def __repr__(self) -> str:
        return f"Style({self.name})"

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        return tuple(face(name) for name in self._names)

    @cached_property
    def first(self) -> Face:
        return face(self._names[0])


REGULAR = Style("regular", "Inter-Regular", *_FALLBACK_REGULAR)
MEDIUM = Style("medium", "Inter-Medium", *_FALLBACK_REGULAR)
SEMIBOLD = Style("semibold", "Inter-SemiBold", *_FALLBACK_BOLD)
BOLD = Style("bold", "Inter-Bold", *_FALLBACK_BOLD)
ITALIC = Style("italic", "Inter-Italic", "Inter-Regular", *_FALLBACK_REGULAR)
# A shop sign's capitals; what they lack is set in the boldest face that has it.
TITLE = Style(
    "title",
    "BebasNeue-Regular",
    "Inter-Bold",
    "NotoSansHebrew-Bold",
    "NotoKufiArabic-Bold",
    *_FALLBACK_BOLD[1:],
    upper=True,
)
# The shop's name alone.
SIGN = Style("sign", "TiltNeon-Regular", *_FALLBACK_REGULAR)
