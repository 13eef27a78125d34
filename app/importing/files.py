"""A file as the window first sees it: how it is written, its columns, rows worth showing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from app.importing import guessing, maps
from app.importing.decisions import Decisions
from app.importing.fields import Kind, Shape, by_name
from app.importing.layouts import Layout
from app.importing.maps import FileMap
from app.importing.names import Names
from app.importing.parsing import Reading
from app.importing.reading import Row, Table, open_table
from app.importing.records import RecordReader
from app.importing.report import Report
from app.importing.run import Run
from app.shop.calendar import zone
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.settings import settings

_SAMPLE_ROWS = 200
_NAMED = frozenset({"format", "section", "condition", "certificate", "rental_class"})
_LOOKED_AT = 2_000


@dataclass(frozen=True)
class FileGuess:
    """A file read for the first time: its table (layout, headings), kind, map, number of rows."""

    table: Table
    kind: Kind
    file_map: FileMap
    rows: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the preview: what the file says, what would be stored, what is wrong with it."""

    heading: str
    field: str | None
    raw: str
    value: str
    problem: str = ""
    facts: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the preview, with its line in the file; `problem` where the row cannot be read."""

    line: int
    cells: tuple[Cell, ...]
    problem: str = ""


def guess(
    path: Path,
    kind: Kind | None = None,
    *,
    layout: Layout | None = None,
    source: str | None = None,
) -> FileGuess:
    """Opens a file: layout, kind and columns guessed, but for what is given.

    `source` is the name of a map (or a TOML file). Raises what `reading.open_table` and
    `maps.named` raise.
    """
    table = open_table(path, layout)
    found = kind or guessing.guess_kind(table.headings)
    if source is not None:
        file_map = maps.named(found, source, table.headings)
    else:
        sample = [row.cells for row in islice(table.rows(), _SAMPLE_ROWS) if row.fault is None]
        file_map = guessing.guess(found, table.headings, sample)
    return FileGuess(table, found, file_map, table.count())


def preview(
    table: Table,
    file_map: FileMap,
    *,
    count: int = 6,
    skip: int = 0,
    report: Report | None = None,
    decisions: Decisions | None = None,
) -> tuple[PreviewRow, ...]:
    """Real rows chosen to differ: each refused reason of a dry run's `report` once, each script,
    each shape of a row; in the order of the file. `skip` passes over as many choices ("Others").
    """
    wanted = [reason.example.line for reason in report.by_reason()] if report else []
    rows = list(islice(table.rows(), _LOOKED_AT))
    far = _at_lines(table, set(wanted) - {row.line for row in rows})
    chosen = _different([*rows, *far], wanted, skip + count)[skip:]
    reader = _reader(table, file_map, decisions)
    names = Names(
        Run(Context(), settings(), file_map, decisions or Decisions(), Report(), dry=True)
    )
    names.refresh()
    shower = _Shower(table, file_map, reader, names)
    return tuple(shower.row(row) for row in sorted(chosen, key=_line))


def rows_at(table: Table, lines: Iterable[int]) -> tuple[Row, ...]:
    """The rows that begin in these lines (for the list of all refused rows of a reason)."""
    return tuple(_at_lines(table, set(lines)))


def _line(row: Row) -> int:
    return row.line


def _at_lines(table: Table, lines: set[int]) -> list[Row]:
    if not lines:
        return []
    last = max(lines)
    found = []
    for row in table.rows():
        if row.line in lines:
            found.append(row)
        if row.line >= last:
            break
    return found


def _different(rows: Sequence[Row], wanted: Sequence[int], count: int) -> list[Row]:
    """Rows of the wanted lines first, then each that shows a trait not yet seen, then any."""
    by_line = {row.line: row for row in rows}
    chosen = [by_line[line] for line in wanted if line in by_line][: max(count - 2, 1)]
    seen: set[object] = set()
    for row in chosen:
        seen |= _traits(row)
    for row in rows:
        if len(chosen) >= count:
            break
        new = _traits(row) - seen
        if new and row not in chosen:
            chosen.append(row)
            seen |= new
    for row in rows:
        if len(chosen) >= count:
            break
        if row not in chosen:
            chosen.append(row)
    return chosen


def _traits(row: Row) -> set[object]:
    """What makes a row worth seeing: which cells are filled, foreign scripts, short words."""
    traits: set[object] = {("filled", tuple(bool(cell.strip()) for cell in row.cells))}
    for place, cell in enumerate(row.cells):
        if not cell.isascii():
            traits.add(("script", place, max(map(ord, cell)) >> 8))
        elif 0 < len(cell) <= 12 and not cell.isdigit():
            traits.add(("word", place, cell.casefold()))
    return traits


def _reader(table: Table, file_map: FileMap, decisions: Decisions | None) -> RecordReader:
    known = settings()
    tz = zone(file_map.time_zone) if file_map.time_zone else known.zone
    reading = Reading(tz, known.money, file_map.date_formats)
    return RecordReader(file_map, table.headings, reading, decisions)


@dataclass(frozen=True)
class _Shower:
    """Shows rows as they would be stored, in the shop's own names."""

    table: Table
    file_map: FileMap
    reader: RecordReader
    names: Names

    def row(self, row: Row) -> PreviewRow:
        cells = []
        for place, heading in enumerate(self.table.headings):
            raw = row.cells[place] if place < len(row.cells) else ""
            cells.append(self._cell(heading, raw, row))
        return PreviewRow(row.line, tuple(cells), row.fault.code if row.fault else "")

    def _cell(self, heading: str, raw: str, row: Row) -> Cell:
        name = self.file_map.field_of(heading)
        if name is None or not raw.strip() or row.fault is not None:
            return Cell(heading, name, raw, raw.strip())
        try:
            value = self.reader.value(name, row.cells)
            if name in _NAMED and value:
                value = self.names.meant(name, str(value))
        except RuleViolation as error:
            return Cell(heading, name, raw, raw.strip(), error.code, tuple(error.facts.items()))
        return Cell(heading, name, raw, _text(value, raw, name, self.reader.kind))


def _text(value: Any, raw: str, name: str, kind: Kind) -> str:
    shape = by_name(kind)[name].shape
    if isinstance(value, tuple):
        return "; ".join(value)
    if shape in (Shape.TEXT, Shape.LONG, Shape.CODE, Shape.NUMBER):
        return str(value)
    return str(value) if shape is Shape.DATE else raw.strip()


def corrected(guessed: FileGuess, **changes: Any) -> FileGuess:
    """The guess with `encoding`, `delimiter` or `head_line` told anew; rereads at once."""
    layout = replace(guessed.table.layout, **changes)
    return guess(guessed.table.path, guessed.kind, layout=layout)
