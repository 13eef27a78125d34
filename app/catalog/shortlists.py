"""The owner's short lists: certificates with their ages, formats, conditions, genres and tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.catalog import naming
from app.catalog.models import Certificate, Condition, Format, Genre, Tag, TitleGenre, TitleTag
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store
from app.store.database import Table

MOST_FORMATS = 60
"""A title's formats are bits of one number of the database; ids beyond this have no bit."""

OLDEST = 99
_COLOR = re.compile("#[0-9A-Fa-f]{6}")
_SIZES = ("face_mm", "spine_mm", "height_mm")
LARGEST_MM = 2_000


@dataclass(frozen=True, slots=True)
class Added:
    """A new line of a short list."""

    done: Done
    id: int


# -- certificates ------------------------------------------------------------------------------


def add_certificate(ctx: Context, code: str, system: str = "", minimum_age: int = 0) -> Added:
    """Raises `certificate.no_name`, `certificate.name_taken`, `certificate.age`."""
    with operations.begin(ctx, "certificate.add") as work:
        values = _certificate({"code": code, "system": system, "minimum_age": minimum_age}, None)
        id_ = work.insert(Certificate, position=_next_position("certificate"), **values)
        work.facts(name=values["code"])
    return Added(work.done, id_)


def edit_certificate(ctx: Context, certificate_id: int, **fields: Any) -> Done:
    """Changes code, system or minimum_age. Raises `certificate.gone` and as `add_certificate`."""
    with operations.begin(ctx, "certificate.edit") as work:
        _there(Certificate, certificate_id, "certificate")
        work.update(Certificate, certificate_id, **_certificate(fields, certificate_id))
        work.facts(name=Certificate.get_by_id(certificate_id).code)
    return work.done


def remove_certificate(ctx: Context, certificate_id: int) -> Done:
    """Raises `certificate.gone`, `certificate.in_use` (`count` titles and renters)."""
    return _remove(ctx, Certificate, certificate_id, "certificate")


def _certificate(fields: dict[str, Any], own_id: int | None) -> dict[str, Any]:
    values = dict(fields)
    if "code" in values:
        values["code"] = _free(values["code"], "certificate", "code", own_id)
    if "system" in values:
        values["system"] = naming.line(values["system"], 20, field="system")
    if not 0 <= values.get("minimum_age", 0) <= OLDEST:
        raise RuleViolation(
            "certificate.age", field="minimum_age", age=values["minimum_age"], most=OLDEST
        )
    return values


# -- formats -----------------------------------------------------------------------------------


def add_format(
    ctx: Context,
    name: str,
    short: str,
    *,
    color: str = "#5B6472",
    face_mm: int = 135,
    spine_mm: int = 14,
    height_mm: int = 190,
) -> Added:
    """Raises `format.no_name`, `format.name_taken`, `format.color`, `format.size`,
    `format.too_many`.
    """
    with operations.begin(ctx, "format.add") as work:
        values = _format(
            {"name": name, "short": short, "color": color}
            | {"face_mm": face_mm, "spine_mm": spine_mm, "height_mm": height_mm},
            None,
        )
        if int(store.value("SELECT coalesce(max(id), 0) FROM format")) >= MOST_FORMATS:
            raise RuleViolation("format.too_many", most=MOST_FORMATS)
        id_ = work.insert(Format, position=_next_position("format"), **values)
        work.facts(name=values["name"])
    return Added(work.done, id_)


def edit_format(ctx: Context, format_id: int, **fields: Any) -> Done:
    """Changes name, short, color, face_mm, spine_mm or height_mm; raises as `add_format`."""
    with operations.begin(ctx, "format.edit") as work:
        _there(Format, format_id, "format")
        work.update(Format, format_id, **_format(fields, format_id))
        work.facts(name=Format.get_by_id(format_id).name)
    return work.done


def remove_format(ctx: Context, format_id: int) -> Done:
    """Raises `format.gone`, `format.in_use` (`count` editions)."""
    return _remove(ctx, Format, format_id, "format")


def _format(fields: dict[str, Any], own_id: int | None) -> dict[str, Any]:
    values = dict(fields)
    if "name" in values:
        values["name"] = _free(values["name"], "format", "name", own_id)
    if "short" in values:
        values["short"] = naming.line(values["short"], 6, field="short")
        if not values["short"]:
            raise RuleViolation("format.no_name", field="short")
    if not _COLOR.fullmatch(values.get("color", "#000000")):
        raise RuleViolation("format.color", field="color", color=str(values["color"])[:20])
    for size in _SIZES:
        if not 1 <= values.get(size, 1) <= LARGEST_MM:
            raise RuleViolation("format.size", field=size, mm=values[size], most=LARGEST_MM)
    return values


# -- conditions --------------------------------------------------------------------------------


def add_condition(ctx: Context, name: str) -> Added:
    """Raises `condition.no_name`, `condition.name_taken`."""
    with operations.begin(ctx, "condition.add") as work:
        clean = _free(name, "condition", "name", None)
        id_ = work.insert(Condition, name=clean, position=_next_position("condition"))
        work.facts(name=clean)
    return Added(work.done, id_)


def edit_condition(ctx: Context, condition_id: int, name: str) -> Done:
    """Renames it. Raises `condition.gone` and as `add_condition`."""
    with operations.begin(ctx, "condition.edit") as work:
        _there(Condition, condition_id, "condition")
        clean = _free(name, "condition", "name", condition_id)
        work.update(Condition, condition_id, name=clean)
        work.facts(name=clean)
    return work.done


