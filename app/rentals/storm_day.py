"""A day that is not as usual, and what it does to due dates and fees: first looked at, then done.

A due moment is derived from the promise and the calendar, so writing the exception is all there is
to do for what is still out. What came back already may have been charged: there the difference is
written by opposite ledger lines with the fee's new sentence, in the same transaction.

Only fees that were once charged change; a change of the calendar charges nobody anew. Closing a
day never raises a fee, and taking the closure off brings every fee back to what it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.rentals import repricing, stored
from app.rentals.rules import Back, LateFee, due_moment, late_fee
from app.shop import operations, settings
from app.shop.calendar import DayException, OpeningCalendar
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.store import database as store
from app.store.fields import from_ms, to_ms

Exceptions = Mapping[date, DayException | None]
"""What each day shall be; None gives it its usual hours back."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One rental whose due moment or fee would change. Instants in UTC, money in cents.

    `back_at` is the effective return, None for what is still out: its fee is the fee so far.
    """

    rental_id: int
    member_name: str
    title: str
    promised_on: date
    due_before: datetime
    due_after: datetime
    back_at: datetime | None
    fee_cents_before: int
    fee_cents_after: int
    waived_cents: int
    fee: LateFee

    @property
    def sentence(self) -> str:
        """The sentence of the fee as it would be."""
        return self.fee.sentence

    @property
    def due_moves(self) -> bool:
        """Whether it would be due at another moment."""
        return self.due_before != self.due_after

    @property
    def change_cents(self) -> int:
        """How much the fee would go up (down where negative)."""
        return self.fee_cents_after - self.fee_cents_before


@dataclass(frozen=True, slots=True)
class Preview:
    """All that would change, sorted by the members' names."""

    days: tuple[date, ...]
    effects: tuple[Effect, ...]

    @property
    def due_moves(self) -> int:
        """How many due moments move."""
        return sum(effect.due_moves for effect in self.effects)

    @property
    def falling(self) -> tuple[Effect, ...]:
        """The fees that would go down."""
        return tuple(effect for effect in self.effects if effect.change_cents < 0)

    @property
    def rising(self) -> tuple[Effect, ...]:
        """The fees that would go up."""
        return tuple(effect for effect in self.effects if effect.change_cents > 0)


@dataclass(frozen=True)
class DaysDone(Done):
    """The days as they are now, and what changed with them."""

    preview: Preview


def with_exceptions(calendar: OpeningCalendar, wanted: Exceptions) -> OpeningCalendar:
    """The calendar as it would be."""
    exceptions = {day: found for day, found in calendar.exceptions.items() if day not in wanted}
    exceptions |= {day: found for day, found in wanted.items() if found is not None}
    return replace(calendar, exceptions=exceptions)


_ROWS = f"""
    SELECT r.id, coalesce(m.name, ''), t.name, r.started_at, r.due_on, r.due_at, r.returned_at,
        coalesce(r.fee_cents, 0), r.waived_cents, r.returned_by, r.scanned_at,
        {stored.terms_sql("k")}
    FROM rental r
    JOIN copy c ON c.id = r.copy_id
    JOIN title t ON t.id = c.title_id
    JOIN rental_terms k ON k.id = r.terms_id
    LEFT JOIN member m ON m.id = r.member_id
"""

_OUT = _ROWS + " WHERE r.returned_at IS NULL AND r.due_on <= ?"

# A case is never scanned before it is back, and the scans have an index.
_CHARGED = (
    _ROWS
    + """
    WHERE r.scanned_at >= :since AND r.returned_at >= :since AND r.due_on <= :last
        AND r.member_id IS NOT NULL AND EXISTS
        (SELECT 1 FROM ledger_line l WHERE l.rental_id = r.id AND l.kind = 'late_fee')
"""
)


