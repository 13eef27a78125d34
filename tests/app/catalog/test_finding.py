"""The scan bar, shelf-card facts, covers, saved filters, one title whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import card_facts, copies, covers, finding, marking, saved_filters, titles
from app.catalog.marking import Mark
from app.catalog.stock_query import Facet, StateFacet, StockQuery
from app.catalog.title_detail import title_detail
from app.shop import undo
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store
from app.store import shopfile
from tests.app.catalog.stockroom import CTX, NOON, add, shop_of_its_own

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def test_what_the_scan_bar_finds(shop: Path) -> None:
    her = add("Her", 2013, directors=["Spike Jonze"], upc="883929322541")
    there = add("There Will Be Blood", 2007)
    code = store.value("SELECT code FROM title WHERE id = ?", (her.title_id,))

    def kinds(text: str) -> list[tuple[str, int]]:
        return [(one.kind, one.id) for one in finding.find(text)]

    assert kinds(str(her.barcode)) == [("copy", her.copy_id), ("title", her.title_id)]
    assert kinds(" 0883929322541\n")[0] == ("edition", her.edition_id)
    assert kinds(code) == [("title", her.title_id)]
    assert kinds("her") == [("title", her.title_id)]
    assert kinds("blood the")[0] == ("title", there.title_id)
    assert kinds("1000000")[-2:] == [("copy", her.copy_id), ("copy", there.copy_id)]
    assert kinds("nothing like it") == []
    first = finding.find("her")[0]
    assert (first.code, first.text, first.detail) == (code, "Her", "2013, Spike Jonze")
    assert finding.find(str(her.barcode))[0].detail == "DVD, Drama"
    assert finding.find("her", kinds=("copy",)) == []


def test_a_whole_name_comes_before_longer_ones(shop: Path) -> None:
    add("Her Blue Sky", 2019)
    add("The Her", 1980)
    add("Her", 2013)
    assert finding.find("her")[0].text == "Her"


def test_references(shop: Path) -> None:
    her = add("Her", upc="883929322541")
    copy = finding.copy_by_barcode(f" {her.barcode} ")
    edition = finding.edition_by_upc("0883929322541")
    assert copy is not None
    assert edition is not None
    assert (copy.copy_id, edition.edition_id) == (her.copy_id, her.edition_id)
    assert finding.copy_by_barcode("x" * 9_999) is None
    assert finding.edition_by_upc("") is None
    assert finding.title_by_code("20100001") == her.title_id


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(st.text(), min_size=5, max_size=5))
def test_any_text_may_be_typed(template_shop: Path, texts: list[str]) -> None:
    with shop_of_its_own(template_shop):
        add("Her")
        for text in texts:
            finding.find(text)
            finding.copy_by_barcode(text)
            finding.edition_by_upc(text)
            finding.title_by_code(text)


# -- shelf cards -------------------------------------------------------------------------------


def test_facts_of_a_shelf_card(shop: Path) -> None:
    her = add(
        "Her",
        2013,
        original_name="Elle",
        directors=["Spike Jonze"],
        cast=["A", "B", "C", "D", "E"],
        runtime_minutes=126,
        certificate_id=4,
        tagline="A Spike Jonze love story",
        staff_pick="Dana",
    )
    from app.catalog import editions

    blu = editions.add_edition(CTX, her.title_id, 2).edition_id
    lost = copies.add_copies(CTX, blu, 1).copy_ids
    marking.mark(CTX, lost, Mark.MISSING)
    juno = add("Juno", 2007)
    second, first = card_facts.card_facts([juno.title_id, her.title_id, 99])
    assert (second.title, second.formats, second.directors) == ("Juno", ("DVD",), ())
    assert (first.title, first.original, first.year, first.runtime_minutes) == (
        "Her",
        "Elle",
        2013,
        126,
    )
    assert (first.certificate, first.section, first.code) == ("R", "Drama", "20100001")
    assert first.formats == ("DVD",)  # the Blu-ray is missing
    assert first.cast == ("A", "B", "C", "D")
    assert (first.tagline, first.staff_pick) == ("A Spike Jonze love story", "Dana")


# -- covers ------------------------------------------------------------------------------------


def test_a_cover_is_kept_once_by_its_content(shop: Path) -> None:
    her, juno = add("Her"), add("Juno")
    covers.set_cover(CTX, her.title_id, PNG)
    covers.set_cover(CTX, juno.title_id, PNG)
    name = title_detail(her.title_id, NOON).cover
    assert name == title_detail(juno.title_id, NOON).cover == covers.name_of(PNG)
    [kept] = shopfile.covers_folder(shop).iterdir()
    assert (kept.name, kept.read_bytes()) == (name, PNG)
    undo.undo(CTX)
    assert title_detail(juno.title_id, NOON).cover == ""
    covers.remove_cover(CTX, her.title_id)
    assert kept.exists(), "an undo could bring it back"
    with pytest.raises(NotFound):
        covers.set_cover(CTX, 99, PNG)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "cover.empty"),
        (b"<svg onload=...>", "cover.unknown"),
        (b"RIFF....WAVE", "cover.unknown"),
        (b"\xff\xd8\xff" + bytes(covers.LARGEST), "cover.too_large"),
    ],
)
def test_pictures_refused(shop: Path, data: bytes, code: str) -> None:
    her = add("Her")
    with pytest.raises(RuleViolation) as caught:
        covers.set_cover(CTX, her.title_id, data)
    assert caught.value.code == code
    assert not any(shop.parent.glob("*.covers/*"))


# -- saved filters -----------------------------------------------------------------------------


def test_saved_filters(shop: Path) -> None:
    query = StockQuery(text="jeun", states=(StateFacet.LATE,), idle_days=180)
    saved_filters.save(CTX, " Dusty  dramas ", {**query.to_json(), "view": "covers"})
    saved_filters.save(CTX, "Late", {})
    [dusty, late] = saved_filters.listed()
    assert dusty.name == "Dusty dramas"
    assert StockQuery.from_json(dusty.query) == query
    saved_filters.save(CTX, "DUSTY dramas", {"text": "x"})
    assert saved_filters.listed()[0].query == {"text": "x"}
    saved_filters.rename(CTX, late.id, "Very late")
    with pytest.raises(RuleViolation) as caught:
        saved_filters.rename(CTX, late.id, "dusty Dramas")
    assert caught.value.code == "filter.name_taken"
    saved_filters.remove(CTX, dusty.id)
    undo.undo(CTX)
    assert [row.name for row in saved_filters.listed()] == ["Dusty dramas", "Very late"]
    with pytest.raises(RuleViolation):
        saved_filters.save(CTX, " ", {})


def test_a_query_opens_one_facet_or_all() -> None:
    query = StockQuery(text="x", sections=(1,), idle_days=30)
    assert query.without(Facet.SECTION) == StockQuery(text="x", idle_days=30)
    assert query.without(Facet.IDLE) == StockQuery(text="x", sections=(1,))
    assert query.unfiltered() == StockQuery(text="x")
    assert (query.filtered, query.unfiltered().filtered) == (True, False)
    assert (StockQuery(text="*").asks, StockQuery(text="é").asks) == (False, True)


def test_a_title_that_is_gone(shop: Path) -> None:
    with pytest.raises(NotFound):
        title_detail(99, NOON)
    with pytest.raises(NotFound):
        titles.edit_title(CTX, 99, name="x")
