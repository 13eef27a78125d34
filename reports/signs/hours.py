"""Opening hours for the door: a head block that says OPEN, days with the same hours together, and
the slot that never closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reports.cards import BuildReport
from reports.document import Document
from reports.drawing import rounded_box
from reports.fonts import BOLD, REGULAR, SEMIBOLD
from reports.outlines import capital_height, capitals, display
from reports.paper import Paper
from reports.signs import window_build
from reports.signs.designs import NEON_HAND, POSTER, SLAB, Design
from reports.signs.sheet import Align, SignPage
from reports.signs.window import OpeningHours, Span
from reports.signs.window_hand import Hand, sheet_for
from reports.signs.window_price import underline
from reports.signs.window_words import DayGroup, HourParts, WindowWords, day_groups, hour_parts
from reports.type import clean, set_line

__all__ = ["build", "draw"]

WIDTH, HEIGHT = 612.0, 792.0
_LEFT, _RIGHT, _MIDDLE = 64.0, 548.0, 306.0
_HEAD = 262.0
_BIG, _LESS, _TABLE = 138.0, 84.0, 44.0
# am, pm and minutes are raised to the cap line; an hour's dash lies this high over its baseline.
_HALF = 25 / _BIG
_DASH_LONG, _DASH_THICK, _DASH_HIGH = 62 / _BIG, 14.4 / _BIG, 47 / _BIG


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
    if len(groups) > 5:
        _table(hand, hours, zone, words)
        return
    room = zone[1] - zone[0] - 10 * len(groups)
    k = (_BIG if len(groups) <= 3 else _LESS) / _BIG
    measure = _EASY
    if sum(_height(group, measure) for group in groups) * k > room:
        measure = _TIGHT
    k = min(k, room / sum(_height(group, measure) for group in groups))
    spare = (room - k * sum(_height(group, measure) for group in groups)) / len(groups)
    y = zone[0]
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
    return measure.open + (len(group.spans) - 1) * _BIG


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
        line = _HoursLine(_MIDDLE, top + (measure.hours + number * _BIG) * k, _RIGHT - _LEFT)
        _hours(hand, span, line, _BIG * k * (0.86 if neon else 1), full, words)


@dataclass(frozen=True, slots=True)
class _HoursLine:
    """Where a line of hours goes: its middle or end, its baseline, how wide it may be."""

    x: float
    base: float
    room: float
    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True)
class _Bit:
    """A part of an hours line: what it is (`figure`, `minutes`, `half`, `dash`) and its left."""

    kind: str
    text: str
    x: float
    width: float


def _bits(hand: Hand, span: Span, size: float, full: bool, words: WindowWords) -> list[_Bit]:
    """11 am - 10 pm, from x 0 on."""
    found: list[_Bit] = []
    x = 0.0
    k = size / _BIG
    glow = 12.0 * k if hand.glows else 0.0
    glow = glow or (7.0 * k if hand.design is Design.CHALK else 0.0)
    for end, minute in enumerate(span):
        part = hour_parts(minute, full, words)
        if end:
            raised = found[-1].kind != "figure"
            # The dash slips under what is raised, as it does on a hand-set sign.
            x = found[0].x + found[0].width + 17 * k if raised and len(found) == 2 else x + 16 * k
            x += glow
            found.append(_Bit("dash", "", x, _DASH_LONG * size))
            x += _DASH_LONG * size + 20 * k
            if raised:
                x = max(x, found[-2].x + found[-2].width + 18 * k)
        x = _hour(hand, part, x, size, glow, found)
    return found


def _hour(
    hand: Hand, part: HourParts, x: float, size: float, glow: float, found: list[_Bit]
) -> float:
    """Adds an hour's bits and returns where they end."""
    k = size / _BIG
    width = _wide(hand, part.hour, size)
    found.append(_Bit("figure", part.hour, x, width))
    x += width
    if part.minutes:
        x += 9 * k + glow
        found.append(_Bit("minutes", part.minutes, x, _wide(hand, part.minutes, size * 78 / 176)))
        x += found[-1].width
    if part.half:
        x += 8 * k + glow / 2
        width = set_line(part.half, SEMIBOLD).length(_HALF * size)
        found.append(_Bit("half", part.half, x, width))
        x += width
    return x


