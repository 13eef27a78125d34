"""What the night-drop's screen, sheet and command line read: sessions, scans, trays, the missed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.nightdrop.rules import (
    Counts,
    Mark,
    MarkKind,
    Outcome,
    PileSum,
    RepeatKind,
    SinceKind,
    Tray,
    WindowStart,
    count_scans,
    pile_sum,
    window_start,
)
from app.nightdrop.rules import ScanRow as CountedRow
from app.rentals import stored
from app.rentals.queries import late_rentals
from app.shop import settings
from app.shop.errors import NotFound
from app.store import database as store
from app.store.fields import from_ms


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A slot, and when it was last emptied."""

    box_id: int
    name: str
    locked_while_open: bool
    last_emptied_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One emptying of one box; `since_at` is the window's start, `opened_at` the emptying."""

    session_id: int
    box_id: int
    box: str
    since_at: datetime
    since_kind: SinceKind
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    counted: int | None
    why: str

    @property
    def is_open(self) -> bool:
        """Whether it still takes scans."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One row of a session's feed.

    `tray` is the one after marks, `sentence` line 2 of the row. `member` is the account's number,
    `renter` and `phone` whoever brought the case back, for a call about what is wrong with it.
    `foreign_number` is its place on the list of cases that are not ours.
    """

    scan_id: int
    session_id: int
    barcode: str
    scanned_at: datetime
    outcome: Outcome
    mark: Mark | None
    tray: Tray | None
    copy_id: int | None
    rental_id: int | None
    effective_at: datetime | None
    late_days: int
    fee_cents: int
    sentence: str
    repeat: RepeatKind | None
    foreign_number: int | None
    title_id: int | None
    title: str
    year: int | None
    format: str
    cover: str
    section: str
    copy_number: int | None
    discs: int
    member: str
    member_name: str
    renter: str
    phone: str


@dataclass(frozen=True, slots=True)
class Expected:
    """An account with cases due by now that have not been seen; never which."""

    member_id: int
    number: str
    name: str
    phone: str
    cases: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class WalkRow:
    """A case on the re-shelving walk."""

    section: str
    section_position: int
    title: str
    format: str
    barcode: str
    copy_id: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The session sheet: sums, the pile, what was late, what is in trays, the walk."""

    session: SessionRow
    counts: Counts
    pile: PileSum | None
    late: tuple[ScanRow, ...]
    exceptions: tuple[ScanRow, ...]
    walk: tuple[WalkRow, ...]


# -- boxes and sessions -----------------------------------------------------------------------


def boxes() -> tuple[BoxRow, ...]:
    """The boxes in their order."""
    found = store.rows(
        "SELECT b.id, b.name, b.locked_while_open,"
        " (SELECT max(s.opened_at) FROM drop_session s WHERE s.box_id = b.id)"
        " FROM drop_box b ORDER BY b.position, b.id"
    )
    return tuple(
        BoxRow(box_id, name, bool(locked), stored.instant(emptied))
        for box_id, name, locked, emptied in found
    )


def box(given: str | int | None = None) -> BoxRow:
    """A box by name or id, the first where none is named; raises `NotFound("box.unknown")`."""
    for row in boxes():
        if given is None or given == row.box_id:
            return row
        if isinstance(given, str) and row.name.casefold() == given.strip().casefold():
            return row
    raise NotFound("box.unknown", field="box", name="" if given is None else str(given)[:60])


_SESSION = """
    SELECT s.id, s.box_id, b.name, s.since_at, s.since_kind, s.opened_at, s.opened_by,
        s.closed_at, s.closed_by, s.counted, s.why
    FROM drop_session s JOIN drop_box b ON b.id = s.box_id
"""


def session(session_id: int) -> SessionRow:
    """A session; raises `NotFound("session.unknown")`."""
    found = store.rows(_SESSION + " WHERE s.id = ?", (session_id,))
    if not found:
        raise NotFound("session.unknown", session_id=session_id)
    return _session(found[0])


def sessions(limit: int = 50) -> tuple[SessionRow, ...]:
    """The last sessions, newest first."""
    found = store.rows(_SESSION + " ORDER BY s.opened_at DESC, s.id DESC LIMIT ?", (limit,))
    return tuple(_session(row) for row in found)


def open_sessions() -> tuple[SessionRow, ...]:
    """What is open, newest first: after a crash this is where the scanning goes on."""
    found = store.rows(_SESSION + " WHERE s.closed_at IS NULL ORDER BY s.opened_at DESC, s.id DESC")
    return tuple(_session(row) for row in found)


def last_open() -> SessionRow:
    """The newest open session; raises `NotFound("session.none_open")`."""
    found = open_sessions()
    if not found:
        raise NotFound("session.none_open")
    return found[0]


def preview_open(
    now: datetime, box_given: str | int | None = None, since: datetime | None = None
) -> WindowStart:
    """The window that a session opened now would have."""
    if since is not None:
        return WindowStart(since, SinceKind.BY_HAND)
    row = box(box_given)
    return window_start(
        now, row.last_emptied_at, settings.calendar(), locked_while_open=row.locked_while_open
    )


def _session(row: tuple[Any, ...]) -> SessionRow:
    session_id, box_id, name, since, kind, opened, opened_by, closed, closed_by, counted, why = row
    return SessionRow(
        session_id,
        box_id,
        name,
        from_ms(since),
        SinceKind(kind),
        from_ms(opened),
        opened_by,
        stored.instant(closed),
        closed_by,
        counted,
        why,
    )


# -- scans --------------------------------------------------------------------------------------


_SCAN = """
    SELECT s.id, s.session_id, s.barcode, s.scanned_at, s.outcome, s.mark, s.disc, s.tray,
        s.copy_id, s.rental_id, s.effective_at, s.late_days, s.fee_cents, s.sentence,
        json_extract(s.facts, '$.repeat'), json_extract(s.facts, '$.number'),
        c.title_id, t.name, t.year, f.short, t.cover, p.name,
        (SELECT count(*) FROM copy o WHERE o.edition_id = c.edition_id AND o.id <= c.id),
        e.discs, m.number, m.name, n.name, m.phone
    FROM drop_scan s
    LEFT JOIN copy c ON c.id = s.copy_id
    LEFT JOIN title t ON t.id = c.title_id
    LEFT JOIN edition e ON e.id = c.edition_id
    LEFT JOIN format f ON f.id = e.format_id
    LEFT JOIN section p ON p.id = c.section_id
    LEFT JOIN rental r ON r.id = s.rental_id
    LEFT JOIN member m ON m.id = r.member_id
    LEFT JOIN renter n ON n.id = r.renter_id
