"""Spine strips: a film's card in the size of its own case's spine, to slip behind the sleeve.

Measures are points from a strip's top left corner, y downwards. From the top: the ribbon of a staff
pick, five boxes, the title reading down, year and certificate, and the bars, which lie across the
strip with their quiet zones along it. Strips stand in the order given; cut marks are outside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.barcodes import (
    QUIET_MODULES,
    CodeTooWide,
    CodeUnprintable,
    check_width,
    code128,
    code128_operators,
    grouped,
    module_points,
    to_dot,
)
from reports.cards import BuildReport, CardNote
from reports.correction import Correction
from reports.document import Document, Tag
from reports.drawing import Palette, crop_marks, palette, rounded_box, thumb
from reports.fitting import TitleBox, fit_line, fit_title
from reports.fonts import BOLD, MEDIUM, TITLE
from reports.paper import MILLIMETRE, Paper
from reports.type import (
    Line,
    clean,
    clusters,
    missing_glyphs,
    reads_right_to_left,
    set_line,
    shown_titles,
)

_MARGIN, _GAP = 36.0, 16.0
_EDGE = 6.0
_RIBBON_WIDTH, _RIBBON_HEIGHT = 22.0, 38.0
_UPRIGHT_AT = 40.0
_SIZES, _LEADING = (32.0, 15.5), 0.92
_NARROWEST, _SHORTEST = 30.0, 330.0
_STACKED_LARGEST, _STACKED_SMALLEST = 27.0, 9.0


@dataclass(frozen=True, slots=True)
class SpineStrip:
    """One film on the spine of a case of `width_mm` by `height_mm`; else as on a shelf card."""

    title: str
    width_mm: float
    height_mm: float
    original_title: str = ""
    year: int | None = None
    certificate: str = ""
    barcode: str = ""
    thumbs: int | None = None
    pick: str = ""


class CaseTooSmall(ValueError):
    """A case on whose spine nothing can be read: under 30 points wide, or 330 high."""


class CaseTooLarge(ValueError):
    """A case whose spine is larger than the paper."""


def build(
    strips: Sequence[SpineStrip],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    mono: bool = False,
    title: str = "Spine strips",
    language: str = "en",
    dpi: int = 300,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes the strips as a PDF, as many beside each other as the paper holds.

    A strip with a character that no face has, with a code that does not fit, or of a case too small
    or larger than the paper is kept back. When none is left nothing is written.
    """
    document = Document(title=title, language=language, correction=correction)
    document.form("T", thumb(small=True))
    pen = _StripPen(document, palette(mono), dpi)
    missing: list[CardNote] = []
    refused: list[CardNote] = []
    kept: list[tuple[int, SpineStrip]] = []
    for index, strip in enumerate(strips):
        lacking = missing_glyphs(clean(f"{strip.title}{strip.original_title}{strip.certificate}"))
        if lacking:
            signs = "".join(sorted(lacking))
            missing.append(CardNote(index, strip.title, "title", signs, "missing"))
        elif problem := _problem(strip, paper, pen.module):
            refused.append(CardNote(index, strip.title, "barcode", str(problem), _code(problem)))
        else:
            kept.append((index, strip))
    for row in _rows(kept, paper):
        document.add_page(paper.width, paper.height, pen.sheet(row, paper))
    if kept:
        document.write(out)
    return BuildReport(
        pages=document.pages,
        printed=len(kept),
        shortened=tuple(pen.shortened),
        missing=tuple(missing),
        refused=tuple(refused),
    )


def _code(problem: Exception) -> str:
    return type(problem).__name__


def _problem(strip: SpineStrip, paper: Paper, module: float) -> Exception | None:
    width, height = strip.width_mm * MILLIMETRE, strip.height_mm * MILLIMETRE
    if width < _NARROWEST or height < _SHORTEST:
        return CaseTooSmall(f"{strip.width_mm:g} x {strip.height_mm:g} mm")
    if width > paper.width - 2 * _MARGIN or height > paper.height - 2 * _MARGIN:
        return CaseTooLarge(paper.name)
    try:
        if strip.barcode:
            check_width(code128(strip.barcode), height / 3, module)
    except (CodeTooWide, CodeUnprintable) as problem:
        return problem
    return None


def _rows(
    strips: Sequence[tuple[int, SpineStrip]], paper: Paper
) -> Iterator[list[tuple[int, SpineStrip]]]:
    """As many strips as stand beside each other on one sheet."""
    row: list[tuple[int, SpineStrip]] = []
    used = 0.0
    for one in strips:
        width = one[1].width_mm * MILLIMETRE
        if row and used + _GAP + width > paper.width - 2 * _MARGIN:
            yield row
            row, used = [], 0.0
        used += width + (_GAP if row else 0.0)
        row.append(one)
    if row:
        yield row


