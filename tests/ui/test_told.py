"""Lines about what was done: names with asterisks of their own stay whole."""

from __future__ import annotations

from ui import told

told.register({"test.told": "Added *{title}*, twice."})


def test_a_names_asterisks_are_its_own() -> None:
    line = told.words("test.told", {"title": "M*A*S*H", "year": 1970})
    assert told.parted(line) == ("Added M*A*S*H, twice.", "M*A*S*H")
    assert told.plain(line) == "Added M*A*S*H, twice."


def test_a_single_asterisk_marks_nothing() -> None:
    assert told.parted("2 * 3") == ("2 * 3", "")
