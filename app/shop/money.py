"""Money: whole cents ("minor units") of the shop's one currency, in and out of text.

No floats anywhere. A currency without minor units (JPY) has digits 0, and its "cents" are whole
units.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from app.shop.errors import RuleViolation

MINUS = "\N{MINUS SIGN}"
"""The sign on screen and paper; `parse_amount` reads it and the ASCII hyphen alike."""

MAX_CENTS = 10**12
"""Larger amounts are a slip of the keyboard or a scanned barcode."""

_MAX_TEXT = 40
_SPACES = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f'\u2019"))
_SHAPE = re.compile(r"[0-9.,]*[0-9][0-9.,]*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its ISO 4217 code, the symbol before an amount, its digits after the point."""

    code: str
    symbol: str
    digits: int = 2


USD = Currency("USD", "$")

_KNOWN = {
    known.code: known
    for known in (
        USD,
        Currency("AUD", "$"),
        Currency("BRL", "R$"),
        Currency("CAD", "$"),
        Currency("CHF", "CHF\u00a0"),
        Currency("CZK", "Kč\u00a0"),
        Currency("DKK", "kr\u00a0"),
        Currency("EUR", "€"),
        Currency("GBP", "£"),
        Currency("HUF", "Ft\u00a0"),
        Currency("INR", "₹"),
        Currency("JPY", "¥", 0),
        Currency("KRW", "₩", 0),
        Currency("KWD", "KD\u00a0", 3),
        Currency("MXN", "$"),
        Currency("NOK", "kr\u00a0"),
        Currency("NZD", "$"),
        Currency("PLN", "zł\u00a0"),
        Currency("SEK", "kr\u00a0"),
        Currency("ZAR", "R"),
    )
}


def currency(code: str) -> Currency:
    """The currency of an ISO 4217 code, in either case.

    A code of three letters that is not listed gets two digits and its own code as symbol; anything
    else raises `money.unknown_currency`.
    """
    tidy = code.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", tidy):
        raise RuleViolation("money.unknown_currency", field="currency", given=code[:20])
    return _KNOWN.get(tidy) or Currency(tidy, f"{tidy}\u00a0")


def parse_amount(
    text: str,
    currency: Currency,
    *,
    allow_negative: bool = False,
    field: str | None = None,
) -> int:
    """Cents from what a person typed or a file holds: `2`, `2.00`, `2,00`, `$2.00`, `1,234.50`,
    `1.234,50`.

    The currency's own symbol or code may stand on either side; spaces and apostrophes are
    thousands marks. Decimal digits of any script are read as digits (`２` is 2); superscripts and
    fractions are not. What could be meant two ways (`1.234` in dollars) is refused rather than
    guessed; `1,234` is a thousand, as nobody writes three decimals with a comma at a till.

    Raises `money.missing`, `money.unreadable`, `money.unclear`, `money.too_fine` (more decimals
    than the currency has), `money.negative`, `money.too_large`, each with `field` and what was
    given.
    """
    given = text[:_MAX_TEXT]
    negative, bare = _bare(text, currency)
    if not bare:
        raise RuleViolation("money.missing", field=field)
    if len(bare) > _MAX_TEXT or not _SHAPE.fullmatch(bare):
        raise RuleViolation("money.unreadable", field=field, given=given)
    whole, fraction = _split(bare, currency, given, field)
    unit: int = 10**currency.digits
    cents = int(whole or "0") * unit + int(fraction.ljust(currency.digits, "0") or "0")
    if negative and cents and not allow_negative:
        raise RuleViolation("money.negative", field=field, given=given)
    if cents > MAX_CENTS:
        raise RuleViolation("money.too_large", field=field, given=given)
    return -cents if negative else cents


def format_amount(cents: int, currency: Currency = USD) -> str:
    """An amount as columns have it: `2.00`, `−9.50`; no symbol, no thousands marks."""
    sign = MINUS if cents < 0 else ""
    if currency.digits == 0:
        return f"{sign}{abs(cents)}"
    whole, rest = divmod(abs(cents), 10**currency.digits)
    return f"{sign}{whole}.{rest:0{currency.digits}d}"


def format_with_symbol(cents: int, currency: Currency) -> str:
    """An amount where no column head names the currency: `$2.00`, `−$9.50`."""
    sign = MINUS if cents < 0 else ""
    return f"{sign}{currency.symbol}{format_amount(abs(cents), currency)}"


def ascii_digits(text: str) -> str:
    """`text` with every decimal digit of any script as 0-9; other characters stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _bare(text: str, currency: Currency) -> tuple[bool, str]:
    """Whether a minus leads or trails, and the digits and marks without symbol and spaces."""
    tidy = ascii_digits(text[: 4 * _MAX_TEXT]).translate(_SPACES).upper()
    match = _dressed(currency).fullmatch(tidy)
    assert match is not None  # its parts are all optional
    signs = "".join(match.group("before", "inside", "after"))
    return len(signs) == 1, match["number"] if len(signs) <= 1 else tidy


@cache
def _dressed(currency: Currency) -> re.Pattern[str]:
    names = "|".join(re.escape(name.strip().upper()) for name in (currency.code, currency.symbol))
    return re.compile(
        rf"(?P<before>[-{MINUS}]?)(?:{names})?(?P<inside>[-{MINUS}]?)"
        rf"(?P<number>.*?)(?:{names})?(?P<after>[-{MINUS}]?)",
        re.DOTALL,
    )


def _split(bare: str, currency: Currency, given: str, field: str | None) -> tuple[str, str]:
    """The digits before and after the decimal mark; thousands marks gone."""
    marks = [char for char in bare if not char.isdigit()]
    if not marks:
        return bare, ""
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        if bare.count(".") == 1 and currency.digits and "," not in bare:
            if currency.digits == 3:
                whole, _, fraction = bare.partition(".")
                return whole, fraction
            raise RuleViolation("money.unclear", field=field, given=given)
        return bare.replace(".", "").replace(",", ""), ""
    whole, _, fraction = bare.rpartition(marks[-1])
    inner = set(marks[:-1])
    readable = fraction and (not whole or whole.isdigit() or _GROUPED.fullmatch(whole))
    if not readable or marks[-1] in inner:
        raise RuleViolation("money.unreadable", field=field, given=given)
    if len(fraction) > currency.digits:
        raise RuleViolation("money.too_fine", field=field, given=given, digits=currency.digits)
    return whole.replace(".", "").replace(",", ""), fraction
