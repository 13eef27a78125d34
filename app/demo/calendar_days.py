"""Opening hours and the days of a year that are not as usual, as `shop.toml` words them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.shop.calendar import Span, Week

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnusualDay:
    """A date with other hours or none."""

    on: date
    closed: bool
    reason: str
    spans: tuple[Span, ...]


def week(hours: Mapping[str, list[str]]) -> Week:
    """Seven days of spans, Monday first."""
    return tuple(_spans(hours.get(name, [])) for name in _WEEKDAYS)


def exceptions(told: Iterable[Mapping[str, Any]], years: Iterable[int]) -> Iterator[UnusualDay]:
    """Each unusual day of each year: "12-25", or "4th thursday of november"."""
    rules = list(told)
    for year in years:
        for rule in rules:
            spans = _spans(rule.get("hours", []))
            yield UnusualDay(_day(rule["day"], year), not spans, rule["reason"], spans)


def _spans(times: list[str]) -> tuple[Span, ...]:
    minutes = [int(time[:2]) * 60 + int(time[3:]) for time in times]
    return tuple(zip(minutes[::2], minutes[1::2], strict=True))


def _day(text: str, year: int) -> date:
    if text[:1].isdigit() and text[2:3] == "-":
        return date(year, int(text[:2]), int(text[3:]))
    nth, weekday, _, month = text.split()
    first = date(year, _MONTHS.index(month) + 1, 1)
    ahead = (_WEEKDAYS.index(weekday) - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (int(nth[0]) - 1))
