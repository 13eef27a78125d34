"""The window's signs as they leave the printer: measured against the mock-up, read, refused."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from reports.cards import BuildReport
from reports.document import Document
from reports.paper import paper
from reports.signs import poster, window_set
from reports.signs.designs import Design
from reports.signs.window import (
    Amount,
    ClosedDays,
    Drawing,
    NewRelease,
    NowShowing,
    OpeningHours,
    Plate,
    Sale,
    ShowingRow,
    ThemeHeader,
)
from reports.signs.window_set import PAPERS, WindowPage, WindowSign

Rendered = Callable[..., Image.Image]
WordsOf = Callable[..., str]
InkOf = Callable[[Image.Image, int], tuple[float, float, float, float] | None]

TENTH_OF_MM = 0.1 * 72 / 25.4
FINE = 432  # 6 dots a point
WHITE, INK, PINK, CREAM = (255, 255, 255), (27, 27, 38), (212, 42, 96), (255, 246, 228)

SHOP = "All Thumbs Video"
ELYSIUM = NewRelease(
    title="Elysium",
    year=2013,
    directors=("Neill Blomkamp",),
    certificate="R",
    runtime_minutes=109,
    formats=("DVD", "Blu-ray", "4K UHD"),
    out_on=date(2025, 12, 16),
    price=Amount(450, "$"),
    nights=2,
    this_year=2025,
)
HOURS = OpeningHours(SHOP, (((660, 1320),),) * 6 + ((),), slot=True)
CLOSED = ClosedDays(
    days=(date(2025, 12, 25), date(2025, 12, 26)),
    back_on=date(2025, 12, 27),
    opens=660,
    due=(
        "Anything due while we are away is due on Saturday, and the night-drop slot never closes."
    ),
    this_year=2025,
)
FRIENDS = ThemeHeader(
    name="Our Mechanical Friends",
    tagline="Seven films about the machines we make, and what they make of us.",
    plates=(
        Plate("A.I. Artificial Intelligence", 2001),
        Plate("2001: A Space Odyssey", 1968),
        Plate("WALL·E", 2008),
        Plate("Blade Runner", 1982),
        Plate("Her", 2013),
        Plate("Computer Chess", 2013),
        Plate("Elysium", 2013),
    ),
    first=date(2025, 12, 13),
    last=date(2025, 12, 20),
    drawing=Drawing.ROBOT,
    this_year=2025,
)
SALE = Sale(
    what="Previously rented DVDs and Blu-rays",
    price=Amount(350, "$"),
    first=date(2025, 12, 13),
    last=date(2025, 12, 20),
    note="While they last.",
    shop=SHOP,
    this_year=2025,
)
SHOWING = NowShowing(
    SHOP,
    "Front board",
    (
        ShowingRow("Her", 2013, ("Spike Jonze",), 4),
        ShowingRow("Blue Is the Warmest Colour", 2013, ("Abdellatif Kechiche",)),
    ),
)
SIGNS: dict[str, WindowSign] = {
    "new release": ELYSIUM,
    "hours": HOURS,
    "closed": CLOSED,
    "theme": FRIENDS,
    "sale": SALE,
    "now showing": SHOWING,
}
every_sign = pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS.keys())
every_design = pytest.mark.parametrize("design", Design)


def made(sign: WindowSign, **options: Any) -> tuple[bytes, BuildReport]:
    """One sign on the sheet it is made for."""
    out = io.BytesIO()
    report = window_set.build([WindowPage(sign)], out, **options)
    return out.getvalue(), report


def fine(rendered: Rendered, sign: WindowSign, **options: Any) -> Image.Image:
    return rendered(made(sign, **options)[0], dpi=FINE)


def near(points: float) -> object:
    """Within a tenth of a millimetre."""
    return pytest.approx(points, abs=TENTH_OF_MM)


def dots(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    found = picture.getpixel((round(x * FINE / 72), round(y * FINE / 72)))
    assert isinstance(found, tuple)
    return found


def edge(
    picture: Image.Image, start: tuple[float, float], step: tuple[int, int], colour: tuple[int, ...]
) -> float:
    """Where a colour begins on the way from a point, in points along the way's axis."""
    x, y = round(start[0] * FINE / 72), round(start[1] * FINE / 72)
    for _ in range(20_000):
        found = picture.getpixel((x, y))
        assert isinstance(found, tuple)
        if sum(abs(a - b) for a, b in zip(found, colour, strict=True)) < 90:
            break
        x, y = x + step[0], y + step[1]
    return (x if step[0] else y) * 72 / FINE


