"""What the columns of a file mean: mappings, the TOML maps that keep them, the shipped ones.

A map has a table per kind of file:

    about = "Sakila, the sample database of a DVD rental shop"
    time_zone = "America/Los_Angeles"     # of local times in the file; else the shop's

    [rentals]
    headings = ["rental_id", "inventory_id"]      # the file is known by having all of these
    amounts = "rules"                             # or "keep": the file's own fees are charged
    closures = true                               # false: that shop never closed
    make = ["section"]                            # names that the shop does not have yet are made
    date_formats = ["%d/%m/%Y"]
    [rentals.columns]                             # heading of the file = field
    rental_id = "source_id"
    [rentals.constants]                           # field = cell, for every row
    [rentals.prefixes]                            # field = what goes before the cell
    [rentals.lists]                               # heading = separator
    [rentals.values.active]                       # by heading: cell = cell
    [rentals.joins]                               # field = [headings], joined by ", "
    [rentals.class]                               # a rental class made from columns
    name = "{price}, {nights} nights"
    price = "rental_rate"
    nights = "rental_duration"
    late_rate = "1.00"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from app.catalog.models import ImportMap
from app.importing.fields import Kind, by_name, folded
from app.rentals.rules import CapKind, DueKind
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done
from app.store.errors import mapped
from resources import path as resource

SHIPPED = ("sakila", "tellico", "clz", "letterboxd")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the field it fills; None is not used. `sure` is False for a mere guess."""

    heading: str
    field: str | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ClassRule:
    """How rows make rental classes: `price` and `nights` are headings, the rest holds for all.

    `name` is a template with {price} and {nights}; amounts are as a person types them.
    """

    price: str
    nights: str
    name: str = "{price} for {nights} nights"
    late_rate: str = "0"
    due: DueKind = DueKind.CLOSING
    closed_days_count: bool = False
    grace_minutes: int = 0
    cap: CapKind = CapKind.NONE


