"""Every sentence for a person about something that did not work.

``app`` raises ``RuleViolation(code, **facts)`` and ``StorageProblem(trouble)``; the words live
here, one per code, with the facts as named fields. A test asserts that every code raised in
``app`` has words. The late-fee sentence is the one exception: ``rentals.rules`` composes it.
"""

import unicodedata
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication

#: code -> sentence. Screens' own modules may add to it with ``register``.
TEXTS: dict[str, str] = {}

#: Facts that repeat what was scanned or typed: they may hold anything at all.
_GIVEN = frozenset({"barcode", "card", "code", "given", "number"})
#: More of a code than this tells nobody anything.
_MOST_SHOWN = 60
_INVISIBLE = "·"

_UNKNOWN = "That is not possible ({code}). Nothing was changed."


def register(texts: Mapping[str, str]) -> None:
    """Add sentences for codes. A code that already has another sentence is a bug."""
    for code, text in texts.items():
        if TEXTS.setdefault(code, text) != text:
            raise ValueError(f"two sentences for {code!r}")


def sentence(error: BaseException) -> str:
    """What to tell the person about an error of ``app``: by its code or trouble and its facts."""
    trouble = getattr(error, "trouble", None)
    code = f"storage.{trouble}" if trouble else str(getattr(error, "code", ""))
    facts = getattr(error, "facts", None) or getattr(error, "params", None) or {}
    return words(code, dict(facts))


def words(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """The sentence of a code with its facts filled in, translated. Never raises.

    A code that comes in kinds (``import.not_csv``) may have a sentence for each, ``code.kind``.
    """
    text = _text(f"{code}.{(facts or {}).get('kind')}", code)
    if text is None:
        return _translate(_UNKNOWN).format(code=code)
    return _translate(text).format_map(_Facts(_repeated(facts or {})))


def shown(given: str, most: int = _MOST_SHOWN) -> str:
    """What was scanned or typed, as a sentence may repeat it.

    Control characters, line ends and invisible ones (a scanner's prefix, a turned reading
    direction) become a dot, one for a run; what is longer than ``most`` characters ends in an
    ellipsis. An asterisk would mark what stands out in a line: it becomes the mathematical one.
    """
    parts = (
        _INVISIBLE if hidden else "".join(run)
        for hidden, run in groupby(given[: most + 1], _hidden)
    )
    text = "".join(parts).strip().replace("*", "∗")
    return text if len(given) <= most else text[: most - 1].rstrip() + "…"


def _hidden(char: str) -> bool:
    return char != " " and unicodedata.category(char)[0] in "CZ"


def _repeated(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with those that repeat somebody's words made fit for a sentence."""
    return {
        name: shown(fact) if name in _GIVEN and isinstance(fact, str) else fact
        for name, fact in facts.items()
    }


def _text(*codes: str) -> str | None:
    """The first sentence there is, also where the screen that gave it words was not shown yet."""
    if not any(code in TEXTS for code in codes):
        from ui import sentences  # which knows this module too

        sentences.load()
    return next((TEXTS[code] for code in codes if code in TEXTS), None)


class _Facts(dict[str, Any]):
    """Leaves a field that has no fact as a dash: a gap in a sentence is better than a crash."""

    def __missing__(self, key: str) -> str:
        return "–"


def _translate(text: str) -> str:
    return QCoreApplication.translate("messages", text)


register(
    {
        # storage: what is wrong, what was kept, what to do
        "storage.full": "The disk is full. Nothing of this step was written; all before it is "
        "safe. Make room, then try again.",
        "storage.locked": "Another program is holding the shop file. Nothing was written. "
        "Close it, then try again.",
        "storage.read_only": "The shop file cannot be written: it or its folder is read-only. "
        "Nothing was changed.",
        "storage.damaged": "The shop file is damaged and was left untouched. "
        "Restore the last good backup under Owner, Shop and backups.",
        "storage.foreign": "This file is no shop. It was not touched.",
        "storage.newer": "This shop file was written by a newer version of the program. "
        "It was not touched; update the program to open it.",
        "storage.empty": "This shop file is empty (0 bytes). It was not touched; "
        "restore a backup or choose another file.",
        "storage.missing": "There is no shop file at this place.",
        "storage.exists": "There is already a file at this place. It was not touched.",
        "storage.unreadable": "This computer does not let you open the shop file, or the disk does "
        "not answer. Nothing was changed.",
        # what anybody may run into
        "gone": "That is no longer there. The list is fresh again.",
        "conflict": "That clashes with what is already in the shop. Nothing was changed.",
        "member.none": "No account has the number or card {code}.",
        "title.none": "No title or copy has the code {code}.",
        "print.nothing": "There is nothing to print.",
        "work.elsewhere": "Another program is changing much in this shop at the moment. "
        "Nothing was changed; try again when it is done.",
        "undo.nothing": "There is nothing to undo.",
        "redo.nothing": "There is nothing to do again.",
        "undo.done": "That has been undone already.",
        "undo.changed": "It was changed again since.",
        "undo.in_use": "Something else stands on it by now.",
        "undo.in_use.copy": "There are copies of it.",
        "undo.in_use.drop_scan": "It was in the night-drop.",
        "undo.in_use.ledger_line": "Its lines in the ledger are never erased.",
        "undo.in_use.rental": "It was rented.",
        # the shop
        "shop.no_name": "The shop needs a name.",
        "shop.unknown_time_zone": "There is no time zone called {name}.",
        "shop.date_out_of_range": "That date is too far away to reckon with.",
        "staff.no_name": "A name is needed.",
        # barcodes
        "barcode.empty": "There is no barcode in that.",
        "barcode.too_long": "A barcode has at most 64 characters; this has {length}.",
        "barcode.characters": "That is no barcode: {given}.",
        # hours
        "hours.invalid": "These hours do not work: opening comes before closing, and two "
        "spans of a day do not overlap.",
        "hours.never_open": "The calendar has no open day for more than a year. "
        "Set the hours first.",
        "hours.closed_day": "The shop is closed on that day.",
        "hours.usual": "That day has its usual hours.",
        # money
        "money.missing": "An amount is needed.",
        "money.negative": "An amount cannot be below zero.",
        "money.too_large": "That amount is too large.",
        "money.too_fine": "{given} has more than {digits} digits after the point.",
        "money.unclear": "{given} can be read in two ways. "
        "Write it with two digits after the point.",
        "money.unreadable": "{given} is no amount.",
        "money.unknown_currency": "There is no currency called {given}.",
        # rental classes
        "class.no_name": "A rental class needs a name.",
        "class.no_period": "How long may it stay out? Nights or hours are needed.",
        "class.two_periods": "Nights or hours, not both.",
        "class.period_range": "The period may be at most {most}.",
        "class.needs_hours": "Due to the hour needs a period in hours.",
        "class.needs_nights": "A due time of day needs a period in nights.",
        "class.no_due_minute": "At what time is it due?",
        "class.due_time_range": "That is no time of day.",
        "class.grace_range": "Grace may be at most a week.",
        "class.no_cap": "At most how much? An amount is needed.",
    }
)
