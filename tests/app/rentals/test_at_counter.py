"""What the counter asks again: returns that still stand, with what was forgiven."""

from app.rentals import at_counter, checkout, ledger, returns
from app.shop import undo
from tests.app.till import Stock, on


def _late_return(stock: Stock) -> returns.TakenBack:
    rented = on("2025-12-05 12:00")
    checkout.check_out(rented, stock.member_id, stock.ruth, ["104"])
    return returns.take_back(on("2025-12-13 11:05"), barcode="104")


def test_a_return_stands_with_its_fee_and_what_was_waived(stock: Stock) -> None:
    back = _late_return(stock)
    ledger.waive(
        on("2025-12-13 11:06"), stock.member_id, 100, "power cut", line_id=back.fee_line_id
    )
    found = at_counter.fee_standings([back.rental_id, 999])
    standing = at_counter.FeeStanding(back.rental_id, back.fee_cents, 100, "PG")
    assert found == {back.rental_id: standing}


def test_an_undone_return_is_left_out(stock: Stock) -> None:
    back = _late_return(stock)
    undo.undo(on("2025-12-13 11:06"))
    assert at_counter.fee_standings([back.rental_id]) == {}
    assert at_counter.standing_rentals([back.rental_id]) == {back.rental_id}


def test_an_undone_check_out_leaves_no_rental(stock: Stock) -> None:
    done = checkout.check_out(on("2025-12-05 12:00"), stock.member_id, stock.ruth, ["104"])
    undo.undo(on("2025-12-05 12:01"))
    assert at_counter.standing_rentals([line.rental_id for line in done.lines]) == frozenset()
    assert at_counter.fee_standings([]) == {}
    assert at_counter.standing_rentals([]) == frozenset()
