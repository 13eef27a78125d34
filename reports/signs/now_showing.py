"""What is up on a board, for the window: a film to a row, its thumbs at the row's end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.correction import Correction
from reports.document import Document
from reports.fonts import MEDIUM, SEMIBOLD
from reports.outlines import capitals
from reports.paper import Paper
from reports.signs import frames, titles, window_build
from reports.signs.boxes import magnet
from reports.signs.designs import NEON_HAND, POSTER, Design
from reports.signs.sale import shop_name
from reports.signs.sheet import Align, SignPage
from reports.signs.titles import TitleRoom
from reports.signs.window import NowShowing, ShowingRow
from reports.signs.window_hand import EDGES, Hand, sheet_for
from reports.signs.window_words import WindowWords
from reports.signs.wording import typographic
from reports.type import clean

__all__ = ["build", "draw"]

WIDTH, HEIGHT = 612.0, 792.0
_MIDDLE = WIDTH / 2
MOST = 9
_TALLEST = 96.0
_THUMB, _THUMB_PITCH = 26.0, 28.0


def build(
    signs: Sequence[NowShowing],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    title: str = "Now showing",
    language: str = "en",
    words: WindowWords | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per board; one with a character no face has is kept back under `missing`. The
    same board gives the same bytes. Raises ValueError for paper that the sign does not fit.
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


def name_of(board: NowShowing) -> str:
    return board.board


def draw(
    document: Document,
    board: NowShowing,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    words: WindowWords | None = None,
    index: int = 0,
) -> SignPage:
    """The page, its faces noted in the document."""
    words = words or WindowWords()
    sheet = sheet_for(document, paper, WIDTH, HEIGHT, index=index, about=board.board)
    hand = Hand(sheet, design, mono, board.board or board.shop)
    hand.lit(sheet.height - 27, right=WIDTH - 27, small=True)
    left, right = EDGES[design]
    top = shop_name(hand, board.shop)
    head = hand.wide(
        capitals(clean(words.now_showing)),
        (left, right),
        top + (76 if hand.glows else 92),
        50.0 if hand.glows else 84.0,
        hand.colours.accent,
        style=NEON_HAND if design is Design.NEON else POSTER,
    )
    zone = head.top + 20 + (8 if hand.glows else 0)
    foot = sheet.height - 27 - (24 if design is Design.PLAIN else 56)
    rows, more = board.rows, 0
    if len(rows) > MOST:
        rows, more = rows[: MOST - 1], len(rows) - MOST + 1
    if more:
        foot -= 30
        hand.sheet.words(
            words.more.format(more),
            SEMIBOLD,
            16,
            (_MIDDLE, foot + 24),
            hand.paint.ink,
            align=Align.CENTRE,
        )
    _rows(hand, rows, (zone, foot), words)
    return sheet.page()


def _rows(
    hand: Hand, rows: Sequence[ShowingRow], zone: tuple[float, float], words: WindowWords
) -> None:
    """Rows of one height between rails; few rows stand at the head of the zone."""
    left, right = EDGES[hand.design]
    pitch = min(_TALLEST, (zone[1] - zone[0]) / max(1, len(rows)))
    top = zone[0] + (zone[1] - zone[0] - pitch * len(rows)) / 3
    for number, row in enumerate(rows):
        _rail(hand, left, right, top + pitch * number)
        _row(hand, row, (top + pitch * number, pitch), words)
    _rail(hand, left, right, top + pitch * len(rows))


def _rail(hand: Hand, left: float, right: float, y: float) -> None:
    offsets = (-1.8, 1.8) if hand.design is Design.MARQUEE else (0.0,)
    for offset in offsets:
        frames.rule(
            hand.sheet,
            left,
            right,
            y + offset,
            hand.paint.line,
            thick=1.2 if offset else 1.4,
            design=hand.design if hand.design is Design.CHALK else Design.PLAIN,
            seed=hand.seed,
        )


def _row(hand: Hand, row: ShowingRow, at: tuple[float, float], words: WindowWords) -> None:
    """The title large, who made it below, the thumbs at the right."""
    left, right = EDGES[hand.design]
    top, pitch = at
    thumbs = min(5, max(0, row.thumbs))
    room = right - left - (5 * _THUMB_PITCH + 18)
    who = ", ".join(
        filter(None, [*(clean(name) for name in row.directors[:2]), str(row.year or "")])
    )
    told = who if pitch >= 44 else ""
    high = pitch - 16 - (17 if told else 0)
    title_room = TitleRoom(room, (min(high, 46.0), high * 0.46), high, 1.18, (14.0, 0.0))
    found = titles.fit(typographic(clean(row.title)), POSTER, title_room)
    if found.shortened:
        hand.sheet.note("title", found.lines[-1].text)
    first = top + (pitch - found.height - (18 if told else 0)) / 2
    turned = any(run.turned for line in found.lines for run in line.line.runs[:1])
    lines = []
    for number, line in enumerate(found.lines):
        x = left + (room - found.width(line) if turned else 0.0)
        lines.append((line, x, found.base(first + found.cap + found.pitch * number)))
    up = [(line, x, hand.sheet.up(y)) for line, x, y in lines]
    paths = " ".join(line.path(x, y, found.size, found.tracking) for line, x, y in up)
    hand.sheet.display(
        lines,
        found.size,
        f"{hand.paint.ink} rg {paths} f",
        tracking=found.tracking,
        role="P",
        spoken=clean(row.title),
    )
    hand.sheet.words(
        told,
        MEDIUM,
        12,
        (left, first + found.height + 17.5),
        hand.paint.quiet,
        width=room,
        field="directors",
    )
    _thumbs(hand, thumbs, right, top + pitch / 2, words)


def _thumbs(hand: Hand, count: int, right: float, middle: float, words: WindowWords) -> None:
    """As many thumbs as it earned, from the right edge; a film without any has none. They are flat
    in every design: hatching and tubes would blot at this size.
    """
    if not count:
        return
    drawn = []
    for number in range(count):
        x = right - _THUMB_PITCH * (count - number - 0.5)
        centre = (x + 1, hand.sheet.up(middle))
        drawn.append(magnet(centre, _THUMB, 0.0, Design.PLAIN, hand.paint))
    hand.sheet.tag("Figure", " ".join(drawn), words.of_five.format(count))
