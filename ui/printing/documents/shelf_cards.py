"""What stands in front of a film: title, who made it, thumbs, a quote, its barcode."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO, ClassVar

from app.catalog.card_facts import card_facts
from reports import shelf_cards
from reports.card_measures import INDEX, SHELF, TENT, CardMeasures
from reports.cards import BuildReport
from ui.printing.cards import shelf_cards_of
from ui.printing.documents.base import Gathered, Options, Piece, Subject, piece
from ui.printing.documents.titles import OfTitles, title_ids
from ui.printing.stocks import Sheet

# A card lost in the middle of a large label is no card.
_LARGEST = 1.6


class ShelfCards(OfTitles):
    """Cards of 3.5 by 2 inches, in shelf order."""

    key = "shelf-cards"
    text = "Shelf cards"
    what = "what stands in front of a film"
    size = "3.5 × 2 in"
    one, many = "shelf card", "shelf cards"
    icon = "tag"
    on_labels = True
    preferred: ClassVar[tuple[str, ...]] = ("5371", "L7414", "plain-letter", "plain-a4")
    measures: ClassVar[CardMeasures] = SHELF
    both_sides: ClassVar[bool] = False

    def holds(self, sheet: Sheet) -> bool:
        if sheet.labels is None:
            return False
        width, height = sheet.labels.label_width, sheet.labels.label_height
        return (
            self.measures.width - 0.01 <= width <= _LARGEST * self.measures.width
            and self.measures.height - 0.01 <= height <= _LARGEST * self.measures.height
        )

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        facts = card_facts(title_ids(subject, now))
        cards = shelf_cards_of(facts)
        pieces = tuple(
            piece(one.title_id, one.title, card) for one, card in zip(facts, cards, strict=True)
        )
        return Gathered(self.tr(self.text), pieces)

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        assert options.sheet.labels is not None
        return shelf_cards.build(
            [piece.data for piece in pieces],
            out,
            stock=options.sheet.labels,
            start=options.start,
            used=options.used,
            mono=options.mono,
            title=options.title or self.tr(self.text),
            language=options.language,
            dpi=options.dpi,
            measures=self.measures,
            both_sides=self.both_sides,
            correction=options.correction,
        )


class IndexCards(ShelfCards):
    """The same in 5 by 3 inches, for a shelf that is read from further away."""

    key = "index-cards"
    text = "Index cards"
    what = "the shelf card in 5 by 3 inches"
    size = "5 × 3 in"
    one, many = "index card", "index cards"
    preferred = ("5388", "plain-index-letter", "plain-index-a4")
    measures = INDEX


class TentCards(ShelfCards):
    """A card that stands by itself, with its film on both sides."""

    key = "tent-cards"
    text = "Tent cards"
    what = "a card that stands by itself, both sides"
    size = "8.5 × 2.5 in"
    one, many = "tent card", "tent cards"
    preferred = ("5305",)
    measures = TENT
    both_sides = True

    def holds(self, sheet: Sheet) -> bool:
        """The half that folds behind lies above the label."""
        labels = sheet.labels
        if labels is None or not super().holds(sheet):
            return False
        height = labels.label_height
        return labels.top >= height and (labels.rows == 1 or labels.pitch_y >= 2 * height)


DOCUMENTS = (ShelfCards(), IndexCards(), TentCards())
