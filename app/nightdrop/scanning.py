"""One scan: what came out of the box, saved before it is answered.

Nothing here asks back. A code that nobody knows is an answer too; only a closed session, or a
clock that stands before the rental, is refused.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.catalog.barcodes import MAX_LENGTH, normalise
from app.catalog.models import Copy, CopyState
from app.nightdrop import queries, words
from app.nightdrop.models import DropScan
from app.nightdrop.queries import ScanRow, SessionRow
from app.nightdrop.rules import (
    Outcome,
    RepeatKind,
    ScanFacts,
    Tray,
    Verdict,
    classify,
    effective_return,
    is_double_read,
)
from app.rentals import returns
from app.rentals.models import ReturnedBy
from app.rentals.returns import CopySeen, OpenRental
from app.rentals.rules import Back, LateFee, late_fee
from app.shop import operations, settings
from app.shop.calendar import OpeningCalendar
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store
from app.store.fields import from_ms


@dataclass(frozen=True)
class ScanResult(Done):
    """What a scan turned out to be; `silent` for the scanner's own double read, which is not saved.

    `row` is the row of the feed: the new one, or for a double read the one that stands already.
    """

    row: ScanRow
    silent: bool = False

    @property
    def outcome(self) -> Outcome:
        """The outcome of this very read."""
        return Outcome.REPEAT if self.silent else self.row.outcome

    def answer(self) -> dict[str, Any]:
        """The fields of a line of `nightdrop scan --json`; instants as ISO text in UTC."""
        row = self.row
        return {
            "barcode": row.barcode,
            "outcome": str(self.outcome),
            "tray": None if self.silent or row.tray is None else int(row.tray),
            "title": row.title,
            "member": row.member,
            "rental_id": None if self.silent else row.rental_id,
            "effective": None if self.silent else _iso(row.effective_at),
            "scanned": _iso(row.scanned_at),
            "late_days": 0 if self.silent else row.late_days,
            "fee_cents": 0 if self.silent else row.fee_cents,
            "sentence": "" if self.silent else row.sentence,
        }


@dataclass(frozen=True, slots=True)
class _Seen:
    """When the code was last scanned in this session, and for which account."""

    at: datetime
    member_id: int | None


@dataclass(frozen=True, slots=True)
class _Back:
    """A rental that a scan ends, and its fee."""

    rental: OpenRental
    effective: datetime
    fee: LateFee


def scan(ctx: Context, session_id: int, raw: str) -> ScanResult:
    """Takes one case out of the box: saved and durable when this returns.

    Raises `barcode.empty` (nothing was read), `drop.closed`, `return.before_rental` (the clock
    stands before the rental), `NotFound("session.unknown")`, `StorageProblem` (then nothing is
    saved and the case stays in hand).
    """
    code = _code(raw)
    session = _taking_scans(session_id)
    seen = _seen_in(session_id, code)
    if seen is not None and is_double_read(seen.at, ctx.now()):
        return _double_read(session_id, code)
    with operations.begin(ctx, "drop.scan") as work:
        session = _taking_scans(session_id)  # again: it may have been closed since
        scan_id, facts = _take(work, session, code, seen)
        work.facts(**facts)
    return ScanResult(**vars(work.done), row=queries.scan_row(scan_id))


# -- inside -----------------------------------------------------------------------------------


def _code(raw: str) -> str:
    """The barcode as it is looked up; what cannot be one is kept as it shows, cut short."""
    try:
        return normalise(raw)
    except RuleViolation as refused:
        if refused.code == "barcode.empty":
            raise
        return "".join(c for c in raw if unicodedata.category(c)[0] not in "CZ")[:MAX_LENGTH]


def _taking_scans(session_id: int) -> SessionRow:
    session = queries.session(session_id)
    if not session.is_open:
        raise RuleViolation("drop.closed", session_id=session_id, box=session.box)
    return session


def _seen_in(session_id: int, code: str) -> _Seen | None:
    found = store.rows(
        "SELECT s.scanned_at, r.member_id FROM drop_scan s LEFT JOIN rental r ON r.id = s.rental_id"
        " WHERE s.session_id = ? AND s.barcode = ? ORDER BY s.id DESC LIMIT 1",
        (session_id, code),
    )
    return _Seen(from_ms(found[0][0]), found[0][1]) if found else None


def _double_read(session_id: int, code: str) -> ScanResult:
    scan_id = store.value(
        "SELECT max(id) FROM drop_scan WHERE session_id = ? AND barcode = ?", (session_id, code)
    )
    return ScanResult(None, "drop.scan", {}, Changes(), queries.scan_row(int(scan_id)), silent=True)


def _take(
    work: Work, session: SessionRow, code: str, before: _Seen | None
) -> tuple[int, dict[str, Any]]:
    """Classifies the code, ends its rental, writes its row; the row's id and what to say."""
    calendar = settings.calendar()
    copy = returns.copy_seen(barcode=code)
    back = _coming_back(work, session, copy, calendar)
    verdict = _verdict(work, copy, back, before, calendar)
    if not verdict.returns:
        back = None
    sentence, facts = _told(copy, code, verdict, back, before, calendar)
    if copy is not None and back is not None:
        session_id = session.session_id
        returns.bring_back(
            work, copy, back.rental, back.effective, back.fee, ReturnedBy.BOX, session_id
        )
    elif copy is not None and verdict.found:
        work.update(Copy, copy.copy_id, state=CopyState.IN, state_since=work.now, state_note="")
    scan_id = work.insert(
        DropScan,
        session_id=session.session_id,
        barcode=code,
        scanned_at=work.now,
        outcome=verdict.outcome,
        tray=verdict.tray,
        copy_id=copy.copy_id if copy else None,
        rental_id=back.rental.rental_id if back else None,
        effective_at=back.effective if back else None,
        late_days=back.fee.late_days if back else 0,
        fee_cents=back.fee.amount_cents if back else 0,
        sentence=sentence,
        facts=facts,
        taken_back=back is not None,
    )
    return scan_id, {
        "outcome": str(verdict.outcome),
        "barcode": code,
        "title": copy.title if copy else "",
        "tray": None if verdict.tray is None else int(verdict.tray),
        "fee_cents": back.fee.amount_cents if back else 0,
    }


