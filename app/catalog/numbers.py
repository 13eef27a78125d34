"""Running numbers of the stock: barcodes of copies and codes of titles, never given twice."""

from __future__ import annotations

from app.shop import settings
from app.store import database as store

DIGITS = 8

_TAKEN = """SELECT 1 WHERE EXISTS (SELECT 1 FROM copy WHERE barcode = ?1)
    OR EXISTS (SELECT 1 FROM title WHERE code = ?1)"""
# Where a run of taken codes that begins with this one ends.
_END_OF_RUN = """SELECT c.{column} FROM {table} c WHERE c.{column} >= ?1 AND length(c.{column}) = ?2
    AND NOT EXISTS (SELECT 1 FROM {table} n
        WHERE n.{column} = printf('%08d', CAST(c.{column} AS INTEGER) + 1))
    ORDER BY c.{column} LIMIT 1"""


def next_barcodes(count: int) -> list[str]:
    """New barcodes of eight digits that no copy and no title has; call inside a transaction."""
    return [_next("next_barcode") for _ in range(count)]


def coming_barcode() -> str:
    """The barcode that the next new copy gets, to be shown beforehand; takes none."""
    number = settings.settings().next_barcode
    while _is_taken(code := f"{number:0{DIGITS}d}"):
        number = _after_run(code)
    return code


def next_title_code() -> str:
    """A new code for a title, as its shelf card shows it; call inside a transaction."""
    return _next("next_title_code")


def _next(name: str) -> str:
    while True:
        code = f"{settings.take_number(name):0{DIGITS}d}"
        if not _is_taken(code):
            return code
        settings.take_number(name, _after_run(code) - int(code) - 1)


def _is_taken(code: str) -> bool:
    return bool(store.value(_TAKEN, (code,)))


def _after_run(code: str) -> int:
    """The number behind all taken ones that follow each other from `code` on."""
    return max(_end_of_run(table, column, code) for table, column in _TABLES) + 1


_TABLES = (("copy", "barcode"), ("title", "code"))


def _end_of_run(table: str, column: str, code: str) -> int:
    sql = f"SELECT 1 FROM {table} WHERE {column} = ?"
    if not store.value(sql, (code,)):
        return int(code)
    found = store.value(_END_OF_RUN.format(table=table, column=column), (code, DIGITS))
    return int(found) if found and str(found).isdigit() else int(code)
