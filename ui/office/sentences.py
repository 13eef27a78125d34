"""What the owner's actions did, and what they refused, in the shop's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ui import messages, told
from ui.office.words import counted, days_text, short_day, tr


def _days(facts: Mapping[str, Any]) -> str:
    first = date.fromisoformat(str(facts["date"]))
    last = date.fromisoformat(str(facts.get("last") or facts["date"]))
    return days_text((first, last) if first != last else (first,), year=False)


def _consequences(facts: Mapping[str, Any]) -> str:
    """``: 3 due dates move to Sat 27 Dec, 2 fees change.``; a full stop where nothing does."""
    due, fees = int(facts.get("due") or 0), int(facts.get("fees") or 0)
    parts = []
    if due:
        moved = counted(due, tr("due date moves"), tr("due dates move"))
        on = str(facts.get("due_on") or "")
        parts.append(f"{moved} {tr('to')} {short_day(date.fromisoformat(on))}" if on else moved)
    if fees:
        parts.append(counted(fees, tr("fee changes"), tr("fees change")))
    return f": {', '.join(parts)}." if parts else "."


def _exception(facts: Mapping[str, Any]) -> str:
    lead = tr("Closed *{days}*") if facts.get("closed") else tr("Other hours on *{days}*")
    return lead.format(days=_days(facts)) + _consequences(facts)


def _usual(facts: Mapping[str, Any]) -> str:
    return tr("Usual hours again *{days}*").format(days=_days(facts)) + _consequences(facts)


def _role(facts: Mapping[str, Any]) -> str:
    role = tr("an owner") if facts["role"] == "owner" else tr("a clerk")
    return tr("*{name}* is {role} now.").format(name=facts["name"], role=role)


def _ages(facts: Mapping[str, Any]) -> str:
    if "code" not in facts:
        return tr("{count} ages saved.").format(count=facts["count"])
    age = int(facts["age"])
    if not age:
        return tr("*{code}* is for everybody now.").format(code=facts["code"])
    return tr("*{code}* is from {age} now.").format(code=facts["code"], age=age)


told.register(
    {
        "hours.exception": _exception,
        "hours.usual": _usual,
        "class.add": "Added the class *{name}*.",
        "class.edit": "Saved *{name}*. What is out keeps the rule it left with.",
        "class.retire": "Retired *{name}*. Copies that have it keep renting under it.",
        "class.unretire": "*{name}* can be chosen again.",
        "class.remove": "Removed the class *{name}*.",
        "certificate.ages": _ages,
        "staff.rename": "{was} is called *{name}* now.",
        "staff.role": _role,
        "staff.leave": "*{name}* no longer works here. What they did keeps their name.",
        "staff.back": "*{name}* works here again.",
    }
)

messages.register(
    {
        "hours.no_reason": "Write the reason: it stands in every sentence about that day.",
        "class.name_taken": "There is a class called {name} already.",
        "class.in_use": "{name} is in use and cannot be removed. Retire it instead.",
        "class.unknown": "That rental class is no longer there.",
        "class.unreadable": "{given} is no whole number.",
        "class.unreadable_time": "{given} is no time. Write 6 pm or 18:00.",
        "staff.name_taken": "Somebody is called {name} already.",
        "staff.last_owner": "{name} is the only owner: make somebody else one first.",
        "staff.unknown": "That person is no longer on the list.",
        "shop.barcode_back": "Numbers are never given twice: at least {least}.",
    }
)
