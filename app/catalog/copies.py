"""What a person does with copies: add them with barcodes, change them, take a slip back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.catalog import lookups, naming, numbers, rules
from app.catalog.barcodes import normalise
from app.catalog.models import Condition, Copy, CopyState, Edition, Purpose, Section, Title
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

MOST_AT_ONCE = 500
_CENTS = ("replacement_cents", "sale_cents", "cost_cents")


@dataclass(frozen=True, slots=True)
class CopiesAdded:
    """New copies with their barcodes, in the same order."""

    done: Done
    copy_ids: tuple[int, ...]
    barcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewCopies:
    """What new copies start with; what is None comes from the edition, the section, or the
    newest copy of the same title, in this order. Cents.
    """

    section_id: int | None = None
    condition_id: int | None = None
    purpose: Purpose = Purpose.RENTAL
    class_id: int | None = None
    replacement_cents: int | None = None
    sale_cents: int | None = None
    cost_cents: int | None = None
    note: str = ""


def add_copies(
    ctx: Context,
    edition_id: int,
    section_id: int | None = None,
    count: int = 1,
    barcodes: Sequence[str] = (),
    *,
    intent: str = "copies.add",
    **fields: Any,
) -> CopiesAdded:
    """Adds copies of an edition, with the barcodes given, else with the shop's next numbers.

    `fields` are those of `NewCopies`. Raises `edition.gone`, `section.needed`, `section.gone`,
    `condition.gone`, `copies.count`, `barcode.taken` (by `title`, `title_id`), `barcode.repeated`,
    `barcode.is_upc`, `amount.negative`, and what `barcodes.normalise` raises.
    """
    with operations.begin(ctx, intent) as work:
        wanted = NewCopies(section_id=section_id, **fields)
        added = insert(work, edition_id, len(barcodes) or count, barcodes, wanted)
        edition = Edition.get_by_id(edition_id)
        section = _section(Copy.get_by_id(added[0][0]).section_id)
        work.facts(
            title=edition.title.name,
            format=edition.format.name,
            count=len(added),
            barcode=added[0][1],
            section=section.name,
        )
    return CopiesAdded(work.done, tuple(i for i, _ in added), tuple(code for _, code in added))


def insert(
    work: Work, edition_id: int, count: int, barcodes: Sequence[str], wanted: NewCopies
) -> list[tuple[int, str]]:
    """Adds copies inside a larger operation; returns their ids and barcodes."""
    edition = Edition.get_or_none(Edition.id == edition_id)
    if edition is None:
        raise NotFound("edition.gone")
    if not 1 <= count <= MOST_AT_ONCE:
        raise RuleViolation("copies.count", field="count", count=count, most=MOST_AT_ONCE)
    codes = _free_barcodes(barcodes) if barcodes else numbers.next_barcodes(count)
    values = _starting_values(edition, wanted)
    return [
        (
            work.insert(
                Copy,
                title=edition.title_id,
                edition=edition_id,
                barcode=code,
                state=CopyState.IN,
                state_since=work.now,
                added_at=work.now,
                **values,
            ),
            code,
        )
        for code in codes
    ]


def _starting_values(edition: Edition, wanted: NewCopies) -> dict[str, Any]:
    newest = (
        Copy.select()
        .where(Copy.title == edition.title_id)
        .order_by(Copy.edition != edition.id, Copy.id.desc())
        .first()
    )
    section_id = wanted.section_id or (newest.section_id if newest else None)
    if section_id is None:
        raise RuleViolation("section.needed", field="section_id")
    section = _section(section_id)
    class_id = wanted.class_id
    if class_id is None and wanted.purpose == Purpose.RENTAL:
        class_id = edition.rental_class_id or section.rental_class_id
        class_id = class_id or (newest.rental_class_id if newest else None) or _first_class()
    replacement = wanted.replacement_cents
    if replacement is None:
        replacement = edition.replacement_cents
    if replacement is None:
        replacement = newest.replacement_cents if newest else 0
    _check_condition(wanted.condition_id)
    return _checked_cents(
        {
            "section": section_id,
            "condition": wanted.condition_id,
            "purpose": Purpose(wanted.purpose),
            "rental_class_id": class_id,
            "replacement_cents": replacement,
            "sale_cents": wanted.sale_cents,
            "cost_cents": wanted.cost_cents,
            "note": naming.text(wanted.note, field="note"),
        }
    )


def _first_class() -> int | None:
    found = lookups.classes()
    return found[0].id if found else None


def edit_copy(ctx: Context, copy_id: int, **fields: Any) -> Done:
    """Changes the named fields: barcode, section_id, condition_id, purpose, class_id,
    replacement_cents, sale_cents, cost_cents, note, labelled, edition_id (of any title).

    Raises `copy.gone`, `copy.behind_curtain` (`section`), `copy.out` for another purpose or edition
    while it is out, and what `add_copies` raises.
    """
    with operations.begin(ctx, "copy.edit") as work:
        copy = change(work, copy_id, fields)
        work.facts(barcode=copy.barcode, title=copy.title.name, fields=sorted(fields))
    return work.done


def change(work: Work, copy_id: int, fields: dict[str, Any]) -> Copy:
    """Changes a copy inside a larger operation; returns it as it was. Raises as `edit_copy`."""
    copy = get(copy_id)
    values = _checked_cents(dict(fields))
    if "barcode" in values:
        values["barcode"] = _barcode_for(copy, values["barcode"])
    if "note" in values:
        values["note"] = naming.text(values["note"], field="note")
    _check_condition(values.get("condition_id"))
    _renamed(values, {"condition_id": "condition", "class_id": "rental_class_id"})
    if "section_id" in values:
        values["section"] = move_target(copy, values.pop("section_id"))
    _check_out(copy, values)
    if "edition_id" in values:
        edition = Edition.get_or_none(Edition.id == values.pop("edition_id"))
        if edition is None:
            raise NotFound("edition.gone", field="edition_id")
        values |= {"edition": edition.id, "title": edition.title_id}
        work.touch("titles", copy.title_id)
    work.update(Copy, copy_id, **values)
    return copy


def delete_copy(ctx: Context, copy_id: int) -> Done:
    """Takes a copy out that came in by a slip. Its edition goes with its last copy where the title
    has another one.

    Raises `copy.gone`, and `copy.has_history` for one that was rented, dropped or sold: that is
    retired.
    """
    with operations.begin(ctx, "copy.delete") as work:
        copy = get(copy_id)
        if has_history(copy_id):
            raise RuleViolation("copy.has_history", barcode=copy.barcode, title=copy.title.name)
        work.facts(barcode=copy.barcode, title=copy.title.name)
        work.delete(Copy, copy_id)
        alone = not Copy.select().where(Copy.edition == copy.edition_id).exists()
        others = (Edition.title == copy.title_id) & (Edition.id != copy.edition_id)
        if alone and Edition.select().where(others).exists():
            work.delete(Edition, copy.edition_id)
    return work.done


def has_history(copy_id: int) -> bool:
    """Whether a copy was ever rented, dropped or sold, so that it can only be retired."""
    return bool(
        store.value(
            "SELECT EXISTS (SELECT 1 FROM rental WHERE copy_id = ?1)"
            " OR EXISTS (SELECT 1 FROM drop_scan WHERE copy_id = ?1)"
            " OR EXISTS (SELECT 1 FROM copy WHERE id = ?1 AND state = 'sold')",
            (copy_id,),
        )
    )


def get(copy_id: int) -> Copy:
    """The copy; raises `NotFound("copy.gone")`."""
    found: Copy | None = Copy.get_or_none(Copy.id == copy_id)
    if found is None:
        raise NotFound("copy.gone")
    return found


def move_target(copy: Copy, section_id: int) -> int:
    """The section to move a copy to, unless its title belongs behind the curtain."""
    target = _section(section_id)
    home = _section(copy.section_id)
    certificate = Title.get_by_id(copy.title_id).certificate
    age = certificate.minimum_age if certificate else 0
    if rules.kept_behind_curtain(age, home.curtained, home.minimum_age, target.curtained):
        raise RuleViolation(
            "copy.behind_curtain",
            field="section_id",
            title=copy.title.name,
            barcode=copy.barcode,
            section=target.name,
        )
    return section_id


def _check_out(copy: Copy, values: dict[str, Any]) -> None:
    purpose = Purpose(values.get("purpose", copy.purpose))
    if copy.state == CopyState.OUT and (purpose != copy.purpose or "edition_id" in values):
        raise RuleViolation("copy.out", barcode=copy.barcode, title=copy.title.name)
    if "purpose" in values:
        values["purpose"] = purpose


def _section(section_id: int) -> Section:
    """The section as it stands inside this transaction, which a remembered one may not."""
    found: Section | None = Section.get_or_none(Section.id == section_id)
    if found is None:
        raise NotFound("section.gone", field="section_id")
    return found


def _check_condition(condition_id: int | None) -> None:
    if condition_id is not None and Condition.get_or_none(Condition.id == condition_id) is None:
        raise NotFound("condition.gone", field="condition_id")


def _checked_cents(values: dict[str, Any]) -> dict[str, Any]:
    for name in _CENTS:
        if (values.get(name) or 0) < 0:
            raise RuleViolation("amount.negative", field=name, cents=values[name])
    return values


def _renamed(values: dict[str, Any], names: dict[str, str]) -> None:
    for old, new in names.items():
        if old in values:
            values[new] = values.pop(old)


def _barcode_for(copy: Copy, text: str) -> str:
    code = normalise(text)
    return code if code == copy.barcode else _free_barcodes([code])[0]


def _free_barcodes(texts: Sequence[str]) -> list[str]:
    codes = [normalise(text) for text in texts]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            raise RuleViolation("barcode.repeated", field="barcode", barcode=code)
        taken = Copy.get_or_none(Copy.barcode == code)
        if taken is not None:
            raise RuleViolation(
                "barcode.taken",
                field="barcode",
                barcode=code,
                title=taken.title.name,
                title_id=taken.title_id,
                copy_id=taken.id,
            )
        if Edition.select().where(Edition.upc == code).exists():
            raise RuleViolation("barcode.is_upc", field="barcode", barcode=code)
    return codes
