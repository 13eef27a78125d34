"""The ledger read for display: which charges are still open, when payments settle the oldest first.

The balance is the plain sum of the lines. Settlement is only a way of looking: nothing here is
stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Line:
    """A ledger line: cents positive for what is owed, negative for what takes away.

    `reverses` is the line this one takes back (an undo, a correction, a waiver of that charge).
    """

    id: int
    at: datetime
    amount_cents: int
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An account's lines, reckoned.

    `open_cents` has the rest of each charge not yet settled, by line id, oldest first, settled
    ones left out; `balances` the running sum after each line, by line id; `open_since` the instant
    of the oldest open charge; `credit_cents` what is left of payments when nothing is open.
    `balance_cents == sum(open_cents) - credit_cents`, always.
    """

    balance_cents: int
    open_cents: Mapping[int, int]
    balances: Mapping[int, int]
    open_since: datetime | None
    credit_cents: int


def reckon(lines: Iterable[Line]) -> Reckoning:
    """Reckons one account's lines, given in any order.

    A line that takes another back is set against that line first, whichever way it points, so that
    an undone charge does not stay open and an undone payment settles nothing. What it takes back
    beyond that, and every other credit, goes to the oldest charges.
    """
    ordered = sorted(lines, key=_place)
    rest = _after_reversals(ordered)
    credit = -sum(cents for cents in rest.values() if cents < 0)
    open_cents = {}
    for line in ordered:
        owed = rest[line.id]
        if owed > 0:
            settled = min(owed, credit)
            credit -= settled
            if owed > settled:
                open_cents[line.id] = owed - settled
    balances = list(accumulate(line.amount_cents for line in ordered))
    return Reckoning(
        balance_cents=balances[-1] if balances else 0,
        open_cents=open_cents,
        balances={line.id: sum_ for line, sum_ in zip(ordered, balances, strict=True)},
        open_since=next((line.at for line in ordered if line.id in open_cents), None),
        credit_cents=credit,
    )


def _after_reversals(ordered: list[Line]) -> dict[int, int]:
    """What is left of each line once opposite lines are set against what they take back."""
    rest = {line.id: line.amount_cents for line in ordered}
    for line in ordered:
        if line.reverses is None or line.reverses not in rest:
            continue
        mine, theirs = rest[line.id], rest[line.reverses]
        if mine * theirs < 0:
            met = min(abs(mine), abs(theirs))
            rest[line.id] += met if mine < 0 else -met
            rest[line.reverses] += met if theirs < 0 else -met
    return rest


def _place(line: Line) -> tuple[datetime, int]:
    return line.at, line.id
