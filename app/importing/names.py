"""The shop's short lists by the words that files use: formats, sections, certificates, classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from app.catalog.models import Condition, Format, Genre, Section, Tag
from app.importing.decisions import Action
from app.importing.fields import folded
from app.importing.run import Run
from app.rentals import stored as stored_rules
from app.rentals.models import RentalClass
from app.rentals.rules import Terms, check_terms
from app.shop.errors import RuleViolation
from app.store import database as store
from app.store.database import Table

# What files call things, by the folded word; the first name that the shop has is meant.
_ALIASES: dict[str, dict[str, tuple[str, ...]]] = {
    "format": {
        "br": ("Blu-ray",),
        "bd": ("Blu-ray",),
        "bluray disc": ("Blu-ray",),
        "4k": ("4K UHD",),
        "uhd": ("4K UHD",),
        "ultra hd": ("4K UHD",),
        "4k ultra hd": ("4K UHD",),
        "4k uhd blu ray": ("4K UHD",),
        "4k blu ray": ("4K UHD",),
        "v": ("VHS",),
        "tape": ("VHS",),
        "video": ("VHS",),
        "ld": ("LaserDisc",),
        "laser disc": ("LaserDisc",),
    },
    "certificate": {
        "nr": ("Unrated",),
        "ur": ("Unrated",),
        "not rated": ("Unrated",),
        "pg13": ("PG-13",),
        "nc17": ("NC-17",),
        "bbfc u": ("U",),
        "bbfc 12": ("12",),
        "12a": ("12",),
        "bbfc 15": ("15",),
        "bbfc 18": ("18",),
    },
    "condition": {
        "a": ("As new",),
        "mint": ("As new",),
        "new": ("As new",),
        "b": ("Good",),
        "very good": ("Good",),
        "c": ("Worn case", "Fair"),
        "d": ("Disc scratched",),
    },
    "section": {
        "scifi": ("Science Fiction",),
        "sci fi": ("Science Fiction",),
    },
}
_EXACT = frozenset({"genre", "tag"})
_NEAR = 0.6


class Names:
    """Looks names up, makes what a map or a decision says to make, and refuses the rest."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[str, dict[str, int]] = {}
        self._spelt: dict[str, dict[str, str]] = {}
        self._own: dict[str, dict[str, int]] = {}
        self._classes: dict[tuple[Any, ...], int] = {}
        self._made_classes: dict[tuple[Any, ...], int] = {}
        self._positions: dict[str, int] = {}
        self._version = -1
        self._by_id: dict[tuple[str, int], str] = {}

    def refresh(self) -> None:
        """Reads the lists as they are now, where anybody else has written since. Once a chunk."""
        version = int(store.value("PRAGMA data_version"))
        if version == self._version:
            return
        self._version = version
        self._load("format", "SELECT id, name, short FROM format ORDER BY position")
        self._load("section", "SELECT id, name, short_name FROM section ORDER BY position")
        self._load("condition", "SELECT id, name, '' FROM condition ORDER BY position")
        self._load("certificate", "SELECT id, code, '' FROM certificate ORDER BY position")
        self._load("rental_class", "SELECT id, name, '' FROM rental_class ORDER BY position")
        self._load("genre", "SELECT id, name, '' FROM genre")
        self._load("tag", "SELECT id, name, '' FROM tag")
        self._classes = {
            tuple(columns): class_id
            for class_id, *columns in store.rows(
                f"SELECT k.id, {stored_rules.class_sql('k', '0')} FROM rental_class k"
            )
        }
        if self._run.dry:
            self._classes.update(self._made_classes)

    def _load(self, kind: str, sql: str) -> None:
        known: dict[str, int] = {}
        spelt: dict[str, str] = {}
        for id_, name, short in store.rows(sql):
            self._by_id[kind, id_] = name
            known.setdefault(_exact(name) if kind in _EXACT else _key(name), id_)
            if short:
                known.setdefault(_key(short), id_)
            spelt.setdefault(_key(name), name)
        for alias, names in _ALIASES.get(kind, {}).items():
            for name in names:
                if _key(name) in known:
                    known.setdefault(_key(alias), known[_key(name)])
                    break
        if self._run.dry:
            known.update(self._own.get(kind, {}))
        self._known[kind] = known
        self._spelt[kind] = spelt

    # -- one by one ------------------------------------------------------------------------

    def format(self, text: str | None) -> int:
        """A format's id; raises `import.no_format`, `import.format_unknown`.

        A file that never speaks of formats is of a shop that has one: the first of the list.
        """
        if not text and not self._run.file_map.fills("format"):
            return next(iter(self._known["format"].values()))
        if not text:
            refusal = RuleViolation("import.no_format", field="format", given="")
            return self._put(refusal, "format")
        return self._find("format", text, self._make_format)

    def section(self, text: str) -> int:
        """A section's id; raises `import.section_unknown`."""
        return self._find("section", text, self._make_section)

    def home(self, genres: tuple[str, ...]) -> int:
        """Where a copy goes when the file names no section: the section of its title's first
        genre, if the shop has one or the map makes it, else the first from the door.

        Raises `import.section_unknown` in a shop without sections.
        """
        if genres:
            found = self._known["section"].get(_key(genres[0]))
            if found is not None:
                return found
            if "section" in self._run.file_map.make:
                return self._make_section(genres[0])
        for id_ in self._known["section"].values():
            return id_
        raise RuleViolation("import.section_unknown", field="section", given="")

    def condition(self, text: str) -> int | None:
        """A condition's id; raises `import.condition_unknown`. None where it is left out."""
        return self._find_or_leave("condition", text, self._make_condition)

    def certificate(self, text: str) -> int | None:
        """A certificate's id (`PG (USA)`, `Rated PG`); raises `import.certificate_unknown`."""
        bare = text.split("(")[0].strip() or text
        if bare.casefold().startswith("rated "):
            bare = bare[6:]
        return self._find_or_leave("certificate", bare, None)

    def rental_class(self, text: str) -> int | None:
        """A class by its name; raises `import.class_unknown`."""
        return self._find_or_leave("rental_class", text, None, code="import.class_unknown")

    def has_class(self, text: str) -> bool:
        """Whether the shop has a class of that name."""
        return _key(text) in self._known["rental_class"]

    def class_of(self, terms: Terms) -> int:
        """The class with exactly these terms, made where there is none.

        Raises what `check_terms` raises; a class of that name with other terms stays, the new one
        gets a number behind its name.
        """
        check_terms(terms)
        key = stored_rules.columns_of(terms)
        found = self._classes.get(key)
        if found is not None:
            return found
        for id_columns, class_id in self._classes.items():
            if id_columns[1:] == key[1:] and str(id_columns[0]).startswith(terms.class_name):
                return class_id
        name, number = terms.class_name, 2
        while _key(name) in self._known["rental_class"]:
            name, number = f"{terms.class_name} ({number})", number + 1
        named = replace(terms, class_name=name)
        values = dict(zip(stored_rules.TERMS_COLUMNS, stored_rules.columns_of(named), strict=True))
        del values["replacement_cents"]
        values["name"] = values.pop("class_name")
        position = self._position("rental_class")
        made = self._run.drafts.add(RentalClass, {**values, "retired": 0, "position": position})
        self._classes[stored_rules.columns_of(named)] = made
        self._made_classes[stored_rules.columns_of(named)] = made
        self._keep("rental_class", name, made)
        return made

    def genre(self, text: str) -> int:
        """A genre's id, made where there is none."""
        return self._named("genre", Genre, text)

    def tag(self, text: str) -> int:
        """A tag's id, made where there is none."""
        return self._named("tag", Tag, text)

    def meant(self, kind: str, text: str) -> str:
        """The shop's own name for what a file calls a format, section, condition, certificate or
        rental class: "Blu-ray" of "BR". What a decision leaves out is empty.

        Raises what the method of that kind raises.
        """
        find: dict[str, Callable[[str], int | None]] = {
            "format": self.format,
            "section": self.section,
            "condition": self.condition,
            "certificate": self.certificate,
            "rental_class": self.rental_class,
        }
        found = find[kind](text)
        return "" if found is None else self._by_id.get((kind, found), text)

    def suggestion(self, refusal: RuleViolation) -> str:
        """The name that PUT proposes: the likest, else the first of the list."""
        kind = refusal.field or ""
        spelt = self._spelt.get(kind, {})
        if not spelt:
            return ""
        given = _key(str(refusal.facts.get("given", "")))
        near = get_close_matches(given, spelt, n=1, cutoff=_NEAR)
        return spelt[near[0]] if near else next(iter(spelt.values()))

    # -- inside ----------------------------------------------------------------------------

    def _find(self, kind: str, text: str, make: Callable[[str], int] | None) -> int:
        found = self._known[kind].get(_key(text))
        if found is not None:
            return found
        if make is not None and kind in self._run.file_map.make:
            return make(text)
        refusal = RuleViolation(f"import.{kind}_unknown", field=kind, given=text[:60])
        if make is not None and self._run.answer(refusal, Action.MAKE) is not None:
            return make(text)
        return self._put(refusal, kind)

    def _find_or_leave(
        self, kind: str, text: str, make: Callable[[str], int] | None, code: str = ""
    ) -> int | None:
        try:
            return self._find(kind, text, make)
        except RuleViolation as error:
            if code:
                error.code = code
                answer = self._run.answer(error, Action.PUT)
                if answer is not None and _key(answer) in self._known[kind]:
                    return self._known[kind][_key(answer)]
            if self._run.decisions.leaves_out(error):
                return None
            raise

    def _put(self, refusal: RuleViolation, kind: str) -> int:
        name = self._run.answer(refusal, Action.PUT)
        found = self._known[kind].get(_key(name)) if name else None
        if found is None:
            raise refusal
        return found

    def _named(self, kind: str, model: type[Table], text: str) -> int:
        found = self._known[kind].get(_exact(text))
        if found is None:
            found = self._run.drafts.add(model, {"name": text})
            self._known[kind][_exact(text)] = found
            self._own.setdefault(kind, {})[_exact(text)] = found
        return found

    def _make_section(self, text: str) -> int:
        values = {
            "name": text, "short_name": text[:12].upper(), "position": self._position("section"),
            "curtained": 0, "minimum_age": 18, "shelved_by": "sort_title",
            "rental_class_id": None, "note": "",
        }  # fmt: skip
        made = self._run.drafts.add(Section, values)
        self._keep("section", text, made)
        self._run.made("section")
        return made

    def _make_format(self, text: str) -> int:
        """A format with the case of a DVD; the owner can measure it later."""
        values = {
            "name": text, "short": text[:4].upper(), "color": "#5B6472", "face_mm": 135,
            "spine_mm": 14, "height_mm": 190, "position": self._position("format"),
        }  # fmt: skip
        made = self._run.drafts.add(Format, values)
        self._keep("format", text, made)
        self._run.made("format")
        return made

    def _make_condition(self, text: str) -> int:
        values = {"name": text, "position": self._position("condition")}
        made = self._run.drafts.add(Condition, values)
        self._keep("condition", text, made)
        return made

    def _position(self, kind: str) -> int:
        if kind not in self._positions:
            found = store.value(f"SELECT coalesce(max(position), 0) FROM {kind}")
            self._positions[kind] = int(found)
        self._positions[kind] += 1
        return self._positions[kind]

    def _keep(self, kind: str, name: str, id_: int) -> None:
        self._known[kind][_key(name)] = id_
        self._own.setdefault(kind, {})[_key(name)] = id_


def _exact(text: str) -> str:
    """Genres and tags are the same without case alone: C and C++ are two tags."""
    return text.casefold()


def _key(text: str) -> str:
    """Names are the same without case, spaces and punctuation: Sci-Fi is SCIFI, Blu-ray BLURAY.

    A name of punctuation alone keeps it.
    """
    return folded(text).replace(" ", "") or text.strip().casefold()
