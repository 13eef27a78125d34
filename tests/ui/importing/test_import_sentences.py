"""Every reason that app can give has words, and the words say which field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.importing.decisions import Action, ReasonKey
from app.importing.fields import FIELDS, Kind
from app.importing.report import Refusal
from ui import messages, told
from ui.importing import words
from ui.importing.sentences import why

_APP = Path(__file__).parents[3] / "app" / "importing"
_INTENTS = {"import.map_save", "import.map_remove"}


def test_every_code_of_the_importer_has_words() -> None:
    codes: set[str] = set()
    for file in _APP.glob("*.py"):
        codes |= set(re.findall(r'"(import\.[a-z_]+)"', file.read_text("utf-8")))
    assert len(codes) > 40
    missing = sorted(code for code in codes - _INTENTS if code not in messages.TEXTS)
    assert not missing


def refusal(code: str, field: str = "", **facts: object) -> Refusal:
    return Refusal(
        7, code, field, "Brazil", str(facts.get("given", "")), facts, ReasonKey(code, field)
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            refusal("import.section_unknown", "section", given="KIDS"),
            "No section called KIDS in this shop",
        ),
        (refusal("import.number_bad", "runtime", given="x"), "The runtime is not a number"),
        (refusal("import.date_bad", "born_on", given="x"), "The birth date is no date"),
        (refusal("import.upc_check_digit", "upc"), "The UPC’s last digit does not fit the others"),
        (
            refusal("import.word_unknown", "state", given="lent"),
            "Lent is no state that the shop knows",
        ),
    ],
)
def test_why(given: Refusal, said: str) -> None:
    assert why(given) == said


def test_what_was_added() -> None:
    facts = {"added": 31_402, "updated": 1_121, "refused": 59, "titles": 24_118, "copies": 31_402}
    assert (
        told.words("import.copies", facts)
        == "Added *24,118 titles and 31,402 copies*. Updated 1,121 rows. 59 rows left out."
    )
    assert told.words("import.members", {"added": 1, "kind": "members"}) == "Added *1 member*."


def test_fields_have_words_of_their_own() -> None:
    for kind in Kind:
        names = [words.field_words(field.name) for field in FIELDS[kind]]
        assert len(set(names)) == len(names), kind


def test_decisions_in_words() -> None:
    key = ReasonKey("import.section_unknown", "section", "KIDS")
    assert words.action_words(Action.PUT, key, "Family") == ("Put them in ", "Family")
    assert words.decided_words(Action.PUT, key, "Family", 31) == "31 put in Family"
