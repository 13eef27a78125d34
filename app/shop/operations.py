"""One intent, one transaction: what was done, who did it, and how to undo it.

    with operations.begin(ctx, "copy.mark", undoable=True) as work:
        work.update(Copy, copy_id, status=Status.MISSING)
        work.facts(title="Ghost World", status="missing")
    return Marked(changes=work.changes, operation_id=work.operation_id)

`Work` writes the rows, keeps each row's state before and after, collects what changed for
the screens, and at the end writes the operation and the journal line, all in the one
IMMEDIATE transaction. `undo()` checks that every row is still as it was left and puts it
back; what append-only tables hold is compensated by opposite lines.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

import peewee

from app.shop.changes import Changes, Touched
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.models import JournalEntry, Operation, OperationRow, OperationState
from app.shop.rows import (
    Row,
    as_stored,
    insert_row,
    model_of,
    next_id,
    read_row,
    read_table,
    table_of,
)
from app.store import database as store
from app.store.database import AppendOnly, Table

Finisher = Callable[["Work"], None]
Compensator = Callable[["Work", Row], None]

_ROLL_BACK_SECONDS = 0.03
_KEPT_ROWS = 200  # of a range that an undo removes one by one, so that a redo has them

# What a sale, a return or a scan writes; `store.remembered()` keeps nothing that is read from it.
_OF_THE_TILL = frozenset({"copy", "rental", "ledger_line", "drop_scan", "drop_session"})

_BROKEN_PROMISE = (peewee.IntegrityError, sqlite3.IntegrityError)

_finishers: list[Finisher] = []
_compensators: dict[str, Compensator] = {}


def before_commit(finish: Finisher) -> None:
    """Registers what must hold before any operation commits (derived tables)."""
    if finish not in _finishers:
        _finishers.append(finish)


def compensate(model: type[AppendOnly], by: Compensator) -> None:
    """Registers how a row of an append-only table is reversed by an undo."""
    _compensators[table_of(model)] = by


@dataclass(frozen=True)
class Done:
    """What an operation left: its id and intent, the facts of its sentence, what changed."""

    operation_id: int | None
    intent: str
    facts: dict[str, Any]
    changes: Changes


class Work:
    """The rows of one operation, written and remembered. Made by `begin()` or `LongWork`."""

    def __init__(self, ctx: Context, intent: str, operation_id: int | None = None) -> None:
        self.ctx = ctx
        self.intent = intent
        self.now: datetime = ctx.now()
        self.operation_id = operation_id
        self.undoes: int | None = None
        self.everything = False
        self._facts: Row = {}
        self._reason: str | None = None
        self._touched: set[Touched] = set()
        self._recorded: list[tuple[str, int, int | None, str | None, str | None]] = []

    # -- writing ---------------------------------------------------------------------------

    def insert(self, model: type[Table], **values: Any) -> int:
        """Inserts a row by field names; returns its id."""
        row_id, row = insert_row(model, values)
        self._record(model, row_id, None, row)
        return row_id

    def update(self, model: type[Table], row_id: int, **values: Any) -> bool:
        """Changes the named fields of a row; False where they are so already.

        Raises `NotFound` where the row is gone.
        """
        before = read_row(model, row_id)
        if before is None:
            raise NotFound("gone", kind=table_of(model))
        wanted = as_stored(model, values)
        changed = {column: value for column, value in wanted.items() if before[column] != value}
        if not changed:
            return False
        sets = ", ".join(f'"{column}" = ?' for column in changed)
        store.connection().execute(
            f'UPDATE "{table_of(model)}" SET {sets} WHERE id = ?', (*changed.values(), row_id)
        )
        self._record(model, row_id, {c: before[c] for c in changed}, changed, before)
        return True

    def delete(self, model: type[Table], row_id: int) -> None:
        """Deletes a row; its children must be gone before (foreign keys restrict)."""
        before = read_row(model, row_id)
        if before is None:
            raise NotFound("gone", kind=table_of(model))
        store.connection().execute(f'DELETE FROM "{table_of(model)}" WHERE id = ?', (row_id,))
        self._record(model, row_id, before, None, before)

    def insert_many(
        self, model: type[Table], rows: Sequence[Row], *, as_stored: bool = False
    ) -> range:
        """Inserts many rows in one go under consecutive ids; returns the ids.

        Each row has the same fields. An undo removes the whole range. `as_stored` says that the
        values are as the file keeps them (milliseconds, ISO dates, 0 and 1), which saves a look at
        each.
        """
        if not rows:
            return range(0)
        first = next_id(model)
        names = list(rows[0])
        fields = [model._meta.combined[name] for name in names]
        columns = ", ".join(f'"{field.column_name}"' for field in fields)
        marks = ", ".join("?" * (len(fields) + 1))

        if as_stored and len(names) > 1:
            cells: Callable[[Row], Iterable[Any]] = itemgetter(*names)
        else:

            def cells(row: Row) -> Iterable[Any]:
                return (
                    field.db_value(row[name]) for field, name in zip(fields, names, strict=True)
                )

        store.connection().executemany(
            f'INSERT INTO "{table_of(model)}" (id, {columns}) VALUES ({marks})',
            ((row_id, *cells(row)) for row_id, row in enumerate(rows, first)),
        )
        last = first + len(rows) - 1
        self._recorded.append((table_of(model), first, last, None, None))
        return range(first, last + 1)

    # -- telling ---------------------------------------------------------------------------

    def facts(self, **facts: Any) -> None:
        """Adds to the facts of the operation's sentence (strings, numbers, booleans)."""
        self._facts.update(facts)

    def because(self, reason: str) -> None:
        """The reason that stands in the journal."""
        self._reason = reason

    def touch(self, kind: str, *ids: int) -> None:
        """Tells screens of a change that no row of this operation shows."""
        self._touched.update((kind, id_) for id_ in ids)

    @property
    def written(self) -> tuple[tuple[str, int, int | None], ...]:
        """(table, id, last id of a range or None) of the rows this transaction wrote so far."""
        return tuple((table, row_id, last_id) for table, row_id, last_id, _, _ in self._recorded)

    @property
    def changes(self) -> Changes:
        """What changed so far."""
        return Changes(frozenset(self._touched), self.everything)

    @property
    def done(self) -> Done:
        """The result that actions return or build on; complete once the transaction is over."""
        return Done(self.operation_id, self.intent, dict(self._facts), self.changes)

    # -- inside ----------------------------------------------------------------------------

    def _record(
        self,
        model: type[Table],
        row_id: int,
        before: Row | None,
        after: Row | None,
        whole: Row | None = None,
    ) -> None:
        row = {**(whole or before or {}), **(after or {}), "id": row_id}
        self._touched.update(model.touched(row))
        if whole is not None and before is not None and after is not None:
            self._touched.update(model.touched({**whole, "id": row_id}))
        self._recorded.append((table_of(model), row_id, None, _json(before), _json(after)))

    def _run_finishers(self) -> None:
        for finish in _finishers:
            finish(self)
        if not {row[0] for row in self._recorded} <= _OF_THE_TILL:
            store.forget()

    def _finish(self, undoable: bool) -> None:
        self._run_finishers()
        if undoable and (self._recorded or self.operation_id is not None):
            self._save_operation()
        line: Row = {
            "at": self.now,
            "staff": self.ctx.staff,
            "intent": self.intent,
            "facts": self._facts,
            "reason": self._reason,
            "operation": self.operation_id,
        }
        insert_row(JournalEntry, line)

    def _save_operation(self) -> None:
        if self.operation_id is None:
            operation: Row = {
                "at": self.now,
                "staff": self.ctx.staff,
                "intent": self.intent,
                "facts": self._facts,
                "undoes": self.undoes,
            }
            self.operation_id, _ = insert_row(Operation, operation)
        self._save_rows()

    def _save_rows(self) -> None:
        store.connection().executemany(
            "INSERT INTO operation_row (operation_id, table_name, row_id, last_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((self.operation_id, *row) for row in self._recorded),
        )
        self._recorded.clear()


