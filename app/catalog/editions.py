"""What a person does with an edition: add it, change it, receive a box of it by its UPC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalog import barcodes, copies, naming
from app.catalog.copies import CopiesAdded
from app.catalog.models import Edition, Format, Title
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

MOST_DISCS = 999


@dataclass(frozen=True, slots=True)
class EditionAdded:
    """A new edition."""

    done: Done
    edition_id: int


@dataclass(frozen=True, slots=True)
class UpcScan:
    """What a scanned UPC or EAN is: an edition the shop knows, or one that needs a title.

    `valid` is False where the check digit is wrong: a misread, or no UPC.
    """

    upc: str
    valid: bool
    edition_id: int | None = None
    title_id: int | None = None
    title: str = ""
    year: int | None = None
    format: str = ""
    copies: int = 0

    @property
    def known(self) -> bool:
        return self.edition_id is not None


def add_edition(
    ctx: Context,
    title_id: int,
    format_id: int,
    upc: str | None = None,
    *,
    label: str = "",
    discs: int = 1,
    released_on: date | None = None,
    note: str = "",
    class_id: int | None = None,
    replacement_cents: int | None = None,
) -> EditionAdded:
    """Adds a release of a title.

    Raises `title.gone`, `format.gone`, `upc.taken` (by `title`, `title_id`, `edition_id`),
    `edition.discs`, and what `barcodes.normalise` raises with field `upc`.
    """
    with operations.begin(ctx, "edition.add") as work:
        name, case = named(title_id, format_id)
        edition_id = insert(
            work,
            title_id,
            format_id,
            upc,
            label=label,
            discs=discs,
            released_on=released_on,
            note=note,
            rental_class_id=class_id,
            replacement_cents=replacement_cents,
        )
        work.facts(title=name, format=case)
    return EditionAdded(work.done, edition_id)


def named(title_id: int, format_id: int) -> tuple[str, str]:
    """The names of a title and a format; raises `title.gone`, `format.gone`."""
    title = Title.get_or_none(Title.id == title_id)
    if title is None:
        raise NotFound("title.gone")
    return title.name, _format(format_id).name


def insert(work: Work, title_id: int, format_id: int, upc: str | None = None, **fields: Any) -> int:
    """Adds an edition inside a larger operation; returns its id."""
    _format(format_id)
    values = _clean({"upc": upc, **fields}, edition_id=None)
    return work.insert(Edition, title=title_id, format=format_id, **values)


def edit_edition(ctx: Context, edition_id: int, **fields: Any) -> Done:
    """Changes the named fields: format_id, upc, label, discs, released_on, note, class_id,
    replacement_cents.

    Raises `edition.gone` and what `add_edition` raises.
    """
    with operations.begin(ctx, "edition.edit") as work:
        change(work, edition_id, fields)
        edition = _get(edition_id)
        work.facts(title=edition.title.name, format=edition.format.name)
    return work.done


def change(work: Work, edition_id: int, fields: dict[str, Any]) -> None:
    """Changes an edition inside a larger operation. Raises as `edit_edition`."""
    _get(edition_id)
    wanted = dict(fields)
    if "class_id" in wanted:
        wanted["rental_class_id"] = wanted.pop("class_id")
    format_id = wanted.pop("format_id", None)
    values = _clean(wanted, edition_id)
    if format_id is not None:
        values["format"] = _format(format_id).id
    work.update(Edition, edition_id, **values)


def scan_upc(text: str) -> UpcScan:
    """What a scanned UPC would do; raises what `barcodes.normalise` raises."""
    upc = barcodes.canonical_upc(barcodes.normalise(text, field="upc"))
    rows = store.rows(
        "SELECT e.id, t.id, t.name, t.year, f.name, (SELECT count(*) FROM copy c"
        " WHERE c.edition_id = e.id AND c.state NOT IN ('sold', 'retired'))"
        " FROM edition e JOIN title t ON t.id = e.title_id JOIN format f ON f.id = e.format_id"
        " WHERE e.upc = ?",
        (upc,),
    )
    return UpcScan(*(upc, barcodes.valid_upc(upc), *(rows[0] if rows else ())))


def receive(
    ctx: Context,
    edition_id: int,
    section_id: int | None = None,
    count: int = 1,
    barcodes: Sequence[str] = (),
    **fields: Any,
) -> CopiesAdded:
    """New copies out of a box: `copies.add_copies` under the name that Undo will say."""
    return copies.add_copies(
        ctx, edition_id, section_id, count, barcodes, intent="copies.receive", **fields
    )


def _clean(fields: dict[str, Any], edition_id: int | None) -> dict[str, Any]:
    values = dict(fields)
    if "upc" in values:
        values["upc"] = _free_upc(values["upc"], edition_id)
    if "label" in values:
        values["label"] = naming.line(values["label"], 200, field="label")
    if "note" in values:
        values["note"] = naming.text(values["note"], field="note")
    discs = values.get("discs", 1)
    if not 1 <= discs <= MOST_DISCS:
        raise RuleViolation("edition.discs", field="discs", discs=discs, most=MOST_DISCS)
    cents = values.get("replacement_cents")
    if cents is not None and cents < 0:
        raise RuleViolation("amount.negative", field="replacement_cents", cents=cents)
    return values


def _free_upc(text: str | None, edition_id: int | None) -> str | None:
    if not text or not text.strip():
        return None
    upc = barcodes.canonical_upc(barcodes.normalise(text, field="upc"))
    taken = Edition.get_or_none(Edition.upc == upc)
    if taken is not None and taken.id != edition_id:
        raise RuleViolation(
            "upc.taken",
            field="upc",
            upc=upc,
            title=taken.title.name,
            title_id=taken.title_id,
            edition_id=taken.id,
        )
    return upc


def _format(format_id: int) -> Format:
    found: Format | None = Format.get_or_none(Format.id == format_id)
    if found is None:
        raise NotFound("format.gone", field="format_id")
    return found


def _get(edition_id: int) -> Edition:
    found: Edition | None = Edition.get_or_none(Edition.id == edition_id)
    if found is None:
        raise NotFound("edition.gone")
    return found
