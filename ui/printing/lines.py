"""The tray as the worker finds it: each document with its data, and what of it goes to paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.printing import queries
from app.printing.queries import Item, Printed, Profile
from app.printing.rules import changed_parts
from app.shop.errors import RuleViolation
from ui import messages
from ui.printing import stocks
from ui.printing.documents import Gathered, Piece, PrintedDocument, documents
from ui.printing.stocks import Sheet

Place = tuple[str, str, str]  # stock, printer, feed: one paper lies in one feed


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the tray.

    `keys` are the pieces that go to paper now; `problem` a sentence where it cannot be printed at
    all (its stock is gone, its film was taken down).
    """

    item: Item
    document: PrintedDocument
    sheet: Sheet | None
    gathered: Gathered
    keys: tuple[str, ...]
    problem: str = ""

    @property
    def place(self) -> Place:
        """The paper and the feed it is printed from: a group of the tray."""
        how = self.item.set_up
        return how.stock, how.printer, how.feed

    @property
    def shown(self) -> bool:
        """Whether it is in the tray: asked for, or changed since it was printed."""
        return self.item.waiting or bool(self.item.printed_at and self.keys)

    @property
    def changed(self) -> bool:
        """Whether it was printed and something of it has changed since."""
        return self.item.printed_at is not None and not self.item.again

    def pieces(self) -> tuple[Piece, ...]:
        """The pieces that go to paper, as a person decided to print them."""
        wanted = set(self.keys)
        kept = (one for one in self.gathered.pieces if one.key in wanted)
        if not self.item.choices.get("as"):
            return tuple(kept)
        return tuple(self._decided(one) for one in kept)

    def _decided(self, piece: Piece) -> Piece:
        """With what is to be printed instead; its mark stays that of the data as it is."""
        instead = self.item.choices.get("as", {})
        made = piece
        for choice, text in instead.items():
            key, _, field = choice.partition(".")
            if key == piece.key:
                made = self.document.with_text(made, field, text)
        return replace(made, mark=piece.mark)


@dataclass(frozen=True, slots=True)
class Tray:
    """All that the print screen shows: documents in order, prints, begun sheets, profiles."""

    lines: tuple[Line, ...] = ()
    printed: tuple[Printed, ...] = ()
    used: Mapping[Place, frozenset[int]] | None = None
    profiles: tuple[Profile, ...] = ()

    def line(self, item_id: int | None) -> Line | None:
        """A document by its id."""
        return next((one for one in self.lines if one.item.id == item_id), None)

    def groups(self) -> list[tuple[Place, list[Line]]]:
        """Documents by paper and feed, in the order of the first of each."""
        found: dict[Place, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.place, []).append(line)
        return list(found.items())

    def used_at(self, place: Place) -> frozenset[int]:
        """The labels that are gone of the sheet in a feed."""
        return (self.used or {}).get(place, frozenset())


Known = dict[int, tuple[str, str, Gathered]]


def look(now: datetime, known: Known) -> Tray:
    """Reads the tray; what `known` already has of an unchanged subject is not gathered again."""
    lines = [one for item in queries.items() if (one := _line(item, now, known)) is not None]
    for gone in set(known) - {line.item.id for line in lines}:
        del known[gone]
    places = {line.place for line in lines}
    return Tray(
        lines=tuple(line for line in lines if line.shown),
        printed=queries.printed(),
        used={place: queries.used_labels(*place) for place in places},
        profiles=queries.profiles(),
    )


def _line(item: Item, now: datetime, known: Known) -> Line | None:
    """A document with its data; None for one that this version of the program does not know."""
    document = documents().get(item.document)
    if document is None:
        return None
    problem = ""
    try:
        sheet: Sheet | None = stocks.sheet(item.set_up.stock)
    except KeyError:
        sheet, problem = None, messages.words("stock.gone")
    try:
        gathered = _gathered(item, document, now, known)
    except RuleViolation as gone:
        gathered, problem = Gathered(item.name, ()), messages.sentence(gone)
    left_out = item.choices.get("out", {})
    now_there = {key: mark for key, mark in gathered.marks.items() if key not in left_out}
    keys = changed_parts(now_there, item.printed_parts, again=item.again)
    if not gathered.pieces and not problem:
        problem = messages.words("print.nothing")
    return Line(item, document, sheet, gathered, keys, problem)


def _gathered(item: Item, document: PrintedDocument, now: datetime, known: Known) -> Gathered:
    subject = repr(sorted(item.subject.items()))
    if item.id in known:
        key, of, gathered = known[item.id]
        if (key, of) == (item.document, subject):
            return gathered
    gathered = document.gather(item.subject, now)
    known[item.id] = (item.document, subject, gathered)
    return gathered
