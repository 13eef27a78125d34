"""The list and the fees name the same titles late, whatever becomes of the calendar."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.catalog import stock_list
from app.catalog.stock_query import StateFacet, StockQuery
from app.rentals import queries, storm_day
from app.rentals.checkout import check_out
from app.rentals.returns import take_back
from app.shop import settings, undo
from app.shop.calendar import DayException
from app.store import check
from app.store import database as store
from app.store.fields import to_ms
from tests.app.till import Stock, at, on

MONDAY = date(2025, 12, 8)
SNOW = {MONDAY: DayException(True, "Snow")}
DUE, MOVED = at("2025-12-08 22:00"), at("2025-12-09 22:00")
MONDAY_NIGHT, NOON = at("2025-12-08 23:00"), "2025-12-08 12:00"


@pytest.fixture
def out(stock: Stock) -> Stock:
    """104 is out until Monday, 10 pm."""
    check_out(on("2025-12-06 12:00"), stock.member_id, stock.ruth, ["104"])
    assert _due() == DUE
    return stock


def _due() -> datetime | None:
    """What the copy says; list, fees and `check` must say the same, now and in the night."""
    kept = store.value("SELECT due_at FROM copy WHERE barcode = '104'")
    for now in (MONDAY_NIGHT, DUE, MOVED, at("2025-12-10 09:00")):
        late = int(kept is not None and kept < to_ms(now))
        assert stock_list.count(StockQuery(states=(StateFacet.LATE,)), now) == late
        assert len(list(queries.late_rentals(now))) == late
    assert check.run() == []
    return None if kept is None else datetime.fromtimestamp(kept / 1000, DUE.tzinfo)


def test_a_closure_moves_what_is_out_and_its_removal_moves_it_back(out: Stock) -> None:
    storm_day.apply(on(NOON), SNOW)
    assert _due() == MOVED
    storm_day.apply(on(NOON), {MONDAY: None})
    assert _due() == DUE


def test_an_undone_closure_moves_it_back_and_a_redo_away_again(out: Stock) -> None:
    storm_day.apply(on(NOON), SNOW)
    undo.undo(on(NOON))
    assert _due() == DUE
    undo.redo(on(NOON))
    assert _due() == MOVED


def test_other_hours_of_the_week_and_of_the_day_move_it(out: Stock) -> None:
    settings.set_week(on(NOON), (((660, 1200),),) * 6 + ((),))
    assert _due() == at("2025-12-08 20:00")
    storm_day.apply(on(NOON), {MONDAY: DayException(False, "Party", ((660, 1380),))})
    assert _due() == at("2025-12-08 23:00")


def test_a_shop_that_moves_to_another_time_zone(out: Stock) -> None:
    settings.change(on(NOON), time_zone="America/New_York")
    assert _due() == at("2025-12-08 19:00")


def test_an_undo_knows_what_the_calendar_did_meanwhile(out: Stock) -> None:
    back = take_back(on(NOON), barcode="104")
    storm_day.apply(on(NOON), SNOW)
    assert _due() is None
    undo.undo(on(NOON), back.operation_id)
    assert _due() == MOVED


def test_a_closure_bars_no_undo_of_a_check_out(stock: Stock) -> None:
    rented = check_out(on("2025-12-06 12:00"), stock.member_id, stock.ruth, ["104"])
    storm_day.apply(on(NOON), SNOW)
    assert _due() == MOVED
    undo.undo(on(NOON), rented.operation_id)
    assert _due() is None


def test_a_return_bars_no_undo_of_a_closure(out: Stock) -> None:
    closed = storm_day.apply(on(NOON), SNOW)
    take_back(on(NOON), barcode="104")
    undo.undo(on(NOON), closed.operation_id)
    assert _due() is None
    assert MONDAY not in settings.calendar().exceptions


def test_check_finds_a_moment_that_is_not_the_calendars(out: Stock) -> None:
    with store.write():
        store.connection().execute("UPDATE copy SET due_at = due_at + 1 WHERE barcode = '104'")
    [found] = [finding for finding in check.run() if finding.check == "copies_due"]
    assert found.count == 1


def test_check_finds_a_rental_that_is_gone_and_still_costs(out: Stock) -> None:
    with store.write():
        store.connection().execute(
            "INSERT INTO ledger_line (member_id, at, kind, amount_cents, rental_id, text, staff)"
            " VALUES (?, 0, 'rental', 300, 4711, '', '')",
            (out.member_id,),
        )
    assert [finding.check for finding in check.run()] == ["lines_of_no_rental"]
