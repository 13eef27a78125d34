"""The night-drop from the command line; `scan` answers each line once it is on the disk."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from app.nightdrop import actions, queries, redating, scanning
from app.nightdrop.queries import ScanRow, SessionRow
from app.nightdrop.rules import parse_mark
from app.rentals.repricing import Repriced
from app.shop.errors import RuleViolation
from ui import messages, sentences
from ui.amounts import money
from ui.cli.desk import CommandDesk, iso, moment


def run(desk: CommandDesk) -> int | None:
    """`nightdrop open|scan|mark|close|redate|show`."""
    return _ACTIONS[desk.options.action](desk)


def _open(desk: CommandDesk) -> None:
    options = desk.options
    since = desk.instant(options.since) if options.since else None
    done = actions.open_session(desk.context(), options.box, since)
    session = done.session
    desk.answer(_session(session), [f"Session {session.session_id} is open. {_window(session)}"])


def _scan(desk: CommandDesk) -> int:
    """Reads to the end of the input; a line that is refused does not stop the ones after it."""
    session = queries.last_open()
    refused = 0
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            result = scanning.scan(desk.context(), session.session_id, line)
        except RuleViolation as error:
            refused = 1
            desk.tell(f"{messages.shown(line.strip())}: {sentences.of(error)}")
            continue
        answer = result.answer()
        if desk.options.json:
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        else:
            tray = f"tray {answer['tray']}" if answer["tray"] else "shelf"
            words = f"{answer['barcode']}  {answer['outcome']}  {tray}  {answer['title']}"
            print(f"{words}  {answer['sentence']}".rstrip(), flush=True)
    return refused


def _mark(desk: CommandDesk) -> None:
    mark = parse_mark(desk.options.mark)
    done = actions.mark(desk.context(), queries.last_open().session_id, mark.kind, mark.disc)
    desk.answer(_row(done.row), [_line(done.row)])


def _close(desk: CommandDesk) -> None:
    options = desk.options
    session = queries.last_open()
    done = actions.close(desk.context(), session.session_id, options.counted, options.why)
    _tell_sheet(desk, done.sheet)


def _redate(desk: CommandDesk) -> None:
    options = desk.options
    since = desk.instant(options.since)
    if options.dry_run:
        changed = redating.preview_redate(options.session, since)
    else:
        changed = redating.redate(desk.context(), options.session, since).lines
    document = {
        "session": options.session,
        "since": iso(since),
        "dry_run": options.dry_run,
        "changes": [
            {
                "rental_id": line.rental_id,
                "barcode": line.barcode,
                "title": line.title,
                "member": line.member,
                "fee_cents_before": line.fee_cents_before,
                "fee_cents": line.fee_cents_after,
                "sentence": line.sentence,
            }
            for line in changed
        ],
    }
    words = [f"{line.title}: {_fee_change(line)} {line.sentence}" for line in changed]
    desk.answer(document, words or ["Nothing changes."])


def _fee_change(line: Repriced) -> str:
    before, after = line.fee_cents_before, line.fee_cents_after
    if before == after:
        return f"{money(before)} stays."
    return f"{money(before)} becomes {money(after)}."


def _show(desk: CommandDesk) -> None:
    wanted = desk.options.session
    session_id = wanted if wanted is not None else _newest()
    _tell_sheet(desk, queries.sheet(session_id))


def _newest() -> int:
    """The open session, else the last one."""
    sessions = queries.open_sessions() or queries.sessions(1)
    return sessions[0].session_id if sessions else queries.last_open().session_id


def _tell_sheet(desk: CommandDesk, sheet: queries.Sheet) -> None:
    session, counts = sheet.session, sheet.counts
    document = {
        **_session(session),
        "counts": {name: getattr(counts, name) for name in counts.__dataclass_fields__},
        "scans": [_row(row) for row in queries.scans(session.session_id)],
        "walk": [
            {"section": row.section, "barcode": row.barcode, "title": row.title}
            for row in sheet.walk
        ],
    }
    words = [f"Session {session.session_id}, {session.box}. {_window(session)}"]
    words += [_line(row) for row in queries.scans(session.session_id)]
    words += ["", "Back to the shelves:"] if sheet.walk else []
    words += [f"{row.section}: {row.title} ({row.barcode})" for row in sheet.walk]
    desk.answer(document, words)


def _window(session: SessionRow) -> str:
    return f"Everything in it counts as back {moment(session.since_at)}."


def _session(session: SessionRow) -> dict[str, Any]:
    return {
        "session": session.session_id,
        "box": session.box,
        "since": iso(session.since_at),
        "since_kind": str(session.since_kind),
        "opened": iso(session.opened_at),
        "closed": iso(session.closed_at),
        "counted": session.counted,
        "why": session.why,
    }


def _row(row: ScanRow) -> dict[str, Any]:
    return {
        "barcode": row.barcode,
        "outcome": str(row.outcome),
        "tray": None if row.tray is None else int(row.tray),
        "mark": None if row.mark is None else str(row.mark),
        "title": row.title,
        "member": row.member,
        "rental_id": row.rental_id,
        "effective": iso(row.effective_at),
        "scanned": iso(row.scanned_at),
        "late_days": row.late_days,
        "fee_cents": row.fee_cents,
        "sentence": row.sentence,
    }


def _line(row: ScanRow) -> str:
    where = f"tray {int(row.tray)}" if row.tray is not None else "shelf"
    mark = f" ({row.mark})" if row.mark is not None else ""
    return f"{row.barcode}  {row.outcome}{mark}  {where}  {row.title}  {row.sentence}".rstrip()


_ACTIONS: dict[str, Callable[[CommandDesk], int | None]] = {
    "open": _open,
    "scan": _scan,
    "mark": _mark,
    "close": _close,
    "redate": _redate,
    "show": _show,
}
