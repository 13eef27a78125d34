"""Puts titles, editions and copies of a demo shop on its shelves."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.catalog import pictures
from app.catalog.barcodes import check_digit
from app.catalog.folding import fold, sort_key, sort_name
from app.demo.facts import TitleFacts, cover_bytes
from app.demo.rows import Rows
from app.store import database as store

FIRST_CODE = 20_100_001
FIRST_BARCODE = 10_000_001
_REPLACEMENT = {"DVD": 1800, "Blu-ray": 2500, "4K UHD": 3200, "VHS": 1500, "LaserDisc": 6000}
_SALE = {"DVD": 500, "Blu-ray": 700, "4K UHD": 1200, "VHS": 300, "LaserDisc": 2500}
_CONDITIONS = {"Good": 62, "As new": 14, "Fair": 14, "Worn case": 6, "Disc scratched": 4}


@dataclass(slots=True)
class Shelved:
    """What trade needs to know of the copies to rent, as parallel lists."""

    ids: list[int] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    replacements: list[int] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    titles: int = 0
    copies: int = 0


class Shelver:
    """Turns title facts into rows. `now_ms` dates what is added; ids count from 1."""

    def __init__(self, rng: random.Random, now_ms: int, copies_a_title: float) -> None:
        self._random = rng
        self._now = now_ms
        self._spread = copies_a_title
        self._people: dict[str, int] = {}
        self._genres: dict[str, int] = {}
        self._tags: dict[str, int] = {}
        self._ages = dict(store.rows("SELECT code, minimum_age FROM certificate"))
        self._certificates = _ids("certificate", "code")
        self._formats = _ids("format", "name")
        self._conditions = _ids("condition", "name")
        self._sections = _ids("section", "name")
        self._section_facts = {
            row[0]: row[1:]
            for row in store.rows(
                "SELECT s.name, c.name, s.curtained, s.minimum_age FROM section s"
                " LEFT JOIN rental_class c ON c.id = s.rental_class_id"
            )
        }
        self._classes = _ids("rental_class", "name")
        self._edition = self._copy = 0
        self.shelved = Shelved()
        self._rows = Rows(
            person="id, name, key",
            genre="id, name",
            tag="id, name",
            title="id, code, name, original_name, sort_name, sort_key, kind, series, season, year,"
            " countries, language, runtime_minutes, certificate_id, synopsis, tagline,"
            " staff_pick, note, cover, added_at",
            credit="title_id, person_id, role, position",
            title_genre="title_id, genre_id",
            title_tag="title_id, tag_id",
            edition="id, title_id, format_id, upc, label, discs, released_on, note",
            copy="id, title_id, edition_id, barcode, section_id, condition_id, purpose, state,"
            " state_since, state_note, rental_class_id, replacement_cents, sale_cents, cost_cents,"
            " added_at, labelled, note",
        )

    def shelve(self, titles: Iterable[TitleFacts]) -> Shelved:
        """Writes them all; returns what can be rented."""
        for number, title in enumerate(titles, 1):
            self._title(number, title)
        self._rows.flush()
        self.shelved.copies = self._copy
        return self.shelved

    def _title(self, number: int, title: TitleFacts) -> None:
        sort = title.sort or sort_name(title.name, title.language)
        picture = cover_bytes(title.cover) if title.cover else None
        self._rows.add(
            "title", number, str(FIRST_CODE - 1 + number), title.name, title.original, sort,
            sort_key(sort), title.kind, title.series, title.season, title.year, title.countries,
            title.language, title.runtime, self._certificates.get(title.certificate), "",
            title.tagline, title.staff_pick, "", pictures.store_picture(picture) if picture else "",
            self._now - self._random.randrange(30, 3000) * 86_400_000,
        )  # fmt: skip
        for role, names in (("director", title.directors), ("cast", title.cast)):
            for position, name in enumerate(dict.fromkeys(names)):
                self._rows.add("credit", number, self._person(name), role, position)
        for genre in dict.fromkeys(title.genres):
            self._rows.add("title_genre", number, self._named("genre", self._genres, genre))
        for tag in dict.fromkeys(title.tags):
            self._rows.add("title_tag", number, self._named("tag", self._tags, tag))
        self.shelved.titles = number
        keen = self._random.paretovariate(1.3) * (3.0 if title.section == "New Releases" else 1.0)
        for index, format_name in enumerate(title.formats):
            self._edition_of(number, title, format_name, index, min(keen, 25.0))

    def _edition_of(
        self, number: int, title: TitleFacts, format_name: str, index: int, keen: float
    ) -> None:
        self._edition += 1
        body = f"7{self._edition:010d}"
        self._rows.add(
            "edition", self._edition, number, self._formats[format_name],
            body + check_digit(body), "", title.discs, None, "",
        )  # fmt: skip
        for _ in range(self._copies_of(title, index, keen)):
            self._copy_of(number, title, format_name, keen)

    def _copies_of(self, title: TitleFacts, index: int, keen: float) -> int:
        if title.section == "New Releases" and self._spread > 1.5:
            return 4 if index == 0 else 2
        extra = (
            1 if index == 0 and self._random.random() < (self._spread - 1) * min(keen, 3) / 2 else 0
        )
        return 1 + extra

    def _copy_of(self, number: int, title: TitleFacts, format_name: str, keen: float) -> None:
        self._copy += 1
        section = title.section if title.section in self._section_facts else "Drama"
        class_name, curtained, curtain_age = self._section_facts[section]
        if format_name in ("VHS", "LaserDisc"):
            wanted = "VHS" if format_name == "VHS" else "Rare"
            class_name = wanted if wanted in self._classes else class_name
        for_sale = section == "Previously viewed"
        state = "in" if for_sale else self._state()
        replacement = _REPLACEMENT.get(format_name, 1800)
        self._rows.add(
            "copy", self._copy, number, self._edition, str(FIRST_BARCODE - 1 + self._copy),
            self._sections[section], self._condition(), "sale" if for_sale else "rental", state,
            self._now - self._random.randrange(1, 60) * 86_400_000, "",
            self._classes.get(class_name or "Catalogue"), replacement,
            _SALE.get(format_name, 500) if for_sale else None, None,
            self._now - self._random.randrange(366, 3000) * 86_400_000, 1, "",
        )  # fmt: skip
        if for_sale or state != "in":
            return
        shelved = self.shelved
        shelved.ids.append(self._copy)
        shelved.classes.append(class_name or "Catalogue")
        shelved.replacements.append(replacement)
        age = int(self._ages.get(title.certificate, 0))
        shelved.ages.append(max(age, int(curtain_age) if curtained else 0))
        shelved.weights.append(keen)

    def _state(self) -> str:
        chance = self._random.random()
        if chance < 0.006:
            return "missing"
        if chance < 0.010:
            return "repair"
        return "damaged" if chance < 0.012 else "in"

    def _condition(self) -> int:
        name = self._random.choices(tuple(_CONDITIONS), tuple(_CONDITIONS.values()))[0]
        return self._conditions[name]

    def _person(self, name: str) -> int:
        found = self._people.get(name)
        if found is None:
            found = self._people[name] = len(self._people) + 1
            self._rows.add("person", found, name, fold(name))
        return found

    def _named(self, table: str, known: dict[str, int], name: str) -> int:
        found = known.get(name.casefold())
        if found is None:
            found = known[name.casefold()] = len(known) + 1
            self._rows.add(table, found, name)
        return found


def _ids(table: str, column: str) -> dict[str, int]:
    return {row[0]: row[1] for row in store.rows(f"SELECT {column}, id FROM {table}")}
