"""What a scan's row says where it is no fee: English, from plain facts.

Like the fee sentence these stand on the screen, in `nightdrop scan --json` and on the session
sheet alike. Instants are in the shop's own time.
"""

from __future__ import annotations

from datetime import datetime

from app.catalog.models import CopyState
from app.nightdrop.rules import Mark, MarkKind
from app.shop.words import SHORT_MONTHS, moment_words

_MARKS = {
    MarkKind.EMPTY: "empty case",
    MarkKind.WRONG: "wrong disc",
    MarkKind.DAMAGED: "damaged",
}

_STATES: dict[str, str] = {
    CopyState.REPAIR: "In repair",
    CopyState.DAMAGED: "Damaged",
    CopyState.MISSING: "Missing",
    CopyState.SOLD: "Sold",
    CopyState.RETIRED: "Withdrawn",
}


def was_in(back_at: datetime | None, in_box: bool, staff: str, state: str, note: str) -> str:
    """`Back since Thu 11 Dec 4:20 pm, at the counter, by Ravi.`"""
    if state in _STATES:
        return f"{_STATES[state]} by the books{_noted(note)}."
    if back_at is None:
        return "In by the books, and never rented."
    where = "out of the box" if in_box else "at the counter"
    by = f", by {staff}" if staff else ""
    return f"Back since {moment_words(back_at, dated=True)}, {where}{by}."


def unknown(number: int) -> str:
    """`Not in our stock. Kept on the foreign list as number 12.`"""
    return f"Not in our stock. Kept on the foreign list as number {number}."


def repeat(seen_at: datetime) -> str:
    """`The case of 11:04:21, this session. Nothing changed.`"""
    return f"The case of {seen_at:%H:%M:%S}, this session. Nothing changed."


def owner(state: str, since: datetime, note: str) -> str:
    """`Sold 22 Nov. The owner decides.`"""
    return f"{_STATES.get(state, 'Gone')} {_day(since)}{_noted(note)}. The owner decides."


def found(since: datetime) -> str:
    """`Missing since 2 Dec, in stock again.`"""
    return f"Missing since {_day(since)}, in stock again."


def put_aside(note: str) -> str:
    """`Put aside for Priya Raman.`"""
    return f"Put aside{_noted(note)}."


def mark_note(mark: Mark) -> str:
    """What is wrong with a copy, as its own note says it: `empty case`, `disc 2 missing`."""
    return _MARKS.get(mark.kind) or f"disc {mark.disc or 1} missing"


def _noted(note: str) -> str:
    clean = note.strip().rstrip(".")
    return f": {clean}" if clean else ""


def _day(local: datetime) -> str:
    return f"{local.day} {SHORT_MONTHS[local.month - 1]}"
