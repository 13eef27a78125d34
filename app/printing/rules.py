"""What the print room reckons: whether a stock fits its sheet, and what a profile corrects.

Pure functions on plain values. The print room's own `Stock` stands on the sums here too, so that
the table of own stocks and the page that is drawn can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

POINTS_PER_MM = 72.0 / 25.4
LONGEST_SHEET = 1200 * POINTS_PER_MM
# Makers round their figures; a twentieth of a millimetre is nobody's mistake.
SLACK = 0.15
MOST_COPIES = 999
LONGEST_NAME = 60

# The calibration sheet's crosses lie this far in from each edge, and its rulers go this far.
CROSS_MM = 25.0
LEAST_MM, MOST_MM = 10.0, 40.0
# Beyond these the printer has scaled the page, or somebody has misread the ruler.
DOUBTED_SHIFT_MM = 3.0
DOUBTED_CREEP = 0.01
PAPERS_MM = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}


class Ink(StrEnum):
    """In colour, or for a black-and-white printer."""

    COLOUR = "colour"
    MONO = "mono"


class Geometry(Protocol):
    """The measures of a label sheet, in points from its top left corner, y downwards."""

    @property
    def sheet_width(self) -> float: ...
    @property
    def sheet_height(self) -> float: ...
    @property
    def label_width(self) -> float: ...
    @property
    def label_height(self) -> float: ...
    @property
    def columns(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def pitch_x(self) -> float: ...
    @property
    def pitch_y(self) -> float: ...
    @property
    def corner_radius(self) -> float: ...
    @property
    def bleed(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Measures:
    """A `Geometry` as plain numbers: what the stock editor holds while it is typed in."""

    sheet_name: str
    sheet_width: float
    sheet_height: float
    label_width: float
    label_height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    corner_radius: float = 0.0
    bleed: float = 0.0
    crop_marks: bool = False


@dataclass(frozen=True, slots=True)
class Misfit:
    """The sum of a stock that fails, with its parts in points."""

    code: str
    facts: dict[str, float | int | str]


def misfit(stock: Geometry) -> Misfit | None:
    """The first sum that fails, or None where the labels fit their sheet.

    Codes: `sheet_size`, `no_labels`, `label_size`, `margin_negative`, `labels_overlap_x`,
    `labels_overlap_y`, `too_wide`, `too_high`, `corner_radius`, `bleed`.
    """
    return _sheet_misfit(stock) or _across(stock) or _down(stock) or _corner_misfit(stock)


def axis_misfits(stock: Geometry) -> tuple[Misfit | None, Misfit | None]:
    """What is wrong across and what is wrong down: an editor shows both sums at once."""
    return _across(stock), _down(stock)


def _sheet_misfit(stock: Geometry) -> Misfit | None:
    width, height = stock.sheet_width, stock.sheet_height
    if not (0 < width <= LONGEST_SHEET and 0 < height <= LONGEST_SHEET):
        return Misfit("sheet_size", {"width": width, "height": height, "longest": LONGEST_SHEET})
    if stock.columns < 1 or stock.rows < 1:
        return Misfit("no_labels", {"columns": stock.columns, "rows": stock.rows})
    if stock.label_width <= 0 or stock.label_height <= 0:
        return Misfit("label_size", {"width": stock.label_width, "height": stock.label_height})
    for edge, margin in (("left", stock.left), ("top", stock.top)):
        if margin < 0:
            return Misfit("margin_negative", {"edge": edge, "margin": margin})
    return None


def _across(stock: Geometry) -> Misfit | None:
    return _axis_misfit(
        "x", "too_wide", stock.left, stock.columns, stock.pitch_x, stock.label_width,
        stock.sheet_width,
    )  # fmt: skip


def _down(stock: Geometry) -> Misfit | None:
    return _axis_misfit(
        "y", "too_high", stock.top, stock.rows, stock.pitch_y, stock.label_height,
        stock.sheet_height,
    )  # fmt: skip


def _axis_misfit(
    axis: str, code: str, margin: float, count: int, pitch: float, label: float, sheet: float
) -> Misfit | None:
    """The two sums of one direction: labels do not overlap, and the last one ends on the sheet."""
    if count > 1 and pitch < label - SLACK:
        return Misfit(f"labels_overlap_{axis}", {"pitch": pitch, "label": label})
    total = margin + (count - 1) * pitch + label
    if total <= sheet + SLACK:
        return None
    return Misfit(
        code,
        {
            "margin": margin,
            "steps": count - 1,
            "pitch": pitch,
            "label": label,
            "total": total,
            "sheet": sheet,
            "over": total - sheet,
        },
    )


def _corner_misfit(stock: Geometry) -> Misfit | None:
    shorter = min(stock.label_width, stock.label_height)
    if not 0 <= stock.corner_radius <= shorter / 2:
        return Misfit("corner_radius", {"radius": stock.corner_radius, "shorter": shorter})
    if stock.bleed < 0:
        return Misfit("bleed", {"bleed": stock.bleed})
    return None


@dataclass(frozen=True, slots=True)
class Reading:
    """The four numbers read where the paper's edge cuts the rulers of the calibration sheet, mm.

    `left` and `top` at the first cross (top left), `right` and `bottom` at the last (bottom
    right); `paper` is letter or a4.
    """

    paper: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What a profile does to a page: it moves the first cross and draws wider and higher from it.

    `right` and `down` in millimetres (below 0: left, up); `wider` and `higher` are factors about
    the top left cross; `creep_mm` is the larger of the two lengths that the printer adds or loses.
    """

    right: float
    down: float
    wider: float
    higher: float
    creep_mm: float

    @property
    def nothing(self) -> bool:
        """Whether the printer prints true."""
        return (self.right, self.down, self.wider, self.higher) == (0.0, 0.0, 1.0, 1.0)


def effect(reading: Reading) -> Effect:
    """What corrects a printer that printed the calibration sheet so.

    The first cross lies at (left, top) instead of (25, 25): the shift is 25 minus these. Between
    the crosses the printer laid sheet - left - right instead of sheet - 50: the factor is the true
    length over the printed one.
    """
    width, height = PAPERS_MM[reading.paper]
    true_x, true_y = width - 2 * CROSS_MM, height - 2 * CROSS_MM
    laid_x, laid_y = width - reading.left - reading.right, height - reading.top - reading.bottom
    creeps = (true_x - laid_x, true_y - laid_y)
    return Effect(
        right=CROSS_MM - reading.left,
        down=CROSS_MM - reading.top,
        wider=true_x / laid_x,
        higher=true_y / laid_y,
        creep_mm=max(creeps, key=abs),
    )


def doubts(reading: Reading) -> tuple[str, ...]:
    """What to doubt before these numbers are used: `shift`, `creep`; usually nothing.

    A printer that is off by more than 3 mm or scales by more than 1 % was told to fit the page.
    """
    found = effect(reading)
    shift = max(abs(found.right), abs(found.down))
    creep = max(abs(found.wider - 1), abs(found.higher - 1))
    return tuple(
        word
        for word, doubted in (
            ("shift", shift > DOUBTED_SHIFT_MM),
            ("creep", creep > DOUBTED_CREEP),
        )
        if doubted
    )


def changed_parts(
    now: dict[str, str], printed: dict[str, str], *, again: bool = False
) -> tuple[str, ...]:
    """The pieces that go to paper, in the order of `now` (piece to hash of its frozen data).

    All of what was never printed, else those that are new or differ; all of them where the whole
    was asked for `again`.
    """
    if again or not printed:
        return tuple(now)
    return tuple(key for key, mark in now.items() if printed.get(key) != mark)