@contextmanager
def begin(ctx: Context, intent: str, *, undoable: bool = True) -> Iterator[Work]:
    """One intent in one transaction; rolled back whole when anything is raised inside.

    A broken promise of the database (a constraint) becomes `RuleViolation("conflict")`.
    """
    work = Work(ctx, intent)
    with store.write(), _constraints():
        yield work
        work._finish(undoable)


@contextmanager
def _constraints() -> Iterator[None]:
    try:
        yield
    except _BROKEN_PROMISE as error:
        raise RuleViolation("conflict", detail=str(error)) from error


class LongWork:
    """One operation in many short transactions, so that the till never waits.

    with operations.long(ctx, "titles.edit") as long:
        for part in parts:
            with long.chunk() as work: ...

    Leaving by an exception (a cancel is one) rolls back what the chunks wrote. After a crash
    the operation is found `running` and `roll_back_unfinished()` removes it at the next start.
    """

    def __init__(self, ctx: Context, intent: str) -> None:
        self.ctx = ctx
        self.intent = intent
        self.changes = Changes()
        self._facts: Row = {}
        with store.write():
            self.operation_id = int(
                Operation.insert(
                    at=ctx.now(), staff=ctx.staff, intent=intent, state=OperationState.RUNNING
                ).execute()
            )

    @contextmanager
    def chunk(self, *, derived: bool = True) -> Iterator[Work]:
        """A short transaction of this operation.

        With `derived=False` what is derived (cards, search) is left behind; whoever asks for that
        brings it up to date before `finish()`. After a crash the roll-back does.
        """
        work = Work(self.ctx, self.intent, self.operation_id)
        with store.write(), _constraints():
            yield work
            if derived:
                work._run_finishers()
            work._save_rows()
        self.changes = Changes(
            self.changes.touched | work.changes.touched,
            self.changes.everything or work.changes.everything,
        )

    def facts(self, **facts: Any) -> None:
        """Adds to the facts of the operation's sentence."""
        self._facts.update(facts)

    def finish(self) -> Done:
        """Marks it done and writes its journal line."""
        with store.write():
            Operation.update(state=OperationState.DONE, facts=self._facts).where(
                Operation.id == self.operation_id
            ).execute()
            JournalEntry.insert(
                at=self.ctx.now(),
                staff=self.ctx.staff,
                intent=self.intent,
                facts=self._facts,
                operation=self.operation_id,
            ).execute()
        return Done(self.operation_id, self.intent, dict(self._facts), self.changes)

    def drop(self) -> None:
        """Forgets an operation whose chunks wrote nothing: there is nothing to tell or to undo."""
        with store.write():
            Operation.delete().where(Operation.id == self.operation_id).execute()

    def roll_back(self) -> None:
        """Puts back everything that the chunks wrote."""
        _roll_back(self.ctx, self.operation_id)


