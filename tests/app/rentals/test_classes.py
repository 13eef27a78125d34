"""Rental classes: added, changed, retired, removed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rentals import classes
from app.rentals.rules import CapKind, Terms
from app.shop import undo
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from tests.app.till import Stock

RARE = Terms("Rare", 600, period_nights=2, late_rate_cents=200)


@pytest.mark.usefixtures("shop")
def test_a_class_is_added_read_back_and_undone(ctx: Context) -> None:
    done = classes.save_class(ctx, replace(RARE, class_name="  Rare  "))
    assert classes.terms_of(done.class_id) == RARE
    assert [row.name for row in classes.classes()] == ["Catalogue", "Rare"]
    assert classes.classes()[1].sentence.startswith("6.00 for two nights")
    assert classes.by_name(" rare") == done.class_id
    undo.undo(ctx)
    with pytest.raises(NotFound):
        classes.terms_of(done.class_id)


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        (replace(RARE, class_name="CATALOGUE "), "class.name_taken", "class_name"),
        (replace(RARE, class_name=" "), "class.no_name", "class_name"),
        (replace(RARE, price_cents=-1), "money.negative", "price_cents"),
        (replace(RARE, cap_kind=CapKind.AMOUNT), "class.no_cap", "cap_cents"),
        (replace(RARE, period_nights=None), "class.no_period", "period_nights"),
    ],
)
def test_what_makes_no_sense_is_refused(ctx: Context, terms: Terms, code: str, field: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        classes.save_class(ctx, terms)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert len(classes.classes()) == 1


def test_a_class_in_use_is_retired_not_removed(stock: Stock, ctx: Context) -> None:
    new = classes.by_name("New Release")
    with pytest.raises(RuleViolation) as refused:
        classes.remove(ctx, new)
    assert (refused.value.code, refused.value.facts["copies"]) == ("class.in_use", 1)
    classes.retire(ctx, new)
    assert [row.name for row in classes.classes()] == ["Catalogue"]
    assert [(row.name, row.copies) for row in classes.classes(retired=True)] == [
        ("Catalogue", 0),
        ("New Release", 1),
    ]
    spare = classes.save_class(ctx, RARE).class_id
    classes.remove(ctx, spare)
    assert len(classes.classes(retired=True)) == 2
