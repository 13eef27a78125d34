"""Posters: any one-page sign, drawn larger over rows and columns of sheets.

Each sheet overlaps the next one to the right and the next one below by a strip to glue on. Crop
marks stand in the margins at the corners of what is to be kept, ticks where the next sheet's edge
will lie, and each sheet has a number: A1 is the first of the top row. Lengths in points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import BinaryIO

from reports.cards import BuildReport, CardNote
from reports.correction import Correction
from reports.document import Document, Tag
from reports.drawing import crop_marks
from reports.fonts import MEDIUM
from reports.paper import Paper
from reports.signs.sheet import SignPage, inside
from reports.type import clean, set_line

__all__ = ["Grid", "build", "build_each", "grid"]

MARGIN = 27.0
OVERLAP = 18.0
MOST = len(ascii_uppercase)


@dataclass(frozen=True, slots=True)
class Grid:
    """How a page lies on its sheets. `scale` is how much larger it is; `left` and `top` where it
    begins on the joined sheets; `width` and `height` what one sheet can show.
    """

    columns: int
    rows: int
    scale: float
    left: float
    top: float
    width: float
    height: float
    margin: float
    overlap: float

    @property
    def sheets(self) -> int:
        return self.columns * self.rows


def grid(
    width: float,
    height: float,
    paper: Paper,
    columns: int,
    rows: int,
    *,
    overlap: float = OVERLAP,
    margin: float = MARGIN,
) -> Grid:
    """The largest a page of that size becomes on so many sheets, in their middle.

    Raises ValueError for fewer than one or more than 26 rows or columns, and for margins or an
    overlap that leave nothing of a sheet.
    """
    if not (1 <= columns <= MOST and 1 <= rows <= MOST):
        raise ValueError(f"{columns} x {rows} sheets")
    shown_x, shown_y = paper.width - 2 * margin, paper.height - 2 * margin
    if min(shown_x, shown_y) <= max(0.0, overlap) or overlap < 0:
        raise ValueError(f"an overlap of {overlap:g} on {shown_x:g} x {shown_y:g}")
    whole_x = columns * shown_x - (columns - 1) * overlap
    whole_y = rows * shown_y - (rows - 1) * overlap
    scale = min(whole_x / width, whole_y / height)
    left, top = (whole_x - width * scale) / 2, (whole_y - height * scale) / 2
    return Grid(columns, rows, scale, left, top, shown_x, shown_y, margin, overlap)


def build(
    draw: Callable[[Document], SignPage],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    columns: int,
    rows: int,
    overlap: float = OVERLAP,
    margin: float = MARGIN,
    title: str = "Poster",
    language: str = "en",
    sheet_label: str = "{sheet}   {title}   {columns} x {rows} sheets, {scale} %",
    correction: Correction | None = None,
) -> BuildReport:
    """Writes the sheets, row by row. `draw` makes the page in a document: a sign's own `draw` with
    its data bound (`functools.partial`).

    The words are told once, on the first sheet; the others tell their number. Raises ValueError as
    `grid` does.
    """
    return build_each(
        {title: draw},
        out,
        paper=paper,
        columns=columns,
        rows=rows,
        overlap=overlap,
        margin=margin,
        title=title,
        language=language,
        sheet_label=sheet_label,
        correction=correction,
    )


def build_each(
    draws: Mapping[str, Callable[[Document], SignPage]],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    columns: int,
    rows: int,
    overlap: float = OVERLAP,
    margin: float = MARGIN,
    title: str = "Posters",
    language: str = "en",
    sheet_label: str = "{sheet}   {title}   {columns} x {rows} sheets, {scale} %",
    correction: Correction | None = None,
) -> BuildReport:
    """`build` for several signs in one file, each under the name that its sheets tell, one poster
    after the other. Without a sign nothing is written.
    """
    document = Document(title=title, language=language, correction=correction)
    notes: list[CardNote] = []
    for name, draw in draws.items():
        page = draw(document)
        lay = grid(page.width, page.height, paper, columns, rows, overlap=overlap, margin=margin)
        notes.extend(page.notes)
        for row in range(rows):
            for column in range(columns):
                label = sheet_label.format(
                    sheet=f"{ascii_uppercase[row]}{column + 1}",
                    title=clean(name),
                    columns=columns,
                    rows=rows,
                    scale=round(lay.scale * 100),
                )
                parts = _sheet(page, lay, paper, row, column)
                told = _label(document, label, margin)
                document.add_page(
                    paper.width, paper.height, [*parts, _marks(lay, paper, row, column), told]
                )
    if draws:
        document.write(out)
    return BuildReport(pages=document.pages, printed=len(draws), shortened=tuple(notes))


def _sheet(page: SignPage, lay: Grid, paper: Paper, row: int, column: int) -> list[Tag | str]:
    """The page's parts moved and clipped to what this sheet shows."""
    x = lay.margin + lay.left - column * (lay.width - lay.overlap)
    top = lay.margin + lay.top - row * (lay.height - lay.overlap)
    y = paper.height - top - page.height * lay.scale
    window = f"{lay.margin:.2f} {lay.margin:.2f} {lay.width:.2f} {lay.height:.2f} re W n"
    place = f"{window} {lay.scale:.6f} 0 0 {lay.scale:.6f} {x:.4f} {y:.4f} cm"
    parts = [inside(part, place) for part in page.parts]
    if row or column:
        return [part if isinstance(part, str) else part.operators for part in parts]
    return parts


def _marks(lay: Grid, paper: Paper, row: int, column: int) -> str:
    """Crop marks of this sheet, and ticks in the margins where the next sheet's edge comes."""
    margin = lay.margin
    marks = crop_marks(margin, margin, lay.width, lay.height, (margin,) * 4)
    ticks = []
    if column < lay.columns - 1:
        x = margin + lay.width - lay.overlap
        for foot in (margin - 10, paper.height - margin + 2):
            ticks.append(f"{x:.2f} {foot:.2f} m {x:.2f} {foot + 8:.2f} l")
    if row < lay.rows - 1:
        y = margin + lay.overlap
        for foot in (margin - 10, paper.width - margin + 2):
            ticks.append(f"{foot:.2f} {y:.2f} m {foot + 8:.2f} {y:.2f} l")
    if not ticks:
        return marks
    return f"{marks} q [2 1.5] 0 d 0.4 w {' '.join(ticks)} S Q"


def _label(document: Document, text: str, margin: float) -> Tag:
    line = document.use(set_line(clean(text), MEDIUM))
    base = max(4.0, margin - 14)
    shown = line.operators(margin + 24, base, 7.5)
    return Tag("P", f"0 0 0 rg {shown}", text)
