"""Sheets of labels: where on the paper each label lies.

Everything is kept in points (1/72 inch), measured from the sheet's top left corner, y downwards, as
the makers publish it. A stock whose numbers do not fit is refused with the sum that fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.printing.rules import LONGEST_SHEET, POINTS_PER_MM, SLACK, misfit

__all__ = [
    "LONGEST_SHEET",
    "POINTS_PER_INCH",
    "POINTS_PER_MM",
    "SHIPPED",
    "SLACK",
    "Stock",
    "StockProblem",
    "inches",
    "millimetres",
    "points",
    "shipped",
]

POINTS_PER_INCH = 72.0

LETTER = ("Letter", 612.0, 792.0)
A4 = ("A4", 595.28, 841.89)


class StockProblem(ValueError):
    """A stock that does not fit. `code` says which sum fails, `facts` has its parts in points.

    Codes: `sheet_size`, `no_labels`, `label_size`, `margin_negative`, `labels_overlap_x`,
    `labels_overlap_y`, `too_wide`, `too_high`, `corner_radius`, `bleed`, `start_label`; and from a
    document that needs more room than a label has, `label_too_small`.
    """

    def __init__(self, code: str, facts: dict[str, float | int | str]) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Stock:
    """One kind of label sheet. Lengths in points; make one from inches or millimetres with
    `inches()` and `millimetres()`. Raises StockProblem.
    """

    key: str
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
    maker: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _check(self)

    @property
    def labels_per_sheet(self) -> int:
        return self.columns * self.rows

    def positions(self) -> tuple[tuple[float, float], ...]:
        """(left, top) of every label, left to right, then down."""
        return tuple(
            (self.left + column * self.pitch_x, self.top + row * self.pitch_y)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    def free_labels(self, start: int = 1, used: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
        """(sheet, label) for one card after another, both counted from 1, without end.

        Labels before `start` and those in `used` are gone on the first sheet only; every later
        sheet is whole. Raises StockProblem(`start_label`) when `start` is not on the sheet.
        """
        count = self.labels_per_sheet
        if not 1 <= start <= count:
            raise StockProblem("start_label", {"start": start, "labels": count})
        gone = frozenset(used)
        sheet = 1
        free = [label for label in range(start, count + 1) if label not in gone]
        while True:
            for label in free:
                yield sheet, label
            # A first sheet that is full is not printed at all, so the next one is still the first.
            sheet += 1 if free else 0
            free = list(range(1, count + 1))

    def copy(self, **changes: object) -> Stock:
        """The same stock with some numbers changed (the owner's own), checked again."""
        return replace(self, **changes)  # type: ignore[arg-type]  # replace() checks the names


def _check(stock: Stock) -> None:
    """The sums are the shop's (`app.printing.rules`): its table of own stocks keeps the same."""
    wrong = misfit(stock)
    if wrong is not None:
        raise StockProblem(wrong.code, wrong.facts)


def points(
    key: str,
    sheet: tuple[str, float, float],
    label: tuple[float, float],
    grid: tuple[int, int],
    margin: tuple[float, float],
    pitch: tuple[float, float],
    *,
    unit: float = 1.0,
    corner_radius: float = 0.0,
    bleed: float = 0.0,
    crop_marks: bool = False,
    maker: str = "",
) -> Stock:
    """A stock from its published figures: label w x h, columns x rows, left and top, pitch x and y.

    `unit` is points per unit of all lengths but the sheet's. Raises StockProblem.
    """
    name, width, height = sheet
    return Stock(
        key=key,
        sheet_name=name,
        sheet_width=width,
        sheet_height=height,
        label_width=label[0] * unit,
        label_height=label[1] * unit,
        columns=grid[0],
        rows=grid[1],
        left=margin[0] * unit,
        top=margin[1] * unit,
        pitch_x=pitch[0] * unit,
        pitch_y=pitch[1] * unit,
        corner_radius=corner_radius * unit,
        bleed=bleed * unit,
        crop_marks=crop_marks,
        maker=maker,
    )


def inches(
    key: str,
    sheet: tuple[str, float, float],
    label: tuple[float, float],
    grid: tuple[int, int],
    margin: tuple[float, float],
    pitch: tuple[float, float],
    *,
    corner_radius: float = 0.0,
    maker: str = "",
) -> Stock:
    """`points`, with lengths in inches."""
    return points(
        key, sheet, label, grid, margin, pitch,
        unit=POINTS_PER_INCH, corner_radius=corner_radius, maker=maker,
    )  # fmt: skip


def millimetres(
    key: str,
    sheet: tuple[str, float, float],
    label: tuple[float, float],
    grid: tuple[int, int],
    margin: tuple[float, float],
    pitch: tuple[float, float],
    *,
    corner_radius: float = 0.0,
    maker: str = "",
) -> Stock:
    """`points`, with lengths in millimetres."""
    return points(
        key, sheet, label, grid, margin, pitch,
        unit=POINTS_PER_MM, corner_radius=corner_radius, maker=maker,
    )  # fmt: skip


def _plain(
    key: str,
    sheet: tuple[str, float, float],
    gap: tuple[float, float],
    card: tuple[float, float] = (252.0, 144.0),
    grid: tuple[int, int] = (2, 5),
) -> Stock:
    """Cards (3.5 x 2 inches unless told) on unperforated paper, to be cut along crop marks."""
    (width, height), (columns, rows) = card, grid
    left = (sheet[1] - columns * width - (columns - 1) * gap[0]) / 2
    top = (sheet[2] - rows * height - (rows - 1) * gap[1]) / 2
    return points(
        key,
        sheet,
        card,
        grid,
        (left, top),
        (width + gap[0], height + gap[1]),
        crop_marks=True,
        maker="Plain paper",
    )


# gLabels' published figures; vendors differ by up to 0.8 mm, which calibration takes up later.
_SHIPPED = (
    inches("5160", LETTER, (2.625, 1), (3, 10), (0.15625, 0.5), (2.78125, 1), maker="Avery"),
    inches("5163", LETTER, (4, 2), (2, 5), (0.1625, 0.5), (4.1875, 2), maker="Avery"),
    inches("5164", LETTER, (4, 3.333), (2, 3), (0.15625, 0.5), (4.1875, 3.333), maker="Avery"),
    inches("5167", LETTER, (1.75, 0.5), (4, 20), (0.28125, 0.5), (2.0625, 0.5), maker="Avery"),
    inches("5371", LETTER, (3.5, 2), (2, 5), (0.75, 0.5), (3.5, 2), maker="Avery"),
    inches("5388", LETTER, (5, 3), (1, 3), (1.75, 1), (5, 3), maker="Avery"),
    # A tent card prints on its front half; the blank half above it folds behind.
    inches("5305", LETTER, (8.5, 2.5), (1, 2), (0, 3), (8.5, 5), maker="Avery"),
    points("L7160", A4, (181.4, 108), (3, 7), (21.2, 43.9), (187.2, 108), maker="Avery"),
    points("L7161", A4, (180.2, 132.6), (3, 6), (21, 23), (186.9, 132.5), maker="Avery"),
    points("L7162", A4, (280.9, 96.1), (2, 8), (11.3, 36.8), (290.5, 96.1), maker="Avery"),
    points("L7163", A4, (280.9, 108), (2, 7), (9.5, 43), (292, 108), maker="Avery"),
    points("L7165", A4, (280.8, 192), (2, 4), (13.24, 36.96), (288.11, 191.99), maker="Avery"),
    points("L7169", A4, (280.9, 394), (2, 2), (14.2, 20), (287.7, 394), maker="Avery"),
    points("L7414", A4, (255.1, 147.4), (2, 5), (42.51, 52.44), (255.1, 147.4), maker="Avery"),
    points("L7651", A4, (108, 60.09), (5, 13), (13.32, 30.9), (115.09, 60.09), maker="Avery"),
    _plain("plain-letter", LETTER, (18, 8)),
    _plain("plain-a4", A4, (18, 12)),
    _plain("plain-index-letter", LETTER, (0, 18), (360, 216), (1, 3)),
    _plain("plain-index-a4", A4, (0, 18), (360, 216), (1, 3)),
    # Thermal paper is fed by length; one roll label is a till slip of ordinary length.
    millimetres(
        "roll-80", ("80 mm roll", 80 * POINTS_PER_MM, 200 * POINTS_PER_MM),
        (72, 200), (1, 1), (4, 0), (72, 200),
    ),
)  # fmt: skip

SHIPPED: dict[str, Stock] = {stock.key: stock for stock in _SHIPPED}


def shipped(key: str) -> Stock:
    """A stock that came with the program, by its number ("5371"). Raises KeyError."""
    return SHIPPED[key]
