"""Magnet letters: a title as single letters on the steel, a little crooked, the same each time.

A title stands in the largest size that holds it on one line, else on two lines, else it ends in an
ellipsis. How far a letter is turned and moved comes from a hash of the entry, its place and the
letter, so that nothing dances when it is painted anew. In joined scripts a word is one magnet.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
    QTransform,
)

from ui.theme.fonts import FALLBACK_FAMILIES, RESOURCES

FAMILY = "Bebas Neue"
ELLIPSIS = "\u2026"
#: Faces of other scripts stand larger than Bebas at the same size.
_OTHER = 0.82
_BOLD_FACES = (
    "NotoSansJP-Bold.ttf",
    "NotoSansThai-Bold.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "NotoSansArmenian-Bold.ttf",
    "NotoSansGeorgian-Bold.ttf",
    "Inter-Bold.ttf",
)
_MOST_TURN, _MOST_SHIFT = 2.6, 1.6
# Where letters join or stack, a word is not taken apart: Arabic, Hebrew points, Indic, Thai.
_JOINED = ((0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x0EFF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))


@dataclass(frozen=True, slots=True)
class Measures:
    """How letters stand on a board, in the pixels of its mock-up.

    `sizes` are tried for one line, from the largest; `two_lines` is the size for two.
    """

    sizes: tuple[float, ...]
    two_lines: float
    gap: float
    word_gap: float


#: The board of the screen, and that of show mode.
STEEL = Measures((72.0, 60.0, 50.0), 38.0, 6.0, 15.0)
DARK = Measures((138.0, 116.0, 98.0), 72.0, 12.0, 30.0)


@dataclass(frozen=True, slots=True)
class LetterColors:
    """Face, light edge (None: without), side and how dark the two shadows are."""

    face: str
    light: str | None
    sides: tuple[str, ...]
    shadows: tuple[float, float]


INK = LetterColors("#23232F", "#4B4B5C", ("#0B0B12", "#0B0B12"), (0.20, 0.09))
CREAM = LetterColors("#FBF5E8", None, ("#A79F93", "#8C857B", "#8C857B"), (0.55, 0.30))


@dataclass(frozen=True, slots=True)
class Letter:
    """One magnet in its place: `path` about the line's origin, `left` and `right` its advance."""

    text: str
    path: QPainterPath
    left: float
    right: float
    line: int


@dataclass(frozen=True, slots=True)
class Lettering:
    """A title set. `base` are the baselines from the top of the first line's capitals.

    `cut` says that it ends in an ellipsis; `size` is the size in pixels, `cap` the height of its
    capitals, `height` that of all lines.
    """

    letters: tuple[Letter, ...]
    size: float
    cap: float
    base: tuple[float, ...]
    width: float
    height: float
    cut: bool


@cache
def load_letters() -> None:
    """Makes the letters' face known to Qt."""
    QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / "BebasNeue-Regular.ttf"))


@cache
def _load_bold() -> None:
    """The bold faces of other scripts, at the first title that needs one: they are large."""
    for name in _BOLD_FACES:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))


def _right_to_left(title: str) -> bool:
    """Whether a title's first word begins at the right."""
    kinds = (unicodedata.bidirectional(letter) for letter in title)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


@lru_cache(maxsize=128)
def set_title(
    title: str, width: float, scale: float, seed: str, measures: Measures = STEEL
) -> Lettering:
    """Sets a title into `width` pixels; `scale` turns the measures' pixels into the screen's."""
    load_letters()
    words = title.upper().replace("'", "\u2019").split()  # the set has the proper apostrophe
    if _right_to_left(title):
        words.reverse()
    for size in measures.sizes:
        line = _line(words, size * scale, measures)
        if line.width <= width:
            off = scale * size / measures.sizes[0]
            return _placed([line], size * scale, off, seed, cut=False)
    size = measures.two_lines * scale
    lines, cut = _two_lines(words, size, width, measures)
    return _placed(lines, size, size / measures.sizes[0], seed, cut=cut)


# -- one line ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: tuple[tuple[str, float], ...]
    width: float


def _line(words: Sequence[str], size: float, measures: Measures) -> _Line:
    """The magnets of some words with their left edges; the gaps shrink with the size."""
    share = size / measures.sizes[0]
    gap, word_gap = measures.gap * share, measures.word_gap * share
    pieces: list[tuple[str, float]] = []
    x = 0.0
    for number, word in enumerate(words):
        if number:
            x += word_gap
        for piece in _magnets(word):
            pieces.append((piece, x))
            x += _advance(piece, size) + gap
    return _Line(tuple(pieces), max(0.0, x - gap))


def _two_lines(
    words: Sequence[str], size: float, width: float, measures: Measures
) -> tuple[list[_Line], bool]:
    """The break that leaves the shortest longer line; what is too long is cut by whole letters.

    One long word stands on one line of that size.
    """
    whole = _line(words, size, measures)
    if whole.width <= width:
        return [whole], False
    best: tuple[float, list[_Line]] | None = None
    for at in range(1, len(words)):
        pair = [_line(part, size, measures) for part in (words[:at], words[at:])]
        longer = max(line.width for line in pair)
        if best is None or longer < best[0]:
            best = (longer, pair)
    if best is not None and best[0] <= width:
        return best[1], False
    return _cut(words, size, width, measures), True


def _cut(words: Sequence[str], size: float, width: float, measures: Measures) -> list[_Line]:
    """As many words as the first line holds; the rest on the second, with an ellipsis."""
    first: list[str] = []
    for word in words:
        if first and _line([*first, word], size, measures).width > width:
            break
        first.append(word)
    rest = " ".join(words[len(first) :])
    lines = [_shortened(" ".join(first), size, width, measures, ends=not rest)]
    if rest:
        lines.append(_shortened(rest, size, width, measures, ends=True))
    return lines


