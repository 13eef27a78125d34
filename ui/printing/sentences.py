"""What the print room's actions did, and what they refused: one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.printing import models  # noqa: F401  an undo needs its tables
from ui import messages, told

_CHANGED = {
    "stock": "*{name}* prints on another stock.",
    "printer": "{name}: to *{printer}*.",
    "feed": "{name}: from *{feed}*.",
    "design": "*{name}* in another design.",
    "ink": "*{name}* prints in {ink}.",
    "copies": "*{name}*: {copies} copies.",
}


def added(facts: Mapping[str, Any]) -> str:
    """ "*Board sign, Her* is in the tray."."""
    return _tr("*{name}* is in the tray.").format(name=facts.get("name", "–"))


def set_up(facts: Mapping[str, Any]) -> str:
    """What changed of how a document prints; the first thing, where it was several."""
    changed = list(facts.get("changed") or ())
    told_first = next((name for name in _CHANGED if name in changed), "")
    ink = _tr("black and white") if facts.get("ink") == "mono" else _tr("colour")
    words = _tr(_CHANGED.get(told_first, "*{name}* is set up."))
    return words.format(
        name=facts.get("name", "–"),
        printer=facts.get("printer") or _tr("no printer"),
        feed=facts.get("feed") or _tr("the usual tray"),
        ink=ink,
        copies=facts.get("copies", 1),
    )


def decided(facts: Mapping[str, Any]) -> str:
    """What a person decided about one piece."""
    if facts.get("what") == "out":
        return _tr("Left out *{title}*.").format(title=facts.get("title", "–"))
    if not facts.get("value"):
        return _tr("*{title}* prints without it.").format(title=facts.get("title", "–"))
    return _tr("Prints as *{value}*.").format(value=facts.get("value"))


def printed(facts: Mapping[str, Any]) -> str:
    """ "Printed *11 shelf cards*."; undone, they are in the tray again."""
    what = facts.get("words") or facts.get("name", "–")
    return _tr("Printed *{what}*.").format(what=what)


def marked(facts: Mapping[str, Any]) -> str:
    """ "Label 3 marked as used."."""
    if int(facts.get("count", 1)) > 1:
        words = _tr("*{count} labels* marked.")
    elif facts.get("used"):
        words = _tr("*Label {label}* marked as used.")
    else:
        words = _tr("*Label {label}* is free.")
    return words.format(label=facts.get("label"), count=facts.get("count"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)


told.register(
    {
        "tray.add": added,
        "tray.widen": "*{title}* joins the {name}.",
        "tray.set_up": set_up,
        "tray.become": "*{name}* instead.",
        "tray.decide": decided,
        "tray.take_out": "Took *{name}* out of the tray.",
        "tray.reorder": "*{name}* moved.",
        "tray.print": printed,
        "tray.print_again": "Printed *{name}* once more, as it was.",
        "sheet.mark": marked,
        "sheet.new": "A new sheet is in.",
        "stock.add": "Saved the stock *{name}*.",
        "stock.change": "Saved the stock *{name}*.",
        "stock.remove": "Removed the stock *{name}*.",
        "profile.set": "*{printer}* uses the new numbers.",
        "profile.remove": "*{printer}* prints as it comes.",
    }
)
messages.register(
    {
        "tray.copies": "Copies go from 1 to {most}.",
        "print.not_kept": "The pages of that print are not kept any more. Print it anew.",
        "print.no_printer": "No printer was found. Save a PDF, or connect a printer.",
        "print.printer_gone": "{printer} is gone. Nothing was printed; the tray is as it was.",
        "print.printer_off": "{printer} is off. Nothing was printed; the tray is as it was.",
        "print.not_taken": "{printer} did not take it: {detail}. The tray is as it was.",
        "print.no_label": "No label is left on this sheet. Lay in a new one: N on the sheet.",
        "print.not_on_board": "No film on the board is called {title}.",
        "print.paper": "{name} does not go on {stock}.",
        "stock.no_name": "A stock needs a name.",
        "stock.name_too_long": "A stock's name has at most {most} letters.",
        "stock.name_taken": "There is already a stock called {name}.",
        "stock.in_use": "{name} is used by the tray. Choose another stock for what prints on it.",
        "stock.gone": "That stock is not there any more. Choose another.",
        "stock.does_not_fit": "Those measures do not fit their sheet.",
        "stock.does_not_fit.sheet_size": "A sheet has a width and a height of at most 1,200 mm.",
        "stock.does_not_fit.no_labels": "A sheet has at least one label.",
        "stock.does_not_fit.label_size": "A label has a width and a height.",
        "stock.does_not_fit.margin_negative": "The margin {edge} cannot be below 0.",
        "stock.does_not_fit.labels_overlap_x": "Labels {label_mm} mm wide overlap at a pitch of "
        "{pitch_mm} mm.",
        "stock.does_not_fit.labels_overlap_y": "Labels {label_mm} mm high overlap at a pitch of "
        "{pitch_mm} mm.",
        "stock.does_not_fit.too_wide": "The labels are {over_mm} mm wider than the sheet: "
        "{total_mm} of {sheet_mm} mm.",
        "stock.does_not_fit.too_high": "The labels are {over_mm} mm higher than the sheet: "
        "{total_mm} of {sheet_mm} mm.",
        "stock.does_not_fit.corner_radius": "A corner is round by at most half the label's shorter "
        "side.",
        "stock.does_not_fit.bleed": "A bleed cannot be below 0.",
        "stock.does_not_fit.start_label": "The sheet has {labels} labels; there is no label "
        "{start}.",
        "stock.does_not_fit.label_too_small": "A label of {label_width_mm} by {label_height_mm} mm "
        "is smaller than the card of {card_width_mm} by {card_height_mm} mm.",
        "profile.number": "The ruler goes from {least:g} to {most:g} mm.",
        "profile.paper": "The calibration sheet is printed on Letter or A4.",
    }
)
