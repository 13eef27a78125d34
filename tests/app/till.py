"""Wall times of the shop, and the stock that tests of renting share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.members import actions, queries
from app.members.actions import AccountDone, RenterDraft
from app.shop import settings
from app.shop.clock import Context, fixed

SHOP_ZONE = ZoneInfo("America/Los_Angeles")


def at(text: str) -> datetime:
    """UTC of the shop's wall time, `2025-12-13 11:05`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHOP_ZONE).astimezone(UTC)


def on(text: str, staff: str = "Ravi") -> Context:
    """Ravi at the shop's wall time."""
    return Context(fixed(at(text)), staff)


@dataclass
class Stock:
    """A few copies by barcode, and one family."""

    member_id: int
    ruth: int
    mia: int
    copies: dict[str, int]
    add: Callable[..., int]


def save_account(
    ctx: Context,
    member_id: int,
    *,
    note: str | None = None,
    renters: Mapping[int, Mapping[str, Any]] | None = None,
    without: Sequence[int] = (),
    more: Sequence[RenterDraft] = (),
    **fields: object,
) -> AccountDone:
    """Saves an account as its form does: all of it, with some fields changed.

    `renters` are fields of those who stay, by their id; `without` go, `more` come.
    """
    account = queries.account(member_id, settings.calendar().local_date(ctx.now()))
    people: list[tuple[int | None, RenterDraft]] = []
    for row in account.active_renters:
        if row.renter_id not in without:
            draft = RenterDraft(
                row.name, row.born_on, row.ceiling_id, row.card, row.pays, row.keeps_history
            )
            people.append((row.renter_id, replace(draft, **(renters or {}).get(row.renter_id, {}))))
    people += [(None, draft) for draft in more]
    kept = account.note if note is None else note
    return actions.save(ctx, member_id, fields=fields, note=kept, renters=people)
