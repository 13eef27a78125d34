"""The refused rows as a file that can be mended and imported: the same headings, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.importing.reading import Table
from app.importing.report import Refusal, Report
from app.importing.writing import write_rows

WHY = "why"

Sentence = Callable[[Refusal], str]


def save_refused(table: Table, report: Report, path: Path, sentence: Sentence) -> int:
    """Writes the refused rows with a column `why`; returns how many.

    `sentence` says why in words, which are not `app`'s. Raises `StorageProblem`.
    """
    return write_rows(path, _rows(table, report, sentence), table.layout.delimiter) - 1


def _rows(table: Table, report: Report, sentence: Sentence) -> Iterator[tuple[str, ...]]:
    yield (*table.headings, WHY)
    refusals = {refusal.line: refusal for refusal in report.refusals}
    for row in table.rows():
        refusal = refusals.get(row.line)
        if refusal is not None:
            cells = [_writable(cell) for cell in row.cells[: len(table.headings)]]
            cells += [""] * (len(table.headings) - len(cells))
            yield (*cells, sentence(refusal))


def _writable(cell: str) -> str:
    """A cell as it was, but for bytes that were no text and NULs."""
    return cell.replace("\x00", "").encode(errors="surrogateescape").decode(errors="replace")
