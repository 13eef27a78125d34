"""The window's signs as the tray and the command line ask for them."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from app.board import actions as board
from app.board import queries as boards
from app.catalog import editions, lookups, sections, titles
from app.nightdrop import queries as nightdrop
from app.rentals import classes, storm_day
from app.rentals.terms import Terms
from app.shop.calendar import DayException, OpeningCalendar
from app.shop.clock import Context
from app.shop.settings import Settings
from reports.signs.window import Amount, Drawing
from reports.signs.window_words import WindowWords
from ui.main import main
from ui.printing import stocks
from ui.printing.documents import Gathered, Options, Wanted, document
from ui.printing.documents.closing import due_sentence, next_closing
from ui.printing.documents.customs import amount, counts_to_24

TODAY = date(2025, 12, 13)
SHUT = DayException(True, "away")
NEVER = ", and the night-drop slot never closes."
USUAL = (((660, 1320),),) * 6 + ((),)


def days(*numbers: int) -> tuple[date, ...]:
    """Days of that December; what is past the 31st is in January."""
    return tuple(date(2025, 11, 30) + timedelta(days=number) for number in numbers)


def calendar(*shut: int, **opened: DayException) -> OpeningCalendar:
    exceptions = dict.fromkeys(days(*shut), SHUT)
    exceptions |= {days(int(day[1:]))[0]: found for day, found in opened.items()}
    return OpeningCalendar(ZoneInfo("America/Los_Angeles"), USUAL, exceptions)


# --- closed days and what they do to due dates


@pytest.mark.parametrize(
    ("shut", "named", "back", "opens"),
    [
        ((25, 26), (25, 26), 27, 660),
        ((25,), (25,), 26, 660),
        # Sunday 28 is closed every week: no part of it at the end, but in the middle.
        ((26, 27), (26, 27), 29, 660),
        ((27, 29), (27, 28, 29), 30, 660),
        ((25, 31, 32), (25,), 26, 660),
        ((31, 32), (31, 32), 33, 660),
        # The 12th has passed; the sign still says since when.
        ((12, 13, 15), (12, 13, 14, 15), 16, 660),
    ],
)
def test_the_next_days_closed(
    shut: tuple[int, ...], named: tuple[int, ...], back: int, opens: int
) -> None:
    found = next_closing(calendar(*shut), TODAY)
    assert found is not None
    assert (found.days, found.back_on, found.opens) == (days(*named), days(back)[0], opens)


def test_no_closing_is_none() -> None:
    assert next_closing(calendar(), TODAY) is None
    assert next_closing(calendar(140), TODAY) is None  # too far ahead for the door
    # Open, though not as long as usual; a Sunday that is shut as ever.
    assert next_closing(calendar(14, d24=DayException(False, "", ((660, 900),))), TODAY) is None


def test_it_opens_when_that_day_opens() -> None:
    found = next_closing(calendar(25, d26=DayException(False, "", ((720, 900),))), TODAY)
    assert found is not None
    assert (found.back_on, found.opens) == (date(2025, 12, 26), 720)


@pytest.mark.parametrize(
    ("shut", "slot", "said"),
    [
        (
            (25, 26),
            True,
            "Anything due while we are away is due on Saturday" + NEVER,
        ),
        ((25, 26), False, "Anything due while we are away is due on Saturday."),
        ((25,), False, "Anything due that day is due on Friday."),
        ((26, 27), False, "Anything due while we are away is due on Monday."),
        (
            tuple(range(22, 31)),
            False,
            "Anything due while we are away is due on Wednesday 31 December.",
        ),
    ],
)
def test_due_dates_move_to_the_next_open_day(shut: tuple[int, ...], slot: bool, said: str) -> None:
    found = calendar(*shut)
    closing = next_closing(found, TODAY)
    assert closing is not None
    assert due_sentence(found, closing.days, WindowWords(), slot=slot) == said


# --- customs of countries


@pytest.mark.parametrize(
    ("currency", "language", "cents", "wanted"),
    [
        ("USD", "en", 450, Amount(450, "$")),
        ("EUR", "de", 450, Amount(450, "€", after=True)),
        ("EUR", "en-IE", 450, Amount(450, "€")),
        ("JPY", "ja", 300, Amount(300, "¥", 0)),
        ("SEK", "sv", 4900, Amount(4900, "kr", after=True)),
        ("CHF", "de", 450, Amount(450, "CHF")),
    ],
)
def test_prices_of_countries(currency: str, language: str, cents: int, wanted: Amount) -> None:
    assert amount(cents, Settings(currency=currency, language=language)) == wanted
    assert counts_to_24(Settings(currency=currency)) == (currency != "USD")


# --- what the signs say of the shop


def gathered(key: str, ctx: Context, subject: dict[str, Any] | None = None) -> Gathered:
    kind = document(key)
    asked = kind.subject(Wanted(), ctx.now()) if subject is None else subject
    return kind.gather(asked, ctx.now())


@pytest.fixture
def elysium(films: dict[str, int], ctx: Context) -> int:
    """A film that is out on Tuesday on Blu-ray, for two nights at 4.50."""
    new = classes.save_class(ctx, Terms("New release", 450, period_nights=2)).class_id
    kinds, home = lookups.formats(), lookups.sections()[0].id
    title = titles.add_title(
        ctx, "Oblivion", 2013, kinds[0].id, home, directors=["J"], class_id=new
    )
    editions.add_edition(ctx, title.title_id, kinds[1].id, released_on=date(2025, 12, 16))
    return title.title_id


def test_a_new_release_says_its_day_and_its_price(elysium: int, ctx: Context) -> None:
    found = gathered("new-release", ctx, {"title": elysium, "from": "2025-12-16"})
    sign = found.pieces[0].data
    assert (sign.title, sign.out_on, sign.nights) == ("Oblivion", date(2025, 12, 16), 2)
    assert sign.price == Amount(450, "$")
    assert found.name == "New release, Oblivion"
    told = gathered("new-release", ctx, {"title": elysium, "from": "", "price": 300})
    assert (told.pieces[0].data.out_on, told.pieces[0].data.price) == (None, Amount(300, "$"))
    past = gathered("new-release", ctx, {"title": elysium, "from": "2025-12-13"})
    assert past.pieces[0].data.out_on is None  # here now


def test_the_newest_film_is_offered_first(elysium: int, ctx: Context) -> None:
    kind = document("new-release")
    assert kind.offers(ctx.now())[0].subject == {"title": elysium}
    assert kind.subject(Wanted(), ctx.now()) == {"titles": [elysium]}


def test_nothing_from_behind_the_curtain_is_in_the_window(
    films: dict[str, int], ctx: Context
) -> None:
    entry = board.put_up(ctx, boards.boards()[0].id, title_id=films["Her"]).entry_id
    board.set_thumbs(ctx, entry, 2)
    assert gathered("now-showing", ctx).pieces
    sections.curtain(ctx, lookups.sections()[0].id, True)
    assert not gathered("new-release", ctx, {"title": films["Her"]}).pieces
    assert not gathered("now-showing", ctx).pieces
    theme = gathered("theme-header", ctx, {"name": "X", "titles": list(films.values())})
    assert theme.pieces[0].data.plates == ()
    assert document("new-release").offers(ctx.now()) == ()


def test_hours_are_those_of_the_week(shop: Path, ctx: Context) -> None:
    sign = gathered("hours", ctx).pieces[0].data
    assert sign.week == USUAL
    assert (sign.shop, sign.twenty_four) == ("All Thumbs Video", False)
    assert sign.slot == bool(nightdrop.boxes())


def test_closed_days_follow_the_calendar(shop: Path, ctx: Context) -> None:
    assert not gathered("closed", ctx).pieces
    assert document("closed").offers(ctx.now()) == ()
    storm_day.apply(ctx, dict.fromkeys(days(25, 26), SHUT))
    found = gathered("closed", ctx)
    assert found.name == "Closed Thursday 25 and Friday 26 December"
    sign = found.pieces[0].data
    assert (sign.back_on, sign.opens) == (date(2025, 12, 27), 660)
    assert sign.due.startswith("Anything due while we are away is due on Saturday")
    assert gathered("closed", ctx, {"from": "2025-12-26"}).pieces[0].data.days == days(26)
    before = found.marks
    storm_day.apply(ctx, dict.fromkeys(days(27), SHUT))
    after = gathered("closed", ctx)
    assert after.marks != before
    assert "Monday" in after.pieces[0].data.due


def test_now_showing_has_what_is_up(films: dict[str, int], ctx: Context) -> None:
    first = boards.boards()[0].id
    for name, thumbs in (("Her", 4), ("M", 0)):
        board.set_thumbs(ctx, board.put_up(ctx, first, title_id=films[name]).entry_id, thumbs)
    sign = gathered("now-showing", ctx).pieces[0].data
    assert {(row.title, row.thumbs) for row in sign.rows} == {("Her", 4), ("M", 0)}


def test_a_theme_has_its_films_in_shelf_order(films: dict[str, int], ctx: Context) -> None:
    subject = {
        "name": "Our Mechanical Friends",
        "first": "2025-12-13",
        "last": "2025-12-20",
        "titles": [films["M"], films["Her"], films["Elysium"]],
        "drawing": "robot",
    }
    sign = gathered("theme-header", ctx, subject).pieces[0].data
    assert [(plate.title, plate.year) for plate in sign.plates] == [
        ("M", 1931),
        ("Her", 2013),
        ("Elysium", 2013),
    ]
    assert (sign.first, sign.last, sign.drawing) == (TODAY, date(2025, 12, 20), Drawing.ROBOT)


def test_a_window_is_one_file_of_all_papers(elysium: int, ctx: Context) -> None:
    storm_day.apply(ctx, dict.fromkeys(days(25), SHUT))
    subject = {
        "theme": {"name": "Winter", "titles": [elysium]},
        "sale": {"what": "Old tapes", "price": 100},
        "designs": {"hours": "neon"},
    }
    kind = document("window")
    pieces = kind.gather(subject, ctx.now()).pieces
    assert [one.key for one in pieces] == [
        f"new-release-{elysium}",
        "hours",
        "theme",
        "closed",
        "sale",
    ]
    for stock, wide in (("letter", 1224.0), ("a4", 1190.55)):
        out = io.BytesIO()
        report = kind.build(pieces, out, Options(stocks.sheet(stock), design="chalk"))
        assert (report.pages, report.missing) == (5, ())
        read = pypdfium2.PdfDocument(out.getvalue())
        sizes = [page.get_size() for page in read]
        assert sizes[0][0] == pytest.approx(wide, abs=0.1)
        assert len({(round(width), round(height)) for width, height in sizes}) == 4


def test_a_letter_no_face_has_is_left_out_on_wish(elysium: int, ctx: Context) -> None:
    kind = document("window")
    subject = {"theme": {"name": "Ur \U00012000"}}
    pieces = kind.gather(subject, ctx.now()).pieces
    report = kind.build(pieces, io.BytesIO(), Options(stocks.sheet("letter")))
    (note,) = report.missing
    assert note.field == "name"
    better = kind.with_text(pieces[note.index], "name", "Ur")
    mended = [*pieces[: note.index], better, *pieces[note.index + 1 :]]
    assert not kind.build(mended, io.BytesIO(), Options(stocks.sheet("letter"))).missing


@pytest.mark.parametrize(
    ("key", "letter", "a4"),
    [
        ("new-release", "tabloid", "a3"),
        ("hours", "letter", "a4"),
        ("closed", "half-letter", "a5"),
        ("theme-header", "half-tabloid", "half-a3"),
        ("window", "letter", "a4"),
    ],
)
def test_each_sign_has_its_sheet(shop: Path, key: str, letter: str, a4: str) -> None:
    kind = document(key)
    assert (kind.default_stock("letter"), kind.default_stock("a4")) == (letter, a4)
    assert {one.key for one in kind.stocks()} == set(kind.preferred)


# --- the command line


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(template_shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    path = tmp_path / "till.db"
    shutil.copyfile(template_shop, path)

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--shop", str(path), "--now", "2025-12-13T19:05:00Z", "--staff", "D", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    copies = tmp_path / "copies.csv"
    copies.write_text(
        "barcode,title,year,format,section\n10000001,Her,2013,DVD,Drama\n", encoding="utf-8"
    )
    assert run("import", "copies", str(copies))[0] == 0
    return run


def test_signs_from_the_command_line(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "sign.pdf"
    words = ("--out", str(out), "--json")
    told = ("--name", "Our Mechanical Friends", "--from", "2025-12-13", "--to", "2025-12-20")
    code, answer, err = run(
        "print", "theme-header", *told, "--drawing", "robot", "--design", "neon", *words, "10000001"
    )
    assert code == 0, err
    assert json.loads(answer)["pages"] == 1
    text = pypdfium2.PdfDocument(out.read_bytes())[0].get_textpage().get_text_range()
    assert "Our Mechanical Friends" in text
    assert "SAT 13 TO SAT 20 DECEMBER" in text
    assert "HER" in text
    code, _, err = run(
        "print", "new-release", "--from", "2025-12-16", "--price", "4.50", *words, "10000001"
    )
    assert code == 0, err
    text = pypdfium2.PdfDocument(out.read_bytes())[0].get_textpage().get_text_range()
    assert "From Tuesday" in text
    assert "16 December" in text
    assert run("print", "window", *words)[0] == 0
    assert run("print", "hours", "--stock", "A4", "--mono", *words)[0] == 0


def test_off_words_are_refused(run: Run, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "sign.pdf"))
    assert run("print", "sale", "--to", "Saturday", *out)[0] == 2
    assert run("print", "sale", "--price", "a lot", *out)[0] == 1
    assert run("print", "closed", *out)[0] == 1
    assert run("print", "closed", "--from", "2025-12-15", *out)[0] == 1
    assert run("print", "new-release", "nothing", *out)[0] == 1
    assert run("print", "sale", "--from", "2025-12-15", "--to", "2025-12-14", *out)[0] == 2
    code, said, why = run("print", "sale", "--name", "ጤዛ", *out)
    assert (code, said) == (1, "")
    assert "no face" in why
    assert run("print", "whole-board", "--design", "neon", *out)[0] == 2
    assert run("print", "shelf-cards", "--all", "--design", "neon", *out)[0] == 2
    assert run("print", "hours", "--stock", "5160", *out)[0] == 2
    assert not (tmp_path / "sign.pdf").exists()
