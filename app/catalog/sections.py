"""What a person does with sections: name them, order them for the walk, curtain, merge, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.catalog import naming, rules
from app.catalog.models import Copy, Section
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

SHELVED_BY = ("sort_title", "director", "year", "country")
OLDEST = 99


@dataclass(frozen=True, slots=True)
class SectionAdded:
    """A new section."""

    done: Done
    section_id: int


def add_section(
    ctx: Context,
    name: str,
    *,
    short_name: str = "",
    curtained: bool = False,
    minimum_age: int = 18,
    shelved_by: str = "sort_title",
    class_id: int | None = None,
    note: str = "",
    position: int | None = None,
) -> SectionAdded:
    """Adds a section at a place of the walk (1 is next to the door), or at its end.

    Raises `section.no_name`, `section.name_taken`, `section.age`, `section.shelved_by`,
    `text.too_long`.
    """
    with operations.begin(ctx, "section.add") as work:
        values = _clean(
            {"name": name, "short_name": short_name, "minimum_age": minimum_age}
            | {"shelved_by": shelved_by, "note": note},
            None,
        )
        order = _order()
        section_id = work.insert(
            Section,
            position=len(order) + 1,
            curtained=curtained,
            rental_class_id=class_id,
            **values,
        )
        if position is not None:
            order.insert(max(0, min(position - 1, len(order))), section_id)
            _put_in_order(work, order)
        work.facts(section=values["name"])
    return SectionAdded(work.done, section_id)


def edit_section(ctx: Context, section_id: int, **fields: Any) -> Done:
    """Changes the named fields: name, short_name, curtained, minimum_age, shelved_by, class_id,
    note.

    Raises `section.gone` and what `add_section` raises.
    """
    with operations.begin(ctx, "section.edit") as work:
        section = _get(section_id)
        values = _clean(fields, section_id)
        work.update(Section, section_id, **values)
        work.facts(
            section=values.get("name", section.name), before=section.name, fields=sorted(fields)
        )
    return work.done


def curtain(ctx: Context, section_id: int, curtained: bool) -> Done:
    """Draws a section's curtain, or opens it. Raises `section.gone`.

    The facts count its titles, which leave the window, the board and open displays.
    """
    with operations.begin(ctx, "section.curtain") as work:
        section = _get(section_id)
        work.update(Section, section_id, curtained=curtained)
        titles = store.value(
            "SELECT count(DISTINCT title_id) FROM copy WHERE section_id = ?"
            " AND state NOT IN ('sold', 'retired')",
            (section_id,),
        )
        work.facts(section=section.name, curtained=curtained, titles=int(titles))
    return work.done


def reorder(ctx: Context, section_ids: Sequence[int]) -> Done:
    """Puts the sections in this order; one step of Undo for a whole run of moves.

    Sections that are not named keep their order behind the others. Raises `section.gone`.
    """
    with operations.begin(ctx, "section.move") as work:
        named = list(dict.fromkeys(section_ids))
        order = _order()
        if set(named) - set(order):
            raise NotFound("section.gone")
        before = {id_: place for place, id_ in enumerate(order)}
        order = named + [id_ for id_ in order if id_ not in set(named)]
        _put_in_order(work, order)
        # The one that went furthest is the one the sentence names.
        moved = max(order, key=lambda id_: abs(order.index(id_) - before[id_]), default=None)
        if moved is not None:
            work.facts(section=_get(moved).name, position=order.index(moved) + 1)
    return work.done


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would move: copies, of how many titles, how many of them out."""

    copies: int
    titles: int
    out: int


def preview_merge(section_id: int) -> MergePreview:
    """What `merge_sections` would move; each title's shelf card names another section then."""
    row = store.rows(
        "SELECT count(*), count(DISTINCT title_id), coalesce(sum(state = 'out'), 0)"
        " FROM copy WHERE section_id = ?",
        (section_id,),
    )[0]
    return MergePreview(*(int(number) for number in row))


