"""Barcodes as text: what a scanner or a person typed, made comparable; UPC and EAN check digits.

Barcodes are never numbers: leading zeros count. The shop's own codes are whatever it prints (eight
digits by default); what a code *means* is decided by looking it up, `kind_of` only says what its
shape allows.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from app.shop.errors import RuleViolation
from app.shop.money import ascii_digits

MAX_LENGTH = 64
"""Longer input is no barcode: a held key, a pasted page, a 2D code full of text."""

_SHOWN = 20
_PRINTABLE = range(0x21, 0x7F)


class BarcodeKind(StrEnum):
    """What the shape of a code allows it to be.

    `OWN` is any other code. An eight-digit code is never taken for an EAN-8: one in ten of the
    shop's own codes would look like one, and films do not carry them.
    """

    UPC = "upc"
    EAN = "ean"
    OWN = "own"


def normalise(text: str, *, field: str | None = "barcode") -> str:
    """`text` as barcodes are stored and compared.

    Spaces, line ends, control and invisible characters go, letters become capitals, full-width
    forms and decimal digits of any script become ASCII (a keyboard layout does that to a scanner).
    Leading zeros stay. Raises `barcode.empty`, `barcode.too_long` (with its `length`),
    `barcode.characters` (what is left is not printable ASCII, so that no Code 128 label could
    carry it).
    """
    if text.isascii() and text.isalnum() and len(text) <= MAX_LENGTH:
        return text.upper()
    plain = ascii_digits(unicodedata.normalize("NFKC", text))
    kept = "".join(char for char in plain if unicodedata.category(char)[0] not in "CZ").upper()
    if not kept:
        raise RuleViolation("barcode.empty", field=field)
    if len(kept) > MAX_LENGTH:
        raise RuleViolation("barcode.too_long", field=field, length=len(kept), given=kept[:_SHOWN])
    if any(ord(char) not in _PRINTABLE for char in kept):
        raise RuleViolation("barcode.characters", field=field, given=kept[:_SHOWN])
    return kept


def check_digit(digits: str) -> str:
    """The check digit that follows `digits` in a UPC or EAN (GS1 General Specifications, 7.9).

    From the right, weights alternate 3 and 1; the sum is filled up to the next ten. `digits`
    without its check digit, ASCII digits only, else ValueError.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("check digits belong to digits")
    total = sum(int(char) * (3, 1)[place % 2] for place, char in enumerate(reversed(digits)))
    return str(-total % 10)


def valid_upc(text: str) -> bool:
    """Whether a normalised code is a UPC-A (12 digits) or EAN-13 with the right check digit."""
    return (
        len(text) in (12, 13)
        and text.isascii()
        and text.isdigit()
        and check_digit(text[:-1]) == text[-1]
    )


def kind_of(text: str) -> BarcodeKind:
    """What the shape of a normalised code allows it to be; a wrong check digit makes it `OWN`."""
    if not valid_upc(text):
        return BarcodeKind.OWN
    return BarcodeKind.UPC if len(text) == 12 or text[0] == "0" else BarcodeKind.EAN


def canonical_upc(text: str) -> str:
    """One spelling for one product: an EAN-13 that starts with 0 is its 12-digit UPC-A.

    Scanners differ in whether they send that zero. Other codes come back as they are.
    """
    return text[1:] if len(text) == 13 and kind_of(text) is BarcodeKind.UPC else text
