"""A rule tried on a person and a copy: the counter's own answer, and nothing written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rentals import tried
from app.rentals.rules import BlockCode
from app.rentals.terms import CapKind, Terms
from app.shop.errors import NotFound
from app.store import database as store
from tests.app.till import Stock, at

TODAY = date(2025, 12, 13)
NOW = at("2025-12-13 11:05")
RULE = Terms("New", 450, period_nights=1, late_rate_cents=150, cap_kind=CapKind.REPLACEMENT)


def test_people_are_found_one_by_one_those_called_so_first(stock: Stock) -> None:
    found = tried.renters_to_try("mia", TODAY)
    assert (found[0].name, found[0].age, found[0].ceiling) == (
        "Mia Marchetti",
        15,
        "PG-13",
    )
    everyone = tried.renters_to_try("marchetti", TODAY)
    assert {each.renter_id for each in everyone} == {stock.ruth, stock.mia}
    assert tried.renters_to_try("", TODAY) == ()
    assert tried.renters_to_try("\x00%_'", TODAY) == ()


def test_copies_are_found_by_barcode_and_by_title(stock: Stock) -> None:
    by_code = tried.copies_to_try("103")
    assert by_code[0].barcode == "103"
    by_title = tried.copies_to_try(by_code[0].title)
    assert "103" in [copy.barcode for copy in by_title]
    assert tried.copies_to_try("nothing is called so") == ()


def test_what_is_for_sale_is_not_offered(stock: Stock) -> None:
    stock.add("900", "For Sale Only", purpose="sale")
    assert tried.copies_to_try("For Sale Only") == ()


def test_blocks_are_the_counters(stock: Stock) -> None:
    before = store.connection().total_changes
    found = tried.tried(RULE, "103", stock.member_id, stock.mia, NOW)
    assert {block.code for block in found.line.blocks} == {
        BlockCode.UNDER_AGE,
        BlockCode.ABOVE_CEILING,
    }
    assert not found.line.allowed
    assert tried.tried(RULE, "103", stock.member_id, stock.ruth, NOW).line.allowed
    assert store.connection().total_changes == before


def test_the_deposit_is_that_of_the_rule_tried(stock: Stock) -> None:
    rule = replace(RULE, deposit_cents=4000)
    found = tried.tried(rule, "100", stock.member_id, stock.ruth, NOW)
    assert [block.code for block in found.line.blocks] == [BlockCode.DEPOSIT]


def test_the_copys_own_price_caps_the_fee(stock: Stock) -> None:
    assert RULE.most_cents is None
    found = tried.tried(RULE, "100", stock.member_id, stock.ruth, NOW)
    assert found.terms.most_cents == 2500
    assert tried.with_copy(RULE, "100", NOW).most_cents == 2500
    assert tried.with_copy(RULE, "no such copy", NOW) == RULE


def test_who_or_what_is_gone(stock: Stock) -> None:
    assert tried.tried(RULE, "nothing", stock.member_id, stock.ruth, NOW).line.problem == "unknown"
    with pytest.raises(NotFound):
        tried.tried(RULE, "100", 9999, stock.ruth, NOW)
