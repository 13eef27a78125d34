"""Believable trade: visits, rentals, returns over the counter and through the slot, money.

The simulation goes forward day by day and knows each rental's return when it starts, so five
million rentals need no event queue. It keeps the shop's own rules: due moments and late fees come
from `rentals.rules`, what comes through the slot counts as back at the window's start, and a copy
is out once at a time. Instants are UTC milliseconds.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.rentals.rules import Back, Due, Terms, first_due, late_fee
from app.shop.calendar import OpeningCalendar
from app.store.fields import from_ms, to_ms

DAY_MS = 86_400_000
MINUTE_MS = 60_000
_ON_TIME = 0.87
_BOX_SHARE = 0.45
_PAYS_AT_ONCE = 0.93
_CASES_A_VISIT = (1,) * 19 + (2,) * 17 + (3,) * 10 + (4,) * 4
_METHODS = ("cash", "card", "card", "cash", "card")
_CLERKS_FALLBACK = ("Dana",)


@dataclass(frozen=True, slots=True)
class Stock:
    """Copies to rent, as parallel sequences; `terms` are indexes, `weights` demand."""

    ids: Sequence[int]
    terms: Sequence[int]
    ages: Sequence[int]
    weights: Sequence[float]


@dataclass(frozen=True, slots=True)
class Household:
    """A member with the renters (id, age) on the account, and how keen they are."""

    member_id: int
    renters: tuple[tuple[int, int], ...]
    weight: float


@dataclass(slots=True)
class Rented:
    """One simulated rental. `back_at` is effective, both returns None while it is out."""

    number: int
    copy_id: int
    member_id: int
    renter_id: int
    terms: int
    started_at: int
    due_on: date
    due_at: int
    back_at: int | None
    scanned_at: int | None
    by_box: bool
    late_days: int
    fee_cents: int
    sentence: str
    clerk: str
    emptying: int | None


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment at the till, in cents."""

    member_id: int
    at: int
    cents: int
    method: str
    clerk: str


@dataclass(slots=True)
class DayOfTrade:
    """What one open day started: its rentals and its payments."""

    on: date
    rentals: list[Rented] = field(default_factory=list)
    payments: list[Paid] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Emptyings:
    """When the box was emptied (UTC ms, ascending); the window of each starts at the one before."""

    at: tuple[int, ...]

    def of_drop(self, dropped_at: int) -> tuple[int, int, int] | None:
        """(index, window start, emptied at) of a case dropped then; None while it lies there."""
        index = bisect_left(self.at, dropped_at)
        if index >= len(self.at):
            return None
        return index, self.at[max(index - 1, 0)], self.at[index]


