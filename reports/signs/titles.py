"""Fitting a title into its room on a sign: one line, then more, broken by sense, all lines at one
size; then a narrower gap between letters; then smaller. It is cut only where the smallest legible
letters would not do, and that is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reports.fitting import ELLIPSIS, WORTH_ANOTHER_LINE
from reports.fonts import Style
from reports.outlines import DisplayLine, capital_height, capitals, display
from reports.signs.wording import joined, title_pieces, widest_lines
from reports.type import clusters

# Capitals lower than this are not read from the street, nor from the end of the counter.
SMALLEST_CAP = 9.0
_NARROWEST = 120.0


@dataclass(frozen=True, slots=True)
class TitleRoom:
    """Where a title goes. Points; `trackings` in thousandths of the size.

    `caps` is the largest height of the capitals by the number of lines; `height` what the lines
    may reach together, `leading` baseline to baseline as a factor of that height of one line.
    `trackings` are gaps between letters, tried in order until the capitals reach `enough`; a title
    that still does not gets more than `usual` lines. One of one or two letters is limited to
    `short`.
    """

    width: float
    caps: tuple[float, ...]
    height: float
    leading: float
    trackings: tuple[float, ...] = (0.0,)
    enough: float = 0.0
    usual: int = 4
    short: float = 0.0


class SetTitle(NamedTuple):
    """A title set: lines at one `size`; `cap` the height of a line, `pitch` baseline to baseline,
    both in points; `tracking` in thousandths. `sunk`: how far below its baseline a line's height
    begins, in points, for scripts that hang (the same for all lines, so that they stand evenly).
    """

    lines: tuple[DisplayLine, ...]
    size: float
    cap: float
    pitch: float
    tracking: float
    sunk: float = 0.0
    shortened: bool = False

    @property
    def height(self) -> float:
        """Top of the first line to the foot of the last."""
        return self.cap + (len(self.lines) - 1) * self.pitch

    def width(self, line: DisplayLine) -> float:
        return line.width(self.size, self.tracking)

    @property
    def fall(self) -> float:
        """How far tails (g, y, a comma) hang below the foot of the last line."""
        return max(0.0, -self.lines[-1].box.bottom * self.size / 1000 - self.sunk)

    def base(self, foot: float) -> float:
        """The baseline (y downwards) of a line whose foot stands at `foot`."""
        return foot - self.sunk


@lru_cache(maxsize=2048)
def fit(text: str, style: Style, room: TitleRoom) -> SetTitle:
    """The largest setting; more lines win only with letters 8 % larger. Clean text, not empty."""
    pieces = _Pieces(text, style)
    usual = len(room.caps[: room.usual])
    tries = [(tracking, usual) for tracking in room.trackings]
    tries += [(tracking, len(room.caps)) for tracking in room.trackings]
    best_cap, best_tracking = 0.0, room.trackings[0]
    best_texts: tuple[str, ...] = (text,)
    for tracking, most in tries:
        cap, texts = _largest(pieces, room, tracking, most)
        if cap > best_cap * (1.0 if most == usual else WORTH_ANOTHER_LINE):
            best_cap, best_texts, best_tracking = cap, texts, tracking
        if best_cap >= room.enough:
            break
    found = _set(best_texts, style, room, best_tracking)
    return found if found.cap >= SMALLEST_CAP else _smallest(text, style, room)


class _Pieces:
    """A title's pieces with their widths in thousandths, measured once."""

    def __init__(self, text: str, style: Style) -> None:
        self.style = style
        self.parts, self.spaces = title_pieces(text)
        face = style.first
        shown = [capitals(part) if style.upper else part for part in self.parts]
        if face.simple.issuperset("".join(shown)):
            self.widths = [face.words[part] for part in shown]
            self.lengths = [len(part) for part in shown]
        else:
            self.widths = [_advance(part, style, 0.0) for part in self.parts]
            self.lengths = [display(part, style).places for part in self.parts]
        self.space = face.advances[" "]
        self.tall = capital_height(face) if text.isascii() else display(text, style).cap

    def lines(self, count: int, tracking: float) -> tuple[tuple[str, ...], float]:
        """The text of each line, and the widest's advance in thousandths."""
        widths = [
            width + tracking * length
            for width, length in zip(self.widths, self.lengths, strict=True)
        ]
        gaps = [self.space + tracking if space else 0.0 for space in self.spaces]
        breaks = [(0, len(widths))] if count == 1 else widest_lines(self.parts, widths, gaps, count)
        widest = max(
            sum(widths[first:last]) + sum(gaps[first : last - 1]) - tracking
            for first, last in breaks
        )
        return tuple(joined(self.parts, self.spaces, *line) for line in breaks), max(widest, 1.0)


