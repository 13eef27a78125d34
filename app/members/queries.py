"""What screens and the command line read of accounts: frozen rows, no objects of the database.

What an account has out and owes stands in `app.rentals.accounts`, a wing above.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.members import rules, search
from app.members.models import MemberStatus
from app.shop.errors import NotFound
from app.store import database as store
from app.store.fields import from_ms

MAX_CODE = 64


@dataclass(frozen=True, slots=True)
class MemberHit:
    """What the scan bar shows of an account; `renter_id` where a renter's own card was scanned.

    `detail` is the phone number as it was written.
    """

    member_id: int
    renter_id: int | None
    number: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class RenterRow:
    """A person on an account. `age` in whole years on the day asked for, None if nobody knows.

    `ceiling` is the certificate's code, empty for any; `ceiling_age` its minimum age.
    """

    renter_id: int
    name: str
    born_on: date | None
    age: int | None
    ceiling_id: int | None
    ceiling: str
    ceiling_age: int | None
    ceiling_by: str
    ceiling_on: date | None
    pays: bool
    keeps_history: bool
    card: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is kept; `limit_cents` and `max_out` are None where the shop's own apply."""

    member_id: int
    number: str
    card: str | None
    name: str
    phone: str
    email: str
    address: str
    joined_on: date | None
    expires_on: date | None
    status: MemberStatus
    status_reason: str
    limit_cents: int | None
    max_out: int | None
    note: str
    note_by: str
    note_at: datetime | None
    renters: tuple[RenterRow, ...]

    @property
    def display_name(self) -> str:
        """The name as it is said: `Ruth Marchetti`."""
        return rules.display_name(self.name)

    @property
    def active_renters(self) -> tuple[RenterRow, ...]:
        """Who may be rented to."""
        return tuple(renter for renter in self.renters if renter.active)


def count() -> int:
    """How many accounts there are."""
    return int(store.value("SELECT count(*) FROM member"))


def account(member_id: int, today: date) -> Account:
    """One account with its renters, ages as of the shop's day `today`.

    Raises `NotFound("member.unknown")`.
    """
    found = store.rows(
        "SELECT id, number, card, name, phone, email, address, joined_on, expires_on, status,"
        " status_reason, limit_cents, max_out, note, note_by, note_at FROM member WHERE id = ?",
        (member_id,),
    )
    if not found:
        raise NotFound("member.unknown", member_id=member_id)
    columns = list(found[0])
    columns[7], columns[8] = day_of(columns[7]), day_of(columns[8])
    columns[9] = MemberStatus(columns[9])
    columns[15] = None if columns[15] is None else from_ms(columns[15])
    columns.append(renters(member_id, today))
    return Account(*columns)


def renters(member_id: int, today: date) -> tuple[RenterRow, ...]:
    """The people on an account in their order, those taken off it last."""
    found = store.rows(
        "SELECT r.id, r.name, r.born_on, r.ceiling_id, c.code, c.minimum_age, r.ceiling_by,"
        " r.ceiling_on, r.pays, r.keeps_history, r.card, r.active"
        " FROM renter r LEFT JOIN certificate c ON c.id = r.ceiling_id"
        " WHERE r.member_id = ? ORDER BY r.active DESC, r.position, r.id",
        (member_id,),
    )
    return tuple(_renter(row, today) for row in found)


def _renter(row: tuple[Any, ...], today: date) -> RenterRow:
    renter_id, name, born, ceiling_id, code, age, by, on, pays, keeps, card, active = row
    born_on = day_of(born)
    return RenterRow(
        renter_id,
        name,
        born_on,
        None if born_on is None else rules.age_on(born_on, today),
        ceiling_id,
        code or "",
        age,
        by,
        day_of(on),
        bool(pays),
        bool(keeps),
        card,
        bool(active),
    )


def day_of(text: str | None) -> date | None:
    """A stored date, or None."""
    return None if text is None else date.fromisoformat(text)


_HIT = "SELECT m.id, {renter}, m.number, m.name, m.phone FROM "


def by_code(code: str) -> MemberHit | None:
    """The account of exactly this number or card, a renter's own card too; None for no account."""
    clean = code.strip()
    if not clean or len(clean) > MAX_CODE:
        return None
    found = store.rows(
        _HIT.format(renter="NULL") + "member m WHERE m.number = ?1 OR m.card = ?1 LIMIT 1", (clean,)
    ) or store.rows(
        _HIT.format(renter="r.id")
        + "renter r JOIN member m ON m.id = r.member_id WHERE r.card = ?1 AND r.active LIMIT 1",
        (clean,),
    )
    return _hit(found[0]) if found else None


def resolve(code: str) -> int:
    """The account of a number or card; raises `NotFound("member.unknown", code=...)`."""
    hit = by_code(code)
    if hit is None:
        raise NotFound("member.unknown", field="member", code=code.strip()[:MAX_CODE])
    return hit.member_id


def find(text: str, limit: int = 8) -> tuple[MemberHit, ...]:
    """What the scan bar finds: the exact number or card first, then names by last name."""
    exact = by_code(text)
    if not text.strip():
        return ()
    ids = [id_ for id_ in search.ids(text, limit + 1) if exact is None or id_ != exact.member_id]
    hits = {} if not ids else {hit.member_id: hit for hit in _hits(ids)}
    named = [hits[id_] for id_ in ids if id_ in hits]
    return tuple([exact, *named][:limit] if exact else named[:limit])


def _hits(ids: list[int]) -> list[MemberHit]:
    marks = ", ".join("?" * len(ids))
    sql = _HIT.format(renter="NULL") + f"member m WHERE m.id IN ({marks})"
    return [_hit(row) for row in store.rows(sql, tuple(ids))]


def _hit(row: tuple[Any, ...]) -> MemberHit:
    return MemberHit(*row)
