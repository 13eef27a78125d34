"""Opening hours as a person writes them, both ways: "11-22", "11 am – 10 pm", "11-14, 16-22"."""

from __future__ import annotations

import re

from app.shop.calendar import DAY_MINUTES, Span, Week, check_spans
from app.shop.errors import RuleViolation
from app.shop.words import SHORT_DAYS, listed, minute_words, number_words

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|a|p|h|uhr)?", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:-|–|—|−|\bto\b|\buntil\b|\btill\b)\s*", re.IGNORECASE)
_CLOSED = {"", "closed", "-", "–", "none"}
_HALF = DAY_MINUTES // 2
_DAWN = 6 * 60


def spans_text(spans: tuple[Span, ...]) -> str:
    """``11 am – 10 pm``; spans are divided by a comma, no span is "closed"."""
    if not spans:
        return "closed"
    return ", ".join(f"{minute_words(opens)} – {minute_words(closes)}" for opens, closes in spans)


def read_spans(text: str) -> tuple[Span, ...]:
    """The hours that a person typed, in minutes after midnight; closing may pass midnight.

    Without am and pm, hours are those of a 24-hour clock, but "11-10" closes at 10 pm and "9-6" at
    6 pm. Raises `hours.invalid`.
    """
    if text.strip().casefold() in _CLOSED:
        return ()
    spans = tuple(_span(part) for part in re.split(r"[,;&+]|\band\b", text))
    check_spans(spans)
    return spans


def _span(text: str) -> Span:
    ends = _DASH.split(text.strip())
    if len(ends) != 2:
        raise RuleViolation("hours.invalid", field="hours", given=text[:40])
    opens, opens_half = _clock(ends[0])
    closes, closes_half = _clock(ends[1])
    if opens_half is None and closes_half == "pm" and opens < _DAWN:
        opens += _HALF  # "2-7pm"
    if closes <= opens:
        late = closes_half is None and opens_half != "pm" and closes + _HALF > opens
        closes += _HALF if late and closes <= _HALF else DAY_MINUTES
    return opens, closes


def _clock(text: str) -> tuple[int, str | None]:
    """Minutes after midnight, and which half of the day was said."""
    tidy = text.strip().casefold()
    if tidy in ("noon", "midday"):
        return _HALF, "pm"
    if tidy == "midnight":
        return 0, "am"
    found = _CLOCK.fullmatch(tidy)
    if not found:
        raise RuleViolation("hours.invalid", field="hours", given=text[:40])
    hour, minute = int(found[1]), int(found[2] or 0)
    half = {"a": "am", "p": "pm"}.get((found[3] or "")[:1])
    if half is not None:
        if not 1 <= hour <= 12:
            raise RuleViolation("hours.invalid", field="hours", given=text[:40])
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        raise RuleViolation("hours.invalid", field="hours", given=text[:40])
    return hour * 60 + minute, half


def week_words(week: Week) -> str:
    """``66 hours, six days``."""
    minutes = sum(closes - opens for spans in week for opens, closes in spans)
    days = sum(1 for spans in week if spans)
    if not days:
        return "no hours yet"
    hours = f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
    said = "every day" if days == 7 else f"{number_words(days)} day{'s' if days > 1 else ''}"
    return f"{hours} hour{'' if hours == '1' else 's'}, {said}"


def week_sentence(week: Week) -> str:
    """``Hours Mon to Sat, 11 am to 10 pm`` where all open days are alike, else the sum."""
    days = [day for day, spans in enumerate(week) if spans]
    kinds = {week[day] for day in days}
    if not days or len(kinds) > 1:
        return week_words(week).capitalize()
    first = days[0] if len(days) < 7 else 0
    run = days == list(range(first, first + len(days)))
    if len(days) == 7:
        said = "every day"
    elif run and len(days) > 1:
        said = f"{SHORT_DAYS[first]} to {SHORT_DAYS[days[-1]]}"
    else:
        said = listed([SHORT_DAYS[day] for day in days])
    hours = " and ".join(
        f"{minute_words(opens)} to {minute_words(closes)}" for opens, closes in week[first]
    )
    return f"Hours {said}, {hours}"
