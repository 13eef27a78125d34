"""Shelf cards out of the catalogue's facts."""

from __future__ import annotations

from collections.abc import Sequence

from app.catalog.card_facts import CardFacts
from reports.cards import ShelfCard


def shelf_cards_of(facts: Sequence[CardFacts]) -> list[ShelfCard]:
    """The cards of titles, in the order given."""
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
            cast=one.cast,
            tagline=one.tagline,
            pick=one.staff_pick,
        )
        for one in facts
    ]
