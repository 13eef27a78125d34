"""What the night-drop says, and what it draws to scale."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics

from app.nightdrop.rules import Mark, MarkKind
from tests.app.till import at
from ui.nightdrop import sentences
from ui.nightdrop.banner import closed_shares
from ui.nightdrop.bursts import plausible
from ui.nightdrop.feed import amount_kept
from ui.nightdrop.missing import local_code
from ui.nightdrop.words import day, mark_word, moment, parse_clock, window_words
from ui.theme import Theme, font
from ui.widgets import Paragraph


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("22:00", 1320),
        ("10 pm", 1320),
        ("10pm", 1320),
        ("10:30 PM", 1350),
        ("12 am", 0),
        ("12 pm", 720),
        ("noon", 720),
        ("midnight", 0),
        ("9", 540),
        ("24:00", None),
        ("13 pm", None),
        ("10:75", None),
        ("", None),
        ("ten", None),
    ],
)
def test_a_time_of_day_as_people_write_it(text: str, minutes: int | None) -> None:
    assert parse_clock(text) == minutes


def test_a_window_in_words(shop: Path) -> None:
    now = at("2025-12-15 11:05")
    assert window_words(at("2025-12-13 22:00"), now) == "Since Sat 10 pm close"
    assert window_words(at("2025-12-13 11:05"), now) == "Since Sat 11:05"
    assert window_words(at("2025-11-29 22:00"), now) == "Since Sat 29 Nov 10 pm close"
    assert moment(at("2025-12-15 11:01"), now) == "Mon 11:01"
    assert (day(at("2025-12-10 22:00"), now), day(at("2025-12-03 22:00"), now)) == ("Wed", "3 Dec")


def test_the_strip_is_to_scale(shop: Path) -> None:
    since, emptied = at("2025-12-13 22:00"), at("2025-12-15 11:00")
    ((start, end),) = closed_shares(since, emptied)
    assert start == pytest.approx(2 / 37)
    assert end == pytest.approx(26 / 37)
    assert closed_shares(at("2025-12-12 22:00"), at("2025-12-13 11:00")) == []
    assert closed_shares(emptied, emptied) == []


def test_the_amount_of_a_sentence_is_never_cut(app_theme: Theme) -> None:
    words = "Due Fri 10 pm. Box emptied Mon 11:01, counted as Sat close. Fee 1.00."
    face = font(12)
    whole = QFontMetrics(face).horizontalAdvance(words)
    assert amount_kept(words, face, whole) == words
    cut = amount_kept(words, face, whole * 0.7)
    assert cut.endswith("… Fee 1.00.")
    assert QFontMetrics(face).horizontalAdvance(cut) <= whole * 0.7


def test_a_long_title_gets_two_lines(app_theme: Theme) -> None:
    title = "Night of the Day of the Dawn of the Son of the Bride of the Return " * 4
    made = Paragraph(title, font(20, 600), 296, 25, 2)
    assert len(made.lines) == 2
    assert made.lines[1].endswith("…")
    assert Paragraph("Her", font(20), 296, 25, 2).lines == ["Her"]
    assert Paragraph("", font(20), 296, 25).height == 0


def test_the_area_code_that_all_share_is_left_out() -> None:
    assert local_code(["(206) 555-0141", "(206) 555-0170", "555"]) == "(206) "
    assert local_code(["(206) 555-0141", "(503) 555-0170"]) == ""
    assert local_code([]) == ""


def test_a_number_of_cases_has_three_digits_at_most() -> None:
    assert plausible("27")
    assert plausible("")
    assert not plausible("5021866804309")
    assert not plausible("A12")
    assert not plausible("١٢")


def test_marks_and_notes() -> None:
    assert mark_word(Mark(MarkKind.MISSING, 2)) == "Disc 2 missing"
    assert mark_word(Mark(MarkKind.EMPTY)) == "Empty case"
    assert sentences.found_note("Her", "On time", None) == "Her, on time"


def test_words_are_found_before_the_screen_that_owns_them_was_shown() -> None:
    asked = (
        "from ui import messages, told;"
        "assert 'Start emptying' in messages.words('session.none_open');"
        "assert told.known('drop.scan');"
        "assert told.words('nothing.of.ours', {}) == 'Done.'"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, cwd=Path(__file__).parents[3])
