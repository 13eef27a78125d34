"""Every title of the sample catalogue on the new release, and days and hours in words."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from reports.signs import theme_header
from reports.signs.designs import Design
from reports.signs.new_release import set_title
from reports.signs.window_words import WindowWords, day_groups, hour_parts
from reports.signs.wording import title_pieces, typographic
from reports.type import clean

WORDS = WindowWords()
WIDTH, ROOM = 982.0, 260.0
A, B, TWICE = ((660, 1320),), ((690, 1500),), ((600, 780), (960, 1230))


@pytest.fixture(scope="module")
def titles(shared_data: Path) -> list[str]:
    with (shared_data / "titles" / "films.csv").open(encoding="utf-8", newline="") as file:
        found = sorted({typographic(clean(row["title"])) for row in csv.DictReader(file)}, key=len)
    # The shortest and the longest, and every twentieth between.
    return [*found[:300], *found[300:-300:20], *found[-300:]]


@pytest.mark.parametrize("design", Design)
def test_titles_fit_whole(titles: list[str], design: Design) -> None:
    assert len(titles) > 1_500
    for title in titles:
        found = set_title(title, design, WIDTH, ROOM)
        if len(title) > 300:  # one row of the file holds a page's style sheet
            continue
        assert not found.shortened, title
        assert max(found.width(line) for line in found.lines) <= WIDTH + 0.01, title
        assert found.height <= ROOM + 0.01, title
        assert found.cap >= 24, title


@pytest.mark.parametrize(
    ("title", "lines", "cap"),
    [
        ("Elysium", 1, 259.3),
        ("Her", 1, 260.0),
        ("M", 1, 260.0),
        ("The World’s End", 2, 118.2),
        ("Eternal Sunshine of the Spotless Mind", 2, 90.9),
        ("The Discreet Charm of the Bourgeoisie", 2, 97.4),
    ],
)
def test_lines_of_a_long_title(title: str, lines: int, cap: float) -> None:
    found = set_title(title, Design.MARQUEE, WIDTH, ROOM)
    assert len(found.lines) == lines
    assert found.cap == pytest.approx(cap, abs=0.5)


def test_one_line_goes_down_to_170_then_two_up_to_120_then_three_up_to_78(
    titles: list[str],
) -> None:
    for title in titles:
        found = set_title(title, Design.MARQUEE, WIDTH, ROOM)
        # "The Wonder" is one piece: an article stays with its noun.
        if len(found.lines) == 1 and len(title_pieces(title)[0]) > 1 and title.isascii():
            assert found.cap >= 169.9, title
        if len(found.lines) == 2:
            assert found.cap <= 120.01
        if len(found.lines) == 3:
            assert found.cap <= 78.01


def test_every_title_fits_its_plate(titles: list[str]) -> None:
    width = (846 - 80) / 9
    small = [
        title
        for title in titles
        if len(title) <= 60 and theme_header.titles_fit(title, width, 62.0).shortened
    ]
    assert small == []


@pytest.mark.parametrize(
    ("days", "year", "said"),
    [
        ([(2025, 12, 25)], 2025, "Thursday 25 December"),
        ([(2025, 12, 25), (2025, 12, 26)], 2025, "Thursday 25 and Friday 26 December"),
        (
            [(2025, 12, 24), (2025, 12, 25), (2025, 12, 26)],
            2025,
            "Wednesday 24 to Friday 26 December",
        ),
        (
            [(2025, 12, 31), (2026, 1, 1)],
            2025,
            "Wednesday 31 December 2025 and Thursday 1 January 2026",
        ),
        ([(2025, 11, 30), (2025, 12, 1)], 2025, "Sunday 30 November and Monday 1 December"),
        ([(2026, 1, 1)], 2025, "Thursday 1 January 2026"),
        ([(2026, 1, 1)], None, "Thursday 1 January"),
        (
            [(2025, 12, 24), (2025, 12, 25), (2025, 12, 27)],
            2025,
            "Wednesday 24, Thursday 25 and Saturday 27 December",
        ),
    ],
)
def test_days_in_words(days: list[tuple[int, int, int]], year: int | None, said: str) -> None:
    assert WORDS.days([date(*day) for day in days], year) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2025, 12, 13), date(2025, 12, 20), "Sat 13 to Sat 20 December"),
        (date(2025, 11, 29), date(2025, 12, 6), "Sat 29 November to Sat 6 December"),
        (date(2025, 12, 27), date(2026, 1, 3), "Sat 27 December 2025 to Sat 3 January 2026"),
        (date(2026, 1, 3), date(2026, 1, 10), "Sat 3 to Sat 10 January 2026"),
        (date(2025, 12, 13), date(2025, 12, 13), "Sat 13 December"),
    ],
)
def test_from_day_to_day(first: date, last: date, said: str) -> None:
    assert WORDS.between(first, last, 2025) == said


@pytest.mark.parametrize(
    ("minute", "twelve", "full", "said"),
    [
        (660, ("11", "", "am"), ("11", "", ""), "11\u00a0am"),
        (690, ("11", "30", "am"), ("11", "30", ""), "11:30\u00a0am"),
        (720, ("12", "", "pm"), ("12", "", ""), "12\u00a0pm"),
        (1320, ("10", "", "pm"), ("22", "", ""), "10\u00a0pm"),
        (0, ("12", "", "am"), ("0", "", ""), "12\u00a0am"),
        (1440, ("12", "", "am"), ("24", "", ""), "12\u00a0am"),
        (1500, ("1", "", "am"), ("1", "", ""), "1\u00a0am"),
        (1505, ("1", "05", "am"), ("1", "05", ""), "1:05\u00a0am"),
    ],
)
def test_hours(
    minute: int, twelve: tuple[str, str, str], full: tuple[str, str, str], said: str
) -> None:
    part = hour_parts(minute, False, WORDS)
    assert (part.hour, part.minutes, part.half) == twelve
    part = hour_parts(minute, True, WORDS)
    assert (part.hour, part.minutes, part.half) == full
    assert WORDS.clock(minute, False) == said


@pytest.mark.parametrize(
    ("week", "names"),
    [
        ((A,) * 7, ["Every day"]),
        ((A,) * 6 + ((),), ["Monday to Saturday", "Sunday"]),
        ((A,) * 5 + (B, B), ["Monday to Friday", "Saturday and Sunday"]),
        (((),) + (A,) * 4 + (B, TWICE), ["Monday", "Tuesday to Friday", "Saturday", "Sunday"]),
        (
            (A, B, A, B, A, B, ()),
            [*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")],
        ),
    ],
)
def test_days_with_the_same_hours(
    week: tuple[tuple[tuple[int, int], ...], ...], names: list[str]
) -> None:
    assert [group.name(WORDS) for group in day_groups(week)] == names


@pytest.mark.parametrize(
    ("days", "back", "said"),
    [
        ([date(2025, 12, 25)], date(2025, 12, 26), "Back on Friday at 11\u00a0am."),
        ([date(2025, 12, 25)], date(2026, 1, 2), "Back on Friday 2 January at 11\u00a0am."),
        (
            [date(2025, 12, day) for day in range(20, 28)],
            date(2025, 12, 28),
            "Back on Sunday 28 December at 11\u00a0am.",
        ),
    ],
)
def test_when_it_opens_again(days: list[date], back: date, said: str) -> None:
    assert WORDS.back_line(days, back, 660, False) == said
