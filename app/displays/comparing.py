"""Two displays beside each other: what was added, removed and moved, by title; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.displays.standing import Case


@dataclass(frozen=True, slots=True)
class Moved:
    """A title that both have, in another row, another way round, or on another format."""

    before: Case
    after: Case


@dataclass(frozen=True, slots=True)
class Compared:
    """The later display against the earlier one; `same` counts what stands where it stood."""

    added: tuple[Case, ...]
    removed: tuple[Case, ...]
    moved: tuple[Moved, ...]
    same: int


def compare(before: Iterable[Case], after: Iterable[Case]) -> Compared:
    """By title: another edition of it counts as moved. A shift along its own row is no move.

    Of a title that stands more than once, the first stands for the first.
    """
    earlier: dict[object, list[Case]] = {}
    for case in before:
        earlier.setdefault(_who(case), []).append(case)
    added, moved, same = [], [], 0
    for case in after:
        twins = earlier.get(_who(case))
        if not twins:
            added.append(case)
            continue
        twin = twins.pop(0)
        if _where(twin) == _where(case):
            same += 1
        else:
            moved.append(Moved(twin, case))
    removed = [case for left in earlier.values() for case in left]
    return Compared(tuple(added), tuple(removed), tuple(moved), same)


def _who(case: Case) -> object:
    return case.title_id if case.title_id is not None else case.title


def _where(case: Case) -> tuple[int, str, str]:
    return case.row, case.facing, case.format
