"""Lengths as people type them, and as they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.printing.lengths import POINTS, Unit, read, short, shown

INCH, MM, POINT = Unit.INCH, Unit.MM, Unit.POINT
#: Half of the last decimal that is shown, in points.
ROUNDING = {INCH: 0.0005 * 72, MM: 0.005 * 72 / 25.4, POINT: 0.05}


@pytest.mark.parametrize(
    ("text", "unit", "points"),
    [
        ("2.625", INCH, 189.0),
        ("2,625", INCH, 189.0),
        ("2 5/8", INCH, 189.0),
        ("2 5/8 in", MM, 189.0),
        ('2 5/8"', MM, 189.0),
        ("2 5/8\u2033", POINT, 189.0),
        ("5/8", INCH, 45.0),
        ("66.675 mm", INCH, 189.0),
        ("66.7 mm", INCH, 66.7 * 72 / 25.4),
        ("2.54 cm", INCH, 72.0),
        ("1,5", POINT, 1.5),
        ("210.6pt", INCH, 210.6),
        ("210.6 points", INCH, 210.6),
        ("1 INCH", MM, 72.0),
        ("  3 inches ", MM, 216.0),
        (".5", INCH, 36.0),
        ("2.", INCH, 144.0),
        ("0", INCH, 0.0),
        ("-1", POINT, -1.0),
        ("\u22121", POINT, -1.0),
    ],
)
def test_any_unit_and_a_fraction_are_read(text: str, unit: Unit, points: float) -> None:
    assert read(text, unit) == pytest.approx(points)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", ",", "-", "in", "mm", "a", "2.5.1", "2 5", "2 5/0", "5/0", "1/2/3", "1e3",
        "nan", "inf", "2 ft", "--1", "9999999", "999999 in", "\u0661", "2 5/8 8", "1;5",
    ],
)  # fmt: skip
def test_rubbish_and_what_is_huge_are_no_length(text: str) -> None:
    assert read(text, INCH) is None


@given(
    points=st.floats(min_value=-5000, max_value=5000, allow_nan=False),
    unit=st.sampled_from(list(Unit)),
)
def test_what_is_shown_is_read_back(points: float, unit: Unit) -> None:
    for words in (shown(points, unit), short(points, unit), f"{shown(points, unit)} {unit}"):
        back = read(words, unit)
        assert back is not None
        assert back == pytest.approx(points, abs=ROUNDING[unit] * 1.001)


@given(points=st.floats(min_value=0, max_value=5000), unit=st.sampled_from(list(Unit)))
def test_a_unit_that_is_named_goes_before_the_one_shown(points: float, unit: Unit) -> None:
    for other in Unit:
        back = read(f"{shown(points, unit)} {unit.value}", other)
        assert back is not None
        assert back == pytest.approx(points, abs=ROUNDING[unit] * 1.001)


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    for unit in Unit:
        value = read(text, unit)
        assert value is None or abs(value) <= 100_000


@pytest.mark.parametrize(
    ("points", "unit", "long", "brief"),
    [
        (612.0, INCH, "8.500", "8.5"),
        (72.0, INCH, "1.000", "1"),
        (0.0, INCH, "0.000", "0"),
        (-0.001, INCH, "-0.000", "0"),
        (189.0, MM, "66.67", "66.67"),
        (720.0, POINT, "720.0", "720"),
        (720.0, INCH, "10.000", "10"),
    ],
)
def test_decimals_by_unit(points: float, unit: Unit, long: str, brief: str) -> None:
    assert (shown(points, unit), short(points, unit)) == (long, brief)


def test_points_of_each_unit() -> None:
    assert POINTS[MM] * 25.4 == pytest.approx(POINTS[INCH])
