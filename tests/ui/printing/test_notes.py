"""Every note that a document can make has its words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import reports
from reports import barcodes, spine_strips
from reports.cards import CardNote
from ui.printing import notes

REFUSALS = (
    barcodes.CodeTooWide,
    barcodes.CodeUnprintable,
    spine_strips.CaseTooSmall,
    spine_strips.CaseTooLarge,
)


def _written() -> set[str]:
    """The codes that stand in the sources of the reports, as last argument of a note."""
    found: set[str] = set()
    for path in Path(reports.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                last = node.args[-1] if node.args else None
                if name in ("Note", "CardNote") and isinstance(last, ast.Constant):
                    found.add(str(last.value))
    return found


CODES = sorted(_written() | {kind.__name__ for kind in REFUSALS} | {"small", "row_missing"})


def test_the_sources_have_codes() -> None:
    assert {"missing", "shortened", "no_verdict"} <= _written()


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_its_sentence(code: str) -> None:
    note = CardNote(3, "Her", "title", "detail", code)
    said = notes.note_words(note)
    assert said != "*Her*: detail"
    assert "Her" in said
    assert "{" not in said + notes.head_words(note) + notes.detail_words(note, 4)
    assert code == "small" or notes.head_words(note)
    assert notes.kind_of(note) in (notes.CROSS, notes.DIAMOND, notes.NOTE)


@pytest.mark.parametrize("code", [kind.__name__ for kind in REFUSALS] + ["missing", "no_verdict"])
def test_what_is_kept_back_says_so(code: str) -> None:
    note = CardNote(0, "Her", "title", "\u4e00", code)
    assert notes.kind_of(note) == notes.CROSS
    assert notes.note_words(note).endswith("Kept back.")


@pytest.mark.parametrize(
    ("field", "words"),
    [("quote", "quote shortened"), ("P", "line shortened"), ("plates", "films shortened")],
)
def test_a_field_is_called_as_a_person_calls_it(field: str, words: str) -> None:
    assert notes.head_words(CardNote(0, "Her", field, "She\u2026", "shortened")) == words
