"""The owner's own stocks and the profiles of printers: kept only where their numbers hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.printing.models import BegunSheet, PaperStock, PrinterProfile, TrayItem
from app.printing.rules import (
    LEAST_MM,
    LONGEST_NAME,
    MOST_MM,
    PAPERS_MM,
    POINTS_PER_MM,
    Measures,
    Reading,
    misfit,
)
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done

OWN = "own-"
_COUNTS = frozenset({"columns", "rows", "steps", "start", "labels"})


def key_of(stock_id: int) -> str:
    """The key by which tray, begun sheets and command line name an own stock."""
    return f"{OWN}{stock_id}"


def add_stock(ctx: Context, name: str, measures: Measures, *, copied_from: str = "") -> Done:
    """Keeps a new stock; the facts have its `key`.

    Raises `stock.does_not_fit` (`kind` names the sum that fails, the facts are its parts in points
    and, with `_mm`, in millimetres),
    `stock.no_name`, `stock.name_too_long`, `stock.name_taken`.
    """
    clean = _clean(name, None)
    _check(measures)
    with operations.begin(ctx, "stock.add") as work:
        stock_id = work.insert(
            PaperStock, name=clean, copied_from=copied_from, **_columns(measures)
        )
        work.facts(name=clean, key=key_of(stock_id), copied_from=copied_from)
    return work.done


def change_stock(ctx: Context, stock_id: int, name: str, measures: Measures) -> Done:
    """Other numbers or another name; what is in the tray is drawn anew. Raises as `add_stock`."""
    clean = _clean(name, stock_id)
    _check(measures)
    with operations.begin(ctx, "stock.change") as work:
        _get(stock_id)
        work.update(PaperStock, stock_id, name=clean, **_columns(measures))
        work.facts(name=clean, key=key_of(stock_id))
    return work.done


def remove_stock(ctx: Context, stock_id: int, instead: str = "") -> Done:
    """Removes an own stock; documents that print on it move to `instead`.

    Raises `stock.in_use` where there are such and no other stock was named.
    """
    key = key_of(stock_id)
    with operations.begin(ctx, "stock.remove") as work:
        row = _get(stock_id)
        using = list(TrayItem.select().where(TrayItem.stock == key))
        if using and not instead:
            raise RuleViolation("stock.in_use", name=row.name, count=len(using))
        for item in using:
            work.update(TrayItem, item.id, stock=instead)
        for sheet in list(BegunSheet.select().where(BegunSheet.stock == key)):
            work.delete(BegunSheet, sheet.id)
        work.delete(PaperStock, stock_id)
        work.facts(name=row.name)
    return work.done


def set_profile(ctx: Context, printer: str, feed: str, reading: Reading) -> Done:
    """The four numbers of a printer's feed; undo restores those before.

    Raises `profile.number` (field left, top, right or bottom) outside 10 to 40 mm, and
    `profile.paper`.
    """
    if reading.paper not in PAPERS_MM:
        raise RuleViolation("profile.paper", field="paper", given=reading.paper)
    for side in ("left", "top", "right", "bottom"):
        if not LEAST_MM <= getattr(reading, side) <= MOST_MM:
            raise RuleViolation("profile.number", field=side, least=LEAST_MM, most=MOST_MM)
    values = {
        "paper": reading.paper,
        "left_mm": reading.left,
        "top_mm": reading.top,
        "right_mm": reading.right,
        "bottom_mm": reading.bottom,
    }
    with operations.begin(ctx, "profile.set") as work:
        found = _profile(printer, feed)
        if found is None:
            work.insert(
                PrinterProfile, printer=printer, feed=feed, measured_at=work.now, **values
            )  # fmt: skip
        else:
            work.update(PrinterProfile, found.id, measured_at=work.now, **values)
        work.facts(printer=printer, feed=feed)
    return work.done


def remove_profile(ctx: Context, printer: str, feed: str) -> Done:
    """The printer prints as it comes again. Raises `gone`."""
    with operations.begin(ctx, "profile.remove") as work:
        found = _profile(printer, feed)
        if found is None:
            raise NotFound("gone", kind="printer_profile")
        work.delete(PrinterProfile, found.id)
        work.facts(printer=printer, feed=feed)
    return work.done


def does_not_fit(kind: str, facts: Mapping[str, float | int | str]) -> RuleViolation:
    """The refusal of a stock by the sum that fails; lengths in points and in millimetres."""
    lengths = {
        f"{name}_mm": round(value / POINTS_PER_MM, 2)
        for name, value in facts.items()
        if isinstance(value, int | float) and name not in _COUNTS
    }
    told: dict[str, Any] = {"kind": kind, **facts, **lengths}
    return RuleViolation("stock.does_not_fit", **told)


def _profile(printer: str, feed: str) -> PrinterProfile | None:
    found: PrinterProfile | None = PrinterProfile.get_or_none(
        (PrinterProfile.printer == printer) & (PrinterProfile.feed == feed)
    )
    return found


def _get(stock_id: int) -> PaperStock:
    found: PaperStock | None = PaperStock.get_or_none(PaperStock.id == stock_id)
    if found is None:
        raise NotFound("gone", kind="paper_stock")
    return found


def _check(measures: Measures) -> None:
    wrong = misfit(measures)
    if wrong is not None:
        raise does_not_fit(wrong.code, wrong.facts)


def _clean(name: str, own_id: int | None) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise RuleViolation("stock.no_name", field="name")
    if len(clean) > LONGEST_NAME:
        raise RuleViolation("stock.name_too_long", field="name", most=LONGEST_NAME)
    for row in PaperStock.select(PaperStock.id, PaperStock.name):
        if str(row.name).casefold() == clean.casefold() and row.id != own_id:
            raise RuleViolation("stock.name_taken", field="name", name=clean)
    return clean


def _columns(measures: Measures) -> dict[str, Any]:
    return {
        "sheet_name": measures.sheet_name,
        "sheet_width": measures.sheet_width,
        "sheet_height": measures.sheet_height,
        "label_width": measures.label_width,
        "label_height": measures.label_height,
        "column_count": measures.columns,
        "row_count": measures.rows,
        "margin_left": measures.left,
        "margin_top": measures.top,
        "pitch_x": measures.pitch_x,
        "pitch_y": measures.pitch_y,
        "corner_radius": measures.corner_radius,
        "bleed": measures.bleed,
        "crop_marks": measures.crop_marks,
    }
