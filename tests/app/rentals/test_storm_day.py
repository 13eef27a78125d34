"""Storm days: what would change, what changes, and that taking the day off restores it all."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.rentals import ledger, lines, storm_day
from app.rentals.checkout import check_out
from app.rentals.returns import take_back
from app.rentals.storm_day import Preview
from app.shop import settings, undo
from app.shop.calendar import DayException
from app.shop.errors import RuleViolation
from app.store import database as store
from tests.app.till import Stock, at, on

MONDAY = date(2025, 12, 8)
SNOW = DayException(True, "Snow, closed from 5 pm", ((660, 1020),))


def _rent_and_bring_back(stock: Stock, barcode: str, out: str, back: str) -> int:
    """Mia's account rents under New Release (one night); the rental's id."""
    check_out(on(out), stock.member_id, stock.ruth, [barcode])
    return take_back(on(back), barcode=barcode).rental_id


def _late(stock: Stock) -> int:
    """Out on Sunday the 7th's eve, due Mon 8 Dec 10 pm, back Wed 10 Dec at noon: two days late."""
    return _rent_and_bring_back(stock, "104", "2025-12-06 12:00", "2025-12-10 12:00")


def _preview(wanted: storm_day.Exceptions) -> Preview:
    return storm_day.preview(wanted, at("2025-12-13 11:05"))


def test_a_storm_day_takes_a_late_day_off_and_its_removal_puts_it_back(stock: Stock) -> None:
    rental = _late(stock)
    owed = lines.balance(stock.member_id)
    assert lines.fee_sum(rental) == 300
    seen = _preview({MONDAY: SNOW})
    assert [(e.fee_cents_before, e.fee_cents_after) for e in seen.effects] == [(300, 150)]
    assert (seen.due_moves, len(seen.falling), len(seen.rising)) == (1, 1, 0)
    assert seen.effects[0].sentence.startswith("Due Mon 8 Dec, moved to Tue 9: snow")
    assert lines.balance(stock.member_id) == owed, "a preview writes nothing"

    done = storm_day.apply(on("2025-12-13 11:05"), {MONDAY: SNOW})
    assert lines.fee_sum(rental) == 150
    assert lines.balance(stock.member_id) == owed - 150
    assert (done.facts["due"], done.facts["fees"], done.facts["due_on"]) == (1, 1, "2025-12-09")

    storm_day.apply(on("2025-12-13 11:06"), {MONDAY: None})
    assert lines.fee_sum(rental) == 300
    assert lines.balance(stock.member_id) == owed
    assert MONDAY not in settings.calendar().exceptions


def test_a_day_is_reckoned_with_the_write_lock_held(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckon, held = storm_day.preview, []

    def watched(wanted: storm_day.Exceptions, now: datetime) -> Preview:
        held.append(store.database.in_transaction())
        return reckon(wanted, now)

    monkeypatch.setattr(storm_day, "preview", watched)
    storm_day.apply(on("2025-12-13 11:05"), {MONDAY: SNOW})
    assert held == [True]


def test_one_undo_takes_day_and_money_back(stock: Stock) -> None:
    rental = _late(stock)
    storm_day.apply(on("2025-12-13 11:05"), {MONDAY: SNOW})
    undo.undo(on("2025-12-13 11:06"))
    assert settings.calendar().is_open_day(MONDAY)
    assert lines.fee_sum(rental) == 300


def test_what_was_waived_is_not_given_back_twice(stock: Stock) -> None:
    rental = _late(stock)
    fee_line = lines.last_fee_line(rental)
    assert fee_line is not None
    ledger.waive(on("2025-12-10 12:10"), stock.member_id, 300, "regular", fee_line[0])
    owed = lines.balance(stock.member_id)
    storm_day.apply(on("2025-12-13 11:05"), {MONDAY: SNOW})
    assert lines.fee_sum(rental) == 0
    assert lines.balance(stock.member_id) == owed


def test_what_is_still_out_owes_less_so_far_without_any_line(stock: Stock) -> None:
    check_out(on("2025-12-06 12:00"), stock.member_id, stock.ruth, ["104"])
    owed = lines.balance(stock.member_id)
    seen = _preview({MONDAY: SNOW})
    (effect,) = seen.effects
    assert effect.back_at is None
    assert effect.fee_cents_before - effect.fee_cents_after == 150
    storm_day.apply(on("2025-12-13 11:05"), {MONDAY: SNOW})
    assert lines.balance(stock.member_id) == owed


def test_nobody_is_charged_anew_by_shorter_hours(stock: Stock) -> None:
    """Back on time at 9 pm; that the shop now says it closed at 6 pm costs nothing."""
    rental = _rent_and_bring_back(stock, "104", "2025-12-08 12:00", "2025-12-09 21:00")
    early = DayException(False, "Short day", ((660, 1080),))
    storm_day.apply(on("2025-12-13 11:05"), {date(2025, 12, 9): early})
    assert lines.fee_sum(rental) == 0


@pytest.mark.usefixtures("shop")
def test_a_closure_says_why() -> None:
    with pytest.raises(RuleViolation) as refused:
        storm_day.apply(on("2025-12-13 11:05"), {MONDAY: DayException(True, " ")})
    assert (refused.value.code, refused.value.field) == ("hours.no_reason", "reason")


@pytest.mark.parametrize("back", ["2025-12-09 14:10", "2025-12-11 11:30", "2025-12-12 22:00"])
@pytest.mark.parametrize("day", [date(2025, 12, 8), date(2025, 12, 9), date(2025, 12, 10)])
def test_closing_any_day_never_raises_a_fee(stock: Stock, back: str, day: date) -> None:
    rental = _rent_and_bring_back(stock, "104", "2025-12-06 12:00", back)
    before = lines.fee_sum(rental)
    seen = _preview({day: DayException(True, "Snow")})
    assert not seen.rising
    storm_day.apply(on("2025-12-13 11:05"), {day: DayException(True, "Snow")})
    assert lines.fee_sum(rental) <= before
    storm_day.apply(on("2025-12-13 11:06"), {day: None})
    assert lines.fee_sum(rental) == before


def test_instants_are_the_shops_own(stock: Stock) -> None:
    _late(stock)
    (effect,) = _preview({MONDAY: SNOW}).effects
    assert effect.due_before == at("2025-12-08 22:00")
    assert effect.due_after == at("2025-12-09 22:00")
    assert isinstance(effect.back_at, datetime)
