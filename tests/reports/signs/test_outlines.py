"""Large type as outlines: kerned, joined, fitted ink to ink."""

from __future__ import annotations

import pytest

from reports.fonts import TITLE
from reports.outlines import capitals, display
from reports.signs.designs import NEON_HAND


def test_letters_are_kerned() -> None:
    line = display("LY", TITLE)
    apart = sum(display(letter, TITLE).letters[0].advance for letter in "LY")
    assert line.advance < apart - 5


def test_a_line_is_fitted_ink_to_ink() -> None:
    line = display("Her", TITLE)
    size = line.size_for(532, 1000)
    assert line.width(size) == pytest.approx(532)
    path = [float(word) for word in line.path(40, 0, size).split() if word[-1].isdigit()]
    assert min(path[0::2]) == pytest.approx(40, abs=0.01)
    assert max(path[0::2]) == pytest.approx(572, abs=0.01)


def test_tracking_counts_between_letters_only() -> None:
    line = display("HER", TITLE)
    assert line.width(100, 50) == pytest.approx(line.width(100) + 2 * 5)


def test_a_comma_does_not_make_a_line_smaller() -> None:
    assert display("M,", TITLE).cap == display("M", TITLE).cap == 700
    assert display("É", TITLE).cap > 800  # but an accent must not hit the line above


@pytest.mark.parametrize(
    ("text", "pieces", "joined"),
    [
        ("باب الحديد", 2, True),
        ("दिलवाले दुल्हनिया", 2, True),
        ("זה הסוף", 6, False),
        ("千と千尋", 4, False),
        ("ลุงบุญมี", 5, False),
        ("Her", 3, False),
    ],
)
def test_what_hangs_together_is_one_piece(text: str, pieces: int, joined: bool) -> None:
    line = display(text, TITLE)
    assert len(line.letters) == pieces
    assert line.joined is joined


def test_arabic_stands_from_right_to_left() -> None:
    first, second = display("باب الحديد", TITLE).letters
    assert first.x < second.x
    assert len(first.text) > len(second.text)  # the second word stands at the left


def test_other_scripts_are_set_smaller() -> None:
    assert {letter.factor for letter in display("花", TITLE).letters} == {0.82}
    assert {letter.factor for letter in display("HER", TITLE).letters} == {1.0}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Her", "HER"),
        ("Amélie", "AMÉLIE"),
        ("Η αιώνια", "Η ΑΙΩΝΙΑ"),
        ("Летят", "ЛЕТЯТ"),
        ("მონანიება", "მონანიება"),
        ("Straße", "STRASSE"),
    ],
)
def test_capitals_as_signs_have_them(text: str, shown: str) -> None:
    assert capitals(text) == shown


def test_a_style_that_sets_as_written_keeps_small_letters() -> None:
    assert display("Her", NEON_HAND).text == "Her"


def test_the_words_are_there_unseen() -> None:
    words = display("Her", TITLE).words(10, 20, 100)
    assert words.startswith("3 Tr ")
    assert words.endswith(" 0 Tr")
    assert display("", TITLE).words(0, 0, 10) == ""
