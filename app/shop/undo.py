"""Taking back what was done, and doing it again.

An undo checks that every row is still as its operation left it and puts it back; what append-only
tables hold is compensated by opposite lines. It is itself an operation, which a redo undoes.

A step that cannot be taken back does not bar the way to those before it: the refusal is written
down as an operation of its own (`undo.kept`, which stands for nothing and has no rows), and the
next undo takes the step before. What the kept step stands on stays as well, because the same
checks and foreign keys refuse it.
"""

from __future__ import annotations

from typing import Any

import peewee

from app.shop import putting_back
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.models import Operation, OperationRow, OperationState
from app.shop.operations import BROKEN_PROMISE, Done, Work
from app.shop.rows import Row, model_of, read_table
from app.store import database as store

_KEPT = "undo.kept"


def last_undoable() -> Operation | None:
    """The newest operation that Ctrl+Z would undo, or None: what was kept before is passed over."""
    tried = Operation.alias()
    kept = tried.select(tried.id).where((tried.undoes == Operation.id) & (tried.intent == _KEPT))
    return _newest(Operation.undoes.is_null(), ~peewee.fn.EXISTS(kept))


def stands(operation_id: int) -> bool:
    """Whether an operation was done and is not undone; what it wrote may be asked for by its id."""
    found = Operation.id == operation_id
    return bool(Operation.select().where(found, Operation.state == OperationState.DONE).exists())


def last_redoable() -> Operation | None:
    """The newest undo that has not been undone itself, if nothing was done since."""
    newest = _newest()
    return newest if newest is not None and newest.undoes is not None else None


def _newest(*where: Any) -> Operation | None:
    standing = Operation.select().where(Operation.state == OperationState.DONE, *where)
    found: Operation | None = standing.order_by(Operation.id.desc()).limit(1).first()
    return found


def undo(ctx: Context, operation_id: int | None = None) -> Done:
    """Undoes an operation (the last one by default); itself an operation that can be undone.

    Raises `NotFound("undo.nothing")`, `RuleViolation("undo.done")` for one undone already,
    `RuleViolation("undo.changed")` where a row is no longer as it was left, and
    `RuleViolation("undo.in_use", kind=...)` where something else stands on what would go; `kind`
    is its table, or "". Both carry the step's `intent` and what it `was`, its facts; `again`, where
    a redo is refused; and `kept`: it was the last step, which is passed over from now on.
    """
    found = None
    try:
        with store.write():
            # Looked for inside: another window may undo the same one at this moment.
            found = last_undoable() if operation_id is None else Operation.get_or_none(operation_id)
            if found is None:
                raise NotFound("undo.nothing")
            return _undo(ctx, found)
    except RuleViolation as refused:
        if found is not None and operation_id is None:
            refused.facts["kept"] = _keep(ctx, found)
        raise


def redo(ctx: Context) -> Done:
    """Undoes the last undo; raises `NotFound("redo.nothing")`.

    The result has the intent `redo` and, as an undo has, `of` and the facts of what stands again.
    """
    with store.write():
        last = last_redoable()
        if last is None:
            raise NotFound("redo.nothing")
        return _undo(ctx, last)


def _undo(ctx: Context, operation: Operation) -> Done:
    if operation.state != OperationState.DONE:
        raise RuleViolation("undo.done", intent=operation.intent)
    step = operation.undoes or operation
    work = Work(ctx, "undo" if step is operation else "redo")
    work.undoes = operation.id
    work.facts(of=step.intent, **{f"was_{k}": v for k, v in step.facts.items()})
    _check_unchanged(operation)
    # While it is put back it counts as running: lines of money that came in bulk with an
    # import may then leave the ledger with the rentals that they belong to.
    _set_state(operation.id, OperationState.RUNNING)
    rows = putting_back.rows_of(operation.id)
    for row in reversed(rows):
        try:
            putting_back.put_back_row(work, row)
        except BROKEN_PROMISE as error:
            raise _refusal("undo.in_use", operation, kind=putting_back.user_of(row)) from error
    _set_state(operation.id, OperationState.UNDONE)
    work.finish(undoable=not _in_bulk(rows))
    if step is not operation:
        # What was redone stands again, and it is what the next undo takes back.
        _set_state(step.id, OperationState.DONE)
        if work.operation_id is not None:
            _set_state(work.operation_id, OperationState.UNDONE)
    return work.done


def _refusal(code: str, operation: Operation, kind: str = "") -> RuleViolation:
    step, again = operation.undoes or operation, operation.undoes is not None
    return RuleViolation(code, intent=step.intent, was=step.facts, again=again, kind=kind)


def _keep(ctx: Context, operation: Operation) -> bool:
    """Writes down that it was tried in vain: Ctrl+Z passes it over. By its id it can be tried.

    False where another window was quicker, so that it is not the last step any more.
    """
    with store.write():
        if last_undoable() != operation:
            return False
        Operation.insert(
            at=ctx.now(),
            staff=ctx.staff,
            intent=_KEPT,
            state=OperationState.UNDONE,
            undoes=operation.id,
        ).execute()
    return True


def _set_state(operation_id: int, state: OperationState) -> None:
    Operation.update(state=state).where(Operation.id == operation_id).execute()


def _in_bulk(rows: list[OperationRow]) -> bool:
    """Whether they are too many to be kept for a redo: an import is done again instead."""
    return any(row.last_id is not None and not putting_back.is_kept(row) for row in rows)


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
        if not _is_left(table, read_table(table, row_id), after):
            raise _refusal("undo.changed", operation)


def _is_left(table: str, now: Row | None, after: Row | None) -> bool:
    if now is None or after is None:
        return now is after
    derived = model_of(table).derived
    return all(now.get(name) == cell for name, cell in after.items() if name not in derived)


def _check_range(operation: Operation, row: OperationRow) -> None:
    """A range of inserted rows is untouched when no later, standing operation wrote in it."""
    touched = store.value(
        "SELECT 1 FROM operation_row r JOIN operation o ON o.id = r.operation_id"
        " WHERE r.table_name = ? AND r.row_id BETWEEN ? AND ? AND r.operation_id > ?"
        " AND o.state = 'done' LIMIT 1",
        (row.table_name, row.row_id, row.last_id, operation.id),
    )
    if touched:
        raise _refusal("undo.changed", operation)
