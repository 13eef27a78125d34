"""The rating-board sign: one film on a page, its title in large letters, five boxes, a thumb in as
many as it earned, and what was said about it. For Letter, A4, Tabloid and A3, in four designs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.cards import CardNote as Note
from reports.correction import Correction
from reports.document import Document
from reports.paper import Paper
from reports.signs import board_hands, sheet
from reports.signs.board_measures import WIDTH, fitted_scale
from reports.signs.designs import Design, paint
from reports.signs.film import SignFilm, Words
from reports.signs.sheet import Sheet, SignPage
from reports.type import missing_glyphs

__all__ = ["Design", "SignFilm", "Words", "build", "draw", "kept_back"]


def build(
    films: Sequence[SignFilm],
    out: Path | BinaryIO,
    *,
    shop: str,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    black_board: bool = False,
    title: str = "Rating board",
    language: str = "en",
    words: Words | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per film and says what had to be shortened or kept back.

    A film nobody has given a thumb is refused with the code `no_verdict` (an empty row of boxes
    would say that nobody liked it); one with a character no face has is kept back under `missing`.
    When no film is left nothing is written and `pages` is 0. `black_board`: chalk and neon keep a
    black ground in mono. The same films give the same bytes. Raises ValueError for paper that a
    sign does not fit.
    """
    document = Document(title=title, language=language, correction=correction)
    notes: list[Note] = []
    missing: list[Note] = []
    refused: list[Note] = []
    for index, film in enumerate(films):
        lacking, refusal = kept_back(film, shop, index)
        missing.extend(lacking)
        refused.extend(refusal)
        if lacking or refusal:
            continue
        page = draw(
            document,
            film,
            shop=shop,
            paper=paper,
            design=design,
            mono=mono,
            black_board=black_board,
            words=words,
            index=index,
        )
        sheet.add(document, page)
        notes.extend(page.notes)
    printed = document.pages
    if printed:
        document.write(out)
    return BuildReport(
        pages=printed,
        printed=printed,
        shortened=tuple(notes),
        missing=tuple(missing),
        refused=tuple(refused),
    )


def draw(
    document: Document,
    film: SignFilm,
    *,
    shop: str,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    black_board: bool = False,
    words: Words | None = None,
    index: int = 0,
) -> SignPage:
    """One film's page, its faces noted in the document. Ask `kept_back` first."""
    page = Sheet(
        document,
        paper,
        width=WIDTH,
        scale=fitted_scale(paper),
        index=index,
        about=film.title,
    )
    colours = paint(design, mono, black_board=black_board)
    board_hands.HANDS[design](page, film, shop, colours, words or Words())
    return page.page()


def kept_back(film: SignFilm, shop: str = "", index: int = 0) -> tuple[list[Note], list[Note]]:
    """Why a film gets no sign: characters that no face has, by field; no verdict yet."""
    fields = {
        "title": film.title,
        "original_title": film.original_title,
        "directors": " ".join(film.directors),
        "certificate": film.certificate,
        "seats": " ".join(seat.name for seat in film.seats),
        "quote": film.quote,
        "quote_author": film.quote_author,
        "section": film.section,
        "formats": " ".join(film.formats),
        "shop": shop,
    }
    missing = [
        Note(index, film.title, field, "".join(sorted(signs)), "missing")
        for field, text in fields.items()
        if (signs := missing_glyphs(text))
    ]
    if film.thumbs:
        return missing, []
    return missing, [Note(index, film.title, "seats", film.title, "no_verdict")]
