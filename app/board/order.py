"""The rows of a board, counted from 1 without a gap, whatever is undone in between."""

from __future__ import annotations

from collections.abc import Sequence

from app.board.models import BoardEntry
from app.shop import operations
from app.shop.operations import Work
from app.store import check
from app.store import database as store
from app.store.check import Finding


def of(board_id: int) -> list[int]:
    """The entries that are up, from the top."""
    sql = "SELECT id FROM board_entry WHERE board_id = ? AND down_at IS NULL ORDER BY position, id"
    return [int(row[0]) for row in store.rows(sql, (board_id,))]


def put(work: Work, order: Sequence[int]) -> None:
    """Numbers the entries in this order."""
    for position, entry_id in enumerate(order, 1):
        work.update(BoardEntry, entry_id, position=position)


def tidy(work: Work) -> None:
    """Closes the gap of a row that went, and moves down what an undone row comes back above."""
    if "board_entry" not in {table for table, _, _ in work.written}:
        return
    for board_id in sorted(work.changes.boards):
        put(work, of(board_id))


def verify() -> list[Finding]:
    """Rows out of count, and films with reviews of which none is on the card (`check`)."""
    found = []
    rows = store.value(
        "SELECT count(*) FROM (SELECT position, row_number() OVER"
        " (PARTITION BY board_id ORDER BY position, id) AS place"
        " FROM board_entry WHERE down_at IS NULL) WHERE position <> place"
    )
    if rows:
        found.append(Finding("board_rows", int(rows), "out of count on their board"))
    cards = store.value(
        "SELECT count(*) FROM (SELECT film_id FROM review GROUP BY film_id HAVING max(on_card) = 0)"
    )
    if cards:
        found.append(Finding("card_quotes", int(cards), "films with reviews, none on the card"))
    return found


operations.before_commit(tidy)
check.add(verify)