def preview(wanted: Exceptions, now: datetime) -> Preview:
    """What would change if the days were as wanted; writes nothing.

    Reads every rental since the first of the days: for the worker. Raises `hours.invalid`,
    `hours.never_open`.
    """
    before = settings.calendar()
    days = tuple(sorted(wanted))
    after = with_exceptions(before, wanted)
    if not days:
        return Preview((), ())
    last, since = days[-1].isoformat(), to_ms(before.instant(days[0], 0))
    found = [*store.rows(_OUT, (last,)), *store.rows(_CHARGED, {"since": since, "last": last})]
    effects = [_effect(row, before, after, now) for row in found]
    changed = [effect for effect in effects if effect.due_moves or effect.change_cents]
    return Preview(days, tuple(sorted(changed, key=_by_name)))


def apply(ctx: Context, wanted: Exceptions) -> DaysDone:
    """Makes the days as wanted and brings charged fees in line; one undo takes all of it back.

    Raises what `preview` raises, and `hours.no_reason` for a closure that says no reason.
    """
    for day, exception in wanted.items():
        if exception is not None and exception.closed and not exception.reason.strip():
            raise RuleViolation("hours.no_reason", field="reason", date=day)
    usual = all(exception is None for exception in wanted.values())
    with operations.begin(ctx, "hours.usual" if usual else "hours.exception") as work:
        # Under the write lock: a tape that comes back at this moment is seen, or charged anew.
        seen = preview(wanted, work.now)
        after = with_exceptions(settings.calendar(), wanted)
        for day, exception in wanted.items():
            settings.put_exception(work, day, exception)
        charged = [e.rental_id for e in seen.effects if e.back_at is not None and e.change_cents]
        for new in repricing.under(charged, after):
            if new.differs:
                repricing.apply(work, new)
        work.because(_reason(wanted))
        work.facts(**_facts(wanted, seen))
    store.forget()
    return DaysDone(**vars(work.done), preview=seen)


def _reason(wanted: Exceptions) -> str:
    reasons = {exception.reason for exception in wanted.values() if exception is not None}
    return ", ".join(sorted(reasons))


def _facts(wanted: Exceptions, seen: Preview) -> dict[str, Any]:
    exceptions = [exception for exception in wanted.values() if exception is not None]
    moved_to = {effect.fee.due.on for effect in seen.effects if effect.due_moves}
    return {
        "date": seen.days[0].isoformat(),
        "last": seen.days[-1].isoformat(),
        "closed": all(exception.closed for exception in exceptions),
        "reason": exceptions[0].reason if exceptions else "",
        "due": seen.due_moves,
        "due_on": moved_to.pop().isoformat() if len(moved_to) == 1 else "",
        "fees": len(seen.falling) + len(seen.rising),
    }


def _effect(
    row: Sequence[Any], before: OpeningCalendar, after: OpeningCalendar, now: datetime
) -> Effect:
    rental_id, name, title, started, due_on, due_at, returned, charged, waived, by, scanned = row[
        :11
    ]
    due, terms = stored.due_of(started, due_on, due_at), stored.terms_of(tuple(row[11:]))
    back_at = stored.instant(returned)
    box = back_at is not None and by == "box"
    how = Back.NOT_YET if back_at is None else Back.BOX if box else Back.COUNTER
    money = settings.settings().money

    def fee_under(calendar: OpeningCalendar) -> LateFee:
        return late_fee(
            [due],
            back_at or max(now, due.from_at),
            terms,
            calendar,
            back=how,
            emptied_at=from_ms(scanned) if box else None,
            currency=money,
        )

    fee = fee_under(after)
    old = charged if back_at is not None else fee_under(before).amount_cents
    return Effect(
        rental_id,
        name,
        title,
        due.due_on,
        due_moment(due, terms, before).at,
        fee.due.at,
        back_at,
        old,
        fee.amount_cents,
        waived,
        fee,
    )


def _by_name(effect: Effect) -> tuple[str, str, int]:
    return effect.member_name.casefold(), effect.title.casefold(), effect.rental_id
