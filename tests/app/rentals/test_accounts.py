"""The members list and one account whole, as the screens read them."""

from __future__ import annotations

from datetime import date

import pytest

from app.members import actions as members
from app.rentals import accounts, ledger, queries, storm_day
from app.rentals.accounts import Facet, Standing
from app.rentals.checkout import check_out
from app.rentals.models import LineKind, PaymentMethod
from app.rentals.returns import take_back
from app.shop.calendar import DayException
from app.shop.clock import Context
from app.shop.errors import NotFound
from app.store import check
from app.store import database as store
from tests.app.till import Stock, at, on


def _account(ctx: Context, name: str, **fields: object) -> int:
    return members.new_account(ctx, name=name, **fields).member_id  # type: ignore[arg-type]


def test_the_list_says_the_worst_first(stock: Stock) -> None:
    ctx = on("2025-12-10 12:00")
    over = _account(ctx, "A, Over", limit_cents=100)
    ledger.charge(ctx, over, LineKind.DAMAGE, 101, "Cracked")
    suspended = _account(ctx, "B, Suspended")
    members.suspend(ctx, suspended, "Bounced")
    nothing = _account(ctx, "C, Nothing")
    check_out(ctx, stock.member_id, stock.ruth, ["104", "100"])
    out = _account(ctx, "D, Out")
    renter = store.value("SELECT id FROM renter WHERE member_id = ?", (out,))
    check_out(ctx, out, renter, ["101"])
    now = at("2025-12-12 09:00")
    rows = accounts.rows([over, stock.member_id, suspended, out, nothing, 999], now)
    assert [row.standing for row in rows] == [
        Standing.OVER_LIMIT,
        Standing.LATE,
        Standing.SUSPENDED,
        Standing.OUT,
        Standing.NOTHING_OUT,
    ]
    marchetti = rows[1]
    assert (marchetti.out, marchetti.late, marchetti.renters) == (2, 1, 2)
    assert marchetti.balance_cents == 750


def test_facets_count_and_together_mean_and(stock: Stock) -> None:
    ctx = on("2025-12-10 12:00")
    check_out(ctx, stock.member_id, stock.ruth, ["104"])
    soon = _account(ctx, "Soon, Sam", expires_on=date(2026, 1, 11))
    _account(ctx, "Later, Lee", expires_on=date(2026, 1, 12))
    _account(ctx, "Gone, Gus", expires_on=date(2025, 12, 11))
    members.suspend(ctx, soon, "Bounced")
    now = at("2025-12-12 09:00")
    assert accounts.facet_counts(now) == {
        Facet.LATE: 1,
        Facet.OWES: 1,
        Facet.EXPIRES_SOON: 1,
        Facet.SUSPENDED: 1,
    }
    both = accounts.search("", {Facet.EXPIRES_SOON, Facet.SUSPENDED}, now)
    assert both == (soon,)
    assert accounts.search("", {Facet.LATE, Facet.SUSPENDED}, now) == ()
    assert accounts.search("ruth", {Facet.OWES}, now) == (stock.member_id,)
    assert accounts.search("sam", {Facet.OWES}, now) == ()
    assert len(accounts.search("", (), now)) == 4


def test_a_closure_moves_what_is_late_without_a_write(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104"])
    now = at("2025-12-12 09:00")
    assert [row.barcode for row in queries.overdue(now)] == ["104"]
    storm_day.apply(on("2025-12-11 16:00"), {date(2025, 12, 11): DayException(True, "Snow")})
    assert queries.overdue(now) == ()
    assert accounts.facet_counts(now)[Facet.LATE] == 0
    out = queries.out_with(stock.member_id, now)[0]
    assert (out.due_at, out.moved_reason, out.late) == (at("2025-12-12 22:00"), "Snow", False)
    storm_day.apply(on("2025-12-11 17:00"), {date(2025, 12, 11): None})
    assert queries.overdue(now)[0].fee_cents == 150


def test_overdue_has_the_fee_so_far_and_stores_nothing(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104", "100"])
    before = store.connection().total_changes
    late = queries.overdue(at("2025-12-16 12:00"))
    assert [(row.barcode, row.late_days, row.fee_cents) for row in late] == [
        ("104", 4, 600),
        ("100", 1, 100),
    ]
    assert late[0].sentence.startswith("Due Thu 10 pm. Still out Tue noon. 4 days late at 1.50,")
    assert store.connection().total_changes == before
    take_back(on("2025-12-16 13:00"), barcode="104")
    assert len(queries.overdue(at("2025-12-16 12:00"))) == 2
    assert len(queries.overdue(at("2025-12-16 13:00"))) == 1


def test_one_account_whole(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104", "100"])
    ledger.pay(on("2025-12-10 12:01"), stock.member_id, {PaymentMethod.CASH: 500})
    check_out(on("2025-12-10 12:02"), stock.member_id, stock.mia, ["101"])
    take_back(on("2025-12-12 11:00"), barcode="101")
    detail = accounts.detail(stock.member_id, at("2025-12-13 11:05"))
    assert detail.account.active_renters[1].age == 15
    assert (detail.balance_cents, detail.limit_cents, detail.max_out) == (550, 1500, 8)
    assert detail.open_since == at("2025-12-10 12:00")
    assert [(row.title, row.renter, row.late_days) for row in detail.out] == [
        ("Freakier Friday", "Ruth", 2),
        ("Her", "Ruth", 0),
    ]
    assert (detail.so_far_cents, detail.would_owe_cents) == (300, 850)
    assert detail.back_today == ()
    lines = [
        (row.kind, row.amount_cents, row.open_cents, row.balance_cents) for row in detail.lines
    ]
    assert lines == [
        (LineKind.RENTAL, 300, 300, 550),
        (LineKind.PAYMENT, -500, 0, 250),
        (LineKind.RENTAL, 300, 250, 750),
        (LineKind.RENTAL, 450, 0, 450),
    ]
    assert detail.lines[0].title == "Juno"
    back = accounts.detail(stock.member_id, at("2025-12-12 20:00")).back_today
    assert [(row.title, row.renter) for row in back] == [("Juno", "Mia")]
    rows, _ = accounts.ledger_rows(stock.member_id, at("2025-12-10 12:01"))
    assert [row.balance_cents for row in rows] == [250, 750, 450]
    with pytest.raises(NotFound):
        accounts.detail(999, at("2025-12-12 20:00"))


_UNOWED = """
    INSERT INTO ledger_line (member_id, at, kind, amount_cents, rental_id, text, staff)
    VALUES (1, 0, 'late_fee', 100, 1, '', '')
"""


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE copy SET state = 'in', due_at = NULL", "copies_rented"),
        ("UPDATE rental SET returned_at = started_at, scanned_at = started_at", "copies_out"),
        ("UPDATE member_balance SET balance_cents = balance_cents + 1", "balances"),
        (
            "UPDATE rental SET returned_at = started_at, scanned_at = started_at, fee_cents = 5",
            "fees_missing",
        ),
        (
            _UNOWED,
            "fees",
        ),
    ],
)
def test_check_finds_what_breaks_the_shops_promises(stock: Stock, damage: str, found: str) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104"])
    assert check.run() == []
    with store.write():
        store.connection().execute(damage)
    assert found in [finding.check for finding in check.run()]
