"""Coming back at the counter: fee, sentence, ledger line; undone by opposite lines."""

from __future__ import annotations

import pytest

from app.catalog.models import Copy, CopyState
from app.rentals import ledger
from app.rentals.checkout import check_out
from app.rentals.models import LineKind, PaymentMethod
from app.rentals.returns import take_back
from app.shop import undo
from app.shop.errors import NotFound, RuleViolation
from app.store import check
from app.store import database as store
from tests.app.till import Stock, at, on


def _balance(stock: Stock) -> int:
    return ledger.balance(stock.member_id)


def test_on_time_costs_nothing_more(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-13 22:20"), barcode=" 104\n")
    assert (back.late_days, back.fee_cents, back.fee_line_id) == (0, 0, None)
    assert back.sentence == (
        "Due Sat 10 pm. Came back Sat 10:20 pm, within half an hour of grace. No fee."
    )
    assert back.balance_cents == 450
    copy = Copy.get(Copy.barcode == "104")
    assert (copy.state, copy.due_at) == ("in", None)


def test_late_is_charged_with_the_sentence_as_the_ledgers_text(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), barcode="104")
    sentence = (
        "Due Sat 10 pm. Came back Tue 11:02. 2 days late at 1.50, Sunday not counted. Fee 3.00."
    )
    assert (back.late_days, back.fee_cents, back.sentence) == (2, 300, sentence)
    kind, text, rental = store.rows(
        "SELECT kind, text, rental_id FROM ledger_line WHERE id = ?", (back.fee_line_id,)
    )[0]
    assert (kind, text, rental) == ("late_fee", sentence, back.rental_id)
    assert (_balance(stock), back.balance_cents) == (750, 750)
    assert store.rows("SELECT late_days, fee_cents, returned_by, taken_back_by FROM rental") == [
        (2, 300, "counter", "Ravi")
    ]


@pytest.mark.parametrize(
    ("wished", "effective"),
    [
        ("2025-12-13 21:00", "2025-12-13 21:00"),
        ("2025-12-01 10:00", "2025-12-12 18:00"),
        ("2026-01-01 10:00", "2025-12-16 11:02"),
    ],
)
def test_effective_is_clamped_to_the_rental_and_now(
    stock: Stock, wished: str, effective: str
) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), copy_id=stock.copies["104"], effective=at(wished))
    assert back.effective == at(effective)
    assert back.scanned == at("2025-12-16 11:02")


def test_a_return_before_its_rental_is_refused(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["100"])
    with pytest.raises(RuleViolation) as refused:
        take_back(on("2025-12-12 17:59"), barcode="100")
    assert refused.value.code == "return.before_rental"
    assert store.value("SELECT returned_at FROM rental") is None


def test_what_is_not_out_says_when_and_by_whom_it_came_back(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["100"])
    take_back(on("2025-12-12 19:00"), barcode="100")
    with pytest.raises(RuleViolation) as refused:
        take_back(on("2025-12-12 20:00", "Dana"), barcode="100")
    facts = refused.value.facts
    assert refused.value.code == "return.not_out"
    assert (facts["back_at"], facts["staff"]) == (at("2025-12-12 19:00"), "Ravi")
    with pytest.raises(NotFound):
        take_back(on("2025-12-12 20:00"), barcode="777")


def test_undo_puts_rental_copy_and_money_back(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    before = store.rows("SELECT * FROM copy"), store.rows("SELECT * FROM rental")
    take_back(on("2025-12-16 11:02"), barcode="104")
    undo.undo(on("2025-12-16 11:03"))
    assert (store.rows("SELECT * FROM copy"), store.rows("SELECT * FROM rental")) == before
    assert _balance(stock) == 450
    assert store.rows("SELECT kind, amount_cents FROM ledger_line ORDER BY id")[1:] == [
        ("late_fee", 300),
        ("correction", -300),
    ]
    undo.redo(on("2025-12-16 11:04"))
    assert _balance(stock) == 750
    undo.undo(on("2025-12-16 11:05"))
    assert _balance(stock) == 450
    assert take_back(on("2025-12-16 11:06"), barcode="104").balance_cents == 750


def test_an_older_return_can_be_undone_as_long_as_the_copy_is_as_it_was(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["100", "101"])
    first = take_back(on("2025-12-13 11:00"), barcode="100")
    take_back(on("2025-12-13 11:01"), barcode="101")
    undo.undo(on("2025-12-13 11:02"), first.operation_id)
    assert Copy.get(Copy.barcode == "100").state == CopyState.OUT
    again = take_back(on("2025-12-13 11:03"), barcode="100")
    check_out(on("2025-12-13 11:04"), stock.member_id, stock.ruth, ["100"])
    with pytest.raises(RuleViolation) as refused:
        undo.undo(on("2025-12-13 11:05"), again.operation_id)
    assert refused.value.code == "undo.changed"


def test_waived_fees_come_back_with_the_undo_of_either(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), barcode="104")
    waived = ledger.waive(
        on("2025-12-16 11:03"), stock.member_id, 100, "Snowed in", back.fee_line_id
    )
    assert waived.balance_cents == 650
    assert store.value("SELECT waived_cents FROM rental") == 100
    undo.undo(on("2025-12-16 11:04"), back.operation_id)
    assert _balance(stock) == 450
    undo.undo(on("2025-12-16 11:05"), waived.operation_id)
    assert _balance(stock) == 450
    assert take_back(on("2025-12-16 11:06"), barcode="104").balance_cents == 750


