"""Every title of the sample catalogue in its room on every sign."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reports.fonts import Style
from reports.signs import board_measures as at
from reports.signs.designs import NEON_HAND, POSTER, SLAB_CAPITALS, Design
from reports.signs.titles import SMALLEST_CAP, TitleRoom, fit
from reports.signs.wording import typographic
from reports.type import clean

ROOMS = {
    "marquee": (POSTER, at.ROOMS[Design.MARQUEE]),
    "neon": (NEON_HAND, at.ROOMS[Design.NEON]),
    "chalk": (SLAB_CAPITALS, at.ROOMS[Design.CHALK]),
    "long in chalk": (POSTER, at.CHALK_NARROW),
    "plain": (POSTER, at.ROOMS[Design.PLAIN]),
}
_ARTICLES = {"THE", "A", "AN"}


@pytest.fixture(scope="module")
def titles(shared_data: Path) -> list[str]:
    with (shared_data / "titles" / "films.csv").open(encoding="utf-8", newline="") as file:
        return [typographic(clean(row["title"])) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("style", "room"), ROOMS.values(), ids=ROOMS.keys())
def test_every_title_fits_whole(titles: list[str], style: Style, room: TitleRoom) -> None:
    assert len(titles) > 36_000
    small = []
    for title in titles:
        found = fit.__wrapped__(title, style, room)
        assert not found.shortened, title
        assert max(found.width(line) for line in found.lines) <= room.width + 0.01, title
        assert found.height <= room.height + 0.01, title
        assert found.cap <= room.caps[min(len(found.lines), len(room.caps)) - 1] + 0.01
        for line in found.lines[:-1]:
            assert line.text.upper().rpartition(" ")[2] not in _ARTICLES, title
        if found.cap < (13 if style is SLAB_CAPITALS else 23):
            small.append(title)
    # One row of the file holds a page's style sheet instead of a title.
    assert len(small) == 1, small
    assert len(small[0]) > 300


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Her", ["HER"]),
        ("The World’s End", ["THE WORLD’S", "END"]),
        ("To Kill a Mockingbird", ["TO KILL", "A MOCKINGBIRD"]),
        ("2001: A Space Odyssey", ["2001:", "A SPACE", "ODYSSEY"]),
    ],
)
def test_the_marquees_rails(title: str, lines: list[str]) -> None:
    found = fit(title, POSTER, at.ROOMS[Design.MARQUEE])
    assert [line.text for line in found.lines] == lines


def test_heights_of_the_mock_up() -> None:
    assert fit("Her", POSTER, at.ROOMS[Design.MARQUEE]).cap == pytest.approx(224, abs=0.05)
    assert fit("Her", POSTER, at.ROOMS[Design.PLAIN]).cap == pytest.approx(318.8, abs=0.3)
    assert fit("Her", SLAB_CAPITALS, at.ROOMS[Design.CHALK]).cap == pytest.approx(150, abs=1)


@pytest.mark.parametrize(
    ("design", "style", "high"),
    [
        (Design.MARQUEE, POSTER, 224.0),
        (Design.PLAIN, POSTER, 312.0),
        (Design.NEON, NEON_HAND, 186.0),
    ],
)
@pytest.mark.parametrize("title", ["M", "It", "10"])
def test_one_or_two_letters_are_limited(
    design: Design, style: Style, high: float, title: str
) -> None:
    found = fit(title, style, at.ROOMS[design])
    assert len(found.lines) == 1
    assert found.cap <= high + 0.01


def test_an_endless_word_is_broken_then_cut() -> None:
    room = at.ROOMS[Design.PLAIN]
    whole = fit("x" * 300, POSTER, room)
    assert not whole.shortened
    assert "".join(line.text for line in whole.lines) == "X" * 300
    cut = fit("x" * 9000, POSTER, room)
    assert cut.shortened
    assert cut.lines[-1].text.endswith("…")
    assert cut.cap == pytest.approx(SMALLEST_CAP, abs=0.1)
    assert cut.height <= room.height + 1


def test_lines_of_a_hanging_script_stand_evenly() -> None:
    found = fit("दिलवाले दुल्हनिया ले जायेंगे", POSTER, at.ROOMS[Design.PLAIN])
    assert len(found.lines) > 1
    assert found.sunk > 0
