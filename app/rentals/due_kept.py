"""The due moment in force of every case that is out, kept on its copy.

Fees derive their due moment from the promised day and the calendar of the moment (see `due`). The
stock list cannot: which of 150,000 titles are late is one look at a column. So `copy.due_at` is
that moment, and whatever changes the calendar, undo and redo included, brings it up to date in
its own transaction. `check` compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.rentals import stored
from app.rentals.due import due_moment
from app.rentals.terms import Terms
from app.shop import operations, settings
from app.shop.operations import Work
from app.store import check
from app.store import database as store
from app.store.check import Finding
from app.store.fields import to_ms

_CALENDAR = frozenset({"opening_span", "calendar_exception"})

_OUT = """
    SELECT c.id, c.title_id, c.due_at, r.terms_id, r.started_at, r.due_on, r.due_at
    FROM rental r JOIN copy c ON c.id = r.copy_id
    WHERE r.returned_at IS NULL AND c.state = 'out'
"""
_TERMS = f"SELECT {stored.terms_sql('k')} FROM rental_terms k WHERE k.id = ?"


@dataclass(frozen=True, slots=True)
class _Moved:
    """A copy whose kept moment is not the one in force; UTC milliseconds."""

    copy_id: int
    title_id: int
    due_ms: int


def refresh(work: Work) -> None:
    """Before an operation commits: where it changed the calendar, every copy that is out; where it
    is an undo, the rentals that it restored, which the calendar may have moved meanwhile.
    """
    if _is_of_calendar(work):
        moved = list(_moved())
    elif work.undoes is not None and work.changes.rentals:
        moved = list(_moved(work.changes.rentals))
    else:
        return
    store.connection().executemany(
        "UPDATE copy SET due_at = ? WHERE id = ?", ((row.due_ms, row.copy_id) for row in moved)
    )
    work.touch("titles", *(row.title_id for row in moved))
    work.touch("copies", *(row.copy_id for row in moved))


def _is_of_calendar(work: Work) -> bool:
    """Whether it wrote what due moments are reckoned from: hours, days, the time zone."""
    written = work.written
    if not _CALENDAR.isdisjoint(table for table, _, _ in written):
        return True
    settings_written = {row_id for table, row_id, _ in written if table == "setting"}
    zone = store.value("SELECT id FROM setting WHERE name = 'time_zone'")
    return zone in settings_written


def _moved(rental_ids: frozenset[int] | None = None) -> Iterator[_Moved]:
    """The copies whose kept moment is stale, of some rentals or of all that are out."""
    calendar = settings.calendar()
    only = "" if rental_ids is None else f" AND r.id IN ({', '.join(map(str, rental_ids))})"
    rules: dict[int, Terms] = {}
    known: dict[tuple[int, str], int] = {}
    for copy_id, title_id, kept, terms_id, started, due_on, due_at in store.rows(_OUT + only):
        due_ms = known.get((terms_id, due_on))
        if due_ms is None:
            rule = rules.get(terms_id)
            if rule is None:
                rule = rules[terms_id] = stored.terms_of(store.rows(_TERMS, (terms_id,))[0])
            due_ms = to_ms(due_moment(stored.due_of(started, due_on, due_at), rule, calendar).at)
            if rule.period_hours is None:  # those by the hour are due each at their own minute
                known[terms_id, due_on] = due_ms
        if due_ms != kept:
            yield _Moved(copy_id, title_id, due_ms)


def _check() -> list[Finding]:
    stale = [row.copy_id for row in _moved()]
    if not stale:
        return []
    words = f"copies whose due moment is not the calendar's, the first {min(stale)}"
    return [Finding("copies_due", len(stale), words)]


operations.before_commit(refresh, first=True)  # the cards say which titles are late
check.add(_check)
