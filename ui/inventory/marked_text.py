"""One line of text with what was searched for marked behind its letters.

A line that is too long is cut so that the match stays in sight. Right-to-left titles are laid out
by Qt, and the marks follow the letters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from app.catalog import folding
from ui.theme import dp, tokens
from ui.widgets import paint

_DOTS = "…"


def paint_marked(
    painter: QPainter,
    rect: QRectF,
    text: str,
    search: str,
    *,
    face: QFont,
    role: str = "ink",
    mark_fill: str = "accent_soft",
) -> None:
    """Write `text` into `rect`, centred on its height, with rounded marks behind the finds."""
    if not paint_finds(painter, rect, text, search, face=face, role=role, mark_fill=mark_fill):
        paint.text(painter, rect, text, role=role, face=face)


def paint_finds(
    painter: QPainter,
    rect: QRectF,
    text: str,
    search: str,
    *,
    face: QFont,
    role: str,
    mark_fill: str,
) -> bool:
    """The same for a text that holds something that was searched for; False where none is."""
    shown, marks = _marked(text, search, face, rect.width())
    if not marks:
        return False
    height = min(rect.height(), dp(16))
    top = rect.center().y() - height / 2
    for left, right in marks:
        box = QRectF(rect.left() + left, top, right - left, height)
        paint.rounded(painter, box, dp(3), mark_fill)
    painter.setFont(face)
    painter.setPen(tokens().color(role))
    paint.line(painter, rect, shown, face)
    return True


@lru_cache(4096)
def _marked(
    text: str, search: str, face: QFont, width: float
) -> tuple[str, tuple[tuple[float, float], ...]]:
    """What is shown of a text, and from where to where each of its finds reaches."""
    spans = folding.marks(text, search) if search and text else ()
    if not spans:
        return text, ()
    shown, spans = fitted(text, spans, QFontMetricsF(face), width)
    layout = QTextLayout(shown, face)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    ends = [(_x(line, start), _x(line, end)) for start, end in spans]
    return shown, tuple((min(pair), max(pair)) for pair in ends)


def _x(line: QTextLine, at: int) -> float:
    found: Any = line.cursorToX(at)  # a pair in PySide, whatever its stub says
    return float(found[0] if isinstance(found, tuple) else found)


def fitted(
    text: str, spans: tuple[tuple[int, int], ...], metrics: QFontMetricsF, width: float
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text cut to a width with its first find in sight, and where the finds are then."""
    if metrics.horizontalAdvance(text) <= width:
        return text, spans
    cut_left = 0
    dots = metrics.horizontalAdvance(_DOTS)
    first_end = spans[0][1]
    if metrics.horizontalAdvance(text[:first_end]) > width - dots:
        cut_left = _left_cut(text, spans[0], metrics, width - 2 * dots)
    shown = _DOTS + text[cut_left:].lstrip() if cut_left else text
    moved = len(shown) - len(text)
    shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
    end_of_text = len(shown) - (1 if shown.endswith(_DOTS) else 0)
    kept = ((start + moved, min(end + moved, end_of_text)) for start, end in spans)
    return shown, tuple((max(start, 0), end) for start, end in kept if end > max(start, 0))


def _left_cut(text: str, span: tuple[int, int], metrics: QFontMetricsF, width: float) -> int:
    """Where to begin, so that the find and what follows it fill the line."""
    start, end = span
    best = start
    for at in range(start, -1, -1):
        if metrics.horizontalAdvance(text[at:]) > width:
            break
        if at == 0 or not text[at - 1].isalnum():
            best = at
    if metrics.horizontalAdvance(text[best:end]) > width:
        return start
    return best
