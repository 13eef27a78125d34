"""Opening hours for the door: a head block that says OPEN, days with the same hours together, and
the slot that never closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.correction import Correction
from reports.document import Document
from reports.drawing import rounded_box
from reports.fonts import BOLD, REGULAR
from reports.outlines import capital_height, capitals
from reports.paper import Paper
from reports.signs import frames, lettering, window_build
from reports.signs.designs import NEON_HAND, POSTER, SLAB, Design
from reports.signs.sheet import Align, SignPage
from reports.signs.titles import TitleRoom
from reports.signs.titles import fit as fit_title
from reports.signs.window import OpeningHours
from reports.signs.window_hand import Hand, sheet_for
from reports.signs.window_hours import BIG, HoursLine, draw_hours, hours_size
from reports.signs.window_words import DayGroup, WindowWords, day_groups
from reports.type import clean

__all__ = ["build", "draw"]

WIDTH, HEIGHT = 612.0, 792.0
_LEFT, _RIGHT, _MIDDLE = 64.0, 548.0, 306.0
_HEAD = 262.0
_LESS, _TABLE = 84.0, 44.0


def build(
    signs: Sequence[OpeningHours],
    out: Path | BinaryIO,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    title: str = "Opening hours",
    language: str = "en",
    words: WindowWords | None = None,
    correction: Correction | None = None,
) -> BuildReport:
    """Writes a page per sign. The same hours give the same bytes. Raises ValueError for paper that
    the sign does not fit.
    """
    return window_build.build(
        signs,
        out,
        draw,
        shop_of,
        paper=paper,
        design=design,
        mono=mono,
        title=title,
        language=language,
        words=words,
        correction=correction,
    )


def shop_of(hours: OpeningHours) -> str:
    return hours.shop


def draw(
    document: Document,
    hours: OpeningHours,
    *,
    paper: Paper,
    design: Design = Design.MARQUEE,
    mono: bool = False,
    words: WindowWords | None = None,
    index: int = 0,
) -> SignPage:
    """The week's page, its faces noted in the document."""
    words = words or WindowWords()
    sheet = sheet_for(document, paper, WIDTH, HEIGHT, index=index, about=hours.shop)
    hand = Hand(sheet, design, mono, hours.shop)
    hand.card(sheet.height - 27, right=WIDTH - 27)
    hand.head(_HEAD, right=WIDTH - 27)
    _head(hand, hours, words)
    foot = sheet.height - (170.0 if hours.slot else 50.0)
    _week(hand, hours, (_HEAD, foot), words)
    if hours.slot:
        _slot(hand, sheet.height - 140, words)
    return sheet.page()


def _head(hand: Hand, hours: OpeningHours, words: WindowWords) -> None:
    """The shop's name over the word; tubes leave room for their light."""
    colours, neon = hand.colours, hand.glows
    same = capital_height(NEON_HAND.first) / capital_height(SLAB.first)
    hand.big(
        clean(hours.shop),
        (36 if neon else 40) * same,
        (_MIDDLE, 89.0),
        colours.name,
        style=NEON_HAND,
        align=Align.CENTRE,
        width=_RIGHT - _LEFT - 20,
    )
    hand.big(
        capitals(clean(words.open)),
        112 if neon else 150,
        (_MIDDLE, 225 if neon else 232),
        colours.on_head,
        style=hand.shout,
        align=Align.CENTRE,
        width=_RIGHT - _LEFT,
        role="H1",
    )
    if hand.design is not Design.MARQUEE:
        hand.pair(_LEFT, _RIGHT, _HEAD - 4)


# A row's height and how far below its top names and hours stand on their lines, for hours of 138
# points: as much as is good, then as little as will do.
@dataclass(frozen=True, slots=True)
class _Measure:
    open: float
    name: float
    hours: float
    shut: float
    closed: float


_EASY = _Measure(232.0, 62.0, 194.0, 108.0, 76.0)
_TIGHT = _Measure(188.0, 45.0, 170.0, 76.0, 60.0)
_NAME, _CLOSED, _CLOSED_NAME = 46.0, 57.0, 68.0


def _week(hand: Hand, hours: OpeningHours, zone: tuple[float, float], words: WindowWords) -> None:
    """Groups from the top of the zone to its foot, a double rule after each."""
    groups = day_groups(hours.week)
    if len(groups) > 3:
        _lines(hand, hours, groups, zone, words)
        return
    room = zone[1] - zone[0] - 10 * len(groups)
    measure, k, y = _EASY, 1.0, zone[0]
    if sum(_height(group, measure) for group in groups) > room:
        measure, room, y = _TIGHT, room - 8, y + 8
        k = min(1.0, room / sum(_height(group, measure) for group in groups))
    spare = (room - k * sum(_height(group, measure) for group in groups)) / len(groups)
    for number, group in enumerate(groups):
        _row(hand, group, measure, k, y + spare / 2, hours.twenty_four, words)
        y += _height(group, measure) * k + spare
        last = number == len(groups) - 1
        if not last or hours.slot:
            hand.pair(_LEFT, _RIGHT, y, up=last and len(groups) > 1)
        y += 10


def _height(group: DayGroup, measure: _Measure) -> float:
    """A closed group is one line; a day that is open twice has two."""
    if not group.spans:
        return measure.shut
    return measure.open + (len(group.spans) - 1) * BIG


