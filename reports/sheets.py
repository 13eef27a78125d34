"""Labels onto sheets: which label comes next, and a page whenever a sheet is full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from reports.document import Document, Tag
from reports.drawing import crop_marks
from reports.stock import Stock


class LabelSheets:
    """Fills a stock's free labels in order. Raises StockProblem for a `start` not on the sheet."""

    def __init__(self, document: Document, stock: Stock, start: int, used: Iterable[int]) -> None:
        self._document, self._stock = document, stock
        self._places = stock.free_labels(start, used)
        self._corners = stock.positions()
        self._sheet, self._label = next(self._places)
        self._current = 1
        self._parts: list[Tag | str] = []
        self._printed = 0

    def corner(self) -> tuple[float, float]:
        """The next label's top left corner on its page, y upwards."""
        left, top = self._corners[self._label - 1]
        return left, self._stock.sheet_height - top

    def add(self, parts: Sequence[Tag | str]) -> None:
        """What was drawn at `corner`; then the next label is next."""
        if self._sheet != self._current:
            self._page()
            self._current = self._sheet
        self._parts.extend(parts)
        if self._stock.crop_marks:
            self._parts.append(label_marks(self._stock, self._label - 1))
        self._printed += 1
        self._sheet, self._label = next(self._places)

    def finish(self, out: Path | BinaryIO) -> int:
        """Writes the file and returns how many labels are on it; nothing where there are none."""
        if not self._printed:
            return 0
        self._page()
        self._document.write(out)
        return self._printed

    def _page(self) -> None:
        if self._parts:
            stock = self._stock
            self._document.add_page(stock.sheet_width, stock.sheet_height, self._parts)
        self._parts = []


def label_marks(stock: Stock, label: int) -> str:
    """Crop marks of a label, as long as its neighbours or the paper's edge allow."""
    left, top = stock.positions()[label]
    row, column = divmod(label, stock.columns)
    width, height = stock.label_width, stock.label_height
    gap_x, gap_y = stock.pitch_x - width, stock.pitch_y - height
    gaps = (
        gap_x if column else left,
        gap_x if column < stock.columns - 1 else stock.sheet_width - left - width,
        gap_y if row else top,
        gap_y if row < stock.rows - 1 else stock.sheet_height - top - height,
    )
    return crop_marks(left, stock.sheet_height - top - height, width, height, gaps)
