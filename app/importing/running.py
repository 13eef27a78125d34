"""A whole import: tried without a trace, or done as one step that can be undone.

The same code plans both. A dry run reads and never writes, so the till does not notice it; a real
run writes in chunks of a few milliseconds, each its own transaction of one operation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from app.board import films
from app.catalog import cards
from app.catalog.models import Copy
from app.importing.accounts import MemberLoader
from app.importing.decisions import Decisions, key_of
from app.importing.fields import Kind
from app.importing.history import RentalLoader
from app.importing.maps import FileMap
from app.importing.parsing import Reading
from app.importing.payments import PaymentLoader
from app.importing.reading import Row, Table
from app.importing.records import Record, RecordReader
from app.importing.report import Outcome, Refusal, Report
from app.importing.run import Run, rows_in
from app.importing.stock import StockLoader
from app.shop import long_work
from app.shop.calendar import zone
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.shop.settings import settings
from app.store import backups
from app.store import database as store

CHUNK_SECONDS = 0.045
"""What a chunk should take; the till waits no longer than this for its turn."""

_FIRST_ROWS = 100
# Names, people and titles lie all over their indexes, so that 100 rows write nearly as many pages
# as 300: smaller chunks cost the import more than they spare the till.
_FEWEST, _MOST = 250, 2_000
_DRY_ROWS = 500
_MOST_CARDS = 1_500

Told = Callable[[Report], None]
Stop = Callable[[], bool]


class Stopped(Exception):
    """Somebody stopped it. Nothing of it is left."""


class Loader(Protocol):
    """Takes the records of one kind of file. See `StockLoader`."""

    def prepare(self) -> None: ...
    def begin(self, records: Sequence[Record]) -> None: ...
    def take(self, record: Record) -> Outcome: ...
    def end(self) -> None: ...


@dataclass(frozen=True)
class Imported(Done):
    """A finished import: its report; the operation is None where nothing was new."""

    report: Report


def dry_run(
    ctx: Context,
    table: Table,
    file_map: FileMap,
    *,
    decisions: Decisions | None = None,
    told: Told | None = None,
    stopped: Stop | None = None,
) -> Report:
    """What `run` would do, without writing anything. `told` gets the growing report a few times a
    second; raises `Stopped` soon after `stopped()` turns true.
    """
    work = _Importing(ctx, table, file_map, decisions, dry=True)
    clock = _Told(told)
    for rows in work.chunks():
        _refuse_stop(stopped)
        work.begin(rows)
        work.take_all()
        work.end()
        clock.tell(work.report)
    return work.report


def run(
    ctx: Context,
    table: Table,
    file_map: FileMap,
    *,
    decisions: Decisions | None = None,
    told: Told | None = None,
    stopped: Stop | None = None,
    back_up: bool = True,
) -> Imported:
    """Imports a file as one operation that `undo` takes back whole.

    A backup is made first. Refused rows are left out and reported. Leaving by an exception
    (`Stopped` is one) rolls back all of it. Raises `RuleViolation` where the map's constants cannot
    be read or no column is used (`import.no_columns`), `StorageProblem` where the disk says no.
    """
    long_work.roll_back_unfinished(ctx)  # before anything of it is taken for stock
    work = _Importing(ctx, table, file_map, decisions, dry=False)
    if back_up:
        backups.back_up(store.shop_path(), "before an import")
    clock = _Told(told)
    with long_work.begin(ctx, f"import.{file_map.kind}") as long:
        with _lasting_at_the_end():
            for rows in work.chunks():
                _refuse_stop(stopped)
                work.read(rows)
                with work.timed(), long.chunk(derived=False) as chunk:
                    work.load()
                    work.take_all()
                    work.run.drafts.write(chunk)
                    work.end()
                clock.tell(work.report)
            _write_last_rented(long, work.run.last_rented, stopped)
            _bring_up_to_date(long, work.run.titles_touched, stopped)
        report = work.report
        if not report.changes_something:
            long.drop()
            return Imported(None, long.intent, {}, Changes(), report)
        long.changes = Changes(everything=True)
        facts = {**report.as_json(), "file": table.path.name, "kind": str(file_map.kind)}
        long.facts(**facts, titles=report.titles, copies=report.copies)
        done = long.finish()
    return Imported(done.operation_id, done.intent, done.facts, done.changes, report)


class _Importing:
    """One file on its way through reader and loader."""

    def __init__(
        self,
        ctx: Context,
        table: Table,
        file_map: FileMap,
        decisions: Decisions | None,
        *,
        dry: bool,
    ) -> None:
        if not (file_map.joins or any(column.field for column in file_map.columns)):
            raise RuleViolation("import.no_columns", field="columns", kind=str(file_map.kind))
        known = settings()
        chosen = (decisions or Decisions()).fresh()
        self.report = Report(decided=chosen.used)
        self.run = Run(ctx, known, file_map, chosen, self.report, dry)
        tz = zone(file_map.time_zone) if file_map.time_zone else known.zone
        reading = Reading(tz, known.money, file_map.date_formats)
        self._table = table
        self._reader = RecordReader(file_map, table.headings, reading, self.run.decisions)
        self._loader = _loader(self.run, file_map.kind)
        self._loader.prepare()
        self._records: list[tuple[Row, Record | RuleViolation]] = []
        self._rows = _DRY_ROWS if dry else _FIRST_ROWS

    def chunks(self) -> Iterator[list[Row]]:
        """The file in lists of rows, as many as a chunk's time allows."""
        rows = self._table.rows()
        while part := list(islice(rows, self._rows)):
            yield part

    def begin(self, rows: list[Row]) -> None:
        self.read(rows)
        self.load()

    def read(self, rows: list[Row]) -> None:
        """Cells into records, or the reason why a row cannot be one."""
        self._records = [(row, self._read(row)) for row in rows]

    def _read(self, row: Row) -> Record | RuleViolation:
        if row.fault is not None:
            error = RuleViolation(row.fault.code)
            error.facts = dict(row.fault.facts)
            return error
        try:
            return self._reader.read(row.cells)
        except RuleViolation as error:
            return error

    def load(self) -> None:
        """What the shop knows of these records."""
        records = [record for _, record in self._records if isinstance(record, dict)]
        self._loader.begin(records)

    def take_all(self) -> None:
        """Drafts each record, or refuses it, in the order of the file."""
        for row, record in self._records:
            self.run.line = row.line
            if isinstance(record, RuleViolation):
                self._refuse(row, record, None)
                continue
            try:
                self.report.count(self._loader.take(record))
            except RuleViolation as error:
                self._refuse(row, error, record)

    def end(self) -> None:
        """Ends a chunk."""
        self._loader.end()

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Around a chunk's transaction: the next one's size follows from how long it took."""
        began = time.perf_counter()
        yield
        self._rows = _fitting(self._rows, time.perf_counter() - began, _MOST)

    def _refuse(self, row: Row, error: RuleViolation, record: Record | None) -> None:
        key = key_of(error)
        title = str((record or {}).get("title") or self._shown_title(row))
        refusal = Refusal(
            line=row.line,
            code=error.code,
            field=error.field or "",
            title=title[:80],
            value=str(error.facts.get("given", ""))[:80],
            facts=error.facts,
            key=key,
        )
        suggestion = ""
        if key not in self.report.reasons and isinstance(self._loader, StockLoader | MemberLoader):
            suggestion = self._loader.suggestion(error)
        self.report.refuse(refusal, suggestion)

    def _shown_title(self, row: Row) -> str:
        place = self._title_place
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    @property
    def _title_place(self) -> int | None:
        for wanted in ("title", "name", "renter"):
            for place, heading in enumerate(self._table.headings):
                if self.run.file_map.field_of(heading) == wanted:
                    return place
        return None


@contextmanager
def _lasting_at_the_end() -> Iterator[None]:
    """This connection's commits need not each reach the disk: only whole does the import count.

    A power cut in the middle finds the operation running and rolls it back, with or without its
    last chunks. What the till commits meanwhile is on the disk as ever.
    """
    raw = store.connection()
    raw.execute("PRAGMA synchronous = normal")
    try:
        yield
    finally:
        raw.execute("PRAGMA synchronous = full")


def _write_last_rented(
    long: long_work.LongWork, last_rented: Mapping[int, int], stopped: Stop | None
) -> None:
    """When each copy of a file of rentals last went out, where that is later than what it says."""
    rest = iter(last_rented.items())
    while part := list(islice(rest, _FIRST_ROWS)):
        _refuse_stop(stopped)
        with long.chunk(derived=False) as chunk:
            ids = (copy_id for copy_id, _ in part)
            now = dict(rows_in("SELECT id, last_rented_at FROM copy WHERE id IN ({})", ids))
            for copy_id, started in part:
                if (now.get(copy_id) or 0) < started:
                    chunk.update(Copy, copy_id, last_rented_at=started)


def _bring_up_to_date(
    long: long_work.LongWork, title_ids: Iterable[int], stopped: Stop | None
) -> None:
    """Cards and search of the titles that were written, in the order of the shelf: neighbours go
    quickly together.
    """
    ordered = _in_shelf_order(title_ids)
    size, place = _FIRST_ROWS, 0
    while place < len(ordered):
        _refuse_stop(stopped)
        part = ordered[place : place + size]
        said = cards.said_of(part)
        began = time.perf_counter()
        with long.chunk(derived=False) as chunk:
            cards.refresh_titles(said)
            films.follow_titles(chunk, frozenset(part))
        place += size
        size = _fitting(size, time.perf_counter() - began, _MOST_CARDS)
    store.forget()


def _in_shelf_order(title_ids: Iterable[int]) -> list[int]:
    found = list(rows_in("SELECT sort_key, year, id FROM title WHERE id IN ({})", title_ids))
    found.sort(key=_shelf_place)
    return [row[2] for row in found]


def _shelf_place(row: tuple[Any, ...]) -> tuple[str, int, int]:
    return row[0], row[1] or 0, row[2]


def _fitting(rows: int, took: float, most: int) -> int:
    """How many rows the next chunk may have when this one took so long."""
    wanted = int(rows * CHUNK_SECONDS / max(took, 1e-4))
    return max(_FEWEST, min(wanted, rows * 2, most))


class _Told:
    """Passes the report on, not more often than eyes follow."""

    _EVERY = 0.1

    def __init__(self, told: Told | None) -> None:
        self._told = told
        self._next = 0.0

    def tell(self, report: Report) -> None:
        now = time.monotonic()
        if self._told is not None and now >= self._next:
            self._next = now + self._EVERY
            self._told(report)


def _refuse_stop(stopped: Stop | None) -> None:
    if stopped is not None and stopped():
        raise Stopped


def _loader(run: Run, kind: Kind) -> Loader:
    if kind is Kind.MEMBERS:
        return MemberLoader(run)
    if kind is Kind.RENTALS:
        return RentalLoader(run)
    if kind is Kind.PAYMENTS:
        return PaymentLoader(run)
    return StockLoader(run, kind)
