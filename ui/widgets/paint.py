"""Small painting helpers that several widgets and delegates share."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from ui.theme import dp, font, tokens

_FLAGS = Qt.AlignmentFlag


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
    align: Qt.AlignmentFlag = _FLAGS.AlignLeft | _FLAGS.AlignVCenter,
    elide: bool = True,
) -> float:
    """Write one line, cut with an ellipsis where it is too long; returns the width written.

    A title in Arabic or Hebrew starts where all the others do: left means left.
    """
    face = face or font()
    painter.setFont(face)
    painter.setPen(tokens().color(role))
    metrics = QFontMetrics(face)
    width = metrics.horizontalAdvance(words)
    if elide and width > rect.width():
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        width = int(rect.width())
    painter.drawText(rect, int(align | _FLAGS.AlignAbsolute | Qt.TextFlag.TextSingleLine), words)
    return float(width)


def key_cap_width(keys: str) -> int:
    """How wide a key cap with these letters is drawn."""
    return QFontMetrics(font(11, 600)).horizontalAdvance(keys) + dp(12)


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
