"""What hangs on a rule or a day."""

from __future__ import annotations

from datetime import date

from app.rentals import usage
from app.rentals.checkout import check_out
from app.rentals.classes import by_name
from tests.app.till import Stock, on


def test_copies_and_rentals_are_counted_by_class_and_day(stock: Stock) -> None:
    assert usage.copies_by_class() == {by_name("Catalogue"): 4, by_name("New Release"): 1}
    assert usage.out_by_class() == {}
    check_out(on("2025-12-13 12:00"), stock.member_id, stock.ruth, ["104", "100"])
    assert usage.out_by_class() == {"New Release": 1, "Catalogue": 1}
    month = usage.due_by_day(date(2025, 12, 1), date(2025, 12, 31))
    assert month == {date(2025, 12, 15): 1, date(2025, 12, 18): 1}
    assert usage.due_by_day(date(2025, 12, 16), date(2025, 12, 17)) == {}


def test_the_first_line_of_the_ledger_fixes_the_currency(stock: Stock) -> None:
    assert not usage.money_has_moved()
    check_out(on("2025-12-13 12:00"), stock.member_id, stock.ruth, ["104"])
    assert usage.money_has_moved()
