"""Titles and quotations fit by measure; what cannot fit says so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.card_measures import SHELF
from reports.fitting import Fitted, fit_line, fit_quote, fit_title, pieces
from reports.fonts import BOLD, ITALIC, SEMIBOLD, TITLE
from reports.type import clean, set_line

WIDTH, TITLE_BOX, QUOTE_BOX = SHELF.room, SHELF.title_box, SHELF.quote_box
LONG = (
    "Those Magnificent Men in Their Flying Machines, or How I Flew from London to Paris "
    "in 25 Hours 11 Minutes"
)


def _fits(fitted: Fitted) -> bool:
    widest = max(line.length(fitted.size) for line in fitted.lines)
    height = fitted.rise + (len(fitted.lines) - 1) * fitted.leading + fitted.fall
    return widest <= WIDTH + 0.01 and height <= TITLE_BOX.height + 0.01 and fitted.size >= 6.0


@pytest.mark.parametrize(
    ("title", "lines", "size"),
    [("Her", 1, 38.5), ("M", 1, 38.5), ("Computer Chess", 1, 38.5), (LONG, 3, 13.2)],
)
def test_the_pictures_titles(title: str, lines: int, size: float) -> None:
    fitted = fit_title(title, TITLE, TITLE_BOX)
    assert (len(fitted.lines), fitted.size) == (lines, size)
    assert not fitted.shortened


def test_another_line_must_pay_with_eight_percent() -> None:
    for words in range(1, 40):
        text = " ".join(["abc"] * words)
        fitted = fit_title(text, TITLE, TITLE_BOX)
        one = min(38.5, WIDTH / set_line(text, TITLE).width * 1000)
        if len(fitted.lines) == 1:
            assert one * 1.08 >= 21.5 or words == 1
        else:
            assert fitted.size > one * 1.08


def test_lines_are_broken_to_the_smallest_widest_line() -> None:
    fitted = fit_title("Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
                       TITLE, TITLE_BOX)  # fmt: skip
    assert [line.text for line in fitted.lines] == [
        "Dr. Strangelove or: How I Learned",
        "to Stop Worrying and Love the Bomb",
    ]


def test_japanese_is_smaller_and_breaks_between_characters() -> None:
    one = fit_title("千と千尋の神隠し", TITLE, TITLE_BOX)
    assert len(one.lines) == 1
    assert one.size == pytest.approx(0.82 * 34, abs=0.1)
    two = fit_title("となりのトトロ、そして天空の城ラピュタと風の谷のナウシカ", TITLE, TITLE_BOX)
    assert len(two.lines) == 2


def test_no_line_begins_with_a_small_kana_or_a_closing_mark() -> None:
    words, _ = pieces("ちょっと「待って」、さあ。")
    assert words == ["ちょっ", "と", "「待っ", "て」、", "さ", "あ。"]


def test_too_long_for_six_points_ends_in_an_ellipsis() -> None:
    fitted = fit_title("word " * 199 + "word", TITLE, TITLE_BOX)
    assert fitted.shortened
    assert fitted.lines[-1].text.endswith("…")
    assert _fits(fitted)


def test_five_hundred_characters_are_whole() -> None:
    fitted = fit_title("word " * 99 + "word", TITLE, TITLE_BOX)
    assert not fitted.shortened
    assert " ".join(line.text for line in fitted.lines) == "word " * 99 + "word"
    assert _fits(fitted)


def test_a_word_that_no_line_holds_breaks_inside() -> None:
    fitted = fit_title("x" * 200, TITLE, TITLE_BOX)
    assert not fitted.shortened
    assert "".join(line.text for line in fitted.lines) == "x" * 200
    assert _fits(fitted)


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_title_fits_its_box(text: str) -> None:
    text = clean(text)
    if text:
        fitted = fit_title(text, TITLE, TITLE_BOX)
        assert max(line.length(fitted.size) for line in fitted.lines) <= WIDTH + 0.01
        assert fitted.size >= 6.0
        shown = "".join(line.text for line in fitted.lines).replace(" ", "")
        assert fitted.shortened or shown == text.replace(" ", "")


def test_every_film_ever_listed_fits(shared_data: Path) -> None:
    count = shortened = 0
    with (shared_data / "titles" / "films.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fitted = fit_title(clean(row["title"]), TITLE, TITLE_BOX)
            assert _fits(fitted), row["title"]
            count += 1
            shortened += fitted.shortened
    assert count == 36273
    assert shortened == 0


def test_a_line_shrinks_before_it_is_cut() -> None:
    text = "A section with a rather long name"
    natural = set_line(text, BOLD).length(6.6)
    assert fit_line(text, BOLD, natural + 1, 6.6).size == 6.6
    smaller = fit_line(text, BOLD, natural * 0.95, 6.6)
    assert 6.0 <= smaller.size < 6.6
    assert not smaller.shortened
    cut = fit_line(text, BOLD, natural / 2, 6.6)
    assert cut.shortened
    assert cut.lines[0].length(cut.size) <= natural / 2


def test_short_quotations_are_large_and_balanced() -> None:
    author = set_line("Chaplain", SEMIBOLD)
    quote = fit_quote("“The title takes longer than the take-off. Both are worth it.”", ITALIC,
                      author, QUOTE_BOX)  # fmt: skip
    assert quote.text.size == 9.6
    assert [line.text for line in quote.text.lines] == [
        "“The title takes longer than the",
        "take-off. Both are worth it.”",
    ]
    assert quote.author_x > 0


@given(st.lists(st.sampled_from(["a", "film", "extraordinary", "of"]), min_size=1, max_size=120))
@settings(max_examples=80, deadline=None)
def test_any_quotation_fits_with_its_author(words: list[str]) -> None:
    author = set_line("Film teacher", SEMIBOLD)
    quote = fit_quote(f"“{' '.join(words)}”", ITALIC, author, QUOTE_BOX)
    for line in quote.text.lines:
        assert line.length(quote.text.size) <= WIDTH + 0.01
    assert quote.author_y <= QUOTE_BOX.depth + 0.01
    assert quote.author_x + author.length(quote.author_size) <= WIDTH + 0.01
    assert quote.text.shortened == quote.text.lines[-1].text.endswith("…")
