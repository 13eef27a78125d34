"""The lines of a display's check list in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.displays.checklist import Line
from app.shop import settings, words
from ui import messages

_TEXTS = {
    "curtain": "{title} belongs behind the curtain and stands in row {row}.",
    "curtain.rated": "{title} is rated {rating}. It stands in row {row} and belongs behind "
    "the curtain.",
    "curtain.found": "{title} belongs behind the curtain. Found here by scan {found}; "
    "nobody placed it.",
    "rating": "{title} is rated {rating}; the sign promises films up to {ceiling}.",
    "too_tall": "{title} is {by} mm too tall for row {row}.",
    "overfull": "Row {row} is overfull by {by} mm.",
    "deleted": "{title} is no longer in the catalogue.",
    "sold": "{title} was sold: the shop has no copy to show.",
    "sold.none": "{title} has no copy to show.",
    "sold.retired": "{title} was withdrawn: the shop has no copy to show.",
    "sold.missing": "{title} is missing: the shop has no copy to show.",
    "out": "{title} is out. Back by {back}.",
    "held": "{title} is held for a member.",
    "away": "{title} is damaged or in repair.",
    "short": "{title}: {copies_in} of {wanted} copies are in.",
    "elsewhere": "{title} stands on {display} as well, in the same days.",
    "same_days": "{display} stands on {fixture} in the same days.",
    "unrated": "{title} is not rated; the sign promises films up to {ceiling}.",
    "gap": "Gap of {width} mm in row {row}.",
    "empty": "Nothing stands here yet.",
    "ratings": "Ratings are within {ceiling}.",
    "ratings.any": "Nothing here belongs behind the curtain.",
    "stock": "Nothing is out, held or sold.",
    "room": "Everything fits; {left} mm left.",
}


def sentence(line: Line) -> str:
    """The line for a person."""
    facts = {"row": line.row, **line.facts}
    for name, at in (("back", facts.get("back_at")), ("found", facts.get("found_at"))):
        if isinstance(at, datetime):
            facts[name] = words.moment_words(settings.calendar().local(at), dated=True)
    if "barcode" in facts:
        facts["barcode"] = messages.shown(str(facts["barcode"]))
    text = QCoreApplication.translate("planner_check", _TEXTS[_kind(line)])
    return text.format_map(facts)


def _kind(line: Line) -> str:
    kind = ""
    if line.rule == "curtain":
        kind = "found" if "found_at" in line.facts else "rated" * bool(line.facts.get("rating"))
    elif line.rule == "sold":
        kind = str(line.facts.get("state") or "none")
    elif line.rule == "ratings":
        kind = "" if line.facts.get("ceiling") else "any"
    named = f"{line.rule}.{kind}"
    return named if named in _TEXTS else line.rule
