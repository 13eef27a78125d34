"""A step that must stay does not bar the way to those before it; an undo, then a redo, is nothing.

`test_operations` holds what one undo does; here are many in a row, some of them refused.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.catalog import copies, marking, sections, titles
from app.catalog.models import Copy, Section
from app.catalog.rules import Mark
from app.members import actions as members
from app.members.actions import RenterDraft
from app.rentals import ledger
from app.rentals.checkout import check_out
from app.rentals.models import LineKind, PaymentMethod
from app.rentals.returns import take_back
from app.shop import operations, undo
from app.shop.clock import Context, fixed
from app.shop.errors import RuleViolation
from app.shop.models import Operation, OperationState
from app.store import check, shopfile
from app.store import database as store
from tests.app.till import Stock, at, on

STUCK = {"undo.in_use", "undo.changed", "undo.done", "undo.nothing"}

# What only grows, what is read from the rest, and the numbers that are never given twice.
_LEFT_OUT = {
    "journal_entry", "ledger_line", "operation", "operation_row", "schema_migration", "setting",
    "shop_file",
}  # fmt: skip


def _state() -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows but those that only grow; balances where anything is owed."""
    tables = store.rows(
        "SELECT name FROM pragma_table_list WHERE strict AND schema = 'main' ORDER BY name"
    )
    kept = [name for (name,) in tables if name not in _LEFT_OUT]
    assert {"copy", "member", "rental", "section", "title"} <= set(kept)
    return {
        name: sorted(store.rows(f"SELECT * FROM {name}{_WHERE.get(name, '')}"), key=repr)
        for name in kept
    }


_WHERE = {"member_balance": " WHERE balance_cents <> 0"}


def _rename(ctx: Context, name: str, *, undoable: bool = True) -> None:
    with operations.begin(ctx, "section.edit", undoable=undoable) as work:
        work.update(Section, Section.get(Section.position == 1).id, name=name)


def _refused(ctx: Context, operation_id: int | None = None) -> RuleViolation:
    before = _state()
    with pytest.raises(RuleViolation) as refused:
        undo.undo(ctx, operation_id)
    assert _state() == before
    return refused.value


# -- what must stay ------------------------------------------------------------------------------


def _open_account(ctx: Context) -> int:
    return members.new_account(ctx, name="Marchetti, Leo", renters=(RenterDraft("Leo"),)).member_id


def _leave_a_trace(account: int, stock: Stock) -> None:
    """A rental of the account, undone: its lines stay in the ledger."""
    renter = store.value("SELECT id FROM renter WHERE member_id = ?", (account,))
    check_out(on("2025-12-12 18:00"), account, renter, ["100"], payments={})
    undo.undo(on("2025-12-12 18:01"))


def test_what_must_stay_says_why_and_the_next_undo_takes_the_step_before(
    ctx: Context, stock: Stock
) -> None:
    horror = sections.add_section(ctx, "Horror")
    account = _open_account(ctx)
    _leave_a_trace(account, stock)

    refused = _refused(ctx)
    assert (refused.code, refused.facts["kind"]) == ("undo.in_use", "ledger_line")
    assert (refused.facts["intent"], refused.facts["kept"]) == ("member.new", True)
    assert refused.facts["was"] == {"name": "Marchetti, Leo", "number": "10002"}

    done = undo.undo(ctx)
    assert done.facts["of"] == "section.add"
    assert store.value("SELECT count(*) FROM section WHERE id = ?", (horror.section_id,)) == 0


def test_what_a_kept_step_stands_on_is_kept_as_well(ctx: Context, stock: Stock) -> None:
    section = sections.add_section(ctx, "Horror").section_id
    copies.edit_copy(ctx, stock.copies["100"], section_id=section)
    with operations.begin(ctx, "till.note", undoable=False) as work:
        work.update(Copy, stock.copies["100"], section_id=Section.get().id)
        work.update(Copy, stock.copies["101"], section_id=section)

    assert _refused(ctx).code == "undo.changed"  # the move of 100
    refused = _refused(ctx)  # the section, with 101 in it
    assert (refused.code, refused.facts["kind"]) == ("undo.in_use", "copy")
    assert refused.facts["intent"] == "section.add"
    assert undo.undo(ctx).facts["of"] == "member.new"


