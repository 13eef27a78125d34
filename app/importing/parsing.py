"""Cells into values: years, amounts, dates, instants, UPCs, names, lists.

Each parser takes the cell's text, never empty, and `Reading`; it returns the value or raises
`RuleViolation` with a code of `import.*`, which becomes the row's reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.catalog import barcodes
from app.shop.calendar import to_utc
from app.shop.errors import RuleViolation
from app.shop.money import Currency, ascii_digits, parse_amount

FIRST_YEAR, LAST_YEAR = 1870, 2200

LONGEST_NAME, LONGEST_TEXT = 1_000, 20_000

UTC_ZONE = ZoneInfo("UTC")
_SHOWN = 60
_YEAR = re.compile(r"(\d{4})(?:\.0|-\d\d-\d\d)?")
_WHOLE = re.compile(r"(\d{1,9})(?:\.0)?")
_MINUTES = re.compile(r"(\d{1,5})\s*(?:m|min|mins|minutes)?\.?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,3})\s*(?:h|hrs?|:)\s*(\d{1,2})?\s*(?:m|min|mins)?", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_SPLIT = re.compile(r"\\(.)|;", re.DOTALL)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|md|phd)\.?", re.IGNORECASE)

_YES = {"1", "yes", "y", "true", "t", "x", "on"}
_NO = {"0", "no", "n", "false", "f", "off"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell's meaning depends on: the shop's zone and currency, the file's date formats."""

    zone: ZoneInfo
    currency: Currency
    date_formats: tuple[str, ...] = ()


def text(cell: str, reading: Reading) -> str:
    """One line of text: no control characters, spaces single."""
    return _measured(_on_one_line(cell), LONGEST_NAME)


def long_text(cell: str, reading: Reading) -> str:
    """Text of several lines, as it stands."""
    return _measured(cell, LONGEST_TEXT)


def _on_one_line(words: str) -> str:
    if not words.isprintable():
        words = _CONTROLS.sub(" ", words)
    return " ".join(words.split())


def _measured(words: str, longest: int) -> str:
    if len(words) > longest:
        raise RuleViolation("import.text_too_long", given=words[:_SHOWN], most=longest)
    return words


def year(cell: str, reading: Reading) -> int:
    """A year of film; of a whole date its year."""
    found = _YEAR.fullmatch(ascii_digits(cell.strip()))
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise _bad("import.year_bad", cell)
    return int(found[1])


def whole(cell: str, reading: Reading) -> int:
    """A whole number, not negative."""
    found = _WHOLE.fullmatch(ascii_digits(cell.strip()))
    if not found:
        raise _bad("import.number_bad", cell)
    return int(found[1])


def positive(cell: str, reading: Reading) -> int:
    """A whole number from one on."""
    number = whole(cell, reading)
    if number < 1:
        raise _bad("import.number_bad", cell)
    return number


def minutes(cell: str, reading: Reading) -> int:
    """A running time: `136`, `136 min`, `2:16`, `2h 16m`."""
    tidy = ascii_digits(cell.strip())
    found = _MINUTES.fullmatch(tidy)
    if found:
        return int(found[1])
    found = _HOURS.fullmatch(tidy)
    if found and int(found[2] or 0) < 60:
        return int(found[1]) * 60 + int(found[2] or 0)
    raise _bad("import.number_bad", cell)


def amount(cell: str, reading: Reading) -> int:
    """Money in cents, not negative."""
    return _amount(cell, reading, allow_negative=False)


def signed_amount(cell: str, reading: Reading) -> int:
    """Money in cents; negative takes away."""
    return _amount(cell, reading, allow_negative=True)


def _amount(cell: str, reading: Reading, *, allow_negative: bool) -> int:
    try:
        return parse_amount(cell, reading.currency, allow_negative=allow_negative)
    except RuleViolation as error:
        raise _bad("import.amount_bad", cell) from error


def yes_or_no(cell: str, reading: Reading) -> bool:
    """yes, no, 1, 0, true, false, x."""
    tidy = cell.strip().casefold()
    if tidy in _YES or tidy in _NO:
        return tidy in _YES
    raise _bad("import.yes_no_bad", cell)


