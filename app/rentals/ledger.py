"""The ledger: charges and credits of an account, append-only; the balance is their plain sum.

An undo never deletes a line, it writes the opposite. What a late fee comes to (`settle_fee`) is
always brought in line with the rental itself: `fee_cents` less what a person forgave
(`waived_cents`), nothing while the copy is out. So undo, redo, waivers and re-dating, in any
order, leave the same sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.rentals.lines import balance, left_of, line, oppose, write_line, write_payments
from app.rentals.models import LineKind, PaymentMethod
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.money import MAX_CENTS
from app.shop.operations import Done, Work
from app.store import database as store
from app.store.fields import to_ms

__all__ = [
    "CHARGES",
    "Balance",
    "MoneyDone",
    "balance",
    "balances",
    "charge",
    "correct",
    "pay",
    "refund",
    "waive",
]

CHARGES = frozenset(
    {
        LineKind.DAMAGE,
        LineKind.REPLACEMENT,
        LineKind.DEPOSIT,
        LineKind.SALE,
        LineKind.MEMBERSHIP,
        LineKind.OPENING,
    }
)
"""What a person may charge by hand; rentals and late fees come from their own actions."""


@dataclass(frozen=True)
class MoneyDone(Done):
    """Money written: the account, its lines, their sum (positive: owed more), the new balance."""

    member_id: int
    line_ids: tuple[int, ...]
    cents: int
    balance_cents: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account owes (negative: has to its credit)."""

    member_id: int
    number: str
    name: str
    balance_cents: int


# -- what a person does ---------------------------------------------------------------------


def pay(
    ctx: Context, member_id: int, amounts: Mapping[PaymentMethod, int], text: str = ""
) -> MoneyDone:
    """Takes a payment, in cents by method; a split one is a line for each.

    Raises `money.nothing`, `money.negative`, `money.too_large`, `NotFound("member.unknown")`.
    """
    with operations.begin(ctx, "ledger.pay") as work:
        member = _member(member_id)
        line_ids = write_payments(work, member_id, amounts, text)
        if not line_ids:
            raise RuleViolation("money.nothing", field="amount")
        work.facts(**member, cents=sum(amounts.values()), methods=[str(m) for m in amounts])
    return _money_done(work, member_id, line_ids)


def charge(
    ctx: Context,
    member_id: int,
    kind: LineKind,
    cents: int,
    text: str,
    *,
    rental_id: int | None = None,
) -> MoneyDone:
    """Charges a damage, a replacement, a membership and the like.

    Raises `money.nothing`, `money.negative`, `money.no_reason`; a kind that has its own action is
    our own bug.
    """
    if kind not in CHARGES:
        raise ValueError(f"{kind} is not charged by hand")
    amount, what = _positive(cents), _reason(text)
    with operations.begin(ctx, "ledger.charge") as work:
        member = _member(member_id)
        line_id = write_line(work, member_id, kind, amount, what, rental_id=rental_id)
        work.facts(**member, cents=amount, kind=str(kind))
    return _money_done(work, member_id, (line_id,))


def refund(
    ctx: Context, member_id: int, cents: int, method: PaymentMethod, reason: str
) -> MoneyDone:
    """Gives money back to the member: a charge of what leaves the till, with its reason."""
    amount, why = _positive(cents), _reason(reason)
    with operations.begin(ctx, "ledger.refund") as work:
        member = _member(member_id)
        line_id = write_line(work, member_id, LineKind.REFUND, amount, why, method=method)
        work.facts(**member, cents=amount, reason=why)
        work.because(why)
    return _money_done(work, member_id, (line_id,))


