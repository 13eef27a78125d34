"""What to do with rows that would be refused: the choices for each reason, and the ones made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.shop.errors import RuleViolation


class Action(StrEnum):
    """What becomes of the rows of one reason."""

    SKIP = "skip"  # leave the rows out
    LEAVE_OUT = "leave_out"  # import the row without this cell
    PUT = "put"  # use what the shop has: `Decision.value` is its name
    MAKE = "make"  # add to the shop what the file names
    NEW_BARCODE = "new_barcode"  # give a barcode of the shop's own


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice; `value` is the name that `PUT` takes instead."""

    action: Action
    value: str = ""


@dataclass(frozen=True, slots=True)
class ReasonKey:
    """Which rows one decision is about: a code, the field, and where it matters the value named."""

    code: str
    field: str = ""
    value: str = ""


_CELL = (Action.LEAVE_OUT, Action.SKIP)
_BARCODE = (Action.NEW_BARCODE, Action.SKIP)

CHOICES: dict[str, tuple[Action, ...]] = {
    "import.section_unknown": (Action.PUT, Action.MAKE, Action.SKIP),
    "import.format_unknown": (Action.MAKE, Action.PUT, Action.SKIP),
    "import.no_format": (Action.PUT, Action.SKIP),
    "import.condition_unknown": (Action.PUT, Action.MAKE, Action.LEAVE_OUT, Action.SKIP),
    "import.certificate_unknown": (Action.LEAVE_OUT, Action.PUT, Action.SKIP),
    "import.class_unknown": (Action.PUT, Action.LEAVE_OUT, Action.SKIP),
    "import.upc_check_digit": _CELL,
    "import.upc_bad": _CELL,
    "import.upc_taken": _CELL,
    "import.number_bad": _CELL,
    "import.amount_bad": _CELL,
    "import.date_bad": _CELL,
    "import.date_unclear": _CELL,
    "import.yes_no_bad": _CELL,
    "import.time_bad": _CELL,
    "import.word_unknown": _CELL,
    "import.formula": _CELL,
    "import.text_too_long": _CELL,
    "import.card_taken": _CELL,
    "import.barcode_taken": _BARCODE,
    "import.barcode_twice": _BARCODE,
    "import.barcode_bad": _BARCODE,
    "import.no_barcode": _BARCODE,
    "import.year_bad": (Action.SKIP, Action.LEAVE_OUT),
}
"""The choices of each reason, the proposal first; a code that is not here can only be skipped."""

# Reasons that are decided value by value ("KIDS" here, "HORROR" there).
_BY_VALUE = frozenset(code for code, choices in CHOICES.items() if Action.PUT in choices)


def choices(code: str) -> tuple[Action, ...]:
    """What may be done with the rows of a reason, the proposal first."""
    return CHOICES.get(code, (Action.SKIP,))


def key_of(refusal: RuleViolation) -> ReasonKey:
    """The reason that a refusal belongs to."""
    value = str(refusal.facts.get("given", "")) if refusal.code in _BY_VALUE else ""
    return ReasonKey(refusal.code, refusal.field or "", value)


@dataclass(frozen=True)
class Decisions:
    """The choices made so far; nothing is done with a reason that none was made for.

    `used` counts the rows that each let in; a run has counters of its own (`fresh`).
    """

    made: Mapping[ReasonKey, Decision] = field(default_factory=dict)
    used: Counter[ReasonKey] = field(default_factory=Counter, compare=False)

    def fresh(self) -> Decisions:
        """The same choices, not used yet."""
        return Decisions(self.made)

    def answer(self, refusal: RuleViolation, action: Action) -> str | None:
        """The value of a choice of this kind for a refusal ("" if it has none), or None."""
        key = key_of(refusal)
        decision = self.made.get(key)
        if decision is None or decision.action is not action:
            return None
        self.used[key] += 1
        return decision.value

    def leaves_out(self, refusal: RuleViolation) -> bool:
        """Whether the cell is to be left out and the row imported."""
        return self.answer(refusal, Action.LEAVE_OUT) is not None
