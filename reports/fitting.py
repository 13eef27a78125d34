"""Making text fit: shrink, then wrap, then, at the smallest legible size, end in an ellipsis.

By measured, kerned width, never by counting letters. Sizes and widths in points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reports.fonts import Style
from reports.type import Line, clusters, reads_right_to_left, set_line

SMALLEST = 6.0
ELLIPSIS = "\u2026"
# A setting in more lines is taken only when its type is larger by this factor.
WORTH_ANOTHER_LINE = 1.08

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uffe6]")
_ATOM = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uffe6]|[^\u2e80-\u9fff\uf900-\ufaff\uff01-\uffe6]+"
)
# Japanese line breaking: these never begin a line (small kana, long sign, closing marks) ...
_NOT_FIRST = frozenset(
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー々〻、。，．・：；？！）］｝」』】〉》〕’”…‥"
)
# ... and these never end one.
_NOT_LAST = frozenset("（［｛「『【〈《〔‘“")


def pieces(text: str) -> tuple[list[str], list[bool]]:
    """What lines cannot be broken inside of, and whether a space follows each when its line goes
    on: words, and Chinese or Japanese characters singly, except that none is parted from a closing
    sign after it or an opening one before it. Korean breaks at its spaces.
    """
    words = text.split(" ")
    if text.isascii() or _WIDE.search(text) is None:
        return words, [True] * len(words)
    found: list[str] = []
    spaces: list[bool] = []
    for word in words:
        atoms: list[str] = []
        for atom in _ATOM.findall(word):
            if atoms and (atom[0] in _NOT_FIRST or atoms[-1][-1] in _NOT_LAST):
                atoms[-1] += atom
            else:
                atoms.append(atom)
        found.extend(atoms)
        spaces.extend([*[False] * (len(atoms) - 1), True])
    return found, spaces


class Paragraph:
    """Measured pieces of one text, broken at whatever width is asked. Widths in thousandths."""

    def __init__(self, text: str, style: Style) -> None:
        self.style = style
        self.right_to_left = reads_right_to_left(text)
        self.pieces, self.spaces = pieces(text)
        self.space = style.first.advances[" "]
        self.widths = self._measured()

    def _measured(self) -> list[float]:
        style, face = self.style, self.style.first
        shown = [piece.upper() for piece in self.pieces] if style.upper else self.pieces
        if face.simple.issuperset("".join(shown)):
            return list(map(face.words.__getitem__, shown))
        return [set_line(piece, style, self.right_to_left).width for piece in self.pieces]

    def split_longer_than(self, width: float) -> None:
        """Lets pieces that no line can hold break anywhere between two letters."""
        if max(self.widths) <= width:
            return
        pieces, spaces = [], []
        for piece, space, measure in zip(self.pieces, self.spaces, self.widths, strict=True):
            parts = [piece] if measure <= width else clusters(piece)
            pieces.extend(parts)
            spaces.extend([*[False] * (len(parts) - 1), space])
        self.pieces, self.spaces = pieces, spaces
        self.widths = self._measured()

    def greedy(self, width: float) -> list[tuple[int, int]]:
        """Lines as (first, after last) piece, each as full as the width lets it be."""
        lines: list[tuple[int, int]] = []
        first = 0
        used = 0.0
        for index, measure in enumerate(self.widths):
            gap = self.space if index > first and self.spaces[index - 1] else 0.0
            if index > first and used + gap + measure > width:
                lines.append((first, index))
                first, used, gap = index, 0.0, 0.0
            used += gap + measure
        lines.append((first, len(self.widths)))
        return lines

    def balanced(self, count: int) -> list[tuple[int, int]]:
        """At most `count` lines whose widest is as narrow as can be."""
        total = sum(self.widths) + self.space * len(self.widths)
        low, high = max(max(self.widths), total / count * 0.8), total
        if count == 2:
            return self._in_two()
        while high - low > 1.0:
            middle = (low + high) / 2
            if len(self.greedy(middle)) <= count:
                high = middle
            else:
                low = middle
        return self.greedy(high)

    def _in_two(self) -> list[tuple[int, int]]:
        count = len(self.widths)
        whole = sum(self.widths) + self.space * sum(self.spaces[:-1])
        best, best_width, left = count, whole, 0.0
        for index in range(count - 1):
            left += self.widths[index]
            gap = self.space if self.spaces[index] else 0.0
            widest = max(left, whole - left - gap)
            if widest < best_width:
                best, best_width = index + 1, widest
            left += gap
        return [(0, best), (best, count)] if best < count else [(0, count)]

    def span(self, first: int, last: int) -> float:
        """Width of a line of these pieces."""
        return sum(self.widths[first:last]) + sum(self.spaces[first : last - 1]) * self.space

    def text(self, first: int, last: int) -> str:
        if all(self.spaces[first : last - 1]):
            return " ".join(self.pieces[first:last])
        parts: list[str] = []
        for index in range(first, last):
            parts.append(self.pieces[index])
            if self.spaces[index] and index < last - 1:
                parts.append(" ")
        return "".join(parts)

    def lines(self, breaks: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
        return tuple(
            set_line(self.text(first, last), self.style, self.right_to_left)
            for first, last in breaks
        )


class Fitted(NamedTuple):
    """Lines at one size. `leading` is baseline to baseline in points; `rise` is how far the ink of
    the first line stands above its baseline, `fall` how far that of the last stands below (points,
    titles only).
    """

    lines: tuple[Line, ...]
    size: float
    leading: float
    shortened: bool = False
    right_to_left: bool = False
    rise: float = 0.0
    fall: float = 0.0


def shorten(text: str, style: Style, width: float, size: float, right_to_left: bool) -> Line:
    """As much of the text as fits with an ellipsis after it. At least the ellipsis stands."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        candidate = set_line(text[:middle].rstrip() + ELLIPSIS, style, right_to_left)
        if candidate.length(size) <= width:
            low = middle
        else:
            high = middle - 1
    return set_line(text[:low].rstrip() + ELLIPSIS, style, right_to_left)


