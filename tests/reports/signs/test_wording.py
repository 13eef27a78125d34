"""Lines that break by sense."""

from __future__ import annotations

import pytest

from reports.fonts import ITALIC
from reports.signs.wording import quote, title_pieces, typographic

HER = (
    "\u201cStarts as a joke about a man and his phone. Ends as the truest thing we saw all year"
    " about being alone in a full city.\u201d"
)
LONG = " ".join(["Three hours go by like an afternoon with a friend."] * 9)


def _shown(text: str) -> list[str]:
    return [line.text for line in quote(text, ITALIC, width=430, depth=56, largest=18).lines]


def test_the_mock_ups_quotation_breaks_where_one_breathes() -> None:
    assert _shown(HER) == [
        "\u201cStarts as a joke about a man and his phone.",
        "Ends as the truest thing we saw all year",
        "about being alone in a full city.\u201d",
    ]


def test_the_last_line_has_three_words() -> None:
    for count in range(6, 40):
        lines = _shown(" ".join(["word"] * count))
        assert len(lines) == 1 or len(lines[-1].split()) >= 3, count


def test_a_quotation_keeps_to_its_room() -> None:
    found = quote(LONG, ITALIC, width=430, depth=70, largest=24, usual=18)
    assert found.shortened
    assert found.depth <= 70
    assert len(found.lines) <= 4
    assert all(line.length(found.size) <= 430 for line in found.lines)
    assert found.lines[-1].text.endswith("friend\u2026")  # cut at a sentence, not inside one


def test_one_endless_word_is_cut_and_told() -> None:
    found = quote("x" * 900, ITALIC, width=430, depth=56, largest=18)
    assert found.shortened
    assert all(line.length(found.size) <= 430 for line in found.lines)


def test_a_short_quotation_stands_on_one_line() -> None:
    assert _shown("See it.") == ["See it."]


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("To Kill a Mockingbird", ["To", "Kill", "a Mockingbird"]),
        ("The Return of the King", ["The Return", "of", "the King"]),
        ("千と千尋", ["千", "と", "千", "尋"]),
        ("Slaughterhouse-Five", ["Slaughterhouse-", "Five"]),
        ("Spider-Man", ["Spider-Man"]),
        ("The", ["The"]),
    ],
)
def test_articles_stay_with_their_noun(title: str, pieces: list[str]) -> None:
    assert title_pieces(title)[0] == pieces


def test_apostrophes_as_a_sign_writer_sets_them() -> None:
    assert typographic("The World's End, 'Ohio' '71") == "The World’s End, ‘Ohio’ ’71"
