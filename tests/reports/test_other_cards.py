"""Index cards, tent cards, labels, spine strips, member cards: rendered, decoded, measured."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from reports import calibration, labels, member_cards, shelf_cards, spine_strips
from reports.card_measures import INDEX, SHELF, TENT, CardMeasures
from reports.cards import BuildReport, ShelfCard
from reports.correction import CROSS, Correction
from reports.labels import CopyLabel
from reports.member_cards import MemberCard
from reports.paper import MILLIMETRE, PAPERS
from reports.spine_strips import SpineStrip
from reports.stock import StockProblem, shipped

MakeCard = Callable[..., ShelfCard]
Rendered = Callable[..., Image.Image]
TENTH_OF_MM = 0.1 * MILLIMETRE
LONG = (
    "Those Magnificent Men in Their Flying Machines, or How I Flew from London to Paris in 25 "
    "Hours 11 Minutes"
)
PINNED = {
    "index": "57577f4ec0095341",
    "labels": "ea9f67f59b42d8b5",
    "strips": "0104dbb6ac5bf5d9",
    "members": "97855b40607381af",
}
SCRIPTS = {
    "Japanese": "千と千尋の神隠し",
    "Arabic": "باب الحديد",
    "Hebrew": "זה הסוף",
    "Korean": "기생충",
    "Cyrillic": "Летят журавли",
    "Greek": "Η αιώνια επιστροφή",
    "Georgian": "მონანიება",
    "Devanagari": "दिलवाले दुल्हनिया",
    "Thai": "ลุงบุญมีระลึกชาติ",
    "one letter": "M",
    "long": LONG,
}


def made(build: Callable[..., BuildReport], *arguments: Any, **options: Any) -> Any:
    """The file of a document and its report."""
    out = io.BytesIO()
    report = build(*arguments, out, **options)
    return out.getvalue(), report


def codes(picture: Image.Image) -> list[str]:
    return sorted(code.text for code in zxingcpp.read_barcodes(picture))


def region(picture: Image.Image, dpi: int, *box: float) -> Image.Image:
    return picture.crop(tuple(round(edge * dpi / 72) for edge in box))  # type: ignore[arg-type]  # four


def bars_left(picture: Image.Image, dpi: int, y: float) -> float:
    """Where the first black dot of a row of bars stands, in points from the left."""
    row = picture.convert("L").crop(
        (0, round(y * dpi / 72), picture.width, round(y * dpi / 72) + 1)
    )
    return next(x for x, value in enumerate(row.tobytes()) if value < 64) * 72 / dpi


def strip(title: str = "Her", **changes: Any) -> SpineStrip:
    whole = SpineStrip(
        title, 14, 190, year=2013, certificate="R", barcode="20104127", thumbs=4, pick="Owner"
    )
    return replace(whole, **changes)


# --- cards in other sizes


@pytest.mark.parametrize(
    ("measures", "stock", "left", "top"),
    [(INDEX, "5388", 126.0, 72.0), (INDEX, "plain-index-a4", 117.64, 78.9), (TENT, "5305", 0, 216)],
)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_larger_card_scans_where_it_lies(
    card: MakeCard,
    rendered: Rendered,
    measures: CardMeasures,
    stock: str,
    left: float,
    top: float,
    dpi: int,
) -> None:
    data, report = made(
        shelf_cards.build, [card()], stock=shipped(stock), measures=measures, dpi=dpi
    )
    assert report.printed == 1
    picture = rendered(data, dpi=dpi)
    assert codes(picture) == ["20104127"]
    middle = top + (measures.bars_top + measures.bars_bottom) / 2
    at = bars_left(picture, dpi, middle)
    # The bars begin on a whole dot of the printer, so within one of them.
    assert abs(at - (left + measures.left)) <= TENTH_OF_MM + 72 / dpi


@pytest.mark.parametrize("measures", [SHELF, INDEX, TENT], ids=["shelf", "index", "tent"])
@pytest.mark.parametrize("title", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_no_title_leaves_its_box(
    card: MakeCard, rendered: Rendered, measures: CardMeasures, title: str
) -> None:
    stock = {SHELF: "5371", INDEX: "5388", TENT: "5305"}[measures]
    bare = ShelfCard(title)
    data, report = made(shelf_cards.build, [bare], stock=shipped(stock), measures=measures)
    assert report.printed == 1
    assert not report.shortened
    shape = shipped(stock)
    left, top = shape.positions()[0]
    inset = (shape.label_width - measures.width) / 2
    picture = rendered(data, dpi=150)
    box = (
        left + inset + measures.left - 1,
        top + measures.section_base,
        left + inset + measures.right + 1,
        top + measures.facts_base,
    )
    white = Image.new("RGB", picture.size, "white")
    white.paste(region(picture, 150, *box), tuple(round(e * 150 / 72) for e in box[:2]))  # type: ignore[arg-type]  # two
    assert white.tobytes() == picture.tobytes(), "ink outside the title's box"


def test_a_tent_card_has_its_film_on_the_half_behind_upside_down(
    card: MakeCard, rendered: Rendered, words_of: Callable[..., str]
) -> None:
    data, _ = made(
        shelf_cards.build, [card()], stock=shipped("5305"), measures=TENT, both_sides=True
    )
    picture = rendered(data, dpi=100)
    front = region(picture, 100, 0, 216, 612, 396)
    behind = region(picture, 100, 0, 36, 612, 216).rotate(180)
    front, behind = front.convert("L"), behind.convert("L")
    far = sum(abs(a - b) > 128 for a, b in zip(front.tobytes(), behind.tobytes(), strict=True))
    assert far < 0.02 * front.width * front.height
    assert codes(region(rendered(data), 300, 0, 216, 612, 396)) == ["20104127"]


# --- labels


@pytest.mark.parametrize("stock", ["5167", "5160", "L7160", "5163"])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_labels_scan_on_every_stock(rendered: Rendered, stock: str, dpi: int) -> None:
    wanted = [f"1000{number:04}" for number in range(6)]
    copies = [CopyLabel(title, code, "DVD, Drama", "All Thumbs Video")
              for title, code in zip(SCRIPTS.values(), wanted, strict=False)]  # fmt: skip
    data, report = made(labels.build, copies, stock=shipped(stock), dpi=dpi)
    assert report.printed == 6
    picture = rendered(data, dpi=dpi)
    shape = shipped(stock)
    for place, code in enumerate(wanted):
        left, top = shape.positions()[place]
        box = (left - 8, top, left + shape.label_width + 8, top + shape.label_height)
        assert codes(region(picture, dpi, *(max(0.0, edge) for edge in box))) == [code]


def test_a_code_too_wide_for_its_label_is_refused_and_the_others_close_up(
    rendered: Rendered,
) -> None:
    copies = [CopyLabel("Her", "ABCDEFGHIJKLMNO"), CopyLabel("M", "10000001")]
    data, report = made(labels.build, copies, stock=shipped("5167"))
    assert [(note.title, note.code) for note in report.refused] == [("Her", "CodeTooWide")]
    assert report.printed == 1
    left, top = shipped("5167").positions()[0]
    picture = region(rendered(data), 300, left - 8, top, left + 134, top + 36)
    assert codes(picture) == ["10000001"]


def test_labels_start_in_the_holes_of_a_begun_sheet(rendered: Rendered) -> None:
    copies = [CopyLabel("Her", f"1000000{n}") for n in range(3)]
    data, _ = made(labels.build, copies, stock=shipped("5160"), start=2, used=(3,))
    picture = rendered(data)
    shape = shipped("5160")
    found = {}
    for place, (left, top) in enumerate(shape.positions()[:6], 1):
        box = (left, top, left + shape.label_width, top + shape.label_height)
        found[place] = codes(region(picture, 300, *box))
    assert found == {1: [], 2: ["10000000"], 3: [], 4: ["10000001"], 5: ["10000002"], 6: []}


def test_no_label_left_writes_nothing() -> None:
    data, report = made(labels.build, [], stock=shipped("5160"))
    assert (data, report.printed, report.pages) == (b"", 0, 0)
    with pytest.raises(StockProblem, match="start_label"):
        labels.build([CopyLabel("Her", "1")], io.BytesIO(), stock=shipped("5160"), start=31)
    tiny = shipped("5167").copy(label_width=90.0)
    with pytest.raises(StockProblem, match="label_too_small"):
        labels.build([CopyLabel("Her", "1")], io.BytesIO(), stock=tiny)


def test_a_title_that_no_face_can_print_is_named_and_kept_back() -> None:
    _, report = made(labels.build, [CopyLabel("Teza ጤዛ", "10000001")], stock=shipped("5160"))
    assert [note.detail for note in report.missing] == ["ዛጤ"]
    assert report.printed == 0


# --- spine strips


@pytest.mark.parametrize("title", SCRIPTS.values(), ids=SCRIPTS.keys())
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_strip_scans_and_stays_within_its_case(
    rendered: Rendered, ink_of: Callable[..., Any], title: str, dpi: int
) -> None:
    data, report = made(spine_strips.build, [strip(title)], paper=PAPERS["letter"], dpi=dpi)
    assert (report.printed, report.shortened) == (1, ())
    picture = rendered(data, dpi=dpi)
    assert codes(picture) == ["20104127"]
    width, height = 14 * MILLIMETRE, 190 * MILLIMETRE
    inside = region(picture, dpi, 36.5, 36.5, 36 + width - 0.5, 36 + height - 0.5)
    marks = region(picture, dpi, 36 + width + 15, 0, 612, 792)
    assert ink_of(inside, dpi) is not None
    assert ink_of(marks, dpi) is None
    # What is drawn outside the case are the cut marks, which end two points from it.
    for box in ((34.6, 60, 35.9, 500), (36 + width + 0.2, 60, 36 + width + 1.4, 500)):
        assert ink_of(region(picture, dpi, *box), dpi) is None


def test_strips_stand_side_by_side_with_their_feet_on_a_line(words_of: Callable[..., str]) -> None:
    strips = [strip("Her"), strip("M", width_mm=26), strip("Ran", width_mm=13, height_mm=172)]
    data, report = made(spine_strips.build, strips * 5, paper=PAPERS["a4"])
    assert (report.printed, report.pages) == (15, 2)
    assert "2013" in words_of(data)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"width_mm": 5, "height_mm": 315}, "CaseTooSmall"),
        ({"height_mm": 60}, "CaseTooSmall"),
        ({"height_mm": 400}, "CaseTooLarge"),
        ({"barcode": "A VERY LONG CODE INDEED"}, "CodeTooWide"),
        ({"barcode": "é"}, "CodeUnprintable"),
    ],
)
def test_a_strip_that_cannot_be_is_kept_back(changes: dict[str, Any], code: str) -> None:
    data, report = made(spine_strips.build, [strip(**changes), strip("M")], paper=PAPERS["letter"])
    assert [(note.index, note.code) for note in report.refused] == [(0, code)]
    assert report.printed == 1
    assert data.startswith(b"%PDF")


# --- member cards


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_member_cards_scan_and_say_who(
    rendered: Rendered, words_of: Callable[..., str], dpi: int
) -> None:
    names = ("Ana Ortiz", "王小明", "Featherstonehaugh-Cholmondeley " * 3)
    cards = [
        MemberCard(name, f"10{n}", f"200010{n:02}", "All Thumbs Video", "Member since 2019")
        for n, name in enumerate(names)
    ]
    data, report = made(member_cards.build, cards, stock=shipped("5371"), dpi=dpi)
    assert (report.printed, len(report.shortened)) == (3, 1)
    assert codes(rendered(data, dpi=dpi)) == ["20001000", "20001001", "20001002"]
    text = words_of(data)
    assert "Ana Ortiz" in text
    assert "All Thumbs Video" in text
    assert "王小明" in text


# --- every document


def _documents(mono: bool, language: str = "en") -> dict[str, bytes]:
    shared: dict[str, Any] = {"mono": mono, "language": language}
    card = ShelfCard("Her", year=2013, barcode="20104127", thumbs=4, section="Drama", pick="Owner")
    member = MemberCard("Ana Ortiz", "1042", "20001042", "All Thumbs Video")
    return {
        "index": made(shelf_cards.build, [card], stock=shipped("5388"), measures=INDEX, **shared)[
            0
        ],
        "labels": made(
            labels.build, [CopyLabel("Her", "10000001")], stock=shipped("5160"), **shared
        )[0],
        "strips": made(spine_strips.build, [strip()], paper=PAPERS["letter"], **shared)[0],
        "members": made(member_cards.build, [member], stock=shipped("5371"), **shared)[0],
    }


@pytest.mark.parametrize("name", ["index", "labels", "strips", "members"])
def test_mono_is_grey_and_tags_and_language_are_there(rendered: Rendered, name: str) -> None:
    grey = rendered(_documents(True)[name], dpi=60).tobytes()
    assert all(r == g == b for r, g, b in zip(grey[::3], grey[1::3], grey[2::3], strict=True))
    data = _documents(False, "fr")[name]
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert re.search(rb"/Lang\s*\(fr\)", data)
    assert b"/PrintScaling" in data
    assert b"/Helvetica" not in data
    fonts = re.findall(rb"/BaseFont/([A-Z]{6}\+[A-Za-z-]+)", data)
    assert fonts
    assert len(re.findall(rb"/FontFile2", data)) == len(set(fonts))


@pytest.mark.parametrize("name", ["index", "labels", "strips", "members"])
def test_the_same_data_gives_the_same_bytes(name: str) -> None:
    digests = {hashlib.sha256(_documents(False)[name]).hexdigest() for _ in range(2)}
    assert len(digests) == 1


@pytest.mark.parametrize("name", ["index", "labels", "strips", "members"])
def test_the_drawing_is_pinned(name: str) -> None:
    """The pages' own operators: a change here is a change on paper."""
    pages = [
        zlib.decompress(stream)
        for stream in re.findall(rb"stream\n(.+?)\nendstream", _documents(False)[name], re.S)
        if stream.startswith(b"x")
    ]
    drawn = b"\n".join(page for page in pages if b"BDC" in page)
    assert hashlib.sha256(drawn).hexdigest()[:16] == PINNED[name]


