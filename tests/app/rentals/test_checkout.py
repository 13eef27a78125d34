"""Check-out: every block at once, one transaction, nothing half done."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from app.catalog import copies, titles
from app.catalog.models import Copy, Section
from app.members import actions as members
from app.rentals import checkout, classes, ledger
from app.rentals.checkout import Override, check_out, price_visit
from app.rentals.models import LineKind, PaymentMethod
from app.rentals.returns import take_back
from app.rentals.rules import BlockCode
from app.shop import operations, settings, undo
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store
from tests.app.till import Stock, at, on, save_account

FRIDAY = "2025-12-12 18:00"


def test_a_visit_is_priced_with_due_words_and_writes_nothing(stock: Stock) -> None:
    before = store.connection().total_changes
    visit = price_visit(at(FRIDAY), stock.member_id, stock.mia, ["100", "104"])
    her, friday = visit.lines
    assert (her.title, her.price_cents, her.due_words) == ("Her", 300, "back by 10 pm Wednesday")
    assert (friday.class_name, friday.price_cents) == ("New Release", 450)
    assert friday.due_words == "back by 10 pm Saturday"
    assert visit.total_cents == 750
    assert store.connection().total_changes == before


def test_codes_that_are_nothing_here_are_lines_with_a_problem(stock: Stock) -> None:
    with operations.begin(on(FRIDAY), "test", undoable=False) as work:
        work.update(Section, 1, rental_class_id=None)
    codes = ["104", "104", "nothing", "100", "\n", "9" * 99]
    visit = price_visit(at(FRIDAY), stock.member_id, stock.ruth, codes)
    problems = [line.problem for line in visit.lines]
    assert problems == ["", "twice", "unknown", "no_class", "barcode", "barcode"]
    assert visit.total_cents == 450


def test_every_block_is_listed_at_once_with_its_origin(stock: Stock) -> None:
    settings.change(on(FRIDAY), max_out=0)
    save_account(on(FRIDAY), stock.member_id, expires_on=date(2025, 12, 1), limit_cents=0)
    members.suspend(on(FRIDAY), stock.member_id, "Bounced cheque")
    ledger.charge(on(FRIDAY), stock.member_id, LineKind.DAMAGE, 100, "Cracked case")
    line = price_visit(at(FRIDAY), stock.member_id, stock.mia, ["103"]).lines[0]
    assert [block.code for block in line.blocks] == [
        BlockCode.SUSPENDED,
        BlockCode.EXPIRED,
        BlockCode.OVER_LIMIT,
        BlockCode.TOO_MANY_OUT,
        BlockCode.UNDER_AGE,
        BlockCode.ABOVE_CEILING,
    ]
    assert line.blocks[0].facts["reason"] == "Bounced cheque"
    assert line.blocks[-1].facts["set_by"] == "Dana"
    assert not line.allowed


def test_renting_moves_copy_money_and_journal_in_one_step(stock: Stock) -> None:
    ctx = on(FRIDAY)
    done = check_out(
        ctx, stock.member_id, stock.ruth, ["100", "104"], payments={PaymentMethod.CASH: 500}
    )
    assert (done.charged_cents, done.paid_cents, done.balance_cents) == (750, 500, 250)
    assert ledger.balance(stock.member_id) == 250
    copy = Copy.get(Copy.barcode == "104")
    assert (copy.state, copy.due_at) == ("out", at("2025-12-13 22:00"))
    assert copy.last_rented_at == ctx.now()
    assert done.changes.copies == {stock.copies["100"], stock.copies["104"]}
    assert done.changes.rentals == {line.rental_id for line in done.lines}
    assert store.value("SELECT count(*) FROM journal_entry WHERE intent = 'rental.out'") == 1


def test_no_ledger_line_names_a_title(stock: Stock) -> None:
    check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100"])
    assert store.rows("SELECT text FROM ledger_line") == [("Catalogue, five nights",)]


def test_a_blocked_copy_stops_the_whole_and_leaves_nothing(stock: Stock) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_out(on(FRIDAY), stock.member_id, stock.mia, ["100", "103"])
    assert refused.value.code == "rent.blocked"
    assert refused.value.facts["barcode"] == "103"
    assert store.value("SELECT count(*) FROM rental") == 0
    assert ledger.balance(stock.member_id) == 0


def test_an_override_needs_every_code_and_a_reason_which_is_journalled(stock: Stock) -> None:
    one = frozenset({"under_age"})
    both = one | {"above_ceiling"}
    with pytest.raises(RuleViolation):
        check_out(
            on(FRIDAY), stock.member_id, stock.mia, ["103"], overrides={"103": Override(one, "x")}
        )
    with pytest.raises(RuleViolation) as refused:
        check_out(
            on(FRIDAY), stock.member_id, stock.mia, ["103"], overrides={"103": Override(both, " ")}
        )
    assert refused.value.code == "rent.override_reason"
    override = {"103": Override(both, "Parent at the counter")}
    visit = price_visit(at(FRIDAY), stock.member_id, stock.mia, ["103"], override)
    assert visit.lines[0].allowed
    assert len(visit.lines[0].blocks) == 2
    check_out(on(FRIDAY), stock.member_id, stock.mia, ["103"], overrides=override)
    reason, facts = store.rows("SELECT reason, facts FROM journal_entry ORDER BY id DESC LIMIT 1")[
        0
    ]
    assert reason == "Parent at the counter"
    assert '"above_ceiling", "under_age"' in facts


def test_too_many_out_counts_this_visit_too(stock: Stock) -> None:
    settings.change(on(FRIDAY), max_out=2)
    visit = price_visit(at(FRIDAY), stock.member_id, stock.ruth, ["100", "101", "102"])
    assert [line.allowed for line in visit.lines] == [True, True, False]
    with pytest.raises(RuleViolation):
        check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100", "101", "102"])


def test_who_comes_second_hears_that_the_copy_is_out(stock: Stock) -> None:
    check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100"])
    with pytest.raises(RuleViolation) as refused:
        check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100"])
    assert refused.value.facts["blocks"][0].code == BlockCode.COPY_OUT  # type: ignore[index]
    override = {"100": Override(frozenset(BlockCode), "I insist")}
    with pytest.raises(RuleViolation):
        check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100"], overrides=override)


@pytest.mark.parametrize("barcodes", [[], ["100", " 100"], ["nothing"], [""]])
def test_what_cannot_be_rented_is_refused(stock: Stock, barcodes: list[str]) -> None:
    with pytest.raises(RuleViolation):
        check_out(on(FRIDAY), stock.member_id, stock.ruth, barcodes)
    assert store.value("SELECT count(*) FROM rental") == 0


def test_nobody_rents_for_another_account_or_one_that_is_not_there(
    stock: Stock, ctx: Context
) -> None:
    other = members.new_account(ctx, name="Okonkwo, Adaeze")
    with pytest.raises(NotFound):
        check_out(on(FRIDAY), other.member_id, stock.mia, ["100"])
    with pytest.raises(NotFound):
        check_out(on(FRIDAY), 999, stock.mia, ["100"])


def test_a_family_takes_its_basket_in_one_step_each_film_to_its_own_renter(stock: Stock) -> None:
    lent = {"103": stock.ruth}
    now = at("2025-12-13 12:00")
    visit = checkout.price_visit(now, stock.member_id, stock.mia, ["100", "103"], renters=lent)
    assert [line.allowed for line in visit.lines] == [True, True]
    done = checkout.check_out(
        on("2025-12-13 12:00"), stock.member_id, stock.mia, ["100", "103"], renters=lent
    )
    renter_of = "SELECT renter_id FROM rental WHERE id = ?"
    renters = [store.value(renter_of, (line.rental_id,)) for line in done.lines]
    assert renters == [stock.mia, stock.ruth]
    assert done.facts["renter"] == "Mia and Ruth"


def test_a_changed_class_changes_no_running_rental(stock: Stock) -> None:
    first = check_out(on(FRIDAY), stock.member_id, stock.ruth, ["104"])
    class_id = classes.by_name("new release")
    dearer = replace(classes.terms_of(class_id), price_cents=600, late_rate_cents=900)
    classes.save_class(on(FRIDAY), dearer, class_id=class_id)
    kept = store.rows(
        "SELECT price_cents, late_rate_cents, replacement_cents FROM rental_terms t"
        " JOIN rental r ON r.terms_id = t.id WHERE r.id = ?",
        (first.lines[0].rental_id,),
    )
    assert kept == [(450, 150, 2500)]
    assert price_visit(at(FRIDAY), stock.member_id, stock.ruth, ["104"]).lines[0].price_cents == 600


def test_rentals_of_one_rule_share_its_terms(stock: Stock) -> None:
    check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100", "101", "102"])
    assert store.value("SELECT count(*) FROM rental_terms") == 1


def test_undo_takes_back_rental_copy_and_money_and_redo_brings_them_again(stock: Stock) -> None:
    copies = store.rows("SELECT * FROM copy ORDER BY id")
    done = check_out(
        on(FRIDAY), stock.member_id, stock.ruth, ["100"], payments={PaymentMethod.CARD: 300}
    )
    after = store.rows("SELECT * FROM copy ORDER BY id"), store.rows("SELECT * FROM rental")
    undo.undo(on("2025-12-12 18:01"))
    assert store.rows("SELECT * FROM copy ORDER BY id") == copies
    assert store.value("SELECT count(*) FROM rental") == 0
    assert store.value("SELECT count(*) FROM ledger_line") == 4
    assert ledger.balance(stock.member_id) == 0
    assert ledger.balance(stock.member_id, at(FRIDAY)) == 0
    undo.redo(on("2025-12-12 18:02"))
    assert (
        store.rows("SELECT * FROM copy ORDER BY id"),
        store.rows("SELECT * FROM rental"),
    ) == after
    assert ledger.balance(stock.member_id) == 0
    undo.undo(on("2025-12-12 18:03"))
    again = check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100"])
    assert again.lines[0].rental_id != done.lines[0].rental_id


def test_what_was_rented_is_no_slip(stock: Stock, ctx: Context) -> None:
    check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100"])
    take_back(on("2025-12-13 11:00"), barcode="100")
    title = store.value("SELECT title_id FROM copy WHERE barcode = '100'")
    for deed, code in (
        (partial(copies.delete_copy, ctx, stock.copies["100"]), "copy.has_history"),
        (partial(titles.delete_title, ctx, title), "title.has_history"),
    ):
        with pytest.raises(RuleViolation) as refused:
            deed()
        assert refused.value.code == code


def test_the_account_head_has_the_limits_in_force(stock: Stock, ctx: Context) -> None:
    head = checkout.account_head(stock.member_id)
    assert (head.limit_cents, head.max_out) == (1500, 8)
    save_account(ctx, stock.member_id, limit_cents=0, max_out=1)
    head = checkout.account_head(stock.member_id)
    assert (head.limit_cents, head.max_out) == (0, 1)


def test_of_two_tills_at_the_same_moment_one_gets_the_copy(stock: Stock) -> None:
    start = threading.Barrier(2)

    def rent() -> str:
        store.connect()
        try:
            start.wait(timeout=10)
            check_out(on(FRIDAY), stock.member_id, stock.ruth, ["100"])
            return "rented"
        except RuleViolation as refused:
            return refused.code
        finally:
            store.disconnect()

    with ThreadPoolExecutor(2) as tills:
        answers = [till.result(timeout=30) for till in [tills.submit(rent) for _ in range(2)]]
    assert sorted(answers) == ["rent.blocked", "rented"]
    assert store.value("SELECT count(*) FROM rental") == 1
