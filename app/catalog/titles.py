"""What a person does with a title: add it in four fields, change it, take it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.catalog import copies, editions, naming, numbers
from app.catalog.folding import fold, sort_key, sort_name
from app.catalog.models import (
    Certificate,
    Copy,
    Credit,
    CreditRole,
    Edition,
    Genre,
    Tag,
    Title,
    TitleGenre,
    TitleKind,
    TitleTag,
)
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store
from app.store.database import Table

YEARS = range(1870, 2201)
LONGEST_RUNTIME = 100_000  # minutes

_LINES = ("original_name", "sort_name", "series", "countries", "language", "tagline", "staff_pick")
_LISTS = ("directors", "cast", "genres", "tags")
_NUMBERS = ("year", "season", "runtime_minutes")


@dataclass(frozen=True, slots=True)
class TitleAdded:
    """A new title, with its first edition and copy where a format and a section were named."""

    done: Done
    title_id: int
    edition_id: int | None = None
    copy_id: int | None = None
    barcode: str | None = None


def add_title(
    ctx: Context,
    name: str,
    year: int | None = None,
    format_id: int | None = None,
    section_id: int | None = None,
    *,
    barcode: str | None = None,
    upc: str | None = None,
    class_id: int | None = None,
    **fields: Any,
) -> TitleAdded:
    """Adds a title; with a format also an edition of it, with a section also one copy.

    `fields` are those of `edit_title`. Raises what `edit_title`, `editions.add_edition` and
    `copies.add_copies` raise.
    """
    edition_id = None
    added: list[tuple[int, str]] = []
    with operations.begin(ctx, "title.add") as work:
        title_id = _insert(work, {"name": name, "year": year, **fields})
        if format_id is not None:
            edition_id = editions.insert(work, title_id, format_id, upc)
            if section_id is not None:
                barcodes = (barcode,) if barcode else ()
                wanted = copies.NewCopies(section_id=section_id, class_id=class_id)
                added = copies.insert(work, edition_id, 1, barcodes, wanted)
    copy_id, code = added[0] if added else (None, None)
    return TitleAdded(work.done, title_id, edition_id, copy_id, code)


def _insert(work: Work, fields: dict[str, Any]) -> int:
    values = _clean(fields)
    language = values.get("language", "")
    values.setdefault("sort_name", "")
    values["sort_name"] = values["sort_name"] or sort_name(values["name"], language)
    title_id = work.insert(
        Title,
        code=numbers.next_title_code(),
        added_at=work.now,
        sort_key=sort_key(values["sort_name"]),
        **values,
    )
    _set_lists(work, title_id, fields)
    work.facts(title=values["name"], year=values.get("year"))
    return title_id


def edit_title(ctx: Context, title_id: int, **fields: Any) -> Done:
    """Changes the named fields.

    Text: name, original_name, sort_name, series, countries, language, synopsis, tagline,
    staff_pick, note; kind; numbers or None: year, season, runtime_minutes, certificate_id; lists
    of names: directors, cast, genres, tags. An empty sort_name follows the name again.

    Raises `title.gone`, `title.no_name`, `title.year`, `title.season`, `title.runtime`,
    `certificate.gone`, `text.too_long`.
    """
    with operations.begin(ctx, "title.edit") as work:
        name = change(work, title_id, fields)
        work.facts(title=name, fields=sorted(fields))
    return work.done


def change(work: Work, title_id: int, fields: dict[str, Any]) -> str:
    """Changes a title inside a larger operation; returns its name. Raises as `edit_title`."""
    title = _get(title_id)
    values = _clean(fields)
    _keep_sorted(title, values)
    work.update(Title, title_id, **values)
    _set_lists(work, title_id, fields)
    return str(values.get("name", title.name))


def _keep_sorted(title: Title, values: dict[str, Any]) -> None:
    """The sort name follows the name, unless the owner gave it one of its own."""
    own = title.sort_name != sort_name(title.name, title.language)
    if not values.get("sort_name", "x" if own else ""):
        name = values.get("name", title.name)
        values["sort_name"] = sort_name(name, values.get("language", title.language))
    if "sort_name" in values:
        values["sort_key"] = sort_key(values["sort_name"])


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    """The plain columns of the fields, checked."""
    unknown = fields.keys() - {
        "name", "kind", "certificate_id", "synopsis", "note", *_LINES, *_LISTS, *_NUMBERS,
    }  # fmt: skip
    if unknown:
        raise TypeError(f"no such field: {sorted(unknown)}")
    values: dict[str, Any] = {}
    if "name" in fields:
        values["name"] = naming.line(fields["name"], field="name")
        if not values["name"]:
            raise RuleViolation("title.no_name", field="name")
    for name in _LINES:
        if name in fields:
            values[name] = naming.line(fields[name] or "", field=name)
    for name in ("synopsis", "note"):
        if name in fields:
            values[name] = naming.text(fields[name] or "", field=name)
    if "kind" in fields:
        values["kind"] = TitleKind(fields["kind"])
    values.update(_numbers(fields))
    return values


def _numbers(fields: dict[str, Any]) -> dict[str, Any]:
    values = {name: fields[name] for name in _NUMBERS if name in fields}
    year, season, runtime = (values.get(name) for name in _NUMBERS)
    if year is not None and year not in YEARS:
        raise RuleViolation("title.year", field="year", year=year, first=1870, last=2200)
    if season is not None and not 0 <= season <= 999:
        raise RuleViolation("title.season", field="season", season=season)
    if runtime is not None and not 0 <= runtime <= LONGEST_RUNTIME:
        raise RuleViolation("title.runtime", field="runtime_minutes", minutes=runtime)
    if "certificate_id" in fields:
        wanted = fields["certificate_id"]
        if wanted is not None and not Certificate.select().where(Certificate.id == wanted).exists():
            raise NotFound("certificate.gone", field="certificate_id")
        values["certificate"] = wanted
    return values


# -- people, genres, tags ----------------------------------------------------------------------


def _set_lists(work: Work, title_id: int, fields: dict[str, Any]) -> None:
    if "directors" in fields:
        _set_credits(work, title_id, CreditRole.DIRECTOR, fields["directors"])
    if "cast" in fields:
        _set_credits(work, title_id, CreditRole.CAST, fields["cast"])
    if "genres" in fields:
        names = naming.lines_of(fields["genres"], field="genres")
        _set_links(work, TitleGenre, "genre", title_id, naming.short_list(Genre, names))
    if "tags" in fields:
        names = naming.lines_of(fields["tags"], field="tags")
        _set_links(work, TitleTag, "tag", title_id, naming.short_list(Tag, names))


def _set_credits(work: Work, title_id: int, role: CreditRole, names: Sequence[str]) -> None:
    wanted = naming.people(naming.lines_of(names, field=f"{role}"))
    rows = store.rows(
        "SELECT person_id, id, position FROM credit WHERE title_id = ? AND role = ?",
        (title_id, role),
    )
    known = {person: (id_, position) for person, id_, position in rows}
    for person, (id_, _) in known.items():
        if person not in wanted:
            work.delete(Credit, id_)
    for position, person in enumerate(wanted):
        if person not in known:
            work.insert(Credit, title=title_id, person=person, role=role, position=position)
        elif known[person][1] != position:
            work.update(Credit, known[person][0], position=position)


def _set_links(
    work: Work,
    model: type[TitleGenre] | type[TitleTag],
    column: str,
    title_id: int,
    wanted: Sequence[int],
) -> None:
    rows = store.rows(f"SELECT {column}_id, id FROM title_{column} WHERE title_id = ?", (title_id,))
    known = {int(linked): int(id_) for linked, id_ in rows}
    for linked, id_ in known.items():
        if linked not in wanted:
            work.delete(model, id_)
    for linked in wanted:
        if linked not in known:
            work.insert(model, title=title_id, **{column: linked})


def add_tag(ctx: Context, title_id: int, name: str) -> Done:
    """Puts a tag on a title. Raises `title.gone`, `tag.no_name`, `tag.there`."""
    with operations.begin(ctx, "title.tag") as work:
        title = _get(title_id)
        clean = naming.line(name, naming.LONGEST_WORD, field="tag")
        if not clean:
            raise RuleViolation("tag.no_name", field="tag")
        [tag_id] = naming.short_list(Tag, [clean])
        if _tag_link(title_id, tag_id) is not None:
            raise RuleViolation("tag.there", field="tag", tag=clean, title=title.name)
        work.insert(TitleTag, title=title_id, tag=tag_id)
        work.facts(title=title.name, tag=clean)
    return work.done


def remove_tag(ctx: Context, title_id: int, name: str) -> Done:
    """Takes a tag off a title. Raises `title.gone`, `title.no_tag`."""
    with operations.begin(ctx, "title.untag") as work:
        title = _get(title_id)
        tag_id = store.value("SELECT id FROM tag WHERE name = ? COLLATE NOCASE", (name.strip(),))
        link = None if tag_id is None else _tag_link(title_id, int(tag_id))
        if link is None:
            raise NotFound("title.no_tag", tag=name, title=title.name)
        work.delete(TitleTag, link)
        work.facts(title=title.name, tag=name.strip())
    return work.done


def _tag_link(title_id: int, tag_id: int) -> int | None:
    found = store.value(
        "SELECT id FROM title_tag WHERE title_id = ? AND tag_id = ?", (title_id, tag_id)
    )
    return None if found is None else int(found)


# -- out, and alike ----------------------------------------------------------------------------


_PARTS: dict[str, type[Table]] = {
    "credit": Credit,
    "title_genre": TitleGenre,
    "title_tag": TitleTag,
    "copy": Copy,
    "edition": Edition,
}


def delete_title(ctx: Context, title_id: int) -> Done:
    """Takes a title out that came in by a slip; its editions and copies go with it.

    Raises `title.gone`, and `title.has_history` where a copy was rented, dropped or sold.
    """
    with operations.begin(ctx, "title.delete") as work:
        title = _get(title_id)
        owned = store.rows("SELECT id FROM copy WHERE title_id = ?", (title_id,))
        if any(copies.has_history(copy_id) for (copy_id,) in owned):
            raise RuleViolation("title.has_history", title=title.name)
        for table, model in _PARTS.items():
            for (id_,) in store.rows(f"SELECT id FROM {table} WHERE title_id = ?", (title_id,)):
                work.delete(model, id_)
        work.delete(Title, title_id)
        work.facts(title=title.name, year=title.year, copies=len(owned))
    return work.done


def alike(name: str, year: int | None = None) -> tuple[int, ...]:
    """Titles of the same name (and year, where both are known): what a new one may be."""
    key = sort_key(sort_name(name))
    rows = store.rows("SELECT id, year, name FROM title WHERE sort_key = ? ORDER BY year", (key,))
    return tuple(
        int(id_)
        for id_, its_year, its_name in rows
        if (year is None or its_year is None or year == its_year)
        and (fold(its_name) == fold(name) or sort_key(sort_name(its_name)) == key)
    )


def _get(title_id: int) -> Title:
    found: Title | None = Title.get_or_none(Title.id == title_id)
    if found is None:
        raise NotFound("title.gone")
    return found
