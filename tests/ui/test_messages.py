"""Sentences repeat what somebody scanned or typed so that it can be read, whatever it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shop.errors import NotFound
from ui import messages


@pytest.mark.parametrize(
    ("scanned", "said"),
    [
        ("10027741", "10027741"),
        ("1002 7741", "1002 7741"),
        ("\x02100\x1d27741\x03\r\n", "·100·27741·"),
        ("100\t\t\r27741", "100·27741"),
        ("\u202e14772001\u202c", "·14772001·"),
        ("100\u200b27741", "100·27741"),
        ("١٢٣٤", "١٢٣٤"),
        ("*10027741*", "∗10027741∗"),
        ("\x00", "·"),
        ("", ""),
        ("7" * 60, "7" * 60),
        ("7" * 10_000, "7" * 59 + "…"),
        ("\x07" * 10_000, "·…"),
    ],
)
def test_a_code_is_shown_with_stand_ins(scanned: str, said: str) -> None:
    assert messages.shown(scanned) == said


@given(st.text(max_size=200))
def test_whatever_it_is_it_is_one_short_line(text: str) -> None:
    said = messages.shown(text, 40)
    assert len(said) <= 40
    assert all(char.isprintable() for char in said)


@pytest.mark.parametrize("fact", ["barcode", "card", "code", "given", "number"])
def test_every_sentence_shows_them_so(fact: str) -> None:
    messages.register({f"test.{fact}": f"No {{{fact}}} here."})
    error = NotFound(f"test.{fact}", **{fact: "\x021\x03"})
    assert messages.sentence(error) == "No ·1· here."


def test_titles_are_left_as_they_are() -> None:
    messages.register({"test.title": "{title} is out."})
    assert messages.words("test.title", {"title": "M*A*S*H"}) == "M*A*S*H is out."
