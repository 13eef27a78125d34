"""Days and times in words."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from app.shop.words import (
    clock_words,
    day_words,
    listed,
    lower_first,
    minute_words,
    moment_words,
    number_words,
)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(22), "10 pm"),
        (time(22, 30), "10:30 pm"),
        (time(11), "11 am"),
        (time(11, 5), "11:05"),
        (time(18, 32), "6:32 pm"),
        (time(12), "noon"),
        (time(12, 1), "12:01 pm"),
        (time(0), "midnight"),
        (time(0, 20), "0:20"),
        (time(1), "1 am"),
        (time(23, 59), "11:59 pm"),
        (time(23, 59, 59), "midnight"),
        (time(13, 0, 40), "1 pm"),
    ],
)
def test_clock(at: time, words: str) -> None:
    assert clock_words(at) == words


def test_every_minute_of_the_day_reads_differently() -> None:
    said = {minute_words(minute) for minute in range(1440)}
    assert len(said) == 1440
    assert minute_words(1500) == "1 am"


def test_midnight_belongs_to_the_evening_before() -> None:
    assert moment_words(datetime(2025, 12, 20)) == "Fri midnight"
    assert moment_words(datetime(2025, 12, 19, 23, 59, 59)) == "Fri midnight"
    assert moment_words(datetime(2025, 12, 20, 0, 1)) == "Sat 0:01"


def test_days() -> None:
    day = date(2025, 12, 13)
    assert day_words(day) == "Sat"
    assert day_words(day, dated=True) == "Sat 13 Dec"
    assert day_words(day, year=True) == "Sat 13 Dec 2025"


@pytest.mark.parametrize(
    ("reason", "inside"),
    [
        ("Snow, closed from 5 pm", "snow, closed from 5 pm"),
        ("Staff day off.", "staff day off"),
        ("Christmas", "Christmas"),
        ("Christmas’s morning after", "Christmas’s morning after"),
        ("New Year", "New Year"),
        ("DVD fair", "DVD fair"),
        ("  ", ""),
        ("雪", "雪"),
    ],
)
def test_a_reason_inside_a_sentence(reason: str, inside: str) -> None:
    assert lower_first(reason) == inside


def test_numbers_and_lists() -> None:
    assert [number_words(n) for n in (1, 5, 10, 11)] == ["one", "five", "ten", "11"]
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
