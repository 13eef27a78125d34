"""Rating-board signs as they leave the printer: measured, read, refused."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image

from reports.cards import BuildReport
from reports.document import Document
from reports.paper import paper
from reports.signs import board_sign, frames
from reports.signs.designs import Design
from reports.signs.film import Seat, SignFilm

MakeFilm = Callable[..., SignFilm]
Signed = Callable[..., tuple[bytes, BuildReport]]
Rendered = Callable[..., Image.Image]
WordsOf = Callable[..., str]
InkOf = Callable[[Image.Image, int], tuple[float, float, float, float] | None]

TENTH_OF_MM = 0.1 * 72 / 25.4
# Pictures at 6 dots a point: a dot is 0.06 mm.
FINE = 432
INK, PINK, CREAM = (27, 27, 38), (212, 42, 96), (255, 246, 228)

LONG = (
    "Those Magnificent Men in Their Flying Machines, or How I Flew from London to Paris in 25"
    " Hours 11 Minutes"
)
NASTY = {
    "one letter": "M",
    "long": LONG,
    "a word without end": "x" * 400,
    "nine thousand letters": "word " * 1800,
    "Arabic": "باب الحديد",
    "Hebrew": "זה הסוף 2013 (Her)",
    "Japanese": "千と千尋の神隠し",
    "Korean": "살인의 추억",
    "Chinese": "霸王别姬",
    "Cyrillic": "Летят журавли",
    "Greek": "Η αιώνια επιστροφή του Αντώνη Παρασκευά",
    "Georgian": "მონანიება",
    "Devanagari": "दिलवाले दुल्हनिया ले जायेंगे",
    "Thai": "ลุงบุญมีระลึกชาติ",
    "markup": "Movie <unrated> & (((more\\)",
    "marks": "Z" + "\u0351\u0323" * 30 + "algo",
    "nothing to see": "\u200b",
    "accents": "Éèçòñ Ångström Żółć",
}


def dots(picture: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    """The colour of a point of a finely rendered page, from its top left."""
    found = picture.getpixel((round(x * FINE / 72), round(y * FINE / 72)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def edge(
    picture: Image.Image,
    start: tuple[float, float],
    step: tuple[int, int],
    colour: tuple[int, int, int],
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


def near(points: float) -> object:
    """Within a tenth of a millimetre."""
    return pytest.approx(points, abs=TENTH_OF_MM)


# --- where things lie


def test_the_marquees_measures(film: MakeFilm, signed: Signed, rendered: Rendered) -> None:
    data, _ = signed(film())
    page = rendered(data, dpi=FINE)
    assert edge(page, (10, 300), (1, 0), INK) == near(27)
    assert edge(page, (602, 300), (-1, 0), INK) == near(585)
    assert edge(page, (306, 10), (0, 1), INK) == near(27)
    assert edge(page, (306, 785), (0, -1), INK) == near(765)
    assert edge(page, (60, 100), (1, 0), CREAM) == near(63)
    for rail in (133, 138, 390, 395):
        assert edge(page, (66, rail - 2), (0, 1), INK) == near(rail - 0.75)
    # Boxes 78 wide, the line of 2 points on their edge, 13 apart.
    for seat in range(5):
        left = 85 + seat * 91
        assert edge(page, (left - 4, 500), (1, 0), INK) == near(left - 1)
    assert edge(page, (124, 440), (0, 1), INK) == near(445)
    assert dots(page, 45, 45) == (255, 241, 201)  # a bulb in the corner
    # Letters 224 high and their shade stay clear of the rails.
    assert dots(page, 120, 265) == INK
    assert dots(page, 306, 146) == dots(page, 306, 387.5) == CREAM


def test_plain_goes_from_margin_to_margin(
    film: MakeFilm, signed: Signed, rendered: Rendered
) -> None:
    page = rendered(signed(film(), design=Design.PLAIN)[0], dpi=FINE)
    title = page.crop((0, 85 * FINE // 72, page.width, 425 * FINE // 72)).convert("L")
    box = title.point([255] * 90 + [0] * 166).getbbox()
    assert box is not None
    left, top, right, bottom = (side * 72 / FINE for side in box)
    assert (left, right) == (near(40), near(572))
    assert (top + 85, bottom + 85) == (near(100), near(418.8))
    assert edge(page, (300, 70), (0, 1), INK) == near(75.5)
    assert edge(page, (300, 720), (0, 1), INK) == near(728.5)
    assert edge(page, (30, 520), (1, 0), INK) == near(40)
    assert edge(page, (602, 520), (-1, 0), INK) == near(572)


def test_chalk_on_its_board(film: MakeFilm, signed: Signed, rendered: Rendered) -> None:
    page = rendered(signed(film(), design=Design.CHALK)[0], dpi=FINE)
    board = (35, 41, 43)
    assert edge(page, (10, 300), (1, 0), board) == near(27)
    assert edge(page, (306, 785), (0, -1), board) == near(765)
    # The outline of the H begins at 72, half its width outside, but for the hand's wavering.
    assert edge(page, (60, 145), (1, 0), (245, 243, 234)) == pytest.approx(71, abs=1.5)


def test_bulbs_stand_in_the_corners_at_whole_divisions() -> None:
    found = frames.bulbs(45, 45, 567, 747, 31)
    assert {(45, 45), (567, 45), (45, 747), (567, 747)} <= set(found)
    assert len(found) == len(set(found)) == 2 * (17 + 23)
    top = sorted(x for x, y in found if y == 45)
    assert {round(b - a, 6) for a, b in pairwise(top)} == {round(522 / 17, 6)}


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("title", NASTY.values(), ids=NASTY.keys())
def test_nothing_lies_outside_the_margin(
    film: MakeFilm, signed: Signed, rendered: Rendered, ink_of: InkOf, design: Design, title: str
) -> None:
    data, report = signed(film(title), design=design)
    assert report.printed == 1
    ink = ink_of(rendered(data, dpi=72), 72)
    assert ink is not None
    assert 26 <= ink[0] < ink[2] <= 586
    assert 26 <= ink[1] < ink[3] <= 766


def test_a4_is_as_wide_and_taller_above_the_foot(
    film: MakeFilm, signed: Signed, rendered: Rendered
) -> None:
    sheet = paper("a4")
    page = rendered(signed(film(), on="a4")[0], dpi=FINE)
    left = (sheet.width - 558) / 2
    assert edge(page, (5, 300), (1, 0), INK) == near(left)
    assert edge(page, (300, 835), (0, -1), INK) == near(sheet.height - 27)
    box = left + 85 - 27 - 1
    assert edge(page, (box - 4, 500), (1, 0), INK) == near(box)
    assert edge(page, (box + 40, 440), (0, 1), INK) == near(445)


@pytest.mark.parametrize("key", ["letter", "a4", "tabloid", "a3"])
@pytest.mark.parametrize("design", Design)
def test_every_paper(film: MakeFilm, signed: Signed, key: str, design: Design) -> None:
    data, _ = signed(film(), on=key, design=design)
    page = pypdfium2.PdfDocument(data)[0]
    assert page.get_size() == pytest.approx((paper(key).width, paper(key).height), abs=0.01)


@pytest.mark.parametrize("key", ["half-letter", "a5", "roll-80"])
def test_paper_that_is_no_sign_is_refused(film: MakeFilm, signed: Signed, key: str) -> None:
    with pytest.raises(ValueError, match=key):
        signed(film(), on=key)


# --- what it says


@pytest.mark.parametrize("design", Design)
def test_the_words_are_read_back(
    film: MakeFilm, signed: Signed, words_of: WordsOf, design: Design
) -> None:
    words = words_of(signed(film(), design=design)[0]).upper()
    for told in ("HER", "2013", "SPIKE JONZE", "126 MIN", "CHAPLAIN", "PAINTER"):
        assert told in words
    assert "“STARTS AS A JOKE ABOUT A MAN AND HIS PHONE." in words
    assert "DRAMA" in words
    assert "BLU-RAY" in words
    assert "STUDENT" not in words  # an empty box has no name
    assert "ALL THUMBS VIDEO" in words


@pytest.mark.parametrize(
    "title", [NASTY[key] for key in ("Arabic", "Japanese", "Devanagari", "Thai", "Cyrillic")]
)
def test_titles_of_other_scripts_can_be_searched(
    film: MakeFilm, signed: Signed, words_of: WordsOf, title: str
) -> None:
    words = words_of(signed(film(title, quote=""), design=Design.PLAIN)[0])
    for piece in title.split():
        assert piece.upper() in words or all(sign in words.upper() for sign in piece.upper())


def test_a_title_in_another_script_leads_as_on_the_card(
    film: MakeFilm, signed: Signed, words_of: WordsOf
) -> None:
    words = words_of(
        signed(film("Spirited Away", original_title="千と千尋の神隠し"), design=Design.PLAIN)[0]
    )
    assert "Spirited Away, 2013" in words
    assert "千" in words


def test_thumbs_are_as_many_as_were_given(
    film: MakeFilm, signed: Signed, rendered: Rendered
) -> None:
    for count in (1, 3, 5):
        seats = tuple(Seat(f"Seat {seat}", seat < count) for seat in range(5))
        page = rendered(signed(film(seats=seats), design=Design.PLAIN)[0], dpi=FINE)
        full = [
            any(dots(page, 41 + seat * 108.8 + 47 + x, 522) == PINK for x in (-6, 0, 8))
            for seat in range(5)
        ]
        assert full == [seat < count for seat in range(5)]


def test_thumbs_are_told_to_those_who_listen(film: MakeFilm, signed: Signed) -> None:
    data, _ = signed(film())
    told = "4 of 5 thumbs up: Owner, Film teacher, Chaplain, Painter"
    assert told.encode("utf-16-be").hex().upper().encode() in data
    assert data.count(b"/S/H1/") == 1


def test_nobody_gave_a_thumb_is_refused(film: MakeFilm, signed: Signed) -> None:
    data, report = signed(film("Junebug", seats=(Seat("Owner", False),)), film())
    assert report.pages == report.printed == 1
    (note,) = report.refused
    assert (note.code, note.title, note.index) == ("no_verdict", "Junebug", 0)
    assert data
    nothing, report = signed(film("Junebug", seats=()))
    assert nothing == b""
    assert report.pages == 0


def test_letters_no_face_has_are_named(film: MakeFilm, signed: Signed) -> None:
    data, report = signed(film("Her \U00012000", quote="so \U00013000"))
    assert data == b""
    assert [(note.field, note.detail) for note in report.missing] == [
        ("title", "\U00012000"),
        ("quote", "\U00013000"),
    ]


def test_what_was_shortened_is_told(film: MakeFilm, signed: Signed) -> None:
    _, report = signed(
        film(
            "word " * 1800,
            quote="We argued until the shop closed. " * 30,
            directors=("Joel Coen", "Ethan Coen", "Olivier Assayas", "Gurinder Chadha") * 2,
        )
    )
    assert {note.field for note in report.shortened} == {"title", "quote", "directors"}
    assert signed(film())[1].shortened == ()


def test_a_bare_film_has_a_sign_too(film: MakeFilm, signed: Signed) -> None:
    for design in Design:
        bare = SignFilm("Gravity", seats=(Seat("", True),))
        data, report = signed(bare, design=design)
        assert report.pages == 1
        assert b"/S/H1/" in data


# --- the file


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("black_board", [False, True])
def test_mono_is_grey(
    film: MakeFilm, signed: Signed, rendered: Rendered, design: Design, black_board: bool
) -> None:
    grey = rendered(signed(film(), design=design, mono=True, black_board=black_board)[0], dpi=72)
    data = grey.tobytes()
    assert data[0::3] == data[1::3] == data[2::3]
    dark = sum(level < 60 for level in data[0::3]) / len(data[0::3])
    assert (dark > 0.5) == (black_board and design in (Design.CHALK, Design.NEON))
    colour = rendered(signed(film(), design=design)[0], dpi=72).tobytes()
    assert colour[0::3] != colour[1::3]


@pytest.mark.parametrize("design", Design)
def test_fonts_are_embedded_and_the_page_tagged(
    film: MakeFilm, signed: Signed, design: Design
) -> None:
    data, _ = signed(film(), design=design, title="Her, rated", language="en-GB")
    document = pypdfium2.PdfDocument(data)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Her, rated"
    assert b"(en-GB)" in data
    assert b"Helvetica" not in data
    found = len(re.findall(rb"/Type/FontDescriptor", data))
    assert found == len(re.findall(rb"/FontFile2 ", data)) >= 3


PINNED = {
    Design.MARQUEE: "cd6155f228a8f87c",
    Design.NEON: "e446aa41c05fdaed",
    Design.CHALK: "fbe2097b1687ac26",
    Design.PLAIN: "44df42b32ae1bdb7",
}


@pytest.mark.parametrize("design", Design)
def test_the_drawing_is_pinned(film: MakeFilm, design: Design) -> None:
    """The page's operators, which do not depend on how a library packs a file."""
    document = Document(title="Her", language="en")
    page = board_sign.draw(
        document, film(), shop="All Thumbs Video", paper=paper("letter"), design=design
    )
    drawn = "\n".join(
        part if isinstance(part, str) else f"{part.role} {part.spoken} {part.operators}"
        for part in page.parts
    )
    assert hashlib.sha256(drawn.encode()).hexdigest()[:16] == PINNED[design]


def test_the_same_film_gives_the_same_bytes(film: MakeFilm, signed: Signed) -> None:
    for design in Design:
        first, _ = signed(film(), film(LONG), design=design)
        signed(film("Something else: 花"), design=design)
        assert signed(film(), film(LONG), design=design)[0] == first


def test_another_film_is_drawn_by_another_hand(film: MakeFilm, signed: Signed) -> None:
    out = io.BytesIO()
    board_sign.build(
        [film()], out, shop="All Thumbs Video", paper=paper("letter"), design=Design.CHALK
    )
    other, _ = signed(film("He"), design=Design.CHALK)
    assert out.getvalue() != other
