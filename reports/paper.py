"""Sheets of paper by name. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, replace

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet as it lies in the printer. A roll has height 0: its page is as long as its words."""

    key: str
    name: str
    width: float
    height: float

    @property
    def rolls(self) -> bool:
        return not self.height

    def turned(self) -> Paper:
        """The same sheet with its sides exchanged: Tabloid 1224 x 792 for a wide sign."""
        return replace(self, width=self.height, height=self.width)


def _metric(key: str, name: str, width: float, height: float) -> Paper:
    return Paper(key, name, round(width * MILLIMETRE, 2), round(height * MILLIMETRE, 2))


PAPERS = {
    paper.key: paper
    for paper in (
        Paper("letter", "Letter", 612.0, 792.0),
        _metric("a4", "A4", 210, 297),
        Paper("tabloid", "Tabloid", 792.0, 1224.0),
        _metric("a3", "A3", 297, 420),
        Paper("half-letter", "Half Letter", 612.0, 396.0),
        _metric("a5", "A5", 148, 210),
        Paper("half-tabloid", "Half Tabloid", 1224.0, 396.0),
        _metric("half-a3", "Half A3", 420, 148.5),
        _metric("roll-80", "Roll 80 mm", 80, 0),
    )
}


def paper(key: str) -> Paper:
    """A sheet by its key. Raises KeyError for a name we do not know."""
    return PAPERS[key]
