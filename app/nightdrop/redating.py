"""Re-dating: the window of a session turns out wrong, and every fee in it is reckoned anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.nightdrop import queries
from app.nightdrop.models import DropScan, DropSession
from app.nightdrop.queries import SessionRow
from app.nightdrop.rules import Outcome, SinceKind
from app.rentals import repricing
from app.rentals.repricing import Repriced
from app.shop import operations
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store


@dataclass(frozen=True)
class RedatedDone(Done):
    """A session under its new window, and the returns that changed with it."""

    session: SessionRow
    lines: tuple[Repriced, ...]


def preview_redate(session_id: int, since: datetime) -> tuple[Repriced, ...]:
    """What would change if the session's window had started at `since`; writes nothing.

    Raises `drop.since_after_emptying`, `NotFound("session.unknown")`.
    """
    session = queries.session(session_id)
    if since > session.opened_at:
        raise RuleViolation(
            "drop.since_after_emptying", field="since", since=since, opened_at=session.opened_at
        )
    found = repricing.of_session(session_id, since, session.opened_at)
    return tuple(line for line in found if line.differs)


def redate(ctx: Context, session_id: int, since: datetime) -> RedatedDone:
    """Moves the window's start to `since`: effective returns, opposite ledger lines, new fees.

    Doing it twice equals doing it once with the last window; the second time writes nothing.
    Raises what `preview_redate` raises.
    """
    lines = preview_redate(session_id, since)
    session = queries.session(session_id)
    if not lines and session.since_at == since:
        return RedatedDone(None, "drop.redate", {}, Changes(), session, ())
    with operations.begin(ctx, "drop.redate") as work:
        lines = preview_redate(session_id, since)
        for line in lines:
            repricing.apply(work, line)
            _update_scans(work, line)
        work.update(DropSession, session_id, since_at=since, since_kind=SinceKind.BY_HAND)
        work.facts(
            box=session.box,
            session_id=session_id,
            count=len(lines),
            cents=sum(line.owed_change_cents for line in lines),
        )
    return RedatedDone(**vars(work.done), session=queries.session(session_id), lines=lines)


def _update_scans(work: Work, line: Repriced) -> None:
    """The rows of the feed and the sheet tell the new verdict."""
    found = store.rows(
        "SELECT id, outcome FROM drop_scan WHERE rental_id = ? AND taken_back", (line.rental_id,)
    )
    for scan_id, outcome in found:
        verdict = Outcome.LATE if line.late_days_after else Outcome.RETURNED
        work.update(
            DropScan,
            scan_id,
            outcome=Outcome.HELD if outcome == Outcome.HELD else verdict,
            effective_at=line.effective_after,
            late_days=line.late_days_after,
            fee_cents=line.fee_cents_after,
            sentence=line.sentence,
        )
