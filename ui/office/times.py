"""A time of day that a person typed: ``6 pm``, ``18:00``, ``noon``."""

from __future__ import annotations

from app.shop.calendar import DAY_MINUTES
from app.shop.errors import RuleViolation
from ui.widgets.hours_words import read_spans


def read_minute(text: str) -> int | None:
    """Minutes after midnight; None for what is no time of day."""
    try:
        spans = read_spans(f"0 - {text.strip()}")  # the closing of a day that opens at midnight
    except RuleViolation:
        return None
    return spans[0][1] % DAY_MINUTES if len(spans) == 1 else None
