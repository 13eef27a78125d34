"""What was done at the planner, and what it refuses: one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui import messages, told


def took_out(facts: Mapping[str, Any]) -> str:
    """One case by its name, several by their number."""
    if int(facts.get("cases", 0)) == 1:
        return _tr("Took *{title}* off {display}.").format_map(facts)
    return _tr("Took {cases} cases off {display}.").format_map(facts)


def placed_many(facts: Mapping[str, Any]) -> str:
    """How many stand, and how many found no place."""
    cases, out = int(facts.get("cases", 0)), int(facts.get("left_out", 0))
    words = _tr("Placed 1 case on {display}.") if cases == 1 else _tr("Placed {n} on {display}.")
    said = words.format(n=_cases(cases), display=facts.get("display", "–"))
    return f"{said} {_tr('{n} found no place.').format(n=_cases(out))}" if out else said


def audited(facts: Mapping[str, Any]) -> str:
    """What was scanned, and how much of it is to put right."""
    scanned, wrong = int(facts.get("scanned", 0)), int(facts.get("to_put_right", 0))
    words = _tr("Scanned {n} of *{display}*: {wrong} to put right.")
    if not wrong:
        words = _tr("Scanned {n} of *{display}*: it stands as planned.")
    return words.format(n=_cases(scanned), wrong=wrong, display=facts.get("display", "–"))


def _cases(count: int) -> str:
    return _tr("1 case") if count == 1 else _tr("{n} cases").format(n=f"{count:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("planner_told", text)


told.register(
    {
        "fixture.add": "Built *{fixture}*.",
        "fixture.change": "Saved *{fixture}*.",
        "fixture.remove": "Took *{fixture}* off the floor.",
        "display.add": "Planned *{display}* on {fixture}.",
        "display.change": "Saved *{display}*.",
        "display.end": "*{display}* is over.",
        "display.remove": "Threw the plan of *{display}* away.",
        "display.duplicate": "*{display}* stands as {before} stood.",
        "display.place": "Placed *{title}* in row {row} of {display}.",
        "display.place_many": placed_many,
        "display.move": "Moved *{title}* to row {row}.",
        "display.take_out": took_out,
        "display.audit": audited,
        "display.note": "Noted on *{title}*.",
    }
)

messages.register(
    {
        "fixture.no_name": "Give the fixture a name.",
        "fixture.name_taken": "There is already a fixture called {name}.",
        "fixture.no_rows": "A fixture has 1 to {most} rows.",
        "fixture.size": "Row {row} cannot be {given}: 20 to 20,000 mm wide, 20 to 3,000 mm high.",
        "fixture.gone": "That fixture is no longer there.",
        "fixture.none": "There is no fixture called {name}.",
        "fixture.row_in_use": "Row {row} is not empty: {cases} of {display} stand there.",
        "fixture.needs_curtain": "{title} of {display} belongs behind the curtain. "
        "Take it off the shelf first.",
        "fixture.in_use": "{display} stands on {fixture}. End it first.",
        "display.no_name": "Give the display a name.",
        "display.name_taken": "There is already a display called {name}.",
        "display.dates": "The last day comes after the first.",
        "display.gone": "That display is no longer there.",
        "display.none": "There is no display called {name}.",
        "display.over": "{display} is over: it stays as it stood.",
        "display.runs": "{display} is running. Only its last day can move.",
        "display.needs_dates": "From which day? {display} has no first day yet.",
        "display.is_draft": "{display} is a draft: it never ran.",
        "display.ran": "{display} has run. It stays in the calendar.",
        "place.wanted": "{given} copies cannot stand there: 1 to 99.",
        "place.already": "{title} on {format} stands in row {row} already.",
        "place.behind_curtain": "{title} belongs behind the curtain. {fixture} is an open fixture.",
        "place.above_rating": "{title} is rated {rating}. {fixture} carries films up to {ceiling}.",
        "place.no_row": "There is no row {row}: the fixture has {rows}.",
        "place.at": "The row is {width} mm wide; {at} mm is not in it.",
        "place.too_tall": "{title} is {by} mm too tall for row {row}.",
        "place.too_wide": "{title} is {by} mm too wide for what is left in row {row}.",
        "place.none_fits": "None of the {count} can stand there.",
        "place.no_edition": "{name} has no edition to place.",
        "place.not_there": "{name} does not stand on {display}.",
        "certificate.none": "There is no certificate called {name}.",
        "placement.gone": "That case no longer stands there. The shelf is fresh again.",
        "undo.in_use.display": "A display stands on it.",
        "undo.in_use.placement": "Cases stand there.",
        "undo.in_use.shelf_audit": "It was audited.",
    }
)
