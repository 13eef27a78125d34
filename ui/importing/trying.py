"""What a run says at one moment, and one dry run for the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.importing import running
from app.importing.decisions import Action, Decision, Decisions, ReasonKey
from app.importing.files import FileGuess
from app.importing.report import Refusal, Report
from app.shop.clock import Context
from ui.tasks import Cancel, Cancelled
from ui.tasks import Report as Progress


@dataclass(frozen=True)
class ReasonSeen:
    """A reason as it stood at one moment of a run."""

    key: ReasonKey
    example: Refusal
    actions: tuple[Action, ...]
    suggestion: str
    count: int
    asks: bool


@dataclass(frozen=True)
class Seen:
    """The numbers of a run at one moment; the run itself goes on on the worker."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    made: Mapping[str, int] = field(default_factory=dict)
    gained: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[ReasonSeen, ...] = ()

    @classmethod
    def of(cls, report: Report) -> Seen:
        """What a report says now."""
        reasons = tuple(
            ReasonSeen(r.key, r.example, r.actions, r.suggestion, r.count, r.asks)
            for r in report.by_reason()
        )
        return cls(
            report.read,
            report.added,
            report.updated,
            report.unchanged,
            report.refused,
            dict(report.made),
            dict(report.gained),
            reasons,
        )


@dataclass(frozen=True)
class Taken:
    """A decision that was taken, and how many rows it was about (0: not known yet)."""

    key: ReasonKey
    decision: Decision
    count: int


class Box:
    """Hands the latest numbers from the worker to the window."""

    def __init__(self) -> None:
        self.seen = Seen()


class Try:
    """One dry run, for the worker."""

    def __init__(self, ctx: Context, guess: FileGuess, decisions: Decisions, box: Box) -> None:
        self._ctx = ctx
        self.guess = guess
        self.decisions = decisions
        self._box = box

    def __call__(self, report: Progress, cancelled: Cancelled) -> tuple[Try, Report]:
        def told(growing: Report) -> None:
            self._box.seen = Seen.of(growing)
            report(growing.read, self.guess.rows)

        try:
            done = running.dry_run(
                self._ctx,
                self.guess.table,
                self.guess.file_map,
                decisions=self.decisions,
                told=told,
                stopped=cancelled,
            )
        except running.Stopped as stopped:
            raise Cancel from stopped
        return self, done
