"""Closed on these days: half a Letter for the door, with what it does to due dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.correction import Correction
from reports.document import Document
from reports.fonts import BOLD, REGULAR
from reports.outlines import capitals
from reports.paper import Paper
from reports.signs import window_build
from reports.signs.designs import POSTER, Design
from reports.signs.sheet import Align, SignPage
from reports.signs.titles import TitleRoom
from reports.signs.titles import fit as fit_title
from reports.signs.window import ClosedDays
from reports.signs.window_hand import Hand, sheet_for
from reports.signs.window_words import WindowWords
from reports.signs.wording import quote
from reports.type import clean

__all__ = ["build", "draw"]

WIDTH, HEIGHT = 612.0, 396.0


def build(
    signs: Sequence[ClosedDays],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    title: str = "Closed",
    language: str = "en",
    words: WindowWords | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per sign. The same days give the same bytes. Raises ValueError for paper that
    the sign does not fit.
    """
    return window_build.build(
        signs,
        out,
        draw,
        name_of,
        paper=paper,
        design=design,
        mono=mono,
        title=title,
        language=language,
        words=words,
        correction=correction,
    )


def name_of(closed: ClosedDays) -> str:
    return WindowWords().days(closed.days, closed.this_year)


def draw(
    document: Document,
    closed: ClosedDays,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    words: WindowWords | None = None,
    index: int = 0,
) -> SignPage:
    """The page, its faces noted in the document."""
    words = words or WindowWords()
    about = words.days(closed.days, closed.this_year)
    sheet = sheet_for(document, paper, WIDTH, HEIGHT, index=index, about=about)
    hand = Hand(sheet, design, mono, about)
    hand.card(sheet.height - 27, right=WIDTH - 27)
    at = _PLACES.get(design, _USUAL)
    down = (sheet.height - HEIGHT) / 2
    hand.wide(
        capitals(clean(words.closed)),
        (at.left, at.right - (7 if design is Design.CHALK else 0)),
        at.word + down,
        60.0 if hand.glows else at.high,
        hand.colours.accent,
        style=hand.shout,
    )
    foot = _days(hand, at, about, down)
    hand.pair(at.left, at.right, foot + 18)
    _sentences(hand, closed, at, foot + 18, words)
    return sheet.page()


@dataclass(frozen=True, slots=True)
class _Places:
    """Points of one design: edges, the base of the large word and its height at most."""

    left: float
    right: float
    word: float
    high: float


_USUAL = _Places(64.0, 548.0, 141.0, 104.0)
_PLACES = {
    Design.NEON: _Places(78.0, 534.0, 141.0, 76.0),
    Design.CHALK: _Places(66.0, 546.0, 141.0, 80.0),
    Design.PLAIN: _Places(40.0, 572.0, 132.0, 104.0),
}


def _days(hand: Hand, at: _Places, about: str, down: float) -> float:
    """The days from edge to edge, on two lines where there are many. Returns their last base."""
    room = TitleRoom(at.right - at.left, (34.0, 25.0), 64.0, 1.26)
    found = fit_title(about, POSTER, room)
    if found.shortened:
        hand.sheet.note("days", found.lines[-1].text)
    base = (195.0 if len(found.lines) == 1 else 186.0) + down
    lines = []
    for number, line in enumerate(found.lines):
        where = 0.0 if hand.design is Design.PLAIN else 0.5
        x = at.left + (at.right - at.left - found.width(line)) * where
        lines.append((line, x, base + number * found.pitch))
    drawn = hand.drawn(lines, found.size, hand.paint.ink)
    hand.sheet.display(lines, found.size, drawn, role="P", spoken=about)
    return lines[-1][2]


def _sentences(
    hand: Hand, closed: ClosedDays, at: _Places, rule: float, words: WindowWords
) -> None:
    """When it opens again; what that does to due dates, on up to three lines."""
    sheet, ink = hand.sheet, hand.paint.ink
    back = words.back_line(closed.days, closed.back_on, closed.opens, closed.twenty_four)
    base = rule + 53.8
    bottom = sheet.height - 52
    due = clean(closed.due)
    base = min(base, bottom - (68 if due else 8))
    sheet.words(back, BOLD, 26, (at.left, base), ink, width=at.right - at.left)
    if not due:
        return
    said = quote(
        due,
        REGULAR,
        width=at.right - at.left,
        depth=max(20.0, bottom - base - 30),
        largest=19,
        usual=18,
        smallest=11,
        leading=1.5,
        most=3,
    )
    if said.shortened:
        sheet.note("due", said.lines[-1].text)
    y = base + 32.6
    for line in said.lines:
        sheet.line(line, said.size, (at.left, y), ink, align=Align.LEFT)
        y += said.leading
