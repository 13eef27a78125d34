"""What was done, in a line: one sentence per intent of ``app``, filled in with its facts.

A screen's package registers the sentences of the actions it calls. In a sentence ``*...*`` is what
stands out ("Returned *Ghost World*, on time.").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.shop.errors import RuleViolation
from app.shop.operations import Done
from ui import messages

#: What stands for an asterisk that is part of a name ("M*A*S*H") until the line is shown.
_OWN_STAR = "∗"

Sentence = str | Callable[[Mapping[str, Any]], str]

_SENTENCES: dict[str, Sentence] = {}

_OF_A_STEP = {"undo": "Undone: {what}", "redo": "Done again: {what}"}


def register(sentences: Mapping[str, Sentence]) -> None:
    """Adds sentences by intent; a function gets the facts where one sentence is not enough.

    An intent that already has another sentence is a bug.
    """
    for intent, sentence in sentences.items():
        if _SENTENCES.setdefault(intent, sentence) is not sentence:
            raise ValueError(f"two sentences for {intent!r}")


def known(intent: str) -> bool:
    """Whether somebody registered a sentence."""
    return _found(intent) is not None


def sentence(done: Done) -> str:
    """The line for a result; an undo says what it took back, a redo what stands again."""
    if done.intent not in _OF_A_STEP:
        return words(done.intent, done.facts)
    facts = {name.removeprefix("was_"): fact for name, fact in done.facts.items()}
    step = words(str(done.facts["of"]), facts)
    return _translate(_OF_A_STEP[done.intent]).format(what=step)


def refused(error: BaseException) -> str:
    """The line for what was refused; of a step that cannot be undone: which, why, and what next."""
    why = messages.sentence(error)
    facts = error.facts if isinstance(error, RuleViolation) else {}
    if not isinstance(was := facts.get("was"), Mapping):
        return why
    line = _translate("Not undone: {what} {why}")
    if facts.get("again"):
        line = _translate("Not done again: {what} {why}")
    elif facts.get("kept"):
        line = _translate("Not undone: {what} {why} The next undo takes the step before it.")
    step = plain(words(str(facts["intent"]), was))
    return line.format(what=step, why=why)


def words(intent: str, facts: Mapping[str, Any]) -> str:
    """The line for an intent with its facts; "Done." for one that nobody gave words."""
    found = _found(intent)
    if found is None:
        return _translate("Done.")
    named = {name: _without_marks(fact) for name, fact in facts.items()}
    if callable(found):
        return found(named)
    return _translate(found).format_map(_Facts(named))


def plain(line: str) -> str:
    """A line without the marks for what stands out; a name's own asterisks are themselves."""
    return line.replace("*", "").replace(_OWN_STAR, "*")


def parted(line: str) -> tuple[str, str]:
    """A line as it is shown, and the part of it that stands out (nothing where none does)."""
    before, star, rest = line.partition("*")
    strong, closing, after = rest.partition("*")
    if not (star and closing):
        return line.replace(_OWN_STAR, "*"), ""
    return (before + strong + after).replace(_OWN_STAR, "*"), strong.replace(_OWN_STAR, "*")


def _without_marks(fact: Any) -> Any:
    return fact.replace("*", _OWN_STAR) if isinstance(fact, str) else fact


def _found(intent: str) -> Sentence | None:
    """The sentence of an intent, also where the screen that gave it words was not shown yet."""
    if intent not in _SENTENCES:
        from ui import sentences  # which knows this module too

        sentences.load()
    return _SENTENCES.get(intent)


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "–"


def _translate(text: str) -> str:
    return QCoreApplication.translate("told", text)


register(
    {
        "settings.change": "Settings saved.",
        "hours.week": "Weekly hours saved.",
        "staff.add": "*{name}* works here now.",
    }
)
