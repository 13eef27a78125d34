"""Magnet letters: they fit their room, sit a little crooked, and are the same each time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.board import letters
from ui.board.letters import DARK, INK, STEEL, Lettering, Measures, crookedness, set_title
from ui.board.steel import BRIGHT, DIMMED, SteelColors
from ui.theme import Theme, contrast, load_fallback_fonts

pytestmark = pytest.mark.usefixtures("app_theme")

ROOM = 487.0
_SCRIPTS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ ÉÑØŁß'’-:,!?&0123456789 БЖЯ ΩΣ あ日本 한국 שלום سلام हिन्दी ไทย"
)
TITLES = st.text(alphabet=_SCRIPTS, max_size=70)


@pytest.fixture(scope="module", autouse=True)
def _faces() -> None:
    load_fallback_fonts()


def spelt(lettering: Lettering) -> str:
    return "".join(letter.text for letter in lettering.letters)


def bounds(lettering: Lettering) -> QRectF:
    covered = QRectF()
    for letter in lettering.letters:
        covered = covered.united(letter.path.boundingRect())
    return covered


@given(title=TITLES, width=st.floats(160, 1100), measures=st.sampled_from((STEEL, DARK)))
@settings(max_examples=120, deadline=None)
def test_nothing_is_wider_than_its_room(title: str, width: float, measures: Measures) -> None:
    scale = 1.0 if measures is STEEL else 0.5
    set_up = set_title(title, width, scale, "7", measures)
    assert set_up.width <= width
    assert all(letter.right <= width + 0.01 for letter in set_up.letters)
    assert len(set_up.base) <= 2
    crooked = set_up.size * 0.1 + 2  # a letter leans over its own edge by less than this
    covered = bounds(set_up)
    assert covered.right() <= width + crooked
    assert covered.left() >= -crooked


@given(title=TITLES, width=st.floats(160, 1100))
@settings(max_examples=80, deadline=None)
def test_every_letter_is_there_or_an_ellipsis_says_so(title: str, width: float) -> None:
    set_up = set_title(title, width, 1.0, "7")
    wanted = "".join(title.upper().replace("'", "’").split())
    if set_up.cut:
        assert letters.ELLIPSIS in spelt(set_up)
    else:
        assert sorted(spelt(set_up)) == sorted(wanted)


@given(st.text(max_size=8), st.integers(0, 60), st.characters())
def test_how_crooked_a_letter_sits(seed: str, place: int, letter: str) -> None:
    turn, right, down = crookedness(seed, place, letter)
    assert abs(turn) <= 2.6
    assert abs(right) <= 1.6
    assert abs(down) <= 1.6
    assert crookedness(seed, place, letter) == (turn, right, down)


def test_letters_lean_each_in_its_own_way() -> None:
    turns = {crookedness("1", place, "E")[0] for place in range(12)}
    assert len(turns) > 8
    assert crookedness("1", 0, "H") != crookedness("2", 0, "H")


def picture(title: str) -> QImage:
    set_title.cache_clear()
    made = QImage(520, 110, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.translate(8, 20)
    letters.paint_letters(painter, set_title(title, ROOM, 1.0, "3").letters, INK, 1.0)
    painter.end()
    return made


def test_the_same_picture_twice() -> None:
    assert picture("Enough Said") == picture("Enough Said")
    assert picture("Enough Said") != picture("Enough Sand")


@pytest.mark.parametrize(
    ("title", "size", "lines", "cut"),
    [
        ("Her", 72, 1, False),
        ("The World's End", 72, 1, False),
        ("Lost in Translation", 60, 1, False),
        ("Before Midnight Sun", 50, 1, False),
        ("Eternal Sunshine of the Spotless Mind", 38, 2, False),
        ("Supercalifragilisticexpia", 38, 1, False),
        ("Those Magnificent Men in Their Flying Machines or How I Flew from London", 38, 2, True),
    ],
)
def test_sizes_from_the_largest(title: str, size: int, lines: int, cut: bool) -> None:
    set_up = set_title(title, ROOM, 1.0, "1")
    assert (round(set_up.size), len(set_up.base), set_up.cut) == (size, lines, cut)


def test_a_title_has_the_proper_apostrophe_and_capitals() -> None:
    assert spelt(set_title("The World's end", ROOM, 1.0, "1")) == "THEWORLD’SEND"
    assert set_title("", ROOM, 1.0, "1").letters == ()


@pytest.mark.parametrize("word", ["سلام", "हिन्दी", "ภาพยนตร์", "שלום"])
def test_where_letters_join_a_word_is_one_magnet(word: str) -> None:
    set_up = set_title(f"{word} {word}", ROOM, 1.0, "1")
    assert [letter.text for letter in set_up.letters] == [word, word]
    assert all(not letter.path.isEmpty() for letter in set_up.letters)


def test_a_mark_stays_with_its_letter() -> None:
    assert [one.text for one in set_title("E\u0301T", ROOM, 1.0, "1").letters] == ["E\u0301", "T"]


@pytest.mark.parametrize("title", ["שלום עולם", "سلام دنیا"])
def test_what_is_read_from_the_right_begins_there(title: str) -> None:
    first, second = title.split()
    where = {letter.text: letter.left for letter in set_title(title, ROOM, 1.0, "1").letters}
    assert where[first] > where[second]


@pytest.mark.parametrize(
    "title", ["Жаворонки", "Ταξίδι", "東京物語", "기생충", "საქართველო", "Հայր"]
)
def test_scripts_that_bebas_lacks_are_drawn(title: str) -> None:
    set_up = set_title(title, ROOM, 1.0, "1")
    assert len({letter.path.boundingRect().width() for letter in set_up.letters}) > 1  # no boxes
    assert all(not letter.path.isEmpty() for letter in set_up.letters)


@pytest.mark.parametrize("steel", [BRIGHT, DIMMED], ids=["day", "night"])
def test_letters_and_words_can_be_read_on_the_steel(steel: SteelColors) -> None:
    for ground in steel.steel:
        assert contrast(INK.face, ground) >= 4.5
        assert contrast(steel.words, ground) >= 4.5
        assert contrast(steel.focus, ground) >= 3
    for ground in steel.ledge[1:]:  # the first stop is the edge above
        assert contrast(steel.words, ground) >= 4.5


def test_a_missing_letter_is_drawn_as_a_dashed_outline(app_theme: Theme) -> None:
    made = QImage(80, 90, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.translate(8, 10)
    [letter] = set_title("E", ROOM, 1.0, "3").letters
    letters.paint_outlines(painter, [letter], QColor("#5B606A"), dashed=True)
    painter.end()
    inside = letter.path.boundingRect().center().toPoint()
    dark = sum(made.pixelColor(x, y).lightness() < 200 for x in range(80) for y in range(90))
    assert 40 < dark < 600  # a line around, nothing within
    assert made.pixelColor(14, inside.y() + 10).lightness() > 200
