"""The board's rules over plain values: seats, order, verdicts, letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

SEATS = 5

_Item = TypeVar("_Item")


# -- seats -------------------------------------------------------------------------------------


def next_seat(taken: Collection[int]) -> int | None:
    """The first seat from the left without a thumb; None when all five have one."""
    return next((seat for seat in range(SEATS) if seat not in taken), None)


def seats_for(taken: Collection[int], count: int, seat: int | None = None) -> frozenset[int]:
    """Which seats have a thumb once there are `count` of them, 0 to 5.

    More thumbs go to the free seats from the left; fewer are taken from the right. With a `seat`,
    that one is the first to get a thumb or to give one back; where the count stays, it changes
    places with the last.
    """
    if not 0 <= count <= SEATS:
        raise ValueError(count)
    there = [one for one in range(SEATS) if one in taken]
    free = [one for one in range(SEATS) if one not in taken]
    if count < len(there):
        there.sort(key=lambda one: one == seat)  # what is last is the first to go
    elif seat in free:
        free.sort(key=lambda one: one != seat)
        if count == len(there) > 0:
            there[-1] = free[0]
    missing = max(0, count - len(there))
    return frozenset((*there[:count], *free[:missing]))


# -- order -------------------------------------------------------------------------------------


def moved(order: Sequence[_Item], item: _Item, position: int) -> list[_Item]:
    """The order with one item at a place, 1 the top; further than an end is the end."""
    rest = [one for one in order if one != item]
    rest.insert(max(0, min(position - 1, len(rest))), item)
    return rest


# -- verdicts ----------------------------------------------------------------------------------


class Judged(NamedTuple):
    """One hanging with its thumbs; `last` orders them: when its last thumb came."""

    thumbs: int
    up: bool
    last: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the board says of a film: thumbs of five now or last, and the average of all verdicts.

    `latest_ms` is when its last thumb came; `up` whether the latest hangs now.
    """

    latest: int
    latest_ms: int
    average: float
    count: int
    up: bool


def verdict_of(hangings: Iterable[Judged]) -> Verdict | None:
    """The verdict over the closed hangings and those that are up; None while nobody judged it.

    A hanging without a thumb is no verdict: it was put up and nobody spoke. The latest is one that
    is up, else the one whose last thumb came last.
    """
    judged = [one for one in hangings if one.thumbs]
    if not judged:
        return None
    latest = max(judged, key=lambda one: (one.up, one.last))
    average = sum(one.thumbs for one in judged) / len(judged)
    return Verdict(latest.thumbs, latest.last, average, len(judged), latest.up)


def average_words(average: float) -> str:
    """`4`, `4.5`, `3.7`: one digit, and none where it would be a nought."""
    tenths = int(average * 10 + 0.5)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


# -- quotes ------------------------------------------------------------------------------------

_MARKS = frozenset('"“”„«»')
_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’"}


def bare_quote(text: str) -> str:
    """A quote without the marks around it, which cards and screens set themselves."""
    clean = " ".join(text.split())
    if len(clean) > 1 and clean[-1] in _PAIRS.get(clean[0], ""):
        inner = clean[1:-1]
        if not _MARKS & set(inner):  # “Her” is “it” has two pairs of its own
            return inner.strip()
    return clean


# -- letters -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MissingLetter:
    """A letter that has run out: magnets `there`, magnets `needed`, and where none is left.

    `places` are (which title, which of its characters) from 0, in reading order.
    """

    letter: str
    there: int
    needed: int
    places: tuple[tuple[int, int], ...]


def magnets(title: str) -> tuple[tuple[int, str], ...]:
    """The magnets that a title is spelt with, each with the place of its character.

    Capitals without accents, digits and marks as they are; a space needs none, an ß two.
    """
    return tuple(
        (place, letter)
        for place, char in enumerate(title)
        for letter in unicodedata.normalize("NFD", char.upper())
        if not letter.isspace() and not unicodedata.combining(letter)
    )


def missing_letters(titles: Iterable[str], counts: Mapping[str, int]) -> tuple[MissingLetter, ...]:
    """Which magnets the titles, from the top, need more of than there are; the first to run out
    first.

    `counts` says how many of a letter there are; a letter that it does not name is not counted.
    """
    limits = {letter.upper(): count for letter, count in counts.items()}
    used: dict[str, int] = {}
    lacking: dict[str, list[tuple[int, int]]] = {}
    for row, title in enumerate(titles):
        for place, letter in magnets(title):
            used[letter] = used.get(letter, 0) + 1
            if used[letter] > limits.get(letter, used[letter]):
                lacking.setdefault(letter, []).append((row, place))
    return tuple(
        MissingLetter(letter, max(0, limits[letter]), used[letter], tuple(places))
        for letter, places in lacking.items()
    )
