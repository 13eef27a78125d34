"""How the shop's country writes prices and hours on signs."""

from __future__ import annotations

from app.shop.settings import Settings
from reports.signs.window import Amount

# Where a currency stands after its figure: 4,50 kr; the euro does except in these languages.
_AFTER = ("CZK", "DKK", "HUF", "NOK", "PLN", "SEK")
_EURO_BEFORE = ("en", "ga", "mt", "nl")
# Where shop signs count the hours to twelve.
_TWELVE = ("AUD", "CAD", "INR", "MXN", "NZD", "PHP", "USD")


def amount(cents: int, settings: Settings) -> Amount:
    """A price in the shop's currency, as its country's price tags have it."""
    money = settings.money
    language = settings.language.split("-")[0].casefold()
    after = money.code in _AFTER or (money.code == "EUR" and language not in _EURO_BEFORE)
    return Amount(cents, money.symbol.strip(), money.digits, after)


def counts_to_24(settings: Settings) -> bool:
    """Whether a sign says 11-22 rather than 11 am-10 pm."""
    return settings.currency not in _TWELVE