@pytest.mark.usefixtures("shop")
def test_a_step_that_was_changed_since_is_passed_over(ctx: Context) -> None:
    sections.add_section(ctx, "Horror")
    _rename(ctx, "Melodrama")
    _rename(ctx, "Weepies", undoable=False)
    refused = _refused(ctx)
    assert (refused.code, refused.facts["intent"]) == ("undo.changed", "section.edit")
    assert undo.undo(ctx).facts["of"] == "section.add"
    assert undo.last_undoable() is None


def test_a_step_named_by_its_number_is_refused_as_often_as_it_is_asked_for(
    ctx: Context, stock: Stock
) -> None:
    account = _open_account(ctx)
    last = undo.last_undoable()
    assert last is not None
    ledger.charge(ctx, account, LineKind.MEMBERSHIP, 500, "A year")
    for _ in range(2):
        refused = _refused(ctx, last.id)
        assert (refused.code, "kept" in refused.facts) == ("undo.in_use", False)
    undo.undo(ctx)  # the charge
    assert _refused(ctx).facts["kept"] is True
    assert "kept" not in _refused(ctx, last.id).facts


def test_what_is_kept_still_stands(ctx: Context, stock: Stock) -> None:
    account = _open_account(ctx)
    opened = undo.last_undoable()
    assert opened is not None
    _leave_a_trace(account, stock)
    _refused(ctx)
    assert Operation.get_by_id(opened.id).state == OperationState.DONE


def test_a_redo_after_a_kept_step_brings_back_what_was_undone_last(
    ctx: Context, stock: Stock
) -> None:
    sections.add_section(ctx, "Horror")
    account = _open_account(ctx)
    _leave_a_trace(account, stock)
    before = _state()
    _refused(ctx)
    undo.undo(ctx)
    again = undo.redo(ctx)
    assert (again.intent, again.facts["of"], again.facts["was_section"]) == (
        "redo",
        "section.add",
        "Horror",
    )
    assert _state() == before


def test_an_undo_named_by_its_number_is_a_redo(ctx: Context, stock: Stock) -> None:
    sections.add_section(ctx, "Horror")
    before = _state()
    undone = undo.undo(ctx)
    assert undo.undo(ctx, undone.operation_id).intent == "redo"
    assert _state() == before
    assert undo.undo(ctx).facts["of"] == "section.add"


def test_a_redo_in_whose_way_something_is_says_of_what(ctx: Context, stock: Stock) -> None:
    sections.add_section(ctx, "Horror")
    undo.undo(ctx)
    with operations.begin(ctx, "till.note", undoable=False) as work:
        work.insert(Section, name="horror", position=9)
    with pytest.raises(RuleViolation) as refused:
        undo.redo(ctx)
    facts = refused.value.facts
    assert (refused.value.code, facts["intent"], facts["again"]) == (
        "undo.changed",
        "section.add",
        True,
    )


# -- any history ---------------------------------------------------------------------------------

CODES = st.sampled_from(["100", "101", "104"])


def _allowed(action: Callable[[], object]) -> None:
    """What the rules refuse is no part of the history; a broken constraint is our own bug."""
    try:
        action()
    except RuleViolation as refused:
        if refused.code == "conflict":
            raise


