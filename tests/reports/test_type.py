"""Text on paper: cleaned, split by face, shaped, in the right order."""

from __future__ import annotations

import unicodedata

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.fonts import BOLD, ITALIC, REGULAR, TITLE, face
from reports.type import clean, missing_glyphs, reads_right_to_left, set_line


def test_control_signs_and_spaces_become_single_spaces() -> None:
    assert clean(" a\x00\x07b\t\n c\u2028d\u00a0 e ") == "a b c d e"
    assert clean("soft\u00adhyphen \u202etrick") == "softhyphen trick"


def test_letters_are_composed_and_marks_limited() -> None:
    assert clean("e\u0301") == "é"
    assert clean("x" + "\u0351" * 40) == "x" + "\u0351" * 3


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_cleaning_is_final_and_loses_no_letter(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    letters = [c for c in unicodedata.normalize("NFC", text) if c.isalnum()]
    assert [c for c in once if c.isalnum()] == [c for c in clean("".join(letters)) if c.isalnum()]


@pytest.mark.parametrize(
    "text",
    ["Her", "باب الحديد", "זה הסוף", "千と千尋の神隠し", "기생충", "霸王别姬", "Летят журавли",
     "Η ζωή", "მონანიება", "दिलवाले", "ลุงบุญมี", "Ցայգլույս", "Żółć", "Movie <unrated>"],
)  # fmt: skip
def test_scripts_the_shop_promises_are_all_there(text: str) -> None:
    for style in (REGULAR, BOLD, ITALIC, TITLE):
        assert missing_glyphs(text, style) == set()
        assert set_line(clean(text), style).width > 0


def test_what_no_face_has_is_told() -> None:
    assert missing_glyphs("Movie 🎬 \U00012000") == {"🎬", "\U00012000"}


@given(st.text(st.sampled_from("AVToWaye .,'ÉŁŻαЖ“”"), min_size=1, max_size=30))
@settings(max_examples=80, deadline=None)
def test_fast_widths_are_harfbuzz_widths(text: str) -> None:
    inter = face("Inter-Medium")
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if buffer.direction != "ltr":
        return
    hb.shape(inter.hb_font, buffer, {"liga": False, "calt": False})
    shaped = sum(position.x_advance for position in buffer.glyph_positions) * inter.scale
    # Pairs across scripts are not kerned when whole runs are; the difference stays below a point
    # in a thousand per pair.
    assert inter.width(text) == pytest.approx(shaped, abs=2.0 * len(text) + 60)


def test_kerning_is_real() -> None:
    inter = face("Inter-Medium")
    assert inter.width("AV") < inter.advances["A"] + inter.advances["V"] - 10


def test_arabic_letters_join() -> None:
    (run,) = set_line("باب", TITLE).runs
    assert run.glyphs is not None
    kufi = face("NotoKufiArabic-Bold")
    assert run.face is kufi
    isolated = {kufi.codes[letter] for letter in "باب"}
    assert not {glyph.number for glyph in run.glyphs} <= isolated


def test_devanagari_is_reordered() -> None:
    # The vowel sign i is written after its consonant and drawn before it.
    (run,) = set_line("कि", BOLD).runs
    assert run.glyphs is not None
    consonant = run.face.codes["क"]
    assert [glyph.number for glyph in run.glyphs].index(consonant) > 0


def test_directions_mix_as_readers_expect() -> None:
    line = set_line("זה הסוף 2013 Her", BOLD)
    shown = [run.text.strip() for run in line.runs]
    assert shown[0].endswith("Her") or shown[0] == "Her"
    assert shown[-1].startswith("זה")
    assert reads_right_to_left("(זה) Her")
    assert not reads_right_to_left("Her (זה)")


def test_each_stretch_from_the_right_turns_by_itself() -> None:
    line = set_line("זה 12 הסוף Her גד 34 הו z", BOLD, False)
    shown = " ".join(run.text.strip() for run in line.runs).split()
    assert shown == ["הסוף", "12", "זה", "Her", "הו", "34", "גד", "z"]


def test_copied_text_of_shaped_lines_is_spelled_out() -> None:
    assert "ActualText<FEFF0628" in set_line("باب", TITLE).operators(0, 0, 10)
    assert "ActualText" not in set_line("Her", TITLE).operators(0, 0, 10)


def test_one_face_carries_a_whole_title_when_it_can() -> None:
    assert [run.face.name for run in set_line("Her 花", TITLE).runs] == ["NotoSansJP-Bold"]
    assert [run.face.name for run in set_line("Žižek Ж", TITLE).runs] == ["Inter-Bold"]


def test_signs_of_pdf_strings_do_no_harm() -> None:
    # Glyph numbers whose bytes are brackets or a backslash must be escaped in the page.
    signs = face("Inter-Medium").signs
    for character in sorted(face("Inter-Medium").simple):
        text = signs[character]
        bare = text.replace("\\050", "").replace("\\051", "").replace("\\134", "")
        bare = bare.replace("\\015", "").replace("\\012", "")
        assert not set(bare) & set("()\\\r\n"), character
