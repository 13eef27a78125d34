"""What an account and its renters must look like: pure checks and ways of saying names."""

from __future__ import annotations

from datetime import date

from app.shop.errors import RuleViolation
from app.shop.money import MAX_CENTS, ascii_digits

EARLIEST_BIRTH = date(1880, 1, 1)
"""Nobody rents who was born before; an earlier date is a slip of the keyboard."""

MAX_NUMBER = 32
MAX_OUT = 9_999

_MIN_PHONE_DIGITS = 3


def clean_name(name: str, code: str = "member.no_name") -> str:
    """`name` on one line without needless spaces; raises `code` where nothing is left."""
    clean = " ".join(name.split())
    if not clean:
        raise RuleViolation(code, field="name")
    return clean


def clean_number(number: str) -> str:
    """An account number as it is stored: text, so that leading zeros count.

    Raises `member.bad_number` for an empty one, one over 32 characters, or one that a scanner or a
    command line could not carry (spaces inside, control characters).
    """
    clean = ascii_digits(number.strip())
    if not clean or len(clean) > MAX_NUMBER or not clean.isprintable() or " " in clean:
        raise RuleViolation("member.bad_number", field="number", given=clean[:MAX_NUMBER])
    return clean


def phone_digits(phone: str) -> str:
    """The digits of a phone number, of any script, which is what it is searched by."""
    return "".join(char for char in ascii_digits(phone) if char in "0123456789")


def looks_like_phone(text: str) -> bool:
    """Whether a search text is digits and the marks of phone numbers alone."""
    plain = ascii_digits(text)
    return len(phone_digits(plain)) >= _MIN_PHONE_DIGITS and all(
        char in "0123456789 ()+-./" for char in plain
    )


def check_birth(born_on: date | None, today: date) -> None:
    """Raises `renter.born_in_future` or `renter.born_too_early`; no date is no error."""
    if born_on is None:
        return
    if born_on > today:
        raise RuleViolation("renter.born_in_future", field="born_on", born_on=born_on)
    if born_on < EARLIEST_BIRTH:
        raise RuleViolation("renter.born_too_early", field="born_on", born_on=born_on)


def check_limits(limit_cents: int | None, max_out: int | None) -> None:
    """Raises `member.limit_range` or `member.max_out_range`; None stands for the shop's own."""
    if limit_cents is not None and not 0 <= limit_cents <= MAX_CENTS:
        raise RuleViolation("member.limit_range", field="limit_cents", given=limit_cents)
    if max_out is not None and not 0 <= max_out <= MAX_OUT:
        raise RuleViolation("member.max_out_range", field="max_out", given=max_out)


def clean_reason(reason: str) -> str:
    """A reason somebody gave; raises `member.no_reason`."""
    clean = " ".join(reason.split())
    if not clean:
        raise RuleViolation("member.no_reason", field="reason")
    return clean


def display_name(name: str) -> str:
    """`Marchetti, Ruth` as it is said: `Ruth Marchetti`. Names without one plain comma stay."""
    last, comma, first = name.partition(", ")
    plain = comma and first and "," not in first and not set("()") & set(name)
    return f"{first} {last}" if plain else name


def age_on(born_on: date, day: date) -> int:
    """Whole years of age on `day`; who is born on 29 February turns older on 1 March otherwise."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (0 if had_birthday else 1)