class _StripPen:
    """Draws the strips of one document. `shortened` collects titles that end in an ellipsis."""

    def __init__(self, document: Document, colours: Palette, dpi: int) -> None:
        self._document, self._colours, self._dpi = document, colours, dpi
        self.module = module_points(dpi)
        self.shortened: list[CardNote] = []

    def sheet(self, row: Sequence[tuple[int, SpineStrip]], paper: Paper) -> Iterator[Tag | str]:
        """All strips of a sheet, their feet on one line."""
        left = _MARGIN
        tallest = max(strip.height_mm for _, strip in row) * MILLIMETRE
        foot = paper.height - _MARGIN - tallest
        for index, strip in row:
            width, height = strip.width_mm * MILLIMETRE, strip.height_mm * MILLIMETRE
            yield from self._strip(index, strip, left, foot, width, height)
            yield crop_marks(left, foot, width, height, (_GAP, _GAP, _MARGIN, _MARGIN))
            left += width + _GAP

    def _strip(
        self, index: int, strip: SpineStrip, x: float, y: float, width: float, height: float
    ) -> Iterator[Tag | str]:
        middle, colours = x + width / 2, self._colours
        top = y + height
        if strip.pick:
            yield self._ribbon(middle, top)
            top -= _RIBBON_HEIGHT + 8
        else:
            top -= 14
        if strip.thumbs is not None:
            boxes, top = self._boxes(strip.thumbs, middle, top, 26.0 if width > 60 else 17.0)
            said = f"{strip.thumbs} of 5"
            yield Tag("P", boxes, said)
            top -= 12
        bars, foot = self._bars(strip.barcode, x, y, width)
        facts, bottom = self._facts(strip, middle, foot)
        room = top - bottom - 8
        shown, lead = shown_titles(strip.title, strip.original_title)
        titled = self._title(index, shown, lead, (x, top, width, room))
        yield Tag("H1", f"{colours.ink} rg {titled}", shown)
        if facts:
            yield Tag("P", facts)
        if bars:
            yield f"0 0 0 rg {bars}"

    # --- from the top

    def _ribbon(self, middle: float, top: float) -> str:
        """A band from the top edge with a swallow tail below and a thumb in it."""
        left, right, foot = middle - _RIBBON_WIDTH / 2, middle + _RIBBON_WIDTH / 2, top
        low = top - _RIBBON_HEIGHT
        band = (
            f"{left:.2f} {foot:.2f} m {right:.2f} {foot:.2f} l {right:.2f} {low:.2f} l "
            f"{middle:.2f} {low + 7:.2f} l {left:.2f} {low:.2f} l h f"
        )
        scale = 14.0 / 96
        mark = f"q {scale:.5f} 0 0 {scale:.5f} {middle - 7:.2f} {top - 23:.2f} cm /T Do Q"
        colours = self._colours
        return f"{colours.accent} rg {band} {colours.on_accent} rg {mark}"

    def _boxes(self, thumbs: int, middle: float, top: float, side: float) -> tuple[str, float]:
        """Five boxes below each other, and where they end."""
        gap, half = side * 0.14, 0.425
        parts, magnets = [], []
        scale, inset = side * 0.92 / 96, side * 0.04
        for place in range(5):
            low = top - side - place * (side + gap)
            box = (middle - side / 2 + half, low + half, side - 2 * half, side - 2 * half)
            parts.append(rounded_box(*box, side / 5))
            if place < thumbs:
                at = f"{middle - side / 2 + inset:.2f} {low + inset:.2f}"
                magnets.append(f"q {scale:.5f} 0 0 {scale:.5f} {at} cm /T Do Q")
        colours = self._colours
        drawn = f"0.85 w {colours.ink} RG {' '.join(parts)} S {colours.accent} rg"
        return f"{drawn} {' '.join(magnets)}", top - 5 * side - 4 * gap

    # --- the title

    def _title(
        self, index: int, shown: str, lead: str, place: tuple[float, float, float, float]
    ) -> str:
        """Upright where it is short or Japanese, else turned to read down (Arabic: up)."""
        x, top, width, room = place
        upright = self._upright(shown, x, top, width)
        if upright:
            return upright
        stacked = self._stacked(shown, place)
        if stacked:
            return stacked
        box = TitleBox(room, width - 2 * _EDGE, _SIZES, (1.0, _LEADING), 0.75, width - 2 * _EDGE)
        fitted = fit_title(shown, TITLE, box)
        if fitted.shortened:
            self.shortened.append(
                CardNote(index, shown, "title", fitted.lines[-1].text, "shortened")
            )
        up = reads_right_to_left(shown)
        depth = (len(fitted.lines) - 1) * fitted.leading
        base = (fitted.rise - depth - fitted.fall) / 2
        parts = []
        for line in fitted.lines:
            self._document.use(line)
            start = room - line.length(fitted.size) if up else 0.0
            parts.append(line.operators(start, -base, fitted.size))
            base += fitted.leading
        middle = x + width / 2
        turn = (
            f"0 1 -1 0 {middle:.3f} {top - room:.3f} cm"
            if up
            else f"0 -1 1 0 {middle:.3f} {top:.3f} cm"
        )
        drawn = f"q {turn} {' '.join(parts)} Q"
        taken = max(line.length(fitted.size) for line in fitted.lines)
        return drawn + self._lead(lead, middle, top - taken - 14, room - taken - 14)

    def _lead(self, lead: str, middle: float, top: float, room: float) -> str:
        """The shop's own title below one in another script, where there is room for it."""
        if not lead or room < 40:
            return ""
        fitted = fit_line(lead, MEDIUM, room, 7.6)
        line = self._document.use(fitted.lines[0])
        return f" q 0 -1 1 0 {middle - 2.6:.3f} {top:.3f} cm {line.operators(0, 0, fitted.size)} Q"

    def _upright(self, shown: str, x: float, top: float, width: float) -> str:
        """A title that fits across at 40 points stands upright."""
        line = set_line(shown, TITLE)
        room = width - 2 * _EDGE
        if not line.width or line.length(_UPRIGHT_AT) > room:
            return ""
        size = min(_UPRIGHT_AT * 2, room / line.width * 1000)
        self._document.use(line)
        left = x + (width - line.length(size)) / 2
        return line.operators(left, top - size * 0.72, round(size, 2))

    def _stacked(self, shown: str, place: tuple[float, float, float, float]) -> str:
        """Japanese, Chinese and Korean titles stand letter under letter."""
        x, top, width, room = place
        letters = clusters(shown)
        if not letters or not all(_is_wide(letter) for letter in letters):
            return ""
        size = min(_STACKED_LARGEST, width - 2 * _EDGE, room / len(letters) / 1.06)
        if size < _STACKED_SMALLEST:
            return ""
        parts = []
        for number, letter in enumerate(letters):
            line: Line = self._document.use(set_line(letter, TITLE))
            left = x + (width - line.length(size)) / 2
            parts.append(line.operators(left, top - size * (0.86 + number * 1.06), round(size, 2)))
        return " ".join(parts)

    # --- from the foot

    def _bars(self, text: str, x: float, y: float, width: float) -> tuple[str, float]:
        """Bars across the strip, digits beside them; and how high their quiet zone reaches."""
        if not text:
            return "", y + 10
        code = code128(text)
        quiet = QUIET_MODULES * self.module
        foot = to_dot(y + quiet + 6, self._dpi)
        length = code.modules * self.module
        deep = min(22.0, width - 2 * _EDGE - 9)
        left = x + (width - deep - 9) / 2
        bars = code128_operators(code, 0, 0, deep, self.module)
        # Turned a quarter to the left: along the strip, the first bar at the foot.
        turned = f"q 0 1 -1 0 {left + deep:.4f} {foot:.4f} cm {bars} Q"
        fitted = fit_line(grouped(text), MEDIUM, length, 6.2, 0.4)
        line = self._document.use(fitted.lines[0])
        start = foot + length - (length - line.length(fitted.size, 0.4)) / 2
        digits = line.operators(0, 0, fitted.size, 0.4)
        beside = f"q 0 -1 1 0 {left + deep + 3:.3f} {start:.3f} cm {digits} Q"
        return f"{turned} {beside}", foot + length + quiet

    def _facts(self, strip: SpineStrip, middle: float, foot: float) -> tuple[str, float]:
        """Year over certificate, and how high they reach."""
        parts, colours = [], self._colours
        base = foot + 4.0
        certificate = _short(clean(strip.certificate))
        if certificate:
            fitted = fit_line(certificate, BOLD, 22, 6.4)
            line = self._document.use(fitted.lines[0])
            width = max(line.length(fitted.size), 5.0) + 6
            box = rounded_box(middle - width / 2, base - 2.6, width, 9.4, 2.2)
            at = middle - line.length(fitted.size) / 2
            text = line.operators(at, base, fitted.size)
            parts.append(f"0.8 w {colours.ink} RG {box} S {colours.ink} rg {text}")
            base += 12.4
        if strip.year:
            line = self._document.use(set_line(str(strip.year), BOLD))
            at = middle - line.length(7.4) / 2
            parts.append(f"{colours.ink} rg {line.operators(at, base, 7.4)}")
            base += 9.0
        return " ".join(parts), base


def _short(certificate: str) -> str:
    """A strip has no room for "Unrated"."""
    return "NR" if certificate.casefold() in ("unrated", "not rated") else certificate


def _is_wide(letter: str) -> bool:
    first = ord(letter[0])
    return 0x2E80 <= first <= 0x9FFF or 0xAC00 <= first <= 0xD7A3 or 0xFF01 <= first <= 0xFF60
