"""A pill that is on or off."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.buttons import PaintedButton


class TogglePill(PaintedButton):
    """A pill that is on or off, with a count: "Owes 631". ``toggled(bool)`` as in Qt."""

    def __init__(self, text: str, count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self._count = count
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """How many there are."""
        self._count = count
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(font(12, 600)).horizontalAdvance(self.text()) + dp(20)
        if self._count is not None:
            width += QFontMetrics(font(12)).horizontalAdvance(f"{self._count:,}") + dp(5)
        return QSize(width + (dp(18) if self.isChecked() else 0), dp(28))

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        on = self.isChecked()
        fill = t.accent_soft if on else t.sunk if self.underMouse() else t.surface
        paint.rounded(painter, box, dp(7), fill, t.accent_line if on else t.line)
        x = float(dp(10))
        face = font(12, 600 if on else 500)
        role = "ink" if on else "ink2"
        x += paint.text(
            painter,
            QRectF(x, 0, box.width(), box.height()),
            self.text(),
            role=role,
            face=face,
            elide=False,
        )
        if self._count is not None:
            rest = QRectF(x + dp(5), 0, box.width() - x, box.height())
            number = f"{self._count:,}"
            paint.text(painter, rest, number, role="ink2", face=font(12), elide=False)
        if on:
            size = dp(12)
            end = QRectF(box.right() - size - dp(8), 0, size, box.height())
            icons.paint(painter, "x", "ink2", end, size)
