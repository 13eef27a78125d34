"""Small painting helpers that several widgets and delegates share.

Words are measured, cut and shaped once and then kept: a page of a list has two hundred of them, and
shaping them anew at each paint takes longer than a frame.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPen,
    QPolygonF,
    QStaticText,
    QTextOption,
    QTransform,
)

from ui.theme import dp, font, tokens

_FLAGS = Qt.AlignmentFlag
_LEFT_MIDDLE = _FLAGS.AlignLeft | _FLAGS.AlignVCenter
# As numbers: an `&` of Qt's flags takes as long as drawing a word.
_RIGHT, _CENTER = _FLAGS.AlignRight.value, _FLAGS.AlignHCenter.value
_MIDDLE, _BOTTOM = _FLAGS.AlignVCenter.value, _FLAGS.AlignBottom.value
#: What would begin another line, or jump to a stop, in what is one line.
_ONE_LINE = str.maketrans(dict.fromkeys("\n\r\t\v\f\u2028\u2029", " "))
#: So many different words are kept, about a kilobyte each.
_KEPT = 4096


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: str | QColor | None,
    line: str | QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle with its hairline inside the rectangle, so that it stays crisp."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(_color(fill)) if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(_color(line), width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def halo(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The focus ring of the mock-ups: a line, and 3 px of the same colour, soft, around it.

    ``rect`` is the control; the halo is drawn outside it and needs 3 px there.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    soft = tokens().color("focus")
    soft.setAlphaF(0.18)
    painter.setPen(QPen(soft, 3))
    painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), radius + 1.5, radius + 1.5)
    painter.setPen(QPen(tokens().color("focus"), 1.2))
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), radius - 0.6, radius - 0.6)


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    *,
    role: str = "ink",
    face: QFont | None = None,
    align: Qt.AlignmentFlag = _LEFT_MIDDLE,
    elide: bool = True,
) -> float:
    """Write one line, cut with an ellipsis where it is too long; returns the width written.

    A title in Arabic or Hebrew starts where all the others do: left means left. A font given here
    is never changed afterwards: it is what the shaped words are found by.
    """
    face = face or font()
    room = rect.width()
    width = advance(words, face)
    if elide and width > room:
        words = _cut(words, face, int(room))
        width = int(room)
    painter.setFont(face)
    painter.setPen(tokens().color(role))
    if width > room:  # not to be cut, and longer than its place: nothing shows outside of that
        flags = int(align | _FLAGS.AlignAbsolute | Qt.TextFlag.TextSingleLine)
        painter.drawText(rect, flags, words)
    else:
        line(painter, rect, words, face, align)
    return float(width)


def line(
    painter: QPainter,
    rect: QRectF,
    words: str,
    face: QFont,
    align: Qt.AlignmentFlag = _LEFT_MIDDLE,
) -> None:
    """Write words that fit, as they are, in the painter's font (`face`) and pen."""
    laid, wide, high = _laid(words, face)
    x, y = rect.left(), rect.top()
    if align is _LEFT_MIDDLE:
        y += (rect.height() - high) / 2
    else:
        where = align.value
        if where & _RIGHT:
            x += rect.width() - wide
        elif where & _CENTER:
            x += (rect.width() - wide) / 2
        if where & _MIDDLE:
            y += (rect.height() - high) / 2
        elif where & _BOTTOM:
            y += rect.height() - high
    painter.drawStaticText(QPointF(x, y), laid)


def advance(words: str, face: QFont) -> int:
    """How wide words are in a font, in whole pixels."""
    return int(exact_advance(words, face) + 0.5)


def exact_advance(words: str, face: QFont) -> float:
    """How wide words are in a font, to the fraction of a pixel."""
    if words[-1:].isspace():  # which a line that is laid out leaves out of its width
        return QFontMetricsF(face).horizontalAdvance(words)
    return _laid(words, face)[1]


@lru_cache(_KEPT)
def _cut(words: str, face: QFont, room: int) -> str:
    return QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, room)


@lru_cache(_KEPT)
def _laid(words: str, face: QFont) -> tuple[QStaticText, float, float]:
    """Words, shaped and ready to be drawn, with their width and the height of their line.

    Shaping is what takes long: whoever only wants to know the width has the words drawn for nothing
    when they are painted.
    """
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    laid = QStaticText(words.translate(_ONE_LINE))
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.setTextOption(option)
    laid.prepare(QTransform(), face)
    size = laid.size()
    return laid, size.width(), size.height()


def key_cap_width(keys: str) -> int:
    """How wide a key cap with these letters is drawn."""
    return advance(keys, font(11, 600)) + dp(12)


def key_cap(painter: QPainter, rect: QRectF, keys: str, kind: str = "plain") -> None:
    """A key cap centred in ``rect``. ``kind``: plain, primary or dark (the button it stands on)."""
    t = tokens()
    width, height = key_cap_width(keys), dp(19)
    box = QRectF(0, 0, width, height)
    box.moveCenter(rect.center())
    box.moveTo(round(box.x()), round(box.y()))
    if kind == "plain":
        rounded(painter, box, 5, t.line)
        rounded(painter, box.adjusted(1, 1, -1, -2), 4, t.surface)
        role = "ink2"
    else:
        over = QColor(t.on_accent if kind == "primary" else t.on_dark)
        role = over.name()
        over.setAlphaF(0.45)
        edge = QColor(over)
        over.setAlphaF(0.16)
        rounded(painter, box, 5, over, edge)
    text(
        painter,
        box.adjusted(0, 0, 0, -1),
        keys,
        role=role,
        face=font(11, 600),
        align=_FLAGS.AlignCenter,
        elide=False,
    )


def hatch(painter: QPainter, rect: QRectF, role: str = "line", step: int = 5) -> None:
    """Diagonal hatching for what is closed. Drawn as lines: a pattern brush does not scale."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tokens().color(role), 1))
    offset = -rect.height()
    while offset < rect.width():
        start = QPointF(rect.left() + offset, rect.bottom())
        painter.drawLine(start, QPointF(start.x() + rect.height(), rect.top()))
        offset += step
    painter.restore()


def polygon(painter: QPainter, points: list[tuple[float, float]]) -> None:
    """A filled polygon from pairs."""
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _color(value: str | QColor) -> QColor:
    return value if isinstance(value, QColor) else tokens().color(value)
