"""One title whole: what the panel beside the list shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from app.catalog.lookups import Named
from app.catalog.models import CopyState, CreditRole, Purpose
from app.shop.errors import NotFound
from app.shop.settings import settings
from app.store import database as store
from app.store.fields import from_ms, to_ms

LAST_RENTALS = 8
MONTHS = 12


@dataclass(frozen=True, slots=True)
class CopyDetail:
    """One copy; prices in cents. `late` means that it is out and its due moment has passed."""

    id: int
    barcode: str
    section_id: int
    section: str
    condition_id: int | None
    condition: str
    purpose: Purpose
    state: CopyState
    late: bool
    state_since: datetime
    state_note: str
    due_at: datetime | None
    last_rented_at: datetime | None
    class_id: int | None
    class_name: str
    class_price_cents: int | None
    class_nights: int | None
    class_hours: int | None
    replacement_cents: int
    sale_cents: int | None
    cost_cents: int | None
    added_at: datetime
    labelled: bool
    note: str


@dataclass(frozen=True, slots=True)
class EditionDetail:
    """One release with its copies; `class_id` and `replacement_cents` are for new copies of it."""

    id: int
    format_id: int
    format: str
    format_short: str
    upc: str | None
    label: str
    discs: int
    released_on: date | None
    note: str
    class_id: int | None
    replacement_cents: int | None
    copies: tuple[CopyDetail, ...]


@dataclass(frozen=True, slots=True)
class LastRental:
    """One rental of a copy of the title; who rented it is not told."""

    rental_id: int
    started_at: datetime
    format: str
    barcode: str
    copy_id: int
    due_at: datetime
    returned_at: datetime | None
    late_days: int | None


@dataclass(frozen=True, slots=True)
class TitleDetail:
    """Everything of one title. `rentals_by_month` are twelve, the current month last."""

    title_id: int
    code: str
    name: str
    original_name: str
    sort_name: str
    kind: str
    series: str
    season: int | None
    year: int | None
    countries: str
    language: str
    runtime_minutes: int | None
    certificate_id: int | None
    certificate: str
    minimum_age: int
    synopsis: str
    tagline: str
    staff_pick: str
    note: str
    cover: str
    added_at: datetime
    directors: tuple[Named, ...]
    cast: tuple[Named, ...]
    genres: tuple[Named, ...]
    tags: tuple[Named, ...]
    editions: tuple[EditionDetail, ...]
    rent_count: int
    sale_count: int
    rentals_by_month: tuple[int, ...]
    rentals_12_months: int
    last_rentals: tuple[LastRental, ...]


@dataclass(frozen=True, slots=True)
class CopyOfTitle:
    """One copy and what it is a copy of."""

    copy: CopyDetail
    title_id: int
    title_code: str
    title: str
    year: int | None
    edition_id: int
    format: str
    upc: str | None


_TITLE = """SELECT t.id, t.code, t.name, t.original_name, t.sort_name, t.kind, t.series, t.season,
    t.year, t.countries, t.language, t.runtime_minutes, t.certificate_id, coalesce(r.code, ''),
    coalesce(r.minimum_age, 0), t.synopsis, t.tagline, t.staff_pick, t.note, t.cover, t.added_at
    FROM title t LEFT JOIN certificate r ON r.id = t.certificate_id WHERE t.id = ?"""
_CREDITS = """SELECT d.role, p.id, p.name FROM credit d JOIN person p ON p.id = d.person_id
    WHERE d.title_id = ? ORDER BY d.position, d.id"""
_GENRES = """SELECT g.id, g.name FROM title_genre x JOIN genre g ON g.id = x.genre_id
    WHERE x.title_id = ? ORDER BY g.name COLLATE NOCASE"""
_TAGS = """SELECT g.id, g.name FROM title_tag x JOIN tag g ON g.id = x.tag_id
    WHERE x.title_id = ? ORDER BY g.name COLLATE NOCASE"""
_EDITIONS = """SELECT e.id, f.id, f.name, f.short, e.upc, e.label, e.discs, e.released_on, e.note,
    e.rental_class_id, e.replacement_cents
    FROM edition e JOIN format f ON f.id = e.format_id WHERE e.title_id = ?
    ORDER BY f.position, f.id, e.id"""
_COPY = """SELECT c.edition_id, c.id, c.barcode, c.section_id, s.name, c.condition_id,
    coalesce(n.name, ''), c.purpose, c.state, c.due_at, c.state_since, c.state_note,
    c.last_rented_at, c.rental_class_id, coalesce(l.name, ''), l.price_cents, l.period_nights,
    l.period_hours, c.replacement_cents, c.sale_cents, c.cost_cents, c.added_at, c.labelled, c.note
    FROM copy c JOIN section s ON s.id = c.section_id
    LEFT JOIN condition n ON n.id = c.condition_id
    LEFT JOIN rental_class l ON l.id = c.rental_class_id"""
_RENTALS = """SELECT r.id, r.started_at, f.short, c.barcode, c.id, r.due_at, r.returned_at,
    r.late_days FROM copy c JOIN rental r ON r.copy_id = c.id
    JOIN edition e ON e.id = c.edition_id JOIN format f ON f.id = e.format_id
    WHERE c.title_id = ? ORDER BY r.started_at DESC, r.id DESC LIMIT ?"""
_STARTS = """SELECT r.started_at FROM copy c JOIN rental r ON r.copy_id = c.id
    WHERE c.title_id = ? AND r.started_at >= ?"""


def title_detail(title_id: int, now: datetime) -> TitleDetail:
    """Everything of one title; raises `NotFound("title.gone")`."""
    found = store.rows(_TITLE, (title_id,))
    if not found:
        raise NotFound("title.gone")
    editions = _editions(title_id, to_ms(now))
    copies = [copy for edition in editions for copy in edition.copies]
    people = store.rows(_CREDITS, (title_id,))
    months = _by_month(title_id, now)
    *fields, added_at = found[0]
    whole = (
        *fields,
        from_ms(added_at),
        _named(row[1:] for row in people if row[0] == CreditRole.DIRECTOR),
        _named(row[1:] for row in people if row[0] == CreditRole.CAST),
        _named(store.rows(_GENRES, (title_id,))),
        _named(store.rows(_TAGS, (title_id,))),
        editions,
        _count(copies, Purpose.RENTAL),
        _count(copies, Purpose.SALE),
        months,
        sum(months),
        last_rentals(title_id),
    )
    return TitleDetail(*whole)


def copy_detail(copy_id: int, now: datetime) -> CopyOfTitle:
    """One copy with its title; raises `NotFound("copy.gone")`."""
    found = store.rows(f"{_COPY} WHERE c.id = ?", (copy_id,))
    if not found:
        raise NotFound("copy.gone")
    title = store.rows(
        "SELECT t.id, t.code, t.name, t.year, e.id, f.name, e.upc FROM edition e"
        " JOIN title t ON t.id = e.title_id JOIN format f ON f.id = e.format_id WHERE e.id = ?",
        (found[0][0],),
    )[0]
    return CopyOfTitle(_copy(found[0], to_ms(now)), *title)


def last_rentals(title_id: int, limit: int = LAST_RENTALS) -> tuple[LastRental, ...]:
    """The newest rentals of any copy, newest first; never who rented."""
    return tuple(
        LastRental(
            id_, from_ms(started), short, barcode, copy_id, from_ms(due), _instant(back), late
        )
        for id_, started, short, barcode, copy_id, due, back, late in store.rows(
            _RENTALS, (title_id, limit)
        )
    )


def _editions(title_id: int, now_ms: int) -> tuple[EditionDetail, ...]:
    rows = store.rows(f"{_COPY} WHERE c.title_id = ? ORDER BY c.edition_id, c.id", (title_id,))
    copies = {
        edition_id: tuple(_copy(row, now_ms) for row in group)
        for edition_id, group in groupby(rows, key=itemgetter(0))
    }
    found = []
    for *fields, released, note, class_id, cents in store.rows(_EDITIONS, (title_id,)):
        released_on = date.fromisoformat(released) if released else None
        whole = (*fields, released_on, note, class_id, cents, copies.get(fields[0], ()))
        found.append(EditionDetail(*whole))
    return tuple(found)


def _copy(row: tuple[Any, ...], now_ms: int) -> CopyDetail:
    _, id_, barcode, section_id, section, condition_id, condition, purpose, state, due = row[:10]
    since, note, rented, *of_class, replacement, sale, cost, added, labelled, own_note = row[10:]
    whole = (
        *(id_, barcode, section_id, section, condition_id, condition),
        *(Purpose(purpose), CopyState(state), due is not None and due < now_ms),
        *(from_ms(since), note, _instant(due), _instant(rented)),
        *of_class,
        *(replacement, sale, cost, from_ms(added), bool(labelled), own_note),
    )
    return CopyDetail(*whole)


def _by_month(title_id: int, now: datetime) -> tuple[int, ...]:
    """Rentals of the last twelve calendar months in the shop's zone, oldest first."""
    zone = settings().zone
    here = now.astimezone(zone)
    current = here.year * 12 + here.month - 1
    counts = [0] * MONTHS
    since = now - timedelta(days=31 * MONTHS)
    for (started,) in store.rows(_STARTS, (title_id, to_ms(since))):
        local = from_ms(started).astimezone(zone)
        ago = current - (local.year * 12 + local.month - 1)
        if 0 <= ago < MONTHS:
            counts[MONTHS - 1 - ago] += 1
    return tuple(counts)


_GONE = (CopyState.SOLD, CopyState.RETIRED)


def _count(copies: Iterable[CopyDetail], purpose: Purpose) -> int:
    return sum(copy.purpose is purpose and copy.state not in _GONE for copy in copies)


def _named(rows: Iterable[tuple[Any, ...]]) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in rows)


def _instant(value: int | None) -> datetime | None:
    return None if value is None else from_ms(value)
