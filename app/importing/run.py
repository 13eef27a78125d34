"""What all loaders of one import share: who acts, settings, decisions, drafts, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from app.importing.decisions import Action, Decisions
from app.importing.drafts import Drafts
from app.importing.maps import FileMap
from app.importing.report import Outcome, Report
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.settings import Settings
from app.store import database as store
from app.store.fields import to_ms

_IN_LIST = 5_000


@dataclass
class Run:
    """One run over one file, dry or not. `source` is `file_map.name`'s namespace for ids."""

    ctx: Context
    settings: Settings
    file_map: FileMap
    decisions: Decisions
    report: Report
    dry: bool
    now: int = 0
    line: int = 0
    drafts: Drafts = field(init=False)
    titles_touched: set[int] = field(default_factory=set)
    last_rented: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.drafts = Drafts(dry=self.dry)
        self.now = to_ms(self.ctx.now())

    def made(self, table: str) -> None:
        """Counts a new row."""
        self.report.made[table] += 1

    def gained(self, names: Iterable[str]) -> None:
        """Counts fields that something there already gained or changed."""
        self.report.gained.update(list(names))  # a dict would be added up by its values

    def answer(self, refusal: RuleViolation, action: Action) -> str | None:
        """The value of a decision of this kind for a refusal ("" if it has none), or None."""
        return self.decisions.answer(refusal, action)


def stored(value: Any) -> Any:
    """A value as the file keeps it: instants in milliseconds, dates as text, booleans 0 and 1."""
    if isinstance(value, datetime):
        return to_ms(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    return value


def differences(now: dict[str, Any], wanted: dict[str, Any], *, fill: bool) -> dict[str, Any]:
    """The columns of `wanted` that are not so; with `fill` only those that are empty now."""
    return {
        column: value
        for column, value in wanted.items()
        if now[column] != value and not (fill and now[column] not in (None, "", ()))
    }


def rows_in(sql: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query with `{}` in the place of a list, which may be of any length."""
    rest = iter(values)
    while part := list(islice(rest, _IN_LIST)):
        yield from store.rows(sql.format(", ".join("?" * len(part))), tuple(part))


def outcome_of(*parts: Outcome) -> Outcome:
    """What a row came to that did several things: added beats updated beats unchanged."""
    for outcome in (Outcome.ADDED, Outcome.UPDATED):
        if outcome in parts:
            return outcome
    return Outcome.UNCHANGED


def chunks(rows: Iterator[Any], size: Sequence[int]) -> Iterator[list[Any]]:
    """Lists of as many rows as `size[0]` says at the moment each begins."""
    while part := list(islice(rows, size[0])):
        yield part
