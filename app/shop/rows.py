"""Rows as the file stores them, read and inserted by the names of fields or columns.

What `operations` stands on: it keeps rows before and after as they lie in the file, so that an
undo puts back the very same cells. Nothing here writes a journal; actions use `Work`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from app.store import database as store
from app.store.database import Table
from app.store.fields import to_ms

Row = dict[str, Any]


def table_of(model: type[Table]) -> str:
    """The name of a model's table."""
    return str(model._meta.table_name)


def model_of(table: str) -> type[Table]:
    """The model of a table; LookupError where no wing that is loaded has it (our own bug)."""
    for model in all_models(Table):
        if table_of(model) == table:
            return model
    raise LookupError(table)


def all_models(base: type[Table]) -> Iterable[type[Table]]:
    """Every model below `base` of the wings that are loaded."""
    for model in base.__subclasses__():
        yield model
        yield from all_models(model)


def next_id(model: type[Table]) -> int:
    """The id that the next row will have; ids of AUTOINCREMENT tables are never given twice."""
    table = table_of(model)
    return int(
        store.value(
            f'SELECT max(coalesce((SELECT max(id) FROM "{table}"), 0),'
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)) + 1",
            (table,),
        )
    )


def read_row(model: type[Table], row_id: int) -> Row | None:
    """A row by its id as the file has it, by column names; None where it is gone."""
    return read_table(table_of(model), row_id)


def read_table(table: str, row_id: int) -> Row | None:
    """As `read_row`, by the table's name."""
    cursor = store.connection().execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    row = cursor.fetchone()
    if row is None:
        return None
    return {column[0]: cell for column, cell in zip(cursor.description, row, strict=True)}


def insert_row(model: type[Table], values: Row) -> tuple[int, Row]:
    """Inserts a row by field names; its id, and the row as the file has it.

    The same row as Peewee's own `insert` writes, defaults filled in, at a fifth of the price: a
    sale writes four rows, and composing their SQL anew took longer than the disk.
    """
    row = {**_defaults(model), **as_stored(model, values)}
    cursor = store.connection().execute(_insert_sql(model, tuple(row)), tuple(row.values()))
    row_id = int(cursor.lastrowid or 0)
    return row_id, {**row, "id": row_id}


@cache
def _defaults(model: type[Table]) -> Row:
    """What each column but the id holds where nothing is given, as stored."""
    fields = [field for field in model._meta.sorted_fields if field.name != "id"]
    given = {
        field.name: field.default() if callable(field.default) else field.default
        for field in fields
    }
    return as_stored(model, given)


@cache
def _insert_sql(model: type[Table], columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table_of(model)}" ({names}) VALUES ({", ".join("?" * len(columns))})'


def as_stored(model: type[Table], values: Row) -> Row:
    """Values by field names as the file keeps them by column names: milliseconds, ISO, 0 and 1."""
    stored = {}
    for name, value in values.items():
        field = model._meta.combined[name]
        cell = field.db_value(value)
        if isinstance(cell, datetime):
            cell = to_ms(cell)
        elif isinstance(cell, date):
            cell = cell.isoformat()
        elif isinstance(cell, bool):
            cell = int(cell)
        stored[field.column_name] = cell
    return stored
