"""Coming back: at the counter here, out of the box through `nightdrop`, by the same few steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.catalog.barcodes import normalise
from app.catalog.models import Copy, CopyState
from app.rentals import lines, stored
from app.rentals.models import LineKind, Rental, ReturnedBy
from app.rentals.rules import Due, LateFee, Terms, effective_instant, late_fee
from app.shop import operations, settings
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store
from app.store.fields import from_ms


@dataclass(frozen=True, slots=True)
class CopySeen:
    """A copy that lies on the counter, and the rental it is out on, if it is."""

    copy_id: int
    title_id: int
    barcode: str
    title: str
    year: int | None
    format: str
    cover: str
    section: str
    state: str
    state_note: str
    state_since: datetime
    edition_id: int
    discs: int
    rental: OpenRental | None


@dataclass(frozen=True, slots=True)
class OpenRental:
    """A rental that has not come back, with the rule it left under."""

    rental_id: int
    member_id: int | None
    member_number: str
    member: str
    renter_id: int | None
    renter: str
    phone: str
    due: Due
    terms: Terms


@dataclass(frozen=True)
class TakenBack(Done):
    """A return at the counter, with its fee and the sentence that explains it."""

    rental_id: int
    copy_id: int
    title_id: int
    barcode: str
    title: str
    year: int | None
    format: str
    cover: str
    section: str
    member_id: int | None
    member_number: str
    member: str
    renter_id: int | None
    renter: str
    started_at: datetime
    due_at: datetime
    effective: datetime
    scanned: datetime
    late_days: int
    fee_cents: int
    fee_line_id: int | None
    sentence: str
    balance_cents: int


def take_back(
    ctx: Context,
    *,
    barcode: str | None = None,
    copy_id: int | None = None,
    effective: datetime | None = None,
) -> TakenBack:
    """Takes a copy back at the counter, with its late fee.

    `effective` (default now) is clamped to the rental's start and now. Raises `RuleViolation`
    `return.not_out` (with when, how and by whom it last came back), `return.before_rental`,
    `barcode.*`; `NotFound("copy.unknown")`.
    """
    code = None if barcode is None else normalise(barcode)
    with operations.begin(ctx, "rental.back") as work:
        seen = copy_seen(barcode=code, copy_id=copy_id)
        if seen is None:
            raise NotFound("copy.unknown", field="barcode", barcode=code or "")
        rental = seen.rental
        if rental is None:
            raise RuleViolation("return.not_out", field="barcode", **_not_out(seen))
        at = effective_instant(effective or work.now, rental.due.from_at, work.now)
        fee = late_fee(
            [rental.due],
            at,
            rental.terms,
            settings.calendar(),
            currency=settings.settings().money,
        )
        fee_line_id = bring_back(work, seen, rental, at, fee, ReturnedBy.COUNTER)
        work.facts(**return_facts(seen, rental, fee))
        owed = 0 if rental.member_id is None else lines.balance(rental.member_id)
    return TakenBack(
        **vars(work.done),
        rental_id=rental.rental_id,
        copy_id=seen.copy_id,
        title_id=seen.title_id,
        barcode=seen.barcode,
        title=seen.title,
        year=seen.year,
        format=seen.format,
        cover=seen.cover,
        section=seen.section,
        member_id=rental.member_id,
        member_number=rental.member_number,
        member=rental.member,
        renter_id=rental.renter_id,
        renter=rental.renter,
        started_at=rental.due.from_at,
        due_at=fee.due.at,
        effective=at,
        scanned=work.now,
        late_days=fee.late_days,
        fee_cents=fee.amount_cents,
        fee_line_id=fee_line_id,
        sentence=fee.sentence,
        balance_cents=owed,
    )


# -- for the box too -------------------------------------------------------------------------


_SEEN = f"""
    SELECT c.id, c.title_id, c.barcode, t.name, t.year, f.short, t.cover, s.name, c.state,
        c.state_note, c.state_since, c.edition_id, e.discs,
        r.id, r.member_id, m.number, m.name, r.renter_id, n.name, m.phone,
        r.started_at, r.due_on, r.due_at, {stored.terms_sql("k")}
    FROM copy c
    JOIN title t ON t.id = c.title_id
    JOIN edition e ON e.id = c.edition_id
    JOIN format f ON f.id = e.format_id
    JOIN section s ON s.id = c.section_id
    LEFT JOIN rental r ON r.copy_id = c.id AND r.returned_at IS NULL
    LEFT JOIN rental_terms k ON k.id = r.terms_id
    LEFT JOIN member m ON m.id = r.member_id
    LEFT JOIN renter n ON n.id = r.renter_id
    WHERE
