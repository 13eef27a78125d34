"""The visit in progress, without a window: who it is, what came back, what is to go out.

What came back is done the moment it is scanned. What goes out is a draft, held here, until it is
paid. Everything shown is asked of ``app`` anew with ``look``; nothing is priced or judged here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.members import queries as members
from app.members.queries import Account, RenterRow
from app.rentals import at_counter, queries
from app.rentals.at_counter import FeeStanding
from app.rentals.checkout import AccountHead, Override, VisitLine, account_head, price_visit
from app.rentals.queries import OutRow
from app.rentals.returns import TakenBack
from app.rentals.rules import AccountFacts, Block, BlockCode, account_blocks
from app.rentals.visit import Wanted, wanted_copy
from app.shop import settings

ACCOUNT_RULES = frozenset(
    {BlockCode.SUSPENDED, BlockCode.CLOSED, BlockCode.EXPIRED, BlockCode.OVER_LIMIT}
)
"""Rules about the account as a whole: they are shown once, over all lines."""


PERSONAL_RULES = frozenset(
    {
        BlockCode.UNDER_AGE,
        BlockCode.CURTAINED,
        BlockCode.AGE_UNKNOWN,
        BlockCode.ABOVE_CEILING,
    }
)
"""Rules about who it is: somebody else on the account may be let through."""


@dataclass(slots=True)
class Draft:
    """A copy that is to go out. ``renter_id`` None follows the renter of the visit."""

    barcode: str
    renter_id: int | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """A draft line as it would go out now. ``rules`` are those that say no to this line alone."""

    line: VisitLine
    renter_id: int
    renter: str
    rules: tuple[Block, ...] = ()
    reason: str = ""
    offer: RenterRow | None = None

    @property
    def barcode(self) -> str:
        """Names the line."""
        return self.line.barcode

    @property
    def may_override(self) -> bool:
        """Whether a reason can help: every rule that says no can be set aside."""
        return bool(self.rules) and all(block.overridable for block in self.rules)


@dataclass(frozen=True, slots=True)
class Back:
    """A return of this visit with its fee as it stands."""

    back: TakenBack
    fee: FeeStanding

    @property
    def owed_cents(self) -> int:
        """What is left of the fee."""
        return self.fee.fee_cents - self.fee.waived_cents


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the screen shows of a visit, at one instant."""

    now: datetime
    today: date
    account: Account | None = None
    head: AccountHead | None = None
    renter: RenterRow | None = None
    out: tuple[OutRow, ...] = ()
    back: tuple[Back, ...] = ()
    going: tuple[Going, ...] = ()
    rules: tuple[Block, ...] = ()
    reason: str = ""
    rentals_cents: int = 0
    settled: frozenset[int] = frozenset()

    @property
    def allowed(self) -> tuple[Going, ...]:
        """What goes out when it is paid."""
        return tuple(each for each in self.going if each.line.allowed)

    @property
    def blocked(self) -> tuple[Going, ...]:
        """What stays here."""
        return tuple(each for each in self.going if not each.line.allowed)

    @property
    def fees_cents(self) -> int:
        """Late fees of this visit that stand on this account and were not paid yet."""
        mine = self.account.member_id if self.account is not None else None
        return sum(
            each.owed_cents
            for each in self.back
            if each.back.member_id == mine and each.back.rental_id not in self.settled
        )

    @property
    def before_cents(self) -> int:
        """What the account owed before this visit (negative: had to its credit)."""
        return self.head.balance_cents - self.fees_cents if self.head is not None else 0

    @property
    def sum_cents(self) -> int:
        """Rentals, fees and balance together; below zero is credit that stays."""
        return (self.head.balance_cents if self.head is not None else 0) + self.rentals_cents

    @property
    def to_pay_cents(self) -> int:
        """What is to be taken."""
        return max(self.sum_cents, 0)

    @property
    def may_override(self) -> bool:
        """Whether a reason can set the account's rules aside."""
        return bool(self.rules) and all(block.overridable for block in self.rules)

    def going_of(self, barcode: str) -> Going | None:
        """A draft line by its barcode."""
        return next((each for each in self.going if each.barcode == barcode), None)

    def back_of(self, barcode: str) -> Back | None:
        """A return by its barcode; the newest, where a copy came back twice."""
        return next((each for each in reversed(self.back) if each.back.barcode == barcode), None)


