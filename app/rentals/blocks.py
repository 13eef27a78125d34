"""What stands between a renter and a copy at check-out: every reason at once, each with its origin.

Pure: facts in, blocks out. The same age rules hold where a hold is placed: call `age_blocks` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.catalog.models import CopyState
from app.members.models import MemberStatus
from app.members.rules import age_on


class BlockCode(StrEnum):
    """Which rule says no."""

    SUSPENDED = "suspended"
    CLOSED = "closed"
    EXPIRED = "expired"
    OVER_LIMIT = "over_limit"
    TOO_MANY_OUT = "too_many_out"
    COPY_OUT = "copy_out"
    NOT_RENTABLE = "not_rentable"
    HELD = "held"
    UNDER_AGE = "under_age"
    CURTAINED = "curtained"
    AGE_UNKNOWN = "age_unknown"
    ABOVE_CEILING = "above_ceiling"
    DEPOSIT = "deposit"


@dataclass(frozen=True, slots=True)
class Block:
    """One rule that says no.

    `facts` fill the sentence and name the origin (a rule with its number, a person, a date).
    `overridable` is False where a reason at the counter cannot help: the copy is not there to rent.
    """

    code: BlockCode
    facts: Mapping[str, object]
    overridable: bool = True


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The account as it stands before this copy.

    `status` is active, suspended or closed. Money in cents; `limit_cents` is how much may be owed,
    None for no limit. `out_count` counts this visit's earlier lines too; `max_out` None for no
    limit.
    """

    status: str
    status_reason: str = ""
    expires_on: date | None = None
    balance_cents: int = 0
    limit_cents: int | None = None
    out_count: int = 0
    max_out: int | None = None


@dataclass(frozen=True, slots=True)
class RenterFacts:
    """The person who rents. `ceiling_age` is the minimum age of the certificate they may go up to,
    None for any; `ceiling_by` and `ceiling_on` say who set it, and when.
    """

    name: str = ""
    born_on: date | None = None
    ceiling: str = ""
    ceiling_age: int | None = None
    ceiling_by: str = ""
    ceiling_on: date | None = None


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """The copy that is wanted.

    `state` is where it is ("in", "out", ...), `purpose` what it is for ("rental", ...).
    `certificate` with its `minimum_age` (0 for none) as the owner set it; `section` and
    `curtain_age` when its home is curtained, else 0. `held_for` names who else it waits for.
    `deposit_cents` asked, and held already.
    """

    state: str = "in"
    purpose: str = "rental"
    state_note: str = ""
    state_since: datetime | None = None
    certificate: str = ""
    minimum_age: int = 0
    section: str = ""
    curtain_age: int = 0
    held_for: str = ""
    held_until: datetime | None = None
    deposit_cents: int = 0
    deposit_held_cents: int = 0


def checkout_blocks(
    account: AccountFacts, renter: RenterFacts, copy: CopyFacts, today: date
) -> tuple[Block, ...]:
    """Every rule that refuses this copy to this renter on the shop's day `today`; empty if none
    does.

    Order: the account, the copy, the age, the deposit, as the counter lists them.
    """
    return (
        *account_blocks(account, today),
        *_copy_blocks(copy),
        *age_blocks(renter, copy, today),
        *_deposit_blocks(copy),
    )


def account_blocks(account: AccountFacts, today: date) -> tuple[Block, ...]:
    """The rules that refuse this account any further copy."""
    blocks = []
    if account.status == MemberStatus.SUSPENDED:
        blocks.append(Block(BlockCode.SUSPENDED, {"reason": account.status_reason}))
    elif account.status != MemberStatus.ACTIVE:
        facts = {"status": account.status, "reason": account.status_reason}
        blocks.append(Block(BlockCode.CLOSED, facts, overridable=False))
    if account.expires_on is not None and account.expires_on < today:
        blocks.append(Block(BlockCode.EXPIRED, {"expires_on": account.expires_on}))
    if account.limit_cents is not None and account.balance_cents > account.limit_cents:
        facts_owed = {"balance_cents": account.balance_cents, "limit_cents": account.limit_cents}
        blocks.append(Block(BlockCode.OVER_LIMIT, facts_owed))
    if account.max_out is not None and account.out_count >= account.max_out:
        facts_out = {"out": account.out_count, "max_out": account.max_out}
        blocks.append(Block(BlockCode.TOO_MANY_OUT, facts_out))
    return tuple(blocks)


def age_blocks(renter: RenterFacts, copy: CopyFacts, today: date) -> tuple[Block, ...]:
    """The rules of age: the certificate, the curtain, the renter's own ceiling.

    An unknown birth date never passes an age limit: it is a block of its own, `age_unknown`.
    """
    blocks = []
    asked = max(copy.minimum_age, copy.curtain_age)
    if renter.born_on is None and asked > 0:
        blocks.append(Block(BlockCode.AGE_UNKNOWN, {"renter": renter.name, **_limit(copy, asked)}))
    elif renter.born_on is not None:
        age = age_on(renter.born_on, today)
        facts = {"renter": renter.name, "age": age}
        if age < copy.minimum_age:
            blocks.append(Block(BlockCode.UNDER_AGE, facts | _limit(copy, copy.minimum_age)))
        if age < copy.curtain_age:
            curtain = {"section": copy.section, "minimum_age": copy.curtain_age}
            blocks.append(Block(BlockCode.CURTAINED, facts | curtain))
    if renter.ceiling_age is not None and copy.minimum_age > renter.ceiling_age:
        blocks.append(Block(BlockCode.ABOVE_CEILING, _ceiling(renter, copy)))
    return tuple(blocks)


def _copy_blocks(copy: CopyFacts) -> tuple[Block, ...]:
    blocks = []
    origin = {"state": copy.state, "note": copy.state_note, "since": copy.state_since}
    if copy.state == CopyState.OUT:
        blocks.append(Block(BlockCode.COPY_OUT, origin, overridable=False))
    elif copy.state not in ("in", "held") or copy.purpose != "rental":
        facts = {**origin, "purpose": copy.purpose}
        blocks.append(Block(BlockCode.NOT_RENTABLE, facts, overridable=False))
    if copy.state == CopyState.HELD or copy.held_for:
        held = {"held_for": copy.held_for or copy.state_note, "until": copy.held_until}
        blocks.append(Block(BlockCode.HELD, held))
    return tuple(blocks)


def _deposit_blocks(copy: CopyFacts) -> tuple[Block, ...]:
    missing = copy.deposit_cents - copy.deposit_held_cents
    if missing <= 0:
        return ()
    return (Block(BlockCode.DEPOSIT, {"deposit_cents": copy.deposit_cents, "missing": missing}),)


def _limit(copy: CopyFacts, minimum_age: int) -> dict[str, object]:
    by_curtain = minimum_age > copy.minimum_age
    where = {"section": copy.section} if by_curtain else {"certificate": copy.certificate}
    return {**where, "minimum_age": minimum_age}


def _ceiling(renter: RenterFacts, copy: CopyFacts) -> dict[str, object]:
    return {
        "renter": renter.name,
        "certificate": copy.certificate,
        "ceiling": renter.ceiling,
        "set_by": renter.ceiling_by,
        "set_on": renter.ceiling_on,
    }
