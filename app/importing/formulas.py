"""Cells that a spreadsheet would run, and how text travels through one unharmed.

A cell that begins with = + - @, a tab or a carriage return is a formula to a spreadsheet. Export
puts an apostrophe before it, which spreadsheets show as text; a value that begins with an
apostrophe gets a second one, so that import can tell the two apart.
"""

from __future__ import annotations

import re

_STARTS = frozenset("=+-@\t\r")
_GUARDED = _STARTS | {"'"}

# Excel's way to keep leading zeros: ="043396628410".
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet runs; `plain` is its inverse."""
    return f"'{text}" if text[:1] in _GUARDED and text else text


def plain(cell: str) -> str:
    """The text of a cell that `harmless` wrote; other cells come back as they are."""
    if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1:
        return cell[1:]
    wrapped = _TEXT_FORMULA.fullmatch(cell)
    return wrapped[1] if wrapped else cell


def is_formula(cell: str) -> bool:
    """Whether a cell of somebody else's file is a formula whose result is not in the file."""
    return cell[:1] == "=" and not _TEXT_FORMULA.fullmatch(cell)
