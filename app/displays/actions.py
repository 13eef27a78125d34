"""What a person does with a display: plan one, date it, prepare it, end it, run it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.catalog import naming
from app.displays import fixtures, standing
from app.displays.models import Display, Placement, ShelfAudit, Stage
from app.displays.rules import State
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

LONGEST_NAME = 80
LONGEST_TAGLINE = 160


@dataclass(frozen=True, slots=True)
class DisplayAdded:
    """A new display. `left_out` are the titles that a copy of another one found no row for."""

    done: Done
    display_id: int
    left_out: tuple[str, ...] = ()


def add_display(
    ctx: Context,
    name: str,
    fixture_id: int,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
    tagline: str = "",
    owner: str = "",
) -> DisplayAdded:
    """Plans a display on a fixture. With a first day it is prepared and runs by itself from then
    on; without one it is a draft.

    Raises `display.no_name`, `display.name_taken` (by one that is not over), `display.dates` (the
    last day before the first, or without one), `fixture.gone`, `text.too_long`.
    """
    with operations.begin(ctx, "display.add") as work:
        fixture = fixtures.get(fixture_id)
        clean = _free_name(work, name, None)
        _check_dates(from_on, to_on)
        display_id = work.insert(
            Display,
            fixture=fixture_id,
            name=clean,
            tagline=naming.line(tagline, LONGEST_TAGLINE, field="tagline"),
            from_on=from_on,
            to_on=to_on,
            owner=naming.line(owner, LONGEST_NAME, field="owner"),
            stage=Stage.DRAFT if from_on is None else Stage.PREPARED,
            made_at=work.now,
        )
        work.facts(display=clean, fixture=fixture.name)
    return DisplayAdded(work.done, display_id)


def change_display(ctx: Context, display_id: int, **fields: Any) -> Done:
    """Changes the named fields: `name`, `tagline`, `from_on`, `to_on`, `owner`, `note`, `stage`.

    Of a running display only the last day moves, of one that is over nothing does. Raises what
    `add_display` raises, `display.gone`, `display.over`, `display.runs` (its first day has come),
    `display.needs_dates` for preparing one without a first day.
    """
    with operations.begin(ctx, "display.change") as work:
        display = get(display_id)
        state = standing.state_of(display, standing.today(work.now))
        if state is State.OVER and fields.keys() - {"note"}:
            raise RuleViolation("display.over", display=display.name)
        values = _clean(work, display, fields)
        first = values.get("from_on", display.from_on)
        if state is State.RUNNING and (
            first != display.from_on or values.get("stage") == Stage.DRAFT
        ):
            raise RuleViolation("display.runs", field="from_on", display=display.name)
        _check_dates(first, values.get("to_on", display.to_on))
        if values.get("stage", display.stage) != Stage.DRAFT and first is None:
            raise RuleViolation("display.needs_dates", field="from_on", display=display.name)
        work.update(Display, display_id, **values)
        work.facts(display=values.get("name", display.name))
    return work.done


def end_display(ctx: Context, display_id: int) -> Done:
    """Ends a display today, or gives a prepared one up. Raises `display.gone`, `display.over`,
    `display.is_draft`.
    """
    with operations.begin(ctx, "display.end") as work:
        display = editable(work, display_id)
        if display.stage == Stage.DRAFT:
            raise RuleViolation("display.is_draft", display=display.name)
        today = standing.today(work.now)
        last = display.to_on
        if display.from_on is not None and display.from_on <= today:
            last = today
        work.update(Display, display_id, stage=Stage.OVER, to_on=last)
        work.facts(display=display.name)
    return work.done


def remove_display(ctx: Context, display_id: int) -> Done:
    """Throws a plan away that never ran. Raises `display.gone`, `display.ran`."""
    with operations.begin(ctx, "display.remove") as work:
        display = get(display_id)
        state = standing.state_of(display, standing.today(work.now))
        audited = ShelfAudit.select().where(ShelfAudit.display == display_id).exists()
        if state not in (State.DRAFT, State.PREPARED) or audited:
            raise RuleViolation("display.ran", display=display.name)
        for (placement_id,) in store.rows(
            "SELECT id FROM placement WHERE display_id = ?", (display_id,)
        ):
            work.delete(Placement, placement_id)
        work.delete(Display, display_id)
        work.facts(display=display.name)
    return work.done


def duplicate(ctx: Context, display_id: int, name: str) -> DisplayAdded:
    """A draft with the same places on the same fixture; what was deleted since is left out.

    What is out, held or sold stays as a wish, which the check list tells. Raises `display.gone`,
    `fixture.gone`, and what `add_display` raises of a name.
    """
    with operations.begin(ctx, "display.duplicate") as work:
        source = get(display_id)
        fixture = fixtures.get(source.fixture_id)
        rows = {row.position: row.id for row in standing.rows_of(fixture.id)}
        clean = _free_name(work, name, None)
        copy_id = work.insert(
            Display,
            fixture=fixture.id,
            name=clean,
            tagline=source.tagline,
            owner=source.owner,
            made_at=work.now,
        )
        left_out = []
        for case in standing.cases_of(display_id):
            if case.edition_id is None or case.row not in rows:
                left_out.append(case.title)
                continue
            work.insert(
                Placement,
                display=copy_id,
                row=rows[case.row],
                edition=case.edition_id,
                name=case.title,
                format=Placement.get_by_id(case.key).format_id,
                at_mm=case.at,
                facing=case.facing,
                wanted=case.wanted,
            )
        work.facts(display=clean, before=source.name)
    return DisplayAdded(work.done, copy_id, tuple(left_out))


def get(display_id: int) -> Display:
    """A display by its id; raises `display.gone`."""
    found: Display | None = Display.get_or_none(Display.id == display_id)
    if found is None:
        raise NotFound("display.gone")
    return found


def editable(work: Work, display_id: int) -> Display:
    """A display whose cases may still be moved; raises `display.gone`, `display.over`.

    One that was written down after its last day never stood in these books: it may be filled in.
    """
    display = get(display_id)
    if standing.state_of(display, standing.today(work.now)) is State.OVER and not _afterwards(
        display
    ):
        raise RuleViolation("display.over", display=display.name)
    return display


def _afterwards(display: Display) -> bool:
    last = display.to_on
    made = standing.today(display.made_at)
    return display.stage != Stage.OVER and last is not None and last < made


def _clean(work: Work, display: Display, fields: dict[str, Any]) -> dict[str, Any]:
    values = dict(fields)
    if "name" in values:
        values["name"] = _free_name(work, values["name"], display.id)
    if "tagline" in values:
        values["tagline"] = naming.line(values["tagline"], LONGEST_TAGLINE, field="tagline")
    if "owner" in values:
        values["owner"] = naming.line(values["owner"], LONGEST_NAME, field="owner")
    if "note" in values:
        values["note"] = naming.text(values["note"], field="note")
    return values


def _free_name(work: Work, text: str, display_id: int | None) -> str:
    """Past displays give their names free: Noirvember comes back every year."""
    name = naming.line(text, LONGEST_NAME, field="name")
    if not name:
        raise RuleViolation("display.no_name", field="name")
    for other in Display.select().where((Display.name == name) & (Display.id != display_id)):
        if standing.state_of(other, standing.today(work.now)) is not State.OVER:
            raise RuleViolation("display.name_taken", field="name", name=name)
    return name


def _check_dates(from_on: date | None, to_on: date | None) -> None:
    if to_on is not None and (from_on is None or to_on < from_on):
        raise RuleViolation("display.dates", field="to_on")
