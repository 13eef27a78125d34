"""Files of members, rentals and payments: hostile rows, rows that come again, rows that move on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.importing.fields import Kind
from app.importing.report import Report
from app.rentals import ledger, returns
from app.shop import undo
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.store import check
from app.store import database as store

BringIn = Callable[..., Report]

MEMBERS = """number,name,renter,born_on,phone,status
10001,"Marchetti, Ruth",Ruth Marchetti,1981-05-04,310 555 0100,active
10001,"Marchetti, Ruth",Theo Marchetti,2011-02-01,310 555 0100,active
10002,"Okafor, Ada",,,,
"""
COPIES = "barcode,title,year,format\n1,Fargo,1996,DVD\n2,Heat,1995,DVD\n"


def codes(report: Report) -> list[tuple[int, str]]:
    return [(refusal.line, refusal.code) for refusal in report.refusals]


@pytest.fixture
def stocked(bring_in: BringIn) -> BringIn:
    bring_in(Kind.MEMBERS, MEMBERS)
    bring_in(Kind.COPIES, COPIES)
    return bring_in


def test_a_row_is_a_renter_and_the_account_repeats(bring_in: BringIn) -> None:
    report = bring_in(Kind.MEMBERS, MEMBERS)
    assert (report.added, report.made["member"], report.made["renter"]) == (3, 2, 3)
    assert store.rows("SELECT name, pays FROM renter ORDER BY id") == [
        ("Ruth Marchetti", 1), ("Theo Marchetti", 0), ("Ada Okafor", 1),
    ]  # fmt: skip
    assert bring_in(Kind.MEMBERS, MEMBERS).unchanged == 3
    assert check.run() == []


def test_members_refused(bring_in: BringIn) -> None:
    text = (
        "number,name,born_on,card,status,phone\n"
        ",Nobody,,,,\n"
        "7,,,,,\n"
        "8,Baby,2199-01-01,,,\n"
        "9,Ada,,C1,,1\n"
        "10,Bob,,C1,,\n"
        "11,Cy,,,vanished,\n"
        "9,Ada,,,,2\n"
    )
    assert codes(bring_in(Kind.MEMBERS, text)) == [
        (2, "import.no_number"),
        (3, "import.no_name"),
        (4, "import.born_bad"),
        (6, "import.card_taken"),
        (7, "import.word_unknown"),
        (8, "import.member_repeat"),
    ]


def test_a_member_gains_a_phone_and_it_is_undone(bring_in: BringIn, ctx: Context) -> None:
    bring_in(Kind.MEMBERS, MEMBERS)
    report = bring_in(Kind.MEMBERS, "number,phone\n10002,310 555 0199\n")
    assert (report.updated, dict(report.gained)) == (1, {"phone": 1})
    assert store.value("SELECT phone_digits FROM member WHERE number = '10002'") == "3105550199"
    undo.undo(ctx)
    assert store.value("SELECT phone FROM member WHERE number = '10002'") == ""
    assert check.run() == []


RENTALS = """source_id,barcode,member,rented_at,returned_at
a,1,10001,2025-12-01 18:00,2025-12-08 21:00
b,2,10002,2025-12-10 18:00,
"""


def test_rentals_are_rated_by_the_shops_own_rules(stocked: BringIn) -> None:
    """Catalogue: 3.00, five nights, due at closing, 1.00 for each open day, Sundays free.

    Out Mon 1, due Sat 6 at 22:00; back Mon 8 at 21:00: no due moment on Sunday, Monday's is to
    come: one day late.
    """
    report = stocked(Kind.RENTALS, RENTALS)
    assert report.added == 2
    assert store.rows("SELECT kind, amount_cents, text FROM ledger_line ORDER BY id") == [
        ("rental", 300, "Catalogue, five nights"),
        ("late_fee", 100, store.value("SELECT text FROM ledger_line WHERE kind = 'late_fee'")),
        ("rental", 300, "Catalogue, five nights"),
    ]
    sentence = store.value("SELECT text FROM ledger_line WHERE kind = 'late_fee'")
    assert sentence == (
        "Due Sat 10 pm. Came back Mon 9 pm. 1 day late at 1.00, Sunday not counted. Fee 1.00."
    )
    assert store.rows("SELECT barcode, state FROM copy ORDER BY 1") == [("1", "in"), ("2", "out")]
    assert stocked(Kind.RENTALS, RENTALS).unchanged == 2
    assert check.run() == []


def test_money_is_charged_at_its_own_instants(stocked: BringIn) -> None:
    stocked(Kind.RENTALS, RENTALS)
    assert store.rows(
        "SELECT l.kind, l.at = CASE l.kind WHEN 'rental' THEN r.started_at ELSE r.returned_at END"
        " FROM ledger_line l JOIN rental r ON r.id = l.rental_id ORDER BY l.id"
    ) == [("rental", 1), ("late_fee", 1), ("rental", 1)]
    member_id = store.value("SELECT id FROM member WHERE number = '10001'")
    between = datetime(2025, 12, 5, tzinfo=UTC)
    assert (ledger.balance(member_id, between), ledger.balance(member_id)) == (300, 400)


def test_a_copy_knows_when_it_last_went_out_whatever_the_order(stocked: BringIn) -> None:
    head = "source_id,barcode,member,rented_at,returned_at\n"
    late, early = "a,1,10001,2025-12-08,2025-12-09\n", "b,1,10001,2025-11-03,2025-11-04\n"
    stocked(Kind.RENTALS, head + late + early)
    stocked(Kind.RENTALS, head + "c,1,10002,2025-10-03,2025-10-04\n")
    found = "SELECT max(started_at) = (SELECT last_rented_at FROM copy WHERE barcode = '1')"
    assert store.value(f"{found} FROM rental") == 1


def test_a_rental_that_was_out_comes_back_in_a_later_file(stocked: BringIn, ctx: Context) -> None:
    stocked(Kind.RENTALS, RENTALS)
    later = RENTALS.replace("18:00,\n", "18:00,2025-12-12 12:00\nc,2,10001,2025-12-12 13:00,\n")
    report = stocked(Kind.RENTALS, later)
    assert (report.unchanged, report.updated, report.added) == (1, 1, 1)
    assert store.value("SELECT count(*) FROM rental WHERE returned_at IS NULL") == 1
    assert check.run() == []
    undo.undo(ctx)
    assert store.value("SELECT source_id FROM rental WHERE returned_at IS NULL") == "b"
    assert check.run() == []


def test_an_imported_rental_is_taken_back_at_the_counter(stocked: BringIn, ctx: Context) -> None:
    stocked(Kind.RENTALS, RENTALS)
    assert returns.take_back(ctx, barcode="2").member_number == "10002"
    with pytest.raises(RuleViolation, match=r"undo\.changed"):
        undo.undo(ctx, operation_id=_operation("import.rentals"))


def _operation(intent: str) -> int:
    return int(store.value("SELECT max(id) FROM operation WHERE intent = ?", (intent,)))


def test_rentals_refused(stocked: BringIn) -> None:
    text = (
        "source_id,barcode,member,rented_at,returned_at\n"
        "1,99,10001,2025-12-01,2025-12-02\n"
        "2,1,99999,2025-12-01,2025-12-02\n"
        "3,1,10001,2025-12-03,2025-12-02\n"
        "4,1,10001,2026-12-03,\n"
        "5,1,10001,2025-02-30,\n"
        "6,1,10001,,2025-12-02\n"
        "7,1,10001,2025-12-10,\n"
        "8,1,10002,2025-12-11,\n"
        "7,2,10001,2025-12-10,\n"
        "9,1,,2025-12-12,\n"
    )
    assert codes(stocked(Kind.RENTALS, text)) == [
        (2, "import.unknown_copy"),
        (3, "import.unknown_member"),
        (4, "import.returned_before_rented"),
        (5, "import.in_future"),
        (6, "import.date_bad"),
        (7, "import.no_rented_at"),
        (9, "import.already_out"),
        (10, "import.rental_differs"),
        (11, "import.unknown_member"),
    ]


def test_payments_as_they_were(stocked: BringIn, ctx: Context) -> None:
    stocked(Kind.RENTALS, RENTALS)
    text = (
        "source_id,member,rental,amount,paid_at,method\n"
        "p1,10001,a,4.00,2025-12-08 21:01,cash\n"
        "p2,,b,0.00,2025-12-10 18:01,\n"
        "p3,10001,zz,1.00,2025-12-10 18:01,\n"
        "p4,10001,,,2025-12-10 18:01,\n"
        "p5,10001,,1.00,,\n"
        "p6,10001,,1.00,2025-12-10,shells\n"
        "p1,10001,a,5.00,2025-12-08 21:01,cash\n"
    )
    report = stocked(Kind.PAYMENTS, text)
    assert codes(report) == [
        (4, "import.unknown_rental"),
        (5, "import.no_amount"),
        (6, "import.no_paid_at"),
        (7, "import.word_unknown"),
        (8, "import.payment_differs"),
    ]
    assert ledger.balance(store.value("SELECT id FROM member WHERE number = '10001'")) == 0
    assert stocked(Kind.PAYMENTS, text).unchanged == 2
    undo.undo(ctx)
    assert store.value("SELECT count(*) FROM ledger_line WHERE kind = 'payment'") == 0
    assert check.run() == []


def test_payments_without_ids_count_as_often_as_they_stand(stocked: BringIn) -> None:
    row = "10001,1.00,2025-12-10 18:01\n"
    text = "member,amount,paid_at\n" + row + row
    assert stocked(Kind.PAYMENTS, text).added == 2
    assert stocked(Kind.PAYMENTS, text).unchanged == 2
    report = stocked(Kind.PAYMENTS, text + row)
    assert (report.unchanged, report.added) == (2, 1)
