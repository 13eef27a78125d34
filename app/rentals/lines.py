"""Lines of the ledger as the file takes them: written, taken back, and a late fee kept true.

What a late fee comes to (`settle_fee`) is always brought in line with the rental itself:
`fee_cents` less what a person forgave (`waived_cents`), nothing while the copy is out. So undo,
redo, waivers and re-dating, in any order, leave the same sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.rentals.models import LedgerLine, LineKind, PaymentMethod, Rental
from app.shop import operations, putting_back
from app.shop.errors import NotFound, RuleViolation
from app.shop.money import MAX_CENTS
from app.shop.operations import Work
from app.store import database as store
from app.store.fields import to_ms


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line that somebody waives or corrects."""

    id: int
    member_id: int
    kind: LineKind
    amount_cents: int
    rental_id: int | None
    method: str | None
    reverses: int | None


def balance(member_id: int, at: datetime | None = None) -> int:
    """What an account owes in cents, now or as the ledger stood at an instant."""
    if at is None:
        sql = "SELECT balance_cents FROM member_balance WHERE member_id = ?"
        return int(store.value(sql, (member_id,)) or 0)
    sql = "SELECT coalesce(sum(amount_cents), 0) FROM ledger_line WHERE member_id = ? AND at <= ?"
    return int(store.value(sql, (member_id, to_ms(at))))


def write_line(
    work: Work,
    member_id: int,
    kind: LineKind,
    cents: int,
    text: str,
    *,
    rental_id: int | None = None,
    method: str | None = None,
    reverses: int | None = None,
) -> int:
    """Writes one line at the operation's instant; returns its id."""
    if abs(cents) > MAX_CENTS:
        raise RuleViolation("money.too_large", field="amount", cents=cents)
    return work.insert(
        LedgerLine,
        member_id=member_id,
        at=work.now,
        kind=kind,
        amount_cents=cents,
        rental_id=rental_id,
        method=method,
        text=text,
        staff=work.ctx.staff,
        reverses_id=reverses,
    )


def write_payments(
    work: Work, member_id: int, amounts: Mapping[PaymentMethod, int], text: str = ""
) -> tuple[int, ...]:
    """A payment line for each method with an amount; raises `money.negative`."""
    line_ids = []
    for method, cents in amounts.items():
        if cents < 0:
            raise RuleViolation("money.negative", field="amount", cents=cents)
        if cents:
            line_ids.append(
                write_line(work, member_id, LineKind.PAYMENT, -cents, text, method=method)
            )
    return tuple(line_ids)


_FEE_LINES = """
    WITH RECURSIVE fee (id) AS (
        SELECT id FROM ledger_line WHERE rental_id = ? AND kind = 'late_fee'
        UNION
        SELECT line.id FROM ledger_line line JOIN fee ON line.reverses_id = fee.id
    )
"""


def fee_sum(rental_id: int) -> int:
    """What the lines of a rental's late fee come to: charges, waivers, corrections and undos."""
    sql = _FEE_LINES + (
        "SELECT coalesce(sum(amount_cents), 0) FROM ledger_line WHERE id IN (SELECT id FROM fee)"
    )
    return int(store.value(sql, (rental_id,)))


def last_fee_line(rental_id: int) -> tuple[int, str] | None:
    """The newest late-fee line of a rental, and its sentence."""
    found = store.rows(
        "SELECT id, text FROM ledger_line WHERE rental_id = ? AND kind = 'late_fee'"
        " ORDER BY id DESC LIMIT 1",
        (rental_id,),
    )
    return (int(found[0][0]), str(found[0][1])) if found else None


def last_waiver_reason(rental_id: int) -> str:
    """Why a rental's fee was last forgiven; empty where it never was."""
    sql = _FEE_LINES + (
        "SELECT text FROM ledger_line WHERE id IN (SELECT id FROM fee) AND kind <> 'late_fee'"
        " AND amount_cents < 0 ORDER BY kind = 'waiver' DESC, id DESC LIMIT 1"
    )
    return str(store.value(sql, (rental_id,)) or "")


