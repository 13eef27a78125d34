"""Codes that scan: Code 128 and QR, drawn as one path with edges on whole printer dots.

A module is at least 0.34 mm and ten clear modules stand on either side. A code too wide for its
place is refused, not squeezed. Lengths in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor
from re import findall
from typing import Any

SMALLEST_MODULE = 0.34 * 72 / 25.4
QUIET_MODULES = 10
SMALLEST_QR = 12.7 * 72 / 25.4

# Widths of bar, space, bar, space, bar, space for the values 0 to 105 (ISO/IEC 15417, table 1).
_PATTERNS = findall(
    "[1-4]{6}",
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 "
    "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 "
    "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 "
    "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 "
    "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 "
    "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 "
    "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 "
    "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 "
    "211214 211232",
)
_STOP = "2331112"
_TO_C, _TO_B, _START_B, _START_C, _CHECK_BASE = 99, 100, 104, 105, 103


class CodeTooWide(ValueError):
    """A code that does not fit its place. All lengths in points: needed = modules x module."""

    def __init__(self, text: str, modules: int, module: float, available: float) -> None:
        self.text = text
        self.modules = modules
        self.module = module
        self.needed = modules * module
        self.available = available
        super().__init__(
            f"{modules} modules x {module:.3f} = {self.needed:.1f} pt, room for {available:.1f} pt"
        )


class CodeUnprintable(ValueError):
    """Characters that Code 128 has no bars for (it has the printable ASCII ones)."""

    def __init__(self, text: str) -> None:
        self.characters = "".join(sorted({sign for sign in text if not " " <= sign <= "~"}))
        super().__init__(f"no bars for {self.characters!r}")


@dataclass(frozen=True, slots=True)
class Code128:
    """The values of a code, start to check sign, without the stop."""

    text: str
    values: tuple[int, ...]

    @property
    def modules(self) -> int:
        """Width without quiet zones."""
        return 11 * len(self.values) + 13


def bar_widths(code: Code128) -> tuple[int, ...]:
    """The widths of bars and spaces in turn, in modules, the stop included: for a screen."""
    signs = "".join(_PATTERNS[value] for value in code.values) + _STOP
    return tuple(int(width) for width in signs)


def module_points(dpi: int = 300) -> float:
    """The smallest allowed module that is a whole number of printer dots (300 dpi: 5, 1.2 pt)."""
    return ceil(SMALLEST_MODULE * dpi / 72 - 1e-9) * 72 / dpi


@lru_cache(maxsize=1024)
def code128(text: str) -> Code128:
    """The shortest encoding: pairs of digits in set C where that saves signs, set B elsewhere.

    Raises CodeUnprintable for anything but printable ASCII, and for nothing at all.
    """
    if not text or not all(" " <= sign <= "~" for sign in text):
        raise CodeUnprintable(text)
    values = _shortest(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _CHECK_BASE
    return Code128(text, (*values, check))


def grouped(text: str) -> str:
    """Digits in fours, as people read them aloud; other codes as they are."""
    if not text.isdigit() or len(text) % 4:
        return text
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def _shortest(text: str) -> tuple[int, ...]:
    if text.isdigit() and len(text) % 2 == 0:
        return (_START_C, *(int(text[at : at + 2]) for at in range(0, len(text), 2)))
    # Best code of each tail, by the set in force when it begins, built from the end.
    tail_b: list[tuple[int, ...]] = [()] * (len(text) + 2)
    tail_c: list[tuple[int, ...]] = [()] * (len(text) + 2)
    for at in range(len(text) - 1, -1, -1):
        in_b = (ord(text[at]) - 32, *tail_b[at + 1])
        if text[at : at + 2].isdigit() and at + 1 < len(text):
            in_c = (int(text[at : at + 2]), *tail_c[at + 2])
            tail_b[at] = min(in_b, (_TO_C, *in_c), key=len)
            tail_c[at] = min(in_c, (_TO_B, *in_b), key=len)
        else:
            tail_b[at] = in_b
            tail_c[at] = (_TO_B, *in_b)
    return min((_START_C, *tail_c[0]), (_START_B, *tail_b[0]), key=len)


@cache
def _bars(place: int, value: int) -> str:
    """Rectangles of one sign in module units; cached, as a sheet of cards repeats most of them."""
    return _rectangles(place * 11, _PATTERNS[value])


@cache
def _stop_bars(place: int) -> str:
    return _rectangles(place * 11, _STOP)


def _rectangles(start: int, widths: str) -> str:
    parts: list[str] = []
    for index, width in enumerate(widths):
        if index % 2 == 0:
            parts.append(f"{start} 0 {width} 1 re")
        start += int(width)
    return " ".join(parts)


def code128_operators(code: Code128, x: float, y: float, height: float, module: float) -> str:
    """Page operators for the bars in the current fill colour, bottom left at (x, y)."""
    bars = " ".join([_bars(place, value) for place, value in enumerate(code.values)])
    stop = _stop_bars(len(code.values))
    return f"q {module:.6g} 0 0 {height:.4g} {x:.4f} {y:.4f} cm {bars} {stop} f Q"


def to_dot(position: float, dpi: int = 300) -> float:
    """The nearest whole printer dot, in points from the sheet's edge."""
    return floor(position * dpi / 72 + 0.5) * 72 / dpi


def check_width(code: Code128, available: float, module: float) -> None:
    """Raises CodeTooWide when the bars with their quiet zones exceed `available` points."""
    modules = code.modules + 2 * QUIET_MODULES
    if modules * module > available + 0.01:
        raise CodeTooWide(code.text, modules, module, available)


@lru_cache(maxsize=256)
def qr_matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a QR code, True for black, without its quiet zone. Level M."""
    import zxingcpp  # late: most runs never print a QR code

    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    height, width = image.shape
    rows: list[list[int]] = memoryview(image).tolist()  # type: ignore[assignment]  # two-dimensional
    return tuple(tuple(rows[y][x] == 0 for x in range(width)) for y in range(height))


def qr_operators(
    text: str, x: float, y: float, side: float = SMALLEST_QR, dpi: int = 300
) -> tuple[str, float]:
    """Page operators for a QR code of at least 12.7 mm with its bottom left at (x, y), and its true
    side. The caller leaves four modules clear. Raises CodeTooWide when a module would be too small.
    """
    matrix = qr_matrix(text)
    count = len(matrix)
    dots = floor(max(side, SMALLEST_QR) * dpi / 72 / count + 1e-9)
    if dots * 72 / dpi * count < SMALLEST_QR - 0.01:
        dots += 1
    module = dots * 72 / dpi
    if module < SMALLEST_MODULE - 0.01:
        raise CodeTooWide(text, count, SMALLEST_MODULE, max(side, SMALLEST_QR))
    runs = " ".join(
        f"{start} {count - 1 - row} {end - start} 1 re"
        for row, line in enumerate(matrix)
        for start, end in _runs(line)
    )
    return f"q {module:.6g} 0 0 {module:.6g} {x:.4f} {y:.4f} cm {runs} f Q", module * count


def _runs(line: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index, black in enumerate([*line, False]):
        if black and start is None:
            start = index
        elif not black and start is not None:
            found.append((start, index))
            start = None
    return found
