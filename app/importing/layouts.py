"""How a file of rows is written: its encoding, its separator, the line of its headings.

All three are guessed from the file's beginning and can be corrected. What is no CSV at all is
refused here, once, with `import.not_csv` and a `kind` that says what it seems to be.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.importing.fields import Kind, by_heading, folded
from app.shop.errors import NotFound, RuleViolation
from app.store.errors import mapped

SAMPLE_BYTES = 64 * 1024
DELIMITERS = (",", ";", "\t", "|")

_SCAN_BYTES = 1 << 20
_SCANNED_ROWS = 200
_HEAD_CANDIDATES = 5
_FEWEST_LINES = 4
_AGREEING, _AGREEING_LINES = 0.5, 0.9  # shares of lines with equally many cells
_MOST_CONTROL = 0.1
_MOST_NULS = 0.3

# First bytes of what people drop here by mistake.
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "spreadsheet"),  # xlsx and ods are zip files
    (b"PK\x05\x06", "spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "spreadsheet"),  # xls
    (b"SQLite format 3", "database"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"Rar!", "packed"),
)


class Encoding(StrEnum):
    """The encodings that are told apart; the values are Python's names."""

    UTF8 = "utf-8"
    UTF8_BOM = "utf-8-sig"
    UTF16 = "utf-16"
    UTF16_LE = "utf-16-le"
    UTF16_BE = "utf-16-be"
    WINDOWS = "cp1252"
    LATIN1 = "latin-1"


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is read. `head_line` is the line of the headings, 0 where there are none."""

    encoding: Encoding
    delimiter: str = ","
    head_line: int = 1


def guess_layout(path: Path) -> Layout:
    """The layout of a file, guessed from its first 64 KB.

    Raises `NotFound("import.no_file")`, `RuleViolation("import.not_csv", kind=...)` (kinds: empty,
    prose, folder, pdf, spreadsheet, database, picture, packed, json, markup, binary, one_line), and
    `StorageProblem` where the disk does not answer.
    """
    sample = _beginning(path)
    _refuse_foreign(sample)
    encoding = guess_encoding(path, sample)
    text = decode_sample(sample, encoding)
    _refuse_text(text, whole=len(sample) < SAMPLE_BYTES)
    delimiter, skipped = _delimiter(text)
    _refuse_prose(text, delimiter)
    return Layout(encoding, delimiter, _head_line(text, delimiter, skipped))


def refuse_foreign(path: Path) -> None:
    """What a person says of the layout is believed, unless the file is known to be something else.

    Raises as `guess_layout` does.
    """
    _refuse_foreign(_beginning(path))


def decode_sample(sample: bytes, encoding: Encoding) -> str:
    """The text of a file's beginning; a character that its end cuts through is left out."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    return decoder.decode(sample).removeprefix("\ufeff")


def guess_encoding(path: Path, sample: bytes) -> Encoding:
    """By the byte order mark, else by the first bytes above ASCII, however far into the file.

    The first of them decides: where they are UTF-8, a later bad byte is one bad row and not
    another encoding.
    """
    if sample.startswith(codecs.BOM_UTF8):
        return Encoding.UTF8_BOM
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding.UTF16
    if sample.count(0) > len(sample) * _MOST_NULS:
        even = sample[::2].count(0)
        return Encoding.UTF16_BE if even > sample[1::2].count(0) else Encoding.UTF16_LE
    evidence = _first_above_ascii(path)
    if not evidence:
        return Encoding.UTF8
    try:
        codecs.getincrementaldecoder("utf-8")(errors="strict").decode(evidence)
    except UnicodeDecodeError as error:
        if any(byte > 0x7F for byte in evidence[: error.start]):
            return Encoding.UTF8
        undefined = b"\x81\x8d\x8f\x90\x9d"
        return Encoding.LATIN1 if set(evidence) & set(undefined) else Encoding.WINDOWS
    return Encoding.UTF8


def _beginning(path: Path) -> bytes:
    if not path.exists():
        raise NotFound("import.no_file", field="file", name=path.name)
    if path.is_dir():
        raise RuleViolation("import.not_csv", field="file", kind="folder", name=path.name)
    with mapped(path), path.open("rb") as file:
        return file.read(SAMPLE_BYTES)


def _first_above_ascii(path: Path) -> bytes:
    """The first stretch of the file with a byte above ASCII; empty where there is none."""
    with mapped(path), path.open("rb") as file:
        while stretch := file.read(_SCAN_BYTES):
            if not stretch.isascii():
                first = next(place for place, byte in enumerate(stretch) if byte > 0x7F)
                return stretch[first : first + SAMPLE_BYTES] + file.read(3)
    return b""


