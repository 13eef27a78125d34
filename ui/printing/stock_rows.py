"""The lines of the stock list, and what a printer's feed is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from app.printing.queries import OwnStock, Profile
from app.printing.rules import Measures
from reports.stock import SHIPPED, Stock
from ui.printing.lengths import Unit
from ui.printing.spooler import Printer
from ui.printing.stock_draft import Draft, sums
from ui.printing.stock_list import StockRow
from ui.printing.stock_words import sides_words, stock_name, tr


def stock_rows(
    own: Sequence[OwnStock],
    unsaved: Draft | None,
) -> list[StockRow]:
    """Own stocks, then the shipped ones by sheet; what is being typed in stands with its own, with
    a cross where a sum fails.
    """
    rows = [StockRow("head", tr("Own"))]
    if unsaved is not None and unsaved.stock_id is None:
        rows.append(_draft_row("draft", unsaved))
    for one in own:
        if unsaved is not None and unsaved.stock_id == one.id:
            rows.append(_draft_row(one.key, unsaved))
        else:
            rows.append(
                StockRow(
                    "stock", one.name, one.measures.sheet_name, one.key, grid=_grid(one.measures)
                )
            )
    if len(rows) == 1:
        rows.append(StockRow("hint", tr("none yet: copy one")))
    for sheet, unit in (("Letter", Unit.INCH), ("A4", Unit.MM)):
        rows.append(StockRow("head", sheet, tr("label")))
        rows += [
            StockRow("stock", stock_name(key), _size(stock, unit), key, grid=_grid(stock))
            for key, stock in SHIPPED.items()
            if stock.sheet_name == sheet
        ]
    rolls = [key for key, stock in SHIPPED.items() if stock.sheet_name not in ("Letter", "A4")]
    if rolls:
        rows.append(StockRow("head", tr("Rolls")))
        rows += [StockRow("stock", stock_name(key), "", key, grid=(1, 1)) for key in rolls]
    return rows


def feed_words(printers: Sequence[Printer], printer: str, feed: str) -> str:
    """`Laser, manual feed`."""
    found = next((one for one in printers if one.name == printer), None)
    if found is None:
        return printer
    text = found.feed(feed).text
    return f"{printer}, {text}" if text else printer


def printer_rows(
    printers: Sequence[Printer], profiles: Iterable[Profile], since: Callable[[datetime], str]
) -> list[StockRow]:
    """Every feed with the day it was measured; a cross where the printer is off, or gone though
    it was measured once.
    """
    measured = {(one.printer, one.feed): one.measured_at for one in profiles}
    rows = [StockRow("head", tr("Printers"), tr("measured"))]
    for printer in printers:
        for feed in printer.feeds:
            at = measured.pop((printer.name, feed.key), None)
            note = tr("off") if printer.off else since(at) if at is not None else ""
            text = f"{printer.name}, {feed.text}" if feed.text else printer.name
            rows.append(StockRow("printer", text, note, printer.name, feed.key, printer.off))
    there = {one.name for one in printers}
    for name in dict.fromkeys(name for name, _ in measured if name not in there):
        feeds = [feed for printer, feed in measured if printer == name]
        rows.append(StockRow("printer", name, tr("gone"), name, feeds[0], bad=True))
    if len(rows) == 1:
        rows.append(StockRow("hint", tr("no printer here")))
    return rows


def _draft_row(key: str, draft: Draft) -> StockRow:
    across, down = sums(draft.measures)
    grid = _grid(draft.measures)
    if draft.bad:
        words = tr("no number")
    elif not across.holds:
        words = _WRONG.get(across.code, "too wide")
    elif not down.holds:
        words = _WRONG.get(down.code, "too high")
    else:
        return StockRow("stock", draft.name, tr("not saved"), key, grid=grid)
    return StockRow("stock", draft.name, tr(words), key, bad=True, grid=grid)


_WRONG = {
    "sheet_size": "no such sheet",
    "no_labels": "no label",
    "label_size": "no size",
    "margin_negative": "margin below 0",
    "labels_overlap_x": "labels overlap",
    "labels_overlap_y": "labels overlap",
}


def _grid(of: Measures | Stock) -> tuple[int, int]:
    return of.columns, of.rows


def _size(stock: Stock, unit: Unit) -> str:
    """`2.625 \u00d7 1 in`, `63.6 \u00d7 46.8 mm`."""
    return sides_words(stock.label_width, stock.label_height, unit)
