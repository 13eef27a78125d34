"""Films follow their titles; what was said of them, and what stands on the shelf card."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import wings
from app.board import actions, queries, reviews
from app.board.models import Review
from app.catalog import copies, titles
from app.importing import files, running
from app.importing.fields import Kind
from app.shop import undo
from app.shop.errors import RuleViolation
from app.shop.operations import begin
from app.store import check
from app.store import database as store
from tests.app.board.wall import hang, state, up
from tests.app.catalog.stockroom import CTX, NOON, add

pytestmark = pytest.mark.usefixtures("shop")

assert wings.LOADED


def film_of(entry_id: int) -> queries.Film:
    return queries.film(queries.entry(entry_id).film_id)


def review(film_id: int, author: str = "Guest", quote: str = "Good.", **fields: Any) -> int:
    return reviews.add_review(CTX, author, quote, film_id=film_id, **fields).review_id


# -- a film and its title --------------------------------------------------------------------------


def test_a_film_joins_the_title_that_comes_and_leaves_it_with_the_undo() -> None:
    entry = hang("Hamnet", year=2025)
    before = state()
    hamnet = titles.add_title(CTX, "HAMNET", 2025, directors=["Chloé Zhao"])
    film = film_of(entry)
    assert (film.title_id, film.name, film.directors) == (
        hamnet.title_id,
        "HAMNET",
        ("Chloé Zhao",),
    )
    assert hamnet.done.changes.boards == {1}  # the board's screen hears of it
    undo.undo(CTX)
    assert state() == before
    undo.redo(CTX)
    assert film_of(entry).title_id == hamnet.title_id
    assert check.run() == []


@pytest.mark.parametrize(
    ("put_up", "comes", "joins"),
    [
        (("Hamnet", 2025), ("Hamnet", 2025), True),
        (("Hamnet", None), ("Hamnet", 2025), True),
        (("Hamnet", 2025), ("Hamnet", None), True),
        (("The Master", 2012), ("Master, The", 2012), True),
        (("Amelie", 2001), ("Amélie", 2001), True),
        (("Hamnet", 2025), ("Hamnet", 1999), False),
        (("Hamnet", 2025), ("Hamlet", 2025), False),
    ],
)
def test_which_title_is_meant(
    put_up: tuple[str, int | None], comes: tuple[str, int | None], joins: bool
) -> None:
    entry = hang(put_up[0], year=put_up[1])
    title = titles.add_title(CTX, comes[0], comes[1])
    assert film_of(entry).title_id == (title.title_id if joins else None)


def test_a_title_renamed_to_the_film_is_meant_too() -> None:
    title = titles.add_title(CTX, "Hamlet", 2025)
    entry = hang("Hamnet", year=2025)
    titles.edit_title(CTX, title.title_id, name="Hamnet")
    assert film_of(entry).title_id == title.title_id
    undo.undo(CTX)
    assert film_of(entry).title_id is None


def test_a_title_that_another_film_has_is_not_meant() -> None:
    title = titles.add_title(CTX, "Crash", 2004)
    first = hang("Crash")
    actions.take_down(CTX, first)
    titles.add_title(CTX, "Crash", 1996)
    second = hang("Crash")  # which of the two, nobody said
    titles.edit_title(CTX, title.title_id, runtime_minutes=112)
    assert film_of(first).title_id == title.title_id
    assert film_of(second).title_id is None


def test_films_join_what_an_import_brings(tmp_path: Path) -> None:
    entry = hang("Hamnet", year=2025)
    path = tmp_path / "titles.csv"
    path.write_text("title,year\nHamnet,2025\nHer,2013\n", encoding="utf-8")
    opened = files.guess(path, Kind.TITLES)
    running.run(CTX, opened.table, opened.file_map)
    assert film_of(entry).title_id is not None
    assert check.run() == []
    undo.undo(CTX)
    assert film_of(entry).title_id is None
    assert check.run() == []


def test_a_film_keeps_its_name_when_the_title_goes_and_finds_it_again() -> None:
    title = titles.add_title(CTX, "Her", 2012)
    entry = hang("Her")
    titles.edit_title(CTX, title.title_id, year=2013, directors=["Spike Jonze"])
    assert film_of(entry).year == 2013  # a film is called as its title is
    titles.delete_title(CTX, title.title_id)
    film = film_of(entry)
    assert (film.title_id, film.name, film.year) == (None, "Her", 2013)
    assert film.directors == ("Spike Jonze",)
    assert up() == ["Her ....."]
    undo.undo(CTX)
    assert film_of(entry).title_id == title.title_id


def test_of_two_alike_the_deletion_of_one_leaves_the_film_alone() -> None:
    title = titles.add_title(CTX, "Her", 2013)
    entry = actions.put_up(CTX, 1, title_id=title.title_id).entry_id
    titles.add_title(CTX, "Her", 2013)
    titles.delete_title(CTX, title.title_id)
    assert film_of(entry).title_id is None
    undo.undo(CTX)
    assert film_of(entry).title_id == title.title_id


def test_a_film_that_was_put_up_is_known_again() -> None:
    first = hang("Hamnet", year=2025)
    actions.take_down(CTX, first)
    assert film_of(hang("hamnet")).id == film_of(first).id
    assert [film.name for film in queries.films_in_theatres()] == ["Hamnet"]


def test_selling_and_renting_leave_films_alone() -> None:
    her = add("Her", 2013)
    entry = hang("Her")
    before = state()
    copies.add_copies(CTX, int(her.edition_id or 0), 1, 2)
    assert state() == before
    assert queries.entry(entry).copies == 3


# -- reviews ---------------------------------------------------------------------------------------


def test_the_first_review_stands_on_the_card() -> None:
    her = add("Her", 2013)
    added = reviews.add_review(
        CTX, " Film teacher ", "“Starts as a joke.”", title_id=her.title_id, source="film club"
    )
    second = review(
        added.film_id, "Painter", "Trousers too high.", thumbs=4, on_date=date(2025, 12, 1)
    )
    first, other = queries.reviews(added.film_id)
    assert (first.author, first.quote, first.source) == (
        "Film teacher",
        "Starts as a joke.",
        "film club",
    )
    assert (first.on_card, first.on_date) == (True, date(2025, 12, 13))
    assert (other.id, other.on_card, other.thumbs) == (second, False, 4)
    quote = queries.card_quote([her.title_id, 99])
    assert quote == {her.title_id: queries.CardQuote("Starts as a joke.", "Film teacher")}
    reviews.choose_card_review(CTX, second)
    assert queries.card_quote([her.title_id])[her.title_id].author == "Painter"
    undo.undo(CTX)
    assert queries.card_quote([her.title_id]) == quote
    third = review(added.film_id, "Owner", on_card=True)
    assert [one.on_card for one in queries.reviews(added.film_id)] == [True, False, False]
    assert queries.reviews(added.film_id)[0].id == third


def test_the_newest_takes_the_place_of_a_removed_one() -> None:
    film = film_of(hang("Her")).id
    first = review(film, "A", on_date=date(2025, 12, 9))
    review(film, "B", on_date=date(2025, 12, 1))
    review(film, "C", on_date=date(2025, 12, 5))
    before = state()
    reviews.remove_review(CTX, first)
    assert [(one.author, one.on_card) for one in queries.reviews(film)] == [
        ("C", True),
        ("B", False),
    ]
    assert check.run() == []
    undo.undo(CTX)
    assert state() == before


def test_editing_a_review() -> None:
    film = film_of(hang("Her")).id
    one = review(film)
    done = reviews.edit_review(CTX, one, quote="“Better.”", author="Ann", thumbs=0, source="")
    assert done.facts == {"title": "Her", "author": "Ann"}
    [now] = queries.reviews(film)
    assert (now.quote, now.author, now.thumbs) == ("Better.", "Ann", 0)
    undo.undo(CTX)
    assert queries.reviews(film)[0].quote == "Good."


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"author": " "}, "review.no_author"),
        ({"quote": "“”"}, "review.no_quote"),
        ({"thumbs": 6}, "review.thumbs"),
        ({"thumbs": -1}, "review.thumbs"),
        ({"quote": "x" * 601}, "text.too_long"),
    ],
)
def test_no_such_review(fields: dict[str, Any], code: str) -> None:
    film = film_of(hang("Her")).id
    one = review(film)
    before = state()
    with pytest.raises(RuleViolation) as caught:
        reviews.edit_review(CTX, one, **fields)
    assert caught.value.code == code
    with pytest.raises(RuleViolation) as caught:
        review(film, **fields)
    assert caught.value.code == code
    assert state() == before


def test_what_is_gone() -> None:
    calls: list[tuple[Any, ...]] = [
        (reviews.edit_review, 99),
        (reviews.remove_review, 99),
        (reviews.choose_card_review, 99),
    ]
    for call, *args in calls:
        with pytest.raises(RuleViolation) as caught:
            call(CTX, *args)
        assert caught.value.code == "review.gone"
    with pytest.raises(RuleViolation) as caught:
        review(99)
    assert caught.value.code == "film.gone"


def test_the_database_keeps_one_quote_on_the_card() -> None:
    film = film_of(hang("Her")).id
    review(film)
    with pytest.raises(RuleViolation) as broken, begin(CTX, "test") as work:
        work.insert(Review, film=film, author="A", quote="B", on_date=NOON.date(), on_card=True)
    assert broken.value.code == "conflict"


# -- the check -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("harm", "finding"),
    [
        ("UPDATE board_entry SET position = 7", "board_rows"),
        ("UPDATE review SET on_card = 0", "card_quotes"),
        ("UPDATE rated_film SET name = 'Him'", "rated_films"),
    ],
)
def test_the_check_finds_what_is_broken(harm: str, finding: str) -> None:
    add("Her", 2013)
    review(film_of(hang("Her")).id)
    assert check.run() == []
    store.connection().execute(harm)
    assert [one.check for one in check.run()] == [finding]


def test_a_review_is_mended_and_put_on_the_card_in_one_step() -> None:
    film = queries.entry(hang("Her")).film_id
    reviews.add_review(CTX, "Owner", "First.", film_id=film)
    second = reviews.add_review(CTX, "Painter", "Second.", film_id=film).review_id
    before = state()
    reviews.edit_review(CTX, second, quote="Better.", on_card=True)
    said = [(one.author, one.quote, one.on_card) for one in queries.reviews(film)]
    assert said == [("Painter", "Better.", True), ("Owner", "First.", False)]
    reviews.edit_review(CTX, second, quote="Best.", on_card=False)
    assert queries.reviews(film)[0].on_card  # another has to take its place
    undo.undo(CTX)
    undo.undo(CTX)
    assert state() == before


def test_copies_that_the_shop_has_to_rent() -> None:
    her = add("Her", 2013)
    assert queries.copies_of(her.title_id) == 1
    assert queries.copies_of(99) == 0
