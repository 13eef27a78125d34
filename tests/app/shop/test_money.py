"""Money in and out of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shop.errors import RuleViolation
from app.shop.money import (
    MAX_CENTS,
    USD,
    Currency,
    currency,
    format_amount,
    format_with_symbol,
    parse_amount,
)

EUR = currency("EUR")
JPY = currency("JPY")
KWD = currency("KWD")


@pytest.mark.parametrize(
    ("text", "money", "cents"),
    [
        ("2", USD, 200),
        ("2.00", USD, 200),
        ("2,00", USD, 200),
        ("2.5", USD, 250),
        ("$2.00", USD, 200),
        ("$ 2.00 ", USD, 200),
        ("usd 2", USD, 200),
        ("2 USD", USD, 200),
        (".50", USD, 50),
        ("0", USD, 0),
        ("1,234", USD, 123_400),
        ("1,234.50", USD, 123_450),
        ("1.234,50", EUR, 123_450),
        ("1 234,50 €", EUR, 123_450),
        ("1\u202f234,50", EUR, 123_450),
        ("1'234.50", USD, 123_450),
        ("1,234,567", USD, 123_456_700),
        ("1.234.567", EUR, 123_456_700),
        ("２．５".replace("．", "."), USD, 250),
        ("٢٫٠".replace("٫", "."), USD, 200),
        ("500", JPY, 500),
        ("¥1,500", JPY, 1500),
        ("1.500", JPY, 1500),
        ("1.250", KWD, 1250),
        ("-0", USD, 0),
    ],
)
def test_reads_what_people_type(text: str, money: Currency, cents: int) -> None:
    assert parse_amount(text, money) == cents


@pytest.mark.parametrize(
    ("text", "money", "code"),
    [
        ("", USD, "money.missing"),
        ("  ", USD, "money.missing"),
        ("$", USD, "money.missing"),
        ("two", USD, "money.unreadable"),
        ("2.", USD, "money.unreadable"),
        ("1.2.3", USD, "money.unreadable"),
        ("12,34,5", USD, "money.unreadable"),
        ("1.234,567,8", USD, "money.unreadable"),
        ("2²", USD, "money.unreadable"),
        ("½", USD, "money.unreadable"),
        ("--2", USD, "money.unreadable"),
        ("-2-", USD, "money.unreadable"),
        ("=2+3", USD, "money.unreadable"),
        ("2e3", USD, "money.unreadable"),
        ("nan", USD, "money.unreadable"),
        ("€2", USD, "money.unreadable"),
        ("1" * 10_000, USD, "money.unreadable"),
        ("1.234", USD, "money.unclear"),
        ("2.005,5", USD, None),
        ("2.0055", USD, "money.too_fine"),
        ("2.5", JPY, "money.too_fine"),
        ("-2", USD, "money.negative"),
        ("\N{MINUS SIGN}2", USD, "money.negative"),
        ("2-", USD, "money.negative"),
        ("99999999999", USD, "money.too_large"),
    ],
)
def test_refuses_what_it_cannot_be_sure_of(text: str, money: Currency, code: str | None) -> None:
    if code is None:
        assert parse_amount(text, money) == 200_550
        return
    with pytest.raises(RuleViolation) as refused:
        parse_amount(text, money, field="price")
    assert refused.value.code == code
    assert refused.value.field == "price"
    assert len(str(refused.value.facts.get("given", ""))) <= 40


def test_negative_only_where_asked_for() -> None:
    assert parse_amount("\N{MINUS SIGN}9.50", USD, allow_negative=True) == -950
    assert parse_amount("$-9.50", USD, allow_negative=True) == -950


@pytest.mark.parametrize(
    ("cents", "money", "plain", "with_symbol"),
    [
        (200, USD, "2.00", "$2.00"),
        (5, USD, "0.05", "$0.05"),
        (-950, USD, "−9.50", "−$9.50"),
        (123_450, EUR, "1234.50", "€1234.50"),
        (500, JPY, "500", "¥500"),
        (1250, KWD, "1.250", "KD\u00a01.250"),
    ],
)
def test_writes_amounts(cents: int, money: Currency, plain: str, with_symbol: str) -> None:
    assert format_amount(cents, money) == plain
    assert format_with_symbol(cents, money) == with_symbol


def test_unlisted_currency_has_its_code_as_symbol() -> None:
    assert format_with_symbol(200, currency("xts")) == "XTS\u00a02.00"


@pytest.mark.parametrize("code", ["", "US", "dollars", "12$"])
def test_refuses_what_is_no_currency(code: str) -> None:
    with pytest.raises(RuleViolation, match=r"money\.unknown_currency"):
        currency(code)


@given(st.integers(-MAX_CENTS, MAX_CENTS), st.sampled_from([USD, EUR, JPY]))
def test_what_is_written_reads_back(cents: int, money: Currency) -> None:
    assert parse_amount(format_amount(cents, money), money, allow_negative=True) == cents
    assert parse_amount(format_with_symbol(cents, money), money, allow_negative=True) == cents


@given(st.text(max_size=60), st.sampled_from([USD, EUR, JPY, KWD]))
def test_any_text_is_an_amount_or_a_refusal(text: str, money: Currency) -> None:
    try:
        cents = parse_amount(text, money)
    except RuleViolation as refused:
        kind = refused.code.partition(".")[0]
    else:
        kind = "money" if 0 <= cents <= MAX_CENTS else "out of range"
    assert kind == "money"
