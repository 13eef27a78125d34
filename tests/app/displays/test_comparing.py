"""Two displays beside each other."""

from __future__ import annotations

import pytest

from app.displays import actions, comparing, placing, queries
from app.displays.models import Facing
from tests.app.catalog.stockroom import CTX, NOON
from tests.app.displays.shelf import display, place


@pytest.mark.usefixtures("shop")
def test_added_removed_and_moved_by_title() -> None:
    first = display((300, 212), (300, 212))
    for name in ("Laura", "Detour", "Pitfall", "Gilda"):
        place(first, name, row=1)
    second = actions.duplicate(CTX, first, "Noirvember").display_id
    laura, detour, pitfall, _ = queries.shelf(second, NOON).cases
    placing.move(CTX, laura.key, row=2)
    placing.move(CTX, detour.key, facing=Facing.FACE)  # Gilda makes room, which is no move
    placing.remove(CTX, [pitfall.key])
    place(second, "Memento")
    found = comparing.compare(queries.shelf(first, NOON).cases, queries.shelf(second, NOON).cases)
    assert [case.title for case in found.added] == ["Memento"]
    assert [case.title for case in found.removed] == ["Pitfall"]
    assert {(one.after.title, one.before.row, one.after.row) for one in found.moved} == {
        ("Laura", 1, 2),
        ("Detour", 1, 1),
    }
    assert found.same == 1