class Trade:
    """A run of the shop from `first` to `now`."""

    def __init__(
        self,
        seed: int,
        calendar: OpeningCalendar,
        terms: Sequence[Terms],
        stock: Stock,
        households: Sequence[Household],
        clerks: Sequence[str],
        now: datetime,
        first: date,
        rentals: int,
        sentences_from: date,
    ) -> None:
        self._random = random.Random(seed)
        self._calendar = calendar
        self._terms = terms
        self._stock = stock
        self._households = households
        self._clerks = tuple(clerks) or _CLERKS_FALLBACK
        self._now = to_ms(now)
        self._sentences_from = sentences_from
        self._open_days = self._days(first)
        self._per_day = rentals / max(1, len(self._open_days))
        self.emptyings = self._plan_emptyings()
        self._free_from = [0] * len(stock.ids)
        self._owed: dict[int, list[tuple[int, int]]] = {}
        self._dues: dict[tuple[int, date], tuple[date, int]] = {}
        self._copies = _Lots(stock.weights)
        self._callers = _Lots([household.weight for household in households])
        self._number = 0

    def _days(self, first: date) -> list[tuple[date, int, int]]:
        last = self._calendar.local_date(from_ms(self._now))
        days, day = [], first
        while day <= last:
            if self._calendar.is_open_day(day):
                opens = to_ms(self._calendar.opening_at(day))
                closes = min(to_ms(self._calendar.closing_at(day)), self._now)
                if closes > opens:
                    days.append((day, opens, closes))
            day += timedelta(days=1)
        return days

    def _plan_emptyings(self) -> Emptyings:
        """Each open day five minutes after opening and at the close; today's are yet to come."""
        today = self._calendar.local_date(from_ms(self._now))
        times = []
        for day, opens, _ in self._open_days:
            if day < today:
                times += [opens + 5 * MINUTE_MS, to_ms(self._calendar.closing_at(day))]
        return Emptyings(tuple(times))

    def days(self) -> Iterator[DayOfTrade]:
        """The open days in order, each with what it started."""
        for day, opens, closes in self._open_days:
            yield self._trade(day, opens, closes)

    # -- one day -------------------------------------------------------------------------------

    def _trade(self, on: date, opens: int, closes: int) -> DayOfTrade:
        found = DayOfTrade(on)
        busy = 1.35 if on.weekday() in (4, 5) else 0.86
        wanted = self._per_day * busy * self._random.uniform(0.8, 1.2)
        rented = 0
        while rented < wanted:
            at = self._visit_time(opens, closes)
            rented += self._visit(found, on, at)
        found.rentals.sort(key=_started)
        for rental in found.rentals:
            self._number += 1
            rental.number = self._number
        return found

    def _visit_time(self, opens: int, closes: int) -> int:
        share = self._random.triangular(0.0, 1.0, 0.72)  # the evening is busiest
        return opens + int((closes - opens) * share) // 1000 * 1000

    def _visit(self, found: DayOfTrade, on: date, at: int) -> int:
        household = self._households[self._callers.draw(self._random)]
        clerk = self._random.choice(self._clerks)
        count = _CASES_A_VISIT[int(self._random.random() * 50)]
        charged = 0
        rented = 0
        for _ in range(count * 4):
            copy = self._copies.draw(self._random)
            if self._free_from[copy] > at:
                continue
            rental = self._rent(household, copy, on, at, clerk)
            found.rentals.append(rental)
            charged += self._terms[rental.terms].price_cents
            rented += 1
            if rented == count:
                break
        if charged and self._random.random() < _PAYS_AT_ONCE:
            charged += self._settle(household.member_id, at)
            method = self._random.choice(_METHODS)
            found.payments.append(Paid(household.member_id, at, charged, method, clerk))
        elif charged:
            self._owed.setdefault(household.member_id, []).append((at, charged))
        return max(rented, 1)

    def _settle(self, member_id: int, at: int) -> int:
        """What the member owes by then and pays now."""
        owed = self._owed.get(member_id)
        if not owed:
            return 0
        due = sum(cents for when, cents in owed if when <= at)
        self._owed[member_id] = [line for line in owed if line[0] > at]
        return due

    def _rent(self, household: Household, copy: int, on: date, at: int, clerk: str) -> Rented:
        terms_index = self._stock.terms[copy]
        due_on, due_at = self._due(terms_index, on)
        renter = self._renter(household, self._stock.ages[copy])
        rental = Rented(
            0,
            self._stock.ids[copy],
            household.member_id,
            renter,
            terms_index,
            at,
            due_on,
            due_at,
            None,
            None,
            False,
            0,
            0,
            "",
            clerk,
            None,
        )
        self._bring_back(rental)
        self._free_from[copy] = (
            rental.scanned_at + 2 * MINUTE_MS if rental.scanned_at else self._now + DAY_MS
        )
        return rental

    def _renter(self, household: Household, age: int) -> int:
        """Somebody on the account who may have it; the account holder where nobody else may."""
        wish = int(self._random.random() * len(household.renters))
        renter, years = household.renters[wish]
        return renter if years >= age else household.renters[0][0]

    def _due(self, terms_index: int, on: date) -> tuple[date, int]:
        """Every rental of a day under one rule is due at one moment."""
        key = (terms_index, on)
        found = self._dues.get(key)
        if found is None:
            opening = self._calendar.opening_at(on)
            due = first_due(self._terms[terms_index], opening, self._calendar)
            found = self._dues[key] = (due.due_on, to_ms(due.due_at))
            if len(self._dues) > 2000:
                self._dues.clear()
        return found

    # -- coming back ---------------------------------------------------------------------------

    def _bring_back(self, rental: Rented) -> None:
        chance = self._random.random
        moment = rental.due_at
        if chance() < _ON_TIME:
            kept = rental.due_at - rental.started_at
            moment = rental.due_at - int(kept * 0.92 * chance() ** 3.2)
        else:
            moment += int(DAY_MS * (0.1 + self._random.expovariate(0.55)))
        if chance() < 0.0004:
            moment = self._now + 1  # never came back
        if chance() < _BOX_SHARE or not self._door_open(moment):
            self._through_the_box(rental, moment)
        elif moment <= self._now:
            rental.back_at = rental.scanned_at = max(moment, rental.started_at + MINUTE_MS)
        if rental.scanned_at is not None and rental.scanned_at > self._now:
            rental.back_at = rental.scanned_at = rental.emptying = None
        if rental.back_at is not None:
            self._rate(rental)

    def _door_open(self, moment: int) -> bool:
        index = bisect_right(self._open_days, moment, key=_opens) - 1
        return index >= 0 and moment <= self._open_days[index][2]

    def _through_the_box(self, rental: Rented, moment: int) -> None:
        moment = max(moment, rental.started_at + 10 * MINUTE_MS)
        emptied = self.emptyings.of_drop(moment)
        rental.by_box = True
        if emptied is None:
            return
        rental.emptying, since, at = emptied
        rental.scanned_at = at + self._random.randrange(5, 600) * 1000
        rental.back_at = min(max(since, rental.started_at), rental.scanned_at)

    def _rate(self, rental: Rented) -> None:
        assert rental.back_at is not None
        terms = self._terms[rental.terms]
        if rental.back_at <= rental.due_at:
            return
        started = from_ms(rental.started_at)
        due = Due(started, rental.due_on, from_ms(rental.due_at))
        emptied = from_ms(rental.scanned_at) if rental.by_box and rental.scanned_at else None
        fee = late_fee(
            [due],
            from_ms(rental.back_at),
            terms,
            self._calendar,
            back=Back.BOX if rental.by_box else Back.COUNTER,
            emptied_at=emptied,
        )
        rental.late_days, rental.fee_cents = fee.late_days, fee.amount_cents
        if fee.amount_cents:
            if rental.due_on >= self._sentences_from:
                rental.sentence = fee.sentence
            self._owed.setdefault(rental.member_id, []).append(
                (rental.scanned_at or 0, fee.amount_cents)
            )


class _Lots:
    """Draws an index by weight: one random number and one bisection a draw."""

    def __init__(self, weights: Sequence[float]) -> None:
        total = 0.0
        self._sums = [total := total + weight for weight in weights]
        self._total = total

    def draw(self, rng: random.Random) -> int:
        return min(bisect_right(self._sums, rng.random() * self._total), len(self._sums) - 1)


def _started(rental: Rented) -> int:
    return rental.started_at


def _opens(day: tuple[date, int, int]) -> int:
    return day[1]
