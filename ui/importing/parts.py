"""Small parts of the import page: numbered discs, marks of a question and of a fault, menus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons
from ui.theme import dp, font, tokens
from ui.widgets import Button, PaintedButton, paint


class NumberDisc(QWidget):
    """2 or 3 on a disc: the three numbers say the order."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = str(number)
        self.setFixedSize(dp(20), dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, box.width() / 2, tokens().sunk)
        center = Qt.AlignmentFlag.AlignCenter
        paint.text(
            painter, box, self._number, role="ink2", face=font(12, 600), align=center, elide=False
        )


class StateDisc(QWidget):
    """Whether the file can be read: a check, a cross, or nothing yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = ""
        self.setFixedSize(dp(22), dp(22))

    def set_tone(self, tone: str) -> None:
        """ok, stop, or "" for none."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, box.width() / 2, t.soft(self._tone) if self._tone else t.sunk)
        icon = {"ok": "check", "stop": "x"}.get(self._tone, "ellipsis")
        icons.paint(painter, icon, self._tone or "ink2", box, dp(13))


class MenuButton(Button):
    """Shows what is chosen and opens the list of what else there is. ``chosen(object)``."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", height=28, menu=True, parent=parent)
        self._name = name
        self._options: list[tuple[object, str]] = []
        self._current: object = None
        self.clicked.connect(self.open)

    def set_options(
        self, options: Sequence[tuple[object, str]], current: object, text: str
    ) -> None:
        """What can be chosen; ``None`` as an option is a line between groups."""
        self._options, self._current = list(options), current
        self.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")

    @Slot()
    def open(self) -> None:
        """Open the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        for value, words in self._options:
            if value is None:
                menu.addSeparator()
                continue
            action = menu.addAction(words)
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == self._current)
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.chosen.emit(action.data())


class KindTitle(PaintedButton):
    """The page's title; pressed it lists what else can be brought in."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._options: list[tuple[object, str]] = []
        self._current: object = None
        self.clicked.connect(self.open)

    def set_options(
        self, options: Sequence[tuple[object, str]], current: object, text: str
    ) -> None:
        """What can be brought in, and what is."""
        self._options, self._current = list(options), current
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(19, 700))
        return QSize(metrics.horizontalAdvance(self.text()) + dp(20), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        width = paint.text(painter, box, self.text(), face=font(19, 700), elide=False)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            arrow = QRectF(width + dp(5), 2, dp(14), box.height())
            icons.paint(painter, "chevron-down", "ink2", arrow, dp(14))

    @Slot()
    def open(self) -> None:
        """Open the list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        for value, words in self._options:
            action = menu.addAction(words)
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value == self._current)
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.chosen.emit(action.data())


def paint_diamond(painter: QPainter, center: QPointF, role: str = "need") -> None:
    """A question that the shop can answer."""
    reach = dp(5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens().color(role))
    x, y = center.x(), center.y()
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x, y - reach),
                QPointF(x + reach, y),
                QPointF(x, y + reach),
                QPointF(x - reach, y),
            ]
        )
    )


def paint_cross(painter: QPainter, center: QPointF, role: str = "stop") -> None:
    """A fault of the file."""
    reach = dp(4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tokens().color(role), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    x, y = center.x(), center.y()
    painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
    painter.drawLine(QPointF(x - reach, y + reach), QPointF(x + reach, y - reach))


class NeedChip(QWidget):
    """The question that most rows wait for: "Shelf: KIDS has no section here"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.hide()

    def set_text(self, text: str) -> None:
        """Another question; empty hides it."""
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(font(12, 600)).horizontalAdvance(self._text) + dp(32), dp(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(24), dp(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        box.setTop((box.height() - dp(22)) / 2)
        box.setHeight(dp(22))
        paint.rounded(painter, box, dp(6), tokens().need_soft)
        paint_diamond(painter, QPointF(dp(13), box.center().y()))
        words = box.adjusted(dp(23), 0, -dp(6), 0)
        paint.text(painter, words, self._text, role="need", face=font(12, 600))
        self.setToolTip(self._text)
