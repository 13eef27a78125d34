"""A whole window in one go: its signs in one file and one design; each page may have another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.cards import CardNote as Note
from reports.correction import Correction
from reports.document import Document
from reports.paper import Paper, paper
from reports.signs import (
    closed,
    hours,
    new_release,
    now_showing,
    sale,
    sheet,
    theme_header,
    window_build,
)
from reports.signs.designs import Design
from reports.signs.sheet import SignPage
from reports.signs.window import (
    ClosedDays,
    NewRelease,
    NowShowing,
    OpeningHours,
    Sale,
    ThemeHeader,
)
from reports.signs.window_words import WindowWords

__all__ = ["PAPERS", "WindowPage", "build", "draw", "name_of", "paper_for"]

WindowSign = NewRelease | OpeningHours | ClosedDays | Sale | NowShowing | ThemeHeader

# What each sign is made for, where a shop has Letter paper and where it has A4.
PAPERS: dict[type, tuple[str, str]] = {
    NewRelease: ("tabloid", "a3"),
    OpeningHours: ("letter", "a4"),
    ClosedDays: ("half-letter", "a5"),
    Sale: ("letter", "a4"),
    NowShowing: ("letter", "a4"),
    ThemeHeader: ("half-tabloid", "half-a3"),
}
_MODULES = {
    NewRelease: new_release,
    OpeningHours: hours,
    ClosedDays: closed,
    Sale: sale,
    NowShowing: now_showing,
    ThemeHeader: theme_header,
}


@dataclass(frozen=True, slots=True)
class WindowPage:
    """One sign of the window; `design` where it differs from the others', `paper` where it is not
    printed on the sheet it is made for.
    """

    sign: WindowSign
    design: Design | None = None
    paper: Paper | None = None


def paper_for(sign: WindowSign, *, metric: bool = False) -> Paper:
    """The sheet a sign is made for, lying as the sign does."""
    found = paper(PAPERS[type(sign)][metric])
    wide = isinstance(sign, NewRelease | ClosedDays | ThemeHeader)
    return found.turned() if (found.width > found.height) != wide else found


def name_of(sign: WindowSign) -> str:
    """What notes call it."""
    match sign:
        case NewRelease():
            return new_release.title_of(sign)
        case OpeningHours():
            return hours.shop_of(sign)
        case ClosedDays():
            return closed.name_of(sign)
        case Sale():
            return sale.name_of(sign)
        case NowShowing():
            return now_showing.name_of(sign)
        case ThemeHeader():
            return theme_header.name_of(sign)


def build(
    pages: Sequence[WindowPage],
    out: Path | BinaryIO,
    *,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    metric: bool = False,
    title: str = "The window",
    language: str = "en",
    words: WindowWords | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per sign, each on its own size of paper (`metric`: of the A series). A sign
    with a character no face has is kept back under `missing`. The same window gives the same bytes.
    """
    document = Document(title=title, language=language, correction=correction)
    notes: list[Note] = []
    missing: list[Note] = []
    for index, page in enumerate(pages):
        lacking = window_build.kept_back(page.sign, name_of(page.sign), index)
        missing.extend(lacking)
        if lacking:
            continue
        drawn = draw(
            document,
            page.sign,
            paper=page.paper or paper_for(page.sign, metric=metric),
            design=page.design or design,
            mono=mono,
            words=words,
            index=index,
        )
        sheet.add(document, drawn)
        notes.extend(drawn.notes)
    return window_build.finish(document, out, notes, missing)


def draw(
    document: Document,
    sign: WindowSign,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    words: WindowWords | None = None,
    index: int = 0,
) -> SignPage:
    """One sign's page by its own module."""
    page: SignPage = _MODULES[type(sign)].draw(
        document, sign, paper=paper, design=design, mono=mono, words=words, index=index
    )
    return page
