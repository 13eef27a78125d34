"""What every command is given: the options, who acts and when, and how to answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.shop import calendar, settings, words
from app.shop.clock import Context, fixed, system_now
from app.store import database as store
from ui.cli.options import Options

_FAR_DAYS = 300


class WrongWords(Exception):
    """The words of the command are off: exit 2 with this sentence."""


class Told(Exception):
    """A refusal that the command has put into its own lines: exit with this code."""

    def __init__(self, code: int, lines: list[str]) -> None:
        super().__init__(*lines)
        self.code = code
        self.lines = lines


@dataclass(frozen=True)
class CommandDesk:
    """A command's desk. `answer` writes the result, `tell` a message to standard error."""

    options: Options

    @property
    def path(self) -> Path:
        """The shop's file: as named, else the default in the user's data folder."""
        from ui import places

        named: Path | None = self.options.shop
        return named if named is not None else places.default_shop()

    def context(self) -> Context:
        """Who acts, and the clock: the computer's, or `--now`."""
        given = self.options.now
        clock = fixed(self.instant(given)) if given else system_now
        return Context(clock, self.options.staff)

    def now(self) -> datetime:
        return self.context().now()

    def instant(self, text: str) -> datetime:
        """An ISO instant; without an offset it is the shop's own time. Raises `WrongWords`."""
        try:
            found = datetime.fromisoformat(text)
        except ValueError as error:
            raise WrongWords(f"{text} is no instant; write 2025-12-13T11:05:00-08:00") from error
        if found.tzinfo is not None:
            return found.astimezone(UTC)
        if store.path_or_none() is None:
            return found.replace(tzinfo=UTC)
        return calendar.to_utc(found, settings.settings().zone)

    def day(self, text: str) -> date:
        """An ISO date. Raises `WrongWords`."""
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise WrongWords(f"{text} is no date; write 2025-12-24") from error

    def answer(self, document: Any, lines: Callable[[], list[str]] | list[str]) -> None:
        """The result: the document with `--json`, else the lines for a person."""
        if self.options.json:
            print(json.dumps(document, ensure_ascii=False, default=_plain), flush=True)
            return
        for line in lines() if callable(lines) else lines:
            print(line)

    def tell(self, text: str) -> None:
        """A message beside the result."""
        print(text, file=sys.stderr)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def iso(at: datetime | None) -> str | None:
    """An instant as JSON has it: ISO in UTC."""
    return at.astimezone(UTC).isoformat() if at is not None else None


def moment(at: datetime, now: datetime | None = None) -> str:
    """A moment in the shop's own time: "Sat 13 Dec 11:05"; with its year where `now` is far."""
    far = now is not None and abs((now - at).days) > _FAR_DAYS
    return words.moment_words(settings.calendar().local(at), dated=True, year=far)


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows as aligned columns; the last column is not padded."""
    if not rows:
        return []
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    return [
        "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=False)] + [row[-1]])
        for row in rows
    ]