def settle_fee(work: Work, rental_id: int) -> int | None:
    """Brings the lines of a rental's late fee to what the rental says now; the line, if any.

    Less is given back by a correction, more is charged as a late fee, both with the sentence of
    the fee they are about.
    """
    rental = store.rows(
        "SELECT member_id, CASE WHEN returned_at IS NULL THEN 0"
        " ELSE max(coalesce(fee_cents, 0) - waived_cents, 0) END FROM rental WHERE id = ?",
        (rental_id,),
    )
    last = last_fee_line(rental_id)
    if not rental or rental[0][0] is None or last is None:
        return None
    member_id, target = rental[0]
    missing = target - fee_sum(rental_id)
    if missing == 0:
        return None
    line_id, sentence = last
    if missing > 0:
        return write_line(
            work, member_id, LineKind.LATE_FEE, missing, sentence, rental_id=rental_id
        )
    return write_line(
        work,
        member_id,
        LineKind.CORRECTION,
        missing,
        sentence,
        rental_id=rental_id,
        reverses=line_id,
    )


# -- taking back ---------------------------------------------------------------------------


def line(line_id: int, member_id: int | None = None) -> StoredLine:
    """A line by its id, of that account where one is named; raises `NotFound("line.unknown")`."""
    found = store.rows(
        "SELECT id, member_id, kind, amount_cents, rental_id, method, reverses_id"
        " FROM ledger_line WHERE id = ?",
        (line_id,),
    )
    if not found or (member_id is not None and found[0][1] != member_id):
        raise NotFound("line.unknown", line_id=line_id)
    id_, owner, kind, cents, rental_id, method, reverses = found[0]
    return StoredLine(id_, owner, LineKind(kind), cents, rental_id, method, reverses)


def left_of(of: StoredLine) -> int:
    """What is left of a line after the lines that take it back.

    Of a late fee, and of what forgave it, no more than still counts: a fee that a re-dating made
    smaller than its waiver leaves only so much of the waiver.
    """
    if of.kind is LineKind.LATE_FEE and of.rental_id is not None:
        return min(fee_sum(of.rental_id), of.amount_cents)
    back = store.value(
        "WITH RECURSIVE back (id) AS (VALUES (?1) UNION SELECT line.id FROM ledger_line line"
        " JOIN back ON line.reverses_id = back.id)"
        " SELECT sum(amount_cents) FROM ledger_line WHERE id IN (SELECT id FROM back)",
        (of.id,),
    )
    if of.rental_id is not None and _is_of_a_fee(of.kind, of.reverses):
        return max(int(back), -_forgiven(of.rental_id))
    return int(back)


def _forgiven(rental_id: int) -> int:
    """How much of a rental's fee is forgiven: nothing while it is out, never more than the fee."""
    return int(
        store.value(
            "SELECT CASE WHEN returned_at IS NULL THEN 0"
            " ELSE min(waived_cents, coalesce(fee_cents, 0)) END FROM rental WHERE id = ?",
            (rental_id,),
        )
        or 0
    )


def oppose(work: Work, of: StoredLine, kind: LineKind, cents: int, reason: str) -> int:
    """Writes an opposite line of `cents` (its own sign) to a line, with a reason.

    Of a late fee the rental remembers what was forgiven.
    """
    written = write_line(
        work,
        of.member_id,
        kind,
        cents,
        reason,
        rental_id=of.rental_id,
        method=of.method,
        reverses=of.id,
    )
    if of.rental_id is None or not _is_of_a_fee(of.kind, of.reverses):
        return written
    if store.value("SELECT 1 FROM rental WHERE id = ?", (of.rental_id,)):
        forgiven = max(_forgiven(of.rental_id) - cents, 0)
        work.update(Rental, of.rental_id, waived_cents=forgiven)
    return written


def _is_of_a_fee(kind: str, reverses: int | None) -> bool:
    """Whether a line is a late fee or stands, by what it reverses, on one."""
    while reverses is not None and kind != LineKind.LATE_FEE:
        kind, reverses = store.rows(
            "SELECT kind, reverses_id FROM ledger_line WHERE id = ?", (reverses,)
        )[0]
    return kind == LineKind.LATE_FEE


def _compensate(work: Work, row: dict[str, Any]) -> None:
    """An undo: the opposite of a line. Late fees wait until their rentals are restored."""
    if row["rental_id"] is not None and _is_of_a_fee(row["kind"], row["reverses_id"]):
        work.touch("rentals", row["rental_id"])
        return
    write_line(
        work,
        row["member_id"],
        LineKind.CORRECTION,
        -row["amount_cents"],
        row["text"],
        rental_id=row["rental_id"],
        method=row["method"],
        reverses=row["id"],
    )


def _settle_restored(work: Work) -> None:
    """Before an undo commits: the late fees of all that it restored are what they say they are."""
    if work.undoes is not None:
        for rental_id in sorted(work.changes.rentals):
            settle_fee(work, rental_id)


putting_back.compensate(LedgerLine, _compensate)
operations.before_commit(_settle_restored)
