"""The whole board on paper, and posters."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from reports.cards import BuildReport
from reports.paper import Paper, paper
from reports.signs import board_sign, poster, whole_board
from reports.signs.film import BoardRow, SignFilm

MakeFilm = Callable[..., SignFilm]
Rendered = Callable[..., Image.Image]
WordsOf = Callable[..., str]
InkOf = Callable[[Image.Image, int], tuple[float, float, float, float] | None]

ROWS = (
    BoardRow("Her", (True, True, True, True, False)),
    BoardRow("Gravity", (True, True, True, False, False)),
    BoardRow("Computer Chess", (True,) * 5),
    BoardRow("The World's End", (True, True, False, False, False)),
    BoardRow("千と千尋の神隠し", (True,) * 5),
)
ACROSS = paper("letter").turned()


def boarded(*rows: BoardRow, on: Paper = ACROSS, **options: Any) -> tuple[bytes, BuildReport]:
    out = io.BytesIO()
    report = whole_board.build(
        rows, out, shop="All Thumbs Video", board="Front", paper=on, **options
    )
    return out.getvalue(), report


def test_rows_are_read_in_order(words_of: WordsOf) -> None:
    words = words_of(boarded(*ROWS, seats=("Owner", "Painter"), day="Sat 13 December")[0])
    assert words.index("HER") < words.index("GRAVITY") < words.index("COMPUTER CHESS")
    for told in ("FRONT", "All Thumbs Video", "Painter", "Five of us, one thumb each"):
        assert told in words
    assert "Sat 13 December" in words
    assert "Sheet" not in words


def test_thumbs_of_each_row(rendered: Rendered) -> None:
    page = rendered(boarded(*ROWS)[0], dpi=144)
    pink = [
        sum(
            red > 190 and green < 70
            for red, green, _ in zip(*[iter(strip.tobytes())] * 3, strict=True)
        )
        for strip in (page.crop((700, 190 + 177 * row, 1560, 365 + 177 * row)) for row in range(5))
    ]
    one = pink[0] / 4
    assert [round(count / one) for count in pink] == [4, 3, 5, 2, 5]


@pytest.mark.parametrize(("rows", "sheets"), [(1, 1), (5, 1), (8, 1), (9, 2), (17, 3)], ids=str)
def test_rows_that_do_not_fit_go_on_the_next_sheet(
    rows: int, sheets: int, words_of: WordsOf
) -> None:
    data, report = boarded(*(BoardRow(f"Film {number}") for number in range(rows)))
    assert (report.pages, report.printed) == (sheets, rows)
    words = [words_of(data, page) for page in range(sheets)]
    for number in range(rows):
        assert sum(f"FILM {number}\r" in f"{text}\r" for text in words) == 1
    if sheets > 1:
        assert f"Sheet 1 of {sheets}" in words[0]


def test_upright_paper_holds_more_rows() -> None:
    rows = [BoardRow(f"Film {number}") for number in range(11)]
    assert boarded(*rows, on=paper("letter"))[1].pages == 1


@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize("key", ["letter", "a4", "tabloid", "a3"])
def test_the_board_keeps_inside_its_margin(
    rendered: Rendered, ink_of: InkOf, key: str, mono: bool
) -> None:
    sheet = paper(key).turned()
    long = BoardRow("Night of the Day of the Dawn of the Son of the Bride " * 3, (True,) * 5)
    data, _ = boarded(*ROWS, long, on=sheet, mono=mono)
    page = rendered(data, dpi=72)
    ink = ink_of(page, 72)
    assert ink is not None
    scale = 1.0 if key in ("letter", "a4") else min(sheet.width, sheet.height) / 612
    assert ink[0] >= 25.5 * scale
    assert ink[2] <= sheet.width - 25.5 * scale
    if mono:
        dots = page.tobytes()
        assert dots[0::3] == dots[1::3] == dots[2::3]


def test_a_row_no_face_can_print_is_named_and_the_rest_close_up() -> None:
    data, report = boarded(BoardRow("Her \U00012000"), BoardRow("Gravity"))
    assert data
    assert report.printed == 1
    assert [(note.index, note.detail) for note in report.missing] == [(0, "\U00012000")]
    assert boarded()[1].pages == 0


def test_the_board_is_the_same_each_time() -> None:
    assert boarded(*ROWS)[0] == boarded(*ROWS)[0]


# --- posters


def postered(film: SignFilm, columns: int, rows: int, on: Paper) -> tuple[bytes, BuildReport]:
    out = io.BytesIO()
    draw = partial(board_sign.draw, film=film, shop="All Thumbs Video", paper=paper("letter"))
    report = poster.build(draw, out, paper=on, columns=columns, rows=rows, title="Her")
    return out.getvalue(), report


def test_a_poster_is_numbered_by_rows_and_columns(film: MakeFilm, words_of: WordsOf) -> None:
    data, report = postered(film(), 2, 3, paper("letter"))
    assert report.pages == 6
    labels = [words_of(data, page) for page in range(6)]
    for number, sheet in enumerate(("A1", "A2", "B1", "B2", "C1", "C2")):
        assert f"{sheet} Her 2 x 3 sheets, " in labels[number]
    assert data.count(b"/S/H1/") == 1  # told once


def test_sheets_join_without_a_gap(film: MakeFilm, rendered: Rendered) -> None:
    """What two sheets show in the strip they share is the same."""
    data, _ = postered(film(), 2, 2, paper("letter"))
    left, right = (rendered(data, dpi=144, page=page) for page in (0, 1))
    lay = poster.grid(612, 792, paper("letter"), 2, 2)
    assert lay.scale == pytest.approx((2 * 558 - 18) / 612)
    strip = round(lay.overlap * 2)
    top, bottom = 56, 1520
    end = round((lay.margin + lay.width) * 2)
    start = round(lay.margin * 2)
    a = left.crop((end - strip, top, end, bottom)).convert("L").tobytes()
    b = right.crop((start, top, start + strip, bottom)).convert("L").tobytes()
    assert sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a) < 2
    assert max(a) - min(a) > 200


def test_nothing_is_drawn_outside_a_sheets_window(film: MakeFilm, rendered: Rendered) -> None:
    data, _ = postered(film(), 3, 3, paper("a4"))
    page = rendered(data, dpi=72, page=4)
    assert page.crop((30, 1, 560, 10)).getextrema() == ((255, 255),) * 3


def test_crop_marks_point_at_the_corners(film: MakeFilm, rendered: Rendered) -> None:
    data, _ = postered(film(), 2, 2, paper("letter"))
    page = rendered(data, dpi=432, page=0).convert("L")
    row = page.crop((0, 120, page.width, 121)).tobytes()
    dark = [at / 6 for at, level in enumerate(row) if level < 120]
    assert min(dark) == pytest.approx(27, abs=0.3)
    assert max(dark) == pytest.approx(585, abs=0.3)


@pytest.mark.parametrize(("columns", "rows"), [(0, 1), (1, 0), (27, 1)])
def test_impossible_grids_are_refused(columns: int, rows: int) -> None:
    with pytest.raises(ValueError, match="sheets"):
        poster.grid(612, 792, paper("a4"), columns, rows)
    with pytest.raises(ValueError, match="overlap"):
        poster.grid(612, 792, paper("a4"), 2, 2, overlap=700)


def test_other_signs_become_posters_too() -> None:
    def draw(document: object) -> object:
        pages = whole_board.draw(
            document,  # type: ignore[arg-type]  # a Document
            list(enumerate(ROWS)),
            shop="All Thumbs Video",
            board="Front board",
            paper=ACROSS,
        )
        return pages[0]

    out = io.BytesIO()
    report = poster.build(draw, out, paper=ACROSS, columns=2, rows=2)  # type: ignore[arg-type]  # as above
    assert report.pages == len(pypdfium2.PdfDocument(out.getvalue())) == 4
