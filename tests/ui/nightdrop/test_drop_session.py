"""A drop session from the keyboard and the scanner: start, scan, mark, count, close, go on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.nightdrop import actions, queries
from app.nightdrop.rules import MarkKind, SinceKind, Tray
from app.shop import operations, settings
from app.store import database as store
from app.store.errors import StorageProblem, Trouble
from tests.app.till import Stock, at, on
from tests.ui.nightdrop.conftest import (
    CONTROL,
    FOREIGN,
    HELD,
    IN,
    LATE_ONE,
    LATE_THREE,
    MISSING,
    ON_TIME,
    SOLD,
    TWO_DISCS,
    Drop,
    reopened,
)
from ui.theme import Theme

F4, F5, F6, F7, F8 = (
    Qt.Key.Key_F4,
    Qt.Key.Key_F5,
    Qt.Key.Key_F6,
    Qt.Key.Key_F7,
    Qt.Key.Key_F8,
)
F9, F12 = Qt.Key.Key_F9, Qt.Key.Key_F12
ENTER = Qt.Key.Key_Return


# -- starting -------------------------------------------------------------------------------------


def test_the_start_says_since_when_and_why(drop: Drop) -> None:
    page = drop.screen.start_page
    assert page._since.text() == "Since Sat 10 pm close"
    assert page._means.text() == "All of it counts as back Sat 10 pm."
    assert page._why.text().startswith("No emptying is logged")
    assert not drop.is_open()


def test_starting_opens_the_session_everywhere(drop: Drop) -> None:
    drop.start()
    session = queries.last_open()
    assert (session.since_at, session.since_kind) == (at("2025-12-13 22:00"), SinceKind.CLOSE)
    assert drop.page.banner.accessibleName() == (
        "Since Sat 10 pm close. Front slot. All of it counts as back Sat 10 pm."
    )
    assert drop.window.status._session.text() == "Drop session open"
    assert drop.window.scan_bar._chip.text() == "Front slot"
    assert drop.window.rail._buttons["nightdrop"]._badge == 10
    assert drop.at_scan_bar


def test_a_scan_before_the_start_is_refused_with_what_to_do(drop: Drop) -> None:
    drop.scan(ON_TIME[0])
    assert drop.found == "Start emptying first: no case was taken."
    assert drop.saved() == []
    assert drop.passed_on == []


def test_the_window_can_be_set_by_hand_before_starting(drop: Drop) -> None:
    page = drop.screen.start_page
    drop.click(page.change)
    page.fields.time.setFocus()
    page.fields.time.selectAll()
    drop.type("noon")
    assert page._since.text() == "Since Sat noon"
    drop.key(ENTER)
    assert drop.at_scan_bar
    assert not drop.is_open()
    drop.start()
    assert queries.last_open().since_at == at("2025-12-13 12:00")


def test_the_window_can_change_until_the_first_scan(emptying: Drop) -> None:
    emptying.click(emptying.page.banner._words)
    assert emptying.page.is_redating
    field = emptying.page.redating.fields.time
    field.setFocus()
    field.selectAll()
    emptying.type("9 pm")
    emptying.key(ENTER, CONTROL)
    assert queries.last_open().since_at == at("2025-12-13 21:00")
    emptying.scan(ON_TIME[0])
    assert not emptying.page.banner._words.isEnabled()


# -- scanning -------------------------------------------------------------------------------------


def test_a_box_of_every_outcome(emptying: Drop) -> None:
    wanted = [
        (ON_TIME[0], "On time"),
        (LATE_ONE, "Late 1 day"),
        (LATE_THREE, "Late 3 days"),
        (HELD, "Held"),
        (SOLD, "Owner decides"),
        (MISSING, "Found"),
        (IN, "Was in"),
        (FOREIGN, "Not ours"),
        (ON_TIME[0], "Repeat"),
    ]
    for code, word in wanted:
        emptying.scan(code)
        assert emptying.large == word
        assert emptying.words[0] == word
        assert emptying.at_scan_bar
    for code in ON_TIME[1:]:
        emptying.scan(code)
    counts = emptying.page.counts
    assert len(emptying.feed) == 15
    assert (counts.scanned, counts.on_time, counts.late, counts.in_trays, counts.was_in) == (
        14,
        7,
        2,
        3,
        2,
    )
    assert counts.late_fee_cents == 400
    assert emptying.fees() == 400
    assert [emptying.page.trays.row_of(tray).count for tray in Tray] == [1, 0, 0, 1, 1]
    assert emptying.page.feed._sums.accessibleName() == (
        "14 scanned, 7 on time, 2 late, 4.00, 3 in trays, 2 was in"
    )


def test_the_panel_says_the_fee_sentence_whole(emptying: Drop) -> None:
    emptying.scan(LATE_THREE)
    shown = emptying.page.last_scan.shown
    assert shown is not None
    assert (shown.label, shown.figure) == ("Fee", "3.00")
    assert shown.rest.startswith("Due Wed 10 pm. Box emptied Mon 11:01, counted as Sat close.")
    assert shown.rest.endswith("Fee 3.00.")
    assert emptying.found == "Three Kings, late 3 days"


def test_a_case_on_hold_shows_its_tray(emptying: Drop) -> None:
    emptying.scan(HELD)
    shown = emptying.page.last_scan.shown
    assert shown is not None
    assert (shown.label, shown.figure, shown.numeral) == ("Tray", "1", True)
    assert emptying.page.trays.row_of(Tray.HELD)._last
    assert emptying.found == "Her, held: tray 1"


def test_a_double_read_leaves_no_trace_and_a_later_one_a_grey_row(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    emptying.scan(ON_TIME[0], after=1.0)
    assert emptying.words == ["On time"]
    assert emptying.large == "On time"
    emptying.scan(ON_TIME[0], after=20.0)
    assert emptying.words == ["Repeat", "On time"]
    assert emptying.page.counts.scanned == 1


def test_what_is_expected_leaves_the_list_as_it_is_scanned(emptying: Drop) -> None:
    assert emptying.page.missing._number.text() == "10"
    emptying.scan(LATE_THREE)
    assert emptying.page.missing._number.text() == "9"
    assert emptying.window.rail._buttons["nightdrop"]._badge == 9


def test_a_members_card_and_plain_words_go_where_they_belong(
    emptying: Drop, full_box: Stock
) -> None:
    number = store.value("SELECT number FROM member WHERE id = ?", (full_box.member_id,))
    emptying.scan(str(number))
    emptying.scan("ghost")
    assert emptying.passed_on == [str(number), "ghost"]
    assert emptying.saved() == []


def test_a_code_of_nothing_but_rubbish_is_a_case_that_is_not_ours(emptying: Drop) -> None:
    emptying.scan("9" * 200)
    assert emptying.large == "Not ours"
    assert emptying.is_open()


# -- marks ----------------------------------------------------------------------------------------


def test_marks_go_on_and_off_in_their_row(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    time = emptying.feed[0].time
    emptying.key(F5)
    assert (emptying.words, emptying.feed[0].tray) == (["Empty case"], 2)
    assert emptying.feed[0].time == time
    assert emptying.feed[0].line.startswith("No disc inside. Last renter remembered: Ruth")
    emptying.key(F8)
    assert (emptying.words, emptying.feed[0].tray) == (["Damaged"], 3)
    assert (emptying.page.counts.scanned, emptying.page.counts.by_tray[3]) == (1, 1)
    emptying.key(F6)
    assert (emptying.words, emptying.feed[0].tray) == (["Wrong disc"], 2)
    emptying.key(F6)
    assert (emptying.words, emptying.feed[0].tray) == (["On time"], None)
    assert emptying.at_scan_bar


def test_the_missing_disc_is_counted_by_repeating_the_key(emptying: Drop) -> None:
    emptying.scan(TWO_DISCS)
    row = emptying.page.marks.row_of(MarkKind.MISSING)
    assert (row.text(), row._hint) == ("Disc 1 missing", "again for disc 2")
    emptying.key(F7)
    assert emptying.words == ["Disc 1 missing"]
    emptying.key(F7)
    assert emptying.words == ["Disc 2 missing"]
    assert row._hint == "again takes it off"
    emptying.key(F7)
    assert emptying.words == ["On time"]


def test_a_case_that_is_not_ours_has_no_marks(emptying: Drop) -> None:
    emptying.scan(FOREIGN)
    emptying.key(F5)
    assert emptying.words == ["Not ours"]
    assert not emptying.page.marks.row_of(MarkKind.EMPTY).isEnabled()


def test_undo_takes_back_the_mark_then_the_scan(emptying: Drop) -> None:
    emptying.scan(LATE_ONE)
    emptying.key(F5)
    emptying.key(Qt.Key.Key_Z, CONTROL)
    assert emptying.words == ["Late 1 day"]
    emptying.key(Qt.Key.Key_Z, CONTROL)
    assert emptying.words == []
    assert emptying.fees() == 0
    assert emptying.page.last_scan.shown is None
    emptying.key(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert emptying.words == ["Late 1 day"]


def test_undo_by_its_line_in_the_panel(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    emptying.click(emptying.page.marks._undo)
    assert emptying.words == []
    assert emptying.at_scan_bar


# -- the pile -------------------------------------------------------------------------------------


def test_counting_the_pile(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    emptying.key(F9)
    emptying.type("3")
    emptying.key(ENTER)
    assert emptying.at_scan_bar
    assert emptying.page.counted == 3
    assert emptying.page.pile._legend.accessibleName() == "1 to shelf, 0 in trays, 2 to scan"
    emptying.key(F9)
    emptying.key(Qt.Key.Key_Down)
    emptying.key(Qt.Key.Key_Down)
    emptying.key(Qt.Key.Key_Down)
    emptying.key(Qt.Key.Key_Down)
    emptying.key(Qt.Key.Key_Escape)
    assert emptying.page.counted == 0
    assert emptying.page.pile._legend.accessibleName() == (
        "1 to shelf, 0 in trays, 1 more than counted"
    )
    emptying.click(emptying.page.pile.field._more)
    assert emptying.page.counted == 1
    assert emptying.at_scan_bar


def test_a_burst_in_the_pile_count_is_a_scan(emptying: Drop) -> None:
    emptying.key(F9)
    emptying.type("2")
    emptying.key(ENTER)
    emptying.key(F9)
    emptying.scan("5021866804309")
    assert emptying.page.counted == 2
    assert emptying.saved() == [("5021866804309", "unknown")]
    assert emptying.words == ["Not ours"]
    assert emptying.at_scan_bar


def test_a_burst_of_three_is_a_scan_in_a_shop_with_short_codes(emptying: Drop) -> None:
    emptying.key(F9)
    emptying.scan("101")
    assert emptying.page.counted is None
    assert emptying.saved() == [("101", "not_out")]
    assert emptying.words == ["Was in"]


def test_a_burst_in_the_reason_is_a_scan_too(emptying: Drop) -> None:
    emptying.key(F9)
    emptying.type("5")
    emptying.key(ENTER)
    emptying.key(F12)
    assert emptying.page.closing.why.hasFocus()
    emptying.type("Counted the shelf too ")
    emptying.scan(ON_TIME[0])
    assert emptying.page.closing.reason == "Counted the shelf too "
    assert emptying.words == ["On time"]
    assert emptying.at_scan_bar
    assert emptying.is_open()


# -- closing --------------------------------------------------------------------------------------


def test_closing_asks_why_and_shows_the_walk(emptying: Drop) -> None:
    for code in (LATE_ONE, FOREIGN, ON_TIME[0]):
        emptying.scan(code)
    emptying.key(F9)
    emptying.type("5")
    emptying.key(ENTER)
    emptying.key(F12)
    assert emptying.page.closing._pile.text() == "5 counted: 2 not scanned."
    emptying.key(ENTER)
    assert emptying.is_open()
    emptying.key(F12)
    emptying.key(F12)
    emptying.key(ENTER, CONTROL)
    assert emptying.is_open()
    assert (
        emptying.page.closing._field.error == "5 were counted and 3 scanned. Say why they differ."
    )
    emptying.type("Two of our own in the pile")
    emptying.key(ENTER, CONTROL)
    assert not emptying.is_open()
    session = queries.sessions(1)[0]
    assert (session.counted, session.why) == (5, "Two of our own in the pile")
    summary = emptying.screen.summary
    assert summary.isVisible()
    assert [row.text for row in summary.walk.model.rows] == ["Drama", "Film 1", "The Fisher King"]
    assert [row.text for row in summary.trays.model.rows] == ["Not ours", FOREIGN]
    assert emptying.window.status._session.text() == ""
    assert emptying.window.rail._buttons["nightdrop"]._badge == 0
    assert emptying.window.scan_bar._chip.text() == ""
    assert emptying.at_scan_bar


def test_a_pile_that_adds_up_or_was_not_counted_asks_nothing(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    emptying.key(F12)
    assert not emptying.page.closing.asks_why
    assert emptying.at_scan_bar
    emptying.key(ENTER, CONTROL)
    assert not emptying.is_open()


def test_escape_leaves_the_closing_steps_and_scans_go_on(emptying: Drop) -> None:
    emptying.key(F12)
    emptying.scan(ON_TIME[0])
    assert emptying.page.closing._sum.text().startswith("1 scanned: 1 to the shelf")
    emptying.key(Qt.Key.Key_Escape)
    assert not emptying.page.is_closing
    assert emptying.is_open()
    emptying.key(ENTER, CONTROL)
    assert emptying.is_open()


def test_a_closing_can_be_undone(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    emptying.key(F12)
    emptying.key(ENTER, CONTROL)
    emptying.key(Qt.Key.Key_Z, CONTROL)
    assert emptying.is_open()
    assert emptying.page.isVisible()
    assert emptying.words == ["On time"]


# -- a crash, a customer, a full disk -------------------------------------------------------------


def test_after_a_crash_the_session_goes_on_where_it_was(
    emptying: Drop, app_theme: Theme, qtbot: QtBot
) -> None:
    for code in (LATE_ONE, HELD, ON_TIME[0]):
        emptying.scan(code)
    emptying.key(F5)
    emptying.key(F9)
    emptying.type("9")
    emptying.key(ENTER)
    before = emptying.feed
    again = reopened(emptying, app_theme, qtbot)
    try:
        assert again.feed == before
        assert again.page.counted == 9
        assert again.large == "Empty case"
        assert again.window.status._session.text() == "Drop session open"
        assert again.at_scan_bar
        again.key(Qt.Key.Key_Z, CONTROL)
        assert again.words == ["On time", "Held", "Late 1 day"]
        again.key(F5)
        assert again.words[0] == "Empty case"
        again.scan(ON_TIME[1])
        assert again.words[0] == "On time"
    finally:
        again.close_window()


def test_to_the_counter_and_back(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    emptying.key(F4)
    assert emptying.window.current_screen is not emptying.screen
    assert emptying.window.scan_bar._chip.text() == ""
    emptying.scan(ON_TIME[1])
    assert emptying.passed_on == [ON_TIME[1]]
    assert emptying.is_open()
    emptying.key(F4)
    assert emptying.window.current_screen is emptying.screen
    assert emptying.window.scan_bar._chip.text() == "Front slot"
    emptying.scan(ON_TIME[1])
    assert emptying.words == ["On time", "On time"]


def test_what_the_disk_does_not_take_stays_in_hand(
    emptying: Drop, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptying.scan(ON_TIME[0])

    def full(*_args: object) -> None:
        raise StorageProblem(Trouble.FULL)

    with monkeypatch.context() as broken:
        broken.setattr(actions, "scan", full)
        emptying.scan(ON_TIME[1])
        emptying.scan(ON_TIME[2])
        assert emptying.large == "Not saved"
        assert emptying.words == ["Not saved", "Not saved", "On time"]
        assert emptying.said == "Not saved: keep this case in hand."
        assert emptying.at_scan_bar
        emptying.key(F5)
        assert emptying.words[-1] == "On time"
        emptying.key(F12)
        emptying.key(ENTER, CONTROL)
        assert emptying.is_open()
        emptying.key(Qt.Key.Key_Escape)
        emptying.click(emptying.page.last_scan.again_button)
        assert emptying.words == ["Not saved", "Not saved", "On time"]
    emptying.click(emptying.page.last_scan.again_button)
    assert emptying.words == ["On time"] * 3
    assert [code for code, _ in emptying.saved()] == ON_TIME[:3]
    assert not emptying.page.last_scan.again_button.isVisible()


def test_a_disk_that_is_really_full(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    raw = store.connection()
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    codes = [f"9{number:012}" for number in range(400)]
    for code in codes:
        emptying.scan(code)
        if emptying.large == "Not saved":
            break
    assert emptying.large == "Not saved"
    held_back = code
    assert held_back not in [saved for saved, _ in emptying.saved()]
    raw.execute("PRAGMA max_page_count = 1000000")
    emptying.scan(LATE_ONE)
    assert [saved for saved, _ in emptying.saved()][-2:] == [held_back, LATE_ONE]
    assert emptying.words[:2] == ["Late 1 day", "Not ours"]


# -- nothing steals the scan field ----------------------------------------------------------------


def test_enter_presses_nothing_wherever_the_focus_is(emptying: Drop) -> None:
    emptying.scan(ON_TIME[0])
    emptying.key(F12)
    before = (emptying.saved(), emptying.words, emptying.page.is_closing)
    for widget in emptying.screen.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus()
            QTest.keyClick(widget, ENTER)
            QTest.keyClick(widget, Qt.Key.Key_Enter)
            assert (emptying.saved(), emptying.words, emptying.page.is_closing) == before, widget
    assert emptying.is_open()


def test_clicks_leave_the_focus_in_the_scan_bar(emptying: Drop) -> None:
    emptying.scan(HELD)
    page = emptying.page
    for widget in (
        page.trays.row_of(Tray.HELD),
        page.feed.view.viewport(),
        page.missing.view.viewport(),
        page.missing._back,
        page.pile.field._more,
        page.marks.row_of(MarkKind.EMPTY),
        page.marks.sound_switch,
        page.last_scan,
        page.banner,
    ):
        emptying.click(widget, QPoint(12, 8))
        assert emptying.at_scan_bar, widget
    emptying.scan(ON_TIME[0])
    assert emptying.words[0] == "On time"


def test_a_click_gives_the_focus_back_from_a_field(emptying: Drop) -> None:
    emptying.scan(HELD)
    page = emptying.page
    for widget in (
        page.trays.row_of(Tray.HELD),
        page.pile.field._less,
        page.marks.row_of(MarkKind.EMPTY),
    ):
        emptying.key(F9)
        assert not emptying.at_scan_bar
        emptying.click(widget)
        assert emptying.at_scan_bar, widget


def test_a_tray_lists_its_cases_in_place_of_the_expected(emptying: Drop) -> None:
    emptying.scan(HELD)
    emptying.click(emptying.page.trays.row_of(Tray.HELD))
    assert emptying.page.missing._heading.text() == "Tray 1: Held"
    assert [line.cells[0] for line in emptying.page.missing.model.rows] == ["Her"]
    emptying.click(emptying.page.trays.row_of(Tray.HELD))
    assert emptying.page.missing._heading.text() == "Expected, not here"


def test_everything_that_takes_the_focus_has_a_name(emptying: Drop) -> None:
    emptying.scan(HELD)
    emptying.key(F12)
    for widget in emptying.screen.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert widget.accessibleName(), widget


def test_sounds_are_switched_by_a_key(emptying: Drop, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []

    def beep() -> None:
        heard.append(1)

    monkeypatch.setattr(QApplication, "beep", beep)
    emptying.scan(ON_TIME[0])
    assert heard == []
    emptying.scan(HELD)
    assert heard == [1]
    emptying.key(Qt.Key.Key_F10)
    emptying.scan(FOREIGN)
    assert heard == [1]
    assert emptying.page.marks.sound_switch.accessibleName() == "Sounds off"


# -- the demo, sheets, another window -------------------------------------------------------------


def test_the_demo_hands_over_its_cases(drop: Drop) -> None:
    with operations.begin(on("2025-12-15 11:00"), "test.demo", undoable=False) as work:
        settings.put(work, "demo", True)
        settings.put(work, "demo_box", [ON_TIME[0], ON_TIME[1], IN])
    drop.start()
    assert drop.page.demo.isVisible()
    assert drop.page.demo._words.text() == "The demo’s box holds 2 cases."
    drop.key(Qt.Key.Key_Space, CONTROL)
    assert drop.saved() == [(ON_TIME[0], "returned")]
    drop.key(Qt.Key.Key_Space, CONTROL)
    assert drop.words == ["On time", "On time"]
    assert not drop.page.demo.isVisible()
    assert drop.at_scan_bar
    drop.key(Qt.Key.Key_Z, CONTROL)
    assert drop.page.demo._words.text() == "The demo’s box holds one more case."


def test_another_window_for_a_closed_session(emptying: Drop) -> None:
    emptying.scan(LATE_ONE)
    emptying.scan(LATE_THREE)
    emptying.key(F12)
    emptying.key(ENTER, CONTROL)
    emptying.key(Qt.Key.Key_Escape)
    table = emptying.screen.start_page.view
    emptying.click(table.viewport(), table.visualRect(table.model().index(0, 0)).center())
    assert emptying.screen.summary.isVisible()
    emptying.key(Qt.Key.Key_E, CONTROL)
    panel = emptying.screen.summary.redating
    assert not panel.apply_button.isEnabled()
    panel.fields.day.set_value(at("2025-12-12 12:00").date())
    panel.fields.time.setFocus()
    panel.fields.time.selectAll()
    emptying.type("10 pm")
    assert panel.outcome.text() == "2 returns change, 2 of their fees: −2.00 in all."
    assert emptying.fees() == 400
    emptying.key(ENTER)
    assert emptying.fees() == 400
    emptying.key(ENTER, CONTROL)
    assert emptying.fees() == 200
    assert queries.sessions(1)[0].since_at == at("2025-12-12 22:00")
    assert emptying.screen.summary._span.text() == "Fri 12 Dec 10 pm to Mon 15 Dec 11:01"
    emptying.key(Qt.Key.Key_E, CONTROL)
    emptying.key(ENTER, CONTROL)
    assert emptying.fees() == 200
    emptying.key(Qt.Key.Key_Z, CONTROL)
    assert emptying.fees() == 400
