"""Search as you type, against a slow reading of what it promises."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import copies, search, stock_list, titles
from app.catalog.folding import asked_words, compounds, fold, search_words, sort_key, sort_name
from app.catalog.stock_query import StockQuery
from app.shop import undo
from app.store import database as store
from tests.app.catalog.stockroom import CTX, NOON, add, drift, shop_of_its_own


def found(text: str) -> list[str]:
    names = dict(store.rows("SELECT id, name FROM title"))
    return [names[id_] for id_ in search.first(text)]


@pytest.fixture
def jeunes(shop: Path) -> None:
    """The films of the picture of the screen, and some more."""
    add("Amélie", 2001, original_name="Le fabuleux destin d’Amélie Poulain")
    add("Delicatessen", 1991, directors=["Jean-Pierre Jeunet", "Marc Caro"])
    add("Young & Beautiful", 2013, original_name="Jeune & jolie")
    add("Les jeunes amants", 2021, original_name="The Young Lovers")
    add("Young Ahmed", 2019, original_name="Le jeune Ahmed")
    add("Jeunesse dorée", 2019)
    add("Jeune femme", 2017)
    add("Girlhood", 2014, tags=["jeunesse"])
    add("The Jeune Juliette", 2019)
    add("A Very Long Engagement", 2004, cast=["Audrey Tautou", "Jeunot X"])


def test_best_first(jeunes: None) -> None:
    assert found("jeun") == [
        # the title starts with it, with its article or without
        "Jeune femme",
        "The Jeune Juliette",
        "Les jeunes amants",
        "Jeunesse dorée",
        # the original title starts with it
        "Young Ahmed",
        "Young & Beautiful",
        # people, then tags
        "Delicatessen",
        "A Very Long Engagement",
        "Girlhood",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the jeune j", "The Jeune Juliette"),
        ("les je", "Les jeunes amants"),
        ("le fab", "Amélie"),
        ("FABULEUX DESTIN", "Amélie"),
        ("poulain destin", "Amélie"),
        ("caro deli", "Delicatessen"),
        ("jean-pierre", "Delicatessen"),
        ("young and b", "Young & Beautiful"),
    ],
)
def test_words_in_any_order_across_fields(jeunes: None, text: str, first: str) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "*", '"', "'", "o'brien", "covid-19", "name:star", "names:jeune", "a AND b",
        "NOT", "NEAR(a b)", "^jeune", "{names}: x", "x" * 10_000, "a " * 5_000, "\0", "\ud800",
        "שלום", "\u202eabc", "%", "_", "a\0b", "-", "()", "10000001*", "¶20100001",
    ],
)  # fmt: skip
def test_any_text_is_safe(jeunes: None, text: str) -> None:
    search.first(text)
    search.all_ids(text)
    query = StockQuery(text=text, sections=(1,))
    assert stock_list.count(query, NOON) == len(stock_list.ids(query, NOON))


def test_codes(shop: Path) -> None:
    her = add("Her", 2013, upc="883929322541")
    add("10 Things I Hate About You", 1999)
    assert found("883929322541") == ["Her"]
    assert found("88392") == ["Her"]
    assert found("8839") == []  # too short a piece of a code
    assert found(str(her.barcode)) == ["Her"]
    code = store.value("SELECT code FROM title WHERE name = 'Her'")
    assert found(code) == ["Her"]
    assert found(code[:7]) == []  # title codes whole only
    assert found("10") == ["10 Things I Hate About You"]
    assert found(f"her {her.barcode}") == ["Her"]


def test_codes_are_apart_from_names(shop: Path) -> None:
    add("1000 Years of Solitude")
    her = add("Her")
    assert found("1000") == ["1000 Years of Solitude"]
    assert found(str(her.barcode)[:5]) == ["1000 Years of Solitude", "Her"]
    assert found("atv-1") == []
    copies.add_copies(CTX, int(her.edition_id or 0), barcodes=["ATV-00017"])
    assert found("atv-00") == ["Her"]
    assert found("atv00017") == ["Her"]


def test_names_that_are_sorted_otherwise_still_start_as_they_do(shop: Path) -> None:
    add("The Godfather Part II", 1974, sort_name="Godfather 2")
    add("Fellini's Satyricon", 1969, sort_name="Satyricon")
    add("A Fellini's Dream", 1980, tags=["godfather part"])
    assert found("the godfather part") == ["The Godfather Part II"]
    assert found("fellini's") == ["A Fellini's Dream", "Fellini's Satyricon"]
    assert found("fellini's sat") == ["Fellini's Satyricon"]
    assert found("godfather 2") == ["The Godfather Part II"]
    assert search.count("godfather 2") == 1


def test_a_damaged_index_is_found_and_mended(shop: Path) -> None:
    add("Her", 2013)
    with store.write():
        store.connection().execute("DELETE FROM search_data WHERE id > 10")
    assert [finding.check for finding in drift()] == ["search"]
    search.rebuild()
    assert drift() == []


def test_walle_however_it_is_typed(shop: Path) -> None:
    add("WALL·E", 2008)
    add("Spiderman", 2002)
    assert all(found(text) == ["WALL·E"] for text in ("walle", "wall-e", "wall e", "WALL·E", "wal"))
    assert found("spider-man") == ["Spiderman"]


def test_numbers_begin_numbers(shop: Path) -> None:
    longer = ["20 Days in Mariupol", "200 Motels", "2001: A Space Odyssey", "2046"]
    for name in (*longer, "300", "1, 2, 20"):
        add(name)
    assert found("20") == [*longer, "1, 2, 20"]
    assert found("2001 a sp") == ["2001: A Space Odyssey"]


# -- against a slow reading of the promise ------------------------------------------------------

_WORDS = ["the", "a", "le", "l'eau", "star", "stars", "2", "20", "2001", "wall-e", "o'brien", "é"]
_WORDS += ["千と千尋", "&", "m", "st", "Ærø"]
_names = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)


@dataclass(frozen=True)
class Film:
    name: str
    year: int | None = None
    original: str = ""
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = field(default=())


_films = st.builds(
    Film,
    name=_names.filter(fold),
    year=st.none() | st.integers(1990, 1992),
    original=st.just("") | _names,
    people=st.lists(_names, max_size=2).map(tuple),
    tags=st.lists(st.sampled_from(["stark", "the end", "20s", "wall"]), max_size=2).map(tuple),
)
_texts = st.builds(
    lambda words, cut: " ".join(words)[: max(1, cut)],
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3),
    st.integers(1, 12),
)


def by_the_book(films: dict[int, Film], text: str) -> list[int]:
    """Every film, asked in turn for each promise of `search`'s first lines."""
    key = fold(text)
    if not key:
        return []
    asked = asked_words(text)[:12]
    joined = [word for word in compounds(text) if word == key.replace(" ", "")]

    def begins(film_texts: tuple[str, ...]) -> bool:
        words = {word for one in film_texts for word in search_words(one)}
        each = all(any(word.startswith(one) for word in words) for one in asked)
        return each or any(word.startswith(one) for one in joined for word in words)

    def starts(name: str) -> bool:
        bare = fold(name).split(" ", 1)
        articles = {"the", "a", "le", "l"}
        return fold(name).startswith(key) or (
            len(bare) == 2 and bare[0] in articles and bare[1].startswith(key)
        )

    def title_starts(name: str) -> bool:
        moved = sort_name(name)
        bare = fold(moved.rsplit(",", 1)[0]) if moved != name.strip() else fold(name)
        return fold(name).startswith(key) or bare.startswith(key)

    def tier(film: Film) -> int | None:
        names = (film.name, film.original)
        if title_starts(film.name):
            return 1
        if film.original and starts(film.original):
            return 2
        for number, texts in enumerate(
            (names, (*names, *film.people), (*names, *film.people, *film.tags)), 3
        ):
            if begins(texts):
                return number
        return None

    tiers = {id_: number for id_, film in films.items() if (number := tier(film)) is not None}
    return sorted(
        tiers,
        key=lambda id_: (
            tiers[id_],
            sort_key(sort_name(films[id_].name)),
            films[id_].year or 0,
            id_,
        ),
    )


