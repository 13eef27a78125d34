"""Barcode labels for copies: title, bars, digits, and where the copy belongs.

One layout for every label stock: it is drawn from the label's own size. Measures are points from
the label's top left corner, y downwards. Bars are never squeezed: a code too wide is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from reports.drawing import palette
from reports.fitting import fit_line
from reports.fonts import BOLD, MEDIUM, SEMIBOLD, Style
from reports.sheets import LabelSheets
from reports.stock import Stock, StockProblem
from reports.type import clean, missing_glyphs

_SMALLEST = (108.0, 34.0)
_PAD = 4.0
_TALL = 60.0


@dataclass(frozen=True, slots=True)
class CopyLabel:
    """One copy. `detail` is what tells it apart ("DVD, Drama"); `shop` stands on larger labels."""

    title: str
    barcode: str
    detail: str = ""
    shop: str = ""


def build(
    labels: Sequence[CopyLabel],
    out: Path | BinaryIO,
    *,
    stock: Stock,
    start: int = 1,
    used: Iterable[int] = (),
    mono: bool = False,
    title: str = "Barcode labels",
    language: str = "en",
    dpi: int = 300,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes the labels as a PDF; see `shelf_cards.build`. A label whose code is too wide for the
    stock, or whose title has a character that no face has, is kept back.

    Raises StockProblem when the stock is smaller than 38 x 12 mm, or `start` is not on the sheet.
    """
    if stock.label_width < _SMALLEST[0] - 0.01 or stock.label_height < _SMALLEST[1] - 0.01:
        raise StockProblem(
            "label_too_small",
            {
                "label_width": stock.label_width,
                "label_height": stock.label_height,
                "card_width": _SMALLEST[0],
                "card_height": _SMALLEST[1],
            },
        )
    document = Document(title=title, language=language, correction=correction)
    sheets = LabelSheets(document, stock, start, used)
    pen = _LabelPen(document, stock, palette(mono).ink, dpi)
    missing: list[CardNote] = []
    refused: list[CardNote] = []
    for index, label in enumerate(labels):
        lacking = missing_glyphs(clean(f"{label.title}{label.detail}"))
        if lacking:
            signs = "".join(sorted(lacking))
            missing.append(CardNote(index, label.title, "title", signs, "missing"))
            continue
        try:
            x, y = sheets.corner()
            sheets.add(pen.label(index, label, x, y))
        except (CodeTooWide, CodeUnprintable) as problem:
            note = type(problem).__name__
            refused.append(CardNote(index, label.title, "barcode", str(problem), note))
    printed = sheets.finish(out)
    return BuildReport(
        pages=document.pages,
        printed=printed,
        shortened=tuple(pen.shortened),
        missing=tuple(missing),
        refused=tuple(refused),
    )


class _LabelPen:
    """Draws labels of one stock: two lines of words on a low label, more on a tall one."""

    def __init__(self, document: Document, stock: Stock, ink: str, dpi: int) -> None:
        self._document, self._ink, self._dpi = document, ink, dpi
        self._width, self._height = stock.label_width, stock.label_height
        self._tall = stock.label_height >= _TALL
        self._size = 9.0 if self._tall else 6.4
        self._small = 7.0 if self._tall else 6.0
        self._module = module_points(dpi)
        self.shortened: list[CardNote] = []

    def label(self, index: int, label: CopyLabel, x: float, y: float) -> list[Tag | str]:
        """A label with its top left corner at (x, y) of the page, y upwards."""
        code = code128(label.barcode)
        check_width(code, self._width, self._module)
        top = y - _PAD - self._size * 0.75
        parts = [self._line(index, "title", clean(label.title), SEMIBOLD, self._size, x, top)]
        if self._tall:
            second = clean(", ".join(part for part in (label.detail, label.shop) if part))
            parts.append(
                self._line(index, "detail", second, MEDIUM, self._small, x, top - 10, quiet=True)
            )
        foot = y - self._height + _PAD + 1.0
        parts.append(self._foot(label, x, foot))
        bars_top = top - (15.0 if self._tall else 2.6)
        bars_foot = foot + self._small + 0.6
        length = code.modules * self._module
        quiet = QUIET_MODULES * self._module
        left = to_dot(x + max(quiet, (self._width - length) / 2), self._dpi)
        bars = code128_operators(code, left, bars_foot, bars_top - bars_foot, self._module)
        words = " ".join(part for part in parts if part)
        return [Tag("P", f"{self._ink} rg {words}"), f"0 0 0 rg {bars}"]

    def _foot(self, label: CopyLabel, x: float, base: float) -> str:
        """The digits in fours; on a low label what tells the copy apart stands beside them."""
        digits = grouped(label.barcode)
        detail = "" if self._tall else clean(label.detail)
        fitted = fit_line(digits, BOLD, self._width * 0.6, self._small + 0.4, 0.3)
        line = self._document.use(fitted.lines[0])
        wide = line.length(fitted.size, 0.3)
        if not detail:
            return line.operators(x + (self._width - wide) / 2, base, fitted.size, 0.3)
        shown = line.operators(x + _PAD, base, fitted.size, 0.3)
        room = self._width - 2 * _PAD - wide - 6
        beside = fit_line(detail, MEDIUM, room, self._small)
        said = self._document.use(beside.lines[0])
        at = x + self._width - _PAD - said.length(beside.size)
        return f"{shown} {said.operators(at, base, beside.size)}"

    def _line(
        self,
        index: int,
        field: str,
        text: str,
        style: Style,
        size: float,
        x: float,
        base: float,
        *,
        quiet: bool = False,
    ) -> str:
        if not text:
            return ""
        fitted = fit_line(text, style, self._width - 2 * _PAD, size)
        if fitted.shortened and not quiet:
            self.shortened.append(CardNote(index, text, field, fitted.lines[0].text, "shortened"))
        line = self._document.use(fitted.lines[0])
        return line.operators(x + _PAD, base, fitted.size)
