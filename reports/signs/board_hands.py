"""The four hands that draw a rating-board sign, each with its own frame, letters and voice."""

from __future__ import annotations

from collections.abc import Callable

from reports.fonts import ITALIC, MEDIUM, SEMIBOLD, Style
from reports.outlines import capitals, display
from reports.signs import board_measures as at
from reports.signs import boxes, frames, lettering, titles
from reports.signs.board_words import Talk
from reports.signs.designs import (
    NEON_HAND,
    POSTER,
    SLAB_CAPITALS,
    Design,
    Paint,
)
from reports.signs.film import SignFilm, Words
from reports.signs.sheet import Align, Sheet
from reports.signs.strokes import circle
from reports.signs.titles import SetTitle
from reports.signs.wording import SetQuote, quote
from reports.type import clean, set_line

_MIDDLE = at.WIDTH / 2
_CENTRE = Align.CENTRE


def _longest(
    sheet: Sheet,
    choices: list[str],
    style: Style,
    size: float,
    width: float,
    tracking: float = 0.0,
) -> str:
    """The first choice if it fits at nearly its size, else the last, which is noted."""
    if len(choices) == 1 or set_line(choices[0], style).length(size * 0.8, tracking) <= width:
        return choices[0]
    sheet.note("directors", choices[-1])
    return choices[-1]


def _foot(sheet: Sheet) -> tuple[float, float]:
    """How far the foot moves down on taller paper, and what is left to share out above it."""
    extra = sheet.height - at.HEIGHT
    return extra, max(0.0, extra - at.FOOT_TAKES)


def _set_quote(
    sheet: Sheet, talk: Talk, style: Style, flow: at.Flow, slack: float
) -> SetQuote | None:
    if not talk.quote:
        return None
    found = quote(
        talk.quote,
        style,
        width=flow.quote_width,
        depth=flow.depth + 6 + slack * 0.62,
        largest=at.largest_quote(flow, slack),
        leading=flow.leading,
        usual=flow.size,
    )
    if found.shortened:
        sheet.note("quote", found.lines[-1].text)
    return found


def _draw_quote(
    sheet: Sheet,
    said: SetQuote,
    base: float,
    x: float,
    colour: str,
    align: Align,
    hung: float = 0.0,
) -> None:
    """Its lines; `hung`: how far the opening mark stands out into the margin."""
    for number, line in enumerate(said.lines):
        out = hung if number == 0 else 0.0
        sheet.line(line, said.size, (x - out, base), colour, align=align)
        base += said.leading


def _title(sheet: Sheet, talk: Talk, style: Style, room: titles.TitleRoom) -> SetTitle:
    return _noted(sheet, titles.fit(talk.title, style, room))


def _noted(sheet: Sheet, title: SetTitle) -> SetTitle:
    if title.shortened:
        sheet.note("title", title.lines[-1].text)
    return title


def _centred(title: SetTitle, bases: list[float]) -> list[lettering.Placed]:
    """Lines in the middle, y downwards."""
    return [
        (line, _MIDDLE - title.width(line) / 2, title.base(base))
        for line, base in zip(title.lines, bases, strict=True)
    ]


def _upwards(sheet: Sheet, lines: list[lettering.Placed]) -> list[lettering.Placed]:
    return [(line, x, sheet.up(base)) for line, x, base in lines]


