"""Text that a spreadsheet would run is made harmless and comes back whole."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.importing.formulas import harmless, is_formula, plain
from app.importing.parsing import joined, separated


@given(st.text())
@example("'Til Death")
@example("'=1")
@example("''")
@example("=HYPERLINK(1)")
@example("\t=1")
@example('="0123"')
def test_harmless_text_comes_back_whole_and_never_runs(text: str) -> None:
    cell = harmless(text)
    assert plain(cell) == text
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize(
    ("cell", "text"),
    [("'Twas the Night", "'Twas the Night"), ('="043396628410"', "043396628410"), ("'", "'")],
)
def test_cells_of_other_programs(cell: str, text: str) -> None:
    assert plain(cell) == text


def test_only_a_cell_whose_result_is_not_there_is_a_formula() -> None:
    assert is_formula("=A1+B2")
    assert not is_formula('="0123"')
    assert not is_formula("-30-")
    assert not is_formula("+1")


_NO_CONTROLS = st.characters(blacklist_categories=["Cc"])  # names have none
_NAMES = st.text(_NO_CONTROLS, min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@given(st.lists(_NAMES, unique=True))
def test_lists_come_back_whole(names: list[str]) -> None:
    assert list(separated(joined(names), ";")) == names
