"""The shapes that stand beside every coloured word, so that colour is never alone."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import dp, font, mix, tokens
from ui.widgets import paint


class Mark(StrEnum):
    """A shape and, with it, a meaning and a colour (see ``mark_role``)."""

    IN = "in"  # filled dot
    OUT = "out"  # ring
    LATE = "late"  # triangle
    HELD = "held"  # diamond
    REPAIR = "repair"  # half circle
    MISSING = "missing"  # cross
    SALE = "sale"  # tag
    DISPLAY = "display"  # shelf
    RETIRED = "retired"  # dash
    DUE = "due"  # diamond, as held: due tonight


_ROLES = {
    Mark.IN: "ok",
    Mark.OUT: "ink2",
    Mark.LATE: "stop",
    Mark.HELD: "need",
    Mark.REPAIR: "need",
    Mark.MISSING: "stop",
    Mark.SALE: "ink2",
    Mark.DISPLAY: "ok",
    Mark.RETIRED: "ink3",
    Mark.DUE: "need",
}


def mark_role(mark: Mark) -> str:
    """The token in which a mark is drawn."""
    return _ROLES[mark]


def word_role(mark: Mark) -> str:
    """The token for the word beside it: coloured only for what needs somebody."""
    role = _ROLES[mark]
    return role if role in ("stop", "need") else "ink"


def paint_mark(
    painter: QPainter, mark: Mark, center: QPointF, size: float = 9, role: str = ""
) -> None:
    """Draw a mark around a point; ``size`` is the diameter of the dot in logical pixels."""
    color = tokens().color(role or _ROLES[mark])
    half = size / 2
    box = QRectF(center.x() - half, center.y() - half, size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    x, y = center.x(), center.y()
    if mark is Mark.IN:
        painter.drawEllipse(box)
    elif mark is Mark.LATE:
        paint.polygon(
            painter,
            [(x, y - half), (x + half * 1.1, y + half * 0.9), (x - half * 1.1, y + half * 0.9)],
        )
    elif mark in (Mark.HELD, Mark.DUE):
        reach = half * 1.15
        paint.polygon(painter, [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)])
    elif mark is Mark.SALE:
        icons.paint(painter, "tag", role or _ROLES[mark], box, round(size * 1.4))
    else:
        _paint_lines(painter, mark, box, role or _ROLES[mark])
    painter.restore()


def _paint_lines(painter: QPainter, mark: Mark, box: QRectF, role: str) -> None:
    color = tokens().color(role)
    width = max(box.width() / 6, 1.4)
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    if mark is Mark.OUT:
        painter.drawEllipse(inner)
    elif mark is Mark.REPAIR:
        painter.drawEllipse(inner)
        painter.setBrush(color)
        painter.drawPie(inner, -90 * 16, 180 * 16)
    elif mark is Mark.MISSING:
        painter.setPen(QPen(color, width * 1.25))
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif mark is Mark.DISPLAY:
        painter.drawRect(inner)
        middle = inner.center().y()
        painter.drawLine(QPointF(inner.left(), middle), QPointF(inner.right(), middle))
    else:
        middle = inner.center().y()
        painter.drawLine(QPointF(inner.left(), middle), QPointF(inner.right(), middle))


def paint_avatar(painter: QPainter, rect: QRectF, name: str, *, on: bool = False) -> None:
    """The first letter of a name in a disc filling ``rect``; ``on`` is who rents now."""
    t = tokens()
    paint.rounded(painter, rect, rect.height() / 2, t.accent if on else mix(t.line, t.sunk, 0.6))
    letter = next((sign for sign in name if sign.isalnum()), "?").upper()
    face = font(12 if rect.height() >= dp(26) else 11, 600)
    role = "on_accent" if on else "ink2"
    center = Qt.AlignmentFlag.AlignCenter
    paint.text(painter, rect, letter, role=role, face=face, align=center, elide=False)


class StateMark(QWidget):
    """A mark with its word: "Late 2 days". Coloured only where somebody has to act."""

    def __init__(
        self,
        mark: Mark,
        text: str,
        *,
        size: float = 12,
        weight: int = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark, self._text = mark, text
        self._look = (size, weight)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set(self, mark: Mark, text: str) -> None:
        """Another state."""
        self._mark, self._text = mark, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(*self._look))
        return QSize(metrics.horizontalAdvance(self._text) + dp(18), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        paint_mark(painter, self._mark, QPointF(dp(5), middle), dp(9))
        box = QRectF(dp(16), 0, self.width() - dp(16), self.height())
        paint.text(painter, box, self._text, role=word_role(self._mark), face=font(*self._look))