def ink_in(
    picture: Image.Image, box: tuple[float, float, float, float], colour: tuple[int, ...]
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all of a colour inside a box, in points."""
    scale = FINE / 72
    part = picture.crop(tuple(round(side * scale) for side in box))  # type: ignore[arg-type]  # four
    bands = [
        band.point([255 if abs(level - value) < 40 else 0 for level in range(256)])
        for band, value in zip(part.split(), colour, strict=True)
    ]
    both = Image.composite(bands[1], Image.new("L", part.size), bands[0])
    found = Image.composite(bands[2], Image.new("L", part.size), both).getbbox()
    assert found is not None
    left, top, right, bottom = (side / scale for side in found)
    return box[0] + left, box[1] + top, box[0] + right, box[1] + bottom


# --- the mock-up's measures


def test_the_new_release(rendered: Rendered) -> None:
    page = fine(rendered, ELYSIUM)
    assert page.size == (1224 * FINE // 72, 792 * FINE // 72)
    assert edge(page, (5, 400), (1, 0), PINK) == near(27)
    assert edge(page, (1220, 400), (-1, 0), PINK) == near(1197)
    assert edge(page, (64, 300), (1, 0), CREAM) == near(81)
    assert edge(page, (612, 785), (0, -1), PINK) == near(765)
    assert dots(page, 33, 400) == (255, 241, 201)  # the inner line, at 33
    assert dots(page, 54, 54) == (255, 241, 201)  # a bulb in the corner
    # Kicker: rules to both sides, 5 and 1.5 points with 3.5 between.
    assert edge(page, (200, 118), (0, 1), PINK) == near(122.5)
    assert edge(page, (200, 128.5), (0, 1), PINK) == near(131)
    assert edge(page, (118, 125), (1, 0), PINK) == near(121)
    assert edge(page, (1108, 125), (-1, 0), PINK) == near(1103)
    assert ink_in(page, (380, 100, 844, 160), INK)[3] == near(142.3)
    # The title: ink to ink less the shade, cap line 172, its base at 432 less a fifth.
    title = ink_in(page, (110, 160, 1110, 445), INK)
    assert (title[0], title[2]) == (near(121), near(1095))
    assert edge(page, (130, 165), (0, 1), INK) == near(172.3)
    base = edge(page, (130, 425), (0, 1), (233, 217, 182))
    assert base == pytest.approx(431.7, abs=0.5)
    # Facts 46 below, rules 18 below them.
    assert ink_in(page, (110, 462, 135, 490), INK)[3] == near(base + 46)
    assert edge(page, (700, 484), (0, 1), INK) == near(base + 64)
    # The day.
    day = ink_in(page, (110, 552, 640, 632), INK)
    assert day[0] == near(121)
    assert day[3] == near(617.5 + 74 * 0.014)
    # The price: its figure's cap is that of Alfa Slab 176; cents hang from its cap line.
    four = ink_in(page, (868, 520, 992, 690), PINK)
    assert four[3] - four[1] == near(176 * 0.778)
    assert four[3] == near(677.5)
    cents = ink_in(page, (992, 530, 1110, 607), PINK)
    assert cents[2] == near(1103)
    assert cents[1] + 78 * 0.014 == near(four[1])
    assert cents[3] - cents[1] == near(78 * 0.806)
    assert edge(page, (1050, 606), (0, 1), PINK) == near(cents[3] - 78 * 0.014 + 9.7)
    # Boxes 38 high.
    box = [edge(page, (133, 625), (0, 1), INK), edge(page, (133, 690), (0, -1), INK)]
    assert box[1] - box[0] == near(38 + 2.4)
    assert edge(page, (110, 658), (1, 0), INK) == near(121)


def test_opening_hours(rendered: Rendered) -> None:
    page = fine(rendered, HOURS)
    assert edge(page, (300, 10), (0, 1), INK) == near(27)
    assert edge(page, (60, 200), (0, 1), WHITE) == near(262)
    assert edge(page, (10, 500), (1, 0), INK) == near(27)
    assert edge(page, (602, 500), (-1, 0), INK) == near(585)
    opened = ink_in(page, (50, 110, 560, 250), CREAM)
    assert opened[3] - opened[1] == near(150 * 0.806)
    assert (opened[0] + opened[2]) / 2 == near(306)
    eleven = ink_in(page, (60, 340, 222, 470), PINK)
    assert eleven[3] - eleven[1] == near(138 * 0.778)
    assert eleven[3] == near(456)
    assert edge(page, (100, 480), (0, 1), INK) == near(494)
    assert edge(page, (100, 500.5), (0, 1), INK) == near(502.5)
    # After the closed day the pair stands on its head.
    assert edge(page, (100, 590), (0, 1), INK) == near(612)
    assert edge(page, (100, 614), (0, 1), INK) == near(615.5 + 1.5)
    shut = ink_in(page, (290, 520, 560, 600), INK)
    assert shut[2] == near(548)
    assert ink_in(page, (60, 520, 240, 600), INK)[0] == near(64)
    slot = ink_in(page, (50, 640, 150, 740), INK)
    assert slot == (near(64), near(652), near(148), near(728))


def test_closed(rendered: Rendered) -> None:
    page = fine(rendered, CLOSED)
    word = ink_in(page, (50, 40, 570, 150), PINK)
    assert (word[0], word[2]) == (near(64), near(548))
    days = ink_in(page, (50, 160, 570, 200), INK)
    assert (days[0], days[2]) == (near(64), near(548))
    assert edge(page, (100, 203), (0, 1), INK) == near(213)
    assert edge(page, (100, 219), (0, 1), INK) == near(221.5)
    assert ink_in(page, (50, 240, 90, 275), INK)[3] == near(213 + 53.8)


def test_the_theme_header(rendered: Rendered) -> None:
    page = fine(rendered, FRIENDS)
    rose = (255, 122, 160)
    assert page.size == (1224 * FINE // 72, 396 * FINE // 72)
    assert edge(page, (5, 200), (1, 0), INK) == near(27)
    assert edge(page, (600, 390), (0, -1), INK) == near(369)
    title = ink_in(page, (300, 105, 1180, 190), CREAM)
    assert (title[0], title[2]) == (near(316), near(1162))
    head = ink_in(page, (300, 60, 600, 100), rose)
    assert head[0] == near(316)
    assert head[3] == near(92.2)
    assert ink_in(page, (800, 60, 1180, 100), rose)[2] == near(1162)
    first = ink_in(page, (306, 240, 433, 350), CREAM)
    width = (846 - 60) / 7
    assert first == (near(316), near(title[3] + 64 - 0.9), near(316 + width), near(343))
    second = ink_in(page, (432, 240, 560, 350), CREAM)
    assert second[0] - first[2] == near(10)
    thumb = ink_in(page, (175, 215, 300, 345), rose)
    assert list(thumb) == pytest.approx([182.9, 223, 279.7, 331], abs=1)


@every_sign
@every_design
def test_nothing_lies_outside_the_margin(
    rendered: Rendered, ink_of: InkOf, sign: WindowSign, design: Design
) -> None:
    width, height = (
        window_set.paper_for(sign).width,
        window_set.paper_for(sign).height,
    )
    for mono in (False, True):
        ink = ink_of(rendered(made(sign, design=design, mono=mono)[0], dpi=72), 72)
        assert ink is not None
        assert 26 <= ink[0] < ink[2] <= width - 26
        assert 26 <= ink[1] < ink[3] <= height - 26


# --- what they say


SAID = {
    "new release": (
        "New release of the week|Elysium|Neill Blomkamp, 2013|R, 109 minutes|From Tuesday"
        "|16 December|4K UHD|4|50|2 nights"
    ),
    "hours": f"{SHOP}|OPEN|MONDAY TO SATURDAY|11|10|SUNDAY|CLOSED|The night-drop slot",
    "closed": "CLOSED|THURSDAY 25 AND FRIDAY 26 DECEMBER|Back on Saturday at 11|is due on Saturday",
    "theme": (
        "Theme of the week|Sat 13 to Sat 20 December|Our Mechanical Friends|Seven films|WALL·E|1968"
    ),
    "sale": "Sale|Previously rented|3|50|each|Sat 13 to Sat 20 December|While they last.",
    "now showing": "Now showing|Her|Spike Jonze, 2013|Blue Is the",
}


@every_design
@pytest.mark.parametrize("name", SIGNS)
def test_the_words_are_read_back(words_of: WordsOf, name: str, design: Design) -> None:
    data, report = made(SIGNS[name], design=design)
    assert (report.printed, report.shortened, report.missing) == (1, (), ())
    words = " ".join(words_of(data).upper().split()).replace("\u00a0", " ")
    for told in SAID[name].upper().split("|"):
        assert told in words, words


def spoken(data: bytes, text: str) -> bool:
    return text.encode("utf-16-be").hex().upper().encode() in data


@every_design
def test_what_is_drawn_is_told(design: Design) -> None:
    assert spoken(made(ELYSIUM, design=design)[0], "$4.50")
    assert spoken(made(HOURS, design=design)[0], "11\u00a0am to 10\u00a0pm")
    assert spoken(made(FRIENDS, design=design)[0], "A.I. Artificial Intelligence, 2001")
    assert spoken(made(SHOWING, design=design)[0], "4 of 5 thumbs up")
    assert not spoken(made(SHOWING, design=design)[0], "0 of 5 thumbs up")


@every_sign
@every_design
def test_fonts_are_embedded_and_the_page_tagged(sign: WindowSign, design: Design) -> None:
    data, _ = made(sign, design=design, title="The window", language="en-GB")
    document = pypdfium2.PdfDocument(data)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "The window"
    assert b"(en-GB)" in data
    assert b"Helvetica" not in data
    assert data.count(b"/S/H1/") == 1
    found = len(re.findall(rb"/Type/FontDescriptor", data))
    assert found == len(re.findall(rb"/FontFile2 ", data)) >= 1


@every_sign
@every_design
def test_mono_is_grey(rendered: Rendered, sign: WindowSign, design: Design) -> None:
    grey = rendered(made(sign, design=design, mono=True)[0], dpi=72).tobytes()
    assert grey[0::3] == grey[1::3] == grey[2::3]
    colour = rendered(made(sign, design=design)[0], dpi=72).tobytes()
    assert colour[0::3] != colour[1::3]


def test_mono_has_black_and_white_and_one_grey(rendered: Rendered) -> None:
    picture = rendered(made(ELYSIUM, mono=True)[0], dpi=FINE).convert("L")
    common = {level for level, count in enumerate(picture.histogram()) if count > 40_000}
    assert common == {0, 212, 255}


# --- days, prices, formats


@pytest.mark.parametrize(
    ("changes", "told", "untold"),
    [
        ({"out_on": None}, "Here now", "December"),
        ({"out_on": date(2026, 1, 6)}, "6 January 2026", "December"),
        ({"price": None}, "16 December", "night"),
        ({"nights": 1}, "1 night", "nights"),
        ({"nights": None}, "50", "night"),
        ({"formats": ("A", "B", "C", "D")}, "D", "formats"),
        ({"formats": ("A", "B", "C", "D", "E")}, "on 5 formats", "4K"),
        ({"certificate": "", "runtime_minutes": None}, "Neill", "minutes"),
        ({"directors": ("Joel Coen", "Ethan Coen")}, "Joel Coen, Ethan Coen, 2013", "others"),
        ({"directors": ("A Long Name Indeed",) * 9}, "A Long Name Indeed and others", "4K UHD,"),
        ({"price": Amount(14900, "kr", after=True)}, "149", "$"),
        ({"price": Amount(300, "¥", 0)}, "300", "$"),
    ],
)
def test_a_new_releases_lines(
    words_of: WordsOf, changes: dict[str, Any], told: str, untold: str
) -> None:
    words = " ".join(words_of(made(replace(ELYSIUM, **changes))[0]).split())
    assert told in words
    assert untold not in words


@pytest.mark.parametrize(
    ("price", "high"),
    [
        (Amount(400, "$"), 176),
        (Amount(1250, "$"), 176),
        (Amount(14900, "$"), 140),
        (Amount(450, "€", after=True), 176),
    ],
)
def test_a_prices_figure(rendered: Rendered, price: Amount, high: float) -> None:
    page = fine(rendered, replace(ELYSIUM, price=price, nights=None))
    block = ink_in(page, (640, 500, 1110, 690), PINK)
    assert block[2] == near(1103)
    low = ink_in(page, (640, 650, 1110, 690), PINK)
    foot = low[3]
    assert foot == pytest.approx(677.5, abs=2.7)
    figure = ink_in(page, (low[0], 500, low[2], 690), PINK)
    signs = 0.903 - 0.778 if price.symbol == "$" and not price.after else 0.014
    assert figure[3] - figure[1] == pytest.approx(high * 0.792, abs=high * 0.03 + signs * 80)
    if not price.after and price.cents:  # the line under the cents
        assert edge(page, (1060, 606), (0, 1), PINK) == pytest.approx(611, abs=1)


@pytest.mark.parametrize(
    ("amount", "whole", "cents"),
    [
        (Amount(450, "$"), "4", "50"),
        (Amount(400, "$"), "4", ""),
        (Amount(5, "$"), "0", "05"),
        (Amount(14950, "$"), "149", "50"),
        (Amount(300, "¥", 0), "300", ""),
        (Amount(1250, "KD", 3), "1", "250"),
    ],
)
def test_amounts(amount: Amount, whole: str, cents: str) -> None:
    assert (amount.whole, amount.cents) == (whole, cents)


# --- refusals and the file


def test_letters_no_face_has_are_named() -> None:
    data, report = made(replace(ELYSIUM, title="Ur \U00012000", formats=("VHS \U00013000",)))
    assert data == b""
    assert report.pages == 0
    assert [(note.field, note.detail) for note in report.missing] == [
        ("title", "\U00012000"),
        ("formats", "\U00013000"),
    ]
    _, report = made(replace(FRIENDS, plates=(Plate("\U00012000"),)))
    assert [note.field for note in report.missing] == ["plates"]


def test_what_was_shortened_is_told() -> None:
    _, report = made(replace(ELYSIUM, title="word " * 1800))
    assert {note.field for note in report.shortened} == {"title"}
    _, report = made(replace(FRIENDS, name="word " * 300, tagline="tag " * 300))
    assert {note.field for note in report.shortened} == {"name", "tagline"}


@pytest.mark.parametrize(
    ("count", "plates", "more"),
    [(3, 3, ""), (9, 9, ""), (10, 8, "AND 2 MORE"), (14, 8, "AND 6 MORE")],
)
def test_plates(words_of: WordsOf, count: int, plates: int, more: str) -> None:
    films = tuple(Plate(f"Film {chr(65 + number)}x", 1990) for number in range(count))
    words = " ".join(words_of(made(replace(FRIENDS, plates=films))[0]).split())
    assert len(re.findall(r"FILM [A-N]X", words)) == plates
    assert words.count("1990") == plates
    assert ("MORE" in words) == bool(more)
    assert more in words


@pytest.mark.parametrize(
    "name",
    [
        "Everything You Always Wanted to Know About the Films of Our Neighbour Down the Street",
        "The Neighbours Who Never Once Came Home on Time",
    ],
)
def test_a_long_name_lowers_the_plates_by_24(rendered: Rendered, name: str) -> None:
    one = ink_in(fine(rendered, FRIENDS), (306, 240, 433, 350), CREAM)
    two = ink_in(fine(rendered, replace(FRIENDS, name=name)), (306, 254, 433, 350), CREAM)
    assert two[1] - one[1] == pytest.approx(24, abs=0.5)
    assert two[3] == near(343)


@pytest.mark.parametrize("drawing", Drawing)
@every_design
def test_drawings(rendered: Rendered, drawing: Drawing, design: Design) -> None:
    theme = replace(FRIENDS, drawing=drawing)
    page = rendered(made(theme, design=design)[0], dpi=72)
    bare = rendered(made(replace(FRIENDS, drawing=Drawing.NONE), design=design)[0], dpi=72)
    left = (62, 100, 290, 360)
    assert (page.crop(left).tobytes() == bare.crop(left).tobytes()) is (drawing is Drawing.NONE)


@every_design
@pytest.mark.parametrize("on", ["a3", "half-a3", "a4", "a5", "letter", "tabloid"])
def test_papers(design: Design, on: str) -> None:
    for sign in SIGNS.values():
        if on not in (*PAPERS[type(sign)], "letter", "a4"):
            continue
        if isinstance(sign, ThemeHeader) and not on.startswith("half"):
            continue
        out = io.BytesIO()
        window_set.build([WindowPage(sign, paper=paper(on))], out, design=design)
        size = pypdfium2.PdfDocument(out.getvalue())[0].get_size()
        wanted = (paper(on).width, paper(on).height)
        assert sorted(size) == pytest.approx(sorted(wanted), abs=0.01)


@every_sign
def test_paper_of_another_shape_is_refused(sign: WindowSign) -> None:
    with pytest.raises(ValueError, match="roll-80"):
        window_set.build([WindowPage(sign, paper=paper("roll-80"))], io.BytesIO())
    if isinstance(sign, ThemeHeader):
        with pytest.raises(ValueError, match="letter"):
            window_set.build([WindowPage(sign, paper=paper("letter"))], io.BytesIO())


def test_a_whole_window_is_one_file(words_of: WordsOf) -> None:
    pages = [WindowPage(sign) for sign in SIGNS.values()]
    pages[1] = WindowPage(HOURS, Design.NEON)
    pages[4] = WindowPage(replace(SALE, what="\U00012000"))
    out = io.BytesIO()
    report = window_set.build(pages, out, design=Design.CHALK, metric=True)
    assert (report.pages, [note.index for note in report.missing]) == (5, [4])
    assert pypdfium2.PdfDocument(out.getvalue())[0].get_size() == pytest.approx((1190.55, 841.89))
    alone = io.BytesIO()
    window_set.build([pages[1]], alone, design=Design.NEON, metric=True)
    assert words_of(out.getvalue(), 1) == words_of(alone.getvalue())


def test_any_sign_becomes_a_poster() -> None:
    def draw(document: Document) -> Any:
        return window_set.draw(document, FRIENDS, paper=paper("half-tabloid"))

    out = io.BytesIO()
    report = poster.build(draw, out, paper=paper("letter").turned(), columns=3, rows=1)
    assert report.pages == 3


def test_the_same_signs_give_the_same_bytes() -> None:
    pages = [WindowPage(sign, design) for sign in SIGNS.values() for design in Design]
    first, again = io.BytesIO(), io.BytesIO()
    window_set.build(pages, first)
    made(replace(ELYSIUM, title="Something else: 花"), design=Design.CHALK)
    window_set.build(pages, again)
    assert first.getvalue() == again.getvalue()


def drawn(sign: WindowSign, design: Design) -> str:
    document = Document(title="Window", language="en")
    page = window_set.draw(document, sign, paper=window_set.paper_for(sign), design=design)
    operators = "\n".join(
        part if isinstance(part, str) else f"{part.role} {part.spoken} {part.operators}"
        for part in page.parts
    )
    return hashlib.sha256(operators.encode()).hexdigest()[:12]


PINNED: dict[str, tuple[str, ...]] = {
    "new release": ("6abad790da44", "c411d777bcf5", "068878bff6c8", "c3217e62c16c"),
    "hours": ("e53f2777a6bb", "a602e3abc905", "e4c19cad229a", "3850bc248963"),
    "closed": ("548713de3158", "d55b6600e4a5", "16b21bd58d2e", "fa79af822296"),
    "theme": ("a4ccf7ba0a97", "c36e2cffaa52", "6fd144ead7b8", "b95c0071416a"),
    "sale": ("98533a55f804", "7c7a4e6c11ba", "14c87600dacc", "7824e3784e07"),
    "now showing": ("501b4c40250c", "079dae83bb19", "f1fb88da3be0", "c4180b0e9320"),
}


@pytest.mark.parametrize("name", SIGNS)
def test_the_drawing_is_pinned(name: str) -> None:
    """The page's operators, which do not depend on how a library packs a file."""
    assert tuple(drawn(SIGNS[name], design) for design in Design) == PINNED[name]