"""


def scans(session_id: int) -> tuple[ScanRow, ...]:
    """The rows of a session, newest first."""
    found = store.rows(_SCAN + " WHERE s.session_id = ? ORDER BY s.id DESC", (session_id,))
    return tuple(_scan(row) for row in found)


def scan_row(scan_id: int) -> ScanRow:
    """One row; raises `NotFound("scan.unknown")`."""
    found = store.rows(_SCAN + " WHERE s.id = ?", (scan_id,))
    if not found:
        raise NotFound("scan.unknown", scan_id=scan_id)
    return _scan(found[0])


def _scan(row: tuple[Any, ...]) -> ScanRow:
    (scan_id, session_id, barcode, scanned, outcome, mark, disc, tray, copy_id, rental_id) = row[
        :10
    ]
    (effective, late_days, fee_cents, sentence, repeat, number) = row[10:16]
    (title_id, title, year, format_, cover, section, copy_number, discs) = row[16:24]
    (member, member_name, renter, phone) = row[24:]
    return ScanRow(
        scan_id,
        session_id,
        barcode,
        from_ms(scanned),
        Outcome(outcome),
        mark_of(mark, disc),
        None if tray is None else Tray(tray),
        copy_id,
        rental_id,
        stored.instant(effective),
        late_days,
        fee_cents,
        sentence,
        None if repeat is None else RepeatKind(repeat),
        None if number is None else int(number),
        title_id,
        title or "",
        year,
        format_ or "",
        cover or "",
        section or "",
        None if copy_id is None else copy_number,
        discs or 1,
        member or "",
        member_name or "",
        renter or "",
        phone or "",
    )


def mark_of(kind: str | None, disc: int | None) -> Mark | None:
    """The stored mark of a scan."""
    return None if kind is None else Mark(MarkKind(kind), disc)


def counts(session_id: int) -> Counts:
    """The sums of a session."""
    found = store.rows(
        "SELECT outcome, tray, fee_cents FROM drop_scan WHERE session_id = ?", (session_id,)
    )
    return count_scans(
        CountedRow(Outcome(outcome), None if tray is None else Tray(tray), fee)
        for outcome, tray, fee in found
    )


def trays(session_id: int) -> dict[Tray, tuple[ScanRow, ...]]:
    """What lies in each tray, the newest case first."""
    rows = [row for row in scans(session_id) if row.outcome is not Outcome.REPEAT]
    return {tray: tuple(row for row in rows if row.tray is tray) for tray in Tray}


def expected(now: datetime) -> tuple[Expected, ...]:
    """Who has cases out that were due by now, oldest first.

    What comes out of the pile leaves the list as it is scanned, for then it is no longer out.
    """
    missed: dict[int, tuple[int, datetime]] = {}
    for late in late_rentals(now):
        if late.member_id is not None:
            cases, oldest = missed.get(late.member_id, (0, late.due.at))
            missed[late.member_id] = (cases + 1, min(oldest, late.due.at))
    people = store.rows(
        "SELECT id, number, name, phone FROM member WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(missed)),),
    )
    rows = [
        Expected(member_id, number, name, phone, *missed[member_id])
        for member_id, number, name, phone in people
    ]
    return tuple(sorted(rows, key=_oldest))


def _oldest(row: Expected) -> tuple[datetime, str]:
    return row.due_at, row.name


# -- the sheet and the walk -----------------------------------------------------------------------


def sheet(session_id: int) -> Sheet:
    """The session sheet with its re-shelving walk, as plain data for paper and command line."""
    row = session(session_id)
    rows = [scan for scan in reversed(scans(session_id)) if scan.outcome is not Outcome.REPEAT]
    sums = counts(session_id)
    return Sheet(
        session=row,
        counts=sums,
        pile=None if row.counted is None else pile_sum(row.counted, sums.scanned),
        late=tuple(scan for scan in rows if scan.fee_cents or scan.late_days),
        exceptions=tuple(scan for scan in rows if scan.tray is not None),
        walk=walk(rows),
    )


def walk(rows: Iterable[ScanRow]) -> tuple[WalkRow, ...]:
    """The cases that go back to the shelf, in walking order of the sections, then as shelved."""
    ids = [row.copy_id for row in rows if row.tray is None and row.copy_id is not None]
    marks = ", ".join("?" * len(ids))
    found = store.rows(
        "SELECT p.name, p.position, t.name, f.short, c.barcode, c.id FROM copy c"
        " JOIN title t ON t.id = c.title_id JOIN edition e ON e.id = c.edition_id"
        " JOIN format f ON f.id = e.format_id JOIN section p ON p.id = c.section_id"
        f" WHERE c.id IN ({marks}) ORDER BY p.position, p.id, t.sort_key, c.barcode",
        tuple(ids),
    )
    return tuple(WalkRow(*row) for row in found)