def _coming_back(
    work: Work, session: SessionRow, copy: CopySeen | None, calendar: OpeningCalendar
) -> _Back | None:
    """The rental that this scan ends, as of the window's start; None for a copy that is not out."""
    if copy is None or copy.rental is None:
        return None
    rental = copy.rental
    if work.now < rental.due.from_at:
        raise RuleViolation(
            "return.before_rental", started_at=rental.due.from_at, now=work.now, title=copy.title
        )
    effective = effective_return(session.since_at, rental.due.from_at, work.now)
    fee = late_fee(
        [rental.due],
        effective,
        rental.terms,
        calendar,
        back=Back.BOX,
        emptied_at=session.opened_at,
        currency=settings.settings().money,
    )
    return _Back(rental, effective, fee)


def _verdict(
    work: Work,
    copy: CopySeen | None,
    back: _Back | None,
    before: _Seen | None,
    calendar: OpeningCalendar,
) -> Verdict:
    last = returns.last_back(copy.copy_id) if copy and back is None else None
    verdict = classify(
        ScanFacts(
            scanned_at=work.now,
            known=copy is not None,
            state=copy.state if copy else "",
            rented=back is not None,
            late_days=back.fee.late_days if back else 0,
            fee_cents=back.fee.amount_cents if back else 0,
            seen_in_session_at=before.at if before else None,
            same_member=not (before and back and before.member_id != back.rental.member_id),
            last_back_on=calendar.local_date(last.at) if last else None,
            today=calendar.local_date(work.now),
        )
    )
    # A double read was answered before this transaction began; a second till may have been
    # quicker since, and then this is a repeat like any other.
    return verdict or Verdict(Outcome.REPEAT, repeat=RepeatKind.SAME_SESSION)


def _told(
    copy: CopySeen | None,
    code: str,
    verdict: Verdict,
    back: _Back | None,
    before: _Seen | None,
    calendar: OpeningCalendar,
) -> tuple[str, dict[str, Any]]:
    """Line 2 of the row, and the facts that are kept with it."""
    facts: dict[str, Any] = {}
    if verdict.tray is not None:
        facts["tray"] = int(verdict.tray)
    if verdict.repeat is not None:
        facts["repeat"] = str(verdict.repeat)
    if verdict.outcome is Outcome.REPEAT and before is not None:
        return words.repeat(calendar.local(before.at)), facts
    if copy is None:
        facts["number"] = _foreign_number(code)
        return words.unknown(facts["number"]), facts
    aside = words.put_aside(copy.state_note) if verdict.tray is Tray.HELD else ""
    if back is not None:
        return " ".join(filter(None, (aside, back.fee.sentence))), facts
    since = calendar.local(copy.state_since)
    if verdict.outcome is Outcome.OWNER:
        return words.owner(copy.state, since, copy.state_note), facts
    if verdict.outcome is Outcome.REINSTATED:
        return words.found(since), facts
    return aside or _was_in(copy, calendar), facts


def _was_in(copy: CopySeen, calendar: OpeningCalendar) -> str:
    last = returns.last_back(copy.copy_id)
    return words.was_in(
        calendar.local(last.at) if last else None,
        bool(last and last.by is ReturnedBy.BOX),
        last.staff if last else "",
        copy.state,
        copy.state_note,
    )


def _foreign_number(code: str) -> int:
    """The running number of a case that is not ours; the same code keeps the number it has."""
    number = "json_extract(facts, '$.number')"
    theirs = "FROM drop_scan WHERE outcome = 'unknown'"
    found = store.value(f"SELECT {number} {theirs} AND barcode = ?", (code,))
    if found is not None:
        return int(found)
    return int(store.value(f"SELECT coalesce(max({number}), 0) + 1 {theirs}"))


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat().replace("+00:00", "Z")
