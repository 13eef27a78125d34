"""Time zones by city, currencies by name, folders as a person knows them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, QTimeZone

from app.shop.calendar import zone
from app.shop.money import currency, format_with_symbol
from app.shop.words import day_words

_CURRENCIES = {
    "AUD": "Australian dollar",
    "BRL": "Brazilian real",
    "CAD": "Canadian dollar",
    "CHF": "Swiss franc",
    "CZK": "Czech koruna",
    "DKK": "Danish krone",
    "EUR": "Euro",
    "GBP": "British pound",
    "HUF": "Hungarian forint",
    "INR": "Indian rupee",
    "JPY": "Japanese yen",
    "KRW": "South Korean won",
    "KWD": "Kuwaiti dinar",
    "MXN": "Mexican peso",
    "NOK": "Norwegian krone",
    "NZD": "New Zealand dollar",
    "PLN": "Polish zloty",
    "SEK": "Swedish krona",
    "USD": "US dollar",
    "ZAR": "South African rand",
}
_NO_CITIES = (
    "Etc/",
    "SystemV/",
    "US/",
    "posix/",
    "right/",
    "Brazil/",
    "Canada/",
    "Chile/",
    "Mexico/",
)


def currencies() -> list[tuple[object, str]]:
    """``("USD", "US dollar, $1,234.50")`` and so on, by name."""
    found: list[tuple[object, str]] = []
    for code, name in sorted(_CURRENCIES.items(), key=_by_name):
        money = currency(code)
        cents = 123450 if money.digits == 2 else 1234 * 10**money.digits
        amount = format_with_symbol(cents, money).replace("1234", "1,234")
        found.append((code, f"{name}, {amount}"))
    return found


def _by_name(item: tuple[str, str]) -> str:
    return item[1]


def own_currency() -> str:
    """This computer's currency; the dollar where it names none that the list has."""
    code = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    return code if code in _CURRENCIES else "USD"


def own_zone() -> str:
    """This computer's time zone."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return "UTC" if name in ("", "Etc/UTC", "Etc/GMT", "GMT") else name


def first_weekday() -> int:
    """The day that a week begins with here, 0 Monday to 6 Sunday."""
    return int(QLocale.system().firstDayOfWeek().value) - 1


def city_of(name: str) -> str:
    """``Los Angeles`` of ``America/Los_Angeles``."""
    return name.rpartition("/")[2].replace("_", " ")


def place_of(name: str) -> str:
    """``Los Angeles, America``: a city with its part of the world."""
    region, _, city = name.rpartition("/")
    return f"{city.replace('_', ' ')}, {region.replace('/', ', ')}" if region else city


@cache
def zones() -> tuple[str, ...]:
    """The zones that have a city, by city; UTC last."""
    known = {bytes(name.data()).decode() for name in QTimeZone.availableTimeZoneIds()}
    cities = [name for name in known if "/" in name and not name.startswith(_NO_CITIES)]
    return (*sorted(cities, key=city_of), "UTC")


def zone_named(text: str) -> str | None:
    """The zone that a person means by a city, a city with its region, or an IANA name."""
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return None
    matches = [
        name
        for name in zones()
        if wanted in (city_of(name).casefold(), place_of(name).casefold(), name.casefold())
    ]
    if matches:
        return matches[0]
    begins = [name for name in zones() if city_of(name).casefold().startswith(wanted)]
    return begins[0] if len(begins) == 1 else None


def time_there(now: datetime, name: str) -> str:
    """``Sat 13 Dec, 11:05 am``: this instant on a clock in that zone."""
    local = now.astimezone(zone(name))
    half = "am" if local.hour < 12 else "pm"
    return f"{day_words(local.date(), dated=True)}, {local.hour % 12 or 12}:{local:%M} {half}"


def folder_words(folder: Path) -> str:
    """A folder without the way to the user's own: ``Documents/All Thumbs Video``."""
    home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
    try:
        return str(folder.relative_to(home))
    except ValueError:
        return str(folder)