@contextmanager
def long(ctx: Context, intent: str) -> Iterator[LongWork]:
    """A `LongWork` that is rolled back whole when its block is left by an exception.

    The block calls `finish()` itself, when it knows the facts.
    """
    work = LongWork(ctx, intent)
    try:
        yield work
    except BaseException:
        work.roll_back()
        raise


def roll_back_unfinished(ctx: Context) -> int:
    """At start: rolls back operations that a crash cut off; returns how many."""
    cut_off = [
        int(row[0])
        for row in store.rows("SELECT id FROM operation WHERE state = 'running' ORDER BY id DESC")
    ]
    for operation_id in cut_off:
        _roll_back(ctx, operation_id)
    return len(cut_off)


def _roll_back(ctx: Context, operation_id: int) -> None:
    """Puts back what an unfinished operation wrote, newest first, in short transactions.

    What is put back is forgotten in the same transaction: a crash in the middle goes on from there.
    """
    rows = _rows_of(operation_id)
    while rows:
        work = Work(ctx, "roll_back")
        until = time.perf_counter() + _ROLL_BACK_SECONDS
        with store.write():
            put_back: list[int] = []
            while rows and (not put_back or time.perf_counter() < until):
                row = rows.pop()
                _put_back_row(work, row)
                put_back.append(row.id)
            work._run_finishers()
            OperationRow.delete().where(OperationRow.id.in_(put_back)).execute()
    with store.write():
        Operation.delete().where(Operation.id == operation_id).execute()


# -- undo ----------------------------------------------------------------------------------


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
        _put_back(work, operation.id)
    except _BROKEN_PROMISE as error:
        raise RuleViolation("undo.in_use", intent=operation.intent) from error
    _set_state(operation.id, OperationState.UNDONE)
    work._finish(undoable=not _in_bulk(operation.id))
    return work.done


