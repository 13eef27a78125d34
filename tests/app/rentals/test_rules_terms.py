"""A class's numbers: which make sense, and how they read in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rentals.rules import (
    CapKind,
    DueKind,
    LateMode,
    Terms,
    check_terms,
    grace_words,
    period_words,
    terms_sentence,
)
from app.shop.errors import RuleViolation
from app.shop.money import currency

NEW_RELEASE = Terms(
    "New Release",
    price_cents=450,
    period_nights=1,
    late_rate_cents=150,
    grace_minutes=30,
    cap_kind=CapKind.AMOUNT,
    cap_cents=1200,
)
RARE = Terms(
    "Rare",
    price_cents=500,
    period_nights=3,
    due_kind=DueKind.FIXED,
    due_minute=18 * 60,
    late_rate_cents=200,
    closed_days_count=True,
    cap_kind=CapKind.REPLACEMENT,
    replacement_cents=4900,
    deposit_cents=4000,
)
VHS = Terms(
    "VHS",
    price_cents=200,
    period_nights=7,
    due_kind=DueKind.END_OF_DAY,
    late_mode=LateMode.RE_RENTAL,
    late_rate_cents=200,
    cap_kind=CapKind.AMOUNT,
    cap_cents=1000,
)
PLAYER = Terms(
    "Player hire",
    price_cents=1500,
    period_hours=24,
    due_kind=DueKind.TO_THE_HOUR,
    late_mode=LateMode.RE_RENTAL,
    late_rate_cents=1500,
    closed_days_count=True,
    grace_minutes=60,
    cap_kind=CapKind.REPLACEMENT,
    deposit_cents=8000,
)


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (
            NEW_RELEASE,
            (
                "4.50 for one night, back by closing time. Then 1.50 for each open day, "
                "at most 12.00. Half an hour of grace; days we are closed are free."
            ),
        ),
        (
            RARE,
            (
                "5.00 for three nights, back by 6 pm. Then 2.00 for each day, "
                "at most the copy’s price. No grace; days we are closed count. Deposit 40.00."
            ),
        ),
        (
            VHS,
            (
                "2.00 for seven nights, back by the end of the day. "
                "Then 2.00 for every seven nights begun, at most 10.00. "
                "No grace; days we are closed are free."
            ),
        ),
        (
            PLAYER,
            (
                "15.00 for 24 hours, back to the hour. Then 15.00 for every 24 hours begun, "
                "at most the copy’s price. One hour of grace; days we are closed count. "
                "Deposit 80.00."
            ),
        ),
        (
            Terms("Staff", price_cents=0, period_nights=0),
            "0.00 for the day, back by closing time. No late fee.",
        ),
    ],
)
def test_a_class_in_a_sentence(terms: Terms, sentence: str) -> None:
    assert check_terms(terms) is terms
    assert terms_sentence(terms) == sentence


def test_the_sentence_has_the_digits_of_the_currency() -> None:
    assert terms_sentence(NEW_RELEASE, currency("JPY")).startswith("450 for one night")


@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        (replace(VHS, class_name=" "), "class.no_name", "class_name"),
        (replace(VHS, price_cents=-1), "money.negative", "price_cents"),
        (replace(VHS, late_rate_cents=-1), "money.negative", "late_rate_cents"),
        (replace(VHS, cap_cents=-1), "money.negative", "cap_cents"),
        (replace(VHS, deposit_cents=-1), "money.negative", "deposit_cents"),
        (replace(VHS, replacement_cents=-1), "money.negative", "replacement_cents"),
        (replace(VHS, price_cents=10**13), "money.too_large", "price_cents"),
        (replace(VHS, period_nights=None), "class.no_period", "period_nights"),
        (replace(VHS, period_hours=3), "class.two_periods", "period_hours"),
        (replace(VHS, period_nights=-1), "class.period_range", "period_nights"),
        (replace(VHS, period_nights=367), "class.period_range", "period_nights"),
        (replace(PLAYER, period_hours=0), "class.period_range", "period_hours"),
        (replace(PLAYER, due_kind=DueKind.CLOSING), "class.needs_nights", "due_kind"),
        (replace(VHS, due_kind=DueKind.TO_THE_HOUR), "class.needs_hours", "due_kind"),
        (replace(RARE, due_minute=None), "class.no_due_minute", "due_minute"),
        (replace(RARE, due_minute=1440), "class.due_time_range", "due_minute"),
        (replace(VHS, grace_minutes=-1), "class.grace_range", "grace_minutes"),
        (replace(VHS, grace_minutes=10081), "class.grace_range", "grace_minutes"),
        (replace(VHS, cap_cents=None), "class.no_cap", "cap_cents"),
    ],
)
def test_refuses_numbers_that_do_not_go_together(terms: Terms, code: str, field: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_terms(terms)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_what_holds_the_fee() -> None:
    assert NEW_RELEASE.most_cents == 1200
    assert RARE.most_cents == 4900
    assert replace(RARE, replacement_cents=0).most_cents is None
    assert replace(NEW_RELEASE, cap_kind=CapKind.NONE).most_cents is None


def test_periods_and_grace_in_words() -> None:
    assert [period_words(terms) for terms in (NEW_RELEASE, VHS, PLAYER)] == [
        "one night",
        "seven nights",
        "24 hours",
    ]
    assert [grace_words(minutes) for minutes in (1, 20, 30, 60, 90, 120)] == [
        "one minute",
        "20 minutes",
        "half an hour",
        "one hour",
        "90 minutes",
        "two hours",
    ]
