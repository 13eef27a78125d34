"""One operation in many short transactions, so that the till never waits.

with long_work.begin(ctx, "titles.edit") as long:
    for part in parts:
        with long.chunk() as work: ...
    long.finish()
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.models import JournalEntry, Operation, OperationRow, OperationState
from app.shop.operations import Done, Work, kept_promises
from app.shop.putting_back import put_back_row, rows_of
from app.shop.rows import Row
from app.store import database as store
from app.store import worklock

_ROLL_BACK_SECONDS = 0.03


class LongWork:
    """An operation whose rows are written in chunks; made by `begin()`.

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
        with store.write(), kept_promises():
            yield work
            if derived:
                work.run_finishers()
            work.save_rows()
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
def begin(ctx: Context, intent: str) -> Iterator[LongWork]:
    """A `LongWork` that is rolled back whole when its block is left by an exception.

    The block calls `finish()` itself, when it knows the facts. One program at a time: raises
    `work.elsewhere` while another is at long work in this shop. What a killed one left is put back
    first: later rows would otherwise be built on it, and fall with it.
    """
    with worklock.held() as mine:
        if not mine:
            raise RuleViolation("work.elsewhere")
        _roll_back_cut_off(ctx)
        work = LongWork(ctx, intent)
        try:
            yield work
        except BaseException:
            work.roll_back()
            raise


def roll_back_unfinished(ctx: Context) -> int:
    """At start: rolls back operations that a crash cut off; returns how many.

    None while another program is at long work: what is `running` is not cut off then.
    """
    if not _running():
        return 0
    with worklock.held() as mine:
        return _roll_back_cut_off(ctx) if mine else 0


def _running() -> list[int]:
    """Operations that are not finished, the newest first."""
    found = store.rows("SELECT id FROM operation WHERE state = 'running' ORDER BY id DESC")
    return [int(row[0]) for row in found]


def _roll_back_cut_off(ctx: Context) -> int:
    cut_off = _running()
    for operation_id in cut_off:
        _roll_back(ctx, operation_id)
    return len(cut_off)


def _roll_back(ctx: Context, operation_id: int) -> None:
    """Puts back what an unfinished operation wrote, newest first, in short transactions.

    What is put back is forgotten in the same transaction: a crash in the middle goes on from there.
    """
    rows = rows_of(operation_id)
    while rows:
        work = Work(ctx, "roll_back")
        until = time.perf_counter() + _ROLL_BACK_SECONDS
        with store.write():
            put_back: list[int] = []
            while rows and (not put_back or time.perf_counter() < until):
                row = rows.pop()
                put_back_row(work, row)
                put_back.append(row.id)
            work.run_finishers()
            OperationRow.delete().where(OperationRow.id.in_(put_back)).execute()
    with store.write():
        Operation.delete().where(Operation.id == operation_id).execute()
