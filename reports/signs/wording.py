"""Breaking lines by sense: titles that keep an article with its noun, quotations whose lines end
where one would draw breath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from reports.fitting import ELLIPSIS, Paragraph, pieces
from reports.fonts import Style
from reports.type import Line, clusters

Breaks = list[tuple[int, int]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# These never end a line of a title: articles, and words that name what follows them.
_GLUED = _words(
    "the a an le la les un une der das den dem ein eine einen el los las una il lo gli"
    " part vol. vol no. no episode chapter mr. mrs. ms. dr. st. mt."
)
# These end a line only where it cannot be helped.
_LEANING = _GLUED | _words(
    "of in to on at by for from with without and or but nor as than into onto upon over under is"
    " are was were be my your his her its our their this that these those all every each no not"
    " we i you he she it they who which what & de du des di da del della von und y et e o die"
    " very so too more most"
)
# A line of a quotation begins well with these.
_OPENING = _words(
    "about after and because before but for from if in like nor of or so than that though through"
    " to until when where which while who with without"
)
_SENTENCE = re.compile("[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019)]*$")
_PAUSE = re.compile("[,;:\u2013\u2014\u3001\uff0c][\"'\u201d\u2019)]*$")


def _bare(word: str) -> str:
    return word.casefold().strip("\"'\u201c\u201d\u2018\u2019()[]")


def title_pieces(text: str) -> tuple[list[str], list[bool]]:
    """What a title may be broken between, and whether a space follows each: words, with articles
    joined to what they stand before; Chinese and Japanese characters singly.
    """
    found, spaces = pieces(text)
    joined: list[str] = []
    gaps: list[bool] = []
    for piece, space in zip(found, spaces, strict=True):
        if joined and _bare(joined[-1].rpartition(" ")[2]) in _GLUED:
            joined[-1] += (" " if gaps[-1] else "") + piece
            gaps[-1] = space
        else:
            joined.append(piece)
            gaps.append(space)
    return joined, gaps


def joined(parts: Sequence[str], spaces: Sequence[bool], first: int, last: int) -> str:
    """The text of a line of these pieces."""
    shown = []
    for index in range(first, last):
        shown.append(parts[index])
        if spaces[index] and index < last - 1:
            shown.append(" ")
    return "".join(shown)


def widest_lines(
    parts: Sequence[str], widths: Sequence[float], gaps: Sequence[float], count: int
) -> Breaks:
    """Breaks into `count` lines (fewer pieces: fewer lines) so that the widest is as narrow as can
    be, a line that ends in "of" counting as wider, one that ends at a colon as narrower.
    """

    def cost(first: int, last: int, width: float) -> float:
        if last == len(parts):
            return width
        word = parts[last - 1].rpartition(" ")[2]
        if _bare(word) in _LEANING:
            return width * 1.15
        return width * 0.93 if _PAUSE.search(word) or _SENTENCE.search(word) else width

    return _best(widths, gaps, min(count, len(parts)), cost, worst=True)


def _best(
    widths: Sequence[float],
    gaps: Sequence[float],
    count: int,
    cost: Callable[[int, int, float], float],
    *,
    worst: bool,
) -> Breaks:
    """The breaks into exactly `count` lines with the least cost: of the worst line (ties: of all),
    or of all lines together.
    """
    total = len(widths)
    ends = [0.0, *accumulate(width + gap for width, gap in zip(widths, gaps, strict=True))]

    def measure(first: int, last: int) -> float:
        return ends[last] - ends[first] - gaps[last - 1]

    none = (float("inf"), float("inf"), 0)
    best = [(0.0, 0.0, 0), *[none] * total]
    trail: list[list[int]] = []
    for line in range(1, count + 1):
        following = [none] * (total + 1)
        for last in range(line, total - (count - line) + 1):
            for first in range(line - 1, last):
                top, sum_, _ = best[first]
                if top == float("inf"):
                    continue
                own = cost(first, last, measure(first, last))
                key = (max(top, own) if worst else top + own, sum_ + own * own, first)
                if key < following[last]:
                    following[last] = key
        best = following
        trail.append([first for _, _, first in following])
    lines: Breaks = []
    last = total
    for row in reversed(trail):
        lines.append((row[last], last))
        last = row[last]
    return lines[::-1]


class SetQuote(NamedTuple):
    """A quotation's lines at one size; `leading` is baseline to baseline in points."""

    lines: tuple[Line, ...]
    size: float
    leading: float
    shortened: bool
    right_to_left: bool

    @property
    def depth(self) -> float:
        """First baseline to last."""
        return (len(self.lines) - 1) * self.leading


