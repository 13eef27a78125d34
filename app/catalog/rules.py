"""The stock's own rules on plain values: what a copy may become, who belongs behind the curtain."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from app.catalog.models import CopyState, Purpose


class Mark(StrEnum):
    """What a person can say of a copy that is in the shop, or should be."""

    MISSING = "missing"
    FOUND = "found"
    DAMAGED = "damaged"
    REPAIR = "repair"
    REPAIRED = "repaired"
    HOLD = "hold"
    RELEASE = "release"
    SALE = "sale"
    RENT = "rent"
    DISPLAY = "display"
    SOLD = "sold"
    RETIRE = "retire"
    REINSTATE = "reinstate"


class _Step(NamedTuple):
    """From which states a mark leads, to which state (None: stays), to which purpose."""

    from_states: frozenset[CopyState]
    state: CopyState | None
    purpose: Purpose | None = None


def _states(*states: CopyState) -> frozenset[CopyState]:
    return frozenset(states)


_HERE = _states(CopyState.IN, CopyState.HELD, CopyState.REPAIR, CopyState.DAMAGED)

# Nothing leads from `out`: what a member has is taken back first, by the counter or the box.
_STEPS = {
    Mark.MISSING: _Step(_HERE, CopyState.MISSING),
    Mark.FOUND: _Step(_states(CopyState.MISSING), CopyState.IN),
    Mark.DAMAGED: _Step((_HERE | {CopyState.MISSING}) - {CopyState.DAMAGED}, CopyState.DAMAGED),
    Mark.REPAIR: _Step(_HERE - {CopyState.REPAIR}, CopyState.REPAIR),
    Mark.REPAIRED: _Step(_states(CopyState.REPAIR, CopyState.DAMAGED), CopyState.IN),
    Mark.HOLD: _Step(_states(CopyState.IN), CopyState.HELD),
    Mark.RELEASE: _Step(_states(CopyState.HELD), CopyState.IN),
    Mark.SALE: _Step(
        _states(CopyState.IN, CopyState.HELD, CopyState.DAMAGED), CopyState.IN, Purpose.SALE
    ),
    Mark.RENT: _Step(_states(CopyState.IN), None, Purpose.RENTAL),
    Mark.DISPLAY: _Step(_states(CopyState.IN), None, Purpose.DISPLAY),
    Mark.SOLD: _Step(_states(CopyState.IN, CopyState.HELD, CopyState.DAMAGED), CopyState.SOLD),
    Mark.RETIRE: _Step(_HERE | {CopyState.MISSING}, CopyState.RETIRED),
    Mark.REINSTATE: _Step(_states(CopyState.SOLD, CopyState.RETIRED), CopyState.IN),
}


def after(mark: Mark, state: str, purpose: str) -> tuple[CopyState, Purpose] | None:
    """State and purpose of a copy after a mark; None where the mark does not go from here."""
    step = _STEPS[mark]
    now = CopyState(state), Purpose(purpose)
    if now[0] not in step.from_states:
        return None
    then = step.state or now[0], step.purpose or now[1]
    return None if then == now else then


def marks_of(state: str, purpose: str) -> tuple[Mark, ...]:
    """The marks that a copy can get now, in the order of a menu."""
    return tuple(mark for mark in Mark if after(mark, state, purpose) is not None)


def kept_behind_curtain(
    certificate_age: int, from_curtained: bool, from_age: int, to_curtained: bool
) -> bool:
    """Whether a move would bring an adult title from behind the curtain into an open section.

    Adult: its certificate asks for at least the age that the curtained section asks for.
    """
    return from_curtained and not to_curtained and certificate_age >= from_age
