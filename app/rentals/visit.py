"""A visit at the counter as a draft: each copy priced, with every rule that stands in its way.

Reads only; `checkout.check_out` asks the same again inside its transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.catalog.barcodes import normalise
from app.members.queries import day_of
from app.rentals import stored
from app.rentals.rules import (
    AccountFacts,
    Block,
    CopyFacts,
    Due,
    RenterFacts,
    Terms,
    checkout_blocks,
    due_words,
    first_due,
    period_words,
)
from app.shop import settings
from app.shop.calendar import OpeningCalendar
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store


@dataclass(frozen=True, slots=True)
class Override:
    """Which rules a person sets aside for one copy, and why. The reason is journalled."""

    codes: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class AccountHead:
    """The account at the counter: what it owes and has out against what it may, both in force."""

    member_id: int
    number: str
    name: str
    status: str
    status_reason: str
    expires_on: date | None
    balance_cents: int
    limit_cents: int
    out: int
    max_out: int


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One copy of a visit, priced. Where `problem` is not empty nothing but `barcode` counts.

    `problem` is `unknown` (no copy has this code), `twice` (in this visit already), `no_class` (no
    rental class on the copy nor its section), `barcode` (no barcode at all), or empty. `blocks` are
    all the rules that say no; `allowed` is True where there are none left after overrides.
    """

    barcode: str
    problem: str = ""
    copy_id: int = 0
    title_id: int = 0
    title: str = ""
    year: int | None = None
    format: str = ""
    certificate: str = ""
    cover: str = ""
    section: str = ""
    class_name: str = ""
    period_words: str = ""
    price_cents: int = 0
    due_at: datetime | None = None
    due_on: date | None = None
    due_words: str = ""
    blocks: tuple[Block, ...] = ()
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it would be done now; `total_cents` is that of the allowed lines."""

    account: AccountHead
    lines: tuple[VisitLine, ...]
    total_cents: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy as check-out needs it: its line, its rule, and how blocks see it."""

    line: VisitLine
    terms: Terms
    due: Due
    facts: CopyFacts


def price_visit(
    now: datetime,
    member_id: int,
    renter_id: int,
    barcodes: Sequence[str],
    overrides: Mapping[str, Override] | None = None,
    renters: Mapping[str, int] | None = None,
) -> Visit:
    """What these copies would cost this renter now, and every rule that says no; writes nothing.

    `renters` names another renter of the account for single barcodes. Raises `NotFound`
    `member.unknown` or `renter.unknown`; a barcode that cannot be is a line with a `problem`.
    """
    calendar = settings.calendar()
    account, people = account_head(member_id), People(member_id, renter_id, renters)
    seen: set[str] = set()
    priced = []
    out = account.out
    for barcode in barcodes:
        wanted = wanted_copy(barcode, now, calendar)
        if isinstance(wanted, Wanted) and wanted.line.barcode in seen:
            wanted = VisitLine(wanted.line.barcode, "twice")
        if isinstance(wanted, VisitLine):
            priced.append(wanted)
            continue
        seen.add(wanted.line.barcode)
        override = (overrides or {}).get(wanted.line.barcode)
        renter = people.of(wanted.line.barcode)
        line = judged(wanted, account, out, renter, calendar.local_date(now), override)
        out += line.allowed
        priced.append(line)
    total = sum(line.price_cents for line in priced if line.allowed)
    return Visit(account, tuple(priced), total)


class People:
    """Who of an account rents which copy of a visit: one renter, others for single barcodes.

    Raises `NotFound("renter.unknown")` for anyone who is not on the account.
    """

    def __init__(
        self, member_id: int, renter_id: int, renters: Mapping[str, int] | None = None
    ) -> None:
        self._renter_id = renter_id
        self._others = dict(renters or {})
        everyone = dict.fromkeys((renter_id, *self._others.values()))
        self._facts = {id_: renter_facts(member_id, id_) for id_ in everyone}

    def id_of(self, barcode: str) -> int:
        """Whose rental this copy is."""
        return self._others.get(barcode, self._renter_id)

    def of(self, barcode: str) -> RenterFacts:
        """The same, as the rules see them."""
        return self._facts[self.id_of(barcode)]


_ACCOUNT = """
    SELECT m.number, m.name, m.status, m.status_reason, m.expires_on, coalesce(b.balance_cents, 0),
        m.limit_cents, m.max_out,
        (SELECT count(*) FROM rental r WHERE r.member_id = m.id AND r.returned_at IS NULL)
    FROM member m LEFT JOIN member_balance b ON b.member_id = m.id WHERE m.id = ?
"""


