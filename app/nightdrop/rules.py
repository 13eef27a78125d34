"""The night-drop: when its window starts, what a scan means, which tray, how the pile adds up.

Pure: facts in, answers out. What is saved, and where facts come from, is the actions' business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

from app.catalog.models import CopyState
from app.shop.calendar import OpeningCalendar
from app.shop.errors import RuleViolation

REPEAT_SECONDS = 3
"""A code that comes again this soon is the scanner's double read: dropped, no row, no sound."""


# -- the window ----------------------------------------------------------------------------


class SinceKind(StrEnum):
    """Where a window's start comes from."""

    EMPTIED = "emptied"
    CLOSE = "close"
    LOCKED = "locked"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class WindowStart:
    """The effective return of everything in the box, before the clamp to each rental's start."""

    at: datetime
    kind: SinceKind


def window_start(
    emptied_at: datetime,
    previous_emptying: datetime | None,
    calendar: OpeningCalendar,
    *,
    locked_while_open: bool = False,
) -> WindowStart:
    """The start of the window of the emptying at `emptied_at`.

    The box's previous emptying; none logged: the close of the last open day; a slot that is locked
    while the shop is open takes nothing before that close, so the later of the two. Never after
    the emptying itself. Raises `hours.never_open` if there was no open day to fall back on.
    """
    if previous_emptying is None:
        return WindowStart(calendar.previous_close(emptied_at), SinceKind.CLOSE)
    previous = min(previous_emptying, emptied_at)
    if locked_while_open:
        close = calendar.previous_close(emptied_at)
        if close > previous:
            return WindowStart(close, SinceKind.LOCKED)
    return WindowStart(previous, SinceKind.EMPTIED)


def effective_return(since: datetime, started_at: datetime, scanned_at: datetime) -> datetime:
    """The window's start, never before the rental's own start, never after the scan."""
    return min(max(since, started_at), max(scanned_at, started_at))


# -- marks ---------------------------------------------------------------------------------


class MarkKind(StrEnum):
    """What a person saw on opening the case."""

    EMPTY = "empty"
    WRONG = "wrong"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a scan; `disc` (from 1) belongs to `MISSING` alone."""

    kind: MarkKind
    disc: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.disc}" if self.disc else str(self.kind)


def parse_mark(text: str) -> Mark:
    """`empty`, `wrong`, `missing:2` (`missing` is disc 1), `damaged`. Raises `mark.unknown`."""
    word, colon, number = text.strip().lower().partition(":")
    if word == MarkKind.MISSING:
        disc = _disc(number) if colon else 1
        if disc is not None:
            return Mark(MarkKind.MISSING, disc)
    elif word in set(MarkKind) and not colon:
        return Mark(MarkKind(word))
    raise RuleViolation("mark.unknown", field="mark", given=text[:20])


def _disc(text: str) -> int | None:
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) > 0:
        return int(text)
    return None


def next_mark(current: Mark | None, pressed: MarkKind, discs: int = 1) -> Mark | None:
    """The mark after one more press of a key: on, for missing discs on to the next, then off."""
    if current is None or current.kind is not pressed:
        return Mark(pressed, 1) if pressed is MarkKind.MISSING else Mark(pressed)
    if pressed is MarkKind.MISSING and (current.disc or 1) < discs:
        return Mark(pressed, (current.disc or 1) + 1)
    return None


# -- what a scan means ---------------------------------------------------------------------


class Tray(IntEnum):
    """Where a case that cannot go back on the shelf waits."""

    HELD = 1
    EMPTY_OR_WRONG = 2
    DAMAGED = 3
    NOT_OURS = 4
    OWNER = 5


class Outcome(StrEnum):
    """What one scan turned out to be."""

    RETURNED = "returned"
    LATE = "late"
    HELD = "held"
    NOT_OUT = "not_out"
    REPEAT = "repeat"
    UNKNOWN = "unknown"
    REINSTATED = "reinstated"
    OWNER = "owner"


class RepeatKind(StrEnum):
    """What tells a code that was seen before apart."""

    SAME_SESSION = "same_session"
    SAME_DAY = "same_day"
    ANOTHER_MEMBER = "another_member"


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """What is known when a code comes in.

    `known` whether a copy has the code; `state` where that copy is by the books; `rented` whether
    it has an open rental, with the fee and late days that its return now makes. `wanted` whether a
    hold waits for it. `seen_in_session_at` when the same code was last scanned in this session,
    `last_back_on` the shop's day the copy last came back. `same_member` is False where the open
    rental belongs to somebody else than the return seen earlier in this session.
    """

    scanned_at: datetime
    known: bool = True
    state: str = "in"
    rented: bool = False
    late_days: int = 0
    fee_cents: int = 0
    wanted: bool = False
    seen_in_session_at: datetime | None = None
    same_member: bool = True
    last_back_on: date | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scan turned out to be, the tray it goes to (None: the shelf) and why it was seen
    before.

    `returns` says whether it ends a rental, `found` whether it brings back a copy given up as
    missing.
    """

    outcome: Outcome
    tray: Tray | None = None
    repeat: RepeatKind | None = None
    returns: bool = False

    @property
    def found(self) -> bool:
        """Whether a copy given up as missing is in stock again."""
        return self.outcome is Outcome.REINSTATED


_GONE = frozenset({CopyState.SOLD, CopyState.RETIRED})


