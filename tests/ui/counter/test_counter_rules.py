"""Rules that say no: shown all at once, set aside only by a reason and Ctrl+Enter; waivers too."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.members import actions as members
from app.rentals import ledger
from app.rentals.models import LineKind
from app.store import database as store
from tests.app.till import on, save_account
from tests.ui.counter.conftest import ALT, CONTROL, Counter
from ui.counter import words
from ui.widgets import Label

CARD = "10001"
BLOCKED = "103"


@pytest.fixture
def blocked(counter: Counter) -> Counter:
    """Mia's visit with one film she may have and one she may not."""
    counter.scan(CARD)
    counter.key(Qt.Key.Key_2, ALT)
    counter.scan("100")
    counter.scan(BLOCKED)
    return counter


def _panel_texts(counter: Counter) -> list[str]:
    return [label.text() for label in counter.panel.findChildren(Label) if label.isVisible()]


def test_every_rule_is_shown_with_where_it_comes_from(blocked: Counter) -> None:
    texts = _panel_texts(blocked)
    assert "Not for Mia yet: two rules say no" in texts
    assert "R is from 17 and Mia is 15. Shop rule" in texts
    assert "Up to PG-13. Set by Dana 13 Dec 2025" in texts
    assert blocked.found == "Ghost World, DVD, is blocked"
    assert words.count_words(blocked.look) == "1 out, 1 blocked"


def test_a_blocked_line_stays_and_f12_takes_the_rest(blocked: Counter) -> None:
    assert blocked.look.to_pay_cents == 300
    blocked.key(Qt.Key.Key_F12)
    assert blocked.out() == ["100"]
    assert blocked.going == {BLOCKED: False}
    assert blocked.finished.paid_cents == 300


def test_the_offer_gives_the_line_to_who_may_have_it(blocked: Counter) -> None:
    assert [each.offer.name for each in blocked.look.going if each.offer] == ["Ruth"]
    blocked.key(Qt.Key.Key_1, ALT)
    assert [each.renter for each in blocked.look.going] == ["Mia", "Ruth"]
    assert blocked.going == {"100": True, BLOCKED: True}


@pytest.mark.parametrize("asked", [False, True])
def test_enter_digits_and_scans_confirm_nothing(blocked: Counter, asked: bool) -> None:
    if asked:
        blocked.key(Qt.Key.Key_O, CONTROL)
        blocked.key(Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        blocked.key(key)
    blocked.scan("101")
    assert blocked.going == {"100": True, BLOCKED: False, "101": True}


def test_ctrl_enter_needs_a_reason(blocked: Counter) -> None:
    blocked.key(Qt.Key.Key_O, CONTROL)
    blocked.key(Qt.Key.Key_Return, CONTROL)
    assert blocked.going[BLOCKED] is False
    assert blocked.screen.sheet.open_panel is not None


def test_an_override_stands_on_the_line_and_in_the_journal(blocked: Counter) -> None:
    blocked.key(Qt.Key.Key_O, CONTROL)
    assert blocked.at_scan_bar
    blocked.scan("101")
    assert blocked.screen.sheet.open_panel is not None, "a scan leaves the reasons open"
    blocked.key(Qt.Key.Key_Down)
    blocked.key(Qt.Key.Key_Return, CONTROL)
    assert blocked.going[BLOCKED] is True
    assert blocked.going_line(BLOCKED).reason == "Parent at the counter"
    blocked.key(Qt.Key.Key_F12)
    assert blocked.out() == ["100", "101", BLOCKED]
    reason, facts = store.rows(
        "SELECT reason, facts FROM journal_entry WHERE intent = 'rental.out'"
    )[0]
    assert reason == "Parent at the counter"
    assert json.loads(facts)["overrides"][0]["codes"] == ["above_ceiling", "under_age"]


def test_own_words_and_a_scan_in_their_midst(blocked: Counter) -> None:
    blocked.stock.add("10000777", "Solaris")
    blocked.key(Qt.Key.Key_O, CONTROL)
    blocked.key(Qt.Key.Key_Up)
    assert blocked.reasons.own.hasFocus()
    blocked.type("Mother on the phone")
    blocked.scan("10000777")
    assert "10000777" in blocked.going
    assert blocked.reasons.own.text() == "Mother on the phone"
    assert blocked.going[BLOCKED] is False
    blocked.key(Qt.Key.Key_Return, CONTROL)
    assert blocked.going_line(BLOCKED).reason == "Mother on the phone"


def test_escape_folds_the_reasons(blocked: Counter) -> None:
    blocked.key(Qt.Key.Key_O, CONTROL)
    blocked.key(Qt.Key.Key_Escape)
    assert blocked.screen.sheet.open_panel is None
    assert blocked.going == {"100": True, BLOCKED: False}
    assert blocked.at_scan_bar


def test_what_was_allowed_for_one_is_not_for_another(blocked: Counter) -> None:
    otis = members.RenterDraft("Otis", date(2012, 6, 1), ceiling_id=3)
    save_account(on("2025-12-13 11:00"), blocked.stock.member_id, more=[otis])
    blocked.key(Qt.Key.Key_O, CONTROL)
    blocked.key(Qt.Key.Key_Down)
    blocked.key(Qt.Key.Key_Return, CONTROL)
    assert blocked.going[BLOCKED] is True
    blocked.key(Qt.Key.Key_3, ALT)
    assert blocked.renter == "Otis"
    assert blocked.going[BLOCKED] is False


def test_the_accounts_own_rules_stand_once_over_all_lines(counter: Counter) -> None:
    members.suspend(on("2025-12-13 11:00"), counter.stock.member_id, "Owes a box set")
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("101")
    panel = counter.screen.sheet.account_panel
    assert panel is not None
    assert panel.isVisible()
    texts = [label.text() for label in panel.findChildren(Label)]
    assert "Suspended: Owes a box set." in texts
    assert all(item.panel is None for item in counter.screen.sheet.items)
    assert not counter.screen.pay.can_finish

    counter.key(Qt.Key.Key_O, CONTROL)
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return, CONTROL)
    assert counter.going == {"100": True, "101": True}
    counter.key(Qt.Key.Key_F12)
    assert counter.out() == ["100", "101"]


