"""Names as they are stored: cleaned, measured, found or made. For the actions of the stock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.catalog.folding import fold
from app.catalog.models import Genre, Person, Tag
from app.shop.errors import RuleViolation
from app.store import database as store

LONGEST_NAME = 1_000
LONGEST_TEXT = 20_000
LONGEST_WORD = 60

_SHORT_LISTS = {Genre: "genre", Tag: "tag"}


def line(text: str, longest: int = LONGEST_NAME, *, field: str) -> str:
    """One line of text: no control characters, spaces single, none at the ends.

    Raises `text.too_long` with its `length` and the `most` there is room for.
    """
    return _measured(" ".join(_printable(text).split()), longest, field)


def text(value: str, longest: int = LONGEST_TEXT, *, field: str) -> str:
    """Several lines of text, as `line` but with its line ends."""
    lines = [" ".join(_printable(one).split()) for one in value.splitlines()]
    return _measured("\n".join(lines).strip(), longest, field)


def _printable(value: str) -> str:
    """Control characters to spaces; halves of a character, which no file can hold, out."""
    kept = value.encode("utf-8", "ignore").decode("utf-8")
    if kept.isprintable():
        return kept
    return "".join(" " if ord(char) < 32 or 127 <= ord(char) < 160 else char for char in kept)


def _measured(clean: str, longest: int, field: str) -> str:
    if len(clean) > longest:
        raise RuleViolation("text.too_long", field=field, length=len(clean), most=longest)
    return clean


def lines_of(names: Iterable[str], *, field: str) -> list[str]:
    """Several names, cleaned, empty ones and repetitions left out."""
    clean = (line(name, 200, field=field) for name in names)
    return list(dict.fromkeys(name for name in clean if name))


def people(names: Sequence[str]) -> list[int]:
    """The ids of people by name, made where unknown.

    New names are no part of an operation: undoing the title that brought a person must not wait
    for every other title that names them since.
    """
    found = []
    for name in names:
        row = store.value("SELECT id FROM person WHERE name = ?", (name,))
        if row is None:
            row = Person.insert(name=name, key=fold(name)).execute()
        found.append(int(row))
    return found


def short_list(model: type[Genre] | type[Tag], names: Sequence[str]) -> list[int]:
    """The ids of genres or tags by name in any case, made where unknown (see `people`)."""
    table = _SHORT_LISTS[model]
    found = []
    for name in names:
        row = store.value(f"SELECT id FROM {table} WHERE name = ? COLLATE NOCASE", (name,))
        if row is None:
            row = model.insert(name=name).execute()
        found.append(int(row))
    return list(dict.fromkeys(found))
