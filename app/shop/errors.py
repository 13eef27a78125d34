"""What the shop's rules say no with: codes and facts, never sentences.

`app` raises these; `ui.messages` owns the sentence for every code. A caller outside `app` may rely
on `code` (a stable snake_case word), `field` (the input the refusal belongs to, if one does) and
`facts` (plain values for the sentence: cents as int, days as date, instants as aware UTC
datetime).
"""

from __future__ import annotations


class RuleViolation(Exception):
    """A person asked for something the shop's rules refuse; nothing was changed.

    `code` names the rule, `field` the input to go back to, `facts` what the sentence needs. The
    string form names the facts but shows none of them, so that a log never holds a member's data.
    """

    code: str
    field: str | None
    facts: dict[str, object]

    def __init__(self, code: str, /, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        where = f" at {self.field}" if self.field else ""
        what = f" ({', '.join(self.facts)})" if self.facts else ""
        return f"{self.code}{where}{what}"


class NotFound(RuleViolation):
    """What was named is not there (any more)."""
