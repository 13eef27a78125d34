"""The list of sections to carry along the aisles."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image

from reports.stock import A4
from reports.walking_list import SectionRow, build

ROWS = [
    SectionRow("New Releases", 41, 96, 60),
    SectionRow("Masterpiece Theatre", 38, 52, 47),
    SectionRow("世界の映画", 12, 13, 12),
    SectionRow("Back Aisle", 9, 9, 8, curtained=True),
]


def test_sections_stand_in_order_with_counts(words_of: Callable[..., str]) -> None:
    out = io.BytesIO()
    report = build(ROWS, out, note="All Thumbs Video, Saturday 13 December")
    assert report.pages == 1
    text = words_of(out.getvalue())
    lines = [line for line in text.splitlines() if line.strip()]
    assert any(line.startswith("1 New Releases 41 96 60") for line in lines)
    assert any("4 Back Aisle (curtained) 9 9 8" in line for line in lines)
    assert any("Total 100 170 127" in line for line in lines)
    assert text.index("New Releases") < text.index("世界の映画") < text.index("Back Aisle")


def test_long_lists_run_over_pages_and_stay_on_the_paper(
    words_of: Callable[..., str],
    rendered: Callable[..., Image.Image],
    ink_of: Callable[[Image.Image, int], tuple[float, float, float, float] | None],
) -> None:
    out = io.BytesIO()
    rows = [SectionRow(f"Section {number} " + "long " * 60, 1, 2, 3) for number in range(70)]
    report = build(rows, out, sheet=A4)
    assert report.pages == 3
    assert "Page 3 of 3" in words_of(out.getvalue(), 2)
    assert "70 Section 69" in words_of(out.getvalue(), 2)
    for page in range(3):
        ink = ink_of(rendered(out.getvalue(), dpi=75, page=page), 75)
        assert ink is not None
        assert min(ink[0], ink[1]) >= 35
        assert ink[2] <= A4[1] - 52
        assert ink[3] <= A4[2] - 30


def test_what_no_face_has_is_reported_not_boxed(words_of: Callable[..., str]) -> None:
    out = io.BytesIO()
    report = build([SectionRow("Horror 🎃", 1, 1, 1)], out)
    assert report.missing == "🎃"
    assert "1 Horror 1 1 1" in words_of(out.getvalue())


def test_no_sections_is_a_page_that_says_so(words_of: Callable[..., str]) -> None:
    out = io.BytesIO()
    assert build([], out).pages == 1
    assert "Total 0 0 0" in words_of(out.getvalue())
