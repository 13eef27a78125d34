"""Stocks that fit, stocks that do not, and what four numbers off a ruler correct."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.printing import queries, rules, stocks, tray
from app.printing.rules import Measures, Reading
from app.shop import undo
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.store import database as store

HOUSE = Measures("Letter", 612, 792, 189, 72, 3, 10, 11.25, 36, 200.25, 72)


def test_a_published_sheet_fits() -> None:
    assert rules.misfit(HOUSE) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pitch_x": 210.6}, "too_wide"),
        ({"rows": 11}, "too_high"),
        ({"pitch_x": 180}, "labels_overlap_x"),
        ({"pitch_y": 71}, "labels_overlap_y"),
        ({"columns": 0}, "no_labels"),
        ({"left": -1}, "margin_negative"),
        ({"sheet_height": 3500}, "sheet_size"),
        ({"label_width": 0}, "label_size"),
        ({"corner_radius": 40}, "corner_radius"),
        ({"bleed": -1}, "bleed"),
    ],
)
def test_the_sum_that_fails_is_named(changes: dict[str, float], code: str) -> None:
    found = rules.misfit(replace(HOUSE, **changes))  # type: ignore[arg-type]  # test data
    assert found is not None
    assert found.code == code


def test_the_sum_has_its_parts() -> None:
    found = rules.misfit(replace(HOUSE, pitch_x=210.6))
    assert found is not None
    assert found.facts["over"] == pytest.approx(11.25 + 2 * 210.6 + 189 - 612)


def test_both_sums_are_told_at_once() -> None:
    across, down = rules.axis_misfits(replace(HOUSE, pitch_x=210.6, rows=11))
    assert across is not None
    assert down is not None
    assert (across.code, down.code) == ("too_wide", "too_high")


def test_the_mock_ups_four_numbers() -> None:
    found = rules.effect(Reading("letter", 25.7, 24.2, 24.9, 25.2))
    assert found.right == pytest.approx(-0.7)
    assert found.down == pytest.approx(0.8)
    assert (found.wider - 1) * 100 == pytest.approx(0.36, abs=0.005)
    assert (1 - found.higher) * 100 == pytest.approx(0.26, abs=0.005)
    assert abs(found.creep_mm) == pytest.approx(0.6)


def test_a_true_printer_is_left_alone() -> None:
    assert rules.effect(Reading("a4", 25, 25, 25, 25)).nothing


def test_a_printer_that_scales_is_doubted() -> None:
    assert rules.doubts(Reading("letter", 25.7, 24.2, 24.9, 25.2)) == ()
    assert rules.doubts(Reading("letter", 29, 29, 29, 29)) == ("shift", "creep")


def test_what_changed_goes_to_paper() -> None:
    now = {"1": "a", "2": "b", "3": "c"}
    assert rules.changed_parts(now, {}) == ("1", "2", "3")
    assert rules.changed_parts(now, {"1": "a", "2": "x"}) == ("2", "3")
    assert rules.changed_parts(now, now) == ()
    assert rules.changed_parts(now, now, again=True) == ("1", "2", "3")


def test_an_own_stock_is_kept_in_points(shop: Path, ctx: Context) -> None:
    done = stocks.add_stock(ctx, "  House labels,  30 up ", HOUSE, copied_from="5160")
    (own,) = queries.own_stocks()
    assert (own.name, own.key, own.measures) == ("House labels, 30 up", done.facts["key"], HOUSE)
    undo.undo(ctx)
    assert queries.own_stocks() == ()


def test_a_stock_that_does_not_fit_is_refused_with_its_sum(shop: Path, ctx: Context) -> None:
    with pytest.raises(RuleViolation) as refused:
        stocks.add_stock(ctx, "House", replace(HOUSE, pitch_x=210.6))
    assert refused.value.code == "stock.does_not_fit"
    assert refused.value.facts["kind"] == "too_wide"
    assert refused.value.facts["over_mm"] == pytest.approx(3.33, abs=0.01)
    assert queries.own_stocks() == ()


def test_the_table_itself_refuses_what_hangs_over(shop: Path, ctx: Context) -> None:
    stocks.add_stock(ctx, "House", HOUSE)
    with pytest.raises(Exception, match="CHECK"):
        store.connection().execute("UPDATE paper_stock SET column_count = 4")


def test_names_of_stocks_are_told_apart(shop: Path, ctx: Context) -> None:
    stocks.add_stock(ctx, "House", HOUSE)
    for name, code in (("house", "name_taken"), (" ", "no_name"), ("x" * 61, "name_too_long")):
        with pytest.raises(RuleViolation) as refused:
            stocks.add_stock(ctx, name, HOUSE)
        assert refused.value.code == f"stock.{code}"


def test_a_stock_in_use_goes_only_for_another(shop: Path, ctx: Context) -> None:
    key = str(stocks.add_stock(ctx, "House", HOUSE).facts["key"])
    own = queries.own_stocks()[0]
    added = tray.add(ctx, "shelf-cards", {"titles": [1]}, "Cards", tray.SetUp(key))
    with pytest.raises(RuleViolation) as refused:
        stocks.remove_stock(ctx, own.id)
    assert refused.value.code == "stock.in_use"
    stocks.remove_stock(ctx, own.id, instead="5160")
    item = queries.item(added.item_id)
    assert item is not None
    assert item.set_up.stock == "5160"
    undo.undo(ctx)
    assert queries.own_stocks() == (own,)


def test_a_profile_is_kept_per_feed_and_undone(shop: Path, ctx: Context) -> None:
    first, second = Reading("letter", 25.7, 24.2, 24.9, 25.2), Reading("letter", 25, 25, 25, 25.1)
    stocks.set_profile(ctx, "Laser", "manual", first)
    stocks.set_profile(ctx, "Laser", "manual", second)
    assert queries.profile("Laser", "tray1") is None
    found = queries.profile("Laser", "manual")
    assert found is not None
    assert found.reading == second
    undo.undo(ctx)
    found = queries.profile("Laser", "manual")
    assert found is not None
    assert found.reading == first
    with pytest.raises(RuleViolation) as refused:
        stocks.set_profile(ctx, "Laser", "manual", replace(first, top=9.9))
    assert (refused.value.code, refused.value.field) == ("profile.number", "top")
