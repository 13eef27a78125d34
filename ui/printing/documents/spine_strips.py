"""Strips for the spine of a case: one per format that a title is kept on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from app.catalog import lookups
from app.catalog.card_facts import card_facts
from reports import spine_strips
from reports.cards import BuildReport
from reports.paper import Paper
from reports.spine_strips import SpineStrip
from ui.printing.cards import shelf_cards_of
from ui.printing.documents.base import Gathered, Options, Piece, Subject, piece
from ui.printing.documents.titles import OfTitles, title_ids


class SpineStrips(OfTitles):
    """A film's card as narrow as its case's spine, to be cut out."""

    key = "spine-strips"
    text = "Spine strips"
    what = "a film's card for the spine of its case"
    one, many = "spine strip", "spine strips"
    icon = "book-open"
    preferred = ("letter", "a4")
    per_page = 12

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        facts = card_facts(title_ids(subject, now))
        cases = {row.name: row for row in lookups.formats()}
        pieces = [
            piece(
                f"{one.title_id}-{name}",
                one.title,
                SpineStrip(
                    title=card.title,
                    width_mm=cases[name].spine_mm,
                    height_mm=cases[name].height_mm,
                    original_title=card.original_title,
                    year=card.year,
                    certificate=card.certificate,
                    barcode=card.barcode,
                    thumbs=card.thumbs,
                    pick=card.pick,
                ),
            )
            for one, card in zip(facts, shelf_cards_of(facts), strict=True)
            for name in one.formats
            if name in cases
        ]
        return Gathered(self.tr(self.text), tuple(pieces))

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        sheet = options.sheet
        paper = sheet.paper or Paper(sheet.key, sheet.paper_name, sheet.width, sheet.height)
        return spine_strips.build(
            [one.data for one in pieces],
            out,
            paper=paper,
            mono=options.mono,
            title=options.title or self.tr(self.text),
            language=options.language,
            dpi=options.dpi,
            correction=options.correction,
        )


DOCUMENT = SpineStrips()