def _largest(
    pieces: _Pieces, room: TitleRoom, tracking: float, most: int
) -> tuple[float, tuple[str, ...]]:
    """The height of the capitals and the lines, by widths; exact sizes come from the outlines."""
    most = min(most, len(pieces.parts))
    best_cap = 0.0
    best: tuple[str, ...] = ()
    for count in range(1, most + 1):
        limit = min(room.caps[count - 1], room.height / (1 + (count - 1) * room.leading))
        if limit <= best_cap * WORTH_ANOTHER_LINE:
            continue
        texts, widest = pieces.lines(count, tracking)
        cap = min(limit, room.width / widest * pieces.tall)
        if cap > best_cap * (WORTH_ANOTHER_LINE if best_cap else 1.0):
            best_cap, best = cap, texts
    return best_cap, best


def _set(
    texts: tuple[str, ...], style: Style, room: TitleRoom, tracking: float, shortened: bool = False
) -> SetTitle:
    """These lines at the largest size, measured on their outlines."""
    lines = tuple(display(text, style) for text in texts)
    count = len(lines)
    lowest = min(line.base for line in lines)
    tallest = max(line.base + line.cap for line in lines) - lowest
    limit = room.caps[min(count, len(room.caps)) - 1]
    if room.short and count == 1 and len(lines[0].letters) <= 2:
        limit = min(limit, room.short)
    limit = min(limit, room.height / (1 + (count - 1) * room.leading))
    size = min(
        limit / tallest * 1000, *(line.size_for(room.width, 1e6, tracking) for line in lines)
    )
    size = int(size * 100) / 100
    cap = tallest * size / 1000
    sunk = -lowest * size / 1000
    return SetTitle(lines, size, cap, cap * room.leading, tracking, sunk, shortened)


def _smallest(text: str, style: Style, room: TitleRoom) -> SetTitle:
    """As many lines as there is room for at the smallest size; words that no line can hold break
    inside, and what is left over ends in an ellipsis.
    """
    tracking = room.trackings[-1]
    size = SMALLEST_CAP / capital_height(style.first) * 1000
    most = max(1, 1 + int((room.height / SMALLEST_CAP - 1) / room.leading))
    limit = room.width / size * 1000
    lines = _filled(text, style, limit, tracking, most + 1)
    shortened = len(lines) > most
    if shortened:
        rest = " ".join(lines[most - 1 :])
        while rest and _advance(rest + ELLIPSIS, style, tracking) > limit:
            rest = "".join(clusters(rest)[:-1]).rstrip()
        lines = [*lines[: most - 1], rest + ELLIPSIS]
    crowded = TitleRoom(room.width, (SMALLEST_CAP,) * len(lines), room.height + 1, room.leading)
    return _set(tuple(lines), style, crowded, tracking, shortened)


def _filled(text: str, style: Style, limit: float, tracking: float, most: int) -> list[str]:
    """Lines filled to the limit, `most` of them or one more: enough to see that it is too long."""
    lines: list[str] = []
    for word in text.split(" "):
        if len(lines) > most:
            break
        line = f"{lines[-1]} {word}" if lines else word
        if lines and _advance(line, style, tracking) <= limit:
            lines[-1] = line
            continue
        rest = clusters(word)
        while rest and len(lines) <= most:
            # No letter is much narrower than an I: start near the end of the line.
            count = min(len(rest), int(limit / _NARROWEST) + 1)
            while count > 1:
                width = _advance("".join(rest[:count]), style, tracking)
                if width <= limit:
                    break
                count = min(count - 1, int(count * limit / width) + 1)
            lines.append("".join(rest[:count]))
            rest = rest[count:]
    return lines


def _advance(text: str, style: Style, tracking: float) -> float:
    line = display(text, style)
    return line.advance + tracking * line.places
