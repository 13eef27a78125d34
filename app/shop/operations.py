"""One intent, one transaction: what was done and who did it, with each row before and after.

    with operations.begin(ctx, "copy.mark", undoable=True) as work:
        work.update(Copy, copy_id, status=Status.MISSING)
        work.facts(title="Ghost World", status="missing")
    return Marked(changes=work.changes, operation_id=work.operation_id)

`Work` writes the rows, keeps each row's state before and after, collects what changed for
the screens, and at the end writes the operation and the journal line, all in the one
IMMEDIATE transaction. What takes longer than the till may wait is `long_work`; `undo` takes an
operation back.
"""

from __future__ import annotations

import json
import sqlite3
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
from app.shop.models import JournalEntry, Operation
from app.shop.rows import Row, as_stored, insert_row, next_id, read_row, table_of
from app.store import database as store
from app.store.database import Table

Finisher = Callable[["Work"], None]

# What a sale, a return or a scan writes; `store.remembered()` keeps nothing that is read from it.
_OF_THE_TILL = frozenset({"copy", "rental", "ledger_line", "drop_scan", "drop_session"})

BROKEN_PROMISE = (peewee.IntegrityError, sqlite3.IntegrityError)

_finishers: list[Finisher] = []


def before_commit(finish: Finisher, *, first: bool = False) -> None:
    """Registers what must hold before any operation commits (derived tables and columns).

    What others are derived from in turn comes `first`.
    """
    if finish not in _finishers:
        _finishers.insert(0 if first else len(_finishers), finish)


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
        self.record(model, row_id, None, row)
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
        self.record(model, row_id, {c: before[c] for c in changed}, changed, before)
        return True

    def delete(self, model: type[Table], row_id: int) -> None:
        """Deletes a row; its children must be gone before (foreign keys restrict)."""
        before = read_row(model, row_id)
        if before is None:
            raise NotFound("gone", kind=table_of(model))
        store.connection().execute(f'DELETE FROM "{table_of(model)}" WHERE id = ?', (row_id,))
        self.record(model, row_id, before, None, before)

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

    # -- for the rooms beside: undo, putting back, long work ---------------------------------

    def record(
        self,
        model: type[Table],
        row_id: int,
        before: Row | None,
        after: Row | None,
        whole: Row | None = None,
    ) -> None:
        """Remembers a row that was written: changed columns, or the `whole` row it was in."""
        row = {**(whole or before or {}), **(after or {}), "id": row_id}
        self._touched.update(model.touched(row))
        if whole is not None and before is not None and after is not None:
            self._touched.update(model.touched({**whole, "id": row_id}))
        self._recorded.append((table_of(model), row_id, None, _json(before), _json(after)))

    def run_finishers(self) -> None:
        """Brings up to date what is derived from the rows written so far."""
        if not {row[0] for row in self._recorded} <= _OF_THE_TILL:
            store.forget()
        for finish in _finishers:
            finish(self)

    def finish(self, undoable: bool) -> None:
        """Ends it: what is derived, the operation if it can be undone, the journal line."""
        self.run_finishers()
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
        self.save_rows()

    def save_rows(self) -> None:
        """Keeps the rows written so far under the operation, which has an id by now."""
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
    with store.write(), kept_promises():
        yield work
        work.finish(undoable)


@contextmanager
def kept_promises() -> Iterator[None]:
    """A constraint of the database that is broken inside is a rule that was broken."""
    try:
        yield
    except BROKEN_PROMISE as error:
        raise RuleViolation("conflict", detail=str(error)) from error


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)
