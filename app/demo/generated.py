"""A very large stock by generation: titles, people and households out of word lists.

Nothing here is a real film or person. The words are in
`resources/demo/words.toml`; the same seed gives the same shop. Shapes follow a real
catalogue: some titles share their first words, some are one word, some very long, some in other
scripts; a few directors made many films, most made one or two.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import date

import resources
from app.demo.facts import MemberFacts, RenterFacts, TitleFacts


def _words(name: str) -> tuple[str, ...]:
    """A list of `words.toml`: parted by semicolons where it has any, else by spaces."""
    told = tomllib.loads(resources.path("demo", "words.toml").read_text(encoding="utf-8"))[name]
    parts = told.split(";") if ";" in told else told.split()
    return tuple(" ".join(part.split()) for part in parts)


_ADJECTIVES = _words("adjectives")
_NOUNS = _words("nouns")
_GIVEN = _words("given")
_FAMILY = _words("family")
_PLACES = _words("places")
_FOREIGN = (
    ("Les nuits de", "French"),
    ("Le secret de", "French"),
    ("La maison de", "French"),
    ("L'été de", "French"),
    ("El último tren a", "Spanish"),
    ("La noche de", "Spanish"),
    ("Das Haus in", "German"),
    ("Die Stille von", "German"),
    ("Il giardino di", "Italian"),
    ("O mar de", "Portuguese"),
)
_SCRIPTS = (
    ("東京の", "Japanese", ("夜", "雨", "春", "犬", "手紙", "海辺", "時計")),
    ("서울의 ", "Korean", ("봄", "밤", "편지", "바다", "겨울", "친구")),
    ("Последний ", "Russian", ("поезд", "снег", "дом", "вальс", "берег")),
    ("قصة ", "Arabic", ("القاهرة", "الحب", "البحر", "الليل", "الباب")),
    ("Το ", "Greek", ("σπίτι", "νησί", "τρένο", "καλοκαίρι")),
)
_GENRES = _words("genres")
_TAGS = _words("tags")
_SECTION_OF = {
    "Comedy": "Comedy",
    "Horror": "Horror",
    "Action": "Action",
    "Adventure": "Action",
    "Crime": "Mystery and Noir",
    "Mystery": "Mystery and Noir",
    "Film Noir": "Mystery and Noir",
    "Western": "Western and War",
    "War": "Western and War",
    "Family": "Family",
    "Animation": "Animation",
    "Documentary": "Documentary",
    "Science Fiction": "Science Fiction",
}
_CERTIFICATES = (
    "G",
    "PG",
    "PG",
    "PG-13",
    "PG-13",
    "PG-13",
    "R",
    "R",
    "R",
    "R",
    "Unrated",
    "Unrated",
)
_ROMAN = ("II", "III", "IV", "V", "VI")


def people(rng: random.Random, count: int) -> list[str]:
    """Distinct invented names."""
    found: dict[str, None] = {}
    while len(found) < count:
        name = f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"
        if name in found:
            name = f"{rng.choice(_GIVEN)} {chr(65 + rng.randrange(26))}. {name.split(' ', 1)[1]}"
        found[name] = None
    return list(found)


def titles(seed: int, count: int) -> Iterator[TitleFacts]:
    """`count` invented films."""
    rng = random.Random(seed)
    crew = people(rng, max(40, count // 6))
    for _ in range(count):
        yield _title(rng, crew)


def _title(rng: random.Random, crew: list[str]) -> TitleFacts:
    name, original, language = _name(rng)
    genres = tuple(dict.fromkeys(rng.choices(_GENRES, k=rng.choice((1, 1, 2, 2, 3)))))
    year = min(2025, 1920 + int(rng.triangular(0, 106, 92)))
    adult = rng.random() < 0.016
    section = "Behind the curtain" if adult else _section(rng, genres[0], language, year)
    return TitleFacts(
        name=name,
        original=original,
        year=year,
        language=language,
        runtime=int(rng.gauss(104, 17)),
        certificate="X" if adult else rng.choice(_CERTIFICATES),
        directors=tuple(_person(rng, crew) for _ in range(2 if rng.random() < 0.06 else 1)),
        cast=tuple(dict.fromkeys(_person(rng, crew) for _ in range(rng.randint(2, 4)))),
        genres=genres,
        tags=tuple(dict.fromkeys(rng.choices(_TAGS, k=rng.choice((0, 1, 1, 2))))),
        section=section,
        formats=_formats(rng, year),
    )


def _name(rng: random.Random) -> tuple[str, str, str]:
    chance = rng.random()
    adjective, noun, other = rng.choice(_ADJECTIVES), rng.choice(_NOUNS), rng.choice(_NOUNS)
    if chance < 0.05:
        start, language = rng.choice(_FOREIGN)
        return f"The {noun} of {rng.choice(_PLACES)}", f"{start} {rng.choice(_PLACES)}", language
    if chance < 0.08:
        start, language, ends = rng.choice(_SCRIPTS)
        return f"{adjective} {noun}", start + rng.choice(ends), language
    if chance < 0.32:
        name = f"The {adjective} {noun}"
    elif chance < 0.52:
        name = f"{noun} of the {adjective} {other}"
    elif chance < 0.66:
        name = f"{rng.choice(_GIVEN)} and the {noun}"
    elif chance < 0.78:
        name = f"A {noun} in {rng.choice(_PLACES)}"
    elif chance < 0.86:
        name = f"{adjective} {noun} {rng.choice(_ROMAN)}"
    elif chance < 0.93:
        name = f"{rng.choice(_PLACES)} {noun}"
    elif chance < 0.97:
        name = f"{noun} {rng.randrange(2, 3000)}"
    else:
        name = (
            f"The {adjective} {noun}, or How {rng.choice(_GIVEN)} {rng.choice(_FAMILY)} Came to "
            f"{rng.choice(_PLACES)} with a {rng.choice(_ADJECTIVES)} {other}"
        )
    return name, "", "English"


def _person(rng: random.Random, crew: list[str]) -> str:
    return crew[min(int(len(crew) * rng.random() ** 2.2), len(crew) - 1)]


def _section(rng: random.Random, genre: str, language: str, year: int) -> str:
    if year == 2025:
        return "New Releases"
    if language != "English" and rng.random() < 0.8:
        return "Foreign"
    chance = rng.random()
    if chance < 0.01:
        return "Staff Favorites"
    if chance < 0.04:
        return "Masterpiece Theatre"
    return _SECTION_OF.get(genre, "Drama")


def _formats(rng: random.Random, year: int) -> tuple[str, ...]:
    found = ["DVD"] if rng.random() < 0.86 else []
    if year > 2006 and rng.random() < 0.3:
        found.append("Blu-ray")
    if year < 2005 and rng.random() < 0.12:
        found.append("VHS")
    if rng.random() < 0.012:
        found.append("4K UHD")
    if year < 1999 and rng.random() < 0.006:
        found.append("LaserDisc")
    return tuple(found) or ("VHS" if year < 2000 else "DVD",)


def members(seed: int, count: int, today: date) -> Iterator[MemberFacts]:
    """`count` invented households with one to four renters."""
    rng = random.Random(seed + 1)
    for index in range(count):
        yield _member(rng, index, today)


def _member(rng: random.Random, index: int, today: date) -> MemberFacts:
    family, given = rng.choice(_FAMILY), rng.choice(_GIVEN)
    renters = [_renter(rng, given, today, 21, 80, pays=True)]
    if rng.random() < 0.45:
        renters.append(_renter(rng, rng.choice(_GIVEN), today, 21, 75))
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        renters.append(_renter(rng, rng.choice(_GIVEN), today, 6, 17))
    joined = date.fromordinal(today.toordinal() - rng.randrange(20, 5500))
    status = "suspended" if rng.random() < 0.002 else "active"
    phone = f"(206) 555-{index % 10_000:04d}"
    return MemberFacts(
        str(20_001 + index),
        f"{family}, {given}",
        phone,
        f"member{20_001 + index}@example.org",
        "",
        joined,
        "",
        None,
        status,
        tuple(renters),
    )


def _renter(
    rng: random.Random, name: str, today: date, youngest: int, oldest: int, *, pays: bool = False
) -> RenterFacts:
    age = rng.randint(youngest, oldest)
    born = date.fromordinal(today.toordinal() - int(age * 365.25) - rng.randrange(1, 360))
    ceiling = "" if age >= 18 else rng.choice(("PG", "PG-13"))
    return RenterFacts(name, born, ceiling, pays, rng.random() < 0.2)
