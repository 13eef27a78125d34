"""Shelf cards out of the catalogue's facts, and what to say of those that need a look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.catalog.card_facts import CardFacts
from reports.cards import CardNote, ShelfCard


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


_WORDS = {
    "shortened": "*{title}* does not fit whole: it ends in an ellipsis.",
    "missing": "*{title}* has letters that no face here can print: {detail}.",
    "CodeTooWide": "The barcode of *{title}* is too wide for the card: {detail}. Kept back.",
    "CodeUnprintable": "*{title}* has a code that no barcode can carry: {detail}. Kept back.",
}


def note_words(note: CardNote) -> str:
    """One line about a card that was shortened, lacks letters or was kept back."""
    text = QCoreApplication.translate("printing", _WORDS.get(note.code, "*{title}*: {detail}"))
    return text.format(title=note.title, detail=note.detail)
