"""Setting a line of text: clean it, split it by face and direction, shape it, measure it.

`clean` is the one door by which data becomes text on paper. Text goes to the page as glyph numbers,
never as markup, so `Movie <unrated>` is eleven ordinary letters, a space and two more signs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import Any

from bidi import algorithm

from reports.fonts import REGULAR, TITLE, Face, Glyph, Style

# Letters on which the order of a line may turn round (Hebrew, Arabic and their relatives).
_TURNING = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_JOINERS = "\u200c\u200d"
# A base letter carries at most this many marks; more would climb out of the card.
_MARKS_PER_BASE = 3


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Any string as one printable line: composed (NFC), control and direction signs gone, white
    space single, no more than three marks on one letter. Letters are never dropped.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(character)
        if kind in ("Cc", "Zl", "Zp"):
            character = " "
        elif _is_direction(character, kind) or _is_variation_selector(character):
            continue
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= _MARKS_PER_BASE:
            kept.append(character)
    return " ".join("".join(kept).split())


def _is_direction(character: str, kind: str) -> bool:
    """Format signs that show nothing: direction marks, soft hyphens, the byte order mark."""
    return kind == "Cf" and character not in _JOINERS


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def shown_titles(title: str, original: str) -> tuple[str, str]:
    """A film's title in large type, and what leads the facts below it; both cleaned.

    A film known by a title in another script is shown under it, and the shop's title comes first
    in the line below.
    """
    title, original = clean(title), clean(original)
    latin = TITLE.first.simple
    if original and latin.issuperset(title) and not latin.issuperset(original):
        return original, title
    return title or original, ""


def missing_glyphs(text: str, style: Style = REGULAR) -> set[str]:
    """Characters of the cleaned text that no face of the style has: what would print as a box."""
    if style.first.simple.issuperset(text):
        return set()
    left = set(clean(text)) - set(_JOINERS)
    for face in style.faces:
        left -= face.coverage
        if not left:
            break
    return left


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction reads from the right."""
    if _TURNING.search(text) is None:
        return False
    return bool(algorithm.get_base_level(text) % 2)


class Run:
    """Neighbouring glyphs of one face: simple text when `glyphs` is None, else shaped; `turned`
    when they were shaped from right to left.
    """

    __slots__ = ("face", "glyphs", "text", "turned")

    def __init__(
        self, face: Face, text: str, glyphs: tuple[Glyph, ...] | None, turned: bool = False
    ) -> None:
        self.face = face
        self.text = text
        self.glyphs = glyphs
        self.turned = turned

    def width(self) -> float:
        """In thousandths of the size."""
        if self.glyphs is None:
            return self.face.width(self.text)
        return sum(glyph.advance for glyph in self.glyphs)

    def at(self, size: float) -> str:
        """Text-showing operators at a size; the font is set already."""
        if self.glyphs is None:
            return self.face.operators(self.text)
        return _shaped_operators(self.face, self.glyphs, size, self.turned)

    def ink(self) -> tuple[float, float]:
        """Lowest and highest point of the ink over the baseline, in thousandths."""
        extents = self.face.extents
        if self.glyphs is None:
            spans = [extents[code] for code in map(self.face.codes.__getitem__, self.text)]
        else:
            spans = [
                (extents[glyph.number][0] + glyph.y, extents[glyph.number][1] + glyph.y)
                for glyph in self.glyphs
            ]
        return min(span[0] for span in spans), max(span[1] for span in spans)


def _shaped_operators(face: Face, glyphs: tuple[Glyph, ...], size: float, spell: bool) -> str:
    """Glyphs with offsets: sideways inside the array, up and down with the text rise.

    `spell` tells the letters of each cluster of several glyphs, whose marks have no letter alone.
    """
    parts: list[str] = []
    rise = 0.0
    pen = 0.0  # how far the PDF's own pen lags behind where shaping wants it
    spelling = False
    for glyph, following in zip_longest(glyphs, glyphs[1:]):
        if spelling and glyph.text:
            parts.append("]TJ EMC [")
            spelling = False
        if spell and glyph.text and following is not None and not following.text:
            parts.append(f"]TJ /Span<</ActualText{hex_text(glyph.text)}>>BDC [")
            spelling = True
        if abs(glyph.y - rise) > 0.01:
            rise = glyph.y
            parts.append(f"]TJ {rise * size / 1000:.3f} Ts [")
        shift = pen + glyph.x
        if abs(shift) > 0.05:
            parts.append(f"{-shift:.1f}")
        parts.append(f"<{glyph.number:04X}>")
        pen = glyph.advance - glyph.x - face.advance(glyph.number)
    if abs(pen) > 0.05:
        parts.append(f"{-pen:.1f}")
    end = "]TJ 0 Ts" if rise else "]TJ"
    shown = "[" + "".join(parts) + end + (" EMC" if spelling else "")
    return shown.replace("[]TJ ", "")