def classify(facts: ScanFacts) -> Verdict | None:
    """The outcome of one scan; None for the scanner's own repeat, which leaves no trace.

    An open rental always comes back, even if the same code was scanned earlier in the session: the
    case went out again in between. Without one, a code seen before in this session is a repeat and
    changes nothing. Codes nobody knows go to tray 4; sold and withdrawn copies to the owner; a
    missing copy is in stock again.
    """
    if is_double_read(facts.seen_in_session_at, facts.scanned_at):
        return None
    if facts.rented:
        return _returned(facts)
    if facts.seen_in_session_at is not None:
        return Verdict(Outcome.REPEAT, repeat=RepeatKind.SAME_SESSION)
    if not facts.known:
        return Verdict(Outcome.UNKNOWN, Tray.NOT_OURS)
    if facts.state in _GONE:
        return Verdict(Outcome.OWNER, Tray.OWNER)
    held = Tray.HELD if facts.wanted or facts.state == CopyState.HELD else None
    if facts.state == CopyState.MISSING:
        return Verdict(Outcome.REINSTATED, held)
    if held:
        return Verdict(Outcome.HELD, held)
    same_day = facts.today is not None and facts.last_back_on == facts.today
    return Verdict(Outcome.NOT_OUT, repeat=RepeatKind.SAME_DAY if same_day else None)


def is_double_read(seen_at: datetime | None, scanned_at: datetime) -> bool:
    """Whether a code comes so soon after itself that it is the scanner's repeat."""
    if seen_at is None:
        return False
    return abs(scanned_at - seen_at) <= timedelta(seconds=REPEAT_SECONDS)


def tray_of(verdict: Verdict, mark: Mark | None) -> Tray | None:
    """The tray once a mark is on the case: what is wrong with it goes before who waits for it.

    A mark cannot move what is not ours or is the owner's to decide.
    """
    if mark is None or verdict.outcome in (Outcome.UNKNOWN, Outcome.OWNER, Outcome.REPEAT):
        return verdict.tray
    return Tray.DAMAGED if mark.kind is MarkKind.DAMAGED else Tray.EMPTY_OR_WRONG


def _returned(facts: ScanFacts) -> Verdict:
    repeat = None
    if facts.seen_in_session_at is not None and not facts.same_member:
        repeat = RepeatKind.ANOTHER_MEMBER
    if facts.wanted:
        return Verdict(Outcome.HELD, Tray.HELD, repeat, returns=True)
    outcome = Outcome.LATE if facts.late_days else Outcome.RETURNED
    return Verdict(outcome, None, repeat, returns=True)


# -- the pile ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One row of a session, as far as counting goes; `tray` is the one after marks."""

    outcome: Outcome
    tray: Tray | None = None
    fee_cents: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The sums of a session. `scanned == on_time + late + in_trays + was_in`, repeats left out.

    `to_shelf` is what goes straight back; `late_fee_cents` belongs to `late`, `fee_cents` to every
    case, those in trays too. `by_tray` is indexed by tray number.
    """

    scanned: int
    on_time: int
    late: int
    in_trays: int
    was_in: int
    late_fee_cents: int
    fee_cents: int
    by_tray: tuple[int, int, int, int, int, int]

    @property
    def to_shelf(self) -> int:
        """Cases that go straight back to the shelf."""
        return self.on_time + self.late + self.was_in


def count_scans(rows: Iterable[ScanRow]) -> Counts:
    """Counts a session's rows. A tray goes before everything else: a late case with a hold waits in
    tray 1 and is no "late" case; what was in already, or was found, goes to the shelf.
    """
    rows = [row for row in rows if row.outcome is not Outcome.REPEAT]
    shelf = [row for row in rows if row.tray is None]
    late = [row for row in shelf if row.outcome is Outcome.LATE]
    on_time = sum(row.outcome in (Outcome.RETURNED, Outcome.HELD) for row in shelf)
    trays = [0] * 6
    for row in rows:
        trays[row.tray or 0] += row.tray is not None
    return Counts(
        scanned=len(rows),
        on_time=on_time,
        late=len(late),
        in_trays=len(rows) - len(shelf),
        was_in=len(shelf) - len(late) - on_time,
        late_fee_cents=sum(row.fee_cents for row in late),
        fee_cents=sum(row.fee_cents for row in rows),
        by_tray=(trays[0], trays[1], trays[2], trays[3], trays[4], trays[5]),
    )


@dataclass(frozen=True, slots=True)
class PileSum:
    """The counted pile against the scans: what is left to scan, or scanned beyond the count."""

    counted: int
    to_scan: int
    surplus: int

    @property
    def adds_up(self) -> bool:
        """Whether closing needs no reason."""
        return self.to_scan == 0 and self.surplus == 0


def pile_sum(counted: int, scanned: int) -> PileSum:
    """Compares the pile with the scans. Raises `pile.negative`."""
    if counted < 0:
        raise RuleViolation("pile.negative", field="counted", counted=counted)
    return PileSum(counted, max(counted - scanned, 0), max(scanned - counted, 0))


def close_reason(counted: int | None, scanned: int, why: str) -> str:
    """The reason that a closing session keeps; empty when the pile was counted and adds up.

    Raises `pile.no_reason` when the count and the scans differ and nobody says why. A pile that was
    not counted asks for nothing.
    """
    if counted is None or pile_sum(counted, scanned).adds_up:
        return why.strip()
    if not why.strip():
        raise RuleViolation("pile.no_reason", field="why", counted=counted, scanned=scanned)
    return why.strip()
