"""What the board says of a film stands on its line at the counter, for eyes and for ears."""

from __future__ import annotations

from app.board import actions
from app.store import database as store
from tests.app.till import on
from tests.ui.counter.conftest import Counter


def test_a_film_that_goes_out_brings_its_thumbs(counter: Counter) -> None:
    title_id = store.value("SELECT title_id FROM copy WHERE barcode = '100'")
    ctx = on("2025-12-13 11:05")
    entry = actions.put_up(ctx, 1, title_id=title_id).entry_id
    actions.set_thumbs(ctx, entry, 4)
    for code in ("10001", "100", "101"):
        counter.scan(code)
    with_thumbs, other = (item.line for item in counter.screen.sheet.items)
    assert with_thumbs.accessibleDescription().endswith("100, 4 of 5 thumbs")
    assert "thumbs" not in other.accessibleDescription()
