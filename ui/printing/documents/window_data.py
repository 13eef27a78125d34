"""What the signs of the window say: films, hours, closed days, sales and boards as they are now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from app.board import queries as board
from app.catalog import title_detail
from app.catalog.card_facts import CardFacts
from app.catalog.models import Purpose
from app.nightdrop import queries as nightdrop
from app.shop import settings
from app.shop.errors import NotFound
from app.store import database as store
from reports.signs.window import (
    Amount,
    ClosedDays,
    NewRelease,
    NowShowing,
    OpeningHours,
    Sale,
    ShowingRow,
)
from reports.signs.window_words import WindowWords
from ui.printing.documents.base import Subject
from ui.printing.documents.closing import Closing, closing_of, due_sentence, next_closing
from ui.printing.documents.customs import amount, counts_to_24

_NEWEST = """SELECT e.title_id FROM edition e JOIN title_card k ON k.title_id = e.title_id
    JOIN title t ON t.id = e.title_id LEFT JOIN section s ON s.id = k.section_id
    WHERE NOT coalesce(s.curtained, 0) GROUP BY e.title_id
    ORDER BY coalesce(max(e.released_on), '') DESC, coalesce(t.year, 0) DESC, max(e.id) DESC
    LIMIT ?"""
_CURTAINED = """SELECT k.title_id FROM title_card k JOIN section s ON s.id = k.section_id
    WHERE s.curtained AND k.title_id IN (SELECT value FROM json_each(?))"""


def newest(count: int) -> list[int]:
    """The titles that came out last, else the latest year's; none from behind the curtain."""
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
