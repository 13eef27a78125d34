"""Cells into values, and a reason for each cell that is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing import parsing
from app.importing.fields import FIELDS, Field
from app.importing.parsing import Reading
from app.shop.errors import RuleViolation
from app.shop.money import USD

READING = Reading(ZoneInfo("America/Los_Angeles"), USD)


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (parsing.year, "2001", 2001),
        (parsing.year, " 2001.0 ", 2001),
        (parsing.year, "2001-10-03", 2001),
        (parsing.year, "١٩٨٥", 1985),
        (parsing.minutes, "136 min", 136),
        (parsing.minutes, "2:16", 136),
        (parsing.minutes, "2h 16m", 136),
        (parsing.amount, "$1,234.50", 123450),
        (parsing.amount, "2,00", 200),
        (parsing.signed_amount, "-3.00", -300),
        (parsing.day, "2005-05-24", date(2005, 5, 24)),
        (parsing.day, "24.5.2005", date(2005, 5, 24)),
        (parsing.instant, "2005-05-24 22:53:30", datetime(2005, 5, 25, 5, 53, 30, tzinfo=UTC)),
        (parsing.instant, "2005-05-24T22:53:30Z", datetime(2005, 5, 24, 22, 53, 30, tzinfo=UTC)),
        (parsing.instant, "2005-05-24", datetime(2005, 5, 24, 7, 0, tzinfo=UTC)),
        (parsing.upc, "0 27616 86491 8", "027616864918"),
        (parsing.upc, "27616864918", "027616864918"),  # a spreadsheet took the zero
        (parsing.upc, "27616864918.0", "027616864918"),
        (parsing.upc, "0027616864918", "027616864918"),
        (parsing.yes_or_no, "X", True),
        (parsing.yes_or_no, "0", False),
        (parsing.clock, "12:30", 750),
    ],
)
def test_values(parse: Callable[[str, Reading], Any], cell: str, value: object) -> None:
    assert parse(cell, READING) == value


@pytest.mark.parametrize(
    ("parse", "cell", "code"),
    [
        (parsing.year, "2OOO", "import.year_bad"),
        (parsing.year, "1066", "import.year_bad"),
        (parsing.year, "1999-2003", "import.year_bad"),
        (parsing.amount, "-1", "import.amount_bad"),
        (parsing.amount, "four", "import.amount_bad"),
        (parsing.day, "2005-02-30", "import.date_bad"),
        (parsing.day, "9999-99-99", "import.date_bad"),
        (parsing.day, "0001-01-01", "import.date_bad"),
        (parsing.day, "03/04/2005", "import.date_unclear"),
        (parsing.instant, "yesterday", "import.date_bad"),
        (parsing.upc, "086162118063", "import.upc_check_digit"),
        (parsing.upc, "12", "import.upc_bad"),
        (parsing.upc, "x" * 10_000, "import.upc_bad"),
        (parsing.barcode, "x" * 10_000, "import.barcode_bad"),
        (parsing.barcode, "\x01\x02", "import.barcode_bad"),
        (parsing.minutes, "2:99", "import.number_bad"),
        (parsing.clock, "25:00", "import.time_bad"),
    ],
)
def test_reasons(parse: Callable[[str, Reading], Any], cell: str, code: str) -> None:
    with pytest.raises(RuleViolation) as caught:
        parse(cell, READING)
    assert caught.value.code == code
    assert len(str(caught.value.facts["given"])) <= 60


def test_a_map_says_which_is_the_month() -> None:
    reading = Reading(READING.zone, USD, ("%d/%m/%Y",))
    assert parsing.day("03/04/2005", reading) == date(2005, 4, 3)


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Jeunet, Jean-Pierre", "Jean-Pierre Jeunet"),
        ("Robert Downey, Jr.", "Robert Downey, Jr."),
        ("Terry Gilliam", "Terry Gilliam"),
        ("A, B, C", "A, B, C"),
    ],
)
def test_names_are_turned(name: str, turned: str) -> None:
    assert parsing.turned(name) == turned


_FIELDS = sorted(
    {field for fields in FIELDS.values() for field in fields}, key=lambda field: field.name
)


@given(field=st.sampled_from(_FIELDS), cell=st.text(min_size=1))
def test_no_cell_raises_anything_but_its_reason(field: Field, cell: str) -> None:
    code = "import.none"
    try:
        field.parse(cell, READING)
    except RuleViolation as error:
        code = error.code
    assert code.startswith("import.")
