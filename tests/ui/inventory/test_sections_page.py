"""The floor by hand: dragged with the mouse, walked with keys, renamed, merged, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.catalog import section_list, sections
from app.shop.clock import Context
from ui.inventory.screen import InventoryScreen
from ui.inventory.sections_page import SectionsPage

_HEAD, _END, _ROW = 32, 32, 34
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(screen: InventoryScreen, ctx: Context) -> SectionsPage:
    """Sections in front: Drama, Foreign, Horror, Behind the curtain."""
    sections.add_section(ctx, "Horror")
    sections.add_section(ctx, "Behind the curtain", curtained=True)
    for _ in screen.pages:
        if screen.page.key != "sections":
            screen.head.switch.cycle()
    found = screen.page
    assert isinstance(found, SectionsPage)
    found.reload()
    found.take_focus()
    return found


def _names() -> list[str]:
    return [row.name for row in section_list.sections_list()]


def _point(place: int, *, nudge: int = 0) -> QPoint:
    return QPoint(200, _HEAD + _END + place * _ROW + _ROW // 2 + nudge)


def _drag(page: SectionsPage, start: int, to: int) -> None:
    port = page.walk.viewport()
    QTest.mousePress(port, _LEFT, _NONE, _point(start))
    QTest.mouseMove(port, _point(start, nudge=6))
    QTest.mouseMove(port, _point(to))


def test_a_section_is_dragged_to_its_place_and_undone(page: SectionsPage) -> None:
    _drag(page, 2, 0)
    assert page.panel.hint.isVisibleTo(page.panel)
    assert _names() == ["Drama", "Foreign", "Horror", "Behind the curtain"]
    QTest.mouseRelease(page.walk.viewport(), _LEFT, _NONE, _point(0))
    assert _names() == ["Horror", "Drama", "Foreign", "Behind the curtain"]
    assert not page.panel.hint.isVisibleTo(page.panel)
    QTest.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _names() == ["Drama", "Foreign", "Horror", "Behind the curtain"]


def test_escape_puts_a_dragged_row_back(page: SectionsPage) -> None:
    _drag(page, 2, 0)
    QTest.keyClick(page.walk, Qt.Key.Key_Escape)
    QTest.mouseRelease(page.walk.viewport(), _LEFT, _NONE, _point(0))
    assert _names() == ["Drama", "Foreign", "Horror", "Behind the curtain"]


def test_a_click_that_trembles_moves_nothing(page: SectionsPage) -> None:
    port = page.walk.viewport()
    QTest.mousePress(port, _LEFT, _NONE, _point(2))
    QTest.mouseMove(port, _point(2, nudge=3))
    QTest.mouseRelease(port, _LEFT, _NONE, _point(2, nudge=3))
    assert _names() == ["Drama", "Foreign", "Horror", "Behind the curtain"]
    assert page.panel.section_id == page.walk.rows[2].id


def test_a_run_of_moves_is_one_step_of_undo(page: SectionsPage) -> None:
    for _ in range(3):
        QTest.keyClick(page.walk, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.walk.run_waits
    page.walk.save_run()
    assert _names() == ["Foreign", "Horror", "Behind the curtain", "Drama"]
    QTest.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _names() == ["Drama", "Foreign", "Horror", "Behind the curtain"]


def test_a_number_and_enter_send_it_there_and_letters_jump(page: SectionsPage) -> None:
    QTest.keyClicks(page.walk, "hor")
    assert page.walk.current_id == page.walk.rows[2].id
    QTest.keyClick(page.walk, Qt.Key.Key_Home)
    page.walk.forget_typing()
    QTest.keyClicks(page.walk, "3")
    QTest.keyClick(page.walk, Qt.Key.Key_Return)
    page.walk.save_run()
    assert _names() == ["Foreign", "Horror", "Drama", "Behind the curtain"]


def test_enter_shows_the_sections_titles(page: SectionsPage, screen: InventoryScreen) -> None:
    QTest.keyClick(page.walk, Qt.Key.Key_Down)
    foreign = page.walk.current_id
    QTest.keyClick(page.walk, Qt.Key.Key_Return)
    assert screen.page.key == "list"
    assert screen.state.query.sections == (foreign,)


def test_a_rename_saves_and_a_taken_name_stays_at_its_field(page: SectionsPage) -> None:
    page.panel.name_edit.setFocus()
    page.panel.name_edit.selectAll()
    QTest.keyClicks(page.panel.name_edit, "Horror")
    QTest.keyClick(page.window(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert _names()[0] == "Drama"
    assert page.panel.unsaved
    page.panel.name_edit.selectAll()
    QTest.keyClicks(page.panel.name_edit, "Serious")
    QTest.keyClick(page.window(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert _names()[0] == "Serious"
    assert not page.panel.unsaved


def test_a_home_of_copies_is_not_removed_but_an_empty_one_is(page: SectionsPage) -> None:
    page.remove()
    assert _names()[0] == "Drama"
    QTest.keyClick(page.walk, Qt.Key.Key_Down)
    QTest.keyClick(page.walk, Qt.Key.Key_Down)
    page.remove()
    assert _names() == ["Drama", "Foreign", "Behind the curtain"]


def test_ctrl_n_adds_a_section_here_and_a_title_in_the_list(page: SectionsPage) -> None:
    QTest.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert _names()[-1] == "New section"
    assert page.panel.name_edit.selectedText() == "New section"
