"""Hours: the week dragged and typed, days closed and opened, storm days seen before they are."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.rentals import lines
from app.rentals.checkout import check_out
from app.rentals.returns import take_back
from app.shop import settings
from app.shop.calendar import DayException
from tests.app.till import on
from tests.ui.office.conftest import CONTROL, SHIFT, Office
from ui.office.day_draft import CLOSED, DayDraft, draft_of, exception_of
from ui.office.hours_page import HoursPage

MONDAY, FRIDAY = 0, 4
EARLY: tuple[tuple[int, int], ...] = ((660, 1320),)


@pytest.fixture
def page(office: Office) -> HoursPage:
    assert office.screen.show_tab("hours")
    return office.screen.hours


def _exception(day: int) -> DayException | None:
    return settings.calendar().exceptions.get(date(2025, 12, day))


def _close(office: Office, reason: str) -> None:
    """N, the reason, Ctrl+S."""
    office.key(Qt.Key.Key_N)
    QTest.keyClicks(office.screen.hours.panel.reason, reason)
    office.save()


# -- the month -------------------------------------------------------------------------------------


def test_the_month_opens_on_today_and_says_how_many_days_are_open(page: HoursPage) -> None:
    assert page.month.day == date(2025, 12, 13)
    assert page.month.hasFocus()
    assert page._month_name.text() == "December 2025"
    assert page._month_words.text() == "27 open days"


def test_n_closes_a_day_with_its_reason_and_one_undo(office: Office, page: HoursPage) -> None:
    for _ in range(2):
        office.key(Qt.Key.Key_Down)
    assert page.month.day == date(2025, 12, 27)
    _close(office, "Inventory count")
    assert _exception(27) == DayException(True, "Inventory count")
    assert office.said == "Closed Sat 27 Dec."
    assert page._month_words.text() == "26 open days, 1 not as usual"
    assert page.month.hasFocus(), "the next day is one key away"
    office.undo()
    assert _exception(27) is None
    assert office.said == "Undone: Closed Sat 27 Dec."


def test_a_closure_without_a_reason_is_refused_at_the_reason(
    office: Office, page: HoursPage
) -> None:
    office.key(Qt.Key.Key_N)
    office.save()
    assert page.panel._reason_field.error.startswith("Write the reason")
    assert _exception(13) is None


def test_shift_marks_more_days_and_del_takes_the_closure_off(
    office: Office, page: HoursPage
) -> None:
    office.key(Qt.Key.Key_Down)
    for _ in range(2):
        office.key(Qt.Key.Key_Right, SHIFT)
    assert [day.day for day in page.month.marked] == [20, 21, 22]
    assert page.panel.day.text() == "Sat 20 to Mon 22 Dec 2025"
    _close(office, "Move")
    assert [_exception(day) is not None for day in (19, 20, 21, 22, 23)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert office.said == "Closed Sat 20 to Mon 22 Dec."
    office.key(Qt.Key.Key_Delete)
    assert not settings.calendar().exceptions
    assert office.said == "Usual hours again Sat 20 to Mon 22 Dec."


def test_enter_gives_a_day_other_hours(office: Office, page: HoursPage) -> None:
    office.key(Qt.Key.Key_Right)
    office.key(Qt.Key.Key_Left)
    office.key(Qt.Key.Key_Return)
    assert page.panel.kind.current == "other"
    QTest.keyClicks(page.panel.reason, "Film quiz")
    office.type_over(page.panel.hours, "3 pm - midnight")
    office.save()
    assert _exception(13) == DayException(False, "Film quiz", ((900, 1440),))
    assert office.said.startswith("Other hours on Sat 13 Dec")


def test_pages_and_t_walk_the_months(office: Office, page: HoursPage) -> None:
    office.key(Qt.Key.Key_PageDown)
    office.key(Qt.Key.Key_PageDown)
    assert page._month_name.text() == "February 2026"
    office.key(Qt.Key.Key_T)
    assert page.month.day == date(2025, 12, 13)


def test_a_click_marks_a_day(page: HoursPage) -> None:
    spot = page.month.cell(date(2025, 12, 24)).center().toPoint()
    QTest.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=spot)
    assert page.panel.days == (date(2025, 12, 24),)


def test_another_day_is_asked_for_while_one_is_unsaved(office: Office, page: HoursPage) -> None:
    office.key(Qt.Key.Key_N)
    QTest.keyClicks(page.panel.reason, "Snow")
    page.month.setFocus()
    office.key(Qt.Key.Key_Right)
    assert page.month.day == date(2025, 12, 13)
    assert "Sat 13 Dec is not saved" in page.panel.ask.text()
    office.key(Qt.Key.Key_Right)
    assert page.panel.days == (date(2025, 12, 14),)
    assert not settings.calendar().exceptions


def test_days_that_have_something_due_say_how_much(office: Office, page: HoursPage) -> None:
    stock = office.stock
    done = check_out(on("2025-12-13 11:00"), stock.member_id, stock.ruth, ["104", "100"])
    office.desk.tell(done)
    assert page.month._due == {date(2025, 12, 15): 1, date(2025, 12, 18): 1}


# -- storm days ------------------------------------------------------------------------------------


def _late_return(office: Office) -> int:
    stock = office.stock
    check_out(on("2025-12-06 12:00"), stock.member_id, stock.ruth, ["104"])
    return take_back(on("2025-12-10 12:00"), barcode="104").rental_id


def test_a_storm_day_shows_its_fees_then_gives_them_back(
    office: Office, page: HoursPage, qtbot: QtBot
) -> None:
    rental = _late_return(office)
    page.month.go(date(2025, 12, 8))
    office.key(Qt.Key.Key_D, CONTROL)
    QTest.keyClicks(page.panel.reason, "Snow, closed from 5 pm")
    office.type_over(page.panel.hours, "11 - 5 pm")
    qtbot.waitUntil(lambda: page.panel.preview is not None)
    assert page.panel.looks.numbers == ("1", "1", "0")
    assert page.panel.looks.sentence.startswith(
        "“Due Mon 8 Dec, moved to Tue 9: snow, closed from 5 pm."
    )
    assert page.panel._title.text() == "Storm day"
    assert lines.fee_sum(rental) == 300
    office.save()
    assert lines.fee_sum(rental) == 150
    assert _exception(8) == DayException(True, "Snow, closed from 5 pm", ((660, 1020),))
    assert office.said == "Closed Mon 8 Dec: 1 due date moves to Tue 9 Dec, 1 fee changes."
    page.month.setFocus()
    office.key(Qt.Key.Key_Delete)
    assert lines.fee_sum(rental) == 300


def test_a_reason_typed_on_a_usual_day_closes_it(office: Office, page: HoursPage) -> None:
    page.panel.reason.setFocus()
    QTest.keyClicks(page.panel.reason, "Snow")
    assert page.panel.draft() == DayDraft(CLOSED, "Snow", "")


def test_a_range_that_starts_with_a_closed_day_can_be_closed_whole(
    office: Office, page: HoursPage
) -> None:
    _close(office, "Move")
    office.key(Qt.Key.Key_Right)
    office.key(Qt.Key.Key_Left)
    office.key(Qt.Key.Key_Right, SHIFT)
    _close(office, "Move")
    assert _exception(13) == _exception(14) == DayException(True, "Move")


def test_a_day_that_changes_nothing_says_so(office: Office, page: HoursPage, qtbot: QtBot) -> None:
    office.key(Qt.Key.Key_N)
    QTest.keyClicks(page.panel.reason, "Snow")
    qtbot.waitUntil(lambda: page.panel.preview is not None)
    assert page.panel.looks.empty_words == "No due date moves and no fee changes."
    office.key(Qt.Key.Key_Escape)
    assert page.panel.preview is None
    assert page.panel.draft() == DayDraft()


def test_a_day_is_read_into_its_form_and_back() -> None:
    for exception in (
        None,
        DayException(True, "Christmas"),
        DayException(True, "Snow", ((660, 1020),)),
        DayException(False, "Film quiz", ((900, 1500),)),
    ):
        assert exception_of(draft_of(exception)) == exception
    assert draft_of(DayException(True, "Christmas")) == DayDraft(CLOSED, "Christmas", "")


# -- the week --------------------------------------------------------------------------------------


def test_an_end_moves_by_a_quarter_and_saves_itself(
    office: Office, page: HoursPage, qtbot: QtBot
) -> None:
    page.week.setFocus()
    office.key(Qt.Key.Key_Up)
    assert page.week.current == FRIDAY
    office.key(Qt.Key.Key_Left)
    office.key(Qt.Key.Key_Left)
    office.key(Qt.Key.Key_Space)  # the other end
    office.key(Qt.Key.Key_Left)
    assert page.week.span == (645, 1290)
    assert page.opens.text() == "10:45"
    assert settings.calendar().weekly[FRIDAY] == EARLY
    qtbot.waitUntil(lambda: settings.calendar().weekly[FRIDAY] != EARLY, timeout=3000)
    assert settings.calendar().weekly[FRIDAY] == ((645, 1290),)
    assert office.said == "Weekly hours saved."
    office.undo()
    assert page.week.week[FRIDAY] == EARLY


def test_the_mouse_drags_an_end(page: HoursPage) -> None:
    week = page.week
    start = week.end_at(MONDAY, 1).toPoint()
    QTest.mousePress(week, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(week, QPoint(start.x() + 60, start.y()))
    QTest.mouseRelease(week, Qt.MouseButton.LeftButton, pos=QPoint(start.x() + 60, start.y()))
    span = page.week.span
    assert span is not None
    assert page.week.current == MONDAY
    assert span[0] == 660
    assert span[1] > 1320
    assert span[1] % 15 == 0


def test_hours_are_typed_past_midnight_and_same_all_week(office: Office, page: HoursPage) -> None:
    office.type_over(page.opens, "12")
    office.type_over(page.closes, "1 am")
    office.key(Qt.Key.Key_Return)
    assert page.week.span == (720, 1500)
    office.key(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert page.week.week == (((720, 1500),),) * 6 + ((),)
    assert office.screen.show_tab("staff"), "leaving saves the week"
    assert settings.calendar().weekly[MONDAY] == ((720, 1500),)


def test_a_day_closes_and_opens_again(office: Office, page: HoursPage) -> None:
    page.week.setFocus()
    office.key(Qt.Key.Key_Delete)
    assert page.week.span is None
    assert page.closes.text() == "closed"
    office.key(Qt.Key.Key_Return)
    assert page.week.span == (660, 1320)


def test_an_end_stops_where_hours_would_make_no_sense(office: Office, page: HoursPage) -> None:
    page.week.set_spans(page.week.current, ((660, 675),))
    page.week.setFocus()
    office.key(Qt.Key.Key_Left)
    assert page.week.span == (660, 675)
