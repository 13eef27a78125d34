"""The weekly hours: typed, dragged, moved by keys, copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.shop.errors import RuleViolation
from ui.theme import Theme
from ui.widgets import WeekHours
from ui.widgets.hours_words import read_spans, spans_text, week_sentence, week_words

WEEK = ((((660, 1320),),) * 6) + ((),)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hours(qtbot: QtBot, app_theme: Theme) -> WeekHours:
    made = WeekHours(WEEK, first_day=6)
    qtbot.addWidget(made)
    made.resize(372, 260)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("11-22", ((660, 1320),)),
        ("11am-10pm", ((660, 1320),)),
        ("11 am – 10 pm", ((660, 1320),)),
        ("11-14, 16-22", ((660, 840), (960, 1320))),
        ("9-6", ((540, 1080),)),
        ("2-7pm", ((840, 1140),)),
        ("18-2", ((1080, 1560),)),
        ("noon - midnight", ((720, 1440),)),
        ("10:30 to 21:45", ((630, 1305),)),
        ("closed", ()),
        ("", ()),
    ],
)
def test_hours_as_people_write_them(typed: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert read_spans(typed) == spans
    assert read_spans(spans_text(spans)) == spans, "what is shown can be typed again"


@pytest.mark.parametrize("typed", ["soon", "25-26", "11", "11-14, 13-22", "11:75-12", "0pm-3"])
def test_what_is_no_hours(typed: str) -> None:
    with pytest.raises(RuleViolation, match=r"hours\.invalid"):
        read_spans(typed)


def test_a_week_in_words() -> None:
    assert week_words(WEEK) == "66 hours, six days"
    assert week_sentence(WEEK) == "Hours Mon to Sat, 11 am to 10 pm"
    assert week_sentence((*WEEK[:6], ((720, 1080),))) == "72 hours, every day"


def test_sunday_stands_first_but_the_week_begins_on_monday(hours: WeekHours) -> None:
    assert hours.rows[0].open.text() == "Sunday"
    assert hours.week == WEEK


def test_space_switches_a_day(qtbot: QtBot, hours: WeekHours) -> None:
    monday = hours.rows[1]
    monday.open.setFocus()
    with qtbot.waitSignal(hours.changed):
        QTest.keyClick(monday.open, Qt.Key.Key_Space)
    assert hours.week[0] == ()
    assert monday.line.text() == "closed"
    QTest.keyClick(monday.open, Qt.Key.Key_Space)
    assert hours.week == WEEK, "with the hours that it had"


def test_the_ends_move_by_keys(hours: WeekHours) -> None:
    bar = hours.rows[1].bar
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Left)
    QTest.keyClick(bar, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(bar, Qt.Key.Key_Right, SHIFT)
    assert hours.week[0] == ((645, 1350),)
    assert hours.rows[1].line.text() == "10:45 – 10:30 pm"


def test_the_ends_drag_in_quarters(hours: WeekHours) -> None:
    bar = hours.rows[1].bar
    end = QPoint(round(bar.end_at(0, 1)), bar.height() // 2)
    to = QPoint(round(bar.width() * (18 - 6) / 18) + 1, bar.height() // 2)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(bar, to)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=to)
    assert hours.week[0] == ((660, 1080),)


def test_an_end_does_not_pass_the_other(hours: WeekHours) -> None:
    hours.set_week((((660, 675),),) + ((),) * 6)
    bar = hours.rows[1].bar
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert hours.week[0] == ((660, 675),)


def test_hours_are_typed(qtbot: QtBot, hours: WeekHours) -> None:
    line = hours.rows[1].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "11-14, 16-22")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert hours.week[0] == ((660, 840), (960, 1320))
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "whenever")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert hours.week[0] == ((660, 840), (960, 1320)), "the hours stay as they were"
    assert not hours.valid
    assert line.text() == "whenever", "and what was typed can be mended"


def test_a_day_is_copied_to_all_below(hours: WeekHours) -> None:
    tuesday = hours.rows[2]
    tuesday.set_spans(((600, 1200),))
    tuesday.bar.setFocus()
    QTest.keyClick(tuesday.bar, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert hours.week[0] == ((660, 1320),)
    assert hours.week[1:6] == (((600, 1200),),) * 5
    assert hours.week[6] == (), "Sunday stands above"


def test_the_axis_grows_for_late_shops(hours: WeekHours) -> None:
    assert hours.axis == (360, 1440)
    hours.set_week((((300, 1560),),) + ((),) * 6)
    assert hours.axis == (0, 1800)
