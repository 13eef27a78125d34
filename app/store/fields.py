"""Column types of the shop: instants as UTC milliseconds, dates as ISO text."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import peewee

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(instant: datetime) -> int:
    """Milliseconds since 1970 in UTC; refuses a datetime without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (instant - _EPOCH) // _MILLISECOND


def from_ms(value: int) -> datetime:
    """The aware UTC datetime of a stored instant."""
    return _EPOCH + timedelta(milliseconds=value)


class InstantField(peewee.BigIntegerField):
    """An instant: an aware datetime in Python, UTC milliseconds in the file.

    Integers keep five million rentals small, sort as instants do and never carry a local
    offset by accident.
    """

    def db_value(self, value: Any) -> int | None:
        if value is None or isinstance(value, int):
            return value
        return to_ms(value)

    def python_value(self, value: Any) -> datetime | None:
        return None if value is None else from_ms(value)


class JsonField(peewee.TextField):
    """Facts as JSON text; keys sorted so that equal facts are equal text."""

    def db_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: Any) -> Any:
        return None if value is None else json.loads(value)
