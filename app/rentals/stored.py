"""The rule of a rental as the file keeps it: `rental_terms` rows to `rules.Terms` and back."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.rentals.rules import CapKind, Due, DueKind, LateMode, Terms
from app.store import database as store
from app.store.fields import from_ms

RULE_COLUMNS = (
    "price_cents",
    "period_nights",
    "period_hours",
    "due_kind",
    "due_minute",
    "late_mode",
    "late_rate_cents",
    "closed_days_count",
    "grace_minutes",
    "cap_kind",
    "cap_cents",
)
"""The columns that classes and the terms of rentals share, in the order of `Terms`."""

TERMS_COLUMNS = ("class_name", *RULE_COLUMNS, "replacement_cents", "deposit_cents")
"""The columns of `rental_terms` in the order of the fields of `Terms`."""

_NONE = -1  # what the unique index of the table puts in a NULL's place


def terms_sql(alias: str) -> str:
    """The columns of a joined `rental_terms`, for `terms_of`."""
    return ", ".join(f"{alias}.{column}" for column in TERMS_COLUMNS)


def class_sql(alias: str, replacement: str) -> str:
    """The same out of a joined `rental_class`, with an expression for the copy's price."""
    shared = ", ".join(f"{alias}.{column}" for column in RULE_COLUMNS)
    return f"{alias}.name, {shared}, {replacement}, {alias}.deposit_cents"


TERMS_COUNT = len(TERMS_COLUMNS)


@lru_cache(maxsize=4096)
def terms_of(columns: tuple[Any, ...]) -> Terms:
    """The terms of stored columns in the order of `TERMS_COLUMNS`."""
    name, price, nights, hours, kind, minute, mode, rate, closed, grace, cap, most, worth, dep = (
        columns
    )
    return Terms(
        class_name=name,
        price_cents=price,
        period_nights=nights,
        period_hours=hours,
        due_kind=DueKind(kind),
        due_minute=minute,
        late_mode=LateMode(mode),
        late_rate_cents=rate,
        closed_days_count=bool(closed),
        grace_minutes=grace,
        cap_kind=CapKind(cap),
        cap_cents=most,
        replacement_cents=worth,
        deposit_cents=dep,
    )


def columns_of(terms: Terms) -> tuple[Any, ...]:
    """The stored columns of terms, in the order of `TERMS_COLUMNS`."""
    return (
        terms.class_name,
        terms.price_cents,
        terms.period_nights,
        terms.period_hours,
        str(terms.due_kind),
        terms.due_minute,
        str(terms.late_mode),
        terms.late_rate_cents,
        int(terms.closed_days_count),
        terms.grace_minutes,
        str(terms.cap_kind),
        terms.cap_cents,
        terms.replacement_cents,
        terms.deposit_cents,
    )


_NULLABLE = {"period_nights", "period_hours", "due_minute", "cap_cents"}
_FIND = "SELECT id FROM rental_terms WHERE " + " AND ".join(
    f"coalesce({column}, {_NONE}) = coalesce(?, {_NONE})"
    if column in _NULLABLE
    else f"{column} = ?"
    for column in TERMS_COLUMNS
)
_ADD = (
    f"INSERT INTO rental_terms ({', '.join(TERMS_COLUMNS)}) VALUES ({', '.join('?' * TERMS_COUNT)})"
)


def terms_id(terms: Terms) -> int:
    """The row of these terms, made where there is none yet; call inside a transaction.

    Terms are shared by all rentals of the same rule and never change, so the row is no part of an
    operation and no undo removes it.
    """
    columns = columns_of(terms)
    raw = store.connection()
    found = raw.execute(_FIND, columns).fetchone()
    if found is not None:
        return int(found[0])
    return int(raw.execute(_ADD, columns).lastrowid or 0)


def due_of(started_at: int, due_on: str, due_at: int) -> Due:
    """The promise of a stored rental."""
    return Due(from_ms(started_at), date.fromisoformat(due_on), from_ms(due_at))


def instant(stored: int | None) -> datetime | None:
    """A stored instant that may be NULL."""
    return None if stored is None else from_ms(stored)
