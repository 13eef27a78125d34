"""Titles and editions: added, changed, taken out."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalog import copies, editions, marking, stock_list, titles
from app.catalog.marking import Mark
from app.catalog.stock_query import StockQuery
from app.catalog.title_detail import title_detail
from app.shop import undo
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store
from tests.app.catalog.stockroom import CTX, NOON, add, drift, state

pytestmark = pytest.mark.usefixtures("shop")


def refused(code: str, **facts: Any) -> Any:
    """A check for `pytest.raises`: this code, at least these facts."""

    def matches(error: BaseException) -> bool:
        return (
            isinstance(error, RuleViolation)
            and error.code == code
            and all(error.facts.get(name) == value for name, value in facts.items())
        )

    return matches


def test_four_fields_make_a_title_an_edition_and_a_copy() -> None:
    added = titles.add_title(CTX, "  The   Fisher King ", 1991, 1, 1)
    detail = title_detail(added.title_id, NOON)
    assert (detail.name, detail.sort_name, detail.year) == (
        "The Fisher King",
        "Fisher King, The",
        1991,
    )
    [edition] = detail.editions
    [copy] = edition.copies
    assert (edition.format, copy.section, copy.state, copy.class_name) == (
        "DVD",
        "Drama",
        "in",
        "Catalogue",
    )
    assert copy.barcode == added.barcode == "10000001"
    assert detail.code == "20100001"
    assert added.done.facts == {"title": "The Fisher King", "year": 1991}


def test_without_a_format_there_is_only_a_title() -> None:
    added = titles.add_title(CTX, "Her")
    assert (added.edition_id, added.copy_id, added.barcode) == (None, None, None)
    assert [row.state for row in stock_list.rows([added.title_id], NOON)] == ["none"]


def test_numbers_are_never_given_twice() -> None:
    first = add("Her")
    undo.undo(CTX)
    second = add("Her")
    assert (first.barcode, second.barcode) == ("10000001", "10000002")
    code = store.value("SELECT code FROM title")
    assert code == "20100002"


@pytest.mark.parametrize(
    "name", ["M", "x" * 500, "باب الحديد", "千と千尋の神隠し", "<b>&'\"", "=1+1"]
)
def test_any_name_is_kept_as_it_is(name: str) -> None:
    added = add(name)
    assert title_detail(added.title_id, NOON).name == name
    assert drift() == []


def test_control_characters_never_reach_a_name() -> None:
    added = add("A\0B\tC\nD\x9bE\ud800F")
    assert title_detail(added.title_id, NOON).name == "A B C D EF"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": " \t"}, "title.no_name", "name"),
        ({"name": "x" * 1001}, "text.too_long", "name"),
        ({"name": "x", "year": 1500}, "title.year", "year"),
        ({"name": "x", "season": -1}, "title.season", "season"),
        ({"name": "x", "runtime_minutes": 10**6}, "title.runtime", "runtime_minutes"),
        ({"name": "x", "certificate_id": 99}, "certificate.gone", "certificate_id"),
        ({"name": "x", "format_id": 99}, "format.gone", "format_id"),
        ({"name": "x", "format_id": 1, "section_id": 99}, "section.gone", "section_id"),
    ],
)
def test_what_is_refused_leaves_nothing(fields: dict[str, Any], code: str, field: str) -> None:
    before = state()
    with pytest.raises(RuleViolation) as caught:
        titles.add_title(CTX, **fields)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert state() == before


def test_the_sort_name_follows_the_name_until_it_has_its_own() -> None:
    her = add("The Master")
    titles.edit_title(CTX, her.title_id, name="A Master")
    assert title_detail(her.title_id, NOON).sort_name == "Master, A"
    titles.edit_title(CTX, her.title_id, sort_name="Zz")
    titles.edit_title(CTX, her.title_id, name="The Lake House")
    assert title_detail(her.title_id, NOON).sort_name == "Zz"
    titles.edit_title(CTX, her.title_id, sort_name="")
    assert title_detail(her.title_id, NOON).sort_name == "Lake House, The"


def test_the_language_tells_an_article_from_a_word() -> None:
    die = add("Die Welle")
    assert title_detail(die.title_id, NOON).sort_name == "Die Welle"
    titles.edit_title(CTX, die.title_id, language="German")
    assert title_detail(die.title_id, NOON).sort_name == "Welle, Die"


def test_people_genres_and_tags_are_set_as_lists() -> None:
    her = add("Her", directors=["Spike Jonze"], cast=["Amy Adams", "Joaquin Phoenix"])
    before = state()
    titles.edit_title(
        CTX,
        her.title_id,
        cast=["Joaquin Phoenix", " Scarlett  Johansson ", "", "Joaquin Phoenix"],
        genres=["Romance", "romance"],
        tags=["os"],
    )
    detail = title_detail(her.title_id, NOON)
    assert [person.name for person in detail.cast] == ["Joaquin Phoenix", "Scarlett Johansson"]
    assert [person.name for person in detail.directors] == ["Spike Jonze"]
    assert [genre.name for genre in detail.genres] == ["Romance"]
    undo.undo(CTX)
    assert state() == before


def test_undoing_a_title_waits_for_nobody_who_shares_its_people() -> None:
    add("Her", directors=["Spike Jonze"], tags=["os"])
    first = undo.last_undoable()
    assert first is not None
    add("Adaptation", directors=["Spike Jonze"], tags=["os"])
    undo.undo(CTX, first.id)
    assert [row.name for row in stock_list.rows(stock_list.ids(StockQuery(), NOON), NOON)] == [
        "Adaptation"
    ]


def test_one_tag() -> None:
    her = add("Her")
    titles.add_tag(CTX, her.title_id, "Winter window")
    with pytest.raises(RuleViolation, check=refused("tag.there", tag="winter WINDOW")):
        titles.add_tag(CTX, her.title_id, "winter WINDOW")
    with pytest.raises(RuleViolation, check=refused("tag.no_name")):
        titles.add_tag(CTX, her.title_id, " ")
    titles.remove_tag(CTX, her.title_id, "winter window")
    with pytest.raises(NotFound, check=refused("title.no_tag")):
        titles.remove_tag(CTX, her.title_id, "winter window")
    assert title_detail(her.title_id, NOON).tags == ()


def test_a_title_that_came_in_by_a_slip_goes_with_its_copies() -> None:
    her = add("Her")
    slip = titles.add_title(
        CTX, "Juno", 2007, 1, 1, directors=["Jason Reitman"], tags=["x"], barcode="JUNO"
    )
    copies.add_copies(CTX, int(slip.edition_id or 0))
    before = state()
    done = titles.delete_title(CTX, slip.title_id)
    assert done.facts["copies"] == 2
    assert list(stock_list.ids(StockQuery(), NOON)) == [her.title_id]
    undo.undo(CTX)
    assert state() == before


def test_a_title_that_was_sold_stays() -> None:
    her = add("Her")
    marking.mark(CTX, [int(her.copy_id or 0)], Mark.SALE, sale_cents=500)
    marking.mark(CTX, [int(her.copy_id or 0)], Mark.SOLD)
    with pytest.raises(RuleViolation, check=refused("title.has_history")):
        titles.delete_title(CTX, her.title_id)


def test_alike() -> None:
    one = add("The Carmen", 1915)
    two = add("Carmen", 1983)
    assert titles.alike("carmen") == (one.title_id, two.title_id)
    assert titles.alike("Carmen", 1983) == (two.title_id,)
    assert titles.alike("Carmen Jones") == ()


def test_a_upc_belongs_to_one_edition() -> None:
    her = add("Her", upc="0883929322541")
    juno = add("Juno")
    with pytest.raises(
        RuleViolation, check=refused("upc.taken", title="Her", edition_id=her.edition_id)
    ):
        editions.add_edition(CTX, juno.title_id, 2, "883929322541")
    with pytest.raises(RuleViolation, check=refused("barcode.characters")):
        editions.add_edition(CTX, juno.title_id, 2, "Ünï")
    editions.edit_edition(CTX, int(her.edition_id or 0), upc="883929322541")  # its own


def test_scanning_a_upc() -> None:
    her = add("Her", 2013, upc="883929322541")
    known = editions.scan_upc(" 0883929322541\r")
    assert known.known
    assert known.valid
    assert (known.edition_id, known.title, known.format, known.copies) == (
        her.edition_id,
        "Her",
        "DVD",
        1,
    )
    new = editions.scan_upc("786936192575")
    assert (new.known, new.edition_id, new.upc) == (False, None, "786936192575")
    assert not editions.scan_upc("883929322540").valid


def test_editions_change() -> None:
    her = add("Her")
    extra = editions.add_edition(CTX, her.title_id, 2, label="Criterion", discs=2)
    editions.edit_edition(CTX, extra.edition_id, format_id=3, class_id=1, note="box")
    edition = title_detail(her.title_id, NOON).editions[1]
    assert (edition.format, edition.class_id, edition.note, edition.discs) == (
        "4K UHD",
        1,
        "box",
        2,
    )
    with pytest.raises(NotFound, check=refused("edition.gone")):
        editions.edit_edition(CTX, 999, note="")