def fit_line(text: str, style: Style, width: float, size: float, tracking: float = 0.0) -> Fitted:
    """One line at `size`, or smaller down to 6 points, or shortened. Text must be clean."""
    line = set_line(text, style)
    length = line.length(size, tracking)
    if length <= width:
        return Fitted((line,), size, size)
    smaller = int(size * width / length * 20) / 20
    if smaller >= SMALLEST:
        return Fitted((line,), smaller, smaller)
    direction = reads_right_to_left(text)
    room = width - tracking * len(text) if tracking else width
    cut = shorten(text, style, max(room, width / 2), SMALLEST, direction)
    return Fitted((cut,), SMALLEST, SMALLEST, shortened=True)


@dataclass(frozen=True, slots=True)
class TitleBox:
    """How large a title may be: per number of lines the largest size and the leading (a factor),
    `height` what its ink may reach. Faces other than the sign's are set `other` times that large,
    and a single line of theirs is not taller than `other_height`.
    """

    width: float
    height: float
    sizes: tuple[float, ...]
    leadings: tuple[float, ...]
    other: float
    other_height: float


def fit_title(text: str, style: Style, box: TitleBox) -> Fitted:
    """A title by the rule of the shelf cards: one line to the first size, two to the second, and
    so on; more lines win only with type 8 % larger; then down to 6 points. A title that would have
    to be smaller takes more lines, as many as the box is high, and only then ends in an ellipsis.

    Text must be clean and not empty.
    """
    one = set_line(text, style)
    setter = _TitleSetter(one, style, box)
    best = setter.setting((one,))
    paragraph: Paragraph | None = None
    for count in range(2, len(box.sizes) + 1):
        if best.size * WORTH_ANOTHER_LINE >= setter.largest(count):
            break
        paragraph = paragraph or Paragraph(text, style)
        setting = setter.setting(paragraph.lines(paragraph.balanced(count)))
        if setting.size > best.size * WORTH_ANOTHER_LINE:
            best = setting
    if best.size >= SMALLEST:
        return best
    return setter.smallest(paragraph or Paragraph(text, style))


class _TitleSetter:
    """Sizes of one title. `native`: all in the sign's face, whose capitals stand close; other
    faces get the height of their own ink between lines.
    """

    def __init__(self, one: Line, style: Style, box: TitleBox) -> None:
        self.box = box
        self.native = len(one.runs) == 1 and one.runs[0].face is style.first
        # The sign's capitals are 0.7 high; a comma below does not count, or titles would jump.
        self.low, self.high = (0.0, 700.0) if self.native and one.text.isascii() else one.ink()

    def largest(self, lines: int) -> float:
        return self.box.sizes[min(lines, len(self.box.sizes)) - 1] * (
            1.0 if self.native else self.box.other
        )

    def leading(self, lines: int) -> float:
        """Baseline to baseline, as a factor of the size."""
        if self.native:
            # Accents on capitals need their height above the usual 0.7.
            return (
                self.box.leadings[min(lines, len(self.box.leadings)) - 1]
                + max(0.0, self.high - 720) / 1000
            )
        return max(1.02, (self.high - self.low) / 1000 * 1.06)

    def reach(self, lines: int) -> float:
        """Height of the ink of that many lines, as a factor of the size."""
        return (self.high - self.low) / 1000 + (lines - 1) * self.leading(lines)

    def setting(self, lines: tuple[Line, ...]) -> Fitted:
        """These lines at the largest size that fits, by width and by the height of their ink."""
        count = len(lines)
        widest = max([line.width for line in lines])
        height = self.box.height if self.native or count > 1 else self.box.other_height
        size = min(self.largest(count), self.box.width / widest * 1000, height / self.reach(count))
        return self._fitted(lines, int(size * 100) / 100, shortened=False)

    def _fitted(self, lines: tuple[Line, ...], size: float, *, shortened: bool) -> Fitted:
        return Fitted(
            lines,
            size,
            size * self.leading(len(lines)),
            shortened,
            rise=self.high * size / 1000,
            fall=-self.low * size / 1000,
        )

    def smallest(self, paragraph: Paragraph) -> Fitted:
        """As many lines as the box is high, at 6 points or a little more; words that no line could
        hold break inside. What is still too long is cut.
        """
        most = 1
        while self.reach(most + 1) * SMALLEST <= self.box.height:
            most += 1
        width = self.box.width / SMALLEST * 1000
        paragraph.split_longer_than(width)
        breaks = paragraph.greedy(width)
        if len(breaks) <= most:
            even = paragraph.balanced(len(breaks))
            setting = self.setting(paragraph.lines(even))
            return (
                setting
                if setting.size >= SMALLEST
                else self._fitted(paragraph.lines(breaks), SMALLEST, shortened=False)
            )
        lines = paragraph.lines(breaks[:most])
        rest = paragraph.text(breaks[most - 1][0], len(paragraph.pieces))
        last = shorten(rest, paragraph.style, self.box.width, SMALLEST, paragraph.right_to_left)
        return self._fitted((*lines[:-1], last), SMALLEST, shortened=True)


