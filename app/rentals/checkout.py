"""Check-out: rentals, charges and payment in one transaction, every rule looked at inside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.catalog.barcodes import normalise
from app.catalog.models import Copy, CopyState
from app.rentals import lines, stored
from app.rentals.models import LineKind, PaymentMethod, Rental
from app.rentals.visit import (
    AccountHead,
    Override,
    People,
    Visit,
    VisitLine,
    Wanted,
    account_head,
    judged,
    price_visit,
    wanted_copy,
)
from app.shop import operations, settings
from app.shop.calendar import OpeningCalendar
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.shop.words import listed

__all__ = [
    "AccountHead",
    "CheckedOut",
    "Override",
    "RentedLine",
    "Visit",
    "VisitLine",
    "account_head",
    "check_out",
    "price_visit",
]


@dataclass(frozen=True, slots=True)
class RentedLine:
    """One rental that was made."""

    rental_id: int
    copy_id: int
    title_id: int
    barcode: str
    title: str
    price_cents: int
    due_at: datetime
    due_words: str


@dataclass(frozen=True)
class CheckedOut(Done):
    """A check-out: its rentals, what was charged and paid, and what the account owes now."""

    member_id: int
    renter_id: int
    lines: tuple[RentedLine, ...]
    charged_cents: int
    paid_cents: int
    balance_cents: int


def check_out(
    ctx: Context,
    member_id: int,
    renter_id: int,
    barcodes: Sequence[str],
    *,
    overrides: Mapping[str, Override] | None = None,
    payments: Mapping[PaymentMethod, int] | None = None,
    renters: Mapping[str, int] | None = None,
) -> CheckedOut:
    """Rents copies to a renter and takes the payment, all or nothing.

    `renters` names another renter of the account for single barcodes (a family with one basket).
    The whole rule of each copy's class is copied onto its rental. Raises `RuleViolation`:
    `rent.nothing`, `rent.twice`, `rent.no_class`, `rent.blocked` (with `blocks`: all of the first
    copy that may not go), `rent.override_reason`, `copy.unknown`, `money.negative`, `barcode.*`;
    `NotFound` `member.unknown`, `renter.unknown`.
    """
    if not barcodes:
        raise RuleViolation("rent.nothing")
    given = overrides or {}
    with operations.begin(ctx, "rental.out") as work:
        calendar = settings.calendar()
        account, people = account_head(member_id), People(member_id, renter_id, renters)
        wanted = _all_wanted(barcodes, work.now, calendar)
        _refuse_blocked(wanted, account, people, calendar.local_date(work.now), given)
        rented = tuple(
            _rent(work, member_id, people.id_of(each.line.barcode), each) for each in wanted
        )
        paid = lines.write_payments(work, member_id, payments or {})
        _say(work, account, people, wanted, given, sum((payments or {}).values()) if paid else 0)
        balance = lines.balance(member_id)
    return CheckedOut(
        **vars(work.done),
        member_id=member_id,
        renter_id=renter_id,
        lines=rented,
        charged_cents=sum(line.price_cents for line in rented),
        paid_cents=sum((payments or {}).values()),
        balance_cents=balance,
    )


# -- inside ---------------------------------------------------------------------------------


def _all_wanted(
    barcodes: Iterable[str], now: datetime, calendar: OpeningCalendar
) -> tuple[Wanted, ...]:
    """The copies of a check-out; raises for the first that cannot be rented at all."""
    found: dict[str, Wanted] = {}
    for barcode in barcodes:
        wanted = wanted_copy(barcode, now, calendar)
        if isinstance(wanted, VisitLine):
            _refuse(wanted, barcode)
        elif wanted.line.barcode in found:
            raise RuleViolation("rent.twice", barcode=wanted.line.barcode, title=wanted.line.title)
        else:
            found[wanted.line.barcode] = wanted
    return tuple(found.values())


def _refuse(line: VisitLine, barcode: str) -> None:
    if line.problem == "barcode":
        normalise(barcode)  # raises what is wrong with it
    if line.problem == "no_class":
        raise RuleViolation("rent.no_class", barcode=line.barcode, title=line.title)
    raise NotFound("copy.unknown", field="barcode", barcode=line.barcode)


def _refuse_blocked(
    wanted: Sequence[Wanted],
    account: AccountHead,
    people: People,
    today: date,
    overrides: Mapping[str, Override],
) -> None:
    for place, each in enumerate(wanted):
        override = overrides.get(each.line.barcode)
        if override is not None and not override.reason.strip():
            raise RuleViolation("rent.override_reason", field="reason", barcode=each.line.barcode)
        renter = people.of(each.line.barcode)
        line = judged(each, account, account.out + place, renter, today, override)
        if not line.allowed:
            raise RuleViolation(
                "rent.blocked",
                barcode=line.barcode,
                title=line.title,
                renter=renter.name,
                blocks=line.blocks,
            )


# -- what is done ----------------------------------------------------------------------------


def _rent(work: Work, member_id: int, renter_id: int, wanted: Wanted) -> RentedLine:
    line, due = wanted.line, wanted.due
    rental_id = work.insert(
        Rental,
        copy_id=line.copy_id,
        member_id=member_id,
        renter_id=renter_id,
        terms_id=stored.terms_id(wanted.terms),
        started_at=work.now,
        due_on=due.due_on,
        due_at=due.due_at,
        rented_by=work.ctx.staff,
    )
    work.update(
        Copy,
        line.copy_id,
        state=CopyState.OUT,
        state_since=work.now,
        state_note="",
        due_at=due.due_at,
        last_rented_at=work.now,
    )
    if line.price_cents:
        # No title in the line: what somebody rented may be forgotten, the ledger may not.
        text = f"{line.class_name}, {line.period_words}"
        lines.write_line(
            work, member_id, LineKind.RENTAL, line.price_cents, text, rental_id=rental_id
        )
    return RentedLine(
        rental_id,
        line.copy_id,
        line.title_id,
        line.barcode,
        line.title,
        line.price_cents,
        due.due_at,
        line.due_words,
    )


def _say(
    work: Work,
    account: AccountHead,
    people: People,
    wanted: Sequence[Wanted],
    overrides: Mapping[str, Override],
    paid: int,
) -> None:
    work.facts(
        name=account.name,
        number=account.number,
        renter=listed(list(dict.fromkeys(people.of(each.line.barcode).name for each in wanted))),
        count=len(wanted),
        title=wanted[0].line.title,
        due_words=wanted[0].line.due_words,
        charged_cents=sum(each.line.price_cents for each in wanted),
        paid_cents=paid,
    )
    used: list[dict[str, Any]] = [
        {
            "barcode": each.line.barcode,
            "codes": sorted(overrides[each.line.barcode].codes),
            "reason": overrides[each.line.barcode].reason.strip(),
        }
        for each in wanted
        if each.line.barcode in overrides
    ]
    if used:
        work.facts(overrides=used)
        work.because("; ".join(dict.fromkeys(each["reason"] for each in used)))