def remove_condition(ctx: Context, condition_id: int) -> Done:
    """Raises `condition.gone`, `condition.in_use` (`count` copies)."""
    return _remove(ctx, Condition, condition_id, "condition")


# -- order of a list ---------------------------------------------------------------------------

_ORDERED: dict[str, type[Table]] = {
    "certificate": Certificate,
    "format": Format,
    "condition": Condition,
}


def reorder(ctx: Context, kind: str, ids: Sequence[int]) -> Done:
    """Puts certificates, formats or conditions (`kind`) in this order, those not named behind.

    Raises `<kind>.gone`.
    """
    with operations.begin(ctx, f"{kind}.order") as work:
        named = list(dict.fromkeys(ids))
        before = [row[0] for row in store.rows(f"SELECT id FROM {kind} ORDER BY position, id")]
        if set(named) - set(before):
            raise NotFound(f"{kind}.gone")
        for position, id_ in enumerate(named + [id_ for id_ in before if id_ not in named], 1):
            work.update(_ORDERED[kind], id_, position=position)
    return work.done


# -- genres and tags ---------------------------------------------------------------------------

_LINKS: dict[str, tuple[type[Table], type[Table]]] = {
    "genre": (Genre, TitleGenre),
    "tag": (Tag, TitleTag),
}


def rename(ctx: Context, kind: str, id_: int, name: str) -> Done:
    """Renames a genre or tag (`kind`) on every title; onto another's name, they become one.

    Raises `<kind>.gone`, `<kind>.no_name`.
    """
    model, link = _LINKS[kind]
    with operations.begin(ctx, f"{kind}.rename") as work:
        before = _there(model, id_, kind)
        clean = naming.line(name, naming.LONGEST_WORD, field="name")
        if not clean:
            raise RuleViolation(f"{kind}.no_name", field="name")
        same = store.value(f"SELECT id FROM {kind} WHERE name = ? COLLATE NOCASE", (clean,))
        titles = _touch_titles(work, kind, id_)
        if same is None or same == id_:
            work.update(model, id_, name=clean)
        else:
            _move_links(work, kind, link, id_, int(same))
            work.delete(model, id_)
        work.facts(name=clean, before=before, titles=titles)
    return work.done


def remove(ctx: Context, kind: str, id_: int) -> Done:
    """Takes a genre or tag (`kind`) off every title. Raises `<kind>.gone`."""
    model, link = _LINKS[kind]
    with operations.begin(ctx, f"{kind}.remove") as work:
        name = _there(model, id_, kind)
        titles = _touch_titles(work, kind, id_)
        for (link_id,) in store.rows(f"SELECT id FROM title_{kind} WHERE {kind}_id = ?", (id_,)):
            work.delete(link, link_id)
        work.delete(model, id_)
        work.facts(name=name, titles=titles)
    return work.done


def _touch_titles(work: Work, kind: str, id_: int) -> int:
    rows = store.rows(f"SELECT title_id FROM title_{kind} WHERE {kind}_id = ?", (id_,))
    work.touch("titles", *(int(row[0]) for row in rows))
    return len(rows)


def _move_links(work: Work, kind: str, link: type[Table], old: int, new: int) -> None:
    rows = store.rows(
        f"SELECT id, EXISTS (SELECT 1 FROM title_{kind} y WHERE y.title_id = x.title_id"
        f" AND y.{kind}_id = ?) FROM title_{kind} x WHERE {kind}_id = ?",
        (new, old),
    )
    for link_id, has_both in rows:
        if has_both:
            work.delete(link, link_id)
        else:
            work.update(link, link_id, **{kind: new})


# -- shared ------------------------------------------------------------------------------------

_USES = {
    "certificate": (("title", "certificate_id"), ("renter", "ceiling_id")),
    "format": (("edition", "format_id"),),
    "condition": (("copy", "condition_id"),),
}


def _remove(ctx: Context, model: type[Table], id_: int, kind: str) -> Done:
    with operations.begin(ctx, f"{kind}.remove") as work:
        name = _there(model, id_, kind)
        used = sum(
            int(store.value(f"SELECT count(*) FROM {table} WHERE {column} = ?", (id_,)))
            for table, column in _USES[kind]
        )
        if used:
            raise RuleViolation(f"{kind}.in_use", name=name, count=used)
        work.delete(model, id_)
        work.facts(name=name)
    return work.done


def _there(model: type[Table], id_: int, kind: str) -> str:
    """The name of a line; raises `<kind>.gone`."""
    column = "code" if model is Certificate else "name"
    found = store.value(f"SELECT {column} FROM {kind} WHERE id = ?", (id_,))
    if found is None:
        raise NotFound(f"{kind}.gone")
    return str(found)


def _free(text: str, kind: str, column: str, own_id: int | None) -> str:
    name = naming.line(text, naming.LONGEST_WORD, field=column)
    if not name:
        raise RuleViolation(f"{kind}.no_name", field=column)
    taken = store.value(f"SELECT id FROM {kind} WHERE {column} = ? COLLATE NOCASE", (name,))
    if taken is not None and taken != own_id:
        raise RuleViolation(f"{kind}.name_taken", field=column, name=name)
    return name


def _next_position(table: str) -> int:
    return int(store.value(f"SELECT coalesce(max(position), 0) + 1 FROM {table}"))
