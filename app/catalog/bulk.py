"""Edit many titles at once: what would change, title by title, and then the change itself.

`preview` and `apply` decide by the same `bulk_plan.plan`, so that what was shown is what happens.
Section, class, condition, purpose and replacement price are changed on every copy that is not sold
or retired; the rest on the title.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from app.catalog import naming
from app.catalog.bulk_plan import COPY_FIELDS, Edit, Step, Wanted, parts, plan
from app.catalog.models import Copy, Genre, Tag, Title, TitleGenre, TitleTag
from app.shop import long_work
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store
from app.store.database import Table

__all__ = [
    "Edit",
    "Edited",
    "FieldCount",
    "Line",
    "Preview",
    "Refused",
    "Stopped",
    "apply",
    "preview",
]

CHUNK = 200
MOST_LINES = 5_000

Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Stopped(Exception):
    """The person cancelled; everything is as it was before."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of one title, before and after, in names; its copies' values by commas."""

    title_id: int
    title: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FieldCount:
    """One field summed up: titles and copies that change, copies among them that are out, titles
    that have it already.
    """

    field: str
    after: str
    titles: int
    copies: int
    out: int
    same: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Titles that a rule keeps from a field: `copy.behind_curtain`, `copy.out` (for a purpose)."""

    code: str
    field: str
    title_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would do to the selected titles.

    `titles`, `copies` and `out` are of the selection; `changing` are the titles that would change
    in any field. `lines` has at most `MOST_LINES`.
    """

    titles: int
    copies: int
    out: int
    changing: frozenset[int]
    fields: tuple[FieldCount, ...]
    refused: tuple[Refused, ...]
    lines: tuple[Line, ...]

    def changes_of(self, field: str) -> frozenset[int]:
        """The titles whose line of this field changes, as far as lines reach."""
        return frozenset(line.title_id for line in self.lines if line.field == field)


@dataclass(frozen=True, slots=True)
class Edited:
    """What was done: how many titles and copies changed."""

    done: Done
    titles: int
    copies: int


_COLUMNS = {
    "section": "section_id",
    "class": "rental_class_id",
    "condition": "condition_id",
    "purpose": "purpose",
    "replacement": "replacement_cents",
}


# -- looking -----------------------------------------------------------------------------------


def preview(
    title_ids: Sequence[int], edit: Edit, leave_out: Collection[tuple[int, str]] = ()
) -> Preview:
    """What the edit would change. Reads only; for the worker where many are selected.

    What is left out counts nowhere: neither as a change nor as refused.

    Raises `section.gone`, `class.gone`, `condition.gone`, `certificate.gone`, `amount.negative`,
    `text.too_long`, `tag.no_name`, `genre.no_name`.
    """
    wanted = Wanted(edit)
    counts: dict[str, list[int]] = {name: [0, 0, 0, 0] for name in wanted.after}
    refused: dict[tuple[str, str], list[int]] = {}
    changing: set[int] = set()
    lines: list[Line] = []
    titles = copies = out = 0
    for part in parts(title_ids):
        for _, of_title, steps in plan(part, wanted):
            titles += 1
            copies += len(of_title)
            out += sum(copy.out for copy in of_title)
            for step in steps:
                if (step.title_id, step.field) in leave_out:
                    continue
                _count(step, counts[step.field], refused)
                if step.same or step.refused:
                    continue
                changing.add(step.title_id)
                if len(lines) < MOST_LINES:
                    lines.append(
                        Line(step.title_id, step.title, step.field, step.before, step.after)
                    )
    return Preview(
        titles,
        copies,
        out,
        frozenset(changing),
        tuple(FieldCount(name, wanted.after[name], *numbers) for name, numbers in counts.items()),
        tuple(Refused(code, name, tuple(ids)) for (code, name), ids in refused.items()),
        tuple(lines),
    )


def _count(step: Step, numbers: list[int], refused: dict[tuple[str, str], list[int]]) -> None:
    if step.refused:
        refused.setdefault((step.refused, step.field), []).append(step.title_id)
    elif step.same:
        numbers[3] += 1
    else:
        numbers[0] += 1
        numbers[1] += len(step.copy_ids)
        numbers[2] += step.out


# -- doing -------------------------------------------------------------------------------------


def apply(
    ctx: Context,
    title_ids: Sequence[int],
    edit: Edit,
    *,
    leave_out: Collection[tuple[int, str]] = (),
    report: Report | None = None,
    cancelled: Cancelled | None = None,
) -> Edited:
    """Does the edit in short transactions that are one step of Undo; for the worker.

    `leave_out` holds (title id, field) pairs. What a rule refuses is left as it is. `report` is
    called with titles done and all titles, `cancelled` is asked between chunks: once it says yes,
    everything is put back and `Stopped` is raised. Raises what `preview` raises, and `edit.empty`.
    """
    if edit.empty:
        raise RuleViolation("edit.empty")
    wanted = Wanted(edit)
    titles: set[int] = set()
    copies: set[int] = set()
    finished = 0
    with long_work.begin(ctx, "titles.edit") as long:
        for part in parts(title_ids, CHUNK):
            if cancelled is not None and cancelled():
                raise Stopped
            with long.chunk() as work:
                for _, _, steps in plan(part, wanted):
                    for step in steps:
                        if step.same or step.refused or (step.title_id, step.field) in leave_out:
                            continue
                        _do(work, step, wanted)
                        titles.add(step.title_id)
                        copies.update(step.copy_ids)
            finished += len(part)
            if report is not None:
                report(finished, len(title_ids))
        long.facts(titles=len(titles), copies=len(copies), fields=sorted(wanted.values))
        done = long.finish()
    return Edited(done, len(titles), len(copies))


def _do(work: Work, step: Step, wanted: Wanted) -> None:
    value = wanted.values[step.field]
    if step.field in COPY_FIELDS:
        for copy_id in step.copy_ids:
            work.update(Copy, copy_id, **{_COLUMNS[step.field]: value})
    elif step.field == "certificate":
        work.update(Title, step.title_id, certificate_id=value)
    elif step.field == "note":
        work.update(Title, step.title_id, note=value)
    else:
        _do_link(work, step, value)


def _do_link(work: Work, step: Step, name: str) -> None:
    kind, what = step.field.split("_")
    model: type[Genre] | type[Tag] = Genre if kind == "genre" else Tag
    link: type[Table] = TitleGenre if kind == "genre" else TitleTag
    [id_] = naming.short_list(model, [name])
    if what == "add":
        work.insert(link, title=step.title_id, **{kind: id_})
        return
    found = store.value(
        f"SELECT id FROM title_{kind} WHERE title_id = ? AND {kind}_id = ?", (step.title_id, id_)
    )
    if found is not None:
        work.delete(link, int(found))
