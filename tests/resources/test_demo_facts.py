"""The demo shop's facts hold together: what the CSVs name exists, and nothing is implausible."""

from __future__ import annotations

import csv
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
COVERS = DEMO / "covers"

FILM_COLUMNS = [
    "key", "kind", "title", "original_title", "sort_title", "series", "season", "year",
    "countries", "language", "runtime", "certificate", "directors", "cast", "genres", "tags",
    "section", "formats", "discs", "staff_pick", "tagline", "released_home",
]  # fmt: skip
MEMBER_COLUMNS = [
    "number", "name", "phone", "email", "address", "joined", "limit_cents", "status",
    "status_reason", "note", "note_by",
]  # fmt: skip
RENTER_COLUMNS = ["number", "name", "birth", "ceiling", "pays", "keeps_history"]

# What this shop's people talk about: the demo without one of these is not this shop.
TALKED_ABOUT = {
    ("Her", 2013),
    ("Where the Wild Things Are", 2009),
    ("Adaptation.", 2002),
    ("Being John Malkovich", 1999),
    ("Three Kings", 1999),
    ("Eternal Sunshine of the Spotless Mind", 2004),
    ("Elysium", 2013),
    ("Little Children", 2006),
    ("The Fisher King", 1991),
    ("Lost in Translation", 2003),
    ("Ghost World", 2001),
    ("The Horse Whisperer", 1998),
    ("Juno", 2007),
    ("The Lake House", 2006),
    ("The World's End", 2013),
    ("Lars and the Real Girl", 2007),
    ("The Beaver", 2011),
    ("Fight Club", 1999),
    ("Blade Runner", 1982),
    ("WALL·E", 2008),
    ("Minority Report", 2002),
    ("Inception", 2010),
    ("A.I. Artificial Intelligence", 2001),
    ("2001: A Space Odyssey", 1968),
    ("Computer Chess", 2013),
    ("To the Wonder", 2012),
    ("Iron Man 3", 2013),
    ("Before Midnight", 2013),
    ("The Master", 2012),
    ("Junebug", 2005),
    ("Enchanted", 2007),
    ("Raiders of the Lost Ark", 1981),
}

