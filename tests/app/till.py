"""Wall times of the shop, and the stock that tests of renting share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from app.shop.clock import Context, fixed

SHOP_ZONE = ZoneInfo("America/Los_Angeles")


def at(text: str) -> datetime:
    """UTC of the shop's wall time, `2025-12-13 11:05`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHOP_ZONE).astimezone(UTC)


def on(text: str, staff: str = "Ravi") -> Context:
    """Ravi at the shop's wall time."""
    return Context(fixed(at(text)), staff)


@dataclass
class Stock:
    """A few copies by barcode, and one family."""

    member_id: int
    ruth: int
    mia: int
    copies: dict[str, int]
    add: Callable[..., int]