def test_what_was_forgiven_of_an_undone_return_forgives_nothing_of_the_next(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), barcode="104")
    ledger.waive(on("2025-12-16 11:03"), stock.member_id, 100, "Snowed in", back.fee_line_id)
    undo.undo(on("2025-12-16 11:04"), back.operation_id)
    assert take_back(on("2025-12-16 11:06"), barcode="104").balance_cents == 750
    assert check.run() == []


def test_undone_waivers_are_owed_again(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), barcode="104")
    ledger.waive(on("2025-12-16 11:03"), stock.member_id, 300, "Snowed in", back.fee_line_id)
    assert _balance(stock) == 450
    undo.undo(on("2025-12-16 11:04"))
    assert _balance(stock) == 750
    assert store.value("SELECT waived_cents FROM rental") == 0


def test_nobody_forgives_more_than_is_owed(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), barcode="104")
    with pytest.raises(RuleViolation) as refused:
        ledger.waive(on("2025-12-16 11:03"), stock.member_id, 301, "Because", back.fee_line_id)
    assert refused.value.facts["most_cents"] == 300
    with pytest.raises(RuleViolation):
        ledger.waive(on("2025-12-16 11:03"), stock.member_id, 751, "Because")
    with pytest.raises(RuleViolation) as no_reason:
        ledger.waive(on("2025-12-16 11:03"), stock.member_id, 1, "  ")
    assert no_reason.value.code == "money.no_reason"
    ledger.waive(on("2025-12-16 11:03"), stock.member_id, 750, "All of it")
    assert _balance(stock) == 0


def test_a_correction_takes_a_line_back_once(stock: Stock) -> None:
    paid = ledger.pay(on("2025-12-12 18:00"), stock.member_id, {PaymentMethod.CASH: 1000})
    ledger.correct(on("2025-12-12 18:01"), paid.line_ids[0], "Typed one nought too many", 900)
    assert _balance(stock) == -100
    ledger.correct(on("2025-12-12 18:02"), paid.line_ids[0], "And the rest")
    assert _balance(stock) == 0
    with pytest.raises(RuleViolation) as refused:
        ledger.correct(on("2025-12-12 18:03"), paid.line_ids[0], "Once more")
    assert refused.value.code == "correct.more_than_line"


def test_a_corrected_waiver_is_owed_again(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), barcode="104")
    waived = ledger.waive(
        on("2025-12-16 11:03"), stock.member_id, 300, "Snowed in", back.fee_line_id
    )
    ledger.correct(on("2025-12-16 11:04"), waived.line_ids[0], "It did not snow", 100)
    assert _balance(stock) == 550
    assert store.value("SELECT waived_cents FROM rental") == 200


def test_the_waiver_of_a_return_that_was_undone_is_no_more(stock: Stock) -> None:
    check_out(on("2025-12-12 18:00"), stock.member_id, stock.ruth, ["104"])
    back = take_back(on("2025-12-16 11:02"), barcode="104")
    waived = ledger.waive(
        on("2025-12-16 11:03"), stock.member_id, 100, "Snowed in", back.fee_line_id
    )
    undo.undo(on("2025-12-16 11:04"), waived.operation_id)
    undo.undo(on("2025-12-16 11:05"), back.operation_id)
    with pytest.raises(RuleViolation) as refused:
        ledger.correct(on("2025-12-16 11:06"), waived.line_ids[0], "It did not snow")
    assert refused.value.code == "correct.more_than_line"
    assert check.run() == []


def test_split_payments_are_lines_of_their_own_and_nothing_is_no_payment(stock: Stock) -> None:
    done = ledger.pay(
        on("2025-12-12 18:00"),
        stock.member_id,
        {PaymentMethod.CASH: 100, PaymentMethod.CARD: 250, PaymentMethod.CREDIT: 0},
    )
    assert (len(done.line_ids), done.cents, done.balance_cents) == (2, -350, -350)
    for amounts in ({}, {PaymentMethod.CASH: 0}, {PaymentMethod.CASH: -5}):
        with pytest.raises(RuleViolation):
            ledger.pay(on("2025-12-12 18:00"), stock.member_id, amounts)
    assert _balance(stock) == -350


def test_balances_at_an_instant_are_the_ledger_as_it_stood(stock: Stock) -> None:
    ledger.charge(on("2025-12-12 18:00"), stock.member_id, LineKind.DAMAGE, 500, "Cracked")
    ledger.pay(on("2025-12-12 19:00"), stock.member_id, {PaymentMethod.CASH: 200})
    before, between = at("2025-12-12 17:59"), at("2025-12-12 18:30")
    assert ledger.balance(stock.member_id, before) == 0
    assert ledger.balance(stock.member_id, between) == 500
    assert [row.balance_cents for row in ledger.balances(between)] == [500]
    assert [row.balance_cents for row in ledger.balances()] == [300]
