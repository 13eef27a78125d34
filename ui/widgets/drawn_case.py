"""A film without a cover: a drawn case with its format's colour and its title set in type.

Pure painting into any size; at the size of a table row the title is set as small grey lines would
be unreadable anyway, so it is set as small as 4 px and no smaller.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from ui.theme import FALLBACK_FAMILIES, tokens

#: Format code (any case) -> colour of its spine and foot.
FORMAT_COLORS = {
    "dvd": "#57606F",
    "blu-ray": "#2B6CB0",
    "bd": "#2B6CB0",
    "4k": "#1F2330",
    "uhd": "#1F2330",
    "vhs": "#8B5A2B",
    "laserdisc": "#6B4E8E",
    "ld": "#6B4E8E",
    "betamax": "#7A3B3B",
}
_OTHER = "#57606F"
#: A title is tried at these shares of its largest size.
_SHARES = (1.0, 0.85, 0.72, 0.6)


def format_color(code: str) -> QColor:
    """The colour of a format by its code or name; grey for one that we do not know."""
    key = code.casefold()
    for name, value in FORMAT_COLORS.items():
        if key.startswith(name) or name in key.split():
            return QColor(value)
    return QColor(_OTHER)


def drawn_case(
    size: QSize, title: str, format_code: str = "", subtitle: str = "", ratio: float = 1.0
) -> QPixmap:
    """A case of ``size`` logical pixels: white face, spine and foot in the format's colour.

    ``subtitle`` is the original title, set small below. ``ratio`` is the device pixel ratio.
    """
    made = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_case(painter, QRectF(0, 0, size.width(), size.height()), title, format_code, subtitle)
    painter.end()
    return made


def paint_case(
    painter: QPainter, rect: QRectF, title: str, format_code: str = "", subtitle: str = ""
) -> None:
    """Paint the case into ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = rect.width(), rect.height()
    radius = max(min(width * 0.03, 4), 1.5)
    outline = QPainterPath()
    outline.addRoundedRect(rect, radius, radius)
    spine = max(width * 0.085, 2.0)
    foot = max(height * 0.135, 3.0)
    face = QPainterPath()
    face.addRect(QRectF(rect.left() + spine, rect.top(), width - spine, height - foot))
    painter.fillPath(outline, format_color(format_code))
    painter.fillPath(outline.intersected(face), QColor("#FBF9F4"))
    inner = rect.adjusted(spine + width * 0.08, height * 0.115, -width * 0.06, -foot)
    _set_title(painter, inner, title, subtitle, width)
    if foot >= 12 and format_code:
        foot_face = _face(_pixels(foot * 0.48), QFont.Weight.DemiBold)
        painter.setFont(foot_face)
        painter.setPen(QColor("#FFFFFF"))
        words = QFontMetrics(foot_face).elidedText(
            format_code, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(inner.left(), rect.bottom() - foot, inner.width(), foot), int(flags), words
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    edge = QColor("#FFFFFF" if tokens().night else "#1B1B26")
    edge.setAlphaF(0.14)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def _set_title(
    painter: QPainter, inner: QRectF, title: str, subtitle: str, case_width: float
) -> None:
    """The title in at most four lines, shrinking before it is cut; then the other title."""
    largest = max(case_width * 0.125, 4.0)
    painter.setPen(QColor("#1B1B26"))
    room = inner.height() * (0.72 if subtitle else 1.0)
    bottom = inner.top()
    # in a row of the list they are all the same, and one try says what four would
    sizes = list(dict.fromkeys(_pixels(max(largest * share, 4.0)) for share in _SHARES))
    for size in sizes:
        face = _face(size, QFont.Weight.DemiBold)
        lines, fits = _lines(title, face, inner.width(), room, 5)
        if fits or size == sizes[-1]:
            bottom = _draw_lines(painter, lines, face, inner.left(), inner.top())
            break
    if subtitle and case_width >= 60:
        face = _face(_pixels(max(case_width * 0.088, 6.0)), QFont.Weight.Normal)
        painter.setPen(QColor("#5F5C69"))
        top = bottom + case_width * 0.03
        lines, _ = _lines(subtitle, face, inner.width(), inner.bottom() - top, 2)
        _draw_lines(painter, lines, face, inner.left(), top)


def _lines(
    text: str, face: QFont, width: float, height: float, most: int
) -> tuple[list[str], bool]:
    """The text broken into lines, and whether all of it fits without breaking a word."""
    metrics = QFontMetrics(face)
    count = max(min(most, int(height / max(metrics.lineSpacing(), 1))), 1)
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    whole = True
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if len(found) == count - 1 and end < len(text):
            rest = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, int(width))
            found.append(rest)
            whole = False
            break
        found.append(text[start:end].strip())
        if end < len(text) and not text[end - 1].isspace() and text[end - 1].isascii():
            whole = whole and text[end - 1] == "-"
    layout.endLayout()
    return found, whole


def _draw_lines(painter: QPainter, lines: list[str], face: QFont, left: float, top: float) -> float:
    metrics = QFontMetrics(face)
    step = metrics.height() * 0.96
    painter.setFont(face)
    baseline = top + metrics.ascent()
    for line in lines:
        painter.drawText(QPointF(left, baseline), line)
        baseline += step
    return baseline - metrics.ascent()


def _pixels(size: float) -> int:
    return max(round(size), 3)


@cache
def _face(pixels: int, weight: QFont.Weight) -> QFont:
    made = QFont(["Inter", *FALLBACK_FAMILIES])
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made
