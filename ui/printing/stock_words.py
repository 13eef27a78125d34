"""Words of the stock editor: what a sum is made of, what is wrong with it, what would fit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.printing.rules import Measures
from ui.printing.lengths import Unit, shown
from ui.printing.stock_draft import Sum


def tr(text: str) -> str:
    """Words of this page."""
    return QCoreApplication.translate("stock", text)


def length(points: float, unit: Unit) -> str:
    """`0.131 in`."""
    return f"{shown(points, unit)} {unit.value}"


def over_words(over: float, unit: Unit) -> str:
    """`0.131 outside`."""
    return tr("{n} outside").format(n=shown(over, unit))


def sheet_words(measures: Measures, unit: Unit) -> str:
    """The drawing for ears: `Letter, 30 labels of 2.625 by 1.000 in, 3 across and 10 down`."""
    words = tr(
        "{sheet}, {n} labels of {width} by {height} {unit}, {columns} across and {rows} down"
    )
    return words.format(
        sheet=measures.sheet_name,
        n=measures.columns * measures.rows,
        width=shown(measures.label_width, unit),
        height=shown(measures.label_height, unit),
        unit=unit.value,
        columns=measures.columns,
        rows=measures.rows,
    )


def verdict(one: Sum, unit: Unit, sheet: str, *, across: bool) -> str:
    """One sentence on a sum: `Wider than Letter 8.5 in by 0.131 in`, `Fits Letter 11 in ...`."""
    side = length(one.sheet, unit)
    if one.code == "no_labels" or one.count < 1:
        return tr("No label at all.")
    if one.label <= 0:
        return tr("A label needs a size.")
    if one.margin < 0:
        return tr("The first label begins outside the sheet.")
    if one.code.startswith("labels_overlap"):
        return tr("Labels lie over each other by {n}").format(n=length(-one.gap, unit))
    if one.over > 0.15:
        words = (
            tr("Wider than {sheet} {side} by {n}")
            if across
            else tr("Higher than {sheet} {side} by {n}")
        )
        return words.format(sheet=sheet, side=side, n=length(one.over, unit))
    words = (
        tr("Fits {sheet} {side}, {n} at the right")
        if across
        else tr("Fits {sheet} {side}, {n} below")
    )
    return words.format(sheet=sheet, side=side, n=length(max(0.0, -one.over), unit))


def holds(one: Sum) -> bool:
    """Whether a sum holds."""
    return not one.code and one.over <= 0.15 and one.count > 0 and one.label > 0 and one.margin >= 0
