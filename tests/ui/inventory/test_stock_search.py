"""Typing, filtering and sorting the stock with real keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalog import lookups, titles
from app.catalog.stock_query import Column, Facet, StockQuery
from app.shop import undo
from app.shop.changes import Changes
from app.shop.clock import Context
from ui.inventory.screen import InventoryScreen
from ui.shell import MainWindow


def names(screen: InventoryScreen) -> list[str]:
    model = screen.state.model
    return [model.row_at(row).name for row in range(model.rowCount())]


def order_of(screen: InventoryScreen) -> Column | None:
    return screen.state.query.order


def typed(screen: InventoryScreen, text: str) -> None:
    QTest.keyClicks(screen.filters.search.edit, text)


def window_of(screen: InventoryScreen) -> MainWindow:
    window = screen.window()
    assert isinstance(window, MainWindow)
    return window


def test_opens_sorted_by_title_with_the_keyboard_in_the_search(screen: InventoryScreen) -> None:
    assert screen.filters.search.edit.hasFocus()
    assert names(screen)[:3] == ["Amélie", "Delicatessen", "Fill the Void"]
    assert screen.head.totals.text() == "8 titles, 10 copies"
    # "The Master" stands under M
    assert names(screen).index("The Master") < names(screen).index("Old Joy")


def test_each_letter_narrows_and_the_panel_follows_the_best_find(
    screen: InventoryScreen, qtbot: QtBot
) -> None:
    typed(screen, "jeun")
    assert names(screen)[:2] == ["Jeune femme", "Young & Beautiful"]
    assert "Amélie" in names(screen)
    assert screen.list_page.table.head.sort_words() == "best match first"
    qtbot.waitUntil(
        lambda: (
            screen.panel.view.detail is not None and screen.panel.view.detail.name == "Jeune femme"
        )
    )
    typed(screen, "x")
    assert names(screen) == []
    assert screen.list_page.empty_shown


def test_what_an_import_brought_is_asked_for_until_the_import_is_undone(
    screen: InventoryScreen, ctx: Context
) -> None:
    done = screen.desk.perform(lambda by: titles.add_title(by, "Juno", 2007))
    assert done is not None
    screen.found(StockQuery(operation_id=done.done.operation_id))
    assert names(screen) == ["Juno"]
    titles.edit_title(ctx, done.title_id, note="A first pressing")
    undo.undo(ctx)
    screen.state.refresh(Changes(frozenset({("titles", done.title_id)})))
    assert names(screen) == ["Juno"], "another step of its title was undone"
    QTest.keyClick(window_of(screen), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.state.query == StockQuery()
    assert len(names(screen)) == 8
    assert screen.head.totals.text() == "8 titles, 10 copies"


def test_accents_and_case_are_ignored_and_a_tag_says_why(screen: InventoryScreen) -> None:
    typed(screen, "AMELIE")
    assert names(screen) == ["Amélie"]
    screen.filters.search.set_text("jeunesse")
    row = screen.state.model.row_at(0)
    assert row.name == "Fill the Void"
    assert row.match is not None
    assert (row.match.kind, row.match.text) == ("tag", "jeunesse")


def test_arrows_move_the_row_while_the_text_keeps_the_keyboard(screen: InventoryScreen) -> None:
    edit = screen.filters.search.edit
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert screen.state.current_row() == 2
    assert edit.hasFocus()
    QTest.keyClick(edit, Qt.Key.Key_PageDown)
    assert screen.state.current_row() == 7
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert screen.state.current_row() == 6


def test_escape_empties_the_text_then_leaves_it(screen: InventoryScreen) -> None:
    edit = screen.filters.search.edit
    typed(screen, "old")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""
    assert len(names(screen)) == 8
    assert edit.hasFocus()
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert screen.list_page.table.hasFocus()
    QTest.keyClick(screen.list_page.table, Qt.Key.Key_Escape)
    assert edit.hasFocus()


def test_hidden_by_filters_and_the_way_out_of_an_empty_list(screen: InventoryScreen) -> None:
    vhs = next(row.id for row in lookups.formats() if row.name == "VHS")
    screen.filters.pills[Facet.FORMAT].choose(frozenset({vhs}))
    assert names(screen) == ["Tokyo Story"]
    typed(screen, "am")
    assert screen.list_page.empty_shown
    assert screen.list_page.nothing._sentence.text() == "No film has “am”."
    assert screen.list_page.nothing._detail.text() == "Without filters: 1."
    QTest.mouseClick(screen.list_page.nothing.clear, Qt.MouseButton.LeftButton)
    assert names(screen) == ["Amélie"]
    assert screen.state.query == StockQuery(text="am")


def test_note_counts_what_filters_hide(screen: InventoryScreen) -> None:
    blu = next(row.id for row in lookups.formats() if row.name == "Blu-ray")
    typed(screen, "jeun")
    everything = screen.state.found or 0
    screen.filters.pills[Facet.FORMAT].choose(frozenset({blu}))
    assert names(screen) == ["Jeune femme", "Amélie"]
    assert screen.filters.search._note_label._text == f"2 found, {everything - 2} hidden by filters"


def test_a_pill_opens_with_counts_and_a_tick_filters(screen: InventoryScreen) -> None:
    pill = screen.filters.pills[Facet.SECTION]
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    counts = {option.text: option.count for option in pill.options}
    assert counts == {"Drama": 3, "Foreign": 5}
    popup = pill._popup
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Space)
    popup.close()
    assert len(names(screen)) == 3
    assert pill.value_text == "Drama"
    QTest.keyClick(pill, Qt.Key.Key_Delete)
    assert len(names(screen)) == 8


def test_a_head_sorts_turns_and_goes_back(screen: InventoryScreen) -> None:
    table = screen.list_page.table
    year = table.columnViewportPosition(2) + 10

    def click() -> None:
        QTest.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(year, 12))

    click()
    assert order_of(screen) is Column.YEAR
    assert names(screen)[0] == "Jeune femme"
    click()
    assert names(screen)[0] == "Tokyo Story"
    click()
    assert order_of(screen) is None
    assert names(screen)[0] == "Amélie"


def test_sort_keys(screen: InventoryScreen) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(screen.filters.search.edit, Qt.Key.Key_3, modifiers)
    assert screen.state.query.order is Column.DIRECTOR
    assert names(screen)[0] == "Young & Beautiful"  # François Ozon


def test_select_all_is_one_range_and_stays_by_id(screen: InventoryScreen) -> None:
    table = screen.list_page.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert screen.state.selected_count == 8
    assert len(screen.state.selection.selection().toList()) == 1
    chosen = set(screen.state.selected_ids())
    screen._sorting.by(Column.YEAR)
    assert set(screen.state.selected_ids()) == chosen


def test_two_chosen_rows_stay_chosen_through_a_filter(screen: InventoryScreen) -> None:
    table = screen.list_page.table
    table.setFocus()
    screen.state.go_to(0)
    for row in (3, 5):
        spot = QPoint(200, table.rowViewportPosition(row) + 10)
        QTest.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            spot,
        )
    before = set(screen.state.selected_ids())
    assert len(before) == 3
    screen.state.reload()
    assert set(screen.state.selected_ids()) == before
    screen._sorting.by(Column.YEAR)
    assert set(screen.state.selected_ids()) == before


def test_saved_filters_are_kept_applied_renamed_and_removed(screen: InventoryScreen) -> None:
    typed(screen, "jeun")
    button = screen.filters.saved
    button.open()
    assert button.popup is not None
    QTest.keyClicks(button.popup.name, "Young ones")
    QTest.keyClick(button.popup.name, Qt.Key.Key_Return)
    screen.filters.search.set_text("")
    button.open()
    [line] = button.popup.rows()
    QTest.mouseClick(line.name, Qt.MouseButton.LeftButton)
    assert screen.state.query.text == "jeun"
    assert screen.head.totals.text().startswith("Young ones, ")
    button.open()
    [line] = button.popup.rows()
    QTest.mouseClick(line.pencil, Qt.MouseButton.LeftButton)
    line.edit.setText("Jeunes")
    QTest.keyClick(line.edit, Qt.Key.Key_Return)
    [line] = button.popup.rows()
    assert line.row.name == "Jeunes"
    QTest.mouseClick(line.cross, Qt.MouseButton.LeftButton)
    assert button.popup.rows() == []
    button.popup.close()
    assert window_of(screen).status.message.text() == "Removed the filter Jeunes."


def test_narrow_folds_four_facets_into_more(screen: InventoryScreen) -> None:
    window = window_of(screen)
    window.resize(1280, 720)
    assert not screen.filters.pills[Facet.TAG].isVisible()
    assert screen.filters._more.isVisible()
    assert screen.list_page.table.isColumnHidden(6)
    tag = lookups.tags()[0].id
    screen.filters.pills[Facet.TAG].choose(frozenset({tag}))
    assert screen.filters.pills[Facet.TAG].isVisible()  # a set one stays out


def test_clear_filters_keeps_the_text(screen: InventoryScreen) -> None:
    typed(screen, "a")
    drama = lookups.sections()[0].id
    screen.filters.pills[Facet.SECTION].choose(frozenset({drama}))
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(screen.filters.search.edit, Qt.Key.Key_X, modifiers)
    assert screen.state.query == StockQuery(text="a")


def test_tab_goes_the_way_the_screen_is_read(screen: InventoryScreen) -> None:
    screen.panel.show_current()
    screen.focus_search()
    seen: list[object] = []
    for _ in range(20):
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    view = screen.panel.view
    stops: list[object] = [
        screen.filters.pills[Facet.SECTION],
        screen.filters.saved,
        screen.list_page.table,
        view.tags.add,
        view.copies,
    ]
    places = [seen.index(stop) for stop in stops]
    assert places == sorted(places)