def _set_state(operation_id: int, state: OperationState) -> None:
    Operation.update(state=state).where(Operation.id == operation_id).execute()


def _in_bulk(operation_id: int) -> bool:
    """Whether its rows are too many to be kept for a redo: an import is done again instead."""
    return any(row.last_id is not None and not _is_kept(row) for row in _rows_of(operation_id))


def _check_unchanged(operation: Operation) -> None:
    """Every row must be as the operation left it; later columns of its own count last."""
    left: dict[tuple[str, int], Row | None] = {}
    for row in _rows_of(operation.id):
        if row.last_id is not None:
            _check_range(operation, row)
            continue
        key = (row.table_name, row.row_id)
        if row.after is None:
            left[key] = None
        else:
            left[key] = {**(left.get(key) or {}), **row.after}
    for (table, row_id), after in left.items():
        if table in _compensators:
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


def _put_back(work: Work, operation_id: int) -> None:
    for row in reversed(_rows_of(operation_id)):
        _put_back_row(work, row)


def _put_back_row(work: Work, row: OperationRow) -> None:
    model = model_of(row.table_name)
    if row.last_id is not None:
        _remove_range(work, model, row)
    elif row.table_name in _compensators:
        if row.before is None:
            _compensators[row.table_name](work, row.after)
    else:
        _restore_row(work, model, row)


def _remove_range(work: Work, model: type[Table], row: OperationRow) -> None:
    """Removes rows that were inserted in one go; a few are kept, so that a redo has them.

    Of names that others use by now (`kept_while_used`) only the unused go.
    """
    first, last = row.row_id, row.last_id or row.row_id
    if _is_kept(row):
        for row_id in range(last, first - 1, -1):
            now = read_row(model, row_id)
            if now is not None and _remove(model, row_id, row_id):
                work._record(model, row_id, now, None, now)
        return
    work._touched.update(_titles_in(model, first, last))
    if not _remove(model, first, last):
        for row_id in range(first, last + 1):
            _remove(model, row_id, row_id)
    work.everything = True


def _titles_in(model: type[Table], first: int, last: int) -> Iterator[Touched]:
    """The titles that rows in a range say something of: their cards are mended after an undo.

    Screens look at everything anew, so the other kinds of touched rows need no telling.
    """
    cursor = store.connection().execute(
        f'SELECT * FROM "{table_of(model)}" WHERE id BETWEEN ? AND ?', (first, last)
    )
    names = [column[0] for column in cursor.description]
    for row in cursor:
        titles = [t for t in model.touched(dict(zip(names, row, strict=True))) if t[0] == "titles"]
        if not titles:
            return  # no row of this table says anything of a title
        yield from titles


def _remove(model: type[Table], first: int, last: int) -> bool:
    """Deletes rows; False where they are names that others use. Other uses raise."""
    sql = f'DELETE FROM "{table_of(model)}" WHERE id BETWEEN ? AND ?'
    try:
        store.connection().execute(sql, (first, last))
    except sqlite3.IntegrityError:
        if model.kept_while_used:
            return False
        raise
    return True


def _is_kept(row: OperationRow) -> bool:
    count = (row.last_id or row.row_id) - row.row_id + 1
    return count <= _KEPT_ROWS and row.table_name not in _compensators


def _restore_row(work: Work, model: type[Table], row: OperationRow) -> None:
    table, raw = row.table_name, store.connection()
    now = read_table(table, row.row_id)
    if row.before is None:
        raw.execute(f'DELETE FROM "{table}" WHERE id = ?', (row.row_id,))
        work._record(model, row.row_id, now, None, now)
    elif row.after is None:
        columns = ", ".join(f'"{column}"' for column in row.before)
        marks = ", ".join("?" * len(row.before))
        raw.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', (*row.before.values(),))
        work._record(model, row.row_id, None, row.before)
    else:
        sets = ", ".join(f'"{column}" = ?' for column in row.before)
        raw.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*row.before.values(), row.row_id))
        work._record(model, row.row_id, row.after, row.before, now)


def _rows_of(operation_id: int) -> list[OperationRow]:
    return list(
        OperationRow.select()
        .where(OperationRow.operation == operation_id)
        .order_by(OperationRow.id)
    )


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)
