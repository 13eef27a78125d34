"""What the counter asks again after every change: how the returns of a visit stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.store import database as store


@dataclass(frozen=True, slots=True)
class FeeStanding:
    """A return as it stands: its late fee and how much of it was forgiven, in cents.

    `certificate` is that of the film, empty for none.
    """

    rental_id: int
    fee_cents: int
    waived_cents: int
    certificate: str = ""


def fee_standings(rental_ids: Sequence[int]) -> dict[int, FeeStanding]:
    """The returns among these rentals by id; one that was undone, or is gone, is left out."""
    if not rental_ids:
        return {}
    marks = ", ".join("?" * len(rental_ids))
    found = store.rows(
        "SELECT r.id, coalesce(r.fee_cents, 0), r.waived_cents, coalesce(g.code, '')"
        " FROM rental r JOIN copy c ON c.id = r.copy_id JOIN title t ON t.id = c.title_id"
        " LEFT JOIN certificate g ON g.id = t.certificate_id"
        f" WHERE r.returned_at IS NOT NULL AND r.id IN ({marks})",
        tuple(rental_ids),
    )
    return {row[0]: FeeStanding(*row) for row in found}


def standing_rentals(rental_ids: Sequence[int]) -> frozenset[int]:
    """Those rentals that are there: one whose check-out was undone is not."""
    if not rental_ids:
        return frozenset()
    marks = ", ".join("?" * len(rental_ids))
    return frozenset(
        row[0]
        for row in store.rows(f"SELECT id FROM rental WHERE id IN ({marks})", tuple(rental_ids))
    )
