"""Editing several titles at once: what the bar says, what tiles show, Apply by its keys only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.catalog import bulk, lookups, sections
from app.catalog.title_detail import title_detail
from app.shop.clock import Context
from ui.inventory import edit_bar_state
from ui.inventory.covers_page import CoversPage
from ui.inventory.screen import InventoryScreen
from ui.inventory.setters import SetterPill
from ui.tasks import Cancel, Task

Key, Mod, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


@pytest.fixture
def page(screen: InventoryScreen, ctx: Context, qtbot: QtBot) -> CoversPage:
    """Covers with the first three titles selected: Amélie, Delicatessen, Fill the Void."""
    sections.add_section(ctx, "Staff Favorites")
    sections.add_section(ctx, "Behind the curtain", curtained=True)
    qtbot.waitUntil(screen.window().isActiveWindow)
    QTest.keyClick(screen.filters.search.edit, Key.Key_G, Mod.ControlModifier)
    found = screen.page
    assert isinstance(found, CoversPage)
    found.take_focus()
    click(found, 0)
    click(found, 2, Mod.ShiftModifier)
    qtbot.waitUntil(lambda: found.many.preview is not None)
    return found


def click(page: CoversPage, row: int, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    grid = page.grid
    QTest.mouseClick(grid.viewport(), Left, modifiers, grid.tile_rect(row).center())


def pick(pill: SetterPill, typed: str, place: object = None) -> None:
    """Open a setter by a click, narrow its list by typing, take the first with Enter."""
    if place is None:
        QTest.mouseClick(pill, Left, pos=QPoint(12, 12))
    assert pill.popup is not None
    if pill.popup.typed.isVisible():
        QTest.keyClicks(pill.popup.typed, typed)
        QTest.keyClick(pill.popup.typed, Key.Key_Return)
        return
    names = [one.text for one in pill.setter.choices()]
    for _ in range(names.index(typed)):
        QTest.keyClick(pill.popup, Key.Key_Down)
    QTest.keyClick(pill.popup, Key.Key_Return)


def tiles(page: CoversPage) -> list[str]:
    words = page.many.tile_words(list(page.state.selected_ids()))
    return [words.get(id_, "") for id_ in page.state.selected_ids()]


def tags(ids: list[int], ctx: Context) -> list[set[str]]:
    return [{tag.name for tag in title_detail(id_, ctx.now()).tags} for id_ in ids]


# -- coming and going --------------------------------------------------------------------------


def test_the_bar_comes_with_the_second_title_and_takes_its_height_from_the_grid(
    page: CoversPage, qtbot: QtBot
) -> None:
    shorter = page.grid.height()
    assert page.frame.bar.isVisible()
    click(page, 1)
    assert not page.frame.bar.isVisible()
    taken = page.frame.bar.height() + 12
    qtbot.waitUntil(lambda: page.grid.height() - shorter == taken)
    click(page, 3, Mod.ControlModifier)
    assert page.frame.bar.isVisible()


def test_counts_and_select_all(page: CoversPage, qtbot: QtBot) -> None:
    bar = page.frame.bar
    assert bar._titles.text() == "3 titles selected"
    assert bar._copies.text() == "4 copies"
    assert bar._all.text() == "Select all 8"
    QTest.mouseClick(bar._all, Left)
    qtbot.waitUntil(lambda: bar._copies.text() == "10 copies")
    assert bar._titles.text() == "8 titles selected"


def test_esc_goes_from_bar_to_covers_and_then_clears(page: CoversPage) -> None:
    QTest.keyClick(page.grid, Key.Key_F6)
    pill = page.frame.bar.pills["section"]
    assert pill.hasFocus()
    QTest.keyClick(pill, Key.Key_Escape)
    assert page.grid.hasFocus()
    assert page.many.several
    QTest.keyClick(page.grid, Key.Key_Escape)
    assert page.state.selected_count == 1
    assert not page.frame.bar.isVisible()


def test_print_shelf_cards(page: CoversPage, screen: InventoryScreen) -> None:
    asked: list[Any] = []
    screen.print_cards_wanted.connect(asked.append)
    QTest.mouseClick(page.frame.bar._cards, Left)
    QTest.keyClick(page.grid, Key.Key_P, Mod.ControlModifier)
    assert asked == [tuple(page.state.selected_ids())] * 2


# -- preview -----------------------------------------------------------------------------------


def test_a_section_is_previewed_on_the_tiles_and_counted(page: CoversPage) -> None:
    pick(page.frame.bar.pills["section"], "Staff Favorites")
    assert tiles(page) == ["→ Staff Favorites"] * 3
    assert page.frame.bar._said.text() == "Moves 4 copies."
    assert page.frame.bar.apply_button.text() == "Apply to 3"


def test_a_tag_that_one_has_already_keeps_that_tile(page: CoversPage) -> None:
    pick(page.frame.bar.pills["tag_add"], "paris")
    assert tiles(page) == ["", "+ Paris", "+ Paris"]
    assert page.frame.bar._said.text() == "Tags 2, one has it."
    assert page.frame.bar.apply_button.text() == "Apply to 2"


def test_a_new_tag_may_be_typed(page: CoversPage) -> None:
    pick(page.frame.bar.pills["tag_add"], "winter window")
    assert page.many.values == {"tag_add": "winter window"}
    assert tiles(page) == ["+ winter window"] * 3


def test_the_first_field_set_stands_on_the_tile_then_the_next(page: CoversPage) -> None:
    pick(page.frame.bar.pills["section"], "Foreign")
    assert page.frame.bar._said.text() == "All 3 are there."
    assert not page.frame.bar.apply_button.isEnabled()
    pick(page.frame.bar.pills["tag_add"], "cult")
    assert tiles(page) == ["+ cult"] * 3


def test_the_x_takes_a_value_back(page: CoversPage) -> None:
    pill = page.frame.bar.pills["section"]
    pick(pill, "Staff Favorites")
    QTest.mouseClick(pill, Left, pos=QPoint(pill.width() - 10, 14))
    assert not pill.is_set
    assert page.many.edit.empty
    assert tiles(page) == [""] * 3
    assert not page.frame.bar.apply_button.isEnabled()


def test_plus_field_offers_what_is_not_in_the_bar(page: CoversPage) -> None:
    bar = page.frame.bar
    assert not bar.pills["tag_remove"].isVisible()
    QTest.mouseClick(bar.field, Left)
    opened = [one for one in bar.findChildren(QMenu) if one.isVisible()][-1]
    offered = {action.text(): action for action in opened.actions()}
    assert {"Take a tag off", "Purpose", "Certificate", "Note"} <= set(offered)
    assert "Section" not in offered
    offered["Take a tag off"].trigger()
    opened.close()
    pick(bar.pills["tag_remove"], "whimsy", place=bar.field)
    assert bar.pills["tag_remove"].isVisible()
    assert tiles(page) == ["− whimsy", "", ""]
    assert bar._said.text() == "Takes the tag off 1, 2 do not have it."


def test_what_a_rule_refuses_is_said_before_apply(page: CoversPage, ctx: Context) -> None:
    curtain = next(row for row in lookups.sections() if row.curtained)
    adult = next(row for row in lookups.certificates() if row.minimum_age >= 18)
    first = page.state.selected_ids()[0]
    bulk.apply(ctx, [first], bulk.Edit(section_id=curtain.id, certificate_id=adult.id))
    pick(page.frame.bar.pills["section"], "Staff Favorites")
    assert page.frame.bar._said.text() == (
        "1 of 3 cannot go to an open section: it belongs behind the curtain. Moves 2 copies."
    )
    assert page.frame.bar.apply_button.text() == "Apply to 2"
    assert tiles(page)[0] == ""


# -- doing -------------------------------------------------------------------------------------


def test_enter_never_applies_and_ctrl_enter_does_in_one_step_of_undo(
    page: CoversPage, screen: InventoryScreen, ctx: Context
) -> None:
    ids = list(page.state.selected_ids())
    before = tags(ids, ctx)
    pick(page.frame.bar.pills["tag_add"], "winter window")
    QTest.keyClick(page.grid, Key.Key_Return)
    page.frame.bar.apply_button.setFocus()
    QTest.keyClick(page.frame.bar.apply_button, Key.Key_Return)
    QTest.keyClick(page.frame.bar.apply_button, Key.Key_Enter)
    assert tags(ids, ctx) == before
    QTest.keyClick(page.frame.bar.apply_button, Key.Key_Return, Mod.ControlModifier)
    assert [names - old for names, old in zip(tags(ids, ctx), before, strict=True)] == [
        {"winter window"}
    ] * 3
    assert page.many.edit.empty
    assert list(page.state.selected_ids()) == ids
    QTest.keyClick(page.grid, Key.Key_Z, Mod.ControlModifier)
    assert tags(ids, ctx) == before


def test_apply_by_a_click(page: CoversPage, ctx: Context) -> None:
    ids = list(page.state.selected_ids())
    pick(page.frame.bar.pills["tag_add"], "cult")
    QTest.mouseClick(page.frame.bar.apply_button, Left)
    assert all("cult" in names for names in tags(ids, ctx))


def test_the_list_of_changes_leaves_one_out(page: CoversPage, ctx: Context) -> None:
    ids = list(page.state.selected_ids())
    pick(page.frame.bar.pills["tag_add"], "cult")
    QTest.keyClick(page.grid, Key.Key_L, Mod.ControlModifier)
    table = page.frame.changes.table
    assert table.isVisible()
    assert not page.grid.isVisible()
    model = table.model()
    shown = [[model.index(row, at).data() for at in range(1, 5)] for row in range(3)]
    assert shown[1] == ["Delicatessen", "Tag", "–", "cult"]
    table.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(table, Key.Key_Space)
    assert page.frame.bar.apply_button.text() == "Apply to 2"
    assert page.frame.bar._said.text() == "Tags 2."
    QTest.keyClick(table, Key.Key_Escape)
    assert page.grid.isVisible()
    assert tiles(page) == ["+ cult", "", "+ cult"]
    QTest.keyClick(page.grid, Key.Key_Return, Mod.ControlModifier)
    assert ["cult" in names for names in tags(ids, ctx)] == [True, False, True]


def test_a_tick_is_clicked(page: CoversPage) -> None:
    pick(page.frame.bar.pills["tag_add"], "cult")
    QTest.mouseClick(page.frame.bar.list_button, Left)
    table = page.frame.changes.table
    spot = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Left, Mod.NoModifier, spot)
    assert page.frame.bar.apply_button.text() == "Apply to 2"
    QTest.mouseClick(table.viewport(), Left, Mod.NoModifier, spot)
    assert page.frame.bar.apply_button.text() == "Apply to 3"


class HeldRunner:
    """Keeps its jobs until the test lets them go."""

    def __init__(self) -> None:
        self.task = Task()
        self.op: Callable[..., Any] | None = None
        self.cancelled: Callable[[], object] | None = None

    def run(self, op: Callable[..., Any], **calls: Any) -> Task:
        self.op, self.cancelled = op, calls.get("cancelled")
        return self.task


def test_a_long_edit_shows_how_far_it_is_and_cancel_leaves_nothing_changed(
    page: CoversPage, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = list(page.state.selected_ids())
    before = tags(ids, ctx)
    pick(page.frame.bar.pills["tag_add"], "cult")
    monkeypatch.setattr(edit_bar_state, "LONG", 2)
    held = HeldRunner()
    monkeypatch.setattr(page.desk, "runner", held)
    QTest.keyClick(page.grid, Key.Key_Return, Mod.ControlModifier)
    progress = page.frame.bar.progress
    assert progress.isVisible()
    assert not page.frame.bar.apply_button.isEnabled()
    click(page, 0)  # the edit goes on with the titles it began with, and can still be stopped
    assert progress.isVisible()
    click(page, 2, Mod.ShiftModifier)
    QTest.mouseClick(progress._cancel, Left)
    assert held.task.cancelled()
    assert held.op is not None
    assert held.cancelled is not None
    with pytest.raises(Cancel):
        held.op(lambda done, total: None, held.task.cancelled)
    monkeypatch.undo()
    held.cancelled()
    assert not progress.isVisible()
    assert tags(ids, ctx) == before


def test_narrow_keeps_three_setters_and_their_keys(
    page: CoversPage, screen: InventoryScreen, qtbot: QtBot
) -> None:
    screen.window().resize(1280, 720)
    qtbot.waitUntil(lambda: not page.frame.bar.pills["condition"].isVisible())
    assert page.frame.bar.pills["class"].isVisible()
    assert not page.frame.bar._cards.isVisible()
    assert page.grid.grid.columns == 8
    assert page.width() <= 1280 - 88
