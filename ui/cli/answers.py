"""Answers to what a file names and the shop does not have: `--put` and `--make`, and the hint.

The window asks these questions on its import page; a script answers them beforehand.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.importing.decisions import Action, Decision, Decisions, ReasonKey, choices
from app.importing.maps import FileMap
from app.importing.report import Reason, Report
from ui.cli.desk import WrongWords
from ui.importing.sentences import why

_CODES = {
    "section": "import.section_unknown",
    "format": "import.format_unknown",
    "condition": "import.condition_unknown",
    "certificate": "import.certificate_unknown",
    "rental_class": "import.class_unknown",
}
_FIELDS = ", ".join(_CODES)
_MOST_HINTS = 12


def decisions(puts: Iterable[str], makes: Iterable[str]) -> Decisions:
    """The choices of `--put FIELD:NAME=KNOWN` and `--make FIELD:NAME`. Raises `WrongWords`."""
    made: dict[ReasonKey, Decision] = {}
    for put in puts:
        asked, equals, known = put.rpartition("=")
        if not equals or not known.strip():
            raise WrongWords(f"--put {put} needs FIELD:NAME=KNOWN")
        made[_key("--put", asked, Action.PUT)] = Decision(Action.PUT, known.strip())
    for make in makes:
        if ":" in make:
            made[_key("--make", make, Action.MAKE)] = Decision(Action.MAKE)
    return Decisions(made)


def with_makes(file_map: FileMap, makes: Sequence[str]) -> FileMap:
    """The map with `--make FIELD`: all that the file names of it is made. Raises `WrongWords`."""
    fields = {make for make in makes if ":" not in make}
    for field in fields:
        _check("--make", field, Action.MAKE)
    return replace(file_map, make=file_map.make | fields)


def hints(report: Report) -> list[str]:
    """For each name that the shop does not have: the nearest one it has, and how to say so."""
    asked = [each for each in report.by_reason() if each.asks and each.key.field in _CODES]
    lines = [line for each in asked[:_MOST_HINTS] for line in _hint(each)]
    if len(asked) > _MOST_HINTS:
        lines.append(f"... and {len(asked) - _MOST_HINTS} more")
    return lines


def _hint(reason: Reason) -> list[str]:
    rows = "1 row" if reason.count == 1 else f"{reason.count} rows"
    field, name = reason.key.field, reason.key.value
    lines = [f"{rows}: {why(reason.example)}."]
    if Action.PUT in reason.actions and reason.suggestion and name:
        lines.append(f"  to take one it has: --put {_said(f'{field}:{name}={reason.suggestion}')}")
    if Action.MAKE in reason.actions and name:
        lines.append(f"  to make it: --make {_said(f'{field}:{name}')}  (all: --make {field})")
    return lines


def _said(text: str) -> str:
    return shlex.quote(text)


def _key(flag: str, asked: str, action: Action) -> ReasonKey:
    field, colon, name = asked.partition(":")
    field = field.strip()
    if not colon or not name.strip():
        raise WrongWords(f"{flag} {asked} needs FIELD:NAME")
    return ReasonKey(_check(flag, field, action), field, name.strip())


def _check(flag: str, field: str, action: Action) -> str:
    code = _CODES.get(field)
    if code is None:
        raise WrongWords(f"{flag} knows {_FIELDS}; {field} is none of them")
    if action not in choices(code):
        raise WrongWords(f"{flag} cannot be said of {field}")
    return code
