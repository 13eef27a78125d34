"""Generated histories of a small shop: whatever happens in whatever order, its promises hold.

Each step is done, undone (the state is as before), and redone (the state is as after).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.nightdrop import queries
from app.nightdrop.actions import close, mark, open_session, redate, scan
from app.nightdrop.rules import MarkKind, Outcome
from app.rentals import ledger, promises, storm_day
from app.rentals.checkout import check_out
from app.rentals.models import LineKind, PaymentMethod
from app.rentals.returns import take_back
from app.shop import settings, undo
from app.shop.calendar import DayException
from app.shop.clock import Context, fixed
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.store import database as store
from app.store import shopfile
from tests.app.till import Stock, at

CODES = ("100", "101", "104")
HOURS = st.integers(min_value=0, max_value=90)
FEE_SUMS = """
    SELECT id, CASE WHEN returned_at IS NULL THEN 0 ELSE max(fee_cents - waived_cents, 0) END
    FROM rental ORDER BY id
"""
# Everything but ledger and journal, which only ever grow.
STATE = (
    "SELECT * FROM copy ORDER BY id",
    "SELECT * FROM rental ORDER BY id",
    "SELECT * FROM drop_session ORDER BY id",
    "SELECT * FROM drop_scan ORDER BY id",
    "SELECT on_date, closed, reason, spans FROM calendar_exception ORDER BY on_date",
    "SELECT * FROM member_balance WHERE balance_cents <> 0",
)


def _state() -> list[list[tuple[Any, ...]]]:
    return [store.rows(sql) for sql in STATE]


def _done_or_refused(action: Callable[[], Done]) -> Done | None:
    """What was done; None where the rules said no. A constraint that had to is our own bug."""
    try:
        return action()
    except RuleViolation as refused:
        if refused.code == "conflict":
            raise
        return None


class History(RuleBasedStateMachine):
    """A till, a box, a calendar and a clock that only goes on."""

    def __init__(self, path: Path, stock: Stock) -> None:
        super().__init__()
        copy = path.with_name("history.db")
        for ending in ("", "-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
        shutil.copyfile(path, copy)
        shopfile.open_shop(copy)
        self.stock = stock
        self.now = at("2025-12-08 12:00")

    def teardown(self) -> None:
        shopfile.close_shop()

    @property
    def ctx(self) -> Context:
        return Context(fixed(self.now), "Ravi")

    def _do(self, action: Callable[[], Done]) -> None:
        """Does it, undoes it, does it again; what the rules refuse leaves everything as it was."""
        before = _state()
        done = _done_or_refused(action)
        if done is None:
            assert _state() == before
            return
        after = _state()
        if done.operation_id is None:
            assert after == before
            return
        undo.undo(self.ctx, done.operation_id)
        assert _state() == before
        undo.redo(self.ctx)
        assert _state() == after

    @rule(hours=HOURS)
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours, minutes=7)

    @rule(code=st.sampled_from(CODES), paid=st.sampled_from([0, 300, 1000]))
    def rent(self, code: str, paid: int) -> None:
        self._do(
            lambda: check_out(
                self.ctx,
                self.stock.member_id,
                self.stock.ruth,
                [code],
                payments={PaymentMethod.CASH: paid},
            )
        )

    @rule(code=st.sampled_from(CODES), ago=st.sampled_from([0, 0, 30, 300]))
    def bring_to_the_counter(self, code: str, ago: int) -> None:
        effective = self.now - timedelta(hours=ago)
        self._do(lambda: take_back(self.ctx, barcode=code, effective=effective))

    @rule()
    def empty_the_box(self) -> None:
        self._do(lambda: open_session(self.ctx))

    @rule(code=st.sampled_from((*CODES, "777")))
    def scan_twice(self, code: str) -> None:
        found = queries.open_sessions()
        assume(found)
        session_id = found[0].session_id
        self.now += timedelta(seconds=4)  # nobody's hand is quicker than the scanner's double read
        self._do(lambda: scan(self.ctx, session_id, code))
        before = _state()
        again = scan(self.ctx, session_id, code)
        assert again.silent
        assert _state() == before
        later = Context(fixed(self.now + timedelta(seconds=4)), "Ravi")
        repeat = scan(later, session_id, code)
        assert repeat.outcome is Outcome.REPEAT
        assert _state()[:2] == before[:2]
        assert _state()[-1] == before[-1]
        self.now += timedelta(seconds=4)

    @rule(kind=st.sampled_from(MarkKind))
    def mark_the_last(self, kind: MarkKind) -> None:
        found = queries.open_sessions()
        assume(found)
        self._do(lambda: mark(self.ctx, found[0].session_id, kind))

    @rule(counted=st.sampled_from([None, 2]))
    def close_the_session(self, counted: int | None) -> None:
        found = queries.open_sessions()
        assume(found)
        self._do(lambda: close(self.ctx, found[0].session_id, counted, "Counted in a hurry"))

    @rule(code=st.sampled_from(CODES), first=HOURS, last=HOURS, waived=st.sampled_from([50, 150]))
    def a_late_case_is_waived_and_redated(
        self, code: str, first: int, last: int, waived: int
    ) -> None:
        """The whole way of one case whose window was wrong, among all the rest."""
        self.rent(code, 0)
        self.now += timedelta(days=8)
        self.empty_the_box()
        self.scan_twice(code)
        self.waive(waived, of_fee=True)
        self.redate_a_session(first, last)
        self.close_the_session(None)

    @rule(first=HOURS, last=HOURS)
    def redate_a_session(self, first: int, last: int) -> None:
        found = queries.sessions()
        assume(found)
        session = found[0]
        assume(session.opened_at - timedelta(hours=90) > at("2025-12-01 12:00"))
        ends = session.opened_at - timedelta(hours=last)
        # Twice with two windows equals once with the last.
        redate(self.ctx, session.session_id, session.opened_at - timedelta(hours=first))
        self._do(lambda: redate(self.ctx, session.session_id, ends))
        twice = _state()
        assert redate(self.ctx, session.session_id, ends).operation_id is None
        assert _state() == twice

    @rule(cents=st.sampled_from([50, 100, 400]))
    def pay(self, cents: int) -> None:
        self._do(lambda: ledger.pay(self.ctx, self.stock.member_id, {PaymentMethod.CARD: cents}))

    @rule(cents=st.sampled_from([50, 150, 600]), of_fee=st.booleans())
    def waive(self, cents: int, of_fee: bool) -> None:
        line_id = store.value("SELECT max(id) FROM ledger_line WHERE kind = 'late_fee'")
        chosen = line_id if of_fee else None
        self._do(lambda: ledger.waive(self.ctx, self.stock.member_id, cents, "Why not", chosen))

    @rule(kind=st.sampled_from(["rental", "late_fee", "payment", "waiver"]))
    def correct(self, kind: str) -> None:
        line_id = store.value("SELECT max(id) FROM ledger_line WHERE kind = ?", (kind,))
        assume(line_id is not None)
        self._do(lambda: ledger.correct(self.ctx, line_id, "A slip"))

    @rule(days=st.integers(min_value=-3, max_value=3))
    def snow_comes_and_melts(self, days: int) -> None:
        """A closure added and removed changes nothing; one that stays moves no stored fee."""
        day: date = settings.calendar().local_date(self.now) + timedelta(days=days)
        assume(day not in settings.calendar().exceptions)
        before = _state()
        self._do(lambda: storm_day.apply(self.ctx, {day: DayException(True, "Snow")}))
        if days % 2:
            storm_day.apply(self.ctx, {day: None})
            assert _state() == before

    @rule()
    def undo_the_last(self) -> None:
        _done_or_refused(lambda: undo.undo(self.ctx))

    @invariant()
    def promises_hold(self) -> None:
        assert promises.findings() == []
        sums = store.rows("SELECT member_id, sum(amount_cents) FROM ledger_line GROUP BY member_id")
        assert all(ledger.balance(member) == cents for member, cents in sums)
        charged = [
            (rental_id, ledger_sum) for rental_id, ledger_sum in store.rows(FEE_SUMS) if ledger_sum
        ]
        assert all(_fee_in_ledger(rental_id) == cents for rental_id, cents in charged)


def _fee_in_ledger(rental_id: int) -> int:
    """The late fee of a rental as its own lines say, told apart from its price by their kind."""
    rows = store.rows(
        "SELECT id, kind, amount_cents, reverses_id FROM ledger_line WHERE rental_id = ?",
        (rental_id,),
    )
    roots = {row[0]: row for row in rows}

    def of_fee(row: tuple[Any, ...]) -> bool:
        while row[1] != LineKind.LATE_FEE and row[3] in roots:
            row = roots[row[3]]
        return bool(row[1] == LineKind.LATE_FEE)

    return sum(row[2] for row in rows if of_fee(row))


def test_any_history_keeps_the_shops_promises(shop: Path, stock: Stock) -> None:
    shopfile.close_shop()
    run_state_machine_as_test(
        lambda: History(shop, stock),  # type: ignore[arg-type]  # any factory will do
        settings=hypothesis_settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    shopfile.open_shop(shop)
