"""Codes are read back by a decoder that knows nothing of how they were made."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from reports.barcodes import (
    _PATTERNS,
    _STOP,
    QUIET_MODULES,
    SMALLEST_MODULE,
    SMALLEST_QR,
    CodeTooWide,
    CodeUnprintable,
    check_width,
    code128,
    module_points,
    qr_matrix,
    qr_operators,
    to_dot,
)


def _picture_of(widths: str) -> Image.Image:
    dark = "".join(("0" if i % 2 == 0 else "1") * int(w) for i, w in enumerate(widths))
    row = "1" * QUIET_MODULES + dark + "1" * QUIET_MODULES
    line = Image.new("L", (len(row), 1))
    line.putdata([255 if sign == "1" else 0 for sign in row])
    return line.resize((len(row) * 3, 60), Image.Resampling.NEAREST)


def _read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_the_table_is_whole() -> None:
    assert len(_PATTERNS) == len(set(_PATTERNS)) == 106
    assert all(sum(map(int, pattern)) == 11 for pattern in _PATTERNS)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=24))
@settings(max_examples=120, deadline=None)
def test_whatever_is_printable_ascii_reads_back(text: str) -> None:
    code = code128(text)
    widths = "".join(_PATTERNS[value] for value in code.values) + _STOP
    assert sum(map(int, widths)) == code.modules
    assert _read(_picture_of(widths)) == [text]


@pytest.mark.parametrize(
    ("text", "modules"),
    [("20104127", 79), ("A1234", 79), ("123", 68), ("AB", 57), ("12AB34567890", 134)],
)
def test_codes_are_as_short_as_can_be(text: str, modules: int) -> None:
    assert code128(text).modules == modules


@pytest.mark.parametrize("text", ["", "１２３", "naïve", "tab\there", "nul\0"])
def test_what_has_no_bars_is_refused(text: str) -> None:
    with pytest.raises(CodeUnprintable):
        code128(text)


@pytest.mark.parametrize(("dpi", "dots"), [(203, 3), (300, 5), (600, 9)])
def test_a_module_is_whole_dots_and_wide_enough(dpi: int, dots: int) -> None:
    module = module_points(dpi)
    assert module * dpi / 72 == pytest.approx(dots)
    assert module >= SMALLEST_MODULE


def test_edges_fall_on_dots() -> None:
    assert to_dot(56.51) * 300 / 72 == pytest.approx(round(56.51 * 300 / 72))


def test_a_code_too_wide_says_the_sum() -> None:
    with pytest.raises(CodeTooWide) as problem:
        check_width(code128("20104127"), 118.0, 1.2)
    assert problem.value.modules == 99
    assert problem.value.needed == pytest.approx(118.8)
    check_width(code128("20104127"), 118.8, 1.2)


def test_qr_is_large_enough_and_reads_back() -> None:
    text = "https://shop.example/t/20104127"
    _, side = qr_operators(text, 0, 0)
    assert side >= SMALLEST_QR - 0.01
    matrix = qr_matrix(text)
    size = len(matrix)
    picture = Image.new("L", (size + 8, size + 8), 255)
    for y, row in enumerate(matrix):
        for x, black in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if black else 255)
    assert _read(picture.resize((size * 4, size * 4), Image.Resampling.NEAREST)) == [text]


def test_a_qr_whose_modules_would_be_dust_is_refused() -> None:
    with pytest.raises(CodeTooWide):
        qr_operators("x" * 300, 0, 0)
