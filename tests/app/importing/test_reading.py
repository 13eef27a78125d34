"""Any bytes at all are rows, rows with a reason, or one refusal."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.importing.layouts import Encoding, Layout
from app.importing.reading import MAX_CELL, Row, open_table
from app.shop.errors import NotFound, RuleViolation


def rows_of(path: Path, content: bytes | str, layout: Layout | None = None) -> list[Row]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_table(path, layout).rows())


def refusal(path: Path, content: bytes) -> RuleViolation:
    path.write_bytes(content)
    with pytest.raises(RuleViolation) as caught:
        open_table(path)
    return caught.value


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "stock.csv"


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        (Encoding.UTF8, "title,year\nAmélie,2001\n".encode()),
        (Encoding.UTF8_BOM, "title,year\nAmélie,2001\n".encode("utf-8-sig")),
        (Encoding.UTF16, "title,year\nAmélie,2001\n".encode("utf-16")),
        (Encoding.WINDOWS, "title,year\nAmélie,2001\n".encode("cp1252")),
        (Encoding.UTF16_LE, "title,year\nAmélie,2001\n".encode("utf-16-le")),
    ],
)
def test_the_encoding_is_guessed(file: Path, encoding: Encoding, content: bytes) -> None:
    file.write_bytes(content)
    table = open_table(file)
    assert table.layout.encoding is encoding
    assert table.headings == ("title", "year")
    assert [row.cells for row in table.rows()] == [("Amélie", "2001")]


def test_an_accent_far_into_the_file_still_tells_the_encoding(file: Path) -> None:
    plain = b"title,year\n" + b"Brazil,1985\n" * 100_000
    file.write_bytes(plain + "Amélie,2001\n".encode("cp1252"))
    assert open_table(file).layout.encoding is Encoding.WINDOWS
    file.write_bytes(plain + "Amélie,2001\n".encode())
    assert open_table(file).layout.encoding is Encoding.UTF8


def test_one_bad_byte_in_utf8_is_one_bad_row(file: Path) -> None:
    content = "title,year\nAmélie,2001\n".encode() + b"Bra\xe9zil,1985\nBrazil,1985\n"
    found = rows_of(file, content)
    assert [row.fault.code if row.fault else "" for row in found] == ["", "import.bad_text", ""]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_guessed(file: Path, delimiter: str) -> None:
    lines = [["title", "cast", "year"], ["Fargo", "A, B; C", "1996"], ["Heat", "D; E, F", "1995"]]
    with file.open("w", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(lines)
    table = open_table(file)
    assert table.layout.delimiter == delimiter
    assert [list(row.cells) for row in table.rows()] == lines[1:]


def test_excel_may_name_the_separator(file: Path) -> None:
    found = rows_of(file, "sep=;\ntitle;year\nFargo;1996\n")
    assert [(row.line, row.cells) for row in found] == [(3, ("Fargo", "1996"))]


def test_headings_may_stand_below_a_note(file: Path) -> None:
    file.write_text("Stock of Riverside Video\n\ntitle,year\nFargo,1996\nHeat,1995\n")
    table = open_table(file)
    assert (table.headings, table.layout.head_line) == (("title", "year"), 3)
    assert [(row.line, row.cells[0]) for row in table.rows()] == [(4, "Fargo"), (5, "Heat")]


def test_a_file_without_headings_gets_numbered_columns(file: Path) -> None:
    file.write_text("Fargo,1996\nHeat,1995\n")
    table = open_table(file)
    assert table.layout.head_line == 0
    assert table.headings == ("column 1", "column 2")
    assert len(list(table.rows())) == 2


def test_lines_are_those_of_the_file_also_behind_cells_of_many_lines(file: Path) -> None:
    found = rows_of(file, 'title,note\r\nFargo,"one\r\ntwo\r\nthree"\r\n\r\nHeat,x\r\n')
    assert [(row.line, row.cells[0]) for row in found] == [(2, "Fargo"), (6, "Heat")]
    assert found[0].cells[1] == "one\r\ntwo\r\nthree"


def test_ragged_rows_have_a_reason_and_empty_cells_too_many_do_not(file: Path) -> None:
    found = rows_of(file, "title,year\nFargo\nHeat,1995,,\nBrazil,1985,UK\n")
    assert [row.fault.code if row.fault else "" for row in found] == [
        "import.ragged",
        "",
        "import.ragged",
    ]
    assert found[2].fault is not None
    assert found[2].fault.facts == {"expected": 2, "found": 3}


def test_nuls_have_a_reason(file: Path) -> None:
    found = rows_of(file, b"title,year\nFar\x00go,1996\nHeat,1995\n")
    assert [row.fault.code if row.fault else "" for row in found] == ["import.nul", ""]


@pytest.mark.parametrize("quoted", [True, False])
def test_a_cell_over_a_megabyte_costs_its_own_row_only(file: Path, quoted: bool) -> None:
    long = "x" * (MAX_CELL + 5)
    cell = f'"{long}"' if quoted else long
    limit = csv.field_size_limit()
    found = rows_of(file, f"title,year\n{cell},1996\nHeat,1995\n")
    assert found[0].fault is not None
    assert found[0].fault.code == "import.cell_too_long"
    assert (found[1].line, found[1].cells) == (3, ("Heat", "1995"))
    assert csv.field_size_limit() == limit  # the process's own limit is as it was


def test_a_cell_of_half_a_megabyte_is_read(file: Path) -> None:
    long = "y" * (MAX_CELL // 2)
    assert rows_of(file, f"title,note\nFargo,{long}\n")[0].cells[1] == long


def test_a_line_of_many_megabytes_is_let_go_in_pieces(file: Path) -> None:
    found = rows_of(file, "title,year\n" + "z," * 5_000_000 + "\nHeat,1995\n")
    assert found[0].fault is not None
    assert found[0].fault.code == "import.cell_too_long"
    assert found[1].cells == ("Heat", "1995")


def test_a_quote_that_never_closes_costs_its_own_row_only(file: Path) -> None:
    found = rows_of(file, 'title,year\n"Fargo,1996\nHeat,1995\nBrazil,1985\n')
    assert found[0].fault is not None
    assert (found[0].line, found[0].fault.code) == (2, "import.unclosed_quote")
    assert [row.cells[0] for row in found[1:]] == ["Heat", "Brazil"]
    assert [row.line for row in found] == [2, 3, 4]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"PK\x03\x04\x14\x00\x06\x00", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "spreadsheet"),
        (b"SQLite format 3\x00", "database"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b'{"title": "Fargo"}', "json"),
        (b'[\n {"title": "Fargo"}]', "json"),
        (b"<?xml version='1.0'?><a/>", "markup"),
        (b"<!DOCTYPE html><html>", "markup"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"abc " * 40_000, "one_line"),
        (b"Dear shop,\nI came, I saw, I rented\none, two, three, four\nYours", "prose"),
    ],
)
def test_what_is_no_csv_is_refused_once(file: Path, content: bytes, kind: str) -> None:
    error = refusal(file, content)
    assert (error.code, error.facts["kind"]) == ("import.not_csv", kind)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        open_table(tmp_path / "none.csv")
    assert missing.value.code == "import.no_file"
    with pytest.raises(RuleViolation) as folder:
        open_table(tmp_path)
    assert folder.value.facts["kind"] == "folder"


def test_guesses_can_be_corrected(file: Path) -> None:
    file.write_bytes("title;year\nAm\xe9lie;2001\n".encode("latin-1"))
    told = Layout(Encoding.LATIN1, ",", 0)
    table = open_table(file, told)
    assert table.headings == ("column 1",)
    assert [row.cells for row in table.rows()] == [("title;year",), ("Amélie;2001",)]


_CSV_LIKE = st.lists(
    st.sampled_from(
        [
            b",",
            b";",
            b"\t",
            b"\n",
            b"\r\n",
            b"\r",
            b'"',
            b'""',
            b"\x00",
            b"\xff",
            b"title",
            b"1999",
            b"=1+1",
            "é".encode(),
            "七".encode(),
            b"\xe9",
            b"'",
            b" ",
            b"\\",
            b"x" * 300,
        ]
    ),
    max_size=60,
).map(b"".join)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=400), _CSV_LIKE))
@example(b'a,b\n"')
@example(b'"\n"\n"')
@example(b"\xff\xfe\x00")
@example(b"\xff\xfea\x00,\x00\xd8\x00")
def test_any_bytes_are_rows_or_one_refusal(file: Path, content: bytes) -> None:
    refused, found = "import.not_csv", []
    try:
        found = rows_of(file, content)
    except RuleViolation as error:
        refused = error.code
    assert refused == "import.not_csv"
    lines = [row.line for row in found]
    assert lines == sorted(set(lines))  # each row begins in a line of its own, in order
    assert all(row.fault or all(isinstance(cell, str) for cell in row.cells) for row in found)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"])),
            min_size=3,
            max_size=3,
        ).filter(any),
        max_size=20,
    )
)
def test_what_a_csv_writer_wrote_is_read_as_it_was(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["one", "two", "three"], *rows])
    table = open_table(file, Layout(Encoding.UTF8, ",", 1))
    assert [list(row.cells) for row in table.rows()] == rows