def _body(
    sheet: Sheet, talk: Talk, design: Design, paint: Paint, height: float, style: Style
) -> at.Places:
    """Boxes, names, quotation and author, which all designs have under a title zone."""
    flow, row, words = at.FLOWS[design], at.ROWS[design], talk.words
    slack = flow.reference - height + _foot(sheet)[1]
    said = _set_quote(sheet, talk, style, flow, slack)
    places = at.flow_down(flow, row, height, slack, said.depth if said else None)
    boxes.draw(sheet, talk.film.seats, row, places.boxes, design, paint, words, talk.film.title)
    left = design is Design.PLAIN
    chalk = design is Design.CHALK
    boxes.names(
        sheet,
        talk.film.seats,
        row,
        places.names,
        POSTER if chalk else SEMIBOLD,
        18.3 if chalk else 11.0,
        paint.ink,
        align=Align.LEFT if left else _CENTRE,
        tracking=0.5 if chalk else 0.0,
        upper=chalk,
    )
    if said is None:
        return places
    align = Align.LEFT if left else _CENTRE
    x = 40.0 if left else _MIDDLE
    if said.right_to_left:
        align, x = (Align.RIGHT, at.WIDTH - 40.0) if left else (_CENTRE, _MIDDLE)
    mark = words.open_quote
    hangs = left and not said.right_to_left and said.lines[0].text.startswith(mark)
    hung = set_line(mark, style).length(said.size) if hangs else 0.0
    _draw_quote(sheet, said, places.quote, x, paint.ink, align, hung)
    if talk.author:
        author = capitals(talk.author) if chalk else talk.author
        sheet.words(
            author,
            POSTER if chalk else SEMIBOLD,
            19.3 if chalk else 12.0 if not left else 11.0,
            (x, places.author),
            paint.quiet,
            align=align,
            width=flow.quote_width,
            tracking=0.6 if chalk else 0.0,
            field="quote_author",
        )
    return places


def marquee(sheet: Sheet, film: SignFilm, shop: str, paint: Paint, words: Words) -> None:
    """The lighted frame; the title in magnets on rails."""
    talk = Talk(film, words)
    bottom = sheet.height - at.MARGIN
    frames.marquee(sheet, (at.MARGIN, at.MARGIN, at.WIDTH - at.MARGIN, bottom), paint)
    name = clean(shop)
    sheet.words(name, NEON_HAND, 32, (_MIDDLE, 108), paint.accent, align=_CENTRE, width=430)
    title = _title(sheet, talk, POSTER, at.ROOMS[Design.MARQUEE])
    count = len(title.lines)
    pitch = title.cap + at.RAIL_PADDING[min(count, len(at.RAIL_PADDING)) - 1]
    height = pitch * count
    flow = at.FLOWS[Design.MARQUEE]
    for number in range(count + 1):
        middle = flow.title - 2.5 + number * (height + 5) / count
        inner = [middle] if count > 3 else [middle - 1.6, middle + 1.6]
        for y in [middle - 2.5, middle + 2.5] if number in (0, count) else inner:
            frames.rule(sheet, 63, at.WIDTH - 63, y, paint.line, thick=1.5)
    bases = [flow.title + pitch * number + (pitch + title.cap) / 2 for number in range(count)]
    lines = _centred(title, bases)
    share = title.cap / 224
    shade = (paint.shade, max(1.4, 6 * share), max(1.6, 7 * share))
    drawn = lettering.magnets(
        _upwards(sheet, lines), title.size, paint.ink, [shade], title.tracking
    )
    sheet.display(lines, title.size, drawn, tracking=title.tracking, spoken=talk.title)
    slack = flow.reference - height
    places = _body(sheet, talk, Design.MARQUEE, paint, height, ITALIC)
    _facts_and_shelf(sheet, talk, paint, places, sheet.height - 89, slack)


def _facts_and_shelf(
    sheet: Sheet, talk: Talk, paint: Paint, places: at.Places, shelf: float, slack: float
) -> None:
    """The centred facts under a title and the line at the foot, in Inter."""
    size = 15 + max(0.0, min(3.0, slack / 40))
    facts = _longest(sheet, talk.facts(" \u00b7 "), SEMIBOLD, size, 440)
    sheet.words(
        facts,
        SEMIBOLD,
        size,
        (_MIDDLE, places.facts),
        paint.ink,
        align=_CENTRE,
        width=440,
        field="directors",
    )
    sheet.words(
        talk.shelf(),
        MEDIUM,
        13,
        (_MIDDLE, shelf),
        paint.ink,
        align=_CENTRE,
        width=440,
        field="formats",
    )


