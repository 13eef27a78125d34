"""Which magnets have run out: told on the ledge, and drawn as dashed outlines on the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.board import rules
from app.board.queries import Entry
from app.shop import settings
from ui.board import pile


@dataclass(frozen=True, slots=True)
class LetterStock:
    """`missing` magnets by entry (their places in the title), `told` in words, `spare` thumbs."""

    missing: Mapping[int, frozenset[int]]
    told: str
    spare: int

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
        for letter in lacking:
            for row, place in letter.places:
                if row < len(entries):
                    at = _magnet_at(titles[row], place)
                    missing.setdefault(entries[row].id, set()).add(at)
        told = _words(lacking[0]) if lacking else ""
        return cls({entry: frozenset(at) for entry, at in missing.items()}, told, spare)


def _magnet_at(title: str, place: int) -> int:
    """Which magnet of a title its character at `place` is: spaces have none."""
    return sum(not letter.isspace() for letter in title[:place])


def _words(lacking: rules.MissingLetter) -> str:
    words = QCoreApplication.translate("board", "No {letter} left: {n} of {n} are up.")
    return words.format(letter=lacking.letter, n=lacking.there)
