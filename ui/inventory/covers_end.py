"""At the end of the filters while covers are shown: the order, and the size of the tiles."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QWidget,
)

from app.catalog.stock_query import Column as Order
from app.catalog.stock_query import StockQuery
from ui import icons
from ui.inventory.cover_tile import LARGEST, SMALLEST, STEP
from ui.inventory.stock_state import StockState
from ui.theme import dp, font, tokens
from ui.widgets import PaintedButton, paint

#: The orders offered here: of a column, and which way.
_ORDERS: tuple[tuple[Order, bool], ...] = (
    (Order.TITLE, False),
    (Order.YEAR, True),
    (Order.YEAR, False),
    (Order.DIRECTOR, False),
    (Order.SECTION, False),
    (Order.STATE, False),
    (Order.IDLE, True),
    (Order.ADDED, True),
)


class CoversEnd(QWidget):
    """``size_wanted(int)``: the slider was moved, to a tile's width in mock-up pixels."""

    size_wanted = Signal(int)

    def __init__(self, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = OrderButton(state, self)
        self.slider = SizeSlider(self)
        self.slider.valueChanged.connect(self._moved)
        self.slider_row = QWidget(self)
        sizes = QHBoxLayout(self.slider_row)
        sizes.setContentsMargins(dp(6), 0, 0, 0)
        sizes.setSpacing(dp(6))
        sizes.addWidget(_Picture(12, "ink2", self))
        sizes.addWidget(self.slider)
        sizes.addWidget(_Picture(16, "ink", self))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(6))
        box.addWidget(self.order)
        box.addWidget(self.slider_row)

    def show_size(self, width: int) -> None:
        """Without telling anybody."""
        self.slider.blockSignals(True)
        self.slider.setValue((width - SMALLEST) // STEP)
        self.slider.blockSignals(False)
        self.slider.update()

    @Slot(int)
    def _moved(self, value: int) -> None:
        self.size_wanted.emit(SMALLEST + value * STEP)


class OrderButton(PaintedButton):
    """What the covers are sorted by, in words; a click lists the others."""

    def __init__(self, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        state.query_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self.setText(self._words(self._state.query))
        self.setAccessibleName(self.tr("Order: {words}").format(words=self.text()))
        self.updateGeometry()
        self.update()

    def _words(self, query: StockQuery) -> str:
        order = query.order
        if order is None:
            return self.tr("Best match") if query.asks else self.tr("Title")
        return self._of(order, query.descending)

    def _of(self, order: Order, descending: bool) -> str:
        if order is Order.IDLE:
            return self.tr("Longest idle") if descending else self.tr("Least idle")
        if order is Order.YEAR:
            return self.tr("Newest") if descending else self.tr("Oldest")
        if order is Order.ADDED:
            return self.tr("Last added") if descending else self.tr("First added")
        return {
            Order.TITLE: self.tr("Title"),
            Order.DIRECTOR: self.tr("Director"),
            Order.FORMATS: self.tr("Format"),
            Order.CERTIFICATE: self.tr("Certificate"),
            Order.SECTION: self.tr("Section"),
            Order.STATE: self.tr("State"),
        }[order]

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        query = self._state.query
        for at, (order, descending) in enumerate(_ORDERS):
            action = menu.addAction(self._of(order, descending))
            action.setData(at)
            action.setCheckable(True)
            action.setChecked((query.order, query.descending) == (order, descending))
        menu.triggered.connect(self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        order, descending = _ORDERS[int(action.data())]
        query = replace(self._state.query, order=order, descending=descending)
        self._state.ask(query, filter_name=self._state.filter_name)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(font(12, 500)).horizontalAdvance(self.text())
        return QSize(width + dp(20), dp(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        used = paint.text(painter, box, self.text(), face=font(12, 500), elide=False)
        query = self._state.query
        up = not query.descending and not (query.order is None and query.asks)
        place = QRectF(box.left() + used + dp(4), box.top(), dp(13), box.height())
        icons.paint(painter, "arrow-up" if up else "arrow-down", "ink2", place, dp(13))


class SizeSlider(QAbstractSlider):
    """A line with a knob; arrows move it by a step. Ctrl + and Ctrl − do the same anywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, (LARGEST - SMALLEST) // STEP)
        self.setSingleStep(1)
        self.setPageStep(2)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Size of the covers"))
        self.setFixedSize(dp(88), dp(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        middle, knob = self.height() / 2, dp(6.5)
        paint.rounded(painter, QRectF(0, middle - 1, self.width(), 2), 1, t.line)
        left = self._inset() + self.value() * self._span() / max(self.maximum(), 1)
        painter.setBrush(t.color("surface"))
        painter.setPen(QPen(t.color("ink2"), 1.2))
        painter.drawEllipse(QRectF(left - knob, middle - knob, 2 * knob, 2 * knob))

    def mousePressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._take(event.position().x())

    def mouseMoveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(event.position().x())

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        self.update()

    def _take(self, x: float) -> None:
        self.setValue(round((x - self._inset()) * self.maximum() / max(self._span(), 1)))

    def _inset(self) -> int:
        return dp(8)

    def _span(self) -> int:
        return self.width() - 2 * self._inset()


class _Picture(QWidget):
    """A small or a large picture at the ends of the slider."""

    def __init__(self, size: int, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._size, self._role = size, role
        self.setFixedSize(dp(size), dp(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "image", self._role, QRectF(self.rect()), dp(self._size))
