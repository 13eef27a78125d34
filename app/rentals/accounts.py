"""Accounts with what they rent and owe: the members list, its facets, and one account whole."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from app.members import queries as members
from app.members import search as member_search
from app.members.models import MemberStatus
from app.members.queries import Account
from app.rentals import stored
from app.rentals.lines import balance
from app.rentals.models import LineKind
from app.rentals.queries import OutRow, late_rentals, out_with
from app.rentals.rules import Line, due_moment, reckon
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from app.store import database as store
from app.store.fields import from_ms, to_ms

EXPIRES_SOON_DAYS = 30

_ONE_DAY = timedelta(days=1)


class Facet(StrEnum):
    """A switch of the members list; several on mean "and"."""

    LATE = "late"
    OWES = "owes"
    EXPIRES_SOON = "expires_soon"
    SUSPENDED = "suspended"


class Standing(IntEnum):
    """The worst thing to say of an account, worst first."""

    OVER_LIMIT = 0
    LATE = 1
    SUSPENDED = 2
    HOLD_READY = 3
    OUT = 4
    NOTHING_OUT = 5


@dataclass(frozen=True, slots=True)
class ListRow:
    """An account in the list. `out` counts the late ones too."""

    member_id: int
    number: str
    name: str
    renters: int
    balance_cents: int
    standing: Standing
    out: int
    late: int
    status: MemberStatus


@dataclass(frozen=True, slots=True)
class BackRow:
    """A case that came back today."""

    rental_id: int
    title_id: int
    title: str
    format: str
    cover: str
    renter_id: int | None
    renter: str
    started_at: datetime
    due_at: datetime
    returned_at: datetime
    scanned_at: datetime
    fee_cents: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of the ledger as the screen shows it.

    `text` is the fee's sentence, a reason, or class and period; `title` what it is about, while
    the rental still knows. `open_cents` is what is left of a charge when payments settle the oldest
    first, `balance_cents` the sum up to this line.
    """

    line_id: int
    at: datetime
    kind: LineKind
    text: str
    title: str
    amount_cents: int
    open_cents: int
    balance_cents: int
    rental_id: int | None
    renter_id: int | None
    method: str | None
    staff: str
    reverses: int | None


@dataclass(frozen=True, slots=True)
class Detail:
    """One account whole, as of an instant; money in cents, limits those in force.

    `so_far_cents` is what everything late would add if it came back now.
    """

    account: Account
    balance_cents: int
    limit_cents: int
    max_out: int
    open_since: datetime | None
    out: tuple[OutRow, ...]
    back_today: tuple[BackRow, ...]
    lines: tuple[LedgerRow, ...]
    so_far_cents: int

    @property
    def would_owe_cents(self) -> int:
        """What the account would owe if all came back now."""
        return self.balance_cents + self.so_far_cents


def facet_counts(now: datetime) -> dict[Facet, int]:
    """How many accounts each switch would show."""
    return {facet: len(_ids_of(facet, now)) for facet in Facet}


def search(
    text: str, facets: Collection[Facet], now: datetime, limit: int | None = None
) -> tuple[int, ...]:
    """Accounts that the text finds and that every switch lets through, by last name."""
    if not facets:
        return member_search.ids(text, limit)
    kept = frozenset.intersection(*(_ids_of(facet, now) for facet in facets))
    if text.strip():
        found = tuple(id_ for id_ in member_search.ids(text) if id_ in kept)
    else:
        found = tuple(
            row[0]
            for row in store.rows(
                "SELECT id FROM member WHERE id IN (SELECT value FROM json_each(?))"
                " ORDER BY key, id",
                (json.dumps(sorted(kept)),),
            )
        )
    return found[:limit]


def _ids_of(facet: Facet, now: datetime) -> frozenset[int]:
    if facet is Facet.LATE:
        late = late_rentals(now)
        return frozenset(row.member_id for row in late if row.member_id is not None)
    if facet is Facet.OWES:
        found = store.rows("SELECT member_id FROM member_balance WHERE balance_cents > 0")
    elif facet is Facet.SUSPENDED:
        found = store.rows(
            "SELECT id FROM member WHERE status = 'suspended' AND status <> 'active'"
        )
    else:
        today = settings.calendar().local_date(now)
        until = today + EXPIRES_SOON_DAYS * _ONE_DAY
        found = store.rows(
            "SELECT id FROM member WHERE expires_on BETWEEN ? AND ? AND status <> 'closed'",
            (today.isoformat(), until.isoformat()),
        )
    return frozenset(row[0] for row in found)


