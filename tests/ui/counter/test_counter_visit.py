"""A whole visit by scanner and keys: rent, take back, pay; what the file holds afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.members import actions as members
from app.rentals import checkout
from app.store import database as store
from tests.app.till import on
from tests.ui.counter.conftest import ALT, CONTROL, Counter

CARD = "10001"


def test_the_card_opens_the_account(counter: Counter) -> None:
    counter.scan(CARD)
    assert counter.account.display_name == "Ruth Marchetti"
    assert counter.renter == "Ruth"
    assert counter.look.before_cents == 0
    assert counter.found == "Ruth Marchetti"
    assert counter.at_scan_bar


def test_two_films_go_out_and_are_paid_in_one_step(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("101")
    lines = counter.look.going
    assert [each.line.due_words for each in lines] == ["back by 10 pm Thursday"] * 2
    assert counter.look.to_pay_cents == 600
    assert counter.out() == []

    counter.key(Qt.Key.Key_F5)
    assert counter.screen.pay.given.hasFocus()
    counter.type("20.00")
    counter.key(Qt.Key.Key_Return)
    assert counter.at_scan_bar
    assert counter.out() == []
    counter.key(Qt.Key.Key_F12)

    assert counter.out() == ["100", "101"]
    assert counter.ledger() == [
        ("rental", 300, None),
        ("rental", 300, None),
        ("payment", -600, "cash"),
    ]
    assert counter.said == "Rented 2 films to Ruth, took 6.00."
    assert counter.finished.change_cents == 1400
    assert counter.look.account is None
    assert counter.at_scan_bar
    assert store.value("SELECT count(*) FROM operation WHERE intent = 'rental.out'") == 1


def test_by_card_there_is_no_change(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.key(Qt.Key.Key_F6)
    counter.key(Qt.Key.Key_F12)
    assert counter.ledger()[-1] == ("payment", -300, "card")
    assert counter.finished.change_cents == 0


def test_too_little_cash_switches_f12_off(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.key(Qt.Key.Key_F5)
    counter.type("0.50")
    counter.key(Qt.Key.Key_F12)
    assert counter.out() == []
    assert counter.screen.pay.short_cents == 250
    assert not counter.screen.pay.finish.isEnabled()


def test_what_is_out_comes_back_at_once_with_its_sentence(counter: Counter) -> None:
    counter.rented("104", "2025-12-09 12:00")
    counter.scan("104")
    sentence = "Due Wed 10 pm. Came back Sat 11:05. 3 days late at 1.50. Fee 4.50."
    assert counter.look.back[0].back.sentence == sentence
    assert counter.said == "Took back Freakier Friday, 3 days late, fee 4.50."
    assert counter.out() == []
    assert counter.ledger()[-1] == ("late_fee", 450, None)

    counter.scan(CARD)
    assert counter.look.fees_cents == 450
    assert counter.look.before_cents == 450
    counter.key(Qt.Key.Key_F12)
    assert counter.ledger()[-1] == ("payment", -900, "cash")
    assert counter.said == "Took 9.00 from Ruth Marchetti."


def test_undo_puts_the_return_back_and_takes_its_line_away(counter: Counter) -> None:
    counter.rented("104", "2025-12-09 12:00")
    counter.scan(CARD)
    counter.scan("104")
    assert counter.look.to_pay_cents == 900
    counter.key(Qt.Key.Key_Z, CONTROL)
    assert counter.said.startswith("Undone: ")
    assert counter.look.back == ()
    assert counter.out() == ["104"]
    assert counter.look.to_pay_cents == 450


def test_an_undone_check_out_lies_on_the_counter_again(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.key(Qt.Key.Key_F12)
    counter.key(Qt.Key.Key_Z, CONTROL)
    assert counter.out() == []
    assert counter.going == {"100": True}
    counter.key(Qt.Key.Key_F12)
    assert counter.out() == ["100"]


def test_a_film_before_its_card_waits_and_comes_along(counter: Counter) -> None:
    counter.scan("100")
    assert counter.found == "Her, DVD, waits for a card"
    assert not counter.screen.pay.can_finish
    counter.scan(CARD)
    assert counter.going == {"100": True}


def test_a_double_read_is_one_scan(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("100", after=0.1)
    assert counter.going == {"100": True}
    assert not counter.screen.sheet.items[0].line.lit


def test_a_film_scanned_twice_lights_up(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("100")
    assert counter.going == {"100": True}
    assert counter.screen.sheet.items[0].line.lit
    assert counter.found == "Her, DVD, is in this visit already"


def test_a_return_scanned_again_is_not_rented_again(counter: Counter) -> None:
    counter.rented("100", "2025-12-12 12:00")
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("100", after=1.0)
    assert counter.look.going == ()
    counter.scan("100", after=10.0)
    assert counter.going == {"100": True}


def test_an_unknown_code_says_so_and_keeps_the_focus(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("99999999")
    assert counter.said == "No card and no copy has the code 99999999."
    assert counter.at_scan_bar
    assert counter.look.account is not None


def test_the_publishers_code_is_told_from_the_shops(counter: Counter) -> None:
    with store.write():
        store.connection().execute(
            "UPDATE edition SET upc = '012345678905' WHERE title_id ="
            " (SELECT id FROM title WHERE name = 'Her')"
        )
    counter.scan(CARD)
    counter.scan("012345678905")
    assert counter.said == "That is the publisher’s code of Her. Scan the shop’s own label."
    assert counter.look.going == ()


def test_a_title_is_somebody_elses_business(counter: Counter) -> None:
    counter.scan("ghost")
    assert counter.passed_on == ["ghost"]


def test_a_draft_is_asked_about_and_never_lost(counter: Counter) -> None:
    members.new_account(on("2025-12-01 12:00"), name="Okonkwo, Adaeze", number="20002")
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("20002")
    assert counter.screen.question.isVisible()
    assert counter.account.number == CARD

    counter.key(Qt.Key.Key_Return)
    assert counter.screen.question.isVisible()
    counter.key(Qt.Key.Key_Escape)
    assert not counter.screen.question.isVisible()
    assert counter.going == {"100": True}

    counter.scan("20002")
    counter.key(Qt.Key.Key_Return, CONTROL)
    assert counter.account.number == "20002"
    assert counter.look.going == ()
    assert counter.screen.till.aside_rows() == [(counter.stock.member_id, "Ruth Marchetti", 1)]

    counter.scan(CARD)
    assert counter.going == {"100": True}
    assert counter.screen.till.aside_rows() == []


def test_another_till_was_first(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("101")
    other = members.new_account(on("2025-12-01 12:00"), name="Okonkwo, Adaeze")
    checkout.check_out(on("2025-12-13 11:05"), other.member_id, other.renter_ids[0], ["101"])
    counter.key(Qt.Key.Key_F12)
    assert counter.out() == ["101"]
    assert "Nothing was rented" in counter.said
    assert counter.going == {"100": True, "101": False}
    counter.key(Qt.Key.Key_F12)
    assert counter.out() == ["100", "101"]


def test_a_film_of_the_draft_that_left_meanwhile_comes_back(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    other = members.new_account(on("2025-12-01 12:00"), name="Okonkwo, Adaeze")
    checkout.check_out(on("2025-12-13 11:05"), other.member_id, other.renter_ids[0], ["100"])
    counter.scan("100")
    assert counter.out() == []
    assert counter.look.going == ()
    assert [each.back.barcode for each in counter.look.back] == ["100"]


def test_a_typed_name_is_chosen_with_arrow_and_enter(counter: Counter) -> None:
    members.new_account(on("2025-12-01 12:00"), name="Marchetti, Paolo", number="20003")
    counter.scan("march")
    offered = counter.screen.names
    assert [choice.text for choice in offered.choices] == ["Marchetti, Paolo", "Marchetti, Ruth"]
    counter.seconds += 1
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    assert counter.account.display_name == "Ruth Marchetti"
    assert not offered.is_open


def test_what_others_write_is_shown_where_it_matters(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    other = members.new_account(on("2025-12-01 12:00"), name="Okonkwo, Adaeze")
    before = counter.look
    unrelated = checkout.check_out(
        on("2025-12-13 11:05"), other.member_id, other.renter_ids[0], ["101"]
    )
    counter.desk.publish(unrelated.changes)
    assert counter.look is before
    gone = checkout.check_out(on("2025-12-13 11:05"), other.member_id, other.renter_ids[0], ["100"])
    counter.desk.publish(gone.changes)
    assert counter.going == {"100": False}


def test_a_number_of_two_things_asks_which(counter: Counter) -> None:
    counter.stock.add("20004", "Solaris")
    members.new_account(on("2025-12-01 12:00"), name="Okonkwo, Adaeze", number="20004")
    counter.scan("20004")
    assert counter.look.account is None
    assert counter.look.going == ()
    counter.key(Qt.Key.Key_Return)
    assert counter.look.account is None, "a scanner's second Enter chooses nothing"
    counter.scan("20004")
    assert counter.look.account is None, "nor does its second read"
    counter.seconds += 1
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    assert list(counter.going) == ["20004"]


def test_a_code_scanned_into_the_cash_field_goes_to_the_visit(counter: Counter) -> None:
    counter.stock.add("10000777", "Solaris")
    counter.scan(CARD)
    counter.scan("100")
    counter.key(Qt.Key.Key_F5)
    counter.scan("10000777")
    assert list(counter.going) == ["100", "10000777"]
    assert counter.screen.pay.given.text() == ""
    assert counter.at_scan_bar


def test_escape_closes_a_visit_with_nothing_left(counter: Counter) -> None:
    counter.scan(CARD)
    counter.key(Qt.Key.Key_Escape)
    assert counter.look.account is not None, "the first only empties the scan bar"
    counter.key(Qt.Key.Key_Escape)
    assert counter.look.account is None


def test_escape_in_the_list_of_keys_leaves_the_visit_alone(counter: Counter) -> None:
    counter.scan(CARD)
    counter.key(Qt.Key.Key_F1)
    counter.key(Qt.Key.Key_Escape)
    assert counter.at_scan_bar
    assert counter.look.account is not None


def test_alt_chooses_the_renter_of_the_visit_or_of_the_marked_line(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("101")
    counter.key(Qt.Key.Key_2, ALT)
    assert [each.renter for each in counter.look.going] == ["Mia", "Mia"]
    counter.key(Qt.Key.Key_Up)
    counter.key(Qt.Key.Key_1, ALT)
    assert [each.renter for each in counter.look.going] == ["Mia", "Ruth"]
    counter.key(Qt.Key.Key_F12)
    renters = store.rows("SELECT renter_id FROM rental ORDER BY id")
    assert renters == [(counter.stock.mia,), (counter.stock.ruth,)]


def test_del_leaves_the_marked_line_off(counter: Counter) -> None:
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("101")
    counter.key(Qt.Key.Key_Delete)
    assert len(counter.look.going) == 2, "nothing is marked"
    counter.key(Qt.Key.Key_Up)
    counter.key(Qt.Key.Key_Delete)
    assert list(counter.going) == ["100"]
