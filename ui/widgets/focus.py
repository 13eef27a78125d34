"""The focus ring: one soft halo that follows the focus from control to control."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QWidget,
)

from ui.theme import dp
from ui.widgets import paint

_REACH = 4
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


class FocusHalo(QWidget):
    """Drawn outside the focused control, over its surroundings, and clipped where it scrolls.

    One per application; made by the main window. Item views mark their row themselves and get no
    halo, nor does a widget with the property ``noHalo``. A control inside a frame (the edit of a
    search field) lends it to the ancestor with the property ``haloHost``. ``haloRadius`` fits it.
    """

    # On the class as well: Python may have emptied a halo that Qt still asks about its events.
    _target: QWidget | None = None

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._focus_changed)

    @property
    def target(self) -> QWidget | None:
        """What it surrounds now."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._target is not None and event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None:
            return
        painter = QPainter(self)
        painter.setClipRect(self._clip)
        inner = QRectF(self.rect()).adjusted(_REACH, _REACH, -_REACH, -_REACH)
        radius = self._target.property("haloRadius")
        paint.halo(painter, inner, float(radius if radius is not None else dp(8)))

    @Slot(QWidget, QWidget)
    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if not shiboken6.isValid(self):
            return
        self.follow(_host(now) if now is not None else None)

    def follow(self, target: QWidget | None) -> None:
        """Surround this widget; None hides it."""
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
                watched.destroyed.disconnect(self._gone)
        self._watched = []
        self._target = target
        if target is None:
            self.hide()
            return
        step: QWidget | None = target
        while step is not None:
            step.installEventFilter(self)
            step.destroyed.connect(self._gone)
            self._watched.append(step)
            step = None if step.isWindow() else step.parentWidget()
        window = target.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._place()

    @Slot()
    def _gone(self) -> None:
        self._watched = []
        self._target = None
        self.hide()

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        window = target.window()
        spot = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        outer = spot.adjusted(-_REACH, -_REACH, _REACH, _REACH)
        visible = outer
        step = target.parentWidget()
        while step is not None and step is not window:
            area = step.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
                # room for the ring at the edges of a scrolled page, none for what is scrolled away
                edge = QRect(step.mapTo(window, QPoint(0, 0)), step.size())
                visible = visible.intersected(edge.adjusted(-_REACH, 0, _REACH, 0))
            step = area
        self._clip = visible.translated(-outer.topLeft())
        self.setGeometry(outer)
        self.raise_()
        self.show()
        self.update()

    _clip = QRect()


def _host(widget: QWidget) -> QWidget | None:
    step: QWidget | None = widget
    while step is not None and not step.isWindow():
        if step.property("haloHost"):
            return step
        step = step.parentWidget()
    if widget.property("noHalo") or isinstance(widget, QAbstractItemView):
        return None
    if isinstance(widget, QLineEdit) and widget.property("bare"):
        return None
    if isinstance(widget, QAbstractScrollArea) and not widget.property("haloRadius"):
        return None
    return widget if widget.focusPolicy() != Qt.FocusPolicy.NoFocus else None
