"""What a person does with a box: empties it, marks cases, closes the session, moves its window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.catalog.models import Copy, CopyState
from app.nightdrop import queries, words
from app.nightdrop.models import DropBox, DropScan, DropSession
from app.nightdrop.queries import ScanRow, SessionRow, Sheet
from app.nightdrop.redating import RedatedDone, redate
from app.nightdrop.rules import (
    Mark,
    MarkKind,
    Outcome,
    Tray,
    Verdict,
    close_reason,
    next_mark,
    pile_sum,
    tray_of,
)
from app.nightdrop.scanning import ScanResult, scan
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

__all__ = [
    "BoxDone",
    "ClosedDone",
    "MarkDone",
    "RedatedDone",
    "ScanResult",
    "SessionDone",
    "add_box",
    "close",
    "count_pile",
    "edit_box",
    "mark",
    "open_session",
    "redate",
    "scan",
]


@dataclass(frozen=True)
class SessionDone(Done):
    """An opened session."""

    session: SessionRow


@dataclass(frozen=True)
class ClosedDone(Done):
    """A closed session with its sheet and walk."""

    sheet: Sheet


@dataclass(frozen=True)
class MarkDone(Done):
    """The row after a mark went on or came off."""

    row: ScanRow


@dataclass(frozen=True)
class BoxDone(Done):
    """A saved box."""

    box_id: int


# -- boxes --------------------------------------------------------------------------------------


def add_box(ctx: Context, name: str, *, locked_while_open: bool = False) -> BoxDone:
    """Adds a slot; raises `box.no_name`, `box.name_taken`."""
    with operations.begin(ctx, "box.add") as work:
        clean = _box_name(name, None)
        position = int(store.value("SELECT coalesce(max(position) + 1, 0) FROM drop_box"))
        box_id = work.insert(
            DropBox, name=clean, locked_while_open=locked_while_open, position=position
        )
        work.facts(name=clean)
    return BoxDone(**vars(work.done), box_id=box_id)


def edit_box(ctx: Context, box_id: int, **fields: Any) -> BoxDone:
    """Changes a slot's `name` or `locked_while_open`."""
    with operations.begin(ctx, "box.edit") as work:
        if "name" in fields:
            fields["name"] = _box_name(fields["name"], box_id)
        work.update(DropBox, box_id, **fields)
        work.facts(name=queries.box(box_id).name)
    return BoxDone(**vars(work.done), box_id=box_id)


def _box_name(name: str, box_id: int | None) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise RuleViolation("box.no_name", field="name")
    sql = "SELECT 1 FROM drop_box WHERE name = ? COLLATE NOCASE AND id IS NOT ?"
    if store.value(sql, (clean, box_id)):
        raise RuleViolation("box.name_taken", field="name", name=clean)
    return clean


# -- a session ------------------------------------------------------------------------------------


def open_session(
    ctx: Context, box: str | int | None = None, since: datetime | None = None
) -> SessionDone:
    """Opens the session of an emptying that happens now, with its window; `since` sets it by hand.

    Raises `drop.open_already` (one box has one open session), `drop.since_in_future`,
    `hours.never_open`, `NotFound("box.unknown")`.
    """
    with operations.begin(ctx, "drop.open") as work:
        row = queries.box(box)
        if since is not None and since > work.now:
            raise RuleViolation("drop.since_in_future", field="since", since=since, now=work.now)
        for session in queries.open_sessions():
            if session.box_id == row.box_id:
                raise RuleViolation(
                    "drop.open_already", box=row.name, session_id=session.session_id
                )
        window = queries.preview_open(work.now, row.box_id, since)
        session_id = work.insert(
            DropSession,
            box_id=row.box_id,
            since_at=window.at,
            since_kind=window.kind,
            opened_at=work.now,
            opened_by=work.ctx.staff,
        )
        work.facts(box=row.name, session_id=session_id)
    return SessionDone(**vars(work.done), session=queries.session(session_id))


def count_pile(ctx: Context, session_id: int, counted: int | None) -> SessionDone:
    """Keeps how many cases came out of the box while the session is open; None for not counted.

    Kept at once, so that a crash loses no count. No step of its own for undo: Ctrl+Z is about
    cases. Raises `pile.negative`, `drop.closed`, `NotFound("session.unknown")`.
    """
    if counted is not None:
        pile_sum(counted, 0)
    with operations.begin(ctx, "drop.count", undoable=False) as work:
        session = queries.session(session_id)
        if not session.is_open:
            raise RuleViolation("drop.closed", session_id=session_id, box=session.box)
        work.update(DropSession, session_id, counted=counted)
        work.facts(box=session.box, counted=counted)
    return SessionDone(**vars(work.done), session=queries.session(session_id))


