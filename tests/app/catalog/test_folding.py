"""Names folded, sorted and marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.folding import (
    asked_words,
    fold,
    marks,
    search_words,
    sort_key,
    sort_name,
)

_SCRIPTS = "aZé ßøŁÆœ'’&·-.!0129½²ⅣﬁİıΣ千と尋がｶﾞ한국हिन्दी บาท שָׁלוֹם بَاب ٢٠\u200f\u0301\0\ud800"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("WALL·E", "wall e"),
        ("wall-e", "wall e"),
        ("Amélie", "amelie"),
        ("L’Avventura", "l avventura"),
        ("The World's End", "the worlds end"),
        ("O'Brien", "o brien"),
        ("Harold & Maude", "harold and maude"),
        ("8½", "8 1 2"),
        ("8 1/2", "8 1 2"),
        ("Alien³", "alien 3"),
        ("Straße", "strasse"),
        ("Ø Łódź Æon", "o lodz aeon"),
        ("İstanbul", "istanbul"),
        ("千と千尋の神隠し", "千と千尋の神隠し"),
        ("ガンダム", "ガンダム"),
        ("ｶﾞﾝﾀﾞﾑ", "ガンダム"),
        ("हिन्दी", "हिन्दी"),
        ("한국", "한국"),
        ("بَابُ", "باب"),
        ("٢٠٠١", "2001"),
        ("a\0b\ud800c", "a b c"),
        ("\u200fשלום", "שלום"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=_SCRIPTS) | st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcxyzéøłß '·-"))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text.casefold())


@pytest.mark.parametrize(
    ("name", "language", "sorted_name"),
    [
        ("The Master", "", "Master, The"),
        ("Le Brio", "", "Brio, Le"),
        ("L'Avventura", "Italian", "Avventura, L'"),
        ("L’Atalante", "", "Atalante, L’"),
        ("Das Boot", "", "Boot, Das"),
        ("El Norte", "", "Norte, El"),
        ("A Separation", "Persian", "Separation, A"),
        ("Die Welle", "German", "Welle, Die"),
        ("I vitelloni", "it", "vitelloni, I"),
        ("En man som heter Ove", "Swedish", "man som heter Ove, En"),
        ("De aanslag", "Dutch", "aanslag, De"),
        # and what is no article
        ("A.I. Artificial Intelligence", "", "A.I. Artificial Intelligence"),
        ("Die Hard", "", "Die Hard"),
        ("Die Hard", "English", "Die Hard"),
        ("La La Land", "", "La La Land"),
        ("Los Angeles Plays Itself", "", "Los Angeles Plays Itself"),
        ("I Am Love", "Italian", "I Am Love"),
        ("Il y a longtemps que je t'aime", "French", "Il y a longtemps que je t'aime"),
        ("L.A. Confidential", "", "L.A. Confidential"),
        ("En man som heter Ove", "", "En man som heter Ove"),
        ("The", "", "The"),
        ("A", "", "A"),
        ("M", "", "M"),
        ("", "", ""),
    ],
)
def test_articles_move_behind_the_name(name: str, language: str, sorted_name: str) -> None:
    assert sort_name(name, language) == sorted_name


def test_shelf_order() -> None:
    names = ["The Master", "Zodiac", "2001: A Space Odyssey", "Master and Commander", "300", "8½"]
    names += ["Master", "Amélie", "Ame no michi", "The 39 Steps", "Se7en", "Élite"]
    assert sorted(names, key=lambda name: sort_key(sort_name(name))) == [
        "8½",
        "The 39 Steps",
        "300",
        "2001: A Space Odyssey",
        "Ame no michi",
        "Amélie",
        "Élite",
        "The Master",
        "Master",
        "Master and Commander",
        "Se7en",
        "Zodiac",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("WALL·E", "walle"),
        ("WALL·E", "wall e"),
        ("WALL·E", "wall-e"),
        ("The World's End", "worlds"),
        ("The World's End", "world"),
        ("O'Brien", "obrien"),
        ("O'Brien", "brien"),
        ("L'Avventura", "avventura"),
        ("A.I. Artificial Intelligence", "ai art"),
        ("千と千尋の神隠し", "千尋"),
        ("千と千尋の神隠し", "神"),
        ("Harold & Maude", "harold and"),
    ],
)
def test_what_finds_a_name(name: str, text: str) -> None:
    words = search_words(name)
    assert all(any(word.startswith(asked) for word in words) for asked in asked_words(text))


@given(st.text(alphabet=_SCRIPTS) | st.text())
def test_every_name_is_found_by_itself(name: str) -> None:
    words = search_words(name)
    assert all(any(word.startswith(asked) for word in words) for asked in asked_words(name))


@pytest.mark.parametrize(
    ("shown", "text", "marked"),
    [
        ("Le fabuleux destin d’Amélie Poulain", "amelie fab", ["fab", "Amélie"]),
        ("Jean-Pierre Jeunet", "jeun", ["Jeun"]),
        ("WALL·E", "walle", ["WALL·E"]),
        ("WALL·E", "wall-e", ["WALL", "E"]),
        ("The World's End", "worlds", ["World's"]),
        ("千と千尋の神隠し", "千尋", ["千尋"]),
        ("Straße", "strass", ["Straß"]),
        ("Her", "x", []),
        ("Her", "", []),
        ("", "her", []),
    ],
)
def test_marks(shown: str, text: str, marked: list[str]) -> None:
    assert [shown[start:end] for start, end in marks(shown, text)] == marked


@given(st.text(alphabet=_SCRIPTS), st.text(alphabet=_SCRIPTS, max_size=6))
def test_marks_lie_inside_and_apart(shown: str, text: str) -> None:
    last = 0
    for start, end in marks(shown, text):
        assert last <= start < end <= len(shown)
        last = end
