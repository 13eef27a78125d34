"""The signs of the window, each by itself: the film of the week, opening hours, days closed, a
sale, and what is up on a board.

Subjects hold ids and the words somebody chose; what a sign says of films, hours and closed days is
read when it is gathered, so that the tray sees when it changed.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO, ClassVar

from app.board import queries as board
from app.catalog.card_facts import card_facts
from app.catalog.models import Purpose
from app.shop import settings
from app.shop.money import format_with_symbol
from app.store import database as store
from reports.cards import BuildReport, CardNote
from reports.paper import Paper
from reports.signs import window_set
from reports.signs.designs import Design
from reports.signs.window import (
    ClosedDays,
    NewRelease,
    NowShowing,
    OpeningHours,
    Sale,
)
from reports.signs.window_set import PAPERS, WindowPage, WindowSign
from reports.signs.window_words import WindowWords
from ui.printing.documents.base import (
    Gathered,
    Offer,
    Options,
    Piece,
    PrintedDocument,
    Subject,
    Wanted,
    piece,
)
from ui.printing.documents.rating_board import DESIGNS
from ui.printing.documents.titles import title_of, without_missing
from ui.printing.documents.window_data import (
    closed_days,
    closing,
    in_the_open,
    new_release,
    newest,
    now_showing,
    opening_hours,
    sale,
)
from ui.printing.stocks import Sheet, sheets

_FOR_SALE = """SELECT min(sale_cents), max(sale_cents) FROM copy
    WHERE purpose = ? AND state = 'in' AND sale_cents > 0"""
_OFFERED = 6


class WindowDocument(PrintedDocument):
    """A sign of the window: the sheet it is made for is proposed."""

    designs = DESIGNS
    sign: ClassVar[type]

    def default_stock(self, paper: str) -> str:
        key = PAPERS[self.sign][paper == "a4"]
        return key if key in sheets() else self.preferred[0]

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        pages = [WindowPage(one.data, paper=sheet_paper(options.sheet)) for one in pieces]
        return window_set.build(
            pages,
            out,
            design=Design(options.design or Design.MARQUEE),
            mono=options.mono,
            title=options.title or self.tr(self.text),
            language=options.language,
            correction=options.correction,
        )

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        pieces = tuple(
            piece(key, window_set.name_of(sign), sign) for key, sign in self.signs(subject, now)
        )
        return Gathered(self.name_of(subject, now), pieces)

    @abstractmethod
    def signs(self, subject: Subject, now: datetime) -> list[tuple[object, WindowSign]]:
        """The signs of a subject, each with the key that names it for good."""

    def proposal(self, piece: Piece, note: CardNote) -> str | None:
        return without_missing(piece, note)


class NewReleaseSigns(WindowDocument):
    """The film of the week. Its subject is `{"title": id}`, and where somebody said so the day it
    is out as `from` (ISO; empty: here now) and `price` in cents (None: none).
    """

    key = "new-release"
    text = "New release of the week"
    what = "a film's sign in the lighted frame, with its day and its price"
    size = "17 × 11 in"
    one, many = "new release sign", "new release signs"
    icon = "star"
    preferred = ("tabloid", "a3", "letter", "a4")
    sign = NewRelease

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        ids = [title_of(code) for code in wanted.codes] or newest(1)
        told = wanted.told
        found: dict[str, Any] = {"titles": ids}
        if "from" in told:
            found["from"] = told["from"]
        if "price" in told:
            found["price"] = int(told["price"])
        return found

    def name_of(self, subject: Subject, now: datetime) -> str:
        facts = card_facts(_title_ids(subject))
        if len(facts) != 1:
            return self.tr(self.many).capitalize()
        text = self.tr("New release, {film}")
        return text.format(film=facts[0].title)

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        text = self.tr("New release, {film}")
        return tuple(
            Offer(text.format(film=one.title), {"title": one.title_id})
            for one in card_facts(newest(_OFFERED))
        )

    def signs(self, subject: Subject, now: datetime) -> list[tuple[object, WindowSign]]:
        facts = card_facts(in_the_open(_title_ids(subject)))
        return [(one.title_id, new_release(one, subject, now)) for one in facts]


class HoursSign(WindowDocument):
    """Opening hours; its subject is empty."""

    key = "hours"
    text = "Opening hours"
    what = "opening hours for the door"
    one, many = "sign", "signs"
    icon = "clock"
    preferred = ("letter", "a4", "tabloid", "a3")
    sign = OpeningHours

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        return {}

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        if not settings.calendar().hours_known:
            return ()
        return (Offer(self.tr(self.text), {}),)

    def signs(self, subject: Subject, now: datetime) -> list[tuple[object, WindowSign]]:
        found = opening_hours()
        return [("week", found)] if found else []


class ClosedSign(WindowDocument):
    """Closed on these days: the next ones, or those that begin `from` a day (ISO)."""

    key = "closed"
    text = "Closed on"
    what = "the next days closed, and what that does to due dates"
    size = "8.5 × 5.5 in"
    one, many = "sign", "signs"
    icon = "calendar"
    preferred = ("half-letter", "a5", "letter", "a4")
    sign = ClosedDays

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        return {"from": wanted.told["from"]} if "from" in wanted.told else {}

    def name_of(self, subject: Subject, now: datetime) -> str:
        found = closing(subject, now)
        if found is None:
            return self.tr("Closed")
        year = settings.calendar().local_date(now).year
        text = self.tr("Closed {days}")
        return text.format(days=WindowWords().days(found.days, year))

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        if closing({}, now) is None:
            return ()
        return (Offer(self.name_of({}, now), {}),)

    def signs(self, subject: Subject, now: datetime) -> list[tuple[object, WindowSign]]:
        found = closed_days(subject, now)
        return [(found.days[0].isoformat(), found)] if found else []


class SaleSign(WindowDocument):
    """A sale: `what` is sold, `price` in cents, whether `upwards`, `first` and `last` day (ISO),
    `note`. Without words of its own it tells of the copies that are marked for sale.
    """

    key = "sale"
    text = "Sale"
    what = "what is sold, for how much, until when"
    one, many = "sign", "signs"
    icon = "shopping-bag"
    preferred = ("letter", "a4", "tabloid", "a3")
    sign = Sale

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        told = wanted.told
        found = self._marked()
        names = {"name": "what", "tagline": "note", "from": "first", "to": "last"}
        found |= {names[key]: text for key, text in told.items() if key in names}
        if "price" in told:
            found |= {"price": int(told["price"]), "upwards": False}
        return found

    def name_of(self, subject: Subject, now: datetime) -> str:
        return self.tr("Sale, {what}").format(what=subject.get("what", ""))

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        found = self._marked()
        if found.get("price") is None:
            return ()
        money = settings.settings().money
        text = self.tr("Sale, {what} from {price}" if found["upwards"] else "Sale, {what} {price}")
        price = format_with_symbol(found["price"], money)
        return (Offer(text.format(what=found["what"].lower(), price=price), found),)

    def signs(self, subject: Subject, now: datetime) -> list[tuple[object, WindowSign]]:
        found = sale(subject, now)
        return [("sale", found)]

    def _marked(self) -> dict[str, Any]:
        """The copies for sale on the shelves and what they cost."""
        least, most = store.rows(_FOR_SALE, (Purpose.SALE,))[0]
        return {
            "what": self.tr("Previously rented films"),
            "price": least,
            "upwards": least != most,
        }


class NowShowingSign(WindowDocument):
    """What is up on a board. Its subject is `{"board": id}`."""

    key = "now-showing"
    text = "Now showing"
    what = "what is up on a board, for the window"
    one, many = "sign", "signs"
    icon = "clapperboard"
    of = "boards"
    preferred = ("letter", "a4", "tabloid", "a3")
    sign = NowShowing

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        name = wanted.where or (wanted.codes[0] if wanted.codes else "")
        return {"board": board.board_named(name).id}

    def name_of(self, subject: Subject, now: datetime) -> str:
        text = self.tr("Now showing, {board}")
        return text.format(board=board.board(int(subject["board"])).name)

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        text = self.tr("Now showing, {board}")
        return tuple(
            Offer(text.format(board=one.name), {"board": one.id}) for one in board.boards()
        )

    def signs(self, subject: Subject, now: datetime) -> list[tuple[object, WindowSign]]:
        found = now_showing(int(subject["board"]))
        return [(subject["board"], found)] if found.rows else []


def sheet_paper(sheet: Sheet) -> Paper:
    """The paper of a stock."""
    return sheet.paper or Paper(sheet.key, sheet.paper_name, sheet.width, sheet.height)


def _title_ids(subject: Subject) -> list[int]:
    one = subject.get("title")
    return [int(one)] if one is not None else [int(id_) for id_ in subject.get("titles", ())]


DOCUMENTS = (NewReleaseSigns(), HoursSign(), ClosedSign(), SaleSign(), NowShowingSign())
