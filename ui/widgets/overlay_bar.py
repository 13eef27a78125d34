"""A scroll bar that lies over the right edge of a list and takes no room from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


class OverlayBar(QScrollBar):
    """Mirrors the hidden vertical bar of a scroll area; gone while there is nothing to scroll.

    ``inset`` is how far it keeps from the right edge; below 0 its empty margin is cut off there.
    """

    def __init__(self, area: QAbstractScrollArea, *, inset: int = 1) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        self._inset = inset
        self._real = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._real.rangeChanged.connect(self._range_changed)
        self._real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._real.setValue)
        area.installEventFilter(self)
        area.viewport().installEventFilter(self)
        self._range_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return False

    @Slot()
    def _range_changed(self) -> None:
        self.setRange(self._real.minimum(), self._real.maximum())
        self.setPageStep(self._real.pageStep())
        self.setSingleStep(self._real.singleStep())
        self.setValue(self._real.value())
        self.setVisible(self._real.maximum() > self._real.minimum())
        self._place()

    def _place(self) -> None:
        view = self._area.viewport().geometry()
        width = self.sizeHint().width()
        left = view.right() + 1 - width - self._inset
        self.setGeometry(left, view.top() + 2, width, view.height() - 4)
        self.setPageStep(self._real.pageStep())
        self.raise_()
