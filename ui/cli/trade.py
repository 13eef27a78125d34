"""Renting, taking back, undo and money."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from app.members import queries as members
from app.members.queries import MemberHit
from app.rentals import checkout, ledger, lines, returns
from app.rentals import queries as rentals
from app.rentals.checkout import Override
from app.rentals.models import PaymentMethod
from app.rentals.rules import Block
from app.shop import settings
from app.shop import undo as undoing
from app.shop.errors import NotFound, RuleViolation
from app.shop.money import parse_amount
from app.store import database as store
from ui import sentences
from ui.amounts import money
from ui.cli.desk import CommandDesk, Told, iso, moment

_REFUSED = 1


def rent(desk: CommandDesk) -> None:
    """`rent MEMBER BARCODE... [--override CODE --reason R]`: all of them or none."""
    options = desk.options
    member = member_of(options.member)
    allowed = Override(frozenset(options.override), options.reason)
    overrides = dict.fromkeys(options.barcodes, allowed) if options.override else {}
    try:
        done = checkout.check_out(
            desk.context(),
            member.member_id,
            member.renter_id or _payer(desk, member.member_id),
            options.barcodes,
            overrides=overrides,
        )
    except RuleViolation as refused:
        if refused.code != "rent.blocked":
            raise
        raise _blocked(desk, refused) from refused
    document = {
        "member": member.number,
        "operation": done.operation_id,
        "charged_cents": done.charged_cents,
        "balance_cents": done.balance_cents,
        "rentals": [
            {
                "rental_id": line.rental_id,
                "barcode": line.barcode,
                "title": line.title,
                "price_cents": line.price_cents,
                "due": iso(line.due_at),
            }
            for line in done.lines
        ],
    }
    words = [f"{line.title}, {money(line.price_cents)}, {line.due_words}" for line in done.lines]
    words.append(f"{member.name} owes {money(done.balance_cents)}.")
    desk.answer(document, words)


def _blocked(desk: CommandDesk, refused: RuleViolation) -> Told:
    """Every rule that said no under the code that `--override` takes, and what to write for it."""
    from ui.counter.words import rule_words

    today = settings.calendar().local_date(desk.now())
    lines, codes = [sentences.of(refused)], []
    for block in cast(tuple[Block, ...], refused.facts["blocks"]):
        says = rule_words(block, today)[1]
        if block.overridable:
            codes.append(f"--override {block.code}")
        else:
            says += " No reason helps here."
        lines.append(f"{block.code}: {says}")
    if len(codes) == len(lines) - 1:
        lines.append(f"To rent it all the same: {' '.join(codes)} --reason WHY")
    return Told(_REFUSED, lines)


def _payer(desk: CommandDesk, member_id: int) -> int:
    """Who rents when only the account was named: the one who pays, else the first."""
    today = settings.calendar().local_date(desk.now())
    renters = [renter for renter in members.renters(member_id, today) if renter.active]
    if not renters:
        raise NotFound("renter.unknown")
    paying = [renter for renter in renters if renter.pays] or renters
    return paying[0].renter_id


def take_back(desk: CommandDesk) -> None:
    """`return BARCODE... [--effective ISO]`: all of them or none."""
    options = desk.options
    effective = desk.instant(options.effective) if options.effective else None
    with store.write():
        back = [
            returns.take_back(desk.context(), barcode=barcode, effective=effective)
            for barcode in options.barcodes
        ]
    document = [
        {
            "barcode": one.barcode,
            "title": one.title,
            "member": one.member_number,
            "rental_id": one.rental_id,
            "effective": iso(one.effective),
            "late_days": one.late_days,
            "fee_cents": one.fee_cents,
            "sentence": one.sentence,
            "operation": one.operation_id,
        }
        for one in back
    ]
    desk.answer(document, [f"{one.title}: {one.sentence}" for one in back])


def undo(desk: CommandDesk) -> None:
    """`undo [OPERATION]`: the last thing, or that one, whichever wing did it."""
    from app import wings  # noqa: F401  a return need not wait for all of them

    done = undoing.undo(desk.context(), desk.options.operation)
    document = {"undone": done.facts.get("of"), "operation": done.operation_id}
    desk.answer(document, [sentences.of_done(done)])


def pay(desk: CommandDesk) -> None:
    """`pay MEMBER AMOUNT --method cash|card|credit`."""
    options = desk.options
    member = member_of(options.member)
    cents = parse_amount(options.amount, settings.settings().money)
    method = PaymentMethod(options.method)
    done = ledger.pay(desk.context(), member.member_id, {method: cents})
    _tell_balance(desk, member, done.balance_cents)


def waive(desk: CommandDesk) -> None:
    """`waive MEMBER AMOUNT --reason R`."""
    options = desk.options
    member = member_of(options.member)
    cents = parse_amount(options.amount, settings.settings().money)
    done = ledger.waive(desk.context(), member.member_id, cents, options.reason)
    _tell_balance(desk, member, done.balance_cents)


def balance(desk: CommandDesk) -> None:
    """`balance [MEMBER] [--at ISO]`: from the ledger as it stood then."""
    at = _at(desk)
    if desk.options.member:
        member = member_of(desk.options.member)
        _tell_balance(desk, member, lines.balance(member.member_id, at))
        return
    rows = ledger.balances(at)
    document = [{"member": row.number, "balance_cents": row.balance_cents} for row in rows]
    desk.answer(document, [f"{row.number}  {row.name}  {money(row.balance_cents)}" for row in rows])


def _tell_balance(desk: CommandDesk, member: MemberHit, cents: int) -> None:
    document = [{"member": member.number, "balance_cents": cents}]
    desk.answer(document, [f"{member.number}  {member.name}  {money(cents)}"])


def overdue(desk: CommandDesk) -> None:
    """`overdue [--at ISO]`: what is out and late, with the fee so far."""
    at = _at(desk) or desk.now()
    rows = rentals.overdue(at)
    document = [
        {
            "member": row.member,
            "barcode": row.barcode,
            "title": row.title,
            "due": iso(row.due),
            "late_days": row.late_days,
            "fee_cents": row.fee_cents,
        }
        for row in rows
    ]
    words = [
        f"{row.barcode}  {row.title}, {row.name} {row.phone}, due {moment(row.due, at)},"
        f" {money(row.fee_cents)} so far"
        for row in rows
    ]
    desk.answer(document, words or ["Nothing is late."])


def _at(desk: CommandDesk) -> datetime | None:
    """`--at`, else `--now`, else None for the ledger as it stands."""
    text = desk.options.at or desk.options.now
    return desk.instant(text) if text else None


def member_of(code: str) -> MemberHit:
    """The account (or renter) of a number or card; raises `NotFound("member.none")`."""
    found = members.by_code(code)
    if found is None:
        raise NotFound("member.none", code=code)
    return found
