"""The owner's short lists: certificates with their ages, formats, conditions, genres and tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
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
LARGEST_MM = 2_000

_COLOR = re.compile("#[0-9A-Fa-f]{6}")
_SIZES = ("face_mm", "spine_mm", "height_mm")


class ListKind(StrEnum):
    """Which list; the value is its table, too."""

    GENRE = "genre"
    TAG = "tag"
    CONDITION = "condition"
    FORMAT = "format"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Added:
    """A new line of a short list."""

    done: Done
    id: int


@dataclass(frozen=True, slots=True)
class _List:
    """What a list is made of.

    `named` is the column of its name, `start` what a new line has where nothing is said, `check`
    looks at the fields beside the name. `uses` are (table, column) of what names a line: they keep
    it from going. `link` joins titles to a line and goes with it instead.
    """

    model: type[Table]
    named: str = "name"
    start: Mapping[str, Any] = field(default_factory=dict)
    check: Callable[[dict[str, Any]], None] | None = None
    uses: tuple[tuple[str, str], ...] = ()
    link: type[Table] | None = None


def add(ctx: Context, kind: ListKind, name: str, **fields: Any) -> Added:
    """Puts a line at the end of a list. `fields` are a certificate's `system` and `minimum_age`, a
    format's `short`, `color`, `face_mm`, `spine_mm` and `height_mm`.

    Raises `<kind>.no_name`, `<kind>.name_taken`, `certificate.age`, `format.no_short`,
    `format.color`, `format.size`, `format.too_many`.
    """
    of = _LISTS[kind]
    with operations.begin(ctx, f"{kind}.add") as work:
        values = _checked(kind, {**of.start, **fields, of.named: name}, None)
        if kind is ListKind.FORMAT and _last("format", "id") >= MOST_FORMATS:
            raise RuleViolation("format.too_many", most=MOST_FORMATS)
        if of.link is None:
            values["position"] = _last(kind, "position") + 1
        id_ = work.insert(of.model, **values)
        work.facts(name=values[of.named])
    return Added(work.done, id_)


def edit(ctx: Context, kind: ListKind, id_: int, name: str | None = None, **fields: Any) -> Done:
    """Changes a line; a genre or tag that takes another's name becomes one with it, on every title.

    Raises `<kind>.gone`, and as `add`.
    """
    of = _LISTS[kind]
    if of.link is not None:
        return _rename(ctx, kind, of.link, id_, name or "")
    with operations.begin(ctx, f"{kind}.edit") as work:
        before = _there(kind, id_)
        named = {} if name is None else {of.named: name}
        values = _checked(kind, {**fields, **named}, id_)
        work.update(of.model, id_, **values)
        work.facts(name=values.get(of.named, before))
    return work.done


def remove(ctx: Context, kind: ListKind, id_: int) -> Done:
    """Takes a line out; a genre or tag comes off every title.

    Raises `<kind>.gone`, and `<kind>.in_use` (`count`) for what editions, copies, titles or
    renters name.
    """
    of = _LISTS[kind]
    with operations.begin(ctx, f"{kind}.remove") as work:
        name = _there(kind, id_)
        used = sum(
            int(store.value(f"SELECT count(*) FROM {table} WHERE {column} = ?", (id_,)))
            for table, column in of.uses
        )
        if used:
            raise RuleViolation(f"{kind}.in_use", name=name, count=used)
        work.facts(name=name)
        if of.link is not None:
            work.facts(titles=_touch_titles(work, kind, id_))
            links = f"SELECT id FROM title_{kind} WHERE {kind}_id = ?"
            for (link_id,) in store.rows(links, (id_,)):
                work.delete(of.link, link_id)
        work.delete(of.model, id_)
    return work.done


def reorder(ctx: Context, kind: ListKind, ids: Sequence[int]) -> Done:
    """Puts certificates, formats or conditions in this order, those not named behind.

    Raises `<kind>.gone`.
    """
    with operations.begin(ctx, f"{kind}.order") as work:
        named = list(dict.fromkeys(ids))
        before = [row[0] for row in store.rows(f"SELECT id FROM {kind} ORDER BY position, id")]
        if set(named) - set(before):
            raise NotFound(f"{kind}.gone")
        for position, id_ in enumerate(named + [id_ for id_ in before if id_ not in named], 1):
            work.update(_LISTS[kind].model, id_, position=position)
    return work.done


# -- genres and tags ---------------------------------------------------------------------------


def _rename(ctx: Context, kind: ListKind, link: type[Table], id_: int, name: str) -> Done:
    with operations.begin(ctx, f"{kind}.rename") as work:
        before = _there(kind, id_)
        clean = _clean_name(kind, name)
        same = _called(kind, clean)
        titles = _touch_titles(work, kind, id_)
        if same is None or same == id_:
            work.update(_LISTS[kind].model, id_, name=clean)
        else:
            _move_links(work, kind, link, id_, same)
            work.delete(_LISTS[kind].model, id_)
        work.facts(name=clean, before=before, titles=titles)
    return work.done


def _touch_titles(work: Work, kind: ListKind, id_: int) -> int:
    rows = store.rows(f"SELECT title_id FROM title_{kind} WHERE {kind}_id = ?", (id_,))
    work.touch("titles", *(int(row[0]) for row in rows))
    return len(rows)


def _move_links(work: Work, kind: ListKind, link: type[Table], old: int, new: int) -> None:
    rows = store.rows(
        f"SELECT id, EXISTS (SELECT 1 FROM title_{kind} y WHERE y.title_id = x.title_id"
        f" AND y.{kind}_id = ?) FROM title_{kind} x WHERE {kind}_id = ?",
        (new, old),
    )
    for link_id, has_both in rows:
        if has_both:
            work.delete(link, link_id)
        else:
            work.update(link, link_id, **{str(kind): new})


# -- what a line may be ------------------------------------------------------------------------


def _checked(kind: ListKind, fields: dict[str, Any], own_id: int | None) -> dict[str, Any]:
    """The fields as they are stored; raises as `add`."""
    of, values = _LISTS[kind], dict(fields)
    if of.named in values:
        name = values[of.named] = _clean_name(kind, values[of.named])
        if _called(kind, name) not in (None, own_id):
            raise RuleViolation(f"{kind}.name_taken", field=of.named, name=name)
    if of.check is not None:
        of.check(values)
    return values


def _check_certificate(values: dict[str, Any]) -> None:
    if "system" in values:
        values["system"] = naming.line(values["system"], 20, field="system")
    if not 0 <= values.get("minimum_age", 0) <= OLDEST:
        age = values["minimum_age"]
        raise RuleViolation("certificate.age", field="minimum_age", age=age, most=OLDEST)


def _check_format(values: dict[str, Any]) -> None:
    if "short" in values:
        values["short"] = naming.line(values["short"], 6, field="short")
        if not values["short"]:
            raise RuleViolation("format.no_short", field="short")
    if not _COLOR.fullmatch(values.get("color", "#000000")):
        raise RuleViolation("format.color", field="color", color=str(values["color"])[:20])
    for size in _SIZES:
        if not 1 <= values.get(size, 1) <= LARGEST_MM:
            raise RuleViolation("format.size", field=size, mm=values[size], most=LARGEST_MM)


def _clean_name(kind: ListKind, text: str) -> str:
    column = _LISTS[kind].named
    name = naming.line(text, naming.LONGEST_WORD, field=column)
    if not name:
        raise RuleViolation(f"{kind}.no_name", field=column)
    return name


def _called(kind: ListKind, name: str) -> int | None:
    """The line of this name, whatever its case."""
    column = _LISTS[kind].named
    found = store.value(f"SELECT id FROM {kind} WHERE {column} = ? COLLATE NOCASE", (name,))
    return None if found is None else int(found)


def _there(kind: ListKind, id_: int) -> str:
    """The name of a line; raises `<kind>.gone`."""
    found = store.value(f"SELECT {_LISTS[kind].named} FROM {kind} WHERE id = ?", (id_,))
    if found is None:
        raise NotFound(f"{kind}.gone")
    return str(found)


def _last(table: str, column: str) -> int:
    return int(store.value(f"SELECT coalesce(max({column}), 0) FROM {table}"))


_LISTS = {
    ListKind.GENRE: _List(Genre, link=TitleGenre),
    ListKind.TAG: _List(Tag, link=TitleTag),
    ListKind.CONDITION: _List(Condition, uses=(("copy", "condition_id"),)),
    ListKind.FORMAT: _List(
        Format,
        start={"color": "#5B6472", "face_mm": 135, "spine_mm": 14, "height_mm": 190},
        check=_check_format,
        uses=(("edition", "format_id"),),
    ),
    ListKind.CERTIFICATE: _List(
        Certificate,
        named="code",
        start={"system": "", "minimum_age": 0},
        check=_check_certificate,
        uses=(("title", "certificate_id"), ("renter", "ceiling_id")),
    ),
}


# -- what is on a list ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line as the owner sees it: `uses` titles, editions or copies name it."""

    id: int
    name: str
    uses: int


_COUNTS = {
    ListKind.GENRE: "SELECT genre_id, count(*) FROM title_genre GROUP BY 1",
    ListKind.TAG: "SELECT tag_id, count(*) FROM title_tag GROUP BY 1",
    ListKind.CONDITION: "SELECT condition_id, count(*) FROM copy GROUP BY 1",
    ListKind.FORMAT: "SELECT format_id, count(*) FROM edition GROUP BY 1",
    ListKind.CERTIFICATE: "SELECT certificate_id, count(*) FROM title GROUP BY 1",
}


def lines(kind: ListKind) -> tuple[ListLine, ...]:
    """All lines in the owner's order; genres and tags by name. Counts what names each."""
    of = _LISTS[kind]
    order = "position, id" if of.link is None else f"{of.named} COLLATE NOCASE"
    uses = dict(store.rows(_COUNTS[kind]))
    rows = store.rows(f"SELECT id, {of.named} FROM {kind} ORDER BY {order}")
    return tuple(ListLine(id_, name, uses.get(id_, 0)) for id_, name in rows)
