"""How a sheet of labels is drawn over its page: perforation, hatching, numbers, the blue frame."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from reports.stock import Stock
from ui.printing.marks import paint_sign
from ui.theme import DAY, dp, font, tokens
from ui.widgets import paint

_CENTRE = Qt.AlignmentFlag.AlignCenter
# Above this many columns there is no margin for the numbers of those in the middle.
_IN_MARGINS = 2
ROOM = 30  # pixels that a number beside its label needs
_SAME = 2.5  # pixels that pdfium's rounding may add


class SheetPainter:
    """Draws one page at a scale of so many pixels to the point. Paper is white at night too."""

    def __init__(self, painter: QPainter, page: QRectF, scale: float) -> None:
        self._painter = painter
        self._page = page
        self._scale = scale

    def words(self, box: QRectF, words: str) -> None:
        """A sentence where a page would be."""
        self._painter.setFont(font(14))
        self._painter.setPen(tokens().color("ink2"))
        self._painter.drawText(box, int(_CENTRE | Qt.TextFlag.TextWordWrap), words)

    def page(self, image: QImage | None) -> None:
        """The sheet and what is printed on it."""
        painter = self._painter
        painter.fillRect(self._page, QColor("#FFFFFF"))
        self._print(image)
        painter.setPen(QPen(tokens().color("ink3"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._page.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _print(self, image: QImage | None) -> None:
        painter = self._painter
        if image is None:
            return
        ratio = painter.device().devicePixelRatio()
        size = QSizeF(image.width() / ratio, image.height() / ratio)
        if abs(size.width() - self._page.width()) < _SAME:
            # at its own size, dot for dot: stretching by half a pixel would blur every letter
            painter.drawImage(QRectF(self._page.topLeft(), size), image)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._page, image)

    def cell(self, stock: Stock, label: int) -> QRectF:
        """Where a label lies on the screen."""
        left, top = stock.positions()[label - 1]
        return QRectF(
            self._page.left() + left * self._scale,
            self._page.top() + top * self._scale,
            stock.label_width * self._scale,
            stock.label_height * self._scale,
        )

    def labels(
        self, stock: Stock, used: frozenset[int], first: int, signs: Mapping[int, str]
    ) -> None:
        """The perforation of every label, hatching over those that are used, numbers and signs."""
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        dashes = QPen(QColor("#CFC7B2"), 1, Qt.PenStyle.DashLine)
        dashes.setDashPattern([3, 3])
        for label in range(1, stock.labels_per_sheet + 1):
            box = self.cell(stock, label)
            radius = stock.corner_radius * self._scale
            if label in used:
                self._used(box)
            else:
                painter.setPen(dashes)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, radius, radius)
        self._numbers(stock, used, first, signs)

    def _used(self, box: QRectF) -> None:
        painter = self._painter
        painter.fillRect(box, QColor(DAY.sunk))
        painter.save()
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#D8D0BC"), 1))
        offset = -box.height()
        while offset < box.width():
            start = QPointF(box.left() + offset, box.bottom())
            painter.drawLine(start, QPointF(start.x() + box.height(), box.top()))
            offset += dp(9)
        painter.restore()
        painter.setPen(QPen(QColor("#CFC7B2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if box.height() >= dp(16) and box.width() >= dp(34):
            self._paper_words(box, "used", _CENTRE)

    def _paper_words(self, box: QRectF, words: str, align: Qt.AlignmentFlag) -> None:
        """Words that stand on the paper itself, in the day's ink."""
        self._painter.setFont(font(13))
        self._painter.setPen(QColor(DAY.ink2))
        self._painter.drawText(box, int(align), words)

    def _numbers(
        self, stock: Stock, used: frozenset[int], first: int, signs: Mapping[int, str]
    ) -> None:
        for label in range(1, stock.labels_per_sheet + 1):
            column = (label - 1) % stock.columns
            outer = column in (0, stock.columns - 1)
            if not outer or (stock.columns > _IN_MARGINS and column):
                if label == first or label in signs:
                    self._inside(self.cell(stock, label), label, label == first, signs.get(label))
                continue
            right = column > 0
            self._beside(stock, label, right, label == first, signs.get(label, ""))

    def _beside(self, stock: Stock, label: int, right: bool, first: bool, sign: str) -> None:
        box = self.cell(stock, label)
        wide, room = float(dp(40)), dp(ROOM)
        if right:
            # where the paper's own margin is too narrow, beside the paper
            tight = self._page.right() - box.right() < room
            at = self._page.right() if tight else box.right()
            place = QRectF(at + dp(7), box.top(), wide, box.height())
            align = Qt.AlignmentFlag.AlignLeft
        else:
            tight = box.left() - self._page.left() < room
            at = self._page.left() if tight else box.left()
            place = QRectF(at - wide - dp(7), box.top(), wide, box.height())
            align = Qt.AlignmentFlag.AlignRight
        lines = dp(19) * (2 if first or sign else 1)
        top = place.center().y() - lines / 2
        line = QRectF(place.left(), top, wide, dp(19))
        within = self._page.contains(line.center())
        strong = "#B81F50" if within else tokens().accent_text
        quiet = DAY.ink2 if within else tokens().ink2
        painter = self._painter
        painter.setFont(font(13, 600) if first else font(13))
        painter.setPen(QColor(strong if first else quiet))
        words = (str(label), "first") if first else (str(label),)
        for at, word in enumerate(words):
            painter.drawText(
                line.translated(0, at * dp(17)), int(align | Qt.AlignmentFlag.AlignVCenter), word
            )
        if sign:
            below = line.translated(0, dp(18) * len(words))
            spot = QRectF(below.right() - dp(14), below.top(), dp(14), below.height())
            if right:
                spot.moveLeft(below.left())
            paint_sign(painter, sign, spot, 14)

    def _inside(self, box: QRectF, label: int, first: bool, sign: str | None) -> None:
        """Where no margin is near: a small plate in the label's corner."""
        painter = self._painter
        words = f"{label} first" if first else str(label)
        plate = QRectF(box.left() + 2, box.top() + 2, dp(46 if first else 22), dp(15))
        paint.rounded(painter, plate, dp(3), DAY.accent_soft if first else DAY.sunk)
        painter.setFont(font(11, 600))
        painter.setPen(QColor("#B81F50" if first else DAY.ink2))
        painter.drawText(plate, int(_CENTRE), words)
        if sign:
            spot = QRectF(plate.right() + dp(2), plate.top(), dp(14), plate.height())
            paint_sign(painter, sign, spot, 12)

    def frame(self, stock: Stock, label: int, *, focused: bool) -> None:
        """The blue frame around a label; paler while the keys are somewhere else."""
        if not 1 <= label <= stock.labels_per_sheet:
            return
        blue = QColor(DAY.focus)
        if not focused:
            blue.setAlphaF(0.45)
        self._painter.setPen(QPen(blue, 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(self.cell(stock, label).adjusted(-1, -1, 1, 1), 2, 2)
