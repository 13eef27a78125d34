"""A rule tried out on a real person and a real copy: judged as the counter would, nothing written.

For the owner who changes a rental class and wants to see what it means before it is saved.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.catalog import finding
from app.members import queries as members
from app.members.queries import RenterRow
from app.members.rules import display_name
from app.rentals.terms import Terms
from app.rentals.visit import (
    VisitLine,
    Wanted,
    account_head,
    judged,
    renter_facts,
    wanted_copy,
)
from app.shop import settings
from app.store import database as store

_COPIES = """
    SELECT min(c.barcode), t.name, f.short, c.title_id FROM copy c
    JOIN title t ON t.id = c.title_id
    JOIN edition e ON e.id = c.edition_id
    JOIN format f ON f.id = e.format_id
    WHERE c.title_id IN (SELECT value FROM json_each(?1)) AND c.purpose = 'rental'
        AND c.state NOT IN ('sold', 'retired')
    GROUP BY c.edition_id ORDER BY f.position
"""


@dataclass(frozen=True, slots=True)
class RenterToTry:
    """A person on an account. `name` with the account's family name: `Mia Whitlock`.

    `ceiling` is the certificate they may go up to, empty for any.
    """

    member_id: int
    renter_id: int
    name: str
    age: int | None
    ceiling: str


@dataclass(frozen=True, slots=True)
class CopyToTry:
    """A copy that rents out: one of each edition is enough to choose from."""

    barcode: str
    title: str
    format: str


@dataclass(frozen=True, slots=True)
class Tried:
    """`line` as the counter would judge it under `terms`; the copy's own price may cap the fee."""

    line: VisitLine
    terms: Terms


def renters_to_try(text: str, today: date, limit: int = 8) -> tuple[RenterToTry, ...]:
    """People whom a name, a number or a card finds; who is called so comes first."""
    found = []
    for hit in members.find(text, limit):
        family = display_name(hit.name).split()[-1:]
        for renter in members.renters(hit.member_id, today):
            if renter.active and hit.renter_id in (None, renter.renter_id):
                name = " ".join(dict.fromkeys((*renter.name.split(), *family)))
                found.append(_renter(hit.member_id, renter, name))
    wanted = text.casefold().split()
    found.sort(key=lambda each: not all(word in each.name.casefold() for word in wanted))
    return tuple(found[:limit])


def _renter(member_id: int, row: RenterRow, name: str) -> RenterToTry:
    return RenterToTry(member_id, row.renter_id, name, row.age, row.ceiling)


def copies_to_try(text: str, limit: int = 8) -> tuple[CopyToTry, ...]:
    """Copies that a barcode, a UPC or words of a title find, a film's editions one by one."""
    found: dict[str, CopyToTry] = {}
    title_ids: list[int] = []
    for one in finding.find(text, limit):
        if one.kind == "copy":
            found[one.code] = CopyToTry(one.code, one.text, one.detail.split(",")[0])
        elif one.title_id not in title_ids:
            title_ids.append(one.title_id)
    for copy in _of_titles(title_ids):
        found.setdefault(copy.barcode, copy)
    return tuple(found.values())[:limit]


def _of_titles(title_ids: Sequence[int]) -> list[CopyToTry]:
    rows = store.rows(_COPIES, (json.dumps(title_ids),))
    rows.sort(key=lambda row: title_ids.index(row[3]))
    return [CopyToTry(barcode, title, format_) for barcode, title, format_, _ in rows]


def tried(terms: Terms, barcode: str, member_id: int, renter_id: int, at: datetime) -> Tried:
    """The copy rented by this person at `at`, were it to rent under `terms`.

    Blocks are those of the counter, with the deposit that `terms` ask. A copy that is not there is
    a line with a `problem`. Raises `NotFound` `member.unknown` or `renter.unknown`.
    """
    calendar = settings.calendar()
    wanted = wanted_copy(barcode, at, calendar)
    if not isinstance(wanted, Wanted):
        return Tried(wanted, terms)
    terms = replace(terms, replacement_cents=wanted.terms.replacement_cents)
    facts = replace(wanted.facts, deposit_cents=terms.deposit_cents)
    account, renter = account_head(member_id), renter_facts(member_id, renter_id)
    today = calendar.local_date(at)
    asked = replace(wanted, terms=terms, facts=facts)
    return Tried(judged(asked, account, account.out, renter, today, None), terms)


def with_copy(terms: Terms, barcode: str, at: datetime) -> Terms:
    """`terms` with the copy's own price, at which a cap may stand; as they are for no such copy."""
    wanted = wanted_copy(barcode, at, settings.calendar())
    if not isinstance(wanted, Wanted):
        return terms
    return replace(terms, replacement_cents=wanted.terms.replacement_cents)