# --- calibration and what it corrects


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_crosses_stand_25_mm_in(rendered: Rendered, paper: str) -> None:
    sheet = PAPERS[paper]
    data, _ = made(calibration.build, calibration.Calibration("Laser, tray 1"), paper=sheet)
    picture = rendered(data, dpi=600).convert("L")
    for x in (CROSS, sheet.width - CROSS):
        for y in (CROSS, sheet.height - CROSS):
            # Along a line ten points beside the middle, the arm is the only ink.
            row = region(picture, 600, x - 3, y + 9, x + 3, y + 9.2)
            dark = [at for at, value in enumerate(row.tobytes()[: row.width]) if value < 128]
            middle = (dark[0] + dark[-1]) / 2 * 72 / 600 + x - 3
            assert abs(middle - x) < TENTH_OF_MM


def test_a_correction_moves_and_stretches_from_the_first_cross(
    rendered: Rendered, ink_of: Callable[..., Any]
) -> None:
    card = ShelfCard("M", barcode="20100013")
    plain, _ = made(shelf_cards.build, [card], stock=shipped("5371"))
    fix = Correction(right=2.0, down=3.0, wider=1.004, higher=0.998)
    moved, _ = made(shelf_cards.build, [card], stock=shipped("5371"), correction=fix)
    before, after = (ink_of(rendered(data, dpi=600), 600) for data in (plain, moved))
    assert before is not None
    for edge, (at, where) in enumerate(zip(before, after, strict=True)):
        shift, factor = (2.0, 1.004) if edge % 2 == 0 else (3.0, 0.998)
        assert abs(where - (CROSS + (at - CROSS) * factor + shift)) < TENTH_OF_MM


def test_a_file_is_whole_for_other_readers() -> None:
    for data in _documents(False).values():
        document = pypdfium2.PdfDocument(data)
        assert len(document) == 1
        document.close()