@dataclass(slots=True)
class Visit:
    """One visit. Its methods change the draft only; what is written goes through actions."""

    member_id: int | None = None
    renter_id: int | None = None
    draft: list[Draft] = field(default_factory=list)
    returns: list[TakenBack] = field(default_factory=list)
    override: Override | None = None
    settled: set[int] = field(default_factory=set)
    """Rentals whose late fee was paid within this visit."""

    # -- the draft -----------------------------------------------------------------------------

    @property
    def barcodes(self) -> list[str]:
        """What is to go out, oldest scan first."""
        return [each.barcode for each in self.draft]

    def draft_of(self, barcode: str) -> Draft | None:
        """A line of the draft."""
        return next((each for each in self.draft if each.barcode == barcode), None)

    def add(self, barcode: str) -> bool:
        """One more copy to go out; False where it is in the draft already."""
        if self.draft_of(barcode) is not None:
            return False
        self.draft.append(Draft(barcode))
        return True

    def leave_off(self, barcode: str) -> None:
        """This one stays here."""
        self.draft = [each for each in self.draft if each.barcode != barcode]

    def rent_to(self, renter_id: int, barcode: str | None = None) -> None:
        """Chooses the renter of one line, or of the visit with all lines that follow it.

        What was allowed for one person says nothing about another.
        """
        if barcode is None:
            self.renter_id = renter_id
        for each in self.draft:
            if each.barcode == barcode or (barcode is None and each.renter_id is None):
                each.renter_id = None if barcode is None else renter_id
                each.override = None

    def allow(self, barcode: str, rules: Sequence[Block], reason: str) -> None:
        """Sets rules aside for a line, with its reason."""
        found = self.draft_of(barcode)
        if found is not None:
            found.override = Override(frozenset(str(block.code) for block in rules), reason)

    def allow_account(self, rules: Sequence[Block], reason: str) -> None:
        """Sets the account's own rules aside for this visit."""
        self.override = Override(frozenset(str(block.code) for block in rules), reason)

    def overrides(self) -> dict[str, Override]:
        """What was allowed, by barcode."""
        made = {}
        for each in self.draft:
            both = [given for given in (self.override, each.override) if given is not None]
            if both:
                codes = frozenset[str]().union(*(given.codes for given in both))
                reasons = dict.fromkeys(given.reason for given in both)
                made[each.barcode] = Override(codes, "; ".join(reasons))
        return made

    def renters(self) -> dict[str, int]:
        """Lines that go to somebody else than the visit's renter."""
        return {each.barcode: each.renter_id for each in self.draft if each.renter_id is not None}

    # -- looking -------------------------------------------------------------------------------

    def look(self, now: datetime) -> Look:
        """The visit as it stands at ``now``. Raises ``NotFound`` where the account is gone."""
        today = settings.calendar().local_date(now)
        back = self._back()
        if self.member_id is None:
            return Look(now, today, back=back, going=self._waiting(now))
        account = members.account(self.member_id, today)
        renter = self._renter(account)
        head = account_head(self.member_id)
        out = queries.out_with(self.member_id, now)
        rules = self._account_rules(head, today)
        settled = frozenset(self.settled)
        seen = Look(now, today, account, head, renter, out, back, rules=rules, settled=settled)
        if self.override is not None:
            seen = replace(seen, reason=self.override.reason)
        if renter is None:
            return seen
        overrides, others = self.overrides(), self.renters()
        visit = price_visit(now, self.member_id, renter.renter_id, self.barcodes, overrides, others)
        names = {each.renter_id: each for each in account.renters}
        going = []
        for line in visit.lines:
            renter_id = others.get(line.barcode, renter.renter_id)
            going.append(self._going(now, line, names[renter_id], account))
        return replace(seen, going=tuple(going), rentals_cents=visit.total_cents)

    def _renter(self, account: Account) -> RenterRow | None:
        """The renter of the visit: the chosen one, else who pays, else the first."""
        there = account.active_renters
        known = {each.renter_id for each in there}
        for each in self.draft:
            if each.renter_id not in known:
                each.renter_id = None
        chosen = [each for each in there if each.renter_id == self.renter_id]
        found = next(iter(chosen or [each for each in there if each.pays] or there), None)
        self.renter_id = found.renter_id if found is not None else None
        return found

    def _going(self, now: datetime, line: VisitLine, renter: RenterRow, account: Account) -> Going:
        draft = self.draft_of(line.barcode)
        given = draft.override if draft is not None else None
        codes = given.codes if given is not None else frozenset()
        rules = tuple(
            block
            for block in line.blocks
            if block.code not in ACCOUNT_RULES
            and (block.code not in codes or not block.overridable)
        )
        offer = self._offer(now, line.barcode, renter, account, rules) if rules else None
        reason = given.reason if given is not None else ""
        return Going(line, renter.renter_id, renter.name, rules, reason, offer)

    def _offer(
        self,
        now: datetime,
        barcode: str,
        renter: RenterRow,
        account: Account,
        rules: Sequence[Block],
    ) -> RenterRow | None:
        """Somebody else on the account whom no rule keeps from this copy.

        Only where it is about the person: too many out, or a missing copy, hold for everyone.
        """
        if not {block.code for block in rules} <= PERSONAL_RULES:
            return None
        for other in account.active_renters:
            if other.renter_id == renter.renter_id:
                continue
            line = price_visit(now, account.member_id, other.renter_id, [barcode]).lines[0]
            if all(block.code in ACCOUNT_RULES for block in line.blocks):
                return other
        return None

    def _account_rules(self, head: AccountHead, today: date) -> tuple[Block, ...]:
        facts = AccountFacts(
            head.status, head.status_reason, head.expires_on, head.balance_cents, head.limit_cents
        )
        codes = self.override.codes if self.override is not None else frozenset()
        return tuple(
            block
            for block in account_blocks(facts, today)
            if block.code not in codes or not block.overridable
        )

    def _back(self) -> tuple[Back, ...]:
        """The returns that still stand; an undone one leaves the visit."""
        standing = at_counter.fee_standings([each.rental_id for each in self.returns])
        self.returns = [each for each in self.returns if each.rental_id in standing]
        return tuple(Back(each, standing[each.rental_id]) for each in self.returns)

    def _waiting(self, now: datetime) -> tuple[Going, ...]:
        """Copies scanned before anybody's card: shown, priced, but nobody's yet."""
        calendar = settings.calendar()
        made = []
        for each in self.draft:
            wanted = wanted_copy(each.barcode, now, calendar)
            line = wanted.line if isinstance(wanted, Wanted) else wanted
            made.append(Going(line, 0, ""))
        return tuple(made)
