"""Rental rules that a file tells whole, cell by cell, as an export writes them; and back."""

from __future__ import annotations

from typing import Any

from app.importing.records import Record
from app.rentals import stored as stored_rules
from app.rentals.rules import CapKind, DueKind, LateMode, Terms, check_terms
from app.shop.errors import RuleViolation

FIELDS = (
    "price", "nights", "hours", "due_kind", "due_time", "late_mode", "late_rate",
    "closed_days_count", "grace_minutes", "cap_kind", "cap",
)  # fmt: skip
"""The fields of a rule in the order of `stored.RULE_COLUMNS`; a deposit comes on top."""


def is_told(record: Record, prefix: str = "") -> bool:
    """Whether a record says a whole rule: a price and a period."""
    period = {f"{prefix}nights", f"{prefix}hours"}
    return f"{prefix}price" in record and bool(period & record.keys())


def terms_of_record(record: Record, replacement_cents: int = 0, prefix: str = "") -> Terms:
    """The rule that a record says; what it leaves out is at its usual value.

    Raises `import.rule_bad` for a word that no rule has, or numbers that make no sense together.
    """

    def told(name: str, usual: Any = None) -> Any:
        return record.get(prefix + name, usual)

    worth = replacement_cents if prefix else told("replacement", replacement_cents)
    try:
        return check_terms(
            Terms(
                class_name=str(record.get("rental_class") or "Imported"),
                price_cents=told("price"),
                period_nights=told("nights"),
                period_hours=told("hours"),
                due_kind=DueKind(told("due_kind", DueKind.CLOSING)),
                due_minute=told("due_time"),
                late_mode=LateMode(told("late_mode", LateMode.PER_DAY)),
                late_rate_cents=told("late_rate", 0),
                closed_days_count=told("closed_days_count", False),
                grace_minutes=told("grace_minutes", 0),
                cap_kind=CapKind(told("cap_kind", CapKind.NONE)),
                cap_cents=told("cap"),
                replacement_cents=worth,
                deposit_cents=told("deposit", 0),
            )
        )
    except (ValueError, RuleViolation) as error:
        raise RuleViolation("import.rule_bad", field=f"{prefix}price") from error


def told_of(columns: tuple[Any, ...], prefix: str) -> dict[str, Any]:
    """The cells of a rule's stored columns (`stored.class_sql`), for an export."""
    values = dict(zip(stored_rules.TERMS_COLUMNS, columns, strict=True))
    cells = {
        f"{prefix}{name}": values[column]
        for name, column in zip(FIELDS, stored_rules.RULE_COLUMNS, strict=True)
    }
    return {**cells, f"{prefix}deposit": values["deposit_cents"]}
