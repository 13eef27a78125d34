"""Why a film is proposed, and why one is not, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.displays.filling import Candidate, Miss, Reason

_REASONS = {
    "director": "by {name}",
    "tag": "tag: {name}",
    "genre": "genre: {name}",
    "title": "title: {word}",
    "person": "with {name}",
    "synopsis": "synopsis: {word}",
    "like": "shares {count} tags",
    "like.one": "shares a tag",
    "together": "rented with {title}, {count} times",
    "together.one": "rented with {title}",
    "idle": "idle {days} days",
}
_MISSES = {
    "too_wide": "{by} mm too wide",
    "too_tall": "{by} mm too tall",
    "curtain": "belongs behind the curtain",
    "rating": "rated {rating}",
    "out": "out",
    "away": "held, damaged or in repair",
    "elsewhere": "on {display} in the same days",
}
_MOST = 3


def reasons(candidate: Candidate) -> str:
    """The first few reasons of a proposal, the heaviest first as they were found."""
    return "; ".join(reason(one) for one in candidate.reasons[:_MOST])


def reason(one: Reason) -> str:
    """One reason."""
    kind = f"{one.kind}.one" if one.facts.get("count") == 1 else one.kind
    return _tr(_REASONS.get(kind, _REASONS[one.kind])).format_map(one.facts)


def miss(one: Miss) -> str:
    """Why something that was found is not proposed."""
    return _tr(_MISSES[one.rule]).format_map(one.facts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("planner_fill", text)
