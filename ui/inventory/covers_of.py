"""Which cover stands for a row: its picture, or a drawn case in its first format's colours."""

from __future__ import annotations

from app.catalog.stock_list import StockRow
from ui.widgets import CoverSpec


def spec(row: StockRow) -> CoverSpec:
    """For ``desk.covers.pixmap(spec, size, ratio)``; the case says the original title below."""
    original = row.original_name if row.original_name != row.name else ""
    return CoverSpec(row.cover, row.name, row.format, original)
