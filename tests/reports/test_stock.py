"""Label sheets: published figures, sums that fail, labels that are gone."""

from __future__ import annotations

from itertools import islice

import pytest

from reports.stock import A4, LETTER, SHIPPED, StockProblem, inches, millimetres, points, shipped


def test_first_labels_lie_where_the_maker_says() -> None:
    assert shipped("5371").positions()[:3] == ((54, 36), (306, 36), (54, 180))
    assert shipped("L7414").positions()[0] == (42.51, 52.44)
    assert shipped("5160").positions()[1][0] == pytest.approx(0.15625 * 72 + 2.78125 * 72)


def test_every_shipped_stock_of_the_design_is_there() -> None:
    named = "5160 5163 5164 5167 5371 5388 5305 L7160 L7161 L7162 L7163 L7165 L7169 L7414 L7651"
    assert set(named.split()) <= set(SHIPPED)
    assert {"plain-letter", "plain-a4", "roll-80"} <= set(SHIPPED)
    assert shipped("5167").labels_per_sheet == 80


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"columns": 3}, "too_wide"),
        ({"rows": 6}, "too_high"),
        ({"pitch_x": 200.0}, "labels_overlap_x"),
        ({"pitch_y": 100.0}, "labels_overlap_y"),
        ({"left": -1.0}, "margin_negative"),
        ({"rows": 0}, "no_labels"),
        ({"label_width": 0.0}, "label_size"),
        ({"sheet_width": 4000.0}, "sheet_size"),
        ({"corner_radius": 80.0}, "corner_radius"),
        ({"bleed": -1.0}, "bleed"),
    ],
)
def test_a_stock_that_does_not_fit_names_its_sum(changes: dict[str, float], code: str) -> None:
    with pytest.raises(StockProblem) as problem:
        shipped("5371").copy(**changes)
    assert problem.value.code == code


def test_the_failing_sum_has_its_parts() -> None:
    with pytest.raises(StockProblem) as problem:
        shipped("5371").copy(left=120.0)
    facts = problem.value.facts
    assert facts["total"] == 120 + 252 + 252
    assert facts["over"] == pytest.approx(624 - 612)


def test_units_agree() -> None:
    one = inches("a", LETTER, (2, 1), (1, 1), (1, 1), (2, 1))
    other = millimetres("a", LETTER, (50.8, 25.4), (1, 1), (25.4, 25.4), (50.8, 25.4))
    third = points("a", LETTER, (144, 72), (1, 1), (72, 72), (144, 72))
    for stock in (other, third):
        assert stock.positions()[0] == pytest.approx(one.positions()[0])
        assert stock.label_width == pytest.approx(one.label_width)


def test_a_begun_sheet_is_filled_where_it_has_holes() -> None:
    places = list(islice(shipped("5371").free_labels(start=3, used=(4, 9)), 8))
    assert places == [(1, 3), (1, 5), (1, 6), (1, 7), (1, 8), (1, 10), (2, 1), (2, 2)]


def test_a_full_first_sheet_is_not_printed_blank() -> None:
    places = list(islice(shipped("5371").free_labels(used=range(1, 11)), 2))
    assert places == [(1, 1), (1, 2)]


@pytest.mark.parametrize("start", [0, 11])
def test_a_start_that_is_not_on_the_sheet(start: int) -> None:
    with pytest.raises(StockProblem) as problem:
        next(shipped("5371").free_labels(start=start))
    assert problem.value.code == "start_label"


def test_plain_cards_are_centred() -> None:
    for key, sheet in (("plain-letter", LETTER), ("plain-a4", A4)):
        stock = shipped(key)
        left, top = stock.positions()[0]
        last_left, last_top = stock.positions()[-1]
        assert left == pytest.approx(sheet[1] - last_left - 252)
        assert top == pytest.approx(sheet[2] - last_top - 144)
        assert stock.crop_marks
