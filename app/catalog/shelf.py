"""What a title's copies say of it: can I have it, until when not, how long has it stood idle?

Pure rules over plain values; instants are UTC milliseconds, `None` where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.catalog.models import CopyState, Purpose, TitleState

DAY_MS = 86_400_000

# Best first: a title is in if any copy to rent stands on its shelf, and so on down.
PRECEDENCE = tuple(TitleState)
RANK_OF_STATE = {state: rank for rank, state in enumerate(PRECEDENCE)}

_GONE = frozenset({CopyState.SOLD, CopyState.RETIRED})
_TO_RENT = frozenset(
    {CopyState.IN, CopyState.OUT, CopyState.HELD, CopyState.REPAIR, CopyState.DAMAGED}
)
_WITH_SOMEBODY = frozenset({CopyState.OUT, CopyState.HELD})


class CopyFacts(NamedTuple):
    """What the rules need of one copy, in the order that `COPY_FACTS_SQL` selects."""

    state: str
    purpose: str
    section_id: int
    format_id: int
    due_ms: int | None
    rented_ms: int | None
    added_ms: int
    since_ms: int
    note: str


COPY_FACTS_SQL = (
    "c.state, c.purpose, c.section_id, e.format_id, c.due_at, c.last_rented_at, c.added_at,"
    " c.state_since, c.state_note"
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A title's copies summed up.

    `due_ms`: for a late title the due moment that passed, else the next one to come, if any.
    `rent_count`: copies that the shop rents out, wherever they are; missing ones are not.
    `section_count`: how many sections its copies belong to; `section_id` has most of them.
    """

    state: TitleState
    in_count: int = 0
    out_count: int = 0
    rent_count: int = 0
    copy_count: int = 0
    due_ms: int | None = None
    since_ms: int | None = None
    note: str = ""
    idle_since_ms: int | None = None
    section_id: int | None = None
    section_count: int = 0


def state_of_copy(state: str, purpose: str, due_ms: int | None, now_ms: int) -> TitleState:
    """One copy in the words of a title: `in` may be on display or for sale, `out` may be late."""
    if state == CopyState.IN:
        if purpose == Purpose.SALE:
            return TitleState.SALE
        return TitleState.DISPLAY if purpose == Purpose.DISPLAY else TitleState.IN
    if state == CopyState.OUT:
        return TitleState.LATE if due_ms is not None and due_ms < now_ms else TitleState.OUT
    return TitleState(state)


def sum_up(copies: Sequence[CopyFacts], now_ms: int) -> Shelf:
    """The whole title; the best state of any copy decides."""
    if not copies:
        return Shelf(TitleState.NONE)
    states = [state_of_copy(c.state, c.purpose, c.due_ms, now_ms) for c in copies]
    best = min(states, key=RANK_OF_STATE.__getitem__)
    telling = [copy for copy, state in zip(copies, states, strict=True) if state is best]
    newest = max(telling, key=lambda copy: copy.since_ms)
    section_id, section_count = _home(copies)
    return Shelf(
        state=best,
        in_count=states.count(TitleState.IN),
        out_count=states.count(TitleState.OUT) + states.count(TitleState.LATE),
        rent_count=sum(c.purpose == Purpose.RENTAL and c.state in _TO_RENT for c in copies),
        copy_count=sum(c.state not in _GONE for c in copies),
        due_ms=_due(copies, best, now_ms),
        since_ms=newest.since_ms,
        note=newest.note,
        idle_since_ms=idle_since(copies),
        section_id=section_id,
        section_count=section_count,
    )


def _due(copies: Sequence[CopyFacts], state: TitleState, now_ms: int) -> int | None:
    dues = [copy.due_ms for copy in copies if copy.due_ms is not None]
    if state is TitleState.LATE:
        return min(dues)
    return min((due for due in dues if due >= now_ms), default=None)


def idle_since(copies: Sequence[CopyFacts]) -> int | None:
    """Since when nobody rented any copy; None while every copy is out or held, or none is left.

    A title never rented is idle since its first copy came.
    """
    kept = [copy for copy in copies if copy.state not in _GONE]
    if not kept or all(copy.state in _WITH_SOMEBODY for copy in kept):
        return None
    rented = [copy.rented_ms for copy in copies if copy.rented_ms is not None]
    return max(rented) if rented else min(copy.added_ms for copy in kept)


def _home(copies: Sequence[CopyFacts]) -> tuple[int, int]:
    """The section that most copies belong to (the older one of equals), and how many there are."""
    first = copies[0].section_id
    if len(copies) == 1:
        return first, 1
    kept = [copy for copy in copies if copy.state not in _GONE] or copies
    counts: dict[int, int] = {}
    for copy in kept:
        counts[copy.section_id] = counts.get(copy.section_id, 0) + 1
    return min(counts, key=lambda id_: (-counts[id_], id_)), len(counts)


def format_bit(format_id: int) -> int:
    """The bit of a format in a title's mask; see `shortlists.MOST_FORMATS`."""
    return 1 << (format_id - 1)


class CardKeys(NamedTuple):
    """What lists sort and filter a title by; nothing here depends on the time of day.

    A title is late when its state is `out` and `due_last` has passed.
    """

    state: int
    states: int
    formats: int
    section_id: int | None
    due_first: int | None
    due_last: int | None
    idle_since: int | None


def card_keys(copies: Sequence[CopyFacts]) -> CardKeys:
    """The sort and filter keys of a title."""
    best, mask, formats = RANK_OF_STATE[TitleState.NONE], 0, 0
    dues = []
    for copy in copies:
        rank = RANK_OF_STATE[state_of_copy(copy.state, copy.purpose, None, 0)]
        best = min(best, rank)
        mask |= 1 << rank
        if copy.state not in _GONE:
            formats |= format_bit(copy.format_id)
        if copy.due_ms is not None:
            dues.append(copy.due_ms)
    section_id = _home(copies)[0] if copies else None
    first, last = (min(dues), max(dues)) if dues else (None, None)
    return CardKeys(best, mask, formats, section_id, first, last, idle_since(copies))