def neon(sheet: Sheet, film: SignFilm, shop: str, paint: Paint, words: Words) -> None:
    """A dark board, a tube around it, the title a bent tube."""
    talk = Talk(film, words)
    bottom = sheet.height - at.MARGIN
    frames.neon(sheet, (at.MARGIN, at.MARGIN, at.WIDTH - at.MARGIN, bottom), paint)
    name = display(clean(shop), NEON_HAND)
    size = min(30.0, name.size_for(420, 40))
    left = _MIDDLE - name.width(size) / 2
    if name.letters:
        drawn = lettering.neon([(name, left, sheet.up(102))], size, paint, sheet.stamp, paint.line)
        sheet.display([(name, left, 102)], size, drawn, role="P", spoken=name.text)
    title = _title(sheet, talk, NEON_HAND, at.ROOMS[Design.NEON])
    flow = at.FLOWS[Design.NEON]
    pad = 24.0
    height = title.height + title.fall + 2 * pad - 8
    bases = [
        flow.title + pad + title.cap + title.pitch * number for number in range(len(title.lines))
    ]
    lines = _centred(title, bases)
    drawn = lettering.neon(
        _upwards(sheet, lines), title.size, paint, sheet.stamp, "", title.tracking
    )
    sheet.display(lines, title.size, drawn, tracking=title.tracking, spoken=talk.title)
    slack = flow.reference - height
    places = _body(sheet, talk, Design.NEON, paint, height, ITALIC)
    _facts_and_shelf(sheet, talk, paint, places, sheet.height - 80, slack)


def chalk(sheet: Sheet, film: SignFilm, shop: str, paint: Paint, words: Words) -> None:
    """A blackboard: the title laid on with the side of the chalk."""
    talk, seed = Talk(film, words), film.title
    bottom = sheet.height - at.MARGIN
    frames.chalk(sheet, (at.MARGIN, at.MARGIN, at.WIDTH - at.MARGIN, bottom), paint, seed)
    kicker = capitals(clean(words.kicker))
    width = sheet.words(
        kicker, POSTER, 30, (_MIDDLE, 102), paint.kicker, align=_CENTRE, width=400, tracking=3
    )
    for left, right in ((72, _MIDDLE - width / 2 - 14), (_MIDDLE + width / 2 + 14, 540)):
        frames.rule(
            sheet, left, right, 91.5, paint.kicker, thick=1.6, design=Design.CHALK, seed=seed
        )
    title = _chalk_title(sheet, talk)
    flow = at.FLOWS[Design.CHALK]
    bases = [flow.title + title.cap + title.pitch * number for number in range(len(title.lines))]
    lines = _centred(title, bases)
    drawn = lettering.chalk(
        _upwards(sheet, lines), title.size, title.cap, paint, seed, title.tracking
    )
    sheet.display(lines, title.size, drawn, tracking=title.tracking, spoken=talk.title)
    places = _body(sheet, talk, Design.CHALK, paint, title.height, ITALIC)
    choices = [capitals(text) for text in talk.facts(" \u00b7 ", long=True)]
    sheet.words(
        _longest(sheet, choices, POSTER, 25, 468, 1.3),
        POSTER,
        25,
        (_MIDDLE, places.facts),
        paint.ink,
        align=_CENTRE,
        width=468,
        tracking=1.3,
        field="directors",
    )
    _chalk_foot(sheet, talk, shop, paint, seed)


def _chalk_title(sheet: Sheet, talk: Talk) -> SetTitle:
    """Slab to three lines; a long title in the narrow capitals, on more."""
    room = at.ROOMS[Design.CHALK]
    title = titles.fit(talk.title, SLAB_CAPITALS, room)
    if title.cap < at.CHALK_ENOUGH:
        narrow = titles.fit(talk.title, POSTER, at.CHALK_NARROW)
        title = narrow if narrow.cap > title.cap else title
    return _noted(sheet, title)


