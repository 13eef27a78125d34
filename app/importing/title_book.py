"""The titles that a file speaks of: found among the shop's, compared, made or changed.

A title is found by its code, by an edition's UPC, or by its name and year without case, accents and
articles. Name and year are the same film unless the people say otherwise: the two Carmens of 1915
share a name and a year and no actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.catalog import folding
from app.catalog.models import Credit, Person, Title, TitleGenre, TitleKind, TitleTag
from app.importing.drafts import MADE_UP
from app.importing.names import Names
from app.importing.records import Record
from app.importing.report import Outcome
from app.importing.run import Run, differences, rows_in, stored
from app.importing.title_facts import LISTS, TITLE_COLUMNS, TitleFacts, load_facts, packed, unpacked
from app.shop import settings
from app.shop.errors import RuleViolation
from app.store import database as store
from app.store.database import Table

# Field of a file: column of `title`.
_COLUMNS = {
    "title": "name", "original_title": "original_name", "sort_title": "sort_name",
    "kind": "kind", "series": "series", "season": "season", "year": "year",
    "countries": "countries", "language": "language", "runtime": "runtime_minutes",
    "synopsis": "synopsis", "tagline": "tagline", "staff_pick": "staff_pick",
    "title_note": "note", "added_at": "added_at",
}  # fmt: skip
_TEXTS = tuple(
    column
    for column in TITLE_COLUMNS
    if column not in ("season", "year", "runtime_minutes", "added_at", "certificate_id")
)
_PEOPLE = {"directors": "director", "cast": "cast"}
_YEAR_BITS = 12


@dataclass(slots=True)
class TitleWish:
    """What a row says of its title, checked, and the title it is about (None: a new one)."""

    facts: TitleFacts | None
    columns: dict[str, Any]
    lists: dict[str, tuple[str, ...]]
    code: str


class TitleBook:
    """Finds, compares and drafts titles. `fill` keeps what a title has and adds what it lacks."""

    def __init__(self, run: Run, names: Names, *, fill: bool) -> None:
        self._run = run
        self._names = names
        self._fill = fill
        self._facts: dict[int, TitleFacts] = {}
        self._codes: dict[str, int] = {}
        self._named: dict[int, tuple[int, ...] | int] | None = None
        self._people: dict[str, int] = {}
        self._memory: dict[int, bytes] = {}
        self._changed: set[int] = set()
        self._lines: dict[int, int] = {}
        self._next_code = 0
        self._taken_codes: frozenset[str] = frozenset()
        self._codes_given = 0

    # -- a run and its chunks --------------------------------------------------------------

    def prepare(self) -> None:
        """Reads the names of all titles, once and outside any transaction."""
        self._index_names()

    def begin(self, records: Sequence[Record], ids: Iterable[int]) -> None:
        """Reads what a chunk needs: the titles it may mean (`ids` by UPC and barcode), people."""
        if not self._run.dry:
            self._codes.clear()
        codes = {record["code"] for record in records if "code" in record}
        for code, id_ in rows_in("SELECT code, id FROM title WHERE code IN ({})", codes):
            self._codes[code] = id_
        wanted = set(ids)
        wanted.update(self._codes[code] for code in codes if code in self._codes)
        for record in records:
            if "title" in record and "code" not in record:
                wanted.update(id_ for id_, _ in self._with_name(record["title"]))
        self._facts = self._load(wanted)
        self._read_people(records)
        self._read_codes(len(records))

    def end(self) -> None:
        """After a chunk: takes the codes it used, or in a dry run remembers what it made."""
        if self._run.dry:
            for id_ in self._changed:
                self._memory[id_] = packed(self._facts[id_])
            self._changed.clear()
            return
        self._run.titles_touched |= self._changed
        if self._codes_given:
            settings.take_number("next_title_code", self._codes_given)
            self._codes_given = 0
        self._changed.clear()

    # -- one row ---------------------------------------------------------------------------

    def wish(self, record: Record, by_upc: int | None) -> TitleWish:
        """What a row wants of its title.

        Raises `import.no_title`, `import.title_unknown`, `import.which_title`, `import.repeat`,
        `import.certificate_unknown`, `import.word_unknown`.
        """
        columns = self._columns(record)
        lists = {name: record[name] for name in LISTS if name in record}
        facts = self._find(record, lists, by_upc)
        wish = TitleWish(facts, columns, lists, record.get("code", ""))
        if facts is None and "name" not in columns:
            raise RuleViolation("import.no_title", field="title")
        if facts is not None:
            if "code" not in record:
                columns.pop("name", None)  # it is what the title was found by
            first = self._lines.get(facts.id)
            if first is not None and any(self._differences(wish)):
                raise RuleViolation("import.repeat", field="title", first=first)
        return wish

    def apply(self, wish: TitleWish) -> tuple[TitleFacts, Outcome]:
        """Drafts what a wish asks for; raises nothing."""
        if wish.facts is None:
            facts, outcome = self._make(wish), Outcome.ADDED
        else:
            facts, outcome = wish.facts, self._change(wish)
        if not self._fill:
            self._lines.setdefault(facts.id, self._run.line)
        return facts, outcome

    def touched(self, facts: TitleFacts) -> None:
        """Something of it was drafted: a dry run remembers, a real one refreshes its card."""
        self._changed.add(facts.id)

    def fact(self, id_: int) -> TitleFacts:
        """A title that the chunk knows."""
        return self._facts[id_]

    # -- finding ---------------------------------------------------------------------------

    def _find(
        self, record: Record, lists: dict[str, tuple[str, ...]], by_upc: int | None
    ) -> TitleFacts | None:
        if "code" in record:
            found = self._codes.get(record["code"])
            if found is None and "title" not in record:
                raise RuleViolation("import.title_unknown", field="code", given=record["code"])
            return None if found is None else self._facts[found]
        if "title" not in record:
            return None if by_upc is None else self._facts[by_upc]
        year = record.get("year")
        same = [
            self._facts[id_]
            for id_, its_year in self._with_name(record["title"])
            if (year is None or its_year in (0, year)) and id_ in self._facts
        ]
        exact = [facts for facts in same if year is None or facts.columns["year"] == year] or same
        alike = [facts for facts in exact if not _others(lists, facts.lists)]
        if len(alike) < 2:
            return alike[0] if alike else None
        # More than one: the one that is just as the row says, else nobody can tell.
        for facts in alike:
            if facts.id == by_upc or not any(
                self._differences(TitleWish(facts, self._columns(record, facts), lists, ""))
            ):
                return facts
        raise RuleViolation("import.which_title", field="title", count=len(alike))

    def _with_name(self, name: str) -> Iterable[tuple[int, int]]:
        """(id, year or 0) of the titles of that name."""
        if self._named is None:
            self._index_names()
        assert self._named is not None
        packed = self._named.get(_name_key(name), ())
        for one in (packed,) if isinstance(packed, int) else packed:
            yield one >> _YEAR_BITS, one & ((1 << _YEAR_BITS) - 1)

    def _index_names(self) -> None:
        self._named = {}
        for id_, name, year in store.connection().execute("SELECT id, name, year FROM title"):
            self._index(id_, name, year)

    def _index(self, id_: int, name: str, year: int | None) -> None:
        if self._named is None:
            return
        key, packed = _name_key(name), id_ << _YEAR_BITS | (year or 0)
        before = self._named.get(key)
        if before is None:
            self._named[key] = packed
        elif isinstance(before, int):
            self._named[key] = (before, packed)
        else:
            self._named[key] = (*before, packed)

    # -- comparing -------------------------------------------------------------------------

    def _columns(self, record: Record, facts: TitleFacts | None = None) -> dict[str, Any]:
        columns = {
            column: stored(record[name]) for name, column in _COLUMNS.items() if name in record
        }
        if self._fill:
            columns.pop("added_at", None)  # in a file of copies it is the copy's
        if "kind" in columns:
            columns["kind"] = _kind(columns["kind"])
        if "certificate" in record:
            certificate_id = self._names.certificate(record["certificate"])
            if certificate_id is not None:
                columns["certificate_id"] = certificate_id
        if facts is not None:
            columns.pop("name", None)
        return columns

    def _differences(self, wish: TitleWish) -> tuple[dict[str, Any], dict[str, tuple[str, ...]]]:
        assert wish.facts is not None
        columns = differences(wish.facts.columns, wish.columns, fill=self._fill)
        lists = {
            name: value
            for name, value in wish.lists.items()
            if not _same(name, value, wish.facts.lists[name])
            and not (self._fill and wish.facts.lists[name])
        }
        return columns, lists

    # -- drafting --------------------------------------------------------------------------

    def _make(self, wish: TitleWish) -> TitleFacts:
        columns: dict[str, Any] = dict.fromkeys(_TEXTS, "")
        columns |= {"season": None, "year": None, "runtime_minutes": None, "certificate_id": None}
        columns |= {"kind": TitleKind.FILM.value, "added_at": self._run.now} | wish.columns
        name, language = columns["name"], columns["language"]
        columns["sort_name"] = columns["sort_name"] or _sort_name(name, language)
        code = wish.code or self._free_code()
        row = {
            "code": code, "sort_key": _sort_key(columns["sort_name"]), "cover": "",
            **{column: columns[column] for column in TITLE_COLUMNS if column != "certificate_id"},
            "certificate": columns["certificate_id"],
        }  # fmt: skip
        id_ = self._run.drafts.add(Title, row)
        facts = TitleFacts(id_, columns, dict.fromkeys(LISTS, ()) | wish.lists)
        for role, value in wish.lists.items():
            self._link(id_, role, value)
        self._facts[id_] = facts
        self._codes[code] = id_
        self._index(id_, name, columns["year"])
        self._changed.add(id_)
        self._run.made("title")
        return facts

    def _change(self, wish: TitleWish) -> Outcome:
        facts = wish.facts
        assert facts is not None
        columns, lists = self._differences(wish)
        if not columns and not lists:
            return Outcome.UNCHANGED
        self._run.gained((*columns, *lists))
        self._resort(facts, columns)
        if columns:
            values = dict(columns)
            if "certificate_id" in values:
                values["certificate"] = values.pop("certificate_id")
            self._run.drafts.change(Title, facts.id, values)
        for name, value in lists.items():
            self._unlink(facts.id, name)
            self._link(facts.id, name, value)
        columns.pop("sort_key", None)
        facts.columns.update(columns)
        facts.lists.update(lists)
        self._changed.add(facts.id)
        return Outcome.UPDATED

    def _resort(self, facts: TitleFacts, columns: dict[str, Any]) -> None:
        """A new name takes its sort name along, unless somebody chose that one."""
        before = facts.columns
        name = columns.get("name", before["name"])
        language = columns.get("language", before["language"])
        if "sort_name" not in columns and before["sort_name"] == folding.sort_name(
            before["name"], before["language"]
        ):
            wanted = folding.sort_name(name, language)
            if wanted != before["sort_name"]:
                columns["sort_name"] = wanted
        if "sort_name" in columns:
            columns["sort_key"] = folding.sort_key(columns["sort_name"])

    def _link(self, title_id: int, name: str, value: tuple[str, ...]) -> None:
        add_all = self._run.drafts.add_all
        if name in _PEOPLE:
            role = _PEOPLE[name]
            people = enumerate(map(self._person, value))
            add_all(
                Credit,
                [
                    {"title": title_id, "person": person_id, "role": role, "position": place}
                    for place, person_id in people
                ],
            )
        elif name == "genres":
            found = dict.fromkeys(map(self._names.genre, value))
            add_all(TitleGenre, [{"title": title_id, "genre": id_} for id_ in found])
        else:
            found = dict.fromkeys(map(self._names.tag, value))
            add_all(TitleTag, [{"title": title_id, "tag": id_} for id_ in found])

    def _unlink(self, title_id: int, name: str) -> None:
        if title_id >= MADE_UP:
            return
        if name in _PEOPLE:
            sql = "SELECT id FROM credit WHERE title_id = ? AND role = ?"
            for (row_id,) in store.rows(sql, (title_id, _PEOPLE[name])):
                self._run.drafts.remove(Credit, row_id)
            return
        model: type[Table] = TitleGenre if name == "genres" else TitleTag
        table = "title_genre" if name == "genres" else "title_tag"
        for (row_id,) in store.rows(f"SELECT id FROM {table} WHERE title_id = ?", (title_id,)):
            self._run.drafts.remove(model, row_id)

    def _person(self, name: str) -> int:
        found = self._people.get(name)
        if found is None:
            found = self._run.drafts.add(Person, {"name": name, "key": folding.fold(name)})
            self._people[name] = found
        return found

    def _free_code(self) -> str:
        while True:
            code = str(self._next_code)
            self._next_code += 1
            self._codes_given += 1
            if code not in self._taken_codes and code not in self._codes:
                return code

    # -- reading ---------------------------------------------------------------------------

    def _load(self, ids: set[int]) -> dict[int, TitleFacts]:
        remembered = {id_: unpacked(id_, self._memory[id_]) for id_ in ids if id_ in self._memory}
        real = [id_ for id_ in ids if id_ not in remembered and id_ < MADE_UP]
        return load_facts(real) | remembered

    def _read_people(self, records: Sequence[Record]) -> None:
        names = {name for record in records for role in _PEOPLE for name in record.get(role, ())}
        self._people = dict(rows_in("SELECT name, id FROM person WHERE name IN ({})", names))

    def _read_codes(self, count: int) -> None:
        found = store.value("SELECT content FROM setting WHERE name = 'next_title_code'")
        if self._next_code == 0 or not self._run.dry:
            self._next_code = int(found or settings.Settings().next_title_code)
        first, last = str(self._next_code), str(self._next_code + 2 * count)
        # Codes are text: only where all have one length do they sort as numbers.
        taken = store.rows(
            "SELECT code FROM title WHERE length(code) BETWEEN ? AND ?"
            if len(first) != len(last)
            else "SELECT code FROM title WHERE code BETWEEN ? AND ?",
            (len(first), len(last)) if len(first) != len(last) else (first, last),
        )
        self._taken_codes = frozenset(row[0] for row in taken)


# A row's name is looked up, compared and stored within one chunk.
_sort_name = lru_cache(maxsize=4096)(folding.sort_name)
_sort_key = lru_cache(maxsize=4096)(folding.sort_key)


@lru_cache(maxsize=4096)
def _name_key(name: str) -> int:
    """A name without case, accents and article, as one number: 150,000 of them stay small."""
    return hash(_sort_key(_sort_name(name, "")))


def _kind(text: str) -> str:
    word = text.casefold()
    if word in ("film", "movie", "feature", "feature film"):
        return TitleKind.FILM.value
    if word in ("season", "series", "tv", "tv series", "tv season"):
        return TitleKind.SEASON.value
    raise RuleViolation("import.word_unknown", field="kind", given=text[:60])


def _others(mine: dict[str, tuple[str, ...]], theirs: dict[str, tuple[str, ...]]) -> bool:
    """Whether the people say that these are two films: a role with no name in common, none with."""
    apart = False
    for role in _PEOPLE:
        one = {folding.fold(name) for name in mine.get(role, ())}
        two = {folding.fold(name) for name in theirs[role]}
        if one & two:
            return False
        apart = apart or bool(one and two)
    return apart


def _same(name: str, wanted: tuple[str, ...], now: tuple[str, ...]) -> bool:
    if name in _PEOPLE:
        return wanted == now
    return {text.casefold() for text in wanted} == {text.casefold() for text in now}
