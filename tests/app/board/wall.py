"""Helpers of the board's tests: what hangs, in short, and the whole state of the board."""

from __future__ import annotations

from typing import Any

from app.board import actions, queries
from app.store import database as store
from tests.app.catalog.stockroom import CTX

FRONT = 1
_TABLES = ("board", "rated_film", "board_entry", "thumb", "review")


def hang(name: str, **fields: Any) -> int:
    """Puts a film up on the front board by its name; returns the entry."""
    return actions.put_up(CTX, FRONT, name=name, **fields).entry_id


def up(board_id: int = FRONT) -> list[str]:
    """What is up, from the top: `Her 1101.`; a seat's thumb is its number from 1."""
    rows = queries.rows(board_id)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [f"{row.name} {_boxes(row)}" for row in rows]


def _boxes(row: queries.Entry) -> str:
    return "".join("." if thumb is None else str(thumb.seat + 1) for thumb in row.thumbs)


def state() -> dict[str, Any]:
    """Every row of the board as the file has it."""
    return {table: store.rows(f"SELECT * FROM {table} ORDER BY id") for table in _TABLES}
