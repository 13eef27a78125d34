"""Rows of an operation put back as they were: what an undo and a roll-back have in common.

What append-only tables hold cannot be put back; it is reversed by opposite lines, in the way
that its wing registers with `compensate()`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from app.shop.changes import Touched
from app.shop.models import OperationRow
from app.shop.operations import Work
from app.shop.rows import Row, model_of, read_row, read_table, table_of
from app.store import database as store
from app.store.database import AppendOnly, Table

Compensator = Callable[[Work, Row], None]

_KEPT_ROWS = 200  # of a range that an undo removes one by one, so that a redo has them

_compensators: dict[str, Compensator] = {}


def compensate(model: type[AppendOnly], by: Compensator) -> None:
    """Registers how a row of an append-only table is reversed by an undo."""
    _compensators[table_of(model)] = by


def is_compensated(table: str) -> bool:
    """Whether rows of this table stay and are reversed by opposite ones."""
    return table in _compensators


def rows_of(operation_id: int) -> list[OperationRow]:
    """The rows that an operation wrote, in the order of writing."""
    return list(
        OperationRow.select()
        .where(OperationRow.operation == operation_id)
        .order_by(OperationRow.id)
    )


def put_back_row(work: Work, row: OperationRow) -> None:
    """Puts one row back; an IntegrityError says that something else stands on what would go."""
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
    if is_kept(row):
        for row_id in range(last, first - 1, -1):
            now = read_row(model, row_id)
            if now is not None and _remove(model, row_id, row_id):
                work.record(model, row_id, now, None, now)
        return
    for kind, row_id in _titles_in(model, first, last):
        work.touch(kind, row_id)
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


def is_kept(row: OperationRow) -> bool:
    """Whether the rows of a range are few enough to be kept for a redo."""
    count = (row.last_id or row.row_id) - row.row_id + 1
    return count <= _KEPT_ROWS and row.table_name not in _compensators


def user_of(row: OperationRow) -> str:
    """The table with a row that names what `row` inserted, so that it may not go; "" for none.

    The ledger is named first: what it names can never go, whatever is undone before.
    """
    where = (row.row_id, row.last_id or row.row_id)
    found = {
        child
        for child, column in _references(row.table_name)
        if store.value(f'SELECT 1 FROM "{child}" WHERE "{column}" BETWEEN ? AND ? LIMIT 1', where)
    }
    return min(found, key=_by_weight, default="")


def _by_weight(table: str) -> tuple[bool, str]:
    return table not in _compensators, table


def _references(table: str) -> list[tuple[str, str]]:
    """(table, column) of what refers to the id of a table and would keep a row from going."""
    return store.rows(
        "SELECT t.name, f.[from] FROM sqlite_schema t, pragma_foreign_key_list(t.name) f"
        " WHERE t.type = 'table' AND f.[table] = ? AND coalesce(f.[to], 'id') = 'id'"
        " AND f.on_delete <> 'CASCADE'",
        (table,),
    )


def _restore_row(work: Work, model: type[Table], row: OperationRow) -> None:
    table, raw = row.table_name, store.connection()
    now = read_table(table, row.row_id)
    if row.before is None:
        raw.execute(f'DELETE FROM "{table}" WHERE id = ?', (row.row_id,))
        work.record(model, row.row_id, now, None, now)
    elif row.after is None:
        columns = ", ".join(f'"{column}"' for column in row.before)
        marks = ", ".join("?" * len(row.before))
        raw.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', (*row.before.values(),))
        work.record(model, row.row_id, None, row.before)
    else:
        sets = ", ".join(f'"{column}" = ?' for column in row.before)
        raw.execute(f'UPDATE "{table}" SET {sets} WHERE id = ?', (*row.before.values(), row.row_id))
        work.record(model, row.row_id, row.after, row.before, now)
