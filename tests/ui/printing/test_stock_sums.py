"""The two sums of a stock, what they say, and that a proposal always does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.rules import Effect, Measures, Reading, axis_misfits, effect, misfit
from reports.stock import SHIPPED
from ui.printing.lengths import Unit
from ui.printing.profile_drawing import off_words
from ui.printing.profile_panel import doubt_words, effect_words
from ui.printing.spooler import Feed, Printer
from ui.printing.stock_draft import NEW, Draft, Proposal, of_shipped, sums
from ui.printing.stock_rows import printer_rows, stock_rows
from ui.printing.stock_words import (
    house_name,
    proposal_words,
    save_words,
    sheet_words,
    stock_name,
    verdict,
)

IN = 72.0
LETTER = of_shipped(SHIPPED["5160"])


def _said(measures: Measures) -> tuple[str, str]:
    across, down = sums(measures)
    name = measures.sheet_name
    return (
        verdict(across, Unit.INCH, name, across=True),
        verdict(down, Unit.INCH, name, across=False),
    )


@pytest.mark.parametrize("key", list(SHIPPED))
def test_what_is_shipped_fits(key: str) -> None:
    measures = of_shipped(SHIPPED[key])
    assert misfit(measures) is None
    assert [one.holds for one in sums(measures)] == [True, True]
    assert [one.better for one in sums(measures)] == [None, None]


def test_what_a_new_stock_begins_with_fits() -> None:
    assert misfit(NEW) is None


@pytest.mark.parametrize(
    ("changes", "across", "down"),
    [
        ({}, "Fits Letter 8.5 in, 0.156 in at the right", "Fits Letter 11 in, 0.5 in below"),
        ({"pitch_x": 2.925 * IN}, "Wider than Letter 8.5 in by 0.131 in", ""),
        ({"columns": 4}, "Wider than Letter 8.5 in by 2.625 in", ""),
        ({"rows": 11}, "", "Higher than Letter 11 in by 0.5 in"),
        ({"pitch_x": 2.5 * IN}, "Labels overlap by 0.125 in", ""),
        ({"pitch_y": 0.9 * IN}, "", "Labels overlap by 0.1 in"),
        ({"columns": 0}, "No label at all", ""),
        ({"rows": 0}, "", "No label at all"),
        ({"left": -1.0}, "The first label begins outside", ""),
        ({"top": -1.0}, "", "The first label begins outside"),
        ({"label_width": 0.0}, "A label needs a size", ""),
        ({"sheet_width": 4000.0}, "A sheet goes up to 47.244 in", ""),
        ({"sheet_height": 0.0}, "", "A sheet goes up to 47.244 in"),
    ],
)
def test_each_sum_says_what_is_wrong(changes: dict[str, float], across: str, down: str) -> None:
    said = _said(replace(LETTER, **changes))  # type: ignore[arg-type]  # by name
    assert said[0] == (across or _said(LETTER)[0])
    assert said[1] == (down or _said(LETTER)[1])


@pytest.mark.parametrize(
    ("changes", "wanted", "words"),
    [
        ({"pitch_x": 2.925 * IN}, ("pitch_x", 2.78125 * IN), "Use pitch 2.781"),
        ({"pitch_x": 2.5 * IN}, ("pitch_x", 2.78125 * IN), "Use pitch 2.781"),
        ({"columns": 4}, ("columns", 3), "Use 3 columns"),
        ({"columns": 0}, ("columns", 3), "Use 3 columns"),
        ({"rows": 11, "top": 0.2 * IN, "label_height": 0.9 * IN}, ("pitch_y", 0.97 * IN),
         "Use pitch 0.97"),
        ({"left": -1.0}, ("left", 0.15625 * IN), "Use left 0.156"),
        ({"left": 0.4 * IN, "pitch_x": 2.75 * IN}, ("left", 0.1875 * IN), "Use left 0.188"),
        ({"columns": 2, "label_width": 5 * IN, "pitch_x": 5 * IN}, ("columns", 1),
         "Use one column"),
        ({"label_width": 9 * IN}, None, ""),
        ({"label_width": -1.0}, None, ""),
        ({"sheet_width": 0.0}, None, ""),
    ],
)  # fmt: skip
def test_one_number_is_proposed(
    changes: dict[str, float], wanted: tuple[str, float] | None, words: str
) -> None:
    across, down = sums(replace(LETTER, **changes))  # type: ignore[arg-type]  # by name
    found = across.better or down.better
    if wanted is None:
        assert found is None
        return
    assert found is not None
    assert found.field == wanted[0]
    assert found.value == pytest.approx(wanted[1])
    assert proposal_words(found, Unit.INCH)[0] == words


@st.composite
def _measures(draw: st.DrawFn) -> Measures:
    length = st.floats(min_value=-50, max_value=1500, allow_nan=False)
    return Measures(
        "Own sheet",
        draw(length), draw(length), draw(length), draw(length),
        draw(st.integers(0, 130)), draw(st.integers(0, 130)),
        draw(length), draw(length), draw(length), draw(length),
    )  # fmt: skip


@given(_measures())
def test_a_proposal_always_does(measures: Measures) -> None:
    draft = Draft("Mine", measures)
    for at, one in enumerate(sums(measures)):
        if one.better is None:
            continue
        assert not one.holds
        better = draft.with_value(one.better.field, one.better.value).measures
        assert sums(better)[at].holds
        assert axis_misfits(better)[at] is None


@given(_measures())
def test_both_sums_and_the_shop_s_rule_agree(measures: Measures) -> None:
    wrong = misfit(measures)
    good = all(one.holds for one in sums(measures))
    assert good == (wrong is None or wrong.code in ("corner_radius", "bleed"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Both sums fit."),
        ({"corner_radius": 50.0}, "A corner is round by half the shorter side at most."),
        ({"bleed": -1.0}, "A bleed cannot be below 0."),
        ({"columns": 4}, "Save comes on when both sums fit."),
    ],
)
def test_beside_save_stands_why_it_is_off(changes: dict[str, float], words: str) -> None:
    draft = Draft("Mine", replace(LETTER, **changes))  # type: ignore[arg-type]  # by name
    assert save_words(draft, shipped=False) == words
    assert draft.fits == (not changes)


def test_a_red_field_and_a_missing_name_are_said() -> None:
    draft = Draft("Mine", LETTER)
    assert save_words(replace(draft, bad=frozenset({"left"})), shipped=False) == (
        "A red field has no number."
    )
    assert save_words(replace(draft, name="  "), shipped=False) == "A stock needs a name."
    assert save_words(draft, shipped=True) == "Typing in it makes a copy."


def test_names() -> None:
    assert house_name(LETTER) == "House labels, 30 up"
    assert house_name(of_shipped(SHIPPED["plain-letter"])) == "House cards, 10 up"
    assert stock_name("plain-index-a4") == "Index cards, cut"
    assert stock_name("5160") == "5160"
    assert sheet_words(LETTER, Unit.INCH) == (
        "Letter, 30 labels of 2.625 by 1 in, 3 across and 10 down"
    )
    assert proposal_words(Proposal("rows", 1), Unit.MM) == ("Use one row", "all that fit")


# -- lists -------------------------------------------------------------------------------------


def test_shipped_stocks_stand_by_sheet_with_their_labels() -> None:
    rows = stock_rows((), None)
    assert [row.text for row in rows if row.kind == "head"] == ["Own", "Letter", "A4", "Rolls"]
    assert rows[1].text == "none yet: copy one"
    notes = {row.key: row.note for row in rows}
    assert notes["5160"] == "2.625 \u00d7 1 in"
    assert notes["L7160"] == "64 \u00d7 38.1 mm"
    assert {row.key for row in rows if row.kind == "stock"} == set(SHIPPED)
    assert next(row for row in rows if row.key == "5160").grid == (3, 10)


@pytest.mark.parametrize(
    ("changes", "note", "bad"),
    [
        ({}, "not saved", False),
        ({"columns": 4}, "too wide", True),
        ({"rows": 11}, "too high", True),
        ({"pitch_x": 10.0}, "labels overlap", True),
        ({"columns": 0}, "no label", True),
        ({"top": -1.0}, "margin below 0", True),
    ],
)
def test_what_is_typed_stands_in_the_list(changes: dict[str, float], note: str, bad: bool) -> None:
    draft = Draft("Mine", replace(LETTER, **changes))  # type: ignore[arg-type]  # by name
    row = stock_rows((), draft)[1]
    assert (row.text, row.note, row.bad, row.key) == ("Mine", note, bad, "draft")


def test_printers_stand_by_feed_and_one_that_is_off_has_a_cross() -> None:
    printers = (
        Printer("Laser", (Feed("1", "tray 1"), Feed("2", "manual feed"))),
        Printer("Wide", off=True),
    )
    rows = printer_rows(printers, (), str)
    assert [(row.text, row.note, row.bad) for row in rows] == [
        ("Printers", "measured", False),
        ("Laser, tray 1", "", False),
        ("Laser, manual feed", "", False),
        ("Wide", "off", True),
    ]
    assert [row.text for row in printer_rows((), (), str)] == ["Printers", "no printer here"]


# -- profiles ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (
            (25.7, 24.2, 24.9, 25.2),
            ("moves 0.7 left, 0.8 down", "draws 0.36 % wider", "draws 0.26 % shorter"),
        ),
        (
            (25.0, 25.0, 25.0, 25.0),
            ("moves nothing", "draws as wide as it is", "draws as tall as it is"),
        ),
        (
            (24.0, 25.0, 25.0, 26.0),
            ("moves 1.0 right", "draws 0.60 % narrower", "draws 0.44 % taller"),
        ),
        (
            (25.0, 26.0, 25.0, 24.0),
            ("moves 1.0 up", "draws as wide as it is", "draws as tall as it is"),
        ),
    ],
)
def test_what_numbers_do_is_told(
    numbers: tuple[float, float, float, float], words: tuple[str, str, str]
) -> None:
    assert effect_words(effect(Reading("letter", *numbers))) == words


def test_off_the_spot() -> None:
    assert off_words(0.7, -0.8) == "0.7 right, 0.8 high"
    assert off_words(-0.1, 0.2) == "0.1 left, 0.2 low"
    assert off_words(0.04, -0.04) == "on the spot"


def test_doubts_are_sentences() -> None:
    assert doubt_words(()) == ""
    assert doubt_words(("shift",)) == "More than 3 mm off. Read it once more."
    assert "Fit to page" in doubt_words(("creep",))
    assert "Fit to page" in doubt_words(("shift", "creep"))


def test_an_effect_of_nothing() -> None:
    assert effect_words(Effect(0.0, 0.0, 1.0, 1.0, 0.0))[0] == "moves nothing"