@dataclass(frozen=True)
class FileMap:
    """What a file's columns mean, whole: what the window corrects and an import goes by."""

    kind: Kind
    columns: tuple[Column, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    joins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_formats: tuple[str, ...] = ()
    time_zone: str = ""
    keep_amounts: bool = False
    closures: bool = True
    make: frozenset[str] = frozenset()
    class_rule: ClassRule | None = None
    name: str = ""

    def field_of(self, heading: str) -> str | None:
        """The field that a heading fills."""
        return next((column.field for column in self.columns if column.heading == heading), None)

    def fills(self, name: str) -> bool:
        """Whether a column, a constant or a join fills a field."""
        return (
            name in self.constants
            or name in self.joins
            or any(column.field == name for column in self.columns)
        )

    def with_column(self, heading: str, name: str | None) -> FileMap:
        """This map with one column told anew (None: not used).

        Raises `import.two_columns` (facts `field`, `other`) where another column has the field
        already, `import.no_field` for a field that this kind has not.
        """
        if name is not None:
            _known(self.kind, name)
            for column in self.columns:
                if column.field == name and column.heading != heading:
                    raise RuleViolation("import.two_columns", field=name, other=column.heading)
        columns = tuple(
            Column(heading, name) if column.heading == heading else column
            for column in self.columns
        )
        return replace(self, columns=columns, name="")

    def with_constants(self, constants: Mapping[str, str]) -> FileMap:
        """This map with fields set for every row (`--set FIELD=VALUE`); their columns step back."""
        for name in constants:
            _known(self.kind, name)
        columns = tuple(
            Column(column.heading, None) if column.field in constants else column
            for column in self.columns
        )
        return replace(self, columns=columns, constants={**self.constants, **constants})


def _known(kind: Kind, name: str) -> None:
    if name not in by_name(kind):
        raise RuleViolation("import.no_field", field=name, kind=str(kind), name=name)


# -- a map for a file ----------------------------------------------------------------------


def named(kind: Kind, source: str, headings: Iterable[str]) -> FileMap:
    """The map of a name (shipped or saved) or of a TOML file, laid on a file's headings.

    Raises `NotFound("import.no_map")`, `RuleViolation("import.map_broken")`,
    `RuleViolation("import.map_kind")` where the map knows no files of this kind, and
    `import.map_headings` where none of its columns is in the file.
    """
    return fitted(load(source), kind, tuple(headings), source)


def load(source: str) -> dict[str, Any]:
    """The TOML of a shipped map, of a map that the owner saved, or of a file."""
    if source in SHIPPED:
        return _shipped(source)
    saved = ImportMap.get_or_none(ImportMap.name == source)
    if saved is not None:
        return _parsed(saved.toml, source)
    path = Path(source)
    if not path.is_file():
        raise NotFound("import.no_map", field="map", name=source)
    with mapped(path):
        content = path.read_bytes()
    return _parsed(content.decode("utf-8-sig", errors="replace"), source)


def fitted(content: Mapping[str, Any], kind: Kind, headings: tuple[str, ...], name: str) -> FileMap:
    """A map's part for a kind, laid on the headings of a file."""
    part = content.get(kind)
    if not isinstance(part, Mapping):
        raise RuleViolation("import.map_kind", field="map", name=name, kind=str(kind))
    try:
        found = _from_toml(part, kind, headings, name, str(content.get("time_zone", "")))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise RuleViolation("import.map_broken", field="map", name=name, why=str(error)) from error
    if headings and not any(column.field for column in found.columns):
        raise RuleViolation("import.map_headings", field="map", name=name, kind=str(kind))
    return found


def recognised(kind: Kind, headings: tuple[str, ...]) -> FileMap | None:
    """The shipped map whose source writes such headings, or None."""
    mine = {folded(heading) for heading in headings}
    for name in SHIPPED:
        part = _shipped(name).get(kind)
        known_by = part.get("headings", ()) if part else ()
        if known_by and {folded(heading) for heading in known_by} <= mine:
            return fitted(_shipped(name), kind, headings, name)
    return None


@cache
def _shipped(name: str) -> dict[str, Any]:
    return _parsed(resource("maps", f"{name}.toml").read_text(encoding="utf-8"), name)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleViolation("import.map_broken", field="map", name=name, why=str(error)) from error


def _from_toml(
    part: Mapping[str, Any], kind: Kind, headings: tuple[str, ...], name: str, time_zone: str
) -> FileMap:
    fields = {folded(heading): str(target) for heading, target in part.get("columns", {}).items()}
    constants = {key: str(value) for key, value in part.get("constants", {}).items()}
    joins = {key: tuple(map(str, parts)) for key, parts in part.get("joins", {}).items()}
    for target in (*fields.values(), *constants, *joins):
        _known(kind, target)
    rule = part.get("class")
    return FileMap(
        kind=kind,
        columns=_columns(headings, fields, constants),
        constants=constants,
        prefixes={key: str(value) for key, value in part.get("prefixes", {}).items()},
        lists={folded(key): str(value) for key, value in part.get("lists", {}).items()},
        values={
            folded(key): {str(cell).casefold(): str(value) for cell, value in table.items()}
            for key, table in part.get("values", {}).items()
        },
        joins=joins,
        date_formats=tuple(map(str, part.get("date_formats", ()))),
        time_zone=time_zone,
        keep_amounts=part.get("amounts", "rules") == "keep",
        closures=bool(part.get("closures", True)),
        make=frozenset(map(str, part.get("make", ()))),
        class_rule=None if rule is None else _class_rule(rule),
        name=name,
    )


def _columns(
    headings: tuple[str, ...], fields: Mapping[str, str], constants: Mapping[str, str]
) -> tuple[Column, ...]:
    """Each heading with its field; of two columns for one field the first one has it."""
    taken = set(constants)
    columns = []
    for heading in headings:
        target = fields.get(folded(heading))
        columns.append(Column(heading, None if target in taken else target))
        if target is not None:
            taken.add(target)
    return tuple(columns)


def _class_rule(rule: Mapping[str, Any]) -> ClassRule:
    known = dict(rule)
    known["due"] = DueKind(known.get("due", DueKind.CLOSING))
    known["cap"] = CapKind(known.get("cap", CapKind.NONE))
    return ClassRule(**known)


# -- saved maps ------------------------------------------------------------------------------


def saved() -> tuple[str, ...]:
    """The names of the owner's maps."""
    return tuple(row.name for row in ImportMap.select(ImportMap.name).order_by(ImportMap.name))


def save(ctx: Context, name: str, file_map: FileMap) -> Done:
    """Keeps a mapping under a name; a map of that name keeps its tables for other kinds.

    Raises `import.map_no_name`, `import.map_shipped` (a shipped map's name).
    """
    tidy = " ".join(name.split())
    if not tidy:
        raise RuleViolation("import.map_no_name", field="name")
    if tidy.casefold() in SHIPPED:
        raise RuleViolation("import.map_shipped", field="name", name=tidy)
    with operations.begin(ctx, "import.map_save") as work:
        found = ImportMap.get_or_none(ImportMap.name == tidy)
        content = _parsed(found.toml, tidy) if found is not None else {}
        if file_map.time_zone:
            content["time_zone"] = file_map.time_zone
        content[str(file_map.kind)] = as_toml(file_map)
        if found is None:
            work.insert(ImportMap, name=tidy, toml=written(content))
        else:
            work.update(ImportMap, found.id, toml=written(content))
        work.facts(name=tidy, kind=str(file_map.kind))
    return work.done


def remove(ctx: Context, name: str) -> Done:
    """Removes a saved map; raises `NotFound("import.no_map")`."""
    found = ImportMap.get_or_none(ImportMap.name == name)
    if found is None:
        raise NotFound("import.no_map", field="map", name=name)
    with operations.begin(ctx, "import.map_remove") as work:
        work.delete(ImportMap, found.id)
        work.facts(name=name)
    return work.done


def as_toml(file_map: FileMap) -> dict[str, Any]:
    """A mapping as the table of its kind."""
    rule = file_map.class_rule
    table: dict[str, Any] = {
        "amounts": "keep" if file_map.keep_amounts else "rules",
        "closures": file_map.closures,
        "make": sorted(file_map.make),
        "date_formats": list(file_map.date_formats),
        "columns": {c.heading: c.field for c in file_map.columns if c.field is not None},
        "constants": dict(file_map.constants),
        "prefixes": dict(file_map.prefixes),
        "lists": dict(file_map.lists),
        "values": {heading: dict(table) for heading, table in file_map.values.items()},
        "joins": {name: list(headings) for name, headings in file_map.joins.items()},
    }
    if rule is not None:
        table["class"] = {name: getattr(rule, name) for name in ClassRule.__slots__}
    return {key: value for key, value in table.items() if value not in ([], {})}


def written(content: Mapping[str, Any]) -> str:
    """TOML text of nested tables of strings, numbers, booleans and lists of strings."""
    return "\n".join(_lines(content, ())) + "\n"


def _lines(table: Mapping[str, Any], place: tuple[str, ...]) -> Iterable[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    if place and (plain or not table):
        yield f"[{'.'.join(map(_quoted, place))}]"
    for key, value in plain.items():
        yield f"{_quoted(key)} = {_value(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _lines(value, (*place, key))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
