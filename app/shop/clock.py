"""The clock and who is at the till: what every action is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def system_now() -> datetime:
    """The computer's clock, UTC."""
    return datetime.now(UTC)


def fixed(instant: datetime) -> Callable[[], datetime]:
    """A clock that stands still; for `--now` and for tests."""
    moment = instant.astimezone(UTC)

    def now() -> datetime:
        return moment

    return now


@dataclass(frozen=True)
class Context:
    """Who acts and what time it is; the first argument of every action.

    `clock` returns an aware UTC datetime, `staff` is the name that journal and ledger show.
    """

    clock: Callable[[], datetime] = system_now
    staff: str = ""

    def now(self) -> datetime:
        """This instant, in UTC, to the millisecond that is stored."""
        moment = self.clock()
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
