"""Barcodes as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.barcodes import (
    MAX_LENGTH,
    BarcodeKind,
    canonical_upc,
    check_digit,
    kind_of,
    normalise,
    valid_upc,
)
from app.shop.errors import RuleViolation


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10027741", "10027741"),
        ("10027741\r\n", "10027741"),
        (" 31183 04417226 ", "3118304417226"),
        ("00042", "00042"),
        ("atv-0007", "ATV-0007"),
        ("\x0210027741\x03", "10027741"),
        ("1002\u00a07741\u200b", "10027741"),
        ("\ufeff10027741", "10027741"),
        ("１００２７７４１", "10027741"),
        ("١٠٠٢٧٧٤١", "10027741"),
        ("ＡＢ１", "AB1"),
        ("a" * 64, "A" * 64),
    ],
)
def test_normalises_what_scanners_and_people_type(text: str, code: str) -> None:
    assert normalise(text) == code


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "barcode.empty"),
        (" \t\r\n", "barcode.empty"),
        ("\x00\x01", "barcode.empty"),
        ("1" * 65, "barcode.too_long"),
        ("1" * 10_000, "barcode.too_long"),
        ("Amélie", "barcode.characters"),
        ("片1", "barcode.characters"),
    ],
)
def test_refuses_what_is_no_barcode(text: str, refusal: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        normalise(text)
    assert (refused.value.code, refused.value.field) == (refusal, "barcode")
    assert len(str(refused.value.facts.get("given", ""))) <= 20


@given(st.text(max_size=100))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    try:
        once = normalise(text)
    except RuleViolation:
        return
    assert normalise(once) == once
    assert 0 < len(once) <= MAX_LENGTH
    assert once.isascii()
    assert once.isprintable()
    assert " " not in once


@pytest.mark.parametrize(
    "code", ["036000291452", "4006381333931", "0036000291452", "9780306406157"]
)
def test_check_digits(code: str) -> None:
    assert check_digit(code[:-1]) == code[-1]
    assert valid_upc(code)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert not valid_upc(wrong)


@pytest.mark.parametrize("digits", ["", "12a", "１２"])
def test_check_digits_belong_to_digits(digits: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        check_digit(digits)


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_never_passes(digits: str, place: int, off: int) -> None:
    code = digits + check_digit(digits)
    changed = code[:place] + str((int(code[place]) + off) % 10) + code[place + 1 :]
    assert valid_upc(code)
    assert not valid_upc(changed)


def test_kinds_and_one_spelling_of_a_upc() -> None:
    assert kind_of("036000291452") is BarcodeKind.UPC
    assert kind_of("0036000291452") is BarcodeKind.UPC
    assert kind_of("4006381333931") is BarcodeKind.EAN
    assert kind_of("10027741") is BarcodeKind.OWN
    assert kind_of("96385074") is BarcodeKind.OWN
    assert kind_of("036000291453") is BarcodeKind.OWN
    assert canonical_upc("0036000291452") == "036000291452"
    assert canonical_upc("036000291452") == "036000291452"
    assert canonical_upc("4006381333931") == "4006381333931"
    assert canonical_upc("0036000291453") == "0036000291453"