def close(ctx: Context, session_id: int, counted: int | None = None, why: str = "") -> ClosedDone:
    """Closes a session; a counted pile that does not add up needs a reason, which is kept.

    Without `counted` the count that was kept meanwhile holds.
    Raises `pile.no_reason` (with both numbers), `pile.negative`, `drop.closed`,
    `NotFound("session.unknown")`.
    """
    with operations.begin(ctx, "drop.close") as work:
        session = queries.session(session_id)
        if not session.is_open:
            raise RuleViolation("drop.closed", session_id=session_id, box=session.box)
        counts = queries.counts(session_id)
        counted = session.counted if counted is None else counted
        reason = close_reason(counted, counts.scanned, why)
        work.update(
            DropSession,
            session_id,
            closed_at=max(work.now, session.opened_at),
            closed_by=work.ctx.staff,
            counted=counted,
            why=reason,
        )
        work.facts(box=session.box, scanned=counts.scanned, counted=counted, late=counts.late)
        if reason:
            work.because(reason)
    return ClosedDone(**vars(work.done), sheet=queries.sheet(session_id))


# -- marks ----------------------------------------------------------------------------------------


def mark(
    ctx: Context,
    session_id: int,
    kind: MarkKind,
    disc: int | None = None,
    *,
    scan_id: int | None = None,
) -> MarkDone:
    """Marks the last case (or the one named) empty, wrong, missing a disc or damaged.

    The same key again goes on to the next missing disc, then takes the mark off; `disc` says which
    at once. The copy goes into repair (or damaged) with the mark as its note, and back to where it
    was when the mark comes off. Raises `drop.nothing_to_mark`, `drop.closed`.
    """
    with operations.begin(ctx, "drop.mark") as work:
        row = _marked_row(session_id, scan_id)
        wanted = _next(row, kind, disc)
        tray = tray_of(Verdict(row.outcome, _base_tray(row.scan_id)), wanted)
        work.update(
            DropScan,
            row.scan_id,
            mark=None if wanted is None else wanted.kind,
            disc=None if wanted is None else wanted.disc,
            tray=tray,
        )
        _mark_copy(work, row, wanted)
        work.facts(title=row.title, mark=None if wanted is None else str(wanted), tray=tray)
    return MarkDone(**vars(work.done), row=queries.scan_row(row.scan_id))


def _marked_row(session_id: int, scan_id: int | None) -> ScanRow:
    """The row that a mark is for: the case in hand, under its first row if it was scanned again."""
    session = queries.session(session_id)
    if not session.is_open:
        raise RuleViolation("drop.closed", session_id=session_id, box=session.box)
    found = store.value(
        "SELECT id FROM drop_scan WHERE session_id = ?1 AND outcome <> 'repeat' AND barcode ="
        " (SELECT barcode FROM drop_scan WHERE session_id = ?1 AND id = coalesce(?2,"
        " (SELECT max(id) FROM drop_scan WHERE session_id = ?1))) ORDER BY id DESC LIMIT 1",
        (session_id, scan_id),
    )
    if found is None and scan_id is not None:
        raise NotFound("scan.unknown", scan_id=scan_id)
    if found is None:
        raise RuleViolation("drop.nothing_to_mark")
    row = queries.scan_row(int(found))
    if row.outcome in (Outcome.UNKNOWN, Outcome.OWNER):
        raise RuleViolation("drop.nothing_to_mark", barcode=row.barcode, outcome=str(row.outcome))
    return row


def _next(row: ScanRow, kind: MarkKind, disc: int | None) -> Mark | None:
    if disc is None or kind is not MarkKind.MISSING:
        return next_mark(row.mark, kind, row.discs)
    wanted = Mark(kind, disc)
    return None if row.mark == wanted else wanted


def _base_tray(scan_id: int) -> Tray | None:
    """The tray of a scan before any mark."""
    found = store.value(
        "SELECT json_extract(facts, '$.tray') FROM drop_scan WHERE id = ?", (scan_id,)
    )
    return None if found is None else Tray(int(found))


def _mark_copy(work: Work, row: ScanRow, wanted: Mark | None) -> None:
    """Takes the copy off the shelf with what is wrong with it, or puts it back.

    What somebody else did with the copy meanwhile stays.
    """
    if row.copy_id is None:
        return
    state, note = store.rows("SELECT state, state_note FROM copy WHERE id = ?", (row.copy_id,))[0]
    left = (_state_of(row.mark), words.mark_note(row.mark) if row.mark else "")
    if state == CopyState.OUT or (row.mark is not None and (state, note) != left):
        return
    work.update(
        Copy,
        row.copy_id,
        state=_state_of(wanted),
        state_note="" if wanted is None else words.mark_note(wanted),
        state_since=work.now,
    )


def _state_of(mark: Mark | None) -> CopyState:
    if mark is None:
        return CopyState.IN
    return CopyState.DAMAGED if mark.kind is MarkKind.DAMAGED else CopyState.REPAIR
