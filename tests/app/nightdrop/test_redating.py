"""A window that turns out wrong: previewed, applied by opposite lines, twice as good as once."""

from __future__ import annotations

import pytest

from app.nightdrop import queries
from app.nightdrop.actions import close, open_session, redate, scan
from app.nightdrop.redating import preview_redate
from app.nightdrop.rules import Outcome, SinceKind
from app.rentals import ledger
from app.rentals.checkout import check_out
from app.shop import undo
from app.shop.errors import RuleViolation
from app.store import check
from app.store import database as store
from tests.app.till import Stock, at, on

MONDAY = "2025-12-15 11:01"


@pytest.fixture
def session(stock: Stock) -> int:
    """Closed on Monday: 104, due Thursday, came back as of Saturday's close, two days late."""
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104", "100"])
    opened = open_session(on(MONDAY)).session.session_id
    scan(on(MONDAY), opened, "104")
    scan(on(MONDAY), opened, "100")
    close(on(MONDAY), opened)
    return opened


def test_a_preview_lists_what_would_change_and_writes_nothing(stock: Stock, session: int) -> None:
    before = store.connection().total_changes
    changed = preview_redate(session, at("2025-12-12 11:00"))
    assert [
        (line.title, line.late_days_before, line.late_days_after, line.owed_change_cents)
        for line in changed
    ] == [("Freakier Friday", 2, 1, -150), ("Her", 0, 0, 0)]
    assert changed[0].effective_after == at("2025-12-12 11:00")
    assert store.connection().total_changes == before


def test_applying_writes_opposite_lines_and_the_rows_tell_it(stock: Stock, session: int) -> None:
    done = redate(on("2025-12-15 12:00"), session, at("2025-12-11 12:00"))
    assert (done.session.since_at, done.session.since_kind) == (
        at("2025-12-11 12:00"),
        SinceKind.BY_HAND,
    )
    assert ledger.balance(stock.member_id) == 750
    row = queries.scans(session)[1]
    assert (row.outcome, row.late_days, row.fee_cents) == (Outcome.RETURNED, 0, 0)
    assert row.effective_at == at("2025-12-11 12:00")
    assert row.sentence == "Due Thu 10 pm. Box emptied Mon 11:01, counted as Thu noon. No fee."
    again = redate(on("2025-12-15 12:01"), session, at("2025-12-11 12:00"))
    assert (again.operation_id, again.lines) == (None, ())
    assert check.run() == []


def test_twice_equals_once_with_the_last_window(stock: Stock, session: int) -> None:
    redate(on("2025-12-15 12:00"), session, at("2025-12-11 12:00"))
    redate(on("2025-12-15 12:01"), session, at("2025-12-13 09:00"))
    twice = store.rows("SELECT * FROM rental"), ledger.balance(stock.member_id)
    undo.undo(on("2025-12-15 12:02"))
    undo.undo(on("2025-12-15 12:03"))
    assert ledger.balance(stock.member_id) == 1050
    redate(on("2025-12-15 12:04"), session, at("2025-12-13 09:00"))
    assert (store.rows("SELECT * FROM rental"), ledger.balance(stock.member_id)) == twice


def test_of_a_waiver_larger_than_what_the_fee_became_only_the_fee_is_taken_back(
    stock: Stock, session: int
) -> None:
    fee_line = store.value("SELECT id FROM ledger_line WHERE kind = 'late_fee'")
    waiver = ledger.waive(on("2025-12-15 11:30"), stock.member_id, 300, "Snow", fee_line)
    redate(on("2025-12-15 12:00"), session, at("2025-12-12 11:00"))  # one late day less: 150
    owed = ledger.balance(stock.member_id)
    line_id = waiver.line_ids[0]
    with pytest.raises(RuleViolation) as refused:
        ledger.correct(on("2025-12-15 12:01"), line_id, "No snow", 151)
    assert refused.value.facts["most_cents"] == 150
    done = ledger.correct(on("2025-12-15 12:01"), line_id, "No snow")
    assert ledger.balance(stock.member_id) == owed + 150
    assert check.run() == []
    undo.undo(on("2025-12-15 12:02"), done.operation_id)
    assert ledger.balance(stock.member_id) == owed
    undo.redo(on("2025-12-15 12:03"))
    assert ledger.balance(stock.member_id) == owed + 150
    assert check.run() == []


def test_a_fee_already_waived_is_not_given_back_twice(stock: Stock, session: int) -> None:
    fee_line = store.value("SELECT id FROM ledger_line WHERE kind = 'late_fee'")
    ledger.waive(on("2025-12-15 11:30"), stock.member_id, 200, "Snow", fee_line)
    assert ledger.balance(stock.member_id) == 850
    redate(on("2025-12-15 12:00"), session, at("2025-12-12 11:00"))
    assert ledger.balance(stock.member_id) == 750
    redate(on("2025-12-15 12:01"), session, at("2025-12-11 12:00"))
    assert ledger.balance(stock.member_id) == 750
    redate(on("2025-12-15 12:02"), session, at("2025-12-13 22:00"))
    assert ledger.balance(stock.member_id) == 850
    reasons = store.rows("SELECT DISTINCT text FROM ledger_line WHERE kind = 'waiver'")
    assert reasons == [("Snow",)]
    assert check.run() == []


def test_no_window_starts_after_its_emptying(stock: Stock, session: int) -> None:
    with pytest.raises(RuleViolation) as refused:
        redate(on("2025-12-15 12:00"), session, at("2025-12-15 11:02"))
    assert (refused.value.code, refused.value.field) == ("drop.since_after_emptying", "since")


def test_an_early_window_is_clamped_to_the_rentals_start(stock: Stock, session: int) -> None:
    done = redate(on("2025-12-15 12:00"), session, at("2025-12-01 09:00"))
    assert {line.effective_after for line in done.lines} == {at("2025-12-10 12:00")}
