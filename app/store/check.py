"""`check`: is the file whole, and does it keep the shop's promises?

The file's own integrity is checked here; each wing adds what it promises (the search index,
ledger sums, one open rental per copy) by `add()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.store import database


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: which check found it, and how many."""

    check: str
    count: int
    detail: str


_checks: list[Callable[[], list[Finding]]] = []


def add(check: Callable[[], list[Finding]]) -> None:
    """Registers a wing's own check."""
    if check not in _checks:
        _checks.append(check)


def run() -> list[Finding]:
    """All findings; empty when the shop is whole. Reads only."""
    findings = _integrity()
    if findings:
        return findings  # what a damaged file says of itself is not worth asking
    for check in _checks:
        findings.extend(check())
    return findings


def _integrity() -> list[Finding]:
    answers = [str(row[0]) for row in database.rows("PRAGMA integrity_check(20)")]
    found = [] if answers == ["ok"] else [Finding("integrity", len(answers), answers[0])]
    broken = database.rows("PRAGMA foreign_key_check")
    if broken:
        found.append(Finding("foreign_keys", len(broken), f"{broken[0][0]} to {broken[0][2]}"))
    return found