@lru_cache(maxsize=1024)
def quote(
    text: str,
    style: Style,
    *,
    width: float,
    depth: float,
    largest: int,
    smallest: int = 12,
    leading: float = 1.39,
    most: int = 4,
) -> SetQuote:
    """A quotation by sense in at most `most` lines, none wider than `width`, first baseline to last
    no more than `depth` points; the last line has three words or more where it can. The size falls
    a point at a time; at the smallest the text is cut at a sentence. Clean text, marks included.
    """
    for size in range(largest, smallest - 1, -1):
        lines = most if depth <= 0 else min(most, 1 + int(depth / (leading * size) + 1e-6))
        found = _quote_lines(text, style, width / size * 1000, lines)
        if found is not None:
            return SetQuote(found, size, size * leading, False, _turns(found))
    lines = min(most, 1 + int(max(0.0, depth) / (leading * smallest) + 1e-6))
    shown = _cut(text, style, width / smallest * 1000, lines)
    return SetQuote(shown, smallest, smallest * leading, True, _turns(shown))


def _turns(lines: tuple[Line, ...]) -> bool:
    return any(run.turned for line in lines for run in line.runs[:1])


def _quote_lines(text: str, style: Style, limit: float, most: int) -> tuple[Line, ...] | None:
    paragraph = Paragraph(text, style)
    if max(paragraph.widths) > limit:
        return None
    fewest = len(paragraph.greedy(limit))
    for count in range(fewest, min(most, len(paragraph.widths)) + 1):
        breaks = _by_sense(paragraph, count, limit)
        if max(paragraph.span(*line) for line in breaks) <= limit:
            return paragraph.lines(breaks)
    return None


def _by_sense(paragraph: Paragraph, count: int, limit: float) -> Breaks:
    parts = paragraph.pieces
    gaps = [paragraph.space if space else 0.0 for space in paragraph.spaces]
    target = paragraph.span(0, len(parts)) / count

    def cost(first: int, last: int, width: float) -> float:
        own = ((width - target) / target) ** 2 + (100.0 if width > limit else 0.0)
        if last == len(parts):
            return own + (10.0 if last - first < 3 and count > 1 and len(parts) > 3 else 0.0)
        word = parts[last - 1]
        if _SENTENCE.search(word):
            return own - 0.09
        if _PAUSE.search(word):
            return own - 0.03
        if _bare(word) in _LEANING:
            return own + 0.07
        return own - (0.04 if _bare(parts[last]) in _OPENING else 0.0)

    return _best(paragraph.widths, gaps, count, cost, worst=False)


def _cut(text: str, style: Style, limit: float, most: int) -> tuple[Line, ...]:
    """Whole sentences while they fit; not even one: as many words as fit."""
    opening = text[0] if text[0] in "\u201c\u201e\u00ab\"'" else ""
    closing = text[-1] if opening and text[-1] in "\u201d\u201c\u00bb\"'" else ""
    body = text[len(opening) : len(text) - len(closing)]
    ends = [found.end() for found in re.finditer("[.!?\u2026][\"'\u2019)]*(?=\\s)|[\u3002]", body)]
    for end in reversed(ends):
        kept = body[:end].rstrip(". ")
        found = _quote_lines(f"{opening}{kept}{ELLIPSIS}{closing}", style, limit, most)
        if found is not None:
            return found
    signs = clusters(body)
    low, high = 1, len(signs)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(_ended("".join(signs[:middle]), opening, closing), style, limit, most):
            low = middle
        else:
            high = middle - 1
    kept = "".join(signs[:low])
    # Whole words, unless the text has none.
    whole = kept.rpartition(" ")[0]
    shown = _ended(whole if len(whole) > len(kept) / 2 else kept, opening, closing)
    paragraph = Paragraph(shown, style)
    paragraph.split_longer_than(limit)
    return paragraph.lines(paragraph.greedy(limit)[:most])


def _ended(body: str, opening: str, closing: str) -> str:
    return f"{opening}{body.rstrip(' ,;:.')}{ELLIPSIS}{closing}"


def _fits(text: str, style: Style, limit: float, most: int) -> bool:
    paragraph = Paragraph(text, style)
    paragraph.split_longer_than(limit)
    return len(paragraph.greedy(limit)) <= most
