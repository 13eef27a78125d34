"""How much hangs on a rule or a day: copies and rentals per class, cases due per day."""

from __future__ import annotations

from datetime import date

from app.store import database as store


def copies_by_class() -> dict[int, int]:
    """How many copies in stock rent under each class, by their own choice or their section's."""
    found = store.rows(
        "SELECT coalesce(c.rental_class_id, s.rental_class_id) AS class_id, sum(c.n)"
        " FROM (SELECT rental_class_id, section_id, count(*) AS n FROM copy"
        "       WHERE purpose = 'rental' AND state NOT IN ('retired', 'sold') GROUP BY 1, 2) c"
        " JOIN section s ON s.id = c.section_id GROUP BY 1"
    )
    return {int(class_id): int(count) for class_id, count in found if class_id is not None}


def out_by_class() -> dict[str, int]:
    """How many rentals are out under each class, by the name that stood on it as they left."""
    found = store.rows(
        "SELECT k.class_name, r.n FROM (SELECT terms_id, count(*) AS n FROM rental"
        " WHERE returned_at IS NULL GROUP BY terms_id) r JOIN rental_terms k ON k.id = r.terms_id"
    )
    counts: dict[str, int] = {}
    for name, count in found:
        counts[name] = counts.get(name, 0) + int(count)
    return counts


def due_by_day(first: date, last: date) -> dict[date, int]:
    """How many cases that are out were promised for each day of `first`..`last`."""
    found = store.rows(
        "SELECT due_on, count(*) FROM rental WHERE returned_at IS NULL"
        " AND due_on BETWEEN ? AND ? GROUP BY due_on",
        (first.isoformat(), last.isoformat()),
    )
    return {date.fromisoformat(day): int(count) for day, count in found}


def money_has_moved() -> bool:
    """Whether the ledger holds any line: from then on the shop's currency is fixed."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM ledger_line)"))
