"""One renter's history is not shown to another of the same account."""

from __future__ import annotations

from dataclasses import replace

from app.rentals.accounts import Detail
from ui.members.words import tr


def for_renter(detail: Detail, renter_id: int | None) -> Detail:
    """An account as the renter may see it whose own card was scanned.

    The others' titles read "a rental" then. Without a renter's card (the account's, or a search)
    and for who pays they are all there.
    """
    chosen = next((row for row in detail.account.renters if row.renter_id == renter_id), None)
    if chosen is None or chosen.pays:
        return detail
    said, own = tr("a rental"), chosen.renter_id
    return replace(
        detail,
        out=tuple(
            row if row.renter_id == own else replace(row, title=said, cover="", title_id=0)
            for row in detail.out
        ),
        back_today=tuple(
            row if row.renter_id == own else replace(row, title=said, cover="", title_id=0)
            for row in detail.back_today
        ),
        lines=tuple(
            replace(row, title=said) if row.title and row.renter_id != own else row
            for row in detail.lines
        ),
    )
