"""Accounts: opened, edited, found, suspended; each step undone whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.members import actions, queries, search
from app.members.actions import RenterDraft
from app.members.models import MemberStatus
from app.rentals import ledger
from app.rentals.models import LineKind
from app.shop import undo
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.store import check
from app.store import database as store
from tests.app.till import save_account

pytestmark = pytest.mark.usefixtures("shop")

TODAY = date(2025, 12, 13)


def _marchetti(ctx: Context) -> actions.AccountDone:
    return actions.new_account(
        ctx,
        name="Marchetti, Ruth",
        phone="(206) 555-0142",
        card="C-77",
        renters=(
            RenterDraft("Ruth", date(1981, 3, 4), pays=True),
            RenterDraft("Nína", date(2011, 9, 19), ceiling_id=3, card="C-78"),
        ),
    )


def test_a_new_account_gets_the_next_number_and_its_renters(ctx: Context) -> None:
    done = _marchetti(ctx)
    account = queries.account(done.member_id, TODAY)
    assert account.number == "10001"
    assert account.display_name == "Ruth Marchetti"
    assert account.joined_on == TODAY
    assert [(r.name, r.age, r.ceiling) for r in account.renters] == [
        ("Ruth", 44, ""),
        ("Nína", 14, "PG-13"),
    ]
    assert account.renters[1].ceiling_by == "Dana"
    assert account.renters[1].ceiling_on == TODAY
    assert done.changes.members == {done.member_id}
    assert actions.new_account(ctx, name="Okonkwo, Adaeze").number == "10002"


def test_an_account_without_renters_is_its_own_renter(ctx: Context) -> None:
    done = actions.new_account(ctx, name="Okonkwo, Adaeze", number="0042")
    account = queries.account(done.member_id, TODAY)
    assert account.number == "0042"
    assert [r.name for r in account.renters] == ["Adaeze Okonkwo"]


def test_a_given_number_is_skipped_by_the_counter(ctx: Context) -> None:
    actions.new_account(ctx, name="A", number="10001")
    assert actions.new_account(ctx, name="B").number == "10002"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": "  "}, "member.no_name", "name"),
        ({"number": "1 2"}, "member.bad_number", "number"),
        ({"number": ""}, "member.bad_number", "number"),
        ({"number": "10001"}, "member.number_taken", "number"),
        ({"card": "C-77"}, "member.card_taken", "card"),
        ({"card": "C-78"}, "member.card_taken", "card"),
        ({"limit_cents": -1}, "member.limit_range", "limit_cents"),
        ({"renters": (RenterDraft(" "),)}, "renter.no_name", "name"),
        (
            {"renters": (RenterDraft("X", TODAY + timedelta(1)),)},
            "renter.born_in_future",
            "born_on",
        ),
        ({"renters": (RenterDraft("X", date(1066, 1, 1)),)}, "renter.born_too_early", "born_on"),
        ({"renters": (RenterDraft("X", card="C-77"),)}, "member.card_taken", "card"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    ctx: Context, fields: dict[str, object], code: str, field: str
) -> None:
    _marchetti(ctx)
    before = queries.count()
    with pytest.raises(RuleViolation) as refused:
        actions.new_account(ctx, **{"name": "New", **fields})  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert queries.count() == before


@pytest.mark.parametrize(
    "text",
    [
        "marchetti",
        "ruth march",
        "MARCH ruth",
        "nina",
        "10001",
        "2065550142",
        "(206) 555-0142",
        "206 555",
        "5550142",
        "555-0142",
        "0142",
        "c 77",
        "C-78",
    ],
)
def test_search_finds_by_any_word_number_phone_and_card(ctx: Context, text: str) -> None:
    done = _marchetti(ctx)
    actions.new_account(ctx, name="Okonkwo, Adaeze", phone="312 111 2233")
    assert search.ids(text) == (done.member_id,)


@pytest.mark.parametrize(
    "text", ['"', "o'brien", "name:x", "*", "AND", "( )", "-", "ruth xyz", "٣"]
)
def test_search_takes_any_text(ctx: Context, text: str) -> None:
    _marchetti(ctx)
    assert search.ids(text) == ()
    assert queries.find(text) == ()


def test_lists_go_by_last_name_and_find_puts_the_exact_code_first(ctx: Context) -> None:
    zeta = actions.new_account(ctx, name="Zeta, Al", number="555")
    adams = actions.new_account(ctx, name="Ådams, Zoe", phone="555 0000")
    assert search.ids("") == (adams.member_id, zeta.member_id)
    assert search.ids("555") == (adams.member_id, zeta.member_id)
    assert [hit.number for hit in queries.find("555")] == ["555", adams.number]


def test_a_renters_card_opens_the_account_with_the_renter_chosen(ctx: Context) -> None:
    done = _marchetti(ctx)
    hit = queries.by_code(" C-78 ")
    assert hit is not None
    assert (hit.member_id, hit.renter_id) == (done.member_id, done.renter_ids[1])
    assert queries.resolve("C-77") == done.member_id
    with pytest.raises(NotFound):
        queries.resolve("nobody")


def test_the_index_follows_edits_and_undo(ctx: Context) -> None:
    done = _marchetti(ctx)
    save_account(ctx, done.member_id, name="Bianchi, Ruth", phone="")
    save_account(ctx, done.member_id, renters={done.renter_ids[1]: {"name": "Leo"}})
    assert search.ids("marchetti") == search.ids("0142") == ()
    assert search.ids("bianchi leo") == (done.member_id,)
    undo.undo(ctx)
    undo.undo(ctx)
    assert search.ids("marchetti nina 0142") == (done.member_id,)
    undo.undo(ctx)
    assert search.ids("") == ()
    assert check.run() == []


def test_a_removed_renter_is_not_found_and_the_last_one_stays(ctx: Context) -> None:
    done = _marchetti(ctx)
    save_account(ctx, done.member_id, without=done.renter_ids[1:])
    assert search.ids("nina") == ()
    assert queries.by_code("C-78") is None
    with pytest.raises(RuleViolation) as refused:
        save_account(ctx, done.member_id, without=done.renter_ids)
    assert refused.value.code == "renter.last"


def test_suspend_needs_a_reason_and_comes_off_again(ctx: Context) -> None:
    done = _marchetti(ctx)
    with pytest.raises(RuleViolation):
        actions.suspend(ctx, done.member_id, " ")
    actions.suspend(ctx, done.member_id, "Bounced cheque")
    account = queries.account(done.member_id, TODAY)
    assert (account.status, account.status_reason) == (MemberStatus.SUSPENDED, "Bounced cheque")
    assert store.value("SELECT reason FROM journal_entry ORDER BY id DESC") == "Bounced cheque"
    with pytest.raises(RuleViolation):
        actions.suspend(ctx, done.member_id, "Again")
    actions.reinstate(ctx, done.member_id)
    assert queries.account(done.member_id, TODAY).status == MemberStatus.ACTIVE


def test_a_note_says_who_and_when(ctx: Context) -> None:
    done = _marchetti(ctx)
    save_account(ctx, done.member_id, note=" Call first. ")
    account = queries.account(done.member_id, TODAY)
    assert (account.note, account.note_by, account.note_at) == ("Call first.", "Dana", ctx.now())
    save_account(ctx, done.member_id, note="")
    assert queries.account(done.member_id, TODAY).note_at is None


def test_an_account_that_owes_cannot_be_undone_away(ctx: Context) -> None:
    done = _marchetti(ctx)
    ledger.charge(ctx, done.member_id, LineKind.MEMBERSHIP, 500, "A year")
    with pytest.raises(RuleViolation) as refused:
        undo.undo(ctx, done.operation_id)
    assert refused.value.code == "undo.in_use"
    assert queries.count() == 1


def test_a_whole_account_is_saved_in_one_step_of_undo(ctx: Context) -> None:
    done = _marchetti(ctx)
    ruth, _nina = done.renter_ids
    before = queries.account(done.member_id, TODAY)
    saved = actions.save(
        ctx,
        done.member_id,
        fields={"phone": "(206) 555-0177", "limit_cents": 2500},
        note="Leo picks first.",
        renters=(
            (None, RenterDraft("Leo", date(2017, 6, 2), ceiling_id=2)),
            (ruth, RenterDraft("Ruth", date(1981, 3, 4), pays=True)),
        ),
    )
    account = queries.account(done.member_id, TODAY)
    there = [(row.renter_id, row.name) for row in account.renters if row.active]
    assert there == [(saved.renter_ids[0], "Leo"), (ruth, "Ruth")]
    assert (account.phone, account.limit_cents) == ("(206) 555-0177", 2500)
    assert (account.note, account.note_by) == ("Leo picks first.", "Dana")
    undo.undo(ctx)
    assert queries.account(done.member_id, TODAY) == before


def test_an_account_is_not_saved_without_anybody_on_it(ctx: Context) -> None:
    done = _marchetti(ctx)
    with pytest.raises(RuleViolation) as refused:
        actions.save(ctx, done.member_id, fields={"phone": "1"}, note="", renters=())
    assert refused.value.code == "renter.last"
    assert queries.account(done.member_id, TODAY).phone == "(206) 555-0142"