def _wide(hand: Hand, text: str, size: float) -> float:
    return display(text, hand.figure).width(hand.slab_size(text, hand.figure, size))


def _hours(
    hand: Hand, span: Span, line: _HoursLine, size: float, full: bool, words: WindowWords
) -> None:
    """One line of hours, smaller where the room asks for it."""
    bits = _bits(hand, span, size, full, words)
    whole = bits[-1].x + bits[-1].width
    if whole > line.room:
        size *= line.room / whole
        bits = _bits(hand, span, size, full, words)
        whole = bits[-1].x + bits[-1].width
    left, base = line.x - line.align.value * whole, line.base
    cap = capital_height(SLAB.first) * size / 1000
    colour, up = hand.colours.accent, hand.sheet.up
    small = size * 78 / 176
    raised = base - cap + capital_height(SLAB.first) * small / 1000
    parts = []
    for bit in bits:
        if bit.kind == "figure":
            parts.append(hand.piece(bit.text, size, (left + bit.x, base), colour)[0])
        elif bit.kind == "minutes":
            parts.append(hand.piece(bit.text, small, (left + bit.x, raised), colour)[0])
        elif bit.kind == "dash":
            parts.append(_dash(hand, left + bit.x, up(base), size, colour))
    hand.sheet.tag("P", " ".join(parts), _spoken(span, full, words))
    for bit in bits:
        if bit.kind == "minutes":
            end = left + bit.x + bit.width
            underline(hand, left + bit.x, end, raised, size / 176, colour)
    # am and pm hang from the cap line; the listener has heard them already.
    for bit in bits:
        if bit.kind == "half":
            high = _HALF * size
            text = hand.sheet.document.use(set_line(bit.text, SEMIBOLD))
            y = up(base - cap + high * 0.744)
            hand.sheet.paint(f"{colour} rg {text.operators(left + bit.x, y, high)}")


def _dash(hand: Hand, left: float, up: float, size: float, colour: str) -> str:
    thick, length = _DASH_THICK * size, _DASH_LONG * size
    if hand.design is Design.NEON:
        thick *= 0.8
    bottom = up + _DASH_HIGH * size
    return f"{colour} rg {rounded_box(left, bottom, length, thick, min(2.5, thick / 3))} f"


def _spoken(span: Span, full: bool, words: WindowWords) -> str:
    return f"{words.clock(span[0], full)} {words.to} {words.clock(span[1], full)}"


def _table(hand: Hand, hours: OpeningHours, zone: tuple[float, float], words: WindowWords) -> None:
    """A row for each day: its name at the left, its hours at the right."""
    pitch = (zone[1] - zone[0] - 10) / 7
    for day, spans in enumerate(hours.week):
        base = zone[0] + pitch * (day + 0.5) + _TABLE * 0.389
        name = capitals(words.weekdays[day])
        hand.sheet.words(name, POSTER, _TABLE * 0.9, (_LEFT, base), hand.paint.ink, width=190)
        if not spans:
            hand.big(
                capitals(clean(words.closed)),
                _TABLE * 0.72,
                (_RIGHT, base),
                hand.paint.ink,
                style=hand.shout,
                align=Align.RIGHT,
                width=240,
            )
            continue
        room = (_RIGHT - _LEFT - 180 - 18 * (len(spans) - 1)) / len(spans)
        for number, span in enumerate(reversed(spans)):
            line = _HoursLine(_RIGHT - number * (room + 18), base, room, Align.RIGHT)
            _hours(hand, span, line, _TABLE, hours.twenty_four, words)
    if hours.slot:
        hand.pair(_LEFT, _RIGHT, zone[1] - 10, up=True)


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
