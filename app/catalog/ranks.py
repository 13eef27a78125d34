"""Places in alphabetical order as numbers with room between them.

The search index keeps its rows under these numbers, so that the first 200 finds of any word come
out in shelf order without sorting. A new title takes a number between its neighbours'; where there
is none left, a stretch around it is spread out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.store import database as store

SPACING = 1 << 16
_STRETCH = 64


class Place(NamedTuple):
    """What decides a title's place: sort key, year (0 unknown), id."""

    sort_key: str
    year: int
    title_id: int


class _Gap(NamedTuple):
    """The ranks on both sides of a wanted place, and the place that follows it."""

    lower: int | None
    upper: int | None
    following: Place | None


_BEFORE = """SELECT rank FROM title_card
    WHERE (sort_key, year, title_id) < (?, ?, ?)
    ORDER BY sort_key DESC, year DESC, title_id DESC LIMIT 1"""
_AFTER = """SELECT rank, sort_key, year, title_id FROM title_card
    WHERE (sort_key, year, title_id) > (?, ?, ?)
    ORDER BY sort_key, year, title_id LIMIT 1"""


def spread(places: Iterable[Place]) -> dict[int, int]:
    """Ranks for a whole shop: title id to rank."""
    return {place.title_id: position * SPACING for position, place in enumerate(sorted(places), 1)}


def place(new: Iterable[Place]) -> Iterator[dict[int, int]]:
    """Ranks for titles that have no card yet, between those that have: title id to rank, a group
    of neighbours at a time.

    The caller writes each group's cards before it asks for the next: making room for one may move
    the ranks of any card there is (and of its search row), and must not meet ranks still unwritten.
    """
    group: list[Place] = []
    gap = _Gap(None, None, None)
    for wanted in sorted(new):
        if group and gap.following is not None and wanted > gap.following:
            yield _between(group, gap)
            group = []
        if not group:
            gap = _gap(wanted)
        group.append(wanted)
    if group:
        yield _between(group, gap)


def _gap(wanted: Place) -> _Gap:
    before = store.value(_BEFORE, tuple(wanted))
    after = store.rows(_AFTER, tuple(wanted))
    upper, following = (int(after[0][0]), Place(*after[0][1:])) if after else (None, None)
    return _Gap(None if before is None else int(before), upper, following)


def _between(group: list[Place], gap: _Gap) -> dict[int, int]:
    lower, upper, _ = gap
    count = len(group)
    if upper is None:
        return {p.title_id: (lower or 0) + SPACING * n for n, p in enumerate(group, 1)}
    if lower is None:
        return {p.title_id: upper - SPACING * (count - n) for n, p in enumerate(group)}
    while (upper - lower) // (count + 1) < 1:
        lower, upper = _make_room(lower, upper, count)
    step = (upper - lower) // (count + 1)
    return {p.title_id: lower + step * n for n, p in enumerate(group, 1)}


def _make_room(lower: int, upper: int, count: int) -> tuple[int, int]:
    """Spreads the cards around a full gap; returns the gap's new bounds."""
    stretch = _STRETCH
    while True:
        below = store.rows(
            "SELECT rank FROM title_card WHERE rank <= ? ORDER BY rank DESC LIMIT ?",
            (lower, stretch),
        )
        above = store.rows(
            "SELECT rank FROM title_card WHERE rank >= ? ORDER BY rank LIMIT ?", (upper, stretch)
        )
        old = [int(row[0]) for row in reversed(below)] + [int(row[0]) for row in above]
        start = old[0]
        # With nothing beyond the last card there is room without end.
        end = old[-1] if len(above) == stretch else start + SPACING * (len(old) + count)
        step = (end - start) // (len(old) + count)
        if step >= 2 or len(above) < stretch:
            break
        stretch *= 4
    gap = len(below) - 1
    new = [start + step * (n if n <= gap else n + count) for n in range(len(old))]
    _move(list(zip(old, new, strict=True)))
    return new[gap], new[gap + 1]


def _move(moves: list[tuple[int, int]]) -> None:
    """Renumbers cards and search rows; by way of free numbers, for ranks are unique."""
    moves = [(old, new) for old, new in moves if old != new]
    raw = store.connection()
    far = int(store.value("SELECT max(rank) FROM title_card")) + SPACING * (len(moves) + 2)
    for table, column in (("title_card", "rank"), ("search", "rowid")):
        sql = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"
        raw.executemany(sql, ((far + n, old) for n, (old, _) in enumerate(moves)))
        raw.executemany(sql, ((new, far + n) for n, (_, new) in enumerate(moves)))
