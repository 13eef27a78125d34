"""A stock while it is typed in: its numbers in points, and what each of its two sums says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.printing.queries import OwnStock
from app.printing.rules import Measures, axis_misfits, misfit
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
#: Sheets to choose from, in points; "own" keeps the numbers as they are.
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

    def with_sheet(self, name: str) -> Draft:
        """Another sheet; one that is not in the list leaves the numbers."""
        for sheet, width, height in SHEETS:
            if sheet == name:
                measures = replace(
                    self.measures, sheet_name=sheet, sheet_width=width, sheet_height=height
                )
                return replace(self, measures=measures)
        return self


@dataclass(frozen=True, slots=True)
class Sum:
    """One direction: margin + labels + spaces = total, against the sheet. Lengths in points.

    `code` names what is wrong ("" where it holds), `over` by how much; `better` is the pitch that
    would fit with equal margins, None where none would.
    """

    margin: float
    count: int
    label: float
    gap: float
    total: float
    sheet: float
    code: str
    better: float | None

    @property
    def over(self) -> float:
        """How far the last label hangs over the sheet; below 0 what is left."""
        return self.total - self.sheet


def sums(measures: Measures) -> tuple[Sum, Sum]:
    """Across and down."""
    wrong_x, wrong_y = axis_misfits(measures)
    across = _sum(
        measures.left,
        measures.columns,
        measures.label_width,
        measures.pitch_x,
        measures.sheet_width,
        "" if wrong_x is None else wrong_x.code,
    )
    down = _sum(
        measures.top,
        measures.rows,
        measures.label_height,
        measures.pitch_y,
        measures.sheet_height,
        "" if wrong_y is None else wrong_y.code,
    )
    return across, down


def _sum(margin: float, count: int, label: float, pitch: float, sheet: float, code: str) -> Sum:
    total = margin + (count - 1) * pitch + label if count > 0 else margin
    if margin < 0:
        code = code or "margin_negative"
    return Sum(
        margin,
        count,
        label,
        pitch - label,
        total,
        sheet,
        code,
        _better(margin, count, label, sheet),
    )


def _better(margin: float, count: int, label: float, sheet: float) -> float | None:
    """The pitch with which the right margin is as wide as the left one; never under the label."""
    if count < 2 or margin < 0:
        return None
    pitch = (sheet - 2 * margin - label) / (count - 1)
    return pitch if pitch >= label - 1e-6 else None


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