def _shortened(text: str, size: float, width: float, measures: Measures, *, ends: bool) -> _Line:
    """The most of a text that fits, with its ellipsis where something is left off."""
    line = _line(text.split(), size, measures)
    if line.width <= width and not ends:
        return line
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        tried = text[:middle].rstrip() + ELLIPSIS
        if _line(tried.split(), size, measures).width <= width:
            low = middle
        else:
            high = middle - 1
    return (
        line
        if line.width <= width
        else _line((text[:low].rstrip() + ELLIPSIS).split(), size, measures)
    )


def _magnets(word: str) -> list[str]:
    """The magnets of a word: its letters, or the whole word where they join."""
    if any(first <= ord(letter) <= last for letter in word for first, last in _JOINED):
        return [word]
    pieces: list[str] = []
    for letter in word:
        if pieces and QFontMetricsF(QFont(FAMILY)).horizontalAdvance(letter) == 0:
            pieces[-1] += letter  # a mark stays with what it stands on
        else:
            pieces.append(letter)
    return pieces


# -- letters as paths ----------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _font(size: float, bebas: bool) -> QFont:
    made = QFont([FAMILY] if bebas else ["Inter", *FALLBACK_FAMILIES])
    made.setPixelSize(max(4, round(size if bebas else size * _OTHER)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if not bebas:
        _load_bold()
        made.setWeight(QFont.Weight.Bold)
    return made


@cache
def _in_bebas(text: str) -> bool:
    raw = QRawFont.fromFont(_font(72, True))
    return all(raw.supportsCharacter(ord(letter)) for letter in text)


@lru_cache(maxsize=4096)
def _advance(text: str, size: float) -> float:
    return QFontMetricsF(_font(size, _in_bebas(text))).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def _path(text: str, size: float) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # strokes of a letter may overlap
    path.addText(QPointF(0, 0), _font(size, _in_bebas(text)), text)
    return path


def _placed(
    lines: Sequence[_Line],
    size: float,
    off: float,
    seed: str,
    *,
    cut: bool,
) -> Lettering:
    """Letters in their places, each turned and moved; `off` is how far a pixel of that is here:
    small letters stand closer and move less.
    """
    cap = QFontMetricsF(_font(size, True)).capHeight()
    leading = size * 0.92
    bases = tuple(cap + leading * number for number in range(len(lines)))
    letters: list[Letter] = []
    for number, line in enumerate(lines):
        for place, (text, x) in enumerate(line.pieces):
            turn, dx, dy = crookedness(seed, len(letters) if number else place, text)
            if len(text) > 1:
                turn *= 0.3  # a whole word leans far at its ends
            path = _path(text, size)
            middle = path.boundingRect().center()
            about = (
                QTransform()
                .translate(x + dx * off, bases[number] + dy * off)
                .translate(middle.x(), middle.y())
                .rotate(turn)
                .translate(-middle.x(), -middle.y())
            )
            letters.append(Letter(text, about.map(path), x, x + _advance(text, size), number))
    width = max((line.width for line in lines), default=0.0)
    return Lettering(tuple(letters), size, cap, bases, width, bases[-1] if bases else cap, cut)


def crookedness(seed: str, place: int, letter: str) -> tuple[float, float, float]:
    """Degrees and pixels (right, down) of one letter: up to 2.6 degrees and 1.6 pixels."""
    digest = hashlib.blake2b(f"{seed}\0{place}\0{letter}".encode(), digest_size=3).digest()
    turn, right, down = (byte / 127.5 - 1 for byte in digest)
    return turn * _MOST_TURN, right * _MOST_SHIFT, down * _MOST_SHIFT


# -- painting ------------------------------------------------------------------------------------


def paint_letters(
    painter: QPainter, letters: Sequence[Letter], colors: LetterColors, scale: float
) -> None:
    """The magnets, with light from the top left; the painter's origin is the lettering's top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for letter in letters:
        paint_letter(painter, letter.path, colors, scale)


def paint_letter(
    painter: QPainter, path: QPainterPath, colors: LetterColors, scale: float, height: float = 1.0
) -> None:
    """One magnet; its shadow grows with its `height` over the steel."""
    for (dx, dy), alpha in zip(((4, 6), (2, 4)), reversed(colors.shadows), strict=True):
        shade = QColor("#0B0B12")
        shade.setAlphaF(alpha / max(1.0, height * 0.7))
        painter.fillPath(path.translated(dx * scale * height, dy * scale * height), shade)
    for depth, side in reversed(list(enumerate(colors.sides, 1))):
        painter.fillPath(path.translated(depth * 0.5 * scale, depth * scale), QColor(side))
    if colors.light is not None:
        painter.fillPath(path.translated(-0.5 * scale, -scale), QColor(colors.light))
    painter.fillPath(path, QColor(colors.face))


def paint_outlines(
    painter: QPainter, letters: Sequence[Letter], color: QColor, *, dashed: bool = False
) -> None:
    """Letters that are not there yet, or that the set has run out of (dashed)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, 1.2)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for letter in letters:
        painter.drawPath(letter.path)


def bounds(letters: Sequence[Letter], scale: float) -> QRectF:
    """What the magnets cover with their shadows."""
    covered = QRectF()
    for letter in letters:
        covered = covered.united(letter.path.boundingRect())
    return covered.adjusted(-3 * scale, -3 * scale, 7 * scale, 9 * scale)