class Steps(RuleBasedStateMachine):
    """Stock, accounts and a till, with undo in any order: `check` finds nothing, ever."""

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
        self.now += timedelta(hours=5)
        return Context(fixed(self.now), "Ravi")

    def _any(self, table: str, number: int) -> int:
        ids = [int(row[0]) for row in store.rows(f"SELECT id FROM {table} ORDER BY id")]
        assume(ids)
        return ids[number % len(ids)]

    @rule(name=st.sampled_from(["Horror", "Comedy", "Noir"]))
    def add_a_section(self, name: str) -> None:
        _allowed(lambda: sections.add_section(self.ctx, name))

    @rule(which=st.integers(0, 5), name=st.sampled_from(["Terror", "Fun"]))
    def rename_a_section(self, which: int, name: str) -> None:
        section = self._any("section", which)
        _allowed(lambda: sections.edit_section(self.ctx, section, name=name))

    @rule(which=st.integers(0, 5))
    def remove_a_section(self, which: int) -> None:
        section = self._any("section", which)
        _allowed(lambda: sections.remove_section(self.ctx, section))

    @rule(tag=st.sampled_from(["cult", "snow"]), which=st.integers(0, 9))
    def tag_a_title(self, tag: str, which: int) -> None:
        title = self._any("title", which)
        _allowed(lambda: titles.add_tag(self.ctx, title, tag))

    @rule()
    def add_a_title(self) -> None:
        _allowed(lambda: titles.add_title(self.ctx, "Paris, Texas", genres=("Drama",)))

    @rule(which=st.integers(0, 9), count=st.integers(1, 2))
    def add_copies(self, which: int, count: int) -> None:
        edition = self._any("edition", which)
        _allowed(lambda: copies.add_copies(self.ctx, edition, count=count))

    @rule(code=CODES, which=st.integers(0, 5))
    def move_a_copy(self, code: str, which: int) -> None:
        copy, section = self.stock.copies[code], self._any("section", which)
        _allowed(lambda: copies.edit_copy(self.ctx, copy, section_id=section))

    @rule(code=CODES, wanted=st.sampled_from(Mark))
    def mark_a_copy(self, code: str, wanted: Mark) -> None:
        copy = self.stock.copies[code]
        _allowed(lambda: marking.mark(self.ctx, [copy], wanted))

    @rule()
    def open_an_account(self) -> None:
        _allowed(lambda: _open_account(self.ctx))

    @rule(which=st.integers(0, 5))
    def suspend_an_account(self, which: int) -> None:
        member = self._any("member", which)
        _allowed(lambda: members.suspend(self.ctx, member, "A slip"))

    @rule(which=st.integers(0, 5), code=CODES, paid=st.sampled_from([0, 300]))
    def rent(self, which: int, code: str, paid: int) -> None:
        renter = self._any("renter", which)
        member = store.value("SELECT member_id FROM renter WHERE id = ?", (renter,))
        paying = {PaymentMethod.CASH: paid}
        _allowed(lambda: check_out(self.ctx, member, renter, [code], payments=paying))

    @rule(code=CODES)
    def bring_back(self, code: str) -> None:
        _allowed(lambda: take_back(self.ctx, barcode=code))

    @rule(which=st.integers(0, 40))
    def undo_one_by_its_number(self, which: int) -> None:
        found = Operation.select(Operation.id).where(Operation.undoes.is_null())
        ids = [row.id for row in found.order_by(Operation.id)]
        assume(ids)
        self._undo(ids[which % len(ids)])

    @rule(times=st.integers(1, 8), again=st.booleans())
    def press_undo(self, times: int, again: bool) -> None:
        """Ctrl+Z some times, then as often Ctrl+Shift+Z: each press is as if never made."""
        undone = []
        for _ in range(times):
            before = _state()
            refused = self._undo()
            if refused is None:
                undone.append(before)
            elif refused.code == "undo.nothing":
                break
            else:
                assert refused.facts["kept"]
        assert check.run() == []
        for before in reversed(undone if again else []):
            undo.redo(self.ctx)
            assert _state() == before

    def _undo(self, operation_id: int | None = None) -> RuleViolation | None:
        """Undoes a step; the refusal, which changed nothing, where there was one."""
        before = _state()
        try:
            undo.undo(self.ctx, operation_id)
        except RuleViolation as error:
            refused = error
        else:
            return None
        assert refused.code in STUCK
        assert _state() == before
        return refused

    @rule()
    def press_redo(self) -> None:
        with suppress(RuleViolation):
            undo.redo(self.ctx)

    @invariant()
    def the_shop_is_whole(self) -> None:
        assert check.run() == []


def test_any_history_of_steps_and_undos_leaves_a_whole_shop(shop: Path, stock: Stock) -> None:
    shopfile.close_shop()
    run_state_machine_as_test(
        lambda: Steps(shop, stock),  # type: ignore[arg-type]  # any factory will do
        settings=hypothesis_settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    shopfile.open_shop(shop)
