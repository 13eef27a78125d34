"""Taking back what was done, and doing it again.

An undo checks that every row is still as its operation left it and puts it back; what append-only
tables hold is compensated by opposite lines. It is itself an operation, which a redo undoes.
"""

from __future__ import annotations

from typing import Any

from app.shop import putting_back
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.models import Operation, OperationRow, OperationState
from app.shop.operations import BROKEN_PROMISE, Done, Work
from app.shop.rows import Row, read_table
from app.store import database as store


def last_undoable() -> Operation | None:
    """The newest operation that Ctrl+Z would undo, or None."""
    return _first((Operation.state == OperationState.DONE) & Operation.undoes.is_null())


def last_redoable() -> Operation | None:
    """The newest undo that has not been undone itself, if nothing was done since."""
    newest = _first(Operation.state == OperationState.DONE)
    return newest if newest is not None and newest.undoes is not None else None


def _first(where: Any) -> Operation | None:
    found: Operation | None = (
        Operation.select().where(where).order_by(Operation.id.desc()).limit(1).first()
    )
    return found


def undo(ctx: Context, operation_id: int | None = None) -> Done:
    """Undoes an operation (the last one by default); itself an operation that can be undone.

    Raises `NotFound("undo.nothing")`, `RuleViolation("undo.done")` for one undone already,
    `RuleViolation("undo.changed", intent=...)` where a row is no longer as it was left, and
    `RuleViolation("undo.in_use")` where something else stands on what would go.
    """
    with store.write():
        # Looked for inside the transaction: another window may undo the same one at this moment.
        found = last_undoable() if operation_id is None else Operation.get_or_none(operation_id)
        if found is None:
            raise NotFound("undo.nothing")
        return _undo(ctx, found)


def redo(ctx: Context) -> Done:
    """Undoes the last undo; raises `NotFound("redo.nothing")`."""
    with store.write():
        last = last_redoable()
        if last is None:
            raise NotFound("redo.nothing")
        done = _undo(ctx, last)
        # The redone operation stands again, and it is what the next undo takes back.
        _set_state(last.undoes.id, OperationState.DONE)
        if done.operation_id is not None:
            _set_state(done.operation_id, OperationState.UNDONE)
    return done


def _undo(ctx: Context, operation: Operation) -> Done:
    if operation.state != OperationState.DONE:
        raise RuleViolation("undo.done", intent=operation.intent)
    work = Work(ctx, "undo")
    work.undoes = operation.id
    work.facts(of=operation.intent, **{f"was_{k}": v for k, v in operation.facts.items()})
    _check_unchanged(operation)
    try:
        # While it is put back it counts as running: lines of money that came in bulk with an
        # import may then leave the ledger with the rentals that they belong to.
        _set_state(operation.id, OperationState.RUNNING)
        for row in reversed(putting_back.rows_of(operation.id)):
            putting_back.put_back_row(work, row)
    except BROKEN_PROMISE as error:
        raise RuleViolation("undo.in_use", intent=operation.intent) from error
    _set_state(operation.id, OperationState.UNDONE)
    work.finish(undoable=not _in_bulk(operation.id))
    return work.done


def _set_state(operation_id: int, state: OperationState) -> None:
    Operation.update(state=state).where(Operation.id == operation_id).execute()


def _in_bulk(operation_id: int) -> bool:
    """Whether its rows are too many to be kept for a redo: an import is done again instead."""
    return any(
        row.last_id is not None and not putting_back.is_kept(row)
        for row in putting_back.rows_of(operation_id)
    )


def _check_unchanged(operation: Operation) -> None:
    """Every row must be as the operation left it; later columns of its own count last."""
    left: dict[tuple[str, int], Row | None] = {}
    for row in putting_back.rows_of(operation.id):
        if row.last_id is not None:
            _check_range(operation, row)
            continue
        key = (row.table_name, row.row_id)
        if row.after is None:
            left[key] = None
        else:
            left[key] = {**(left.get(key) or {}), **row.after}
    for (table, row_id), after in left.items():
        if putting_back.is_compensated(table):
            continue
        now = read_table(table, row_id)
        if (now is None) != (after is None) or (
            now is not None and any(now.get(c) != v for c, v in (after or {}).items())
        ):
            raise RuleViolation("undo.changed", intent=operation.intent, facts=operation.facts)


def _check_range(operation: Operation, row: OperationRow) -> None:
    """A range of inserted rows is untouched when no later, standing operation wrote in it."""
    touched = store.value(
        "SELECT 1 FROM operation_row r JOIN operation o ON o.id = r.operation_id"
        " WHERE r.table_name = ? AND r.row_id BETWEEN ? AND ? AND r.operation_id > ?"
        " AND o.state = 'done' LIMIT 1",
        (row.table_name, row.row_id, row.last_id, operation.id),
    )
    if touched:
        raise RuleViolation("undo.changed", intent=operation.intent, facts=operation.facts)
