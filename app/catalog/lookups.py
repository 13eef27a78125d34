"""The short lists: sections, formats, certificates and so on, remembered until anybody writes."""

from __future__ import annotations

from dataclasses import dataclass

from app.catalog.shelf import format_bit
from app.store import database as store


@dataclass(frozen=True, slots=True)
class Named:
    """An id and its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SectionRef:
    """A section in its walking order; `class_id` is what its new copies rent under."""

    id: int
    name: str
    short_name: str
    position: int
    curtained: bool
    minimum_age: int
    class_id: int | None


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format; `bit` is its place in a title's mask, sizes are the case's in mm."""

    id: int
    name: str
    short: str
    color: str
    face_mm: int
    spine_mm: int
    height_mm: int
    bit: int


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A rating and the age that it asks for."""

    id: int
    code: str
    system: str
    minimum_age: int


@dataclass(frozen=True, slots=True)
class ClassRef:
    """A rental class as far as the stock needs it; price in cents."""

    id: int
    name: str
    price_cents: int
    period_nights: int | None
    period_hours: int | None
    retired: bool


def sections() -> tuple[SectionRef, ...]:
    """In walking order."""
    return store.remembered("catalog.sections", _sections)


def _sections() -> tuple[SectionRef, ...]:
    rows = store.rows(
        "SELECT id, name, short_name, position, curtained, minimum_age, rental_class_id"
        " FROM section ORDER BY position, id"
    )
    return tuple(
        SectionRef(id_, name, short, position, bool(curtained), age, class_id)
        for id_, name, short, position, curtained, age, class_id in rows
    )


def section(section_id: int | None) -> SectionRef | None:
    """One section, or None where there is none such."""
    return store.remembered("catalog.section", _section_by_id).get(section_id or 0)


def _section_by_id() -> dict[int, SectionRef]:
    return {row.id: row for row in sections()}


def formats() -> tuple[FormatRow, ...]:
    """In the owner's order, which is the order of the list's slots."""
    return store.remembered("catalog.formats", _formats)


def _formats() -> tuple[FormatRow, ...]:
    rows = store.rows(
        "SELECT id, name, short, color, face_mm, spine_mm, height_mm FROM format"
        " ORDER BY position, id"
    )
    return tuple(FormatRow(*(*row, format_bit(row[0]))) for row in rows)


def certificates() -> tuple[CertificateRow, ...]:
    """In the owner's order."""
    return store.remembered("catalog.certificates", _certificates)


def _certificates() -> tuple[CertificateRow, ...]:
    rows = store.rows("SELECT id, code, system, minimum_age FROM certificate ORDER BY position, id")
    return tuple(CertificateRow(*row) for row in rows)


def conditions() -> tuple[Named, ...]:
    """In the owner's order, best first."""
    return _named("catalog.conditions", "SELECT id, name FROM condition ORDER BY position, id")


def genres() -> tuple[Named, ...]:
    """By name."""
    return _named("catalog.genres", "SELECT id, name FROM genre ORDER BY name COLLATE NOCASE")


def tags() -> tuple[Named, ...]:
    """Those in use, by name."""
    return _named(
        "catalog.tags",
        "SELECT id, name FROM tag WHERE EXISTS (SELECT 1 FROM title_tag x WHERE x.tag_id = tag.id)"
        " ORDER BY name COLLATE NOCASE",
    )


def _named(key: str, sql: str) -> tuple[Named, ...]:
    def load() -> tuple[Named, ...]:
        return tuple(Named(*row) for row in store.rows(sql))

    return store.remembered(key, load)


def classes(*, retired: bool = False) -> tuple[ClassRef, ...]:
    """Rental classes in the owner's order; retired ones only where asked for."""
    found = store.remembered("catalog.classes", _classes)
    return found if retired else tuple(row for row in found if not row.retired)


def _classes() -> tuple[ClassRef, ...]:
    rows = store.rows(
        "SELECT id, name, price_cents, period_nights, period_hours, retired"
        " FROM rental_class ORDER BY position, id"
    )
    return tuple(ClassRef(*(*row[:5], bool(row[5]))) for row in rows)
