"""Shelf cards out of the catalogue's facts and the board's verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from app.board import queries as board
from app.board.queries import CardQuote
from app.catalog.card_facts import CardFacts
from reports.cards import ShelfCard

_NO_QUOTE = CardQuote("", "")


def shelf_cards_of(facts: Sequence[CardFacts]) -> list[ShelfCard]:
    """The cards of titles, in the order given, each with its latest verdict and its quote."""
    title_ids = [one.title_id for one in facts]
    verdicts, quotes = board.verdicts(title_ids), board.card_quote(title_ids)
    return [
        ShelfCard(
            title=one.title,
            original_title=one.original,
            year=one.year,
            directors=one.directors,
            runtime_minutes=one.runtime_minutes,
            certificate=one.certificate,
            section=one.section,
            formats=one.formats,
            barcode=one.code,
            thumbs=verdicts[one.title_id].latest if one.title_id in verdicts else None,
            quote=quotes.get(one.title_id, _NO_QUOTE).quote,
            quote_author=quotes.get(one.title_id, _NO_QUOTE).author,
            cast=one.cast,
            tagline=one.tagline,
            pick=one.staff_pick,
        )
        for one in facts
    ]
