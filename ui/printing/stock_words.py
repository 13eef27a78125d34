"""Words of the stock editor: what a sum is made of, what is wrong with it, what would fit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.printing.rules import LONGEST_SHEET, Measures, misfit
from reports.stock import SHIPPED
from ui.printing.lengths import Unit, short, shown
from ui.printing.stock_draft import COUNTS, Draft, Proposal, Sum


def tr(text: str) -> str:
    """Words of this page."""
    return QCoreApplication.translate("stock", text)


def length(points: float, unit: Unit) -> str:
    """`0.131 in`, `11 in`."""
    return f"{short(points, unit)} {unit.value}"


def over_words(over: float, unit: Unit) -> str:
    """`0.131 outside`."""
    return tr("{n} outside").format(n=short(over, unit))


def between_words(gap: float, unit: Unit) -> str:
    """`0.300 between`, `0 between`."""
    return tr("{n} between").format(n=figure(gap, unit))


def figure(points: float, unit: Unit) -> str:
    """A number of a sum as its field shows it, but a plain 0: `0.500`, `0`."""
    text = shown(points, unit)
    return "0" if not float(text) else text


def sheet_words(measures: Measures, unit: Unit) -> str:
    """The drawing for ears: `Letter, 30 labels of 2.625 by 1 in, 3 across and 10 down`."""
    words = tr(
        "{sheet}, {n} labels of {width} by {height} {unit}, {columns} across and {rows} down"
    )
    return words.format(
        sheet=measures.sheet_name,
        n=measures.columns * measures.rows,
        width=short(measures.label_width, unit),
        height=short(measures.label_height, unit),
        unit=unit.value,
        columns=measures.columns,
        rows=measures.rows,
    )


def sides_words(width: float, height: float, unit: Unit) -> str:
    """`8.5 \u00d7 11 in`; millimetres with one decimal, as makers print them."""
    sides = [short(side, unit) for side in (width, height)]
    if unit is Unit.MM:
        sides = [f"{float(side):.1f}".removesuffix(".0") for side in sides]
    return f"{sides[0]} \u00d7 {sides[1]} {unit.value}"


def stock_name(key: str) -> str:
    """What a stock that came with the program is called: `5160`, `Cards, cut`, `80 mm roll`."""
    if key.startswith("plain-index"):
        return tr("Index cards, cut")
    if key.startswith("plain"):
        return tr("Cards, cut")
    return SHIPPED[key].sheet_name if key.startswith("roll") else key


def verdict(one: Sum, unit: Unit, sheet: str, *, across: bool) -> str:
    """One sentence on a sum: `Wider than Letter 8.5 in by 0.131 in`, `Fits Letter 11 in ...`; an
    own sheet has no name there.
    """
    side = f"{sheet} {length(one.sheet, unit)}".strip()
    if one.code == "sheet_size":
        return tr("A sheet goes up to {n}").format(n=length(LONGEST_SHEET, unit))
    if one.code == "no_labels":
        return tr("No label at all")
    if one.code == "label_size":
        return tr("A label needs a size")
    if one.code == "margin_negative":
        return tr("The first label begins outside")
    if one.code.startswith("labels_overlap"):
        return tr("Labels overlap by {n}").format(n=length(-one.gap, unit))
    if one.code:
        words = tr("Wider than {side} by {n}") if across else tr("Higher than {side} by {n}")
        return words.format(side=side, n=length(one.over, unit))
    words = tr("Fits {side}, {n} at the right") if across else tr("Fits {side}, {n} below")
    return words.format(side=side, n=length(max(0.0, -one.over), unit))


_PROPOSED = {
    "pitch_x": "Use pitch {n}",
    "pitch_y": "Use pitch {n}",
    "left": "Use left {n}",
    "top": "Use top {n}",
    "columns": "Use {n} columns",
    "rows": "Use {n} rows",
}


def proposal_words(proposal: Proposal, unit: Unit) -> tuple[str, str]:
    """A proposal's button and the grey words beside it: `Use pitch 2.781`, `equal margins`."""
    field, value = proposal.field, proposal.value
    if field in COUNTS:
        only = {"columns": tr("Use one column"), "rows": tr("Use one row")}
        text = only[field] if value == 1 else tr(_PROPOSED[field]).format(n=int(value))
        return text, tr("all that fit")
    return tr(_PROPOSED[field]).format(n=short(value, unit)), tr("equal margins")


def save_words(draft: Draft, *, shipped: bool) -> str:
    """Beside Save: why it is off, or what typing does."""
    if shipped:
        return tr("Typing in it makes a copy.")
    if draft.bad:
        return tr("A red field has no number.")
    if not draft.name.strip():
        return tr("A stock needs a name.")
    wrong = misfit(draft.measures)
    if wrong is None:
        return tr("Both sums fit.") if draft.changed else tr("Saved.")
    if wrong.code == "corner_radius":
        return tr("A corner is round by half the shorter side at most.")
    if wrong.code == "bleed":
        return tr("A bleed cannot be below 0.")
    return tr("Save comes on when both sums fit.")


def house_name(measures: Measures) -> str:
    """What a stock of one's own is called at first: `House labels, 30 up`."""
    count = measures.columns * measures.rows
    if count == 1:
        return tr("House sheet")
    words = tr("House cards, {n} up") if measures.crop_marks else tr("House labels, {n} up")
    return words.format(n=count)