ADULT = {"NC-17", "X"}


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a CSV; a row with more or fewer cells than the heading fails here."""
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, strict=True))
    for row in found:
        assert None not in row, row
        assert all(cell is not None for cell in row.values()), row
    return found


def headings(name: str) -> list[str]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def parts(cell: str) -> list[str]:
    return cell.split(";") if cell else []


@pytest.fixture(scope="module")
def shop() -> dict[str, Any]:
    return tomllib.loads((DEMO / "shop.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def films() -> list[dict[str, str]]:
    return rows("films.csv")


def names(entries: list[dict[str, Any]], field: str = "name") -> list[str]:
    return [str(entry[field]) for entry in entries]


def test_headings() -> None:
    assert headings("films.csv") == FILM_COLUMNS
    assert headings("members.csv") == MEMBER_COLUMNS
    assert headings("members_renters.csv") == RENTER_COLUMNS


def test_about_four_hundred_films_and_each_once(films: list[dict[str, str]]) -> None:
    assert 390 <= len(films) <= 450
    keys = [film["key"] for film in films]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)
    named = [(film["title"], film["year"]) for film in films]
    assert len(set(named)) == len(named)


def test_every_film_the_shop_talks_about_is_there(films: list[dict[str, str]]) -> None:
    shelved = {(film["title"], int(film["year"])) for film in films}
    assert not TALKED_ABOUT - shelved


def test_films_name_only_what_the_shop_has(
    films: list[dict[str, str]], shop: dict[str, Any]
) -> None:
    certificates = set(names(shop["certificates"], "code"))
    sections = names(shop["sections"])
    formats = set(names(shop["formats"]))
    for film in films:
        assert film["certificate"] in certificates, film["key"]
        assert film["section"] in sections, film["key"]
        on = parts(film["formats"])
        assert on, film["key"]
        assert set(on) <= formats, film["key"]
        assert len(set(on)) == len(on), film["key"]
    assert {film["section"] for film in films} == set(sections)


def test_years_runtimes_discs_and_lists_are_plausible(films: list[dict[str, str]]) -> None:
    for film in films:
        year = int(film["year"])
        assert 1895 <= year <= 2026, film["key"]
        minutes = int(film["runtime"])
        longest = 2000 if film["kind"] == "season" else 600
        assert 40 <= minutes <= longest, film["key"]
        assert 1 <= int(film["discs"]) <= 12, film["key"]
        assert film["released_home"] == "" or year <= int(film["released_home"]) <= 2026
        for column in ("title", "countries", "language", "directors", "genres"):
            assert film[column], (film["key"], column)
        assert 2 <= len(parts(film["tags"])) <= 5, film["key"]
        for column in ("countries", "directors", "cast", "genres", "tags"):
            listed = parts(film[column])
            assert len(set(listed)) == len(listed), (film["key"], column)
            assert all(entry == entry.strip() != "" for entry in listed), (film["key"], column)
        assert film["tags"] == film["tags"].lower()
        assert film["original_title"] != film["title"]
        assert len(film["tagline"]) <= 90, film["key"]


def test_seasons_say_which_and_films_do_not(films: list[dict[str, str]]) -> None:
    kinds = {film["kind"] for film in films}
    assert kinds == {"film", "season"}
    for film in films:
        if film["kind"] == "season":
            assert film["series"]
            assert int(film["season"]) >= 1
            assert film["section"] == "Television"
        else:
            assert film["series"] == film["season"] == ""


def test_a_sort_title_drops_something_from_the_front(films: list[dict[str, str]]) -> None:
    for film in films:
        if film["sort_title"]:
            assert film["title"].endswith(film["sort_title"]), film["key"]
            assert film["title"] != film["sort_title"], film["key"]


def test_x_rated_films_stand_behind_the_curtain(
    films: list[dict[str, str]], shop: dict[str, Any]
) -> None:
    curtained = {section["name"] for section in shop["sections"] if section.get("curtained")}
    assert curtained == {"Behind the curtain"}
    for film in films:
        if film["certificate"] == "X" or "Adult" in parts(film["genres"]):
            assert film["section"] in curtained, film["key"]
        if film["section"] in curtained:
            assert film["certificate"] in ADULT, film["key"]


def test_titles_that_test_a_shop_are_among_them(films: list[dict[str, str]]) -> None:
    titles = {film["title"] for film in films}
    assert {"M", "Z", "X", "W.", "O", "300", "1917", "8½", "2046", "12 Angry Men"} <= titles
    assert max(len(title) for title in titles) > 100
    originals = "".join(film["original_title"] for film in films)
    for first, last in (
        ("\u0370", "\u03ff"),  # Greek
        ("\u0400", "\u04ff"),  # Cyrillic
        ("\u0530", "\u058f"),  # Armenian
        ("\u0590", "\u05ff"),  # Hebrew
        ("\u0600", "\u06ff"),  # Arabic
        ("\u0900", "\u097f"),  # Devanagari
        ("\u0e00", "\u0e7f"),  # Thai
        ("\u10a0", "\u10ff"),  # Georgian
        ("\u3040", "\u30ff"),  # Kana
        ("\u4e00", "\u9fff"),  # Han
        ("\uac00", "\ud7af"),  # Hangul
    ):
        assert any(first <= letter <= last for letter in originals), (first, last)


def test_the_shop_is_whole(shop: dict[str, Any]) -> None:
    assert len(shop["sections"]) == 17
    classes = set(names(shop["classes"]))
    assert len(classes) == 6
    assert {section["class"] for section in shop["sections"]} <= classes
    assert set(shop["format_classes"].values()) <= classes
    assert set(shop["format_classes"]) <= set(names(shop["formats"]))
    assert set(shop["hours"]) == {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    }  # fmt: skip
    assert shop["hours"]["sunday"] == []
    for exception in shop["exceptions"]:
        assert re.fullmatch(r"\d\d-\d\d|[1-5](st|nd|rd|th) [a-z]+day of [a-z]+", exception["day"])
        assert exception["reason"]


def test_households_and_their_people(shop: dict[str, Any]) -> None:
    members = rows("members.csv")
    assert len(members) == 64
    for column in ("number", "name", "phone"):
        found = [member[column] for member in members]
        assert len(set(found)) == len(found), column
    for member in members:
        assert re.fullmatch(r"\d{5}", member["number"])
        assert re.fullmatch(r"\(206\) 555-01\d\d", member["phone"])
        assert member["email"] == "" or member["email"].endswith("@example.org")
        assert date.fromisoformat(member["joined"]) <= date(2026, 11, 22)
        assert member["status"] in ("active", "suspended")
        assert bool(member["status_reason"]) == (member["status"] == "suspended")

    renters = rows("members_renters.csv")
    certificates = set(names(shop["certificates"], "code")) | {""}
    assert {renter["number"] for renter in renters} == {member["number"] for member in members}
    for renter in renters:
        assert renter["ceiling"] in certificates
        assert {renter["pays"], renter["keeps_history"]} <= {"yes", "no"}
        if renter["ceiling"]:
            assert date.fromisoformat(renter["birth"]).year >= 2005, renter["name"]
        elif renter["birth"]:
            assert date.fromisoformat(renter["birth"]).year >= 1930, renter["name"]
    payers = {renter["number"] for renter in renters if renter["pays"] == "yes"}
    assert payers == {member["number"] for member in members}


def test_every_cover_belongs_to_a_film_and_has_its_drawing(films: list[dict[str, str]]) -> None:
    keys = {film["key"] for film in films}
    pictures = {path.stem for path in COVERS.glob("*.png")}
    drawings = {path.stem for path in (COVERS / "src").glob("*.svg")}
    assert pictures == drawings
    assert pictures <= keys
    by_title = {(film["title"], int(film["year"])): film["key"] for film in films}
    assert {by_title[named] for named in TALKED_ABOUT} <= pictures


@pytest.mark.parametrize("path", sorted(COVERS.glob("*.png")), ids=lambda path: path.stem)
def test_a_cover_is_five_by_seven_and_small(path: Path) -> None:
    assert path.stat().st_size <= 25_000
    with Image.open(path) as picture:
        assert picture.size == (400, 560)


def test_the_board_names_films_of_the_shop_and_seats_that_are_there() -> None:
    told = tomllib.loads((DEMO / "board.toml").read_text("utf-8"))
    keys = {film["key"] for film in rows("films.csv")}
    seats = {board["name"]: board["seats"] for board in told["board"]}
    assert all(len(set(names)) == 5 for names in seats.values())
    hanging = [(board["name"], one) for board in told["board"] for one in board["up"]]
    for board, one in hanging:
        assert one.get("film") in keys or one["name"], one
        since = int(one["since"].split()[0])
        given = [thumb.split()[0] for thumb in one["thumbs"] if thumb]
        assert len(one["thumbs"]) == 5, board
        assert all(day == "now" or int(day) <= since for day in given), one
    for board, lines in told["history"].items():
        closed = [line.split() for line in lines.strip().splitlines()]
        assert board in seats
        assert {line[0] for line in closed} <= keys
        for film, up, down, thumbs in closed:
            assert int(up) > int(down) + 9, film  # each seat sees it on an evening of its own
            assert re.fullmatch("[01]{5}", thumbs), film
    for review in told["review"]:
        assert review.get("film") in keys or review["name"]
        assert 0 < len(review["quote"]) <= 600
        assert review["quote"] == review["quote"].strip(' “”"')
        assert review["by"]
