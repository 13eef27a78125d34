"""A day as its form holds it, and as the calendar has it."""

from __future__ import annotations

from dataclasses import dataclass

from app.shop.calendar import DayException, Span
from app.shop.errors import RuleViolation
from ui.widgets.hours_words import read_spans, spans_text

USUAL, CLOSED, OTHER = "usual", "closed", "other"


@dataclass(frozen=True, slots=True)
class DayDraft:
    """What the form holds of a day."""

    kind: str = USUAL
    reason: str = ""
    hours: str = ""


def draft_of(exception: DayException | None) -> DayDraft:
    """A day as the form shows it."""
    if exception is None:
        return DayDraft()
    hours = spans_text(exception.spans) if exception.spans else ""
    return DayDraft(CLOSED if exception.closed else OTHER, exception.reason, hours)


def exception_of(draft: DayDraft) -> DayException | None:
    """The day that the form describes; raises `hours.invalid`, `hours.no_reason`."""
    if draft.kind == USUAL:
        return None
    spans: tuple[Span, ...] = read_spans(draft.hours) if draft.hours.strip() else ()
    closed = draft.kind == CLOSED
    if closed and not draft.reason.strip():
        raise RuleViolation("hours.no_reason", field="reason")
    if not closed and not spans:
        raise RuleViolation("hours.invalid", field="hours")
    return DayException(closed, " ".join(draft.reason.split()), spans)
