"""The calibration sheet of a printer: crosses 25.0 mm in from the edges, a ruler from each.

It is printed without correction. Where the paper's edge cuts a ruler is one of four numbers: 1 and
2 at the cross top left, 3 and 4 at the one bottom right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.correction import CROSS
from reports.document import Document, Tag
from reports.fitting import fit_line
from reports.fonts import BOLD, MEDIUM, REGULAR, Style
from reports.paper import MILLIMETRE, Paper

_FROM, _TO = 10, 40


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whose sheet it is ("Laser, manual feed") and what to do with it, line by line."""

    printer: str
    heading: str = "Calibration sheet"
    lines: tuple[str, ...] = (
        "Print this without scaling: 100 %, actual size.",
        "Read where the paper\u2019s edge cuts each ruler. True is 25.0.",
    )
    names: tuple[str, str, str, str] = ("left", "top", "right", "bottom")


def build(
    sheet: Calibration, out: Path | BinaryIO, *, paper: Paper, language: str = "en"
) -> BuildReport:
    """Writes the sheet for a paper; black on white for every printer."""
    document = Document(title=f"{sheet.heading}, {sheet.printer}", language=language)
    document.add_page(paper.width, paper.height, _parts(document, sheet, paper))
    document.write(out)
    return BuildReport(pages=1, printed=1)


def _parts(document: Document, sheet: Calibration, paper: Paper) -> Iterator[Tag | str]:
    width, height = paper.width, paper.height
    near, far_x, far_y = CROSS, width - CROSS, height - CROSS
    yield "0 0 0 RG 0 0 0 rg"
    for x in (near, far_x):
        for y in (near, far_y):
            yield _cross(x, y)
    # Each ruler counts millimetres from its cross outwards.
    yield _ruler(document, near, far_y, -1, 0)
    yield _ruler(document, near, far_y, 0, 1)
    yield _ruler(document, far_x, near, 1, 0)
    yield _ruler(document, far_x, near, 0, -1)
    places = (
        (near - 30, far_y - 32),
        (near + 34, far_y + 36),
        (far_x + 26, near + 22),
        (far_x - 70, near - 40),
    )
    for number, (name, (x, y)) in enumerate(zip(sheet.names, places, strict=True), 1):
        yield _mark(document, number, x, y)
        yield Tag("P", _text(document, name, MEDIUM, 10, x + 11, y - 3))
    middle = height / 2
    left = near + 24
    heading = _text(document, sheet.heading, BOLD, 22, left, middle + 44)
    yield Tag("H1", heading)
    yield Tag("P", _text(document, sheet.printer, MEDIUM, 13, left, middle + 22))
    for place, line in enumerate(sheet.lines):
        yield Tag("P", _text(document, line, REGULAR, 12, left, middle - 4 - place * 18))


def _cross(x: float, y: float) -> str:
    arm = 14.0
    lines = f"{x - arm:.3f} {y:.3f} m {x + arm:.3f} {y:.3f} l"
    lines += f" {x:.3f} {y - arm:.3f} m {x:.3f} {y + arm:.3f} l"
    ring = 5.0
    handle = ring * 0.5523
    circle = (
        f"{x - ring:.3f} {y:.3f} m "
        f"{x - ring:.3f} {y + handle:.3f} {x - handle:.3f} {y + ring:.3f} {x:.3f} {y + ring:.3f} c "
        f"{x + handle:.3f} {y + ring:.3f} {x + ring:.3f} {y + handle:.3f} {x + ring:.3f} {y:.3f} c "
        f"{x + ring:.3f} {y - handle:.3f} {x + handle:.3f} {y - ring:.3f} {x:.3f} {y - ring:.3f} c "
        f"{x - handle:.3f} {y - ring:.3f} {x - ring:.3f} {y - handle:.3f} {x - ring:.3f} {y:.3f} c"
    )
    return f"0.4 w {lines} S 0.6 w {circle} S"


def _ruler(document: Document, x: float, y: float, right: int, up: int) -> str:
    """Ticks from 10 to 40 mm outwards from a cross: what lies beyond the edge is not on paper."""
    ticks, labels = [], []
    for number in range(_FROM, _TO + 1):
        at = number * MILLIMETRE
        long = 9.0 if number % 5 == 0 else 5.0
        if right:
            px, py = x + right * at, y
            ticks.append(f"{px:.3f} {py:.3f} m {px:.3f} {py - long:.3f} l")
            if number % 5 == 0:
                labels.append(_text(document, str(number), MEDIUM, 6, px - 3.4, py - 16))
        else:
            px, py = x, y + up * at
            ticks.append(f"{px:.3f} {py:.3f} m {px + long:.3f} {py:.3f} l")
            if number % 5 == 0:
                labels.append(_text(document, str(number), MEDIUM, 6, px + 11, py - 2.2))
    end_x, end_y = x + right * _TO * MILLIMETRE, y + up * _TO * MILLIMETRE
    begin_x, begin_y = x + right * _FROM * MILLIMETRE, y + up * _FROM * MILLIMETRE
    base = f"{begin_x:.3f} {begin_y:.3f} m {end_x:.3f} {end_y:.3f} l"
    return f"0.3 w {base} {' '.join(ticks)} S {' '.join(labels)}"


def _mark(document: Document, number: int, x: float, y: float) -> str:
    """The number of a reading, white in a black disc."""
    r, h = 7.0, 7.0 * 0.5523
    disc = (
        f"{x - r:.2f} {y:.2f} m {x - r:.2f} {y + h:.2f} {x - h:.2f} {y + r:.2f} {x:.2f} {y + r:.2f}"
        f" c {x + h:.2f} {y + r:.2f} {x + r:.2f} {y + h:.2f} {x + r:.2f} {y:.2f} c {x + r:.2f}"
        f" {y - h:.2f} {x + h:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c {x - h:.2f} {y - r:.2f}"
        f" {x - r:.2f} {y - h:.2f} {x - r:.2f} {y:.2f} c f"
    )
    return f"{disc} 1 1 1 rg {_text(document, str(number), BOLD, 9, x - 2.7, y - 3.2)} 0 0 0 rg"


def _text(document: Document, words: str, style: Style, size: float, x: float, y: float) -> str:
    fitted = fit_line(words, style, 420, size)
    return document.use(fitted.lines[0]).operators(x, y, fitted.size)
