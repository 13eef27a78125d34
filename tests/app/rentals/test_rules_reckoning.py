"""The ledger, reckoned: payments settle the oldest charge first, the balance is the plain sum."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rentals.rules import Line, reckon

START = datetime(2025, 12, 6, tzinfo=UTC)


def lines(*amounts: int | tuple[int, int]) -> list[Line]:
    """Lines a day apart, numbered from 1; a pair is an amount and the line it takes back."""
    pairs = [amount if isinstance(amount, tuple) else (amount, None) for amount in amounts]
    return [
        Line(number, START + timedelta(days=number), cents, reverses)
        for number, (cents, reverses) in enumerate(pairs, start=1)
    ]


def test_the_ledger_of_the_members_screen() -> None:
    ruth = lines(300, -300, 150, 300, 200, (-100, 5), 300, 300, -950, 450)
    seen = reckon(ruth)
    assert seen.balance_cents == 650
    assert dict(seen.open_cents) == {8: 200, 10: 450}
    assert seen.open_since == START + timedelta(days=8)
    assert list(seen.balances.values())[2:] == [150, 450, 650, 550, 850, 1150, 200, 650]


def test_an_empty_account_and_one_in_credit() -> None:
    empty = reckon([])
    assert (empty.balance_cents, dict(empty.open_cents), empty.open_since) == (0, {}, None)
    ahead = reckon(lines(-500, 300))
    assert (ahead.balance_cents, dict(ahead.open_cents), ahead.credit_cents) == (-200, {}, 200)


def test_an_undone_charge_is_not_open_and_settles_nothing_else() -> None:
    seen = reckon(lines(300, 450, (-450, 2)))
    assert dict(seen.open_cents) == {1: 300}


def test_an_undone_payment_settles_nothing() -> None:
    seen = reckon(lines(300, -300, (300, 2)))
    assert dict(seen.open_cents) == {1: 300}
    assert seen.balance_cents == 300


def test_a_reversal_beyond_its_line_is_credit() -> None:
    seen = reckon(lines(300, 450, (-500, 2)))
    assert dict(seen.open_cents) == {1: 250}


def test_a_reversal_of_a_line_that_is_not_given_counts_as_any_credit() -> None:
    assert dict(reckon(lines(300, (-100, 99))).open_cents) == {1: 200}


amounts = st.integers(-2000, 2000)
histories = st.lists(st.one_of(amounts, st.tuples(amounts, st.integers(1, 20))), max_size=20).map(
    lambda drawn: lines(*drawn)
)


@given(histories)
def test_the_balance_is_the_sum_however_it_is_settled(history: list[Line]) -> None:
    seen = reckon(history)
    assert seen.balance_cents == sum(line.amount_cents for line in history)
    assert seen.balance_cents == sum(seen.open_cents.values()) - seen.credit_cents
    assert all(cents > 0 for cents in seen.open_cents.values())
    assert not (seen.credit_cents and seen.open_cents)
    assert reckon(list(reversed(history))) == seen
