"""Sections: their order, their curtain, what is merged and what stays."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalog import copies, sections
from app.catalog.section_list import section_detail, sections_list
from app.catalog.title_detail import title_detail
from app.shop import undo
from app.shop.errors import NotFound, RuleViolation
from tests.app.catalog.stockroom import CTX, NOON, add, drift, state

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def floor() -> dict[str, int]:
    """Drama is there; four more behind it."""
    found = {"Drama": 1}
    for name in ("Comedy", "Foreign", "Horror", "Family"):
        found[name] = sections.add_section(CTX, name).section_id
    return found


def walk() -> list[str]:
    rows = sections_list()
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return [row.name for row in rows]


def code_of(call: Any, *args: Any, **fields: Any) -> str:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **fields)
    return caught.value.code


def test_adding_at_a_place(floor: dict[str, int]) -> None:
    sections.add_section(CTX, "New Releases", position=1)
    sections.add_section(CTX, "Staff Favorites", position=3, short_name="STAFF", note="by the door")
    assert walk() == [
        "New Releases",
        "Drama",
        "Staff Favorites",
        "Comedy",
        "Foreign",
        "Horror",
        "Family",
    ]


def test_a_run_of_moves_is_one_step(floor: dict[str, int]) -> None:
    before = walk()
    done = sections.reorder(CTX, [floor["Family"], floor["Drama"], floor["Horror"]])
    assert walk() == ["Family", "Drama", "Horror", "Comedy", "Foreign"]
    assert done.facts == {"section": "Family", "position": 1}
    undo.undo(CTX)
    assert walk() == before
    assert code_of(sections.reorder, CTX, [1, 99]) == "section.gone"


def test_editing(floor: dict[str, int]) -> None:
    done = sections.edit_section(CTX, 1, name="Western and War", curtained=True, class_id=1)
    assert done.facts["before"] == "Drama"
    row = sections_list()[0]
    assert (row.name, row.curtained, row.class_name) == ("Western and War", True, "Catalogue")
    undo.undo(CTX)
    assert walk()[0] == "Drama"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "section.no_name"),
        ({"name": "COMEDY"}, "section.name_taken"),
        ({"name": "x" * 61}, "text.too_long"),
        ({"minimum_age": 100}, "section.age"),
        ({"shelved_by": "smell"}, "section.shelved_by"),
    ],
)
def test_refused(floor: dict[str, int], fields: dict[str, Any], code: str) -> None:
    before = state()
    assert code_of(sections.edit_section, CTX, 1, **fields) == code
    assert state() == before


def test_its_own_name_in_other_letters_is_no_other(floor: dict[str, int]) -> None:
    sections.edit_section(CTX, 1, name="DRAMA")
    assert walk()[0] == "DRAMA"


def test_the_curtain_counts_what_it_hides(floor: dict[str, int]) -> None:
    her = add("Her")
    copies.add_copies(CTX, int(her.edition_id or 0), 1, 2)
    done = sections.curtain(CTX, 1, True)
    assert done.facts == {"section": "Drama", "curtained": True, "titles": 1}
    undo.undo(CTX)
    assert not sections_list()[0].curtained


def test_merging(floor: dict[str, int]) -> None:
    her, juno = add("Her"), add("Juno")
    copies.add_copies(CTX, int(her.edition_id or 0), 1, 2)
    before = state()
    preview = sections.preview_merge(1)
    assert (preview.copies, preview.titles, preview.out) == (4, 2, 0)
    done = sections.merge_sections(CTX, 1, floor["Horror"])
    assert done.facts == {"section": "Drama", "into": "Horror", "copies": 4}
    assert walk() == ["Comedy", "Foreign", "Horror", "Family"]
    assert title_detail(juno.title_id, NOON).editions[0].copies[0].section == "Horror"
    assert drift() == []
    undo.undo(CTX)
    assert state() == before
    assert code_of(sections.merge_sections, CTX, 1, 1) == "section.itself"


def test_removing(floor: dict[str, int]) -> None:
    add("Her")
    assert code_of(sections.remove_section, CTX, 1) == "section.has_copies"
    sections.remove_section(CTX, floor["Comedy"])
    assert walk() == ["Drama", "Foreign", "Horror", "Family"]
    assert code_of(sections.remove_section, CTX, floor["Comedy"]) == "section.gone"


def test_the_last_section_stays() -> None:
    assert code_of(sections.remove_section, CTX, 1) == "section.last"


def test_a_section_in_its_panel(floor: dict[str, int]) -> None:
    her = add("Her")
    copies.add_copies(CTX, int(her.edition_id or 0), 1, 2, purpose="display")
    detail = section_detail(1, NOON)
    assert (detail.row.titles, detail.row.copies, detail.in_count, detail.display) == (1, 3, 1, 2)
    assert detail.in_count + detail.out + detail.held + detail.display + detail.other == 3
    assert detail.title_ids == (her.title_id,)
    with pytest.raises(NotFound):
        section_detail(99, NOON)
