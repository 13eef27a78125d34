"""The ratings board on paper: a sign per film, the sign as a poster over four sheets, the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import BinaryIO

from app.board import queries as board
from app.board.queries import Entry
from app.catalog.card_facts import CardFacts, card_facts
from app.shop import settings
from app.shop.errors import NotFound
from reports.cards import BuildReport, CardNote
from reports.paper import Paper
from reports.signs import board_sign, poster, whole_board
from reports.signs.designs import Design
from reports.signs.film import BoardRow, Seat, SignFilm
from ui.printing.documents.base import (
    DesignChoice,
    Gathered,
    Offer,
    Options,
    Piece,
    PrintedDocument,
    Subject,
    Wanted,
    piece,
)
from ui.printing.documents.titles import without_missing

DESIGNS = tuple(DesignChoice(one.value, one.value.capitalize()) for one in Design)
PAPERS = ("letter", "a4", "tabloid", "a3")


class RatingBoard(PrintedDocument):
    """One film's sign. Its subject is `{"entry": id}` or `{"entries": [ids]}`."""

    key = "rating-board"
    text = "Board sign"
    what = "one film of the ratings board"
    one, many = "board sign", "board signs"
    icon = "thumbs-up"
    of = "entries"
    designs = DESIGNS
    preferred = PAPERS

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        rows = [row for one in board.boards() for row in board.rows(one.id) if not row.curtained]
        if wanted.everything or not (wanted.where or wanted.codes):
            return {"entries": [row.id for row in rows]}
        if wanted.where:
            text = wanted.where.casefold()
            return {"entries": [row.id for row in rows if text in row.name.casefold()]}
        return {"entries": [_entry_named(code, rows) for code in wanted.codes]}

    def name_of(self, subject: Subject, now: datetime) -> str:
        ids = _entry_ids(subject)
        if len(ids) != 1:
            return self.tr(self.many).capitalize()
        return self.tr("{sign}, {film}").format(
            sign=self.tr(self.text), film=board.entry(ids[0]).name
        )

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        if self.key != RatingBoard.key:
            return ()
        rows = [row for one in board.boards() for row in board.rows(one.id) if not row.curtained]
        text = self.tr("{sign}, {film}")
        return tuple(
            Offer(text.format(sign=self.tr(self.text), film=row.name), {"entry": row.id})
            for row in rows[:12]
        )

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        entries = [board.entry(one) for one in _entry_ids(subject)]
        shown = [one for one in entries if not one.curtained]
        facts = {
            one.title_id: one
            for one in card_facts([row.title_id for row in shown if row.title_id is not None])
        }
        pieces = tuple(
            piece(one.id, one.name, _film(one, facts.get(one.title_id or 0))) for one in shown
        )
        return Gathered(self.name_of(subject, now), pieces)

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        return board_sign.build(
            [one.data for one in pieces],
            out,
            shop=settings.settings().shop_name,
            paper=_paper(options),
            design=Design(options.design or Design.MARQUEE),
            mono=options.mono,
            title=options.title or self.tr(self.text),
            language=options.language,
            correction=options.correction,
        )

    def proposal(self, piece: Piece, note: CardNote) -> str | None:
        if note.code != "missing":
            return None
        return without_missing(piece, note)


class RatingPoster(RatingBoard):
    """The sign of one film over two by two sheets, to be glued."""

    key = "rating-board-poster"
    text = "Board poster"
    what = "a board sign over four sheets"
    size = "2 × 2"
    pages_each = 4
    one, many = "poster", "posters"
    icon = "layout-grid"

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        shop, paper = settings.settings().shop_name, _paper(options)
        missing: list[CardNote] = []
        refused: list[CardNote] = []
        draws = {}
        for at, one in enumerate(pieces):
            lacking, refusal = board_sign.kept_back(one.data, shop, at)
            missing.extend(lacking)
            refused.extend(refusal)
            if not lacking and not refusal:
                draws[self._sheets_name(pieces, at, options)] = partial(
                    board_sign.draw,
                    film=one.data,
                    shop=shop,
                    paper=paper,
                    design=Design(options.design or Design.MARQUEE),
                    mono=options.mono,
                    index=at,
                )
        report = poster.build_each(
            draws,
            out,
            paper=paper,
            columns=2,
            rows=2,
            title=options.title or self.tr(self.text),
            language=options.language,
            correction=options.correction,
        )
        return replace(report, missing=tuple(missing), refused=tuple(refused))

    def _sheets_name(self, pieces: Sequence[Piece], at: int, options: Options) -> str:
        """What a poster's sheets tell: of several each its film and its place in the row."""
        if len(pieces) == 1:
            return options.title or self.tr(self.text)
        return f"{pieces[at].name} ({at + 1})"


