"""Shelf cards as they leave the printer: rendered, scanned, read, measured."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from reports.barcodes import module_points
from reports.shelf_cards import BuildReport, ShelfCard, Words, build
from reports.stock import SHIPPED, StockProblem, shipped

MakeCard = Callable[..., ShelfCard]
Printed = Callable[..., tuple[bytes, BuildReport]]
Rendered = Callable[..., Image.Image]
InkOf = Callable[[Image.Image, int], tuple[float, float, float, float] | None]

STOCKS = ("5371", "L7414", "plain-letter", "plain-a4")
TENTH_OF_MM = 0.1 * 72 / 25.4

NASTY = {
    "500 characters": "word " * 99 + "word",
    "500 characters, no space": "x" * 500,
    "one character": "M",
    "Arabic": "باب الحديد",
    "long Arabic": "باب الحديد " * 12,
    "Hebrew with figures": "זה הסוף 2013 (Her)",
    "Japanese": "千と千尋の神隠し",
    "long Japanese": "となりのトトロ、そして天空の城ラピュタと風の谷のナウシカ",
    "Korean": "기생충",
    "Chinese": "霸王别姬",
    "Cyrillic": "Летят журавли",
    "Greek": "Η αιώνια επιστροφή του Αντώνη Παρασκευά",
    "Georgian": "მონანიება",
    "Armenian": "Ցայգլույս",
    "Devanagari": "दिलवाले दुल्हनिया ले जायेंगे",
    "Thai": "ลุงบุญมีระลึกชาติ",
    "markup": "Movie <unrated> & <b>more",
    "control characters": "ctrl\x00\x07\tchars\nhere\x1b[0m",
    "combining marks": "Z" + "\u0351\u0323" * 30 + "algo" + "\u0350" * 20,
    "accents": "Éèçòñ Ångström Żółć",
    "brackets": "(((\\)))",
}


def cut(picture: Image.Image, stock: str, label: int, dpi: int) -> Image.Image:
    """One label (from 0) out of a rendered sheet."""
    shape = shipped(stock)
    left, top = shape.positions()[label]
    box = (left, top, left + shape.label_width, top + shape.label_height)
    return picture.crop(tuple(round(edge * dpi / 72) for edge in box))  # type: ignore[arg-type]  # four


def colours_of(picture: Image.Image) -> set[tuple[int, int, int]]:
    data = picture.tobytes()
    return set(zip(data[0::3], data[1::3], data[2::3], strict=True))


# --- where things lie


@pytest.mark.parametrize("title", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("field", ["title", "quote", "directors"])
def test_ink_stays_inside_the_card(
    card: MakeCard, printed: Printed, rendered: Rendered, ink_of: InkOf, title: str, field: str
) -> None:
    value: object = (title,) if field == "directors" else title
    one = card(**{"title": "Her", field: value})
    data, report = printed(one)
    assert report.printed == 1
    ink = ink_of(rendered(data, dpi=100), 100)
    assert ink is not None
    # Label 1 of 5371 lies at (54, 36); ten points all round stay white, five below the digits.
    assert ink[0] >= 54 + 10
    assert ink[1] >= 36 + 6
    assert ink[2] <= 54 + 252 - 10
    assert ink[3] <= 36 + 144 - 5


@pytest.mark.parametrize("title", NASTY.values(), ids=NASTY.keys())
def test_a_title_keeps_clear_of_section_and_facts(
    printed: Printed, rendered: Rendered, ink_of: InkOf, title: str
) -> None:
    data, _ = printed(ShelfCard(title))
    ink = ink_of(rendered(data, dpi=100), 100)
    assert ink is not None
    assert ink[1] >= 36 + 21.5
    assert ink[3] <= 36 + 60.5


@pytest.mark.parametrize("key", STOCKS)
def test_every_card_lies_on_its_label(
    card: MakeCard, printed: Printed, rendered: Rendered, key: str
) -> None:
    stock = shipped(key)
    data, _ = printed(*[card(barcode="20104127")] * 10, stock=key)
    dpi = 300
    picture = rendered(data, dpi=dpi).convert("L")
    for left, top in stock.positions():
        x = left + (stock.label_width - 252) / 2
        y = top + (stock.label_height - 144) / 2
        row = round((y + 117) * dpi / 72)
        start = round((x + 4) * dpi / 72)
        strip = picture.crop((start, row, start + round(20 * dpi / 72), row + 1))
        first = strip.point([255 if level < 128 else 0 for level in range(256)]).getbbox()
        assert first is not None
        assert (start + first[0]) * 72 / dpi == pytest.approx(x + 14, abs=TENTH_OF_MM + 0.12)
        column = round((x + 14.6) * dpi / 72)
        rise = picture.crop((column, round((y + 100) * dpi / 72), column + 1,
                             round((y + 132) * dpi / 72)))  # fmt: skip
        bars = rise.point([255 if level < 128 else 0 for level in range(256)]).getbbox()
        assert bars is not None
        top_of_bars = bars[1] * 72 / dpi + round((y + 100) * dpi / 72) * 72 / dpi
        assert top_of_bars == pytest.approx(y + 107, abs=TENTH_OF_MM)


def test_begun_sheets_are_filled_where_they_are_free(
    card: MakeCard, printed: Printed, rendered: Rendered, ink_of: InkOf
) -> None:
    data, report = printed(*[card()] * 9, start=2, used=(3, 4))
    assert report.pages == 2
    picture = rendered(data, dpi=75)
    filled = [ink_of(cut(picture, "5371", label, 75), 75) is not None for label in range(10)]
    assert filled == [False, True, False, False, *[True] * 6]
    second = rendered(data, dpi=75, page=1)
    assert [ink_of(cut(second, "5371", label, 75), 75) is not None for label in range(3)] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("key", ["plain-letter", "plain-a4"])
def test_crop_marks_stand_outside_the_cards_only(
    printed: Printed, rendered: Rendered, ink_of: InkOf, key: str
) -> None:
    data, _ = printed(*[ShelfCard("M")] * 10, stock=key)
    picture = rendered(data, dpi=150)
    stock = shipped(key)
    for left, top in stock.positions():
        around = (left - 1, top - 1, left + 253, top + 145)
        edge = picture.crop(tuple(round(value * 150 / 72) for value in around))  # type: ignore[arg-type]
        ink = ink_of(edge, 150)
        assert ink is not None
        assert min(ink[0], ink[1]) > 5
    left, top = stock.positions()[0]
    corner = picture.crop((0, 0, round((left - 1) * 150 / 72), round((top + 4) * 150 / 72)))
    assert ink_of(corner, 150) is not None


# --- what scans and what reads


@pytest.mark.parametrize(
    ("key", "dpi"),
    [("5371", 203), ("5371", 300), ("5371", 600), ("L7414", 300), ("plain-a4", 203)],
)
def test_every_code_scans(
    card: MakeCard, printed: Printed, rendered: Rendered, key: str, dpi: int
) -> None:
    codes = [f"2010{number * 1111:04d}" for number in range(10)]
    data, _ = printed(*[card(barcode=code) for code in codes], stock=key, dpi=dpi)
    picture = rendered(data, dpi=dpi).convert("L")
    read = [
        [found.text for found in zxingcpp.read_barcodes(cut(picture, key, label, dpi))]
        for label in range(10)
    ]
    assert read == [[code] for code in codes]


@pytest.mark.parametrize("dpi", [203, 600])
def test_a_page_made_for_300_dpi_scans_from_any_printer(
    card: MakeCard, printed: Printed, rendered: Rendered, dpi: int
) -> None:
    codes = ["20104127", "12345678", "99999999", "00000000"]
    data, _ = printed(*[card(barcode=code) for code in codes])
    found = zxingcpp.read_barcodes(rendered(data, dpi=dpi).convert("L"))
    assert sorted(one.text for one in found) == sorted(codes)


def test_bars_have_hard_edges_at_the_printers_resolution(
    card: MakeCard, printed: Printed, rendered: Rendered
) -> None:
    data, _ = printed(card())
    picture = rendered(data, dpi=300).convert("L")
    row = round((36 + 117) * 300 / 72)
    strip = picture.crop((round(66 * 300 / 72), row, round(165 * 300 / 72), row + 1))
    levels = set(strip.tobytes())
    assert all(level < 3 or level > 252 for level in levels), (
        "an edge between two dots prints ragged"
    )
    assert module_points(300) * 300 / 72 == 5


def test_a_long_code_becomes_a_qr_code(
    card: MakeCard, printed: Printed, rendered: Rendered
) -> None:
    text = "https://shop.example/t/20104127"
    data, report = printed(card(barcode=text))
    assert not report.refused
    found = zxingcpp.read_barcodes(rendered(data).convert("L"))
    assert [(one.text, one.format) for one in found] == [(text, zxingcpp.BarcodeFormat.QRCode)]


@pytest.mark.parametrize(
    ("code", "kind"), [("x" * 300, "CodeTooWide"), ("１２３", "CodeUnprintable")]
)
def test_a_code_that_cannot_stand_is_refused_and_the_rest_close_up(
    card: MakeCard, printed: Printed, rendered: Rendered, code: str, kind: str
) -> None:
    data, report = printed(card(barcode=code), card(barcode="20104093"))
    assert [(note.index, note.code) for note in report.refused] == [(0, kind)]
    assert report.printed == 1
    picture = rendered(data).convert("L")
    assert [one.text for one in zxingcpp.read_barcodes(cut(picture, "5371", 0, 300))] == [
        "20104093"
    ]


@pytest.mark.parametrize(
    "title",
    ["باب الحديد", "זה הסוף", "千と千尋の神隠し", "기생충", "霸王别姬", "Летят журавли", "दिलवाले",
     "ลุงบุญมี", "მონანიება", "Movie <unrated>", "فيلم لا 2013"],
)  # fmt: skip
def test_text_can_be_copied_out(
    card: MakeCard, printed: Printed, words_of: Callable[..., str], title: str
) -> None:
    data, _ = printed(card(title))
    text = words_of(data)
    assert (title.upper() if title.isascii() else title) in text
    assert "2013, Spike Jonze" in text
    assert "126 min" in text
    assert "DVD, Blu-ray" in text
    assert "2010 4127" in text
    assert "OWNER’S PICK" in text


def test_the_shops_title_leads_the_facts_under_an_original_in_another_script(
    printed: Printed, words_of: Callable[..., str]
) -> None:
    data, _ = printed(ShelfCard("Spirited Away", "千と千尋の神隠し", 2001, ("Hayao Miyazaki",)))
    assert "Spirited Away, 2001, Hayao Miyazaki" in words_of(data)
    data, _ = printed(ShelfCard("Amélie", "Le Fabuleux Destin d'Amélie Poulain", 2001))
    assert "AMÉLIE" in words_of(data)
    assert "Fabuleux" not in words_of(data)


# --- what is missing


def test_without_quotation_the_cast_then_the_tagline_then_nothing(
    card: MakeCard, printed: Printed, words_of: Callable[..., str]
) -> None:
    cast = ("Amy Adams", "Embeth Davidtz")
    assert "With Amy Adams, Embeth Davidtz" in words_of(
        printed(card(quote="", cast=cast, tagline="Tag"))[0]
    )
    assert "Tag" in words_of(printed(card(quote="", tagline="Tag"))[0])
    bare = words_of(printed(card(quote="", section="", pick=""))[0])
    assert "Film teacher" not in bare


def test_a_long_cast_loses_whole_names(
    card: MakeCard, printed: Printed, words_of: Callable[..., str]
) -> None:
    cast = tuple(f"Firstname{number} Lastname{number}" for number in range(12))
    text = words_of(printed(card(quote="", cast=cast))[0])
    shown = [name for name in cast if name.split()[1] in text]
    assert shown == list(cast[: len(shown)])
    assert len(shown) >= 3
    assert "…" not in text


def test_no_verdict_has_no_boxes_and_no_thumbs_has_five(
    printed: Printed, rendered: Rendered, ink_of: InkOf
) -> None:
    def boxes(thumbs: int | None) -> tuple[bool, bool]:
        page = rendered(printed(ShelfCard("M", thumbs=thumbs))[0], dpi=150)
        there = cut(page, "5371", 0, 150).crop((292, 217, 500, 262))
        coloured = any(red > green + 60 for red, green, _ in colours_of(there))
        return ink_of(there, 150) is not None, coloured

    assert boxes(None) == (False, False)
    assert boxes(0) == (True, False)
    assert boxes(3) == (True, True)


def test_a_card_with_nothing_but_a_title_prints(
    printed: Printed, words_of: Callable[..., str]
) -> None:
    data, report = printed(ShelfCard("Only a title"))
    assert words_of(data).strip() == "ONLY A TITLE"
    assert report == BuildReport(pages=1, printed=1)


def test_a_missing_glyph_keeps_the_card_back(
    card: MakeCard, printed: Printed, words_of: Callable[..., str]
) -> None:
    data, report = printed(card("🎬 Movie", quote="so 🎬"), card("Elysium"))
    assert {(note.field, note.detail) for note in report.missing} == {
        ("title", "🎬"),
        ("quote", "🎬"),
    }
    assert (report.pages, report.printed) == (1, 1)
    assert "ELYSIUM" in words_of(data)


def test_when_nothing_can_go_nothing_is_written(card: MakeCard, printed: Printed) -> None:
    data, report = printed(card("🎬"))
    assert data == b""
    assert report.pages == 0
    assert printed() == (b"", BuildReport(pages=0))


def test_what_is_shortened_is_listed(card: MakeCard, printed: Printed) -> None:
    _, report = printed(card(), card(quote="word " * 80, section="very long section " * 6))
    assert {(note.index, note.field) for note in report.shortened} == {(1, "quote"), (1, "section")}
    assert all(note.detail.endswith("…") for note in report.shortened)


# --- the file


def test_black_and_white_has_no_colour(
    card: MakeCard, printed: Printed, rendered: Rendered
) -> None:
    black = colours_of(rendered(printed(card(), mono=True)[0], dpi=100))
    assert all(max(rgb) - min(rgb) < 12 for rgb in black)
    pink = colours_of(rendered(printed(card())[0], dpi=100))
    assert any(red - green > 100 for red, green, _ in pink)


def test_the_file_says_what_it_is(card: MakeCard, printed: Printed) -> None:
    data, _ = printed(card(), title="Shelf cards, Drama", language="en-US")
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == "Shelf cards, Drama"
    assert document.is_tagged()
    document.close()
    assert b"/PrintScaling /None" in data
    assert b"(en-US)" in data
    assert data.count(b"/S/H1/") == 1
    assert b"Helvetica" not in data
    assert (
        len(re.findall(rb"/Type/FontDescriptor", data))
        == len(re.findall(rb"/FontFile2 ", data))
        > 3
    )


def test_the_same_cards_give_the_same_bytes(card: MakeCard, printed: Printed) -> None:
    cards = [card(title) for title in NASTY.values()]
    first, _ = printed(*cards)
    printed(card("Something else", quote="entirely: ÀÉÎ, 花"))
    assert printed(*cards)[0] == first


def test_the_same_bytes_in_another_process(
    card: MakeCard, printed: Printed, tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from reports.shelf_cards import *;"
        "from reports.stock import shipped;"
        "build([ShelfCard('Her 花', 'باب', 2013, ('A', 'B'), barcode='20104127', thumbs=3)],"
        " Path(sys.argv[1]), stock=shipped('5371'))"
    )
    files = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.pdf"
        subprocess.run(
            [sys.executable, "-c", script, str(file)],
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        files.append(file.read_bytes())
    assert files[0] == files[1]


def test_one_sheet_is_drawn_as_it_always_was(printed: Printed) -> None:
    """The page's own operators, pinned: a change here is a change on paper."""
    data, _ = printed(ShelfCard("M", year=1931, barcode="20100013", thumbs=1))
    page = max(
        (zlib.decompress(stream) for stream in re.findall(rb"stream\n(.+?)\nendstream", data, re.S)
         if stream.startswith(b"x")),
        key=lambda content: content.count(b"BDC"),
    )  # fmt: skip
    assert page.startswith(b"/H1<</MCID 0>>BDC q 1 0 0 1 54.000 612.000 cm")
    assert page.count(b"/T Do") == 1
    assert b"q 1.2 0 0 21 67.9200 628.0000 cm 0 0 2 1 re" in page
    assert page.count(b"BDC") + page.count(b"BMC") == page.count(b"EMC")
    assert page.count(b"q ") == page.count(b"Q")