"""


def copy_seen(*, barcode: str | None = None, copy_id: int | None = None) -> CopySeen | None:
    """The copy of a normalised barcode or an id with its open rental; None for no such copy."""
    if barcode is not None:
        found = store.rows(_SEEN + " c.barcode = ?", (barcode,))
    else:
        found = store.rows(_SEEN + " c.id = ?", (copy_id,))
    return _seen(found[0]) if found else None


def _seen(columns: tuple[Any, ...]) -> CopySeen:
    rental = None
    if columns[13] is not None:
        rental_id, member_id, number, name, renter_id, renter, phone = columns[13:20]
        rental = OpenRental(
            rental_id,
            member_id,
            number or "",
            name or "",
            renter_id,
            renter or "",
            phone or "",
            stored.due_of(*columns[20:23]),
            stored.terms_of(columns[23:]),
        )
    about = [*columns[:13], rental]
    about[10] = from_ms(columns[10])
    return CopySeen(*about)


def bring_back(
    work: Work,
    seen: CopySeen,
    rental: OpenRental,
    effective: datetime,
    fee: LateFee,
    by: ReturnedBy,
    session_id: int | None = None,
) -> int | None:
    """Ends a rental at `effective`: copy in, fee into the ledger; the line of the fee, if any."""
    fee_line_id = None
    if fee.amount_cents and rental.member_id is not None:
        fee_line_id = lines.write_line(
            work,
            rental.member_id,
            LineKind.LATE_FEE,
            fee.amount_cents,
            fee.sentence,
            rental_id=rental.rental_id,
        )
    work.update(
        Copy,
        seen.copy_id,
        state=CopyState.IN,
        state_since=work.now,
        state_note="",
        due_at=None,
    )
    work.update(
        Rental,
        rental.rental_id,
        returned_at=effective,
        scanned_at=work.now,
        returned_by=by,
        drop_session_id=session_id,
        late_days=fee.late_days,
        fee_cents=fee.amount_cents,
        waived_cents=0,
        taken_back_by=work.ctx.staff,
    )
    return fee_line_id


def return_facts(seen: CopySeen, rental: OpenRental, fee: LateFee) -> dict[str, Any]:
    """The facts of a return's sentence in journal and message line."""
    return {
        "title": seen.title,
        "barcode": seen.barcode,
        "number": rental.member_number,
        "late_days": fee.late_days,
        "fee_cents": fee.amount_cents,
    }


@dataclass(frozen=True, slots=True)
class LastBack:
    """When a copy last came back (the effective instant), how, and who took it."""

    at: datetime
    by: ReturnedBy
    staff: str
    member_id: int | None


def last_back(copy_id: int) -> LastBack | None:
    """The last return of a copy, or None where it never was out."""
    found = store.rows(
        "SELECT returned_at, returned_by, taken_back_by, member_id FROM rental"
        " WHERE copy_id = ? AND returned_at IS NOT NULL ORDER BY started_at DESC, id DESC LIMIT 1",
        (copy_id,),
    )
    if not found:
        return None
    at, by, staff, member_id = found[0]
    return LastBack(from_ms(at), ReturnedBy(by or ReturnedBy.COUNTER), staff, member_id)


def _not_out(seen: CopySeen) -> dict[str, object]:
    last = last_back(seen.copy_id)
    return {
        "barcode": seen.barcode,
        "title": seen.title,
        "state": seen.state,
        "back_at": last.at if last else None,
        "back_by": str(last.by) if last else "",
        "staff": last.staff if last else "",
    }