def _chalk_foot(sheet: Sheet, talk: Talk, shop: str, paint: Paint, seed: str) -> None:
    y = sheet.height - 151.4
    for left, right in ((_MIDDLE - 60, _MIDDLE - 8), (_MIDDLE + 8, _MIDDLE + 60)):
        frames.rule(sheet, left, right, y, paint.line, thick=1.5, design=Design.CHALK, seed=seed)
    sheet.paint(f"{paint.line} rg {circle(_MIDDLE, sheet.up(y), 2.6)} f")
    sheet.words(
        capitals(talk.shelf()),
        POSTER,
        19.4,
        (_MIDDLE, sheet.height - 119.3),
        paint.ink,
        align=_CENTRE,
        width=468,
        tracking=0.6,
        field="formats",
    )
    at_foot = (_MIDDLE, sheet.height - 75.3)
    sheet.words(clean(shop), NEON_HAND, 28, at_foot, paint.accent, align=_CENTRE, width=430)


def plain(sheet: Sheet, film: SignFilm, shop: str, paint: Paint, words: Words) -> None:
    """White paper, black letters from margin to margin."""
    talk = Talk(film, words)
    left, right = 40.0, at.WIDTH - 40.0
    rated = words.rated.format(words.day(film.rated_on)) if film.rated_on else ""
    sheet.words(clean(shop), NEON_HAND, 22, (left, 62), paint.accent, width=340)
    if rated:
        sheet.words(rated, SEMIBOLD, 11, (right, 61.5), paint.quiet, align=Align.RIGHT, width=180)
    frames.rule(sheet, left, right, 76, paint.line)
    title = _title(sheet, talk, POSTER, at.ROOMS[Design.PLAIN])
    flow = at.FLOWS[Design.PLAIN]
    turned = any(run.turned for line in title.lines for run in line.line.runs[:1])
    lines = [
        (
            line,
            right - title.width(line) if turned else left,
            title.base(flow.title + title.cap + title.pitch * number),
        )
        for number, line in enumerate(title.lines)
    ]
    drawn = lettering.plain(_upwards(sheet, lines), title.size, paint.ink, title.tracking)
    sheet.display(lines, title.size, drawn, tracking=title.tracking, spoken=talk.title)
    places = _body(sheet, talk, Design.PLAIN, paint, title.height, MEDIUM)
    _plain_facts(sheet, talk, paint, places.facts)
    foot = sheet.height - 63
    frames.rule(sheet, left, right, foot, paint.line)
    shelf = words.shelf.format(talk.section) if talk.section else ""
    width = sheet.words(shelf, SEMIBOLD, 11, (left, foot + 20), paint.ink, width=300)
    sheet.words(
        talk.formats,
        SEMIBOLD,
        11,
        (right, foot + 20),
        paint.ink,
        align=Align.RIGHT,
        width=right - left - width - 20,
        field="formats",
    )


def _plain_facts(sheet: Sheet, talk: Talk, paint: Paint, base: float) -> None:
    """Year and director at the left, certificate and length at the right."""
    left, right = 40.0, at.WIDTH - 40.0
    end = ", ".join(filter(None, [talk.certificate, talk.minutes()]))
    used = sheet.words(end, SEMIBOLD, 14, (right, base), paint.ink, align=Align.RIGHT, width=200)
    room = right - left - used - 24
    choices = []
    for who in talk.directors():
        by = talk.words.directed.format(who) if who else ""
        choices.append(", ".join(filter(None, [talk.lead, talk.year, by])))
    shown = _longest(sheet, choices, SEMIBOLD, 14, room)
    if shown[:1].islower():
        shown = shown[0].upper() + shown[1:]
    sheet.words(shown, SEMIBOLD, 14, (left, base), paint.ink, width=room, field="directors")


HANDS: dict[Design, Callable[[Sheet, SignFilm, str, Paint, Words], None]] = {
    Design.MARQUEE: marquee,
    Design.NEON: neon,
    Design.CHALK: chalk,
    Design.PLAIN: plain,
}
