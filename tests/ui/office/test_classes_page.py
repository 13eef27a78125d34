"""Rental classes: edited, tried, saved, discarded; leaving asks once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.rentals import classes
from app.rentals.rules import CapKind, LateMode
from tests.ui.office.conftest import CONTROL, Office
from ui.office.class_table import NEW
from ui.office.classes_page import ClassesPage


@pytest.fixture
def page(office: Office) -> ClassesPage:
    assert office.screen.show_tab("classes")
    found = office.screen.classes
    found.table.wanted.emit(classes.by_name("New Release"))
    return found


def _click_segment(widget: object, words: int, of: int) -> None:
    from ui.widgets import Segmented

    assert isinstance(widget, Segmented)
    spot = widget.rect().center()
    spot.setX(round(widget.width() * (words + 0.5) / of))
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot)


def test_the_table_counts_what_rents_under_each_class(page: ClassesPage) -> None:
    names = [page.table.cell_text(row, "name") for row in range(2)]
    copies = [page.table.cell_text(row, "copies") for row in range(2)]
    assert dict(zip(names, copies, strict=True)) == {"Catalogue": "4", "New Release": "1"}


def test_the_table_shows_what_is_typed_and_the_chart_reckons_with_it(
    office: Office, page: ClassesPage
) -> None:
    assert page.trial.due_words == "10 pm Monday"
    office.type_over(page.form.cap_amount, "6.00")
    row = next(line for line in page.table.lines if line.unsaved)
    assert (row.terms.cap_cents, row.unsaved) == (600, frozenset({"cap_amount"}))
    assert page.trial.shown is not None
    assert page.trial.shown.most_cents == 600
    assert classes.terms_of(row.id).cap_cents == 1200, "nothing is written before it is saved"
    office.save()
    assert classes.terms_of(row.id).cap_cents == 600
    assert office.said.startswith("Saved New Release.")
    assert not any(line.unsaved for line in page.table.lines)
    office.undo()
    assert classes.terms_of(row.id).cap_cents == 1200
    assert page.form.cap_amount.text() == "12.00"


def test_what_cannot_be_read_stands_at_its_field_and_nothing_is_lost(
    office: Office, page: ClassesPage
) -> None:
    office.type_over(page.form.price, "4.5055")
    office.save()
    assert "more than 2 digits" in page.form.fields["price"].error
    assert page.form.price.text() == "4.5055"
    office.type_over(page.form.price, "5")
    office.save()
    assert page.form.fields["price"].error == ""
    assert classes.terms_of(classes.by_name("New Release")).price_cents == 500


def test_escape_puts_back_what_the_file_has(office: Office, page: ClassesPage) -> None:
    office.type_over(page.form.name, "Brand new")
    office.key(Qt.Key.Key_Escape)
    assert page.form.name.text() == "New Release"


def test_leaving_unsaved_asks_once(office: Office, page: ClassesPage) -> None:
    office.type_over(page.form.rate, "2")
    office.key(Qt.Key.Key_G, CONTROL)
    assert office.screen.current.key == "classes"
    assert office.screen.tabs.current == "classes"
    assert "New Release is not saved" in page.form.ask.text()
    office.key(Qt.Key.Key_G, CONTROL)
    assert office.screen.current.key == "certificates"
    assert classes.terms_of(classes.by_name("New Release")).late_rate_cents == 150


def test_the_window_does_not_close_over_something_unsaved(
    office: Office, page: ClassesPage
) -> None:
    office.type_over(page.form.rate, "2")
    assert not office.window.close()
    assert office.window.close()


def test_another_class_is_asked_for_too(office: Office, page: ClassesPage) -> None:
    office.type_over(page.form.rate, "2")
    page.table.wanted.emit(classes.by_name("Catalogue"))
    assert page.form.name.text() == "New Release"
    page.form.ask.answered.emit()
    assert page.form.name.text() == "Catalogue"


def test_a_new_class_is_written_when_it_is_saved(office: Office, page: ClassesPage) -> None:
    office.key(Qt.Key.Key_N, CONTROL)
    assert page.table.lines[-1].id == NEW
    office.type_over(page.form.name, "Family")
    office.type_over(page.form.period, "7")
    assert len(classes.classes()) == 2
    office.save()
    family = classes.terms_of(classes.by_name("Family"))
    assert (family.period_nights, family.price_cents) == (7, 300)
    assert office.said.startswith("Added the class Family.")


def test_a_name_that_is_taken_is_refused_at_the_name(office: Office, page: ClassesPage) -> None:
    office.key(Qt.Key.Key_D, CONTROL)
    assert page.form.name.text() == "New Release, copy"
    office.type_over(page.form.name, "catalogue")
    office.save()
    assert page.form.fields["name"].error == "There is a class called catalogue already."


def test_re_rental_costs_the_price_again(office: Office, page: ClassesPage) -> None:
    _click_segment(page.form.mode, 1, 2)
    assert page.form.draft().mode is LateMode.RE_RENTAL
    assert page.form.rate.text() == page.form.price.text() == "4.50"
    assert page.form.rate.accessibleName() == "Each period late costs"


def test_a_cap_at_the_copys_price_needs_no_amount(office: Office, page: ClassesPage) -> None:
    assert page.form.cap_amount.isVisible()
    _click_segment(page.form.cap, 1, 3)
    assert page.form.draft().cap is CapKind.REPLACEMENT
    assert not page.form.cap_amount.isVisible()


def test_a_period_in_hours_has_no_due_time(office: Office, page: ClassesPage) -> None:
    page.form.unit.set_value("hours")
    page.form.unit.activated.emit(1)
    assert not page.form.due.isVisible()
    assert page.table.cell_text(1, "due") == "to the hour"


def test_the_days_are_walked_with_the_arrows(office: Office, page: ClassesPage) -> None:
    office.key(Qt.Key.Key_T, CONTROL)
    assert page.trial.chart.hasFocus()
    office.key(Qt.Key.Key_Home)
    assert page.trial.sentence.endswith("No fee.")
    for _ in range(3):
        office.key(Qt.Key.Key_Right)
    assert page.trial.sentence.endswith("Fee 1.50.")
    office.key(Qt.Key.Key_End)
    office.key(Qt.Key.Key_Right)
    assert page.trial.shown is not None
    assert page.trial.shown.days[0].day.isoformat() == "2025-12-29"
    box = page.trial.chart.day_box(2).center().toPoint()
    QTest.mouseClick(page.trial.chart, Qt.MouseButton.LeftButton, pos=box)
    assert page.trial.chart.chosen == 2


def test_a_class_in_use_is_retired_one_without_copies_removed(
    office: Office, page: ClassesPage
) -> None:
    page.form.put_away.emit()
    assert [row.name for row in classes.classes()] == ["Catalogue"]
    assert office.said.startswith("Retired New Release.")
    assert any("retired" in page.table.cell_text(row, "name") for row in range(2))
    office.key(Qt.Key.Key_N, CONTROL)
    office.type_over(page.form.name, "Spare")
    office.save()
    page.form.put_away.emit()
    assert office.said.startswith("Removed the class Spare.")


def test_both_sizes_show_the_screen_without_scrolling(office: Office, page: ClassesPage) -> None:
    for width, height in ((1440, 900), (1280, 720)):
        office.window.resize(width, height)
        for tab in ("hours", "classes", "certificates", "staff", "shop"):
            assert office.screen.show_tab(tab)
            QTest.qWait(20)  # layouts settle in the event loop
            hint = office.screen.minimumSizeHint()
            room = height - office.window.top_bar.height() - office.window.status.height()
            assert hint.height() <= room, (tab, hint, room)
            assert hint.width() <= width - office.window.rail.width(), (tab, hint)


def test_everything_that_takes_the_focus_has_a_name(office: Office) -> None:
    from PySide6.QtWidgets import QWidget

    for tab in ("hours", "classes", "certificates", "staff", "shop"):
        office.screen.show_tab(tab)
        for widget in office.screen.current.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                assert widget.accessibleName(), (tab, widget)


def test_try_it_on_a_person_and_a_copy(office: Office, page: ClassesPage) -> None:
    card = page.trial
    assert card.verdict.isHidden()
    office.type_over(card.who, "mia")
    office.key(Qt.Key.Key_Return, widget=card.who)
    assert card.who.text() == "Mia Marchetti, 15"
    assert card.verdict.isHidden()
    office.type_over(card.what, "103")
    office.key(Qt.Key.Key_Return, widget=card.what)
    assert card.what.text().endswith("DVD 103")
    assert card.verdict.lines[0] == "R is from 17 and Mia is 15. Shop rule"
    assert card.verdict.accessibleName().startswith("May Mia have it: no. R is from 17")
    office.type_over(card.what, "100")
    office.key(Qt.Key.Key_Return, widget=card.what)
    assert card.verdict.lines == ("Yes, PG is within Mia’s PG-13",)


def test_what_nobody_is_called_leaves_the_choice_as_it_was(
    office: Office, page: ClassesPage
) -> None:
    card = page.trial
    office.type_over(card.who, "ruth")
    office.key(Qt.Key.Key_Return, widget=card.who)
    chosen = card.who.text()
    office.type_over(card.who, "nobody of that name")
    office.key(Qt.Key.Key_Return, widget=card.who)
    assert card.who.text() == chosen
    office.type_over(card.who, "")
    office.key(Qt.Key.Key_Return, widget=card.who)
    assert card.who.value is None


def test_a_list_opens_while_it_is_typed(office: Office, page: ClassesPage, qtbot: QtBot) -> None:
    field = page.trial.who
    office.type_over(field, "march")
    popup = field.popup
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() == 2
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == popup.model().index(0, 0).data()
    assert field.value is not None
    assert page.trial.verdict.isHidden()
