"""The registry of documents: each builds, and is marked by what it says."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from app.board import actions as board
from app.board import queries as boards
from app.members import actions as members
from app.members.actions import RenterDraft
from app.printing import stocks as own
from app.printing.rules import Measures, Reading
from app.rentals import storm_day
from app.shop.calendar import DayException
from app.shop.clock import Context
from reports.cards import ShelfCard
from ui.printing import stocks
from ui.printing.correcting import correction
from ui.printing.documents import Options, Wanted, document, documents
from ui.printing.fingerprint import mark


@dataclass(frozen=True)
class _Older:
    title: str
    year: int | None = None


@dataclass(frozen=True)
class _Newer:
    title: str
    year: int | None = None
    thumbs: tuple[int, ...] = ()


def test_a_mark_is_of_what_is_said() -> None:
    card = ShelfCard("Her", year=2013, directors=("Spike Jonze",))
    assert mark(card) == mark(ShelfCard("Her", year=2013, directors=("Spike Jonze",)))
    assert mark(card) != mark(replace(card, year=2014))
    assert mark((date(2025, 12, 13), None, 1.5)) == mark((date(2025, 12, 13), None, 1.5))


def test_a_later_programs_new_field_changes_no_mark() -> None:
    assert mark(_Older("Her", 2013)) == mark(_Newer("Her", 2013))
    assert mark(_Older("Her")) != mark(_Newer("Her", thumbs=(1,)))


def test_a_mark_of_what_is_no_plain_value_is_refused() -> None:
    with pytest.raises(TypeError):
        mark(object())


@pytest.fixture
def hung(films: dict[str, int], ctx: Context) -> int:
    """Her hangs with four thumbs; the entry's id."""
    entry = board.put_up(ctx, boards.boards()[0].id, title_id=films["Her"]).entry_id
    board.set_thumbs(ctx, entry, 4)
    return entry


@pytest.fixture
def christmas(shop: Path, ctx: Context) -> None:
    """A day on which the shop is shut."""
    storm_day.apply(ctx, {date(2025, 12, 25): DayException(True, "Christmas")})


def test_every_document_builds(
    films: dict[str, int], hung: int, christmas: None, ctx: Context
) -> None:
    renter = RenterDraft("Ruth", date(1981, 3, 4), pays=True)
    members.new_account(ctx, name="Marchetti, Ruth", phone="(206) 555-0142", renters=(renter,))
    for one in documents().values():
        subject = one.subject(Wanted(everything=True), ctx.now())
        gathered = one.gather(subject, ctx.now())
        assert gathered.pieces, one.key
        sheet = stocks.sheet(one.default_stock("letter"))
        out = io.BytesIO()
        report = one.build(gathered.pieces, out, Options(sheet, mono=True))
        assert report.pages > 0, one.key
        assert out.getvalue().startswith(b"%PDF"), one.key
        assert one.stocks()[0].key in one.preferred, one.key
        assert one.name_of(subject, ctx.now())


def test_a_sign_counts_as_changed_with_its_thumbs(hung: int, ctx: Context) -> None:
    sign = document("rating-board")
    before = sign.gather({"entry": hung}, ctx.now()).marks
    board.set_thumbs(ctx, hung, 5)
    assert sign.gather({"entry": hung}, ctx.now()).marks != before
    assert sign.gather({"entry": hung}, ctx.now()).name == "Board sign, Her"


def test_several_films_are_several_posters(hung: int, films: dict[str, int], ctx: Context) -> None:
    other, bare = (
        board.put_up(ctx, boards.boards()[0].id, title_id=films[name]).entry_id
        for name in ("Elysium", "M")
    )
    board.set_thumbs(ctx, other, 2)
    poster = document("rating-board-poster")
    pieces = poster.gather({"entries": [hung, bare, other]}, ctx.now()).pieces
    out = io.BytesIO()
    report = poster.build(pieces, out, Options(stocks.sheet("letter")))
    assert (report.pages, report.printed) == (8, 2)
    assert [note.title for note in report.refused] == ["M"]
    pages = pypdfium2.PdfDocument(out.getvalue())
    assert "A1 Elysium (3)" in " ".join(pages[4].get_textpage().get_text_range().split())


def test_a_board_is_one_board(hung: int, films: dict[str, int], ctx: Context) -> None:
    board.put_up(ctx, boards.boards()[0].id, title_id=films["M"])
    whole = document("whole-board")
    pieces = whole.gather(whole.subject(Wanted(), ctx.now()), ctx.now()).pieces
    report = whole.build(pieces, io.BytesIO(), Options(stocks.sheet("letter")))
    assert (report.pages, report.printed) == (1, 1)


def test_cards_come_in_shelf_order(films: dict[str, int], ctx: Context) -> None:
    wanted = {"titles": [films["M"], films["Elysium"], films["Her"]]}
    names = [one.name for one in document("shelf-cards").gather(wanted, ctx.now()).pieces]
    assert names == ["Elysium", "Her", "M"]


def test_stocks_by_key_and_by_name(shop: Path, ctx: Context) -> None:
    measures = Measures("Letter", 612, 792, 252, 144, 2, 5, 54, 36, 252, 144)
    key = str(own.add_stock(ctx, "House cards", measures).facts["key"])
    found = stocks.named("house CARDS")
    assert (found.key, found.own, found.per_sheet) == (key, True, 10)
    assert found.words() == "House cards, 10 a sheet"
    assert stocks.named("5371").words() == "5371 on Letter, 10 a sheet"
    assert stocks.sheet("letter").words() == "Plain Letter"
    with pytest.raises(KeyError):
        stocks.named("nothing")
    offered = [sheet.key for sheet in document("shelf-cards").stocks()]
    assert offered.index(key) == 4


@pytest.mark.parametrize(("currency", "paper"), [("USD", "letter"), ("EUR", "a4")])
def test_the_shops_own_paper_is_proposed(shop: Path, currency: str, paper: str) -> None:
    found = document("rating-board").default_stock(stocks.local_paper(currency))
    assert found == paper


def test_a_profile_moves_and_stretches_every_page(
    films: dict[str, int], hung: int, ctx: Context
) -> None:
    found = correction(Reading("letter", 25.7, 24.2, 24.9, 25.2))
    assert found is not None
    for kind in documents().values():
        pieces = kind.gather(kind.subject(Wanted(everything=True), ctx.now()), ctx.now()).pieces
        pages = []
        for corrected in (None, found):
            out = io.BytesIO()
            sheet = stocks.sheet(kind.default_stock("letter"))
            kind.build(pieces, out, Options(sheet, correction=corrected))
            pages.append(out.getvalue())
        # the sheet that a printer is measured with shows how it prints
        assert not pages[0] or (pages[0] == pages[1]) is (kind.key == "calibration"), kind.key
    # what the printer lays 0.7 mm too far right comes out at its place again
    cross = 25 / 25.4 * 72
    laid = 25.7 / 25.4 * 72
    scale = (215.9 - 25.7 - 24.9) / 165.9
    for point in (cross, 300.0, 612 - cross):
        drawn = cross * (1 - found.wider) + found.right + found.wider * point
        assert laid + (drawn - cross) * scale == pytest.approx(point, abs=0.01)


def test_a_true_printer_needs_no_correction() -> None:
    assert correction(Reading("a4", 25, 25, 25, 25)) is None


def test_copies_without_a_label_are_offered(films: dict[str, int], ctx: Context) -> None:
    (offer,) = document("barcode-labels").offers(ctx.now())
    assert len(document("barcode-labels").gather(offer.subject, ctx.now()).pieces) == len(films)
