"""The lines of the stock list, and what a printer's feed is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from app.printing.queries import OwnStock, Profile
from app.printing.rules import Measures
from reports.stock import SHIPPED, Stock
from ui.printing.lengths import Unit, shown
from ui.printing.spooler import Printer
from ui.printing.stock_draft import Draft, of_shipped, sums
from ui.printing.stock_list import StockRow
from ui.printing.stock_words import holds, tr


def stock_rows(
    own: Sequence[OwnStock],
    printers: Sequence[Printer],
    profiles: Iterable[Profile],
    unsaved: Draft | None,
    since: Callable[[datetime], str],
) -> list[StockRow]:
    """Own stocks, shipped ones by sheet, printers by feed; what is being typed in stands with its
    own, with a cross where a sum fails.
    """
    rows = [StockRow("head", tr("Own"))]
    if unsaved is not None and unsaved.stock_id is None:
        rows.append(_draft_row("draft", unsaved))
    for one in own:
        if unsaved is not None and unsaved.stock_id == one.id:
            rows.append(_draft_row(one.key, unsaved))
        else:
            rows.append(StockRow("stock", one.name, one.measures.sheet_name, one.key))
    if len(rows) == 1:
        rows.append(StockRow("head", tr("none yet: copy one"), ""))
    for sheet, unit in (("Letter", Unit.INCH), ("A4", Unit.MM)):
        rows.append(StockRow("head", sheet, tr("label")))
        rows += [
            StockRow("stock", key, _size(stock, unit), key)
            for key, stock in SHIPPED.items()
            if stock.sheet_name == sheet
        ]
    rolls = [key for key, stock in SHIPPED.items() if stock.sheet_name not in ("Letter", "A4")]
    if rolls:
        rows.append(StockRow("head", tr("Rolls")))
        rows += [StockRow("stock", SHIPPED[key].sheet_name, "", key) for key in rolls]
    rows.append(StockRow("head", tr("Printers"), tr("measured")))
    rows += _printer_rows(printers, profiles, since)
    return rows


def feed_words(printers: Sequence[Printer], printer: str, feed: str) -> str:
    """`Laser, manual feed`."""
    found = next((one for one in printers if one.name == printer), None)
    if found is None:
        return printer
    text = found.feed(feed).text
    return f"{printer}, {text}" if text else printer


def _printer_rows(
    printers: Sequence[Printer], profiles: Iterable[Profile], since: Callable[[datetime], str]
) -> list[StockRow]:
    measured = {(one.printer, one.feed): one.measured_at for one in profiles}
    rows = []
    for printer in printers:
        for feed in printer.feeds:
            at = measured.get((printer.name, feed.key))
            note = tr("off") if printer.off else since(at) if at is not None else ""
            text = f"{printer.name}, {feed.text}" if feed.text else printer.name
            rows.append(StockRow("printer", text, note, printer.name, feed.key, printer.off))
    if not rows:
        rows.append(StockRow("head", tr("no printer here")))
    return rows


def _draft_row(key: str, draft: Draft) -> StockRow:
    across, down = sums(draft.measures)
    if holds(across) and holds(down) and not draft.bad:
        return StockRow("stock", draft.name, tr("not saved"), key)
    if not holds(across):
        return StockRow("stock", draft.name, tr("too wide"), key, bad=True)
    words = tr("too high") if not holds(down) else tr("no number")
    return StockRow("stock", draft.name, words, key, bad=True)


def _size(stock: Stock, unit: Unit) -> str:
    """`2.625 × 1 in`, `63.6 × 46.8 mm`."""
    measures: Measures = of_shipped(stock)
    width, height = (_short(shown(side, unit), unit) for side in
                     (measures.label_width, measures.label_height))  # fmt: skip
    return f"{width} \u00d7 {height} {unit.value}"


def _short(text: str, unit: Unit) -> str:
    if unit is Unit.MM:
        text = f"{float(text):.1f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
