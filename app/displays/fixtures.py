"""What a person does with the furniture: build it, resize it, say what it may carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.catalog import naming
from app.catalog.models import Certificate
from app.displays import standing
from app.displays.models import Display, Fixture, FixtureRow
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

LONGEST_NAME = 60
MOST_ROWS = 40
WIDTHS = range(20, 20_001)
HEIGHTS = range(20, 3_001)

Sizes = Sequence[tuple[int, int]]
"""Width and height of each row in mm, the top one first."""


@dataclass(frozen=True, slots=True)
class FixtureAdded:
    """A new fixture."""

    done: Done
    fixture_id: int


def add_fixture(
    ctx: Context,
    name: str,
    rows: Sizes,
    *,
    curtained: bool = False,
    ceiling_id: int | None = None,
    note: str = "",
) -> FixtureAdded:
    """Builds a fixture, last in the walk.

    Raises `fixture.no_name`, `fixture.name_taken`, `fixture.no_rows`, `fixture.size` (`row`,
    `given`), `certificate.gone`, `text.too_long`.
    """
    with operations.begin(ctx, "fixture.add") as work:
        clean = _free_name(name, None)
        _check_sizes(rows)
        _check_ceiling(ceiling_id)
        last = store.value("SELECT coalesce(max(position), 0) FROM fixture WHERE retired = 0")
        fixture_id = work.insert(
            Fixture,
            name=clean,
            note=naming.line(note, field="note"),
            position=int(last) + 1,
            curtained=curtained,
            ceiling=ceiling_id,
        )
        for position, (width, height) in enumerate(rows, 1):
            work.insert(
                FixtureRow,
                fixture=fixture_id,
                position=position,
                width_mm=width,
                height_mm=height,
            )
        work.facts(fixture=clean, rows=len(rows))
    return FixtureAdded(work.done, fixture_id)


def change_fixture(
    ctx: Context, fixture_id: int, *, rows: Sizes | None = None, **fields: Any
) -> Done:
    """Changes a fixture as its editor keeps it, in one step. Fields: `name`, `note`, `curtained`,
    `ceiling_id`, `x_mm`, `y_mm`, `turn`, `depth_mm`.

    A row that is made narrower or lower keeps its cases: they wait in the plan. Raises what
    `add_fixture` raises, `fixture.gone`, `fixture.row_in_use` (`row`, `cases`, `display`) for a row
    that goes with cases on it, and `fixture.needs_curtain` (`title`, `display`) where the curtain
    is opened before what belongs behind it.
    """
    with operations.begin(ctx, "fixture.change") as work:
        fixture = get(fixture_id)
        values = dict(fields)
        if "name" in values:
            values["name"] = _free_name(values["name"], fixture_id)
        if "note" in values:
            values["note"] = naming.line(values["note"], field="note")
        if "ceiling_id" in values:
            _check_ceiling(values["ceiling_id"])
            values["ceiling"] = values.pop("ceiling_id")
        if fixture.curtained and values.get("curtained") is False:
            _check_open(fixture_id)
        if values:
            work.update(Fixture, fixture_id, **values)
        if rows is not None:
            _check_sizes(rows)
            _resize(work, fixture_id, rows)
        work.facts(fixture=values.get("name", fixture.name))
    return work.done


def remove_fixture(ctx: Context, fixture_id: int) -> Done:
    """Takes a fixture off the floor; displays of the past keep how they stood.

    Raises `fixture.gone`, `fixture.in_use` (`display`) while a display stands on it or will.
    """
    with operations.begin(ctx, "fixture.remove") as work:
        fixture = get(fixture_id)
        today = standing.today(work.now)
        for one in Display.select().where(Display.fixture == fixture_id):
            if standing.state_of(one, today) is not standing.State.OVER:
                raise RuleViolation("fixture.in_use", fixture=fixture.name, display=one.name)
        work.update(Fixture, fixture_id, retired=True)
        work.facts(fixture=fixture.name)
    return work.done


def get(fixture_id: int) -> Fixture:
    """A fixture by its id; raises `fixture.gone`."""
    found: Fixture | None = Fixture.get_or_none((Fixture.id == fixture_id) & ~Fixture.retired)
    if found is None:
        raise NotFound("fixture.gone")
    return found


def _resize(work: Work, fixture_id: int, sizes: Sizes) -> None:
    """Rows by their place from the top: the first ones are resized, new ones come below."""
    there = list(standing.rows_of(fixture_id))
    for position, (width, height) in enumerate(sizes, 1):
        if position <= len(there):
            row_id = there[position - 1].id
            work.update(FixtureRow, row_id, width_mm=width, height_mm=height)
        else:
            values = {"position": position, "width_mm": width, "height_mm": height}
            work.insert(FixtureRow, fixture=fixture_id, **values)
    for row in there[len(sizes) :]:
        _remove_row(work, row)


def _remove_row(work: Work, row: standing.Row) -> None:
    """A row where something stands stays; one where something once stood keeps its place there."""
    used = store.rows(
        "SELECT d.id, count(*) FROM placement p JOIN display d ON d.id = p.display_id"
        " WHERE p.row_id = ? GROUP BY d.id ORDER BY d.id",
        (row.id,),
    )
    for display_id, cases in used:
        display = Display.get_by_id(display_id)
        if standing.state_of(display, standing.today(work.now)) is not standing.State.OVER:
            raise RuleViolation(
                "fixture.row_in_use",
                field="rows",
                row=row.position,
                cases=int(cases),
                display=display.name,
            )
    if used:
        work.update(FixtureRow, row.id, retired=True)
    else:
        work.delete(FixtureRow, row.id)


def _check_open(fixture_id: int) -> None:
    for display_id, name in store.rows(
        "SELECT id, name FROM display WHERE fixture_id = ? AND stage <> 'over'", (fixture_id,)
    ):
        for case in standing.cases_of(int(display_id)):
            if case.adult:
                raise RuleViolation(
                    "fixture.needs_curtain", field="curtained", title=case.title, display=name
                )


def _check_sizes(sizes: Sizes) -> None:
    if not sizes or len(sizes) > MOST_ROWS:
        raise RuleViolation("fixture.no_rows", field="rows", most=MOST_ROWS)
    for row, (width, height) in enumerate(sizes, 1):
        if width not in WIDTHS or height not in HEIGHTS:
            raise RuleViolation("fixture.size", field="rows", row=row, given=f"{width}x{height}")


def _check_ceiling(ceiling_id: int | None) -> None:
    if ceiling_id is not None and Certificate.get_or_none(Certificate.id == ceiling_id) is None:
        raise NotFound("certificate.gone", field="ceiling")


def _free_name(text: str, fixture_id: int | None) -> str:
    name = naming.line(text, LONGEST_NAME, field="name")
    if not name:
        raise RuleViolation("fixture.no_name", field="name")
    taken = store.value("SELECT id FROM fixture WHERE name = ? AND retired = 0", (name,))
    if taken is not None and taken != fixture_id:
        raise RuleViolation("fixture.name_taken", field="name", name=name)
    return name
