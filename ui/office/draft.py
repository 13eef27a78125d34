"""A rental class as its form holds it: text as typed, read into the rule that app knows."""

from __future__ import annotations

from dataclasses import dataclass, fields

from app.rentals.rules import CapKind, DueKind, LateMode, Terms, check_terms
from app.shop.errors import RuleViolation
from app.shop.money import Currency, ascii_digits, format_amount, parse_amount
from app.shop.words import minute_words
from ui.office.times import read_minute

NIGHTS, HOURS = "nights", "hours"


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields; amounts, numbers and times as a person typed them."""

    name: str = ""
    price: str = ""
    period: str = "1"
    unit: str = NIGHTS
    due: DueKind = DueKind.CLOSING
    due_time: str = ""
    deposit: str = ""
    mode: LateMode = LateMode.PER_DAY
    rate: str = ""
    grace: str = ""
    closed_count: bool = False
    cap: CapKind = CapKind.NONE
    cap_amount: str = ""


def draft_of(terms: Terms, currency: Currency) -> Draft:
    """The fields as they show a stored rule; what is nothing is an empty field."""

    def amount(cents: int | None) -> str:
        return format_amount(cents, currency) if cents else ""

    by_hours = terms.period_hours is not None
    period = terms.period_hours if by_hours else terms.period_nights
    return Draft(
        name=terms.class_name,
        price=format_amount(terms.price_cents, currency),
        period=str(period or 0),
        unit=HOURS if by_hours else NIGHTS,
        due=DueKind.CLOSING if by_hours else terms.due_kind,
        due_time="" if terms.due_minute is None else minute_words(terms.due_minute),
        deposit=amount(terms.deposit_cents),
        mode=terms.late_mode,
        rate=format_amount(terms.late_rate_cents, currency),
        grace=str(terms.grace_minutes or ""),
        closed_count=terms.closed_days_count,
        cap=terms.cap_kind,
        cap_amount=format_amount(terms.cap_cents, currency) if terms.cap_cents is not None else "",
    )


def terms_of(draft: Draft, currency: Currency) -> Terms:
    """The rule that the fields say.

    Raises `RuleViolation` with the name of the field of `Draft`: what `parse_amount` and
    `check_terms` raise, `class.unreadable`, `class.unreadable_time`.
    """
    by_hours = draft.unit == HOURS
    period = _number(draft.period, "period")
    fixed = draft.due is DueKind.FIXED and not by_hours
    capped = draft.cap is CapKind.AMOUNT
    terms = Terms(
        class_name=" ".join(draft.name.split()),
        price_cents=parse_amount(draft.price, currency, field="price"),
        period_nights=None if by_hours else period,
        period_hours=period if by_hours else None,
        due_kind=DueKind.TO_THE_HOUR if by_hours else draft.due,
        due_minute=_minute(draft.due_time) if fixed else None,
        late_mode=draft.mode,
        late_rate_cents=_amount(draft.rate, currency, "rate"),
        closed_days_count=draft.closed_count,
        grace_minutes=_number(draft.grace, "grace") if draft.grace.strip() else 0,
        cap_kind=draft.cap,
        cap_cents=parse_amount(draft.cap_amount, currency, field="cap_amount") if capped else None,
        deposit_cents=_amount(draft.deposit, currency, "deposit"),
    )
    try:
        return check_terms(terms)
    except RuleViolation as error:
        field = FIELD_OF.get(error.field or "", error.field)
        raise RuleViolation(error.code, field=field, **error.facts) from error


#: Where a field of `Terms` is typed.
FIELD_OF = {
    "class_name": "name",
    "price_cents": "price",
    "period_nights": "period",
    "period_hours": "period",
    "due_minute": "due_time",
    "due_kind": "due",
    "late_rate_cents": "rate",
    "grace_minutes": "grace",
    "cap_cents": "cap_amount",
    "deposit_cents": "deposit",
}


def changed_fields(one: Draft, other: Draft) -> frozenset[str]:
    """Which fields hold something else."""
    return frozenset(
        field.name
        for field in fields(Draft)
        if getattr(one, field.name) != getattr(other, field.name)
    )


def _amount(text: str, currency: Currency, field: str) -> int:
    return parse_amount(text, currency, field=field) if text.strip() else 0


def _number(text: str, field: str) -> int:
    digits = ascii_digits(text.strip())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise RuleViolation("class.unreadable", field=field, given=text.strip()[:20] or "–")
    return int(digits)


def _minute(text: str) -> int:
    if not text.strip():
        raise RuleViolation("class.no_due_minute", field="due_time")
    minute = read_minute(text)
    if minute is None:
        raise RuleViolation("class.unreadable_time", field="due_time", given=text.strip()[:20])
    return minute