def day(cell: str, reading: Reading) -> date:
    """A date: ISO, the map's formats, or `24.12.2005`; `03/04/2005` needs a map that says which."""
    return _moment(cell, reading).date()


def instant(cell: str, reading: Reading) -> datetime:
    """An instant in UTC; without an offset it is the shop's (or the map's) local time."""
    moment = _moment(cell, reading)
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return to_utc(moment, reading.zone, later=False)


def _moment(cell: str, reading: Reading) -> datetime:
    tidy = ascii_digits(cell.strip())
    moment = _by_formats(tidy, reading.date_formats) or _by_habit(tidy)
    if moment is None:
        code = "import.date_unclear" if re.match(r"\d{1,2}/\d{1,2}/", tidy) else "import.date_bad"
        raise _bad(code, cell)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise _bad("import.date_bad", cell)
    return moment


def _by_formats(tidy: str, formats: Iterable[str]) -> datetime | None:
    for pattern in formats:
        try:
            return datetime.strptime(tidy, pattern)
        except ValueError:
            continue
    return None


def _by_habit(tidy: str) -> datetime | None:
    dotted = _DOTTED.fullmatch(tidy)
    try:
        if dotted:
            return datetime(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        return datetime.fromisoformat(tidy) if _ISO_DATE.match(tidy) else None
    except ValueError:
        return None


def clock(cell: str, reading: Reading) -> int:
    """Minutes after midnight: `12:30`."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", ascii_digits(cell.strip()))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise _bad("import.time_bad", cell)
    return int(found[1]) * 60 + int(found[2])


def upc(cell: str, reading: Reading) -> str:
    """A UPC or EAN with its right check digit, as editions store it.

    Spaces and hyphens go; a number that a spreadsheet robbed of its leading zero, or gave a `.0`,
    gets it back where the check digit then fits.
    """
    tidy = ascii_digits(cell).replace("-", "").removesuffix(".0")
    code = _normal(tidy, cell, "import.upc_bad")
    if not code.isdigit():
        raise _bad("import.upc_bad", cell)
    if len(code) == 11 and barcodes.valid_upc(f"0{code}"):
        code = f"0{code}"
    if len(code) not in (12, 13):
        raise _bad("import.upc_bad", cell)
    if not barcodes.valid_upc(code):
        raise _bad("import.upc_check_digit", cell)
    return barcodes.canonical_upc(code)


def barcode(cell: str, reading: Reading) -> str:
    """A copy's or a card's barcode, as the shop stores it."""
    return _normal(cell, cell, "import.barcode_bad")


def _normal(tidy: str, cell: str, code: str) -> str:
    try:
        return barcodes.normalise(tidy)
    except RuleViolation as error:
        raise _bad(code, cell) from error


def separated(cell: str, separator: str) -> tuple[str, ...]:
    """The parts of a list, tidied, each once; `\\;` is a semicolon inside a part (see `joined`)."""
    if separator != ";":
        parts = cell.split(separator)
    elif "\\" not in cell:
        parts = cell.split(";")
    else:
        parts = _SPLIT.sub(lambda found: found[1] or "\0", cell).split("\0")
    tidy = map(_on_one_line, parts)
    return tuple(dict.fromkeys(part for part in tidy if part))


def joined(parts: Iterable[str]) -> str:
    """A list as one cell that `separated` reads back."""
    return "; ".join(part.replace("\\", "\\\\").replace(";", "\\;") for part in parts)


def turned(name: str) -> str:
    """`Jeunet, Jean-Pierre` as `Jean-Pierre Jeunet`; `Robert Downey, Jr.` stays."""
    last, comma, first = name.partition(", ")
    if not comma or "," in first or _SUFFIX.fullmatch(first):
        return name
    return f"{first} {last}"


def _bad(code: str, cell: str) -> RuleViolation:
    return RuleViolation(code, given=cell.strip()[:_SHOWN])