def rows(ids: Sequence[int], now: datetime) -> tuple[ListRow, ...]:
    """List rows in the order of `ids`; accounts that are gone are left out."""
    wanted = json.dumps(list(ids))
    out = _out_and_late(wanted, now)
    shop_limit = settings.settings().balance_limit_cents
    found = {}
    for member_id, number, name, status, limit, owed, renters in store.rows(
        "SELECT m.id, m.number, m.name, m.status, m.limit_cents, coalesce(b.balance_cents, 0),"
        " (SELECT count(*) FROM renter r WHERE r.member_id = m.id AND r.active)"
        " FROM member m LEFT JOIN member_balance b ON b.member_id = m.id"
        " WHERE m.id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ):
        out_count, late = out.get(member_id, (0, 0))
        over = owed > (shop_limit if limit is None else limit)
        standing = _standing(over, late, status, out_count)
        found[member_id] = ListRow(
            member_id,
            number,
            name,
            renters,
            owed,
            standing,
            out_count,
            late,
            MemberStatus(status),
        )
    return tuple(found[id_] for id_ in ids if id_ in found)


def _standing(over: bool, late: int, status: str, out: int) -> Standing:
    if over:
        return Standing.OVER_LIMIT
    if late:
        return Standing.LATE
    if status != MemberStatus.ACTIVE:
        return Standing.SUSPENDED
    return Standing.OUT if out else Standing.NOTHING_OUT


def _out_and_late(ids: str, now: datetime) -> dict[int, tuple[int, int]]:
    """How many cases each account has out, and how many of them late."""
    calendar = settings.calendar()
    counts: dict[int, tuple[int, int]] = {}
    for member_id, started, due_on, due_at, *columns in store.rows(
        f"SELECT r.member_id, r.started_at, r.due_on, r.due_at, {stored.terms_sql('k')}"
        " FROM json_each(?) wanted CROSS JOIN rental r"
        " ON r.member_id = wanted.value AND r.returned_at IS NULL"
        " JOIN rental_terms k ON k.id = r.terms_id",
        (ids,),
    ):
        promise = stored.due_of(started, due_on, due_at)
        late = due_moment(promise, stored.terms_of(tuple(columns)), calendar).at < now
        out, so_late = counts.get(member_id, (0, 0))
        counts[member_id] = (out + 1, so_late + late)
    return counts


def detail(member_id: int, now: datetime) -> Detail:
    """One account whole; raises `NotFound("member.unknown")`."""
    calendar = settings.calendar()
    account = members.account(member_id, calendar.local_date(now))
    shop = settings.settings()
    out = out_with(member_id, now)
    lines, open_since = ledger_rows(member_id)
    return Detail(
        account=account,
        balance_cents=balance(member_id),
        limit_cents=(
            shop.balance_limit_cents if account.limit_cents is None else account.limit_cents
        ),
        max_out=shop.max_out if account.max_out is None else account.max_out,
        open_since=open_since,
        out=out,
        back_today=_back_today(member_id, calendar.local_date(now), calendar),
        lines=lines,
        so_far_cents=sum(row.fee_cents for row in out),
    )


def ledger_on(member_id: int, day: date) -> tuple[LedgerRow, ...]:
    """The ledger newest first, as it stood at the end of the shop's day `day`."""
    midnight = settings.calendar().instant(day + _ONE_DAY, 0)
    return ledger_rows(member_id, midnight - timedelta(milliseconds=1))[0]


def ledger_rows(
    member_id: int, at: datetime | None = None
) -> tuple[tuple[LedgerRow, ...], datetime | None]:
    """The ledger newest first (as it stood at an instant), and since when something is open."""
    found = store.rows(
        "SELECT l.id, l.at, l.kind, l.text, t.name, l.amount_cents, l.rental_id, r.renter_id,"
        " l.method, l.staff, l.reverses_id FROM ledger_line l"
        " LEFT JOIN rental r ON r.id = l.rental_id LEFT JOIN copy c ON c.id = r.copy_id"
        " LEFT JOIN title t ON t.id = c.title_id"
        " WHERE l.member_id = ?1 AND (?2 IS NULL OR l.at <= ?2) ORDER BY l.at DESC, l.id DESC",
        (member_id, None if at is None else to_ms(at)),
    )
    reckoning = reckon(Line(row[0], from_ms(row[1]), row[5], row[10]) for row in found)
    lines = tuple(
        LedgerRow(
            line_id,
            from_ms(when),
            LineKind(kind),
            text,
            title or "",
            cents,
            reckoning.open_cents.get(line_id, 0),
            reckoning.balances[line_id],
            rental_id,
            renter_id,
            method,
            staff,
            reverses,
        )
        for (
            line_id,
            when,
            kind,
            text,
            title,
            cents,
            rental_id,
            renter_id,
            method,
            staff,
            reverses,
        ) in found
    )
    return lines, reckoning.open_since


def _back_today(member_id: int, today: date, calendar: OpeningCalendar) -> tuple[BackRow, ...]:
    begins, ends = (calendar.instant(day, 0, later=False) for day in (today, today + _ONE_DAY))
    found = store.rows(
        "SELECT r.id, c.title_id, t.name, f.short, t.cover, r.renter_id, n.name, r.started_at,"
        " r.due_at, r.returned_at, r.scanned_at, r.fee_cents FROM rental r"
        " JOIN copy c ON c.id = r.copy_id JOIN title t ON t.id = c.title_id"
        " JOIN edition e ON e.id = c.edition_id JOIN format f ON f.id = e.format_id"
        " LEFT JOIN renter n ON n.id = r.renter_id"
        " WHERE r.member_id = ? AND r.scanned_at >= ? AND r.scanned_at < ? ORDER BY r.scanned_at",
        (member_id, to_ms(begins), to_ms(ends)),
    )
    return tuple(
        BackRow(
            rental_id,
            title_id,
            title,
            format_,
            cover,
            renter_id,
            renter or "",
            from_ms(started),
            from_ms(due),
            from_ms(returned),
            from_ms(scanned),
            fee or 0,
        )
        for (
            rental_id,
            title_id,
            title,
            format_,
            cover,
            renter_id,
            renter,
            started,
            due,
            returned,
            scanned,
            fee,
        ) in found
    )
