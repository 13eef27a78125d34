"""The dark rail at the left: the shop's name, and one place per screen."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import paint
from ui.widgets.buttons import PaintedButton

_CENTER = Qt.AlignmentFlag.AlignCenter


class RailButton(PaintedButton):
    """Icon over a word; a badge counts what waits there. ``name`` is the screen's."""

    def __init__(self, name: str, text: str, icon: str, keys: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.name = name
        self._icon = icon
        self._badge = 0
        self._keys = keys
        self.setCheckable(True)
        self.setProperty("haloRadius", 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retell()

    def set_badge(self, count: int) -> None:
        """How many wait there; 0 hides the badge."""
        self._badge = count
        self._retell()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(11, 500)).horizontalAdvance(self.text())
        return QSize(max(72, words + 6), 40 + dp(16))

    def nextCheckState(self) -> None:
        """Being shown is the window's to say, not the click's."""

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        on = self.isChecked()
        if on or self.underMouse():
            fill = QColor(255, 255, 255, 23 if on else 12)
            paint.rounded(painter, box, dp(8), fill)
        role = "rail_on" if on else "rail_text"
        size = 20
        icon_box = QRectF(0, 9, box.width(), size)
        icons.paint(painter, self._icon, role, icon_box, size)
        words = QRectF(0, 32, box.width(), dp(16))
        paint.text(
            painter, words, self.text(), role=role, face=font(11, 500), align=_CENTER, elide=False
        )
        if self._badge:
            face = font(10, 700)
            number = str(self._badge) if self._badge < 1000 else "999+"
            width = max(QFontMetrics(face).horizontalAdvance(number) + dp(10), dp(16))
            spot = QRectF(box.center().x() + dp(8) - width / 2, dp(5), width, dp(15))
            paint.rounded(painter, spot, spot.height() / 2, t.tube)
            paint.text(painter, spot, number, role="#1B1B26", face=face, align=_CENTER, elide=False)

    def _retell(self) -> None:
        waiting = self.tr("{n} waiting").format(n=self._badge) if self._badge else ""
        self.setAccessibleName(f"{self.text()} {waiting}".strip())
        self.setToolTip(self._keys.replace("+", " "))


class Rail(QWidget):
    """``chosen(str)`` carries the name of the screen that a person clicked."""

    chosen = Signal(str)

    def __init__(self, shop_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        self._order: list[tuple[int, RailButton]] = []
        self.setAccessibleName(self.tr("Screens"))
        self.setFixedWidth(88)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 10, 8, 10)
        self._box.setSpacing(2)
        self._logo = _Logo(shop_name, self)
        self._box.addWidget(self._logo)
        self._box.addStretch(1)

    def set_shop_name(self, name: str) -> None:
        """The name at the top."""
        self._logo.set_name(name)

    def add(self, name: str, text: str, icon: str, keys: str, order: int) -> None:
        """A place for a screen, sorted by ``order``."""
        button = RailButton(name, text, icon, keys, self)
        button.clicked.connect(self._clicked)
        self._buttons[name] = button
        at = sum(1 for other, _ in self._order if other <= order)
        self._order.insert(at, (order, button))
        self._box.insertWidget(1 + at, button)
        self.setFixedWidth(max(self.width(), button.sizeHint().width() + 16))

    def clear(self) -> None:
        """No screens: another shop is about to be opened."""
        for button in self._buttons.values():
            self._box.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        self._order.clear()

    def set_current(self, name: str) -> None:
        """Mark the screen that is shown."""
        for key, button in self._buttons.items():
            button.setChecked(key == name)

    def set_badge(self, name: str, count: int) -> None:
        """Count at a screen's place; an unknown screen is ignored."""
        if name in self._buttons:
            self._buttons[name].set_badge(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().color("rail"))
        for button in self._buttons.values():
            if button.isChecked():
                spot = button.geometry()
                bar = QRectF(-3, spot.top() + 10, 6, spot.height() - 20)
                paint.rounded(painter, bar, 3, tokens().tube)

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.chosen.emit(button.name)


class _Logo(QWidget):
    """The shop's name in Tilt Neon on at most two lines, with the glow of a tube."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(dp(50))
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self._name = name
        words = name.split()
        self._lines = [" ".join(words[:1]), " ".join(words[1:2])] if len(words) > 1 else [name]
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = font(15, sign=True)
        step = dp(16)
        top = dp(6) + (step // 2 if len(self._lines) == 1 else 0)
        self._paint_glow(painter)
        for at, line in enumerate(self._lines):
            box = QRectF(0, top + at * step, self.width(), step)
            paint.text(painter, box, line, role="tube", face=face, align=_CENTER)

    def _paint_glow(self, painter: QPainter) -> None:
        reach = self.width() * 0.55
        painter.save()
        painter.translate(self.width() / 2, dp(22))
        painter.scale(1, 0.5)
        light = QRadialGradient(QPointF(0, 0), reach)
        for at, alpha in ((0.0, 0.11), (0.5, 0.06), (1.0, 0.0)):
            glow = tokens().color("tube")
            glow.setAlphaF(alpha)
            light.setColorAt(at, glow)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(light)
        painter.drawEllipse(QPointF(0, 0), reach, reach)
        painter.restore()
