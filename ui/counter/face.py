"""What the till needs of the screen, and what it asks a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ui.counter.found_list import Choice
from ui.counter.note import Question
from ui.counter.pay import PayColumn
from ui.counter.sheet import VisitSheet
from ui.counter.visit import Look


class Face(Protocol):
    """The screen as the till needs it."""

    sheet: VisitSheet
    pay: PayColumn
    question: Question

    def show_look(self, look: Look) -> None: ...

    def say_found(self, words: str) -> None: ...

    def offer(self, text: str, choices: list[Choice]) -> None: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is open: open another account (0: none, just close this visit)."""

    member_id: int
    renter_id: int | None