def account_head(member_id: int) -> AccountHead:
    """The account as check-out sees it; raises `NotFound("member.unknown")`."""
    found = store.rows(_ACCOUNT, (member_id,))
    if not found:
        raise NotFound("member.unknown", member_id=member_id)
    number, name, status, reason, expires, balance, limit, max_out, out = found[0]
    shop = settings.settings()
    return AccountHead(
        member_id,
        number,
        name,
        status,
        reason,
        day_of(expires),
        balance,
        shop.balance_limit_cents if limit is None else limit,
        out,
        shop.max_out if max_out is None else max_out,
    )


def renter_facts(member_id: int, renter_id: int) -> RenterFacts:
    """A renter of that account as the rules see them; raises `NotFound("renter.unknown")`."""
    found = store.rows(
        "SELECT r.name, r.born_on, c.code, c.minimum_age, r.ceiling_by, r.ceiling_on"
        " FROM renter r LEFT JOIN certificate c ON c.id = r.ceiling_id"
        " WHERE r.id = ? AND r.member_id = ? AND r.active",
        (renter_id, member_id),
    )
    if not found:
        raise NotFound("renter.unknown", renter_id=renter_id)
    name, born, ceiling, age, by, on = found[0]
    return RenterFacts(name, day_of(born), ceiling or "", age, by, day_of(on))


_COPY = f"""
    SELECT c.id, c.title_id, c.state, c.purpose, c.state_note, c.state_since,
        t.name, t.year, f.short, t.cover, s.name, s.curtained, s.minimum_age,
        g.code, g.minimum_age, k.id, {stored.class_sql("k", "c.replacement_cents")}
    FROM copy c
    JOIN title t ON t.id = c.title_id
    JOIN edition e ON e.id = c.edition_id
    JOIN format f ON f.id = e.format_id
    JOIN section s ON s.id = c.section_id
    LEFT JOIN certificate g ON g.id = t.certificate_id
    LEFT JOIN rental_class k ON k.id = coalesce(c.rental_class_id, s.rental_class_id)
    WHERE c.barcode = ?
"""


def wanted_copy(barcode: str, now: datetime, calendar: OpeningCalendar) -> Wanted | VisitLine:
    """The copy of a barcode, or a line that says what is the matter with it."""
    try:
        code = normalise(barcode)
    except RuleViolation:
        return VisitLine(barcode[:64], "barcode")
    found = store.rows(_COPY, (code,))
    if not found:
        return VisitLine(code, "unknown")
    columns = found[0]
    (copy_id, title_id, state, purpose, state_note, since) = columns[:6]
    (title, year, format_, cover, section, curtained, curtain_age) = columns[6:13]
    certificate, minimum_age, class_id = columns[13:16]
    if class_id is None:
        return VisitLine(code, "no_class", copy_id, title_id, title)
    terms = stored.terms_of(columns[16:])
    due = first_due(terms, now, calendar)
    line = VisitLine(
        barcode=code,
        copy_id=copy_id,
        title_id=title_id,
        title=title,
        year=year,
        format=format_,
        certificate=certificate or "",
        cover=cover,
        section=section,
        class_name=terms.class_name,
        period_words=period_words(terms),
        price_cents=terms.price_cents,
        due_at=due.due_at,
        due_on=due.due_on,
        due_words=due_words(due.due_at, now, calendar),
    )
    facts = CopyFacts(
        state=state,
        purpose=purpose,
        state_note=state_note,
        state_since=stored.instant(since),
        certificate=certificate or "",
        minimum_age=minimum_age or 0,
        section=section,
        curtain_age=curtain_age if curtained else 0,
        deposit_cents=terms.deposit_cents,
    )
    return Wanted(line, terms, due, facts)


def judged(
    wanted: Wanted,
    account: AccountHead,
    out: int,
    renter: RenterFacts,
    today: date,
    override: Override | None,
) -> VisitLine:
    """The line with every rule that says no, `out` copies being out before it."""
    facts = AccountFacts(
        account.status,
        account.status_reason,
        account.expires_on,
        account.balance_cents,
        account.limit_cents,
        out,
        account.max_out,
    )
    blocks = checkout_blocks(facts, renter, wanted.facts, today)
    codes = override.codes if override else frozenset()
    left = [block for block in blocks if block.code not in codes or not block.overridable]
    return replace(wanted.line, blocks=blocks, allowed=not left)
