"""The signs of the window, each by itself: the film of the week, opening hours, days closed, a
sale, and what is up on a board.

Subjects hold ids and the words somebody chose; what a sign says of films, hours and closed days is
read when it is gathered, so that the tray sees when it changed.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO, ClassVar

from app.board import queries as board
from app.catalog import title_detail
from app.catalog.card_facts import CardFacts, card_facts
from app.catalog.models import Purpose
from app.nightdrop import queries as nightdrop
from app.shop import settings
from app.shop.errors import NotFound
from app.shop.money import format_with_symbol
from app.store import database as store
from reports.cards import BuildReport, CardNote
from reports.paper import Paper
from reports.signs import window_set
from reports.signs.designs import Design
from reports.signs.window import (
    Amount,
    ClosedDays,
    NewRelease,
    NowShowing,
    OpeningHours,
    Sale,
    ShowingRow,
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
from ui.printing.documents.closing import Closing, closing_of, due_sentence, next_closing
from ui.printing.documents.customs import amount, counts_to_24
from ui.printing.documents.rating_board import DESIGNS
from ui.printing.documents.titles import title_of, without_missing
from ui.printing.stocks import Sheet, sheets

_NEWEST = """SELECT e.title_id FROM edition e JOIN title_card k ON k.title_id = e.title_id
    LEFT JOIN section s ON s.id = k.section_id WHERE NOT coalesce(s.curtained, 0)
    GROUP BY e.title_id ORDER BY coalesce(max(e.released_on), '') DESC, max(e.id) DESC LIMIT ?"""
_CURTAINED = """SELECT k.title_id FROM title_card k JOIN section s ON s.id = k.section_id
    WHERE s.curtained AND k.title_id IN (SELECT value FROM json_each(?))"""
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


def newest(count: int) -> list[int]:
    """The titles that came out last, newest first; none from behind the curtain."""
    return [int(row[0]) for row in store.rows(_NEWEST, (count,))]


def in_the_open(ids: Sequence[int]) -> list[int]:
    """Titles that may stand in a window: none that stands behind the curtain."""
    hidden = {row[0] for row in store.rows(_CURTAINED, (json.dumps(list(ids)),))}
    return [one for one in ids if one not in hidden]


def new_release(facts: CardFacts, subject: Subject, now: datetime) -> NewRelease:
    """A film's sign: its street date is that of its newest release in stock, its price that of
    most of its copies.
    """
    detail = title_detail.title_detail(facts.title_id, now)
    kept = [one for one in detail.editions if one.copies] or detail.editions
    dates = [one.released_on for one in kept if one.released_on is not None]
    today = settings.calendar().local_date(now)
    out_on = max(dates, default=None)
    if "from" in subject:
        out_on = day_of(subject["from"])
    price, nights = _price(kept)
    if "price" in subject:
        price = subject["price"]
    return NewRelease(
        title=facts.title,
        original_title=facts.original,
        year=facts.year,
        directors=facts.directors,
        certificate=facts.certificate,
        runtime_minutes=facts.runtime_minutes,
        formats=facts.formats,
        out_on=out_on if out_on is not None and out_on > today else None,
        price=amount(price, settings.settings()) if price else None,
        nights=nights,
        this_year=today.year,
    )


def _price(editions: Sequence[title_detail.EditionDetail]) -> tuple[int | None, int | None]:
    """Price in cents and nights of the class that most copies to rent have."""
    found = [
        (copy.class_price_cents, copy.class_nights)
        for edition in editions
        for copy in edition.copies
        if copy.purpose is Purpose.RENTAL and copy.class_price_cents is not None
    ]
    return max(found, key=found.count) if found else (None, None)


def opening_hours() -> OpeningHours | None:
    """The week's hours; None while the shop has not set any."""
    calendar, shop = settings.calendar(), settings.settings()
    if not calendar.hours_known:
        return None
    return OpeningHours(
        shop=shop.shop_name,
        week=calendar.weekly,
        twenty_four=counts_to_24(shop),
        slot=bool(nightdrop.boxes()),
    )


def closing(subject: Subject, now: datetime) -> Closing | None:
    """The closing that is meant. Raises `NotFound("print.nothing")` for a day that is open."""
    calendar = settings.calendar()
    first = day_of(str(subject.get("from", "")))
    if first is None:
        return next_closing(calendar, calendar.local_date(now))
    if calendar.is_open_day(first):
        raise NotFound("print.nothing")
    return closing_of(calendar, first)


def closed_days(subject: Subject, now: datetime) -> ClosedDays | None:
    """The sign of a closing with its due-date sentence; None where none is ahead."""
    found = closing(subject, now)
    if found is None:
        return None
    calendar = settings.calendar()
    slot = bool(nightdrop.boxes())
    return ClosedDays(
        days=found.days,
        back_on=found.back_on,
        opens=found.opens,
        due=due_sentence(calendar, found.days, WindowWords(), slot=slot),
        twenty_four=counts_to_24(settings.settings()),
        this_year=calendar.local_date(now).year,
    )


def sale(subject: Subject, now: datetime) -> Sale:
    """A sale's sign from its subject."""
    shop = settings.settings()
    price: Amount | None = amount(subject["price"], shop) if subject.get("price") else None
    return Sale(
        what=str(subject.get("what", "")),
        price=price,
        upwards=bool(subject.get("upwards")) and price is not None,
        first=day_of(str(subject.get("first", ""))),
        last=day_of(str(subject.get("last", ""))),
        note=str(subject.get("note", "")),
        shop=shop.shop_name,
        this_year=settings.calendar().local_date(now).year,
    )


def now_showing(board_id: int) -> NowShowing:
    """What hangs on a board and may be seen from the street."""
    rows = tuple(
        ShowingRow(row.name, row.year, row.directors, row.count)
        for row in board.rows(board_id)
        if not row.curtained
    )
    return NowShowing(settings.settings().shop_name, board.board(board_id).name, rows)


def day_of(text: str) -> date | None:
    """A day of a subject; None for none."""
    return date.fromisoformat(text) if text else None


def sheet_paper(sheet: Sheet) -> Paper:
    """The paper of a stock."""
    return sheet.paper or Paper(sheet.key, sheet.paper_name, sheet.width, sheet.height)


def _title_ids(subject: Subject) -> list[int]:
    one = subject.get("title")
    return [int(one)] if one is not None else [int(id_) for id_ in subject.get("titles", ())]


DOCUMENTS = (NewReleaseSigns(), HoursSign(), ClosedSign(), SaleSign(), NowShowingSign())