class Line:
    """A line ready to draw, in the order in which it stands on the page. Width in thousandths."""

    __slots__ = ("_width", "runs", "shaped", "text")

    def __init__(self, text: str, runs: tuple[Run, ...]) -> None:
        self.text = text
        self.runs = runs
        self._width = -1.0
        # What was shaped from left to right is spelled out as a whole, so that copied text reads
        # right. Lines that turn are not: viewers turn them back themselves, letter by letter.
        self.shaped = any(run.glyphs is not None for run in runs) and not any(
            run.turned for run in runs
        )

    @property
    def width(self) -> float:
        """Measured when first asked for: most lines begin at the left edge and never are."""
        if self._width < 0:
            self._width = sum([run.width() for run in self.runs])
        return self._width

    def ink(self) -> tuple[float, float]:
        """Lowest and highest point of the ink, in thousandths of the size; (0, 0) when empty."""
        spans = [run.ink() for run in self.runs if run.text]
        if not spans:
            return 0.0, 0.0
        return min(span[0] for span in spans), max(span[1] for span in spans)

    def bearing(self) -> float:
        """How far the ink begins right of the line's origin, in thousandths; 0 when shaped."""
        if not self.runs or self.runs[0].glyphs is not None:
            return 0.0
        return self.runs[0].face.bearings[self.runs[0].text[0]]

    def length(self, size: float, tracking: float = 0.0) -> float:
        """Width in points; tracking (points) stands between letters, not after the last."""
        return self.width * size / 1000 + tracking * max(0, len(self.text) - 1)

    def operators(self, x: float, y: float, size: float, tracking: float = 0.0) -> str:
        """Page operators that draw the line with its baseline's left end at (x, y)."""
        if not self.runs:
            return ""
        if len(self.runs) == 1:
            run = self.runs[0]
            shown = f"/{run.face.tag} {size:g} Tf {run.at(size)}"
        else:
            shown = " ".join([f"/{run.face.tag} {size:g} Tf {run.at(size)}" for run in self.runs])
        spacing = f"{tracking:g} Tc " if tracking else ""
        close = " 0 Tc ET" if tracking else " ET"
        drawn = f"BT {spacing}{x:.2f} {y:.2f} Td {shown}{close}"
        if self.shaped:
            return f"/Span<</ActualText{hex_text(self.text)}>>BDC {drawn} EMC"
        return drawn


def hex_text(text: str) -> str:
    """A PDF text string in hexadecimal: UTF-16 with its mark. Lone surrogates become "?"."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


@lru_cache(maxsize=4096)
def set_line(text: str, style: Style, right_to_left: bool | None = None) -> Line:
    """A cleaned line in a style. The direction is that of its first letter unless told."""
    if style.upper and style.first.simple.issuperset(capitals := text.upper()):
        return Line(text, (Run(style.first, capitals, None),)) if text else Line("", ())
    if not text:
        return Line("", ())
    if style.first.simple.issuperset(text):
        return Line(text, (Run(style.first, text, None),))
    if _TURNING.search(text) is None:
        return Line(text, tuple(_run(face, part, 0) for face, part in _by_face(text, style)))
    if right_to_left is None:
        right_to_left = reads_right_to_left(text)
    whole = _by_face(text, style)
    runs: list[tuple[int, Run]] = []
    for level, part in _by_level(text, right_to_left):
        faces = [(whole[0][0], part)] if len(whole) == 1 else _by_face(part, style)
        runs.extend((level, _run(face, piece, level)) for face, piece in faces)
    return Line(text, tuple(_visual_order(runs)))


def _run(face: Face, text: str, level: int) -> Run:
    if level % 2 == 0 and face.simple.issuperset(text):
        return Run(face, text, None)
    turned = bool(level % 2)
    return Run(face, text, tuple(face.shape(text, right_to_left=turned)), turned)


def clusters(text: str) -> list[str]:
    """Letters with the marks and joiners that belong to them."""
    found: list[str] = []
    for character in text:
        if found and (character in _JOINERS or unicodedata.category(character)[0] == "M"):
            found[-1] += character
        else:
            found.append(character)
    return found


def _by_face(text: str, style: Style) -> list[tuple[Face, str]]:
    """Runs by face. One face for the whole text if any has it all; else the first face for what
    it has, and for the rest the face that has most of it, so that a title is not a ransom note.
    """
    needed = set(text) - {" ", *_JOINERS}
    for face in style.faces:
        if needed <= face.coverage:
            return [(face, text.upper() if style.upper and face is style.first else text)]
    rest = needed - style.first.coverage
    helpers = sorted(style.faces[1:], key=lambda face: -len(rest & face.coverage))
    candidates = (style.first, *helpers)
    chosen: list[tuple[Face, str]] = []
    for cluster in clusters(text):
        signs = set(cluster) - {" ", *_JOINERS}
        if not signs and chosen:
            face = chosen[-1][0]
        else:
            face = next((one for one in candidates if signs <= one.coverage), style.first)
        chosen.append((face, cluster))
    return [
        (face, "".join(cluster for _, cluster in group))
        for face, group in groupby(chosen, key=lambda pair: pair[0])
    ]


def _by_level(text: str, right_to_left: bool) -> list[tuple[int, str]]:
    """Runs by bidirectional level, in reading order (Unicode's algorithm, python-bidi's steps)."""
    storage: Any = algorithm.get_empty_storage()
    storage["base_level"] = int(right_to_left)
    storage["base_dir"] = "R" if right_to_left else "L"
    algorithm.get_embedding_levels(text, storage)
    for index, sign in enumerate(storage["chars"]):
        sign["index"] = index
        # A character that is not assigned has no direction of its own.
        sign["type"] = sign["orig"] = sign["type"] or "L"
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels: list[int | None] = [None] * len(text)
    for sign in storage["chars"]:
        levels[sign["index"]] = sign["level"]
    last = int(right_to_left)
    filled: list[tuple[int, str]] = []
    for level, character in zip(levels, text, strict=True):
        # Joiners carry no level of their own and stay with the letter before them.
        last = last if level is None else level
        filled.append((last, character))
    return [
        (level, "".join(character for _, character in group))
        for level, group in groupby(filled, key=lambda pair: pair[0])
    ]


def _visual_order(runs: list[tuple[int, Run]]) -> list[Run]:
    """Runs from left to right (rule L2: reverse from the deepest level up to the first)."""
    ordered = list(runs)
    for level in range(max(level for level, _ in runs), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end][0] >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = max(end, start + 1)
    return [run for _, run in ordered]
