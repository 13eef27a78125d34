"""Many at once: the preview says what apply does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.catalog import bulk, copies, sections, titles
from app.catalog.bulk import Edit
from app.catalog.models import Copy, Purpose
from app.catalog.title_detail import TitleDetail, title_detail
from app.shop import operations, undo
from app.shop.errors import RuleViolation
from tests.app.catalog.stockroom import CTX, NOON, add, drift, state

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def seven() -> list[int]:
    """Seven films with nine copies in Drama, one of them out; one film has the tag."""
    ids = []
    for number, name in enumerate(("Old Joy", "Columbus", "Yi Yi", "Safe", "Her", "Juno", "M")):
        added = add(name, 2000 + number, tags=["winter window"] if name == "Her" else [])
        ids.append(added.title_id)
        if number < 2:
            copies.add_copies(CTX, int(added.edition_id or 0), 1)
    with operations.begin(CTX, "test.rent") as work:
        work.update(Copy, 1, state="out", due_at=NOON + timedelta(days=3))
    return ids


def whole(ids: list[int]) -> list[TitleDetail]:
    return [title_detail(id_, NOON) for id_ in ids]


def test_the_sentence_of_the_picture(seven: list[int]) -> None:
    """Moves 9 copies, one of them when it comes back. Tags 6, one has it."""
    favorites = sections.add_section(CTX, "Staff Favorites").section_id
    edit = Edit(section_id=favorites, tag_add="Winter window")
    seen = bulk.preview(seven, edit)
    assert (seen.titles, seen.copies, seen.out, len(seen.changing)) == (7, 9, 1, 7)
    section, tag = seen.fields
    assert (section.after, section.titles, section.copies, section.out, section.same) == (
        "Staff Favorites",
        7,
        9,
        1,
        0,
    )
    assert (tag.after, tag.titles, tag.same) == ("Winter window", 6, 1)
    first = seen.lines[0]
    assert (first.title, first.field, first.before, first.after) == (
        "Old Joy",
        "section",
        "Drama",
        "Staff Favorites",
    )
    before = state()
    done = bulk.apply(CTX, seven, edit)
    assert (done.titles, done.copies) == (7, 9)
    assert done.done.facts == {"titles": 7, "copies": 9, "fields": ["section", "tag_add"]}
    for detail in whole(seven):
        assert {copy.section for e in detail.editions for copy in e.copies} == {"Staff Favorites"}
        assert [tag.name for tag in detail.tags] in (["Winter window"], ["winter window"])
    assert drift() == []
    again = bulk.preview(seven, edit)
    assert (again.changing, again.lines) == (frozenset(), ())
    undo.undo(CTX)
    assert state() == before


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (Edit(class_id=1), "class"),
        (Edit(condition_id=2), "condition"),
        (Edit(replacement_cents=2500), "replacement"),
        (Edit(certificate_id=4), "certificate"),
        (Edit(note="from the estate sale"), "note"),
        (Edit(tag_add="x"), "tag_add"),
        (Edit(tag_remove="WINTER window"), "tag_remove"),
        (Edit(genre_add="Drama"), "genre_add"),
        (Edit(genre_remove="Drama"), "genre_remove"),
    ],
)
def test_apply_does_what_preview_said(seven: list[int], edit: Edit, field: str) -> None:
    titles.edit_title(CTX, seven[2], genres=["Drama"])
    before = state()
    seen = bulk.preview(seven, edit)
    assert [one.field for one in seen.fields] == [field]
    done = bulk.apply(CTX, seven, edit)
    assert done.titles == len(seen.changing) == seen.fields[0].titles
    assert done.copies == seen.fields[0].copies
    assert bulk.preview(seven, edit).changing == frozenset()
    assert drift() == []
    undo.undo(CTX)
    assert state() == before


def test_a_row_may_be_left_out(seven: list[int]) -> None:
    edit = Edit(tag_add="x", note="y")
    leave = {(seven[0], "tag_add"), (seven[1], "tag_add"), (seven[1], "note")}
    seen = bulk.preview(seven, edit, leave)
    assert len(seen.changing) == 6
    assert {one.field: one.titles for one in seen.fields} == {"tag_add": 5, "note": 6}
    assert bulk.apply(CTX, seven, edit, leave_out=leave).titles == 6
    first, second = whole(seven[:2])
    assert (first.tags, first.note) == ((), "y")
    assert (second.tags, second.note) == ((), "")


def test_what_belongs_behind_the_curtain_stays_there(seven: list[int]) -> None:
    """2 of 7 cannot go to an open section: they belong behind the curtain."""
    curtain = sections.add_section(CTX, "Behind the curtain", curtained=True).section_id
    bulk.apply(CTX, seven[:3], Edit(section_id=curtain))
    bulk.apply(CTX, [seven[0], seven[1], seven[6]], Edit(certificate_id=6))  # X
    seen = bulk.preview(seven, Edit(section_id=1))
    [refused] = seen.refused
    assert (refused.code, refused.field) == ("copy.behind_curtain", "section")
    assert refused.title_ids == (seven[0], seven[1])
    assert seen.changing == {seven[2]}
    assert bulk.apply(CTX, seven, Edit(section_id=1)).titles == 1
    assert {copy.section for e in whole(seven)[0].editions for copy in e.copies} == {
        "Behind the curtain"
    }


def test_a_copy_that_is_out_keeps_its_purpose(seven: list[int]) -> None:
    seen = bulk.preview(seven, Edit(purpose=Purpose.SALE))
    assert [(one.code, one.title_ids) for one in seen.refused] == [("copy.out", (seven[0],))]
    assert bulk.apply(CTX, seven, Edit(purpose=Purpose.SALE)).titles == 6


def test_cancel_leaves_nothing_changed(seven: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    before = state()
    reports: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        reports.append((done, total))

    def cancelled() -> bool:
        return len(reports) == 2

    with pytest.raises(bulk.Stopped):
        bulk.apply(CTX, seven, Edit(note="x"), report=report, cancelled=cancelled)
    assert reports == [(2, 7), (4, 7)]
    assert state() == before
    assert drift() == []


def test_chunks_are_one_step_of_undo(seven: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    before = state()
    bulk.apply(CTX, seven, Edit(tag_add="x", condition_id=3))
    undo.undo(CTX)
    assert state() == before


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit(section_id=99), "section.gone"),
        (Edit(class_id=99), "class.gone"),
        (Edit(condition_id=99), "condition.gone"),
        (Edit(certificate_id=99), "certificate.gone"),
        (Edit(replacement_cents=-1), "amount.negative"),
        (Edit(tag_add=" "), "tag.no_name"),
        (Edit(), "edit.empty"),
    ],
)
def test_refused(seven: list[int], edit: Edit, code: str) -> None:
    before: Any = state()
    with pytest.raises(RuleViolation) as caught:
        bulk.apply(CTX, seven, edit)
    assert caught.value.code == code
    assert state() == before
