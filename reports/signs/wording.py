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
_COMPOUND = 14
# More pieces than this are not weighed one against the other.
_MANY = 48
_HYPHEN = re.compile(r"(?<=\w\w-)(?=\w{3})")
_SENTENCE = re.compile("[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019)]*$")
_PAUSE = re.compile("[,;:\u2013\u2014\u3001\uff0c][\"'\u201d\u2019)]*$")


def typographic(text: str) -> str:
    """Straight apostrophes as a sign-writer sets them: The World\u2019s End, \u201971."""
    if "'" not in text:
        return text
    text = re.sub(r"(?<=\w)'|'(?=\d\d)", "\u2019", text)
    return re.sub(r"'(?=\w)", "\u2018", text).replace("'", "\u2019")


def _bare(word: str) -> str:
    return word.casefold().strip("\"'\u201c\u201d\u2018\u2019()[]")


def title_pieces(text: str) -> tuple[list[str], list[bool]]:
    """What a title may be broken between, and whether a space follows each: words, with articles
    joined to what they stand before; Chinese and Japanese characters singly.
    """
    found, spaces = _parted(*pieces(text))
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


def _parted(found: list[str], spaces: list[bool]) -> tuple[list[str], list[bool]]:
    """Long compounds may be parted after a hyphen: Slaughterhouse-Five, but not Spider-Man."""
    if not any(len(word) >= _COMPOUND and "-" in word for word in found):
        return found, spaces
    parts: list[str] = []
    gaps: list[bool] = []
    for word, space in zip(found, spaces, strict=True):
        pieces_ = _HYPHEN.split(word) if len(word) >= _COMPOUND else [word]
        parts.extend(pieces_)
        gaps.extend([*[False] * (len(pieces_) - 1), space])
    return parts, gaps


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
    be, given that a line which ends in "of" is worth avoiding and one which ends at a comma is not.
    """
    count = min(count, len(parts))
    if len(parts) > _MANY:
        return _filled(widths, gaps, count)
    target = (sum(widths) + sum(gaps)) / count

    def malus(first: int, last: int, width: float) -> float:
        if last == len(parts):
            return 0.0
        word = parts[last - 1].rpartition(" ")[2]
        if _bare(word) in _LEANING:
            return target * 0.11
        return target * -0.05 if _PAUSE.search(word) or _SENTENCE.search(word) else 0.0

    return _best(widths, gaps, count, malus, widest=True)


def _filled(widths: Sequence[float], gaps: Sequence[float], count: int) -> Breaks:
    """Lines of about the same width, one filled after the other: for a title as long as a page."""
    share = (sum(widths) + sum(gaps)) / count
    lines: Breaks = []
    first, used = 0, 0.0
    for index, (width, gap) in enumerate(zip(widths, gaps, strict=True)):
        used += width + gap
        if used >= share * (len(lines) + 1) and len(lines) < count - 1:
            lines.append((first, index + 1))
            first = index + 1
    if first < len(widths):
        lines.append((first, len(widths)))
    return lines


def _best(
    widths: Sequence[float],
    gaps: Sequence[float],
    count: int,
    cost: Callable[[int, int, float], float],
    *,
    widest: bool,
) -> Breaks:
    """The breaks into exactly `count` lines whose costs together are least; with `widest`, whose
    costs and width of the widest line are. Lines just as good: the evener ones.
    """
    total = len(widths)
    ends = [0.0, *accumulate(width + gap for width, gap in zip(widths, gaps, strict=True))]
    # Of the best way to each piece: its worth, its costs, its widest line, its unevenness, where
    # its last line begins.
    nowhere = (float("inf"), 0.0, 0.0, 0.0, 0)
    best = [(0.0, 0.0, 0.0, 0.0, 0), *[nowhere] * total]
    trail: list[list[int]] = []
    for line in range(1, count + 1):
        following = [nowhere] * (total + 1)
        for last in range(line, total - (count - line) + 1):
            for first in range(line - 1, last):
                worth, costs, top, uneven, _ = best[first]
                if worth == float("inf"):
                    continue
                width = ends[last] - ends[first] - gaps[last - 1]
                costs += cost(first, last, width)
                top, uneven = max(top, width), uneven + width * width
                key = (costs + top if widest else costs, costs, top, uneven, first)
                if (key[0], uneven) < (following[last][0], following[last][3]):
                    following[last] = key
        best = following
        trail.append([way[4] for way in following])
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
    usual: int = 0,
    smallest: int = 12,
    leading: float = 1.39,
    most: int = 4,
) -> SetQuote:
    """A quotation by sense in at most `most` lines, none wider than `width`, first baseline to last
    no more than `depth` points; the last line has three words or more where it can. The size falls
    a point at a time; at the smallest the text is cut at a sentence. Between `largest` and `usual`
    the size is taken at which the lines break best. Clean text, marks included.
    """
    found = _largest(text, style, width, depth, (largest, usual, smallest), leading, most)
    shortened = found is None
    if found is None:
        lines = _lines_in(depth, smallest, leading, most)
        text = _cut(text, style, width / smallest * 1000, lines)
        found = _largest(text, style, width, depth, (largest, usual, smallest), leading, most)
    if found is None:  # one word that no line can hold
        paragraph = Paragraph(text, style)
        paragraph.split_longer_than(width / smallest * 1000)
        found = smallest, paragraph.lines(paragraph.greedy(width / smallest * 1000)[:lines])
    size, shown = found
    return SetQuote(shown, size, size * leading, shortened, _turns(shown))


def _lines_in(depth: float, size: float, leading: float, most: int) -> int:
    return min(most, 1 + int(max(0.0, depth) / (leading * size) + 1e-6))


def _largest(
    text: str,
    style: Style,
    width: float,
    depth: float,
    sizes: tuple[int, int, int],
    leading: float,
    most: int,
) -> tuple[int, tuple[Line, ...]] | None:
    """The size and lines that fit; between the largest and the usual size, the best broken ones."""
    largest, usual, smallest = sizes
    best: tuple[float, int, tuple[Line, ...]] | None = None
    for size in range(largest, smallest - 1, -1):
        lines = _lines_in(depth, size, leading, most)
        found = _quote_lines(text, style, width / size * 1000, lines)
        if found is not None and (best is None or found[0] < best[0] - 0.01):
            best = (found[0], size, found[1])
        if best is not None and (best[0] < -0.02 or size <= min(usual, best[1] - 2)):
            break
    return None if best is None else best[1:]


def _turns(lines: tuple[Line, ...]) -> bool:
    return any(run.turned for line in lines for run in line.runs[:1])


def _quote_lines(
    text: str, style: Style, limit: float, most: int
) -> tuple[float, tuple[Line, ...]] | None:
    """The lines and how badly they break; None when they do not fit."""
    paragraph = Paragraph(text, style)
    if max(paragraph.widths) > limit:
        return None
    fewest = len(paragraph.greedy(limit))
    best: tuple[float, Breaks] | None = None
    for count in range(fewest, min(most, len(paragraph.widths)) + 1):
        badness, breaks = _by_sense(paragraph, count, limit)
        # Fewer lines are the calmer ones, unless more break better.
        badness = badness / count + 0.01 * (count - fewest)
        if max(paragraph.span(*line) for line in breaks) <= limit and (
            best is None or badness < best[0]
        ):
            best = (badness, breaks)
    return None if best is None else (best[0], paragraph.lines(best[1]))


def _by_sense(paragraph: Paragraph, count: int, limit: float) -> tuple[float, Breaks]:
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

    breaks = _best(paragraph.widths, gaps, count, cost, widest=False)
    return sum(cost(*line, paragraph.span(*line)) for line in breaks), breaks


def _cut(text: str, style: Style, limit: float, most: int) -> str:
    """Whole sentences while they fit; not even one: as many words as fit."""
    opening = text[0] if text[0] in "\u201c\u201e\u00ab\"'" else ""
    closing = text[-1] if opening and text[-1] in "\u201d\u201c\u00bb\"'" else ""
    body = text[len(opening) : len(text) - len(closing)]
    ends = [found.end() for found in re.finditer("[.!?\u2026][\"'\u2019)]*(?=\\s)|[\u3002]", body)]
    for end in reversed(ends):
        kept = f"{opening}{body[:end].rstrip('. ')}{ELLIPSIS}{closing}"
        if _quote_lines(kept, style, limit, most) is not None:
            return kept
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
    return _ended(whole if len(whole) > len(kept) / 2 else kept, opening, closing)


def _ended(body: str, opening: str, closing: str) -> str:
    return f"{opening}{body.rstrip(' ,;:.')}{ELLIPSIS}{closing}"


def _fits(text: str, style: Style, limit: float, most: int) -> bool:
    paragraph = Paragraph(text, style)
    paragraph.split_longer_than(limit)
    return len(paragraph.greedy(limit)) <= most
