"""Helpers of the displays' tests: a fixture with a display, and how it stands in short."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.catalog import titles
from app.displays import actions, fixtures, placing, queries
from app.displays.models import Facing
from app.displays.placing import Spot
from app.store import database as store
from tests.app.catalog.stockroom import CTX, NOON

DVD, BLU_RAY, UHD, VHS, LASERDISC = 1, 2, 3, 4, 5
R, X = 4, 6
TODAY = date(2025, 12, 13)
_TABLES = ("fixture", "fixture_row", "display", "placement", "shelf_audit", "shelf_scan")


def display(*rows: tuple[int, int], name: str = "Robots", **furniture: Any) -> int:
    """A running display on a fixture of its own."""
    added = fixtures.add_fixture(CTX, f"Island {name}", rows or ((900, 212),), **furniture)
    return actions.add_display(CTX, name, added.fixture_id, from_on=TODAY).display_id


def edition(name: str, format_id: int = DVD, **fields: Any) -> int:
    """An edition with one copy in Drama."""
    added = titles.add_title(CTX, name, None, format_id, 1, **fields)
    found = store.value("SELECT id FROM edition WHERE title_id = ?", (added.title_id,))
    return int(found)


def place(display_id: int, name: str, format_id: int = DVD, **spot: Any) -> int:
    """Places a new title; returns the placement."""
    where = Spot(spot.get("row"), spot.get("at"), spot.get("facing", Facing.SPINE))
    return placing.place(CTX, display_id, edition(name, format_id), where).placement_id


def stands(display_id: int) -> list[str]:
    """What stands, row by row from the left: `1 Her 135+14`."""
    cases = queries.shelf(display_id, NOON).cases
    return [f"{case.row} {case.title} {case.at}+{case.width}" for case in cases]


def state() -> dict[str, Any]:
    """Every row of the displays as the file has it."""
    return {table: store.rows(f"SELECT * FROM {table} ORDER BY id") for table in _TABLES}
