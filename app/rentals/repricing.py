"""A return that turns out to have been at another time: its fee anew, by opposite lines.

Idempotent: it depends on the rental, the calendar and the wished instant alone. A fee already
waived is not given back twice, for what was forgiven stays forgiven (`Rental.waived_cents`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.rentals import lines, stored
from app.rentals.models import LineKind, Rental, ReturnedBy
from app.rentals.rules import Back, LateFee, late_fee
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from app.shop.operations import Work
from app.store import database as store
from app.store.fields import from_ms


@dataclass(frozen=True, slots=True)
class Repriced:
    """A returned rental with its fee as it stands and as it would be."""

    rental_id: int
    member_id: int | None
    member: str
    member_name: str
    barcode: str
    title: str
    effective_before: datetime
    effective_after: datetime
    late_days_before: int
    late_days_after: int
    fee_cents_before: int
    fee_cents_after: int
    waived_cents: int
    fee: LateFee

    @property
    def sentence(self) -> str:
        """The sentence of the new fee."""
        return self.fee.sentence

    @property
    def differs(self) -> bool:
        """Whether anything would change."""
        return (self.effective_before, self.late_days_before, self.fee_cents_before) != (
            self.effective_after,
            self.late_days_after,
            self.fee_cents_after,
        )

    @property
    def owed_change_cents(self) -> int:
        """What the account would owe more (less where negative), waivers counted."""
        before = max(self.fee_cents_before - self.waived_cents, 0)
        return max(self.fee_cents_after - self.waived_cents, 0) - before


_RETURNED = f"""
    SELECT r.id, r.member_id, m.number, m.name, c.barcode, t.name, r.returned_at, r.scanned_at,
        r.returned_by, coalesce(r.late_days, 0), coalesce(r.fee_cents, 0), r.waived_cents,
        r.started_at, r.due_on, r.due_at, {stored.terms_sql("k")}
    FROM rental r
    JOIN copy c ON c.id = r.copy_id
    JOIN title t ON t.id = c.title_id
    JOIN rental_terms k ON k.id = r.terms_id
    LEFT JOIN member m ON m.id = r.member_id
    WHERE r.returned_at IS NOT NULL AND
"""


def of_session(
    session_id: int, since: datetime, emptied_at: datetime, calendar: OpeningCalendar | None = None
) -> tuple[Repriced, ...]:
    """What came out of a session's box, were its window's start `since`."""
    found = store.rows(_RETURNED + " r.drop_session_id = ? ORDER BY r.id", (session_id,))
    used = calendar or settings.calendar()
    return tuple(_repriced(row, since, emptied_at, used) for row in found)


def under(rental_ids: Sequence[int], calendar: OpeningCalendar) -> tuple[Repriced, ...]:
    """Returned rentals with their fees under another calendar; when they came back stays."""
    found = []
    for rental_id in rental_ids:
        for row in store.rows(_RETURNED + " r.id = ?", (rental_id,)):
            emptied_at = from_ms(row[7]) if row[8] == ReturnedBy.BOX else None
            found.append(_repriced(row, None, emptied_at, calendar))
    return tuple(found)


def _repriced(
    row: tuple[Any, ...],
    since: datetime | None,
    emptied_at: datetime | None,
    calendar: OpeningCalendar,
) -> Repriced:
    rental_id, member_id, number, name, barcode, title = row[:6]
    returned, scanned, _by, late_days, fee_cents, waived = row[6:12]
    due = stored.due_of(*row[12:15])
    before = from_ms(returned)
    after = before if since is None else min(max(since, due.from_at), from_ms(scanned))
    fee = late_fee(
        [due],
        after,
        stored.terms_of(row[15:]),
        calendar,
        back=Back.COUNTER if emptied_at is None else Back.BOX,
        emptied_at=emptied_at,
        currency=settings.settings().money,
    )
    return Repriced(
        rental_id,
        member_id,
        number or "",
        name or "",
        barcode,
        title,
        before,
        after,
        late_days,
        fee.late_days,
        fee_cents,
        fee.amount_cents,
        waived,
        fee,
    )


def apply(work: Work, new: Repriced) -> None:
    """Writes the new return and brings the money in line: old fee back, new fee, waiver carried."""
    if new.member_id is not None and new.fee_cents_before != new.fee_cents_after:
        _exchange_fee(work, new, new.member_id)
    work.update(
        Rental,
        new.rental_id,
        returned_at=new.effective_after,
        late_days=new.late_days_after,
        fee_cents=new.fee_cents_after,
    )


def _exchange_fee(work: Work, new: Repriced, member_id: int) -> None:
    standing, old = lines.fee_sum(new.rental_id), lines.last_fee_line(new.rental_id)
    if standing and old is not None:
        line_id, sentence = old
        lines.write_line(
            work,
            member_id,
            LineKind.CORRECTION,
            -standing,
            sentence,
            rental_id=new.rental_id,
            reverses=line_id,
        )
    if not new.fee_cents_after:
        return
    charged = lines.write_line(
        work,
        member_id,
        LineKind.LATE_FEE,
        new.fee_cents_after,
        new.sentence,
        rental_id=new.rental_id,
    )
    forgiven = min(new.waived_cents, new.fee_cents_after)
    if forgiven:
        lines.write_line(
            work,
            member_id,
            LineKind.WAIVER,
            -forgiven,
            lines.last_waiver_reason(new.rental_id),
            rental_id=new.rental_id,
            reverses=charged,
        )