def waive(
    ctx: Context, member_id: int, cents: int, reason: str, line_id: int | None = None
) -> MoneyDone:
    """Forgives part or all of what is owed, or of one charge; the line names who and why.

    Raises `waive.more_than_owed` (with `most_cents`) beyond the charge or the balance,
    `money.no_reason`, `NotFound("line.unknown")`.
    """
    amount, why = _positive(cents), _reason(reason)
    with operations.begin(ctx, "ledger.waive") as work:
        member = _member(member_id)
        of = None if line_id is None else line(line_id, member_id)
        most = balance(member_id) if of is None else left_of(of)
        if amount > most:
            raise RuleViolation(
                "waive.more_than_owed", field="amount", cents=amount, most_cents=max(most, 0)
            )
        if of is None:
            written = write_line(work, member_id, LineKind.WAIVER, -amount, why)
        else:
            written = oppose(work, of, LineKind.WAIVER, -amount, why)
        work.facts(**member, cents=amount, reason=why)
        work.because(why)
    return _money_done(work, member_id, (written,))


def correct(ctx: Context, line_id: int, reason: str, cents: int | None = None) -> MoneyDone:
    """Takes a line back, or `cents` of it, by an opposite line with a reason.

    Raises `correct.more_than_line` (with `most_cents`; nothing is left of a line that was taken
    back already), `correct.is_correction` (charge anew instead), `money.no_reason`,
    `NotFound("line.unknown")`.
    """
    why = _reason(reason)
    with operations.begin(ctx, "ledger.correct") as work:
        of = line(line_id)
        if of.kind is LineKind.CORRECTION:
            raise RuleViolation("correct.is_correction", line_id=line_id)
        member = _member(of.member_id)
        left = left_of(of)
        amount = abs(left) if cents is None else _positive(cents)
        if not 0 < amount <= abs(left):
            raise RuleViolation(
                "correct.more_than_line", field="amount", cents=amount, most_cents=abs(left)
            )
        opposite = -amount if left > 0 else amount
        written = oppose(work, of, LineKind.CORRECTION, opposite, why)
        work.facts(**member, cents=amount, reason=why)
        work.because(why)
    return _money_done(work, of.member_id, (written,))


# -- balances -------------------------------------------------------------------------------


def balances(at: datetime | None = None) -> tuple[Balance, ...]:
    """Every account with its balance, by name; those at zero too."""
    parameters: tuple[int, ...] = ()
    if at is None:
        sums = "SELECT member_id, balance_cents AS cents FROM member_balance"
    else:
        sums = (
            "SELECT member_id, sum(amount_cents) AS cents FROM ledger_line WHERE at <= ?"
            " GROUP BY member_id"
        )
        parameters = (to_ms(at),)
    found = store.rows(
        "SELECT m.id, m.number, m.name, coalesce(b.cents, 0) FROM member m"
        f" LEFT JOIN ({sums}) b ON b.member_id = m.id ORDER BY m.key, m.id",
        parameters,
    )
    return tuple(Balance(*row) for row in found)


# -- inside ---------------------------------------------------------------------------------


def _member(member_id: int) -> dict[str, str]:
    found = store.rows("SELECT name, number FROM member WHERE id = ?", (member_id,))
    if not found:
        raise NotFound("member.unknown", member_id=member_id)
    return {"name": found[0][0], "number": found[0][1]}


def _positive(cents: int) -> int:
    if cents < 0:
        raise RuleViolation("money.negative", field="amount", cents=cents)
    if cents == 0:
        raise RuleViolation("money.nothing", field="amount")
    if cents > MAX_CENTS:
        raise RuleViolation("money.too_large", field="amount", cents=cents)
    return cents


def _reason(text: str) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise RuleViolation("money.no_reason", field="reason")
    return clean


def _money_done(work: Work, member_id: int, line_ids: tuple[int, ...]) -> MoneyDone:
    marks = ", ".join("?" * len(line_ids))
    cents = store.value(
        f"SELECT sum(amount_cents) FROM ledger_line WHERE id IN ({marks})", line_ids
    )
    return MoneyDone(
        **vars(work.done),
        member_id=member_id,
        line_ids=line_ids,
        cents=int(cents),
        balance_cents=balance(member_id),
    )
