"""What a member's card says: a name, a number, since when. Nothing of what was rented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.members.queries import day_of
from app.store import database as store


@dataclass(frozen=True, slots=True)
class MemberCardFacts:
    """One account's card; `code` is what its bars say: the card's own code, else the number."""

    member_id: int
    name: str
    number: str
    code: str
    joined_on: date | None


def card_facts(member_ids: Sequence[int]) -> list[MemberCardFacts]:
    """Cards by name; an account that is gone or closed is left out."""
    found = store.rows(
        "SELECT id, name, number, coalesce(card, number), joined_on FROM member"
        " WHERE id IN (SELECT value FROM json_each(?)) AND status <> 'closed' ORDER BY key, id",
        (json.dumps(list(member_ids)),),
    )
    return [MemberCardFacts(*(*row[:4], day_of(row[4]))) for row in found]


def all_active() -> list[int]:
    """Every account that is not closed."""
    return [int(row[0]) for row in store.rows("SELECT id FROM member WHERE status <> 'closed'")]
