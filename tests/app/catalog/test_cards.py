"""The derived tables: true after every operation, put back by every undo, made anew when absent."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import cards, copies, editions, marking, ranks, search_index, stock_list, titles
from app.catalog.marking import Mark
from app.catalog.models import Copy, Edition, Title
from app.catalog.stock_query import StockQuery
from app.shop import long_work, operations, undo
from app.shop.errors import RuleViolation
from app.store import database as store
from app.store import shopfile
from tests.app.catalog.stockroom import CTX, NOON, add, drift, shop_of_its_own, state


def names() -> list[str]:
    ids = stock_list.ids(StockQuery(), NOON)
    return [row.name for row in stock_list.rows(ids, NOON)]


def test_a_shop_without_cards_gets_them_when_it_is_opened(shop: Path) -> None:
    add("Her", 2013)
    add("Amélie", 2001)
    before = state()
    with store.write():
        store.connection().execute("DROP TABLE title_card")
        store.connection().execute("DROP TABLE search")
    shopfile.close_shop()
    shopfile.open_shop(shop)
    assert state() == before
    assert drift() == []


def test_cards_of_another_make_are_made_anew(shop: Path) -> None:
    add("Her", 2013)
    with store.write():
        store.connection().execute("DROP TABLE title_card")
        store.connection().execute("CREATE TABLE title_card (rank INTEGER PRIMARY KEY) STRICT")
    cards.ensure()
    assert drift() == []
    assert names() == ["Her"]


def test_an_opened_shop_with_cards_is_left_alone(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Her", 2013)
    monkeypatch.setattr(cards, "refresh_all", lambda: pytest.fail("made anew for nothing"))
    cards.ensure()


def test_rows_written_in_ranges_are_seen(shop: Path) -> None:
    """An import writes in ranges, by chunks, and may take it all back."""
    old = add("Zodiac", 2007)
    before = state()
    with long_work.begin(CTX, "import") as long:
        for part in (("Her", "Amélie"), ("Juno", "Brazil")):
            with long.chunk() as work:
                new = work.insert_many(
                    Title,
                    [
                        {
                            "code": name,
                            "name": name,
                            "sort_name": name,
                            "sort_key": name.lower(),
                            "original_name": "",
                            "kind": "film",
                            "series": "",
                            "countries": "",
                            "language": "",
                            "synopsis": "",
                            "tagline": "",
                            "staff_pick": "",
                            "note": "",
                            "cover": "",
                            "added_at": work.now,
                        }
                        for name in part
                    ],
                )
                work.insert_many(
                    Edition,
                    [
                        {"title": id_, "format": 1, "label": "", "discs": 1, "note": ""}
                        for id_ in new
                    ],
                )
        with long.chunk() as work:
            work.insert_many(Copy, [_copy(work, "C1", old.title_id, int(old.edition_id or 0))])
        done = long.finish()
    assert drift() == []
    assert names() == ["Amélie", "Brazil", "Her", "Juno", "Zodiac"]
    assert stock_list.rows([old.title_id], NOON)[0].copy_count == 2
    query = StockQuery(operation_id=done.operation_id)
    assert stock_list.count(query, NOON) == 5  # the four, and the one that got a copy
    undo.undo(CTX)
    assert state() == before
    assert drift() == []


def _copy(work: operations.Work, barcode: str, title_id: int, edition_id: int) -> dict[str, Any]:
    return {
        "title": title_id,
        "edition": edition_id,
        "barcode": barcode,
        "section": 1,
        "purpose": "rental",
        "state": "in",
        "state_since": work.now,
        "state_note": "",
        "replacement_cents": 0,
        "added_at": work.now,
        "labelled": 0,
        "note": "",
    }


def test_what_was_read_before_a_transaction_is_read_again_where_somebody_wrote(shop: Path) -> None:
    """An import reads without the lock, and the counter may rename a title meanwhile."""
    her = add("Her", 2013).title_id
    said = cards.said_of([her])
    other = sqlite3.connect(shop)
    other.execute("UPDATE title SET name = 'Zodiac', sort_name = 'Zodiac', sort_key = 'zodiac'")
    other.commit()
    other.close()
    with store.write():
        cards.refresh_titles(said)
    assert drift() == []
    assert list(stock_list.ids(StockQuery(text="zod"), NOON)) == [her]


def test_only_what_changes_of_a_card_is_written(shop: Path) -> None:
    """Each column has an index: the shelf of formats is not moved for a copy that goes missing."""
    copy_id = add("Her", 2013).copy_id
    assert copy_id is not None
    written: list[str] = []
    store.connection().set_trace_callback(written.append)
    marking.mark(CTX, [copy_id], Mark.MISSING)
    store.connection().set_trace_callback(None)
    [update] = [sql for sql in written if sql.startswith("UPDATE title_card")]
    assert "state = " in update
    assert "section_id" not in update
    assert drift() == []


def test_a_full_gap_is_made_room_in(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranks, "SPACING", 4)
    monkeypatch.setattr(ranks, "_STRETCH", 3)
    for number in range(40):
        add(f"B {number}")
    for number in range(40, 0, -1):
        add(f"A {number}")
    for number in range(100, 140):
        add(f"B 1 {number}")
    assert drift() == []
    assert names() == (
        [f"A {number}" for number in range(1, 41)]
        + ["B 0", "B 1"]
        + [f"B 1 {number}" for number in range(100, 140)]
        + [f"B {number}" for number in range(2, 40)]
    )


def test_several_full_gaps_in_one_operation(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranks, "SPACING", 2)
    monkeypatch.setattr(ranks, "_STRETCH", 2)
    for letter in "bcdefg":
        add(letter)
    with operations.begin(CTX, "test.many") as work:
        for number in range(6):
            for letter in "bcdefg":
                name = f"{letter} {number}"
                titles._insert(work, {"name": name, "year": None})
    assert drift() == []
    assert names() == [
        x for letter in "bcdefg" for x in (letter, *(f"{letter} {n}" for n in range(6)))
    ]


_steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "rename", "tag", "mark", "copies", "delete", "code", "undo", "redo"]
        ),
        st.integers(0, 9),
        st.sampled_from(["The End", "Le Brio", "wall-e", "2001", "m", "Her", "É"]),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=25, deadline=timedelta(seconds=20))
@given(steps=_steps)
def test_any_history_leaves_true_cards_and_undo_goes_all_the_way_back(
    template_shop: Path, steps: list[tuple[str, int, str]]
) -> None:
    with shop_of_its_own(template_shop):
        states = [state()]
        for what, number, text in steps:
            done = _take(what, number, text)
            assert drift() == []
            if done:
                states.append(state())
        while len(states) > 1:
            assert states.pop() == state()
            undo.undo(CTX)
            assert drift() == []
        assert states == [state()]


def _take(what: str, number: int, text: str) -> bool:
    """One step of a history; False where it cannot be taken now, or takes nothing forward."""
    known = [row[0] for row in store.rows("SELECT id FROM title ORDER BY id")]
    owned = [row[0] for row in store.rows("SELECT id FROM copy ORDER BY id")]
    before = state()
    try:
        if what == "add":
            add(text, 1990 + number, original_name=text[::-1], cast=[text, "X Y"])
        elif what in ("undo", "redo"):
            undo.undo(CTX)
            undo.redo(CTX)
            return False
        elif not known:
            return False
        elif what == "copies":
            copy = store.rows("SELECT id, section_id FROM edition e, (SELECT 1 AS section_id)")
            copies.add_copies(CTX, copy[number % len(copy)][0], 1, 1 + number % 3)
        elif what == "rename":
            titles.edit_title(CTX, known[number % len(known)], name=text, year=1990 + number)
        elif what == "tag":
            titles.edit_title(CTX, known[number % len(known)], tags=[text], directors=[text])
        elif what == "delete":
            titles.delete_title(CTX, known[number % len(known)])
        elif what == "code" and owned:
            copies.edit_copy(CTX, owned[number % len(owned)], barcode=f"X{text}{number}")
        elif what == "mark" and owned:
            marking.mark(CTX, [owned[number % len(owned)]], list(Mark)[number], sale_cents=100)
    except RuleViolation:
        assert state() == before
        return False
    return state() != before


def test_renting_does_not_rewrite_the_index(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    her = add("Her", 2013)
    monkeypatch.setattr(search_index, "refresh", lambda ids: pytest.fail("read the words again"))
    with operations.begin(CTX, "test.rent") as work:
        work.update(Copy, int(her.copy_id or 0), state="out", due_at=NOON + timedelta(days=5))
        work._recorded.append(("rental", 1, None, None, None))
        cards.refresh(work)
        work._recorded.pop()
        monkeypatch.undo()
    assert stock_list.rows([her.title_id], NOON)[0].state == "out"


def test_an_edition_moves_no_other_card(shop: Path) -> None:
    her, juno = add("Her", 2013), add("Juno", 2007)
    before = store.rows("SELECT * FROM title_card WHERE title_id = ?", (juno.title_id,))
    editions.add_edition(CTX, her.title_id, 2, "883929322541")
    assert store.rows("SELECT * FROM title_card WHERE title_id = ?", (juno.title_id,)) == before
