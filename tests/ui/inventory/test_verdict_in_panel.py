"""What the ratings board says of a title stands in its panel, and follows the board."""

from __future__ import annotations

from typing import Any

import pytest

from app.board import actions
from app.shop import undo
from app.shop.clock import Context
from ui.inventory.screen import InventoryScreen
from ui.inventory.verdict_row import VerdictRow


@pytest.fixture
def row(screen: InventoryScreen, stock: Any) -> VerdictRow:
    """The row of Amélie's panel."""
    screen.state.show(stock.titles["Amélie"])
    screen.panel.show_current()
    return screen.panel.view.verdict


def test_the_verdict_comes_and_goes_with_the_board(
    row: VerdictRow, screen: InventoryScreen, stock: Any, ctx: Context
) -> None:
    assert row.isHidden()
    amelie = stock.titles["Amélie"]
    first = actions.put_up(ctx, 1, title_id=amelie).entry_id
    actions.set_thumbs(ctx, first, 5)
    actions.take_down(ctx, first)
    entry = actions.put_up(ctx, 1, title_id=amelie).entry_id
    done = actions.set_thumbs(ctx, entry, 4)
    screen.desk.tell(done)
    assert not row.isHidden()
    assert row.accessibleName() == "4 of 5 thumbs, average 4.5 over 2 verdicts"
    screen.desk.tell(undo.undo(ctx))
    assert row.accessibleName() == "5 of 5 thumbs, Sat 13 Dec 2025"
