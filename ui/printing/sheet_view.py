"""One page of what will be printed, with the labels of its sheet drawn over it.

The page is the PDF's own picture; cells, hatching, numbers and signs are the screen's. A click,
Space or a drag marks labels that are used up, the arrows move the frame, N lays in a new sheet.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.printing.sheet_paint import ROOM as _ROOM
from ui.printing.sheet_paint import SheetPainter
from ui.printing.stocks import Sheet
from ui.theme import dp, mix, tokens

_EDGE = 14  # of ground around a fitted page
_BESIDE = 46  # for numbers beside the paper
_LEAST, _MOST, _STEP = 0.2, 6.0, 1.2
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def ground() -> QColor:
    """What the paper lies on: a shade below the cards."""
    t = tokens()
    return QColor(mix(t.line, t.sunk, 0.5))


class SheetView(QWidget):
    """``marked(labels, used, label)`` a person marked labels; ``framed(label)`` the frame moved;
    ``new_sheet``; ``scaled(float)`` a page has so many pixels to the point; ``paged(step)``;
    ``typed(str)`` a letter for the scan bar.
    """

    marked = Signal(object, bool, int)
    framed = Signal(int)
    new_sheet = Signal()
    scaled = Signal(float)
    paged = Signal(int)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._size = (612.0, 792.0)
        self._image: QImage | None = None
        self._used: frozenset[int] = frozenset()
        self._first = 0
        self._signs: Mapping[int, str] = {}
        self._markable = False
        self._empty = ""
        self.label = 1
        self._zoom = 0.0  # 0 fits
        self._offset = QPointF()
        self._left = 0  # room taken by the page strip
        self._dragged: set[int] | None = None
        self._drag_used = True
        self._moving: QPointF | None = None
        self._space = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setMinimumSize(dp(240), dp(200))
        self.setAccessibleName(self.tr("The sheet as it will be printed"))

    # -- what is shown ---------------------------------------------------------------------------

    def set_sheet(
        self,
        sheet: Sheet | None,
        size: tuple[float, float],
        *,
        markable: bool,
        used: frozenset[int],
        first: int,
        signs: Mapping[int, str],
    ) -> None:
        """Another page: its stock, its size in points, the labels gone, the first to be printed
        (0 for none), and the sign beside a label.
        """
        resized = size != self._size
        self._sheet, self._size, self._markable = sheet, size, markable
        self._used, self._first, self._signs = used, first, signs
        self.label = min(max(self.label, 1), sheet.per_sheet if sheet is not None else 1)
        self._tell()
        if resized:
            self._told_scale()
        self.update()

    def set_image(self, image: QImage | None) -> None:
        """The page's picture; the old one is shown until there is a new one."""
        self._image = image
        self.update()

    def set_empty(self, words: str) -> None:
        """What is said instead of a page; empty shows the page."""
        self._empty = words
        self.update()

    def set_left(self, pixels: int) -> None:
        """The page strip takes so much at the left."""
        self._left = pixels
        self._told_scale()
        self.update()

    def show_label(self, label: int) -> None:
        """Moves the frame to a label."""
        self.label = label
        self._tell()
        self.update()

    @property
    def markable(self) -> bool:
        """Whether this page has labels that can be marked as used."""
        return self._markable

    @property
    def scale(self) -> float:
        """Pixels to the point, as shown."""
        return self._zoom or self._fitting()

    # -- zoom ------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Larger, about the middle."""
        self._zoom_to(self.scale * _STEP, QRectF(self.rect()).center())

    def zoom_out(self) -> None:
        """Smaller, about the middle."""
        self._zoom_to(self.scale / _STEP, QRectF(self.rect()).center())

    def fit(self) -> None:
        """The whole page."""
        self._zoom, self._offset = 0.0, QPointF()
        self._told_scale()
        self.update()

    def _fitting(self) -> float:
        fitted = self._fit_beside(dp(_EDGE))
        labels = self._sheet.labels if self._sheet is not None else None
        if self._markable and labels is not None and labels.left * fitted < dp(_ROOM):
            return self._fit_beside(dp(_BESIDE))  # the numbers stand beside the paper
        return fitted

    def _fit_beside(self, edge: int) -> float:
        room_x = self.width() - self._left - 2 * edge
        room_y = self.height() - 2 * dp(_EDGE)
        return max(min(room_x / self._size[0], room_y / self._size[1]), 0.05)

    def _zoom_to(self, wanted: float, about: QPointF) -> None:
        before = self._page_rect()
        scale = min(max(wanted, _LEAST), _MOST)
        grown = scale / self.scale
        self._zoom = scale
        held = about - before.topLeft()
        self._offset = QPointF()
        moved = about - held * grown - self._page_rect().topLeft()
        self._offset = moved
        self._told_scale()
        self.update()

    def _told_scale(self) -> None:
        self.scaled.emit(self.scale)

    def _page_rect(self) -> QRectF:
        scale = self.scale
        width, height = self._size[0] * scale, self._size[1] * scale
        left = self._left + (self.width() - self._left - width) / 2
        top = (self.height() - height) / 2
        page = QRectF(left, top, width, height).translated(self._offset)
        page.moveTo(round(page.x()), round(page.y()))
        return page

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._lay_ground(painter)
        pen = SheetPainter(painter, self._page_rect(), self.scale)
        if self._empty:
            pen.words(QRectF(self.rect()).adjusted(self._left + dp(24), 0, -dp(24), 0), self._empty)
            return
        pen.page(self._image)
        if self._sheet is None or self._sheet.labels is None:
            return
        framed = self.label if self.hasFocus() or self._markable else 0
        if self._markable:
            used = self._used
            if self._dragged is not None:
                used = used | self._dragged if self._drag_used else used - self._dragged
            pen.labels(self._sheet.labels, used, self._first, self._signs)
        pen.frame(self._sheet.labels, framed, focused=self.hasFocus())

    def _lay_ground(self, painter: QPainter) -> None:
        """The table under the paper, round where the card is round, and nothing drawn beyond it."""
        box, radius = QRectF(self.rect()), float(dp(11))
        shape = QPainterPath()
        shape.setFillRule(Qt.FillRule.WindingFill)
        shape.addRoundedRect(box, radius, radius)
        shape.addRect(box.adjusted(0, radius, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape, ground())

    def sizeHint(self) -> QSize:
        return QSize(dp(520), dp(560))

    # -- hands -----------------------------------------------------------------------------------

    def _label_at(self, point: QPointF) -> int:
        """The label under a point, 0 for none."""
        labels = self._sheet.labels if self._sheet is not None else None
        if labels is None:
            return 0
        page, scale = self._page_rect(), self.scale
        x, y = (point.x() - page.left()) / scale, (point.y() - page.top()) / scale
        for at, (left, top) in enumerate(labels.positions(), 1):
            if left <= x < left + labels.label_width and top <= y < top + labels.label_height:
                return at
        return 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._space or event.button() == Qt.MouseButton.MiddleButton:
            self._moving = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        label = self._label_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or not label:
            return
        self._move_frame(label)
        if not self._markable:
            return
        self._drag_used = label not in self._used
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.marked.emit(tuple(range(1, label + 1)), True, label)
            return
        self._dragged = {label}
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._moving is not None:
            self._offset += event.position() - self._moving
            self._moving = event.position()
            self.update()
            return
        label = self._label_at(event.position())
        if self._dragged is not None and label:
            self._dragged.add(label)
            self._move_frame(label)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._moving = None
        self.unsetCursor()
        dragged, self._dragged = self._dragged, None
        if dragged:
            self.marked.emit(tuple(sorted(dragged)), self._drag_used, self.label)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y() / 120
            self._zoom_to(self.scale * _STEP**turn, event.position())
        elif self._zoom:
            self._offset += QPointF(event.angleDelta()) / 2
            self.update()
        elif event.angleDelta().y():
            self.paged.emit(-1 if event.angleDelta().y() > 0 else 1)

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if control:
            event.ignore()
        elif key in _ARROWS:
            self._step(*_ARROWS[key])
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._press_space()
        elif key == Qt.Key.Key_N and self._markable:
            self.new_sheet.emit()
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.unsetCursor()
            return
        super().keyReleaseEvent(event)

    def _press_space(self) -> None:
        """Space marks the label in the frame; where there is none it takes the page in hand."""
        if self._markable:
            self.marked.emit((self.label,), self.label not in self._used, self.label)
        else:
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _step(self, right: int, down: int) -> None:
        labels = self._sheet.labels if self._sheet is not None else None
        if labels is None:
            return
        row, column = divmod(self.label - 1, labels.columns)
        row = min(max(row + down, 0), labels.rows - 1)
        column = min(max(column + right, 0), labels.columns - 1)
        self._move_frame(row * labels.columns + column + 1)

    def _move_frame(self, label: int) -> None:
        self.label = label
        self._tell()
        self.framed.emit(label)
        self.update()

    def _tell(self) -> None:
        words = self.tr("label {n}").format(n=self.label)
        if self._markable and self.label in self._used:
            words = self.tr("{label}, used").format(label=words)
        self.setAccessibleDescription(words)

    def event(self, event: QEvent) -> bool:
        # Space and arrows are ours while the sheet has the focus, whatever shortcuts there are.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and (event.key() == Qt.Key.Key_Space or Qt.Key(event.key()) in _ARROWS):
                event.accept()
                return True
        return super().event(event)

    def resizeEvent(self, event: QEvent) -> None:
        if not self._zoom:
            self._told_scale()
