"""What the night-drop's actions say in the status line, and what they refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.nightdrop.rules import Outcome, Tray, parse_mark
from ui import messages, told
from ui.amounts import money
from ui.nightdrop.words import mark_word, tr


def _scanned(facts: Mapping[str, Any]) -> str:
    name = f"*{facts.get('title') or facts.get('barcode', '')}*"
    tray = facts.get("tray")
    cents = int(facts.get("fee_cents") or 0)
    text = {
        Outcome.RETURNED: tr("Returned {title}, on time."),
        Outcome.LATE: tr("Returned {title}, fee {fee}."),
        Outcome.HELD: tr("Held {title}, tray {tray}."),
        Outcome.NOT_OUT: tr("{title} was in already: to the shelf."),
        Outcome.REPEAT: tr("{title} was scanned before. Nothing changed."),
        Outcome.UNKNOWN: tr("{title} is not ours: tray {tray}."),
        Outcome.REINSTATED: tr("{title} was missing and is in stock again."),
        Outcome.OWNER: tr("{title}: the owner decides, tray {tray}."),
    }[Outcome(facts["outcome"])]
    return text.format(title=name, tray=tray, fee=money(cents))


def _marked(facts: Mapping[str, Any]) -> str:
    name = f"*{facts.get('title', '')}*"
    if not facts.get("mark"):
        return tr("Took the mark off {title}.").format(title=name)
    word = mark_word(parse_mark(str(facts["mark"])))
    tray = facts.get("tray")
    where = tr("tray {tray}").format(tray=tray) if tray else tr("to the shelf")
    return tr("Marked {title}: {mark}, {where}.").format(
        title=name, mark=word[:1].lower() + word[1:], where=where
    )


def _counted(facts: Mapping[str, Any]) -> str:
    counted = facts.get("counted")
    if counted is None:
        return tr("The pile is not counted.")
    return tr("The pile is counted: {n}.").format(n=counted)


def _closed(facts: Mapping[str, Any]) -> str:
    return tr("Session closed: {scanned} scanned, {late} late.").format(**facts)


def _redated(facts: Mapping[str, Any]) -> str:
    cents = int(facts.get("cents") or 0)
    if not cents:
        return tr("The window is changed. No balance changes.")
    sign = "+" if cents > 0 else ""
    return tr("The window is changed: {sum} in late fees.").format(sum=f"{sign}{money(cents)}")


def found_note(title: str, word: str, tray: Tray | None) -> str:
    """What the scan bar says behind the code: `Her, held: tray 1`."""
    said = f"{title}, {word[:1].lower()}{word[1:]}" if title else word
    return tr("{said}: tray {tray}").format(said=said, tray=int(tray)) if tray else said


told.register(
    {
        "drop.open": "The session of *{box}* is open.",
        "drop.count": _counted,
        "drop.scan": _scanned,
        "drop.mark": _marked,
        "drop.close": _closed,
        "drop.redate": _redated,
        "box.add": "Added the box *{name}*.",
        "box.edit": "Saved the box *{name}*.",
    }
)

messages.register(
    {
        "drop.open_already": "The session of {box} is open already: it goes on where it was.",
        "drop.since_in_future": "The window cannot begin after the emptying.",
        "drop.since_after_emptying": "The window cannot begin after the box was emptied.",
        "drop.closed": "That session is closed. Start emptying again; this case was not taken.",
        "drop.nothing_to_mark": "There is no case to mark: scan one of ours first.",
        "mark.unknown": "{given} is no mark. Marks are empty, wrong, missing and damaged.",
        "pile.no_reason": "{counted} were counted and {scanned} scanned. Say why they differ.",
        "pile.negative": "A pile has no fewer than zero cases.",
        "box.unknown": "There is no box called {name}.",
        "box.no_name": "A box needs a name.",
        "box.name_taken": "There is a box called {name} already.",
        "session.unknown": "That session is no longer there.",
        "session.none_open": "No session is open. Start emptying first.",
        "scan.unknown": "That scan is no longer there.",
    }
)
