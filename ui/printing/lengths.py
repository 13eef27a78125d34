"""Lengths as people type and read them: inches, millimetres or points, also as fractions."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """What a length is shown in; kept are points."""

    MM = "mm"
    INCH = "in"
    POINT = "pt"


POINTS = {Unit.MM: 72 / 25.4, Unit.INCH: 72.0, Unit.POINT: 1.0}
_DECIMALS = {Unit.MM: 2, Unit.INCH: 3, Unit.POINT: 1}
_LONGEST = 100_000.0
_NUMBER = re.compile(
    r"(?P<minus>[-\u2212]?)\s*(?:(?P<whole>\d{1,6})\s+)?"
    r"(?:(?P<top>\d{1,6})\s*/\s*(?P<bottom>\d{1,6})|(?P<plain>\d{1,6}(?:[.,]\d{0,6})?|[.,]\d{1,6}))"
    r"\s*(?P<unit>mm|cm|in|inch|inches|\"|\u2033|pt|points?)?",
    re.IGNORECASE | re.ASCII,
)


def shown(points: float, unit: Unit) -> str:
    """Three decimals in inches, two in millimetres, one in points: `2.625`, `66.68`, `189.0`."""
    return f"{points / POINTS[unit]:.{_DECIMALS[unit]}f}"


def short(points: float, unit: Unit) -> str:
    """As `shown`, without noughts at the end: `8.5`, `1`, `0`."""
    text = shown(points, unit).rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def read(text: str, unit: Unit) -> float | None:
    """A length in points; None where the text is none. Without a unit it is in `unit`."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    value = Fraction(int(match["whole"] or 0))
    if match["top"]:
        if int(match["bottom"]) == 0:
            return None
        value += Fraction(int(match["top"]), int(match["bottom"]))
    else:
        if match["whole"]:
            return None
        value += Fraction(match["plain"].replace(",", "."))
    points = float(value) * _factor((match["unit"] or "").lower(), unit)
    if points > _LONGEST:
        return None
    return -points if match["minus"] else points


def _factor(named: str, unit: Unit) -> float:
    if named == "cm":
        return POINTS[Unit.MM] * 10
    if named == "mm":
        return POINTS[Unit.MM]
    if named.startswith("in") or named in ('"', "\u2033"):
        return POINTS[Unit.INCH]
    return POINTS[Unit.POINT] if named.startswith("p") else POINTS[unit]
