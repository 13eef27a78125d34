"""Rental classes: the price rules that copies rent under. A change touches no running rental."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.rentals import stored
from app.rentals.models import RentalClass
from app.rentals.rules import Terms, check_terms, terms_sentence
from app.shop import operations, settings
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store


@dataclass(frozen=True)
class ClassDone(Done):
    """A saved rental class."""

    class_id: int


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A rental class: its rule, how many copies rent under it by their own choice, in words."""

    class_id: int
    name: str
    terms: Terms
    retired: bool
    copies: int
    position: int
    sentence: str


def save_class(ctx: Context, terms: Terms, *, class_id: int | None = None) -> ClassDone:
    """Adds a class, or changes one; `terms.class_name` is its name.

    Raises what `rules.check_terms` raises, `class.name_taken`, `NotFound("class.unknown")`.
    """
    clean = replace(terms, class_name=" ".join(terms.class_name.split()), replacement_cents=0)
    check_terms(clean)
    values = _values(clean)
    with operations.begin(ctx, "class.edit" if class_id else "class.add") as work:
        _refuse_taken(clean.class_name, class_id)
        if class_id is None:
            position = store.value("SELECT coalesce(max(position) + 1, 0) FROM rental_class")
            saved = work.insert(RentalClass, position=int(position), **values)
        else:
            _class(class_id)
            saved = class_id
            work.update(RentalClass, class_id, **values)
        work.facts(name=clean.class_name)
    return _result(work, saved)


def retire(ctx: Context, class_id: int, retired: bool = True) -> ClassDone:
    """Takes a class out of choice (or back in); copies that have it keep renting under it."""
    with operations.begin(ctx, "class.retire" if retired else "class.unretire") as work:
        row = _class(class_id)
        work.update(RentalClass, class_id, retired=retired)
        work.facts(name=row.name)
    return _result(work, class_id)


def remove(ctx: Context, class_id: int) -> ClassDone:
    """Removes a class that nothing uses; raises `class.in_use` with what does."""
    with operations.begin(ctx, "class.remove") as work:
        row = _class(class_id)
        sql = "SELECT count(*) FROM {} WHERE rental_class_id = ?"
        used = {
            table: int(store.value(sql.format(table), (class_id,)))
            for table in ("copy", "edition", "section")
        }
        if any(used.values()):
            raise RuleViolation(
                "class.in_use",
                name=row.name,
                copies=used["copy"],
                editions=used["edition"],
                sections=used["section"],
            )
        work.delete(RentalClass, class_id)
        work.facts(name=row.name)
    return _result(work, class_id)


def classes(*, retired: bool = False) -> tuple[ClassRow, ...]:
    """The classes in their order, the retired ones where they are asked for."""
    found = store.rows(
        "SELECT k.id, k.retired, (SELECT count(*) FROM copy c WHERE c.rental_class_id = k.id),"
        f" k.position, {stored.class_sql('k', '0')} FROM rental_class k"
        " WHERE NOT k.retired OR ? ORDER BY k.position, k.name COLLATE NOCASE",
        (int(retired),),
    )
    money = settings.settings().money
    rows = []
    for class_id, is_retired, copies, position, *columns in found:
        terms = stored.terms_of(tuple(columns))
        sentence = terms_sentence(terms, money)
        rows.append(
            ClassRow(
                class_id, terms.class_name, terms, bool(is_retired), copies, position, sentence
            )
        )
    return tuple(rows)


def terms_of(class_id: int) -> Terms:
    """The rule of a class; raises `NotFound("class.unknown")`."""
    found = store.rows(
        f"SELECT {stored.class_sql('k', '0')} FROM rental_class k WHERE k.id = ?", (class_id,)
    )
    if not found:
        raise NotFound("class.unknown", class_id=class_id)
    return stored.terms_of(found[0])


def by_name(name: str) -> int:
    """The class of a name, in either case; raises `NotFound("class.unknown", name=...)`."""
    found = store.value(
        "SELECT id FROM rental_class WHERE name = ? COLLATE NOCASE", (" ".join(name.split()),)
    )
    if found is None:
        raise NotFound("class.unknown", field="class", name=name[:60])
    return int(found)


def _class(class_id: int) -> RentalClass:
    row: RentalClass | None = RentalClass.get_or_none(RentalClass.id == class_id)
    if row is None:
        raise NotFound("class.unknown", class_id=class_id)
    return row


def _refuse_taken(name: str, class_id: int | None) -> None:
    other = store.value(
        "SELECT 1 FROM rental_class WHERE name = ? COLLATE NOCASE AND id IS NOT ?", (name, class_id)
    )
    if other:
        raise RuleViolation("class.name_taken", field="class_name", name=name)


def _values(terms: Terms) -> dict[str, Any]:
    names = ("name", *stored.RULE_COLUMNS, "replacement_cents", "deposit_cents")
    values = dict(zip(names, stored.columns_of(terms), strict=True))
    del values["replacement_cents"]
    values["closed_days_count"] = bool(values["closed_days_count"])
    return values


def _result(work: Work, class_id: int) -> ClassDone:
    return ClassDone(**vars(work.done), class_id=class_id)