def _refuse_foreign(sample: bytes) -> None:
    if not sample.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise RuleViolation("import.not_csv", field="file", kind="empty")
    for signature, kind in _SIGNATURES:
        if sample.startswith(signature):
            raise RuleViolation("import.not_csv", field="file", kind=kind)
    start = sample.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:1] in (b"{", b"[") and start[1:].lstrip()[:1] in (b'"', b"{", b"[", b"}", b"]"):
        raise RuleViolation("import.not_csv", field="file", kind="json")
    if start[:2] in (b"<?", b"<!") or start[:5].lower() in (b"<html", b"<xml>"):
        raise RuleViolation("import.not_csv", field="file", kind="markup")


def _refuse_text(text: str, *, whole: bool) -> None:
    if "\n" not in text and "\r" not in text and not whole:
        raise RuleViolation("import.not_csv", field="file", kind="one_line")
    control = sum(1 for char in text if (char < " " and char not in "\t\r\n") or char == "\ufffd")
    if control > max(8, len(text) * _MOST_CONTROL):
        raise RuleViolation("import.not_csv", field="file", kind="binary")


def _refuse_prose(text: str, delimiter: str) -> None:
    """A text whose lines agree on nothing and that begins with no heading we know."""
    rows = _sample_rows(text, delimiter)
    _, share, width = _fit(text, delimiter)
    if len(rows) < _FEWEST_LINES or share >= (_AGREEING if width > 1 else _AGREEING_LINES):
        return
    if not any(map(_known_headings, rows[:_HEAD_CANDIDATES])):
        raise RuleViolation("import.not_csv", field="file", kind="prose")


def _delimiter(text: str) -> tuple[str, int]:
    """The separator, and how many lines come before the rows (Excel's `sep=;`)."""
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and first[4:5] in DELIMITERS:
        return first[4:5], 1
    return max(DELIMITERS, key=lambda delimiter: _likelihood(text, delimiter)), 0


def _known_headings(row: list[str]) -> int:
    known = {heading for kind in Kind for heading in by_heading(kind)}
    return sum(folded(cell) in known for cell in row)


def _likelihood(text: str, delimiter: str) -> tuple[int, tuple[bool, float, int]]:
    """What tells for a separator: several headings that we know, then how well its rows fit."""
    rows = _sample_rows(text.split("\n", 1)[0], delimiter)
    known = _known_headings(rows[0]) if rows else 0
    return (known if known > 1 else 0), _fit(text, delimiter)


def _fit(text: str, delimiter: str) -> tuple[bool, float, int]:
    """How well a separator fits: rows of more than one cell, of equal length, of many cells."""
    lengths = Counter(len(row) for row in _sample_rows(text, delimiter))
    if not lengths:
        return False, 0.0, 0
    width, rows = max(lengths.items(), key=lambda item: (item[1], item[0]))
    share = rows / lengths.total()
    if width < 2:
        return False, share, width
    return True, round(share, 1), width


def _head_line(text: str, delimiter: str, skipped: int) -> int:
    """The first line that reads as headings: known ones, or words as wide as the rows."""
    rows = _sample_rows(text, delimiter)
    if not rows:
        return 1
    for number, row in enumerate(rows[skipped : skipped + _HEAD_CANDIDATES], skipped + 1):
        if _known_headings(row) and _reads_as_headings(row):
            return number
    width = Counter(len(row) for row in rows[skipped:]).most_common(1)
    for number, row in enumerate(rows[skipped : skipped + _HEAD_CANDIDATES], skipped + 1):
        if width and len(row) == width[0][0]:
            return number if _reads_as_headings(row) else 0
    return skipped + 1


def _reads_as_headings(row: list[str]) -> bool:
    named = [cell.strip().casefold() for cell in row if cell.strip()]
    if not named or len(set(named)) < len(named):
        return False
    return not any(_is_value(cell) for cell in named)


def _is_value(cell: str) -> bool:
    """Whether a cell is rather a value than a heading: mostly digits, or a sentence."""
    digits = sum(char.isdigit() for char in cell)
    return digits > len(cell) / 2 or len(cell) > 60


def _sample_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(_lines(text), delimiter=delimiter)
    while len(rows) < _SCANNED_ROWS:
        try:
            row = next(reader, None)
        except csv.Error:
            continue  # a cell that is too long says nothing about the separator
        if row is None:
            break
        if row:
            rows.append(row)
    return rows


def _lines(text: str) -> Iterable[str]:
    return io.StringIO(text, newline="")