def test_who_owes_too_much_pays_and_then_rents(counter: Counter) -> None:
    ledger.charge(
        on("2025-12-12 12:00"), counter.stock.member_id, LineKind.DAMAGE, 2000, "A broken case"
    )
    counter.scan(CARD)
    counter.scan("100")
    assert counter.going == {"100": False}
    assert counter.look.to_pay_cents == 2000
    counter.key(Qt.Key.Key_F12)
    assert counter.ledger()[-1] == ("payment", -2000, "cash")
    assert counter.going == {"100": True}


def test_too_many_out_counts_the_visit(counter: Counter) -> None:
    save_account(on("2025-12-12 12:00"), counter.stock.member_id, max_out=1)
    counter.scan(CARD)
    counter.scan("100")
    counter.scan("101")
    assert counter.going == {"100": True, "101": False}
    assert "Out with this visit: 1. Allowed: 1." in _panel_texts(counter)
    assert counter.going_line("101").offer is None, "nobody else may have it either"


def test_a_fee_is_waived_with_amount_and_reason(counter: Counter) -> None:
    counter.rented("104", "2025-12-09 12:00")
    counter.scan(CARD)
    counter.scan("104")
    counter.key(Qt.Key.Key_W, ALT)
    waiver = counter.waiver
    counter.key(Qt.Key.Key_Return, CONTROL)
    assert len(counter.ledger()) == 2, "no reason chosen yet"
    waiver.amount.setText("2.00")
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return, CONTROL)
    assert counter.ledger()[-1] == ("waiver", -200, None)
    assert counter.said == "Waived 2.00 for Ruth Marchetti: our mistake."
    assert counter.look.back[0].owed_cents == 250
    assert counter.look.fees_cents == 250
    assert counter.screen.sheet.open_waiver is None


def test_no_more_can_be_waived_than_the_fee(counter: Counter) -> None:
    counter.rented("104", "2025-12-09 12:00")
    counter.scan("104")
    counter.key(Qt.Key.Key_W, ALT)
    waiver = counter.waiver
    waiver.amount.setText("99.00")
    counter.key(Qt.Key.Key_Down)
    assert not waiver.ready
    counter.key(Qt.Key.Key_Return, CONTROL)
    assert counter.ledger()[-1][0] == "late_fee"


def test_undo_of_a_waiver_brings_the_fee_back(counter: Counter) -> None:
    counter.rented("104", "2025-12-09 12:00")
    counter.scan("104")
    counter.key(Qt.Key.Key_W, ALT)
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return, CONTROL)
    assert counter.look.back[0].owed_cents == 0
    counter.key(Qt.Key.Key_Z, CONTROL)
    assert counter.look.back[0].owed_cents == 450


def test_an_unknown_code_is_repeated_so_that_it_can_be_read(counter: Counter) -> None:
    assert counter.screen.scan("\x02900\x1d" + "8" * 200 + "\x03")
    assert counter.said == f"No card and no copy has the code ·900·{'8' * 34}…."
    assert counter.screen.scan("*9001*")
    assert counter.said == "No card and no copy has the code *9001*."
