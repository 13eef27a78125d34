"""The shop's rows as CSV that any spreadsheet opens and `import` takes back whole.

One file a kind, headings as in `fields`. Text that a spreadsheet would run is made harmless
(`formulas`). Instants carry their offset, amounts a point, lists are split by semicolons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.catalog import stock_list
from app.catalog.stock_query import StockQuery
from app.importing import export_rows
from app.importing.fields import FIELDS, Field, Kind, Shape
from app.importing.formulas import harmless
from app.importing.parsing import joined
from app.importing.writing import write_rows
from app.members import search as member_search
from app.shop.clock import Context
from app.shop.money import MINUS, Currency, format_amount
from app.shop.settings import settings
from app.store import database as store
from app.store.fields import from_ms

_PART = 500


@dataclass(frozen=True, slots=True)
class _Writing:
    """What values are written by."""

    zone: ZoneInfo
    currency: Currency


def export(
    ctx: Context,
    kind: Kind,
    path: Path,
    *,
    where: str = "",
    title_ids: Iterable[int] | None = None,
) -> int:
    """Writes all rows of a kind, or those that `where` finds, to a CSV file; returns how many.

    `where` is what one would type into the search of Inventory (titles, copies) or of Members
    (members, rentals, payments). `title_ids` takes its place for titles and copies: exactly these,
    in this order. Raises `StorageProblem`; the file is written whole or not at all.
    """
    known = settings()
    writing = _Writing(known.zone, known.money)
    ids = _ids(kind, where, ctx.now()) if title_ids is None else title_ids
    return write_rows(path, _lines(kind, _rows(kind, ids), writing)) - 1


def empty_sheet(kind: Kind, path: Path) -> None:
    """Writes the headings of a kind and one row as an example of what belongs under them."""
    fields = FIELDS[kind]
    write_rows(path, (_headings(kind), tuple(field.sample for field in fields)))


def _headings(kind: Kind) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS[kind])


def _ids(kind: Kind, where: str, now: datetime) -> Iterable[int]:
    if kind in (Kind.TITLES, Kind.COPIES):
        if where.strip():
            return stock_list.ids(StockQuery(text=where), now)
        return (row[0] for row in store.rows("SELECT id FROM title ORDER BY sort_key, year, id"))
    return member_search.ids(where)


def _rows(kind: Kind, ids: Iterable[int]) -> Iterator[dict[str, Any]]:
    read = _READERS[kind]
    rest = iter(ids)
    while part := list(islice(rest, _PART)):
        yield from read(part)
    if kind is Kind.RENTALS:
        yield from export_rows.forgotten_rentals()


_READERS: dict[Kind, Callable[[Sequence[int]], Iterable[dict[str, Any]]]] = {
    Kind.TITLES: export_rows.titles,
    Kind.COPIES: export_rows.copies,
    Kind.MEMBERS: export_rows.members,
    Kind.RENTALS: export_rows.rentals,
    Kind.PAYMENTS: export_rows.payments,
}


def _lines(
    kind: Kind, rows: Iterable[dict[str, Any]], writing: _Writing
) -> Iterator[tuple[str, ...]]:
    yield _headings(kind)
    fields = FIELDS[kind]
    for row in rows:
        yield tuple(_cell(field, row.get(field.name), writing) for field in fields)


def _cell(field: Field, value: Any, writing: _Writing) -> str:
    if value is None or value == "" or value == ():
        return ""
    match field.shape:
        case Shape.NUMBER:
            return str(value)
        case Shape.MONEY:
            return format_amount(value, writing.currency).replace(MINUS, "-")
        case Shape.INSTANT:
            return _instant(value, writing.zone)
        case Shape.FLAG:
            return "yes" if value else "no"
        case Shape.CLOCK:
            return f"{value // 60:02}:{value % 60:02}"
        case Shape.LIST | Shape.PEOPLE:
            return harmless(joined(value))
        case _:
            return harmless(str(value))


def _instant(stored: int, zone: ZoneInfo) -> str:
    """Local time with its offset, so that the hour when clocks go back is told apart."""
    precision = "milliseconds" if stored % 1000 else "seconds"
    return from_ms(stored).astimezone(zone).isoformat(" ", precision)
