"""Copies: barcodes, what they start with, what they may become."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.catalog import copies, editions, marking, numbers, rules, sections, stock_list
from app.catalog.copy_history import copy_history
from app.catalog.marking import Mark
from app.catalog.models import Copy, CopyState, Purpose
from app.catalog.title_detail import copy_detail, title_detail
from app.shop import operations, settings, undo
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store
from tests.app.catalog.stockroom import CTX, NOON, add, drift, state

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def her() -> Any:
    return add("Her", 2013)


def out(copy_id: int) -> None:
    with operations.begin(CTX, "test.rent") as work:
        work.update(Copy, copy_id, state="out", due_at=NOON + timedelta(days=5))


def code_of(call: Any, *args: Any, **fields: Any) -> str:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **fields)
    return caught.value.code


def test_a_box_of_new_copies(her: Any) -> None:
    added = editions.receive(CTX, her.edition_id, count=3)
    assert added.barcodes == ("10000002", "10000003", "10000004")
    assert added.done.facts["count"] == 3
    scanned = editions.receive(CTX, her.edition_id, barcodes=[" atv-1 ", "atv 2"])
    assert scanned.barcodes == ("ATV-1", "ATV2")
    [row] = stock_list.rows([her.title_id], NOON)
    assert row.in_count == 6
    undo.undo(CTX)
    [row] = stock_list.rows([her.title_id], NOON)
    assert row.in_count == 4


def test_new_copies_start_as_their_edition_section_and_sisters_say(her: Any) -> None:
    rare = _class("Rare")
    box = _class("Box Set")
    foreign = sections.add_section(CTX, "Foreign", class_id=rare).section_id
    edition = editions.add_edition(CTX, her.title_id, 2).edition_id

    def new(edition_id: int, **fields: Any) -> Any:
        return copy_detail(copies.add_copies(CTX, edition_id, **fields).copy_ids[0], NOON).copy

    assert new(edition).section == "Drama"  # as the title's newest copy
    assert new(edition, section_id=foreign).class_id == rare
    editions.edit_edition(CTX, edition, class_id=box, replacement_cents=4500)
    started = new(edition, section_id=foreign)
    assert (started.class_id, started.replacement_cents) == (box, 4500)
    given = new(edition, class_id=rare, replacement_cents=1, condition_id=2, note=" x ")
    assert (given.class_id, given.replacement_cents, given.condition, given.note) == (
        rare,
        1,
        "Good",
        "x",
    )
    assert new(edition, purpose=Purpose.SALE, sale_cents=600).class_id is None


def _class(name: str) -> int:
    with store.write():
        cursor = store.connection().execute(
            "INSERT INTO rental_class SELECT NULL, ?, price_cents, period_nights, period_hours,"
            " due_kind, due_minute, late_mode, late_rate_cents, closed_days_count, grace_minutes,"
            " cap_kind, cap_cents, deposit_cents, retired, 9 FROM rental_class WHERE id = 1",
            (name,),
        )
    return int(cursor.lastrowid or 0)


def test_the_next_number_goes_round_what_is_taken(her: Any) -> None:
    taken = [f"{number:08d}" for number in range(10_000_002, 10_000_009)]
    copies.add_copies(CTX, her.edition_id, barcodes=[*taken, "10000010"])
    with operations.begin(CTX, "test.code") as work:
        work.update(Copy, her.copy_id, barcode="99999999")
    assert [numbers.coming_barcode() for _ in range(2)] == ["10000009"] * 2
    found = copies.add_copies(CTX, her.edition_id, count=3).barcodes
    assert found == ("10000009", "10000011", "10000012")


def test_a_long_run_of_imported_numbers_is_leapt_over(her: Any) -> None:
    with store.write():
        raw = store.connection()
        raw.executemany(
            "INSERT INTO copy SELECT NULL, title_id, edition_id, ?, section_id, condition_id,"
            " purpose, state, state_since, state_note, rental_class_id, replacement_cents,"
            " sale_cents, cost_cents, due_at, last_rented_at, added_at, labelled, note"
            " FROM copy WHERE id = 1",
            ((f"{number:08d}",) for number in range(10_000_002, 10_020_000)),
        )
        assert numbers.coming_barcode() == "10020000"
        assert numbers.next_barcodes(1) == ["10020000"]
    store.forget()
    assert settings.settings().next_barcode == 10_020_001


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        (["10000001"], "barcode.taken"),
        (["A1", "a1"], "barcode.repeated"),
        (["883929322541"], "barcode.is_upc"),
        ([""], "barcode.empty"),
        (["x" * 10_000], "barcode.too_long"),
        (["é"], "barcode.characters"),
    ],
)
def test_barcodes_refused(her: Any, codes: list[str], code: str) -> None:
    editions.edit_edition(CTX, her.edition_id, upc="883929322541")
    before = state()
    assert code_of(copies.add_copies, CTX, her.edition_id, barcodes=codes) == code
    assert state() == before


def test_counts_and_places_refused(her: Any) -> None:
    for count in (0, -1, 501):
        assert code_of(copies.add_copies, CTX, her.edition_id, count=count) == "copies.count"
    assert code_of(copies.add_copies, CTX, 99) == "edition.gone"
    assert code_of(copies.add_copies, CTX, her.edition_id, 99) == "section.gone"
    assert code_of(copies.add_copies, CTX, her.edition_id, condition_id=99) == "condition.gone"
    assert code_of(copies.add_copies, CTX, her.edition_id, sale_cents=-1) == "amount.negative"


def test_a_first_copy_needs_a_section() -> None:
    from app.catalog import titles

    bare = titles.add_title(CTX, "Juno", 2007, 1)
    assert code_of(copies.add_copies, CTX, bare.edition_id) == "section.needed"


def test_editing_a_copy(her: Any) -> None:
    comedy = sections.add_section(CTX, "Comedy").section_id
    before = state()
    copies.edit_copy(
        CTX, her.copy_id, barcode="x9", section_id=comedy, condition_id=3, note="n", labelled=True
    )
    detail = copy_detail(her.copy_id, NOON)
    assert (detail.copy.barcode, detail.copy.section, detail.copy.condition) == (
        "X9",
        "Comedy",
        "Fair",
    )
    assert detail.copy.labelled
    [row] = stock_list.rows([her.title_id], NOON)
    assert row.section == "Comedy"
    undo.undo(CTX)
    assert state() == before


def test_a_copy_moves_to_another_title_with_both_lists_told(her: Any) -> None:
    juno = add("Juno", 2007)
    done = copies.edit_copy(CTX, her.copy_id, edition_id=juno.edition_id)
    assert done.changes.titles == {her.title_id, juno.title_id}
    assert [row.copy_count for row in stock_list.rows([her.title_id, juno.title_id], NOON)] == [
        0,
        2,
    ]
    assert drift() == []
    undo.undo(CTX)
    assert [row.copy_count for row in stock_list.rows([her.title_id, juno.title_id], NOON)] == [
        1,
        1,
    ]
    assert drift() == []


def test_a_copy_that_is_out_keeps_purpose_and_edition(her: Any) -> None:
    out(her.copy_id)
    assert code_of(copies.edit_copy, CTX, her.copy_id, purpose=Purpose.SALE) == "copy.out"
    assert code_of(copies.edit_copy, CTX, her.copy_id, edition_id=her.edition_id) == "copy.out"
    copies.edit_copy(CTX, her.copy_id, note="scratched", purpose=Purpose.RENTAL)


def test_adult_titles_stay_behind_the_curtain(her: Any) -> None:
    from app.catalog import titles

    curtain = sections.add_section(CTX, "Behind the curtain", curtained=True).section_id
    copies.edit_copy(CTX, her.copy_id, section_id=curtain)
    copies.edit_copy(CTX, her.copy_id, section_id=1)  # rated nothing: it may come out again
    copies.edit_copy(CTX, her.copy_id, section_id=curtain)
    titles.edit_title(CTX, her.title_id, certificate_id=5)  # NC-17, from 18
    assert code_of(copies.edit_copy, CTX, her.copy_id, section_id=1) == "copy.behind_curtain"
    assert code_of(sections.merge_sections, CTX, curtain, 1) == "section.behind_curtain"


def test_only_a_slip_of_the_keyboard_is_deleted(her: Any) -> None:
    before = state()
    copies.delete_copy(CTX, her.copy_id)
    assert [row.state for row in stock_list.rows([her.title_id], NOON)] == ["none"]
    undo.undo(CTX)
    assert state() == before
    with pytest.raises(NotFound):
        copies.delete_copy(CTX, 99)


def test_an_edition_goes_with_its_last_copy_where_there_is_another(her: Any) -> None:
    extra = editions.add_edition(CTX, her.title_id, 2)
    first, second = copies.add_copies(CTX, extra.edition_id, count=2).copy_ids

    def now() -> list[str]:
        return [edition.format for edition in title_detail(her.title_id, NOON).editions]

    copies.delete_copy(CTX, first)
    assert now() == ["DVD", "Blu-ray"]
    copies.delete_copy(CTX, second)
    assert now() == ["DVD"]
    copies.delete_copy(CTX, her.copy_id)
    assert now() == ["DVD"], "what a title is sold on stays with it"
    for _ in range(3):
        undo.undo(CTX)
    assert drift() == []
    assert now() == ["DVD", "Blu-ray"]


# -- marks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "state_after", "purpose"),
    [
        ([Mark.MISSING], "missing", "rental"),
        ([Mark.MISSING, Mark.FOUND], "in", "rental"),
        ([Mark.DAMAGED], "damaged", "rental"),
        ([Mark.DAMAGED, Mark.REPAIR, Mark.REPAIRED], "in", "rental"),
        ([Mark.HOLD], "held", "rental"),
        ([Mark.HOLD, Mark.RELEASE], "in", "rental"),
        ([Mark.SALE], "in", "sale"),
        ([Mark.SALE, Mark.RENT], "in", "rental"),
        ([Mark.SALE, Mark.SOLD], "sold", "sale"),
        ([Mark.DISPLAY], "in", "display"),
        ([Mark.RETIRE], "retired", "rental"),
        ([Mark.RETIRE, Mark.REINSTATE], "in", "rental"),
        ([Mark.MISSING, Mark.RETIRE], "retired", "rental"),
    ],
)
def test_marks(her: Any, marks: list[Mark], state_after: str, purpose: str) -> None:
    before = state()
    for wanted in marks:
        assert wanted in marking.marks_for(her.copy_id)
        marking.mark(CTX, [her.copy_id], wanted, sale_cents=600)
    found = copy_detail(her.copy_id, NOON).copy
    assert (found.state, found.purpose) == (state_after, purpose)
    assert drift() == []
    for _ in marks:
        undo.undo(CTX)
    assert state() == before


def test_what_no_mark_may_do(her: Any) -> None:
    for wanted in (Mark.FOUND, Mark.REPAIRED, Mark.RELEASE, Mark.RENT, Mark.REINSTATE):
        assert code_of(marking.mark, CTX, [her.copy_id], wanted) == "copy.cannot"
    assert code_of(marking.mark, CTX, [her.copy_id], Mark.SALE) == "copy.no_price"
    assert code_of(marking.mark, CTX, [], Mark.MISSING) == "copy.none"
    assert code_of(marking.mark, CTX, [99], Mark.MISSING) == "copy.gone"
    out(her.copy_id)
    for wanted in Mark:
        assert code_of(marking.mark, CTX, [her.copy_id], wanted, sale_cents=1) == "copy.out"
    assert marking.marks_for(her.copy_id) == ()


def test_every_mark_changes_something_and_none_leads_out_of_out() -> None:
    for state_now in CopyState:
        for purpose in Purpose:
            for wanted in Mark:
                then = rules.after(wanted, state_now, purpose)
                assert then != (state_now, purpose)
                assert then is None or CopyState.OUT not in (state_now, then[0])


def test_several_copies_are_marked_all_or_none(her: Any) -> None:
    second, third = copies.add_copies(CTX, her.edition_id, count=2).copy_ids
    out(third)
    before = state()
    assert code_of(marking.mark, CTX, [her.copy_id, second, third], Mark.MISSING) == "copy.out"
    assert state() == before
    done = marking.mark(CTX, [her.copy_id, second], Mark.MISSING, note="after the party")
    assert done.facts == {
        "mark": "missing",
        "count": 2,
        "title": "Her",
        "barcode": "10000001",
        "note": "after the party",
    }
    states = {
        copy.barcode: copy.state for copy in title_detail(her.title_id, NOON).editions[0].copies
    }
    assert states == {"10000001": "missing", "10000002": "missing", "10000003": "out"}


def test_history_of_a_copy(her: Any) -> None:
    marking.mark(CTX, [her.copy_id], Mark.MISSING, note="gone")
    marking.mark(CTX, [her.copy_id], Mark.FOUND)
    undo.undo(CTX)
    lines = copy_history(her.copy_id)
    assert [line.kind for line in lines].count("added") == 1
    changes = [change for line in lines for change in line.changes]
    assert ("state", "in", "missing") in [(c.field, c.before, c.after) for c in changes]
    assert lines[0].staff == "Dana"
