"""The fee sentence in English, from parts without words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.rentals.due import moved_words
from app.rentals.terms import grace_words
from app.shop.money import Currency, format_amount
from app.shop.words import LONG_DAYS, day_words, listed, lower_first, moment_words


class FeePartKind(StrEnum):
    """What one part of a fee sentence tells."""

    DUE = "due"
    MOVED = "moved"
    CAME_BACK = "came_back"
    BOX = "box"
    STILL_OUT = "still_out"
    LATE = "late"
    LATE_PERIODS = "late_periods"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class FeePart:
    """One part of a fee sentence.

    `facts` by kind. All that name a day carry `dated` and `year` (how much of a date to say).

    * due: `at` (local datetime)
    * moved: `promised_on`, `on` (dates), `reason`
    * came_back, still_out: `at`, `grace_minutes` (not 0 when the grace saved a fee)
    * box: the same, `emptied_at`, `close_of` (the day whose close `at` is, or None)
    * late: `days`, `rate_cents`, `most_cents` (None unless capped), `most_is_price`, `skipped`
      (number of closed days), `skipped_days` (which, or empty when too many to name)
    * late_periods: `days`, `rate_cents`, `most_cents`, `most_is_price`, `periods`, `period`,
      `by_hours`
    * fee: `cents`, `so_far`
    """

    kind: FeePartKind
    facts: Mapping[str, Any]


def compose(parts: Iterable[FeePart], currency: Currency) -> str:
    """The English sentence of `parts`, whole."""
    return " ".join(f"{_PHRASES[part.kind](part.facts, currency)}." for part in parts)


def _due(facts: Mapping[str, Any], currency: Currency) -> str:
    return f"Due {_moment(facts['at'], facts)}"


def _moved(facts: Mapping[str, Any], currency: Currency) -> str:
    reason = lower_first(facts["reason"]) or "closed that day"
    return f"Due {moved_words(facts['promised_on'], facts['on'])}: {reason}"


def _came_back(facts: Mapping[str, Any], currency: Currency) -> str:
    return f"Came back {_moment(facts['at'], facts)}{_grace(facts)}"


def _still_out(facts: Mapping[str, Any], currency: Currency) -> str:
    return f"Still out {_moment(facts['at'], facts)}{_grace(facts)}"


def _box(facts: Mapping[str, Any], currency: Currency) -> str:
    close_of: date | None = facts["close_of"]
    if close_of is None:
        counted = _moment(facts["at"], facts)
    else:
        counted = f"{day_words(close_of, dated=facts['dated'], year=facts['year'])} close"
    emptied = _moment(facts["emptied_at"], facts)
    return f"Box emptied {emptied}, counted as {counted}{_grace(facts)}"


def _late(facts: Mapping[str, Any], currency: Currency) -> str:
    charged = f"{_rate(facts, currency)}{_most(facts, currency)}"
    return f"{_days(facts['days'])} late{charged}{_skipped(facts)}"


def _late_periods(facts: Mapping[str, Any], currency: Currency) -> str:
    periods: int = facts["periods"]
    words = f"{periods} more {'period' if periods == 1 else 'periods'} of {facts['period']}"
    words += f"{_rate(facts, currency)}{_most(facts, currency)}"
    return words if facts["by_hours"] else f"{_days(facts['days'])} late, {words}"


def _fee(facts: Mapping[str, Any], currency: Currency) -> str:
    cents: int = facts["cents"]
    so_far = " so far" if facts["so_far"] else ""
    return f"Fee{so_far} {format_amount(cents, currency)}" if cents else f"No fee{so_far}"


_PHRASES = {
    FeePartKind.DUE: _due,
    FeePartKind.MOVED: _moved,
    FeePartKind.CAME_BACK: _came_back,
    FeePartKind.BOX: _box,
    FeePartKind.STILL_OUT: _still_out,
    FeePartKind.LATE: _late,
    FeePartKind.LATE_PERIODS: _late_periods,
    FeePartKind.FEE: _fee,
}


def _moment(at: datetime, facts: Mapping[str, Any]) -> str:
    return moment_words(at, dated=facts["dated"], year=facts["year"])


def _grace(facts: Mapping[str, Any]) -> str:
    minutes: int = facts["grace_minutes"]
    return f", within {grace_words(minutes)} of grace" if minutes else ""


def _days(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'}"


def _rate(facts: Mapping[str, Any], currency: Currency) -> str:
    rate: int = facts["rate_cents"]
    return f" at {format_amount(rate, currency)}" if rate else ""


def _most(facts: Mapping[str, Any], currency: Currency) -> str:
    most: int | None = facts["most_cents"]
    if most is None:
        return ""
    price = "the copy’s price, " if facts["most_is_price"] else ""
    return f", at most {price}{format_amount(most, currency)}"


def _skipped(facts: Mapping[str, Any]) -> str:
    count: int = facts["skipped"]
    days: tuple[date, ...] = facts["skipped_days"]
    if not count:
        return ""
    if not days:
        return f", {count} closed days not counted"
    names = [LONG_DAYS[day.weekday()] for day in days]
    if len(names) > 1 and len(set(names)) == 1:
        return f", {count} {names[0]}s not counted"
    return f", {listed(names)} not counted"
