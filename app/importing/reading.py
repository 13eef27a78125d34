"""Rows of a CSV file as they stand, each with its line, one at a time; bad rows with their reason.

Nothing in a file raises: a cell over 1 MB, a NUL, a byte that is no text, too many or too few
cells, a quote that never closes become the row's `fault`, and the next row is read. Memory stays
flat whatever the file's size.
"""

from __future__ import annotations

import csv
import io
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.importing.layouts import Layout, guess_layout, refuse_foreign
from app.shop.errors import RuleViolation
from app.store.errors import mapped

MAX_CELL = 1 << 20
"""Characters in a cell; longer ones are no facts about a film."""

_MAX_LINE = 4 << 20
_COUNTED_BYTES = 64 << 20
_limit_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be read: a code and its facts."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins in (1 is the first), its cells, and a fault if it has one."""

    line: int
    cells: tuple[str, ...]
    fault: Fault | None = None


@dataclass(frozen=True)
class Table:
    """A file that reads as rows. `headings` are those of the file, or `column 1`, `column 2`."""

    path: Path
    layout: Layout
    headings: tuple[str, ...]
    size: int

    def rows(self) -> Iterator[Row]:
        """The rows below the headings, blank ones left out. Raises `StorageProblem`."""
        width = len(self.headings)
        with mapped(self.path):
            for row in _records(self.path, self.layout):
                if row.line > self.layout.head_line and (row.fault or any(row.cells)):
                    yield _checked(row, width)

    def count(self) -> int:
        """How many rows there are; for a file over 64 MB an estimate by its lines."""
        if self.size <= _COUNTED_BYTES:
            return sum(1 for _ in self.rows())
        with mapped(self.path), self.path.open("rb") as file:
            stretches = iter(lambda: file.read(1 << 20), b"")
            lines = sum(stretch.count(b"\n") for stretch in stretches)
        return max(lines - self.layout.head_line, 0)


def open_table(path: Path, layout: Layout | None = None) -> Table:
    """Opens a file as rows, its layout guessed unless given.

    Raises what `guess_layout` raises; a file whose heading line is not there is
    `import.not_csv` of kind `no_headings`.
    """
    if layout is None:
        layout = guess_layout(path)
    else:
        refuse_foreign(path)
    with mapped(path):
        size = path.stat().st_size
        headings, line = _headings(path, layout)
    return Table(path, replace(layout, head_line=line), headings, size)


def _headings(path: Path, layout: Layout) -> tuple[tuple[str, ...], int]:
    """The headings and the line they stand in: the first from `head_line` on that is not blank."""
    for row in _records(path, layout):
        if row.line < layout.head_line or (not layout.head_line and row.fault):
            continue
        if layout.head_line and row.fault is None:
            return _told_apart(row.cells), row.line
        if not layout.head_line:
            return tuple(f"column {number}" for number in range(1, len(row.cells) + 1)), 0
        break
    raise RuleViolation("import.not_csv", field="file", kind="no_headings")


def _told_apart(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Headings stripped; an empty or repeated one gets its column's number."""
    seen: set[str] = set()
    headings = []
    for number, cell in enumerate(cells, 1):
        heading = " ".join(cell.split()) or f"column {number}"
        if heading in seen:
            heading = f"{heading} ({number})"
        seen.add(heading)
        headings.append(heading)
    return tuple(headings)


def _checked(row: Row, width: int) -> Row:
    if row.fault is not None:
        return row
    found = len(row.cells)
    if found == width:
        return row
    if found > width and not any(row.cells[width:]):
        return Row(row.line, row.cells[:width])
    fault = Fault("import.ragged", {"expected": width, "found": found})
    return Row(row.line, row.cells, fault)


def _records(path: Path, layout: Layout) -> Iterator[Row]:
    # Bad bytes stay visible as what no text can hold; UTF-16 knows no such way.
    wide = layout.encoding.startswith("utf-16")
    errors = "replace" if wide else "surrogateescape"
    with path.open("r", encoding=layout.encoding, errors=errors, newline="") as file:
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=layout.delimiter)
        while True:
            lines.begin_record()
            try:
                cells = _next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield from lines.give_up_record("import.cell_too_long")
                continue
            if lines.too_long:
                yield Row(lines.first, (), Fault("import.cell_too_long", {}))
            elif lines.unclosed:
                yield from lines.give_up_record("import.unclosed_quote")
            elif cells:
                yield Row(lines.first, tuple(cells), _bad_text(cells, wide=wide))


def _next(reader: Iterator[list[str]]) -> list[str]:
    """The next record, with the module's limit raised for no longer than it takes.

    The limit belongs to the whole process; the default of 131,072 characters is less than a
    cell may have here.
    """
    with _limit_lock:
        before = csv.field_size_limit(MAX_CELL)
        try:
            return next(reader)
        finally:
            csv.field_size_limit(before)


def _bad_text(cells: list[str], *, wide: bool) -> Fault | None:
    text = "".join(cells)
    if "\x00" in text:
        return Fault("import.nul")
    if text.isascii():
        return None
    if wide and "\ufffd" in text:
        return Fault("import.bad_text")
    try:
        text.encode()
    except UnicodeEncodeError:
        return Fault("import.bad_text")
    return None


class _Lines:
    """The file's lines for the CSV reader, and what the present record was made of.

    When a quote is never closed, the reader swallows the rows behind it: `give_up_record` hands
    those lines out again, so that one bad row costs one row.
    """

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self._record: list[str] = []
        self._ended = False
        self._taken = 0
        self.too_long = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            self._ended = True
            raise StopIteration
        self._record.append(line)
        self._taken += 1
        return line

    def begin_record(self) -> None:
        """Forgets the record before."""
        self._record.clear()
        self.too_long = False

    @property
    def first(self) -> int:
        """The line that the present record begins in."""
        return self._taken - len(self._record) + 1

    @property
    def unclosed(self) -> bool:
        """Whether the file ended inside quotes, with whole lines swallowed."""
        if not self._ended or len(self._record) < 2:
            return False
        return sum(line.count('"') for line in self._record) % 2 == 1

    def give_up_record(self, code: str) -> Iterator[Row]:
        """The record as one fault at its first line; its other lines are read again."""
        row = Row(self.first, (), Fault(code))
        others = self._record[1:]
        self._again.extendleft(reversed(others))
        self._taken -= len(others)
        self._ended = False
        self._record.clear()
        yield row

    def _read(self) -> str:
        line = self._file.readline(_MAX_LINE)
        if len(line) < _MAX_LINE:
            return line
        while rest := self._file.readline(_MAX_LINE):  # the rest of this line is let go
            if len(rest) < _MAX_LINE or rest.endswith(("\n", "\r")):
                break
        self.too_long = True
        return "\n"