def test_a_label_smaller_than_a_card_is_refused(card: MakeCard, printed: Printed) -> None:
    with pytest.raises(StockProblem) as problem:
        printed(card(), stock="5160")
    assert problem.value.code == "label_too_small"


def test_cards_stand_in_the_middle_of_larger_labels(
    card: MakeCard, printed: Printed, rendered: Rendered, ink_of: InkOf
) -> None:
    stock = SHIPPED["5163"]
    data, _ = printed(card(), stock="5163")
    ink = ink_of(rendered(data, dpi=100), 100)
    assert ink is not None
    assert ink[0] == pytest.approx(stock.left + (288 - 252) / 2 + 14, abs=0.7)


def test_words_can_be_another_languages(
    card: MakeCard, printed: Printed, words_of: Callable[..., str]
) -> None:
    words = Words(minutes="{} Min.", pick="{} empfiehlt")
    text = words_of(printed(card(), words=words)[0])
    assert "126 Min." in text
    assert "OWNER EMPFIEHLT" in text


def test_many_cards_stay_small(card: MakeCard) -> None:
    out = io.BytesIO()
    cards = [card(f"Film number {number}", barcode=f"{20100000 + number}") for number in range(500)]
    report = build(cards, out, stock=shipped("5371"))
    assert report.pages == 50
    assert len(out.getvalue()) < 500 * 1000
