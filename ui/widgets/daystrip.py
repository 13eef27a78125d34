"""Due dates as days on a strip: open ring for today, full dot for the due day, hatch for closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import dp, font, mix, tokens
from ui.widgets import paint

#: Mock-up pixels per day.
DAY_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Day:
    """A column: two letters, the day of the month, and whether the shop is closed."""

    letters: str
    number: int
    closed: bool = False


def paint_days_head(painter: QPainter, rect: QRectF, days: Sequence[Day]) -> None:
    """The letters and numbers over a strip. The first day is today."""
    for at, day in enumerate(days):
        cell = _cell(rect, at)
        role = "ink2" if day.closed else "ink"
        top = QRectF(cell.left(), rect.top(), cell.width(), rect.height() / 2)
        low = QRectF(cell.left(), rect.center().y(), cell.width(), rect.height() / 2)
        center = Qt.AlignmentFlag.AlignCenter
        paint.text(painter, top, day.letters, role="ink2", face=font(11.5), align=center)
        weight = 400 if day.closed else 600
        paint.text(painter, low, str(day.number), role=role, face=font(11.5, weight), align=center)


def paint_day_strip(
    painter: QPainter,
    rect: QRectF,
    days: Sequence[Day],
    due: int | None,
    *,
    blocked: bool = False,
    role: str = "ink",
) -> None:
    """One row of a strip. ``due`` is the index of the due day; beyond the strip it ends in an
    arrow; None draws the grid alone. ``blocked`` draws it dashed: it does not count yet.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = rect.center().y()
    shade = mix(tokens().ink3, tokens().surface, 0.42)
    for at, day in enumerate(days):
        cell = _cell(rect, at)
        if day.closed:
            paint.hatch(painter, cell.adjusted(2, 0, -2, 0), shade, 6)
        elif due is not None and at > due:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens().color("line"))
            painter.drawEllipse(QPointF(cell.center().x(), middle), 1.5, 1.5)
    if due is not None:
        _paint_way(painter, rect, len(days), due, blocked, role)
    painter.restore()


def _paint_way(
    painter: QPainter, rect: QRectF, count: int, due: int, blocked: bool, role: str
) -> None:
    ink, soft = tokens().color(role), tokens().color("ink2")
    middle = rect.center().y()
    start = QPointF(_cell(rect, 0).center().x(), middle)
    beyond = due >= count
    end = QPointF(
        _cell(rect, count - 1).right() - 2 if beyond else _cell(rect, due).center().x(), middle
    )
    style = Qt.PenStyle.SolidLine
    pen = QPen(soft, 2.4, style, Qt.PenCapStyle.FlatCap)
    if blocked:
        style = Qt.PenStyle.CustomDashLine
        pen.setDashPattern([1.4, 1.0])
    painter.setPen(pen)
    if end.x() - start.x() > 8:
        painter.drawLine(QPointF(start.x() + 4, middle), QPointF(end.x() - 5, middle))
    if beyond:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        paint.polygon(
            painter,
            [(end.x(), middle), (end.x() - 6, middle - 4), (end.x() - 6, middle + 4)],
        )
    else:
        ring = QPen(soft, 1.6, style, Qt.PenCapStyle.FlatCap)
        if blocked:
            ring.setDashPattern([1.6, 1.3])
        painter.setPen(ring if blocked else Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("surface") if blocked else ink)
        painter.drawEllipse(end, 5.6, 5.6)
    painter.setPen(QPen(soft, 1.6))
    painter.setBrush(tokens().color("surface"))
    painter.drawEllipse(start, 3.4, 3.4)


def _cell(rect: QRectF, at: int) -> QRectF:
    width = dp(DAY_WIDTH)
    return QRectF(rect.left() + at * width, rect.top(), width, rect.height())


class DayStrip(QWidget):
    """A strip as a widget; ``spoken`` is what a screen reader says instead (the due words)."""

    def __init__(
        self,
        days: Sequence[Day] = (),
        due: int | None = None,
        *,
        spoken: str = "",
        head: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._head = head
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.set(days, due, spoken=spoken)

    def set(
        self, days: Sequence[Day], due: int | None, *, spoken: str = "", blocked: bool = False
    ) -> None:
        """Other days and another due day."""
        self._days, self._due, self._blocked = tuple(days), due, blocked
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(DAY_WIDTH) * len(self._days), dp(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        if self._head:
            paint_days_head(painter, box, self._days)
        else:
            paint_day_strip(painter, box, self._days, self._due, blocked=self._blocked)