def _row(
    hand: Hand,
    group: DayGroup,
    measure: _Measure,
    k: float,
    top: float,
    full: bool,
    words: WindowWords,
) -> None:
    name = capitals(clean(group.name(words)))
    ink = hand.paint.ink
    if not group.spans:
        base = top + measure.closed * k
        closed = hand.big(
            capitals(clean(words.closed)),
            _CLOSED * k,
            (_RIGHT, base),
            ink,
            style=hand.shout,
            align=Align.RIGHT,
            width=260,
        )
        room = closed.left - _LEFT - 28
        hand.sheet.words(name, POSTER, _CLOSED_NAME * k, (_LEFT, base), ink, width=room)
        return
    neon = hand.glows
    hand.sheet.words(
        name,
        POSTER,
        _NAME * k,
        (_MIDDLE, top + (measure.name - (12 if neon else 0)) * k),
        hand.paint.kicker,
        align=Align.CENTRE,
        width=_RIGHT - _LEFT,
        tracking=2.2 * k,
    )
    for number, span in enumerate(group.spans):
        line = HoursLine(_MIDDLE, top + (measure.hours + number * BIG) * k, _RIGHT - _LEFT)
        draw_hours(hand, span, line, BIG * k * (0.86 if neon else 1), full, words)


def _lines(
    hand: Hand,
    hours: OpeningHours,
    groups: Sequence[DayGroup],
    zone: tuple[float, float],
    words: WindowWords,
) -> None:
    """A line for each group, or for each day where there are many: its name at the left, its hours
    at the right, thin rules between.
    """
    size = _LESS
    if len(groups) > 5:
        groups = [DayGroup((day,), spans) for day, spans in enumerate(hours.week)]
        size = _TABLE
    top, foot = zone[0] + 6, zone[1] - (10 if hours.slot else 0)
    pitch = (foot - top) / len(groups)
    size = min(size, pitch * 0.68 / capital_height(SLAB.first) * 1000)
    if hand.glows:
        size *= 0.86
    cap = capital_height(SLAB.first) * size / 1000
    for number, group in enumerate(groups):
        middle = top + pitch * (number + 0.5)
        if number and size > _TABLE:
            frames.rule(
                hand.sheet,
                _LEFT,
                _RIGHT,
                middle - pitch / 2,
                hand.paint.line,
                thick=1.5,
                design=hand.design,
                seed=hand.seed,
            )
        _line(hand, group, middle, cap, hours.twenty_four, words)
    if hours.slot:
        hand.pair(_LEFT, _RIGHT, zone[1] - 10, up=True)


def _line(
    hand: Hand, group: DayGroup, middle: float, cap: float, full: bool, words: WindowWords
) -> None:
    """A group on one line; a long name takes two."""
    size = cap / capital_height(SLAB.first) * 1000
    spans = group.spans
    room = (_RIGHT - _LEFT) * (0.6 if len(spans) < 2 else 0.66)
    if spans:
        each = (room - 16 * (len(spans) - 1)) / len(spans)
        left = _RIGHT
        size = hours_size(hand, spans, size, each, full, words)
        base = middle + capital_height(SLAB.first) * size / 2000
        for span in reversed(spans):
            line = HoursLine(left, base, each, Align.RIGHT)
            left -= draw_hours(hand, span, line, size, full, words) + 16
    else:
        left = (
            hand.big(
                capitals(clean(words.closed)),
                size * 0.72,
                (_RIGHT, middle + cap * 0.36),
                hand.paint.ink,
                style=hand.shout,
                align=Align.RIGHT,
                width=room,
            ).left
            - 16
        )
    name_room = TitleRoom(left - _LEFT - 8, (min(cap * 0.8, 36.0), cap * 0.5), cap * 1.25, 1.3)
    name = fit_title(group.name(words), POSTER, name_room)
    top = middle - name.height / 2
    lines = [
        (line, _LEFT, top + name.cap + name.pitch * number)
        for number, line in enumerate(name.lines)
    ]
    drawn = lettering.plain(
        [(line, x, hand.sheet.up(y)) for line, x, y in lines], name.size, hand.paint.kicker
    )
    hand.sheet.display(lines, name.size, drawn, role="P", spoken=group.name(words))


def _slot(hand: Hand, top: float, words: WindowWords) -> None:
    """The night-drop: a case half way in, and the line about it."""
    sheet, up, colours = hand.sheet, hand.sheet.up, hand.colours
    left = _LEFT
    if hand.design is Design.MARQUEE:
        ground, case, lip = colours.head, colours.accent, "1 1 1"
        if colours.accent == colours.head:
            case = "1 1 1"
        lines = "1 1 1" if case != "1 1 1" else colours.head
        block = f"{ground} rg {rounded_box(left, up(top + 76), 84, 76, 8)} f"
    else:
        ground, case, lip, lines = (
            hand.paint.ground,
            colours.accent,
            hand.paint.ink,
            hand.paint.ground,
        )
        block = hand.box(left + 1.2, top + 1.2, left + 82.8, top + 74.8, 8, "slot")
    edge = "B" if hand.paint.lit or case == lip else "f"
    sheet.paint(
        f"{block} {case} rg {rounded_box(left + 27, up(top + 46), 30.2, 34, 3)} f "
        f"{lines} rg {rounded_box(left + 33, up(top + 22.8), 18.4, 2.8, 1.3)} f "
        f"{rounded_box(left + 33, up(top + 30), 12.2, 2.8, 1.3)} f "
        f"{ground} RG 1.4 w {lip} rg {rounded_box(left + 14, up(top + 53.8), 56, 9.8, 4.9)} {edge}"
    )
    at = left + 105.5
    room = _RIGHT - at
    sheet.words(words.after_hours, BOLD, 22, (at, top + 32), hand.paint.ink, width=room)
    sheet.words(words.slot, REGULAR, 22, (at, top + 62.5), hand.paint.ink, width=room)
