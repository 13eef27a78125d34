"""Documents of titles: which titles are meant, and in which order their cards are printed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, ClassVar

from app.catalog import finding, stock_list
from app.catalog.barcodes import normalise
from app.catalog.stock_query import StockQuery
from app.shop.errors import NotFound
from app.store import database as store
from reports.cards import CardNote
from reports.type import missing_glyphs
from ui.printing.documents.base import Offer, Piece, PrintedDocument, Subject, Wanted

_SHELF_ORDER = """SELECT k.title_id FROM title_card k LEFT JOIN section s ON s.id = k.section_id
    WHERE k.title_id IN (SELECT value FROM json_each(?))
    ORDER BY s.position IS NULL, s.position, k.rank"""


class OfTitles(PrintedDocument):
    """A document with a piece per title. Its subject is one of `{"titles": [ids]}`,
    `{"where": text}` (what the stock list finds for it, also later) and `{"all": true}`.
    """

    of: ClassVar[str] = "titles"

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        if wanted.everything:
            return {"all": True}
        if wanted.where:
            return {"where": wanted.where}
        return {"titles": [title_of(code) for code in wanted.codes]}

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        text = self.tr("{document} of the whole stock").format(document=self.tr(self.text))
        return (Offer(text, {"all": True}),)

    def proposal(self, piece: Piece, note: CardNote) -> str | None:
        return without_missing(piece, note)


def without_missing(piece: Piece, note: CardNote) -> str | None:
    """What to print for a field that no face can print: of a title its other name, or what is left
    of it; any other text is left out. None where nothing can be proposed.
    """
    text = getattr(piece.data, note.field, None)
    if note.code != "missing" or not isinstance(text, str):
        return None
    if note.field != "title":
        return ""
    for other in (getattr(piece.data, "original_title", ""), _without(text)):
        if other.strip() and not missing_glyphs(other):
            return str(other).strip()
    return None


def title_ids(subject: Subject, now: datetime, *, shelf_order: bool = True) -> list[int]:
    """The titles of a subject as they are now; those that are gone are left out."""
    if "titles" in subject:
        ids = [int(one) for one in subject["titles"]]
    else:
        ids = list(stock_list.ids(StockQuery(text=str(subject.get("where", ""))), now))
    if not shelf_order:
        return ids
    return [int(row[0]) for row in store.rows(_SHELF_ORDER, (json.dumps(ids),))]


def title_of(code: str) -> int:
    """The title of a code: its own or a copy's barcode. Raises `NotFound("title.none")`."""
    title_id = finding.title_by_code(code.strip())
    if title_id is None:
        copy = finding.copy_by_barcode(normalise(code))
        title_id = copy.title_id if copy is not None else None
    if title_id is None:
        raise NotFound("title.none", code=code[:60])
    return title_id


def _without(text: str) -> str:
    """A text without the letters that no face has."""
    lacking: Any = missing_glyphs(text)
    return " ".join("".join(" " if letter in lacking else letter for letter in text).split())
