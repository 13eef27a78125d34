"""Rows into records: each cell through its map into the value of its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.importing import parsing
from app.importing.decisions import Decisions
from app.importing.fields import Field, Kind, Shape, by_name, folded
from app.importing.formulas import is_formula, plain
from app.importing.maps import ClassRule, FileMap
from app.importing.parsing import Reading
from app.rentals.rules import LateMode, Terms
from app.shop.errors import RuleViolation
from app.shop.money import Currency, format_amount

Record = dict[str, Any]
"""Field name to value; what the row does not say is not there. `class_terms` is a `Terms`."""

CLASS_TERMS = "class_terms"
_EMPTY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Step:
    """How one field is read: from which cells, through which words, with which parser."""

    field: Field
    places: tuple[int, ...]
    values: Mapping[str, str]
    prefix: str
    read: Callable[[str], Any]


class RecordReader:
    """Reads the rows of one file by one map.

    A constant of the map that cannot be read raises at once, with its field.
    """

    def __init__(
        self,
        file_map: FileMap,
        headings: Sequence[str],
        reading: Reading,
        decisions: Decisions | None = None,
    ) -> None:
        self._decisions = decisions or Decisions()
        self._reading = reading
        self._map = file_map
        places = {folded(heading): place for place, heading in enumerate(headings)}
        self._steps = list(self._plan(places))
        self._always = self._constants()
        self._class = _class_maker(file_map.class_rule, places, reading.currency)

    def read(self, cells: Sequence[str]) -> Record:
        """The record of a row; raises `RuleViolation` with the field of the first bad cell."""
        record = dict(self._always)
        for step in self._steps:
            cell = _cell(cells, step)
            if not cell:
                continue
            try:
                value = self._value(step, cell)
            except RuleViolation as error:
                error.field = step.field.name
                if not self._decisions.leaves_out(error):
                    raise
                continue
            if value not in ("", ()):
                record[step.field.name] = value
        if self._class is not None:
            terms = self._class(cells)
            if terms is not None:
                record[CLASS_TERMS] = terms
        return record

    @property
    def kind(self) -> Kind:
        """What the rows are."""
        return self._map.kind

    def value(self, name: str, cells: Sequence[str]) -> Any:
        """One field of a row, for a preview; None where the row is silent. Raises like `read`."""
        for step in self._steps:
            if step.field.name == name:
                cell = _cell(cells, step)
                return self._value(step, cell) if cell else None
        return self._always.get(name)

    def _value(self, step: _Step, cell: str) -> Any:
        if is_formula(cell):
            raise RuleViolation("import.formula", given=cell[:40])
        text = plain(cell) if cell[0] in "'=" else cell
        if step.values:
            text = step.values.get(text.strip().casefold(), text)
        return step.read(step.prefix + text)

    def _plan(self, places: Mapping[str, int]) -> Sequence[_Step]:
        fields = by_name(self._map.kind)
        steps = []
        for column in self._map.columns:
            heading = folded(column.heading)
            if column.field is not None and heading in places:
                field = fields[column.field]
                steps.append(self._step(field, (places[heading],), heading))
        for name, headings in self._map.joins.items():
            found = tuple(places[folded(h)] for h in headings if folded(h) in places)
            if found:
                steps.append(self._step(fields[name], found, ""))
        return steps

    def _step(self, field: Field, places: tuple[int, ...], heading: str) -> _Step:
        values = self._map.values.get(heading, _EMPTY)
        prefix = self._map.prefixes.get(field.name, "")
        return _Step(field, places, values, prefix, self._reader(field, heading))

    def _reader(self, field: Field, heading: str) -> Callable[[str], Any]:
        if field.shape in (Shape.LIST, Shape.PEOPLE):
            separator = self._map.lists.get(heading, ";")
            # An export's own heading holds names as they are; elsewhere "Gilliam, Terry" is usual.
            turn = field.shape is Shape.PEOPLE and heading != folded(field.name)
            return _list_reader(separator, turn=turn)
        reading, parse = self._reading, field.parse

        def read(text: str) -> Any:
            return parse(text, reading)

        return read

    def _constants(self) -> Record:
        fields = by_name(self._map.kind)
        found: Record = {}
        for name, text in self._map.constants.items():
            try:
                found[name] = self._reader(fields[name], folded(name))(text)
            except RuleViolation as error:
                error.field = name
                raise
        return found


def _cell(cells: Sequence[str], step: _Step) -> str:
    if len(step.places) == 1:
        cell = cells[step.places[0]]
        return cell if cell and not cell.isspace() else ""
    parts = (" ".join(cells[place].split()) for place in step.places)
    return ", ".join(part for part in parts if part)


def _list_reader(separator: str, *, turn: bool) -> Callable[[str], tuple[str, ...]]:
    @lru_cache(maxsize=512)
    def read(text: str) -> tuple[str, ...]:
        parts = parsing.separated(text, separator)
        if not turn:
            return parts
        # Tellico writes "actor::role".
        return tuple(parsing.turned(part.split("::")[0].strip()) for part in parts)

    return read


def _class_maker(
    rule: ClassRule | None, places: Mapping[str, int], currency: Currency
) -> Callable[[Sequence[str]], Terms | None] | None:
    if rule is None or folded(rule.price) not in places or folded(rule.nights) not in places:
        return None
    price_at, nights_at = places[folded(rule.price)], places[folded(rule.nights)]
    reading = Reading(parsing.UTC_ZONE, currency)

    @lru_cache(maxsize=256)
    def terms(price: str, nights: str) -> Terms:
        cents = parsing.amount(price, reading)
        count = parsing.whole(nights, reading)
        name = rule.name.format(price=format_amount(cents, currency), nights=count)
        return Terms(
            class_name=name,
            price_cents=cents,
            period_nights=count,
            due_kind=rule.due,
            late_mode=LateMode.PER_DAY,
            late_rate_cents=parsing.amount(rule.late_rate, reading),
            closed_days_count=rule.closed_days_count,
            grace_minutes=rule.grace_minutes,
            cap_kind=rule.cap,
        )

    def of(cells: Sequence[str]) -> Terms | None:
        price, nights = cells[price_at].strip(), cells[nights_at].strip()
        try:
            return terms(price, nights) if price and nights else None
        except RuleViolation as error:
            error.field = "rental_class"
            raise

    return of
