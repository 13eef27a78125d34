"""Which column is which: by the source that writes such headings, by names, at last by values.

A guess by a known source or by a name is sure; a guess by values asks for a look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.catalog import barcodes
from app.importing import maps, parsing
from app.importing.fields import FIELDS, Kind, Shape, by_heading, by_name, folded
from app.importing.maps import Column, FileMap
from app.importing.parsing import Reading
from app.shop.calendar import zone
from app.shop.errors import RuleViolation
from app.shop.money import USD

_ENOUGH = 0.8  # of the values that must look alike
_FORMATS = {"dvd", "vhs", "blu ray", "bluray", "br", "bd", "ld", "laserdisc", "4k", "uhd", "4k uhd"}
_CERTIFICATES = {"g", "pg", "pg-13", "r", "nc-17", "nr", "unrated", "u", "12", "15", "18", "x"}


def guess(kind: Kind, headings: tuple[str, ...], sample: Sequence[tuple[str, ...]]) -> FileMap:
    """The map of a file without one: a shipped source's if its headings are here, else guessed."""
    known = maps.recognised(kind, headings)
    if known is not None:
        return known
    by_name_ = by_heading(kind)
    taken: set[str] = set()
    columns: list[Column] = []
    for heading in headings:
        name = by_name_.get(folded(heading))
        if name in taken:
            name = None
        if name is not None:
            taken.add(name)
        columns.append(Column(heading, name))
    columns = [
        column if column.field else _by_values(kind, column, _values(sample, place), taken)
        for place, column in enumerate(columns)
    ]
    own = _is_export(kind, headings)
    return FileMap(
        kind,
        tuple(columns),
        lists=_separators(kind, columns, sample),
        keep_amounts=own and kind is Kind.RENTALS,
        make=frozenset({"section", "format", "condition"}) if own else frozenset(),
    )


def _is_export(kind: Kind, headings: tuple[str, ...]) -> bool:
    """Whether this program wrote the file: another shop's names are made, its fees are kept."""
    return set(headings) >= {field.name for field in FIELDS[kind]}


def guess_kind(headings: tuple[str, ...]) -> Kind:
    """What the rows of a file most likely are, by its headings."""
    for kind in Kind:
        if maps.recognised(kind, headings) is not None:
            return kind
    mine = {folded(heading) for heading in headings}
    scores = {kind: len(mine & set(by_heading(kind))) for kind in Kind}
    if "barcode" not in {by_heading(Kind.COPIES).get(heading) for heading in mine}:
        scores[Kind.COPIES] -= 1
    return max(scores, key=lambda kind: scores[kind])


def _values(sample: Sequence[tuple[str, ...]], place: int) -> list[str]:
    return [row[place].strip() for row in sample if place < len(row) and row[place].strip()]


def _by_values(kind: Kind, column: Column, values: list[str], taken: set[str]) -> Column:
    if values:
        for name, fits in _VALUE_TESTS:
            if name in taken or name not in by_name(kind):
                continue
            if sum(map(fits, values)) >= len(values) * _ENOUGH:
                taken.add(name)
                return Column(column.heading, name, sure=False)
    return Column(column.heading, None)


def _is_year(value: str) -> bool:
    try:
        return len(value) == 4 and parsing.year(value, _READING) > 1890
    except RuleViolation:
        return False


def _is_upc(value: str) -> bool:
    return barcodes.valid_upc(value.replace(" ", "").replace("-", ""))


def _is_format(value: str) -> bool:
    return folded(value) in _FORMATS


def _is_certificate(value: str) -> bool:
    return value.casefold() in _CERTIFICATES


def _is_email(value: str) -> bool:
    return "@" in value and " " not in value


_READING = Reading(zone("UTC"), USD)
_VALUE_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("upc", _is_upc),
    ("year", _is_year),
    ("format", _is_format),
    ("certificate", _is_certificate),
    ("email", _is_email),
)


def _separators(
    kind: Kind, columns: Sequence[Column], sample: Sequence[tuple[str, ...]]
) -> dict[str, str]:
    """What splits each list column, where it is not the semicolon."""
    found = {}
    for place, column in enumerate(columns):
        field = by_name(kind).get(column.field or "")
        if field is None or field.shape not in (Shape.LIST, Shape.PEOPLE):
            continue
        separator = _separator(_values(sample, place), people=field.shape is Shape.PEOPLE)
        if separator != ";":
            found[folded(column.heading)] = separator
    return found


def _separator(values: list[str], *, people: bool) -> str:
    for separator in (";", "|", "\n"):
        if any(separator in value for value in values):
            return separator
    with_comma = [value for value in values if "," in value]
    if not with_comma:
        return "/" if not people and any("/" in value for value in values) else ";"
    if not people:
        return ","
    # "Joel Coen, Ethan Coen" are two; "Jeunet, Jean-Pierre" is one, last name first.
    whole_names = sum(all(" " in part.strip() for part in value.split(",")) for value in with_comma)
    return "," if whole_names * 2 > len(with_comma) else ";"