def merge_sections(ctx: Context, section_id: int, into_id: int) -> Done:
    """Moves every copy of a section into another and removes it.

    Raises `section.gone`, `section.itself`, `section.behind_curtain` (`titles` that may not stand
    in an open section).
    """
    with operations.begin(ctx, "section.merge") as work:
        section, into = _get(section_id), _get(into_id)
        if section_id == into_id:
            raise RuleViolation("section.itself", section=section.name)
        adult = _adult_titles(section, into)
        if adult:
            raise RuleViolation(
                "section.behind_curtain", section=into.name, titles=adult, before=section.name
            )
        rows = store.rows("SELECT id FROM copy WHERE section_id = ?", (section_id,))
        for (copy_id,) in rows:
            work.update(Copy, copy_id, section=into_id)
        work.delete(Section, section_id)
        _put_in_order(work, _order())
        work.facts(section=section.name, into=into.name, copies=len(rows))
    return work.done


def _adult_titles(section: Section, into: Section) -> int:
    if not rules.kept_behind_curtain(
        OLDEST, section.curtained, section.minimum_age, into.curtained
    ):
        return 0
    return int(
        store.value(
            "SELECT count(DISTINCT c.title_id) FROM copy c JOIN title t ON t.id = c.title_id"
            " JOIN certificate r ON r.id = t.certificate_id"
            " WHERE c.section_id = ? AND r.minimum_age >= ?",
            (section.id, section.minimum_age),
        )
    )


def remove_section(ctx: Context, section_id: int) -> Done:
    """Removes an empty section. Raises `section.gone`, `section.has_copies` (`copies`, sold and
    retired ones too: they would have no home in their history), `section.last`.
    """
    with operations.begin(ctx, "section.remove") as work:
        section = _get(section_id)
        owned = Copy.select().where(Copy.section == section_id).count()
        if owned:
            raise RuleViolation("section.has_copies", section=section.name, copies=owned)
        if len(_order()) == 1:
            raise RuleViolation("section.last", section=section.name)
        work.delete(Section, section_id)
        _put_in_order(work, _order())
        work.facts(section=section.name)
    return work.done


def _order() -> list[int]:
    return [int(row[0]) for row in store.rows("SELECT id FROM section ORDER BY position, id")]


def _put_in_order(work: Work, order: Sequence[int]) -> None:
    for position, section_id in enumerate(order, 1):
        work.update(Section, section_id, position=position)


def _clean(fields: dict[str, Any], section_id: int | None) -> dict[str, Any]:
    values = dict(fields)
    if "class_id" in values:
        values["rental_class_id"] = values.pop("class_id")
    if "name" in values:
        values["name"] = _free_name(values["name"], section_id)
    if "short_name" in values:
        values["short_name"] = naming.line(values["short_name"], 20, field="short_name")
    if "note" in values:
        values["note"] = naming.line(values["note"], 200, field="note")
    age = values.get("minimum_age", 0)
    if not 0 <= age <= OLDEST:
        raise RuleViolation("section.age", field="minimum_age", age=age)
    shelved_by = values.get("shelved_by", SHELVED_BY[0])
    if shelved_by not in SHELVED_BY:
        raise RuleViolation("section.shelved_by", field="shelved_by", value=str(shelved_by))
    return values


def _free_name(text: str, section_id: int | None) -> str:
    name = naming.line(text, naming.LONGEST_WORD, field="name")
    if not name:
        raise RuleViolation("section.no_name", field="name")
    taken = store.value("SELECT id FROM section WHERE name = ? COLLATE NOCASE", (name,))
    if taken is not None and taken != section_id:
        raise RuleViolation("section.name_taken", field="name", name=name)
    return name


def _get(section_id: int) -> Section:
    found: Section | None = Section.get_or_none(Section.id == section_id)
    if found is None:
        raise NotFound("section.gone")
    return found
