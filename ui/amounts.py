"""Amounts as screens and the command line write them."""

from __future__ import annotations

from app.shop import settings
from app.shop.money import format_amount


def money(cents: int) -> str:
    """An amount in the shop's currency as its columns have it: two digits, no symbol."""
    return format_amount(cents, settings.settings().money)
