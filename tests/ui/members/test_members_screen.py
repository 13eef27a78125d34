"""Accounts by keys and scanner: found, opened, edited, paid, forgiven; what the file then holds."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.members import queries
from app.rentals import returns
from app.rentals.accounts import Facet
from app.store import database as store
from tests.app.till import on, save_account
from tests.ui.members.conftest import CONTROL, Members
from ui import messages, sentences
from ui.members import words
from ui.members.side import MendForm, PaymentForm, SuspendForm
from ui.widgets import TextInput

TODAY = date(2025, 12, 13)


def test_the_list_is_by_last_name_and_shows_the_first(members: Members) -> None:
    assert members.names() == ["Abrams-Ito, Keiko", "Marchetti, Ruth", "Okonkwo, Adaeze"]
    assert members.detail.account.name == "Abrams-Ito, Keiko"


def test_a_search_finds_and_enter_goes_to_the_list(members: Members) -> None:
    members.key(Qt.Key.Key_F, CONTROL)
    members.type("ruth")
    assert members.names() == ["Marchetti, Ruth"]
    assert members.detail.account.name == "Marchetti, Ruth"
    members.key(Qt.Key.Key_Return)
    assert members.screen.list.hasFocus()


def test_arrows_move_the_list_while_the_search_keeps_the_focus(members: Members) -> None:
    members.key(Qt.Key.Key_F, CONTROL)
    members.key(Qt.Key.Key_Down)
    members.key(Qt.Key.Key_Down)
    assert members.detail.account.name == "Okonkwo, Adaeze"
    assert members.screen.top.search.edit.hasFocus()


def test_ctrl_p_asks_for_the_card_of_the_account_shown(members: Members) -> None:
    wanted: list[tuple[str, object]] = []

    def note(document: str, subject: object) -> None:
        wanted.append((document, subject))

    members.screen.print_wanted.connect(note)
    members.key(Qt.Key.Key_P, CONTROL)
    shown = members.detail.account.member_id
    assert wanted == [("member-cards", {"members": [shown]})]


def test_a_switch_counts_and_filters(members: Members) -> None:
    late = members.screen.top.pills[Facet.LATE]
    QTest.mouseClick(late, Qt.MouseButton.LeftButton)
    assert members.names() == ["Marchetti, Ruth"]
    QTest.mouseClick(members.screen.top.pills[Facet.SUSPENDED], Qt.MouseButton.LeftButton)
    assert members.names() == []
    QTest.mouseClick(members.screen.top.pills[Facet.SUSPENDED], Qt.MouseButton.LeftButton)
    QTest.mouseClick(late, Qt.MouseButton.LeftButton)
    assert len(members.names()) == 3


def test_a_card_opens_the_account_even_behind_a_search(members: Members) -> None:
    members.key(Qt.Key.Key_F, CONTROL)
    members.type("ruth")
    members.scan("C-501")
    assert members.detail.account.name == "Okonkwo, Adaeze"
    chidi = members.detail.account.renters[1].renter_id
    assert members.screen.account.renter_id == chidi
    assert len(members.names()) == 3
    assert members.passed_on == []


def test_what_is_nobodys_goes_on(members: Members) -> None:
    members.scan("0123456789999")
    assert members.passed_on == ["0123456789999"]


def test_what_is_out_and_what_it_would_come_to(members: Members) -> None:
    members.scan("10001")
    rows = members.screen.account.strip.lines.rows
    assert [row.title for row in rows] == ["Freakier Friday", "Her"]
    detail = members.detail
    assert detail.so_far_cents > 0
    would = detail.balance_cents + detail.so_far_cents
    assert f"would owe {would // 100}.{would % 100:02d}" in (
        members.screen.account.what_if.accessibleName()
    )


def test_a_new_account_has_the_next_number_and_its_people(members: Members) -> None:
    members.key(Qt.Key.Key_N, CONTROL)
    members.type("Marsh, Lena")
    line = members.form.renters[0]
    members.fill(line.name, "Lena")
    members.fill(line.born, "4 Mar 1990")
    members.key(Qt.Key.Key_S, CONTROL)
    account = members.detail.account
    assert (account.name, account.number) == ("Marsh, Lena", "10004")
    assert [(row.name, row.born_on) for row in account.renters] == [("Lena", date(1990, 3, 4))]
    assert members.said == "Opened account 10004 for Lena Marsh."
    assert "Marsh, Lena" in members.names()
    assert members.screen.account.form is None


def test_a_name_searched_in_vain_is_the_new_accounts_name(members: Members) -> None:
    members.key(Qt.Key.Key_F, CONTROL)
    members.type("Zabel, Ott")
    assert members.names() == []
    members.key(Qt.Key.Key_N, CONTROL)
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.detail.account.name == "Zabel, Ott"


def test_a_renter_is_edited_and_a_wrong_day_stays_in_its_field(members: Members) -> None:
    members.scan("10001")
    members.key(Qt.Key.Key_E, CONTROL)
    mia = members.form.renters[1]
    members.fill(mia.born, "3/4/2012")
    members.key(Qt.Key.Key_S, CONTROL)
    assert mia.fields["born_on"].error == "Write it like 4 Mar 1981."
    assert mia.born.text() == "3/4/2012"

    members.fill(mia.born, "4 Mar 2040")
    members.key(Qt.Key.Key_S, CONTROL)
    assert mia.fields["born_on"].error == "This birth date has not come yet."

    members.fill(mia.born, "4 Mar 2012")
    mia.ceiling.set_value(2)
    members.key(Qt.Key.Key_S, CONTROL)
    renter = queries.account(members.stock.member_id, TODAY).renters[1]
    assert (renter.born_on, renter.ceiling, renter.ceiling_by) == (date(2012, 3, 4), "PG", "Ravi")
    assert members.said == "Saved the account of Ruth Marchetti."


def test_a_number_that_is_taken_is_said_at_its_field(members: Members) -> None:
    members.scan("10001")
    members.key(Qt.Key.Key_E, CONTROL)
    members.fill(members.form.fields["number"].editor, "10002")
    members.key(Qt.Key.Key_S, CONTROL)
    error = members.form.fields["number"].error
    assert error == "Okonkwo, Adaeze has the number 10002 already."
    assert queries.account(members.stock.member_id, TODAY).number == "10001"


def test_an_unsaved_form_asks_once_and_is_not_lost(members: Members) -> None:
    members.scan("10001")
    members.key(Qt.Key.Key_E, CONTROL)
    members.fill(members.form.fields["phone"].editor, "12345")
    members.scan("C-500")
    assert members.screen.forms.asking()
    assert members.detail.account.number == "10001"
    members.screen.setFocus()
    members.key(Qt.Key.Key_Escape)
    assert not members.screen.forms.asking()
    assert members.form.fields["phone"].editor.hasFocus() or members.form.dirty

    members.scan("C-500")
    members.key(Qt.Key.Key_Return, CONTROL)
    assert members.detail.account.name == "Okonkwo, Adaeze"
    assert members.screen.account.form is None
    assert queries.account(members.stock.member_id, TODAY).phone == "(206) 555-0142"


def test_an_unsaved_form_keeps_its_screen(members: Members) -> None:
    members.key(Qt.Key.Key_N, CONTROL)
    assert members.screen.leave_ok()
    members.key(Qt.Key.Key_N, CONTROL)
    members.type("Somebody")
    assert not members.screen.leave_ok()
    assert members.screen.forms.asking()


def test_cash_with_its_change_and_undo(members: Members) -> None:
    members.scan("10001")
    owed = members.detail.balance_cents
    assert owed == 750
    members.key(Qt.Key.Key_T, CONTROL)
    form = members.screen.account.side_form
    assert isinstance(form, PaymentForm)
    members.fill(form.given, "5.00")
    members.key(Qt.Key.Key_S, CONTROL)
    assert form.fields["given"].error == "That is less than the amount."
    assert members.detail.balance_cents == owed
    members.fill(form.given, "10.00")
    assert form.change.text() == "Change 2.50"
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.ledger()[-1] == ("payment", -750, "cash")
    assert members.detail.balance_cents == 0
    assert members.said == "Took 7.50 from Ruth Marchetti."
    assert members.screen.account.side_form is None
    members.key(Qt.Key.Key_Z, CONTROL)
    assert members.detail.balance_cents == owed


def test_by_card_only_a_part(members: Members) -> None:
    members.scan("10001")
    members.key(Qt.Key.Key_T, CONTROL)
    form = members.screen.account.side_form
    assert isinstance(form, PaymentForm)
    form.method.cycle()
    members.fill(form.amount, "3.00")
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.ledger()[-1] == ("payment", -300, "card")
    assert members.detail.balance_cents == 450


def test_a_late_fee_is_waived_with_a_reason(members: Members) -> None:
    back = returns.take_back(on("2025-12-13 11:00"), barcode="104")
    members.scan("10001")
    newest = members.screen.account.ledger.rows[0]
    assert newest.text == back.sentence
    members.screen.account.ledger.mark(0)
    members.key(Qt.Key.Key_R, CONTROL)
    form = members.screen.account.side_form
    assert isinstance(form, MendForm)
    members.key(Qt.Key.Key_S, CONTROL)
    assert form.why.field.error == "Write the reason: it stands in the ledger."
    members.fill(form.why.edit, "snowed in on Monday")
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.ledger()[-1] == ("waiver", -back.fee_cents, None)
    assert members.screen.account.ledger.rows[0].text == "snowed in on Monday"
    assert members.detail.balance_cents == 750


def test_a_payment_is_corrected_by_an_opposite_line(members: Members) -> None:
    members.scan("10001")
    members.key(Qt.Key.Key_T, CONTROL)
    members.key(Qt.Key.Key_S, CONTROL)
    members.screen.account.ledger.mark(0)
    members.key(Qt.Key.Key_R, CONTROL)
    form = members.screen.account.side_form
    assert isinstance(form, MendForm)
    assert form.how.isHidden()
    members.fill(form.why.edit, "Entered twice")
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.ledger()[-1][:2] == ("correction", 750)
    assert members.detail.balance_cents == 750


def test_suspended_with_a_reason_and_reinstated(members: Members) -> None:
    members.scan("C-500")
    members.screen.action_set["suspend"].trigger()
    form = members.screen.account.side_form
    assert isinstance(form, SuspendForm)
    members.key(Qt.Key.Key_S, CONTROL)
    assert form.error_text == "Write the reason: it shows at the counter."
    members.fill(form.why.edit, "Moved away")
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.said == "Suspended Adaeze Okonkwo: moved away."
    assert store.value("SELECT status FROM member WHERE name LIKE 'Okonkwo%'") == "suspended"
    members.screen.action_set["reinstate"].trigger()
    assert store.value("SELECT status FROM member WHERE name LIKE 'Okonkwo%'") == "active"


def test_an_account_is_closed_for_good(members: Members) -> None:
    members.scan("C-500")
    members.screen.action_set["suspend"].trigger()
    form = members.screen.account.side_form
    assert isinstance(form, SuspendForm)
    form.how.setFocus()
    members.key(Qt.Key.Key_Right)
    assert form.save_button.text() == "Close the account"
    members.fill(form.why.edit, "Moved away")
    members.key(Qt.Key.Key_S, CONTROL)
    assert members.said == "Closed the account of Adaeze Okonkwo: moved away."
    assert store.value("SELECT status FROM member WHERE name LIKE 'Okonkwo%'") == "closed"
    assert members.screen.action_set["reinstate"].isEnabled()


def test_every_refusal_about_accounts_has_words() -> None:
    sentences.load()
    for code in ("no_name", "number_taken", "card_taken", "bad_number", "limit_range"):
        assert f"member.{code}" in messages.TEXTS
    for code in ("no_name", "born_in_future", "born_too_early", "last", "unknown"):
        assert f"renter.{code}" in messages.TEXTS


def test_the_others_titles_are_not_for_a_renters_own_card(members: Members) -> None:
    mia = {members.stock.mia: {"card": "C-900"}}
    save_account(on("2025-12-12 12:00"), members.stock.member_id, renters=mia)
    members.scan("C-900")
    strip = members.screen.account.strip.lines
    assert [row.title for row in strip.rows] == ["a rental", "Her"]
    lines = members.screen.account.ledger.rows
    assert [row.title for row in lines] == ["Her", "a rental"]
    assert "Freakier" not in members.screen.account.what_if.accessibleName()
    wanted: list[int] = []
    members.screen.title_wanted.connect(wanted.append)
    strip.setFocus()
    members.key(Qt.Key.Key_Return)
    assert wanted == []
    members.key(Qt.Key.Key_Down)
    members.key(Qt.Key.Key_Return)
    assert len(wanted) == 1

    members.scan("10001")
    assert [row.title for row in strip.rows] == ["Freakier Friday", "Her"]


def test_a_search_in_vain_and_back_shows_the_same_account(members: Members) -> None:
    members.scan("C-500")
    members.key(Qt.Key.Key_F, CONTROL)
    members.type("qqq")
    assert members.screen.detail is None
    members.key(Qt.Key.Key_Escape)
    assert members.detail.account.name == "Okonkwo, Adaeze"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4 Mar 1981", date(1981, 3, 4)),
        ("March 4, 1981", date(1981, 3, 4)),
        ("1981-03-04", date(1981, 3, 4)),
        ("  ", None),
    ],
)
def test_days_as_people_write_them(text: str, day: date | None) -> None:
    assert words.read_day(text) == day


@pytest.mark.parametrize("text", ["3/4/1981", "31 Feb 2000", "4 Foo 1981", "1981"])
def test_a_day_that_is_none_or_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        words.read_day(text)


def test_a_new_card_scanned_over_a_form_goes_into_it(members: Members) -> None:
    members.scan("10001")
    members.key(Qt.Key.Key_E, CONTROL)
    members.scan("M20417")
    card = members.form.fields["card"].editor
    assert isinstance(card, TextInput)
    assert card.text() == "M20417"
    members.scan("104")
    assert card.text() == "M20417"
    assert members.passed_on == ["104"]
    members.key(Qt.Key.Key_S, CONTROL)
    assert queries.account(members.stock.member_id, TODAY).card == "M20417"


def test_tab_goes_from_the_list_through_the_account(members: Members) -> None:
    members.scan("10001")
    members.screen.list.setFocus()
    seen = []
    for _ in range(5):
        members.key(Qt.Key.Key_Tab)
        seen.append(members.focus.accessibleName())
    assert seen[:2] == ["Edit", "Take payment"]
    assert seen[2].startswith("Freakier Friday, DVD, Ruth, Late")
    assert seen[3:] == ["Waive or correct a line", "Ledger"]


def test_a_note_is_written_with_who_and_taken_off_again(members: Members) -> None:
    members.scan("10001")
    banner = members.screen.account.note
    assert not banner.isVisible()
    members.key(Qt.Key.Key_E, CONTROL)
    members.fill(members.form.fields["note"].editor, "Leo picks first.")
    members.key(Qt.Key.Key_S, CONTROL)
    assert (members.detail.account.note, members.detail.account.note_by) == (
        "Leo picks first.",
        "Ravi",
    )
    assert banner.isVisible()
    members.key(Qt.Key.Key_Z, CONTROL)
    assert members.detail.account.note == ""
    assert not banner.isVisible()


def test_import_is_asked_of_whoever_can(members: Members) -> None:
    asked: list[bool] = []
    members.screen.import_wanted.connect(lambda: asked.append(True))
    members.key(Qt.Key.Key_I, CONTROL)
    assert asked == [True]


def test_the_ledger_as_it_stood_on_a_day(members: Members) -> None:
    members.scan("10001")
    now = members.detail.balance_cents
    lines = len(members.screen.account.ledger.rows)
    members.key(Qt.Key.Key_Y, CONTROL)
    head = members.screen.account.ledger.head
    assert head.day.hasFocus()
    members.key(Qt.Key.Key_A, CONTROL)
    members.type("10 Dec")
    members.key(Qt.Key.Key_Return)
    assert head.as_of == date(2025, 12, 10)
    assert 0 < len(members.screen.account.ledger.rows) < lines
    assert head._note.text() == "as it stood on 10 Dec 2025: Owes 4.50"
    assert not members.screen.forms.mend_ok()
    members.key(Qt.Key.Key_A, CONTROL)
    members.type("3/4/2025")
    members.key(Qt.Key.Key_Return)
    assert head.as_of == date(2025, 12, 10)
    members.key(Qt.Key.Key_Escape)
    assert members.screen.account.ledger.head.as_of is None
    assert len(members.screen.account.ledger.rows) == lines
    assert members.detail.balance_cents == now
    assert members.screen.forms.mend_ok()


def test_another_account_is_shown_as_it_is_now(members: Members) -> None:
    members.scan("10001")
    members.key(Qt.Key.Key_Y, CONTROL)
    members.key(Qt.Key.Key_A, CONTROL)
    members.type("1 Dec 2025")
    members.key(Qt.Key.Key_Return)
    assert members.screen.account.ledger.rows == []
    members.scan("C-500")
    assert members.screen.account.ledger.head.as_of is None


def test_in_a_narrow_window_what_if_is_a_tab_of_the_ledger(members: Members) -> None:
    account = members.screen.account
    members.scan("10001")
    assert not account.what_if.isHidden()
    assert account.ledger.head.tabs.isHidden()
    account.set_narrow(True)
    assert account.what_if.isHidden()
    tabs = account.ledger.head.tabs
    tabs.set_current("what_if")
    tabs.chosen.emit("what_if")
    assert not account.what_if.isHidden()
    assert account.ledger.view.isHidden()
    account.set_narrow(False)
    assert not account.what_if.isHidden()
    assert not account.ledger.view.isHidden()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10 Dec", date(2025, 12, 10)),
        ("Dec 10", date(2025, 12, 10)),
        ("24 Dec", date(2024, 12, 24)),
        ("13. Dec", date(2025, 12, 13)),
        ("1 Mar 2020", date(2020, 3, 1)),
        ("  ", None),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day(text: str, day: date | None) -> None:
    assert words.read_day(text, TODAY) == day
