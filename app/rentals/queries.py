"""What is out, what is late, what a copy has been through; fees are computed when looked at.

The due moment in force is derived from the promise and today's calendar (`rules.due_moment`); the
stored `due_at` only narrows down which rentals to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.rentals import stored
from app.rentals.rules import (
    Back,
    Due,
    DueMoment,
    LateFee,
    Terms,
    due_moment,
    due_words,
    late_fee,
    period_words,
)
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from app.store import database as store
from app.store.fields import to_ms

_MOVED_EARLIER = timedelta(days=2)
"""Other hours on a day may bring a due moment forward, never by more than its day."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case that is late now, with its fee so far; `member` is the account's number."""

    rental_id: int
    copy_id: int
    member_id: int | None
    member: str
    name: str
    phone: str
    barcode: str
    title: str
    due: datetime
    late_days: int
    fee_cents: int
    sentence: str


@dataclass(frozen=True, slots=True)
class OutRow:
    """A case that an account has out. `fee_cents` is the fee so far, `late` whether it is past due.

    `moved_reason` says why a closure has moved the due moment, empty where none has.
    """

    rental_id: int
    copy_id: int
    title_id: int
    barcode: str
    title: str
    year: int | None
    format: str
    cover: str
    renter_id: int | None
    renter: str
    class_name: str
    period_words: str
    started_at: datetime
    due_at: datetime
    due_on: date
    moved_reason: str
    due_words: str
    late: bool
    late_days: int
    fee_cents: int
    sentence: str


@dataclass(frozen=True, slots=True)
class LateRental:
    """A rental past its due moment in force."""

    rental_id: int
    member_id: int | None
    due: DueMoment


def late_rentals(now: datetime) -> Iterator[LateRental]:
    """Every rental that is out past its due moment at `now`, whatever its grace."""
    calendar = settings.calendar()
    soon = to_ms(now + _MOVED_EARLIER)
    terms = _terms_of_what_is_out(soon)
    known: dict[tuple[int, str], DueMoment] = {}
    for rental_id, member_id, terms_id, started, due_on, due_at in store.rows(
        "SELECT id, member_id, terms_id, started_at, due_on, due_at FROM rental"
        " WHERE returned_at IS NULL AND due_at < ?",
        (soon,),
    ):
        rule = terms[terms_id]
        # Rentals by the hour are due each at their own minute; the others share a moment a day.
        due = known.get((terms_id, due_on)) if rule.period_hours is None else None
        if due is None:
            due = due_moment(stored.due_of(started, due_on, due_at), rule, calendar)
            known[terms_id, due_on] = due
        if due.at < now:
            yield LateRental(rental_id, member_id, due)


def _terms_of_what_is_out(due_before: int) -> dict[int, Terms]:
    """The few rules that the many rentals share."""
    found = store.rows(
        f"SELECT k.id, {stored.terms_sql('k')} FROM rental_terms k WHERE k.id IN"
        " (SELECT terms_id FROM rental WHERE returned_at IS NULL AND due_at < ?)",
        (due_before,),
    )
    return {row[0]: stored.terms_of(row[1:]) for row in found}


_OVERDUE = f"""
    SELECT r.id, r.copy_id, r.member_id, m.number, m.name, m.phone, c.barcode, t.name,
        r.started_at, r.due_on, r.due_at, {stored.terms_sql("k")}
    FROM rental r INDEXED BY {{index}}
    CROSS JOIN copy c ON c.id = r.copy_id
    CROSS JOIN title t ON t.id = c.title_id
    CROSS JOIN rental_terms k ON k.id = r.terms_id
    LEFT JOIN member m ON m.id = r.member_id
    WHERE r.started_at <= ?1 AND r.due_at < ?2 AND {{where}}
"""


def overdue(at: datetime) -> tuple[Overdue, ...]:
    """What was out and past due at an instant, with the fee so far then, the longest late first."""
    calendar = settings.calendar()
    soon = to_ms(at + _MOVED_EARLIER)
    found = []
    still_out = _OVERDUE.format(index="rental_due", where="r.returned_at IS NULL")
    back_since = _OVERDUE.format(index="rental_back", where="r.scanned_at > ?1")
    rows = [row for sql in (still_out, back_since) for row in store.rows(sql, (to_ms(at), soon))]
    for row in rows:
        rental_id, copy_id, member_id, number, name, phone, barcode, title = row[:8]
        due = stored.due_of(*row[8:11])
        fee = _so_far(due, at, stored.terms_of(row[11:]), calendar)
        if fee.due.at < at:
            found.append(
                Overdue(
                    rental_id,
                    copy_id,
                    member_id,
                    number or "",
                    name or "",
                    phone or "",
                    barcode,
                    title,
                    fee.due.at,
                    fee.late_days,
                    fee.amount_cents,
                    fee.sentence,
                )
            )
    return tuple(sorted(found, key=_longest_late))


def _longest_late(row: Overdue) -> tuple[datetime, str, str]:
    return row.due, row.name, row.barcode


_OUT = f"""
    SELECT r.id, r.copy_id, c.title_id, c.barcode, t.name, t.year, f.short, t.cover, r.renter_id,
        n.name, r.started_at, r.due_on, r.due_at, {stored.terms_sql("k")}
    FROM rental r
    JOIN copy c ON c.id = r.copy_id
    JOIN title t ON t.id = c.title_id
    JOIN edition e ON e.id = c.edition_id
    JOIN format f ON f.id = e.format_id
    JOIN rental_terms k ON k.id = r.terms_id
    LEFT JOIN renter n ON n.id = r.renter_id
    WHERE r.member_id = ? AND r.returned_at IS NULL
"""


def out_with(member_id: int, now: datetime) -> tuple[OutRow, ...]:
    """What an account has out: late first, then by due moment."""
    calendar = settings.calendar()
    rows = [_out(row, now, calendar) for row in store.rows(_OUT, (member_id,))]
    return tuple(sorted(rows, key=_first_due))


def _first_due(row: OutRow) -> tuple[datetime, str]:
    return row.due_at, row.title


def _out(row: tuple[Any, ...], now: datetime, calendar: OpeningCalendar) -> OutRow:
    rental_id, copy_id, title_id, barcode, title, year, format_, cover, renter_id, renter = row[:10]
    due = stored.due_of(*row[10:13])
    terms = stored.terms_of(row[13:])
    fee = _so_far(due, now, terms, calendar)
    moved = fee.due.moved
    return OutRow(
        rental_id,
        copy_id,
        title_id,
        barcode,
        title,
        year,
        format_,
        cover,
        renter_id,
        renter or "",
        terms.class_name,
        period_words(terms),
        due.from_at,
        fee.due.at,
        fee.due.on,
        calendar.reason_on(fee.due.promised_on) if moved else "",
        due_words(fee.due.at, now, calendar),
        fee.due.at < now,
        fee.late_days,
        fee.amount_cents,
        fee.sentence,
    )


def _so_far(due: Due, at: datetime, terms: Terms, calendar: OpeningCalendar) -> LateFee:
    return late_fee(
        [due],
        max(at, due.from_at),
        terms,
        calendar,
        back=Back.NOT_YET,
        currency=settings.settings().money,
    )
