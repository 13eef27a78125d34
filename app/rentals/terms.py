"""The rule a copy rents under, as a value: all of it is copied onto each rental."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.shop.calendar import DAY_MINUTES
from app.shop.errors import RuleViolation
from app.shop.money import MAX_CENTS, USD, Currency, format_amount
from app.shop.words import minute_words, number_words

MAX_NIGHTS = 366
MAX_HOURS = 366 * 24
MAX_GRACE_MINUTES = 7 * DAY_MINUTES


class DueKind(StrEnum):
    """At what time of its day a rental is due."""

    CLOSING = "closing"
    FIXED = "fixed"
    END_OF_DAY = "end_of_day"
    TO_THE_HOUR = "to_the_hour"


class LateMode(StrEnum):
    """What a late case costs: a rate a day, or another period's price for each period begun."""

    PER_DAY = "per_day"
    RE_RENTAL = "re_rental"


class CapKind(StrEnum):
    """What a late fee never goes above."""

    AMOUNT = "amount"
    REPLACEMENT = "replacement"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Terms:
    """A rental class's rule in numbers. Money in cents; exactly one of the two periods is set.

    `due_minute` is in minutes after local midnight and belongs to `DueKind.FIXED` alone.
    `late_rate_cents` is per late day, or per period begun in re-rental mode. `closed_days_count`
    says whether days the shop is closed cost a late day. `cap_cents` belongs to `CapKind.AMOUNT`;
    `replacement_cents` is the copy's own price when it was rented, 0 if nobody knew it: then a cap
    at the copy's price is no cap.
    """

    class_name: str
    price_cents: int
    period_nights: int | None = None
    period_hours: int | None = None
    due_kind: DueKind = DueKind.CLOSING
    due_minute: int | None = None
    late_mode: LateMode = LateMode.PER_DAY
    late_rate_cents: int = 0
    closed_days_count: bool = False
    grace_minutes: int = 0
    cap_kind: CapKind = CapKind.NONE
    cap_cents: int | None = None
    replacement_cents: int = 0
    deposit_cents: int = 0

    @property
    def most_cents(self) -> int | None:
        """What the late fee never goes above, in cents; None if nothing holds it."""
        if self.cap_kind is CapKind.AMOUNT:
            return self.cap_cents
        if self.cap_kind is CapKind.REPLACEMENT:
            return self.replacement_cents or None
        return None


def check_terms(terms: Terms) -> Terms:
    """`terms` back if every number makes sense together, else the first refusal, with its field.

    Codes: `class.no_name`, `money.negative`, `money.too_large`, `class.no_period`,
    `class.two_periods`, `class.period_range`, `class.needs_hours`, `class.needs_nights`,
    `class.no_due_minute`, `class.due_time_range`, `class.grace_range`, `class.no_cap`.
    """
    if not terms.class_name.strip():
        raise RuleViolation("class.no_name", field="class_name")
    _check_amounts(terms)
    _check_period(terms)
    _check_due_minute(terms)
    if not 0 <= terms.grace_minutes <= MAX_GRACE_MINUTES:
        raise RuleViolation("class.grace_range", field="grace_minutes", most=MAX_GRACE_MINUTES)
    if terms.cap_kind is CapKind.AMOUNT and terms.cap_cents is None:
        raise RuleViolation("class.no_cap", field="cap_cents")
    return terms


def _check_amounts(terms: Terms) -> None:
    amounts = {
        "price_cents": terms.price_cents,
        "late_rate_cents": terms.late_rate_cents,
        "cap_cents": terms.cap_cents or 0,
        "replacement_cents": terms.replacement_cents,
        "deposit_cents": terms.deposit_cents,
    }
    for name, cents in amounts.items():
        if cents < 0:
            raise RuleViolation("money.negative", field=name, cents=cents)
        if cents > MAX_CENTS:
            raise RuleViolation("money.too_large", field=name, cents=cents)


