"""The columns of the list: what a screen reader says and Ctrl+C copies of each cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.catalog import lookups
from app.catalog.stock_list import StockRow
from app.catalog.stock_query import Column as Order
from app.shop import settings
from ui.inventory import row_words
from ui.tables import Column


def cover_text(row: StockRow) -> str:
    """Nothing to say of a picture."""
    return ""


def title_text(row: StockRow) -> str:
    """Title and the line below it."""
    second = row_words.second_line(row)
    return f"{row.name}, {second}" if second else row.name


def year_text(row: StockRow) -> str:
    """The year, or nothing."""
    return str(row.year) if row.year else ""


def director_text(row: StockRow) -> str:
    """Both lines."""
    return ", ".join(line for line in row_words.director_lines(row) if line)


def formats_text(row: StockRow) -> str:
    """The short names of its formats."""
    return " ".join(found.short for found in lookups.formats() if found.bit & row.formats)


def certificate_text(row: StockRow) -> str:
    """Its code."""
    return row.certificate


def section_text(row: StockRow) -> str:
    """Where most copies belong."""
    more = row.section_count - 1
    return f"{row.section} +{more}" if more > 0 else row.section


def state_text(now: Callable[[], datetime], row: StockRow) -> str:
    """Both lines of the state."""
    return row_words.state_words(row, now(), settings.calendar()).spoken


def idle_text(row: StockRow) -> str:
    """Days idle."""
    return row_words.idle_words(row)


def columns(now: Callable[[], datetime]) -> tuple[Column, ...]:
    """All of them; `now` is the clock that due days are spoken by.

    Order and widths in mock-up pixels; the title takes what is left.
    """
    return (
        Column("cover", "", cover_text, 52),
        Column("title", _tr("Title"), title_text, 0, Order.TITLE),
        Column("year", _tr("Year"), year_text, 42, Order.YEAR),
        Column("director", _tr("Director"), director_text, 155, Order.DIRECTOR),
        Column("formats", _tr("Formats"), formats_text, 122, Order.FORMATS),
        Column("certificate", _tr("Cert."), certificate_text, 34, Order.CERTIFICATE),
        Column("section", _tr("Section"), section_text, 100, Order.SECTION),
        Column("state", _tr("State"), partial(state_text, now), 130, Order.STATE),
        Column("idle", _tr("Idle"), idle_text, 52, Order.IDLE, number=True),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("columns", text)
