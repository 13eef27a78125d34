"""The shelf planner from the command line: fixtures, and displays on them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any

from app.catalog import lookups
from app.displays import actions, audits, checklist, fixtures, meaning, placing, queries
from app.displays.models import Facing, Stage
from app.displays.placing import Placed, Spot
from app.displays.queries import Display, Fixture, Shelf
from app.displays.rules import State
from app.displays.standing import Case
from app.shop.errors import NotFound
from ui import messages, sentences
from ui.cli import planner_fill
from ui.cli.desk import CommandDesk, WrongWords
from ui.planner import check_words

_ROW = re.compile(r"\s*(\d{1,6})\s*[xX×]\s*(\d{1,6})\s*")


def fixture(desk: CommandDesk) -> None:
    """`fixture new|list|show|set`."""
    _FIXTURE[desk.options.action](desk)


def _new_fixture(desk: CommandDesk) -> None:
    options = desk.options
    added = fixtures.add_fixture(
        desk.context(),
        options.name,
        _sizes(options.rows),
        curtained=options.curtained,
        ceiling_id=_ceiling(options.up_to),
    )
    desk.answer(_furniture(queries.fixture(added.fixture_id)), [sentences.of_done(added.done)])


def _list_fixtures(desk: CommandDesk) -> None:
    found = queries.fixtures()
    lines = [_fixture_line(one) for one in found] or ["There is no fixture yet."]
    desk.answer([_furniture(one) for one in found], lines)


def _show_fixture(desk: CommandDesk) -> None:
    found = queries.fixture_named(desk.options.name)
    lines = [_fixture_line(found)]
    lines += [f"Row {row.position}: {row.width_mm} x {row.height_mm} mm" for row in found.rows]
    desk.answer(_furniture(found), lines)


def _set_fixture(desk: CommandDesk) -> None:
    options = desk.options
    found = queries.fixture_named(options.name)
    fields: dict[str, Any] = {}
    if options.rename is not None:
        fields["name"] = options.rename
    if options.curtained is not None:
        fields["curtained"] = options.curtained
    if options.up_to is not None:
        fields["ceiling_id"] = None if options.up_to == "any" else _ceiling(options.up_to)
    rows = _sizes(options.rows) if options.rows is not None else None
    done = fixtures.change_fixture(desk.context(), found.id, rows=rows, **fields)
    desk.answer(_furniture(queries.fixture(found.id)), [sentences.of_done(done)])


_FIXTURE: dict[str, Callable[[CommandDesk], None]] = {
    "new": _new_fixture,
    "list": _list_fixtures,
    "show": _show_fixture,
    "set": _set_fixture,
}


def display(desk: CommandDesk) -> int | None:
    """`display new|set|end|place|remove|move|list|show|check|audit|fill|refill`."""
    return _DISPLAY[desk.options.action](desk)


def _new_display(desk: CommandDesk) -> None:
    options = desk.options
    on = queries.fixture_named(options.fixture)
    added = actions.add_display(
        desk.context(),
        options.name,
        on.id,
        from_on=desk.day(options.since) if options.since else None,
        to_on=desk.day(options.until) if options.until else None,
        tagline=options.tagline,
        owner=options.owner,
    )
    made = queries.shelf(added.display_id, desk.now()).display
    desk.answer(_theme(made), [sentences.of_done(added.done)])


def _set_display(desk: CommandDesk) -> None:
    """A draft that gets its first day is prepared."""
    options, found = desk.options, _named(desk)
    fields: dict[str, Any] = {
        name: given
        for name, given in (
            ("name", options.rename),
            ("tagline", options.tagline),
            ("owner", options.owner),
        )
        if given is not None
    }
    if options.since is not None:
        fields["from_on"] = desk.day(options.since)
        if found.state is State.DRAFT:
            fields["stage"] = Stage.PREPARED
    if options.until is not None:
        fields["to_on"] = desk.day(options.until)
    done = actions.change_display(desk.context(), found.id, **fields)
    desk.answer(_theme(queries.shelf(found.id, desk.now()).display), [sentences.of_done(done)])


def _end_display(desk: CommandDesk) -> None:
    found = _named(desk)
    done = actions.end_display(desk.context(), found.id)
    desk.answer(_theme(queries.shelf(found.id, desk.now()).display), [sentences.of_done(done)])


def _place(desk: CommandDesk) -> None:
    """`display place D CODE`: the first space that holds it, where no row or place is said."""
    options, on = desk.options, _named(desk)
    edition_id = meaning.edition_meant(options.code)
    spot = Spot(options.row, options.at, Facing(options.facing or Facing.SPINE))
    placed = placing.place(desk.context(), on.id, edition_id, spot, wanted=options.wanted)
    _tell_place(desk, on, placed)


def _move(desk: CommandDesk) -> None:
    options, on = desk.options, _named(desk)
    case = _case_of(desk, on)
    placed = placing.move(
        desk.context(),
        case.key,
        row=options.row,
        at=options.at,
        facing=Facing(options.facing) if options.facing else None,
    )
    _tell_place(desk, on, placed)


def _remove(desk: CommandDesk) -> None:
    on = _named(desk)
    case = _case_of(desk, on)
    done = placing.remove(desk.context(), [case.key])
    desk.answer(_standing(on, case), [sentences.of_done(done)])


def _list_displays(desk: CommandDesk) -> None:
    found = queries.displays(desk.now())
    lines = [_display_line(one) for one in found] or ["There is no display yet."]
    desk.answer([_theme(one) for one in found], lines)


def _show_display(desk: CommandDesk) -> None:
    shelf = queries.shelf(_named(desk).id, desk.now())
    lines = [_display_line(shelf.display)]
    for row in shelf.fixture.rows:
        lines.append(f"Row {row.position}: {shelf.left(row)} of {row.width_mm} mm left")
        lines += [f"  {_case_line(case)}" for case in shelf.row_cases(row)]
    desk.answer(_whole(shelf), lines)


def _check(desk: CommandDesk) -> None:
    """`display check D`: always exit 0, for the list itself is the answer."""
    found = checklist.of(_named(desk).id, desk.now())
    told = [(line, check_words.sentence(line)) for line in found]
    desk.answer(
        [{"level": str(line.level), "rule": line.rule, "text": text} for line, text in told],
        [f"{line.level}: {text}" for line, text in told],
    )


def _audit(desk: CommandDesk) -> None:
    """`display audit D`: barcodes on standard input, as they stand from the top left."""
    on = _named(desk)
    kept = audits.audit(desk.context(), on.id, sys.stdin)
    for code in kept.unknown:
        desk.tell(f"{messages.shown(code)}: no copy has this barcode.")
    lists = {name: list(getattr(kept.findings, name)) for name in _LISTS}
    lines = [sentences.of_done(kept.done)]
    for name, heading in _LISTS.items():
        lines += [f"{heading}: {', '.join(lists[name])}"] if lists[name] else []
    desk.answer(lists, lines)


_LISTS = {
    "missing": "Missing",
    "not_planned": "Not planned",
    "wrong_place": "Wrong place",
    "should_be_out": "Should be out",
}
_DISPLAY: dict[str, Callable[[CommandDesk], int | None]] = {
    "new": _new_display,
    "set": _set_display,
    "end": _end_display,
    "place": _place,
    "move": _move,
    "remove": _remove,
    "list": _list_displays,
    "show": _show_display,
    "check": _check,
    "audit": _audit,
    "fill": planner_fill.fill,
    "refill": planner_fill.refill,
}


# -- what is meant -------------------------------------------------------------------------------


def _named(desk: CommandDesk) -> Display:
    return queries.display_named(desk.options.name, desk.now())


def _case_of(desk: CommandDesk, on: Display) -> Case:
    cases = queries.shelf(on.id, desk.now()).cases
    return meaning.case_meant(desk.options.code, cases, on.name)


def _sizes(text: str) -> tuple[tuple[int, int], ...]:
    """`900x240,900x240`: width x height in mm, the top row first."""
    found = [_ROW.fullmatch(part) for part in text.split(",")]
    if not all(found):
        raise WrongWords(f"{text} are no rows; write 900x240,900x240 (width x height in mm)")
    return tuple((int(row[1]), int(row[2])) for row in found if row)


def _ceiling(code: str | None) -> int | None:
    if code is None:
        return None
    wanted = code.strip().casefold()
    found = next((one for one in lookups.certificates() if one.code.casefold() == wanted), None)
    if found is None:
        raise NotFound("certificate.none", name=code[:40])
    return found.id


# -- telling -------------------------------------------------------------------------------------


def _tell_place(desk: CommandDesk, on: Display, placed: Placed) -> None:
    cases = queries.shelf(on.id, desk.now()).cases
    case = next(one for one in cases if one.key == placed.placement_id)
    said = f"{sentences.of_done(placed.done)} {placed.left} mm left."
    desk.answer({**_standing(on, case), "left_mm": placed.left}, [said])


def _furniture(one: Fixture) -> dict[str, object]:
    return {
        "fixture": one.name,
        "rows": [
            {"row": row.position, "width_mm": row.width_mm, "height_mm": row.height_mm}
            for row in one.rows
        ],
        "curtained": one.curtained,
        "up_to": one.ceiling.code if one.ceiling else None,
    }


def _fixture_line(one: Fixture) -> str:
    rows = "1 row" if len(one.rows) == 1 else f"{len(one.rows)} rows"
    ceiling = f", up to {one.ceiling.code}" if one.ceiling else ""
    return f"{one.name}: {rows}{', behind the curtain' if one.curtained else ''}{ceiling}"


def _theme(one: Display) -> dict[str, object]:
    return {
        "display": one.name,
        "tagline": one.tagline,
        "fixture": one.fixture,
        "state": str(one.state),
        "from": one.from_on.isoformat() if one.from_on else None,
        "to": one.to_on.isoformat() if one.to_on else None,
        "owner": one.owner,
        "cases": one.cases,
    }


def _display_line(one: Display) -> str:
    cases = "1 case" if one.cases == 1 else f"{one.cases} cases"
    first = f" from {one.from_on}" if one.from_on else ""
    last = f" to {one.to_on}" if one.to_on else ""
    return f"{one.name}: {one.state}{first}{last}, {one.fixture}, {cases}"


def _standing(on: Display, case: Case) -> dict[str, object]:
    return {
        "display": on.name,
        "title": case.title,
        "code": case.code or None,
        "format": case.format,
        "row": case.row,
        "at_mm": case.at,
        "width_mm": case.width,
        "facing": case.facing,
        "wanted": case.wanted,
        "in": case.copies_in,
        "out": case.copies_out,
    }


def _case_line(case: Case) -> str:
    year = f" ({case.year})" if case.year else ""
    return f"{case.at} mm  {case.title}{year}, {case.format}, {case.facing}, {case.width} mm"


def _whole(shelf: Shelf) -> dict[str, object]:
    return {
        **_theme(shelf.display),
        "rows": [
            {
                "row": row.position,
                "width_mm": row.width_mm,
                "height_mm": row.height_mm,
                "left_mm": shelf.left(row),
                "cases": [_standing(shelf.display, case) for case in shelf.row_cases(row)],
            }
            for row in shelf.fixture.rows
        ],
    }