def _check_period(terms: Terms) -> None:
    nights, hours = terms.period_nights, terms.period_hours
    if nights is None and hours is None:
        raise RuleViolation("class.no_period", field="period_nights")
    if nights is not None and hours is not None:
        raise RuleViolation("class.two_periods", field="period_hours")
    if nights is not None and not 0 <= nights <= MAX_NIGHTS:
        raise RuleViolation("class.period_range", field="period_nights", most=MAX_NIGHTS)
    if hours is not None and not 1 <= hours <= MAX_HOURS:
        raise RuleViolation("class.period_range", field="period_hours", most=MAX_HOURS)


def _check_due_minute(terms: Terms) -> None:
    to_the_hour = terms.due_kind is DueKind.TO_THE_HOUR
    if terms.period_hours is not None and not to_the_hour:
        raise RuleViolation("class.needs_nights", field="due_kind")
    if terms.period_hours is None and to_the_hour:
        raise RuleViolation("class.needs_hours", field="due_kind")
    if terms.due_kind is DueKind.FIXED:
        if terms.due_minute is None:
            raise RuleViolation("class.no_due_minute", field="due_minute")
        if not 0 <= terms.due_minute < DAY_MINUTES:
            raise RuleViolation("class.due_time_range", field="due_minute")


def terms_sentence(terms: Terms, currency: Currency = USD) -> str:
    """The rule as the member reads it on the class form and the receipt.

    "4.50 for one night, back by closing time. Then 1.50 for each open day, at most 12.00. Half an
    hour of grace; days we are closed are free."
    """
    sentences = [
        f"{format_amount(terms.price_cents, currency)} for {period_words(terms)}, {_back(terms)}."
    ]
    if terms.late_rate_cents:
        sentences.append(f"Then {_late(terms, currency)}.")
        closed = "count" if terms.closed_days_count else "are free"
        grace = (
            f"{grace_words(terms.grace_minutes)} of grace" if terms.grace_minutes else "no grace"
        )
        sentences.append(f"{grace[:1].upper()}{grace[1:]}; days we are closed {closed}.")
    else:
        sentences.append("No late fee.")
    if terms.deposit_cents:
        sentences.append(f"Deposit {format_amount(terms.deposit_cents, currency)}.")
    return " ".join(sentences)


def period_words(terms: Terms) -> str:
    """`one night`, `five nights`, `24 hours`, `the day` (no night at all)."""
    if terms.period_hours is not None:
        return _counted(terms.period_hours, "hour")
    return _counted(terms.period_nights, "night") if terms.period_nights else "the day"


def grace_words(minutes: int) -> str:
    """`half an hour`, `one hour`, `two hours`, `20 minutes`; fits before "of grace"."""
    if minutes == 30:
        return "half an hour"
    if minutes and minutes % 60 == 0:
        return _counted(minutes // 60, "hour")
    return _counted(minutes, "minute")


def _back(terms: Terms) -> str:
    if terms.due_kind is DueKind.FIXED and terms.due_minute is not None:
        return f"back by {minute_words(terms.due_minute)}"
    return {
        DueKind.END_OF_DAY: "back by the end of the day",
        DueKind.TO_THE_HOUR: "back to the hour",
    }.get(terms.due_kind, "back by closing time")


def _late(terms: Terms, currency: Currency) -> str:
    rate = format_amount(terms.late_rate_cents, currency)
    if terms.late_mode is LateMode.RE_RENTAL:
        each = f"every {period_words(terms)} begun"
    else:
        each = "each day" if terms.closed_days_count else "each open day"
    words = f"{rate} for {each}"
    if terms.cap_kind is CapKind.REPLACEMENT:
        return f"{words}, at most the copy’s price"
    if terms.most_cents is not None:
        words += f", at most {format_amount(terms.most_cents, currency)}"
    return words


def _counted(number: int, word: str) -> str:
    return f"{number_words(number)} {word}{'' if number == 1 else 's'}"
