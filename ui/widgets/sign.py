"""The neon sign over the two doors, and the small OPEN sign of the status line.

One painter, no blur: each tube is the same path stroked several times, wider and fainter, then the
tube, then its light core. It is painted once into a pixmap per size, words and device ratio.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import FALLBACK_FAMILIES, dp, font, tokens
from ui.theme.fonts import SIGN_FAMILY, load_core_fonts
from ui.widgets import paint

PINK = ("#FF4F84", "#FFE1EA")
AMBER = ("#FFB347", "#FFF0D2")
_DARK = "#4A4858"
_GLOW = ((22.0, 0.05), (15.0, 0.08), (9.0, 0.13), (5.0, 0.28))
_LARGEST, _SMALLEST = 63, 36


def paint_tube(
    painter: QPainter,
    path: QPainterPath,
    colors: tuple[str, str],
    width: float = 3.6,
    *,
    lit: bool = True,
    scale: float = 1.0,
) -> None:
    """One tube of neon along a path; dark glass when it is not lit."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    if not lit:
        painter.setPen(QPen(QColor(_DARK), width * scale, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPath(path)
        return
    for stroke, alpha in _GLOW:
        glow = QColor(colors[0])
        glow.setAlphaF(alpha)
        painter.setPen(QPen(glow, stroke * scale, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPath(path)
    for color, stroke in ((colors[0], width), (colors[1], width * 0.5)):
        painter.setPen(QPen(QColor(color), stroke * scale, Qt.PenStyle.SolidLine, cap, join))
        painter.drawPath(path)


def sign_pixmap(name: str, size: QSize, ratio: float = 1.0) -> QPixmap:
    """The sign with the shop's name; ``size`` includes 44/164 of its height above for the rods."""
    load_core_fonts()
    made = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sign(painter, QRectF(0, 0, size.width(), size.height()), name)
    painter.end()
    return made


def paint_sign(painter: QPainter, rect: QRectF, name: str) -> None:
    """Board, rods, amber frame and thumb, and the name in pink, filling ``rect``."""
    scale = rect.width() / 760
    rods = 44 * scale
    board = QRectF(rect.left(), rect.top() + rods, rect.width(), rect.height() - rods - 8 * scale)
    _paint_rods(painter, board, rect.top(), scale)
    shadow = QColor("#1B1B26")
    shadow.setAlphaF(0.11)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shadow)
    painter.drawRoundedRect(board.translated(0, 7 * scale), 20 * scale, 20 * scale)
    fill = QLinearGradient(board.topLeft(), board.bottomLeft())
    fill.setColorAt(0, QColor("#262635"))
    fill.setColorAt(1, QColor("#171720"))
    painter.setBrush(fill)
    painter.setPen(QPen(QColor("#33334A"), 1))
    painter.drawRoundedRect(board, 20 * scale, 20 * scale)
    lit = bool(name.strip())
    if lit:
        _paint_glow_on_board(painter, board, scale)
    _paint_frame(
        painter, board.adjusted(18 * scale, 18 * scale, -18 * scale, -18 * scale), scale, lit
    )
    _paint_thumb(painter, board, scale, lit)
    _paint_name(painter, board, name.strip(), scale)


def paint_halo(painter: QPainter, rect: QRectF, center: QPointF) -> None:
    """The light that the sign throws on the paper behind it: one radial gradient, half at night."""
    reach = rect.width() * 0.42
    painter.save()
    painter.translate(center)
    painter.scale(1, 0.42)
    light = QRadialGradient(QPointF(0, 0), reach)
    strength = 0.10 if tokens().night else 0.20
    warm = QColor("#FFB08A")
    warm.setAlphaF(strength)
    light.setColorAt(0, warm)
    warm.setAlphaF(strength * 0.35)
    light.setColorAt(0.55, warm)
    warm.setAlphaF(0)
    light.setColorAt(1, warm)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawEllipse(QPointF(0, 0), reach, reach)
    painter.restore()


def _paint_rods(painter: QPainter, board: QRectF, top: float, scale: float) -> None:
    rod, clamp = QColor("#3A3A4C"), QColor("#6B6A7C")
    for share in (0.095, 0.905):
        x = board.left() + board.width() * share
        painter.setPen(QPen(rod, 2.4 * scale))
        painter.drawLine(QPointF(x, top), QPointF(x, board.top()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(clamp)
        painter.drawRoundedRect(
            QRectF(x - 10 * scale, board.top() - 8 * scale, 20 * scale, 9 * scale), 2, 2
        )
    cable = QPainterPath(QPointF(board.left() + board.width() * 0.803, top))
    end = QPointF(board.left() + board.width() * 0.852, board.top() - 6 * scale)
    cable.cubicTo(
        QPointF(cable.currentPosition().x(), board.top() - 10 * scale),
        QPointF(end.x(), top + 22 * scale),
        end,
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#22222E"), 2 * scale))
    painter.drawPath(cable)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#33334A"))
    painter.drawRoundedRect(
        QRectF(end.x() - 10 * scale, board.top() - 6 * scale, 20 * scale, 7 * scale), 2, 2
    )


def _paint_glow_on_board(painter: QPainter, board: QRectF, scale: float) -> None:
    """The name's own light on the board behind it."""
    outline = QPainterPath()
    outline.addRoundedRect(board, 20 * scale, 20 * scale)
    painter.save()
    painter.setClipPath(outline)
    painter.translate(board.center())
    painter.scale(1, 0.34)
    reach = board.width() * 0.46
    light = QRadialGradient(QPointF(0, 0), reach)
    for at, alpha in ((0.0, 0.17), (0.5, 0.10), (1.0, 0.0)):
        glow = QColor(PINK[0])
        glow.setAlphaF(alpha)
        light.setColorAt(at, glow)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawEllipse(QPointF(0, 0), reach, reach)
    painter.restore()


def _paint_frame(painter: QPainter, box: QRectF, scale: float, lit: bool) -> None:
    """A tube around the edge, open at the bottom where its two electrodes are."""
    radius, gap = 12 * scale, 26 * scale
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    middle = box.center().x()
    path = QPainterPath(QPointF(middle + gap, bottom))
    path.lineTo(right - radius, bottom)
    path.quadTo(right, bottom, right, bottom - radius)
    path.lineTo(right, top + radius)
    path.quadTo(right, top, right - radius, top)
    path.lineTo(left + radius, top)
    path.quadTo(left, top, left, top + radius)
    path.lineTo(left, bottom - radius)
    path.quadTo(left, bottom, left + radius, bottom)
    path.lineTo(middle - gap, bottom)
    paint_tube(painter, path, AMBER, 4.0, lit=lit, scale=scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#0C0C12"))
    for x in (middle - gap, middle + gap):
        painter.drawRect(QRectF(x - 5 * scale, bottom - 4 * scale, 10 * scale, 8 * scale))


def _paint_thumb(painter: QPainter, board: QRectF, scale: float, lit: bool) -> None:
    hand = QPainterPath(QPointF(15, 5.88))
    hand.lineTo(14, 10)
    hand.lineTo(19.83, 10)
    hand.cubicTo(QPointF(21.1, 10), QPointF(22.1, 11.2), QPointF(21.75, 12.56))
    hand.lineTo(19.42, 20.56)
    hand.cubicTo(QPointF(19.15, 21.4), QPointF(18.4, 22), QPointF(17.5, 22))
    hand.lineTo(4, 22)
    hand.cubicTo(QPointF(2.9, 22), QPointF(2, 21.1), QPointF(2, 20))
    hand.lineTo(2, 12)
    hand.cubicTo(QPointF(2, 10.9), QPointF(2.9, 10), QPointF(4, 10))
    hand.lineTo(6.76, 10)
    hand.cubicTo(QPointF(7.5, 10), QPointF(8.2, 9.6), QPointF(8.55, 8.89))
    hand.lineTo(12, 2)
    hand.cubicTo(QPointF(13.9, 2), QPointF(15.5, 3.6), QPointF(15, 5.88))
    hand.moveTo(7, 10)
    hand.lineTo(7, 22)
    factor = 3.6 * scale
    spot = QTransform()
    spot.translate(board.left() + 63 * scale, board.center().y() - 12.4 * factor)
    spot.scale(factor, factor)
    paint_tube(painter, spot.map(hand), AMBER, 4.4, lit=lit, scale=scale)


def _paint_name(painter: QPainter, board: QRectF, name: str, scale: float) -> None:
    room = QRectF(
        board.left() + 168 * scale, board.top(), board.width() - 218 * scale, board.height()
    )
    lit = bool(name)
    lines, pixels = _fit(name or "…", room.width() / scale)
    face = _sign_font(pixels * scale)
    metrics = QFontMetricsF(face)
    step = metrics.ascent() * 1.08
    baseline = room.center().y() + metrics.capHeight() / 2 - step * (len(lines) - 1) / 2
    for line in lines:
        path = QPainterPath()
        width = metrics.horizontalAdvance(line)
        path.addText(QPointF(room.center().x() - width / 2, baseline), face, line)
        # the letters are overlapping strokes: winding fill covers their seams
        path.setFillRule(Qt.FillRule.WindingFill)
        _paint_letters(painter, path, scale * pixels / _LARGEST, lit)
        baseline += step


def _paint_letters(painter: QPainter, path: QPainterPath, scale: float, lit: bool) -> None:
    """Letters of Tilt Neon are tubes already: glow around them, fill, then the light core."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not lit:
        painter.fillPath(path, QColor(_DARK))
        return
    for stroke, alpha in _GLOW:
        glow = QColor(PINK[0])
        glow.setAlphaF(alpha)
        painter.setPen(
            QPen(
                glow,
                stroke * scale,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.drawPath(path)
    painter.setPen(QPen(QColor(PINK[0]), 2.4 * scale))
    painter.drawPath(path)
    painter.fillPath(path, QColor(PINK[1]))


def _fit(name: str, width: float) -> tuple[list[str], int]:
    """The lines and the size in mock-up pixels: from 63 down to 36, then two lines."""
    for pixels in range(_LARGEST, _SMALLEST - 1, -1):
        if QFontMetricsF(_sign_font(pixels)).horizontalAdvance(name) <= width:
            return [name], pixels
    words = name.split()
    half = max(range(1, len(words)), key=lambda cut: -_widest(words, cut), default=0)
    lines = [" ".join(words[:half]), " ".join(words[half:])] if half else [name]
    for pixels in range(_SMALLEST + 6, 11, -1):
        metrics = QFontMetricsF(_sign_font(pixels))
        if max(metrics.horizontalAdvance(line) for line in lines) <= width:
            return lines, pixels
    metrics = QFontMetricsF(_sign_font(12))
    cut = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
    return cut, 12


def _widest(words: list[str], cut: int) -> int:
    return max(len(" ".join(words[:cut])), len(" ".join(words[cut:])))


def _sign_font(pixels: float) -> QFont:
    made = QFont([SIGN_FAMILY, "Inter", *FALLBACK_FAMILIES])
    made.setPixelSize(max(round(pixels), 6))
    made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    return made


class NeonSign(QWidget):
    """The sign as a widget; ``set_name`` relights it. 760 by 216 in the mock-up, rods included."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Spell another name; an empty one leaves the tubes dark."""
        self._name = name
        self._picture = None
        self.setAccessibleName(name or self.tr("The sign is dark"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(760, 216)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._picture is None or self._picture.size() != wanted:
            self._picture = sign_pixmap(self._name, self.size(), ratio)
        QPainter(self).drawPixmap(0, 0, self._picture)


class OpenSign(QWidget):
    """OPEN in Tilt Neon, or closed in plain grey. Says the word too, never only the colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_open(True)

    def set_open(self, is_open: bool) -> None:
        """Switch it."""
        self._open = is_open
        self.setAccessibleName(self._words())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(60), dp(27))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        role = "accent" if self._open else "ink3"
        if self._open and tokens().night:
            glow = tokens().color("tube")
            for reach, alpha in ((4.0, 0.10), (2.5, 0.16), (1.0, 0.25)):
                glow.setAlphaF(alpha)
                paint.rounded(
                    painter, box.adjusted(-reach, -reach, reach, reach), 8, None, glow, reach
                )
        paint.rounded(painter, box, dp(6), None, role, 1.2)
        face = QFont(font(12, sign=True))
        face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        center = Qt.AlignmentFlag.AlignCenter
        word = "accent" if self._open else "ink2"
        paint.text(painter, box, self._words(), role=word, face=face, align=center, elide=False)

    def _words(self) -> str:
        return self.tr("OPEN") if self._open else self.tr("CLOSED")
