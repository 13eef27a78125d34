"""What an import did, or would do: counts, and every refused row with its line and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.importing.decisions import Action, ReasonKey, choices


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row. `code` and `facts` make the sentence; `title` and `value` show the row."""

    line: int
    code: str
    field: str
    title: str
    value: str
    facts: dict[str, Any]
    key: ReasonKey


@dataclass(slots=True)
class Reason:
    """The rows refused for one reason: how many, the first of them, what may be done with them.

    `asks` is True for a question that the shop can answer (a diamond), False for a fault of the
    file (a cross). `suggestion` is the name that `PUT` proposes.
    """

    key: ReasonKey
    example: Refusal
    actions: tuple[Action, ...]
    suggestion: str = ""
    count: int = 0

    @property
    def asks(self) -> bool:
        """Whether the shop can answer it."""
        return Action.PUT in self.actions or Action.MAKE in self.actions


@dataclass
class Report:
    """Counts of rows, of what they made, and the refused ones.

    `read` is the sum of the four outcomes. `made` counts new rows by table name ("title", "copy"),
    `gained` fields that existing ones gained or changed, `decided` rows that a decision let in.
    """

    read: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    gained: Counter[str] = field(default_factory=Counter)
    decided: Counter[ReasonKey] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    reasons: dict[ReasonKey, Reason] = field(default_factory=dict)

    @property
    def added(self) -> int:
        return self.outcomes[Outcome.ADDED]

    @property
    def updated(self) -> int:
        return self.outcomes[Outcome.UPDATED]

    @property
    def unchanged(self) -> int:
        return self.outcomes[Outcome.UNCHANGED]

    @property
    def refused(self) -> int:
        return self.outcomes[Outcome.REFUSED]

    @property
    def titles(self) -> int:
        """Titles that were (or would be) made."""
        return self.made["title"]

    @property
    def copies(self) -> int:
        """Copies that were (or would be) made."""
        return self.made["copy"]

    @property
    def changes_something(self) -> bool:
        """Whether there is anything new in the file."""
        return bool(self.added or self.updated)

    def by_reason(self) -> list[Reason]:
        """The reasons, most rows first."""
        return sorted(self.reasons.values(), key=lambda reason: -reason.count)

    def count(self, outcome: Outcome) -> None:
        """Counts a row."""
        self.read += 1
        self.outcomes[outcome] += 1

    def refuse(self, refusal: Refusal, suggestion: str = "") -> None:
        """Counts a refused row and files it under its reason."""
        self.count(Outcome.REFUSED)
        self.refusals.append(refusal)
        reason = self.reasons.get(refusal.key)
        if reason is None:
            reason = Reason(refusal.key, refusal, choices(refusal.code), suggestion)
            self.reasons[refusal.key] = reason
        reason.count += 1

    def as_json(self) -> dict[str, Any]:
        """The counts; the caller adds `errors`, for the sentences are not `app`'s."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused,
        }
