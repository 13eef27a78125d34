"""How a section looks on the walk: its circle on the line, its name, its bar, its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.catalog.section_list import SectionRow
from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.labels import chip_width, paint_chip

ROW, ROW_NARROW, END, HEAD = 34, 28, 32, 32
_BAR, _BAR_NARROW = 240, 120
_FOLDS = {False: ("#F6E9EA", "#F1DFE1"), True: ("#2A2026", "#33252C")}
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _tr(text: str) -> str:
    return QCoreApplication.translate("SectionWalk", text)


@dataclass(frozen=True, slots=True)
class SectionLook:
    """How one section stands there now. ``place`` counts from 0; ``typed`` are the digits of the
    place it is to be sent to; ``most`` are the copies of the largest section.
    """

    place: int
    most: int
    current: bool = False
    focused: bool = False
    lifted: bool = False
    typed: str = ""


class SectionPainter:
    """Paints rows, ends and head into rectangles as wide as the list."""

    def __init__(self) -> None:
        self.narrow = False
        self.bars = True

    @property
    def row_height(self) -> int:
        """Of a section, in pixels."""
        return dp(ROW_NARROW if self.narrow else ROW)

    def cells(self, rect: QRectF) -> dict[str, QRectF]:
        """Grip 20, number 32, name the rest, bar 240, numbers 72, 72, 56; 10 between. A bar for
        which there is no room is no cell.
        """
        bar = dp(_BAR_NARROW if self.narrow else _BAR) if self.bars else 0
        right = rect.right() - dp(16)
        cells = {}
        for name, wide in (("out", dp(56)), ("copies", dp(72)), ("titles", dp(72)), ("bar", bar)):
            if not wide:
                continue
            cells[name] = QRectF(right - wide, rect.top(), wide, rect.height())
            right -= wide + dp(10)
        left = rect.left() + dp(14)
        cells["grip"] = QRectF(left, rect.top(), dp(20), rect.height())
        cells["number"] = QRectF(left + dp(24), rect.top(), dp(32), rect.height())
        start = left + dp(66)
        cells["name"] = QRectF(start, rect.top(), right - start, rect.height())
        return cells

    # -- head and ends ---------------------------------------------------------------------------

    def paint_head(self, painter: QPainter, rect: QRectF) -> None:
        """The words above the columns."""
        painter.fillRect(rect, tokens().color("surface"))
        painter.fillRect(
            QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), tokens().color("line")
        )
        face = font(12, weight=600)
        cells, night = self.cells(rect), tokens().night
        for at, words, align in (
            ("name", _tr("Section, from the door to the till"), _LEFT),
            ("bar", _tr("Copies, out in light") if night else _tr("Copies, out in dark"), _LEFT),
            ("titles", _tr("Titles"), _RIGHT),
            ("copies", _tr("Copies"), _RIGHT),
            ("out", _tr("Out"), _RIGHT),
        ):
            if at in cells:
                place = cells[at]
                paint.text(painter, place, words, role="ink2", face=face, align=align | _MIDDLE)

    def paint_door(self, painter: QPainter, rect: QRectF) -> None:
        """Where the walk begins: the line goes down from it."""
        center = self.cells(rect)["number"].center()
        self._paint_line(painter, center.x(), center.y(), rect.bottom())
        self._paint_end(painter, rect, _tr("The door"), "door-open")

    def paint_counter(self, painter: QPainter, rect: QRectF) -> None:
        """Where it ends: the line comes down to it."""
        center = self.cells(rect)["number"].center()
        self._paint_line(painter, center.x(), rect.top(), center.y())
        self._paint_end(painter, rect, _tr("The counter"), "scan-barcode")

    def _paint_end(self, painter: QPainter, rect: QRectF, words: str, icon: str) -> None:
        t, cells = tokens(), self.cells(rect)
        center = cells["number"].center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.color("dark"))
        painter.drawEllipse(center, dp(12), dp(12))
        size = dp(13)
        box = QRectF(center.x() - size / 2, center.y() - size / 2, size, size)
        icons.paint(painter, icon, "on_dark", box, size)
        paint.text(painter, cells["name"], words, role="ink2")
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), t.color("line"))

    def _paint_line(self, painter: QPainter, x: float, top: float, bottom: float) -> None:
        painter.setPen(QPen(tokens().color("line"), dp(3)))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    # -- a section -------------------------------------------------------------------------------

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: SectionRow, look: SectionLook
    ) -> None:
        """A section in its place."""
        t = tokens()
        if row.curtained:
            self._paint_folds(painter, rect)
        if look.current:
            painter.fillRect(rect, t.color("accent_soft"))
            painter.fillRect(QRectF(0, rect.top(), dp(3), rect.height()), t.color("accent"))
        x = self.cells(rect)["number"].center().x()
        self._paint_line(painter, x, rect.top(), rect.bottom())
        self._paint_cells(painter, rect, row, look)
        painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), t.color("line"))
        if look.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(t.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def paint_lifted(
        self, painter: QPainter, rect: QRectF, row: SectionRow, look: SectionLook
    ) -> None:
        """A section in the hand: a card with a shadow, its columns where they always are."""
        box = rect.adjusted(dp(8), 0, -dp(8), 0)
        for step in range(4):
            shade = tokens().color("ink")
            shade.setAlphaF(0.05)
            paint.rounded(painter, box.adjusted(-step, step, step, step * 2), dp(8), shade)
        paint.rounded(painter, box, dp(8), "surface", "accent", 1.5)
        self._paint_cells(painter, rect, row, look)

    def _paint_folds(self, painter: QPainter, rect: QRectF) -> None:
        light, dark = (QColor(name) for name in _FOLDS[tokens().night])
        painter.fillRect(rect, light)
        wide = dp(9)
        for at in range(0, int(rect.width()), wide * 2):
            painter.fillRect(QRectF(at, rect.top(), wide, rect.height()), dark)

    def _paint_cells(
        self, painter: QPainter, rect: QRectF, row: SectionRow, look: SectionLook
    ) -> None:
        cells = self.cells(rect)
        grip = dp(14)
        middle = cells["grip"].center()
        role = "ink" if look.lifted else "ink3"
        box = QRectF(middle.x() - grip / 2, middle.y() - grip / 2, grip, grip)
        icons.paint(painter, "grip-vertical", role, box, grip)
        self._paint_number(painter, cells["number"].center(), row, look)
        self._paint_name(painter, cells["name"], row)
        if self.bars:
            self._paint_bar(painter, cells["bar"], row, look.most)
        face = font(13, tabular=True)
        for at, number, tone in (
            ("titles", row.titles, "ink"),
            ("copies", row.copies, "ink"),
            ("out", row.out, "ink2"),
        ):
            paint.text(
                painter, cells[at], f"{number:,}", role=tone, face=face, align=_RIGHT | _MIDDLE
            )

    def _paint_number(
        self, painter: QPainter, center: QPointF, row: SectionRow, look: SectionLook
    ) -> None:
        t = tokens()
        edge = "accent" if row.curtained or look.lifted or look.typed else "line"
        painter.setPen(QPen(t.color(edge), 1.5))
        painter.setBrush(t.color("accent" if look.lifted else "surface"))
        radius = dp(11)
        painter.drawEllipse(center, radius, radius)
        rect = QRectF(center.x() - radius, center.y() - radius, radius * 2, radius * 2)
        words = look.typed or str(look.place + 1)
        face = font(12, weight=600)
        role = "on_accent" if look.lifted else "ink"
        paint.text(painter, rect, words, role=role, face=face, align=Qt.AlignmentFlag.AlignCenter)

    def _paint_name(self, painter: QPainter, rect: QRectF, row: SectionRow) -> None:
        wide = paint.text(painter, rect, row.name, face=font(13, weight=600))
        rest = rect.adjusted(wide + dp(8), 0, 0, 0)
        if row.curtained:
            words = _tr("{age} and over").format(age=row.minimum_age)
            chip = QRectF(
                rest.left(), rest.center().y() - dp(10), chip_width(words, "eye-off"), dp(20)
            )
            paint.rounded(painter, chip, dp(6), "surface")
            paint_chip(painter, chip, words, icon="eye-off")
        elif row.note:
            paint.text(painter, rest, row.note, role="ink2", face=font(12))

    def _paint_bar(self, painter: QPainter, rect: QRectF, row: SectionRow, most: int) -> None:
        t = tokens()
        if not row.copies:
            painter.fillRect(QRectF(rect.left(), rect.center().y() - 4, 3, 8), t.color("line"))
            left = rect.adjusted(dp(10), 0, 0, 0)
            paint.text(painter, left, _tr("no copies yet"), role="ink2", face=font(12))
            return
        wide = max(3.0, rect.width() * row.copies / most)
        dark = max(2.0, wide * row.out / row.copies) if row.out else 0.0
        high = dp(8)
        whole = QRectF(rect.left(), rect.center().y() - high / 2, wide, high)
        paint.rounded(painter, whole, 2, t.color("selection") if t.night else t.color("line"))
        if dark:
            paint.rounded(painter, QRectF(whole.left(), whole.top(), dark, high), 2, "ink2")
