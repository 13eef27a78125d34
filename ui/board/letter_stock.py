"""Which magnets have run out: told on the ledge, and drawn as dashed outlines on the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining

from PySide6.QtCore import QCoreApplication

from app.board import rules
from app.board.queries import Entry
from app.shop import settings
from ui.board import pile


@dataclass(frozen=True, slots=True)
class LetterStock:
    """`missing` magnets by entry (their places among the title's magnets), `told` in words,
    `spare` thumbs; `typed` are the magnets that lack of the title being typed.
    """

    missing: Mapping[int, frozenset[int]]
    told: str
    spare: int
    typed: frozenset[int] = frozenset()

    @classmethod
    def of(cls, entries: Sequence[Entry], typed: str) -> LetterStock:
        """What the shop's own set says; all is there while letters are not counted."""
        counted = settings.settings()
        spare = pile.MOST
        if counted.board_thumbs:
            spare = max(0, counted.board_thumbs - sum(entry.count for entry in entries))
        if not counted.board_letters:
            return cls({}, "", spare)
        titles = [entry.name for entry in entries]
        lacking = rules.missing_letters([*titles, typed], counted.board_letters)
        missing: dict[int, set[int]] = {}
        in_typed = set()
        for letter in lacking:
            for row, place in letter.places:
                if row < len(entries):
                    at = _magnet_at(titles[row], place)
                    missing.setdefault(entries[row].id, set()).add(at)
                else:
                    in_typed.add(_magnet_at(typed, place))
        told = _words(_newest(lacking, len(entries))) if lacking else ""
        up = {entry: frozenset(at) for entry, at in missing.items()}
        return cls(up, told, spare, frozenset(in_typed))


def _magnet_at(title: str, place: int) -> int:
    """Which magnet of a title its character at `place` is: spaces have none, an ß two, and a
    mark stays on its letter.
    """
    before = (one for one in title[:place] if not one.isspace() and not combining(one))
    return sum(len(one.upper()) for one in before)


def _newest(lacking: Sequence[rules.MissingLetter], typed: int) -> rules.MissingLetter:
    """The letter that is told: one that lacks in what is being typed, else the first one."""
    typing = (one for one in lacking if any(row == typed for row, _ in one.places))
    return next(typing, lacking[0])


def _words(lacking: rules.MissingLetter) -> str:
    """`No E left: 12 of 12 are up.`"""
    if lacking.there == 0:
        words = _tr("The set has no {letter}.")
    elif lacking.there == 1:
        words = _tr("No {letter} left: the only one is up.")
    else:
        words = _tr("No {letter} left: {n} of {n} are up.")
    return words.format(letter=lacking.letter, n=lacking.there)


def _tr(text: str) -> str:
    return QCoreApplication.translate("board", text)
