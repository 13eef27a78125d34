"""What an edit of many titles comes to, field by field and title by title."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from app.catalog import lookups, naming, rules
from app.catalog.models import CopyState, Purpose
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store


@dataclass(frozen=True, slots=True)
class Edit:
    """What to set; None leaves a field as it is. Texts of `tag_*` and `genre_*` are names.

    `note` "" empties the note. Money in cents.
    """

    section_id: int | None = None
    class_id: int | None = None
    condition_id: int | None = None
    purpose: Purpose | None = None
    replacement_cents: int | None = None
    certificate_id: int | None = None
    note: str | None = None
    tag_add: str | None = None
    tag_remove: str | None = None
    genre_add: str | None = None
    genre_remove: str | None = None

    @property
    def empty(self) -> bool:
        return self == Edit()


@dataclass(slots=True)
class Step:
    """One field of one title to be changed."""

    title_id: int
    title: str
    field: str
    before: str
    after: str
    copy_ids: list[int] = dataclass_field(default_factory=list)
    out: int = 0
    refused: str = ""
    same: bool = False


@dataclass(slots=True)
class OwnCopy:
    """A copy as an edit sees it."""

    id: int
    out: bool
    values: dict[str, Any]


COPY_FIELDS = ("section", "class", "condition", "purpose", "replacement")


class Wanted:
    """An edit looked up: values by field, and their names."""

    def __init__(self, edit: Edit) -> None:
        self.edit = edit
        self.values: dict[str, Any] = {}
        self.after: dict[str, str] = {}
        self.sections = {row.id: row for row in lookups.sections()}
        self.names: dict[str, dict[Any, str]] = {
            "section": {row.id: row.name for row in lookups.sections()},
            "class": {row.id: row.name for row in lookups.classes(retired=True)},
            "condition": {row.id: row.name for row in lookups.conditions()},
            "certificate": {row.id: row.code for row in lookups.certificates()},
        }
        self._of_lists()
        self._plain()

    def _of_lists(self) -> None:
        edit = self.edit
        for name, value in (
            ("section", edit.section_id),
            ("class", edit.class_id),
            ("condition", edit.condition_id),
            ("certificate", edit.certificate_id),
        ):
            if value is None:
                continue
            if value not in self.names[name]:
                raise NotFound(f"{name}.gone", field=name)
            self._set(name, value, self.names[name][value])

    def _plain(self) -> None:
        edit = self.edit
        if edit.purpose is not None:
            self._set("purpose", str(edit.purpose), str(edit.purpose))
        if edit.replacement_cents is not None:
            if edit.replacement_cents < 0:
                raise RuleViolation(
                    "amount.negative", field="replacement", cents=edit.replacement_cents
                )
            self._set("replacement", edit.replacement_cents, str(edit.replacement_cents))
        if edit.note is not None:
            note = naming.text(edit.note, field="note")
            self._set("note", note, note)
        for name in ("tag_add", "tag_remove", "genre_add", "genre_remove"):
            value = getattr(edit, name)
            if value is None:
                continue
            clean = naming.line(value, naming.LONGEST_WORD, field=name)
            if not clean:
                raise RuleViolation(f"{name.split('_')[0]}.no_name", field=name)
            self._set(name, clean, clean)

    def _set(self, name: str, value: Any, words: str) -> None:
        self.values[name] = value
        self.after[name] = words

    def words(self, name: str, value: Any) -> str:
        """A stored value in names."""
        if name in self.names:
            return self.names[name].get(value, "")
        return "" if value is None else str(value)


def parts(title_ids: Sequence[int], size: int = 1_000) -> Iterator[list[int]]:
    for start in range(0, len(title_ids), size):
        yield list(title_ids[start : start + size])


_TITLES = """SELECT t.id, t.name, t.certificate_id, t.note, coalesce(r.minimum_age, 0)
    FROM title t LEFT JOIN certificate r ON r.id = t.certificate_id
    WHERE t.id IN (SELECT value FROM json_each(?))"""
_COPIES = """SELECT c.title_id, c.id, c.state, c.section_id, c.rental_class_id, c.condition_id,
    c.purpose, c.replacement_cents FROM copy c
    WHERE c.title_id IN (SELECT value FROM json_each(?)) AND c.state NOT IN ('sold', 'retired')"""


def plan(
    title_ids: Sequence[int], wanted: Wanted
) -> Iterator[tuple[int, list[OwnCopy], list[Step]]]:
    """For each title: its id, its copies, and a step for each field that the edit sets."""
    ids = json.dumps(list(title_ids))
    titles = {row[0]: row for row in store.rows(_TITLES, (ids,))}
    copies: dict[int, list[OwnCopy]] = {}
    for title_id, copy_id, state, *values in store.rows(_COPIES, (ids,)):
        named = dict(zip(COPY_FIELDS, values, strict=True))
        copies.setdefault(title_id, []).append(OwnCopy(copy_id, state == CopyState.OUT, named))
    having = {
        name: _having(name.split("_")[0], wanted.values[name], ids)
        for name in wanted.values
        if "_" in name
    }
    for title_id in title_ids:
        if title_id not in titles:
            continue
        _, name, certificate_id, note, age = titles[title_id]
        own = copies.get(title_id, [])
        steps = []
        for what in wanted.values:
            step = Step(title_id, name, what, "", wanted.after[what])
            if what in COPY_FIELDS:
                _plan_copies(step, own, wanted, age)
            elif what in having:
                _plan_link(step, title_id in having[what])
            else:
                before = certificate_id if what == "certificate" else note
                step.before = wanted.words(what, before)
                step.same = before == wanted.values[what]
            steps.append(step)
        yield title_id, own, steps


def _plan_copies(step: Step, copies: list[OwnCopy], wanted: Wanted, age: int) -> None:
    value = wanted.values[step.field]
    changing = [copy for copy in copies if copy.values[step.field] != value]
    before = dict.fromkeys(wanted.words(step.field, copy.values[step.field]) for copy in copies)
    step.before = ", ".join(word for word in before if word)
    step.same = not changing
    step.copy_ids = [copy.id for copy in changing]
    step.out = sum(copy.out for copy in changing)
    if step.field == "section" and any(_curtained(copy, wanted, age, value) for copy in changing):
        step.refused = "copy.behind_curtain"
    elif step.field == "purpose" and step.out:
        step.refused = "copy.out"


def _curtained(copy: OwnCopy, wanted: Wanted, age: int, section_id: int) -> bool:
    home, target = wanted.sections[copy.values["section"]], wanted.sections[section_id]
    return rules.kept_behind_curtain(age, home.curtained, home.minimum_age, target.curtained)


def _plan_link(step: Step, has: bool) -> None:
    adds = step.field.endswith("_add")
    step.same = has is adds
    step.before = step.after if has else ""
    if not adds:
        step.after = ""


def _having(kind: str, name: str, ids: str) -> set[int]:
    rows = store.rows(
        f"SELECT x.title_id FROM {kind} g JOIN title_{kind} x ON x.{kind}_id = g.id"
        " WHERE g.name = ? COLLATE NOCASE"
        " AND x.title_id IN (SELECT value FROM json_each(?))",
        (name, ids),
    )
    return {int(row[0]) for row in rows}
