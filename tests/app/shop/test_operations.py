"""One intent, one transaction; undo of do is the state before."""

from __future__ import annotations

import peewee
import pytest

from app.catalog.models import Section
from app.shop import long_work, operations, settings, undo
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.models import JournalEntry, Operation, OperationState
from app.store import database as store

pytestmark = pytest.mark.usefixtures("shop")


def _sections() -> list[tuple[object, ...]]:
    return store.rows("SELECT * FROM section ORDER BY id")


def _add(ctx: Context, name: str) -> int:
    with operations.begin(ctx, "section.add") as work:
        row_id = work.insert(Section, name=name, position=9)
        work.facts(name=name)
    return row_id


def test_undo_of_insert_update_and_delete_is_the_state_before(ctx: Context) -> None:
    horror = _add(ctx, "Horror")
    before = _sections()
    with operations.begin(ctx, "section.rework") as work:
        work.insert(Section, name="Comedy", position=10)
        work.update(Section, horror, name="Terror", position=3)
        drama = Section.get(Section.name == "Drama")
        work.delete(Section, drama.id)
    assert _sections() != before
    done = undo.undo(ctx)
    assert _sections() == before
    assert horror in done.changes.sections


def test_redo_stands_and_can_be_undone_again(ctx: Context) -> None:
    _add(ctx, "Horror")
    after = _sections()
    undo.undo(ctx)
    undo.redo(ctx)
    assert _sections() == after
    undo.undo(ctx)
    assert [row[1] for row in _sections()] == ["Drama"]


def test_a_redo_that_breaks_off_leaves_the_undo_standing(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(ctx, "Horror")
    after = _sections()
    undo.undo(ctx)
    undone = _sections()

    with monkeypatch.context() as broken:
        set_state = undo._set_state

        def stands_again(operation_id: int, state: OperationState) -> None:
            if state is OperationState.DONE:
                raise RuntimeError("power cut")
            set_state(operation_id, state)

        broken.setattr(undo, "_set_state", stands_again)
        with pytest.raises(RuntimeError):
            undo.redo(ctx)
    assert _sections() == undone
    undo.redo(ctx)
    assert _sections() == after


def test_undo_looks_for_its_operation_with_the_write_lock_held(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(ctx, "Horror")
    held = []
    looked_for = undo.last_undoable

    def watched() -> Operation | None:
        held.append(store.database.in_transaction())
        return looked_for()

    monkeypatch.setattr(undo, "last_undoable", watched)
    undo.undo(ctx)
    assert held == [True]


def test_undo_refuses_what_somebody_changed_since(ctx: Context) -> None:
    horror = _add(ctx, "Horror")
    done_id = undo.last_undoable()
    assert done_id is not None
    with operations.begin(ctx, "section.rename", undoable=False) as work:
        work.update(Section, horror, name="Terror")
    with pytest.raises(RuleViolation) as refused:
        undo.undo(ctx, done_id.id)
    assert refused.value.code == "undo.changed"
    assert [row[1] for row in _sections()] == ["Drama", "Terror"]


def test_an_exception_inside_leaves_nothing(ctx: Context) -> None:
    before = _sections()
    lines = JournalEntry.select().count()
    with pytest.raises(ZeroDivisionError), operations.begin(ctx, "section.add") as work:
        work.insert(Section, name="Horror", position=2)
        raise ZeroDivisionError
    assert _sections() == before
    assert JournalEntry.select().count() == lines


def test_nothing_to_undo_is_said(ctx: Context) -> None:
    with pytest.raises(NotFound):
        undo.undo(ctx)


def test_broken_promise_of_the_database_is_a_rule(ctx: Context) -> None:
    _add(ctx, "Horror")
    with pytest.raises(RuleViolation) as refused:
        _add(ctx, "horror")
    assert refused.value.code == "conflict"


def test_long_work_rolls_back_whole(ctx: Context) -> None:
    before = _sections()
    with pytest.raises(KeyboardInterrupt), long_work.begin(ctx, "sections.add") as long:
        with long.chunk() as work:
            work.insert(Section, name="Horror", position=2)
        with long.chunk() as work:
            work.insert_many(Section, [{**_VALUES, "name": f"S{n}"} for n in range(40)])
        raise KeyboardInterrupt
    assert _sections() == before
    assert undo.last_undoable() is None


def test_long_work_is_one_step_of_undo(ctx: Context) -> None:
    before = _sections()
    with long_work.begin(ctx, "sections.add") as long:
        for part in range(3):
            with long.chunk() as work:
                work.insert_many(Section, [{**_VALUES, "name": f"S{part}.{n}"} for n in range(5)])
        long.finish()
    assert len(_sections()) == len(before) + 15
    undo.undo(ctx)
    assert _sections() == before


def test_work_cut_off_by_a_crash_is_rolled_back_at_the_next_start(ctx: Context) -> None:
    before = _sections()
    long = long_work.LongWork(ctx, "sections.add")
    with long.chunk() as work:
        work.insert(Section, name="Horror", position=2)
    assert long_work.roll_back_unfinished(ctx) == 1
    assert _sections() == before


def test_what_was_cut_off_is_put_back_before_other_long_work_begins(ctx: Context) -> None:
    before = _sections()
    with long_work.LongWork(ctx, "sections.add").chunk() as work:
        work.insert(Section, name="Horror", position=2)
    with long_work.begin(ctx, "sections.add") as long:
        assert _sections() == before
        with long.chunk() as work:
            work.insert(Section, name="Western", position=2)
        long.finish()
    assert long_work.roll_back_unfinished(ctx) == 0
    assert len(_sections()) == len(before) + 1


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_entry SET staff = 'x'", "DELETE FROM journal_entry"]
)
def test_the_journal_is_append_only(ctx: Context, statement: str) -> None:
    _add(ctx, "Horror")
    with pytest.raises(peewee.IntegrityError):
        store.database.execute_sql(statement)  # type: ignore[no-untyped-call]


def test_settings_are_read_again_after_any_commit(ctx: Context) -> None:
    assert settings.settings().max_out == 8
    settings.change(ctx, max_out=3)
    assert settings.settings().max_out == 3
    undo.undo(ctx)
    assert settings.settings().max_out == 8


def test_a_look_takes_no_number(ctx: Context) -> None:
    with pytest.raises(RuntimeError):
        settings.take_number("next_barcode")
    assert settings.settings().next_barcode == 10_000_001


_VALUES = {
    "short_name": "",
    "position": 5,
    "curtained": False,
    "minimum_age": 18,
    "shelved_by": "sort_title",
    "rental_class_id": None,
    "note": "",
}