@settings(max_examples=40, deadline=timedelta(seconds=10))
@given(
    films=st.lists(_films, min_size=1, max_size=12), texts=st.lists(_texts, min_size=6, max_size=6)
)
def test_search_keeps_its_promise(template_shop: Path, films: list[Film], texts: list[str]) -> None:
    with shop_of_its_own(template_shop):
        known: dict[int, Film] = {}
        for film in films:
            done = titles.add_title(
                CTX,
                film.name,
                film.year,
                original_name=film.original,
                cast=film.people,
                tags=film.tags,
            )
            known[done.title_id] = film
        for text in (*texts, *(film.name for film in films)):
            wanted = by_the_book(known, text)
            assert search.first(text, 500) == wanted, text
            assert list(search.all_ids(text)) == wanted
            assert search.count(text) == len(wanted)


def test_the_index_follows_every_change(shop: Path) -> None:
    her = add("Her", 2013, tags=["lonely"])
    titles.edit_title(CTX, her.title_id, name="Hers", directors=["Spike Jonze"], tags=[])
    assert (found("hers"), found("jonze"), found("lonely")) == (["Hers"], ["Hers"], [])
    undo.undo(CTX)
    assert (found("hers"), found("jonze"), found("lonely")) == ([], [], ["Her"])
    assert drift() == []


def test_check_sees_an_index_that_drifted(shop: Path) -> None:
    add("Her", 2013, tags=["lonely"])
    with store.write():
        store.connection().execute("UPDATE tag SET name = 'alone'")
    assert [finding.check for finding in drift()] == ["search"]
    search.rebuild()
    assert drift() == []


def test_an_unfinished_search_lets_go_of_the_file(shop: Path) -> None:
    for number in range(5):
        add(f"Star {number}")
    stream = search.stream("star")
    next(stream)
    stream.close()
    add("Star 9")  # an open cursor would hold the old state
    assert len(search.first("star")) == 6
