"""Member cards: the shop's name in neon letters, the member's name and number, and the bars.

One card is 252 x 144 points (3.5 x 2 inches), drawn from its top left corner, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.barcodes import (
    CodeTooWide,
    CodeUnprintable,
    check_width,
    code128,
    code128_operators,
    module_points,
    to_dot,
)
from reports.cards import BuildReport, CardNote
from reports.correction import Correction
from reports.document import Document, Tag
from reports.drawing import Palette, palette, rounded_box, thumb
from reports.fitting import fit_line
from reports.fonts import BOLD, MEDIUM, SIGN, Style
from reports.sheets import LabelSheets
from reports.stock import Stock, StockProblem
from reports.type import clean, missing_glyphs

WIDTH, HEIGHT = 252.0, 144.0
_LEFT, _RIGHT = 14.0, 238.0
_BAND = 52.0


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One card. `line` is what the shop says below the name ("Member since 2019"), or nothing."""

    name: str
    number: str
    barcode: str
    shop: str
    line: str = ""


def build(
    cards: Sequence[MemberCard],
    out: Path | BinaryIO,
    *,
    stock: Stock,
    start: int = 1,
    used: Iterable[int] = (),
    mono: bool = False,
    title: str = "Member cards",
    language: str = "en",
    dpi: int = 300,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes the cards as a PDF; see `shelf_cards.build`. Raises StockProblem for a label smaller
    than a card.
    """
    if stock.label_width < WIDTH - 0.01 or stock.label_height < HEIGHT - 0.01:
        raise StockProblem(
            "label_too_small",
            {
                "label_width": stock.label_width,
                "label_height": stock.label_height,
                "card_width": WIDTH,
                "card_height": HEIGHT,
            },
        )
    document = Document(title=title, language=language, correction=correction)
    document.form("T", thumb(small=False))
    sheets = LabelSheets(document, stock, start, used)
    pen = _MemberPen(document, palette(mono), dpi, mono)
    missing: list[CardNote] = []
    refused: list[CardNote] = []
    inset = (stock.label_width - WIDTH) / 2, (stock.label_height - HEIGHT) / 2
    for index, card in enumerate(cards):
        lacking = missing_glyphs(clean(f"{card.name}{card.line}"))
        if lacking:
            signs = "".join(sorted(lacking))
            missing.append(CardNote(index, card.name, "name", signs, "missing"))
            continue
        try:
            x, y = sheets.corner()
            sheets.add(pen.card(index, card, x + inset[0], y - inset[1]))
        except (CodeTooWide, CodeUnprintable) as problem:
            note = type(problem).__name__
            refused.append(CardNote(index, card.name, "barcode", str(problem), note))
    printed = sheets.finish(out)
    return BuildReport(
        pages=document.pages,
        printed=printed,
        shortened=tuple(pen.shortened),
        missing=tuple(missing),
        refused=tuple(refused),
    )


class _MemberPen:
    """Draws the cards of one document: a dark band with the sign, and the member below."""

    def __init__(self, document: Document, colours: Palette, dpi: int, mono: bool) -> None:
        self._document, self._colours, self._dpi, self._mono = document, colours, dpi, mono
        self._module = module_points(dpi)
        self.shortened: list[CardNote] = []

    def card(self, index: int, card: MemberCard, x: float, y: float) -> list[Tag | str]:
        """A card with its top left corner at (x, y) of the page, y upwards."""
        code = code128(card.barcode)
        check_width(code, WIDTH, self._module)
        colours = self._colours
        band = rounded_box(x + 8, y - _BAND, WIDTH - 16, _BAND - 8, 6)
        name_x = x + _LEFT + 44
        sign = self._text(index, "shop", card.shop, SIGN, 25, 172, name_x, y - 38)
        light = "1 1 1" if self._mono else "1 0.478 0.627"
        scale = 30 / 96
        mark = f"q {scale:.5f} 0 0 {scale:.5f} {x + _LEFT + 4:.2f} {y - 45:.2f} cm /T Do Q"
        shown = f"{colours.ink} rg {band} f {light} rg {mark} {sign}"
        member = self._text(index, "name", card.name, BOLD, 14, 224, x + _LEFT, y - 73)
        line = self._text(index, "line", card.line, MEDIUM, 8, 224, x + _LEFT, y - 85)
        length = code.modules * self._module
        left = to_dot(x + _LEFT, self._dpi)
        bars = code128_operators(code, left, y - 124, 28, self._module)
        number = self._text(index, "number", card.number, BOLD, 9, length, x + _LEFT, y - 134.5)
        return [
            Tag("P", shown, card.shop),
            Tag("H1", f"{colours.ink} rg {member}"),
            Tag("P", f"{colours.ink} rg {line} {number}"),
            f"0 0 0 rg {bars}",
        ]

    def _text(
        self,
        index: int,
        field: str,
        text: str,
        style: Style,
        size: float,
        room: float,
        x: float,
        base: float,
    ) -> str:
        words = clean(text)
        if not words:
            return ""
        fitted = fit_line(words, style, room, size)
        if fitted.shortened:
            self.shortened.append(CardNote(index, words, field, fitted.lines[0].text, "shortened"))
        line = self._document.use(fitted.lines[0])
        return line.operators(x, base, fitted.size)