@dataclass(frozen=True, slots=True)
class QuoteBox:
    """Room for a quotation: sizes to try, the first baseline and the leading as factors of the
    size, and how far below the top the last baseline may lie.
    """

    width: float
    depth: float
    sizes: tuple[float, ...]
    first: float = 0.76
    leading: float = 1.26
    author: float = 0.86
    gap: float = 0.83

    def lines_at(self, size: float) -> int:
        return int((self.depth - self.first * size) / (self.leading * size) + 1e-6) + 1

    def depth_below(self, lines: int, size: float) -> float:
        """Where the author's baseline would lie below that many lines."""
        last = (self.first + (lines - 1) * self.leading) * size
        return last + self.author * size * 1.44


class Quote(NamedTuple):
    """A quotation set: its lines, and where its author stands (`author_x` points from the left,
    `author_y` points below the top).
    """

    text: Fitted
    top: float
    author_size: float
    author_x: float
    author_y: float


def fit_quote(text: str, style: Style, author: Line, box: QuoteBox) -> Quote:
    """The largest size at which text and author fit, the author after the last word or below it.

    A last line of fewer than three words is mended by balancing the lines. What does not fit at
    the smallest size ends in an ellipsis. Text must be clean and not empty.
    """
    paragraph = Paragraph(text, style)
    total = sum(paragraph.widths)
    widest = max(paragraph.widths)
    name = author.width * box.author / 1000
    for size in box.sizes:
        limit, most = box.width / size * 1000, box.lines_at(size)
        if total > limit * most or widest > limit:
            continue
        breaks = paragraph.greedy(limit)
        if len(breaks) > most:
            continue
        if len(breaks) > 1 and breaks[-1][1] - breaks[-1][0] < 3:
            breaks = paragraph.balanced(len(breaks))
        below = box.depth_below(len(breaks), size)
        if name and below > box.depth:
            # The author has to stand after the last word; measure that before setting anything.
            after = paragraph.span(*breaks[-1]) * size / 1000 + (box.gap + name) * size
            if paragraph.right_to_left or after > box.width:
                continue
        quote = _with_author(paragraph.lines(breaks), size, author, box, paragraph.right_to_left)
        if quote.author_y <= box.depth:
            return quote
    return _shortened_quote(paragraph, author, box)


def _with_author(
    lines: tuple[Line, ...], size: float, author: Line, box: QuoteBox, right_to_left: bool
) -> Quote:
    top = box.first * size
    leading = box.leading * size
    last = top + (len(lines) - 1) * leading
    author_size = box.author * size
    after = lines[-1].length(size) + box.gap * size
    fitted = Fitted(lines, size, leading, right_to_left=right_to_left)
    if not author.runs or (not right_to_left and after + author.length(author_size) <= box.width):
        return Quote(fitted, top, author_size, after, last)
    beside = box.width - author.length(author_size) if right_to_left else 0.0
    return Quote(fitted, top, author_size, beside, box.depth_below(len(lines), size))


def _shortened_quote(paragraph: Paragraph, author: Line, box: QuoteBox) -> Quote:
    """The smallest size, all its lines, the last one cut so that the author follows it."""
    size = box.sizes[-1]
    limit = box.width / size * 1000
    paragraph.split_longer_than(limit)
    breaks = paragraph.greedy(limit)[: box.lines_at(size)]
    room = box.width - (author.length(box.author * size) + box.gap * size if author.runs else 0.0)
    rest = paragraph.text(breaks[-1][0], len(paragraph.pieces))
    last = shorten(rest, paragraph.style, max(room, box.width / 3), size, paragraph.right_to_left)
    lines = (*paragraph.lines(breaks[:-1]), last)
    quote = _with_author(lines, size, author, box, paragraph.right_to_left)
    text = Fitted(lines, size, quote.text.leading, True, paragraph.right_to_left)
    return Quote(text, quote.top, quote.author_size, quote.author_x, quote.author_y)
