"""Shelf cards: what stands in front of a film, in the sizes of `card_measures`.

All measures are points from the card's top left corner. On a larger label the card stands in the
middle. Cards come in the order given, left to right, then down. A tent card has its film on the
half that folds behind as well, upside down above the label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.barcodes import CodeTooWide, CodeUnprintable
from reports.card_layout import CardPen
from reports.card_measures import SHELF, CardMeasures, Words
from reports.cards import BuildReport, CardNote, ShelfCard
from reports.correction import Correction
from reports.document import Document, Tag
from reports.drawing import palette, thumb
from reports.fonts import REGULAR
from reports.sheets import label_marks
from reports.stock import Stock, StockProblem
from reports.type import missing_glyphs

__all__ = ["BuildReport", "CardNote", "ShelfCard", "Words", "build"]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a card's bottom left corner lies, from the sheet's bottom left."""

    sheet: int
    x: float
    y: float
    marks: str


def build(
    cards: Sequence[ShelfCard],
    out: Path | BinaryIO,
    *,
    stock: Stock,
    start: int = 1,
    used: Iterable[int] = (),
    mono: bool = False,
    title: str = "Shelf cards",
    language: str = "en",
    dpi: int = 300,
    words: Words | None = None,
    measures: CardMeasures = SHELF,
    both_sides: bool = False,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes the cards as a PDF and says what had to be shortened or kept back.

    `start` and `used` are labels of the first sheet that are gone (counted from 1). A card with a
    character that no face has, or with a code that does not fit, is kept back and the rest close
    up. When no card is left nothing is written and `pages` is 0. The same cards give the same
    bytes. `dpi` is the printer's, for whole dots in the bars. With `both_sides` the
    half above each label, which folds behind, has the card upside down. Raises StockProblem when
    the label is smaller than a card or `start` is not on the sheet.
    """
    _check_label(stock, measures)
    document = Document(title=title, language=language, correction=correction)
    pen = CardPen(document, palette(mono), dpi, words or Words(), measures)
    document.form("T", thumb(small=measures.small_thumb))
    places = _places(stock, start, used, measures)
    missing: list[CardNote] = []
    refused: list[CardNote] = []
    sheet: list[Tag | str] = []
    marks: list[str] = []
    current = 1
    printed = 0
    place = next(places)
    for index, card in enumerate(cards):
        lacking = _missing(index, card)
        if lacking:
            missing.extend(lacking)
            continue
        try:
            drawn = pen.card(index, card, place.x, place.y)
        except (CodeTooWide, CodeUnprintable) as problem:
            refused.append(
                CardNote(index, card.title, "barcode", str(problem), type(problem).__name__)
            )
            continue
        if place.sheet != current:
            _add_sheet(document, stock, sheet, marks)
            sheet, marks, current = [], [], place.sheet
        sheet.extend(drawn)
        if both_sides:
            sheet.extend(_behind(drawn, place, measures))
        marks.append(place.marks)
        printed += 1
        place = next(places)
    if sheet:
        _add_sheet(document, stock, sheet, marks)
        document.write(out)
    return BuildReport(
        pages=document.pages,
        printed=printed,
        shortened=tuple(pen.shortened),
        missing=tuple(missing),
        refused=tuple(refused),
    )


def _check_label(stock: Stock, measures: CardMeasures) -> None:
    if stock.label_width < measures.width - 0.01 or stock.label_height < measures.height - 0.01:
        raise StockProblem(
            "label_too_small",
            {
                "label_width": stock.label_width,
                "label_height": stock.label_height,
                "card_width": measures.width,
                "card_height": measures.height,
            },
        )


def _places(
    stock: Stock, start: int, used: Iterable[int], measures: CardMeasures
) -> Iterator[_Place]:
    corners = stock.positions()
    inset_x = (stock.label_width - measures.width) / 2
    inset_y = (stock.label_height - measures.height) / 2
    marks = [label_marks(stock, label) if stock.crop_marks else "" for label in range(len(corners))]
    for sheet, label in stock.free_labels(start, used):
        left, top = corners[label - 1]
        bottom = stock.sheet_height - top - inset_y - measures.height
        yield _Place(sheet, left + inset_x, bottom, marks[label - 1])


def _behind(parts: Sequence[Tag | str], place: _Place, measures: CardMeasures) -> list[Tag | str]:
    """The card turned about its upper edge. It is the same film again: for readers, decoration."""
    x, y = 2 * place.x + measures.width, 2 * (place.y + measures.height)
    turn = f"q -1 0 0 -1 {x:.3f} {y:.3f} cm"
    shown = [part if isinstance(part, str) else part.operators for part in parts]
    return [f"{turn} {' '.join(shown)} Q"]


def _missing(index: int, card: ShelfCard) -> list[CardNote]:
    """A note per field whose text has characters that no face has."""
    if REGULAR.first.simple.issuperset(_all_text(card)):
        return []
    fields = {
        "title": card.title,
        "original_title": card.original_title,
        "directors": " ".join(card.directors),
        "certificate": card.certificate,
        "section": card.section,
        "formats": " ".join(card.formats),
        "quote": card.quote,
        "quote_author": card.quote_author,
        "cast": " ".join(card.cast),
        "tagline": card.tagline,
        "pick": card.pick,
    }
    found = ((name, missing_glyphs(text)) for name, text in fields.items())
    return [
        CardNote(index, card.title, name, "".join(sorted(signs)), "missing")
        for name, signs in found
        if signs
    ]


def _all_text(card: ShelfCard) -> str:
    lists = (*card.directors, *card.formats, *card.cast)
    return (
        f"{card.title}{card.original_title}{card.certificate}{card.section}{card.quote}"
        f"{card.quote_author}{card.tagline}{card.pick}{''.join(lists)}"
    )


def _add_sheet(
    document: Document, stock: Stock, parts: Sequence[Tag | str], marks: Sequence[str]
) -> None:
    drawn = [mark for mark in marks if mark]
    extra = [" ".join(drawn)] if drawn else []
    document.add_page(stock.sheet_width, stock.sheet_height, [*parts, *extra])