@dataclass(frozen=True, slots=True)
class WholeBoard:
    """A board as it hangs: its name, its five people, its rows from the top."""

    name: str
    shop: str
    seats: tuple[str, ...]
    rows: tuple[BoardRow, ...]


class RatingBoards(PrintedDocument):
    """The whole board. Its subject is `{"board": id}`."""

    key = "whole-board"
    text = "Ratings board"
    what = "the whole ratings board in magnet letters"
    one, many = "board", "boards"
    icon = "layout-panel-top"
    of = "boards"
    preferred = PAPERS

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        name = wanted.where or (wanted.codes[0] if wanted.codes else "")
        return {"board": board.board_named(name).id}

    def name_of(self, subject: Subject, now: datetime) -> str:
        return board.board(int(subject["board"])).name

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        text = self.tr("The whole board, {name}")
        return tuple(Offer(text.format(name=one.name), {"board": one.id}) for one in board.boards())

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        one = board.board(int(subject["board"]))
        rows = tuple(
            BoardRow(row.name, tuple(thumb is not None for thumb in row.thumbs))
            for row in board.rows(one.id)
            if not row.curtained
        )
        whole = WholeBoard(one.name, settings.settings().shop_name, one.seats, rows)
        return Gathered(one.name, (piece(one.id, one.name, whole),) if rows else ())

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        if not pieces:
            return BuildReport(0)
        data: WholeBoard = pieces[0].data
        report = whole_board.build(
            data.rows,
            out,
            shop=data.shop,
            board=data.name,
            paper=_paper(options),
            seats=data.seats,
            mono=options.mono,
            title=options.title or self.tr(self.text),
            language=options.language,
            correction=options.correction,
        )
        return _of_one_piece(report)


def _of_one_piece(report: BuildReport) -> BuildReport:
    """Notes about rows become notes about the one piece, which goes to paper without them."""
    rows = tuple(replace(note, index=0, code="row_missing") for note in report.missing)
    shortened = tuple(replace(note, index=0) for note in report.shortened)
    printed = min(report.printed, 1)  # the board is what is counted, not its rows
    return replace(report, printed=printed, missing=(), shortened=(*rows, *shortened))


def _entry_ids(subject: Subject) -> list[int]:
    one = subject.get("entry")
    return [int(one)] if one is not None else [int(id_) for id_ in subject.get("entries", ())]


def _entry_named(name: str, rows: Sequence[Entry]) -> int:
    """The row of a film's name or code, capitals aside. Raises `NotFound("print.not_on_board")`."""
    wanted = name.strip().casefold()
    for row in rows:
        if wanted in (row.name.casefold(), row.original_name.casefold() or None, row.code):
            return row.id
    raise NotFound("print.not_on_board", title=name[:60])


def _film(entry: Entry, facts: CardFacts | None) -> SignFilm:
    """The sign's data: what the catalogue knows, the five seats, the quote chosen for the card."""
    reviews = board.reviews(entry.film_id)
    last = max((thumb.at for thumb in entry.thumbs if thumb is not None), default=None)
    seats = next((one.seats for one in board.boards() if one.id == entry.board_id), ())
    return SignFilm(
        title=entry.name,
        original_title=entry.original_name,
        year=entry.year,
        directors=entry.directors,
        certificate=entry.certificate,
        runtime_minutes=entry.runtime_minutes,
        seats=tuple(
            Seat(name, thumb is not None) for name, thumb in zip(seats, entry.thumbs, strict=False)
        ),
        quote=reviews[0].quote if reviews else "",
        quote_author=reviews[0].author if reviews else "",
        section=entry.section,
        formats=facts.formats if facts is not None else (),
        rated_on=settings.calendar().local_date(last) if last is not None else None,
    )


def _paper(options: Options) -> Paper:
    sheet = options.sheet
    return sheet.paper or Paper(sheet.key, sheet.paper_name, sheet.width, sheet.height)


DOCUMENTS = (RatingBoard(), RatingBoards(), RatingPoster())
