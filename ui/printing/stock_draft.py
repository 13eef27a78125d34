"""A stock while it is typed in: its numbers in points, and what each of its two sums says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.printing.queries import OwnStock
from app.printing.rules import LONGEST_SHEET, SLACK, Measures, axis_misfits, misfit
from reports.stock import Stock

LENGTHS = (
    "label_width",
    "label_height",
    "left",
    "top",
    "pitch_x",
    "pitch_y",
    "corner_radius",
    "bleed",
)
SIDES = ("sheet_width", "sheet_height")
COUNTS = ("columns", "rows")
#: Labels in a line; a field takes no larger count.
MOST_IN_LINE = 120
#: Sheets to choose from, in points. Any other name is an own sheet with sides of its own.
SHEETS = (
    ("Letter", 612.0, 792.0),
    ("A4", 595.28, 841.89),
    ("Tabloid", 792.0, 1224.0),
    ("A3", 841.89, 1190.55),
    ("80 mm roll", 226.77, 841.89),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """`stock_id` of the own stock it changes (None: a new one); `was` its numbers as they are kept.

    `bad` are fields whose text is no number.
    """

    name: str
    measures: Measures
    stock_id: int | None = None
    copied_from: str = ""
    was: Measures | None = None
    was_name: str = ""
    bad: frozenset[str] = frozenset()

    @property
    def changed(self) -> bool:
        """Whether something would be lost."""
        return self.was is None or (self.measures, self.name) != (self.was, self.was_name)

    @property
    def fits(self) -> bool:
        """Whether both sums hold and every field is a number."""
        return not self.bad and bool(self.name.strip()) and misfit(self.measures) is None

    def with_value(self, field: str, value: float) -> Draft:
        """Another number in a field."""
        number: Any = int(value) if field in ("columns", "rows") else value
        measures = replace(self.measures, **{field: number})
        return replace(self, measures=measures, bad=self.bad - {field})

    def with_sheet(self, name: str, width: float = 0.0, height: float = 0.0) -> Draft:
        """Another sheet of the list; for any other name its sides in points, 0 keeps a side."""
        for sheet, wide, high in SHEETS:
            if sheet == name:
                width, height = wide, high
        measures = replace(
            self.measures,
            sheet_name=name,
            sheet_width=width or self.measures.sheet_width,
            sheet_height=height or self.measures.sheet_height,
        )
        return replace(self, measures=measures, bad=self.bad - set(SIDES))


@dataclass(frozen=True, slots=True)
class Proposal:
    """One number that makes a sum hold: `field` and its `value` (points, or a count)."""

    field: str
    value: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The fields of one direction by what they are."""

    margin: str
    count: str
    label: str
    pitch: str
    sheet: str


ACROSS = Axis("left", "columns", "label_width", "pitch_x", "sheet_width")
DOWN = Axis("top", "rows", "label_height", "pitch_y", "sheet_height")


@dataclass(frozen=True, slots=True)
class Sum:
    """One direction: margin + labels + spaces = total, against the sheet. Lengths in points.

    `code` names what is wrong ("" where it holds); `better` is the one number that would do,
    None where none alone would.
    """

    margin: float
    count: int
    label: float
    gap: float
    total: float
    sheet: float
    code: str
    better: Proposal | None

    @property
    def over(self) -> float:
        """How far the last label hangs over the sheet; below 0 what is left."""
        return self.total - self.sheet

    @property
    def holds(self) -> bool:
        """Whether the labels of this direction lie on the sheet."""
        return not self.code


def sums(measures: Measures) -> tuple[Sum, Sum]:
    """Across and down."""
    wrong_x, wrong_y = axis_misfits(measures)
    across = _sum(measures, ACROSS, "" if wrong_x is None else wrong_x.code)
    down = _sum(measures, DOWN, "" if wrong_y is None else wrong_y.code)
    return across, down


def _sum(measures: Measures, axis: Axis, code: str) -> Sum:
    margin, label = getattr(measures, axis.margin), getattr(measures, axis.label)
    count, pitch = getattr(measures, axis.count), getattr(measures, axis.pitch)
    sheet = getattr(measures, axis.sheet)
    total = margin + (count - 1) * pitch + label if count > 0 else margin
    if not 0 < sheet <= LONGEST_SHEET:
        code = "sheet_size"
    elif count < 1:
        code = "no_labels"
    elif label <= 0:
        code = "label_size"
    elif margin < 0:
        code = "margin_negative"
    better = _better(axis, margin, count, label, pitch, sheet) if code else None
    return Sum(margin, count, label, pitch - label, total, sheet, code, better)


def _better(
    axis: Axis, margin: float, count: int, label: float, pitch: float, sheet: float
) -> Proposal | None:
    """The pitch or the margin that leaves equal margins, else as many labels as there is room for.

    A proposal changes one number, and with it the sum holds.
    """
    if not 0 < sheet <= LONGEST_SHEET or not 0 < label <= sheet:
        return None
    if margin >= 0 and count > 1:
        equal = (sheet - 2 * margin - label) / (count - 1)
        if equal >= label:
            return Proposal(axis.pitch, equal)
    apart = count < 2 or pitch >= label - SLACK
    if count > 0 and apart:
        edge = (sheet - (count - 1) * pitch - label) / 2
        if edge >= 0:
            return Proposal(axis.margin, edge)
    if 0 <= margin <= sheet - label and pitch >= label:
        room = int((sheet - margin - label) / pitch) + 1
        return Proposal(axis.count, min(room, MOST_IN_LINE))
    return None


def of_shipped(stock: Stock) -> Measures:
    """The numbers of a stock that came with the program."""
    return Measures(
        stock.sheet_name,
        stock.sheet_width,
        stock.sheet_height,
        stock.label_width,
        stock.label_height,
        stock.columns,
        stock.rows,
        stock.left,
        stock.top,
        stock.pitch_x,
        stock.pitch_y,
        stock.corner_radius,
        stock.bleed,
        stock.crop_marks,
    )


def draft_of(own: OwnStock) -> Draft:
    """An own stock, opened to be changed."""
    return Draft(own.name, own.measures, own.id, own.copied_from, own.measures, own.name)


NEW = Measures("Letter", 612.0, 792.0, 189.0, 72.0, 3, 10, 11.25, 36.0, 200.25, 72.0)
